/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-record.h"
#include "gb-sql-connection.h"

G_BEGIN_DECLS

/**
 * GbCursor:
 * @feed_id: (owned) (nullable): the feed the cursor belongs to
 * @cursor: (owned) (nullable): where the next pull begins; %NULL = from the start
 * @position: of the cursor
 * @generation: of the pull that rows carry
 * @full: whether a pull from the start has not yet come to its end
 * @as_of: server time of the last pull that reached the end (số liệu đến), UTC seconds, 0 = never
 * @last_attempt: when a pull was last tried, UTC seconds, 0 = never
 * @next_attempt: when it will be, UTC seconds, 0 = not planned
 * @attempts: how many failed one after the other
 * @last_error: (owned) (nullable): why the last one failed; %NULL when it did not
 *
 * Where the cache stands in one group's feed.
 */
typedef struct
{
  char *feed_id;
  char *cursor;
  gint64 position;
  gint64 generation;
  gboolean full;
  gint64 as_of;
  gint64 last_attempt;
  gint64 next_attempt;
  guint attempts;
  char *last_error;
} GbCursor;

void     gb_cursor_clear          (GbCursor         *self);
gboolean gb_cursor_load           (GbSqlConnection  *connection,
                                   GbRecordGroup     group,
                                   GbCursor         *cursor,
                                   GError          **error);
gboolean gb_cursor_restart        (GbSqlConnection  *connection,
                                   GbRecordGroup     group,
                                   GError          **error);
gboolean gb_cursor_note_success   (GbSqlConnection  *connection,
                                   GbRecordGroup     group,
                                   gint64            now,
                                   GError          **error);
gboolean gb_cursor_note_failure   (GbSqlConnection  *connection,
                                   GbRecordGroup     group,
                                   gint64            now,
                                   gint64            next_attempt,
                                   const char       *message,
                                   GError          **error);
gboolean gb_cursor_change_scope   (GbSqlConnection  *connection,
                                   const char       *scope,
                                   GError          **error);
gboolean gb_cursor_settle_scope   (GbSqlConnection  *connection,
                                   GError          **error);
gboolean gb_cursor_claim_scope    (GbSqlConnection  *connection,
                                   const char       *scope,
                                   const char       *endpoint,
                                   GError          **error);
gboolean gb_cursor_load_commune   (GbSqlConnection  *connection,
                                   char            **commune,
                                   GError          **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GbCursor, gb_cursor_clear)

G_END_DECLS
