/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-dossier.h"
#include "gb-sheet.h"

G_BEGIN_DECLS

#define GB_CLI_N_DOSSIER_COLUMNS 15

extern const GbSheetColumn gb_cli_dossier_columns[GB_CLI_N_DOSSIER_COLUMNS];

void gb_cli_dossier_cells (GbSheet   *sheet,
                           GbDossier *dossier);

G_END_DECLS
