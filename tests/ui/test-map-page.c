/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#include "gb-commune-callout.h"
#include "gb-commune-layer-private.h"
#include "gb-commune-mark.h"
#include "gb-commune-view.h"
#include "gb-dossiers-page.h"
#include "gb-language.h"
#include "gb-map-ground.h"
#include "gb-map-legend.h"
#include "gb-map-page.h"
#include "gb-map-pane.h"
#include "gb-options.h"
#include "gb-state-view.h"
#include "gb-test-cache.h"
#include "gb-test-store.h"
#include "gb-window-pages.h"
#include "gb-window.h"

#define OTHER_COMMUNE "21025"

typedef struct
{
  char *folder;
  GbServices *services;
  GbWindow *window;
  GtkWidget *page;
  GbCommuneLayer *layer; /* (nullable): where there are communes */
} Fixture;

static GtkWidget *
find (GtkWidget *widget,
      GType      type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
shows_words (GtkWidget  *widget,
             const char *words)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows_words (child, words))
      return TRUE;
  return FALSE;
}

/* The visible button with these words in it. */
static GtkWidget *
find_button (GtkWidget  *widget,
             const char *words)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      strcmp (gtk_label_get_text (GTK_LABEL (widget)), words) == 0)
    return gtk_widget_get_ancestor (widget, GTK_TYPE_BUTTON);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, words);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
is_settled (gpointer data)
{
  return gb_window_is_settled (data);
}

static gboolean
is_last (gpointer data)
{
  return G_OBJECT (data)->ref_count == 1;
}

static gboolean
is_complete (gpointer data)
{
  return gb_commune_layer_is_complete (data);
}

/* The province's communes as the feed tells them, with figures of the hub for all. */
static void
feed_communes (GbStore *store)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) lines = g_string_new (
      "{\"op\":\"put\",\"type\":\"indicator\",\"id\":\"late-share\",\"rev\":1,\"data\":{\"name\":\"Tỷ lệ\",\"unit\":\"%\","
      "\"kind\":\"computed\",\"order\":1}}\n"
      "{\"op\":\"put\",\"type\":\"indicator\",\"id\":\"issues-waiting\",\"rev\":1,\"data\":{\"name\":\"Vướng mắc\","
      "\"unit\":\"việc\",\"kind\":\"computed\",\"order\":4}}\n"
      "{\"op\":\"put\",\"type\":\"predecessor\",\"id\":\"p1\",\"rev\":1,\"data\":{\"name\":\"Trần Phú\",\"type\":\"phường\","
      "\"district\":\"Thành phố Quảng Ngãi\",\"province\":\"51\",\"commune\":\"" GB_TEST_COMMUNE "\"}}\n");
  g_auto (GStrv) rows = NULL;

  g_file_get_contents (g_getenv ("GIAOBAN_TEST_COMMUNES"), &text, NULL, &error);
  g_assert_no_error (error);
  rows = g_strsplit (text, "\n", -1);
  for (guint i = 1; rows[i] != NULL && *rows[i] != '\0'; i++)
    {
      g_auto (GStrv) of = g_strsplit (rows[i], ",", -1);

      g_string_append_printf (
          lines,
          "{\"op\":\"put\",\"type\":\"commune\",\"id\":\"%1$s\",\"rev\":1,\"data\":{\"name\":\"%2$s\",\"type\":\"%3$s\","
          "\"province\":\"51\",\"area_km2\":%4$s,\"population\":%5$s,\"lon\":%6$s,\"lat\":%7$s}}\n"
          "{\"op\":\"put\",\"type\":\"indicator-value\",\"id\":\"late-share/%1$s/2026-08\",\"rev\":1,\"data\":{"
          "\"indicator\":\"late-share\",\"commune\":\"%1$s\",\"period\":\"2026-08\",\"numerator\":%8$u,"
          "\"denominator\":%9$u,\"as_of\":\"2026-08-26T07:12:00+07:00\"}}\n"
          "{\"op\":\"put\",\"type\":\"indicator-value\",\"id\":\"issues-waiting/%1$s/2026-08\",\"rev\":1,\"data\":{"
          "\"indicator\":\"issues-waiting\",\"commune\":\"%1$s\",\"period\":\"2026-08\",\"numerator\":%8$u,"
          "\"as_of\":\"2026-08-26T07:12:00+07:00\"}}\n",
          of[0], of[1], of[2], of[3], of[4], of[5], of[6], i % 7, i % 30 == 0 ? 0 : 100);
    }
  gb_test_cache_feed (store, lines->str);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autofree char *key = NULL;
  GbOptions options = { .now = GB_TEST_NOW };
  g_autoptr (GError) error = NULL;
  GbStore *store;

  fixture->folder = g_dir_make_tmp ("giaoban-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->folder, "cache.db", NULL);
  store = gb_test_cache_new (fixture->folder);
  gb_test_cache_fill (store);
  if (g_strcmp0 (data, "empty") != 0)
    feed_communes (store);
  gb_store_close (store);
  g_object_unref (store);

  key = gb_test_key_file (fixture->folder);
  options.key_file = key;
  options.cache = path;
  fixture->services = gb_services_new (&options);
  fixture->window = gb_window_new (NULL, fixture->services);
  gb_window_set_first_page (fixture->window, g_strcmp0 (data, "elsewhere") == 0 ? "today" : "map");
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), g_strcmp0 (data, "narrow") == 0 ? 480 : 1280, 800);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gb_services_start (fixture->services);
  gb_test_wait (is_settled, fixture->window, "the window");
  fixture->page = find (GTK_WIDGET (fixture->window), GB_TYPE_MAP_PAGE);
  g_assert_nonnull (fixture->page);
  fixture->layer = GB_COMMUNE_LAYER (find (fixture->page, GB_TYPE_COMMUNE_LAYER));
  if (g_strcmp0 (data, "empty") != 0 && g_strcmp0 (data, "elsewhere") != 0)
    gb_test_wait (is_complete, fixture->layer, "the map");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_ref (fixture->window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  gb_test_wait (is_last, fixture->window, "the window's last holder");
  g_assert_finalize_object (fixture->window);
  gb_test_wait (is_last, fixture->services, "the services' last holder");
  g_assert_finalize_object (fixture->services);
  gb_test_cache_remove (fixture->folder);
  g_free (fixture->folder);
}

static guint
find_area (Fixture    *fixture,
           const char *code)
{
  GbGeoCoverage *coverage = gb_commune_layer_get_coverage (fixture->layer);

  for (guint i = 0; i < gb_geo_coverage_get_n_areas (coverage); i++)
    if (g_str_equal (gb_geo_coverage_get_area (coverage, i)->id, code))
      return i;
  g_assert_not_reached ();
}

static GtkWidget *
find_mark (Fixture *fixture,
           guint    area)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->layer)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GB_IS_COMMUNE_MARK (child) && gb_commune_mark_get_area (GB_COMMUNE_MARK (child)) == area)
      return child;
  return NULL;
}

static void
open_commune (Fixture    *fixture,
              const char *code)
{
  gb_commune_layer_activate (fixture->layer, find_area (fixture, code));
  gb_test_wait (is_settled, fixture->window, "the page");
}

/* The own commune is counted from the cache, and its figure opens as many rows. */
static void
test_own_figures (Fixture       *fixture,
                  gconstpointer  data)
{
  GtkWidget *pane = find (fixture->page, GB_TYPE_MAP_PANE);
  g_autofree char *words = g_strdup_printf ("Open %u late dossiers", gb_test_cache_expected (GB_DOSSIER_FILTER_OVERDUE));
  GtkWidget *button = find_button (pane, words);
  GtkWidget *view;

  g_assert_true (shows_words (pane, "Phường Nghĩa Lộ"));
  g_assert_true (shows_words (pane, "6 / 65"));
  g_assert_true (shows_words (pane, "9,2 %"));
  g_assert_true (shows_words (pane, "Phường Trần Phú"));
  g_assert_true (shows_words (pane, "not known yet"));
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  gb_test_wait (is_settled, fixture->window, "the dossiers");
  view = find (find (GTK_WIDGET (fixture->window), GB_TYPE_DOSSIERS_PAGE), GTK_TYPE_COLUMN_VIEW);
  g_assert_true (gtk_widget_get_mapped (view));
  g_assert_cmpuint (
      g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (view)))), ==,
      gb_test_cache_expected (GB_DOSSIER_FILTER_OVERDUE));
}

/* Of the others only the province's figures are here, and the pane says so. */
static void
test_others (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *pane = find (fixture->page, GB_TYPE_MAP_PANE);

  open_commune (fixture, OTHER_COMMUNE);
  g_assert_true (shows_words (pane, "Phường Cẩm Thành"));
  g_assert_true (shows_words (pane, "The province's figures, as of 07:12"));
  g_assert_false (shows_words (pane, "Open 1"));
  g_assert_true (shows_words (pane, "Phường Nghĩa Lộ")); /* borders on it */
}

static void
test_close (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *pane = find (fixture->page, GB_TYPE_MAP_PANE);

  g_assert_true (gtk_widget_get_mapped (pane));
  g_assert_true (gtk_widget_activate_action (pane, "map.close", NULL));
  g_assert_false (gtk_widget_get_visible (pane));
  gb_test_wait (is_complete, fixture->layer, "the map");
  /* The keyboard goes on where it was. */
  g_assert_true (gtk_widget_has_focus (find_mark (fixture, find_area (fixture, GB_TEST_COMMUNE))));
}

/* A screen reader finds each commune, with its name, and its amount and rank. */
static void
test_marks (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *mark = find_mark (fixture, find_area (fixture, GB_TEST_COMMUNE));
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->layer)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += gtk_widget_get_child_visible (child) && gtk_widget_get_mapped (child);
  g_assert_cmpuint (n, ==, 96);
  g_assert_nonnull (mark);
  gtk_test_accessible_assert_role (mark, GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_test_accessible_assert_property (mark, GTK_ACCESSIBLE_PROPERTY_LABEL, "Phường Nghĩa Lộ");
  g_assert_null (gtk_test_accessible_check_property (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                                     "Share of late dossiers 9,2 %, 1 of 93"));
  gtk_test_accessible_assert_property (find_mark (fixture, find_area (fixture, "23293")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Phường Kon Tum");
}

static guint
press (Fixture *fixture,
       guint    keyval)
{
  g_assert_true (gb_commune_keys_pressed (fixture->layer, keyval));
  gb_test_wait (is_complete, fixture->layer, "the map");
  return gb_commune_layer_get_current (fixture->layer);
}

static void
test_keyboard (Fixture       *fixture,
               gconstpointer  data)
{
  GbGeoCoverage *coverage = gb_commune_layer_get_coverage (fixture->layer);
  guint home = find_area (fixture, GB_TEST_COMMUNE);
  static const struct
  {
    guint keyval;
    int east, north;
  } arrows[] = { { GDK_KEY_Left, -1, 0 }, { GDK_KEY_Right, 1, 0 }, { GDK_KEY_Up, 0, 1 }, { GDK_KEY_Down, 0, -1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (arrows); i++)
    {
      g_autoptr (GArray) neighbours = gb_geo_coverage_find_neighbours (coverage, home);
      GbGeoPoint from = gb_geo_coverage_get_area (coverage, home)->label, to;
      gboolean borders = FALSE;
      guint area;

      g_assert_cmpuint (press (fixture, GDK_KEY_Home), ==, home);
      area = press (fixture, arrows[i].keyval);
      g_assert_cmpuint (area, !=, home);
      to = gb_geo_coverage_get_area (coverage, area)->label;
      g_assert_cmpfloat ((to.lon - from.lon) * arrows[i].east + (to.lat - from.lat) * arrows[i].north, >, 0);
      for (guint k = 0; k < neighbours->len; k++)
        borders |= g_array_index (neighbours, guint, k) == area;
      g_assert_true (borders);
      g_assert_true (gtk_widget_has_focus (find_mark (fixture, area)));
    }
  press (fixture, GDK_KEY_Return);
  g_assert_cmpuint (gb_commune_layer_get_selected (fixture->layer), ==, gb_commune_layer_get_current (fixture->layer));
  g_assert_false (gb_commune_keys_pressed (fixture->layer, GDK_KEY_F5));
}

static void
test_zoom_keys (Fixture       *fixture,
                gconstpointer  data)
{
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (fixture->layer));
  double before = shumate_viewport_get_zoom_level (viewport);

  press (fixture, GDK_KEY_plus);
  g_assert_cmpfloat (shumate_viewport_get_zoom_level (viewport), ==, before + 1);
  press (fixture, GDK_KEY_minus);
  press (fixture, GDK_KEY_minus);
  g_assert_cmpfloat (shumate_viewport_get_zoom_level (viewport), <, before);
  press (fixture, GDK_KEY_0);
  g_assert_cmpfloat_with_epsilon (shumate_viewport_get_zoom_level (viewport), before, 1e-6);
}

/* The pointer finds the layer wherever nothing lies over it. */
static void
test_pointer (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *layer = GTK_WIDGET (fixture->layer);
  graphene_point_t point;
  GtkWidget *picked;

  g_assert_true (gtk_widget_compute_point (
      layer, GTK_WIDGET (fixture->window),
      &GRAPHENE_POINT_INIT ((float) gtk_widget_get_width (layer) / 3, (float) gtk_widget_get_height (layer) / 2), &point));
  picked = gtk_widget_pick (GTK_WIDGET (fixture->window), point.x, point.y, GTK_PICK_DEFAULT);
  g_test_message ("%s", G_OBJECT_TYPE_NAME (picked));
  g_assert_true (picked == layer);
}

/* Where the names of the map are now. */
static GArray *
list_names (Fixture *fixture)
{
  GtkWidget *layer = GTK_WIDGET (fixture->layer);
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (fixture->layer));
  GbGeoCoverage *coverage = gb_commune_layer_get_coverage (fixture->layer);
  GbGeoProjection projection = gb_commune_view_projection (viewport, gtk_widget_get_width (layer),
                                                           gtk_widget_get_height (layer));
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (layer, NULL);
  g_autofree GbMapName *names = g_new0 (GbMapName, gb_geo_coverage_get_n_areas (coverage));
  g_autoptr (GArray) labels = NULL;
  GArray *boxes = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));

  for (guint i = 0; i < gb_geo_coverage_get_n_areas (coverage); i++)
    names[i] = (GbMapName) { "Nghĩa Lộ", "2,1 %" };
  labels = gb_map_place_labels (layout, coverage, names, GB_GEO_NO_AREA, &projection, gtk_widget_get_width (layer),
                                gtk_widget_get_height (layer));
  for (guint i = 0; i < labels->len; i++)
    {
      const GbChartArea *box = &g_array_index (labels, GbMapLabel, i).box;

      g_array_append_val (boxes, GRAPHENE_RECT_INIT ((float) box->x, (float) box->y, (float) box->width, (float) box->height));
    }
  return boxes;
}

static void
assert_hides_nothing (Fixture      *fixture,
                      guint         area,
                      const GArray *names)
{
  GtkWidget *layer = GTK_WIDGET (fixture->layer);
  const GbCommuneTexts texts = { .callout = (char *) "Đặng Thùy Trâm 33,3 %", .detail = (char *) "Hạng 12 trên 96\nTừ xã Phổ Nhơn" };
  GbCommuneCallout *callout = gb_commune_callout_new (layer, FALSE);
  GbGeoProjection projection = gb_commune_view_projection (shumate_layer_get_viewport (SHUMATE_LAYER (fixture->layer)),
                                                           gtk_widget_get_width (layer), gtk_widget_get_height (layer));
  graphene_rect_t box, view = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (layer),
                                                  (float) gtk_widget_get_height (layer));
  double x, y;

  gb_geo_projection_project (
      &projection, gb_geo_coverage_get_area (gb_commune_layer_get_coverage (fixture->layer), area)->label, &x, &y);
  gb_commune_callout_set_area (callout, area, &texts);
  g_assert_true (gb_commune_callout_place (callout, &GRAPHENE_POINT_INIT ((float) x, (float) y), 20, names));
  g_assert_true (gb_commune_callout_get_box (callout, &box));
  g_assert_true (graphene_rect_contains_rect (&view, &box));
  for (guint i = 0; i < names->len; i++)
    g_assert_false (graphene_rect_intersection (&box, &g_array_index (names, graphene_rect_t, i), NULL));
  gb_commune_callout_free (callout);
}

/* What a callout says stands beside all names, of whichever commune and from wherever one looks. */
static void
test_callouts (Fixture       *fixture,
               gconstpointer  data)
{
  for (guint zoom = 0; zoom < 3; zoom++)
    {
      g_autoptr (GArray) names = list_names (fixture);

      g_assert_cmpuint (names->len, >, 0);
      for (guint area = 0; area < 96; area++)
        {
          GtkWidget *mark = find_mark (fixture, area);

          if (mark != NULL && gtk_widget_get_child_visible (mark))
            assert_hides_nothing (fixture, area, names);
        }
      press (fixture, GDK_KEY_plus);
    }
}

static void
test_classes (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *legend = find (fixture->page, GB_TYPE_MAP_LEGEND);

  g_assert_true (shows_words (legend, "over 2 – 4 %"));
  g_assert_true (shows_words (legend, "no data yet"));
  g_assert_true (shows_words (legend, "3 communes"));
  g_assert_true (shows_words (legend, "The province's figures, 07:12"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_button (legend, "Equal numbers")), TRUE);
  gb_test_wait (is_settled, fixture->window, "the page");
  g_assert_true (gb_map_legend_get_quantiles (GB_MAP_LEGEND (legend)));
  g_assert_false (shows_words (legend, "over 2 – 4 %"));
}

static void
test_indicators (Fixture       *fixture,
                 gconstpointer  data)
{
  GtkWidget *legend = find (fixture->page, GB_TYPE_MAP_LEGEND);
  GtkDropDown *choice = GTK_DROP_DOWN (find (legend, GTK_TYPE_DROP_DOWN));
  GtkStringObject *item;

  for (guint i = 0; i < 2; i++)
    {
      gtk_drop_down_set_selected (choice, 1 - i);
      gb_test_wait (is_settled, fixture->window, "the page");
      item = gtk_drop_down_get_selected_item (choice);
      g_assert_cmpstr (gtk_string_object_get_string (item), ==, i == 0 ? "Issues waiting" : "Share of late dossiers");
      g_assert_true (shows_words (find (fixture->page, GB_TYPE_MAP_PANE), gtk_string_object_get_string (item)));
    }
}

/* Where there is no room for both the map comes first, and the pane takes its place when it is asked for. */
static void
test_narrow (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *pane = find (fixture->page, GB_TYPE_MAP_PANE);

  g_assert_false (gtk_widget_get_mapped (pane));
  g_assert_false (gtk_widget_get_mapped (find (fixture->page, GB_TYPE_MAP_LEGEND)));
  open_commune (fixture, OTHER_COMMUNE);
  g_assert_true (gtk_widget_get_mapped (pane));
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (fixture->layer)));
  g_assert_true (gtk_widget_activate_action (pane, "map.close", NULL));
  gb_test_wait (is_settled, fixture->window, "the page");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (fixture->layer)));
}

static gboolean
has_size (gpointer data)
{
  return gtk_widget_get_height (data) > 0;
}

/* Whatever is said of the ground's maker, it does not lie over the tools. */
static void
test_tools (Fixture       *fixture,
            gconstpointer  data)
{
  GbMapGround *ground = GB_MAP_GROUND (find (fixture->page, GB_TYPE_MAP_GROUND));
  GtkWidget *caption = gb_map_ground_get_caption (ground);
  GtkWidget *tools = gtk_widget_get_parent (GTK_WIDGET (ground));

  gtk_label_set_label (GTK_LABEL (caption), "© Sở Nông nghiệp và Môi trường tỉnh Quảng Ngãi và nhiều đơn vị khác\n"
                                            "Chưa tải mới được: chỉ hiện phần đã lưu trên máy này");
  gtk_widget_set_visible (caption, TRUE);
  gb_test_wait (has_size, caption, "the caption");
  for (GtkWidget *tool = gtk_widget_get_first_child (tools); tool != NULL; tool = gtk_widget_get_next_sibling (tool))
    {
      graphene_point_t middle = GRAPHENE_POINT_INIT ((float) gtk_widget_get_width (tool) / 2,
                                                     (float) gtk_widget_get_height (tool) / 2);
      graphene_point_t point;
      GtkWidget *picked;

      g_assert_true (gtk_widget_compute_point (tool, fixture->page, &middle, &point));
      picked = gtk_widget_pick (fixture->page, point.x, point.y, GTK_PICK_DEFAULT);
      g_assert_true (picked == tool || gtk_widget_is_ancestor (picked, tool));
    }
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  g_assert_true (shows_words (fixture->page, "There are no communes yet"));
}

/* Who searches on another page finds the map of the province with the place chosen, and which old unit it was. */
static void
test_elsewhere (Fixture       *fixture,
                gconstpointer  data)
{
  GbGeoProjection projection;
  double west, east, y;

  gb_window_pages_open_place (fixture->window, OTHER_COMMUNE, "phường Trần Phú");
  gb_test_wait (is_settled, fixture->window, "the window");
  gb_test_wait (is_complete, fixture->layer, "the map");
  g_assert_cmpuint (gb_commune_layer_get_selected (fixture->layer), ==, find_area (fixture, OTHER_COMMUNE));
  projection = gb_commune_layer_get_projection (fixture->layer);
  gb_geo_projection_project (&projection, (GbGeoPoint) { 107.4, 15 }, &west, &y);
  gb_geo_projection_project (&projection, (GbGeoPoint) { 109.1, 15 }, &east, &y);
  g_assert_cmpfloat (east - west, >, gtk_widget_get_width (GTK_WIDGET (fixture->layer)) / 2);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    const char *data;
    void (*func) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/map-page/own-figures", NULL, test_own_figures },
    { "/map-page/others", NULL, test_others },
    { "/map-page/close", NULL, test_close },
    { "/map-page/marks", NULL, test_marks },
    { "/map-page/keyboard", NULL, test_keyboard },
    { "/map-page/zoom-keys", NULL, test_zoom_keys },
    { "/map-page/pointer", NULL, test_pointer },
    { "/map-page/callouts", NULL, test_callouts },
    { "/map-page/classes", NULL, test_classes },
    { "/map-page/indicators", NULL, test_indicators },
    { "/map-page/narrow", "narrow", test_narrow },
    { "/map-page/tools", NULL, test_tools },
    { "/map-page/tools-narrow", "narrow", test_tools },
    { "/map-page/elsewhere", "elsewhere", test_elsewhere },
    { "/map-page/empty", "empty", test_empty },
  };

  g_autofree char *home = g_dir_make_tmp ("giaoban-home-XXXXXX", NULL);
  int status;

  /* The user's own cache is none of a test's. */
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  gb_language_init ("en");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, tests[i].data, set_up, tests[i].func, tear_down);
  status = g_test_run ();
  g_rmdir (home);
  return status;
}
