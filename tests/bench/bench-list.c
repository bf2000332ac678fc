/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of everything as a view uses it, against all rows in a GListStore. */
#include <stdio.h>

#include "bench-sections.h"
#include "bench-tools.h"
#include "gb-dossier-list.h"
#include "gb-dossier-repository.h"

#define FRAME_MS 16.7

static gboolean
is_still (gpointer list)
{
  return !gb_dossier_list_get_loading (list);
}

static gboolean
has_rows (gpointer list)
{
  return g_list_model_get_n_items (list) > 0;
}

static gboolean
is_loaded (gpointer item)
{
  return !gb_dossier_is_loading (item);
}

/* From nothing to a row that can be read, seconds; then waits for the rest. */
static double
open_first_page (BenchCache    *cache,
                 GbDossierSort  sort,
                 double        *whole)
{
  g_autoptr (GbDossierQuery) query = gb_dossier_query_new (GB_DOSSIER_FILTER_ALL);
  g_autoptr (GbDossierList) list = NULL;
  g_autoptr (GbDossier) item = NULL;
  double start = bench_seconds (), time;

  query->sort = sort;
  list = gb_dossier_list_new (cache->base.store, query);
  if (!gb_test_wait (has_rows, list))
    g_error ("the list does not come");
  item = g_list_model_get_item (G_LIST_MODEL (list), 0);
  if (!gb_test_wait (is_loaded, item))
    g_error ("the page does not come");
  time = bench_seconds () - start;
  if (!gb_test_wait (is_still, list))
    g_error ("the rest does not come");
  *whole = bench_seconds () - start;
  return time;
}

static gboolean
on_deadline_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_CONTINUE;
}

/* Waits without counting, then times what one turn of the main context works. */
static void
turn (double *longest)
{
  gboolean idle = FALSE;
  guint source = g_timeout_add (5000, on_deadline_cb, &idle);
  double start;

  while (!g_main_context_pending (NULL) && !idle)
    g_thread_yield ();
  start = bench_worked ();
  g_main_context_iteration (NULL, FALSE);
  *longest = MAX (*longest, bench_worked () - start);
  g_source_remove (source);
}

/* Opens a list, turn by turn, until all its rows are there. */
static GbDossierList *
open_list (BenchCache    *cache,
           GbDossierSort  sort,
           double        *longest)
{
  g_autoptr (GbDossierQuery) query = gb_dossier_query_new (GB_DOSSIER_FILTER_ALL);
  GbDossierList *list;

  query->sort = sort;
  list = gb_dossier_list_new (cache->base.store, query);
  while (gb_dossier_list_get_loading (list))
    turn (longest);
  return list;
}

/* Scrolls to the end as a view does, holding 200 rows at a time. */
static void
scroll (GbDossierList *list,
        guint          step,
        double        *longest)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i += step)
    {
      double start = bench_worked ();

      for (guint k = i; k < MIN (i + 40, n); k++)
        g_ptr_array_add (held, g_list_model_get_item (G_LIST_MODEL (list), k));
      if (held->len > 200)
        g_ptr_array_remove_range (held, 0, held->len - 200);
      *longest = MAX (*longest, bench_worked () - start);
      while (gb_dossier_is_loading (held->pdata[held->len - 1]))
        turn (longest);
    }
}

static gpointer
read_all (GbSqlConnection *connection,
          gpointer         data,
          GCancellable    *cancellable,
          GError         **error)
{
  const GbDossierQuery all = { 0 };

  return gb_dossier_repository_rows (connection, &all, GB_TEST_NOW, 0, -1, NULL, error);
}

/* The peer: all rows in a GListStore. */
static void
measure_list_store (BenchCache *cache,
                    double     *time,
                    double     *memory)
{
  double start = bench_seconds (), before = bench_resident ();
  g_autoptr (GPtrArray) rows = gb_store_read (cache->base.store, read_all, NULL, NULL, NULL);
  g_autoptr (GListStore) store = g_list_store_new (GB_TYPE_DOSSIER);

  g_list_store_splice (store, 0, 0, rows->pdata, rows->len);
  *time = bench_seconds () - start;
  *memory = bench_resident () - before;
}

/* Memory comes before the peer's: what that frees would hide what the list takes. */
static void
measure_memory (BenchCache *cache,
                double     *longest)
{
  GbDossierList *list = open_list (cache, GB_DOSSIER_SORT_APPLICANT, longest);
  double n = g_list_model_get_n_items (G_LIST_MODEL (list)), opened, before;

  /* what SQLite keeps of pages read is there by now */
  g_object_unref (list);
  bench_trim ();
  before = bench_resident ();
  list = open_list (cache, GB_DOSSIER_SORT_APPLICANT, longest);
  bench_trim ();
  opened = bench_resident () - before;
  bench_figure ("rows", n, "");
  bench_figure ("memory of the list", opened, "MB");
  bench_limit ("bytes a row / 8", opened * 1e6 / n / 8, n < 500000 ? 8 : 1.5);
  scroll (list, 2000, longest);
  bench_trim ();
  bench_figure ("scrolled to the end", bench_resident () - before, "MB");
  g_object_unref (list);
}

static void
on_items_changed_cb (GListModel *list,
                     guint       position,
                     guint       removed,
                     guint       added,
                     guint      *n_changes)
{
  ++*n_changes;
}

/* A list of everything is open while a page of the feed comes: it is read again and compared. */
void
bench_refresh (BenchCache *cache)
{
  double longest = 0, before, start;
  guint n_changes = 0;
  g_autoptr (GbDossierList) list = open_list (cache, GB_DOSSIER_SORT_STATE, &longest);
  double n = g_list_model_get_n_items (G_LIST_MODEL (list));
  BenchFill page;

  bench_title ("A list of everything while a page of the feed comes");
  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed_cb), &n_changes);
  longest = 0;
  bench_trim ();
  before = bench_resident ();
  start = bench_seconds ();
  bench_cache_day (cache, 2, &page);
  while (n_changes == 0)
    turn (&longest);
  bench_figure ("until it is right again, the commit included", bench_seconds () - start, "s");
  bench_figure ("changes told of", n_changes, "");
  bench_figure ("memory while that is done, at most", bench_peak () - before, "MB");
  bench_limit ("bytes a row for that / 8", (bench_peak () - before) * 1e6 / n / 8, n < 500000 ? 60 : 6);
  bench_figure ("longest turn of the main context", longest * 1000, "ms");
  bench_limit ("that / a frame", longest * 1000 / FRAME_MS, 1);
}

void
bench_list (BenchCache *cache)
{
  double longest = 0, first = 0, whole = 0, peer_time, peer_memory, all;

  bench_title ("The list model, with its threads");
  gb_store_fixture_reopen (&cache->base);
  for (int sort = 0; sort < GB_N_DOSSIER_SORTS; sort++)
    {
      g_autofree char *name = g_strdup_printf ("all, by %s: first row", gb_dossier_sort_nick (sort));

      double time = open_first_page (cache, sort, &all);

      first = MAX (first, time);
      whole = MAX (whole, all);
      bench_figure (name, time * 1000, "ms");
    }
  bench_figure ("all rows known, the slowest order", whole * 1000, "ms");
  measure_memory (cache, &longest);
  bench_figure ("longest turn of the main context", longest * 1000, "ms");
  bench_limit ("that / a frame", longest * 1000 / FRAME_MS, 1);
  measure_list_store (cache, &peer_time, &peer_memory);
  bench_figure ("GListStore of all, time", peer_time * 1000, "ms");
  bench_figure ("GListStore of all, memory", peer_memory, "MB");
  bench_limit ("slowest first row / GListStore", first / peer_time, 0.2);
}
