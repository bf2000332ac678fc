/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Borders of the communes and the window: chosen, or opened like any other file. */
#include "gb-boundaries-actions.h"

#include <glib/gi18n-lib.h>

#include "gb-boundaries-window.h"
#include "gb-boundaries.h"
#include "gb-compat.h"
#include "gb-dialog.h"

/**
 * gb_boundaries_actions_is_for:
 *
 * Returns: whether a file's name says that it is a map
 */
gboolean
gb_boundaries_actions_is_for (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *lower = name != NULL ? g_ascii_strdown (name, -1) : NULL;

  return lower != NULL && (g_str_has_suffix (lower, ".geojson") || g_str_has_suffix (lower, ".json"));
}

/**
 * gb_boundaries_actions_open:
 * @window: the window
 * @file: GeoJSON, perhaps
 *
 * Takes it in, and shows what came of it.
 */
void
gb_boundaries_actions_open (GbWindow *window,
                            GFile    *file)
{
  GbBoundariesWindow *dialog = gb_boundaries_window_new (GTK_WINDOW (window));
  GbStore *store = gb_services_get_store (gb_window_get_services (window));

  if (store != NULL && gb_store_is_open (store))
    gb_boundaries_window_import (dialog, store, file);
  else
    gb_boundaries_window_show_no_account (dialog);
  gb_dialog_present (GTK_WINDOW (dialog));
}

static void
on_file_chosen_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gb_compat_open_file_finish (result, &error);

  if (file != NULL)
    gb_boundaries_actions_open (GB_WINDOW (object), file);
  else if (error != NULL)
    gb_window_toast (GB_WINDOW (object), error->message);
}

/**
 * gb_boundaries_actions_import:
 * @window: the window
 *
 * Asks which file to take in, and takes it.
 */
void
gb_boundaries_actions_import (GbWindow *window)
{
  gb_compat_open_file_async (GTK_WINDOW (window), _("Import borders"), _("Maps in GeoJSON"), GB_BOUNDARIES_PATTERNS, NULL,
                             on_file_chosen_cb, NULL);
}

static void
on_removed_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GbWindow) window = user_data;
  g_autoptr (GError) error = NULL;

  gb_window_toast (window, gb_boundaries_remove_finish (GB_STORE (object), result, &error)
                               ? _("The borders from the file were taken away")
                               : error->message);
}

/**
 * gb_boundaries_actions_remove:
 * @window: the window
 *
 * Takes away what was taken in by hand: the province's borders count again, or made-up ones are shown.
 */
void
gb_boundaries_actions_remove (GbWindow *window)
{
  GbStore *store = gb_services_get_store (gb_window_get_services (window));

  if (store != NULL)
    gb_boundaries_remove_async (store, GB_BOUNDARY_FILE, on_removed_cb, g_object_ref (window));
}
