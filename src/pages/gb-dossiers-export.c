/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossiers-export.h"

#include <glib/gi18n-lib.h>

#include "gb-calendar-entries.h"
#include "gb-dossier-limits.h"
#include "gb-dossier-repository.h"
#include "gb-dossiers-words.h"
#include "gb-export-write.h"

/* Rows that are in memory at one time. */
#define CHUNK 500

/* What the table showed, without anything of the main thread. */
typedef struct
{
  GArray *numbers;       /* (owned) (nullable) (element-type gint64): %NULL: the query's, for not all were there yet */
  GbDossierQuery *query; /* (owned) */
  gboolean marked;       /* whether @numbers are fewer than the query's */
  GHashTable *communes;  /* (owned) (nullable): names by code; nobody changes it */
  guint columns;
  int day_seconds;
  gint64 now;
} Shown;

/* Where the writing is. */
typedef struct
{
  const Shown *shown;
  GbSqlConnection *connection;
  GArray *numbers; /* (owned) */
  GPtrArray *rows; /* (owned) (nullable): the ones read last */
  guint at;        /* of @rows */
  guint n_read;    /* of @numbers */
} Reading;

static void
shown_free (gpointer data)
{
  Shown *self = data;

  g_clear_pointer (&self->numbers, g_array_unref);
  g_clear_pointer (&self->communes, g_hash_table_unref);
  gb_dossier_query_free (self->query);
  g_free (self);
}

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_array_unref (self->numbers);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

/* --- columns -------------------------------------------------------------------------------------- */

static GbTableKind
kind_of (GbDossiersColumn column)
{
  switch (column)
    {
    case GB_DOSSIERS_COLUMN_CODE:
      return GB_TABLE_CODE;
    case GB_DOSSIERS_COLUMN_SUBMITTED:
    case GB_DOSSIERS_COLUMN_RECEIVED:
    case GB_DOSSIERS_COLUMN_DUE:
    case GB_DOSSIERS_COLUMN_FINISHED:
      return GB_TABLE_DATETIME;
    default:
      return GB_TABLE_TEXT;
    }
}

static const char *
commune_name (const Shown *shown,
              const char  *code)
{
  const char *name = shown->communes != NULL && code != NULL ? g_hash_table_lookup (shown->communes, code) : NULL;

  return name != NULL ? name : code;
}

static void
add_cell (GbTableRow       *row,
          const Shown      *shown,
          GbDossiersColumn  column,
          GbDossier        *dossier)
{
  switch (column)
    {
    case GB_DOSSIERS_COLUMN_CODE:
      gb_table_row_text (row, gb_dossier_get_code (dossier));
      break;
    case GB_DOSSIERS_COLUMN_PROCEDURE:
      gb_table_row_text (row, gb_dossier_get_procedure (dossier));
      break;
    case GB_DOSSIERS_COLUMN_APPLICANT:
      /* Who saves a list wants the names, masked on the screen or not. */
      gb_export_add_words (row, gb_dossiers_words_applicant (dossier, FALSE));
      break;
    case GB_DOSSIERS_COLUMN_FIELD:
      gb_table_row_text (row, gb_dossier_get_field (dossier));
      break;
    case GB_DOSSIERS_COLUMN_OFFICER:
      gb_table_row_text (row, gb_dossier_get_officer (dossier));
      break;
    case GB_DOSSIERS_COLUMN_COMMUNE:
      gb_table_row_text (row, commune_name (shown, gb_dossier_get_commune (dossier)));
      break;
    case GB_DOSSIERS_COLUMN_RECEIVED_BY:
      gb_table_row_text (row, commune_name (shown, gb_dossier_get_received_by (dossier)));
      break;
    case GB_DOSSIERS_COLUMN_CHANNEL:
      gb_table_row_text (row, gb_channel_label (gb_dossier_get_channel (dossier)));
      break;
    case GB_DOSSIERS_COLUMN_SUBMITTED:
      gb_table_row_time (row, gb_dossier_get_submitted (dossier));
      break;
    case GB_DOSSIERS_COLUMN_RECEIVED:
      gb_table_row_time (row, gb_dossier_get_received (dossier));
      break;
    case GB_DOSSIERS_COLUMN_DUE:
      gb_table_row_time (row, gb_dossier_get_due (dossier));
      break;
    case GB_DOSSIERS_COLUMN_REMAINING:
      gb_export_add_words (row, gb_dossiers_words_remaining (dossier, shown->day_seconds));
      break;
    case GB_DOSSIERS_COLUMN_FINISHED:
      gb_table_row_time (row, gb_dossier_get_finished (dossier));
      break;
    default:
      gb_export_add_words (row, gb_dossiers_words_state (dossier, shown->now));
    }
}

/* --- rows ----------------------------------------------------------------------------------------- */

/* Rows that somebody has removed meanwhile are left out. */
static gboolean
read_chunk (Reading  *self,
            GError  **error)
{
  guint n = MIN (CHUNK, self->numbers->len - self->n_read);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->at = 0;
  if (n == 0)
    return FALSE;
  self->rows = gb_dossier_repository_by_numbers (self->connection,
                                                 &g_array_index (self->numbers, gint64, self->n_read), n,
                                                 self->shown->now, error);
  self->n_read += n;
  return self->rows != NULL;
}

static gboolean
next_row (GbTableRow    *row,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Reading *self = data;

  while (self->rows == NULL || self->at == self->rows->len)
    if (!read_chunk (self, error))
      return FALSE;
  for (int i = GB_DOSSIERS_COLUMN_FIRST; i < GB_N_DOSSIERS_COLUMNS; i++)
    if (self->shown->columns & (1u << i))
      add_cell (row, self->shown, i, self->rows->pdata[self->at]);
  self->at++;
  return TRUE;
}

/* (transfer full) (nullable) (element-type utf8): what the entries of the marked rows are called */
static GHashTable *
find_uids (GbSqlConnection *connection,
           const Shown     *shown,
           GError         **error)
{
  g_autoptr (GHashTable) uids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint at = 0; at < shown->numbers->len; at += CHUNK)
    {
      guint n = MIN (CHUNK, shown->numbers->len - at);
      g_autoptr (GPtrArray) rows = gb_dossier_repository_by_numbers (
          connection, &g_array_index (shown->numbers, gint64, at), n, shown->now, error);

      if (rows == NULL)
        return NULL;
      for (guint i = 0; i < rows->len; i++)
        g_hash_table_add (uids, g_strdup_printf ("dossier-%s@giaoban", gb_dossier_get_code (rows->pdata[i])));
    }
  return g_steal_pointer (&uids);
}

/* Due dates of those that are still to be done. */
static gboolean
save_calendar (GbSqlConnection  *connection,
               const Shown      *shown,
               GbExportTarget   *target,
               GError          **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_calendar_entry_free);
  g_autoptr (GHashTable) uids = NULL;

  if (!gb_calendar_entries_add_dossiers (entries, connection, shown->query, shown->now, error))
    return FALSE;
  if (shown->marked && (uids = find_uids (connection, shown, error)) == NULL)
    return FALSE;
  return gb_export_write_calendar (target, entries, uids, error);
}

/* On a thread of the store. */
static gboolean
save (GbSqlConnection  *connection,
      gpointer          data,
      GbExportTarget   *target,
      GError          **error)
{
  const Shown *shown = data;
  g_autoptr (GArray) numbers = shown->numbers != NULL
                                   ? g_array_ref (shown->numbers)
                                   : gb_dossier_repository_numbers (connection, shown->query, shown->now, error);
  g_autoptr (GbTable) table = NULL;
  g_autofree char *found = NULL;
  Reading *reading;

  if (numbers == NULL)
    return FALSE;
  if (target->form == GB_EXPORT_CALENDAR)
    return save_calendar (connection, shown, target, error);
  table = gb_table_new (_("Dossiers"), target->title);
  /* Translators: what was typed */
  found = shown->query->search != NULL ? g_strdup_printf (_("Found by “%s”"), shown->query->search) : NULL;
  if (found != NULL)
    gb_table_add_note (table, found);
  for (int i = GB_DOSSIERS_COLUMN_FIRST; i < GB_N_DOSSIERS_COLUMNS; i++)
    if (shown->columns & (1u << i))
      gb_table_add_column (table, gb_dossiers_column_id (i), gb_dossiers_column_title (i), kind_of (i), 0);
  reading = g_new0 (Reading, 1);
  *reading = (Reading) { .shown = shown, .connection = connection, .numbers = g_array_ref (numbers) };
  gb_table_set_source (table, next_row, reading, reading_free, numbers->len);
  return gb_export_write_tables (target, connection, &table, 1, error);
}

/* --- what was shown ------------------------------------------------------------------------------- */

static GArray *
dup_numbers (GbDossierList *list)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  GArray *numbers = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);

  for (guint i = 0; i < n; i++)
    {
      gint64 number = gb_dossier_list_get_number (list, i);

      g_array_append_val (numbers, number);
    }
  return numbers;
}

/* Limits that have a name of their own; what was searched for may be a citizen's name and stays out of the file's. */
static char *
name_rows (const GbDossierQuery *query,
           GbDay                 today)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) limits = NULL;
  g_autofree char *text = NULL;

  if (query->filter != GB_DOSSIER_FILTER_ALL && query->filter != GB_DOSSIER_FILTER_OPEN)
    g_strv_builder_add (builder, gb_dossiers_words_filter (query->filter));
  for (int limit = 0; limit < GB_N_DOSSIER_LIMITS; limit++)
    if (gb_dossier_limit_is_set (limit, query))
      {
        g_autofree char *words = gb_dossier_limit_words (limit, query, today);

        g_strv_builder_add (builder, words);
      }
  limits = g_strv_builder_end (builder);
  text = g_strjoinv (", ", limits);
  /* Translators: what the dossiers of a list have in common */
  return *text != '\0' ? g_strdup_printf (_("Dossiers: %s"), text) : g_strdup (_("Dossiers"));
}

/**
 * gb_dossiers_export_new:
 * @table: whose columns are wanted
 * @list: its rows
 * @marked: whether only the selected rows are wanted
 *
 * Returns: (transfer full): the rows in their order, with the columns that are seen; of a narrow table, those that its
 *   two columns say in several lines
 */
GbExport *
gb_dossiers_export_new (GbDossierTable *table,
                        GbDossierList  *list,
                        gboolean        marked)
{
  GbDossiersColumns *columns = gb_dossier_table_get_columns (table);
  guint shown_columns = gb_dossiers_columns_get_shown (columns);
  const GbDossierQuery *query = gb_dossier_list_get_query (list);
  gint64 now = gb_clock_now (gb_store_get_clock (gb_dossier_list_get_store (list)));
  g_autofree char *name = name_rows (query, gb_time_day (now));
  Shown *shown = g_new0 (Shown, 1);

  if (shown_columns & (1u << GB_DOSSIERS_COLUMN_BRIEF))
    shown_columns = gb_dossiers_columns_of (GB_DOSSIERS_ROOM_MEDIUM, gb_dossiers_columns_get_chosen (columns),
                                            gb_dossiers_columns_get_province (columns));
  shown->query = gb_dossier_query_copy (query);
  shown->columns = shown_columns;
  shown->communes = gb_dossiers_columns_ref_communes (columns);
  shown->day_seconds = gb_dossiers_columns_get_day_seconds (columns);
  shown->now = now;
  shown->marked = marked;
  if (marked)
    shown->numbers = gb_dossier_table_dup_selected (table);
  else if (gb_dossier_list_get_whole (list) && !gb_dossier_list_get_loading (list))
    shown->numbers = dup_numbers (list);
  return gb_export_new (name, shown->numbers != NULL ? (gint64) shown->numbers->len : -1, save, shown, shown_free);
}
