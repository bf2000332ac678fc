/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every page by Tab alone, in a window that has a seeded hub's ward: all that can be pressed is reached, in the order in
 * which it is read, forwards and backwards, and the way comes round. */
#include <adwaita.h>
#include <string.h>

#include "gb-bar-chart.h"
#include "gb-commune-layer.h"
#include "gb-language.h"
#include "gb-one-stop.h"
#include "gb-options.h"
#include "gb-pin-layer.h"
#include "gb-test-cache.h"
#include "gb-test-hub.h"
#include "gb-test-store.h"
#include "gb-test-window.h"
#include "gb-tracking-grid.h"

/* Whoever has pressed Tab so often has given up. */
#define MOST_STOPS 60

static GbServices *services;
static GbWindow *window;

static const struct
{
  const char *page;
  int width, height;
} cases[] = {
  { "today", 1440, 900 },      { "dossiers", 1440, 900 }, { "issues", 1440, 900 },   { "tasks", 1440, 900 },
  { "people", 1440, 900 },     { "map", 1440, 900 },      { "indicators", 1440, 900 }, { "lookup", 1440, 900 },
  { "briefing", 1440, 900 },
};

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

static char *
describe (GtkWidget *widget)
{
  g_autofree char *label = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget),
                                                              GTK_ACCESSIBLE_PROPERTY_LABEL, "?");
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, 0, 0);

  if (!gtk_widget_compute_bounds (widget, GTK_WIDGET (window), &bounds))
    return g_strdup (G_OBJECT_TYPE_NAME (widget));
  return g_strdup_printf ("%s %s (%.0f, %.0f, %.0f, %.0f)", G_OBJECT_TYPE_NAME (widget), label != NULL ? label : "",
                          bounds.origin.x, bounds.origin.y, bounds.size.width, bounds.size.height);
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
          g_autofree char *text = describe (stop);

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
      g_autofree char *text = describe (widget);

      g_error ("Tab does not come to %s", text);
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
          g_autofree char *one = describe (before);
          g_autofree char *other = describe (after);

          g_error ("%s comes before %s", one, other);
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
        g_autofree char *text = describe (there->pdata[i]);

        if (list == NULL || !has_stop (back, list))
          g_error ("Shift+Tab does not come to %s", text);
      }
}

static void
test_page (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GPtrArray) there = NULL;
  g_autoptr (GPtrArray) back = NULL;

  gb_window_show_page (window, cases[i].page);
  wait_for_places (cases[i].page);
  there = go_round (GTK_DIR_TAB_FORWARD);
  for (guint k = 0; k < there->len; k++)
    {
      g_autofree char *text = describe (there->pdata[k]);

      g_test_message ("%u %s", k, text);
    }
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
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/tab-order/", cases[i].page, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_page);
    }
  status = g_test_run ();
  gb_test_window_end (window, services);
  return status;
}
