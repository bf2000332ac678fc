/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-commune-foci.h"

#include "gb-commune-callout.h"
#include "gb-commune-outline.h"

/* What has a line round it and a callout. */
enum
{
  FOCUS_SELECTED,
  FOCUS_LOOKED_AT,
  N_FOCI
};

struct _GbCommuneFoci
{
  GtkWidget *layer;                   /* (unowned): on which they are drawn */
  GbMapPicture *picture;              /* (owned) (nullable) */
  GbCommuneDescribe describe;         /* (nullable) */
  gpointer user_data;
  GbCommuneListTaken more;            /* (nullable): adds what else is taken */
  gpointer more_data;
  GPtrArray *obstacles;               /* (owned) (element-type GtkWidget): lie over the map */
  GbCommuneOutline *outlines[N_FOCI]; /* (owned) */
  GbCommuneCallout *callouts[N_FOCI]; /* (owned) */
};

/**
 * gb_commune_foci_new:
 * @layer: on which they are drawn
 */
GbCommuneFoci *
gb_commune_foci_new (GtkWidget *layer)
{
  GbCommuneFoci *self = g_new0 (GbCommuneFoci, 1);

  self->layer = layer;
  self->obstacles = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < N_FOCI; i++)
    {
      self->outlines[i] = gb_commune_outline_new (layer);
      self->callouts[i] = gb_commune_callout_new (layer, i == FOCUS_SELECTED);
    }
  return self;
}

void
gb_commune_foci_free (GbCommuneFoci *self)
{
  for (guint i = 0; i < N_FOCI; i++)
    {
      gb_commune_outline_free (self->outlines[i]);
      gb_commune_callout_free (self->callouts[i]);
    }
  g_clear_pointer (&self->picture, gb_map_picture_unref);
  g_ptr_array_unref (self->obstacles);
  g_free (self);
}

/**
 * gb_commune_foci_set:
 * @picture: (nullable): what the map shows
 * @describe: (nullable): tells what callouts say
 */
void
gb_commune_foci_set (GbCommuneFoci     *self,
                     GbMapPicture      *picture,
                     GbCommuneDescribe  tell,
                     gpointer           user_data)
{
  if (picture != NULL)
    gb_map_picture_ref (picture);
  g_clear_pointer (&self->picture, gb_map_picture_unref);
  self->picture = picture;
  self->describe = tell;
  self->user_data = user_data;
  for (guint i = 0; i < N_FOCI; i++)
    gb_commune_callout_set_area (self->callouts[i], GB_GEO_NO_AREA, NULL);
}

/**
 * gb_commune_foci_add_obstacle:
 * @widget: lies over the map; no callout is put under it
 */
void
gb_commune_foci_add_obstacle (GbCommuneFoci *self,
                              GtkWidget     *widget)
{
  g_ptr_array_add (self->obstacles, g_object_ref (widget));
}

/**
 * gb_commune_foci_set_list_taken:
 * @list: adds what else no callout may hide
 */
void
gb_commune_foci_set_list_taken (GbCommuneFoci      *self,
                                GbCommuneListTaken  list,
                                gpointer            user_data)
{
  self->more = list;
  self->more_data = user_data;
}

/**
 * gb_commune_foci_is_ready:
 *
 * Returns: whether the line round what is selected is there
 */
gboolean
gb_commune_foci_is_ready (GbCommuneFoci *self)
{
  return gb_commune_outline_is_ready (self->outlines[FOCUS_SELECTED]);
}

/* --- frames --------------------------------------------------------------------------------------- */

static void
add_box (GArray         *boxes,
         double          x,
         double          y,
         double          width,
         double          height)
{
  g_array_append_val (boxes, GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height));
}

/* (transfer full) (element-type graphene_rect_t): what a callout must not hide: names, and what lies over the map */
static GArray *
list_taken (GbCommuneFoci         *self,
            const GbMapRaster     *raster,
            const GbGeoProjection *projection)
{
  GArray *taken = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));
  graphene_rect_t box;

  for (guint i = 0; raster != NULL && i < raster->labels->len; i++)
    {
      const GbChartArea *label = &g_array_index (raster->labels, GbMapLabel, i).box;
      double ratio = projection->world / raster->projection.world;

      add_box (taken, (raster->projection.x + label->x) * ratio - projection->x,
               (raster->projection.y + label->y) * ratio - projection->y, label->width * ratio,
               label->height * ratio);
    }
  for (guint i = 0; i < self->obstacles->len; i++)
    {
      if (gtk_widget_get_mapped (self->obstacles->pdata[i]) &&
          gtk_widget_compute_bounds (self->obstacles->pdata[i], self->layer, &box))
        g_array_append_val (taken, box);
    }
  if (self->more != NULL)
    self->more (projection, taken, self->more_data);
  return taken;
}

static void
describe (GbCommuneFoci  *self,
          guint           focus,
          guint           area)
{
  g_auto (GbCommuneTexts) texts = { 0 };

  if (gb_commune_callout_get_area (self->callouts[focus]) == area)
    return;
  if (area != GB_GEO_NO_AREA && self->describe != NULL)
    self->describe (area, &texts, self->user_data);
  gb_commune_callout_set_area (self->callouts[focus], texts.callout != NULL ? area : GB_GEO_NO_AREA, &texts);
}

static void
snapshot_callout (GbCommuneFoci         *self,
                  GtkSnapshot           *snapshot,
                  guint                  focus,
                  guint                  area,
                  const GbGeoProjection *projection,
                  GArray                *taken)
{
  const GbGeoArea *of;
  graphene_rect_t box;
  double x, y, edge_x, edge_y;

  describe (self, focus, area);
  if (gb_commune_callout_get_area (self->callouts[focus]) == GB_GEO_NO_AREA)
    return;
  of = gb_geo_coverage_get_area (gb_map_picture_get_coverage (self->picture), area);
  gb_geo_projection_project (projection, gb_commune_callout_get_point (self->callouts[focus]), &x, &y);
  if (x < 0 || y < 0 || x > gtk_widget_get_width (self->layer) || y > gtk_widget_get_height (self->layer))
    return;
  gb_geo_projection_project (projection, (GbGeoPoint) { of->bounds.east, of->bounds.north }, &edge_x, &edge_y);
  gb_commune_callout_place (self->callouts[focus], &GRAPHENE_POINT_INIT ((float) x, (float) y),
                            MAX (edge_x - x, y - edge_y), taken);
  gb_commune_callout_snapshot (self->callouts[focus], snapshot, gb_map_picture_get_style (self->picture));
  if (gb_commune_callout_get_box (self->callouts[focus], &box))
    g_array_append_val (taken, box);
}

/**
 * gb_commune_foci_snapshot:
 * @raster: (nullable): the map that they are drawn over: its names stay free
 * @selected: the area that is chosen, or %GB_GEO_NO_AREA
 * @looked_at: the one that is looked at
 */
void
gb_commune_foci_snapshot (GbCommuneFoci         *self,
                          GtkSnapshot           *snapshot,
                          const GbMapRaster     *raster,
                          const GbGeoProjection *projection,
                          guint                  selected,
                          guint                  looked_at)
{
  guint areas[N_FOCI] = { selected, looked_at == selected ? GB_GEO_NO_AREA : looked_at };
  g_autoptr (GArray) taken = list_taken (self, raster, projection);

  for (guint i = N_FOCI; i-- > 0;)
    {
      gb_commune_outline_show (self->outlines[i], self->picture, areas[i], projection);
      gb_commune_outline_snapshot (self->outlines[i], snapshot, projection);
    }
  for (guint i = 0; i < N_FOCI; i++)
    snapshot_callout (self, snapshot, i, areas[i], projection, taken);
}
