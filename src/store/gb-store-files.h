/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sql-connection.h"

G_BEGIN_DECLS

/**
 * GbStoreFiles:
 * @cache: (owned): for writing what can be fetched again
 * @local: (owned): for writing what cannot; never one commit over both
 * @lost_log: whether something had taken away what was last written to one of them
 */
typedef struct
{
  GbSqlConnection *cache;
  GbSqlConnection *local;
  gboolean lost_log;
} GbStoreFiles;

gboolean         gb_store_files_open        (GbStoreFiles  *self,
                                             const char    *path,
                                             GbSqlKey      *key,
                                             GError       **error);
void             gb_store_files_close       (GbStoreFiles  *self);
GbSqlConnection *gb_store_files_open_reader (const char    *path,
                                             GbSqlKey      *key,
                                             GError       **error);
gboolean         gb_store_files_rekey       (const char    *path,
                                             GbSqlKey      *from,
                                             GbSqlKey      *to,
                                             GError       **error);
void             gb_store_files_make_folder (const char    *path);

G_END_DECLS
