/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A province's cache through the real path, measured against what one would do without it, in the
 * same run and on the same data, so that the limits hold on any machine. */
#include <json-glib/json-glib.h>
#include <math.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "gb-dossier-list.h"
#include "gb-dossier-repository.h"
#include "gb-search.h"
#include "gb-store-fixture.h"

#define PAGE_LINES 2000
#define FRAME_MS 16.7

static guint n_dossiers = 300000;
static gboolean failed;

static double
seconds (void)
{
  return (double) g_get_monotonic_time () / G_USEC_PER_SEC;
}

/* What this thread itself has worked: other processes on the machine do not count. */
static double
worked (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

/* Resident memory, MB. */
static double
resident (void)
{
  g_autofree char *text = NULL;
  long total = 0, pages = 0;

  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    sscanf (text, "%ld %ld", &total, &pages);
  return (double) pages * sysconf (_SC_PAGESIZE) / 1e6;
}

static void
figure (const char *name,
        double      value,
        const char *unit)
{
  printf ("  %-52s %10.2f %s\n", name, value, unit);
}

static void
limit (const char *name,
       double      ratio,
       double      most)
{
  gboolean over = !(ratio <= most);

  printf ("  %-52s %10.3f (at most %.3g)%s\n", name, ratio, most, over ? "  TOO MUCH" : "");
  failed |= over;
}

/* --- decoding ------------------------------------------------------------------------------- */

/* The peer: the same lines, only parsed. */
static double
parse_lines (const GbFeedPage *page)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  const char *body = g_bytes_get_data (page->body, NULL);
  double start = seconds ();

  for (guint i = 0; i < page->lines->len; i++)
    {
      const GbFeedSpan *span = &g_array_index (page->lines, GbFeedSpan, i);

      if (!json_parser_load_from_data (parser, body + span->offset, (gssize) span->length, NULL))
        g_error ("json-glib cannot parse a line");
    }
  return seconds () - start;
}

/* Of a province's year all but some per cent are finished. */
static void
append (GString *text,
        GRand   *rand,
        guint    serial)
{
  static const int open_states[] = { 1, 2, 4, 4, 4, 4, 5, 6, 8 };
  int state = g_rand_int_range (rand, 0, 100) < 6
                  ? open_states[g_rand_int_range (rand, 0, G_N_ELEMENTS (open_states))]
                  : g_rand_int_range (rand, 9, 11);

  gb_test_append_dossier_in (text, rand, serial, state, GB_TEST_NOW);
}

static void
fill (GbStoreFixture *f)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  double parse = 0, commit = 0, bytes = 0;

  for (guint i = 0; i < n_dossiers; i += PAGE_LINES)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GbFeedPage) page = NULL;
      g_autoptr (GError) error = NULL;
      double start;

      for (guint k = i; k < MIN (i + PAGE_LINES, n_dossiers); k++)
        append (text, rand, k);
      bytes += (double) text->len;
      page = gb_test_page (f, GB_RECORD_GROUP_WORK, text->str, i + PAGE_LINES < n_dossiers);
      parse += parse_lines (page);
      start = seconds ();
      if (!gb_store_commit_page (f->store, page, NULL, NULL, &error))
        g_error ("%s", error->message);
      commit += seconds () - start;
      g_free (f->cursor[GB_RECORD_GROUP_WORK]);
      f->cursor[GB_RECORD_GROUP_WORK] = g_strdup (page->cursor);
    }
  figure ("lines", n_dossiers, "");
  figure ("bytes a line", bytes / n_dossiers, "");
  figure ("json-glib, parsing alone", n_dossiers / parse, "lines/s");
  figure ("stored, with indexes and full text", n_dossiers / commit, "lines/s");
  limit ("storing / parsing with json-glib", commit / parse, 6);
}

/* --- lists ---------------------------------------------------------------------------------- */

static gpointer
read_all (GbSqlConnection *connection,
          gpointer         data,
          GCancellable    *cancellable,
          GError         **error)
{
  const GbDossierQuery all = { 0 };

  return gb_dossier_repository_rows (connection, &all, GB_TEST_NOW, 0, -1, NULL, error);
}

static gboolean
is_still (gpointer list)
{
  return !gb_dossier_list_get_loading (list);
}

static gboolean
is_loaded (gpointer item)
{
  return !gb_dossier_is_loading (item);
}

/* The peer: all rows in a GListStore. */
static void
measure_list_store (GbStoreFixture *f,
                    double         *time,
                    double         *memory)
{
  double start = seconds (), before = resident ();
  g_autoptr (GPtrArray) rows = gb_store_read (f->store, read_all, NULL, NULL, NULL);
  g_autoptr (GListStore) store = g_list_store_new (GB_TYPE_DOSSIER);

  g_list_store_splice (store, 0, 0, rows->pdata, rows->len);
  *time = seconds () - start;
  *memory = resident () - before;
}

static double
open_first_page (GbStoreFixture *f,
                 GbDossierFilter filter)
{
  g_autoptr (GbDossierQuery) query = gb_dossier_query_new (filter);
  g_autoptr (GbDossierList) list = NULL;
  g_autoptr (GbDossier) item = NULL;
  double start;

  gb_store_fixture_reopen (f);
  start = seconds ();
  list = gb_dossier_list_new (f->store, query);
  if (!gb_test_wait (is_still, list))
    g_error ("the list does not come");
  item = g_list_model_get_item (G_LIST_MODEL (list), 0);
  if (!gb_test_wait (is_loaded, item))
    g_error ("the page does not come");
  return seconds () - start;
}

static gboolean
on_deadline_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Scrolls to the end as a view does, holding 200 rows at a time; returns the longest time that one turn
 * of the main context worked, in ms. */
static double
scroll (GbDossierList *list,
        guint          step)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func (g_object_unref);
  double longest = 0;

  for (guint i = 0; i < n; i += step)
    {
      double start = worked ();

      for (guint k = i; k < MIN (i + 40, n); k++)
        g_ptr_array_add (held, g_list_model_get_item (G_LIST_MODEL (list), k));
      if (held->len > 200)
        g_ptr_array_remove_range (held, 0, held->len - 200);
      longest = MAX (longest, worked () - start);

      while (gb_dossier_is_loading (held->pdata[held->len - 1]))
        {
          gboolean idle = FALSE;
          guint source = g_timeout_add (5000, on_deadline_cb, &idle);

          /* wait without counting, then time what the turn does */
          while (!g_main_context_pending (NULL) && !idle)
            g_thread_yield ();
          start = worked ();
          g_main_context_iteration (NULL, FALSE);
          longest = MAX (longest, worked () - start);
          g_source_remove (source);
        }
    }
  return longest * 1000;
}

static GbDossierList *
measure_orders (GbStoreFixture *f)
{
  g_autoptr (GbDossierQuery) query = gb_dossier_query_new (GB_DOSSIER_FILTER_ALL);
  GbDossierList *list = NULL;

  for (int sort = 0; sort < GB_N_DOSSIER_SORTS; sort++)
    {
      g_autofree char *name = g_strdup_printf ("all, sorted by %s", gb_dossier_sort_nick (sort));
      double start = seconds ();

      query->sort = sort;
      query->descending = sort % 2;
      g_clear_object (&list);
      list = gb_dossier_list_new (f->store, query);
      if (!gb_test_wait (is_still, list))
        g_error ("the list does not come");
      figure (name, (seconds () - start) * 1000, "ms");
    }
  return list;
}

/* The list comes before its peer: what the peer frees would hide what the list takes. */
static void
measure_list (GbStoreFixture *f)
{
  g_autoptr (GbDossierList) list = NULL;
  double overdue = open_first_page (f, GB_DOSSIER_FILTER_OVERDUE);
  double all = open_first_page (f, GB_DOSSIER_FILTER_ALL);
  double peer_time, peer_memory, before, growth, frame;

  figure ("first page of the overdue", overdue * 1000, "ms");
  figure ("first page of all, sorted by due", all * 1000, "ms");
  list = measure_orders (f);
  before = resident ();
  frame = scroll (list, 2000);
  frame = MAX (frame, scroll (list, 40));
  growth = resident () - before;
  figure ("longest turn of the main context while scrolling", frame, "ms");
  limit ("that / a frame", frame / FRAME_MS, 1);
  figure ("scrolled to the end, growth", growth, "MB");

  measure_list_store (f, &peer_time, &peer_memory);
  figure ("GListStore, time", peer_time * 1000, "ms");
  figure ("GListStore, memory", peer_memory, "MB");
  limit ("first page of all / GListStore", all / peer_time, 0.35);
  limit ("growth / GListStore", growth / peer_memory, 0.1);
}

/* --- counts and search ---------------------------------------------------------------------- */

static gpointer
count (GbSqlConnection *connection,
       gpointer         query,
       GCancellable    *cancellable,
       GError         **error)
{
  GbDossierCounts counts;

  gb_dossier_repository_counts (connection, query, GB_TEST_NOW, &counts, error);
  return NULL;
}

static gpointer
search (GbSqlConnection *connection,
        gpointer         text,
        GCancellable    *cancellable,
        GError         **error)
{
  GbSearchResult *result = gb_search (connection, text, 50, error);

  gb_search_result_free (result);
  return NULL;
}

static double
best_of (GbStoreFixture *f,
         GbStoreFunc     func,
         gpointer        data)
{
  double best = INFINITY;

  for (int i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      double start = seconds ();

      gb_store_read (f->store, func, data, NULL, &error);
      g_assert_no_error (error);
      best = MIN (best, seconds () - start);
    }
  return best;
}

static gpointer
scan (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  gint64 value;

  gb_sql_connection_query_int (connection, "SELECT sum(length(folded)) FROM dossier", &value,
                               error);
  return NULL;
}

static void
measure_questions (GbStoreFixture *f)
{
  static const char *const texts[] = { "nguyen thi", "Nguyễn Thị Thủy", "4217", "250107-0042",
                                       "khai sinh nguyen 4217", "khong co ai" };
  GbDossierQuery all = { 0 }, commune = { .commune = (char *) "21025" };
  double scan_time = best_of (f, scan, NULL);
  double counts = best_of (f, count, &all);
  double slowest = 0;

  figure ("one scan of the table", scan_time * 1000, "ms");
  figure ("counts of all", counts * 1000, "ms");
  figure ("counts of a commune", best_of (f, count, &commune) * 1000, "ms");
  limit ("counts / a scan", counts / scan_time, 2);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *name = g_strdup_printf ("search “%s”", texts[i]);
      double time = best_of (f, search, (gpointer) texts[i]);

      figure (name, time * 1000, "ms");
      slowest = MAX (slowest, time);
    }
  limit ("slowest search / a scan", slowest / scan_time, 6);
}

int
main (int   argc,
      char *argv[])
{
  GbStoreFixture f;

  setvbuf (stdout, NULL, _IOLBF, 0);
  if (argc > 1)
    n_dossiers = (guint) g_ascii_strtoull (argv[1], NULL, 10);
  gb_store_fixture_set_up (&f);
  fill (&f);
  measure_list (&f);
  measure_questions (&f);
  figure ("size of the cache", (double) gb_test_int (&f, "SELECT page_count*page_size/1e6 FROM "
                                                         "pragma_page_count,pragma_page_size"),
          "MB");
  gb_store_fixture_tear_down (&f);
  return failed ? 1 : 0;
}
