/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-window-actions.h"

#include <glib/gi18n-lib.h>

#include "gb-boundaries-actions.h"
#include "gb-bundle-actions.h"
#include "gb-compat.h"
#include "gb-outbox-window.h"
#include "gb-preferences-window.h"
#include "gb-shortcuts-window.h"
#include "gb-sign-in-window.h"
#include "gb-sign-out.h"
#include "gb-set-aside-window.h"
#include "gb-sync-log-window.h"
#include "gb-window-files.h"
#include "gb-window-pages.h"

/* What the window can be told to do, by name: in .ui files, menus and accelerators. */

static void
on_show_page_cb (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  gb_window_show_page (GB_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
on_show_dossiers_cb (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  gb_window_pages_show_dossiers (GB_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
on_show_dossier_set_cb (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  gb_window_pages_show_dossier_set (GB_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
on_show_indicators_cb (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  gb_window_pages_show_indicators (GB_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
on_open_dossier_cb (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  gb_window_pages_open_dossier (GB_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
on_show_dossiers_of_cb (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  const char *by, *of;

  g_variant_get (parameter, "(&s&s)", &by, &of);
  gb_window_pages_show_dossiers_of (GB_WINDOW (widget), by, of);
}

static void
on_open_place_cb (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  const char *commune, *old_unit;

  g_variant_get (parameter, "(&s&s)", &commune, &old_unit);
  gb_window_pages_open_place (GB_WINDOW (widget), commune, old_unit);
}

static void
on_show_pins_cb (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  gb_window_pages_show_pins (GB_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
on_show_issues_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  const char *kind, *set, *department;

  g_variant_get (parameter, "(&s&sm&s)", &kind, &set, &department);
  gb_window_pages_show_issues (GB_WINDOW (widget), kind, set, department);
}

static void
on_open_issue_cb (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  gb_window_pages_open_issue (GB_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
on_open_task_cb (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  gb_window_pages_open_task (GB_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
on_open_notice_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  gb_window_pages_open_notice (GB_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
on_open_officer_cb (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  gb_window_pages_open_officer (GB_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
on_open_procedure_cb (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  const char *key, *called;

  g_variant_get (parameter, "(&s&s)", &key, &called);
  gb_window_pages_open_procedure (GB_WINDOW (widget), key, called);
}

static void
on_look_up_cb (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  const char *kind, *id;

  g_variant_get (parameter, "(&s&s)", &kind, &id);
  gb_window_pages_look_up (GB_WINDOW (widget), kind, id);
}

static void
on_search_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  gb_window_pages_search_dossiers (GB_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
on_find_dossiers_cb (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  gb_window_pages_find_dossiers (GB_WINDOW (widget));
}

static void
on_focus_search_cb (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  gb_window_focus_search (GB_WINDOW (widget));
}

static void
on_sync_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  GbSyncSchedule *schedule = gb_window_get_schedule (GB_WINDOW (widget));

  if (schedule != NULL)
    gb_sync_schedule_run (schedule);
}

static void
on_sync_all_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  GbSyncSchedule *schedule = gb_window_get_schedule (GB_WINDOW (widget));

  if (schedule != NULL)
    gb_sync_schedule_run_all (schedule);
}

static void
on_send_files_cb (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  GbSyncSchedule *schedule = gb_window_get_schedule (GB_WINDOW (widget));

  if (schedule != NULL)
    gb_sync_schedule_run_files (schedule);
}

static void
on_open_file_cb (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  const char *sha256, *title;
  guint64 bytes;

  g_variant_get (parameter, "(&s&st)", &sha256, &title, &bytes);
  gb_window_files_open (GB_WINDOW (widget), sha256, title, bytes);
}

static void
on_cancel_sync_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  GbSyncSchedule *schedule = gb_window_get_schedule (GB_WINDOW (widget));

  if (schedule != NULL)
    gb_sync_schedule_cancel (schedule);
}

static void
on_show_outbox_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  GbOutboxModel *outbox = gb_window_get_outbox (GB_WINDOW (widget));

  if (outbox != NULL)
    {
      g_autoptr (GbFreshness) freshness = NULL;

      g_object_get (widget, "freshness", &freshness, NULL);
      gb_outbox_window_present (widget, outbox, freshness);
    }
}

static void
on_show_set_aside_cb (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  GbOutboxModel *outbox = gb_window_get_outbox (GB_WINDOW (widget));
  gboolean masked;

  g_object_get (widget, "masked", &masked, NULL);
  if (outbox != NULL)
    gb_set_aside_window_present (widget, gb_outbox_model_get_store (outbox), masked);
}

static void
on_show_sync_log_cb (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  GbOutboxModel *outbox = gb_window_get_outbox (GB_WINDOW (widget));

  if (outbox != NULL)
    gb_sync_log_window_present (widget, gb_outbox_model_get_store (outbox));
}

static void
on_bundle_import_cb (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  gb_bundle_actions_import (GB_WINDOW (widget));
}

static void
on_import_boundaries_cb (GtkWidget  *widget,
                         const char *name,
                         GVariant   *parameter)
{
  gb_boundaries_actions_import (GB_WINDOW (widget));
}

static void
on_remove_boundaries_cb (GtkWidget  *widget,
                         const char *name,
                         GVariant   *parameter)
{
  gb_boundaries_actions_remove (GB_WINDOW (widget));
}

static void
on_bundle_export_cb (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  gb_bundle_actions_export (GB_WINDOW (widget));
}

/* The pages of this one were made for data that are no more. */
static void
replace_window (GtkWindow *window)
{
  GApplication *application = G_APPLICATION (gtk_window_get_application (window));

  g_application_hold (application);
  gtk_window_destroy (window);
  g_application_activate (application);
  g_application_release (application);
}

static void
on_retry_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  if (gb_window_get_schedule (GB_WINDOW (widget)) == NULL)
    gb_services_start (gb_window_get_services (GB_WINDOW (widget)));
  else
    replace_window (GTK_WINDOW (widget));
}

static void
on_rescue_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  gb_services_rescue (gb_window_get_services (GB_WINDOW (widget)));
}

static void
on_open_demo_cb (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  gb_services_start_demo (gb_window_get_services (GB_WINDOW (widget)));
}

static void
on_sign_in_cb (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  GbServices *services = gb_window_get_services (GB_WINDOW (widget));

  /* After a wipe: the new window tells of it, and of the ways to begin. */
  if (gb_services_get_state (services) == GB_SERVICES_STATE_FAILED && gb_window_get_schedule (GB_WINDOW (widget)) != NULL)
    replace_window (GTK_WINDOW (widget));
  else
    gb_sign_in_window_present (GTK_WINDOW (widget), services);
}

static void
on_signed_out_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GbWindow) window = user_data;
  g_autoptr (GError) error = NULL;

  if (gb_sign_out_finish (result, &error))
    gb_window_toast (window, _("Signed out. The data stay on this machine."));
  else
    gb_window_toast (window, error->message);
}

static void
on_sign_out_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  GbServices *services = gb_window_get_services (GB_WINDOW (widget));
  const GbAccount *account = gb_services_get_account (services);

  if (account != NULL)
    gb_sign_out_async (gb_store_get_path (gb_services_get_store (services)), account, NULL, on_signed_out_cb,
                       g_object_ref (widget));
}

static void
on_show_preferences_cb (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  gb_preferences_window_present (GB_WINDOW (widget));
}

static void
on_show_shortcuts_cb (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  gb_shortcuts_window_present (GTK_WINDOW (widget));
}

static void
on_about_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  gb_compat_present_about (GTK_WINDOW (widget));
}

static const struct
{
  const char *name;
  const char *parameter;
  GtkWidgetActionActivateFunc activate;
  const char *accels[3];
} actions[] = {
  { "win.show-page", "s", on_show_page_cb, { NULL } },
  { "win.show-dossiers", "s", on_show_dossiers_cb, { NULL } },
  { "win.show-dossier-set", "s", on_show_dossier_set_cb, { NULL } },
  { "win.show-indicators", "s", on_show_indicators_cb, { NULL } },
  { "win.open-dossier", "s", on_open_dossier_cb, { NULL } },
  { "win.show-dossiers-of", "(ss)", on_show_dossiers_of_cb, { NULL } },
  { "win.open-officer", "s", on_open_officer_cb, { NULL } },
  { "win.open-place", "(ss)", on_open_place_cb, { NULL } },
  { "win.show-pins", "s", on_show_pins_cb, { NULL } },
  { "win.show-issues", "(ssms)", on_show_issues_cb, { NULL } },
  { "win.open-issue", "s", on_open_issue_cb, { NULL } },
  { "win.open-procedure", "(ss)", on_open_procedure_cb, { NULL } },
  { "win.open-task", "s", on_open_task_cb, { NULL } },
  { "win.open-notice", "s", on_open_notice_cb, { NULL } },
  { "win.look-up", "(ss)", on_look_up_cb, { NULL } },
  { "win.search", "s", on_search_cb, { NULL } },
  { "win.find-dossiers", NULL, on_find_dossiers_cb, { "<Control><Shift>f", NULL } },
  { "win.focus-search", NULL, on_focus_search_cb, { "<Control>f", NULL } },
  { "win.sync", NULL, on_sync_cb, { "F5", "<Control>r", NULL } },
  { "win.sync-all", NULL, on_sync_all_cb, { NULL } },
  { "win.send-files", NULL, on_send_files_cb, { NULL } },
  { "win.open-file", "(sst)", on_open_file_cb, { NULL } },
  { "win.cancel-sync", NULL, on_cancel_sync_cb, { NULL } },
  { "win.show-outbox", NULL, on_show_outbox_cb, { "<Control><Shift>o", NULL } },
  { "win.show-set-aside", NULL, on_show_set_aside_cb, { NULL } },
  { "win.show-sync-log", NULL, on_show_sync_log_cb, { NULL } },
  { "win.bundle-import", NULL, on_bundle_import_cb, { "<Control>o", NULL } },
  { "win.bundle-export", NULL, on_bundle_export_cb, { NULL } },
  { "win.import-boundaries", NULL, on_import_boundaries_cb, { NULL } },
  { "win.remove-boundaries", NULL, on_remove_boundaries_cb, { NULL } },
  { "win.retry", NULL, on_retry_cb, { NULL } },
  { "win.rescue", NULL, on_rescue_cb, { NULL } },
  { "win.open-demo", NULL, on_open_demo_cb, { NULL } },
  { "win.sign-in", NULL, on_sign_in_cb, { NULL } },
  { "win.sign-out", NULL, on_sign_out_cb, { NULL } },
  { "win.show-preferences", NULL, on_show_preferences_cb, { "<Control>comma", NULL } },
  { "win.show-shortcuts", NULL, on_show_shortcuts_cb, { "<Control>question", NULL } },
  { "win.about", NULL, on_about_cb, { NULL } },
};

/* Detailed names, which lead to an action with its parameter, and actions that are not ours to activate. */
static const struct
{
  const char *name;
  const char *accels[2];
} targets[] = {
  { "win.show-page('today')", { "<Alt>1", NULL } },
  { "win.show-page('dossiers')", { "<Alt>2", NULL } },
  { "win.show-page('issues')", { "<Alt>3", NULL } },
  { "win.show-page('tasks')", { "<Alt>4", NULL } },
  { "win.show-page('people')", { "<Alt>5", NULL } },
  { "win.show-page('map')", { "<Alt>6", NULL } },
  { "win.show-page('indicators')", { "<Alt>7", NULL } },
  { "win.show-page('lookup')", { "<Alt>8", NULL } },
  { "win.show-page('briefing')", { "<Alt>9", NULL } },
  { "win.mask", { "<Control><Shift>m", NULL } },
  { "window.close", { "<Control>w", NULL } },
  { "app.quit", { "<Control>q", NULL } },
};

/**
 * gb_window_actions_install:
 * @widget_class: the window's class
 */
void
gb_window_actions_install (GtkWidgetClass *widget_class)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter,
                                     actions[i].activate);
  gtk_widget_class_install_property_action (widget_class, "win.mask", "masked");
}

/**
 * gb_window_actions_update:
 *
 * An action is enabled where it can do something now.
 */
void
gb_window_actions_update (GbWindow *window)
{
  GbServicesState state = gb_services_get_state (gb_window_get_services (window));
  GbSyncSchedule *schedule = gb_window_get_schedule (window);
  gboolean ready = state == GB_SERVICES_STATE_READY;
  GtkWidget *widget = GTK_WIDGET (window);

  gtk_widget_action_set_enabled (widget, "win.show-page", ready);
  gtk_widget_action_set_enabled (widget, "win.show-dossiers", ready);
  gtk_widget_action_set_enabled (widget, "win.show-dossier-set", ready);
  gtk_widget_action_set_enabled (widget, "win.show-indicators", ready);
  gtk_widget_action_set_enabled (widget, "win.open-dossier", ready);
  gtk_widget_action_set_enabled (widget, "win.show-dossiers-of", ready);
  gtk_widget_action_set_enabled (widget, "win.open-place", ready);
  gtk_widget_action_set_enabled (widget, "win.open-procedure", ready);
  gtk_widget_action_set_enabled (widget, "win.look-up", ready);
  gtk_widget_action_set_enabled (widget, "win.search", ready);
  gtk_widget_action_set_enabled (widget, "win.find-dossiers", ready);
  gtk_widget_action_set_enabled (widget, "win.focus-search", ready);
  gtk_widget_action_set_enabled (widget, "win.mask", ready);
  gtk_widget_action_set_enabled (widget, "win.show-outbox", ready);
  gtk_widget_action_set_enabled (widget, "win.show-set-aside", ready);
  gtk_widget_action_set_enabled (widget, "win.show-sync-log", ready);
  gtk_widget_action_set_enabled (widget, "win.bundle-import", state != GB_SERVICES_STATE_OPENING);
  gtk_widget_action_set_enabled (widget, "win.bundle-export", ready);
  gtk_widget_action_set_enabled (widget, "win.import-boundaries", ready);
  gtk_widget_action_set_enabled (widget, "win.remove-boundaries", ready);
  gtk_widget_action_set_enabled (widget, "win.retry", state == GB_SERVICES_STATE_FAILED);
  gtk_widget_action_set_enabled (widget, "win.sign-in", state != GB_SERVICES_STATE_OPENING
                                                            && !gb_services_is_demo (gb_window_get_services (window)));
  gtk_widget_action_set_enabled (widget, "win.sign-out",
                                 ready && gb_services_get_account (gb_window_get_services (window)) != NULL);
  gtk_widget_action_set_enabled (widget, "win.sync",
                                 schedule != NULL && gb_sync_schedule_can_run (schedule));
  gtk_widget_action_set_enabled (widget, "win.sync-all",
                                 schedule != NULL && gb_sync_schedule_can_run (schedule));
  gtk_widget_action_set_enabled (widget, "win.send-files",
                                 schedule != NULL && gb_sync_schedule_can_run (schedule));
  gtk_widget_action_set_enabled (widget, "win.open-file", ready);
  gtk_widget_action_set_enabled (widget, "win.cancel-sync", schedule != NULL);
}

/**
 * gb_window_actions_set_accels:
 * @application: the program
 */
void
gb_window_actions_set_accels (GtkApplication *application)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    if (actions[i].accels[0] != NULL)
      gtk_application_set_accels_for_action (application, actions[i].name, actions[i].accels);
  for (gsize i = 0; i < G_N_ELEMENTS (targets); i++)
    gtk_application_set_accels_for_action (application, targets[i].name, targets[i].accels);
}
