/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-boundary-repository.h"

#include <glib/gstdio.h>
#include <string.h>

#include "gb-store-fixture.h"
#include "gb-store-rescue.h"
#include "gb-store-schema.h"
#include "gb-test-store.h"

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

/* Two communes side by side and one on an island. */
static const GbBoundaryArea areas[] = {
  { "00001", 108.1, 108.3, 15.0, 15.2 },
  { "00002", 108.3, 108.5, 15.0, 15.2 },
  { "00003", 109.0, 109.1, 15.3, 15.4 },
};

/* What one save is given; few areas or all. */
typedef struct
{
  const char *origin;
  const char *source;
  const char *coverage;
  guint n_areas;
} Saved;

static gpointer
save (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  const Saved *saved = data;
  char *missing[] = { (char *) "00004", (char *) "00005", NULL };
  g_autoptr (GBytes) coverage = g_bytes_new_static (saved->coverage, strlen (saved->coverage));
  const GbBoundary boundary = { (char *) saved->origin, (char *) saved->source, (char *) HASH, GB_TEST_NOW, missing,
                                coverage };

  return GINT_TO_POINTER (gb_boundary_repository_save (connection, &boundary, areas, saved->n_areas, error));
}

static void
save_now (GbStoreFixture *f,
          const char     *origin,
          const char     *source,
          guint           n_areas)
{
  Saved saved = { origin, source, source != NULL ? source : "bytes", n_areas };
  g_autoptr (GError) error = NULL;

  gb_store_write (f->store, save, &saved, NULL, &error);
  g_assert_no_error (error);
}

static gpointer
load (GbSqlConnection *connection,
      gpointer         origin,
      GCancellable    *cancellable,
      GError         **error)
{
  GbBoundary *boundary;

  g_assert_true (gb_boundary_repository_load (connection, origin, TRUE, &boundary, error));
  return boundary;
}

static GbBoundary *
load_now (GbStoreFixture *f,
          const char     *origin)
{
  g_autoptr (GError) error = NULL;
  GbBoundary *boundary = gb_store_read (f->store, load, (gpointer) origin, NULL, &error);

  g_assert_no_error (error);
  return boundary;
}

static gpointer
remove_origin (GbSqlConnection *connection,
               gpointer         origin,
               GCancellable    *cancellable,
               GError         **error)
{
  gboolean removed;

  g_assert_true (gb_boundary_repository_remove (connection, origin, &removed, error));
  return GINT_TO_POINTER (removed);
}

typedef struct
{
  const char *origin;
  double lon;
  double lat;
  const char *found;
} Point;

static gpointer
find (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  const Point *point = data;
  g_autoptr (GPtrArray) communes = NULL;

  g_assert_true (gb_boundary_repository_find (connection, point->origin, point->lon, point->lat, &communes, error));
  g_ptr_array_add (communes, NULL);
  return g_strjoinv (" ", (char **) communes->pdata);
}

static void
test_save (GbStoreFixture *f,
           gconstpointer   data)
{
  g_autoptr (GbBoundary) none = load_now (f, NULL), loaded = NULL, again = NULL;

  g_assert_null (none);
  save_now (f, GB_BOUNDARY_FEED, "Sở Nội vụ", 3);
  loaded = load_now (f, NULL);
  g_assert_cmpstr (loaded->origin, ==, GB_BOUNDARY_FEED);
  g_assert_cmpstr (loaded->source, ==, "Sở Nội vụ");
  g_assert_cmpstr (loaded->sha256, ==, HASH);
  g_assert_cmpint (loaded->made, ==, GB_TEST_NOW);
  g_assert_cmpuint (g_strv_length (loaded->missing), ==, 2);
  g_assert_cmpstr (loaded->missing[1], ==, "00005");
  g_assert_cmpmem (g_bytes_get_data (loaded->coverage, NULL), g_bytes_get_size (loaded->coverage), "Sở Nội vụ",
                   strlen ("Sở Nội vụ"));
  /* What comes again takes the place of all that was there. */
  save_now (f, GB_BOUNDARY_FEED, NULL, 1);
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM boundary"), ==, 1);
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM boundary_bounds"), ==, 1);
  again = load_now (f, GB_BOUNDARY_FEED);
  g_assert_null (again->source);
}

static void
test_latest_counts (GbStoreFixture *f,
                    gconstpointer   data)
{
  static const struct
  {
    const char *saved; /* NULL: removes "file" */
    const char *counts;
  } steps[] = {
    { GB_BOUNDARY_FEED, GB_BOUNDARY_FEED }, { GB_BOUNDARY_FILE, GB_BOUNDARY_FILE },
    { GB_BOUNDARY_FEED, GB_BOUNDARY_FEED }, { GB_BOUNDARY_FILE, GB_BOUNDARY_FILE },
    { NULL, GB_BOUNDARY_FEED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (GbBoundary) loaded = NULL;
      g_autoptr (GError) error = NULL;

      if (steps[i].saved != NULL)
        save_now (f, steps[i].saved, "nguồn", 3);
      else
        g_assert_true (GPOINTER_TO_INT (
            gb_store_write (f->store, remove_origin, (gpointer) GB_BOUNDARY_FILE, NULL, &error)));
      g_assert_no_error (error);
      loaded = load_now (f, NULL);
      g_assert_cmpstr (loaded->origin, ==, steps[i].counts);
    }
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM boundary_bounds"), ==, 3);
  g_assert_cmpstr (gb_store_get_path (f->store), ==, f->path);
  g_assert_false (GPOINTER_TO_INT (gb_store_write (f->store, remove_origin, (gpointer) GB_BOUNDARY_FILE, NULL, NULL)));
}

static void
test_find (GbStoreFixture *f,
           gconstpointer   data)
{
  static const Point points[] = {
    { GB_BOUNDARY_FEED, 108.2, 15.1, "00001" }, { GB_BOUNDARY_FEED, 108.3, 15.1, "00001 00002" },
    { GB_BOUNDARY_FEED, 108.5, 15.2, "00002" }, { GB_BOUNDARY_FEED, 109.05, 15.35, "00003" },
    { GB_BOUNDARY_FEED, 108.7, 15.1, "" },      { GB_BOUNDARY_FEED, 108.2, 15.3, "" },
    { GB_BOUNDARY_FILE, 108.2, 15.1, "00001" }, { GB_BOUNDARY_FILE, 109.05, 15.35, "" },
  };

  save_now (f, GB_BOUNDARY_FEED, NULL, 3);
  save_now (f, GB_BOUNDARY_FILE, NULL, 2);
  for (gsize i = 0; i < G_N_ELEMENTS (points); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *found = gb_store_read (f->store, find, (gpointer) &points[i], NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (found, ==, points[i].found);
    }
}

static void
on_changed_cb (GbStore *store,
               guint64  types,
               guint64 *told)
{
  *told |= types;
}

static gboolean
is_told (gpointer told)
{
  return *(guint64 *) told != 0;
}

/* Whoever shows a map hears of it. */
static void
test_changed (GbStoreFixture *f,
              gconstpointer   data)
{
  guint64 told = 0;

  g_signal_connect (f->store, "changed", G_CALLBACK (on_changed_cb), &told);
  save_now (f, GB_BOUNDARY_FEED, NULL, 3);
  g_assert_true (gb_test_wait (is_told, &told));
  g_assert_cmpuint (told, ==, GB_STORE_CHANGED_BOUNDARIES);
  told = 0;
  g_assert_true (GPOINTER_TO_INT (gb_store_write (f->store, remove_origin, (gpointer) GB_BOUNDARY_FEED, NULL, NULL)));
  g_assert_true (gb_test_wait (is_told, &told));
  g_assert_cmpuint (told, ==, GB_STORE_CHANGED_BOUNDARIES);
}

/* A cache of the version before gets the tables and keeps its records. */
static void
test_migrates (GbStoreFixture *f,
               gconstpointer   data)
{
  GbSqlSchema old = *gb_store_cache_schema ();
  g_autoptr (GbSqlKey) key = gb_test_key ();
  g_autoptr (GError) error = NULL;
  GbSqlConnection *connection;

  while (!g_str_has_suffix (old.migrations[old.n_migrations - 1].path, "cache-004.sql"))
    old.n_migrations--;
  gb_store_close (f->store);
  g_remove (f->path);
  connection = gb_sql_connection_open_with_key (f->path, GB_SQL_OPEN_CREATE, key, &error);
  g_assert_no_error (error);
  g_assert_true (gb_sql_schema_migrate (&old, connection, &error));
  gb_sql_connection_exec (connection, "INSERT INTO meta VALUES('scope','commune:21028')", &error);
  g_assert_no_error (error);
  g_assert_finalize_object (connection);

  gb_store_fixture_reopen (f);
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM meta WHERE value='commune:21028'"), ==, 1);
  save_now (f, GB_BOUNDARY_FILE, NULL, 3);
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM boundary_bounds"), ==, 3);
  g_assert_cmpint (gb_test_int (f, "SELECT rtreecheck('boundary_bounds')='ok'"), ==, 1);
}

/* The first page of a table is not what it was any more. */
static void
spoil (GbStoreFixture *f,
       const char     *table)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT (rootpage-1)*(SELECT page_size FROM pragma_page_size) FROM sqlite_schema WHERE name='%s'", table);
  gint64 offset = gb_test_int (f, sql);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  gb_store_close (f->store);
  g_file_get_contents (f->path, &bytes, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpint (offset + 64, <, length);
  memset (bytes + offset, 0xff, 64);
  g_file_set_contents_full (f->path, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

/* Rescues what was spoilt and opens what came of it. */
static GbStoreRescue *
rescue (GbStoreFixture *f)
{
  g_autoptr (GbSqlKey) key = gb_test_key ();
  g_autoptr (GError) error = NULL;
  GbStoreRescue *done = gb_store_rescue_run (f->path, key, &error);

  g_assert_no_error (error);
  gb_store_fixture_reopen (f);
  return done;
}

static gpointer
set_scope (GbSqlConnection *connection,
           gpointer         data,
           GCancellable    *cancellable,
           GError         **error)
{
  return GINT_TO_POINTER (
      gb_sql_connection_exec (connection, "INSERT INTO meta VALUES('scope','commune:21028')", error));
}

/* What the user took in by hand is in the new cache, what the province sent is fetched again. */
static void
test_rescue_keeps (GbStoreFixture *f,
                   gconstpointer   data)
{
  g_autoptr (GbStoreRescue) done = NULL;
  g_autoptr (GbBoundary) loaded = NULL, fed = NULL;

  save_now (f, GB_BOUNDARY_FILE, "bản đồ của xã", 3);
  save_now (f, GB_BOUNDARY_FEED, NULL, 2);
  g_assert_true (GPOINTER_TO_INT (gb_store_write (f->store, set_scope, NULL, NULL, NULL)));
  spoil (f, "letter");
  done = rescue (f);
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM meta WHERE value='commune:21028'"), ==, 1);
  g_assert_cmpint (done->parts, ==, GB_STORE_RESCUE_CACHE);
  g_assert_true (done->boundaries_complete);
  fed = load_now (f, GB_BOUNDARY_FEED);
  g_assert_null (fed);
  loaded = load_now (f, NULL);
  g_assert_cmpstr (loaded->source, ==, "bản đồ của xã");
  g_assert_cmpuint (g_bytes_get_size (loaded->coverage), ==, strlen ("bản đồ của xã"));
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM boundary_bounds"), ==, 3);
}

/* What cannot be read is said to be lost; where there was nothing, nothing is. */
static void
test_rescue_tells (GbStoreFixture *f,
                   gconstpointer   data)
{
  static const struct
  {
    gboolean saved;
    const char *spoilt;
    gboolean complete;
  } cases[] = {
    { FALSE, "letter", TRUE },
    { TRUE, "boundary", FALSE },
    { TRUE, "boundary_bounds_node", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GbStoreRescue) done = NULL;

      if (cases[i].saved)
        save_now (f, GB_BOUNDARY_FILE, NULL, 3);
      spoil (f, cases[i].spoilt);
      done = rescue (f);
      g_assert_cmpint (done->parts, ==, GB_STORE_RESCUE_CACHE);
      g_assert_cmpint (done->boundaries_complete, ==, cases[i].complete);
      g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM boundary"), ==, 0);
    }
}

static void
set_up (GbStoreFixture *f,
        gconstpointer   data)
{
  gb_store_fixture_set_up (f);
}

static void
tear_down (GbStoreFixture *f,
           gconstpointer   data)
{
  gb_store_fixture_tear_down (f);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/store/boundary/" name, GbStoreFixture, NULL, set_up, func, tear_down)
  ADD ("save", test_save);
  ADD ("latest-counts", test_latest_counts);
  ADD ("find", test_find);
  ADD ("changed", test_changed);
  ADD ("migrates", test_migrates);
  ADD ("rescue-keeps", test_rescue_keeps);
  ADD ("rescue-tells", test_rescue_tells);
#undef ADD
  return g_test_run ();
}
