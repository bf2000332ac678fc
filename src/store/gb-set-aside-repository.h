/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-store.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* How much of a line is loaded for a look; what is written to a file is whole. */
#define GB_SET_ASIDE_MAX_SHOWN 4000

/**
 * GbSetAside:
 * @hash: (owned): SHA-256 of the line
 * @type: (owned) (nullable): the record's type as the line has it
 * @id: (owned) (nullable): the record's id as the line has it
 * @reason: (owned): what the line breaks, in the words of who refused it
 * @line: (owned): the line as it came, at most %GB_SET_ASIDE_MAX_SHOWN characters of it
 * @at: server time of the page that brought it, UTC seconds
 *
 * A line of the feed that breaks its schema. It stays until the feed brings the record in order, or
 * somebody takes it off the list.
 */
typedef struct
{
  char *hash;
  char *type;
  char *id;
  char *reason;
  char *line;
  gint64 at;
} GbSetAside;

void       gb_set_aside_free          (GbSetAside           *self);

/* Functions that block and read; run them on a thread of the store. */
GPtrArray *gb_set_aside_load          (GbSqlConnection      *connection,
                                       guint                 limit,
                                       gint64               *total,
                                       GError              **error);
gboolean   gb_set_aside_save          (GbSqlConnection      *connection,
                                       GFile                *file,
                                       gint64               *n_lines,
                                       GCancellable         *cancellable,
                                       GError              **error);

void       gb_set_aside_export_async  (GbStore              *store,
                                       GFile                *file,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean   gb_set_aside_export_finish (GbStore              *store,
                                       GAsyncResult         *result,
                                       gint64               *n_lines,
                                       GError              **error);
void       gb_set_aside_remove_async  (GbStore              *store,
                                       const char           *hash,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean   gb_set_aside_remove_finish (GbStore              *store,
                                       GAsyncResult         *result,
                                       GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbSetAside, gb_set_aside_free)

G_END_DECLS
