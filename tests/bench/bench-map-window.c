/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map in a real window, moved by a script: what each frame costs. */
#include "bench-map-window.h"

#include <gtk/gtk.h>
#include <math.h>

#include "bench-tools.h"
#include "gb-commune-layer.h"
#include "gb-empty-source.h"

#define WIDTH 1400
#define HEIGHT 900

/* A frame of 60 each second. */
#define FRAME_MS 16.7

/* As far as a quick hand pushes the map from frame to frame. */
#define STEP 14.0

#define N_FRAMES 240

typedef struct
{
  GtkWindow *window;
  GtkStack *stack;
  ShumateMap *map;
  GbCommuneLayer *layer;
  gboolean completed;

  double began;        /* the frame */
  double worked;       /* this thread, until it began */
  GArray *taken;       /* (element-type double): ms from a frame's beginning to its end */
  GArray *worked_each; /* (element-type double): ms this thread worked on it */
} Bench;

/* --- frames --------------------------------------------------------------------------------------- */

static void
on_frame_begins_cb (Bench *self)
{
  self->began = bench_seconds ();
  self->worked = bench_worked ();
}

static void
on_frame_ends_cb (Bench *self)
{
  double taken = (bench_seconds () - self->began) * 1e3, worked = (bench_worked () - self->worked) * 1e3;

  g_array_append_val (self->taken, taken);
  g_array_append_val (self->worked_each, worked);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
percentile (GArray *values,
            double  part)
{
  if (values->len == 0)
    return 0;
  g_array_sort (values, compare);
  return g_array_index (values, double, (guint) (part * (values->len - 1)));
}

static void
forget_frames (Bench *self)
{
  g_array_set_size (self->taken, 0);
  g_array_set_size (self->worked_each, 0);
}

static void
report_frames (Bench      *self,
               const char *what)
{
  g_autofree char *limit = g_strdup_printf ("%s: 95 %% of frames, in 16.7 ms", what);
  g_autofree char *half = g_strdup_printf ("%s: half of the frames", what);
  g_autofree char *all = g_strdup_printf ("%s: 95 %%, by the clock", what);
  g_autofree char *worst = g_strdup_printf ("%s: longest frame", what);

  bench_figure (half, percentile (self->worked_each, 0.5), "ms");
  bench_figure (all, percentile (self->taken, 0.95), "ms");
  bench_figure (worst, percentile (self->worked_each, 1), "ms");
  bench_limit (limit, percentile (self->worked_each, 0.95) / FRAME_MS, 1);
}

/* --- waiting -------------------------------------------------------------------------------------- */

static void
on_completed_cb (Bench *self)
{
  self->completed = TRUE;
}

static void
wait_for_map (Bench *self)
{
  double until = bench_seconds () + 120;

  while (!gb_commune_layer_is_complete (self->layer) && bench_seconds () < until)
    g_main_context_iteration (NULL, FALSE);
  g_assert_true (gb_commune_layer_is_complete (self->layer));
}

static void
wait_for_frames (guint n)
{
  double until = bench_seconds () + n / 60.0;

  while (bench_seconds () < until)
    g_main_context_iteration (NULL, FALSE);
}

/* --- motions -------------------------------------------------------------------------------------- */

typedef struct
{
  Bench *bench;
  guint frame;
  double zoom;  /* at the beginning */
  gboolean zooming;
} Motion;

static void
pan (ShumateViewport *viewport,
     guint            frame)
{
  /* There and back in both directions, so that the land stays in view */
  double along = frame / 40 % 2 == 0 ? 1 : -1, degrees = STEP * 360 / (256 * exp2 (shumate_viewport_get_zoom_level (viewport)));
  ShumateLocation *at = SHUMATE_LOCATION (viewport);

  shumate_location_set_location (at, shumate_location_get_latitude (at) + along * degrees * 0.6,
                                 shumate_location_get_longitude (at) + along * degrees);
}

static gboolean
on_tick_cb (GtkWidget     *widget,
            GdkFrameClock *clock,
            gpointer       user_data)
{
  Motion *self = user_data;
  ShumateViewport *viewport = shumate_map_get_viewport (self->bench->map);
  double along = 1 - fabs (1 - 2.0 * (self->frame % 80) / 80);

  if (self->frame >= N_FRAMES)
    return G_SOURCE_REMOVE;
  if (self->zooming)
    shumate_viewport_set_zoom_level (viewport, self->zoom + 3 * along);
  else
    pan (viewport, self->frame);
  self->frame++;
  return G_SOURCE_CONTINUE;
}

static void
move (Bench      *self,
      const char *what,
      double      nearer,
      gboolean    zooming)
{
  ShumateViewport *viewport = shumate_map_get_viewport (self->map);
  Motion motion = { self, 0, 0, zooming };

  gb_commune_layer_show_all (self->layer);
  shumate_viewport_set_zoom_level (viewport, shumate_viewport_get_zoom_level (viewport) + nearer);
  wait_for_map (self);
  wait_for_frames (20);
  motion.zoom = shumate_viewport_get_zoom_level (viewport);
  forget_frames (self);
  gtk_widget_add_tick_callback (GTK_WIDGET (self->map), on_tick_cb, &motion, NULL);
  while (motion.frame < N_FRAMES)
    g_main_context_iteration (NULL, TRUE);
  wait_for_frames (2);
  report_frames (self, what);
  wait_for_map (self);
}

static void
describe (guint           area,
          GbCommuneTexts *texts,
          gpointer        user_data)
{
  const GbMapPicture *picture = user_data;

  *texts = (GbCommuneTexts) { g_strdup (gb_map_picture_get_name (picture, area)),
                              g_strdup (gb_map_picture_get_value (picture, area)),
                              g_strdup (gb_map_picture_get_value (picture, area)), NULL,
                              gb_geo_coverage_get_area (gb_map_picture_get_coverage (picture), area)->label };
}

/* --- the window ----------------------------------------------------------------------------------- */

static void
make_window (Bench *self)
{
  GtkWidget *empty = gtk_label_new ("");
  g_autoptr (ShumateMapSource) source = gb_empty_source_new ();
  GdkFrameClock *clock;

  self->taken = g_array_new (FALSE, FALSE, sizeof (double));
  self->worked_each = g_array_new (FALSE, FALSE, sizeof (double));
  self->window = GTK_WINDOW (gtk_window_new ());
  self->stack = GTK_STACK (gtk_stack_new ());
  self->map = SHUMATE_MAP (shumate_map_new ());
  shumate_map_set_map_source (self->map, source);
  shumate_viewport_set_reference_map_source (shumate_map_get_viewport (self->map), source);
  self->layer = gb_commune_layer_new (shumate_map_get_viewport (self->map));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->layer));
  g_signal_connect_swapped (self->layer, "completed", G_CALLBACK (on_completed_cb), self);
  gtk_stack_add_child (self->stack, empty);
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->map));
  gtk_window_set_decorated (self->window, FALSE);
  gtk_window_set_default_size (self->window, WIDTH, HEIGHT);
  gtk_window_set_child (self->window, GTK_WIDGET (self->stack));
  gtk_window_present (self->window);
  wait_for_frames (30);
  clock = gtk_widget_get_frame_clock (GTK_WIDGET (self->window));
  g_signal_connect_swapped (clock, "before-paint", G_CALLBACK (on_frame_begins_cb), self);
  g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (on_frame_ends_cb), self);
}

/* From the click on the page's name until all of the map is there. */
static void
show_map (Bench        *self,
          GbMapPicture *picture)
{
  double start = bench_seconds ();

  gb_commune_layer_set_describe (self->layer, describe, picture);
  gb_commune_layer_set_picture (self->layer, picture);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->map));
  while (gtk_widget_get_width (GTK_WIDGET (self->layer)) < WIDTH)
    g_main_context_iteration (NULL, TRUE);
  gb_commune_layer_show_all (self->layer);
  self->completed = FALSE;
  while (!self->completed)
    g_main_context_iteration (NULL, TRUE);
  bench_figure ("from page switch to complete map", (bench_seconds () - start) * 1e3, "ms");
}

/**
 * bench_map_window:
 * @picture: what the map shows
 *
 * Shows it in a window of 1400 × 900, pans and zooms it, and reports what it took.
 */
void
bench_map_window (GbMapPicture *picture)
{
  Bench self = { NULL };
  double before;

  make_window (&self);
  bench_trim ();
  before = bench_resident ();
  show_map (&self, picture);
  bench_figure ("memory for the map", bench_resident () - before, "MB");
  move (&self, "panning over all of it", 0, FALSE);
  before = bench_resident ();
  move (&self, "panning nearer", 2.3, FALSE);
  move (&self, "panning between names", 4.5, FALSE);
  move (&self, "zooming", 0, TRUE);
  bench_trim ();
  bench_figure ("memory left behind by 720 frames of motion", bench_resident () - before, "MB");
  gtk_window_destroy (self.window);
  wait_for_frames (10);
  g_array_unref (self.taken);
  g_array_unref (self.worked_each);
}
