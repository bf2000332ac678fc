/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-dossier-table.h"

G_BEGIN_DECLS

void       gb_dossiers_copy_load_async  (GbStore              *store,
                                         GArray               *numbers,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
GPtrArray *gb_dossiers_copy_load_finish (GbStore              *store,
                                         GAsyncResult         *result,
                                         GError              **error);
char      *gb_dossiers_copy_text        (GbDossierTable       *table,
                                         const GPtrArray      *dossiers);

G_END_DECLS
