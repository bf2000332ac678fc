/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Areas and borders as they are kept: all numbers as variable-length integers (seven bits a byte, least first), points
 * as differences from the one before in millionths of a degree, signed numbers as 2n or -2n-1. */
#include "gb-geo-codec.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "gb-geo-coverage-private.h"
#include "gb-geo-error.h"

#define MAGIC "gbgeo1"

/* Nothing that was written here has more of anything. */
#define MOST 50000000

/* --- writing -------------------------------------------------------------------------------------- */

static void
put_number (GByteArray *out,
            guint64     value)
{
  guint8 bytes[10];
  guint n = 0;

  do
    {
      bytes[n++] = (guint8) ((value & 0x7f) | (value > 0x7f ? 0x80 : 0));
      value >>= 7;
    }
  while (value != 0);
  g_byte_array_append (out, bytes, n);
}

static void
put_signed (GByteArray *out,
            gint64      value)
{
  put_number (out, ((guint64) value << 1) ^ (guint64) (value >> 63));
}

static gint64
micro (double degrees)
{
  return llround (degrees * 1e6);
}

static void
put_points (GByteArray       *out,
            const GbGeoPoint *points,
            guint             n_points)
{
  gint64 lon = 0, lat = 0;

  put_number (out, n_points);
  for (guint i = 0; i < n_points; i++)
    {
      put_signed (out, micro (points[i].lon) - lon);
      put_signed (out, micro (points[i].lat) - lat);
      lon = micro (points[i].lon);
      lat = micro (points[i].lat);
    }
}

static void
put_area (GByteArray      *out,
          const GbGeoArea *area)
{
  gsize length = strlen (area->id);

  put_number (out, length);
  g_byte_array_append (out, (const guint8 *) area->id, (guint) length);
  put_points (out, &area->label, 1);
  put_number (out, (guint64) llround (area->label_radius));
}

/**
 * gb_geo_coverage_to_bytes:
 *
 * Returns: (transfer full): all of it, about four bytes a point
 */
GBytes *
gb_geo_coverage_to_bytes (const GbGeoCoverage *self)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();

  g_byte_array_append (out, (const guint8 *) MAGIC, strlen (MAGIC));
  put_number (out, self->areas->len);
  for (guint i = 0; i < self->areas->len; i++)
    put_area (out, &g_array_index (self->areas, GbGeoArea, i));
  put_number (out, self->arcs->len);
  for (guint i = 0; i < self->arcs->len; i++)
    {
      const GbGeoArc *arc = &g_array_index (self->arcs, GbGeoArc, i);

      put_number (out, (guint) (arc->left + 1));
      put_number (out, (guint) (arc->right + 1));
      for (guint level = 0; level < GB_GEO_N_LEVELS; level++)
        {
          guint n;
          const GbGeoPoint *points = gb_geo_level_get (&self->levels[level], i, &n);

          put_points (out, points, n);
        }
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

/* --- reading -------------------------------------------------------------------------------------- */

typedef struct
{
  const guint8 *at;
  const guint8 *end;
} Input;

static gboolean
take_number (Input   *in,
             guint64  most,
             guint64 *value)
{
  *value = 0;
  for (guint shift = 0; shift < 63 && in->at < in->end; shift += 7)
    {
      guint8 byte = *in->at++;

      *value |= (guint64) (byte & 0x7f) << shift;
      if ((byte & 0x80) == 0)
        return *value <= most;
    }
  return FALSE;
}

static gboolean
take_signed (Input  *in,
             gint64 *value)
{
  guint64 raw;

  if (!take_number (in, 4 * 360000000LL, &raw))
    return FALSE;
  *value = (gint64) (raw >> 1) ^ -(gint64) (raw & 1);
  return TRUE;
}

static gboolean
take_points (Input  *in,
             guint   least,
             GArray *points)
{
  guint64 n;
  gint64 lon = 0, lat = 0, dx, dy;

  if (!take_number (in, MOST, &n) || n < least || n > (guint64) (in->end - in->at) / 2)
    return FALSE;
  for (guint64 i = 0; i < n; i++)
    {
      GbGeoPoint point;

      if (!take_signed (in, &dx) || !take_signed (in, &dy))
        return FALSE;
      lon += dx;
      lat += dy;
      if (ABS (lon) > 180000000 || ABS (lat) > 90000000)
        return FALSE;
      point = (GbGeoPoint) { (double) lon / 1e6, (double) lat / 1e6 };
      g_array_append_val (points, point);
    }
  return TRUE;
}

static gboolean
take_area (Input         *in,
           GbGeoCoverage *coverage)
{
  g_autoptr (GArray) label = g_array_new (FALSE, FALSE, sizeof (GbGeoPoint));
  GbGeoArea area = { NULL };
  guint64 length, metres;

  if (!take_number (in, MOST, &length) || length > (guint64) (in->end - in->at) ||
      !g_utf8_validate_len ((const char *) in->at, length, NULL))
    return FALSE;
  area.id = g_strndup ((const char *) in->at, length);
  in->at += length;
  g_array_append_val (coverage->areas, area);
  if (!take_points (in, 1, label) || label->len != 1 || !take_number (in, 40000000, &metres))
    return FALSE;
  g_array_index (coverage->areas, GbGeoArea, coverage->areas->len - 1).label = g_array_index (label, GbGeoPoint, 0);
  g_array_index (coverage->areas, GbGeoArea, coverage->areas->len - 1).label_radius = (double) metres;
  return TRUE;
}

static gboolean
take_arc (Input         *in,
          GbGeoCoverage *coverage)
{
  guint64 left, right;
  GbGeoArc arc;

  if (!take_number (in, coverage->areas->len, &left) || !take_number (in, coverage->areas->len, &right))
    return FALSE;
  arc = (GbGeoArc) { (guint) left - 1, (guint) right - 1 };
  g_array_append_val (coverage->arcs, arc);
  for (guint i = 0; i < GB_GEO_N_LEVELS; i++)
    {
      GbGeoLevel *level = &coverage->levels[i];

      if (!take_points (in, 2, level->points))
        return FALSE;
      g_array_append_val (level->ends, level->points->len);
    }
  return TRUE;
}

static gboolean
take_coverage (Input         *in,
               GbGeoCoverage *coverage)
{
  guint64 n;

  if ((gsize) (in->end - in->at) < strlen (MAGIC) || memcmp (in->at, MAGIC, strlen (MAGIC)) != 0)
    return FALSE;
  in->at += strlen (MAGIC);
  if (!take_number (in, MOST, &n))
    return FALSE;
  for (guint64 i = 0; i < n; i++)
    {
      if (!take_area (in, coverage))
        return FALSE;
    }
  if (!take_number (in, MOST, &n))
    return FALSE;
  for (guint64 i = 0; i < n; i++)
    {
      if (!take_arc (in, coverage))
        return FALSE;
    }
  return in->at == in->end;
}

/**
 * gb_geo_coverage_from_bytes:
 * @bytes: from gb_geo_coverage_to_bytes()
 *
 * Returns: (transfer full): the same areas and borders, or %NULL with %GB_GEO_ERROR_DATA
 */
GbGeoCoverage *
gb_geo_coverage_from_bytes (GBytes  *bytes,
                            GError **error)
{
  g_autoptr (GbGeoCoverage) coverage = gb_geo_coverage_alloc ();
  gsize length;
  Input in;

  in.at = g_bytes_get_data (bytes, &length);
  in.end = length > 0 ? in.at + length : in.at;
  if (!take_coverage (&in, coverage))
    {
      g_set_error_literal (error, GB_GEO_ERROR, GB_GEO_ERROR_DATA, _("The stored boundaries are damaged"));
      return NULL;
    }
  gb_geo_coverage_make_loops (coverage);
  gb_geo_coverage_measure (coverage);
  return g_steal_pointer (&coverage);
}
