/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every page of a window that has a seeded hub's ward. By Tab alone all that can be pressed is reached, in the order in
 * which it is read, forwards and backwards, and the way comes round. Of every widget that is shown: what can have the
 * focus has a role and a name, a picture says what it is or is hidden, a setter tells once. When the window is closed
 * nothing is left of them; without animations nothing moves. */
#include <adwaita.h>
#include <shumate/shumate.h>
#include <string.h>

#include "gb-bar-chart.h"
#include "gb-commune-layer.h"
#include "gb-dossiers-page.h"
#include "gb-language.h"
#include "gb-one-stop.h"
#include "gb-options.h"
#include "gb-pin-layer.h"
#include "gb-test-cache.h"
#include "gb-test-hub.h"
#include "gb-test-store.h"
#include "gb-test-told.h"
#include "gb-test-window.h"
#include "gb-tracking-grid.h"

/* Whoever has pressed Tab so often has given up. */
#define MOST_STOPS 60

static GbServices *services;
static GbWindow *window;
/* One of each of our types that was shown, by its name: a weak pointer. */
static GHashTable *shown;

static const char *const pages[] = { "today",  "dossiers",   "issues", "tasks",    "people",
                                     "map",    "indicators", "lookup", "briefing" };

static const struct
{
  const char *path;
  int width, height;
  double text_scale;
} sizes[] = {
  { "/wide/", 1440, 900, 1 },
  { "/other/narrow-", 480, 800, 1 },
  { "/other/large-text-", 1440, 900, 2 },
  { "/wide/pane-", 1440, 900, 1 },
  { "/other/narrow-pane-", 480, 800, 1 },
};
/* From which on a pane is open. */
#define PANES 3

typedef struct
{
  guint size;
  const char *page;
} Case;

static gboolean
is_ready (gpointer data)
{
  return gb_window_get_page (window, "today") != NULL && gb_window_is_settled (window);
}

static gboolean
on_frame_cb (GtkWidget     *widget,
             GdkFrameClock *clock,
             gpointer       data)
{
  int *n_frames = data;

  *n_frames = is_ready (NULL) ? *n_frames + 1 : 0;
  return G_SOURCE_CONTINUE;
}

static gboolean
are_drawn (gpointer data)
{
  return *(int *) data > 3;
}

/* What was shown has its place. */
static void
wait_for_places (const char *what)
{
  int frames = 0;
  guint id = gtk_widget_add_tick_callback (GTK_WIDGET (window), on_frame_cb, &frames, NULL);

  gb_test_wait (are_drawn, &frames, what);
  gtk_widget_remove_tick_callback (GTK_WIDGET (window), id);
}

static GtkWidget *
press_tab (GtkDirectionType direction)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  g_signal_emit_by_name (focus != NULL ? focus : GTK_WIDGET (window), "move-focus", direction);
  return gtk_window_get_focus (GTK_WINDOW (window));
}

/* (transfer container): where Tab stops, until it comes round */
static GPtrArray *
go_round (GtkDirectionType direction)
{
  g_autoptr (GPtrArray) stops = g_ptr_array_new ();

  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  for (;;)
    {
      GtkWidget *stop = press_tab (direction);
      guint at;

      if (stop == NULL)
        continue;
      if (g_ptr_array_find (stops, stop, &at))
        {
          g_autofree char *text = gb_test_describe (stop);

          if (at != 0)
            g_error ("Tab is caught: it comes back to stop %u of %u, %s", at, stops->len, text);
          return g_steal_pointer (&stops);
        }
      g_ptr_array_add (stops, stop);
      g_assert_cmpuint (stops->len, <, MOST_STOPS);
    }
}

/* --- what must hold of the stops ------------------------------------------------------------------------ */

/* Where the arrow keys walk, one stop is enough. */
static gboolean
walks_by_arrows (GtkWidget *widget)
{
  return GTK_IS_LIST_BOX (widget) || GTK_IS_LIST_VIEW (widget) || GB_IS_ONE_STOP (widget) || GB_IS_BAR_CHART (widget) ||
         GB_IS_TRACKING_GRID (widget) || GB_IS_COMMUNE_LAYER (widget) || GB_IS_PIN_LAYER (widget);
}

static gboolean
has_stop (GPtrArray *stops,
          GtkWidget *in)
{
  for (guint i = 0; i < stops->len; i++)
    if (stops->pdata[i] == in || gtk_widget_is_ancestor (stops->pdata[i], in))
      return TRUE;
  return FALSE;
}

/* Whatever can have the focus and is shown has a stop, or stands where arrows lead from one. */
static void
assert_reached (GtkWidget *widget,
                GPtrArray *stops)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_is_sensitive (widget) || !gtk_widget_get_can_focus (widget))
    return;
  if (walks_by_arrows (widget) && has_stop (stops, widget))
    return;
  /* one that scrolls takes the focus where there is nothing else in it */
  if (gtk_widget_get_focusable (widget) && !has_stop (stops, widget))
    {
      g_autofree char *text = gb_test_describe (widget);

      g_test_fail_printf ("Tab does not come to %s", text);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_reached (child, stops);
}

static void
place_of (GtkWidget       *widget,
          graphene_rect_t *place)
{
  g_assert_true (gtk_widget_compute_bounds (widget, GTK_WIDGET (window), place));
}

/* What holds @one and not @other, or is it. */
static GtkWidget *
part_of (GtkWidget *one,
         GtkWidget *other)
{
  while (!gtk_widget_is_ancestor (other, gtk_widget_get_parent (one)))
    one = gtk_widget_get_parent (one);
  return one;
}

/* One is not read after the other: it is around it, or its part of what holds both stands above the other's in one
 * column or before it in one line. */
static gboolean
is_read_before (GtkWidget *one,
                GtkWidget *other)
{
  graphene_rect_t a, b, both;
  float height;

  place_of (one, &a);
  place_of (other, &b);
  if (graphene_rect_contains_rect (&a, &b))
    return TRUE;
  place_of (part_of (one, other), &a);
  place_of (part_of (other, one), &b);
  height = MIN (a.origin.y + a.size.height, b.origin.y + b.size.height) - MAX (a.origin.y, b.origin.y);
  if (height > MAX (a.size.height, b.size.height) / 2)
    return a.origin.x + a.size.width <= b.origin.x;
  both = GRAPHENE_RECT_INIT (a.origin.x, b.origin.y, a.size.width, b.size.height);
  return a.origin.y + a.size.height <= b.origin.y && graphene_rect_intersection (&both, &b, NULL);
}

static void
assert_read_in_order (GPtrArray *stops)
{
  for (guint i = 1; i < stops->len; i++)
    {
      GtkWidget *before = stops->pdata[i - 1];
      GtkWidget *after = stops->pdata[i];

      if (!gtk_widget_is_ancestor (after, before) && !gtk_widget_is_ancestor (before, after) &&
          is_read_before (after, before))
        {
          g_autofree char *one = gb_test_describe (before);
          g_autofree char *other = gb_test_describe (after);

          g_test_fail_printf ("%s comes before %s", one, other);
        }
    }
}

/* Shift+Tab goes the same way back; into a list it comes at the row, not at what is in it. */
static void
assert_same_way_back (GPtrArray *there,
                      GPtrArray *back)
{
  for (guint i = 0; i < there->len; i++)
    if (!has_stop (back, there->pdata[i]))
      {
        GtkWidget *list = gtk_widget_get_ancestor (there->pdata[i], GB_TYPE_ONE_STOP);
        g_autofree char *text = gb_test_describe (there->pdata[i]);

        if (list == NULL || !has_stop (back, list))
          g_test_fail_printf ("Shift+Tab does not come to %s", text);
      }
}

/* --- what must hold of each widget ---------------------------------------------------------------------- */

static void
assert_widget (GtkWidget *widget)
{
  const char *type = G_OBJECT_TYPE_NAME (widget);

  if (!gtk_widget_get_mapped (widget))
    return;
  gb_test_told (widget);
  if (gb_test_is_ours (G_OBJECT_TYPE (widget)) && !g_hash_table_contains (shown, type))
    {
      gpointer *place = g_new (gpointer, 1);

      *place = widget;
      g_object_add_weak_pointer (G_OBJECT (widget), place);
      g_hash_table_insert (shown, (gpointer) type, place);
      gb_test_setters (G_OBJECT (widget), FALSE);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_widget (child);
}

static double
get_zoom (ShumateMap *map)
{
  return shumate_viewport_get_zoom_level (shumate_map_get_viewport (map));
}

/* Whoever wants nothing to move sees the map jump to where it would have come. */
static void
test_motion (void)
{
  int n = 0;
  ShumateMap *map;
  double before;

  gb_window_show_page (window, "map");
  wait_for_places ("the map");
  map = SHUMATE_MAP (gb_test_find_nth (GTK_WIDGET (window), SHUMATE_TYPE_MAP, &n));
  before = get_zoom (map);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  gtk_widget_activate_action (GTK_WIDGET (map), "map.zoom-in", NULL);
  g_assert_cmpfloat (get_zoom (map), >, before);
  before = get_zoom (map);
  wait_for_places ("the map");
  g_assert_cmpfloat_with_epsilon (get_zoom (map), before, 1e-6);
  gtk_settings_reset_property (gtk_settings_get_default (), "gtk-enable-animations");
}

static void
set_size (guint size)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) (96 * 1024 * sizes[size].text_scale), NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), sizes[size].width, sizes[size].height);
}

static gboolean
has_selected (gpointer data)
{
  return gb_dossier_table_get_selected (data) != NULL;
}

/* Beside the table, or in its place. */
static void
open_pane (const Case *the_case)
{
  GbDossiersPage *page = GB_DOSSIERS_PAGE (gb_window_get_page (window, "dossiers"));
  GbDossierTable *table = gb_dossiers_page_get_table (page);

  if (the_case->size < PANES)
    return;
  gb_dossier_table_focus_first (table);
  gb_test_wait (has_selected, table, "the first row");
  gb_dossiers_page_open (page, gb_dossier_get_code (gb_dossier_table_get_selected (table)));
  wait_for_places ("the pane");
  g_assert_true (gb_page_get_detail_open (GB_PAGE (page)));
}

static void
test_page (gconstpointer data)
{
  const Case *the_case = data;
  g_autoptr (GPtrArray) there = NULL;
  g_autoptr (GPtrArray) back = NULL;

  set_size (the_case->size);
  gb_window_show_page (window, the_case->page);
  wait_for_places (the_case->page);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), <=, sizes[the_case->size].width);
  open_pane (the_case);
  there = go_round (GTK_DIR_TAB_FORWARD);
  for (guint k = 0; k < there->len; k++)
    {
      g_autofree char *text = gb_test_describe (there->pdata[k]);

      g_test_message ("%u %s", k, text);
    }
  assert_widget (GTK_WIDGET (window));
  assert_reached (GTK_WIDGET (window), there);
  assert_read_in_order (there);
  back = go_round (GTK_DIR_TAB_BACKWARD);
  assert_same_way_back (there, back);
}

static void
open_window (GbTestHub *hub)
{
  const char *folder = gb_test_hub_get_folder (hub);
  g_autofree char *cache = g_build_filename (folder, "cache.db", NULL);
  g_autofree char *key = gb_test_key_file (folder);
  g_autofree char *endpoint = g_strdup_printf ("http://127.0.0.1:%u", gb_test_hub_get_port (hub));
  g_autofree char *token = gb_test_hub_token (hub, GB_TEST_HUB_WARD);
  const GbOptions options = { .cache = cache,
                              .key_file = key,
                              .endpoint = endpoint,
                              .token_file = token,
                              .scope = (char *) GB_TEST_HUB_WARD,
                              .now = GB_TEST_NOW };

  services = gb_services_new (&options);
  window = gb_window_new (NULL, services);
  gtk_window_set_default_size (GTK_WINDOW (window), 1440, 900);
  gtk_window_present (GTK_WINDOW (window));
  gb_services_start (services);
  gb_test_wait (is_ready, NULL, "the data");
}

static gboolean
are_all_gone (gpointer data)
{
  GHashTableIter iter;
  gpointer type, place;

  g_hash_table_iter_init (&iter, shown);
  while (g_hash_table_iter_next (&iter, &type, &place))
    if (*(gpointer *) place != NULL)
      return FALSE;
  return TRUE;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GbTestHub) hub = NULL;
  int status;

  gb_language_init ("vi");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  hub = gb_test_hub_new_seeded (400, 1);
  gb_test_hub_start (hub, NULL);
  open_window (hub);
  for (guint size = 0; size < G_N_ELEMENTS (sizes); size++)
    for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
      {
        Case *the_case;
        g_autofree char *path = g_strconcat (sizes[size].path, pages[i], NULL);

        if (size >= PANES && !g_str_equal (pages[i], "dossiers"))
          continue;
        the_case = g_new (Case, 1);
        *the_case = (Case) { size, pages[i] };
        g_test_add_data_func_full (path, the_case, test_page, g_free);
      }
  g_test_add_func ("/wide/motion", test_motion);
  shown = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  status = g_test_run ();
  gb_test_window_end (window, services);
  gb_test_wait (are_all_gone, NULL, "the last of the widgets");
  g_hash_table_unref (shown);
  return status;
}
