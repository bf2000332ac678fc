/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GB_TYPE_ONE_STOP (gb_one_stop_get_type ())
G_DECLARE_FINAL_TYPE (GbOneStop, gb_one_stop, GB, ONE_STOP, AdwBin)

GtkWidget *gb_one_stop_new (GtkWidget *child);

G_END_DECLS
