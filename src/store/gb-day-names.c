/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-day-names.h"

#include "gb-sql-statement.h"

/**
 * gb_day_names_load:
 * @first: a day
 * @last: a day, inclusive
 *
 * Returns: (transfer full) (element-type GbDay utf8): the names of days off and make-up days, where
 *   the calendar tells them; %NULL with a #GbSqlError
 */
GHashTable *
gb_day_names_load (GbSqlConnection *connection,
                   GbDay            first,
                   GbDay            last,
                   GError         **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autofree char *from = gb_day_format (first);
  g_autofree char *to = gb_day_format (last);
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection, "SELECT id,name FROM calendar_day WHERE id BETWEEN ?1 AND ?2 AND name IS NOT NULL", error);
  gboolean row;

  if (s == NULL)
    return NULL;
  gb_sql_statement_bind_text (s, 1, from);
  gb_sql_statement_bind_text (s, 2, to);
  while (gb_sql_statement_step (s, &row, error))
    {
      GbDay day;

      if (!row)
        return g_steal_pointer (&names);
      if (gb_day_parse (gb_sql_statement_get_text (s, 0), &day, NULL))
        g_hash_table_insert (names, GINT_TO_POINTER (day), gb_sql_statement_dup_text (s, 1));
    }
  return NULL;
}
