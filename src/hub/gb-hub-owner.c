/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-owner.h"

/**
 * gb_hub_owner_find:
 * @code: an exchange code, `madonvi` or `DonViXuLy` of a message
 * @known: (out): whether an agency has it
 * @commune: (out) (transfer full) (nullable): the commune of that agency; %NULL for one of the province
 * @agency: (out) (optional) (transfer full) (nullable): its name
 *
 * Whose dossiers a message brings.
 *
 * Returns: whether the database could be read
 */
gboolean
gb_hub_owner_find (GbHub      *hub,
                   const char *code,
                   gboolean   *known,
                   char      **commune,
                   char      **agency,
                   GError    **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      gb_hub_get_connection (hub),
      "SELECT c.commune, a.data ->> '$.name' FROM exchange_code c"
      " LEFT JOIN feed_record a ON a.type = 'agency' AND a.id = c.agency WHERE c.code = ?1",
      error);

  *known = FALSE;
  *commune = NULL;
  if (agency != NULL)
    *agency = NULL;
  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, code);
  if (!gb_sql_statement_step (statement, known, error))
    return FALSE;
  if (*known)
    {
      *commune = gb_sql_statement_dup_text (statement, 0);
      if (agency != NULL)
        *agency = gb_sql_statement_dup_text (statement, 1);
    }
  return TRUE;
}

/**
 * gb_hub_owner_update:
 * @agency: the agency's id
 * @data: (nullable): the record's data; %NULL when the agency is gone
 *
 * Keeps the look-up of exchange codes in step with the agencies.
 */
gboolean
gb_hub_owner_update (GbHub      *hub,
                     const char *agency,
                     const char *data,
                     GError    **error)
{
  static const char *const statements[] = {
    "DELETE FROM exchange_code WHERE agency = ?1",
    "INSERT OR REPLACE INTO exchange_code (code, agency, commune)"
    " SELECT value, ?1, ?2 ->> '$.commune' FROM json_each (?2, '$.exchange_codes') WHERE type = "
    "'text'",
  };

  for (gsize i = 0; i < (data != NULL ? 2 : 1); i++)
    {
      g_autoptr (GbSqlStatement) statement =
          gb_sql_connection_prepare (gb_hub_get_connection (hub), statements[i], error);

      if (statement == NULL)
        return FALSE;
      gb_sql_statement_bind_text (statement, 1, agency);
      if (i > 0)
        gb_sql_statement_bind_text (statement, 2, data);
      if (!gb_sql_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}
