/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gstdio.h>

#include "gb-empty-source.h"
#include "gb-language.h"
#include "gb-map-pins-card.h"
#include "gb-map-pins-chip.h"
#include "gb-map-pins-words.h"
#include "gb-map-pins.h"
#include "gb-pin-mark.h"
#include "gb-setting-repository.h"
#include "gb-sql-statement.h"
#include "gb-test-cache.h"

/* The map's pins with their menu and card over a real cache, on a real screen. */

typedef struct
{
  char *folder;
  GbStore *store;
  GtkWidget *window;
  ShumateMap *map;
  GbMapPins *pins;
  GbPinLayer *layer;
} Fixture;

/* As many of each kind, field and state as plain arithmetic makes them. */
#define N_ISSUES 1200
#define N_TOGETHER 7

static const char *const kinds[] = { "report", "report", "report", "difficulty", "guidance" };
static const char *const fields[] = { "An toàn giao thông", "Vệ sinh môi trường", "Trật tự đô thị", "Đất đai" };
static const char *const states[] = { "new", "assigned", "answered", "closed", "rejected", "escalated" };

static void
append_issue (GString    *lines,
              const char *id,
              int         i,
              double      lon,
              double      lat)
{
  g_autofree char *raised = gb_time_format (GB_TEST_NOW - (gint64) (i % 100) * GB_DAY_SECONDS);
  g_autofree char *due = gb_time_format (GB_TEST_NOW + (gint64) (i % 9 - 3) * GB_DAY_SECONDS);
  char x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (lines,
                          "{\"op\":\"put\",\"type\":\"issue\",\"id\":\"%s\",\"rev\":1,\"data\":{\"kind\":\"%s\","
                          "\"commune\":\"" GB_TEST_COMMUNE "\",\"field\":\"%s\",\"title\":\"Việc %s\",\"state\":\"%s\","
                          "\"level\":\"commune\",\"raised\":\"%s\",\"due\":\"%s\",\"urged\":%d,\"lon\":%s,\"lat\":%s}}\n",
                          id, kinds[i % 5], fields[i * 7 / 3 % 4], id, states[i % 6], raised, due, i % 3,
                          g_ascii_formatd (x, sizeof x, "%.5f", lon), g_ascii_formatd (y, sizeof y, "%.5f", lat));
}

static void
feed (GbStore *store)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (int i = 0; i < N_ISSUES; i++)
    {
      g_autofree char *id = g_strdup_printf ("V%d", i);

      append_issue (lines, id, i, 108 + i % 12 * 0.05 + 0.02 * g_rand_double (rand),
                    14.6 + i / 12 % 9 * 0.05 + 0.02 * g_rand_double (rand));
    }
  /* far off, at one point */
  for (int i = 0; i < N_TOGETHER; i++)
    {
      g_autofree char *id = g_strdup_printf ("T%d", i);

      append_issue (lines, id, 6 * i + 1, 109.5, 15.5);
    }
  gb_test_cache_feed (store, lines->str);
}

static gpointer
read_count (GbSqlConnection *connection,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  gint64 *value = g_new0 (gint64, 1);

  gb_sql_connection_query_int (connection, data, value, error);
  return value;
}

static guint
count (Fixture    *fixture,
       const char *condition)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM issue WHERE lon IS NOT NULL AND (%s)", condition);
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *value = gb_store_read (fixture->store, read_count, sql, NULL, &error);

  g_assert_no_error (error);
  return (guint) *value;
}

#define OPEN "state IN ('new','collected','assigned','escalated')"
/* Nobody owes an answer to what was not collected; a report has its limit from the day it came in. */
#define LATE "due<1787703300 AND (state<>'new' OR kind='report')"

static gboolean
is_still (gpointer data)
{
  return !gb_map_pins_get_loading (data);
}

static void
settle (Fixture *fixture)
{
  gb_test_wait (is_still, fixture->pins, "the pins");
}

static void
make_window (Fixture *fixture)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autoptr (ShumateMapSource) ground = gb_empty_source_new ();
  ShumateViewport *viewport;

  fixture->map = shumate_map_new ();
  shumate_map_set_map_source (fixture->map, ground);
  viewport = shumate_map_get_viewport (fixture->map);
  shumate_viewport_set_min_zoom_level (viewport, 5);
  shumate_viewport_set_max_zoom_level (viewport, 16);
  shumate_viewport_set_zoom_level (viewport, 9);
  shumate_location_set_location (SHUMATE_LOCATION (viewport), 14.8, 108.3);
  fixture->pins = gb_map_pins_new (fixture->store, fixture->map);
  fixture->layer = gb_map_pins_get_layer (fixture->pins);
  gtk_widget_set_vexpand (GTK_WIDGET (fixture->map), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->map));
  gtk_box_append (GTK_BOX (box), gb_map_pins_make_button (fixture->pins));
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 800);
  gtk_window_set_child (GTK_WINDOW (fixture->window), box);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gb_map_pins_set_active (fixture->pins, TRUE);
  settle (fixture);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("giaoban-XXXXXX", NULL);
  fixture->store = gb_test_cache_new (fixture->folder);
  feed (fixture->store);
  make_window (fixture);
  /* who has chosen nothing sees none */
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->layer)));
  gb_map_pins_model_set_shown (gb_map_pins_get_model (fixture->pins), TRUE);
  settle (fixture);
}

static gboolean
is_last (gpointer data)
{
  return G_OBJECT (data)->ref_count == 1;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  gb_test_wait (is_last, fixture->store, "the store");
  g_assert_finalize_object (fixture->store);
  gb_test_cache_remove (fixture->folder);
  g_free (fixture->folder);
}

static guint
count_shown (Fixture *fixture)
{
  const GbPinClusters *clusters = gb_pin_layer_get_clusters (fixture->layer);
  guint sum = 0;

  for (guint i = 0; i < gb_pin_clusters_get_n (clusters); i++)
    sum += gb_pin_clusters_get (clusters, i)->n;
  return sum;
}

/* What the numbers on the map come to is what SQL counts, at every zoom level, state by state. */
static void
test_counts (Fixture       *fixture,
             gconstpointer  data)
{
  ShumateViewport *viewport = shumate_map_get_viewport (fixture->map);
  guint overdue = count (fixture, OPEN " AND " LATE), waiting = count (fixture, OPEN " AND NOT (" LATE ")");

  g_assert_cmpuint (overdue, >, 100);
  g_assert_cmpuint (waiting, >, 100);
  for (int zoom = 5; zoom <= 16; zoom++)
    {
      const GbPinClusters *clusters;
      guint sums[GB_N_PIN_STATES] = { 0 };

      shumate_viewport_set_zoom_level (viewport, zoom);
      settle (fixture);
      clusters = gb_pin_layer_get_clusters (fixture->layer);
      for (guint i = 0; i < gb_pin_clusters_get_n (clusters); i++)
        {
          for (guint state = 0; state < GB_N_PIN_STATES; state++)
            sums[state] += gb_pin_clusters_get (clusters, i)->states[state];
        }
      g_assert_cmpuint (count_shown (fixture), ==, overdue + waiting);
      g_assert_cmpuint (sums[GB_PLACE_OVERDUE], ==, overdue);
      g_assert_cmpuint (sums[GB_PLACE_WAITING], ==, waiting);
      g_assert_cmpuint (sums[GB_PLACE_ANSWERED] + sums[GB_PLACE_SETTLED], ==, 0);
    }
}

static void
list_chips (GtkWidget *widget,
            GPtrArray *chips)
{
  if (GB_IS_MAP_PINS_CHIP (widget))
    g_ptr_array_add (chips, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    list_chips (child, chips);
}

/* Each figure in the menu, pressed alone, shows so many pins. */
static void
test_menu (Fixture       *fixture,
           gconstpointer  data)
{
  const guint n = GB_N_PLACE_STATES + GB_N_PLACE_KINDS + G_N_ELEMENTS (fields);
  GbMapPinsModel *model = gb_map_pins_get_model (fixture->pins);

  gb_map_pins_model_unlimit (model);
  settle (fixture);
  g_assert_cmpuint (count_shown (fixture), ==, count (fixture, "1"));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GPtrArray) chips = g_ptr_array_new ();
      guint expected;

      list_chips (GTK_WIDGET (fixture->pins), chips);
      g_assert_cmpuint (chips->len, ==, n);
      expected = gb_map_pins_chip_get_count (chips->pdata[i]);
      g_test_message ("%s: %u", gb_map_pins_chip_get_name (chips->pdata[i]), expected);
      g_assert_cmpuint (expected, >, 0);
      gtk_toggle_button_set_active (chips->pdata[i], TRUE);
      settle (fixture);
      g_assert_cmpuint (count_shown (fixture), ==, expected);
      gtk_toggle_button_set_active (chips->pdata[i], FALSE);
      settle (fixture);
    }
}

static void
test_spans (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct
  {
    GbMapPinsSpan span;
    const char *condition; /* today is 26 August 2026 */
  } cases[] = {
    { GB_MAP_PINS_WEEK, "raised>=unixepoch('2026-08-20')-25200" },
    { GB_MAP_PINS_MONTH, "raised>=unixepoch('2026-07-28')-25200" },
    { GB_MAP_PINS_QUARTER, "raised>=unixepoch('2026-05-29')-25200" },
    { GB_MAP_PINS_NEW_COMMUNES, "1" },
    { GB_MAP_PINS_DAYS, "date(raised+25200,'unixepoch') BETWEEN '2026-08-01' AND '2026-08-03'" },
  };
  GbMapPinsModel *model = gb_map_pins_get_model (fixture->pins);

  gb_map_pins_model_unlimit (model);
  gb_map_pins_model_set_days (model, gb_day_from_ymd (2026, 8, 1), gb_day_from_ymd (2026, 8, 3));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gb_map_pins_model_set_span (model, cases[i].span);
      settle (fixture);
      g_assert_cmpuint (count_shown (fixture), ==, count (fixture, cases[i].condition));
      g_assert_cmpuint (count_shown (fixture), >, 0);
    }
}

static gpointer
read_kept (GbSqlConnection *connection,
           gpointer         data,
           GCancellable    *cancellable,
           GError         **error)
{
  char *text = NULL;

  gb_setting_load (connection, GB_SETTING_MAP_PINS, &text, error);
  return text;
}

static gboolean
is_kept (gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *kept = gb_store_read (fixture->store, read_kept, NULL, NULL, NULL);
  g_autofree char *now = gb_map_pins_choice_to_text (
      gb_map_pins_model_get_choice (gb_map_pins_get_model (fixture->pins)));

  return g_strcmp0 (kept, now) == 0;
}

static gboolean
on_wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* The writing thread is not waited for by anybody else. */
static void
open_again (Fixture *fixture)
{
  guint wake = g_timeout_add (5, on_wake_cb, NULL);

  gb_test_wait (is_kept, fixture, "what is kept");
  g_source_remove (wake);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  make_window (fixture);
}

/* Off is off; what was chosen is there the next time. */
static void
test_remembered (Fixture       *fixture,
                 gconstpointer  data)
{
  GbMapPinsModel *model = gb_map_pins_get_model (fixture->pins);
  guint shown;

  gb_map_pins_model_set_state (model, GB_PLACE_WAITING, FALSE);
  gb_map_pins_model_set_field (model, "Đất đai", TRUE);
  gb_map_pins_model_set_span (model, GB_MAP_PINS_MONTH);
  settle (fixture);
  shown = count_shown (fixture);
  open_again (fixture);
  g_assert_cmpuint (count_shown (fixture), ==, shown);
  model = gb_map_pins_get_model (fixture->pins);
  g_assert_cmpuint (gb_map_pins_model_get_choice (model)->filter.states, ==, 1u << GB_PLACE_OVERDUE);
  gb_map_pins_model_set_shown (model, FALSE);
  settle (fixture);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->layer)));
  open_again (fixture);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->layer)));
}

/* --- keyboard and screen readers ------------------------------------------------------------------ */

static gboolean
press (Fixture *fixture,
       guint    keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->layer));
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &handled);
    }
  return handled;
}

static gboolean
on_frame_cb (GtkWidget     *widget,
             GdkFrameClock *clock,
             gpointer       user_data)
{
  *(int *) user_data += 1;
  return *(int *) user_data < 3 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static gboolean
is_third (gpointer data)
{
  return *(int *) data >= 3;
}

/* What was asked for in one frame is there in the next but one. */
static void
let_frames_pass (Fixture *fixture)
{
  int n = 0;

  gtk_widget_add_tick_callback (fixture->window, on_frame_cb, &n, NULL);
  gb_test_wait (is_third, &n, "frames");
}

static gboolean
is_allocated (gpointer data)
{
  GbPinMark *mark = GB_PIN_MARK (gtk_widget_get_focus_child (data));

  return mark != NULL && gb_pin_mark_get_pin (mark) != GB_NO_PIN && gtk_widget_get_mapped (GTK_WIDGET (mark));
}

static GbPinMark *
get_focused (Fixture *fixture)
{
  let_frames_pass (fixture);
  gb_test_wait (is_allocated, fixture->layer, "the mark");
  return GB_PIN_MARK (gtk_widget_get_focus_child (GTK_WIDGET (fixture->layer)));
}

static const GbPinCluster *
get_cluster (Fixture *fixture)
{
  const GbPinClusters *clusters = gb_pin_layer_get_clusters (fixture->layer);

  return gb_pin_clusters_get (clusters, gb_pin_clusters_find (clusters, gb_pin_mark_get_pin (get_focused (fixture))));
}

/* The arrows lead on in their direction, Enter nearer until there is one pin and then to what it stands for. */
static void
test_keyboard (Fixture       *fixture,
               gconstpointer  data)
{
  static const struct
  {
    guint keyval;
    int dx;
    int dy;
  } arrows[] = { { GDK_KEY_Left, -1, 0 }, { GDK_KEY_Right, 1, 0 }, { GDK_KEY_Up, 0, -1 }, { GDK_KEY_Down, 0, 1 } };
  double zoom;
  int steps = 0, moved = 0;

  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (fixture->layer), GTK_DIR_TAB_FORWARD));
  for (gsize i = 0; i < G_N_ELEMENTS (arrows); i++)
    {
      double x = get_cluster (fixture)->x, y = get_cluster (fixture)->y;

      double along;

      g_assert_true (press (fixture, arrows[i].keyval));
      along = (get_cluster (fixture)->x - x) * arrows[i].dx + (get_cluster (fixture)->y - y) * arrows[i].dy;
      g_assert_cmpfloat (along, >=, 0);
      moved += along > 0; /* at an edge there is nothing further */
    }
  g_assert_cmpint (moved, >=, 2);
  /* inside, Tab leads out */
  g_assert_false (gtk_widget_child_focus (GTK_WIDGET (fixture->layer), GTK_DIR_TAB_FORWARD));
  for (; get_cluster (fixture)->n > 1; steps++)
    {
      zoom = shumate_viewport_get_zoom_level (shumate_map_get_viewport (fixture->map));
      g_assert_true (press (fixture, GDK_KEY_Return));
      g_assert_cmpfloat (shumate_viewport_get_zoom_level (shumate_map_get_viewport (fixture->map)), >, zoom);
      g_assert_cmpint (steps, <, 12);
      settle (fixture);
    }
  g_assert_cmpint (steps, >, 0);
}

static GtkWidget *
find (GtkWidget *widget,
      GType      type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Those at one point are listed, all of them; one of them opens. */
static void
test_together (Fixture       *fixture,
               gconstpointer  data)
{
  ShumateViewport *viewport = shumate_map_get_viewport (fixture->map);
  GbMapPinsCard *card = GB_MAP_PINS_CARD (find (fixture->window, GB_TYPE_MAP_PINS_CARD));
  const GbPinClusters *clusters;
  GtkListView *list;
  guint at = G_MAXUINT;

  shumate_location_set_location (SHUMATE_LOCATION (viewport), 15.5, 109.5);
  settle (fixture);
  clusters = gb_pin_layer_get_clusters (fixture->layer);
  for (guint i = 0; i < gb_pin_clusters_get_n (clusters); i++)
    {
      if (gb_pin_clusters_get (clusters, i)->at.lon > 109.49)
        at = i;
    }
  g_assert_cmpuint (at, <, gb_pin_clusters_get_n (clusters));
  g_assert_cmpuint (gb_pin_clusters_get (clusters, at)->n, ==, N_TOGETHER);
  gb_pin_layer_activate (fixture->layer, at);
  g_assert_cmpfloat (shumate_viewport_get_zoom_level (viewport), ==, 9);
  g_assert_cmpuint (gb_map_pins_card_get_n (card), ==, N_TOGETHER);
  g_assert_null (gb_map_pins_card_get_place (card));
  list = GTK_LIST_VIEW (find (GTK_WIDGET (card), GTK_TYPE_LIST_VIEW));
  g_signal_emit_by_name (list, "activate", 2);
  g_assert_nonnull (gb_map_pins_card_get_place (card));
  g_assert_cmpfloat (gb_map_pins_card_get_place (card)->lon, ==, 109.5);
}

static guint
count_marks (GtkWidget  *layer,
             gboolean    shown,
             GtkWidget **last)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (layer); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (shown && !gtk_widget_get_child_visible (child))
        continue;
      *last = child;
      n++;
    }
  return n;
}

/* What a screen reader finds: no more than it can bear, each with its name. */
static void
test_accessible (Fixture       *fixture,
                 gconstpointer  data)
{
  ShumateViewport *viewport = shumate_map_get_viewport (fixture->map);
  GtkWidget *mark = NULL;
  g_autofree char *name = NULL;
  const guint together[] = { 0, 1, 2 };

  shumate_viewport_set_zoom_level (viewport, 12);
  settle (fixture);
  g_assert_cmpuint (count_marks (GTK_WIDGET (fixture->layer), FALSE, &mark), <=, 80);
  shumate_viewport_set_zoom_level (viewport, 9);
  settle (fixture);
  gtk_widget_child_focus (GTK_WIDGET (fixture->layer), GTK_DIR_TAB_FORWARD);
  mark = GTK_WIDGET (get_focused (fixture));
  g_assert_cmpuint (count_marks (GTK_WIDGET (fixture->layer), TRUE, &mark), >, 5);
  gtk_test_accessible_assert_role (mark, GTK_ACCESSIBLE_ROLE_BUTTON);
  name = gb_map_pins_words_members (gb_map_pins_model_get_places (gb_map_pins_get_model (fixture->pins)), together, 3,
                                    GB_TEST_NOW);
  g_assert_nonnull (strstr (name, ": "));
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->layer)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      g_autofree char *wrong = NULL;

      if (!gtk_widget_get_child_visible (child))
        continue;
      wrong = gtk_test_accessible_check_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, "");
      g_assert_nonnull (wrong); /* it has one */
    }
}

/* A sync brings news while somebody looks: the map has them, and the keyboard stays where it was. */
static void
test_news (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  guint before = count_shown (fixture);
  GbGeoPoint at;
  const GbPin *pin;

  gtk_widget_child_focus (GTK_WIDGET (fixture->layer), GTK_DIR_TAB_FORWARD);
  pin = &g_array_index (gb_pin_layer_get_pins (fixture->layer), GbPin, gb_pin_mark_get_pin (get_focused (fixture)));
  at = pin->at;
  append_issue (lines, "NEW", 1, 108.0001, 14.6001);
  gb_test_cache_feed (fixture->store, lines->str);
  while (count_shown (fixture) == before)
    g_main_context_iteration (NULL, TRUE);
  settle (fixture);
  g_assert_cmpuint (count_shown (fixture), ==, before + 1);
  pin = &g_array_index (gb_pin_layer_get_pins (fixture->layer), GbPin, gb_pin_mark_get_pin (get_focused (fixture)));
  g_assert_cmpfloat (pin->at.lon, ==, at.lon);
  g_assert_cmpfloat (pin->at.lat, ==, at.lat);
}

/* --- words and what is kept ----------------------------------------------------------------------- */

static void
test_words (void)
{
  static const struct
  {
    GbPlaceState state;
    const char *status;
    int due; /* days from today, 99 = none */
    const char *words;
  } cases[] = {
    { GB_PLACE_OVERDUE, "assigned", -3, "answer overdue by 3 days" },
    { GB_PLACE_OVERDUE, "assigned", -1, "answer overdue by 1 day" },
    { GB_PLACE_OVERDUE, "new", 0, "answer overdue since today" },
    { GB_PLACE_WAITING, "new", 0, "answer due today" },
    { GB_PLACE_WAITING, "new", 1, "1 day left for the answer" },
    { GB_PLACE_WAITING, "escalated", 99, "waiting for an answer" },
    { GB_PLACE_ANSWERED, "answered", -3, "answered, not confirmed yet" },
    { GB_PLACE_SETTLED, "rejected", -3, "turned down" },
    { GB_PLACE_SETTLED, "closed", -3, "closed" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GbPlace place = { .state = cases[i].state, .status = cases[i].status };
      g_autofree char *words = NULL;

      if (cases[i].due != 99)
        place.due = gb_day_at (gb_time_day (GB_TEST_NOW) + cases[i].due, 17 * 60 * 60);
      words = gb_map_pins_words_urgency (&place, GB_TEST_NOW);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_members (void)
{
  static const char *const names[] = { "An toàn giao thông", "Vệ sinh môi trường", "CNTT", "Đất đai", "Hộ tịch" };
  static const struct
  {
    const char *of; /* fields by their number, small letters are difficulties, ! overdue */
    const char *words;
  } cases[] = {
    { "001", "3 reports: 2 an toàn giao thông, 1 vệ sinh môi trường" },
    { "0!0!1", "3 reports: 2 an toàn giao thông, 1 vệ sinh môi trường; answers of 2 overdue" },
    { "22", "2 reports: 2 CNTT" },
    { "0d", "2 issues: 1 an toàn giao thông, 1 Đất đai" },
    { "0001122334", "10 reports: 3 an toàn giao thông, 2 CNTT, 2 vệ sinh môi trường, 3 others" },
    { "00112234", "8 reports: 2 an toàn giao thông, 2 CNTT, 2 vệ sinh môi trường, 2 others" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GbPlaces places = { .places = g_array_new (FALSE, FALSE, sizeof (GbPlace)) };
      guint members[16];
      g_autofree char *words = NULL, *wanted = g_utf8_casefold (cases[i].words, -1), *got = NULL;

      for (const char *p = cases[i].of; *p != '\0'; p++)
        {
          GbPlace place = { .title = "t", .state = GB_PLACE_WAITING };

          if (*p == '!')
            {
              g_array_index (places.places, GbPlace, places.places->len - 1).state = GB_PLACE_OVERDUE;
              continue;
            }
          place.field = names[*p == 'd' ? 3 : *p - '0'];
          place.kind = *p == 'd' ? GB_PLACE_DIFFICULTY : GB_PLACE_REPORT;
          members[places.places->len] = places.places->len;
          g_array_append_val (places.places, place);
        }
      words = gb_map_pins_words_members (&places, members, places.places->len, GB_TEST_NOW);
      got = g_utf8_casefold (words, -1);
      g_assert_cmpstr (got, ==, wanted);
      g_array_unref (places.places);
    }
}

static void
test_kept (void)
{
  static const char *const refused[] = {
    "", "nonsense", "(true, 9, 0, 0, [], 0, 0)", "(true, 0, 99, 0, [], 0, 0)", "(true, 0, 0, 99, [], 0, 0)",
    "(true, 0, 0, 0)", "{'a': 1}",
  };
  g_auto (GbMapPinsChoice) choice = { 0 }, read = { 0 };
  g_autofree char *text = NULL, *again = NULL;

  gb_map_pins_choice_init (&choice);
  choice.shown = FALSE;
  choice.span = GB_MAP_PINS_DAYS;
  choice.filter.kinds = 5;
  choice.filter.from = gb_day_from_ymd (2026, 8, 1);
  gb_map_pins_choice_set_field (&choice, "Chiếu sáng, 'cây xanh' “x”", TRUE);
  gb_map_pins_choice_set_field (&choice, "Đất đai", TRUE);
  gb_map_pins_choice_set_field (&choice, "CNTT", TRUE);
  gb_map_pins_choice_set_field (&choice, "Đất đai", FALSE);
  text = gb_map_pins_choice_to_text (&choice);
  gb_map_pins_choice_init (&read);
  g_assert_true (gb_map_pins_choice_parse (&read, text));
  g_assert_true (gb_place_filter_equal (&read.filter, &choice.filter));
  g_assert_cmpint (read.span, ==, GB_MAP_PINS_DAYS);
  g_assert_false (read.shown);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    g_assert_false (gb_map_pins_choice_parse (&read, refused[i]));
  again = gb_map_pins_choice_to_text (&read);
  g_assert_cmpstr (again, ==, text);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  gb_language_init ("en");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("/map-pins/counts", test_counts);
  ADD ("/map-pins/menu", test_menu);
  ADD ("/map-pins/spans", test_spans);
  ADD ("/map-pins/remembered", test_remembered);
  ADD ("/map-pins/keyboard", test_keyboard);
  ADD ("/map-pins/together", test_together);
  ADD ("/map-pins/accessible", test_accessible);
  ADD ("/map-pins/news", test_news);
  g_test_add_func ("/map-pins/words", test_words);
  g_test_add_func ("/map-pins/members", test_members);
  g_test_add_func ("/map-pins/kept", test_kept);
  return g_test_run ();
}
