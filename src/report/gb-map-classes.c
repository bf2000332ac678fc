/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-classes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int
compare (const void *a,
         const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* (transfer full): those that are known, in ascending order */
static double *
sort_known (const double *values,
            guint         n_values,
            guint        *n)
{
  double *sorted = g_new (double, MAX (n_values, 1));

  *n = 0;
  for (guint i = 0; i < n_values; i++)
    {
      if (isfinite (values[i]))
        sorted[(*n)++] = values[i];
    }
  qsort (sorted, *n, sizeof *sorted, compare);
  return sorted;
}

static gboolean
are_whole (const double *sorted,
           guint         n)
{
  for (guint i = 0; i < n; i++)
    {
      if (sorted[i] != rint (sorted[i]))
        return FALSE;
    }
  return TRUE;
}

static void
add_class (GbMapClasses *self,
           double        upper)
{
  if (self->n == 0 || upper > self->upper[self->n - 1])
    self->upper[self->n++] = upper;
}

/**
 * gb_map_classes_quantiles:
 * @self: (out caller-allocates): the classes
 * @values: (array length=n_values): NaN where nothing is known
 * @n_classes: how many there should be, at most %GB_MAP_MAX_CLASSES
 *
 * As many areas in each class, as far as equal values allow: those are never parted. What follows many equal ones, such
 * as communes without a late dossier, is shared among the classes that are left.
 */
void
gb_map_classes_quantiles (GbMapClasses *self,
                          const double *values,
                          guint         n_values,
                          guint         n_classes)
{
  guint n, first = 0;
  g_autofree double *sorted = sort_known (values, n_values, &n);

  g_return_if_fail (n_classes > 0 && n_classes <= GB_MAP_MAX_CLASSES);
  *self = (GbMapClasses) { 0 };
  if (n == 0)
    return;
  self->lower = sorted[0];
  self->whole = are_whole (sorted, n);
  while (first < n && n_classes > 0)
    {
      guint last = first + (n - first + n_classes - 1) / n_classes;

      while (last < n && sorted[last] == sorted[last - 1])
        last++;
      add_class (self, sorted[last - 1]);
      first = last;
      n_classes--;
    }
}

/**
 * gb_map_classes_fixed:
 * @borders: (array length=n_borders): where classes end, ascending, fewer than %GB_MAP_MAX_CLASSES
 *
 * Classes that everybody knows, such as shares of 5, 10 and 20 percent; what is greater than the last border is in
 * one more class.
 */
void
gb_map_classes_fixed (GbMapClasses *self,
                      const double *values,
                      guint         n_values,
                      const double *borders,
                      guint         n_borders)
{
  guint n;
  g_autofree double *sorted = sort_known (values, n_values, &n);

  g_return_if_fail (n_borders < GB_MAP_MAX_CLASSES);
  *self = (GbMapClasses) { 0 };
  if (n == 0)
    return;
  self->lower = sorted[0];
  self->whole = are_whole (sorted, n);
  for (guint i = 0; i < n_borders; i++)
    add_class (self, borders[i]);
  add_class (self, sorted[n - 1]);
}

/**
 * gb_map_classes_round:
 * @share: whether the values are shares in percent
 *
 * Five classes whose borders are round numbers that double, such as 0.5, 1, 2 and 4, of a size that fits all values but
 * the greatest few: they are the same from day to day. Shares of which most are great, such as what is done of a programme, are
 * parted evenly: 20, 40, 60 and 80 percent.
 */
void
gb_map_classes_round (GbMapClasses *self,
                      const double *values,
                      guint         n_values,
                      gboolean      share)
{
  static const double evenly[] = { 20, 40, 60, 80 };
  static const double digits[] = { 1, 2, 5 };
  double borders[4] = { 1, 2, 4, 8 };
  guint n;
  g_autofree double *sorted = sort_known (values, n_values, &n);

  if (n > 0 && share && sorted[n / 2] > 20)
    memcpy (borders, evenly, sizeof borders);
  else if (n > 0)
    /* No border parts a whole number, and one commune that is far off does not make all others look alike. */
    for (int i = share ? -3 : 0; i < 30; i++)
      {
        double step = digits[(i + 3) % 3] * pow (10, (i + 3) / 3 - 1);

        for (guint k = 0; k < 4 && (8 * step < sorted[(n - 1) * 19 / 20] || (share && i == -3)); k++)
          borders[k] = step * (1 << k);
      }
  gb_map_classes_fixed (self, values, n_values, borders, G_N_ELEMENTS (borders));
  self->round = TRUE;
}

/**
 * gb_map_classes_find:
 *
 * Returns: the class of a value, or %GB_MAP_NO_CLASS for NaN and where there are no classes
 */
guint
gb_map_classes_find (const GbMapClasses *self,
                     double              value)
{
  if (!isfinite (value))
    return GB_MAP_NO_CLASS;
  for (guint i = 0; i < self->n; i++)
    {
      if (value <= self->upper[i])
        return i;
    }
  return GB_MAP_NO_CLASS;
}
