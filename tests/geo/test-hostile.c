/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that mean harm: each is taken or refused with a word, and costs no more than a large honest one. The short run
 * is a fiftieth of the long one (-m slow, suite "long"), which says how much time and memory each took. */
#include <math.h>
#include <string.h>

#include "gb-geo-codec.h"
#include "gb-geo-error.h"
#include "gb-geo-reader.h"
#include "gb-geos-private.h"
#include "geo-shapes.h"

/* No hostile file may need more than this; what a file within all limits needs is 600 MB. */
#define MOST_MB 1200

#if defined(__SANITIZE_ADDRESS__)
#define MEASURES_MEMORY FALSE
#else
#define MEASURES_MEMORY TRUE
#endif

static guint
scaled (guint n)
{
  return g_test_slow () ? n : n / 50;
}

/* --- what it costs -------------------------------------------------------------------------------- */

typedef struct
{
  const char *what;
  gint64 start;
} Cost;

static Cost
cost_begin (const char *what)
{
  /* The highest mark of memory begins anew (proc(5)) */
  g_file_set_contents_full ("/proc/self/clear_refs", "5", 1, G_FILE_SET_CONTENTS_NONE, 0600, NULL);
  return (Cost) { what, g_get_monotonic_time () };
}

static void
cost_end (const Cost *self,
          const char *outcome)
{
  g_autofree char *status = NULL;
  const char *peak;
  double mb = 0;

  if (g_file_get_contents ("/proc/self/status", &status, NULL, NULL) && (peak = strstr (status, "VmHWM:")) != NULL)
    mb = g_ascii_strtod (peak + 6, NULL) / 1024;
  g_test_message ("%s: %s; %.1f s, %.0f MB", self->what, outcome,
                  (double) (g_get_monotonic_time () - self->start) / G_USEC_PER_SEC, mb);
  if (MEASURES_MEMORY)
    g_assert_cmpfloat (mb, <, MOST_MB);
}

/* --- areas ---------------------------------------------------------------------------------------- */

static GPtrArray *
list_of (GbGeoFeature *feature)
{
  GPtrArray *features = shape_list ();

  g_ptr_array_add (features, feature);
  return features;
}

static GbGeoFeature *
shape_of (const char *id,
          GArray     *points)
{
  GbGeoFeature *feature = shape_polygon (id, (const GbGeoPoint *) (gpointer) points->data, points->len);

  g_array_unref (points);
  return feature;
}

static void
add (GArray *points,
     double  lon,
     double  lat)
{
  GbGeoPoint point = { lon, lat };

  g_array_append_val (points, point);
}

static GArray *
points_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (GbGeoPoint));
}

/* An honest coast of that many corners. */
static GArray *
coast (guint n)
{
  GArray *points = points_new ();

  for (guint i = 0; i < n; i++)
    {
      double angle = 2 * G_PI * i / n, radius = 4 + 0.01 * sin (angle * n / 20);

      add (points, 108 + radius * cos (angle), 15 + radius * sin (angle));
    }
  return points;
}

static GPtrArray *
make_coast (guint n)
{
  return list_of (shape_of ("coast", coast (n)));
}

/* Every edge crosses nearly every other one. */
static GPtrArray *
make_star (guint n)
{
  GArray *points = points_new ();
  guint step = n / 2 - 1;

  for (guint i = 0; i < n; i++)
    {
      double angle = 2 * G_PI * (guint) ((guint64) i * step % n) / n;

      add (points, 108 + 4 * cos (angle), 15 + 4 * sin (angle));
    }
  return list_of (shape_of ("star", points));
}

/* No edge crosses another, but each is near a million of them. */
static GPtrArray *
make_comb (guint n)
{
  GArray *points = points_new ();

  for (guint i = 0; i < n; i++)
    add (points, 100 + 10.0 * i / n + (i % 4 < 2 ? 8 : 0), 10 + 10.0 * i / n + (i % 4 < 2 ? -8 : 0));
  add (points, 90, 22);
  return list_of (shape_of ("comb", points));
}

static GPtrArray *
make_equal (guint n)
{
  GArray *points = points_new ();

  for (guint i = 0; i < n; i++)
    add (points, 108, 15);
  return list_of (shape_of ("equal", points));
}

static GPtrArray *
make_squares (guint  n,
              double step)
{
  GPtrArray *features = shape_list ();

  for (guint i = 0; i < n / 100; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);
      double west = 105 + step * (i % 100), south = 12 + step * (i / 100);

      g_ptr_array_add (features, shape_rectangle (id, west, south, west + 0.01, south + 0.01));
    }
  return features;
}

static GPtrArray *
make_islands (guint n)
{
  return make_squares (n, 0.02);
}

static GPtrArray *
make_stack (guint n)
{
  return make_squares (n, 0);
}

static GPtrArray *
make_tiles (guint n)
{
  return make_squares (n, 0.01);
}

/* Squares on top of each other, each a little aside: all of them cross. */
static GPtrArray *
make_shingles (guint n)
{
  return make_squares (n, 0.0000011);
}

/* Cutting holes is what the library is slowest at: this one is a tenth of the others. */
static GPtrArray *
make_cover (guint n)
{
  GPtrArray *features = make_squares (n / 10, 0.02);

  g_ptr_array_insert (features, 0, shape_of ("cover", coast (n / 20)));
  return features;
}

static GPtrArray *
make_needle (guint n)
{
  return list_of (shape_rectangle ("needle", 100, 15, 110, 15.000002));
}

/* Each comb is sound; together they cross in every tooth. */
static GPtrArray *
make_combs (guint n)
{
  GArray *across = points_new (), *down = points_new ();
  GPtrArray *features = shape_list ();

  for (guint i = 0; i < n / 8; i++)
    {
      double at = 40.0 * i / n;

      add (across, 105, 10 + at);
      add (across, 110, 10 + at + 10.0 / n);
      add (down, 105 + at, 10);
      add (down, 105 + at + 10.0 / n, 15);
    }
  add (across, 104, 16);
  add (down, 112, 9);
  g_ptr_array_add (features, shape_of ("across", across));
  g_ptr_array_add (features, shape_of ("down", down));
  return features;
}

/* A part in a part in a part. */
static GPtrArray *
make_nested (guint n)
{
  GbGeoFeature *feature = gb_geo_feature_new ();

  feature->id = g_strdup ("nested");
  for (guint i = 0; i < n / 100; i++)
    {
      GArray *ring = gb_geo_polygon_add_ring (gb_geo_feature_add_polygon (feature));
      double half = 4.0 * (i + 1) * 100 / n;

      add (ring, 108 - half, 15 - half);
      add (ring, 108 + half, 15 - half);
      add (ring, 108 + half, 15 + half);
      add (ring, 108 - half, 15 + half);
    }
  return list_of (feature);
}

/* How many were taken; or why none, or the first, was not. */
static char *
build (GPtrArray *features)
{
  g_autoptr (GPtrArray) refusals = shape_refusals ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GbGeoCoverage) coverage = gb_geo_coverage_new (features, refusals, NULL, &error);

  if (coverage == NULL)
    {
      g_assert_error (error, GB_GEO_ERROR, GB_GEO_ERROR_LIMIT);
      return g_strdup_printf ("all refused: %s", error->message);
    }
  g_assert_cmpuint (gb_geo_coverage_get_n_areas (coverage) + refusals->len, ==, features->len);
  if (refusals->len > 0)
    return g_strdup_printf ("%u of %u taken: %s", gb_geo_coverage_get_n_areas (coverage), features->len,
                            ((GbGeoRefusal *) refusals->pdata[0])->reason);
  return g_strdup ("all taken");
}

static void
test_areas (void)
{
  static const struct
  {
    const char *what;
    GPtrArray *(*make) (guint n);
    const char *outcome;
  } cases[] = {
    { "an honest coast of a million corners", make_coast, "all taken" },
    { "a star that crosses itself", make_star, "0 of 1 taken: its border is too tangled" },
    { "a comb", make_comb, "0 of 1 taken: its border is too tangled" },
    { "a million equal points", make_equal, "0 of 1 taken: ring 1: it has fewer than three corners" },
    { "10,000 islands", make_islands, "all taken" },
    { "10,000 tiles", make_tiles, "all taken" },
    { "10,000 times the same", make_stack, NULL },
    { "10,000 shingles", make_shingles, NULL },
    { "50,000 corners over 1,000 areas", make_cover, NULL },
    { "a needle", make_needle, "all taken" },
    { "two combs", make_combs, NULL },
    { "10,000 parts in each other", make_nested, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) features = cases[i].make (scaled (1000000));
      Cost cost = cost_begin (cases[i].what);
      g_autofree char *outcome = build (features);

      cost_end (&cost, outcome);
      if (cases[i].outcome != NULL && !g_str_has_prefix (outcome, cases[i].outcome))
        g_error ("%s: %s", cases[i].what, outcome);
    }
}

/* --- stopping ------------------------------------------------------------------------------------- */

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (30000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
test_cancelled (void)
{
  g_autoptr (GPtrArray) features = shape_cells (40, 40, 300, 0.18, 5), few = shape_cells (2, 2, 20, 0.1, 5);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL, none = NULL;
  g_autoptr (GbGeoCoverage) coverage = NULL;
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);
  Cost cost = cost_begin ("cancelled");

  g_assert_null (gb_geo_coverage_new (features, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
  cost_end (&cost, error->message);
  /* The next one has nothing to do with it */
  coverage = gb_geo_coverage_new (few, NULL, NULL, &none);
  g_assert_no_error (none);
  g_assert_cmpuint (gb_geo_coverage_get_n_areas (coverage), ==, 4);
}

/* What was made to take for ever ends by itself, and says why. */
static void
test_patience (void)
{
  g_autoptr (GPtrArray) features = shape_cells (40, 40, 300, 0.18, 5), few = shape_cells (2, 2, 20, 0.1, 5);
  g_autoptr (GError) error = NULL, none = NULL;
  g_autoptr (GbGeoCoverage) coverage = NULL;
  Cost cost = cost_begin ("patience");

  gb_geos_set_patience (30 * G_TIME_SPAN_MILLISECOND);
  g_assert_null (gb_geo_coverage_new (features, NULL, NULL, &error));
  g_assert_error (error, GB_GEO_ERROR, GB_GEO_ERROR_LIMIT);
  cost_end (&cost, error->message);
  gb_geos_set_patience (G_TIME_SPAN_MINUTE);
  coverage = gb_geo_coverage_new (few, NULL, NULL, &none);
  g_assert_no_error (none);
  g_assert_cmpuint (gb_geo_coverage_get_n_areas (coverage), ==, 4);
}

/* --- files ---------------------------------------------------------------------------------------- */

/* A text with a part in the middle that comes again and again, so that nobody has to keep 200 MB. */
#define REFRAIN_TYPE_STREAM (refrain_stream_get_type ())
G_DECLARE_FINAL_TYPE (RefrainStream, refrain_stream, REFRAIN, STREAM, GInputStream)

struct _RefrainStream
{
  GInputStream parent_instance;
  const char *parts[3];
  guint64 left; /* how often the middle still comes */
  guint part;
  gsize at;
};

G_DEFINE_FINAL_TYPE (RefrainStream, refrain_stream, G_TYPE_INPUT_STREAM)

static gssize
refrain_stream_read (GInputStream *stream,
                     void         *buffer,
                     gsize         count,
                     GCancellable *cancellable,
                     GError      **error)
{
  RefrainStream *self = REFRAIN_STREAM (stream);
  gsize done = 0;

  while (done < count && self->part < G_N_ELEMENTS (self->parts))
    {
      gsize length = strlen (self->parts[self->part]), n = MIN (count - done, length - self->at);

      memcpy ((char *) buffer + done, self->parts[self->part] + self->at, n);
      done += n;
      self->at += n;
      if (self->at < length)
        break;
      self->at = 0;
      if (self->part != 1 || --self->left == 0)
        self->part++;
    }
  return (gssize) done;
}

static void
refrain_stream_class_init (RefrainStreamClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = refrain_stream_read;
}

static void
refrain_stream_init (RefrainStream *self)
{
}

/* What a file gives: features taken, the first refusal, the error. */
static char *
read_all (GInputStream *stream)
{
  g_autoptr (GbGeoReader) reader = gb_geo_reader_new (stream, NULL);
  g_autoptr (GPtrArray) features = shape_list ();
  g_autofree char *reason = NULL;

  for (;;)
    {
      GbGeoFeature *feature = NULL;
      g_autoptr (GbGeoRefusal) refusal = NULL;
      g_autoptr (GError) error = NULL;

      if (!gb_geo_reader_next (reader, &feature, &refusal, NULL, &error))
        return g_strdup_printf ("%u taken, then: %s", features->len, error->message);
      if (feature == NULL && refusal == NULL)
        return g_strdup_printf ("%u taken; %s", features->len, reason != NULL ? reason : "nothing refused");
      if (feature != NULL)
        g_ptr_array_add (features, feature);
      else if (reason == NULL)
        reason = g_strdup (refusal->reason);
    }
}

#define HEAD "{\"type\":\"FeatureCollection\",\"features\":["
#define RING_HEAD HEAD "{\"type\":\"Feature\",\"id\":1,\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[108,15]"
#define RING_TAIL ",[108,15]]]}}]}"
#define SQUARE \
  "{\"type\":\"Feature\",\"id\":1,\"properties\":{\"name\":\"Nghĩa Lộ\"},\"geometry\":{\"type\":\"Polygon\"," \
  "\"coordinates\":[[[108,15],[109,15],[109,16],[108,15]]]}}"

static void
test_files (void)
{
  static const struct
  {
    const char *what, *head, *middle, *tail;
    guint64 times; /* 0: 200 MB of it */
    const char *outcome;
  } cases[] = {
    { "200 MB in one ring", RING_HEAD, ",[108.123456,15.123456]", RING_TAIL, 0, "0 taken; " },
    { "200 MB of areas", HEAD SQUARE, "," SQUARE, "]}", 0, NULL },
    { "200 MB of spaces", HEAD, "                ", "]}", 0, "0 taken; nothing refused" },
    { "200 MB in one text", HEAD "{\"id\":\"", "0123456789abcdef", "\"}]}", 0, "0 taken; " },
    { "200 MB in one number", HEAD, "1234567890123456", "]}", 0, "0 taken, then: " },
    { "200 MB of properties", HEAD "{\"properties\":{\"a\":1", ",\"b\":[1,{\"c\":2}]", "}}]}", 0, "0 taken; " },
    { "200 MB of refused areas", HEAD "1", ",{\"id\":[[1]]}", "]}", 0, NULL },
    { "nested 10,000 deep", HEAD, "[", "", 10000, "0 taken, then: " },
    { "nested 10,000 deep in an area", HEAD "{\"x\":", "[", "", 10000, "0 taken, then: " },
    { "nested 10,000 deep and closed", HEAD "{\"x\":", "{\"x\":", "1", 10000, "0 taken, then: " },
    { "nested without end", "", "[", "", 0, "0 taken, then: " },
    { "no number", RING_HEAD, ",[NaN,15]", RING_TAIL, 3, "0 taken, then: " },
    { "more than any number", RING_HEAD, ",[1e999,15]", RING_TAIL, 3, "0 taken, then: " },
    { "a number beyond the world", RING_HEAD, ",[1e99,15]", RING_TAIL, 3, "0 taken; not degrees" },
    { "cut off", RING_HEAD, ",[108.5,15.5]", "", 1000, "0 taken, then: " },
    { "a million equal points", RING_HEAD, ",[108,15]", RING_TAIL, 999998, "1 taken; nothing refused" },
    { "a million points and one", RING_HEAD, ",[108,15]", RING_TAIL, 999999, "0 taken; more than 1000000 points" },
    { "10,000 areas", HEAD SQUARE, "," SQUARE, "]}", 9999, "10000 taken; nothing refused" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RefrainStream) stream = g_object_new (REFRAIN_TYPE_STREAM, NULL);
      Cost cost = cost_begin (cases[i].what);
      g_autofree char *outcome = NULL;

      stream->parts[0] = cases[i].head;
      stream->parts[1] = cases[i].middle;
      stream->parts[2] = cases[i].tail;
      stream->left = cases[i].times > 0 ? cases[i].times : scaled (200000000) / strlen (cases[i].middle);
      outcome = read_all (G_INPUT_STREAM (stream));
      cost_end (&cost, outcome);
      if (cases[i].outcome != NULL && !g_str_has_prefix (outcome, cases[i].outcome) && (g_test_slow () || i > 6))
        g_error ("%s: %s", cases[i].what, outcome);
    }
}

/* --- what was kept -------------------------------------------------------------------------------- */

static void
test_bytes (void)
{
  g_autoptr (GPtrArray) features = shape_cells (4, 4, 60, 0.1, 9);
  g_autoptr (GError) failure = NULL;
  g_autoptr (GbGeoCoverage) coverage = gb_geo_coverage_new (features, NULL, NULL, &failure);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (4);
  gsize size;
  const guint8 *data;

  g_assert_no_error (failure);
  bytes = gb_geo_coverage_to_bytes (coverage);
  data = g_bytes_get_data (bytes, &size);
  for (guint i = 0; i < scaled (20000) + size; i++)
    {
      /* Cut after each byte; then with a byte changed here and there */
      gsize length = i < size ? i : size;
      g_autofree guint8 *copy = g_memdup2 (data, length);
      g_autoptr (GBytes) damaged = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GbGeoCoverage) again = NULL;

      for (guint j = 0; i >= size && j < 3; j++)
        copy[g_rand_int_range (random, 0, (gint32) size)] = (guint8) g_rand_int_range (random, 0, 256);
      damaged = g_bytes_new (copy, length);
      again = gb_geo_coverage_from_bytes (damaged, &error);
      if (i < size)
        g_assert_null (again);
      if (again == NULL)
        g_assert_error (error, GB_GEO_ERROR, GB_GEO_ERROR_DATA);
      else
        gb_geo_coverage_find (again, (GbGeoPoint) { 102.1, 8.1 });
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geo/hostile/areas", test_areas);
  g_test_add_func ("/geo/hostile/cancelled", test_cancelled);
  g_test_add_func ("/geo/hostile/patience", test_patience);
  g_test_add_func ("/geo/hostile/files", test_files);
  g_test_add_func ("/geo/hostile/bytes", test_bytes);
  return g_test_run ();
}
