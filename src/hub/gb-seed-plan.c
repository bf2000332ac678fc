/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-seed-plan.h"

#include <stdlib.h>
#include <string.h>

/* How much comes in on a weekday, in percent; a Saturday, made up or half, has about half. */
static const int weekdays[] = { 0, 116, 103, 100, 97, 93, 46, 46 };

typedef struct
{
  int index;
  gint64 rest;
} Share;

static int
compare_rest (const void *a,
              const void *b)
{
  const Share *one = a;
  const Share *two = b;

  if (one->rest != two->rest)
    return one->rest > two->rest ? -1 : 1;
  return one->index - two->index;
}

/* Parts of @total in the proportion of @weights, by largest remainder; they sum to @total. */
static void
apportion (int           total,
           const gint64 *weights,
           int           n,
           int          *out)
{
  g_autofree Share *shares = g_new0 (Share, n);
  gint64 sum = 0;
  int left = total;

  for (int i = 0; i < n; i++)
    sum += weights[i];
  for (int i = 0; i < n; i++)
    {
      out[i] = sum > 0 ? (int) (total * weights[i] / sum) : 0;
      shares[i] = (Share) { i, sum > 0 ? total * weights[i] % sum : 0 };
      left -= out[i];
    }
  if (sum == 0)
    return;
  qsort (shares, n, sizeof (Share), compare_rest);
  for (int i = 0; i < left; i++)
    out[shares[i].index]++;
}

/* The part of @day that is over, in thousandths of its working time. */
static int
elapsed (GbSeedPlan    *self,
         GbSeedCommune *commune,
         GbDay          day)
{
  gint64 whole =
      gb_work_calendar_worked (commune->calendar, gb_day_at (day, 0), gb_day_at (day + 1, 0));

  if (whole == 0 || gb_day_at (day, 0) >= self->now)
    return 0;
  return (int) (gb_work_calendar_worked (commune->calendar, gb_day_at (day, 0),
                                         MIN (self->now, gb_day_at (day + 1, 0)))
                * 1000 / whole);
}

static gint64 *
day_weights (GbSeedPlan    *self,
             GbSeedWorld   *world,
             GbSeedCommune *commune)
{
  int n = self->to - self->from + 1;
  gint64 *weights = g_new0 (gint64, n);
  GbRandom random;

  gb_random_init (&random, world->seed, "days", g_ascii_strtoull (commune->code, NULL, 10));
  for (int i = 0; i < n; i++)
    {
      GbDay day = self->from + i;
      int noise = gb_random_range (&random, 920, 1080);

      weights[i] =
          (gint64) weekdays[gb_day_weekday (day)] * noise * elapsed (self, commune, day) / 1000;
    }
  return weights;
}

/* The scene's commune has its own load, whatever the others share; not more than half of all. */
static int
scene_total (GbSeedPlan    *self,
             GbSeedCommune *commune,
             int            dossiers)
{
  int halves = 0;

  for (GbDay day = self->from; day <= self->to; day++)
    if (elapsed (self, commune, day) == 1000)
      halves += gb_day_weekday (day) == 6 ? 1 : 2;
  return MIN (self->scene->per_day * halves / 2, dossiers / 2);
}

/**
 * gb_seed_plan_init:
 * @now: UTC seconds
 *
 * Spreads the dossiers over the communes by population. To be cleared by gb_seed_plan_clear().
 */
void
gb_seed_plan_init (GbSeedPlan  *self,
                   GbSeedWorld *world,
                   int          dossiers,
                   GbDay        from,
                   GbDay        to,
                   gint64       now)
{
  int n = (int) world->communes->len;
  g_autofree gint64 *populations = g_new0 (gint64, n);
  int scene = -1;
  int scene_dossiers = 0;

  *self = (GbSeedPlan) { from, to, now };
  self->totals = g_new0 (int, n);
  self->scene = gb_seed_scene_find (world->seed, to, now);
  for (int i = 0; i < n; i++)
    {
      GbSeedCommune *commune = world->communes->pdata[i];

      populations[i] = commune->population;
      if (self->scene != NULL && strcmp (self->scene->commune, commune->code) == 0)
        scene = i;
    }
  if (scene >= 0)
    scene_dossiers = scene_total (self, world->communes->pdata[scene], dossiers);
  if (scene < 0 || !gb_seed_scene_fits (self->scene, from, scene_dossiers))
    {
      self->scene = NULL;
      apportion (dossiers, populations, n, self->totals);
      return;
    }
  populations[scene] = 0;
  apportion (dossiers - scene_dossiers, populations, n, self->totals);
  self->totals[scene] = scene_dossiers;
}

void
gb_seed_plan_clear (GbSeedPlan *self)
{
  g_clear_pointer (&self->totals, g_free);
}

/**
 * gb_seed_plan_days:
 * @commune: its index
 *
 * Returns: (transfer full) (array): how many come in on each day from `from` to `to`
 */
int *
gb_seed_plan_days (GbSeedPlan  *self,
                   GbSeedWorld *world,
                   guint        commune)
{
  g_autofree gint64 *weights = day_weights (self, world, world->communes->pdata[commune]);
  int n = self->to - self->from + 1;
  int *counts = g_new0 (int, n);

  apportion (self->totals[commune], weights, n, counts);
  return counts;
}
