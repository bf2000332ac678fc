/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-seed-province.h"

#include "gb-seed-json.h"

#include <string.h>

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
  const char *id;
  const char *name;
  const char *organisation;
  int members;
  const char *kind;
} teams[] = {
  { "to-cong-tac-1", "Tổ công tác lưu động số 1", "Sở Khoa học và Công nghệ, VNPT", 19,
    "department" },
  { "to-cong-tac-2", "Tổ công tác lưu động số 2", "Sở Khoa học và Công nghệ, Viettel", 18,
    "department" },
  { "to-cong-tac-3", "Tổ công tác của tỉnh số 1", "UBND tỉnh", 12, "province" },
  { "to-cong-tac-4", "Tổ công tác của tỉnh số 2", "UBND tỉnh", 11, "province" },
};

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

static void
visits (GbSeedWorld *world,
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
      gb_seed_json_date (lines, "date", asked ? GB_DAY_NONE : day);
      gb_seed_json_string (lines, "topic", gb_random_pick (&random, topics));
      gb_seed_json_string (lines, "result", done ? "Đã hướng dẫn tại chỗ" MARK : NULL);
      gb_seed_json_string (lines, "proposals",
                           done && gb_random_chance (&random, 300) ? "Bổ sung máy quét" MARK
                                                                   : NULL);
      gb_seed_put_close (lines);
    }
}

/* Orders of the province: days from issue to deadline, and how many pieces. */
static const struct
{
  const char *title;
  int days;
  int total;
} orders[] = {
  { "Rà soát 100 % TTHC nội bộ", 60, 50 },
  { "Công khai TTHC tại trụ sở và trên trang thông tin", 21, 1 },
  { "Báo cáo nhu cầu biên chế các lĩnh vực còn thiếu", 14, 1 },
  { "Tạo lập chữ ký số cho cán bộ, công chức", 30, 60 },
  { "Kiểm kê trụ sở, thiết bị hư hỏng", 25, 8 },
  { "Chi trả chế độ theo Nghị định 178", 45, 30 },
};

static void
task_line (GbSeedCommune *commune,
           int            order,
           GbDay          issued,
           GbDay          due,
           int            done,
           GString       *lines)
{
  g_autofree char *id = g_strdup_printf ("NV-%s-%d", commune->code, order + 1);
  g_autofree char *number = g_strdup_printf ("%d/UBND-KSTTHC" MARK, 1200 + order * 37);

  gb_seed_put_open (lines, "task", id);
  gb_seed_json_string (lines, "number", number);
  gb_seed_json_string (lines, "title", orders[order].title);
  gb_seed_json_string (lines, "commune", commune->code);
  gb_seed_json_string (lines, "issuer", "UBND tỉnh");
  gb_seed_json_time (lines, "issued", gb_day_at (issued, 8 * HOUR));
  gb_seed_json_time (lines, "due", gb_day_at (due, 17 * HOUR));
  gb_seed_json_string (lines, "state", done >= orders[order].total ? "done" : "open");
  gb_seed_json_integer (lines, "done", done);
  gb_seed_json_integer (lines, "total", orders[order].total);
  gb_seed_put_close (lines);
}

/* In the scene's commune one order is open: 43 of 50, due in two working days. */
static void
tasks (GbSeedWorld *world,
       GbSeedPlan  *plan,
       GString     *lines)
{
  GbDay today = gb_time_day (plan->now);
  GbRandom random;

  gb_random_init (&random, world->seed, "tasks", 0);
  for (guint i = 0; i < world->communes->len; i++)
    {
      GbSeedCommune *commune = world->communes->pdata[i];
      gboolean scene = plan->scene != NULL && strcmp (plan->scene->commune, commune->code) == 0;

      for (int order = 0; order < (int) G_N_ELEMENTS (orders); order++)
        {
          GbDay issued = today - 5 - gb_random_below (&random, 60);
          GbDay due = issued + orders[order].days;
          int total = orders[order].total;
          int progress = (int) ((gint64) total * (today - issued) *
                               gb_random_range (&random, 60, 140) / 100 / orders[order].days);

          if (scene)
            {
              due = order == 0 ? gb_work_calendar_nth_day (commune->calendar, today, 2) : due;
              issued = order == 0 ? due - orders[order].days : issued;
              progress = order == 0 ? 43 : total;
            }
          task_line (commune, order, issued, due, MIN (progress, total), lines);
        }
    }
}

static const struct
{
  const char *kind;
  const char *title;
  const char *place;
  int published; /* days from today */
  int starts;
} notices[] = {
  { "notice", "Bảo trì hệ thống một cửa ngoài giờ làm việc", NULL, -3, 0 },
  { "class", "Lớp bồi dưỡng nghiệp vụ đất đai cấp xã", "Trường Chính trị tỉnh", -6, 5 },
  { "class", "Lớp sử dụng chữ ký số và biểu mẫu điện tử", "Trực tuyến", -10, 9 },
  { "conference", "Hội nghị giao ban 96 xã, phường, đặc khu", "Trực tuyến", -2, 2 },
  { "notice", "Lịch trực hỗ trợ một cửa dịp nghỉ lễ", NULL, -1, 0 },
};

static void
notice_lines (GbSeedPlan *plan,
              GString    *lines)
{
  GbDay today = gb_time_day (plan->now);

  for (int i = 0; i < (int) G_N_ELEMENTS (notices); i++)
    {
      g_autofree char *id = g_strdup_printf ("TB-%02d", i + 1);
      g_autofree char *text = g_strconcat (notices[i].title, MARK, NULL);

      gb_seed_put_open (lines, "notice", id);
      gb_seed_json_string (lines, "kind", notices[i].kind);
      gb_seed_json_string (lines, "title", notices[i].title);
      gb_seed_json_string (lines, "text", text);
      gb_seed_json_time (lines, "published", gb_day_at (today + notices[i].published, 8 * HOUR));
      if (notices[i].starts != 0)
        {
          gb_seed_json_time (lines, "starts", gb_day_at (today + notices[i].starts, 8 * HOUR));
          gb_seed_json_time (lines, "ends", gb_day_at (today + notices[i].starts, 11 * HOUR));
        }
      gb_seed_json_string (lines, "place", notices[i].place);
      gb_seed_put_close (lines);
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
  visits (world, plan, lines);
  tasks (world, plan, lines);
  notice_lines (plan, lines);
}
