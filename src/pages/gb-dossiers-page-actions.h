/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-dossiers-page.h"

G_BEGIN_DECLS

void gb_dossiers_page_actions_install (GtkWidgetClass *widget_class);
void gb_dossiers_page_actions_insert  (GbDossiersPage *page);
void gb_dossiers_page_actions_update  (GbDossiersPage *page);

G_END_DECLS
