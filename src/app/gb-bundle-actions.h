/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-window.h"

G_BEGIN_DECLS

void gb_bundle_actions_import   (GbWindow *window);
void gb_bundle_actions_export   (GbWindow *window);
void gb_bundle_actions_open     (GbWindow *window,
                                 GFile    *file);
void gb_bundle_actions_add_drop (GbWindow *window);

void gb_bundle_actions_open_once_ready
                                (GbWindow *window,
                                 GFile    *file);

G_END_DECLS
