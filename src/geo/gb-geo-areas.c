/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-geo-areas.h"

#include <glib/gi18n-lib.h>

#include "gb-geo-error.h"

/* Characters of a value that is no code. */
#define MOST_SHOWN 40

/**
 * gb_geo_areas_find_key:
 * @stream: a file of areas
 * @matcher: the codes
 * @limits: (nullable): what is accepted
 *
 * Reads the file once to see which of its properties has the codes.
 *
 * Returns: (transfer full): the property; %NULL with %GB_GEO_ERROR_KEY where none has them, or what
 *   gb_geo_reader_next() fails with
 */
char *
gb_geo_areas_find_key (GInputStream      *stream,
                       GbGeoMatcher      *matcher,
                       const GbGeoLimits *limits,
                       GCancellable      *cancellable,
                       GError           **error)
{
  g_autoptr (GbGeoReader) reader = gb_geo_reader_new (stream, limits);
  char *key;

  for (;;)
    {
      g_autoptr (GbGeoFeature) feature = NULL;
      g_autoptr (GbGeoRefusal) refusal = NULL;

      if (!gb_geo_reader_next (reader, &feature, &refusal, cancellable, error))
        return NULL;
      if (feature == NULL && refusal == NULL)
        break;
      if (feature != NULL)
        gb_geo_matcher_observe (matcher, feature);
    }
  key = gb_geo_matcher_choose_key (matcher);
  if (key == NULL)
    g_set_error_literal (error, GB_GEO_ERROR, GB_GEO_ERROR_KEY, _("None of the properties has the codes of the communes"));
  return key;
}

static void
add_refusal (GbGeoAreas   *self,
             GbGeoRefusal *refusal)
{
  self->n_refused++;
  if (self->refusals->len < GB_GEO_MOST_REFUSALS)
    g_ptr_array_add (self->refusals, refusal);
  else
    gb_geo_refusal_free (refusal);
}

/**
 * gb_geo_areas_refuse:
 * @index: which feature of the file, from 0
 * @id: (nullable): what it is known by
 * @field: the member at fault
 * @reason: for the user
 */
void
gb_geo_areas_refuse (GbGeoAreas *self,
                     guint       index,
                     const char *id,
                     const char *field,
                     const char *reason)
{
  add_refusal (self, gb_geo_refusal_new (index, id, field, reason));
}

/* (transfer full): what stands in a sentence */
static char *
shorten (const char *value)
{
  g_autofree char *beginning = g_utf8_strlen (value, -1) > MOST_SHOWN ? g_utf8_substring (value, 0, MOST_SHOWN) : NULL;

  return beginning != NULL ? g_strconcat (beginning, "…", NULL) : g_strdup (value);
}

/* Which code the feature has; NULL where it was refused for want of one.
 * @seen: (element-type utf8 guint): codes that were taken, with the number of their feature from 1 */
static const char *
find_code (GbGeoAreas         *self,
           const GbGeoFeature *feature,
           guint               index,
           GHashTable         *seen)
{
  const char *key = self->key != NULL ? self->key : "id";
  const char *value = self->key != NULL ? gb_geo_matcher_get_value (feature, key) : feature->id;
  const char *code = value != NULL ? gb_geo_matcher_find (self->matcher, value) : NULL;
  guint earlier = code != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (seen, code)) : 0;
  gboolean own = value != NULL ? value == feature->id : g_str_equal (key, "id");
  g_autofree char *field = own ? g_strdup ("id") : g_strdup_printf ("properties.%s", key);
  g_autofree char *shown = value != NULL ? shorten (value) : NULL;
  g_autofree char *reason = NULL;

  if (value == NULL)
    reason = g_strdup (_("the commune's code is missing"));
  else if (code == NULL)
    reason = g_strdup_printf (_("“%s” is not the code of a commune of this province"), shown);
  else if (earlier != 0)
    /* Translators: a code, and the place of a feature in its file, from 1 */
    reason = g_strdup_printf (_("the commune %s came before, as the feature %u"), code, earlier);
  if (reason == NULL)
    return code;
  gb_geo_areas_refuse (self, index, value, field, reason);
  return NULL;
}

/* (transfer full) of @feature; whether the reading goes on. */
static gboolean
take (GbGeoAreas   *self,
      GbGeoFeature *feature,
      guint         index,
      GHashTable   *seen,
      GError      **error)
{
  const char *code = find_code (self, feature, index, seen);
  g_autoptr (GError) failure = NULL;

  if (code == NULL)
    {
      gb_geo_feature_free (feature);
      return TRUE;
    }
  g_free (feature->id);
  feature->id = g_strdup (code);
  if (self->func (feature, index, self->user_data, &failure))
    {
      g_hash_table_insert (seen, (gpointer) code, GUINT_TO_POINTER (index + 1));
      self->n_taken++;
    }
  else if (g_error_matches (failure, GB_GEO_ERROR, GB_GEO_ERROR_VALUE))
    gb_geo_areas_refuse (self, index, code, "geometry", failure->message);
  else
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return TRUE;
}

/**
 * gb_geo_areas_read:
 * @stream: a file of areas
 * @error: what gb_geo_reader_next() or the function fails with; what was taken should count for nothing then
 *
 * Takes the areas that are looked for, each once, and refuses the others with the reason.
 *
 * Returns: whether the file was read to its end
 */
gboolean
gb_geo_areas_read (GbGeoAreas   *self,
                   GInputStream *stream,
                   GCancellable *cancellable,
                   GError      **error)
{
  g_autoptr (GbGeoReader) reader = gb_geo_reader_new (stream, self->limits);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint index = 0;; index++)
    {
      GbGeoFeature *feature;
      GbGeoRefusal *refusal;

      if (!gb_geo_reader_next (reader, &feature, &refusal, cancellable, error))
        return FALSE;
      if (feature == NULL && refusal == NULL)
        break;
      if (refusal != NULL)
        add_refusal (self, refusal);
      else if (!take (self, feature, index, seen, error))
        return FALSE;
    }
  self->source = g_strdup (gb_geo_reader_get_source (reader));
  return TRUE;
}
