/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-seed-visits.h"

#include "gb-seed-json.h"

#include <string.h>

#define HOUR 3600
#define MARK " (dữ liệu minh họa)"

static const struct
{
  const char *id;
  const char *name;
  const char *organisation;
  int members;
  const char *kind;
  const char *phone;
} teams[] = {
  { "to-cong-tac-1", "Tổ công tác lưu động số 1", "Sở Khoa học và Công nghệ, VNPT", 19, "department", "0255 000 0201" },
  { "to-cong-tac-2", "Tổ công tác lưu động số 2", "Sở Khoa học và Công nghệ, Viettel", 18, "department",
    "0255 000 0202" },
  { "to-cong-tac-3", "Tổ công tác của tỉnh số 1", "UBND tỉnh", 12, "province", "0255 000 0203" },
  { "to-cong-tac-4", "Tổ công tác của tỉnh số 2", "UBND tỉnh", 11, "province", "0255 000 0204" },
};

/* How often a team of a department is to come to a commune (DOMAIN.md, People: about 7 in Gia Lai). */
#define SESSIONS 7
#define N_LOCAL_TEAMS 2

/**
 * gb_seed_province_teams:
 * @lines: feed lines are appended
 *
 * The mobile teams (tổ công tác).
 */
void
gb_seed_province_teams (GbSeedWorld *world,
                        GString     *lines)
{
  for (int i = 0; i < (int) G_N_ELEMENTS (teams); i++)
    {
      gb_seed_put_open (lines, "team", teams[i].id);
      gb_seed_json_string (lines, "name", teams[i].name);
      gb_seed_json_string (lines, "organisation", teams[i].organisation);
      gb_seed_json_integer (lines, "members", teams[i].members);
      gb_seed_json_string (lines, "kind", teams[i].kind);
      if (i < N_LOCAL_TEAMS)
        gb_seed_json_integer (lines, "sessions", SESSIONS);
      gb_seed_json_string (lines, "phone", teams[i].phone);
      gb_seed_put_close (lines);
    }
}

static const char *const topics[] = {
  "Ký số và luân chuyển hồ sơ điện tử",
  "Số hóa hồ sơ tại bộ phận một cửa",
  "Biểu mẫu điện tử, dịch vụ công trực tuyến",
  "Cấp phép xây dựng trên hệ thống",
  "Đăng ký đất đai cấp xã",
  "Thanh toán phí, lệ phí trực tuyến",
};

static const char *const results[] = {
  "Đã hướng dẫn tại chỗ, cán bộ làm được từ đầu đến cuối",
  "Xử lý xong 12 hồ sơ tồn cùng cán bộ một cửa",
  "Cài lại chữ ký số, luân chuyển hồ sơ thông suốt",
  "Đã tập huấn cho cán bộ mới, cần thêm một buổi",
};

static const char *const proposals[] = {
  "Bổ sung máy quét", "Nâng đường truyền giờ cao điểm", "Cấp thêm tài khoản cho cán bộ biệt phái", NULL, NULL, NULL,
};

/* How far the department's team has got in a commune: in the scene's 4 of 7 sessions are done, one is planned and one
 * is asked for. */
static void
session_line (GbSeedCommune *commune,
              GbSeedPlan    *plan,
              const char    *team,
              int            session,
              int            n_done,
              GbRandom      *random,
              GString       *lines)
{
  GbDay today = gb_time_day (plan->now);
  gboolean done = session <= n_done, planned = session == n_done + 1;
  GbDay day = gb_work_calendar_nth_day (
      commune->calendar, done ? today - 14 * (n_done - session + 1) + gb_random_below (random, 6) : today + 6, 1);
  GbDay asked = gb_work_calendar_nth_day (commune->calendar, (done ? day : today) - 5, 0);
  g_autofree char *id = g_strdup_printf ("%s-%s-%d", commune->code, team, session);
  const char *proposal = gb_random_pick (random, proposals);
  g_autofree char *text = g_strconcat (gb_random_pick (random, results), MARK, NULL);

  gb_seed_put_open (lines, "visit", id);
  gb_seed_json_string (lines, "team", team);
  gb_seed_json_string (lines, "commune", commune->code);
  gb_seed_json_string (lines, "state", done ? "done" : planned ? "planned" : "asked");
  gb_seed_json_date (lines, "date", done || planned ? day : GB_DAY_NONE);
  gb_seed_json_string (lines, "topic", topics[(session - 1) % (int) G_N_ELEMENTS (topics)]);
  gb_seed_json_string (lines, "result", done ? text : NULL);
  gb_seed_json_string (lines, "proposals", done ? proposal : NULL);
  gb_seed_json_time (lines, "asked", gb_day_at (asked, 9 * HOUR));
  gb_seed_json_string (lines, "asked_by", commune->name);
  gb_seed_put_close (lines);
}

static void
sessions (GbSeedWorld *world,
          GbSeedPlan  *plan,
          GString     *lines)
{
  GbRandom random;

  gb_random_init (&random, world->seed, "sessions", 0);
  for (guint i = 0; i < world->communes->len; i++)
    {
      GbSeedCommune *commune = world->communes->pdata[i];
      gboolean scene = plan->scene != NULL && strcmp (plan->scene->commune, commune->code) == 0;
      int n_done = gb_random_below (&random, SESSIONS), n = n_done + gb_random_below (&random, 3);

      if (scene)
        {
          n_done = 4;
          n = 6;
        }
      for (int session = 1; session <= MIN (n, SESSIONS); session++)
        session_line (commune, plan, teams[i % N_LOCAL_TEAMS].id, session, n_done, &random, lines);
    }
}

/* One visit of any team to each commune. */
static void
single_visits (GbSeedWorld *world,
               GbSeedPlan  *plan,
               GString     *lines)
{
  GbDay today = gb_time_day (plan->now);
  GbRandom random;

  gb_random_init (&random, world->seed, "visits", 0);
  for (guint i = 0; i < world->communes->len; i++)
    {
      GbSeedCommune *commune = world->communes->pdata[i];
      GbDay day = gb_work_calendar_nth_day (commune->calendar,
                                            today + gb_random_range (&random, -40, 15), 1);
      gboolean asked = gb_random_chance (&random, 200);
      gboolean done = !asked && day < today;
      g_autofree char *id = g_strdup_printf ("%s-buoi-1", commune->code);

      gb_seed_put_open (lines, "visit", id);
      gb_seed_json_string (lines, "team", teams[gb_random_below (&random, G_N_ELEMENTS (teams))].id);
      gb_seed_json_string (lines, "commune", commune->code);
      gb_seed_json_string (lines, "state", asked ? "asked" : done ? "done" : "planned");
      if (asked)
        {
          gb_seed_json_time (lines, "asked", gb_day_at (today - 2, 14 * HOUR));
          gb_seed_json_string (lines, "asked_by", commune->name);
        }
      gb_seed_json_date (lines, "date", asked ? GB_DAY_NONE : day);
      gb_seed_json_string (lines, "topic", gb_random_pick (&random, topics));
      gb_seed_json_string (lines, "result", done ? "Đã hướng dẫn tại chỗ" MARK : NULL);
      gb_seed_json_string (lines, "proposals",
                           done && gb_random_chance (&random, 300) ? "Bổ sung máy quét" MARK
                                                                   : NULL);
      gb_seed_put_close (lines);
    }
}

/**
 * gb_seed_visits:
 * @lines: feed lines are appended
 *
 * What the teams did in the communes, will do and are asked for, as it stands at the plan's instant.
 */
void
gb_seed_visits (GbSeedWorld *world,
                GbSeedPlan  *plan,
                GString     *lines)
{
  single_visits (world, plan, lines);
  sessions (world, plan, lines);
}
