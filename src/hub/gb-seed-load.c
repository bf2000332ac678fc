/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-seed-load.h"

#include "gb-seed-course.h"

#include <string.h>

/* A moment before `now` is looked for this often; on a morning's last minutes a citizen may not have
 * come to the desk yet. */
#define MAX_DRAWS 60

static int
compare_submitted (const void *a,
                   const void *b)
{
  const GbSeedDossier *one = *(GbSeedDossier *const *) a;
  const GbSeedDossier *two = *(GbSeedDossier *const *) b;

  if (one->submitted != two->submitted)
    return one->submitted < two->submitted ? -1 : 1;
  return one->key < two->key ? -1 : one->key > two->key ? 1 : 0;
}

static GbSeedDossier *
draw_one (GbSeedWorld   *world,
          GbSeedPlan    *plan,
          GbSeedCommune *commune,
          GbDay          day,
          GbRandom      *random)
{
  GbChannel channel = gb_seed_course_channel (random);
  gint64 submitted = gb_seed_course_submission (commune, channel, day, random);
  GbSeedDossier *dossier;
  GbSeedLook look;

  for (int i = 0; submitted > plan->now && i < MAX_DRAWS; i++)
    submitted = gb_seed_course_submission (commune, channel, day, random);
  if (submitted > plan->now)
    {
      channel = GB_CHANNEL_ONLINE;
      submitted = plan->now - gb_random_range (random, 60, 3600);
    }
  dossier = gb_seed_course_draw (world, commune, channel, submitted, random);
  /* The scene's commune sees what it took in for others as well: its open ones are agreed. */
  gb_seed_dossier_look (dossier, plan->now, &look);
  if (plan->scene != NULL && dossier->received_by != NULL && look.finished == 0
      && strcmp (plan->scene->commune, dossier->received_by->code) == 0)
    dossier->received_by = NULL;
  return dossier;
}

/* Serials follow the time within the day; those that are given already stay. */
static void
number_day (GPtrArray *day)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  int serial = 0;

  for (guint i = 0; i < day->len; i++)
    if (((GbSeedDossier *) day->pdata[i])->serial != 0)
      g_hash_table_add (taken, GINT_TO_POINTER (((GbSeedDossier *) day->pdata[i])->serial));
  for (guint i = 0; i < day->len; i++)
    {
      GbSeedDossier *dossier = day->pdata[i];

      if (dossier->serial != 0)
        continue;
      do
        serial++;
      while (g_hash_table_contains (taken, GINT_TO_POINTER (serial)));
      dossier->serial = serial;
    }
}

/* The dossiers sorted by their day and time, numbered day by day. */
static void
number_all (GPtrArray *dossiers)
{
  g_autoptr (GPtrArray) day = g_ptr_array_new ();

  g_ptr_array_sort (dossiers, compare_submitted);
  for (guint i = 0; i < dossiers->len; i++)
    {
      GbSeedDossier *dossier = dossiers->pdata[i];

      if (day->len > 0 && ((GbSeedDossier *) day->pdata[0])->day != dossier->day)
        {
          number_day (day);
          g_ptr_array_set_size (day, 0);
        }
      g_ptr_array_add (day, dossier);
    }
  number_day (day);
}

/**
 * gb_seed_load:
 * @commune: its index
 *
 * Returns: (transfer full) (element-type GbSeedDossier): all dossiers that come in from the plan's
 *   first day to its instant, in the order of their codes
 */
GPtrArray *
gb_seed_load (GbSeedWorld *world,
              GbSeedPlan  *plan,
              guint        commune)
{
  GbSeedCommune *self = world->communes->pdata[commune];
  g_autofree int *days = gb_seed_plan_days (plan, world, commune);
  int n_days = plan->to - plan->from + 1;
  g_autoptr (GPtrArray) dossiers = NULL;
  GbRandom random;

  if (plan->scene != NULL && strcmp (plan->scene->commune, self->code) == 0)
    dossiers = gb_seed_scene_draw (plan->scene, world, self, plan->from, days, n_days);
  else
    {
      dossiers = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_seed_dossier_free);
      gb_random_init (&random, world->seed, "life", g_ascii_strtoull (self->code, NULL, 10));
      for (int i = 0; i < n_days; i++)
        for (int j = 0; j < days[i]; j++)
          g_ptr_array_add (dossiers, draw_one (world, plan, self, plan->from + i, &random));
    }
  number_all (dossiers);
  return g_steal_pointer (&dossiers);
}
