/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sql-connection.h"

G_BEGIN_DECLS

/**
 * GbSqlFileKind:
 * @GB_SQL_FILE_NONE: there is no file, or nothing in it yet
 * @GB_SQL_FILE_PLAIN: a database that any SQLite can read
 * @GB_SQL_FILE_SEALED: may be an encrypted database: whole pages that say nothing
 * @GB_SQL_FILE_OTHER: neither
 */
typedef enum
{
  GB_SQL_FILE_NONE,
  GB_SQL_FILE_PLAIN,
  GB_SQL_FILE_SEALED,
  GB_SQL_FILE_OTHER,
} GbSqlFileKind;

GbSqlFileKind gb_sql_file_kind  (const char  *path);
gboolean      gb_sql_reencrypt  (const char  *path,
                                 GbSqlKey    *from,
                                 GbSqlKey    *to,
                                 GError     **error);

G_END_DECLS
