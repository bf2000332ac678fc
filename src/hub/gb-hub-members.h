/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-record.h"
#include "gb-sql-connection.h"

G_BEGIN_DECLS

/* Stands for all communes in place of a commune's code. */
#define GB_HUB_EVERYWHERE ""

/**
 * GbHubRelation:
 * @parent: the type of the record that @path names, -1 when there is none
 * @path: (nullable): the JSON path of the parent's id
 * @required: whether a record without its parent makes no sense
 * @owned: whether it goes when its parent goes
 *
 * On which other record the scope of a type's records hangs.
 */
typedef struct
{
  int parent;
  const char *path;
  gboolean required;
  gboolean owned;
} GbHubRelation;

const GbHubRelation *gb_hub_relation    (GbRecordType      type);
GPtrArray           *gb_hub_members_of  (GbSqlConnection  *connection,
                                         GbRecordType      type,
                                         const char       *data,
                                         gint64            parent,
                                         GError          **error);
GPtrArray           *gb_hub_members_now (GbSqlConnection  *connection,
                                         gint64            record,
                                         GError          **error);
gboolean             gb_hub_members_move (GbSqlConnection  *connection,
                                         GbRecordGroup     group,
                                         gint64            number,
                                         gint64            seq,
                                         GPtrArray        *before,
                                         GPtrArray        *after,
                                         gboolean          is_new,
                                         GError          **error);
gboolean             gb_hub_members_equal
                                        (GPtrArray        *a,
                                         GPtrArray        *b);

G_END_DECLS
