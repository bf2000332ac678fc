/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-csv.h"
#include "gb-hub-import-private.h"
#include "gb-json-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A column of a table of facts and where its value goes. */
typedef struct
{
  const char *name;
  gboolean is_number;
} Column;

/* Makes a record of a table's row; @id is filled with its id. */
typedef struct
{
  GbRecordType type;
  const Column *columns;
  const char *id_column; /* NULL: counted within @group_column */
  const char *group_column;
} Table;

static const Column commune_columns[] = {
  { "name" },      { "type" },       { "province" }, { "area_km2", TRUE }, { "population", TRUE },
  { "lon", TRUE }, { "lat", TRUE },  { "resolution" }, { "clause" },       { NULL },
};

static const Column predecessor_columns[] = {
  { "name" }, { "type" }, { "district" }, { "province" }, { "part" }, { "commune" }, { NULL },
};

static const Table communes = { GB_RECORD_COMMUNE, commune_columns, "code", NULL };
static const Table predecessors = { GB_RECORD_PREDECESSOR, predecessor_columns, NULL, "commune" };

typedef struct
{
  GbHub *hub;
  const char *name; /* of the file */
  GbImportReport *report;
  GPtrArray *header; /* (owned) (nullable) */
  GHashTable *counts; /* (owned): how many rows of a group there were */
  char *province; /* (owned) (nullable): defaults of the columns that the table does not have */
  char *resolution; /* (owned) (nullable) */
} Import;

static const char *
cell (Import     *self,
      GPtrArray  *row,
      const char *column)
{
  guint index;
  const char *text = NULL;

  if (g_ptr_array_find_with_equal_func (self->header, column, g_str_equal, &index)
      && index < row->len)
    text = row->pdata[index];
  if (text != NULL && *text != '\0')
    return text;
  if (g_str_equal (column, "province"))
    return self->province;
  return g_str_equal (column, "resolution") ? self->resolution : NULL;
}

static char *
row_id (Import      *self,
        const Table *table,
        GPtrArray   *row)
{
  const char *group;
  int n;

  if (table->id_column != NULL)
    return g_strdup (cell (self, row, table->id_column));
  group = cell (self, row, table->group_column);
  if (group == NULL)
    return NULL;
  n = GPOINTER_TO_INT (g_hash_table_lookup (self->counts, group)) + 1;
  g_hash_table_insert (self->counts, g_strdup (group), GINT_TO_POINTER (n));
  return g_strdup_printf ("%s-%02d", group, n);
}

/* Numbers go as they are written; NULL when one is none. */
static char *
row_data (Import       *self,
          const Table  *table,
          GPtrArray    *row,
          const char  **wrong)
{
  g_auto (GbJsonWriter) writer = { NULL };

  gb_json_writer_open (&writer, NULL, '{');
  for (const Column *column = table->columns; column->name != NULL; column++)
    {
      const char *text = cell (self, row, column->name);
      char *end;
      double number;

      if (text == NULL)
        continue;
      if (!column->is_number)
        {
          gb_json_writer_text (&writer, column->name, text);
          continue;
        }
      number = g_ascii_strtod (text, &end);
      if (*end != '\0')
        {
          *wrong = column->name;
          return NULL;
        }
      gb_json_writer_number (&writer, column->name, number);
    }
  gb_json_writer_close (&writer, '}');
  return gb_json_writer_steal (&writer);
}

static gboolean
take (Import       *self,
      GbRecordType  type,
      const char   *id,
      const char   *data,
      int           index,
      GError      **error)
{
  GbHubLogOutcome outcome;

  if (!gb_hub_log_put (gb_hub_get_log (self->hub), type, id, data, &outcome, error))
    return FALSE;
  if (outcome == GB_HUB_LOG_REFUSED || outcome == GB_HUB_LOG_NO_PARENT)
    gb_hub_refuse (self->hub, outcome, type, self->name, index, self->report);
  else
    gb_import_report_add_taken (self->report, 1);
  return TRUE;
}

static gboolean
take_row (Import      *self,
          const Table *table,
          GPtrArray   *row,
          int          index,
          GError     **error)
{
  g_autofree char *id = row != NULL ? row_id (self, table, row) : NULL;
  g_autofree char *data = NULL;
  const char *wrong = NULL;

  if (row != NULL && id != NULL)
    data = row_data (self, table, row, &wrong);
  if (data != NULL)
    return take (self, table->type, id, data, index, error);
  if (row == NULL)
    gb_import_report_refuse (self->report, self->name, index, NULL,
                             _ ("The row's quotation marks do not match"));
  else if (wrong != NULL)
    gb_import_report_refuse (self->report, self->name, index, wrong, _("must be a number"));
  else
    gb_import_report_refuse (self->report, self->name, index,
                             table->id_column != NULL ? table->id_column : table->group_column,
                             _ ("is missing"));
  return TRUE;
}

static gboolean
take_table (Import      *self,
            const Table *table,
            GBytes      *bytes,
            GError     **error)
{
  g_auto (GbCsvReader) reader = { NULL };
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  GPtrArray *next;
  int index = 0;

  if (length > 0 && !g_utf8_validate_len (text, length, NULL))
    {
      gb_import_report_refuse (self->report, self->name, -1, NULL, _("The text is not UTF-8"));
      return TRUE;
    }
  gb_csv_reader_init (&reader, length > 0 ? text : "", length);
  g_clear_pointer (&self->header, g_ptr_array_unref);
  if (!gb_csv_reader_next (&reader, &self->header) || self->header == NULL)
    {
      gb_import_report_refuse (self->report, self->name, -1, NULL,
                               _ ("The table has no header row"));
      return TRUE;
    }
  while (gb_csv_reader_next (&reader, &next))
    {
      g_autoptr (GPtrArray) row = next;

      if (!take_row (self, table, row, index++, error))
        return FALSE;
    }
  return TRUE;
}

static GBytes *
read_file (const char *path,
           GError    **error)
{
  char *text;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  return g_bytes_new_take (text, length);
}

/* province.json beside the table tells whose communes they are. */
static gboolean
read_province (Import     *self,
               const char *communes_path,
               GError    **error)
{
  g_autofree char *folder = g_path_get_dirname (communes_path);
  g_autofree char *path = g_build_filename (folder, "province.json", NULL);
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;
  g_autofree char *place = NULL;
  g_autoptr (GbSqlStatement) statement = NULL;
  gboolean row;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return gb_hub_get_meta (self->hub, "province", &self->province, error);
  statement = gb_sql_connection_prepare (
      gb_hub_get_connection (self->hub),
      "SELECT ?1 ->> '$.code', ?1 ->> '$.name', ?1 ->> '$.resolution',"
      " coalesce (?1 ->> '$.type' || ' ', '') || (?1 ->> '$.name')", error);
  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, text);
  if (!gb_sql_statement_step (statement, &row, error))
    {
      g_prefix_error (error, "%s: ", path);
      return FALSE;
    }
  self->province = gb_sql_statement_dup_text (statement, 0);
  name = gb_sql_statement_dup_text (statement, 1);
  self->resolution = gb_sql_statement_dup_text (statement, 2);
  place = gb_sql_statement_dup_text (statement, 3);
  gb_sql_statement_reset (statement);
  return self->province == NULL || name == NULL
         || (gb_hub_set_province (self->hub, self->province, name, error)
             && gb_hub_set_place (self->hub, place, FALSE, error));
}

/* Runs a table as one transaction. */
static gboolean
take_file (Import      *self,
           const Table *table,
           const char  *path,
           GError     **error)
{
  GbHubLog *log = gb_hub_get_log (self->hub);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GBytes) bytes = read_file (path, error);

  if (bytes == NULL || !gb_hub_log_begin (log, error))
    return FALSE;
  self->name = name;
  if (!take_table (self, table, bytes, error))
    {
      gb_hub_log_rollback (log);
      return FALSE;
    }
  self->name = NULL;
  return gb_hub_log_commit (log, error);
}

/**
 * gb_hub_import_communes:
 * @communes_path: a table with the columns code, name, type, area_km2, population, lon, lat, clause;
 *   `province.json` beside it gives the province's code and resolution
 * @predecessors_path: (nullable): a table with the columns name, type, district, province, part,
 *   commune: the old units and the new ones they went into
 * @report: (nullable): what became of the rows
 *
 * Takes the province's communes.
 *
 * Returns: whether the hub can go on; a file that cannot be read is an error
 */
gboolean
gb_hub_import_communes (GbHub          *hub,
                        const char     *communes_path,
                        const char     *predecessors_path,
                        GbImportReport *report,
                        GError        **error)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Import import = { .hub = hub, .report = report, .counts = counts };
  guint64 before = gb_hub_log_n_changed (gb_hub_get_log (hub));
  gboolean done;

  done = read_province (&import, communes_path, error)
         && take_file (&import, &communes, communes_path, error)
         && (predecessors_path == NULL
             || take_file (&import, &predecessors, predecessors_path, error));
  gb_import_report_add_changed (report, gb_hub_log_n_changed (gb_hub_get_log (hub)) - before);
  g_clear_pointer (&import.header, g_ptr_array_unref);
  g_free (import.province);
  g_free (import.resolution);
  return done;
}

/* Takes each element that @sql gives as id and data out of a JSON file. */
static gboolean
take_json (GbHub          *hub,
           GbRecordType    type,
           const char     *sql,
           const char     *path,
           GbImportReport *report,
           GError        **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *text = NULL;
  g_autoptr (GbSqlStatement) statement = NULL;
  Import import = { .hub = hub, .name = name, .report = report };
  gboolean row;

  if (!g_file_get_contents (path, &text, NULL, error))
    return FALSE;
  statement = gb_sql_connection_prepare (gb_hub_get_connection (hub), sql, error);
  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, text);
  for (int index = 0; gb_sql_statement_step (statement, &row, error); index++)
    {
      if (!row)
        return TRUE;
      if (gb_sql_statement_is_null (statement, 0))
        gb_import_report_refuse (report, name, index, "id", _("is missing"));
      else if (!take (&import, type, gb_sql_statement_get_text (statement, 0),
                      gb_sql_statement_get_text (statement, 1), index, error))
        return FALSE;
    }
  g_prefix_error (error, "%s: ", name);
  return FALSE;
}

static gboolean
import_json (GbHub          *hub,
             GbRecordType    type,
             const char     *sql,
             const char     *path,
             GbImportReport *report,
             GError        **error)
{
  GbHubLog *log = gb_hub_get_log (hub);
  guint64 before = gb_hub_log_n_changed (log);

  if (!gb_hub_log_begin (log, error))
    return FALSE;
  if (!take_json (hub, type, sql, path, report, error)
      || (type == GB_RECORD_CALENDAR_DAY && gb_hub_log_n_changed (log) > before
          && !gb_hub_derive_dates (hub, error)))
    {
      gb_hub_log_rollback (log);
      return FALSE;
    }
  gb_import_report_add_changed (report, gb_hub_log_n_changed (log) - before);
  return gb_hub_log_commit (log, error);
}

/**
 * gb_hub_import_procedures:
 * @path: a JSON array of procedures, see data/procedures/README.md
 * @report: (nullable): what became of them
 *
 * Takes procedures with their limits.
 *
 * Returns: whether the hub can go on; a file that cannot be read is an error
 */
gboolean
gb_hub_import_procedures (GbHub          *hub,
                          const char     *path,
                          GbImportReport *report,
                          GError        **error)
{
  /* How often one is asked for and what was compared are notes of the file, not of the procedure.
   */
  return import_json (hub, GB_RECORD_PROCEDURE,
                      "SELECT value ->> '$.id', json_remove (value, '$.id', '$.weight', "
                      "'$.checked', '$.code_source')"
                      " FROM json_each (?1)",
                      path, report, error);
}

/**
 * gb_hub_import_calendar:
 * @path: a JSON object with an array `days`, see data/calendar/README.md
 * @report: (nullable): what became of them
 *
 * Takes days off and make-up days.
 *
 * Returns: whether the hub can go on; a file that cannot be read is an error
 */
gboolean
gb_hub_import_calendar (GbHub          *hub,
                        const char     *path,
                        GbImportReport *report,
                        GError        **error)
{
  return import_json (
      hub, GB_RECORD_CALENDAR_DAY,
      "SELECT value ->> '$.date', json_remove (value, '$.date') FROM json_each (?1, '$.days')",
      path, report, error);
}
