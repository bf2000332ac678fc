/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-seed-course.h"

#define MINUTE 60
#define HOUR 3600
#define WORKING_DAY (8 * HOUR)

/* Of 1,000 dossiers. The figures are an illustration; together they make about one in ten late. */
#define REFUSED 15
#define WITHDRAWN 10
#define STOPPED 8
#define SUPPLEMENT 60
#define PAYMENT 30
#define PAYMENT_LAND 220
#define NO_DUE 8
#define CROSS_BOUNDARY 30
#define NEVER_COMPLETED 100
#define LATE_SAME_DAY 60

/* Land is overloaded. */
static const int late[GB_SEED_N_DESKS] = {
  [GB_SEED_LAND] = 260,
  [GB_SEED_CIVIL_STATUS] = 110,
  [GB_SEED_CONSTRUCTION] = 200,
  [GB_SEED_BUSINESS] = 110,
  [GB_SEED_WELFARE] = 120,
  [GB_SEED_HEALTH] = 90,
  [GB_SEED_HOME_AFFAIRS] = 90,
  [GB_SEED_CULTURE_IT] = 50,
};

/* About 45 % at the desk, 50 % online, 5 % by post. */
GbChannel
gb_seed_course_channel (GbRandom *random)
{
  int draw = gb_random_below (random, 100);

  return draw < 50 ? GB_CHANNEL_ONLINE : draw < 55 ? GB_CHANNEL_POST : GB_CHANNEL_DESK;
}

/**
 * gb_seed_course_submission:
 * @day: a working day of @commune
 *
 * Returns: a moment on @day: in the hours at the desk and by post, any time of a waking day online
 */
gint64
gb_seed_course_submission (GbSeedCommune *commune,
                           GbChannel      channel,
                           GbDay          day,
                           GbRandom      *random)
{
  gint64 start = gb_work_calendar_next_open (commune->calendar, gb_day_at (day, 0));
  gint64 worked;

  if (channel == GB_CHANNEL_ONLINE && gb_random_chance (random, 250))
    return gb_day_at (day, gb_random_range (random, 6 * 60, 22 * 60) * MINUTE);
  worked = gb_work_calendar_worked (commune->calendar, start, gb_day_at (day + 1, 0));
  return gb_work_calendar_add_worked (
      commune->calendar, start, (gint64) gb_random_below (random, (int) (worked / MINUTE)) * MINUTE);
}

static gint64
later (GbSeedDossier *self,
       GbRandom      *random,
       gint64         from,
       int            low_minutes,
       int            high_minutes)
{
  return gb_work_calendar_add_worked (self->commune->calendar, from,
                                      (gint64) gb_random_range (random, low_minutes, high_minutes) *
                                          MINUTE);
}

static gint64
draw_acceptance (GbSeedDossier *self,
                 GbRandom      *random)
{
  int draw;

  if (self->channel == GB_CHANNEL_DESK)
    return later (self, random, self->submitted, 1, 12);
  if (self->channel == GB_CHANNEL_POST)
    return later (self, random, self->submitted, 10, 120);
  draw = gb_random_below (random, 100);
  if (draw < 82)
    return later (self, random, self->submitted, 5, 150);
  if (draw < 97)
    return later (self, random, self->submitted, 150, 480);
  return later (self, random, self->submitted, 480, 900);
}

static gint64
draw_handover (GbSeedDossier *self,
               GbRandom      *random,
               gint64         finished)
{
  int draw = gb_random_below (random, 100);

  if (draw < 55)
    return later (self, random, finished, 2, 180);
  if (draw < 85)
    return later (self, random, finished, 180, 960);
  if (draw < 97)
    return later (self, random, finished, 960, 4800);
  return 0;
}

/* @start is when the clock last began. */
static void
draw_finish (GbSeedDossier *self,
             GbRandom      *random,
             gint64         start,
             gint64         due)
{
  gboolean same_day = self->procedure->limit.amount == 0;
  gint64 worked = gb_work_calendar_worked (self->commune->calendar, start, due);
  int permille = same_day ? LATE_SAME_DAY : late[self->procedure->desk];
  gint64 at;

  if (gb_random_chance (random, permille))
    at = later (self, random, due, 15, same_day ? 240 : 960);
  else if (same_day)
    at = later (self, random, start, 8, (int) CLAMP (worked / MINUTE - 1, 9, 200));
  else
    at = gb_work_calendar_add_worked (self->commune->calendar, start,
                                      worked / 1000 * gb_random_range (random, 350, 990));
  gb_seed_dossier_finish (self, at,
                          draw_handover (self, random, MAX (at, gb_seed_dossier_last (self))));
}

static gint64
share_of (GbSeedDossier *self,
          GbRandom      *random,
          gint64         start,
          gint64         due,
          int            low,
          int            high)
{
  gint64 worked = gb_work_calendar_worked (self->commune->calendar, start, due);

  return gb_work_calendar_add_worked (self->commune->calendar, start,
                                      worked / 1000 * gb_random_range (random, low, high));
}

/* Papers are asked for at the latest three working days after the receipt, and only once (decree
 * 61/2018, article 19(4)). Not completed after 15 working days it is closed at the citizen's word.
 *
 * Returns: the new start of the clock, 0 when the life ends here */
static gint64
draw_supplement (GbSeedDossier *self,
                 GbRandom      *random,
                 gint64         start,
                 gint64         due)
{
  gint64 asked =
      MIN (share_of (self, random, start, due, 100, 600),
           gb_work_calendar_add_worked (self->commune->calendar, start, 3 * WORKING_DAY - HOUR));
  gint64 completed;

  if (gb_random_chance (random, NEVER_COMPLETED))
    {
      gb_seed_dossier_supplement (self, asked, 0);
      gb_seed_dossier_withdraw (self, later (self, random, asked, 15 * 480, 20 * 480));
      return 0;
    }
  completed = later (self, random, asked, 60, 5 * 480);
  gb_seed_dossier_supplement (self, asked, completed);
  return gb_seed_dossier_last (self);
}

static gint64
draw_pause (GbSeedDossier *self,
            GbRandom      *random,
            GbDossierState state,
            gint64         start,
            gint64         due)
{
  gint64 at = share_of (self, random, start, due, 300, 850);
  gint64 until = state == GB_DOSSIER_STATE_STOPPED ? later (self, random, at, 480, 15 * 480)
                                                   : later (self, random, at, 45, 4 * 480);

  if (state == GB_DOSSIER_STATE_STOPPED && gb_random_chance (random, 200))
    until = 0;
  gb_seed_dossier_pause (self, state, at, until);
  return until == 0 ? 0 : gb_seed_dossier_last (self);
}

/* At most one interruption, so that each new due moment has one cause.
 *
 * Returns: when work goes on, 0 when the life ends here */
static gint64
draw_interruption (GbSeedDossier *self,
                   GbRandom      *random,
                   gint64         start,
                   gint64         due)
{
  gboolean same_day = self->procedure->limit.amount == 0;
  gboolean costly =
      self->procedure->desk == GB_SEED_LAND || self->procedure->desk == GB_SEED_CONSTRUCTION;
  int payment = costly ? PAYMENT_LAND : PAYMENT;
  int draw = gb_random_below (random, 1000);

  if (draw < WITHDRAWN)
    {
      gb_seed_dossier_withdraw (self, share_of (self, random, start, due, 200, 900));
      return 0;
    }
  draw -= WITHDRAWN;
  if (same_day)
    return draw < SUPPLEMENT / 4 ? draw_supplement (self, random, start, due) : start;
  if (draw < SUPPLEMENT)
    return draw_supplement (self, random, start, due);
  draw -= SUPPLEMENT;
  if (draw < payment)
    return draw_pause (self, random, GB_DOSSIER_STATE_PAYMENT_ASKED, start, due);
  draw -= payment;
  if (draw < STOPPED)
    return draw_pause (self, random, GB_DOSSIER_STATE_STOPPED, start, due);
  return start;
}

static GbSeedProcedure *
draw_procedure (GbSeedWorld *world,
                GbChannel    channel,
                GbRandom    *random)
{
  for (;;)
    {
      GbSeedProcedure *procedure =
          world->procedures
              ->pdata[gb_random_weight (random, world->weights, (int) world->procedures->len)];

      if (channel != GB_CHANNEL_ONLINE || procedure->online)
        return procedure;
    }
}

/**
 * gb_seed_course_receiver:
 *
 * Returns: (transfer none) (nullable): where a dossier of @commune was filed instead (phi địa giới): a
 *   neighbour in the list of codes
 */
GbSeedCommune *
gb_seed_course_receiver (GbSeedWorld   *world,
                         GbSeedCommune *commune,
                         GbRandom      *random)
{
  guint index = 0;
  int n = (int) world->communes->len;
  int offset = gb_random_range (random, -4, 4);

  if (offset == 0 || n < 10 || !g_ptr_array_find (world->communes, commune, &index))
    return NULL;
  return world->communes->pdata[((int) index + offset + n) % n];
}

/**
 * gb_seed_course_draw:
 * @submitted: UTC seconds
 *
 * Returns: (transfer full): a dossier with its whole life, whatever the present is
 */
GbSeedDossier *
gb_seed_course_draw (GbSeedWorld   *world,
                     GbSeedCommune *commune,
                     GbChannel      channel,
                     gint64         submitted,
                     GbRandom      *random)
{
  GbSeedProcedure *procedure = draw_procedure (world, channel, random);
  GbSeedDossier *self;
  gint64 start, due;

  self = gb_seed_dossier_new (commune, procedure, channel, submitted, random);
  if (channel == GB_CHANNEL_ONLINE)
    gb_seed_dossier_register (self);
  start = draw_acceptance (self, random);
  if (channel != GB_CHANNEL_POST && gb_random_chance (random, CROSS_BOUNDARY))
    self->received_by = gb_seed_course_receiver (world, commune, random);
  if (gb_random_chance (random, REFUSED))
    {
      gb_seed_dossier_refuse (self, start);
      return self;
    }
  self->no_due = gb_random_chance (random, NO_DUE);
  due = gb_seed_dossier_accept (self, start);
  start = gb_seed_dossier_last (self);
  if (procedure->limit.amount > 0)
    gb_seed_dossier_assign (self, later (self, random, start, 5, 180));
  start = draw_interruption (self, random, start, due);
  if (start != 0)
    draw_finish (self, random, start, gb_seed_dossier_due (self));
  return self;
}
