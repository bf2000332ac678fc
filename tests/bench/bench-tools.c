/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-tools.h"

#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static gboolean failed;

double
bench_seconds (void)
{
  return (double) g_get_monotonic_time () / G_USEC_PER_SEC;
}

/* What this thread itself has worked, seconds: other processes on the machine do not count. */
double
bench_worked (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

/* Resident memory, MB. */
double
bench_resident (void)
{
  g_autofree char *text = NULL;
  long total = 0, pages = 0;

  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    sscanf (text, "%ld %ld", &total, &pages);
  return (double) pages * (double) sysconf (_SC_PAGESIZE) / 1e6;
}

/* The most memory that was resident since bench_trim(), MB; 0 where the system does not tell. */
double
bench_peak (void)
{
  g_autofree char *text = NULL;
  const char *line;
  long kib = 0;

  if (g_file_get_contents ("/proc/self/status", &text, NULL, NULL) &&
      (line = strstr (text, "VmHWM:")) != NULL)
    sscanf (line, "VmHWM: %ld", &kib);
  return (double) kib * 1024 / 1e6;
}

/* MB that this process has written to files until now; 0 where the system does not tell. */
double
bench_written (void)
{
  g_autofree char *text = NULL;
  const char *line;
  long long bytes = 0;

  if (g_file_get_contents ("/proc/self/io", &text, NULL, NULL) &&
      (line = strstr (text, "wchar:")) != NULL)
    sscanf (line, "wchar: %lld", &bytes);
  return (double) bytes / 1e6;
}

/* Gives back what is free and lets the peak begin anew. */
void
bench_trim (void)
{
  FILE *file;

  malloc_trim (0);
  file = fopen ("/proc/self/clear_refs", "w");
  if (file != NULL)
    {
      fputs ("5", file);
      fclose (file);
    }
}

void
bench_title (const char *title)
{
  printf ("\n%s\n", title);
}

/* %-Ns counts bytes: Vietnamese has more of them than letters. */
static void
put_name (const char *name)
{
  int missing = 58 - (int) g_utf8_strlen (name, -1);

  printf ("  %s%*s", name, MAX (missing, 1), "");
}

void
bench_figure (const char *name,
              double      value,
              const char *unit)
{
  put_name (name);
  printf ("%10.2f %s\n", value, unit);
}

/* A limit is a ratio to something measured in the same run, so that it holds on any machine. */
void
bench_limit (const char *name,
             double      ratio,
             double      most)
{
  gboolean over = !(ratio <= most);

  put_name (name);
  printf ("%10.4f (at most %.3g)%s\n", ratio, most, over ? "  TOO MUCH" : "");
  failed |= over;
}

gboolean
bench_failed (void)
{
  return failed;
}
