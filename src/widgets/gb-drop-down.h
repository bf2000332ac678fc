/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void gb_drop_down_tell (GtkDropDown *drop_down);

G_END_DECLS
