/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-geo-reader.h"

#include <string.h>

#include "gb-geo-error.h"

#define RING(a) "[[" #a ",15],[109,15],[109,16],[" #a ",15]]"
#define SQUARE "{\"type\":\"Polygon\",\"coordinates\":[" RING (108) "]}"
#define FEATURE(geometry) "{\"type\":\"Feature\",\"geometry\":" geometry "}"
#define FILE_OF(features) "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"
#define POLYGON(coordinates) FILE_OF (FEATURE ("{\"type\":\"Polygon\",\"coordinates\":" coordinates "}"))

/* What a file gives: features as "id:polygons/rings/points", refusals as "-index field line:column", in their order; an
 * error as "!code". */
static char *
read_with (const char        *text,
           const GbGeoLimits *limits)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, (gssize) strlen (text), NULL);
  g_autoptr (GbGeoReader) reader = gb_geo_reader_new (stream, limits);
  g_autoptr (GString) found = g_string_new (NULL);

  for (;;)
    {
      g_autoptr (GbGeoFeature) feature = NULL;
      g_autoptr (GbGeoRefusal) refusal = NULL;
      g_autoptr (GError) error = NULL;

      if (!gb_geo_reader_next (reader, &feature, &refusal, NULL, &error))
        {
          g_assert_cmpint (error->domain, ==, GB_GEO_ERROR);
          g_assert_null (feature);
          g_assert_null (refusal);
          g_string_append_printf (found, "!%d", error->code);
          break;
        }
      if (feature == NULL && refusal == NULL)
        break;
      g_assert_true ((feature == NULL) != (refusal == NULL));
      if (refusal != NULL)
        {
          g_assert_cmpstr (refusal->reason, !=, "");
          g_string_append_printf (found, "-%u %s %u:%u ", refusal->index, refusal->field, refusal->line,
                                  refusal->column);
          continue;
        }
      {
        guint n_rings = 0;

        for (guint i = 0; i < feature->polygons->len; i++)
          n_rings += ((GbGeoPolygon *) feature->polygons->pdata[i])->rings->len;
        g_string_append_printf (found, "%s:%u/%u/%" G_GSIZE_FORMAT " ", feature->id != NULL ? feature->id : "",
                                feature->polygons->len, n_rings, feature->n_points);
      }
    }
  return g_string_free (g_steal_pointer (&found), FALSE);
}

static void
test_shapes (void)
{
  static const struct
  {
    const char *text, *found;
  } cases[] = {
    { FILE_OF (""), "" },
    { FILE_OF (FEATURE (SQUARE)), ":1/1/4 " },
    { POLYGON ("[" RING (108) "," RING (108.5) "]"), ":1/2/8 " },
    { FILE_OF (FEATURE ("{\"type\":\"MultiPolygon\",\"coordinates\":[[" RING (108) "," RING (108.2) "],[" RING (107) "]]}")),
      ":2/3/12 " },
    { POLYGON ("[[[108,15,3.5],[109,15,3],[109,16,0],[108,15,3.5]]]"), ":1/1/4 " },
    /* in any order, with what nobody asked for */
    { "{\"bbox\":[1,2,3,4],\"features\":[{\"bbox\":[1],\"properties\":{\"a\":{\"b\":[1,{}]},\"n\":12,\"y\":true,\"z\":null},"
      "\"geometry\":{\"coordinates\":[" RING (108) "],\"x\":[[[[[]]]]],\"type\":\"Polygon\"},\"id\":21028,\"type\":"
      "\"Feature\"}],\"name\":\"x\",\"type\":\"FeatureCollection\"}",
      "21028:1/1/4 " },
    { "{\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:OGC:1.3:CRS84\"}},\"type\":"
      "\"FeatureCollection\",\"features\":[" FEATURE (SQUARE) "]}",
      ":1/1/4 " },
    { "{\"crs\":null,\"type\":\"FeatureCollection\",\"features\":[]}", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = read_with (cases[i].text, NULL);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (found, ==, cases[i].found);
    }
}

/* One fault, and the next feature is read all the same. */
static void
test_refusals (void)
{
  static const struct
  {
    const char *feature, *field;
  } cases[] = {
    { "5", "" },
    { "null", "" },
    { "[[]]", "" },
    { "{}", "type" },
    { "{\"type\":\"Feature\"}", "geometry" },
    { "{\"type\":\"Point\"}", "type" },
    { "{\"geometry\":" SQUARE "}", "type" },
    { FEATURE ("null"), "geometry" },
    { FEATURE ("{}"), "geometry" },
    { FEATURE ("{\"type\":\"Polygon\"}"), "geometry" },
    { FEATURE ("{\"type\":\"Point\",\"coordinates\":[108,15]}"), "geometry.type" },
    { FEATURE ("{\"coordinates\":[108,15],\"type\":\"Point\"}"), "geometry.coordinates" },
    { FEATURE ("{\"type\":\"GeometryCollection\",\"geometries\":[" SQUARE "]}"), "geometry.type" },
    { FEATURE ("{\"type\":\"MultiPolygon\",\"coordinates\":[" RING (108) "]}"), "geometry" },
    { FEATURE ("{\"type\":\"Polygon\",\"coordinates\":[[" RING (108) "]]}"), "geometry" },
    { FEATURE ("{\"type\":\"Polygon\",\"coordinates\":null}"), "geometry.coordinates" },
    { FEATURE ("{\"type\":\"Polygon\",\"coordinates\":7}"), "geometry.coordinates" },
    { FEATURE ("{\"type\":\"Polygon\",\"coordinates\":[]}"), "geometry.coordinates" },
    { FEATURE ("{\"type\":\"Polygon\",\"coordinates\":[[]]}"), "geometry.coordinates" },
    { FEATURE ("{\"type\":\"Polygon\",\"coordinates\":[[],[[1]]]}"), "geometry.coordinates" },
    { FEATURE ("{\"type\":\"Polygon\",\"coordinates\":[" RING (108) ",[]]}"), "geometry.coordinates" },
    { FEATURE ("{\"type\":\"Polygon\",\"coordinates\":[" RING (108) ",5]}"), "geometry.coordinates" },
    { FEATURE ("{\"type\":\"Polygon\",\"coordinates\":[[[108]]]}"), "geometry.coordinates" },
    { FEATURE ("{\"type\":\"Polygon\",\"coordinates\":[[[108,\"15\"]]]}"), "geometry.coordinates" },
    { FEATURE ("{\"type\":\"Polygon\",\"coordinates\":[[[108,[15]]]]}"), "geometry.coordinates" },
    { FEATURE ("{\"type\":\"Polygon\",\"coordinates\":[[[[[108,15]]]]]}"), "geometry.coordinates" },
    { FEATURE ("{\"type\":\"Polygon\",\"coordinates\":{}}"), "geometry.coordinates" },
    { FEATURE ("{\"type\":\"Polygon\",\"coordinates\":[[[108,15],[109,15],[108,15]]]}"), "geometry.coordinates" },
    { FEATURE ("{\"type\":\"Polygon\",\"coordinates\":[[[108,15],[109,15],[109,16],[108,15.1]]]}"), "geometry.coordinates" },
    { FEATURE ("{\"type\":\"Polygon\",\"coordinates\":[[[572000,1672000],[1,1],[1,2],[572000,1672000]]]}"),
      "geometry.coordinates" },
    { FEATURE ("{\"type\":\"Polygon\",\"coordinates\":[[[15,108],[15,109],[16,109],[15,108]]]}"), "geometry.coordinates" },
    { "{\"type\":\"Feature\",\"type\":\"Feature\",\"geometry\":" SQUARE "}", "type" },
    { "{\"type\":\"Feature\",\"properties\":{\"a\":1,\"a\":2},\"geometry\":" SQUARE "}", "properties.a" },
    { "{\"type\":\"Feature\",\"properties\":[1],\"geometry\":" SQUARE "}", "properties" },
    { "{\"type\":\"Feature\",\"x\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]],\"geometry\":" SQUARE "}",
      "x" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (FILE_OF (FEATURE (SQUARE) ",\n%s,\n{\"id\":\"z\",\"type\":\"Feature\","
                                                        "\"geometry\":" SQUARE "}"),
                                               cases[i].feature);
      g_autofree char *found = read_with (text, NULL);
      g_autofree char *wanted = g_strdup_printf (":1/1/4 -1 %s 2:", cases[i].field);

      g_test_message ("%s", cases[i].feature);
      if (!g_str_has_prefix (found, wanted) || !g_str_has_suffix (found, " z:1/1/4 "))
        g_error ("%s: %s", cases[i].feature, found);
    }
}

static void
test_place (void)
{
  g_autofree char *found = read_with ("{\"type\":\"FeatureCollection\",\"features\":[\n"
                                      "  {\"type\":\"Feature\",\"id\":\"21028\",\n"
                                      "   \"geometry\":{\"type\":\"Polygon\",\n"
                                      "    \"coordinates\":[[[108,15],\n"
                                      "      [109,95],[109,16],[108,15]]]}}]}",
                                      NULL);

  /* at the end of the position */
  g_assert_cmpstr (found, ==, "-0 geometry.coordinates 5:14 ");
}

/* The file as a whole: nothing of it counts. */
static void
test_files (void)
{
  static const struct
  {
    const char *text;
    GbGeoError code;
  } cases[] = {
    { "", GB_GEO_ERROR_SYNTAX },
    { "<html>Đăng nhập</html>", GB_GEO_ERROR_SYNTAX },
    { "[]", GB_GEO_ERROR_FORMAT },
    { "5", GB_GEO_ERROR_FORMAT },
    { "{}", GB_GEO_ERROR_FORMAT },
    { "{\"type\":\"FeatureCollection\"}", GB_GEO_ERROR_FORMAT },
    { "{\"features\":[]}", GB_GEO_ERROR_FORMAT },
    { "{\"type\":\"FeatureCollection\",\"features\":{}}", GB_GEO_ERROR_FORMAT },
    { "{\"type\":\"FeatureCollection\",\"features\":[],\"features\":[]}", GB_GEO_ERROR_FORMAT },
    { FEATURE (SQUARE), GB_GEO_ERROR_FORMAT },
    { "{\"type\":\"Topology\",\"objects\":{}}", GB_GEO_ERROR_FORMAT },
    { "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::3405\"}},"
      "\"features\":[]}",
      GB_GEO_ERROR_FORMAT },
    { FILE_OF ("") "x", GB_GEO_ERROR_SYNTAX },
    { "{\"x\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]],\"type\":\"FeatureCollection\",\"features\":[]}",
      GB_GEO_ERROR_LIMIT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = read_with (cases[i].text, NULL);
      g_autofree char *wanted = g_strdup_printf ("!%d", cases[i].code);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (found, ==, wanted);
    }
}

/* Cut after any byte, a file never ends well, and never gives a feature that it has not to the end. */
static void
test_cut (void)
{
  static const char text[] = FILE_OF (FEATURE (SQUARE) ",{\"geometry\":null}," FEATURE (SQUARE));

  for (gsize length = 0; length < strlen (text); length++)
    {
      g_autofree char *part = g_strndup (text, length);
      g_autofree char *found = read_with (part, NULL);

      g_assert_true (g_str_has_suffix (found, "!0"));
      g_assert_cmpint (strstr (found, ":1/1/4") != NULL, ==,
                       length >= strlen ("{\"type\":\"FeatureCollection\",\"features\":[" FEATURE (SQUARE)));
    }
}

static void
test_limits (void)
{
  const char *two = FILE_OF ("{\"id\":\"a\",\"properties\":{\"x\":1,\"y\":\"0123456789012345678901234567890123456789\"},"
                             "\"type\":\"Feature\",\"geometry\":" SQUARE "}," FEATURE (SQUARE));
  GbGeoLimits limits = gb_geo_limits_default;
  g_autofree char *points = NULL, *total = NULL, *features = NULL, *bytes = NULL, *properties = NULL, *feature_bytes = NULL;

  limits.max_points = 3;
  points = read_with (FILE_OF (FEATURE (SQUARE)), &limits);
  g_assert_true (g_str_has_prefix (points, "-0 geometry.coordinates 1:"));
  limits = gb_geo_limits_default;
  limits.max_total_points = 7;
  total = read_with (two, &limits);
  g_assert_cmpstr (total, ==, "a:1/1/4 !2");
  limits = gb_geo_limits_default;
  limits.max_features = 1;
  features = read_with (two, &limits);
  g_assert_cmpstr (features, ==, "a:1/1/4 !2");
  limits = gb_geo_limits_default;
  limits.max_bytes = strlen (two) - 1;
  bytes = read_with (two, &limits);
  g_assert_cmpstr (bytes, ==, "!2");
  limits = gb_geo_limits_default;
  limits.max_properties = 1;
  properties = read_with (two, &limits);
  g_assert_true (g_str_has_prefix (properties, "-0 properties.x 1:"));
  g_assert_true (g_str_has_suffix (properties, " :1/1/4 "));
  limits = gb_geo_limits_default;
  limits.max_feature_bytes = strlen (FEATURE (SQUARE)) + 1;
  feature_bytes = read_with (two, &limits);
  g_assert_true (g_str_has_prefix (feature_bytes, "-0 "));
  g_assert_true (g_str_has_suffix (feature_bytes, " :1/1/4 "));
}

/* The deepest text that a stranger can send costs neither stack nor much memory. */
static void
test_deep (void)
{
  g_autofree char *open = g_strnfill (90000, '['), *close = g_strnfill (90000, ']');
  g_autofree char *text = g_strdup_printf (
      FILE_OF ("{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":%s%s}}," FEATURE (SQUARE)), open,
      close);
  g_autofree char *found = read_with (text, NULL);

  g_assert_true (g_str_has_prefix (found, "-0 geometry.coordinates 1:"));
  g_assert_true (g_str_has_suffix (found, " :1/1/4 "));
}

static void
test_feature (void)
{
  const char *text = "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"id\":\"21028\",\"properties\":"
                     "{\"name\":\"Nghĩa Lộ\",\"population\":73556,\"x\":{\"y\":1}},\"geometry\":{\"type\":\"Polygon\","
                     "\"coordinates\":[[[108.7,15.1],[108.8,15.1],[108.8,15.2],[108.7,15.1]]]}}]}";
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, (gssize) strlen (text), NULL);
  g_autoptr (GbGeoReader) reader = gb_geo_reader_new (stream, NULL);
  g_autoptr (GbGeoFeature) feature = NULL;
  g_autoptr (GbGeoRefusal) refusal = NULL;
  g_autoptr (GError) error = NULL;
  const GArray *ring;

  g_assert_true (gb_geo_reader_next (reader, &feature, &refusal, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (feature->id, ==, "21028");
  g_assert_cmpstr (gb_geo_feature_get (feature, "name"), ==, "Nghĩa Lộ");
  g_assert_cmpstr (gb_geo_feature_get (feature, "population"), ==, "73556");
  g_assert_null (gb_geo_feature_get (feature, "x"));
  g_assert_cmpfloat (feature->bounds.west, ==, 108.7);
  g_assert_cmpfloat (feature->bounds.south, ==, 15.1);
  g_assert_cmpfloat (feature->bounds.east, ==, 108.8);
  g_assert_cmpfloat (feature->bounds.north, ==, 15.2);
  ring = g_ptr_array_index (((GbGeoPolygon *) feature->polygons->pdata[0])->rings, 0);
  g_assert_cmpfloat (g_array_index (ring, GbGeoPoint, 2).lat, ==, 15.2);
}

static void
test_cancelled (void)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data ("{", 1, NULL);
  g_autoptr (GbGeoReader) reader = gb_geo_reader_new (stream, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GbGeoFeature) feature = NULL;
  g_autoptr (GbGeoRefusal) refusal = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (gb_geo_reader_next (reader, &feature, &refusal, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* The boundaries of a province as they were published: every commune once, nothing refused. */
static void
test_province (void)
{
  const char *path = g_getenv ("GIAOBAN_TEST_BOUNDARIES");
  g_autoptr (GFile) file = g_file_new_for_path (path != NULL ? path : "");
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  g_autoptr (GbGeoReader) reader = NULL;
  gsize n = 0, n_points = 0;

  if (stream == NULL)
    {
      g_test_skip ("the boundaries are not on this machine");
      return;
    }
  reader = gb_geo_reader_new (G_INPUT_STREAM (stream), NULL);
  for (;;)
    {
      g_autoptr (GbGeoFeature) feature = NULL;
      g_autoptr (GbGeoRefusal) refusal = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (gb_geo_reader_next (reader, &feature, &refusal, NULL, &error));
      g_assert_no_error (error);
      g_assert_null (refusal);
      if (feature == NULL)
        break;
      n++;
      n_points += feature->n_points;
      g_assert_cmpfloat (feature->bounds.west, >, 107);
      g_assert_cmpfloat (feature->bounds.north, <, 17);
    }
  g_assert_cmpuint (n, ==, 96);
  g_assert_cmpuint (n_points, >, 1000);
  g_test_message ("%" G_GSIZE_FORMAT " points", n_points);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/geo/reader/shapes", test_shapes);
  g_test_add_func ("/geo/reader/refusals", test_refusals);
  g_test_add_func ("/geo/reader/place", test_place);
  g_test_add_func ("/geo/reader/files", test_files);
  g_test_add_func ("/geo/reader/cut", test_cut);
  g_test_add_func ("/geo/reader/limits", test_limits);
  g_test_add_func ("/geo/reader/deep", test_deep);
  g_test_add_func ("/geo/reader/feature", test_feature);
  g_test_add_func ("/geo/reader/cancelled", test_cancelled);
  g_test_add_func ("/geo/reader/province", test_province);

  return g_test_run ();
}
