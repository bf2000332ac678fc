/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-geo-writer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gb-geo-rings.h"

/* So much is gathered before it goes out. */
#define CHUNK (1 << 16)

struct _GbGeoWriter
{
  GOutputStream *stream; /* (owned) */
  GString *text;         /* (owned): what has not gone out yet */
  char *source;          /* (owned) (nullable) */
  guint n_features;
  guint n_properties; /* of the feature being written */
};

/**
 * gb_geo_writer_new:
 * @stream: where to; it is not closed
 *
 * Returns: (transfer full): a writer before its first byte
 */
GbGeoWriter *
gb_geo_writer_new (GOutputStream *stream)
{
  GbGeoWriter *self = g_new0 (GbGeoWriter, 1);

  self->stream = g_object_ref (stream);
  self->text = g_string_sized_new (CHUNK);
  return self;
}

void
gb_geo_writer_free (GbGeoWriter *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->stream);
  g_string_free (self->text, TRUE);
  g_free (self->source);
  g_free (self);
}

static gboolean
write_out (GbGeoWriter  *self,
           GCancellable *cancellable,
           GError      **error)
{
  if (!g_output_stream_write_all (self->stream, self->text->str, self->text->len, NULL, cancellable, error))
    return FALSE;
  g_string_truncate (self->text, 0);
  return TRUE;
}

/* --- JSON ----------------------------------------------------------------------------------------- */

static void
append_string (GString    *text,
               const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);

  g_string_append_c (text, '"');
  for (const char *p = valid; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_printf (text, "\\%c", *p);
      else if ((guchar) *p < 0x20 || *p == 0x7f)
        g_string_append_printf (text, "\\u%04x", (guchar) *p);
      else
        g_string_append_c (text, *p);
    }
  g_string_append_c (text, '"');
}

/* The shortest digits that give the same number again. */
static void
append_number (GString *text,
               double   value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (digits, sizeof digits, "%.15g", value);
  if (g_ascii_strtod (digits, NULL) != value)
    g_ascii_dtostr (digits, sizeof digits, value);
  g_string_append (text, digits);
}

/* A coordinate of whole steps, without zeros at its end. */
static void
append_degrees (GString *text,
                gint64   steps)
{
  gint64 rest = llabs (steps) % GB_GEO_STEPS;
  int places = 6;

  g_string_append_printf (text, "%s%" G_GINT64_FORMAT, steps < 0 ? "-" : "", (gint64) llabs (steps) / GB_GEO_STEPS);
  if (rest == 0)
    return;
  for (; rest % 10 == 0; rest /= 10)
    places--;
  g_string_append_printf (text, ".%0*" G_GINT64_FORMAT, places, rest);
}

static void
append_position (GString  *text,
                 GbGeoStep step)
{
  g_string_append_c (text, '[');
  append_degrees (text, step.x);
  g_string_append_c (text, ',');
  append_degrees (text, step.y);
  g_string_append_c (text, ']');
}

static void
begin_property (GbGeoWriter *self,
                const char  *name)
{
  if (self->n_properties++ > 0)
    g_string_append_c (self->text, ',');
  append_string (self->text, name);
  g_string_append_c (self->text, ':');
}

/* --- geometry ------------------------------------------------------------------------------------- */

static void
append_ring (GString         *text,
             const GbGeoRing *ring)
{
  g_string_append_c (text, '[');
  for (guint i = 0; i <= ring->steps->len; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      append_position (text, g_array_index (ring->steps, GbGeoStep, i % ring->steps->len));
    }
  g_string_append_c (text, ']');
}

/* An outer ring with its holes. */
static void
append_polygon (GString      *text,
                const GArray *rings,
                guint         outer)
{
  g_string_append_c (text, '[');
  append_ring (text, &g_array_index (rings, GbGeoRing, outer));
  for (guint i = 0; i < rings->len; i++)
    {
      if (g_array_index (rings, GbGeoRing, i).area < 0 && g_array_index (rings, GbGeoRing, i).outside == outer)
        {
          g_string_append_c (text, ',');
          append_ring (text, &g_array_index (rings, GbGeoRing, i));
        }
    }
  g_string_append_c (text, ']');
}

static void
append_geometry (GString             *text,
                 const GbGeoCoverage *coverage,
                 guint                area)
{
  g_autoptr (GArray) rings = gb_geo_rings_new (coverage, area);
  guint n_outer = 0, n = 0;

  for (guint i = 0; i < rings->len; i++)
    n_outer += g_array_index (rings, GbGeoRing, i).area > 0;
  /* A feature that lies nowhere has a geometry, and it is null (RFC 7946, 3.2). */
  if (n_outer == 0)
    {
      g_string_append (text, "null");
      return;
    }
  g_string_append_printf (text, "{\"type\":\"%s\",\"coordinates\":%s", n_outer > 1 ? "MultiPolygon" : "Polygon",
                          n_outer > 1 ? "[" : "");
  for (guint i = 0; i < rings->len; i++)
    {
      if (g_array_index (rings, GbGeoRing, i).area <= 0)
        continue;
      if (n++ > 0)
        g_string_append_c (text, ',');
      append_polygon (text, rings, i);
    }
  g_string_append (text, n_outer > 1 ? "]}" : "}");
}

/* Rings that end where they begin, as a feature has them. */
static void
append_read_polygon (GString            *text,
                     const GbGeoPolygon *polygon)
{
  g_string_append_c (text, '[');
  for (guint i = 0; i < polygon->rings->len; i++)
    {
      const GArray *ring = polygon->rings->pdata[i];

      g_string_append (text, i > 0 ? ",[" : "[");
      for (guint j = 0; j < ring->len; j++)
        {
          const GbGeoPoint *point = &g_array_index (ring, GbGeoPoint, j);

          if (j > 0)
            g_string_append_c (text, ',');
          append_position (text, (GbGeoStep) { (gint32) llround (point->lon * GB_GEO_STEPS),
                                               (gint32) llround (point->lat * GB_GEO_STEPS) });
        }
      g_string_append_c (text, ']');
    }
  g_string_append_c (text, ']');
}

/* --- features ------------------------------------------------------------------------------------- */

/**
 * gb_geo_writer_set_source:
 * @source: (nullable): who drew the areas
 *
 * To be called before the collection is opened, which then says so in a foreign member (RFC 7946, 6.1).
 */
void
gb_geo_writer_set_source (GbGeoWriter *self,
                          const char  *source)
{
  g_free (self->source);
  self->source = g_strdup (source);
}

/**
 * gb_geo_writer_open:
 * @bounds: (nullable): of all that follows
 */
void
gb_geo_writer_open (GbGeoWriter       *self,
                    const GbGeoBounds *bounds)
{
  g_string_append (self->text, "{\"type\":\"FeatureCollection\"");
  if (self->source != NULL)
    {
      g_string_append (self->text, ",\"source\":");
      append_string (self->text, self->source);
    }
  if (bounds != NULL)
    {
      const double edges[] = { bounds->west, bounds->south, bounds->east, bounds->north };

      for (guint i = 0; i < G_N_ELEMENTS (edges); i++)
        {
          g_string_append (self->text, i == 0 ? ",\"bbox\":[" : ",");
          append_degrees (self->text, llround (edges[i] * GB_GEO_STEPS));
        }
      g_string_append_c (self->text, ']');
    }
  g_string_append (self->text, ",\"features\":[");
}

/**
 * gb_geo_writer_begin_feature:
 * @id: (nullable): its identifier
 */
void
gb_geo_writer_begin_feature (GbGeoWriter *self,
                             const char  *id)
{
  g_string_append (self->text, self->n_features++ > 0 ? ",\n" : "\n");
  g_string_append (self->text, "{\"type\":\"Feature\"");
  if (id != NULL)
    {
      g_string_append (self->text, ",\"id\":");
      append_string (self->text, id);
    }
  g_string_append (self->text, ",\"properties\":{");
  self->n_properties = 0;
}

/**
 * gb_geo_writer_text:
 * @value: (nullable): UTF-8; %NULL = not known
 */
void
gb_geo_writer_text (GbGeoWriter *self,
                    const char  *name,
                    const char  *value)
{
  begin_property (self, name);
  if (value != NULL)
    append_string (self->text, value);
  else
    g_string_append (self->text, "null");
}

void
gb_geo_writer_integer (GbGeoWriter *self,
                       const char  *name,
                       gint64       value)
{
  begin_property (self, name);
  g_string_append_printf (self->text, "%" G_GINT64_FORMAT, value);
}

/**
 * gb_geo_writer_number:
 * @value: NaN = not known; JSON has no word for what is not finite
 */
void
gb_geo_writer_number (GbGeoWriter *self,
                      const char  *name,
                      double       value)
{
  begin_property (self, name);
  if (isfinite (value))
    append_number (self->text, value);
  else
    g_string_append (self->text, "null");
}

/**
 * gb_geo_writer_end_feature:
 * @coverage: where its geometry is
 * @area: which area it is, or %GB_GEO_NO_AREA where it has none
 *
 * Ends the feature with its geometry in full detail.
 *
 * Returns: whether what was gathered could be written
 */
gboolean
gb_geo_writer_end_feature (GbGeoWriter         *self,
                           const GbGeoCoverage *coverage,
                           guint                area,
                           GCancellable        *cancellable,
                           GError             **error)
{
  g_string_append (self->text, "},\"geometry\":");
  if (area != GB_GEO_NO_AREA)
    append_geometry (self->text, coverage, area);
  else
    g_string_append (self->text, "null");
  g_string_append_c (self->text, '}');
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  return self->text->len < CHUNK || write_out (self, cancellable, error);
}

/**
 * gb_geo_writer_end_as_read:
 * @feature: what has the geometry, as gb_geo_feature_normalise() leaves it
 *
 * Ends the feature with that geometry.
 *
 * Returns: whether what was gathered could be written
 */
gboolean
gb_geo_writer_end_as_read (GbGeoWriter        *self,
                           const GbGeoFeature *feature,
                           GCancellable       *cancellable,
                           GError            **error)
{
  gboolean many = feature->polygons->len > 1;

  g_string_append_printf (self->text, "},\"geometry\":{\"type\":\"%s\",\"coordinates\":%s",
                          many ? "MultiPolygon" : "Polygon", many ? "[" : "");
  for (guint i = 0; i < feature->polygons->len; i++)
    {
      if (i > 0)
        g_string_append_c (self->text, ',');
      append_read_polygon (self->text, feature->polygons->pdata[i]);
    }
  g_string_append (self->text, many ? "]}}" : "}}");
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  return self->text->len < CHUNK || write_out (self, cancellable, error);
}

/**
 * gb_geo_writer_end_point:
 * @lon: degrees east; NaN where nobody knows
 * @lat: degrees north
 *
 * Ends the feature with a point, or without a place (RFC 7946, 3.2).
 *
 * Returns: whether what was gathered could be written
 */
gboolean
gb_geo_writer_end_point (GbGeoWriter   *self,
                         double         lon,
                         double         lat,
                         GCancellable  *cancellable,
                         GError       **error)
{
  g_string_append (self->text, "},\"geometry\":");
  if (isfinite (lon) && isfinite (lat))
    {
      g_string_append (self->text, "{\"type\":\"Point\",\"coordinates\":");
      append_position (self->text, (GbGeoStep) { (gint32) llround (lon * GB_GEO_STEPS),
                                                 (gint32) llround (lat * GB_GEO_STEPS) });
      g_string_append_c (self->text, '}');
    }
  else
    g_string_append (self->text, "null");
  g_string_append_c (self->text, '}');
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  return self->text->len < CHUNK || write_out (self, cancellable, error);
}

/**
 * gb_geo_writer_close:
 *
 * Returns: whether all was written
 */
gboolean
gb_geo_writer_close (GbGeoWriter  *self,
                     GCancellable *cancellable,
                     GError      **error)
{
  g_string_append (self->text, "\n]}\n");
  return write_out (self, cancellable, error);
}
