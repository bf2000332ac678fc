/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first page of every set in every order, against all of the set's rows and against one look at
 * each dossier. */
#include <math.h>
#include <stdio.h>

#include "bench-province.h"
#include "bench-sections.h"
#include "bench-tools.h"
#include "gb-dossier-repository.h"

#define SCREEN 64

/* What a list does before it can be seen: the first numbers, then the data of the first rows. */
static gpointer
first_page (GbSqlConnection *connection,
            gpointer         query,
            GCancellable    *cancellable,
            GError         **error)
{
  gboolean whole;
  g_autoptr (GArray) numbers =
      gb_dossier_repository_first_numbers (connection, query, GB_TEST_NOW, &whole, error);
  g_autoptr (GPtrArray) rows = NULL;

  if (numbers != NULL)
    rows = gb_dossier_repository_by_numbers (connection, (const gint64 *) (gpointer) numbers->data,
                                             MIN (numbers->len, SCREEN), GB_TEST_NOW, error);
  return NULL;
}

static gpointer
all_numbers (GbSqlConnection *connection,
             gpointer         query,
             GCancellable    *cancellable,
             GError         **error)
{
  g_autoptr (GArray) numbers = gb_dossier_repository_numbers (connection, query, GB_TEST_NOW, error);

  return NULL;
}

typedef struct
{
  double first; /* the slowest first page of all orders, seconds */
  double all; /* the rest of that list */
  const char *sort;
} Worst;

static void
find_worst (BenchCache     *cache,
            GbDossierQuery *query,
            Worst          *worst)
{
  worst->first = 0;
  for (int i = 0; i < 2 * GB_N_DOSSIER_SORTS; i++)
    {
      double time;

      query->sort = i / 2;
      query->descending = i % 2;
      time = bench_cache_best_of (cache, first_page, query);
      if (time > worst->first)
        {
          worst->first = time;
          worst->sort = gb_dossier_sort_nick (query->sort);
        }
    }
}

/* One line for each set: the slowest of its orders. */
static void
measure (BenchCache     *cache,
         const char     *name,
         GbDossierQuery  query,
         double          peer,
         double          most)
{
  double slowest = 0;

  for (int filter = 0; filter < GB_N_DOSSIER_FILTERS; filter++)
    {
      g_autofree char *line = NULL;
      Worst worst = { 0 };

      query.filter = filter;
      find_worst (cache, &query, &worst);
      line = g_strdup_printf ("%s, %s, by %s", name, gb_dossier_filter_nick (filter), worst.sort);
      bench_figure (line, worst.first * 1000, "ms");
      slowest = MAX (slowest, worst.first);
    }
  {
    g_autofree char *line = g_strdup_printf ("%s: slowest / a look at each", name);

    bench_limit (line, slowest / peer, most);
  }
}

/* The longest lists: how long it takes until all numbers are known, in the background. */
static void
measure_long (BenchCache *cache)
{
  double first = 0, all = 0;

  for (int sort = 0; sort < GB_N_DOSSIER_SORTS; sort++)
    {
      GbDossierQuery query = { GB_DOSSIER_FILTER_FINISHED, .sort = sort };
      g_autofree char *name = g_strdup_printf ("finished, by %s: first page", gb_dossier_sort_nick (sort));
      g_autofree char *rest = g_strdup_printf ("finished, by %s: all numbers", gb_dossier_sort_nick (sort));
      double page = bench_cache_best_of (cache, first_page, &query);
      double numbers = bench_cache_best_of (cache, all_numbers, &query);

      bench_figure (name, page * 1000, "ms");
      bench_figure (rest, numbers * 1000, "ms");
      first += page;
      all += numbers;
    }
  bench_limit ("first pages of the finished / all their numbers", first / all, 0.7);
}

void
bench_first (BenchCache *cache)
{
  const GbDossierQuery none = { 0 };
  const GbDossierQuery commune = { .commune = (char *) BENCH_COMMUNE };
  const GbDossierQuery largest = { .commune = (char *) "21001" };
  const GbDossierQuery field = { .field = (char *) BENCH_FIELD };
  const GbDossierQuery officer = { .officer = (char *) BENCH_OFFICER };
  const GbDossierQuery channel = { .channel = (char *) "post" };
  double peer;

  bench_title ("First pages, the slowest of all orders up and down");
  peer = bench_cache_scan (cache);
  measure (cache, "province", none, peer, 1);
  measure (cache, "a commune", commune, peer, 1);
  measure (cache, "the largest commune", largest, peer, 1.5);
  measure (cache, "a field", field, peer, 1.5);
  measure (cache, "an officer", officer, peer, 1);
  measure (cache, "by post", channel, peer, 1.5);
  bench_title ("Long lists");
  measure_long (cache);
}
