/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cursor-repository.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gb-sql-statement.h"
#include "gb-store-error.h"

/**
 * gb_cursor_clear:
 *
 * Frees what the cursor holds.
 */
void
gb_cursor_clear (GbCursor *self)
{
  g_free (self->feed_id);
  g_free (self->cursor);
  g_free (self->last_error);
  memset (self, 0, sizeof *self);
}

/**
 * gb_cursor_load:
 * @cursor: (out caller-allocates): where the cache stands; to be cleared with gb_cursor_clear()
 */
gboolean
gb_cursor_load (GbSqlConnection *connection,
                GbRecordGroup    group,
                GbCursor        *cursor,
                GError         **error)
{
  g_autoptr (GbSqlStatement) s = NULL;
  gboolean row;

  memset (cursor, 0, sizeof *cursor);
  s = gb_sql_connection_prepare (
      connection,
      "SELECT feed_id,cursor,position,generation,whole,as_of,last_attempt,next_attempt,attempts,"
      "last_error FROM feed_cursor WHERE feed_group=?1",
      error);
  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, gb_record_group_name (group));
  if (!gb_sql_statement_step (s, &row, error))
    return FALSE;
  if (!row)
    return TRUE;

  cursor->feed_id = gb_sql_statement_dup_text (s, 0);
  cursor->cursor = gb_sql_statement_dup_text (s, 1);
  cursor->position = gb_sql_statement_get_int (s, 2);
  cursor->generation = gb_sql_statement_get_int (s, 3);
  cursor->full = gb_sql_statement_get_int (s, 4) != 0;
  cursor->as_of = gb_sql_statement_get_int (s, 5);
  cursor->last_attempt = gb_sql_statement_get_int (s, 6);
  cursor->next_attempt = gb_sql_statement_get_int (s, 7);
  cursor->attempts = (guint) gb_sql_statement_get_int (s, 8);
  cursor->last_error = gb_sql_statement_dup_text (s, 9);
  return TRUE;
}

/**
 * gb_cursor_restart:
 *
 * Forgets the group's cursor: the next pull begins at the start and into the same rows, which go
 * only when it has come to its end without them. For an answer of 410.
 */
gboolean
gb_cursor_restart (GbSqlConnection *connection,
                   GbRecordGroup    group,
                   GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection, "UPDATE feed_cursor SET cursor=NULL,feed_id=NULL,whole=0 WHERE feed_group=?1",
      error);

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, gb_record_group_name (group));
  return gb_sql_statement_run (s, error);
}

/**
 * gb_cursor_note_success:
 * @now: UTC seconds
 *
 * Notes that the hub answered.
 */
gboolean
gb_cursor_note_success (GbSqlConnection *connection,
                        GbRecordGroup    group,
                        gint64           now,
                        GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection,
      "UPDATE feed_cursor SET last_attempt=?2,next_attempt=0,attempts=0,last_error=NULL "
      "WHERE feed_group=?1",
      error);

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, gb_record_group_name (group));
  gb_sql_statement_bind_int (s, 2, now);
  return gb_sql_statement_run (s, error);
}

/**
 * gb_cursor_note_failure:
 * @now: UTC seconds
 * @next_attempt: when it will be tried again, UTC seconds, 0 = not by itself
 * @message: why it failed, for the user
 *
 * Notes that a pull was tried in vain. What had been promised for this moment to the other group is
 * kept by it; the next attempt is for both.
 */
gboolean
gb_cursor_note_failure (GbSqlConnection *connection,
                        GbRecordGroup    group,
                        gint64           now,
                        gint64           next_attempt,
                        const char      *message,
                        GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection,
      "UPDATE feed_cursor SET last_attempt=iif(feed_group=?1,?2,last_attempt),"
      "next_attempt=iif(feed_group=?1,?3,0),attempts=attempts+(feed_group=?1),"
      "last_error=iif(feed_group=?1,?4,last_error) WHERE feed_group=?1 OR next_attempt<=?2",
      error);

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, gb_record_group_name (group));
  gb_sql_statement_bind_int (s, 2, now);
  gb_sql_statement_bind_int (s, 3, next_attempt);
  gb_sql_statement_bind_text (s, 4, message);
  return gb_sql_statement_run (s, error);
}

static gboolean
run_with_text (GbSqlConnection *connection,
               const char      *sql,
               const char      *text,
               GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (connection, sql, error);

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, text);
  return gb_sql_statement_run (s, error);
}

/**
 * gb_cursor_change_scope:
 * @scope: what the workstation may see from now on, "commune:21028" or "province:51"
 *
 * The province has given the workstation another scope: everything is to be pulled again into the same
 * rows, and what it does not bring goes with the last page. What a commune may no longer see of the
 * others' dossiers, issues and visits goes at once, so that no number counts it. What was done here
 * and waits to be sent is not touched.
 */
gboolean
gb_cursor_change_scope (GbSqlConnection *connection,
                        const char      *scope,
                        GError         **error)
{
  static const char *const narrowing[] = {
    "DELETE FROM dossier WHERE commune<>?1 AND received_by<>?1",
    "DELETE FROM issue WHERE commune<>?1",
    "DELETE FROM visit WHERE commune<>?1",
  };

  if (!gb_sql_connection_exec (connection,
                               "INSERT OR IGNORE INTO meta SELECT 'previous_scope',value FROM meta WHERE key='scope'",
                               error) ||
      !run_with_text (connection, "UPDATE meta SET value=?1 WHERE key='scope'", scope, error))
    return FALSE;
  for (gsize i = 0; g_str_has_prefix (scope, "commune:") && i < G_N_ELEMENTS (narrowing); i++)
    if (!run_with_text (connection, narrowing[i], scope + strlen ("commune:"), error))
      return FALSE;
  for (int group = 0; group < GB_N_RECORD_GROUPS; group++)
    if (!gb_cursor_restart (connection, group, error))
      return FALSE;
  return TRUE;
}

/**
 * gb_cursor_settle_scope:
 *
 * To be called when a pull has reached the feed's end: once both groups have, a change of scope is over.
 */
gboolean
gb_cursor_settle_scope (GbSqlConnection *connection,
                        GError         **error)
{
  return gb_sql_connection_exec (connection,
                                 "DELETE FROM meta WHERE key='previous_scope' AND NOT EXISTS "
                                 "(SELECT 1 FROM feed_cursor WHERE cursor IS NULL OR whole)",
                                 error);
}

static gboolean
claim (GbSqlConnection *connection,
       const char      *key,
       const char      *value,
       char           **held,
       GError         **error)
{
  g_autoptr (GbSqlStatement) insert = NULL;
  g_autoptr (GbSqlStatement) select = NULL;
  gboolean row;

  insert = gb_sql_connection_prepare (connection, "INSERT OR IGNORE INTO meta VALUES(?1,?2)",
                                      error);
  if (insert == NULL)
    return FALSE;
  gb_sql_statement_bind_text (insert, 1, key);
  gb_sql_statement_bind_text (insert, 2, value);
  if (!gb_sql_statement_run (insert, error))
    return FALSE;

  select = gb_sql_connection_prepare (connection, "SELECT value FROM meta WHERE key=?1", error);
  if (select == NULL)
    return FALSE;
  gb_sql_statement_bind_text (select, 1, key);
  if (!gb_sql_statement_step (select, &row, error))
    return FALSE;
  *held = gb_sql_statement_dup_text (select, 0);
  return TRUE;
}

/**
 * gb_cursor_claim_scope:
 * @scope: "commune:21028"
 * @endpoint: (nullable): the hub's base address; it may change, a hub can move. %NULL leaves it as it is
 *
 * Ties the cache to a scope when it has none yet: one cache = one account and one scope.
 *
 * Returns: whether the cache is this scope's; otherwise %GB_STORE_ERROR_OTHER_SCOPE
 */
gboolean
gb_cursor_claim_scope (GbSqlConnection *connection,
                       const char      *scope,
                       const char      *endpoint,
                       GError         **error)
{
  g_autofree char *held_scope = NULL;
  g_autoptr (GbSqlStatement) s = NULL;

  if (!claim (connection, "scope", scope, &held_scope, error))
    return FALSE;
  if (g_strcmp0 (held_scope, scope) != 0)
    {
      g_set_error (error, GB_STORE_ERROR, GB_STORE_ERROR_OTHER_SCOPE,
                   _ ("This data file holds the data of “%s”, not of “%s”. Choose another file "
                      "for the other scope."),
                   held_scope, scope);
      return FALSE;
    }
  if (endpoint == NULL)
    return TRUE;
  s = gb_sql_connection_prepare (
      connection,
      "INSERT INTO meta VALUES('endpoint',?1) ON CONFLICT(key) DO UPDATE SET value=excluded.value "
      "WHERE value<>excluded.value",
      error);
  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, endpoint);
  return gb_sql_statement_run (s, error);
}

/**
 * gb_cursor_load_commune:
 * @commune: (out) (transfer full) (nullable): the code of the commune that the cache belongs to; %NULL for a province's
 */
gboolean
gb_cursor_load_commune (GbSqlConnection *connection,
                        char           **commune,
                        GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection, "SELECT substr(value,9) FROM meta WHERE key='scope' AND value GLOB 'commune:*'", error);
  gboolean row;

  *commune = NULL;
  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return FALSE;
  if (row)
    *commune = gb_sql_statement_dup_text (s, 0);
  return TRUE;
}
