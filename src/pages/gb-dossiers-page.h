/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-dossier-table.h"
#include "gb-dossiers-question.h"
#include "gb-page.h"

G_BEGIN_DECLS

#define GB_TYPE_DOSSIERS_PAGE (gb_dossiers_page_get_type ())
G_DECLARE_FINAL_TYPE (GbDossiersPage, gb_dossiers_page, GB, DOSSIERS_PAGE, GbPage)

GbDossiersQuestion *gb_dossiers_page_get_question        (GbDossiersPage      *self);
GbDossierTable     *gb_dossiers_page_get_table           (GbDossiersPage      *self);
const char         *gb_dossiers_page_get_code            (GbDossiersPage      *self);
void                gb_dossiers_page_open                (GbDossiersPage      *self,
                                                          const char          *code);
void                gb_dossiers_page_focus_rows          (GbDossiersPage      *self);
void                gb_dossiers_page_find                (GbDossiersPage      *self);

G_END_DECLS
