/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gb-store.h"

G_BEGIN_DECLS

void gb_issue_urge (GtkWidget  *parent,
                    GbStore    *store,
                    const char *id);

G_END_DECLS
