/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-dossiers-columns.h"

G_BEGIN_DECLS

GSimpleActionGroup *gb_dossiers_column_actions_new (GbDossiersColumns *self);
GMenuModel         *gb_dossiers_column_menu_new    (void);
GtkWidget          *gb_dossiers_group_button_new   (void);

G_END_DECLS
