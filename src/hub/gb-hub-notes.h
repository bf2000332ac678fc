/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sql-connection.h"

G_BEGIN_DECLS

gboolean gb_hub_notes_put  (GbSqlConnection  *connection,
                            const char       *dossier,
                            const char       *workstation,
                            const char       *action,
                            const char       *at,
                            const char       *author,
                            const char       *text,
                            GError          **error);
gboolean gb_hub_notes_drop (GbSqlConnection  *connection,
                            const char       *workstation,
                            const char       *action,
                            GError          **error);
gboolean gb_hub_notes_forget
                           (GbSqlConnection  *connection,
                            const char       *dossier,
                            GError          **error);
char    *gb_hub_notes_add  (GbSqlConnection  *connection,
                            const char       *dossier,
                            const char       *data,
                            GError          **error);

G_END_DECLS
