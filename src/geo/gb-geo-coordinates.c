/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-geo-coordinates.h"

#include <glib/gi18n-lib.h>

#include "gb-geo-error.h"

#define POLYGON_LEVELS 3
#define MULTI_POLYGON_LEVELS 4
/* Three corners, and the first once more (RFC 7946, 3.1.6). */
#define LEAST_POINTS 4

static gboolean
refuse (GError    **error,
        const char *reason)
{
  g_set_error_literal (error, GB_GEO_ERROR, GB_GEO_ERROR_VALUE, reason);
  return FALSE;
}

/* The array at @depth begins: a polygon, a ring, a position or nothing of its own. */
static gboolean
begin (GbGeoCoordinates *self,
       guint             depth,
       GError          **error)
{
  if (depth > self->levels)
    return refuse (error, _("an array stands where a number should"));
  if (depth == self->levels - 2)
    self->polygon = gb_geo_feature_add_polygon (self->feature);
  else if (depth == self->levels - 1)
    self->ring = gb_geo_polygon_add_ring (self->polygon);
  return TRUE;
}

static gboolean
open_array (GbGeoCoordinates *self,
            GError          **error)
{
  if (self->depth == MULTI_POLYGON_LEVELS)
    return refuse (error, _("nested deeper than the coordinates of a MultiPolygon"));
  if (self->depth > 0)
    self->children[self->depth]++;
  self->children[++self->depth] = 0;
  return self->levels == 0 || begin (self, self->depth, error);
}

/* The first number tells what the arrays around it are. */
static gboolean
begin_all (GbGeoCoordinates *self,
           GError          **error)
{
  if (self->depth != POLYGON_LEVELS && self->depth != MULTI_POLYGON_LEVELS)
    return refuse (error, _("not the coordinates of a Polygon or MultiPolygon"));
  self->levels = self->depth;
  for (guint depth = 1; depth <= self->depth; depth++)
    if (!begin (self, depth, error))
      return FALSE;
  return TRUE;
}

/* A height may follow; it is let by. */
static gboolean
take_number (GbGeoCoordinates *self,
             double            number,
             GError          **error)
{
  guint index;

  if (self->levels == 0 && !begin_all (self, error))
    return FALSE;
  if (self->depth != self->levels)
    return refuse (error, _("a number stands where an array should"));
  index = self->children[self->depth]++;
  if (index < G_N_ELEMENTS (self->position))
    self->position[index] = number;
  return TRUE;
}

static gboolean
end_position (GbGeoCoordinates *self,
              GError          **error)
{
  GbGeoPoint point = { self->position[0], self->position[1] };

  if (self->children[self->depth] < 2)
    return refuse (error, _("a position has a longitude and a latitude"));
  if (point.lon < -180 || point.lon > 180 || point.lat < -90 || point.lat > 90)
    return refuse (error, _("not degrees of longitude and latitude (WGS 84)"));
  if (++self->n_points > self->max_points)
    {
      g_set_error (error, GB_GEO_ERROR, GB_GEO_ERROR_VALUE, _("more than %zu points"),
                   self->max_points);
      return FALSE;
    }
  g_array_append_val (self->ring, point);
  return TRUE;
}

static gboolean
end_ring (GbGeoCoordinates *self,
          GError          **error)
{
  const GbGeoPoint *first = &g_array_index (self->ring, GbGeoPoint, 0);
  const GbGeoPoint *last = &g_array_index (self->ring, GbGeoPoint, self->ring->len - 1);

  if (self->ring->len < LEAST_POINTS)
    return refuse (error, _("a ring has at least four positions"));
  if (first->lon != last->lon || first->lat != last->lat)
    return refuse (error, _("a ring ends where it begins"));
  return TRUE;
}

static gboolean
close_array (GbGeoCoordinates *self,
             GError          **error)
{
  if (self->children[self->depth] == 0)
    return refuse (error, _("an empty array"));
  if (self->depth == self->levels && !end_position (self, error))
    return FALSE;
  if (self->depth == self->levels - 1 && !end_ring (self, error))
    return FALSE;
  self->depth--;
  return TRUE;
}

/**
 * gb_geo_coordinates_take:
 * @token: the next one, from the outermost bracket to its end, after which #GbGeoCoordinates.depth is 0
 * @number: where it is one
 * @error: %GB_GEO_ERROR_VALUE
 *
 * Rings go to the feature as they come.
 */
gboolean
gb_geo_coordinates_take (GbGeoCoordinates *self,
                         GbGeoToken        token,
                         double            number,
                         GError          **error)
{
  switch (token)
    {
    case GB_GEO_TOKEN_BEGIN_ARRAY:
      return open_array (self, error);
    case GB_GEO_TOKEN_END_ARRAY:
      return close_array (self, error);
    case GB_GEO_TOKEN_NUMBER:
      if (self->depth > 0)
        return take_number (self, number, error);
      G_GNUC_FALLTHROUGH;
    default:
      return refuse (error, _("neither an array nor a number"));
    }
}
