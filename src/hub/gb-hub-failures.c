/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often somebody may guess. Kept in the database, so that a restart forgives nothing. */
#include "gb-hub-failures.h"

#include "gb-sql-statement.h"
#include "gb-time.h"

/* PROTOCOL.md, "Signing in". */
#define PER_ADDRESS 5
#define PER_ADDRESS_SECONDS (60 * 60)
#define PER_HUB 50
#define PER_HUB_SECONDS GB_DAY_SECONDS

/* Seconds until fewer than @limit failures lie within @period, 0 when that is so now. */
static gboolean
find_wait (GbSqlConnection *connection,
           const char      *address,
           gint64           now,
           int              limit,
           gint64           period,
           gint64          *seconds,
           GError         **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      connection,
      "SELECT at FROM sign_in_failure WHERE at > ?1 AND (?2 IS NULL OR address = ?2)"
      " ORDER BY at DESC LIMIT 1 OFFSET ?3",
      error);
  gboolean row;

  *seconds = 0;
  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_int (statement, 1, now - period);
  gb_sql_statement_bind_text (statement, 2, address);
  gb_sql_statement_bind_int (statement, 3, limit - 1);
  if (!gb_sql_statement_step (statement, &row, error))
    return FALSE;
  if (row)
    *seconds = gb_sql_statement_get_int (statement, 0) + period - now;
  return TRUE;
}

/**
 * gb_hub_failures_wait:
 * @address: who wants to sign in
 * @now: UTC seconds
 * @seconds: (out): how long they have to wait before they may try, 0 when they may now
 *
 * Returns: whether the database could be read
 */
gboolean
gb_hub_failures_wait (GbSqlConnection *connection,
                      const char      *address,
                      gint64           now,
                      gint64          *seconds,
                      GError         **error)
{
  gint64 all;

  if (!find_wait (connection, address, now, PER_ADDRESS, PER_ADDRESS_SECONDS, seconds, error)
      || !find_wait (connection, NULL, now, PER_HUB, PER_HUB_SECONDS, &all, error))
    return FALSE;
  *seconds = MAX (*seconds, all);
  return TRUE;
}

/**
 * gb_hub_failures_note:
 * @address: who tried in vain
 * @now: UTC seconds
 *
 * Counts a failure, and forgets those that count no more.
 */
gboolean
gb_hub_failures_note (GbSqlConnection *connection,
                      const char      *address,
                      gint64           now,
                      GError         **error)
{
  g_autoptr (GbSqlStatement) forget = gb_sql_connection_prepare (
      connection, "DELETE FROM sign_in_failure WHERE at <= ?1", error);
  g_autoptr (GbSqlStatement) statement = NULL;

  if (forget == NULL)
    return FALSE;
  gb_sql_statement_bind_int (forget, 1, now - PER_HUB_SECONDS);
  if (!gb_sql_statement_run (forget, error))
    return FALSE;
  statement = gb_sql_connection_prepare (
      connection, "INSERT INTO sign_in_failure (at, address) VALUES (?1, ?2)", error);
  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_int (statement, 1, now);
  gb_sql_statement_bind_text (statement, 2, address);
  return gb_sql_statement_run (statement, error);
}
