/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-number.h"

#include "gb-sql-statement.h"
#include "gb-time.h"

/* The kinds of document that get numbers, and where those are that got theirs elsewhere. */
static const struct
{
  const char *kind;
  const char *used;
} kinds[] = {
  { "PĐĐ", "SELECT max (CAST (u.document AS INTEGER)) FROM urge u JOIN dossier d ON d.id = u.dossier"
           " WHERE d.commune = ?1 AND u.made >= ?2" },
  { "PXL", "SELECT max (CAST (l.document AS INTEGER)) FROM letter l JOIN dossier d ON d.id = l.dossier"
           " WHERE d.commune = ?1 AND l.made >= ?2" },
};

static gint64
year_start (gint64 now,
            int   *year)
{
  int month, day;

  gb_day_to_ymd (gb_time_day (now), year, &month, &day);
  return gb_day_at (gb_day_from_ymd (*year, 1, 1), 0);
}

/* The last number of the year, whoever gave it. */
static gboolean
find_last (GbSqlConnection  *connection,
           const GbHubScope *office,
           const char       *kind,
           int               year,
           gint64            since,
           gint64           *last,
           GError          **error)
{
  g_autoptr (GbSqlStatement) given = gb_sql_connection_prepare (
      connection, "SELECT last FROM document_number WHERE office = ?1 AND kind = ?2 AND year = ?3", error);
  g_autoptr (GbSqlStatement) used = NULL;
  gboolean row;

  *last = 0;
  if (given == NULL)
    return FALSE;
  gb_sql_statement_bind_text (given, 1, office->text);
  gb_sql_statement_bind_text (given, 2, kind);
  gb_sql_statement_bind_int (given, 3, year);
  if (!gb_sql_statement_step (given, &row, error))
    return FALSE;
  if (row)
    {
      *last = gb_sql_statement_get_int (given, 0);
      return TRUE;
    }
  for (gsize i = 0; office->commune != NULL && i < G_N_ELEMENTS (kinds); i++)
    {
      if (!g_str_equal (kinds[i].kind, kind))
        continue;
      used = gb_sql_connection_prepare (connection, kinds[i].used, error);
      if (used == NULL)
        return FALSE;
      gb_sql_statement_bind_text (used, 1, office->commune);
      gb_sql_statement_bind_int (used, 2, since);
      if (!gb_sql_statement_step (used, &row, error))
        return FALSE;
      *last = gb_sql_statement_get_int (used, 0);
    }
  return TRUE;
}

/**
 * gb_hub_number_next:
 * @connection: the hub's, within a transaction
 * @office: whose register it is
 * @kind: "PĐĐ" for an urging slip (phiếu đôn đốc), "PXL" for an apology letter (phiếu xin lỗi)
 * @now: UTC seconds: each year counts from 1
 *
 * Two desks that were offline must not give the same number, so the hub gives them.
 *
 * Returns: (transfer full) (nullable): "18/PĐĐ"
 */
char *
gb_hub_number_next (GbSqlConnection  *connection,
                    const GbHubScope *office,
                    const char       *kind,
                    gint64            now,
                    GError          **error)
{
  g_autoptr (GbSqlStatement) statement = NULL;
  int year;
  gint64 since = year_start (now, &year);
  gint64 last;

  if (!find_last (connection, office, kind, year, since, &last, error))
    return NULL;
  statement = gb_sql_connection_prepare (
      connection, "INSERT OR REPLACE INTO document_number (office, kind, year, last) VALUES (?1, ?2, ?3, ?4)",
      error);
  if (statement == NULL)
    return NULL;
  gb_sql_statement_bind_text (statement, 1, office->text);
  gb_sql_statement_bind_text (statement, 2, kind);
  gb_sql_statement_bind_int (statement, 3, year);
  gb_sql_statement_bind_int (statement, 4, last + 1);
  if (!gb_sql_statement_run (statement, error))
    return NULL;
  return g_strdup_printf ("%" G_GINT64_FORMAT "/%s", last + 1, kind);
}
