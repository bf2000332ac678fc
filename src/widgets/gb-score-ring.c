/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-score-ring.h"

#include <adwaita.h>
#include <math.h>

#include "gb-compat.h"

/* In heights of a line, so that the ring grows with what stands in it. */
#define LINES 7
#define WIDTH 14
/* What is not known is dashed: no colour alone tells it from what was lost. */
#define DASH 3

/**
 * GbScoreRing:
 *
 * A ring that is full as far as points were reached, empty where they were lost and dashed where they are not known.
 * It is decoration: what stands beside it says the numbers.
 */
struct _GbScoreRing
{
  GtkWidget parent_instance;

  double share;
  double open;
};

G_DEFINE_FINAL_TYPE (GbScoreRing, gb_score_ring, GTK_TYPE_WIDGET)

static void
set_color (GtkWidget  *widget,
           cairo_t    *cr,
           const char *name)
{
  GdkRGBA rgba = { 0.5, 0.5, 0.5, 1 };

  gb_compat_lookup_color (widget, name, &rgba);
  gdk_cairo_set_source_rgba (cr, &rgba);
}

/* From the top, clockwise, in parts of the whole. */
static void
stroke_part (cairo_t *cr,
             double   radius,
             double   from,
             double   to)
{
  if (to <= from)
    return;
  cairo_new_path (cr);
  cairo_arc (cr, 0, 0, radius, (from - 0.25) * 2 * G_PI, (to - 0.25) * 2 * G_PI);
  cairo_stroke (cr);
}

static void
gb_score_ring_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  GbScoreRing *self = GB_SCORE_RING (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  gboolean strong = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
  double radius = (MIN (width, height) - WIDTH) / 2.0;
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));

  cairo_translate (cr, width / 2.0, height / 2.0);
  cairo_set_line_width (cr, WIDTH);
  set_color (widget, cr, "gb_chart_grid");
  stroke_part (cr, radius, 0, 1 - self->open);
  cairo_save (cr);
  cairo_set_dash (cr, (const double[]){ DASH, DASH }, 2, 0);
  stroke_part (cr, radius, 1 - self->open, 1);
  cairo_restore (cr);
  set_color (widget, cr, strong ? "window_fg_color" : "gb_on_track_fill");
  stroke_part (cr, radius, 0, self->share);
  if (strong)
    {
      cairo_set_line_width (cr, 1);
      stroke_part (cr, radius + WIDTH / 2.0, 0, 1);
      stroke_part (cr, radius - WIDTH / 2.0, 0, 1);
    }
  cairo_destroy (cr);
}

static void
gb_score_ring_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);

  *minimum = *natural = LINES * pango_font_metrics_get_height (metrics) / PANGO_SCALE;
  pango_font_metrics_unref (metrics);
}

static void
gb_score_ring_class_init (GbScoreRingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = gb_score_ring_snapshot;
  widget_class->measure = gb_score_ring_measure;

  gtk_widget_class_set_css_name (widget_class, "scorering");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
gb_score_ring_init (GbScoreRing *self)
{
  g_signal_connect_object (adw_style_manager_get_default (), "notify", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
}

/**
 * gb_score_ring_set_parts:
 * @share: what was reached, of all
 * @open: what is not known, of all; the rest was lost
 */
void
gb_score_ring_set_parts (GbScoreRing *self,
                         double       share,
                         double       open)
{
  g_return_if_fail (GB_IS_SCORE_RING (self));

  self->share = isnan (share) ? 0 : CLAMP (share, 0, 1);
  self->open = CLAMP (open, 0, 1 - self->share);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
