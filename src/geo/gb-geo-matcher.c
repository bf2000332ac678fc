/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-geo-matcher.h"

#include <string.h>

/* The member of a feature that is no property (RFC 7946, 3.2). */
#define ID "id"

/* A stranger's file may give every feature properties of its own. */
#define MOST_KEYS 1024

/**
 * GbGeoMatcher:
 *
 * Which area of a file is which, by their codes. Spreadsheets and other programs make numbers of codes: "00004", "4" and
 * "4.0" are the same, unless two codes differ in nothing else.
 */
struct _GbGeoMatcher
{
  GHashTable *codes; /* (owned) (element-type utf8 utf8): itself */
  GHashTable *loose; /* (owned) (element-type utf8 utf8): without leading zeros, the code; "" for more than one */
  GHashTable *found; /* (owned) (element-type utf8 GHashTable): by key, which codes its values were */
  guint n_features;
};

GbGeoMatcher *
gb_geo_matcher_new (void)
{
  GbGeoMatcher *self = g_new0 (GbGeoMatcher, 1);

  self->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->loose = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  return self;
}

void
gb_geo_matcher_free (GbGeoMatcher *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->codes);
  g_hash_table_unref (self->loose);
  g_hash_table_unref (self->found);
  g_free (self);
}

/* (transfer full) (nullable): a whole number without leading zeros and without ".0"; %NULL for anything else */
static char *
loosen (const char *text)
{
  gsize n, zeros;

  while (g_ascii_isspace (*text))
    text++;
  n = strspn (text, "0123456789");
  zeros = strspn (text, "0");
  text += zeros;
  n -= zeros;
  if (n + zeros == 0)
    return NULL;
  if (text[n] == '.' && text[n + 1] == '0' && text[n + 1 + strspn (text + n + 1, "0")] == '\0')
    return g_strndup (text, n);
  return text[n + strspn (text + n, " \t\r\n")] == '\0' ? g_strndup (text, n) : NULL;
}

/**
 * gb_geo_matcher_add:
 * @code: of an area that is looked for
 */
void
gb_geo_matcher_add (GbGeoMatcher *self,
                    const char   *code)
{
  char *own, *loose;

  if (g_hash_table_contains (self->codes, code))
    return;
  own = g_strdup (code);
  g_hash_table_add (self->codes, own);
  loose = loosen (code);
  if (loose != NULL)
    g_hash_table_replace (self->loose, loose, g_hash_table_contains (self->loose, loose) ? (gpointer) "" : own);
}

guint
gb_geo_matcher_get_n_codes (GbGeoMatcher *self)
{
  return g_hash_table_size (self->codes);
}

/**
 * gb_geo_matcher_find:
 * @text: what a file says
 *
 * Returns: (transfer none) (nullable): the code that is meant; %NULL where it is none of those
 */
const char *
gb_geo_matcher_find (GbGeoMatcher *self,
                     const char   *text)
{
  const char *code = g_hash_table_lookup (self->codes, text);
  g_autofree char *loose = code == NULL ? loosen (text) : NULL;

  if (loose != NULL)
    code = g_hash_table_lookup (self->loose, loose);
  return code != NULL && *code != '\0' ? code : NULL;
}

/**
 * gb_geo_matcher_get_value:
 * @key: the name of a property; where there is none of that name, "id" is the feature's own identifier
 *
 * Returns: (transfer none) (nullable): what the feature has there
 */
const char *
gb_geo_matcher_get_value (const GbGeoFeature *feature,
                          const char         *key)
{
  const char *value = gb_geo_feature_get (feature, key);

  return value == NULL && g_str_equal (key, ID) ? feature->id : value;
}

static void
observe_value (GbGeoMatcher *self,
               const char   *key,
               const char   *value)
{
  const char *code = value != NULL ? gb_geo_matcher_find (self, value) : NULL;
  GHashTable *found;

  if (code == NULL)
    return;
  found = g_hash_table_lookup (self->found, key);
  if (found == NULL && g_hash_table_size (self->found) == MOST_KEYS)
    return;
  if (found == NULL)
    {
      found = g_hash_table_new (g_str_hash, g_str_equal);
      g_hash_table_insert (self->found, g_strdup (key), found);
    }
  g_hash_table_add (found, (gpointer) code);
}

/**
 * gb_geo_matcher_observe:
 * @feature: of a file whose key is not known yet
 *
 * Notes in which of its properties codes stand.
 */
void
gb_geo_matcher_observe (GbGeoMatcher       *self,
                        const GbGeoFeature *feature)
{
  GHashTableIter iter;
  gpointer key, value;

  self->n_features++;
  if (gb_geo_feature_get (feature, ID) == NULL)
    observe_value (self, ID, feature->id);
  g_hash_table_iter_init (&iter, feature->properties);
  while (g_hash_table_iter_next (&iter, &key, &value))
    observe_value (self, key, value);
}

/**
 * gb_geo_matcher_choose_key:
 *
 * A running number hits upon some codes, too: the key names at least half of the areas that there are, here or in the file.
 *
 * Returns: (transfer full) (nullable): the property that names the most areas, of equals the identifier, then the first by
 *   name; %NULL where there is none
 */
char *
gb_geo_matcher_choose_key (GbGeoMatcher *self)
{
  guint most = 0;
  const char *best = NULL;
  GHashTableIter iter;
  gpointer key, found;

  g_hash_table_iter_init (&iter, self->found);
  while (g_hash_table_iter_next (&iter, &key, &found))
    {
      guint n = g_hash_table_size (found);
      gboolean first = best == NULL || g_str_equal (key, ID) || (!g_str_equal (best, ID) && strcmp (key, best) < 0);

      if (n < most || (n == most && !first))
        continue;
      most = n;
      best = key;
    }
  return 2 * most >= MIN (self->n_features, gb_geo_matcher_get_n_codes (self)) ? g_strdup (best) : NULL;
}
