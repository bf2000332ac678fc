/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sql-connection.h"

G_BEGIN_DECLS

gboolean gb_dossier_index_complete      (GbSqlConnection  *connection,
                                         GError          **error);
gboolean gb_dossier_index_has_finished  (GbSqlConnection  *connection,
                                         gboolean         *has,
                                         GError          **error);
gboolean gb_dossier_index_make_finished (GbSqlConnection  *connection,
                                         GError          **error);
gboolean gb_dossier_index_rebuild_keys  (GbSqlConnection  *connection,
                                         GError          **error);

G_END_DECLS
