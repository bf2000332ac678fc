/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-map.h"

#include "gb-cli-json.h"
#include "gb-sheet.h"

#include <glib/gi18n-lib.h>

static gpointer
read_view (GbSqlConnection *connection,
           gpointer         data,
           GCancellable    *cancellable,
           GError         **error)
{
  return gb_map_view_read_wanted (connection, data, error);
}

/**
 * gb_cli_map_check_indicator:
 * @wanted: (nullable): the id that was asked for
 * @error: %GB_CLI_ERROR_USAGE
 *
 * A script with a typing error must not get another indicator's figures.
 *
 * Returns: whether @view shows it
 */
gboolean
gb_cli_map_check_indicator (const GbMapView *view,
                            const char      *wanted,
                            GError         **error)
{
  const GbIndicator *shown = gb_map_view_get_indicator (view);
  g_autoptr (GString) ids = NULL;

  if (wanted == NULL || (shown != NULL && g_str_equal (shown->id, wanted)))
    return TRUE;
  ids = g_string_new (NULL);
  for (guint i = 0; i < view->indicators->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? ", " : "", ((GbIndicator *) view->indicators->pdata[i])->id);
  g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE, _("There is no indicator “%s”; there are: %s"), wanted, ids->str);
  return FALSE;
}

/**
 * gb_cli_map_read:
 * @indicator: (nullable): the id of what is to be shown; %NULL for the first one
 * @error: %GB_CLI_ERROR_USAGE for an indicator that does not exist, or as of gb_cli_open_store()
 *
 * Returns: (transfer full): what the map shows, or %NULL
 */
GbMapView *
gb_cli_map_read (GbCli      *cli,
                 const char *indicator,
                 GError    **error)
{
  GbStore *store = gb_cli_open_store (cli, FALSE, error);
  /* Once it is open it is known what time it is. */
  GbMapWanted wanted = { .indicator = indicator, .now = gb_cli_now (cli) };
  g_autoptr (GbMapView) view = store != NULL ? gb_store_read (store, read_view, &wanted, NULL, error) : NULL;

  return view != NULL && gb_cli_map_check_indicator (view, indicator, error) ? g_steal_pointer (&view) : NULL;
}

/**
 * gb_cli_map_refuse:
 * @failure: why a file could not be saved
 * @error: %GB_CLI_ERROR_USAGE: the place that was named cannot be used, and the cache has no fault
 */
void
gb_cli_map_refuse (const GError *failure,
                   GError      **error)
{
  g_set_error_literal (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE, failure->message);
}

/**
 * gb_cli_map_print:
 * @path: the file that was saved
 * @counted: "rows" or "pages"
 * @count: how many are in it
 *
 * Says what was saved.
 */
void
gb_cli_map_print (GbCli      *cli,
                  const char *path,
                  const char *counted,
                  gint64      count)
{
  const GbSheetColumn columns[] = {
    { "file", N_("File"), 0 },
    { counted, g_str_equal (counted, "rows") ? N_("Rows") : N_("Pages"), 0 },
  };
  g_autoptr (GbSheet) sheet = NULL;
  g_autoptr (JsonBuilder) builder = NULL;

  if (cli->format == GB_CLI_FORMAT_JSON)
    {
      builder = json_builder_new_immutable ();
      json_builder_begin_object (builder);
      gb_cli_json_text (builder, "file", path);
      gb_cli_json_integer (builder, counted, count);
      json_builder_end_object (builder);
      gb_cli_json_print (builder);
      return;
    }
  sheet = gb_sheet_new (cli->format, columns, G_N_ELEMENTS (columns));
  gb_sheet_begin_row (sheet);
  gb_sheet_text (sheet, path);
  gb_sheet_integer (sheet, count);
  gb_sheet_end_row (sheet);
  gb_sheet_finish (sheet);
}
