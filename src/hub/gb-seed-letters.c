/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-seed-letters.h"

#include "gb-seed-json.h"

#define HOUR 3600
#define MARK " (dữ liệu minh họa)"

/* Of 1,000 late dossiers. */
#define APOLOGY 300
#define URGED 250
#define ANSWERED 700

static void
letter_line (GbSeedDossier *dossier,
             const char    *code,
             gint64         due,
             gint64         now,
             GbRandom      *random,
             GString       *lines)
{
  GbWorkCalendar *calendar = dossier->commune->calendar;
  gint64 made = gb_work_calendar_next_open (calendar, gb_day_at (gb_time_day (due) - 1, 9 * HOUR))
                + gb_random_range (random, 5, 90) * 60;
  g_autofree char *id = g_strconcat ("PXL-", code, NULL);
  g_autofree char *number = g_strdup_printf ("%d/PXL", gb_random_range (random, 1, 400));

  if (made > now)
    return;
  gb_seed_put_open (lines, "letter", id);
  gb_seed_json_string (lines, "dossier", code);
  gb_seed_json_string (lines, "number", number);
  gb_seed_json_time (lines, "made", made);
  gb_seed_json_string (lines, "reason", "Chờ ý kiến của cơ quan phối hợp" MARK);
  gb_seed_json_time (lines, "new_due", gb_work_calendar_day_end (calendar, gb_work_calendar_nth_day (
                                         calendar, gb_time_day (due), gb_random_range (random, 3, 7))));
  gb_seed_put_close (lines);
}

static void
urge_lines (GbSeedDossier *dossier,
            const char    *code,
            gint64         due,
            gint64         until,
            gint64         now,
            GbRandom      *random,
            GString       *lines)
{
  gint64 made = gb_work_calendar_add_worked (dossier->commune->calendar, due,
                                             (gint64) gb_random_range (random, 30, 300) * 60);
  gint64 answered = made + gb_random_range (random, 1, 22) * HOUR;
  const char *officer = dossier->commune->desks[dossier->procedure->desk].name;
  g_autofree char *id = g_strconcat ("PDD-", code, NULL);
  g_autofree char *answer = g_strconcat (id, "-TL", NULL);
  g_autofree char *number = g_strdup_printf ("%d", gb_random_range (random, 1, 300));

  if (made > MIN (now, until))
    return;
  gb_seed_put_open (lines, "urge", id);
  gb_seed_json_string (lines, "dossier", code);
  gb_seed_json_string (lines, "number", number);
  gb_seed_json_string (lines, "officer", officer);
  gb_seed_json_time (lines, "made", made);
  gb_seed_json_time (lines, "answer_due", made + GB_DAY_SECONDS);
  gb_seed_json_string (lines, "text", "Đề nghị báo cáo lý do trễ hạn" MARK);
  gb_seed_put_close (lines);
  if (!gb_random_chance (random, ANSWERED) || answered > now)
    return;
  gb_seed_put_open (lines, "answer", answer);
  gb_seed_json_string (lines, "urge", id);
  gb_seed_json_time (lines, "at", answered);
  gb_seed_json_string (lines, "officer", officer);
  gb_seed_json_string (lines, "text", "Đang chờ kết quả xác minh" MARK);
  gb_seed_put_close (lines);
}

/**
 * gb_seed_letters:
 * @code: the dossier's
 * @lines: feed lines are appended
 *
 * The apology letter (phiếu xin lỗi và hẹn lại) and the urging slip (phiếu đôn đốc) of a dossier that
 * is late or was, for some of them.
 */
void
gb_seed_letters (GbSeedPlan    *plan,
                 GbSeedDossier *dossier,
                 const char    *code,
                 GString       *lines)
{
  GbSeedLook look;
  GbRandom random;
  gint64 until;

  gb_seed_dossier_look (dossier, plan->now, &look);
  until = look.finished != 0 ? look.finished : plan->now;
  /* What hangs on the open dossiers of the scene is agreed (gb-seed-scene-work.c). */
  if (look.finished == 0 && plan->scene != NULL &&
      g_str_equal (plan->scene->commune, dossier->commune->code))
    return;
  if (look.due == 0 || look.due >= until ||
      (look.finished == 0 && look.state != GB_DOSSIER_STATE_ACCEPTED &&
       look.state != GB_DOSSIER_STATE_PROCESSING))
    return;
  gb_random_init (&random, dossier->key, "letters", 0);
  if (dossier->procedure->limit.amount > 1 && gb_random_chance (&random, APOLOGY))
    letter_line (dossier, code, look.due, plan->now, &random, lines);
  if (gb_random_chance (&random, URGED))
    urge_lines (dossier, code, look.due, until, plan->now, &random, lines);
}
