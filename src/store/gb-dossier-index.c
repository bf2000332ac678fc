/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossier-index.h"

#include "gb-record.h"
#include "gb-store-schema.h"

/**
 * gb_dossier_index_complete:
 * @connection: to a cache, in a transaction that changed dossiers
 *
 * Brings the full-text indexes and the sort keys up to date with the rows that triggers noted. To
 * be called before the commit.
 */
gboolean
gb_dossier_index_complete (GbSqlConnection *connection,
                           GError         **error)
{
  return gb_sql_connection_exec (
      connection,
      "INSERT INTO dossier_text(dossier_text,rowid,folded) "
      "SELECT 'delete',number,folded FROM dossier_pending WHERE folded IS NOT NULL;"
      "INSERT INTO dossier_text(rowid,folded) "
      "SELECT d.number,d.folded FROM dossier_pending p JOIN dossier d ON d.number=p.number;"
      "INSERT INTO dossier_code(dossier_code,rowid,id) "
      "SELECT 'delete',p.number,p.id FROM dossier_pending p WHERE p.id IS NOT NULL "
      "AND NOT EXISTS(SELECT 1 FROM dossier d WHERE d.number=p.number AND d.id=p.id);"
      "INSERT INTO dossier_code(rowid,id) "
      "SELECT d.number,d.id FROM dossier_pending p JOIN dossier d ON d.number=p.number "
      "WHERE p.id IS NOT d.id;"
      "DELETE FROM dossier_pending;"
      "UPDATE sort_key SET key=iif(kind=1,gb_sort_key(text),gb_person_key(text)) WHERE key=x'';",
      error);
}

/**
 * gb_dossier_index_has_finished:
 * @connection: to a cache
 * @has: (out): whether the finished half has its indexes and its table of counts
 *
 * Without them everything is found as well, only later.
 */
gboolean
gb_dossier_index_has_finished (GbSqlConnection *connection,
                               gboolean        *has,
                               GError         **error)
{
  gint64 n;

  if (!gb_sql_connection_query_int (
          connection, "SELECT count(*) FROM sqlite_schema WHERE name='finished_count'", &n, error))
    return FALSE;
  *has = n > 0;
  return TRUE;
}

/**
 * gb_dossier_index_make_finished:
 * @connection: to a cache, in a transaction
 *
 * Makes the indexes of the finished half and its table of counts, once, as soon as the first pull
 * is over. 1.2 million dossiers take half a minute.
 */
gboolean
gb_dossier_index_make_finished (GbSqlConnection *connection,
                                GError         **error)
{
  g_autoptr (GBytes) sql = NULL;
  gboolean has;
  gint64 pulled;

  if (!gb_dossier_index_has_finished (connection, &has, error) ||
      !gb_sql_connection_query_int (
          connection,
          "SELECT whole=0 AND cursor IS NOT NULL FROM feed_cursor WHERE feed_group='work'", &pulled,
          error))
    return FALSE;
  if (has || pulled == 0)
    return TRUE;
  sql = g_resource_lookup_data (gb_store_resource (), GB_STORE_CACHE_FINISHED, 0, error);
  /* The data of a resource ends in a zero byte that is not counted. */
  return sql != NULL && gb_sql_connection_exec (connection, g_bytes_get_data (sql, NULL), error);
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
 * gb_dossier_index_rebuild_keys:
 *
 * Makes all keys anew, in a transaction of the caller's: those of another version of ICU cannot be
 * compared with ours. 300,000 dossiers take some seconds.
 */
gboolean
gb_dossier_index_rebuild_keys (GbSqlConnection *connection,
                      GError         **error)
{
  for (int i = 0; i < GB_N_RECORD_TYPES; i++)
    if (!rebuild_table (connection, i, error))
      return FALSE;
  return gb_sql_connection_exec (
      connection,
      /* made anew when the cache is opened, which is sooner done than keeping it row by row */
      "DROP INDEX IF EXISTS dossier_finished_applicant;"
      "DROP TABLE IF EXISTS finished_count;"
      "UPDATE dossier SET applicant_key=gb_person_key(applicant) WHERE applicant IS NOT NULL;"
      "UPDATE sort_key SET key=gb_sort_key(text) WHERE kind=1;"
      "UPDATE sort_key SET key=gb_person_key(text) WHERE kind=2;",
      error);
}
