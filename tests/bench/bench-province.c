/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A province's year: 135 communes, of which the towns have most dossiers, 30 fields, 400 procedures and
 * 1,080 officers; all but some per cent finished. The same serial gives the same dossier each time. */
#include "bench-province.h"

#include "gb-store-fixture.h"
#include "gb-time.h"

#define N_COMMUNES 135
#define FIRST_COMMUNE 21001
#define N_PROCEDURES 400
#define N_OFFICERS 8 /* in a commune */
#define YEAR_DAYS 365

static const char *const fields[] = {
  "Hộ tịch",          "Chứng thực",          "Đất đai",           "Bảo trợ xã hội",
  "Người có công",    "Cư trú",              "Xây dựng",          "Hộ kinh doanh",
  "Môi trường",       "Giáo dục",            "Y tế dự phòng",     "An toàn thực phẩm",
  "Lao động",         "Việc làm",            "Tôn giáo",          "Thi đua, khen thưởng",
  "Lâm nghiệp",       "Thủy lợi",            "Thủy sản",          "Trồng trọt",
  "Chăn nuôi",        "Giao thông",          "Quy hoạch",         "Nhà ở",
  "Văn hóa cơ sở",    "Thể dục thể thao",    "Du lịch",           "Nuôi con nuôi",
  "Hòa giải cơ sở",   "Công thương",
};
static const char *const acts[] = { "Cấp mới", "Cấp đổi", "Cấp lại", "Điều chỉnh", "Đăng ký",
                                    "Xác nhận", "Thu hồi", "Gia hạn", "Thẩm định", "Chuyển" };
static const char *const surnames[] = { "Nguyễn", "Trần", "Lê", "Phạm", "Đặng", "Võ", "Huỳnh", "Bùi",
                                        "Đỗ", "Hồ", "Ngô", "Dương" };
static const char *const middles[] = { "Thị", "Văn", "Đức", "Minh", "Ngọc", "Thanh", "Quang", "Hữu" };
static const char *const given[] = { "Ân", "Bình", "Cúc", "Dũng", "Đào", "Én", "Giang", "Hạnh", "Ích",
                                     "Kiên", "Lan", "Mai", "Nam", "Ổn", "Phúc", "Quý", "Sơn", "Thủy",
                                     "Út", "Vinh", "Xuân", "Yến" };
static const char *const channels[] = { "desk", "online" };

/* Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014. */
static guint
draw (guint64 *state,
      guint    below)
{
  guint64 z = (*state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return (guint) ((z ^ (z >> 31)) % below);
}

#define PICK(state, array) ((array)[draw (state, G_N_ELEMENTS (array))])

/* Some are far more frequent than others. */
static guint
draw_skewed (guint64 *state,
             guint    below)
{
  return draw (state, draw (state, below) + 1);
}

static guint64
start (guint serial,
       guint salt)
{
  return ((guint64) salt << 40) + serial;
}

static void
append_time (GString    *text,
             const char *name,
             gint64      instant)
{
  g_autofree char *time = gb_test_time (instant);

  g_string_append_printf (text, ",\"%s\":\"%s\"", name, time);
}

/* Acceptance in working hours, spread over the year before GB_TEST_NOW. */
static gint64
moment_of (guint serial,
           guint n_dossiers)
{
  double day = (double) serial / n_dossiers * YEAR_DAYS;
  guint whole = (guint) day;

  return gb_day_at (gb_time_day (GB_TEST_NOW) - YEAR_DAYS + (GbDay) whole,
                    7 * 3600 + (int) ((day - whole) * 10 * 3600));
}

static void
append_code (GString *text,
             guint    serial,
             guint    n_dossiers)
{
  int year, month, day;

  gb_day_to_ymd (gb_time_day (moment_of (serial, n_dossiers)), &year, &month, &day);
  g_string_append_printf (text, "H52.%02u-%02d%02d%02d-%05u", serial * 7 % 97, year % 100, month, day,
                          serial % 100000);
}

/* In the last weeks most are open, before that hardly any. */
static int
draw_state (guint64 *state,
            double   age_days)
{
  static const int open_states[] = { 2, 4, 4, 4, 4, 4, 5, 6, 8 };
  static const int finished_states[] = { 3, 7, 9 };

  if (age_days < 2 && draw (state, 4) == 0)
    return 1;
  if (draw (state, 1000) < (age_days < 20 ? 600 : 20))
    return PICK (state, open_states);
  return draw (state, 12) == 0 ? PICK (state, finished_states) : 10;
}

static int
changed (int state)
{
  switch (state)
    {
    case 1:
      return 2;
    case 9:
      return 10;
    case 3:
    case 7:
    case 10:
      return state;
    default:
      return 9;
    }
}

static void
append_moments (GString *text,
                guint64 *state,
                int      dossier_state,
                gint64   submitted)
{
  gint64 due = submitted + (1 + (gint64) draw_skewed (state, 25)) * GB_DAY_SECONDS;

  append_time (text, "submitted", submitted);
  if (dossier_state == 1)
    return;
  append_time (text, "received", submitted + 600);
  if (draw (state, 30) > 0)
    append_time (text, "due", due);
  if (dossier_state == 3 || dossier_state == 7 || dossier_state >= 9)
    append_time (text, "finished",
                 MIN (submitted + 1200 + draw (state, 4 * GB_DAY_SECONDS), GB_TEST_NOW - 60));
  if (dossier_state == 10)
    append_time (text, "handed_over", GB_TEST_NOW - 30);
}

/* A line that puts the dossier. */
void
bench_province_append_dossier (GString      *text,
                               guint         serial,
                               guint         n_dossiers,
                               BenchVersion  version)
{
  guint64 rand = start (serial, 1);
  gint64 submitted = moment_of (serial, n_dossiers);
  guint commune = draw_skewed (&rand, N_COMMUNES), procedure = draw_skewed (&rand, N_PROCEDURES);
  guint received_by = draw (&rand, 40) == 0 ? draw (&rand, N_COMMUNES) : commune;
  guint officer = commune * N_OFFICERS + procedure % G_N_ELEMENTS (fields) % N_OFFICERS;
  int state = draw_state (&rand, (double) (GB_TEST_NOW - submitted) / GB_DAY_SECONDS);

  if (version == BENCH_CHANGED)
    state = changed (state);
  g_string_append (text, "{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"");
  append_code (text, serial, n_dossiers);
  g_string_append_printf (
      text,
      "\",\"rev\":%u,\"data\":{\"procedure\":\"%s hồ sơ %s theo mẫu số %u của cơ quan có thẩm quyền\","
      "\"procedure_code\":\"1.%06u\",\"field\":\"%s\",\"channel\":\"%s\",\"applicant\":\"%s %s %s\","
      "\"phone\":\"09%08u\",\"summary\":\"Thửa đất số %u, tờ bản đồ số %u\",\"commune\":\"%u\","
      "\"received_by\":\"%u\",\"state\":%d",
      serial + 1 + version * n_dossiers, acts[procedure % G_N_ELEMENTS (acts)],
      fields[procedure % G_N_ELEMENTS (fields)], procedure, procedure,
      fields[procedure % G_N_ELEMENTS (fields)],
      draw (&rand, 20) == 0 ? "post" : PICK (&rand, channels), PICK (&rand, surnames),
      PICK (&rand, middles), PICK (&rand, given), draw (&rand, 100000000), serial % 997, serial % 89,
      FIRST_COMMUNE + commune, FIRST_COMMUNE + received_by, state);
  if (state != 1 && draw (&rand, 20) > 0)
    g_string_append_printf (text, ",\"officer\":\"%s %s %s\"",
                            surnames[officer / G_N_ELEMENTS (given) % G_N_ELEMENTS (surnames)],
                            middles[officer / (G_N_ELEMENTS (given) * G_N_ELEMENTS (surnames)) % G_N_ELEMENTS (middles)],
                            given[officer % G_N_ELEMENTS (given)]);
  append_moments (text, &rand, state, submitted);
  g_string_append (text, "}}\n");
}

/* Lines that put the dossier's steps. */
void
bench_province_append_steps (GString *text,
                             guint    serial,
                             guint    n_dossiers,
                             guint    n_steps)
{
  static const int states[] = { 2, 4, 4, 9, 10 };
  guint64 rand = start (serial, 2);
  gint64 at = moment_of (serial, n_dossiers) + 600;

  for (guint i = 0; i < n_steps; i++)
    {
      g_string_append (text, "{\"op\":\"put\",\"type\":\"dossier-step\",\"id\":\"");
      append_code (text, serial, n_dossiers);
      g_string_append_printf (text, "#%u\",\"rev\":%u,\"data\":{\"dossier\":\"", i + 1, serial + 1);
      append_code (text, serial, n_dossiers);
      g_string_append_printf (text,
                              "\",\"state\":%d,\"officer\":\"%s %s %s\",\"title\":\"Chuyên viên\","
                              "\"text\":\"Chuyển bước\"",
                              states[i % G_N_ELEMENTS (states)], PICK (&rand, surnames),
                              PICK (&rand, middles), PICK (&rand, given));
      append_time (text, "at", at);
      g_string_append (text, "}}\n");
      at += 600 + draw (&rand, GB_DAY_SECONDS);
    }
}

/* One in fifty of those that are usually open has a letter. */
void
bench_province_append_letter (GString *text,
                              guint    serial,
                              guint    n_dossiers)
{
  gint64 made = moment_of (serial, n_dossiers) + GB_DAY_SECONDS;

  if (serial % 50 != 0 || made < GB_TEST_NOW - 20 * GB_DAY_SECONDS || made > GB_TEST_NOW)
    return;
  g_string_append_printf (text, "{\"op\":\"put\",\"type\":\"letter\",\"id\":\"l%u\",\"rev\":1,\"data\":"
                                "{\"dossier\":\"", serial);
  append_code (text, serial, n_dossiers);
  g_string_append_printf (text, "\",\"number\":\"%u/PXL\",\"reason\":\"Chờ xác minh\"", serial);
  append_time (text, "made", made);
  append_time (text, "new_due", GB_TEST_NOW + 3 * GB_DAY_SECONDS);
  g_string_append (text, "}}\n");
}

/* The communes, some of which have hours of their own, and the year's days off. */
void
bench_province_append_base (GString *text)
{
  static const char *const days[] = { "2026-01-01", "2026-02-16", "2026-02-17", "2026-02-18",
                                      "2026-02-19", "2026-02-20", "2026-04-26", "2026-04-30",
                                      "2026-05-01", "2026-08-31", "2026-09-01", "2026-09-02" };

  for (guint i = 0; i < N_COMMUNES; i++)
    {
      g_string_append_printf (text,
                              "{\"op\":\"put\",\"type\":\"commune\",\"id\":\"%u\",\"rev\":1,\"data\":"
                              "{\"name\":\"Ia %s %u\",\"type\":\"xã\",\"province\":\"52\",\"area_km2\":"
                              "90.5,\"population\":12000,\"lon\":108.1,\"lat\":13.9}}\n",
                              FIRST_COMMUNE + i, given[i % G_N_ELEMENTS (given)], i);
      if (i % 6 == 5)
        g_string_append_printf (text,
                                "{\"op\":\"put\",\"type\":\"commune-hours\",\"id\":\"%u\",\"rev\":1,"
                                "\"data\":{\"commune\":\"%u\",\"hours\":\"mon-fri 07:30-11:30,"
                                "13:30-17:00;sat 07:30-11:30\"}}\n",
                                i, FIRST_COMMUNE + i);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    g_string_append_printf (text,
                            "{\"op\":\"put\",\"type\":\"calendar-day\",\"id\":\"%s\",\"rev\":1,\"data\":"
                            "{\"kind\":\"off\",\"name\":\"Nghỉ lễ\"}}\n", days[i]);
}
