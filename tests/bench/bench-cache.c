/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-cache.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "bench-province.h"
#include "bench-tools.h"
#include "gb-sql-connection.h"
#include "gb-test-store.h"

/* As a hub cuts a feed into pages. */
#define PAGE_DOSSIERS 1000
/* A province's working day: its year / 250. */
#define WORKING_DAYS 250

/**
 * bench_cache_open:
 * @folder: (nullable): where the files are or shall be kept; %NULL: in one that goes at the end
 */
void
bench_cache_open (BenchCache *self,
                  const char *folder,
                  guint       n_dossiers,
                  guint       n_steps)
{
  GbStoreFixture *f = &self->base;
  g_autoptr (GError) error = NULL;

  memset (self, 0, sizeof *self);
  self->n_dossiers = n_dossiers;
  self->n_steps = n_steps;
  self->kept = folder != NULL;
  if (!self->kept)
    {
      gb_store_fixture_set_up (f);
      return;
    }
  g_mkdir_with_parents (folder, 0700);
  f->folder = g_strdup (folder);
  f->path = g_build_filename (folder, "cache.db", NULL);
  f->clock = gb_clock_new_fixed (GB_TEST_NOW);
  f->store = gb_test_store_new (f->path, f->clock);
  gb_store_open (f->store, NULL, &error);
  g_assert_no_error (error);
  f->n_pages = (guint) gb_test_int (f, "SELECT max(position) FROM feed_cursor");
  f->cursor[GB_RECORD_GROUP_WORK] =
      gb_test_text (f, "SELECT cursor FROM feed_cursor WHERE feed_group='work'");
  f->cursor[GB_RECORD_GROUP_BASE] =
      gb_test_text (f, "SELECT cursor FROM feed_cursor WHERE feed_group='base'");
}

void
bench_cache_close (BenchCache *self)
{
  GbStoreFixture *f = &self->base;

  if (!self->kept)
    {
      gb_store_fixture_tear_down (f);
      return;
    }
  gb_store_close (f->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (f->store);
  g_assert_finalize_object (f->clock);
  g_free (f->folder);
  g_free (f->path);
  for (int i = 0; i < GB_N_RECORD_GROUPS; i++)
    g_free (f->cursor[i]);
}

/* Whether a kept folder has the data already. */
gboolean
bench_cache_is_full (BenchCache *self)
{
  return gb_test_int (&self->base, "SELECT count(*) FROM dossier") == self->n_dossiers;
}

static gpointer
exec (GbSqlConnection *connection,
      gpointer         sql,
      GCancellable    *cancellable,
      GError         **error)
{
  gb_sql_connection_exec (connection, sql, error);
  return NULL;
}

/* On the writing connection: to take away what a measurement is to be without. */
void
bench_cache_exec (BenchCache *self,
                  const char *sql)
{
  g_autoptr (GError) error = NULL;

  gb_store_write (self->base.store, exec, (gpointer) sql, NULL, &error);
  g_assert_no_error (error);
}

/* The peer: the same lines, only parsed. */
static double
parse_lines (const GbFeedPage *page)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  const char *body = g_bytes_get_data (page->body, NULL);
  double start = bench_worked ();

  for (guint i = 0; i < page->lines->len; i++)
    {
      const GbFeedSpan *span = &g_array_index (page->lines, GbFeedSpan, i);

      if (!json_parser_load_from_data (parser, body + span->offset, (gssize) span->length, NULL))
        g_error ("json-glib cannot parse a line");
    }
  return bench_worked () - start;
}

/* Runs on the writing thread, which alone knows what it worked. */
static gpointer
read_worked (GbSqlConnection *connection,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  *(double *) data = bench_worked ();
  return NULL;
}

static double
writer_worked (BenchCache *self)
{
  double value = 0;

  gb_store_write (self->base.store, read_worked, &value, NULL, NULL);
  return value;
}

static void
commit (BenchCache    *self,
        GbRecordGroup  group,
        const GString *text,
        gboolean       more,
        BenchFill     *fill)
{
  GbStoreFixture *f = &self->base;
  g_autoptr (GbFeedPage) page = gb_test_page (f, group, text->str, more);
  g_autoptr (GError) error = NULL;
  GbFeedPageResult counts;
  double start = writer_worked (self), wall = bench_seconds (), written = bench_written ();

  if (!gb_store_commit_page (f->store, page, &counts, NULL, &error))
    g_error ("%s", error->message);
  fill->wall += bench_seconds () - wall;
  fill->commit += writer_worked (self) - start;
  fill->written += bench_written () - written;
  g_assert_cmpuint (counts.put, ==, page->lines->len);
  fill->parse += parse_lines (page);
  fill->lines += page->lines->len;
  fill->bytes += (double) text->len;
  g_free (f->cursor[group]);
  f->cursor[group] = g_strdup (page->cursor);
}

/**
 * bench_cache_fill:
 * @fill: (out caller-allocates): what it took
 *
 * The first pull of a province.
 */
void
bench_cache_fill (BenchCache *self,
                  BenchFill  *fill)
{
  g_autoptr (GString) base = g_string_new (NULL);

  memset (fill, 0, sizeof *fill);
  bench_province_append_base (base);
  commit (self, GB_RECORD_GROUP_BASE, base, FALSE, fill);
  for (guint i = 0; i < self->n_dossiers; i += PAGE_DOSSIERS)
    {
      guint end = MIN (i + PAGE_DOSSIERS, self->n_dossiers);
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint k = i; k < end; k++)
        {
          bench_province_append_dossier (text, k, self->n_dossiers, BENCH_FIRST);
          bench_province_append_steps (text, k, self->n_dossiers, self->n_steps);
          bench_province_append_letter (text, k, self->n_dossiers);
        }
      commit (self, GB_RECORD_GROUP_WORK, text, end < self->n_dossiers, fill);
    }
}

/**
 * bench_cache_day:
 * @day: 0, 1, 2…: each day brings others
 * @fill: (out caller-allocates): what it took
 *
 * The pull of a day after the year: as many of the newest dossiers as come in a day go on, as many of
 * the year's are sent again as they are.
 */
void
bench_cache_day (BenchCache *self,
                 guint       day,
                 BenchFill  *fill)
{
  guint n = MAX (self->n_dossiers / WORKING_DAYS, 1);
  g_autoptr (GString) text = g_string_new (NULL);

  memset (fill, 0, sizeof *fill);
  for (guint i = 0; i < n; i++)
    {
      guint recent = self->n_dossiers - 1 - (day * n + i) % self->n_dossiers;
      guint any = (i * WORKING_DAYS + day) % self->n_dossiers;

      bench_province_append_dossier (text, recent, self->n_dossiers, BENCH_CHANGED);
      if (any < self->n_dossiers / 2)
        bench_province_append_dossier (text, any, self->n_dossiers, BENCH_CHANGED);
      if (i % PAGE_DOSSIERS == PAGE_DOSSIERS - 1 || i == n - 1)
        {
          /* with more to come: the end of a pull makes indexes that are missing */
          commit (self, GB_RECORD_GROUP_WORK, text, TRUE, fill);
          g_string_truncate (text, 0);
        }
    }
}

static gpointer
scan (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  gint64 value;

  gb_sql_connection_query_int (
      connection, "SELECT count(*) FROM dossier NOT INDEXED WHERE length(folded)>0", &value, error);
  return NULL;
}

/* The peer of all questions: one look at each dossier, without an index; seconds. */
double
bench_cache_scan (BenchCache *self)
{
  double time = bench_cache_best_of (self, scan, NULL);

  bench_figure ("SELECT count(*), each dossier looked at", time * 1000, "ms");
  return time;
}

/* Seconds that a question took, the best of four: the store's three connections for reading take turns,
 * so that one of them is asked again. */
double
bench_cache_best_of (BenchCache  *self,
                     GbStoreFunc  func,
                     gpointer     data)
{
  double best = INFINITY;

  for (int i = 0; i < 4; i++)
    {
      g_autoptr (GError) error = NULL;
      double begin = bench_worked ();

      gb_store_read (self->base.store, func, data, NULL, &error);
      g_assert_no_error (error);
      best = MIN (best, bench_worked () - begin);
    }
  return best;
}
