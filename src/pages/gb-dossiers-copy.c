/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossiers-copy.h"

#include "gb-dossier-repository.h"
#include "gb-format.h"

typedef struct
{
  GArray *numbers; /* (owned) (element-type gint64) */
  gint64 now;
} Request;

static void
request_free (gpointer data)
{
  Request *self = data;

  g_array_unref (self->numbers);
  g_free (self);
}

/* On a thread of the store. */
static gpointer
load (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  Request *request = data;

  return gb_dossier_repository_by_numbers (connection, (const gint64 *) request->numbers->data,
                                           request->numbers->len, request->now, error);
}

/**
 * gb_dossiers_copy_load_async:
 * @numbers: (transfer full) (element-type gint64): rows' numbers
 *
 * Fetches rows whole: a list has only those at hand that were on the screen.
 */
void
gb_dossiers_copy_load_async (GbStore            *store,
                             GArray             *numbers,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  Request *request = g_new0 (Request, 1);

  request->now = gb_clock_now (gb_store_get_clock (store));
  request->numbers = numbers;
  gb_store_read_async (store, load, request, request_free, (GDestroyNotify) g_ptr_array_unref,
                       G_PRIORITY_DEFAULT, NULL, callback, user_data);
}

/**
 * gb_dossiers_copy_load_finish:
 *
 * Returns: (transfer full) (element-type GbDossier): the rows in the order of their numbers
 */
GPtrArray *
gb_dossiers_copy_load_finish (GbStore      *store,
                              GAsyncResult *result,
                              GError      **error)
{
  return gb_store_read_finish (store, result, error);
}

/* With the year: what is copied is read on another day. */
static char *
moment_text (gint64 instant)
{
  g_autofree char *day = NULL;
  g_autofree char *time = NULL;

  if (instant == 0)
    return g_strdup ("");
  day = gb_format_full_day (gb_time_day (instant));
  time = gb_format_time (instant);
  return g_strdup_printf ("%s %s", day, time);
}

static char *
cell_text (GbDossierTable  *table,
           GbDossiersColumn column,
           GbDossier       *dossier)
{
  switch (column)
    {
    case GB_DOSSIERS_COLUMN_CODE:
      return g_strdup (gb_dossier_get_code (dossier));
    case GB_DOSSIERS_COLUMN_PROCEDURE:
      return g_strdup (gb_dossier_get_procedure (dossier));
    case GB_DOSSIERS_COLUMN_APPLICANT:
      return g_strdup (gb_dossier_get_applicant (dossier));
    case GB_DOSSIERS_COLUMN_FIELD:
      return g_strdup (gb_dossier_get_field (dossier));
    case GB_DOSSIERS_COLUMN_OFFICER:
      return g_strdup (gb_dossier_get_officer (dossier));
    case GB_DOSSIERS_COLUMN_COMMUNE:
      return g_strdup (gb_dossier_table_get_commune_name (table, gb_dossier_get_commune (dossier)));
    case GB_DOSSIERS_COLUMN_RECEIVED_BY:
      return g_strdup (
          gb_dossier_table_get_commune_name (table, gb_dossier_get_received_by (dossier)));
    case GB_DOSSIERS_COLUMN_CHANNEL:
      return g_strdup (gb_channel_label (gb_dossier_get_channel (dossier)));
    case GB_DOSSIERS_COLUMN_SUBMITTED:
      return moment_text (gb_dossier_get_submitted (dossier));
    case GB_DOSSIERS_COLUMN_RECEIVED:
      return moment_text (gb_dossier_get_received (dossier));
    case GB_DOSSIERS_COLUMN_DUE:
      return moment_text (gb_dossier_get_due (dossier));
    case GB_DOSSIERS_COLUMN_REMAINING:
      return gb_dossiers_words_remaining (dossier, gb_dossier_table_get_day_seconds (table));
    case GB_DOSSIERS_COLUMN_FINISHED:
      return moment_text (gb_dossier_get_finished (dossier));
    default:
      return g_strdup (gb_dossier_state_label (gb_dossier_get_state (dossier)));
    }
}

/* A cell ends at a tab or a line's end. */
static void
append_cell (GString    *text,
             const char *words,
             gboolean    first)
{
  g_autofree char *clean = g_strdelimit (g_strdup (words != NULL ? words : ""), "\t\r\n", ' ');

  if (!first)
    g_string_append_c (text, '\t');
  g_string_append (text, clean);
}

/**
 * gb_dossiers_copy_text:
 * @table: whose columns are wanted
 * @dossiers: (element-type GbDossier): rows
 *
 * Returns: (transfer full): one row: its code; more: a table with headers, cells parted by tabs, as
 *   spreadsheets paste it
 */
char *
gb_dossiers_copy_text (GbDossierTable  *table,
                       const GPtrArray *dossiers)
{
  guint columns = gb_dossier_table_get_columns (table);
  GString *text = g_string_new (NULL);

  if (dossiers->len == 1)
    {
      g_string_append (text, gb_dossier_get_code (dossiers->pdata[0]));
      return g_string_free (text, FALSE);
    }
  /* A narrow table shows in two columns what are six. */
  if (columns & (1u << GB_DOSSIERS_COLUMN_BRIEF))
    columns = gb_dossiers_columns_of (GB_DOSSIERS_ROOM_MEDIUM, 0, FALSE);
  for (int row = -1; row < (int) dossiers->len; row++)
    {
      gboolean first = TRUE;

      for (int i = GB_DOSSIERS_COLUMN_FIRST; i < GB_N_DOSSIERS_COLUMNS; i++)
        if (columns & (1u << i))
          {
            g_autofree char *words = row < 0 ? g_strdup (gb_dossier_table_get_title (table, i))
                                             : cell_text (table, i, dossiers->pdata[row]);

            append_cell (text, words, first);
            first = FALSE;
          }
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}
