/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-dossiers-question.h"

G_BEGIN_DECLS

#define GB_TYPE_DOSSIERS_FOUND (gb_dossiers_found_get_type ())
G_DECLARE_FINAL_TYPE (GbDossiersFound, gb_dossiers_found, GB, DOSSIERS_FOUND, AdwBin)

void gb_dossiers_found_set_question (GbDossiersFound    *self,
                                     GbDossiersQuestion *question);
void gb_dossiers_found_ask          (GbDossiersFound    *self);
void gb_dossiers_found_set          (GbDossiersFound    *self,
                                     const char         *search,
                                     gint64              n_rows,
                                     gint64              n_everywhere);

G_END_DECLS
