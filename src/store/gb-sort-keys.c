/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-sort-keys.h"

#include <string.h>

#include "gb-record.h"
#include "gb-sql-statement.h"

/**
 * GbSortKeys:
 *
 * Sees to it that table sort_key has the keys of the texts that rows share: a province's dossiers
 * have some hundred procedures, fields and officers.
 */
struct _GbSortKeys
{
  GbSqlConnection *connection; /* (owned) */
  GHashTable *seen[2]; /* (owned) (element-type utf8 utf8) by kind */
};

GbSortKeys *
gb_sort_keys_new (GbSqlConnection *connection)
{
  GbSortKeys *self = g_new0 (GbSortKeys, 1);

  self->connection = g_object_ref (connection);
  for (int i = 0; i < 2; i++)
    self->seen[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
gb_sort_keys_free (GbSortKeys *self)
{
  for (int i = 0; i < 2; i++)
    g_hash_table_unref (self->seen[i]);
  g_object_unref (self->connection);
  g_free (self);
}

/**
 * gb_sort_keys_ensure:
 * @text: (nullable): a text that has to have a key
 */
gboolean
gb_sort_keys_ensure (GbSortKeys    *self,
                     GbSortKeyKind  kind,
                     const char    *text,
                     GError       **error)
{
  g_autoptr (GbSqlStatement) statement = NULL;
  GHashTable *seen = self->seen[kind - 1];

  if (text == NULL || g_hash_table_contains (seen, text))
    return TRUE;

  statement = gb_sql_connection_prepare (
      self->connection,
      kind == GB_SORT_KEY_TEXT ? "INSERT OR IGNORE INTO sort_key VALUES(1,?1,gb_sort_key(?1))"
                               : "INSERT OR IGNORE INTO sort_key VALUES(2,?1,gb_person_key(?1))",
      error);
  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, text);
  if (!gb_sql_statement_run (statement, error))
    return FALSE;
  g_hash_table_add (seen, g_strdup (text));
  return TRUE;
}

static gboolean
rebuild_table (GbSqlConnection *connection,
               GbRecordType     type,
               GError         **error)
{
  const GbRecordSpec *spec = gb_record_spec (type);
  g_autoptr (GString) sql = NULL;
  const char *function;

  if (spec->derived == NULL || !g_strv_contains (spec->derived, "name_key"))
    return TRUE;
  function = type == GB_RECORD_OFFICER ? "gb_person_key" : "gb_sort_key";
  sql = g_string_new (NULL);
  g_string_printf (sql, "UPDATE %s SET name_key=%s(name)", spec->table, function);
  return gb_sql_connection_exec (connection, sql->str, error);
}

/**
 * gb_sort_keys_rebuild:
 *
 * Makes all keys anew, in a transaction of the caller's: those of another version of ICU cannot be
 * compared with ours. 300,000 dossiers take some seconds.
 */
gboolean
gb_sort_keys_rebuild (GbSqlConnection *connection,
                      GError         **error)
{
  for (int i = 0; i < GB_N_RECORD_TYPES; i++)
    if (!rebuild_table (connection, i, error))
      return FALSE;
  return gb_sql_connection_exec (
      connection,
      "UPDATE dossier SET applicant_key=gb_person_key(applicant) WHERE applicant IS NOT NULL;"
      "UPDATE sort_key SET key=gb_sort_key(text) WHERE kind=1;"
      "UPDATE sort_key SET key=gb_person_key(text) WHERE kind=2;",
      error);
}
