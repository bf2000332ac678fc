/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preferences as a chairman sets them: each holds at once, and counts and lists turn together. */
#include <adwaita.h>
#include <glib/gstdio.h>

#include "gb-dossier-repository.h"
#include "gb-language.h"
#include "gb-looks.h"
#include "gb-preferences-data.h"
#include "gb-preferences-general.h"
#include "gb-preferences-reminders.h"
#include "gb-preferences-times.h"
#include "gb-preferences-window.h"
#include "gb-settings.h"
#include "gb-test-cache.h"
#include "gb-test-store.h"
#include "gb-test-window.h"
#include "gb-shortcuts-window.h"
#include "gb-tile.h"
#include "gb-ward-switch.h"
#include "gb-window-actions.h"

typedef struct
{
  char *folder;
  char *path;
  GSettings *settings;
  GbServices *services;
  GbWindow *window;
  GbPreferencesWindow *preferences;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *key = NULL;
  GbOptions options = { .now = GB_TEST_NOW };
  GbStore *store;

  fixture->folder = g_dir_make_tmp ("giaoban-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "cache.db", NULL);
  store = gb_test_cache_new (fixture->folder);
  gb_test_cache_fill (store);
  gb_store_close (store);
  g_object_unref (store);
  key = gb_test_key_file (fixture->folder);
  options.cache = fixture->path;
  options.key_file = key;
  fixture->settings = gb_settings_new ();
  fixture->services = gb_services_new (&options);
  fixture->window = gb_window_new (NULL, fixture->services);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gb_services_start (fixture->services);
  gb_test_wait (gb_test_is_settled, fixture->window, "the window");
  fixture->preferences = gb_preferences_window_present (fixture->window);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->preferences != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->preferences));
  g_settings_reset (fixture->settings, GB_SETTINGS_NEAR_DAYS);
  g_settings_reset (fixture->settings, GB_SETTINGS_WORK_HOURS);
  g_settings_reset (fixture->settings, GB_SETTINGS_REMINDER_TIME);
  g_settings_reset (fixture->settings, GB_SETTINGS_LANGUAGE);
  g_settings_reset (fixture->settings, GB_SETTINGS_REMINDERS_ENABLED);
  gb_test_window_end (fixture->window, fixture->services);
  gb_test_cache_remove (fixture->folder);
  g_object_unref (fixture->settings);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static GtkWidget *
find (Fixture *fixture,
      GType    page,
      GType    type,
      int      n)
{
  int first = 0;
  GtkWidget *top = gb_test_find_nth (GTK_WIDGET (fixture->preferences), page, &first);

  g_assert_nonnull (top);
  return gb_test_find_nth (top, type, &n);
}

typedef struct
{
  Fixture *fixture;
  gint64 count;
} Soon;

static gboolean
tile_shows (gpointer data)
{
  Soon *soon = data;
  int n = 2;
  GbTile *tile = GB_TILE (gb_test_find_nth (GTK_WIDGET (soon->fixture->window), GB_TYPE_TILE, &n));

  return gb_tile_get_count (tile) == soon->count && gb_window_is_settled (soon->fixture->window);
}

static gint64
count_soon (Fixture *fixture)
{
  int n = 2;

  return gb_tile_get_count (GB_TILE (gb_test_find_nth (GTK_WIDGET (fixture->window), GB_TYPE_TILE, &n)));
}

static gpointer
count_rows (GbSqlConnection *connection,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  g_autoptr (GbDossierQuery) query = gb_dossier_query_new (GB_DOSSIER_FILTER_DUE_SOON);
  g_autoptr (GPtrArray) rows = NULL;

  query->commune = g_strdup (GB_TEST_COMMUNE);
  rows = gb_dossier_repository_rows (connection, query, GB_TEST_NOW, 0, -1, NULL, error);
  return GINT_TO_POINTER (rows != NULL ? (int) rows->len : -1);
}

static int
rows_soon (Fixture *fixture)
{
  return GPOINTER_TO_INT (gb_store_read (gb_services_get_store (fixture->services), count_rows, NULL, NULL, NULL));
}

/* The tile, the rows it opens and the settings, from one turn of a button on. */
static void
test_near_days (Fixture       *fixture,
                gconstpointer  data)
{
  GtkSpinButton *days = GTK_SPIN_BUTTON (find (fixture, GB_TYPE_PREFERENCES_TIMES, GTK_TYPE_SPIN_BUTTON, 0));
  gint64 usual = count_soon (fixture);
  Soon soon = { fixture, 0 };

  g_assert_cmpint (gtk_spin_button_get_value_as_int (days), ==, 2);
  gtk_spin_button_set_value (days, 10);
  g_assert_cmpint (g_settings_get_int (fixture->settings, GB_SETTINGS_NEAR_DAYS), ==, 10);
  soon.count = rows_soon (fixture);
  g_assert_cmpint (soon.count, >, usual);
  gb_test_wait (tile_shows, &soon, "the tile with ten days");
  gtk_spin_button_set_value (days, 1);
  soon.count = rows_soon (fixture);
  g_assert_cmpint (soon.count, <=, usual);
  gb_test_wait (tile_shows, &soon, "the tile with one day");
  gtk_spin_button_set_value (days, 99);
  g_assert_cmpint (g_settings_get_int (fixture->settings, GB_SETTINGS_NEAR_DAYS), ==, 10);
  gtk_spin_button_set_value (days, 2);
  soon.count = usual;
  gb_test_wait (tile_shows, &soon, "the tile as it was");
}

static void
assert_hours (Fixture    *fixture,
              const char *expected)
{
  g_autofree char *hours = g_settings_get_string (fixture->settings, GB_SETTINGS_WORK_HOURS);

  g_assert_cmpstr (hours, ==, expected);
}

static void
test_hours (Fixture       *fixture,
            gconstpointer  data)
{
  /* the first is that of the near days */
  GtkSpinButton *from = GTK_SPIN_BUTTON (find (fixture, GB_TYPE_PREFERENCES_TIMES, GTK_TYPE_SPIN_BUTTON, 1));
  GtkSpinButton *until = GTK_SPIN_BUTTON (find (fixture, GB_TYPE_PREFERENCES_TIMES, GTK_TYPE_SPIN_BUTTON, 2));
  GtkSwitch *saturday = GTK_SWITCH (find (fixture, GB_TYPE_PREFERENCES_TIMES, GTK_TYPE_SWITCH, 0));
  GtkWidget *usual = find (fixture, GB_TYPE_PREFERENCES_TIMES, GTK_TYPE_BUTTON, 0);

  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (from)), ==, "07:00");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (until)), ==, "11:30");
  gtk_editable_set_text (GTK_EDITABLE (from), "7h30");
  gtk_spin_button_update (from);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (from)), ==, "07:30");
  assert_hours (fixture, "mon-fri 07:30-11:30,13:30-17:00");
  gtk_switch_set_active (saturday, TRUE);
  assert_hours (fixture, "mon-fri 07:30-11:30,13:30-17:00;sat 07:30-11:30");
  /* what cannot be leaves what was */
  gtk_spin_button_set_value (until, 7 * 60);
  assert_hours (fixture, "mon-fri 07:30-11:30,13:30-17:00;sat 07:30-11:30");
  gtk_spin_button_set_value (until, 12 * 60);
  assert_hours (fixture, "mon-fri 07:30-12:00,13:30-17:00;sat 07:30-12:00");
  for (int n = 0; usual != NULL && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (usual)), "Take these") != 0; n++)
    usual = find (fixture, GB_TYPE_PREFERENCES_TIMES, GTK_TYPE_BUTTON, n + 1);
  g_assert_nonnull (usual);
  g_signal_emit_by_name (usual, "clicked");
  assert_hours (fixture, "");
  g_assert_false (gtk_switch_get_active (saturday));
}

/* Text that is no time leaves what was. */
static void
test_reminders (Fixture       *fixture,
                gconstpointer  data)
{
  GtkSpinButton *time = GTK_SPIN_BUTTON (find (fixture, GB_TYPE_PREFERENCES_REMINDERS, GTK_TYPE_SPIN_BUTTON, 0));
  GtkSwitch *enabled = GTK_SWITCH (find (fixture, GB_TYPE_PREFERENCES_REMINDERS, GTK_TYPE_SWITCH, 0));

  gtk_editable_set_text (GTK_EDITABLE (time), "6:45");
  gtk_spin_button_update (time);
  g_assert_cmpint (gb_settings_get_time_of_day (fixture->settings, GB_SETTINGS_REMINDER_TIME), ==, 6 * 3600 + 45 * 60);
  gtk_editable_set_text (GTK_EDITABLE (time), "sáng sớm");
  gtk_spin_button_update (time);
  g_assert_cmpint (gb_settings_get_time_of_day (fixture->settings, GB_SETTINGS_REMINDER_TIME), ==, 6 * 3600 + 45 * 60);
  g_settings_set_string (fixture->settings, GB_SETTINGS_REMINDER_TIME, "08:15");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (time)), ==, "08:15");
  gtk_switch_set_active (enabled, FALSE);
  g_assert_false (g_settings_get_boolean (fixture->settings, GB_SETTINGS_REMINDERS_ENABLED));
  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (time)));
}

static gboolean
forgets_after_a_year (gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *after = NULL;

  g_object_get (gb_window_get_forgetter (fixture->window), "after-days", &after, NULL);
  return g_strcmp0 (after, "365") == 0;
}

static gboolean
has_choices (gpointer data)
{
  AdwComboRow *row = data;

  return adw_combo_row_get_model (row) != NULL && adw_combo_row_get_selected (row) != GTK_INVALID_LIST_POSITION;
}

static gboolean
has_answer (gpointer data)
{
  return gtk_widget_get_sensitive (data);
}

/* A desktop that has no timers says so, and the switch shows what is set. */
static void
test_background (Fixture       *fixture,
                 gconstpointer  data)
{
  GtkWidget *background = find (fixture, GB_TYPE_PREFERENCES_REMINDERS, GTK_TYPE_SWITCH, 1);
  GtkWidget *row = gtk_widget_get_ancestor (background, ADW_TYPE_ACTION_ROW);

  g_assert_false (gtk_switch_get_active (GTK_SWITCH (background)));
  gtk_switch_set_active (GTK_SWITCH (background), TRUE);
  g_assert_false (gtk_widget_get_sensitive (background));
  gb_test_wait (has_answer, background, "the desktop's answer");
  g_assert_false (gtk_switch_get_active (GTK_SWITCH (background)));
  g_assert_false (g_settings_get_boolean (fixture->settings, GB_SETTINGS_REMIND_IN_BACKGROUND));
  g_assert_true (g_str_has_prefix (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "No timer can be set"));
}

static void
test_data (Fixture       *fixture,
           gconstpointer  data)
{
  GtkSwitch *masked = GTK_SWITCH (find (fixture, GB_TYPE_PREFERENCES_DATA, GTK_TYPE_SWITCH, 0));
  AdwComboRow *forget = ADW_COMBO_ROW (find (fixture, GB_TYPE_PREFERENCES_DATA, ADW_TYPE_COMBO_ROW, 0));
  gboolean is_masked;

  gtk_switch_set_active (masked, TRUE);
  g_object_get (fixture->window, "masked", &is_masked, NULL);
  g_assert_true (is_masked);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.mask", NULL);
  g_assert_false (gtk_switch_get_active (masked));

  gb_test_wait (has_choices, forget, "the days after which data go");
  g_assert_cmpuint (adw_combo_row_get_selected (forget), ==, 1);
  adw_combo_row_set_selected (forget, 2);
  gb_test_wait (forgets_after_a_year, fixture, "another choice");
  g_object_set (gb_window_get_forgetter (fixture->window), "after-days", "200", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (forget)), ==, 5);
  g_assert_cmpuint (adw_combo_row_get_selected (forget), ==, 2);
}

static void
test_language (Fixture       *fixture,
               gconstpointer  data)
{
  AdwComboRow *language = ADW_COMBO_ROW (find (fixture, GB_TYPE_PREFERENCES_GENERAL, ADW_TYPE_COMBO_ROW, 0));
  g_autofree char *before = g_settings_get_string (fixture->settings, GB_SETTINGS_LANGUAGE);
  g_autofree char *chosen = NULL;

  /* tests speak English, and nobody has chosen yet */
  g_assert_cmpuint (adw_combo_row_get_selected (language), ==, 1);
  g_assert_cmpstr (before, ==, "");
  adw_combo_row_set_selected (language, 0);
  chosen = g_settings_get_string (fixture->settings, GB_SETTINGS_LANGUAGE);
  g_assert_cmpstr (chosen, ==, "vi");
}

static void
test_looks (Fixture       *fixture,
            gconstpointer  data)
{
  AdwComboRow *scheme = ADW_COMBO_ROW (find (fixture, GB_TYPE_PREFERENCES_GENERAL, ADW_TYPE_COMBO_ROW, 1));
  AdwComboRow *size = ADW_COMBO_ROW (find (fixture, GB_TYPE_PREFERENCES_GENERAL, ADW_TYPE_COMBO_ROW, 2));
  int before, after;

  gb_looks_follow (fixture->settings, TRUE, TRUE);
  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &before, NULL);
  adw_combo_row_set_selected (scheme, 2);
  g_assert_true (adw_style_manager_get_dark (adw_style_manager_get_default ()));
  adw_combo_row_set_selected (scheme, 1);
  g_assert_false (adw_style_manager_get_dark (adw_style_manager_get_default ()));
  adw_combo_row_set_selected (size, 3);
  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &after, NULL);
  g_assert_cmpint (after, ==, before * 2);
  adw_combo_row_set_selected (size, 0);
  adw_combo_row_set_selected (scheme, 0);
  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &after, NULL);
  g_assert_cmpint (after, ==, before);
  g_signal_handlers_disconnect_matched (fixture->settings, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, NULL);
}

typedef struct
{
  GbWardSwitch *ward;
  const char *commune;
} Ward;

static gboolean
shows_ward (gpointer data)
{
  Ward *wait = data;

  return g_strcmp0 (gb_ward_switch_get_commune (wait->ward), wait->commune) == 0;
}

#define COMMUNE(id, name)                                                                          \
  "{\"op\":\"put\",\"type\":\"commune\",\"id\":\"" id "\",\"rev\":1,\"data\":{\"name\":\"" name "\","      \
  "\"type\":\"phường\",\"province\":\"51\",\"area_km2\":17,\"population\":7,\"lon\":108.8,\"lat\":15.1}}\n"

/* Of a whole province the ward that is wanted, at once; one that it does not have is passed over, and a commune's own
 * data leave no choice. */
static void
test_ward (Fixture       *fixture,
           gconstpointer  data)
{
  GbStore *store = gb_services_get_store (fixture->services);
  GbWardSwitch *ward = g_object_ref_sink (g_object_new (GB_TYPE_WARD_SWITCH, NULL));
  Ward wait = { ward, "21031" };

  gb_test_cache_feed (store, COMMUNE ("21028", "Nghĩa Lộ") COMMUNE ("21031", "Cẩm Thành"));
  gb_ward_switch_set_store (ward, store);
  gb_ward_switch_prefer (ward, "21031");
  g_assert_null (gb_ward_switch_get_commune (ward));
  g_object_set (ward, "scope", "province:51", NULL);
  gb_test_wait (shows_ward, &wait, "the ward that is wanted");
  gb_ward_switch_prefer (ward, "99999");
  gb_ward_switch_prefer (ward, "");
  g_assert_null (gb_ward_switch_get_commune (ward));
  gb_ward_switch_prefer (ward, "21028");
  wait.commune = "21028";
  gb_test_wait (shows_ward, &wait, "another one");
  g_object_set (ward, "scope", "commune:21031", NULL);
  gb_ward_switch_prefer (ward, "21028");
  g_assert_cmpstr (gb_ward_switch_get_commune (ward), ==, "21031");
  g_object_unref (ward);
}

/* Every key that the program listens to is listed, and none that it does not. */
static void
test_shortcuts (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GtkApplication) application = gtk_application_new ("io.github.giaoban.Test", G_APPLICATION_NON_UNIQUE);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) actions = NULL;
  GtkWidget *parent;
  GbShortcutsWindow *window;

  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  gb_window_actions_set_accels (application);
  parent = gtk_application_window_new (application);
  window = gb_shortcuts_window_present (GTK_WINDOW (parent));
  actions = gtk_application_list_action_descriptions (application);
  for (guint i = 0; actions[i] != NULL; i++)
    {
      g_auto (GStrv) accels = gtk_application_get_accels_for_action (application, actions[i]);
      GdkModifierType mods;
      guint key;
      g_autofree char *label = NULL;

      g_assert_true (gtk_accelerator_parse (accels[0], &key, &mods));
      label = gtk_accelerator_get_label (key, mods);
      if (!gb_test_says (GTK_WIDGET (window), label))
        g_error ("%s (%s) is not listed", actions[i], label);
    }
  gtk_window_destroy (GTK_WINDOW (window));
  gtk_window_destroy (GTK_WINDOW (parent));
}

/* Whoever cannot see hears what each button turns, once: that of a row with one has the row's title. */
static void
test_labels (Fixture       *fixture,
             gconstpointer  data)
{
  GtkAccessible *days = GTK_ACCESSIBLE (find (fixture, GB_TYPE_PREFERENCES_TIMES, GTK_TYPE_SPIN_BUTTON, 0));

  g_assert_true (gtk_test_accessible_has_relation (days, GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  g_assert_false (gtk_test_accessible_has_property (days, GTK_ACCESSIBLE_PROPERTY_LABEL));
  gtk_test_accessible_assert_property (find (fixture, GB_TYPE_PREFERENCES_REMINDERS, GTK_TYPE_SPIN_BUTTON, 4),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Quiet until");
  gtk_test_accessible_assert_role (GTK_WIDGET (fixture->preferences), GTK_ACCESSIBLE_ROLE_DIALOG);
}

int
main (int   argc,
      char *argv[])
{
  gb_language_init ("en");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, func) g_test_add ("/preferences/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("near-days", test_near_days);
  ADD ("hours", test_hours);
  ADD ("reminders", test_reminders);
  ADD ("background", test_background);
  ADD ("data", test_data);
  ADD ("language", test_language);
  ADD ("looks", test_looks);
  ADD ("ward", test_ward);
  ADD ("shortcuts", test_shortcuts);
  ADD ("labels", test_labels);
#undef ADD
  return g_test_run ();
}
