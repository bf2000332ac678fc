/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-seed-interlude.h"

#include "gb-seed-json.h"

#define MARK " (dữ liệu minh họa)"
#define WORKING_DAY (8 * 3600)

/* Of 1,000 dossiers that run without another interruption. */
#define INTERRUPTED 60
/* Of 1,000 interludes. */
#define EXTENSION 150
#define STILL_OPEN 400
#define PROVINCE_COUNTS 500

typedef struct
{
  const char *event;
  const char *asked;
  const char *answered;
} Kind;

static const Kind opinion = { "pause:opinion", "Gửi văn bản xin ý kiến" MARK, "Đã có văn bản trả lời" MARK };
static const Kind verification = { "pause:verification", "Xác minh thực địa" MARK, "Đã có biên bản xác minh" MARK };
static const Kind identity = { "pause:identity", "Chờ công dân xác nhận trên VNeID" MARK,
                               "Công dân đã xác nhận trên VNeID" MARK };

/* Whom each desk asks, and how often which of the three happens at it. */
static const struct
{
  const char *agency;
  int opinions; /* of 1,000 */
  int verifications;
} desks[GB_SEED_N_DESKS] = {
  [GB_SEED_LAND] = { "Sở Nông nghiệp và Môi trường", 500, 500 },
  [GB_SEED_CIVIL_STATUS] = { "Sở Tư pháp", 100, 500 },
  [GB_SEED_CONSTRUCTION] = { "Sở Xây dựng", 600, 400 },
  [GB_SEED_BUSINESS] = { "Sở Tài chính", 400, 200 },
  [GB_SEED_WELFARE] = { "Sở Y tế", 200, 600 },
  [GB_SEED_HEALTH] = { "Sở Y tế", 500, 500 },
  [GB_SEED_HOME_AFFAIRS] = { "Sở Nội vụ", 600, 100 },
  [GB_SEED_CULTURE_IT] = { "Sở Khoa học và Công nghệ", 700, 100 },
};

/* Only one interruption, so that each due moment has one cause. */
static gboolean
runs_through (const GbSeedDossier *dossier,
              const GbSeedLook    *look)
{
  if (look->accepted == 0 || look->due == 0 || dossier->no_due || dossier->procedure->limit.amount < 2)
    return FALSE;
  for (int i = 0; i < look->n_events; i++)
    switch (dossier->events[i].state)
      {
      case GB_DOSSIER_STATE_NEW:
      case GB_DOSSIER_STATE_ACCEPTED:
      case GB_DOSSIER_STATE_PROCESSING:
      case GB_DOSSIER_STATE_READY:
      case GB_DOSSIER_STATE_HANDED_OVER:
        break;
      default:
        return FALSE;
      }
  return TRUE;
}

/* What hangs on the scene's dossiers that a reader looks for is agreed: late, due today or on the next
 * working day. */
static gboolean
is_agreed (GbSeedPlan          *plan,
           const GbSeedDossier *dossier,
           const GbSeedLook    *look)
{
  GbDay next = gb_work_calendar_nth_day (dossier->commune->calendar, gb_time_day (plan->now), 1);

  return plan->scene != NULL && g_str_equal (plan->scene->commune, dossier->commune->code) && look->finished == 0
         && gb_time_day (look->due) <= next;
}

static gint64
part_of (GbSeedDossier *dossier,
         GbRandom      *random,
         gint64         from,
         gint64         span,
         int            low,
         int            high)
{
  gint64 at = gb_work_calendar_add_worked (dossier->commune->calendar, from,
                                           span / 1000 * gb_random_range (random, low, high));

  return at - at % 60;
}

/* The province's system moves its date by the interlude. Only what is done on an earlier day than due
 * may: it stays that. */
static void
move_due (GbSeedDossier *dossier)
{
  const GbSeedInterlude *interlude = &dossier->interlude;
  GbWorkCalendar *calendar = dossier->commune->calendar;
  gint64 worked = gb_work_calendar_worked (calendar, interlude->from, interlude->until);

  for (int i = 0; i < dossier->n_events; i++)
    {
      GbSeedEvent *event = &dossier->events[i];

      if (event->due != 0 && event->at > interlude->from)
        event->due = interlude->new_due != 0 ? interlude->new_due
                                             : gb_work_calendar_add_worked (calendar, event->due, worked);
    }
}

/**
 * gb_seed_interlude_draw:
 *
 * Gives some dossiers a pause that no state tells of, or an extension. To be called before the messages
 * are written: some of the dates in them move with it. No dossier changes its class.
 */
void
gb_seed_interlude_draw (GbSeedPlan    *plan,
                        GbSeedDossier *dossier)
{
  GbWorkCalendar *calendar = dossier->commune->calendar;
  GbSeedInterlude *interlude = &dossier->interlude;
  gint64 start, end, span;
  GbSeedLook look;
  GbRandom random;
  gboolean early;

  gb_seed_dossier_look (dossier, plan->now, &look);
  gb_random_init (&random, dossier->key, "interlude", 0);
  if (!gb_random_chance (&random, INTERRUPTED) || !runs_through (dossier, &look) || is_agreed (plan, dossier, &look))
    return;
  end = look.finished != 0 ? look.finished : plan->now;
  early = look.finished != 0 && gb_time_day (end) < gb_time_day (look.due);
  start = look.accepted + 3 * 3600;
  span = gb_work_calendar_worked (calendar, start, end);
  if (span < WORKING_DAY)
    return;
  interlude->from = part_of (dossier, &random, start, span, 100, 450);
  interlude->until = part_of (dossier, &random, interlude->from, span, 150, 400);
  if (interlude->from >= look.due || interlude->until >= end)
    return;
  if (end <= look.due && gb_random_chance (&random, EXTENSION))
    {
      interlude->event = "extend";
      interlude->new_due = gb_work_calendar_day_end (
        calendar, gb_work_calendar_nth_day (calendar, gb_time_day (look.due), gb_random_range (&random, 2, 6)));
    }
  else
    {
      int draw = gb_random_below (&random, 1000);
      int opinions = desks[dossier->procedure->desk].opinions;
      int verifications = desks[dossier->procedure->desk].verifications;

      interlude->event = draw < opinions                   ? opinion.event
                         : draw < opinions + verifications ? verification.event
                                                           : identity.event;
      if (look.finished == 0 && gb_random_chance (&random, STILL_OPEN))
        interlude->until = 0;
    }
  if (early && gb_random_chance (&random, PROVINCE_COUNTS))
    move_due (dossier);
}

static void
line (GbSeedDossier *dossier,
      const char    *code,
      int            number,
      gint64         at,
      const char    *event,
      const char    *unit,
      const char    *text,
      GString       *lines)
{
  g_autofree char *id = g_strdup_printf ("SK-%s-%d", code, number);

  gb_seed_put_open (lines, "dossier-step", id);
  gb_seed_json_string (lines, "dossier", code);
  gb_seed_json_time (lines, "at", at);
  gb_seed_json_string (lines, "event", event);
  if (g_str_equal (event, "extend"))
    gb_seed_json_time (lines, "new_due", dossier->interlude.new_due);
  gb_seed_json_string (lines, "officer", dossier->commune->desks[dossier->procedure->desk].name);
  gb_seed_json_string (lines, "unit", unit);
  gb_seed_json_string (lines, "text", text);
  gb_seed_put_close (lines);
}

/**
 * gb_seed_interlude_lines:
 * @code: the dossier's
 * @lines: feed lines are appended
 *
 * The steps without a state that tell of the dossier's interlude.
 */
void
gb_seed_interlude_lines (GbSeedDossier *dossier,
                         const char    *code,
                         GString       *lines)
{
  const GbSeedInterlude *interlude = &dossier->interlude;
  const char *own = dossier->commune->desks[dossier->procedure->desk].unit;
  const Kind *kinds[] = { &opinion, &verification, &identity };

  if (interlude->event == NULL)
    return;
  if (g_str_equal (interlude->event, "extend"))
    {
      line (dossier, code, 1, interlude->from, "extend", own, "Gia hạn giải quyết" MARK, lines);
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i]->event, interlude->event))
      {
        const char *unit = kinds[i] == &opinion ? desks[dossier->procedure->desk].agency : own;

        line (dossier, code, 1, interlude->from, kinds[i]->event, unit, kinds[i]->asked, lines);
        if (interlude->until != 0)
          line (dossier, code, 2, interlude->until, "resume", unit, kinds[i]->answered, lines);
      }
}
