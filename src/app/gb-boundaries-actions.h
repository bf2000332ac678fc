/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-window.h"

G_BEGIN_DECLS

/* What the names of such files are like. */
#define GB_BOUNDARIES_PATTERNS "*.geojson;*.json"

gboolean gb_boundaries_actions_is_for (GFile    *file);
void     gb_boundaries_actions_open   (GbWindow *window,
                                       GFile    *file);
void     gb_boundaries_actions_import (GbWindow *window);
void     gb_boundaries_actions_remove (GbWindow *window);

G_END_DECLS
