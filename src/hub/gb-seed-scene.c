/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-seed-scene.h"

/* These are the agreed figures of the demo: one moment of one commune that pictures, tests and
 * documents all show. Nothing but a run with this seed and last day is bound by them; what is
 * finished stays drawn by chance. */
static const GbSeedScene scenes[] = {
  { 1, "2026-08-26", "2026-08-26T07:12:00+07:00", "21028", 80 },
};

/* The earliest of the fixed rows came in then; fewer dossiers cannot make the queue. */
#define FIRST_DAY "2026-07-28"
#define MIN_DOSSIERS 320
#define SLACK (18 * 60)

/**
 * gb_seed_scene_time:
 * @text: a time of the tables, without offset in Asia/Ho_Chi_Minh
 */
gint64
gb_seed_scene_time (const char *text)
{
  gint64 value = 0;
  gboolean date_only;

  if (!gb_time_parse_exchange (text, &value, &date_only, NULL))
    g_assert_not_reached ();
  return value;
}

static const GbSeedScene *
scene_of (guint64 seed,
          GbDay   to)
{
  for (gsize i = 0; i < G_N_ELEMENTS (scenes); i++)
    if (scenes[i].seed == seed && gb_time_day (gb_seed_scene_time (scenes[i].at)) == to)
      return &scenes[i];
  return NULL;
}

/**
 * gb_seed_scene_find:
 *
 * Returns: (nullable): the scene that a run with this seed, last day and instant shows; the instant
 *   may be a little later, while nobody at the desk has done anything yet
 */
const GbSeedScene *
gb_seed_scene_find (guint64 seed,
                    GbDay   to,
                    gint64  now)
{
  const GbSeedScene *scene = scene_of (seed, to);
  gint64 at = scene != NULL ? gb_seed_scene_time (scene->at) : 0;

  return scene != NULL && now >= at && now <= at + SLACK ? scene : NULL;
}

/**
 * gb_seed_scene_instant:
 *
 * Returns: up to when things happen in such a run if it is not told otherwise, 0 for no scene
 */
gint64
gb_seed_scene_instant (guint64 seed,
                       GbDay   to)
{
  const GbSeedScene *scene = scene_of (seed, to);

  return scene != NULL ? gb_seed_scene_time (scene->at) : 0;
}

/**
 * gb_seed_scene_fits:
 * @dossiers: those of the scene's commune
 *
 * Returns: whether a period from @from with so many dossiers has room for the scene
 */
gboolean
gb_seed_scene_fits (const GbSeedScene *self,
                    GbDay              from,
                    int                dossiers)
{
  return gb_day_at (from, 0) <= gb_seed_scene_time (FIRST_DAY) && dossiers >= MIN_DOSSIERS;
}
