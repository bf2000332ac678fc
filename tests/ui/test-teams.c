/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <string.h>

#include "gb-action-repository.h"
#include "gb-language.h"
#include "gb-map-pins-chip.h"
#include "gb-pair-row.h"
#include "gb-pairs-view.h"
#include "gb-setting-repository.h"
#include "gb-team-row.h"
#include "gb-teams-view.h"
#include "gb-test-cache.h"
#include "gb-test-export.h"
#include "gb-test-window.h"
#include "gb-visit-row.h"
#include "gb-visit-window.h"

#define PUT(type, id, data)                                                                        \
  "{\"op\":\"put\",\"type\":\"" type "\",\"id\":\"" id "\",\"rev\":1,\"data\":{" data "}}\n"
#define TEAM(id, name, more)                                                                       \
  PUT ("team", id, "\"name\":\"" name "\",\"organisation\":\"Sở KH&CN\",\"members\":19,\"kind\":\"department\"" more)
#define VISIT(id, team, state, topic, more)                                                        \
  PUT ("visit", id,                                                                                \
       "\"team\":\"" team "\",\"commune\":\"21028\",\"state\":\"" state "\",\"topic\":\"" topic "\"" more)
#define OFFICER(id, name, more)                                                                    \
  PUT ("officer", id,                                                                              \
       "\"name\":\"" name "\",\"title\":\"Chuyên viên\",\"kind\":\"post\",\"commune\":\"21028\",\"agency\":\"kt\"" more)

static const char lines[] =
    TEAM ("t1", "Tổ số 1", ",\"sessions\":7,\"phone\":\"0255 000 0201\"") TEAM ("t2", "Tổ số 2", "")
    VISIT ("v1", "t1", "done", "Ký số", ",\"date\":\"2026-08-10\",\"result\":\"Xong\",\"proposals\":\"Máy quét\"")
    VISIT ("v2", "t1", "planned", "Đất đai", ",\"date\":\"2026-09-03\"")
    VISIT ("v3", "t2", "planned", "Một cửa", ",\"date\":\"2026-08-20\"")
    PUT ("agency", "kt", "\"name\":\"Phòng Kinh tế\",\"kind\":\"division\"")
    OFFICER ("1", "Phạm Văn Đức", "") OFFICER ("2", "Lý Văn Dũng", ",\"mentor\":\"1\"")
    OFFICER ("3", "Ngô Thị Ánh", ",\"mentor\":\"999\"");

typedef struct
{
  char *folder;
  GbStore *store;
  GtkWidget *window;
  GtkWidget *view;
} Fixture;

static GtkWidget *
nth (GtkWidget *widget,
     GType      type,
     int        n)
{
  return gb_test_find_nth (widget, type, &n);
}

static guint
count (GtkWidget *widget,
       GType      type)
{
  guint n = 0;

  while (nth (widget, type, (int) n) != NULL)
    n++;
  return n;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  GtkWidget *toasts = adw_toast_overlay_new ();

  fixture->folder = g_dir_make_tmp ("giaoban-XXXXXX", NULL);
  fixture->store = gb_test_cache_new (fixture->folder);
  gb_test_cache_feed (fixture->store, lines);
  fixture->window = adw_window_new ();
  fixture->view = g_object_new (GPOINTER_TO_SIZE (data), NULL);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), fixture->view);
  adw_window_set_content (ADW_WINDOW (fixture->window), toasts);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1100, 700);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static gboolean
is_last (gpointer data)
{
  return G_OBJECT (data)->ref_count == 1;
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_object_ref (fixture->window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  gb_test_wait (is_last, fixture->window, "the window's last holder");
  g_assert_finalize_object (fixture->window);
  gb_store_close (fixture->store);
  gb_test_wait (is_last, fixture->store, "the store's last holder");
  g_assert_finalize_object (fixture->store);
  gb_test_cache_remove (fixture->folder);
  g_free (fixture->folder);
}

static void
assert_told (GtkWidget            *widget,
             GtkAccessibleProperty property,
             const char           *expected)
{
  g_autofree char *difference
      = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), property, expected, -1);

  g_assert_cmpstr (difference, ==, NULL);
}

/* --- teams --- */

static gboolean
has_teams (gpointer data)
{
  return count (data, GB_TYPE_TEAM_ROW) == 2;
}

static void
start_teams (Fixture *fixture)
{
  gb_teams_view_set_commune (GB_TEAMS_VIEW (fixture->view), GB_TEST_COMMUNE);
  gb_teams_view_set_store (GB_TEAMS_VIEW (fixture->view), fixture->store);
  gb_test_wait (has_teams, fixture->view, "the teams");
}

static void
test_rows (Fixture      *fixture,
           gconstpointer data)
{
  GtkWidget *team, *visit;

  start_teams (fixture);
  team = nth (fixture->view, GB_TYPE_TEAM_ROW, 0);
  assert_told (team, GTK_ACCESSIBLE_PROPERTY_LABEL, "Tổ số 1");
  assert_told (team, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Sở KH&CN · 19 members, 1 of 7 sessions held");
  g_assert_cmpfloat (gtk_level_bar_get_value (GTK_LEVEL_BAR (nth (team, GTK_TYPE_LEVEL_BAR, 0))), ==, 1);
  g_assert_true (gb_test_says (team, "comes next on Thursday, 03/09"));
  visit = nth (fixture->view, GB_TYPE_VISIT_ROW, 2);
  assert_told (visit, GTK_ACCESSIBLE_PROPERTY_LABEL, "Ký số");
  assert_told (visit, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
               "Tổ số 1, took place on 10/08, Result: Xong, Proposals: Máy quét");
  g_assert_true (gb_test_says (nth (fixture->view, GB_TYPE_VISIT_ROW, 0), "20/08 is over, no result yet"));
}

/* Each chip's count is the rows that it leaves, with all teams and with one. */
static void
test_filters (Fixture      *fixture,
              gconstpointer data)
{
  static const guint all[] = { 3, 2, 1 };
  GtkWidget *teams;

  start_teams (fixture);
  teams = gtk_widget_get_parent (nth (fixture->view, GB_TYPE_TEAM_ROW, 0));
  for (int team = -1; team < 2; team++)
    {
      if (team >= 0)
        g_signal_emit_by_name (teams, "row-activated", nth (fixture->view, GB_TYPE_TEAM_ROW, team));
      for (guint i = 0; i < count (fixture->view, GB_TYPE_MAP_PINS_CHIP); i++)
        {
          GtkWidget *chip = nth (fixture->view, GB_TYPE_MAP_PINS_CHIP, (int) i);

          gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), TRUE);
          g_assert_cmpuint (count (fixture->view, GB_TYPE_VISIT_ROW), ==,
                            gb_map_pins_chip_get_count (GB_MAP_PINS_CHIP (chip)));
        }
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (nth (fixture->view, GB_TYPE_MAP_PINS_CHIP, 0)), TRUE);
      g_assert_cmpuint (count (fixture->view, GB_TYPE_VISIT_ROW), ==, all[team + 1]);
    }
}

static GtkWidget *
get_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (GB_IS_VISIT_WINDOW (window))
        found = window;
    }
  return found;
}

static gboolean
is_closed (gpointer data)
{
  return get_window () == NULL;
}

static gboolean
has_four_visits (gpointer data)
{
  return count (data, GB_TYPE_VISIT_ROW) == 4;
}

static gboolean
has_three_visits (gpointer data)
{
  return count (data, GB_TYPE_VISIT_ROW) == 3;
}

static GtkWidget *
get_topic (void)
{
  /* the first entry; the day's comes after it */
  return nth (get_window (), GTK_TYPE_ENTRY, 0);
}

static GtkWidget *
button_saying (GtkWidget  *widget,
               const char *label)
{
  GtkWidget *button;

  for (int i = 0; (button = nth (widget, GTK_TYPE_BUTTON, i)) != NULL; i++)
    if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) == 0)
      return button;
  return NULL;
}

/* Without a network: asked for, there at once, taken back. */
static void
test_request (Fixture      *fixture,
              gconstpointer data)
{
  GtkWidget *row;

  start_teams (fixture);
  gtk_widget_activate_action (fixture->view, "teams.request", "s", "t2");
  gtk_test_accessible_assert_role (get_window (), GTK_ACCESSIBLE_ROLE_DIALOG);
  g_assert_false (gtk_widget_get_sensitive (button_saying (get_window (), "Ask to come")));
  /* what teams came for is offered */
  g_signal_emit_by_name (button_saying (get_window (), "Ký số"), "clicked");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_topic ())), ==, "Ký số");
  g_assert_true (gtk_widget_get_sensitive (button_saying (get_window (), "Ask to come")));
  gtk_editable_set_text (GTK_EDITABLE (get_topic ()), "  Số hóa hồ sơ ");
  /* as Enter does */
  g_signal_emit_by_name (get_topic (), "activate");
  gb_test_wait (is_closed, NULL, "the window's end");
  gb_test_wait (has_four_visits, fixture->view, "the visit");
  row = nth (fixture->view, GB_TYPE_VISIT_ROW, 2);
  assert_told (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "Số hóa hồ sơ");
  g_assert_true (gb_test_says (row, "requested, not sent yet"));
  g_assert_true (gb_test_says (nth (fixture->view, GB_TYPE_TEAM_ROW, 1), "a visit is requested"));
  g_signal_emit_by_name (button_saying (row, "Take back"), "clicked");
  gb_test_wait (has_three_visits, fixture->view, "that it is taken back");
}

static gpointer
read_draft (GbSqlConnection *connection,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  char *value;

  gb_setting_load (connection, GB_SETTING_VISIT_DRAFT, &value, error);
  return value;
}

static gboolean
draft_has (Fixture    *fixture,
           const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *draft = gb_store_read (fixture->store, read_draft, NULL, NULL, &error);

  g_assert_no_error (error);
  /* so that waiting for it goes on */
  g_usleep (2000);
  g_main_context_wakeup (NULL);
  return *text == '\0' ? draft == NULL || *draft == '\0' : draft != NULL && strstr (draft, text) != NULL;
}

static gboolean
draft_is_kept (gpointer data)
{
  return draft_has (data, "Cấp phép");
}

static gboolean
draft_is_gone (gpointer data)
{
  return draft_has (data, "");
}

static gboolean
has_topic (gpointer data)
{
  return g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (get_topic ())), data) == 0;
}

/* What was typed when the program ended is there again; what was given up is not. */
static void
test_draft (Fixture      *fixture,
            gconstpointer data)
{
  start_teams (fixture);
  gtk_widget_activate_action (fixture->view, "teams.request", "s", "t2");
  gtk_editable_set_text (GTK_EDITABLE (get_topic ()), "Cấp phép");
  gb_test_wait (draft_is_kept, fixture, "the draft");
  /* no wish of the user's, as a crash is */
  gtk_window_destroy (GTK_WINDOW (get_window ()));
  gtk_widget_activate_action (fixture->view, "teams.request", "s", "t1");
  gb_test_wait (has_topic, (gpointer) "Cấp phép", "the topic");
  g_assert_true (gb_test_says (get_window (), "is here again"));
  gtk_window_close (GTK_WINDOW (get_window ()));
  gb_test_wait (is_closed, NULL, "the window's end");
  gb_test_wait (draft_is_gone, fixture, "the draft's end");
}

/* A whole province is looked at: its teams cannot be asked to come to nowhere. */
static void
test_scope (Fixture      *fixture,
            gconstpointer data)
{
  start_teams (fixture);
  gb_teams_view_set_commune (GB_TEAMS_VIEW (fixture->view), NULL);
  gb_test_wait (has_three_visits, fixture->view, "the visits");
  gtk_widget_activate_action (fixture->view, "teams.request", "s", "t1");
  g_assert_null (get_window ());
}

/* --- pairs --- */

static gboolean
has_pairs (gpointer data)
{
  return count (data, GB_TYPE_PAIR_ROW) == 2;
}

static void
test_pairs (Fixture      *fixture,
            gconstpointer data)
{
  GtkWidget *row;

  gb_pairs_view_set_store (GB_PAIRS_VIEW (fixture->view), fixture->store);
  gb_test_wait (has_pairs, fixture->view, "the pairs");
  row = nth (fixture->view, GB_TYPE_PAIR_ROW, 1);
  assert_told (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "Phạm Văn Đức guides Lý Văn Dũng");
  assert_told (row, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "in the same office");
  assert_told (nth (row, GTK_TYPE_BUTTON, 0), GTK_ACCESSIBLE_PROPERTY_LABEL, "Mentor: Phạm Văn Đức");
  /* whom these data do not have cannot be opened */
  row = nth (fixture->view, GB_TYPE_PAIR_ROW, 0);
  g_assert_true (gb_test_says (row, "mentor unknown"));
  g_assert_false (gtk_widget_get_sensitive (nth (row, GTK_TYPE_BUTTON, 0)));

  gb_pairs_view_set_masked (GB_PAIRS_VIEW (fixture->view), TRUE);
  assert_told (nth (fixture->view, GB_TYPE_PAIR_ROW, 1), GTK_ACCESSIBLE_PROPERTY_LABEL, "P. V. Đ. guides L. V. D.");
  g_assert_false (gb_test_says (fixture->view, "Phạm Văn Đức"));
}

/* --- what is saved --- */

static void
test_export (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;
  guint n;

  start_teams (fixture);
  rows = gb_test_export_view (fixture->store, fixture->view);
  n = count (fixture->view, GB_TYPE_VISIT_ROW);
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (rows->len - 1, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_true (gb_test_says (nth (fixture->view, GB_TYPE_VISIT_ROW, (int) i), gb_test_export_cell (rows, i, "Topic")));
}

static void
test_export_pairs (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;

  gb_pairs_view_set_store (GB_PAIRS_VIEW (fixture->view), fixture->store);
  gb_pairs_view_set_masked (GB_PAIRS_VIEW (fixture->view), TRUE);
  gb_test_wait (has_pairs, fixture->view, "the pairs");
  rows = gb_test_export_view (fixture->store, fixture->view);
  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_cmpstr (gb_test_export_cell (rows, 1, "Who is guided"), ==, "Lý Văn Dũng");
  g_assert_cmpstr (gb_test_export_cell (rows, 1, "Who guides"), ==, "Phạm Văn Đức");
}

int
main (int   argc,
      char *argv[])
{
  gb_language_init ("en");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, type, func) \
  g_test_add ("/teams/" name, Fixture, GSIZE_TO_POINTER (type), set_up, func, tear_down)
  ADD ("rows", GB_TYPE_TEAMS_VIEW, test_rows);
  ADD ("filters", GB_TYPE_TEAMS_VIEW, test_filters);
  ADD ("request", GB_TYPE_TEAMS_VIEW, test_request);
  ADD ("draft", GB_TYPE_TEAMS_VIEW, test_draft);
  ADD ("scope", GB_TYPE_TEAMS_VIEW, test_scope);
  ADD ("pairs", GB_TYPE_PAIRS_VIEW, test_pairs);
  ADD ("export", GB_TYPE_TEAMS_VIEW, test_export);
  ADD ("export/pairs", GB_TYPE_PAIRS_VIEW, test_export_pairs);
  return g_test_run ();
}
