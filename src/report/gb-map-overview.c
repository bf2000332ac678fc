/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where in the whole the map's frame lies. */
#include "gb-map-sheet-private.h"

#include <math.h>

/* As in the map itself. */
#define FINENESS 2.0

/**
 * gb_map_overview_draw:
 * @plan: the map
 * @area: where, in points
 *
 * Draws all areas in grey, with a rectangle round what the map shows.
 */
void
gb_map_overview_draw (const GbMapSheet  *sheet,
                      const GbMapPlan   *plan,
                      GbMapPen          *pen,
                      const GbChartArea *area)
{
  double width = area->width * FINENESS, height = area->height * FINENESS;
  GbGeoProjection projection = gb_geo_projection_fit (&sheet->extent, width, height, 6);
  GbGeoBounds seen = gb_geo_projection_visible (&plan->projection, plan->frame.width * FINENESS,
                                                plan->frame.height * FINENESS);
  g_autofree guint *classes = g_new0 (guint, MAX (gb_geo_coverage_get_n_areas (sheet->view->coverage), 1));
  GbMapStyle style = sheet->style;
  double left, top, right, bottom;

  style.outlined = FALSE;
  style.classes[0] = (GbChartColor) { 0.87, 0.87, 0.87, 1 };
  style.border.alpha = 0.12;
  cairo_save (pen->cr);
  cairo_translate (pen->cr, area->x, area->y);
  cairo_scale (pen->cr, 1 / FINENESS, 1 / FINENESS);
  gb_map_draw_areas (pen->cr, &style, sheet->view->coverage, classes, &projection, width, height);
  gb_geo_projection_project (&projection, (GbGeoPoint) { seen.west, seen.north }, &left, &top);
  gb_geo_projection_project (&projection, (GbGeoPoint) { seen.east, seen.south }, &right, &bottom);
  left = MAX (left, 1);
  top = MAX (top, 1);
  cairo_rectangle (pen->cr, left, top, MIN (right, width - 1) - left, MIN (bottom, height - 1) - top);
  cairo_set_source_rgb (pen->cr, 0.1, 0.1, 0.1);
  cairo_set_line_width (pen->cr, 2.4);
  cairo_stroke (pen->cr);
  cairo_restore (pen->cr);
}
