/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossiers-copy.h"

#include <glib/gi18n-lib.h>

#include "gb-dossier-repository.h"
#include "gb-format.h"
#include "gb-toast.h"

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
cell_text (GbDossiersColumns *columns,
           GbDossiersColumn   column,
           GbDossier         *dossier)
{
  switch (column)
    {
    case GB_DOSSIERS_COLUMN_CODE:
      return g_strdup (gb_dossier_get_code (dossier));
    case GB_DOSSIERS_COLUMN_PROCEDURE:
      return g_strdup (gb_dossier_get_procedure (dossier));
    case GB_DOSSIERS_COLUMN_APPLICANT:
      /* Whoever copies wants the name, masked on the screen or not. */
      return gb_dossiers_words_applicant (dossier, FALSE);
    case GB_DOSSIERS_COLUMN_FIELD:
      return g_strdup (gb_dossier_get_field (dossier));
    case GB_DOSSIERS_COLUMN_OFFICER:
      return g_strdup (gb_dossier_get_officer (dossier));
    case GB_DOSSIERS_COLUMN_COMMUNE:
      return g_strdup (gb_dossiers_columns_get_commune_name (columns, gb_dossier_get_commune (dossier)));
    case GB_DOSSIERS_COLUMN_RECEIVED_BY:
      return g_strdup (
          gb_dossiers_columns_get_commune_name (columns, gb_dossier_get_received_by (dossier)));
    case GB_DOSSIERS_COLUMN_CHANNEL:
      return g_strdup (gb_channel_label (gb_dossier_get_channel (dossier)));
    case GB_DOSSIERS_COLUMN_SUBMITTED:
      return moment_text (gb_dossier_get_submitted (dossier));
    case GB_DOSSIERS_COLUMN_RECEIVED:
      return moment_text (gb_dossier_get_received (dossier));
    case GB_DOSSIERS_COLUMN_DUE:
      return moment_text (gb_dossier_get_due (dossier));
    case GB_DOSSIERS_COLUMN_REMAINING:
      return gb_dossiers_words_remaining (dossier, gb_dossiers_columns_get_day_seconds (columns));
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

/* One row: its code; more: a table with headers, cells parted by tabs, as spreadsheets paste it. */
static char *
make_text (GbDossiersColumns *columns,
           const GPtrArray   *dossiers)
{
  guint shown = gb_dossiers_columns_get_shown (columns);
  GString *text = g_string_new (NULL);

  if (dossiers->len == 1)
    {
      g_string_append (text, gb_dossier_get_code (dossiers->pdata[0]));
      return g_string_free (text, FALSE);
    }
  /* A narrow table shows in two columns what are six. */
  if (shown & (1u << GB_DOSSIERS_COLUMN_BRIEF))
    shown = gb_dossiers_columns_of (GB_DOSSIERS_ROOM_MEDIUM, 0, FALSE);
  for (int row = -1; row < (int) dossiers->len; row++)
    {
      gboolean first = TRUE;

      for (int i = GB_DOSSIERS_COLUMN_FIRST; i < GB_N_DOSSIERS_COLUMNS; i++)
        if (shown & (1u << i))
          {
            g_autofree char *words = row < 0 ? g_strdup (gb_dossiers_column_title (i))
                                             : cell_text (columns, i, dossiers->pdata[row]);

            append_cell (text, words, first);
            first = FALSE;
          }
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

static void
copy (GbDossierTable *table,
      const char     *text,
      const char     *told)
{
  GtkWidget *toasts = gtk_widget_get_ancestor (GTK_WIDGET (table), ADW_TYPE_TOAST_OVERLAY);
  AdwToast *toast = gb_toast_new (told);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (table)), text);
  adw_toast_set_timeout (toast, 2);
  if (toasts != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (toasts), toast);
}

static void
on_loaded_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GbDossierTable) table = user_data;
  g_autoptr (GPtrArray) dossiers = gb_store_read_finish (GB_STORE (source), result, NULL);
  g_autofree char *text = NULL;

  /* The table tells what went wrong; it may have gone. */
  if (dossiers == NULL || dossiers->len == 0 || gtk_widget_get_root (GTK_WIDGET (table)) == NULL)
    return;
  text = make_text (gb_dossier_table_get_columns (table), dossiers);
  copy (table, text, dossiers->len == 1 ? _("Code copied") : _("Rows copied"));
}

/**
 * gb_dossiers_copy_code:
 *
 * Puts a dossier's code into the clipboard.
 */
void
gb_dossiers_copy_code (GbDossierTable *table,
                       const char     *code)
{
  copy (table, code, _("Code copied"));
}

/**
 * gb_dossiers_copy_selected:
 *
 * Puts the selected rows into the clipboard, soon: a list has only those at hand that were on the
 * screen.
 */
void
gb_dossiers_copy_selected (GbDossierTable *table)
{
  GbStore *store = gb_dossier_table_get_store (table);
  Request *request = g_new0 (Request, 1);

  request->now = gb_clock_now (gb_store_get_clock (store));
  request->numbers = gb_dossier_table_dup_selected (table);
  gb_store_read_async (store, load, request, request_free, (GDestroyNotify) g_ptr_array_unref,
                       G_PRIORITY_DEFAULT, NULL, on_loaded_cb, g_object_ref (table));
}
