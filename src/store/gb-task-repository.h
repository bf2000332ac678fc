/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sql-connection.h"
#include "gb-task.h"

G_BEGIN_DECLS

/**
 * GbTaskCommune:
 * @code: (owned): the commune's code
 * @name: (owned): its type and name
 * @key: (owned): what it is sorted by
 * @counts: how many of its tasks each #GbTaskFilter has
 *
 * What a commune still has to do.
 */
typedef struct
{
  char *code;
  char *name;
  GBytes *key;
  guint counts[GB_N_TASK_FILTERS];
} GbTaskCommune;

/* Functions that block; run the first two on a thread of the store. */
GPtrArray *gb_task_repository_list (GbSqlConnection *connection,
                                    const char      *commune,
                                    gint64           now,
                                    GError         **error);
gboolean   gb_task_repository_find (GbSqlConnection *connection,
                                    const char      *id,
                                    gint64           now,
                                    GbTask         **task,
                                    GError         **error);
GPtrArray *gb_task_repository_by_commune
                                   (GPtrArray       *tasks,
                                    gint64           now);
void       gb_task_commune_free    (GbTaskCommune   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbTaskCommune, gb_task_commune_free)

G_END_DECLS
