/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-seed-tasks.h"

#include "gb-seed-json.h"

#include <string.h>

#define HOUR 3600
#define MARK " (dữ liệu minh họa)"

/* Orders of the province: days from issue to deadline, and how many pieces. */
static const struct
{
  const char *title;
  int days;
  int total;
  const char *indicator; /* (nullable): that measures it */
  const char *text;
} orders[] = {
  { "Rà soát 100 % TTHC nội bộ", 60, 50, "tthc-noi-bo",
    "Rà soát từng thủ tục nội bộ, đề nghị bãi bỏ, gộp hoặc rút ngắn; báo cáo theo mẫu kèm danh mục" },
  { "Công khai TTHC tại trụ sở và trên trang thông tin", 21, 1, "tthc-cong-khai",
    "Niêm yết đủ danh mục và mã QR tại Trung tâm Phục vụ hành chính công; cập nhật trang thông tin điện tử" },
  { "Báo cáo nhu cầu biên chế các lĩnh vực còn thiếu", 14, 1, NULL,
    "Nêu lĩnh vực thiếu, số người cần, khả năng tự cân đối và đề nghị biệt phái" },
  { "Tạo lập chữ ký số cho cán bộ, công chức", 30, 60, "chung-thu-so",
    "Rà soát người chưa có chữ ký số, người thay đổi chức danh; gửi danh sách về Sở Khoa học và Công nghệ" },
  { "Kiểm kê trụ sở, thiết bị hư hỏng", 25, 8, "tru-so-hu-hong",
    "Lập biểu kiểm kê theo từng điểm làm việc, kèm ảnh hiện trạng và đề xuất sửa chữa" },
  { "Chi trả chế độ theo Nghị định 178", 45, 30, "nghi-dinh-178",
    "Chi trả cho người đã có quyết định; trường hợp vướng mắc báo ngay về Sở Nội vụ" },
};

/* The two programmes of the whole province (DOMAIN.md, Tasks): what every commune has to do by a day. */
static const struct
{
  const char *id;
  const char *number;
  const char *title;
  const char *text;
  const char *indicator;
  int month;
  int day;
  int done; /* of the communes */
} programmes[] = {
  { "NV-tthc-noi-bo", "1163/KH-UBND" MARK, "Hoàn thành rà soát, đơn giản hóa 100 % TTHC nội bộ toàn tỉnh",
    "Mọi xã, phường, đặc khu rà soát xong trước 30/11; người đứng đầu chịu trách nhiệm về tiến độ", "tthc-noi-bo", 11, 30,
    58 },
  { "NV-cong-khai", "1164/KH-UBND" MARK, "Công bố, công khai TTHC nội bộ đã rà soát",
    "Công bố danh mục và công khai trên trang thông tin của từng xã trước 10/10", "tthc-cong-khai", 10, 10, 41 },
};

#define FIRST_POST 7
#define LAST_POST 40

static const char *const reports[] = {
  "Đã phân công, lập danh mục", "Hoàn thành đợt một", "Đang thực hiện, đúng kế hoạch", "Đã đôn đốc các bộ phận còn chậm",
};

static GbDay
last_working (GbWorkCalendar *calendar,
              GbDay           day)
{
  return gb_work_calendar_nth_day (calendar, day + 1, -1);
}

/* Two or three reports on the way to what is done now. */
static void
note_lines (const char     *task,
            GbWorkCalendar *calendar,
            GbDay           issued,
            GbDay           today,
            int             done,
            int             total,
            GString        *lines)
{
  GbRandom own;
  int n;

  gb_random_init (&own, 0, task, 0);
  n = MIN (done, gb_random_range (&own, 2, 3));
  for (int i = 1; i <= n; i++)
    {
      GbDay day = last_working (calendar, issued + (today - issued) * i / (n + 1));
      g_autofree char *id = g_strdup_printf ("%s-bc-%d", task, i);
      g_autofree char *text = g_strconcat (i == n && done >= total ? "Đã hoàn thành" : reports[i - 1], MARK, NULL);

      gb_seed_put_open (lines, "task-note", id);
      gb_seed_json_string (lines, "task", task);
      gb_seed_json_time (lines, "at", gb_day_at (day, gb_random_range (&own, 8 * 60, 16 * 60) * 60));
      gb_seed_json_string (lines, "text", text);
      gb_seed_json_integer (lines, "done", done * i / n);
      gb_seed_json_integer (lines, "total", total);
      gb_seed_put_close (lines);
    }
}

static void
task_line (GbSeedCommune *commune,
           int            order,
           GbDay          issued,
           GbDay          due,
           int            done,
           GbDay          today,
           GString       *lines)
{
  g_autofree char *id = g_strdup_printf ("NV-%s-%d", commune->code, order + 1);
  g_autofree char *assignee =
      g_strdup_printf ("%s-%03d", commune->code, FIRST_POST + (order * 11 + commune->unit) % (LAST_POST - FIRST_POST));
  g_autofree char *text = g_strconcat (orders[order].text, MARK, NULL);
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
  gb_seed_json_string (lines, "text", text);
  gb_seed_json_string (lines, "indicator", orders[order].indicator);
  gb_seed_json_string (lines, "programme", orders[order].indicator);
  gb_seed_json_string (lines, "assignee", assignee);
  gb_seed_put_close (lines);
  note_lines (id, commune->calendar, issued, today, done, orders[order].total, lines);
}

/* The next time that the day comes, as the province counts: how many communes are done. */
static void
programme_lines (GbSeedWorld *world,
                 GbDay        today,
                 GString     *lines)
{
  int year, month, day, total = (int) world->communes->len;

  gb_day_to_ymd (today, &year, &month, &day);
  for (gsize i = 0; i < G_N_ELEMENTS (programmes); i++)
    {
      GbDay due = gb_day_from_ymd (year, programmes[i].month, programmes[i].day);
      int done = MIN (programmes[i].done, total);

      if (due < today)
        due = gb_day_from_ymd (year + 1, programmes[i].month, programmes[i].day);
      gb_seed_put_open (lines, "task", programmes[i].id);
      gb_seed_json_string (lines, "number", programmes[i].number);
      gb_seed_json_string (lines, "title", programmes[i].title);
      gb_seed_json_string (lines, "issuer", "UBND tỉnh");
      gb_seed_json_time (lines, "issued", gb_day_at (last_working (world->calendar, today - 40), 8 * HOUR));
      gb_seed_json_time (lines, "due", gb_day_at (due, 17 * HOUR));
      gb_seed_json_string (lines, "state", "open");
      gb_seed_json_integer (lines, "done", done);
      gb_seed_json_integer (lines, "total", total);
      gb_seed_json_string (lines, "text", programmes[i].text);
      gb_seed_json_string (lines, "indicator", programmes[i].indicator);
      gb_seed_json_string (lines, "programme", programmes[i].indicator);
      gb_seed_json_string (lines, "link", "https://vanban.example/minh-hoa");
      gb_seed_put_close (lines);
      note_lines (programmes[i].id, world->calendar, today - 40, today, done, total, lines);
    }
}

/**
 * gb_seed_tasks:
 * @lines: feed lines are appended
 *
 * Orders of the province (nhiệm vụ được giao) with their reports. In the scene's commune one of its own is
 * open: 43 of 50, due in two working days.
 */
void
gb_seed_tasks (GbSeedWorld *world,
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
          task_line (commune, order, last_working (commune->calendar, issued),
                     gb_work_calendar_nth_day (commune->calendar, due, 0), MIN (progress, total), today, lines);
        }
    }
  programme_lines (world, today, lines);
}
