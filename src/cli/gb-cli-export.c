/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-export.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "gb-cursor-repository.h"
#include "gb-format.h"
#include "gb-hub-note.h"

/* How often it is told how far it is. */
#define PROGRESS_MICROSECONDS (G_USEC_PER_SEC / 2)

/**
 * gb_cli_export_no_options:
 *
 * For kinds that have no options of their own.
 */
gboolean
gb_cli_export_no_options (GbCliExport   *self,
                          int           *argc,
                          char        ***argv,
                          GError       **error)
{
  return gb_cli_parse (NULL, argc, argv, error);
}

/**
 * gb_cli_export_is:
 * @suffix: one of the kind's forms, with its point
 *
 * Returns: whether that is wanted
 */
gboolean
gb_cli_export_is (const GbCliExport *self,
                  const char        *suffix)
{
  return g_str_equal (self->suffix, suffix);
}

/* A paper says as of when its figures are, and that they are made up where they are. */
static gboolean
add_notes (GbSqlConnection  *connection,
           GbTable          *table,
           GError          **error)
{
  g_auto (GbCursor) cursor = { 0 };
  g_auto (GbHubNote) hub = { NULL };

  if (!gb_cursor_load (connection, GB_RECORD_GROUP_WORK, &cursor, error) || !gb_hub_note_load (connection, &hub, error))
    return FALSE;
  gb_table_set_as_of (table, cursor.as_of);
  if (hub.illustration)
    gb_table_add_note (table, _("Illustration data"));
  return TRUE;
}

/* Whoever sits before it sees that it goes on; a script does not want to. */
static void
on_progress_cb (gint64   done,
                gint64   total,
                gpointer data)
{
  gint64 *told = data;
  gint64 now = g_get_monotonic_time ();
  g_autofree char *number = NULL;

  if (now - *told < PROGRESS_MICROSECONDS || !isatty (STDERR_FILENO))
    return;
  *told = now;
  number = gb_format_number (done);
  if (total > 0)
    g_printerr ("\r%s · %d %%", number, (int) (100 * done / total));
  else
    g_printerr ("\r%s", number);
}

/**
 * gb_cli_export_table:
 * @table: what is written, as what the file's name asks for
 * @error: as of gb_table_save()
 *
 * Saves a table. Runs on a thread of the store.
 *
 * Returns: whether it is saved
 */
gboolean
gb_cli_export_table (GbCliExport      *self,
                     GbSqlConnection  *connection,
                     GbTable          *table,
                     GCancellable     *cancellable,
                     GError          **error)
{
  GbTableForm form = gb_cli_export_is (self, ".xlsx") ? GB_TABLE_XLSX : self->plain ? GB_TABLE_CSV_PLAIN : GB_TABLE_CSV;

  gint64 begin = g_get_monotonic_time (), told = begin;

  if (!add_notes (connection, table, error))
    return FALSE;
  self->n_rows = gb_table_save (&table, 1, form, self->now, self->file, on_progress_cb, &told, cancellable, error);
  if (told != begin)
    g_printerr ("\n");
  return self->n_rows >= 0;
}
