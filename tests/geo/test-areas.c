/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which area of a file is which: by a key that is given or found, each once, the rest refused with the reason. */
#include "gb-geo-areas.h"

#include <string.h>

#include "gb-geo-error.h"
#include "gb-geo-normalise.h"
#include "gb-geo-writer.h"

#define SQUARE "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[108,15],[108,16],[109,16],[109,15],[108,15]]]}"
#define FEATURE(members) "{\"type\":\"Feature\"," members "," SQUARE "}"
#define COLLECTION(features) "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"

static GbGeoMatcher *
matcher_new (const char *codes)
{
  g_auto (GStrv) each = g_strsplit (codes, " ", -1);
  GbGeoMatcher *matcher = gb_geo_matcher_new ();

  for (gsize i = 0; each[i] != NULL; i++)
    gb_geo_matcher_add (matcher, each[i]);
  return matcher;
}

static void
test_codes (void)
{
  static const struct
  {
    const char *codes;
    const char *text;
    const char *found;
  } cases[] = {
    { "21028 00004", "21028", "21028" },    { "21028 00004", "00004", "00004" },
    { "21028 00004", "4", "00004" },        { "21028 00004", "21028.0", "21028" },
    { "21028 00004", "21028.00", "21028" }, { "21028 00004", " 21028 ", "21028" },
    { "21028 00004", "021028", "21028" },   { "21028 00004", "21028.5", NULL },
    { "21028 00004", "2.1028e4", NULL },    { "21028 00004", "", NULL },
    { "21028 00004", "0", NULL },           { "21028 00004", "21028x", NULL },
    { "21028 00004", "21028.", NULL },      { "04 4 5", "4", "4" },
    { "04 4 5", "04", "04" },               { "04 4 5", "004", NULL },
    { "QN-1 2", "QN-1", "QN-1" },           { "QN-1 2", "qn-1", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GbGeoMatcher) matcher = matcher_new (cases[i].codes);

      g_assert_cmpstr (gb_geo_matcher_find (matcher, cases[i].text), ==, cases[i].found);
    }
}

/* --- the key -------------------------------------------------------------------------------------- */

static const struct
{
  const char *codes;
  const char *file;
  const char *key; /* NULL: none */
} keys[] = {
  { "21028 21031", COLLECTION (FEATURE ("\"id\":\"21028\",\"properties\":null") "," FEATURE ("\"id\":21031,\"properties\":{}")),
    "id" },
  /* of two that have all, the identifier */
  { "21028 21031", COLLECTION (FEATURE ("\"id\":\"21028\",\"properties\":{\"a\":\"21028\"}") ","
                               FEATURE ("\"id\":\"21031\",\"properties\":{\"a\":21031}")), "id" },
  { "21028 21031", COLLECTION (FEATURE ("\"id\":0,\"properties\":{\"ma\":21028.0,\"ten\":\"Nghĩa Lộ\",\"tinh\":51}") ","
                               FEATURE ("\"id\":1,\"properties\":{\"ma\":\"21031\",\"ten\":\"x\",\"tinh\":51}")), "ma" },
  { "21028 21031", COLLECTION (FEATURE ("\"properties\":{\"id\":\"21028\"}") "," FEATURE ("\"properties\":{\"id\":\"21031\"}")),
    "id" },
  /* of equals that are no identifier, the first by name */
  { "21028 21031", COLLECTION (FEATURE ("\"properties\":{\"z\":21028,\"b\":21028,\"c\":1}")), "b" },
  /* running numbers hit upon some codes */
  { "00001 00004 00007 00010", COLLECTION (FEATURE ("\"id\":1,\"properties\":{\"ma\":\"x1\"}") ","
                                           FEATURE ("\"id\":2,\"properties\":{\"ma\":\"x2\"}") ","
                                           FEATURE ("\"id\":3,\"properties\":{\"ma\":\"x3\"}")), NULL },
  /* one province out of the country's file */
  { "21028", COLLECTION (FEATURE ("\"properties\":{\"n\":1,\"ma\":\"00001\"}") "," FEATURE ("\"properties\":{\"n\":2,\"ma\":\"21028\"}")
                         "," FEATURE ("\"properties\":{\"n\":3,\"ma\":\"00007\"}")), "ma" },
  { "21028", COLLECTION (FEATURE ("\"properties\":{\"ma\":\"99999\"}")), NULL },
  { "21028", COLLECTION (""), NULL },
};

static void
test_find_key (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (GbGeoMatcher) matcher = matcher_new (keys[i].codes);
      g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (keys[i].file, -1, NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *key = gb_geo_areas_find_key (stream, matcher, NULL, NULL, &error);

      g_assert_cmpstr (key, ==, keys[i].key);
      if (keys[i].key == NULL)
        g_assert_error (error, GB_GEO_ERROR, GB_GEO_ERROR_KEY);
      else
        g_assert_no_error (error);
    }
}

static void
test_find_key_in_garbage (void)
{
  static const struct
  {
    const char *text;
    int code;
  } cases[] = {
    { "%PDF-1.7", GB_GEO_ERROR_SYNTAX },
    { "", GB_GEO_ERROR_SYNTAX },
    { "[1,2]", GB_GEO_ERROR_FORMAT },
    { "{\"type\":\"FeatureCollection\",\"features\":[{", GB_GEO_ERROR_SYNTAX },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GbGeoMatcher) matcher = matcher_new ("21028");
      g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (cases[i].text, -1, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (gb_geo_areas_find_key (stream, matcher, NULL, NULL, &error));
      g_assert_error (error, GB_GEO_ERROR, cases[i].code);
    }
}

/* --- the areas ------------------------------------------------------------------------------------ */

/* Takes what is there, but for one code. */
static gboolean
take (GbGeoFeature *feature,
      guint         index,
      gpointer      user_data,
      GError      **error)
{
  GString *taken = user_data;

  g_string_append_printf (taken, "%u:%s ", index, feature->id);
  if (g_str_equal (feature->id, "7"))
    g_set_error_literal (error, GB_GEO_ERROR, GB_GEO_ERROR_VALUE, "not today");
  gb_geo_feature_free (feature);
  return *error == NULL;
}

static void
test_read (void)
{
  static const char text[] = "{\"type\":\"FeatureCollection\",\"source\":\"Sở Nội vụ\",\"features\":["
      FEATURE ("\"properties\":{\"ma\":\"00001\"}") "," FEATURE ("\"properties\":{\"ma\":2}") ","
      FEATURE ("\"properties\":{\"ma\":\"1\"}") "," FEATURE ("\"properties\":{\"ten\":\"x\"}") ","
      FEATURE ("\"properties\":{\"ma\":\"3\"}") "," FEATURE ("\"properties\":{\"ma\":\"7\"}") ","
      FEATURE ("\"properties\":{\"ma\":\"7\"}") ",{\"type\":\"Feature\",\"properties\":{\"ma\":2},\"geometry\":null}]}";
  static const struct
  {
    guint index;
    const char *field;
  } refused[] = {
    { 2, "properties.ma" }, { 3, "properties.ma" }, { 4, "properties.ma" }, { 5, "geometry" }, { 6, "geometry" },
    { 7, "geometry" },
  };
  g_autoptr (GbGeoMatcher) matcher = matcher_new ("00001 00002 7");
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, -1, NULL);
  g_autoptr (GPtrArray) refusals = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_geo_refusal_free);
  g_autoptr (GString) taken = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  GbGeoAreas areas = { .matcher = matcher, .key = "ma", .func = take, .user_data = taken, .refusals = refusals };

  g_assert_true (gb_geo_areas_read (&areas, stream, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (areas.n_taken, ==, 2);
  g_assert_cmpuint (areas.n_refused, ==, G_N_ELEMENTS (refused));
  g_assert_cmpstr (taken->str, ==, "0:00001 1:00002 5:7 6:7 ");
  g_assert_cmpstr (areas.source, ==, "Sở Nội vụ");
  for (guint i = 0; i < refusals->len; i++)
    {
      const GbGeoRefusal *refusal = refusals->pdata[i];

      g_assert_cmpuint (refusal->index, ==, refused[i].index);
      g_assert_cmpstr (refusal->field, ==, refused[i].field);
      g_assert_cmpstr (refusal->reason, !=, "");
    }
  g_free (areas.source);
}

/* What nobody reads to its end is counted. */
static void
test_many_refusals (void)
{
  g_autoptr (GString) text = g_string_new ("{\"type\":\"FeatureCollection\",\"features\":[1");
  g_autoptr (GbGeoMatcher) matcher = matcher_new ("21028");
  g_autoptr (GPtrArray) refusals = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_geo_refusal_free);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  GbGeoAreas areas = { .matcher = matcher, .func = take, .refusals = refusals };

  for (guint i = 1; i < 5000; i++)
    g_string_append (text, ",1");
  g_string_append (text, "],\"source\":{\"a\":[\"b\"]}}");
  stream = g_memory_input_stream_new_from_data (text->str, (gssize) text->len, NULL);
  g_assert_true (gb_geo_areas_read (&areas, stream, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (areas.n_refused, ==, 5000);
  g_assert_cmpuint (refusals->len, ==, GB_GEO_MOST_REFUSALS);
  g_assert_null (areas.source);
}

/* --- normalised ----------------------------------------------------------------------------------- */

static char *
normalise (const char *coordinates,
           GError    **error)
{
  g_autofree char *text = g_strdup_printf (
      "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"id\":\"a\",\"properties\":{},\"geometry\":%s}]}",
      coordinates);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, -1, NULL);
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GbGeoReader) reader = gb_geo_reader_new (stream, NULL);
  g_autoptr (GbGeoWriter) writer = gb_geo_writer_new (out);
  g_autoptr (GbGeoFeature) feature = NULL;
  g_autoptr (GbGeoRefusal) refusal = NULL;

  g_assert_true (gb_geo_reader_next (reader, &feature, &refusal, NULL, NULL));
  g_assert_nonnull (feature);
  if (!gb_geo_feature_normalise (feature, error))
    return NULL;
  gb_geo_writer_set_source (writer, "\"Ai\" vẽ");
  gb_geo_writer_open (writer, NULL);
  gb_geo_writer_begin_feature (writer, feature->id);
  g_assert_true (gb_geo_writer_end_as_read (writer, feature, NULL, NULL));
  g_assert_true (gb_geo_writer_close (writer, NULL, NULL));
  g_assert_true (g_output_stream_close (out, NULL, NULL));
  return g_strndup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (out)),
                    g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (out)));
}

static void
test_normalise (void)
{
  static const struct
  {
    const char *geometry;
    const char *expected; /* what has to be in it; NULL: refused */
  } cases[] = {
    /* with the clock, and with points of too many digits */
    { "{\"type\":\"Polygon\",\"coordinates\":[[[108,15],[108,16.00000001],[109,16],[109,15],[108,15]]]}",
      "{\"type\":\"Polygon\",\"coordinates\":[[[" },
    /* a hole against the clock */
    { "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[108,15],[109,15],[109,16],[108,16],[108,15]],"
      "[[108.2,15.2],[108.4,15.2],[108.4,15.4],[108.2,15.4],[108.2,15.2]]]]}", "]],[[" },
    { "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[108,15],[109,15],[109,16],[108,16],[108,15]]],"
      "[[[110,15],[111,15],[111,16],[110,16],[110,15]]]]}", "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[" },
    { "{\"type\":\"Polygon\",\"coordinates\":[[[108,15],[109,16],[108,15],[108,15]]]}", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = normalise (cases[i].geometry, &error);

      if (cases[i].expected == NULL)
        {
          g_assert_error (error, GB_GEO_ERROR, GB_GEO_ERROR_VALUE);
          continue;
        }
      g_assert_no_error (error);
      g_assert_nonnull (strstr (text, cases[i].expected));
      g_assert_nonnull (strstr (text, "\"source\":\"\\\"Ai\\\" vẽ\""));
      g_assert_null (strstr (text, "16.0"));
    }
}

static double
ring_area (const GArray *ring)
{
  double area = 0;

  for (guint i = 0; i + 1 < ring->len; i++)
    {
      const GbGeoPoint *a = &g_array_index (ring, GbGeoPoint, i), *b = a + 1;

      area += (a->lon * b->lat - b->lon * a->lat) / 2;
    }
  return area;
}

/* Outside against the clock, holes with it, whatever came. */
static void
test_direction (void)
{
  static const char text[] = COLLECTION ("{\"type\":\"Feature\",\"properties\":null,\"geometry\":{\"type\":\"Polygon\","
      "\"coordinates\":[[[108,15],[108,16],[109,16],[109,15],[108,15]],"
      "[[108.2,15.2],[108.4,15.2],[108.4,15.4],[108.2,15.4],[108.2,15.2]]]}}");
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, -1, NULL);
  g_autoptr (GbGeoReader) reader = gb_geo_reader_new (stream, NULL);
  g_autoptr (GbGeoFeature) feature = NULL;
  g_autoptr (GbGeoRefusal) refusal = NULL;
  g_autoptr (GError) error = NULL;
  const GbGeoPolygon *polygon;

  g_assert_true (gb_geo_reader_next (reader, &feature, &refusal, NULL, &error));
  g_assert_true (gb_geo_feature_normalise (feature, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (feature->polygons->len, ==, 1);
  polygon = feature->polygons->pdata[0];
  g_assert_cmpuint (polygon->rings->len, ==, 2);
  g_assert_cmpfloat_with_epsilon (ring_area (polygon->rings->pdata[0]), 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (ring_area (polygon->rings->pdata[1]), -0.04, 1e-9);
  g_assert_cmpuint (feature->n_points, ==, 10);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geo/areas/codes", test_codes);
  g_test_add_func ("/geo/areas/find-key", test_find_key);
  g_test_add_func ("/geo/areas/find-key-in-garbage", test_find_key_in_garbage);
  g_test_add_func ("/geo/areas/read", test_read);
  g_test_add_func ("/geo/areas/many-refusals", test_many_refusals);
  g_test_add_func ("/geo/areas/normalise", test_normalise);
  g_test_add_func ("/geo/areas/direction", test_direction);
  return g_test_run ();
}
