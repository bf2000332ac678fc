/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundles and the window: from a menu, or dropped on it. */
#include "gb-bundle-actions.h"

#include <glib/gi18n-lib.h>

#include "gb-boundaries-actions.h"
#include "gb-bundle-export.h"
#include "gb-bundle-window.h"
#include "gb-compat.h"
#include "gb-dialog.h"

static GbStore *
open_store (GbWindow *window)
{
  GbStore *store = gb_services_get_store (gb_window_get_services (window));

  return store != NULL && gb_store_is_open (store) ? store : NULL;
}

static void
on_loaded_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GbWindow) window = user_data;
  GbServices *services = gb_window_get_services (window);

  gb_sync_load_finish (GB_SYNC (object), result, NULL);
  /* Where there was nothing to show and no network, there is something now. */
  if (gb_services_get_state (services) == GB_SERVICES_STATE_FAILED && gb_sync_get_as_of (GB_SYNC (object)) != 0)
    gb_services_start (services);
}

static void
on_taken_cb (GbWindow *window)
{
  GbSync *sync = gb_services_get_sync (gb_window_get_services (window));

  if (sync != NULL)
    gb_sync_load_async (sync, NULL, on_loaded_cb, g_object_ref (window));
}

/**
 * gb_bundle_actions_open:
 * @window: the window
 * @file: a bundle, perhaps, or a map
 *
 * Takes it in, and shows what came of it.
 */
void
gb_bundle_actions_open (GbWindow *window,
                        GFile    *file)
{
  GbBundleWindow *dialog;
  GbStore *store = open_store (window);

  if (gb_boundaries_actions_is_for (file))
    {
      gb_boundaries_actions_open (window, file);
      return;
    }
  dialog = gb_bundle_window_new (GTK_WINDOW (window));
  g_signal_connect_object (dialog, "taken", G_CALLBACK (on_taken_cb), window, G_CONNECT_SWAPPED);
  if (store != NULL)
    gb_bundle_window_import (dialog, store, file);
  else
    gb_bundle_window_show_no_account (dialog);
  gb_dialog_present (GTK_WINDOW (dialog));
}

/* A file that came before the window was ready for it. */
typedef struct
{
  GWeakRef window;
  GFile *file; /* (owned) */
  gulong handler;
} Waiting;

static void
waiting_free (gpointer  data,
              GClosure *closure)
{
  Waiting *self = data;

  g_weak_ref_clear (&self->window);
  g_object_unref (self->file);
  g_free (self);
}

static void
on_state_cb (GbServices *services,
             GParamSpec *pspec,
             gpointer    user_data)
{
  Waiting *waiting = user_data;
  g_autoptr (GbWindow) window = g_weak_ref_get (&waiting->window);

  if (gb_services_get_state (services) == GB_SERVICES_STATE_OPENING)
    return;
  if (window != NULL)
    gb_bundle_actions_open (window, waiting->file);
  g_signal_handler_disconnect (services, waiting->handler);
}

/**
 * gb_bundle_actions_open_once_ready:
 * @window: the window
 * @file: a bundle, perhaps, or a map
 *
 * As gb_bundle_actions_open(), once the data are open or it is known that there are none.
 */
void
gb_bundle_actions_open_once_ready (GbWindow *window,
                                   GFile    *file)
{
  GbServices *services = gb_window_get_services (window);
  Waiting *waiting;

  if (gb_services_get_state (services) != GB_SERVICES_STATE_OPENING)
    {
      gb_bundle_actions_open (window, file);
      return;
    }
  waiting = g_new0 (Waiting, 1);
  g_weak_ref_init (&waiting->window, window);
  waiting->file = g_object_ref (file);
  /* after the window's own handler, which makes the pages */
  waiting->handler = g_signal_connect_data (services, "notify::state", G_CALLBACK (on_state_cb), waiting, waiting_free,
                                            G_CONNECT_AFTER);
}

static void
on_file_chosen_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gb_compat_open_file_finish (result, &error);

  if (file != NULL)
    gb_bundle_actions_open (GB_WINDOW (object), file);
  else if (error != NULL)
    gb_window_toast (GB_WINDOW (object), error->message);
}

/**
 * gb_bundle_actions_import:
 * @window: the window
 *
 * Asks which bundle to take in, and takes it.
 */
void
gb_bundle_actions_import (GbWindow *window)
{
  gb_compat_open_file_async (GTK_WINDOW (window), _("Import a bundle"), _("Bundles of Giao Ban, and maps"),
                             "*" GB_BUNDLE_SUFFIX ";" GB_BOUNDARIES_PATTERNS, NULL, on_file_chosen_cb, NULL);
}

static void
on_place_chosen_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  GbWindow *window = GB_WINDOW (object);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gb_compat_save_file_finish (result, &error);
  GbStore *store = open_store (window);
  GbBundleWindow *dialog;

  if (error != NULL)
    gb_window_toast (window, error->message);
  if (file == NULL || store == NULL)
    return;
  dialog = gb_bundle_window_new (GTK_WINDOW (window));
  gb_bundle_window_export (dialog, store, file);
  gb_dialog_present (GTK_WINDOW (dialog));
}

/**
 * gb_bundle_actions_export:
 * @window: the window
 *
 * Asks where to write what waits to be sent, and writes it.
 */
void
gb_bundle_actions_export (GbWindow *window)
{
  GbServices *services = gb_window_get_services (window);
  g_autofree char *name =
      gb_bundle_file_name (gb_services_get_scope (services), gb_clock_now (gb_services_get_clock (services)));

  gb_compat_save_file_async (GTK_WINDOW (window), _("Write to a file"), name, NULL, on_place_chosen_cb, NULL);
}

static gboolean
on_drop_cb (GtkDropTarget *target,
            const GValue  *value,
            double         x,
            double         y,
            gpointer       user_data)
{
  GFile *file = g_value_get_object (value);

  if (file == NULL)
    return FALSE;
  gb_bundle_actions_open (user_data, file);
  return TRUE;
}

/**
 * gb_bundle_actions_add_drop:
 * @window: the window
 *
 * A file that is dropped on the window is taken for a bundle.
 */
void
gb_bundle_actions_add_drop (GbWindow *window)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (on_drop_cb), window);
  gtk_widget_add_controller (GTK_WIDGET (window), GTK_EVENT_CONTROLLER (target));
}
