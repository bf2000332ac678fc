/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-seed-issues.h"

#include "gb-seed-json.h"

#include <string.h>

#define HOUR 3600
#define MARK " (dữ liệu minh họa)"

/* The agreed issues of the demo scene (see gb-seed-scene.c), relative to its day: two petitions whose
 * answer is overdue, three to be answered this Friday, two that go out with this Thursday's collection,
 * four questions and twelve reports. */
static const struct
{
  const char *kind;
  const char *field;
  const char *title;
  const char *department; /* (nullable) */
  const char *state;
  int raised; /* days from today */
  int cycle; /* days from today to its Thursday, 0 = none */
  int urged;
} rows[] = {
  { "difficulty", "Đất đai", "Cung cấp bản trích lục bản đồ địa chính của bốn phường cũ",
    "so-nong-nghiep-va-moi-truong", "assigned", -13, -13, 2 },
  { "difficulty", "Đất đai", "Xác định vị trí thửa đất khi bản đồ cũ và mới lệch nhau",
    "so-nong-nghiep-va-moi-truong", "assigned", -13, -13, 1 },
  { "difficulty", "Phân cấp, phân quyền", "Ủy quyền ký chứng thực khi phó chủ tịch đi công tác",
    "so-tu-phap", "assigned", -5, 1, 0 },
  { "difficulty", "Kinh phí", "Kinh phí phụ cấp cho người làm việc tại bộ phận một cửa",
    "so-tai-chinh", "assigned", -5, 1, 0 },
  { "difficulty", "Nhân sự", "Bổ sung cán bộ quy hoạch được biệt phái", "so-xay-dung", "assigned",
    -2, 1, 0 },
  { "difficulty", "CNTT", "Mất kết nối hệ thống một cửa vào đầu giờ sáng",
    "so-khoa-hoc-va-cong-nghe", "new", -1, 1, 0 },
  { "difficulty", "Giải phóng mặt bằng", "Trả lời công dân về giá đất tái định cư",
    "so-nong-nghiep-va-moi-truong", "new", -1, 1, 0 },
  { "guidance", "Hộ tịch", "Cải chính năm sinh khi sổ gốc của phường cũ bị thất lạc", "so-tu-phap",
    "assigned", -6, 1, 0 },
  { "guidance", "Đất đai", "Tách thửa khi thửa đất nằm trên hai phường cũ",
    "so-nong-nghiep-va-moi-truong", "assigned", -5, 1, 0 },
  { "guidance", "Xây dựng", "Cấp phép sửa chữa nhà trong vùng đã có thông báo thu hồi đất",
    "so-xay-dung", "assigned", -2, 1, 0 },
  { "guidance", "Hộ kinh doanh", "Hộ kinh doanh đổi địa chỉ do đổi tên đơn vị hành chính",
    "so-tai-chinh", "new", -1, 1, 0 },
  { "report", "Trật tự đô thị", "Lấn chiếm vỉa hè làm nơi buôn bán", NULL, "assigned", -9, 0, 0 },
  { "report", "Trật tự đô thị", "Vật liệu xây dựng để trên lòng đường", NULL, "assigned", -6, 0,
    0 },
  { "report", "Trật tự đô thị", "Biển quảng cáo che tầm nhìn ngã tư", NULL, "new", -1, 0, 0 },
  { "report", "An toàn giao thông", "Ổ gà sâu giữa đường, đã có người ngã", NULL, "assigned", -7, 0,
    0 },
  { "report", "An toàn giao thông", "Đèn tín hiệu hỏng một hướng", NULL, "assigned", -2, 0, 0 },
  { "report", "Vệ sinh môi trường", "Bãi rác tự phát bên bờ kênh", NULL, "assigned", -12, 0, 0 },
  { "report", "Vệ sinh môi trường", "Cơ sở giặt là xả nước thải ra cống", NULL, "assigned", -5, 0,
    0 },
  { "report", "Vệ sinh môi trường", "Thu gom rác chậm hai ngày liền", NULL, "new", -1, 0, 0 },
  { "report", "Chiếu sáng, cây xanh", "Đèn đường hỏng cả đoạn đã hai tuần", NULL, "assigned", -8, 0,
    0 },
  { "report", "Chiếu sáng, cây xanh", "Cây nghiêng có nguy cơ đổ mùa mưa bão", NULL, "assigned", -6,
    0, 0 },
  { "report", "Phòng chống tội phạm", "Nhóm thanh niên tụ tập chạy xe gây ồn ban đêm", NULL,
    "assigned", -5, 0, 0 },
  { "report", "Phòng chống tội phạm", "Mất trộm xe máy tại khu nhà trọ", NULL, "new", -1, 0, 0 },
};

static void
issue_row (GbSeedCommune *commune,
           int            row,
           gint64         now,
           GbRandom      *random,
           GString       *lines)
{
  GbDay today = gb_time_day (now);
  g_autofree char *id = g_strdup_printf ("VM-%s-%02d", commune->code, row + 1);
  gboolean located = rows[row].department == NULL;
  GbSeedIssue issue = {
    .id = id,
    .commune = commune,
    .kind = rows[row].kind,
    .field = rows[row].field,
    .title = rows[row].title,
    .state = rows[row].state,
    .level = located ? "commune" : "department",
    .department = rows[row].department,
    .raised = gb_day_at (today + rows[row].raised, 8 * HOUR + row * 660),
    .cycle = rows[row].cycle != 0 ? today + rows[row].cycle : GB_DAY_NONE,
    .urged = rows[row].urged,
    .located = located,
  };

  if (located)
    issue.due = gb_work_calendar_day_end (
      commune->calendar, gb_work_calendar_nth_day (commune->calendar, today + rows[row].raised, 15));
  else
    issue.due = gb_day_at (issue.cycle + 1, 17 * HOUR);
  if (strcmp (issue.state, "assigned") == 0)
    issue.forwarded = issue.raised + 4 * HOUR;
  gb_seed_issue_line (&issue, random, lines);
  for (int i = 0; i < rows[row].urged; i++)
    gb_seed_issue_note (&issue, i + 1, gb_day_at (today - 8 + i * 6, 9 * HOUR), "urge", commune->name,
                        "Đề nghị sớm trả lời" MARK, lines);
}

/* Slip 18 to the land officer has no answer after 24 hours; one of the four dossiers due on the next
 * working day has been given a new date, so three letters wait for a signature. */
static void
slip_and_letter (GString *lines)
{
  gint64 made = gb_day_at (gb_day_from_ymd (2026, 8, 24), 15 * HOUR + 20 * 60);

  gb_seed_put_open (lines, "urge", "PDD-18");
  gb_seed_json_string (lines, "dossier", "H48.91-260811-0052");
  gb_seed_json_string (lines, "number", "18");
  gb_seed_json_string (lines, "officer", "Nguyễn Văn A");
  gb_seed_json_time (lines, "made", made);
  gb_seed_json_time (lines, "answer_due", made + GB_DAY_SECONDS);
  gb_seed_json_string (lines, "text", "Đề nghị báo cáo tiến độ" MARK);
  gb_seed_put_close (lines);

  gb_seed_put_open (lines, "letter", "PXL-41");
  gb_seed_json_string (lines, "dossier", "H48.91-260814-0070");
  gb_seed_json_string (lines, "number", "41/PXL");
  gb_seed_json_time (lines, "made", gb_day_at (gb_day_from_ymd (2026, 8, 25), 10 * HOUR));
  gb_seed_json_string (lines, "reason", "Chờ xác minh mức độ khuyết tật" MARK);
  gb_seed_json_time (lines, "new_due", gb_day_at (gb_day_from_ymd (2026, 9, 4), 17 * HOUR));
  gb_seed_json_string (lines, "signer", "Phó Chủ tịch UBND");
  gb_seed_put_close (lines);
}

/**
 * gb_seed_scene_issues:
 * @lines: feed lines are appended
 *
 * The agreed issues, urging slip and letter of the scene's commune.
 */
void
gb_seed_scene_issues (const GbSeedScene *scene,
                      GbSeedWorld       *world,
                      GString           *lines)
{
  GbSeedCommune *commune = gb_seed_world_commune (world, scene->commune);
  gint64 now;
  GbRandom random;

  if (commune == NULL || !gb_time_parse (scene->at, &now, NULL))
    return;
  gb_random_init (&random, world->seed, "scene-issues", 0);
  for (int row = 0; row < (int) G_N_ELEMENTS (rows); row++)
    issue_row (commune, row, now, &random, lines);
  gb_seed_issue_answers (commune, now, lines);
  slip_and_letter (lines);
}
