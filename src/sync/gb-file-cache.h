/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sql-connection.h"

G_BEGIN_DECLS

/**
 * GbFileRecord:
 * @name: (owned): what the province calls it
 * @kind: (owned): what it is: "boundaries", "basemap", "document"…
 * @sha256: (owned): of its content
 * @bytes: how long it is
 * @have: how much of it is here
 * @whole: whether all of it is here and was checked
 *
 * A big file of the province (boundaries, base map): told of by the feed, kept beside the cache. Such
 * records are the base group's, which every workstation of the province is sent: they name no citizen.
 */
typedef struct
{
  char *name;
  char *kind;
  char *sha256;
  guint64 bytes;
  guint64 have;
  gboolean whole;
} GbFileRecord;

void       gb_file_record_free       (GbFileRecord     *self);
GPtrArray *gb_file_record_list       (GbSqlConnection  *connection,
                                      const char       *cache_path,
                                      GError          **error);

char      *gb_file_cache_dup_folder  (const char       *cache_path);
char      *gb_file_cache_dup_path    (const char       *cache_path,
                                      const char       *sha256);
gboolean   gb_file_cache_append      (const char       *cache_path,
                                      const char       *sha256,
                                      guint64           offset,
                                      GBytes           *part,
                                      GError          **error);
gboolean   gb_file_cache_complete    (const char       *cache_path,
                                      const char       *sha256,
                                      GError          **error);
void       gb_file_cache_forget_part (const char       *cache_path,
                                      const char       *sha256);
guint      gb_file_cache_sweep       (const char       *cache_path,
                                      GPtrArray        *records);
gboolean   gb_file_cache_check_space (const char       *cache_path,
                                      guint64           bytes,
                                      GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbFileRecord, gb_file_record_free)

G_END_DECLS
