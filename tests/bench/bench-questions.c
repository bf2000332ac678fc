/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Search and the tracking table, against one look at each dossier's text. */
#include "bench-province.h"
#include "bench-sections.h"
#include "bench-tools.h"
#include "gb-commune-repository.h"
#include "gb-dossier-search.h"
#include "gb-search.h"
#include "gb-tracking.h"

static void
ask (GbSqlConnection *connection,
     const char      *text,
     guint            kinds,
     guint            limit,
     GError         **error)
{
  const GbSearchQuery query = { text, kinds, limit, GB_TEST_NOW };
  g_autoptr (GbSearchResult) result = gb_search (connection, &query, error);

  g_assert_nonnull (result);
}

static gpointer
search (GbSqlConnection *connection,
        gpointer         text,
        GCancellable    *cancellable,
        GError         **error)
{
  ask (connection, text, 0, 50, error);
  return NULL;
}

/* What the window's search shows of the dossiers first, then how many there are, and what does not wait for them. */
static gpointer
find_dossiers (GbSqlConnection *connection,
               gpointer         text,
               GCancellable    *cancellable,
               GError         **error)
{
  g_autoptr (GbSearchTerms) terms = gb_search_terms_new (text);
  g_autoptr (GArray) rows = gb_dossier_search_newest (connection, terms, 5, error);

  g_assert_nonnull (rows);
  return NULL;
}

static gpointer
count_dossiers (GbSqlConnection *connection,
                gpointer         text,
                GCancellable    *cancellable,
                GError         **error)
{
  g_autoptr (GbSearchTerms) terms = gb_search_terms_new (text);
  guint count;

  g_assert_true (gb_dossier_search_count (connection, terms, GB_SEARCH_EXACT_TOTAL + 1, &count, error));
  return NULL;
}

static gpointer
find_others (GbSqlConnection *connection,
             gpointer         text,
             GCancellable    *cancellable,
             GError         **error)
{
  g_autoptr (GPtrArray) places = gb_commune_repository_find (connection, text, error);

  ask (connection, text, ~(1u << GB_SEARCH_DOSSIERS), 3, error);
  return NULL;
}

typedef struct
{
  GbTrackingBy by;
  GbDay from;
  const char *commune;
} Table;

static gpointer
track (GbSqlConnection *connection,
       gpointer         data,
       GCancellable    *cancellable,
       GError         **error)
{
  const Table *table = data;
  const GbTrackingSpan span = { table->from, gb_time_day (GB_TEST_NOW), GB_TEST_NOW };
  g_autoptr (GPtrArray) rows = gb_tracking_table (connection, table->by, &span, NULL, table->commune,
                                                  error);

  return NULL;
}

void
bench_questions (BenchCache *cache)
{
  static const char *const texts[] = { "nguyen thi", "Nguyễn Thị Thủy", "4217", "260107-0042",
                                       "thua dat nguyen 42", "khong co ai" };
  static const char *const window_texts[] = { "n", "ng", "q", "x", "nguyen", "nguyen van an", "tôi ở phường Lê Hồng Phong cũ" };
  const GbDay today = gb_time_day (GB_TEST_NOW);
  const struct
  {
    const char *name;
    Table table;
    double most;
  } tables[] = {
    { "tracking table of a month, by unit / that", { GB_TRACKING_BY_UNIT, today - 30, NULL }, 20 },
    { "tracking table of the year, by unit / that", { GB_TRACKING_BY_UNIT, today - 364, NULL }, 40 },
    { "tracking table of a month in a commune, by field / that",
      { GB_TRACKING_BY_FIELD, today - 30, BENCH_COMMUNE }, 10 },
  };
  double peer, slowest = 0, slowest_newest = 0;

  bench_title ("Search and tracking");
  peer = bench_cache_scan (cache);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *name = g_strdup_printf ("search “%s”", texts[i]);
      double time = bench_cache_best_of (cache, search, (gpointer) texts[i]);

      bench_figure (name, time * 1000, "ms");
      slowest = MAX (slowest, time);
    }
  bench_limit ("slowest search / that", slowest / peer, 6);
  for (gsize i = 0; i < G_N_ELEMENTS (window_texts); i++)
    {
      g_autofree char *dossiers = g_strdup_printf ("window's search, five newest of “%s”", window_texts[i]);
      g_autofree char *counted = g_strdup_printf ("window's search, how many of “%s”", window_texts[i]);
      g_autofree char *others = g_strdup_printf ("window's search, places and others “%s”", window_texts[i]);
      double newest = bench_cache_best_of (cache, find_dossiers, (gpointer) window_texts[i]);

      slowest_newest = MAX (slowest_newest, newest);
      bench_figure (dossiers, newest * 1000, "ms");
      bench_figure (counted, bench_cache_best_of (cache, count_dossiers, (gpointer) window_texts[i]) * 1000, "ms");
      bench_figure (others, bench_cache_best_of (cache, find_others, (gpointer) window_texts[i]) * 1000, "ms");
    }
  bench_limit ("slowest of the window's / that", slowest_newest / peer, 0.5);
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      double time = bench_cache_best_of (cache, track, (gpointer) &tables[i].table);

      bench_figure (tables[i].name, time * 1000, "ms");
      bench_limit (tables[i].name, time / peer, tables[i].most);
    }
}
