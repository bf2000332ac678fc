/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-seed-course.h"
#include "gb-seed-stage.h"

#include <string.h>

/* Up to this share of a day's dossiers the open ones of the scene are put on it. */
#define DAY_SHARE 80
#define FAR_BACK 24
#define MAX_DAYS_TRIED 60
#define CROSS_BOUNDARY 25

typedef enum
{
  DUE_SOON,
  ON_TRACK,
  PAPERS,
  PAYMENT,
  STOPPED,
  NO_DUE,
  N_KINDS,
} Kind;

/* Open dossiers of each desk, beside the fixed rows: 290 in all with the 6 late, 8 due today and 4 due
 * on the next working day among those. */
static const int counts[GB_SEED_N_DESKS][N_KINDS] = {
  [GB_SEED_LAND] = { 10, 49, 3, 4, 1, 1 },
  [GB_SEED_CIVIL_STATUS] = { 6, 42, 1, 1, 0, 0 },
  [GB_SEED_CONSTRUCTION] = { 5, 30, 2, 3, 0, 1 },
  [GB_SEED_BUSINESS] = { 2, 30, 1, 2, 0, 0 },
  [GB_SEED_WELFARE] = { 2, 27, 1, 0, 1, 0 },
  [GB_SEED_HEALTH] = { 1, 23, 1, 0, 0, 0 },
  [GB_SEED_HOME_AFFAIRS] = { 1, 12, 0, 1, 0, 1 },
  [GB_SEED_CULTURE_IT] = { 0, 7, 0, 0, 0, 0 },
};

/* What the officer of a desk is named by in the pictures; culture has no procedures of its own
 * there. */
static const char *const main_fields[GB_SEED_N_DESKS] = {
  "dat-dai", "ho-tich", "xay-dung", "ho-kinh-doanh", "bao-tro-xa-hoi", "y-te", "noi-vu", "van-hoa",
};

/* Most of an officer's open dossiers are of their first field. */
static GbSeedProcedure *
draw_procedure (GbSeedStage *self,
                GbSeedDesk   desk)
{
  gboolean first = gb_random_chance (&self->random, 750);

  for (;;)
    {
      GbSeedProcedure *procedure = self->world->procedures->pdata[gb_random_weight (
        &self->random, self->world->weights, (int) self->world->procedures->len)];

      if (procedure->desk == desk && procedure->limit.amount > 0
          && (!first || strcmp (procedure->field_code, main_fields[desk]) == 0))
        return procedure;
    }
}

/* One day of the last weeks on which there is still room, or any after long trying. */
static GbDay
draw_day (GbSeedStage *self,
          int    tries)
{
  int last = self->n_days - 2;

  for (;; tries++)
    {
      int day = gb_random_range (&self->random, MAX (0, last - FAR_BACK), last);

      if (self->days[day] > 0 && (tries > 4000 || self->used[day] < self->days[day] * DAY_SHARE / 100))
        return self->from + day;
    }
}

/* The open part of a life of the wanted kind; whether it came out right is for fits_kind(). */
static void
live (GbSeedStage   *self,
      GbSeedDossier *dossier,
      Kind           kind,
      gint64         due)
{
  GbWorkCalendar *calendar = self->commune->calendar;
  gint64 start = gb_seed_dossier_last (dossier);
  gint64 at = gb_work_calendar_add_worked (calendar, start,
                                           (gint64) gb_random_range (&self->random, 10, 150) * 60);

  gb_seed_dossier_assign (dossier, at);
  at = gb_work_calendar_add_worked (calendar, at, gb_work_calendar_worked (calendar, start, due) / 1000
                                                    * gb_random_range (&self->random, 50, 600));
  if (kind == PAPERS)
    gb_seed_dossier_supplement (
        dossier, MIN (at, gb_work_calendar_add_worked (calendar, start, 20 * 3600)), 0);
  else if (kind == PAYMENT || kind == STOPPED)
    gb_seed_dossier_pause (
        dossier, kind == PAYMENT ? GB_DOSSIER_STATE_PAYMENT_ASKED : GB_DOSSIER_STATE_STOPPED, at,
        0);
  else if (kind == NO_DUE)
    dossier->no_due = TRUE;
  else if (gb_random_chance (&self->random, 120))
    gb_seed_dossier_pause (
        dossier, GB_DOSSIER_STATE_PAYMENT_ASKED, at,
        gb_work_calendar_add_worked (calendar, at,
                                     (gint64) gb_random_range (&self->random, 60, 600) * 60));
}

static gboolean
fits_kind (GbSeedStage   *self,
           GbSeedDossier *dossier,
           Kind           kind)
{
  gint64 due = gb_seed_dossier_due (dossier);

  if (gb_seed_dossier_last (dossier) > self->now)
    return FALSE;
  if (kind == DUE_SOON)
    return due >= self->soon_from && due <= self->soon_to;
  if (kind == ON_TRACK)
    return due > self->soon_to;
  return due > gb_seed_dossier_last (dossier);
}

static void
fill_one (GbSeedStage *self,
          GbSeedDesk desk,
          Kind       kind)
{
  GbSeedProcedure *procedure = NULL;

  for (int tries = 0;; tries++)
    {
      GbDay day = draw_day (self, tries);
      GbChannel channel = gb_seed_course_channel (&self->random);
      gint64 submitted;
      GbSeedDossier *dossier;
      gint64 due;

      /* A procedure is given up when no day makes it fit. */
      if (tries % MAX_DAYS_TRIED == 0)
        procedure = draw_procedure (self, desk);
      if (channel == GB_CHANNEL_ONLINE && !procedure->online)
        channel = GB_CHANNEL_DESK;
      submitted = gb_seed_course_submission (self->commune, channel, day, &self->random);
      dossier = gb_seed_dossier_new (self->commune, procedure, channel, submitted, &self->random);
      if (channel == GB_CHANNEL_ONLINE)
        gb_seed_dossier_register (dossier);
      due = gb_seed_dossier_accept (
          dossier, gb_work_calendar_add_worked (self->commune->calendar, submitted,
                                                channel == GB_CHANNEL_DESK ? 300 : 3000));
      live (self, dossier, kind, due);
      if (fits_kind (self, dossier, kind))
        {
          if (gb_random_chance (&self->random, CROSS_BOUNDARY))
            dossier->received_by = gb_seed_course_receiver (self->world, self->commune, &self->random);
          gb_seed_stage_enter (self, dossier);
          return;
        }
      gb_seed_dossier_free (dossier);
    }
}

/* What came in beside the open ones is settled by now. */
static void
settle_one (GbSeedStage *self,
            GbDay  day)
{
  for (;;)
    {
      GbChannel channel = gb_seed_course_channel (&self->random);
      gint64 submitted = gb_seed_course_submission (self->commune, channel, day, &self->random);
      GbSeedDossier *dossier =
          gb_seed_course_draw (self->world, self->commune, channel, submitted, &self->random);
      GbSeedLook look;

      gb_seed_dossier_look (dossier, self->now, &look);
      if (look.state == GB_DOSSIER_STATE_REFUSED || look.state == GB_DOSSIER_STATE_WITHDRAWN
          || look.state == GB_DOSSIER_STATE_READY || look.state == GB_DOSSIER_STATE_HANDED_OVER)
        {
          g_ptr_array_add (self->dossiers, dossier);
          return;
        }
      gb_seed_dossier_free (dossier);
    }
}

/* The rest of each day up to the wanted number; where the open ones took more than a day had, the
 * first days of the period give way. */
static void
settle (GbSeedStage *self)
{
  int over = 0;

  for (int i = 0; i < self->n_days; i++)
    over += MAX (0, self->used[i] - self->days[i]);
  for (int i = 0; i < self->n_days; i++)
    {
      int left = MAX (0, self->days[i] - self->used[i]);
      int give = MIN (left, over);

      over -= give;
      for (int j = 0; j < left - give; j++)
        settle_one (self, self->from + i);
    }
}

/**
 * gb_seed_scene_draw:
 * @days: how many dossiers come in on each day from @from
 *
 * Returns: (transfer full) (element-type GbSeedDossier): the commune's dossiers, unsorted: the open
 *   ones as agreed, everything else settled
 */
GPtrArray *
gb_seed_scene_draw (const GbSeedScene *self,
                    GbSeedWorld       *world,
                    GbSeedCommune     *commune,
                    GbDay              from,
                    int               *days,
                    int                n_days)
{
  GbSeedStage stage = {
    self, world, commune, from, days, .n_days = n_days, .now = gb_seed_scene_time (self->at)
  };
  GbDay today = gb_time_day (stage.now);
  g_autofree int *used = g_new0 (int, n_days);

  stage.used = used;
  /* Four dossiers due on the next working day are fixed rows; chance leaves that day alone. */
  stage.soon_from = gb_day_at (gb_work_calendar_nth_day (commune->calendar, today, 2), 0);
  stage.soon_to = gb_work_calendar_day_end (commune->calendar, gb_time_day (stage.soon_from));
  stage.dossiers = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_seed_dossier_free);
  gb_random_init (&stage.random, world->seed, "scene", g_ascii_strtoull (commune->code, NULL, 10));
  gb_seed_stage_rows (&stage);
  /* Nothing is settled on the scene's own morning: what was planned for it came the day before. */
  days[n_days - 2] += days[n_days - 1] - used[n_days - 1];
  days[n_days - 1] = used[n_days - 1];
  for (int desk = 0; desk < GB_SEED_N_DESKS; desk++)
    for (int kind = 0; kind < N_KINDS; kind++)
      for (int i = 0; i < counts[desk][kind]; i++)
        fill_one (&stage, desk, kind);
  settle (&stage);
  return stage.dossiers;
}
