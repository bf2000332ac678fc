/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-record.h"
#include "gb-sql-connection.h"

G_BEGIN_DECLS

/**
 * GbHubEntry:
 * @number: its number in the hub, 0 when it never was there
 * @rev: its revision
 * @changed: the revision at which its data last changed in a way that somebody may be in conflict
 *   with; it is sent again for other reasons, too
 * @deleted: whether only its tombstone is left
 * @data: (owned) (nullable): its data as JSON, minified
 *
 * A record as the log has it.
 */
typedef struct
{
  gint64 number;
  gint64 rev;
  gint64 changed;
  gboolean deleted;
  char *data;
} GbHubEntry;

gboolean gb_hub_entry_load  (GbHubEntry       *self,
                             GbSqlConnection  *connection,
                             GbRecordType      type,
                             const char       *id,
                             GError          **error);
gboolean gb_hub_entry_save  (GbHubEntry       *self,
                             GbSqlConnection  *connection,
                             GbRecordType      type,
                             const char       *id,
                             gint64            seq,
                             gint64            parent,
                             GError          **error);
void     gb_hub_entry_clear (GbHubEntry       *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GbHubEntry, gb_hub_entry_clear)

G_END_DECLS
