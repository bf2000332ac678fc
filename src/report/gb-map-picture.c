/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-picture.h"

struct _GbMapPicture
{
  GbGeoCoverage *coverage; /* (owned) */
  guint *classes;          /* (owned): one for each area */
  GbMapName *names;        /* (owned): one for each area, with its texts */
  GbMapStyle style;
};

/**
 * gb_map_picture_new:
 * @coverage: the areas
 * @classes: the class of each, or %GB_MAP_NO_CLASS
 * @names: what each is called
 * @values: (array) (element-type utf8): what stands under each name, or %NULL
 * @style: in which colours
 */
GbMapPicture *
gb_map_picture_new (GbGeoCoverage     *coverage,
                    const guint       *classes,
                    const char *const *names,
                    const char *const *values,
                    const GbMapStyle  *style)
{
  GbMapPicture *self = g_atomic_rc_box_new0 (GbMapPicture);
  guint n = gb_geo_coverage_get_n_areas (coverage);

  self->coverage = gb_geo_coverage_ref (coverage);
  self->classes = g_memdup2 (classes, n * sizeof *classes);
  self->names = g_new0 (GbMapName, n);
  for (guint i = 0; i < n; i++)
    self->names[i] = (GbMapName) { g_strdup (names[i]), g_strdup (values[i]) };
  self->style = *style;
  return self;
}

GbMapPicture *
gb_map_picture_ref (GbMapPicture *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
picture_free (gpointer data)
{
  GbMapPicture *self = data;

  for (guint i = 0; i < gb_geo_coverage_get_n_areas (self->coverage); i++)
    {
      g_free ((char *) self->names[i].name);
      g_free ((char *) self->names[i].value);
    }
  g_free (self->names);
  g_free (self->classes);
  gb_geo_coverage_unref (self->coverage);
}

void
gb_map_picture_unref (GbMapPicture *self)
{
  g_atomic_rc_box_release_full (self, picture_free);
}

GbGeoCoverage *
gb_map_picture_get_coverage (const GbMapPicture *self)
{
  return self->coverage;
}

const GbMapStyle *
gb_map_picture_get_style (const GbMapPicture *self)
{
  return &self->style;
}

const char *
gb_map_picture_get_name (const GbMapPicture *self,
                         guint               area)
{
  return self->names[area].name;
}

const char *
gb_map_picture_get_value (const GbMapPicture *self,
                          guint               area)
{
  return self->names[area].value;
}

/**
 * gb_map_picture_draw_named:
 * @layout: with the font of the names; of the calling thread
 * @nameless: the area whose name stands elsewhere, or %GB_GEO_NO_AREA
 * @projection: what is to be seen
 * @width: of the picture, in pixels
 * @height: of the picture, in pixels
 *
 * Draws ground, areas and names; may be called on any thread.
 *
 * Returns: (transfer full) (element-type GbMapLabel): the names, and where they are
 */
GArray *
gb_map_picture_draw_named (const GbMapPicture    *self,
                           cairo_t               *cr,
                           PangoLayout           *layout,
                           guint                  nameless,
                           const GbGeoProjection *projection,
                           double                 width,
                           double                 height)
{
  GArray *labels;

  /* What shines through something else is covered by whoever draws that, once. */
  if (self->style.ground.alpha >= 1)
    {
      cairo_set_source_rgb (cr, self->style.ground.red, self->style.ground.green, self->style.ground.blue);
      cairo_rectangle (cr, 0, 0, width, height);
      cairo_fill (cr);
    }
  gb_map_draw_areas (cr, &self->style, self->coverage, self->classes, projection, width, height);
  labels = gb_map_place_labels (layout, self->coverage, self->names, nameless, projection, width, height);
  gb_map_draw_labels (cr, layout, &self->style, self->classes, labels);
  return labels;
}

/**
 * gb_map_picture_draw:
 *
 * As gb_map_picture_draw_named(), for who does not ask where the names are.
 */
void
gb_map_picture_draw (const GbMapPicture    *self,
                     cairo_t               *cr,
                     PangoLayout           *layout,
                     const GbGeoProjection *projection,
                     double                 width,
                     double                 height)
{
  g_autoptr (GArray) labels = gb_map_picture_draw_named (self, cr, layout, GB_GEO_NO_AREA, projection, width, height);
}
