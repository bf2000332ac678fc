/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-dossier-select.h"

G_BEGIN_DECLS

GArray *gb_dossier_order_read       (const GbDossierSelect  *select,
                                     GbSqlConnection        *connection,
                                     GError                **error);
GArray *gb_dossier_order_read_first (const GbDossierSelect  *select,
                                     GbSqlConnection        *connection,
                                     gboolean               *whole,
                                     GError                **error);

G_END_DECLS
