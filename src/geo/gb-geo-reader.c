/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-geo-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gb-geo-coordinates.h"
#include "gb-geo-error.h"
#include "gb-geo-scanner.h"

/* All of Vietnam's 3,321 communes with 300 corners each have one million, at which borders are made in ten seconds and
 * 150 MB; three million are what a desktop of 2 GB can still take. */
const GbGeoLimits gb_geo_limits_default = {
  .max_bytes = G_GUINT64_CONSTANT (1) << 30,
  .max_features = 100000,
  .max_feature_bytes = 64 << 20,
  .max_points = 1000000,
  .max_total_points = 3000000,
  .max_properties = 256,
};

typedef enum
{
  STATE_START,
  STATE_FEATURES, /* within the array */
  STATE_END,
} State;

/* Which members of an object have come; each may come once. */
enum
{
  SEEN_TYPE = 1 << 0,
  SEEN_ID = 1 << 1,
  SEEN_GEOMETRY = 1 << 2,
  SEEN_PROPERTIES = 1 << 3,
  SEEN_FEATURES = 1 << 4,
  SEEN_COORDINATES = 1 << 5,
};

/**
 * GbGeoReader:
 *
 * Reads a GeoJSON FeatureCollection of areas (RFC 7946: Polygon and MultiPolygon with holes) feature by feature, in
 * whatever order members come, with the memory of one feature. A feature that cannot be taken is refused with its
 * place and reason, and the next one is read.
 */
struct _GbGeoReader
{
  GbGeoScanner *scanner; /* (owned) */
  GbGeoLimits limits;
  State state;
  guint seen; /* members of the collection */
  guint n_features;
  char *source; /* (owned) (nullable) */
  gsize n_points; /* of features that were taken */

  /* of the feature being read */
  guint64 start; /* offset */
  GString *field; /* (owned): the member being read */
};

/**
 * gb_geo_reader_new:
 * @stream: UTF-8
 * @limits: (nullable): what is accepted; %NULL for the usual
 *
 * Returns: (transfer full): a reader before the first feature
 */
GbGeoReader *
gb_geo_reader_new (GInputStream      *stream,
                   const GbGeoLimits *limits)
{
  GbGeoReader *self = g_new0 (GbGeoReader, 1);

  self->limits = limits != NULL ? *limits : gb_geo_limits_default;
  self->scanner = gb_geo_scanner_new (stream, self->limits.max_bytes);
  self->field = g_string_new (NULL);
  return self;
}

void
gb_geo_reader_free (GbGeoReader *self)
{
  if (self == NULL)
    return;
  gb_geo_scanner_free (self->scanner);
  g_string_free (self->field, TRUE);
  g_free (self->source);
  g_free (self);
}

/* --- tokens --------------------------------------------------------------------------------- */

static gboolean
refuse (GError    **error,
        const char *reason)
{
  g_set_error_literal (error, GB_GEO_ERROR, GB_GEO_ERROR_VALUE, reason);
  return FALSE;
}

static gboolean
check_depth (GbGeoReader *self,
             GbGeoError   code,
             GError     **error)
{
  if (gb_geo_scanner_get_depth (self->scanner) <= GB_GEO_MAX_DEPTH)
    return TRUE;
  g_set_error (error, GB_GEO_ERROR, code, _("The data are nested more than %d levels deep"), GB_GEO_MAX_DEPTH);
  return FALSE;
}

/* Within a feature: what is too much of it is its own fault. */
static gboolean
next (GbGeoReader  *self,
      GbGeoToken   *token,
      GCancellable *cancellable,
      GError      **error)
{
  if (!gb_geo_scanner_next (self->scanner, token, cancellable, error))
    return FALSE;
  if (gb_geo_scanner_get_offset (self->scanner) - self->start > self->limits.max_feature_bytes)
    {
      g_set_error (error, GB_GEO_ERROR, GB_GEO_ERROR_VALUE, _("longer than %d MB"),
                   (int) (self->limits.max_feature_bytes >> 20));
      return FALSE;
    }
  if ((*token == GB_GEO_TOKEN_STRING || *token == GB_GEO_TOKEN_NAME) && gb_geo_scanner_is_cut (self->scanner))
    return refuse (error, _("a text is too long"));
  return check_depth (self, GB_GEO_ERROR_VALUE, error);
}

/* Reads over the rest until as few brackets are open as @depth. */
static gboolean
skip_to (GbGeoReader  *self,
         guint         depth,
         GCancellable *cancellable,
         GError      **error)
{
  GbGeoToken token;

  while (gb_geo_scanner_get_depth (self->scanner) > depth)
    if (!gb_geo_scanner_next (self->scanner, &token, cancellable, error))
      return FALSE;
  return TRUE;
}

/* Reads over a value that nobody asked for, whose first token was read. */
static gboolean
skip_value (GbGeoReader  *self,
            GbGeoToken    first,
            GCancellable *cancellable,
            GError      **error)
{
  guint outside = gb_geo_scanner_get_depth (self->scanner) - 1;
  GbGeoToken token;

  if (first != GB_GEO_TOKEN_BEGIN_OBJECT && first != GB_GEO_TOKEN_BEGIN_ARRAY)
    return TRUE;
  while (gb_geo_scanner_get_depth (self->scanner) > outside)
    if (!next (self, &token, cancellable, error))
      return FALSE;
  return TRUE;
}

static gboolean
see (GbGeoReader *self,
     guint       *seen,
     guint        member,
     GError     **error)
{
  if (*seen & member)
    return refuse (error, _("the member comes twice"));
  *seen |= member;
  return TRUE;
}

/* --- a geometry ----------------------------------------------------------------------------- */

static gboolean
read_coordinates (GbGeoReader      *self,
                  GbGeoCoordinates *coordinates,
                  GCancellable     *cancellable,
                  GError          **error)
{
  GbGeoToken token;

  do
    {
      if (!next (self, &token, cancellable, error) ||
          !gb_geo_coordinates_take (coordinates, token, gb_geo_scanner_get_number (self->scanner), error))
        return FALSE;
    }
  while (coordinates->depth > 0);
  return TRUE;
}

static gboolean
read_geometry_type (GbGeoReader  *self,
                    guint        *levels,
                    GCancellable *cancellable,
                    GError      **error)
{
  const char *text;
  GbGeoToken token;

  if (!next (self, &token, cancellable, error))
    return FALSE;
  text = gb_geo_scanner_get_text (self->scanner);
  *levels = token != GB_GEO_TOKEN_STRING ? 0 : g_str_equal (text, "Polygon") ? 3 : g_str_equal (text, "MultiPolygon") ? 4 : 0;
  return *levels != 0 || refuse (error, _("neither Polygon nor MultiPolygon"));
}

static gboolean
read_geometry_member (GbGeoReader      *self,
                      GbGeoCoordinates *coordinates,
                      guint            *levels,
                      guint            *seen,
                      GCancellable     *cancellable,
                      GError          **error)
{
  const char *name = gb_geo_scanner_get_text (self->scanner);
  GbGeoToken token;

  g_string_printf (self->field, "geometry.%s", name);
  if (g_str_equal (name, "type"))
    return see (self, seen, SEEN_TYPE, error) && read_geometry_type (self, levels, cancellable, error);
  if (g_str_equal (name, "coordinates"))
    return see (self, seen, SEEN_COORDINATES, error) && read_coordinates (self, coordinates, cancellable, error);
  return next (self, &token, cancellable, error) && skip_value (self, token, cancellable, error);
}

static gboolean
read_geometry (GbGeoReader  *self,
               GbGeoFeature *feature,
               GCancellable *cancellable,
               GError      **error)
{
  GbGeoCoordinates coordinates = { .feature = feature, .max_points = self->limits.max_points };
  guint levels = 0, seen = 0;
  GbGeoToken token;

  if (!next (self, &token, cancellable, error))
    return FALSE;
  if (token != GB_GEO_TOKEN_BEGIN_OBJECT)
    return refuse (error, token == GB_GEO_TOKEN_NULL ? _("it has no geometry") : _("no object"));
  for (;;)
    {
      if (!next (self, &token, cancellable, error))
        return FALSE;
      if (token == GB_GEO_TOKEN_END_OBJECT)
        break;
      if (!read_geometry_member (self, &coordinates, &levels, &seen, cancellable, error))
        return FALSE;
    }
  g_string_assign (self->field, "geometry");
  if (levels == 0 || coordinates.levels == 0)
    return refuse (error, _("type or coordinates are missing"));
  if (levels != coordinates.levels)
    return refuse (error, _("the coordinates are not those of its type"));
  return TRUE;
}

/* --- a feature ------------------------------------------------------------------------------ */

/* (transfer full) (nullable): a value as text; nothing where it is nested or null. */
static gboolean
read_text (GbGeoReader  *self,
           char        **text,
           GCancellable *cancellable,
           GError      **error)
{
  GbGeoToken token;

  *text = NULL;
  if (!next (self, &token, cancellable, error))
    return FALSE;
  if (token == GB_GEO_TOKEN_STRING || token == GB_GEO_TOKEN_NUMBER)
    *text = g_strdup (gb_geo_scanner_get_text (self->scanner));
  else if (token == GB_GEO_TOKEN_TRUE || token == GB_GEO_TOKEN_FALSE)
    *text = g_strdup (token == GB_GEO_TOKEN_TRUE ? "true" : "false");
  return skip_value (self, token, cancellable, error);
}

static gboolean
read_properties (GbGeoReader  *self,
                 GbGeoFeature *feature,
                 GCancellable *cancellable,
                 GError      **error)
{
  GbGeoToken token;
  guint n = 0;

  if (!next (self, &token, cancellable, error))
    return FALSE;
  if (token == GB_GEO_TOKEN_NULL)
    return TRUE;
  if (token != GB_GEO_TOKEN_BEGIN_OBJECT)
    return refuse (error, _("no object"));
  for (;;)
    {
      g_autofree char *name = NULL;
      char *value;

      if (!next (self, &token, cancellable, error))
        return FALSE;
      if (token == GB_GEO_TOKEN_END_OBJECT)
        return TRUE;
      if (++n > self->limits.max_properties)
        return refuse (error, _("too many properties"));
      name = g_strdup (gb_geo_scanner_get_text (self->scanner));
      g_string_printf (self->field, "properties.%s", name);
      if (g_hash_table_contains (feature->properties, name))
        return refuse (error, _("the member comes twice"));
      if (!read_text (self, &value, cancellable, error))
        return FALSE;
      if (value != NULL)
        g_hash_table_insert (feature->properties, g_steal_pointer (&name), value);
    }
}

static gboolean
read_feature_type (GbGeoReader  *self,
                   GCancellable *cancellable,
                   GError      **error)
{
  GbGeoToken token;

  if (!next (self, &token, cancellable, error))
    return FALSE;
  return (token == GB_GEO_TOKEN_STRING && g_str_equal (gb_geo_scanner_get_text (self->scanner), "Feature")) ||
         refuse (error, _("it is no Feature"));
}

static gboolean
read_feature_member (GbGeoReader  *self,
                     GbGeoFeature *feature,
                     guint        *seen,
                     GCancellable *cancellable,
                     GError      **error)
{
  const char *name = gb_geo_scanner_get_text (self->scanner);
  GbGeoToken token;

  g_string_assign (self->field, name);
  if (g_str_equal (name, "type"))
    return see (self, seen, SEEN_TYPE, error) && read_feature_type (self, cancellable, error);
  if (g_str_equal (name, "id"))
    return see (self, seen, SEEN_ID, error) && read_text (self, &feature->id, cancellable, error);
  if (g_str_equal (name, "geometry"))
    return see (self, seen, SEEN_GEOMETRY, error) && read_geometry (self, feature, cancellable, error);
  if (g_str_equal (name, "properties"))
    return see (self, seen, SEEN_PROPERTIES, error) && read_properties (self, feature, cancellable, error);
  return next (self, &token, cancellable, error) && skip_value (self, token, cancellable, error);
}

/* From behind its opening bracket. */
static gboolean
read_feature (GbGeoReader  *self,
              GbGeoFeature *feature,
              GCancellable *cancellable,
              GError      **error)
{
  guint seen = 0;
  GbGeoToken token;

  for (;;)
    {
      if (!next (self, &token, cancellable, error))
        return FALSE;
      if (token == GB_GEO_TOKEN_END_OBJECT)
        break;
      if (!read_feature_member (self, feature, &seen, cancellable, error))
        return FALSE;
    }
  g_string_assign (self->field, seen & SEEN_TYPE ? "geometry" : "type");
  if ((seen & SEEN_TYPE) == 0 || (seen & SEEN_GEOMETRY) == 0)
    return refuse (error, _("the member is missing"));
  gb_geo_feature_measure (feature);
  return TRUE;
}

static GbGeoRefusal *
make_refusal (GbGeoReader  *self,
              GbGeoFeature *feature,
              const GError *why)
{
  GbGeoRefusal *refusal = g_new0 (GbGeoRefusal, 1);

  refusal->index = self->n_features - 1;
  refusal->id = g_strdup (feature->id);
  gb_geo_scanner_get_place (self->scanner, &refusal->line, &refusal->column);
  refusal->field = g_strdup (self->field->str);
  refusal->reason = g_strdup (why->message);
  return refusal;
}

static gboolean
too_many_points (GbGeoReader *self,
                 GError     **error)
{
  g_set_error (error, GB_GEO_ERROR, GB_GEO_ERROR_LIMIT, _("The file has more than %zu points"),
               self->limits.max_total_points);
  return FALSE;
}

/* An element of the array, whose first token was read. */
static gboolean
read_element (GbGeoReader   *self,
              GbGeoToken     first,
              GbGeoFeature **feature,
              GbGeoRefusal **refusal,
              GCancellable  *cancellable,
              GError       **error)
{
  gboolean nested = first == GB_GEO_TOKEN_BEGIN_OBJECT || first == GB_GEO_TOKEN_BEGIN_ARRAY;
  guint outside = gb_geo_scanner_get_depth (self->scanner) - (nested ? 1 : 0);
  g_autoptr (GbGeoFeature) fresh = gb_geo_feature_new ();
  g_autoptr (GError) failure = NULL;

  if (++self->n_features > self->limits.max_features)
    {
      g_set_error (error, GB_GEO_ERROR, GB_GEO_ERROR_LIMIT, _("The file has more than %u features"),
                   self->limits.max_features);
      return FALSE;
    }
  self->start = gb_geo_scanner_get_offset (self->scanner);
  g_string_truncate (self->field, 0);
  if (first != GB_GEO_TOKEN_BEGIN_OBJECT)
    refuse (&failure, _("no object"));
  else if (read_feature (self, fresh, cancellable, &failure))
    {
      self->n_points += fresh->n_points;
      *feature = self->n_points <= self->limits.max_total_points ? g_steal_pointer (&fresh) : NULL;
      return *feature != NULL || too_many_points (self, error);
    }
  if (!g_error_matches (failure, GB_GEO_ERROR, GB_GEO_ERROR_VALUE))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  *refusal = make_refusal (self, fresh, failure);
  if (skip_to (self, outside, cancellable, error))
    return TRUE;
  g_clear_pointer (refusal, gb_geo_refusal_free);
  return FALSE;
}

/* --- the collection ------------------------------------------------------------------------- */

static gboolean
misfit (GError    **error,
        const char *reason)
{
  g_set_error_literal (error, GB_GEO_ERROR, GB_GEO_ERROR_FORMAT, reason);
  return FALSE;
}

/* Older GeoJSON can be in any coordinate system; VN-2000 taken for degrees would lie in the sea off Africa. */
static gboolean
check_system (const char *name,
              GError    **error)
{
  if (strstr (name, "CRS84") != NULL || g_str_has_suffix (name, ":4326"))
    return TRUE;
  g_set_error (error, GB_GEO_ERROR, GB_GEO_ERROR_FORMAT,
               _("The coordinates are of “%s”; GeoJSON has them in degrees of WGS 84"), name);
  return FALSE;
}

/* Of the member "crs" only its name matters. */
static gboolean
read_system (GbGeoReader  *self,
             GCancellable *cancellable,
             GError      **error)
{
  guint outside = gb_geo_scanner_get_depth (self->scanner);
  gboolean named = FALSE;
  GbGeoToken token;

  do
    {
      if (!gb_geo_scanner_next (self->scanner, &token, cancellable, error) ||
          !check_depth (self, GB_GEO_ERROR_LIMIT, error))
        return FALSE;
      if (token == GB_GEO_TOKEN_STRING && named && !check_system (gb_geo_scanner_get_text (self->scanner), error))
        return FALSE;
      named = token == GB_GEO_TOKEN_NAME && g_str_equal (gb_geo_scanner_get_text (self->scanner), "name");
    }
  while (gb_geo_scanner_get_depth (self->scanner) > outside);
  return TRUE;
}

static gboolean
read_collection_type (GbGeoReader  *self,
                      GCancellable *cancellable,
                      GError      **error)
{
  GbGeoToken token;

  if (!gb_geo_scanner_next (self->scanner, &token, cancellable, error))
    return FALSE;
  self->seen |= SEEN_TYPE;
  return (token == GB_GEO_TOKEN_STRING &&
          g_str_equal (gb_geo_scanner_get_text (self->scanner), "FeatureCollection")) ||
         misfit (error, _("The file is no GeoJSON FeatureCollection"));
}

/* Reads on until as few brackets are open as @outside, at least one token. */
static gboolean
skip_within (GbGeoReader  *self,
             guint         outside,
             GCancellable *cancellable,
             GError      **error)
{
  GbGeoToken token;

  do
    {
      if (!gb_geo_scanner_next (self->scanner, &token, cancellable, error) ||
          !check_depth (self, GB_GEO_ERROR_LIMIT, error))
        return FALSE;
    }
  while (gb_geo_scanner_get_depth (self->scanner) > outside);
  return TRUE;
}

static gboolean
skip_member (GbGeoReader  *self,
             GCancellable *cancellable,
             GError      **error)
{
  return skip_within (self, gb_geo_scanner_get_depth (self->scanner), cancellable, error);
}

/* Who drew the areas: a foreign member (RFC 7946, 6.1) that no other kind of value counts in. */
static gboolean
read_source (GbGeoReader  *self,
             GCancellable *cancellable,
             GError      **error)
{
  guint outside = gb_geo_scanner_get_depth (self->scanner);
  GbGeoToken token;

  if (!gb_geo_scanner_next (self->scanner, &token, cancellable, error))
    return FALSE;
  if (token == GB_GEO_TOKEN_STRING && !gb_geo_scanner_is_cut (self->scanner))
    {
      g_free (self->source);
      self->source = g_strdup (gb_geo_scanner_get_text (self->scanner));
    }
  return gb_geo_scanner_get_depth (self->scanner) == outside || skip_within (self, outside, cancellable, error);
}

static gboolean
begin_features (GbGeoReader  *self,
                GCancellable *cancellable,
                GError      **error)
{
  GbGeoToken token;

  if (self->seen & SEEN_FEATURES)
    return misfit (error, _("The member “features” comes twice"));
  self->seen |= SEEN_FEATURES;
  if (!gb_geo_scanner_next (self->scanner, &token, cancellable, error))
    return FALSE;
  self->state = STATE_FEATURES;
  return token == GB_GEO_TOKEN_BEGIN_ARRAY || misfit (error, _("The file is no GeoJSON FeatureCollection"));
}

/* The end of the collection, and nothing behind it. */
static gboolean
end_collection (GbGeoReader  *self,
                GCancellable *cancellable,
                GError      **error)
{
  GbGeoToken token;

  if (!gb_geo_scanner_next (self->scanner, &token, cancellable, error))
    return FALSE;
  self->state = STATE_END;
  return (self->seen & SEEN_TYPE && self->seen & SEEN_FEATURES) ||
         misfit (error, _("The file is no GeoJSON FeatureCollection"));
}

/* Members of the collection until its features begin, or it ends. */
static gboolean
read_members (GbGeoReader  *self,
              GCancellable *cancellable,
              GError      **error)
{
  GbGeoToken token;

  while (self->state == STATE_START)
    {
      const char *name;
      gboolean ok;

      if (!gb_geo_scanner_next (self->scanner, &token, cancellable, error))
        return FALSE;
      if (token == GB_GEO_TOKEN_END_OBJECT)
        return end_collection (self, cancellable, error);
      name = gb_geo_scanner_get_text (self->scanner);
      if (g_str_equal (name, "features"))
        ok = begin_features (self, cancellable, error);
      else if (g_str_equal (name, "type"))
        ok = read_collection_type (self, cancellable, error);
      else if (g_str_equal (name, "crs"))
        ok = read_system (self, cancellable, error);
      else if (g_str_equal (name, "source"))
        ok = read_source (self, cancellable, error);
      else
        ok = skip_member (self, cancellable, error);
      if (!ok)
        return FALSE;
    }
  return TRUE;
}

static gboolean
begin_collection (GbGeoReader  *self,
                  GCancellable *cancellable,
                  GError      **error)
{
  GbGeoToken token;

  if (gb_geo_scanner_get_depth (self->scanner) > 0)
    return TRUE;
  return gb_geo_scanner_next (self->scanner, &token, cancellable, error) &&
         (token == GB_GEO_TOKEN_BEGIN_OBJECT || misfit (error, _("The file is no GeoJSON FeatureCollection")));
}

/**
 * gb_geo_reader_next:
 * @feature: (out) (transfer full) (nullable): the next area
 * @refusal: (out) (transfer full) (nullable): or why it is not taken; with both %NULL there are no more
 * @error: %GB_GEO_ERROR_SYNTAX, %GB_GEO_ERROR_FORMAT, %GB_GEO_ERROR_LIMIT, or what the stream failed with: the file
 *   cannot be read on, and what was read of it should count for nothing
 *
 * Returns: whether the file can be read on
 */
gboolean
gb_geo_reader_next (GbGeoReader   *self,
                    GbGeoFeature **feature,
                    GbGeoRefusal **refusal,
                    GCancellable  *cancellable,
                    GError       **error)
{
  GbGeoToken token;

  *feature = NULL;
  *refusal = NULL;
  if (self->state == STATE_START &&
      (!begin_collection (self, cancellable, error) || !read_members (self, cancellable, error)))
    return FALSE;
  if (self->state == STATE_END)
    return TRUE;
  if (!gb_geo_scanner_next (self->scanner, &token, cancellable, error))
    return FALSE;
  if (token != GB_GEO_TOKEN_END_ARRAY)
    return read_element (self, token, feature, refusal, cancellable, error);
  self->state = STATE_START;
  return read_members (self, cancellable, error);
}

/**
 * gb_geo_reader_get_source:
 *
 * Returns: (transfer none) (nullable): who drew the areas, where the collection's member "source" says so and was read
 */
const char *
gb_geo_reader_get_source (GbGeoReader *self)
{
  return self->source;
}
