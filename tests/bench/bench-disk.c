/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the indexes cost: on the disk, in the first pull and in a day's. */
#include <stdio.h>

#include "bench-sections.h"
#include "bench-tools.h"
#include "gb-dossier-index.h"
#include "gb-sql-statement.h"

/* What is there for counts and lists of many dossiers alone, and could be missing. */
#define EXTRA "(name GLOB 'dossier_finished_*' OR name IN ('finished_count','dossier_open','sort_key_order'))"

static const char drop_extra[] =
    "DROP INDEX dossier_finished_due; DROP INDEX dossier_finished_code;"
    "DROP INDEX dossier_finished_procedure; DROP INDEX dossier_finished_applicant;"
    "DROP INDEX dossier_finished_field; DROP INDEX dossier_finished_officer;"
    "DROP INDEX dossier_finished_received; DROP INDEX dossier_finished_state;"
    "DROP INDEX dossier_finished_submitted; DROP INDEX dossier_finished_channel;"
    "DROP INDEX dossier_finished_remaining; DROP INDEX dossier_finished_commune;"
    "DROP INDEX dossier_finished_elsewhere; DROP TRIGGER finished_inserted;"
    "DROP TRIGGER finished_deleted; DROP TRIGGER finished_changed; DROP TABLE finished_count;";

static gpointer
print_sizes (GbSqlConnection *connection,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection,
      "SELECT name,sum(pgsize)/1e6,sum(pgsize)*100.0/(SELECT sum(pgsize) FROM dbstat WHERE aggregate=1),"
      EXTRA " FROM dbstat WHERE aggregate=1 GROUP BY name HAVING sum(pgsize)>20000 ORDER BY 2 DESC",
      error);
  double *shares = data;
  gboolean row;

  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return NULL;
  while (row)
    {
      gboolean extra = gb_sql_statement_get_int (s, 3) != 0;

      printf ("  %-46s %10.2f MB %6.2f %%%s\n", gb_sql_statement_get_text (s, 0),
              gb_sql_statement_get_double (s, 1), gb_sql_statement_get_double (s, 2),
              extra ? "  for counts and lists" : "");
      shares[0] += gb_sql_statement_get_double (s, 1);
      shares[1] += extra ? gb_sql_statement_get_double (s, 1) : 0;
      if (!gb_sql_statement_step (s, &row, error))
        return NULL;
    }
  return NULL;
}

static gpointer
make (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  double start = bench_worked ();

  gb_dossier_index_make_finished (connection, error);
  *(double *) data = bench_worked () - start;
  return NULL;
}

static double
make_again (BenchCache *cache)
{
  g_autoptr (GError) error = NULL;
  double time = 0;

  gb_store_write (cache->base.store, make, &time, NULL, &error);
  g_assert_no_error (error);
  return time;
}

/**
 * bench_disk:
 * @pull: what the first pull took; without lines when the cache was there before
 */
void
bench_disk (BenchCache      *cache,
            const BenchFill *pull)
{
  double shares[2] = { 0 }, made;
  g_autoptr (GError) error = NULL;

  bench_title ("On the disk");
  gb_store_read (cache->base.store, print_sizes, shares, NULL, &error);
  if (error != NULL)
    printf ("  this SQLite does not tell: %s\n", error->message);
  else
    {
      bench_figure ("all", shares[0], "MB");
      bench_figure ("of these for counts and lists", shares[1], "MB");
      bench_limit ("file with these / without them", shares[0] / (shares[0] - shares[1]), 1.4);
    }

  bench_cache_exec (cache, drop_extra);
  made = make_again (cache);
  bench_figure ("indexes of the finished half, made at once", made, "s");
  if (pull->lines == 0)
    return;
  bench_title ("First pull");
  bench_figure ("lines", pull->lines, "");
  bench_figure ("bytes a line", pull->bytes / pull->lines, "");
  bench_figure ("json-glib, parsing alone", pull->lines / pull->parse, "lines/s");
  bench_figure ("stored, with indexes and full text", pull->lines / pull->commit, "lines/s");
  bench_figure ("written to files", pull->written, "MB");
  bench_limit ("storing / parsing with json-glib", pull->commit / pull->parse, 6);
  bench_limit ("storing with the finished half's indexes / without",
               pull->commit / (pull->commit - made), 1.35);
}

/* The last section: takes the indexes away. */
void
bench_days (BenchCache *cache)
{
  BenchFill with = { 0 }, without = { 0 };

  bench_title ("A day's pull");
  bench_cache_day (cache, 0, &with);
  bench_cache_exec (cache, drop_extra);
  bench_cache_day (cache, 1, &without);
  bench_figure ("lines", with.lines, "");
  bench_figure ("stored", with.lines / with.commit, "lines/s");
  bench_figure ("written to files", with.written, "MB");
  bench_limit ("storing with the finished half's indexes / without", with.commit / without.commit, 3);
}
