/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-geojson.h"

#include <math.h>

#include "gb-geo-writer.h"
#include "gb-save-file.h"
#include "gb-time.h"

/* What is saved. */
typedef struct
{
  const GbMapView *view;
  const char *commune; /* (nullable): only this one */
  guint n_rows;
} Request;

static gboolean
is_wanted (const Request *request,
           guint          commune)
{
  return request->commune == NULL ||
         g_str_equal (((GbMapCommune *) request->view->communes->pdata[commune])->code, request->commune);
}

/* By the place of a commune, where its area is. */
static guint *
index_areas (const GbMapView *view)
{
  guint *areas = g_new (guint, MAX (view->communes->len, 1));

  for (guint i = 0; i < view->communes->len; i++)
    areas[i] = GB_GEO_NO_AREA;
  for (guint i = 0; i < gb_geo_coverage_get_n_areas (view->coverage); i++)
    {
      if (view->of_area[i] < view->communes->len)
        areas[view->of_area[i]] = i;
    }
  return areas;
}

/* Of the areas that are written; FALSE where there is none. */
static gboolean
find_bounds (const Request *request,
             GbGeoBounds   *bounds)
{
  const GbMapView *view = request->view;

  *bounds = (GbGeoBounds) { G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE };
  for (guint i = 0; i < gb_geo_coverage_get_n_areas (view->coverage); i++)
    {
      const GbGeoBounds *area = &gb_geo_coverage_get_area (view->coverage, i)->bounds;

      if (view->of_area[i] >= view->communes->len || !is_wanted (request, view->of_area[i]))
        continue;
      bounds->west = MIN (bounds->west, area->west);
      bounds->south = MIN (bounds->south, area->south);
      bounds->east = MAX (bounds->east, area->east);
      bounds->north = MAX (bounds->north, area->north);
    }
  return bounds->west <= bounds->east;
}

static void
add_value (GbGeoWriter     *writer,
           const GbMapView *view,
           guint            commune)
{
  const GbIndicator *indicator = gb_map_view_get_indicator (view);
  const GbIndicatorValue *value = view->values->pdata[commune];
  g_autofree char *as_of = value != NULL && value->as_of != 0 ? gb_time_format (value->as_of) : NULL;
  guint of;
  guint rank = gb_map_view_rank (view, commune, &of);

  gb_geo_writer_text (writer, "indicator", indicator != NULL ? indicator->id : NULL);
  gb_geo_writer_text (writer, "indicator_name", indicator != NULL ? indicator->name : NULL);
  gb_geo_writer_text (writer, "unit", indicator != NULL ? indicator->unit : NULL);
  gb_geo_writer_number (writer, "value", view->amounts[commune]);
  gb_geo_writer_number (writer, "numerator", value != NULL ? value->numerator : NAN);
  gb_geo_writer_number (writer, "denominator", value != NULL ? value->denominator : NAN);
  gb_geo_writer_text (writer, "as_of", as_of);
  gb_geo_writer_number (writer, "rank", rank > 0 ? rank : NAN);
}

static gboolean
add_commune (GbGeoWriter     *writer,
             const GbMapView *view,
             guint            commune,
             guint            area,
             GCancellable    *cancellable,
             GError         **error)
{
  const GbMapCommune *row = view->communes->pdata[commune];
  gboolean bordered = view->illustrated || gb_map_view_has_borders (view, commune);

  gb_geo_writer_begin_feature (writer, row->code);
  gb_geo_writer_text (writer, "code", row->code);
  gb_geo_writer_text (writer, "name", row->name);
  gb_geo_writer_text (writer, "type", row->type);
  gb_geo_writer_integer (writer, "population", row->population);
  gb_geo_writer_number (writer, "area_km2", row->km2);
  add_value (writer, view, commune);
  /* Data, in the language of the data: whoever opens the file must not take the borders for more than they are. */
  gb_geo_writer_text (writer, "borders", view->illustrated ? "minh họa" : bordered ? "tham khảo" : "chưa có");
  gb_geo_writer_text (writer, "source", gb_map_view_get_source (view));
  return gb_geo_writer_end_feature (writer, view->coverage, bordered ? area : GB_GEO_NO_AREA, cancellable, error);
}

static gboolean
write_all (GOutputStream *stream,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Request *request = data;
  g_autoptr (GbGeoWriter) writer = gb_geo_writer_new (stream);
  g_autofree guint *areas = index_areas (request->view);
  GbGeoBounds bounds;

  gb_geo_writer_open (writer, find_bounds (request, &bounds) ? &bounds : NULL);
  for (guint i = 0; i < request->view->communes->len; i++)
    {
      if (!is_wanted (request, i))
        continue;
      if (!add_commune (writer, request->view, i, areas[i], cancellable, error))
        return FALSE;
      request->n_rows++;
    }
  return gb_geo_writer_close (writer, cancellable, error);
}

/**
 * gb_map_geojson_save:
 * @commune: (nullable): the code of the only commune that is wanted
 * @file: where to; what is there already stays until the new one is whole
 * @n_rows: (out): how many communes are in it
 * @error: as of gb_save_file()
 *
 * Saves communes with their borders in full detail and what the map shows of them, in the order of their codes. What is
 * not known is null. Blocks; may be called on any thread.
 *
 * Returns: whether it is saved
 */
gboolean
gb_map_geojson_save (const GbMapView *view,
                     const char      *commune,
                     GFile           *file,
                     guint           *n_rows,
                     GCancellable    *cancellable,
                     GError         **error)
{
  Request request = { view, commune, 0 };
  gboolean saved = gb_save_file (file, write_all, &request, cancellable, error);

  *n_rows = request.n_rows;
  return saved;
}
