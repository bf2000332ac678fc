/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-dossier-table.h"
#include "gb-export.h"

G_BEGIN_DECLS

GbExport *gb_dossiers_export_new (GbDossierTable *table,
                                  GbDossierList  *list,
                                  gboolean        marked);

G_END_DECLS
