/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All badges and chips, against one look at each dossier: SELECT count(*) without an index. */
#include "bench-province.h"
#include "bench-sections.h"
#include "bench-tools.h"
#include "gb-day-summary.h"
#include "gb-dossier-repository.h"

/* What the page of dossiers asks for: eight classes, two marks, the letters to sign and those missed. */
static gpointer
count (GbSqlConnection *connection,
       gpointer         data,
       GCancellable    *cancellable,
       GError         **error)
{
  GbDossierQuery query = *(GbDossierQuery *) data;
  GbDossierCounts counts;
  gint64 letters;

  gb_dossier_repository_counts (connection, &query, GB_TEST_NOW, &counts, error);
  query.filter = GB_DOSSIER_FILTER_SIGN_TODAY;
  gb_dossier_repository_count (connection, &query, GB_TEST_NOW, &letters, error);
  query.filter = GB_DOSSIER_FILTER_SIGN_MISSED;
  gb_dossier_repository_count (connection, &query, GB_TEST_NOW, &letters, error);
  return NULL;
}

static gpointer
group (GbSqlConnection *connection,
       gpointer         by,
       GCancellable    *cancellable,
       GError         **error)
{
  const GbDossierQuery all = { GB_DOSSIER_FILTER_ALL };

  g_autoptr (GPtrArray) groups =
      gb_dossier_repository_groups (connection, &all, GPOINTER_TO_INT (by), GB_TEST_NOW, error);

  return NULL;
}

static gpointer
boundary (GbSqlConnection *connection,
          gpointer         data,
          GCancellable    *cancellable,
          GError         **error)
{
  gint64 instant;

  gb_dossier_repository_next_boundary (connection, GB_TEST_NOW, &instant, error);
  return NULL;
}

static gpointer
day (GbSqlConnection *connection,
     gpointer         commune,
     GCancellable    *cancellable,
     GError         **error)
{
  g_autoptr (GbDaySummary) summary = gb_day_summary_load (connection, commune, GB_TEST_NOW, error);

  return NULL;
}

void
bench_counts (BenchCache *cache)
{
  const GbDay today = gb_time_day (GB_TEST_NOW);
  const struct
  {
    const char *name;
    GbDossierQuery query;
    double most; /* of a scan */
  } cases[] = {
    { "of the province", { 0 }, 1 },
    { "of a commune", { .commune = (char *) BENCH_COMMUNE }, 1 },
    { "of a field", { .field = (char *) BENCH_FIELD }, 1 },
    { "of an officer", { .officer = (char *) BENCH_OFFICER }, 1 },
    { "of a commune and a field",
      { .commune = (char *) BENCH_COMMUNE, .field = (char *) BENCH_FIELD }, 1 },
    { "of nobody's, online", { .officer = (char *) "", .channel = (char *) "online" }, 1 },
    { "received in the last 30 days", { .received_from = today - 30 }, 2 },
    { "due this week", { .due_from = today, .due_to = today + 6 }, 1 },
    { "with “nguyen thi”", { .search = (char *) "nguyen thi" }, 4 },
  };
  double peer;

  bench_title ("Counts of all badges and chips");
  peer = bench_cache_scan (cache);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double time = bench_cache_best_of (cache, count, (gpointer) &cases[i].query);
      g_autofree char *name = g_strdup_printf ("%s / that", cases[i].name);

      bench_figure (cases[i].name, time * 1000, "ms");
      bench_limit (name, time / peer, cases[i].most);
    }
  bench_limit ("groups by field / that",
               bench_cache_best_of (cache, group, GINT_TO_POINTER (GB_DOSSIER_GROUP_FIELD)) / peer, 1);
  bench_limit ("groups by procedure / that",
               bench_cache_best_of (cache, group, GINT_TO_POINTER (GB_DOSSIER_GROUP_PROCEDURE)) / peer,
               2);
  bench_limit ("when a class turns next / that",
               bench_cache_best_of (cache, boundary, NULL) / peer, 0.2);
  bench_limit ("the page of the day / that", bench_cache_best_of (cache, day, NULL) / peer, 3);
}
