/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "gb-sql-error.h"
#include "gb-sql-key.h"

G_BEGIN_DECLS

/**
 * GbSqlOpenFlags:
 * @GB_SQL_OPEN_READ_ONLY: never write; the file must exist
 * @GB_SQL_OPEN_CREATE: make the file when it does not exist
 * @GB_SQL_OPEN_FULL_SYNC: a commit is on the disk when it returns (synchronous FULL); without it a
 *   power cut may take the last commits, never the file's consistency (NORMAL)
 * @GB_SQL_OPEN_IMMUTABLE: with %GB_SQL_OPEN_READ_ONLY: somebody else's file, which nothing is written to or beside, not
 *   even a lock; while it is open nobody may change it
 */
typedef enum
{
  GB_SQL_OPEN_READ_ONLY = 1 << 0,
  GB_SQL_OPEN_CREATE = 1 << 1,
  GB_SQL_OPEN_FULL_SYNC = 1 << 2,
  GB_SQL_OPEN_IMMUTABLE = 1 << 3,
} GbSqlOpenFlags;

#define GB_TYPE_SQL_CONNECTION (gb_sql_connection_get_type ())
G_DECLARE_FINAL_TYPE (GbSqlConnection, gb_sql_connection, GB, SQL_CONNECTION, GObject)

typedef struct _GbSqlStatement GbSqlStatement;

GbSqlConnection *gb_sql_connection_open            (const char       *path,
                                                    GbSqlOpenFlags    flags,
                                                    GError          **error);
GbSqlConnection *gb_sql_connection_open_with_key   (const char       *path,
                                                    GbSqlOpenFlags    flags,
                                                    GbSqlKey         *key,
                                                    GError          **error);
gboolean         gb_sql_connection_attach          (GbSqlConnection  *self,
                                                    const char       *path,
                                                    const char       *schema,
                                                    GbSqlKey         *key,
                                                    GError          **error);
const char      *gb_sql_connection_get_path        (GbSqlConnection  *self);
sqlite3         *gb_sql_connection_get_handle      (GbSqlConnection  *self);
gboolean         gb_sql_connection_is_read_only    (GbSqlConnection  *self);
gboolean         gb_sql_connection_use_wal         (GbSqlConnection  *self,
                                                    GError          **error);

gboolean         gb_sql_connection_exec            (GbSqlConnection  *self,
                                                    const char       *sql,
                                                    GError          **error);
gboolean         gb_sql_connection_query_int       (GbSqlConnection  *self,
                                                    const char       *sql,
                                                    gint64           *value,
                                                    GError          **error);
GbSqlStatement  *gb_sql_connection_prepare         (GbSqlConnection  *self,
                                                    const char       *sql,
                                                    GError          **error);

gboolean         gb_sql_connection_begin           (GbSqlConnection  *self,
                                                    GError          **error);
gboolean         gb_sql_connection_begin_immediate (GbSqlConnection  *self,
                                                    GError          **error);
gboolean         gb_sql_connection_commit          (GbSqlConnection  *self,
                                                    GError          **error);
void             gb_sql_connection_rollback        (GbSqlConnection  *self);
gboolean         gb_sql_connection_end             (GbSqlConnection  *self,
                                                    gboolean          ok,
                                                    GError          **error);

void             gb_sql_connection_set_cancellable (GbSqlConnection  *self,
                                                    GCancellable     *cancellable);
gint64           gb_sql_connection_data_version    (GbSqlConnection  *self);
void             gb_sql_connection_set_error       (GbSqlConnection  *self,
                                                    int               code,
                                                    const char       *context,
                                                    GError          **error);

G_END_DECLS
