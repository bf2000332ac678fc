/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-application.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "gb-bundle-actions.h"
#include "gb-config.h"
#include "gb-looks.h"
#include "gb-open-set.h"
#include "gb-options.h"
#include "gb-reminders.h"
#include "gb-screenshot.h"
#include "gb-services.h"
#include "gb-settings.h"
#include "gb-window-actions.h"
#include "gb-window-files.h"
#include "gb-window.h"

/**
 * GbApplication:
 *
 * The program: its options, and the one window.
 */
struct _GbApplication
{
  AdwApplication parent_instance;

  GbOptions *options;     /* (owned) (nullable) */
  GSettings *settings;    /* (owned) (nullable): from the start on */
  GbReminders *reminders; /* (owned) (nullable): from the start on */
  int status;
};

G_DEFINE_FINAL_TYPE (GbApplication, gb_application, ADW_TYPE_APPLICATION)

static const GOptionEntry entries[] = {
  { "cache", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("The file that holds the data"), N_ ("FILE") },
  { "endpoint", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Where the data come from"), N_ ("URL") },
  { "scope", 0, 0, G_OPTION_ARG_STRING, NULL,
    N_ ("What to fetch into a new cache, such as commune:21028"), N_ ("SCOPE") },
  { "token-file", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("A file with the token; only read"),
    N_ ("FILE") },
  { "key-file", 0, 0, G_OPTION_ARG_FILENAME, NULL,
    N_ ("A file with the cache's key; only read"), N_ ("FILE") },
  { "now", 0, 0, G_OPTION_ARG_STRING, NULL,
    N_ ("Let the clock stand at that time (RFC 3339)"), N_ ("TIME") },
  { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open the illustration"), NULL },
  { "page", 0, 0, G_OPTION_ARG_STRING, NULL,
    N_ ("The first page: today, dossiers, issues, tasks, people, map, indicators, lookup or briefing"), N_ ("PAGE") },
  { "remind", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Say what is due, without opening a window"), NULL },
  { "lang", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("The language: vi or en"), N_ ("LANGUAGE") },
  { "screenshot", 0, 0, G_OPTION_ARG_FILENAME, NULL,
    N_ ("Save a picture of the page and end"), N_ ("FILE.png") },
  { "color-scheme", 0, 0, G_OPTION_ARG_STRING, NULL,
    N_ ("For pictures: light, dark, high-contrast or high-contrast-dark"), N_ ("SCHEME") },
  { "size", 0, 0, G_OPTION_ARG_STRING, NULL,
    N_ ("For pictures: the window's size, such as 1440x900"), N_ ("SIZE") },
  { "text-scale", 0, 0, G_OPTION_ARG_DOUBLE, NULL,
    N_ ("For pictures: how large text is, such as 2.0"), N_ ("FACTOR") },
  { NULL }
};

static void
on_screenshot_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GbApplication *self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gb_screenshot_take_finish (GB_WINDOW (source), result, &error))
    {
      g_printerr ("%s\n", error->message);
      self->status = 1;
    }
  gtk_window_close (GTK_WINDOW (source));
}

/* libadwaita looks at these before the first window; the desktop's own wishes are left aside. */
static void
force_color_scheme (const char *scheme)
{
  gboolean dark = g_str_has_suffix (scheme, "dark");

  g_setenv ("ADW_DEBUG_COLOR_SCHEME", dark ? "prefer-dark" : "prefer-light", TRUE);
  g_setenv ("ADW_DEBUG_HIGH_CONTRAST", g_str_has_prefix (scheme, "high-contrast") ? "1" : "0",
            TRUE);
}

static void
apply_text_scale (double scale)
{
  if (scale > 0)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) (96 * 1024 * scale), NULL);
}

static GbWindow *
create_window (GbApplication *self)
{
  g_autoptr (GbServices) services = gb_services_new (self->options);
  GbWindow *window = NULL;

  apply_text_scale (self->options->text_scale);
  window = gb_window_new (GTK_APPLICATION (self), services);
  if (self->options->width > 0)
    gtk_window_set_default_size (GTK_WINDOW (window), self->options->width, self->options->height);
  gb_window_set_first_page (window, self->options->page);
  gb_services_start (services);
  return window;
}

static void
gb_application_activate (GApplication *application)
{
  GbApplication *self = GB_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (self->options->remind)
    {
      /* Whoever comes after that wants the window. */
      self->options->remind = FALSE;
      gb_reminders_run (self->reminders);
      return;
    }
  if (window == NULL)
    {
      window = GTK_WINDOW (create_window (self));
      if (self->options->screenshot != NULL)
        gb_screenshot_take_async (GB_WINDOW (window), self->options->screenshot, on_screenshot_cb,
                                  self);
    }
  gtk_window_present (window);
}

static GbWindow *
find_window (GApplication *application)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (application)); l != NULL; l = l->next)
    if (GB_IS_WINDOW (l->data))
      return l->data;
  return NULL;
}

/* Files that were opened from elsewhere: bundles and maps. What is taken in fills the one store, so one at a time. */
static void
gb_application_open (GApplication  *application,
                     GFile        **files,
                     int            n_files,
                     const char    *hint)
{
  GbWindow *window;

  g_application_activate (application);
  window = find_window (application);
  if (window == NULL || n_files < 1)
    return;
  gb_bundle_actions_open_once_ready (window, files[0]);
  if (n_files > 1)
    gb_window_toast (window, _("One file at a time: open the others after this one"));
}

/* From a second start, for the window that there is. */
static void
on_show_page_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  const char *page = g_variant_get_string (parameter, NULL);
  GbWindow *window;

  g_application_activate (user_data);
  window = find_window (user_data);
  if (window == NULL)
    return;
  gb_window_set_first_page (window, page);
  gb_window_show_page (window, page);
}

static void
on_quit_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  GtkWindow *main_window = GTK_WINDOW (find_window (user_data));
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (user_data));

  /* The one that holds the data at last: each keeps what is being written in it when it is closed. */
  windows = g_list_append (g_list_remove (windows, main_window), main_window);
  for (GList *l = windows; l != NULL; l = l->next)
    if (l->data != NULL)
      gtk_window_close (l->data);
  g_application_quit (user_data);
}

/* The session ends, or who started it does: what is being written is kept. Whoever asks twice does not want to wait. */
static gboolean
on_signal_cb (gpointer user_data)
{
  g_action_group_activate_action (user_data, "quit", NULL);
  return G_SOURCE_REMOVE;
}

static void
on_remind_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  gb_reminders_run (GB_APPLICATION (user_data)->reminders);
}

static void
gb_application_startup (GApplication *application)
{
  const GActionEntry actions[] = { { .name = "quit", .activate = on_quit_cb },
                                   { .name = "remind", .activate = on_remind_cb },
                                   { .name = "show-page", .activate = on_show_page_cb, .parameter_type = "s" } };
  const int signals[] = { SIGHUP, SIGINT, SIGTERM };
  GbApplication *self = GB_APPLICATION (application);

  G_APPLICATION_CLASS (gb_application_parent_class)->startup (application);

  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    g_unix_signal_add (signals[i], on_signal_cb, application);
  gb_open_set_install (GTK_APPLICATION (application));
  self->reminders = gb_reminders_new (application, self->options);
  if ((g_application_get_flags (application) & G_APPLICATION_NON_UNIQUE) == 0)
    gb_reminders_start (self->reminders);
  self->settings = gb_settings_new ();
  gb_looks_follow (self->settings, self->options->color_scheme == NULL, self->options->text_scale <= 0);
  gb_window_actions_set_accels (GTK_APPLICATION (application));
  gtk_window_set_default_icon_name (GB_APPLICATION_ID);
}

static void
gb_application_shutdown (GApplication *application)
{
  gb_window_files_sweep ();
  g_clear_object (&GB_APPLICATION (application)->reminders);

  G_APPLICATION_CLASS (gb_application_parent_class)->shutdown (application);
}

/* One that runs already is asked, and its window stays where it is.
 *
 * Returns: whether there is one */
static gboolean
remind_elsewhere (GApplication *application,
                  GError      **error)
{
  if (!g_application_register (application, NULL, error))
    return FALSE;
  if (!g_application_get_is_remote (application))
    return FALSE;
  g_action_group_activate_action (G_ACTION_GROUP (application), "remind", NULL);
  return g_dbus_connection_flush_sync (g_application_get_dbus_connection (application), NULL, error);
}

/* A page is shown in the window that there is; it is raised when this program goes on. */
static void
show_page_elsewhere (GApplication *application,
                     const char   *page,
                     GError      **error)
{
  if (g_application_register (application, NULL, error) && g_application_get_is_remote (application))
    g_action_group_activate_action (G_ACTION_GROUP (application), "show-page", g_variant_new_string (page));
}

static int
gb_application_handle_local_options (GApplication *application,
                                     GVariantDict *dict)
{
  GbApplication *self = GB_APPLICATION (application);
  g_autoptr (GError) error = NULL;

  self->options = gb_options_new (dict, &error);
  if (self->options == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  if (self->options->color_scheme != NULL)
    force_color_scheme (self->options->color_scheme);
  /* What was opened for one purpose does not mix with the window of every day. */
  if (self->options->cache != NULL || self->options->demo || self->options->screenshot != NULL)
    g_application_set_flags (application,
                             g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  else if (self->options->page != NULL)
    show_page_elsewhere (application, self->options->page, &error);
  if (self->options->remind && remind_elsewhere (application, &error))
    return 0;
  if (error == NULL)
    return -1;
  g_printerr ("%s\n", error->message);
  return 1;
}

static void
gb_application_finalize (GObject *object)
{
  GbApplication *self = GB_APPLICATION (object);

  g_clear_pointer (&self->options, gb_options_free);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (gb_application_parent_class)->finalize (object);
}

static void
gb_application_class_init (GbApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gb_application_finalize;
  application_class->activate = gb_application_activate;
  application_class->open = gb_application_open;
  application_class->startup = gb_application_startup;
  application_class->shutdown = gb_application_shutdown;
  application_class->handle_local_options = gb_application_handle_local_options;
}

static void
gb_application_init (GbApplication *self)
{
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _("[FILE]"));
  g_application_set_option_context_summary (
      G_APPLICATION (self), _("The chairman's desk of a commune: what is late, whose, and why."));
  g_application_add_main_option_entries (G_APPLICATION (self), entries);
}

/**
 * gb_application_new:
 *
 * Returns: (transfer full): the program
 */
GbApplication *
gb_application_new (void)
{
  return g_object_new (GB_TYPE_APPLICATION,
                       "application-id", GB_APPLICATION_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/io/github/giaoban/GiaoBan",
                       NULL);
}

/**
 * gb_application_get_status:
 *
 * Returns: the exit code: 0, or 1 where a picture could not be taken
 */
int
gb_application_get_status (GbApplication *self)
{
  g_return_val_if_fail (GB_IS_APPLICATION (self), 1);

  return self->status;
}
