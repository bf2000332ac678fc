/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-dossier-table.h"

G_BEGIN_DECLS

GSimpleActionGroup *gb_dossiers_column_actions_new (GbDossierTable *table);
GMenuModel         *gb_dossiers_column_menu_new    (GbDossierTable *table);
GtkWidget          *gb_dossiers_group_button_new   (void);

G_END_DECLS
