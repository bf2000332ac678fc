/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-seed-province.h"

#include "gb-seed-json.h"
#include "gb-seed-tasks.h"
#include "gb-seed-visits.h"

#define HOUR 3600
#define MARK " (dữ liệu minh họa)"

/* Whom to call: the first four rows are those of the pictures. 0255 000 xxxx is nobody's number. */
static const struct
{
  const char *agency;
  const char *name;
  const char *field;
  const char *zalo;
  const char *verified;
} contacts[] = {
  { "so-nong-nghiep-va-moi-truong", "Sở Nông nghiệp và Môi trường", "Đất đai", "Đất đai cấp xã",
    "2026-08-20" },
  { "so-xay-dung", "Sở Xây dựng", "Quy hoạch, cấp phép", "Quy hoạch, xây dựng", "2026-08-18" },
  { "so-tu-phap", "Sở Tư pháp", "Hộ tịch, chứng thực", "Hộ tịch 96 xã, phường", "2026-08-24" },
  { "so-khoa-hoc-va-cong-nghe", "Tổ công nghệ số", "Hỗ trợ 24/7", "Hỗ trợ một cửa", "2026-06-12" },
  { "so-y-te", "Sở Y tế", "Y tế, bảo trợ xã hội", "Y tế, bảo trợ xã hội cấp xã", "2026-08-05" },
  { "so-noi-vu", "Sở Nội vụ", "Nội vụ", "Nội vụ cấp xã", "2026-07-28" },
  { "so-tai-chinh", "Sở Tài chính", "Tài chính, hộ kinh doanh", "Tài chính, hộ kinh doanh",
    "2026-08-11" },
  { "so-giao-duc-va-dao-tao", "Sở Giáo dục và Đào tạo", "Giáo dục", "Giáo dục cấp xã", NULL },
  { "so-cong-thuong", "Sở Công Thương", "Công thương", "Công thương cấp xã", "2026-07-02" },
  { "so-van-hoa-the-thao-va-du-lich", "Sở Văn hóa, Thể thao và Du lịch", "Văn hóa",
    "Văn hóa cấp xã", NULL },
  { "so-dan-toc-va-ton-giao", "Sở Dân tộc và Tôn giáo", "Dân tộc, tôn giáo",
    "Dân tộc, tôn giáo cấp xã", "2026-06-30" },
  { "thanh-tra-tinh", "Thanh tra tỉnh", "Khiếu nại, tố cáo", "Tiếp công dân cấp xã", NULL },
  { "van-phong-ubnd-tinh", "Văn phòng UBND tỉnh", "Kiểm soát TTHC", "Kiểm soát TTHC",
    "2026-08-21" },
};

static void
channel_line (int         number,
              const char *kind,
              int         row,
              const char *name,
              const char *value,
              GString    *lines)
{
  g_autofree char *id = g_strdup_printf ("%s-%02d", kind, number);

  gb_seed_put_open (lines, "channel", id);
  gb_seed_json_string (lines, "kind", kind);
  gb_seed_json_string (lines, "name", name);
  gb_seed_json_string (lines, "value", value);
  gb_seed_json_string (lines, "agency", contacts[row].agency);
  gb_seed_json_string (lines, "field", contacts[row].field);
  gb_seed_json_string (lines, "verified", contacts[row].verified);
  gb_seed_put_close (lines);
}

/* A hotline, a Zalo group and a video room for each department and field. */
void
gb_seed_province_channels (GbSeedWorld *world,
                           GString     *lines)
{
  for (int i = 0; i < (int) G_N_ELEMENTS (contacts); i++)
    {
      g_autofree char *phone = g_strdup_printf ("0255 000 01%02d", i + 1);
      g_autofree char *group = g_strdup_printf ("https://zalo.example/g/minh-hoa-%02d", i + 1);
      g_autofree char *room = g_strdup_printf ("https://hop.example/minh-hoa/%02d", i + 1);
      g_autofree char *room_name = g_strconcat ("Phòng họp trực tuyến ", contacts[i].name, NULL);

      channel_line (i + 1, "hotline", i, contacts[i].name, phone, lines);
      channel_line (i + 1, "zalo", i, contacts[i].zalo, group, lines);
      channel_line (i + 1, "video", i, room_name, room, lines);
    }
}

static const struct
{
  const char *kind;
  const char *title;
  const char *place;
  const char *link; /* (nullable) */
  int published; /* days from today */
  int starts;
  int minutes; /* how long it lasts */
  int registration; /* days from today, 0 = none */
  int seats; /* of each commune */
} notices[] = {
  { "notice", "Bảo trì hệ thống một cửa ngoài giờ làm việc", NULL, NULL, -3, 0, 0, 0, 0 },
  { "class", "Lớp bồi dưỡng nghiệp vụ đất đai cấp xã", "Trường Chính trị tỉnh", NULL, -6, 9, 180, 3, 2 },
  { "class", "Lớp sử dụng chữ ký số và biểu mẫu điện tử", "Trực tuyến", "https://hop.example/lop-chu-ky-so", -10, 15, 180,
    8, 5 },
  { "conference", "Hội nghị giao ban 96 xã, phường, đặc khu", "Trực tuyến", "https://hop.example/giao-ban-96", -2, 2, 120,
    0, 2 },
  { "notice", "Lịch trực hỗ trợ một cửa dịp nghỉ lễ", NULL, NULL, -1, 0, 0, 0, 0 },
  { "class", "Tập huấn giải quyết hồ sơ phi địa giới", "Trực tuyến", "https://hop.example/phi-dia-gioi", -30, -12, 150, -15,
    3 },
  { "conference", "Hội nghị tháo gỡ vướng mắc về đất đai, xây dựng", "UBND tỉnh, phòng họp số 2",
    "https://hop.example/thao-go-vuong-mac", -4, 7, 180, 5, 1 },
};

/* The numbers of a commune's posts that surely are there, after its leaders. */
#define FIRST_POST 7
#define LAST_POST 40

/* Who goes from each commune that has made up its mind. */
static void
attendance_lines (GbSeedWorld *world,
                  gint64       at,
                  int          row,
                  const char  *notice,
                  GString     *lines)
{
  GbRandom random;

  gb_random_init (&random, world->seed, notice, 0);
  for (guint i = 0; i < world->communes->len; i++)
    {
      GbSeedCommune *commune = world->communes->pdata[i];
      g_autofree char *id = g_strdup_printf ("%s-%s", notice, commune->code);
      int first = gb_random_range (&random, FIRST_POST, LAST_POST - notices[row].seats);

      if (!gb_random_chance (&random, 620) && notices[row].starts > 0)
        continue;
      gb_seed_put_open (lines, "attendance", id);
      gb_seed_json_string (lines, "notice", notice);
      gb_seed_json_string (lines, "commune", commune->code);
      gb_seed_json_time (lines, "at", at);
      gb_seed_json_open (lines, "officers", '[');
      for (int seat = 0; seat < notices[row].seats; seat++)
        {
          g_autofree char *officer = g_strdup_printf ("%s-%03d", commune->code, first + seat);

          gb_seed_json_string (lines, NULL, officer);
        }
      gb_seed_json_close (lines, ']');
      gb_seed_put_close (lines);
    }
}

/* An hour of @day, or of the last working day before it. */
static gint64
in_office (GbWorkCalendar *calendar,
           GbDay           day,
           int             hour)
{
  return gb_day_at (gb_work_calendar_nth_day (calendar, day + 1, -1), hour * HOUR);
}

static void
notice_line (GbWorkCalendar *calendar,
             GbDay           today,
             int             row,
             const char     *id,
             GString        *lines)
{
  g_autofree char *text = g_strconcat (notices[row].title, MARK, NULL);
  gint64 starts = gb_day_at (gb_work_calendar_nth_day (calendar, today + notices[row].starts, 0), 8 * HOUR);

  gb_seed_put_open (lines, "notice", id);
  gb_seed_json_string (lines, "kind", notices[row].kind);
  gb_seed_json_string (lines, "title", notices[row].title);
  gb_seed_json_string (lines, "text", text);
  gb_seed_json_time (lines, "published", in_office (calendar, today + notices[row].published, 8));
  if (notices[row].starts != 0)
    {
      gb_seed_json_time (lines, "starts", starts);
      gb_seed_json_time (lines, "ends", starts + notices[row].minutes * 60);
    }
  gb_seed_json_string (lines, "place", notices[row].place);
  gb_seed_json_string (lines, "link", notices[row].link);
  if (notices[row].registration != 0)
    gb_seed_json_time (lines, "registration_due", in_office (calendar, today + notices[row].registration, 17));
  gb_seed_put_close (lines);
}

static void
notice_lines (GbSeedWorld *world,
              GbSeedPlan  *plan,
              GString     *lines)
{
  GbDay today = gb_time_day (plan->now);

  for (int i = 0; i < (int) G_N_ELEMENTS (notices); i++)
    {
      g_autofree char *id = g_strdup_printf ("TB-%02d", i + 1);

      notice_line (world->calendar, today, i, id, lines);
      if (notices[i].seats > 0)
        attendance_lines (world, in_office (world->calendar, today + notices[i].published + 1, 10), i, id, lines);
    }
}

/**
 * gb_seed_province_work:
 * @lines: feed lines are appended
 *
 * Visits of the mobile teams, orders of the province and its notices, as they stand at the plan's
 * instant.
 */
void
gb_seed_province_work (GbSeedWorld *world,
                       GbSeedPlan  *plan,
                       GString     *lines)
{
  gb_seed_visits (world, plan, lines);
  gb_seed_tasks (world, plan, lines);
  notice_lines (world, plan, lines);
}
