/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-dossier-table.h"

G_BEGIN_DECLS

void gb_dossiers_copy_code     (GbDossierTable *table,
                                const char     *code);
void gb_dossiers_copy_selected (GbDossierTable *table);

G_END_DECLS
