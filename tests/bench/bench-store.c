/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A province's cache through the real path, measured against what one would do without it, in the
 * same run and on the same data, so that the limits hold on any machine. */
#include <locale.h>
#include <stdio.h>

#include "bench-sections.h"
#include "bench-tools.h"

int
main (int   argc,
      char *argv[])
{
  int n_dossiers = 50000, n_steps = 4;
  g_autofree char *folder = NULL;
  const GOptionEntry entries[] = {
    { "dossiers", 0, 0, G_OPTION_ARG_INT, &n_dossiers, "How many (50000); a province's year has 1200000", "N" },
    { "steps", 0, 0, G_OPTION_ARG_INT, &n_steps, "Steps of each (4)", "N" },
    { "cache", 0, 0, G_OPTION_ARG_FILENAME, &folder, "Keep the files there, or use those that are", "FOLDER" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("- measures the cache");
  g_autoptr (GError) error = NULL;
  BenchFill pull = { 0 };
  BenchCache cache;

  setlocale (LC_ALL, "C.UTF-8");
  setvbuf (stdout, NULL, _IOLBF, 0);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    g_error ("%s", error->message);

  bench_cache_open (&cache, folder, (guint) n_dossiers, (guint) n_steps);
  if (!bench_cache_is_full (&cache))
    bench_cache_fill (&cache, &pull);
  bench_disk (&cache, &pull);
  bench_counts (&cache);
  bench_first (&cache);
  bench_list (&cache);
  bench_questions (&cache);
  if (!cache.kept)
    {
      bench_refresh (&cache);
      bench_days (&cache);
    }
  bench_cache_close (&cache);
  return bench_failed () ? 1 : 0;
}
