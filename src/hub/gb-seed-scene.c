/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-seed-scene.h"

#include "gb-seed-course.h"

#include <string.h>

/* These are the agreed figures of the demo: one moment of one commune that pictures, tests and
 * documents all show. Nothing but a run with this seed and last day is bound by them; what is
 * finished stays drawn by chance. */
static const GbSeedScene scenes[] = {
  { 1, "2026-08-26", "2026-08-26T07:12:00+07:00", "21028", 80 },
};

/* The earliest of the fixed rows came in then; fewer dossiers cannot make the queue. */
#define FIRST_DAY "2026-07-28"
#define MIN_DOSSIERS 320

/* Up to this share of a day's dossiers the open ones of the scene are put on it. */
#define DAY_SHARE 80
#define FAR_BACK 24

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

/* The rows that a reader of the pictures looks for: six late (four of them land), eight due today, four
 * due on the next working day. Where the limit alone gives an earlier moment than the agreed one, a
 * pause for payment lies between. */
static const struct
{
  const char *procedure;
  const char *applicant;
  const char *accepted;
  int serial;
  const char *due;
  GbDossierState state;
} pins[] = {
  { "gia-han-giay-phep-xay-dung", "Lê Thị N", "2026-08-11 08:40", 17, "2026-08-24 14:15", 4 },
  { "dinh-chinh-giay-chung-nhan", "Trần Văn M", "2026-08-11 14:00", 52, "2026-08-25 08:00", 4 },
  { "dinh-chinh-giay-chung-nhan", "Phan Văn L", "2026-08-11 15:00", 60, "2026-08-25 10:30", 4 },
  { "dang-ky-dat-dai-lan-dau", "Phạm Văn P", "2026-07-28 09:20", 31, "2026-08-25 14:20", 4 },
  { "chuyen-muc-dich-dat", "Võ Thị K", "2026-08-04 11:00", 44, "2026-08-25 16:00", 4 },
  { "xac-nhan-dien-tich-nha-o", "Đặng Văn I", "2026-08-19 08:05", 9, "2026-08-25 16:45", 4 },
  { "chung-thuc-ban-sao", "Hồ Thị T", "2026-08-25 14:50", 71, "2026-08-26 08:30", 4 },
  { "khai-sinh-nhan-cha-me-con", "Lý Văn S", "2026-08-21 09:00", 24, "2026-08-26 09:00", 4 },
  { "thanh-lap-ho-kinh-doanh", "Ngô Thị U", "2026-08-22 10:15", 19, "2026-08-26 10:15", 4 },
  { "mai-tang-bao-tro", "Bùi Văn V", "2026-08-22 11:00", 24, "2026-08-26 11:00", 4 },
  { "ban-sao-trich-luc", "Mai Thị X", "2026-08-25 15:40", 77, "2026-08-26 17:00", 2 },
  { "dinh-chinh-giay-chung-nhan", "Tạ Văn Y", "2026-08-12 14:00", 66, "2026-08-26 14:00", 4 },
  { "khai-thac-nuoc-duoi-dat", "Cao Thị H", "2026-08-13 15:10", 63, "2026-08-26 15:10", 4 },
  { "xac-nhan-tinh-trang-hon-nhan", "Đinh Văn G", "2026-08-22 16:00", 35, "2026-08-26 16:00", 4 },
  { "thi-cong-duong-xa", "Trịnh Thị O", "2026-08-19 09:20", 28, "2026-08-27 09:20", 4 },
  { "ho-tro-sinh-con-dtts", "Lâm Văn Q", "2026-08-14 14:20", 57, "2026-08-27 14:20", 4 },
  { "thay-doi-ho-kinh-doanh", "Hà Thị R", "2026-08-24 15:30", 79, "2026-08-27 15:30", 4 },
  { "tro-cap-xa-hoi", "Vũ Văn E", "2026-08-14 16:20", 70, "2026-08-27 16:20", 4 },
};

/* Sent online and not accepted yet; the first waits for more than eight working hours. */
static const char *const awaiting[] = {
  "2026-08-24 15:40", "2026-08-25 16:05", "2026-08-25 17:45", "2026-08-25 20:10", "2026-08-26 06:40",
};

typedef struct
{
  const GbSeedScene *scene;
  GbSeedWorld *world;
  GbSeedCommune *commune;
  GbDay from;
  int *days; /* dossiers wanted on each day */
  int *used; /* (owned): by the scene's open ones */
  int n_days;
  gint64 now;
  gint64 soon_from; /* what is due soon by chance is due from then */
  gint64 soon_to;
  GPtrArray *dossiers;
  GbRandom random;
} Stage;

static gint64
instant (const char *text)
{
  gint64 value = 0;
  gboolean date_only;

  if (!gb_time_parse_exchange (text, &value, &date_only, NULL))
    g_assert_not_reached ();
  return value;
}

/**
 * gb_seed_scene_find:
 *
 * Returns: (nullable): the scene that a run with this seed, last day and instant shows
 */
const GbSeedScene *
gb_seed_scene_find (guint64 seed,
                    GbDay   to,
                    gint64  now)
{
  for (gsize i = 0; i < G_N_ELEMENTS (scenes); i++)
    if (scenes[i].seed == seed && gb_time_day (instant (scenes[i].at)) == to && instant (scenes[i].at) == now)
      return &scenes[i];
  return NULL;
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
  for (gsize i = 0; i < G_N_ELEMENTS (scenes); i++)
    if (scenes[i].seed == seed && gb_time_day (instant (scenes[i].at)) == to)
      return instant (scenes[i].at);
  return 0;
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
  return gb_day_at (from, 0) <= instant (FIRST_DAY) && dossiers >= MIN_DOSSIERS;
}

static void
enter (Stage         *self,
       GbSeedDossier *dossier)
{
  int day = dossier->day - self->from;

  if (day >= 0 && day < self->n_days)
    self->used[day]++;
  g_ptr_array_add (self->dossiers, dossier);
}

static GbSeedProcedure *
find_procedure (Stage      *self,
                const char *id)
{
  for (guint i = 0; i < self->world->procedures->len; i++)
    if (strcmp (((GbSeedProcedure *) self->world->procedures->pdata[i])->id, id) == 0)
      return self->world->procedures->pdata[i];
  g_error ("The procedure %s of the demo scene is missing in data/procedures", id);
}

static void
pin_row (Stage *self,
         int    row)
{
  GbWorkCalendar *calendar = self->commune->calendar;
  GbSeedProcedure *procedure = find_procedure (self, pins[row].procedure);
  gint64 accepted = instant (pins[row].accepted);
  gint64 wanted = instant (pins[row].due);
  GbSeedDossier *dossier = gb_seed_dossier_new (self->commune, procedure, GB_CHANNEL_DESK, accepted - 180, &self->random);
  gint64 due = gb_seed_dossier_accept (dossier, accepted);

  g_free (dossier->applicant);
  dossier->applicant = g_strdup (pins[row].applicant);
  dossier->serial = pins[row].serial;
  if (pins[row].state == GB_DOSSIER_STATE_PROCESSING)
    gb_seed_dossier_assign (dossier, gb_work_calendar_add_worked (calendar, accepted, 25 * 60));
  if (due < wanted)
    {
      gint64 begin = gb_work_calendar_add_worked (calendar, gb_seed_dossier_last (dossier), 15 * 60);
      gint64 length = gb_work_calendar_worked (calendar, due, wanted);

      due = gb_seed_dossier_pause (dossier, GB_DOSSIER_STATE_PAYMENT_ASKED, begin,
                                   gb_work_calendar_add_worked (calendar, begin, length));
    }
  /* Should a procedure's limit change, the agreed moment stays the official one. */
  dossier->events[dossier->n_events - 1].due = wanted;
  enter (self, dossier);
}

static void
await_row (Stage      *self,
           const char *submitted)
{
  GbSeedProcedure *procedure = find_procedure (self, "ban-sao-trich-luc");
  GbSeedDossier *dossier = gb_seed_dossier_new (self->commune, procedure, GB_CHANNEL_ONLINE, instant (submitted), &self->random);

  gb_seed_dossier_register (dossier);
  enter (self, dossier);
}

static GbSeedProcedure *
draw_procedure (Stage     *self,
                GbSeedDesk desk)
{
  for (;;)
    {
      GbSeedProcedure *procedure = self->world->procedures->pdata[gb_random_weight (
        &self->random, self->world->weights, (int) self->world->procedures->len)];

      if (procedure->desk == desk && procedure->limit.amount > 0)
        return procedure;
    }
}

/* One day of the last weeks on which there is still room, or any after long trying. */
static GbDay
draw_day (Stage *self,
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
live (Stage         *self,
      GbSeedDossier *dossier,
      Kind           kind,
      gint64         due)
{
  GbWorkCalendar *calendar = self->commune->calendar;
  gint64 start = gb_seed_dossier_last (dossier);
  gint64 at = gb_work_calendar_add_worked (calendar, start, (gint64) gb_random_range (&self->random, 10, 150) * 60);

  gb_seed_dossier_assign (dossier, at);
  at = gb_work_calendar_add_worked (calendar, at, gb_work_calendar_worked (calendar, start, due) / 1000
                                                    * gb_random_range (&self->random, 50, 600));
  if (kind == PAPERS)
    gb_seed_dossier_supplement (dossier, MIN (at, gb_work_calendar_add_worked (calendar, start, 20 * 3600)), 0);
  else if (kind == PAYMENT || kind == STOPPED)
    gb_seed_dossier_pause (dossier, kind == PAYMENT ? GB_DOSSIER_STATE_PAYMENT_ASKED : GB_DOSSIER_STATE_STOPPED, at, 0);
  else if (kind == NO_DUE)
    dossier->no_due = TRUE;
  else if (gb_random_chance (&self->random, 120))
    gb_seed_dossier_pause (dossier, GB_DOSSIER_STATE_PAYMENT_ASKED, at,
                           gb_work_calendar_add_worked (calendar, at, (gint64) gb_random_range (&self->random, 60, 600) * 60));
}

static gboolean
fits_kind (Stage         *self,
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
fill_one (Stage     *self,
          GbSeedDesk desk,
          Kind       kind)
{
  for (int tries = 0;; tries++)
    {
      GbDay day = draw_day (self, tries);
      GbSeedProcedure *procedure = draw_procedure (self, desk);
      GbChannel channel = gb_seed_course_channel (&self->random);
      gint64 submitted;
      GbSeedDossier *dossier;
      gint64 due;

      if (channel == GB_CHANNEL_ONLINE && !procedure->online)
        channel = GB_CHANNEL_DESK;
      submitted = gb_seed_course_submission (self->commune, channel, day, &self->random);
      dossier = gb_seed_dossier_new (self->commune, procedure, channel, submitted, &self->random);
      if (channel == GB_CHANNEL_ONLINE)
        gb_seed_dossier_register (dossier);
      due = gb_seed_dossier_accept (dossier, gb_work_calendar_add_worked (self->commune->calendar, submitted,
                                                                         channel == GB_CHANNEL_DESK ? 300 : 3000));
      live (self, dossier, kind, due);
      if (fits_kind (self, dossier, kind))
        {
          enter (self, dossier);
          return;
        }
      gb_seed_dossier_free (dossier);
    }
}

/* What came in beside the open ones is settled by now. */
static void
settle_one (Stage *self,
            GbDay  day)
{
  for (;;)
    {
      GbChannel channel = gb_seed_course_channel (&self->random);
      gint64 submitted = gb_seed_course_submission (self->commune, channel, day, &self->random);
      GbSeedDossier *dossier = gb_seed_course_draw (self->world, self->commune, channel, submitted, &self->random);
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
settle (Stage *self)
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
  Stage stage = { self, world, commune, from, days, .n_days = n_days, .now = instant (self->at) };
  GbDay today = gb_time_day (stage.now);
  g_autofree int *used = g_new0 (int, n_days);

  stage.used = used;
  /* Four dossiers due on the next working day are fixed rows; chance leaves that day alone. */
  stage.soon_from = gb_day_at (gb_work_calendar_nth_day (commune->calendar, today, 2), 0);
  stage.soon_to = gb_work_calendar_day_end (commune->calendar, gb_time_day (stage.soon_from));
  stage.dossiers = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_seed_dossier_free);
  gb_random_init (&stage.random, world->seed, "scene", g_ascii_strtoull (commune->code, NULL, 10));
  for (gsize i = 0; i < G_N_ELEMENTS (pins); i++)
    pin_row (&stage, (int) i);
  for (gsize i = 0; i < G_N_ELEMENTS (awaiting); i++)
    await_row (&stage, awaiting[i]);
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
