/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real program's window over the data of a real hub, looked at as it is drawn. With GIAOBAN_STATES_PICTURES=FOLDER each
 * look is saved as a picture for the eye; GIAOBAN_TEST_LANGUAGE and GIAOBAN_TEST_CATALOGUE say what it is in. */
#include "gb-test-scenes.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "gb-language.h"
#include "gb-test-cache.h"
#include "gb-test-layout.h"
#include "gb-test-store.h"
#include "gb-test-window.h"

/* Brings the program's colours, sizes and icons. */
static GtkApplication *application;

static gboolean
on_frame_cb (GtkWidget     *widget,
             GdkFrameClock *clock,
             gpointer       data)
{
  guint *frames = data;

  ++*frames;
  return G_SOURCE_CONTINUE;
}

/* What is shown is complete, laid out and drawn. */
static void
wait_drawn (GbWindow *window)
{
  guint frames = 0;
  guint id;

  gb_test_wait (gb_test_is_settled, window, "the window");
  id = gtk_widget_add_tick_callback (GTK_WIDGET (window), on_frame_cb, &frames, NULL);
  while (frames < 6)
    {
      g_main_context_iteration (NULL, TRUE);
      if (!gb_window_is_settled (window))
        frames = 0;
    }
  gtk_widget_remove_tick_callback (GTK_WIDGET (window), id);
}

/**
 * gb_test_scenes_look_at:
 * @name: what is shown
 *
 * Returns: how much an eye would find wrong with it; told in messages
 */
guint
gb_test_scenes_look_at (GbWindow         *window,
                        const char       *name,
                        const GbTestLook *look)
{
  const char *folder = g_getenv ("GIAOBAN_STATES_PICTURES");
  g_autoptr (GPtrArray) faults = NULL;

  wait_drawn (window);
  faults = gb_test_layout_faults (GTK_WIDGET (window), look->width);
  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s, %s: %s", name, look->name, (char *) g_ptr_array_index (faults, i));
  if (folder != NULL)
    {
      g_autofree char *file = g_strdup_printf ("%s-%s.png", name, look->name);
      g_autofree char *path = g_build_filename (folder, file, NULL);

      gb_test_layout_save (GTK_WIDGET (window), path);
    }
  return faults->len;
}

void
gb_test_scenes_put_on (GbWindow         *window,
                       const GbTestLook *look)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      look->dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) (96 * 1024 * look->scale), NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), look->width, look->height);
}

/**
 * gb_test_scenes_is_wanted:
 *
 * Returns: whether GIAOBAN_TEST_LOOKS, a list with commas, names @look, or none
 */
gboolean
gb_test_scenes_is_wanted (const GbTestLook *look)
{
  const char *wanted = g_getenv ("GIAOBAN_TEST_LOOKS");
  g_auto (GStrv) names = wanted != NULL ? g_strsplit (wanted, ",", -1) : NULL;

  return names == NULL || g_strv_contains ((const char *const *) names, look->name);
}

/**
 * gb_test_scenes_open:
 * @services: not started yet
 *
 * Returns: (transfer full): its window, which is shown; to be ended by gb_test_window_end()
 */
GbWindow *
gb_test_scenes_open (GbServices *services)
{
  GbWindow *window = gb_window_new (application, services);

  gtk_widget_add_css_class (GTK_WIDGET (window), "picture");
  gtk_window_set_default_size (GTK_WINDOW (window), 1440, 900);
  gtk_window_present (GTK_WINDOW (window));
  gb_services_start (services);
  return window;
}

/**
 * gb_test_scenes_cache:
 * @folder: where it is to be, with its key
 * @hub: serves
 * @scope: what it is to hold
 *
 * Returns: (transfer full): the path of a cache that was synchronised
 */
char *
gb_test_scenes_cache (const char *folder,
                      GbTestHub  *hub,
                      const char *scope)
{
  static guint n_caches;
  g_autofree char *name = g_strdup_printf ("cache-%u.db", ++n_caches);
  char *cache = g_build_filename (folder, name, NULL);
  g_autofree char *key_file = gb_test_key_file (folder);
  g_autofree char *token = gb_test_hub_token (hub, scope);
  g_autofree char *endpoint = g_strdup_printf ("http://127.0.0.1:%u", gb_test_hub_get_port (hub));
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) sync
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, g_getenv ("GIAOBANCTL"), "--cache", cache, "--now",
                          GB_TEST_HUB_NOW, "--token-file", token, "sync", "--endpoint", endpoint,
                          key_file != NULL ? "--key-file" : NULL, key_file, NULL);

  g_assert_no_error (error);
  g_subprocess_wait_check (sync, NULL, &error);
  g_assert_no_error (error);
  return cache;
}

static void
take_catalogue (const char *home)
{
  const char *catalogue = g_getenv ("GIAOBAN_TEST_CATALOGUE");
  g_autofree char *folder = g_build_filename (home, "locale", NULL);
  g_autofree char *place = g_build_filename (folder, "vi", "LC_MESSAGES", NULL);
  g_autofree char *link = g_build_filename (place, "giaoban.mo", NULL);

  if (catalogue == NULL)
    return;
  g_assert_cmpint (g_mkdir_with_parents (place, 0700), ==, 0);
  g_assert_cmpint (symlink (catalogue, link), ==, 0);
  g_setenv ("GIAOBAN_LOCALEDIR", folder, TRUE);
}

static void
remove_catalogue (const char *home)
{
  static const char *const parts[] = { "locale/vi/LC_MESSAGES/giaoban.mo", "locale/vi/LC_MESSAGES", "locale/vi", "locale" };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *path = g_build_filename (home, parts[i], NULL);

      g_remove (path);
    }
}

/**
 * gb_test_scenes_main:
 * @add: makes what the tests need in a folder of its own, and adds them
 *
 * Returns: what main() returns
 */
int
gb_test_scenes_main (int    argc,
                     char **argv,
                     void (*add) (const char *home))
{
  g_autofree char *home = g_dir_make_tmp ("giaoban-home-XXXXXX", NULL);
  const char *language = g_getenv ("GIAOBAN_TEST_LANGUAGE");
  int status;

  /* The user's own cache is none of a test's. */
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  take_catalogue (home);
  gb_language_init (language != NULL ? language : "vi");
  gtk_test_init (&argc, &argv, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  application = GTK_APPLICATION (adw_application_new (NULL, G_APPLICATION_NON_UNIQUE));
  g_application_set_resource_base_path (G_APPLICATION (application), "/io/github/giaoban/GiaoBan");
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  add (home);
  status = g_test_run ();
  g_object_unref (application);
  remove_catalogue (home);
  gb_test_cache_remove (home);
  return status;
}
