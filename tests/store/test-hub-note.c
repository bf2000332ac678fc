/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-note.h"
#include "gb-store-fixture.h"
#include "gb-test-store.h"

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

static gpointer
save (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  gb_hub_note_save (connection, data, error);
  return NULL;
}

static gpointer
load (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  gb_hub_note_load (connection, data, error);
  return NULL;
}

/* How many rows there are beside a note's. */
static gpointer
count_others (GbSqlConnection *connection,
              gpointer         data,
              GCancellable    *cancellable,
              GError         **error)
{
  gb_sql_connection_query_int (connection, "SELECT count(*) FROM meta WHERE key NOT IN ('place','illustration')", data,
                               error);
  return NULL;
}

static void
run (GbStoreFixture *f,
     GbStoreFunc     func,
     gboolean        write,
     gpointer        data)
{
  g_autoptr (GError) error = NULL;

  if (write)
    gb_store_write (f->store, func, data, NULL, &error);
  else
    gb_store_read (f->store, func, data, NULL, &error);
  g_assert_no_error (error);
}

/* What the hub says last is what counts; what it says no more is forgotten, and nothing else is touched. */
static void
test_round (GbStoreFixture *f,
            gconstpointer   data)
{
  static const GbHubNote notes[] = {
    { (char *) "tỉnh Quảng Ngãi", TRUE }, { (char *) "tỉnh Quảng Ngãi", FALSE }, { (char *) "tỉnh Gia Lai", FALSE },
    { NULL, TRUE }, { NULL, FALSE }, { (char *) "'); DROP TABLE meta; --", TRUE },
  };
  g_auto (GbHubNote) first = { NULL };
  gint64 before = -1;

  run (f, load, FALSE, &first);
  g_assert_null (first.place);
  g_assert_false (first.illustration);
  run (f, count_others, FALSE, &before);
  for (guint i = 0; i < 2 * G_N_ELEMENTS (notes); i++)
    {
      const GbHubNote *note = &notes[i / 2]; /* each of them twice */
      g_auto (GbHubNote) held = { NULL };
      gint64 after = -1;

      run (f, save, TRUE, (gpointer) note);
      run (f, load, FALSE, &held);
      g_assert_cmpstr (held.place, ==, note->place);
      g_assert_cmpint (held.illustration, ==, note->illustration);
      run (f, count_others, FALSE, &after);
      g_assert_cmpint (after, ==, before);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/hub-note/round", GbStoreFixture, NULL, set_up, test_round, tear_down);
  return g_test_run ();
}
