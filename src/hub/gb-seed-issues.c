/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-seed-issues.h"

#include "gb-seed-json.h"

#include <string.h>

#define HOUR 3600
#define MARK " (dữ liệu minh họa)"

typedef struct
{
  const char *field;
  const char *department;
  const char *title;
  gboolean located; /* what it is about stands somewhere */
} Subject;

/* The subjects that recur (DOMAIN.md, Issues). */
static const Subject difficulties[] = {
  { "Cơ sở vật chất", "so-tai-chinh", "Trụ sở làm việc xuống cấp, thiếu phòng tiếp dân", TRUE },
  { "Cơ sở vật chất", "so-tai-chinh", "Thiếu máy quét và máy in cho bộ phận một cửa" },
  { "CNTT", "so-khoa-hoc-va-cong-nghe",
    "Đường truyền chậm giờ cao điểm, hồ sơ tải lên không được" },
  { "CNTT", "so-khoa-hoc-va-cong-nghe", "Chứng thư số của lãnh đạo mới chưa được cấp" },
  { "Kinh phí", "so-tai-chinh", "Chưa có kinh phí chỉnh lý hồ sơ lưu trữ sau sắp xếp" },
  { "Quy hoạch", "so-xay-dung", "Quy hoạch chung của các xã cũ chồng lấn nhau", TRUE },
  { "Đất đai", "so-nong-nghiep-va-moi-truong", "Hồ sơ địa chính của xã cũ chưa bàn giao đủ" },
  { "Đất đai", "so-nong-nghiep-va-moi-truong", "Xác định nguồn gốc đất do nông trường trả lại", TRUE },
  { "Giải phóng mặt bằng", "so-nong-nghiep-va-moi-truong",
    "Hộ dân chưa đồng thuận phương án bồi thường", TRUE },
  { "Đầu tư", "so-tai-chinh", "Chuyển chủ đầu tư các công trình dở dang từ cấp huyện", TRUE },
  { "Phân cấp, phân quyền", "so-noi-vu",
    "Thẩm quyền giải quyết chế độ chính sách sau khi bỏ cấp huyện" },
  { "Phân cấp, phân quyền", "so-tu-phap", "Thẩm quyền chứng thực của công chức được ủy quyền" },
  { "Nhân sự", "so-noi-vu", "Thiếu công chức chuyên môn về đất đai và xây dựng" },
  { "Nhân sự", "so-y-te", "Thiếu viên chức trạm y tế tại điểm trạm cũ", TRUE },
};

static const Subject questions[] = {
  { "Hộ tịch", "so-tu-phap", "Cải chính năm sinh khi sổ gốc của xã cũ bị thất lạc" },
  { "Chứng thực", "so-tu-phap", "Chứng thực bản sao có yếu tố nước ngoài chưa hợp pháp hóa" },
  { "Đất đai", "so-nong-nghiep-va-moi-truong", "Tách thửa khi thửa đất nằm trên hai phường cũ", TRUE },
  { "Xây dựng", "so-xay-dung", "Cấp phép sửa chữa nhà trong vùng đã có thông báo thu hồi đất", TRUE },
  { "Hộ kinh doanh", "so-tai-chinh", "Hộ kinh doanh đổi địa chỉ do đổi tên đơn vị hành chính" },
  { "Bảo trợ xã hội", "so-y-te", "Thời điểm hưởng trợ cấp hưu trí xã hội khi hồ sơ nộp trễ" },
  { "Giáo dục", "so-giao-duc-va-dao-tao",
    "Quản lý lớp mầm non độc lập sau khi bỏ phòng giáo dục huyện" },
};

static const Subject reports[] = {
  { "Trật tự đô thị", NULL, "Lấn chiếm vỉa hè làm nơi buôn bán" },
  { "Trật tự đô thị", NULL, "Xây dựng không che chắn, vật liệu rơi xuống đường" },
  { "An toàn giao thông", NULL, "Ổ gà sâu giữa đường, đã có người ngã" },
  { "An toàn giao thông", NULL, "Biển báo bị cây che khuất" },
  { "Vệ sinh môi trường", NULL, "Bãi rác tự phát bên bờ kênh" },
  { "Vệ sinh môi trường", NULL, "Cơ sở chăn nuôi xả thải gây mùi" },
  { "Chiếu sáng, cây xanh", NULL, "Đèn đường hỏng cả đoạn đã hai tuần" },
  { "Chiếu sáng, cây xanh", NULL, "Cây nghiêng có nguy cơ đổ mùa mưa bão" },
  { "Phòng chống tội phạm", NULL, "Nhóm thanh niên tụ tập chạy xe gây ồn ban đêm" },
};

/* Of the radius of a circle as large as the commune: what is beyond is surely another's. */
#define FARTHEST 70 /* per cent */

/* How far from the middle of a settlement its houses lie. */
#define SETTLEMENT 25 /* per cent of the radius */

/* One settlement to so many people, besides the one at the centre. */
#define SETTLERS 9000

/* A ten-thousandth of a degree of a meridian is 11.1 m. */
#define CENTIMETRES 1112

static gint64
integer_root (gint64 square)
{
  gint64 root = 0;

  for (gint64 bit = G_GINT64_CONSTANT (1) << 30; bit > 0; bit >>= 1)
    {
      if ((root + bit) * (root + bit) <= square)
        root += bit;
    }
  return root;
}

/* The radius of a circle as large as the commune, in metres: r² = A / π. */
static int
radius_of (GbSeedCommune *commune)
{
  gint64 hectares = (gint64) (g_ascii_strtod (commune->columns[3], NULL) * 100 + 0.5);

  return (int) integer_root (hectares * 10000 * 113 / 355);
}

/* A step to somewhere within a circle, more often near its middle. */
static void
draw_step (GbRandom *random,
           int       radius,
           int      *east,
           int      *north)
{
  do
    {
      *east = gb_random_range (random, -radius, radius) / 2 + gb_random_range (random, -radius, radius) / 2;
      *north = gb_random_range (random, -radius, radius) / 2 + gb_random_range (random, -radius, radius) / 2;
    }
  while ((gint64) *east * *east + (gint64) *north * *north > (gint64) radius * radius);
}

/* Metres from the centre, as people live: in the settlement at the centre or one of the others, the more of them the
 * more people. */
static void
draw_place (GbSeedCommune *commune,
            GbRandom      *random,
            int           *east,
            int           *north)
{
  int radius = radius_of (commune), reach = radius * SETTLEMENT / 100;
  int settlement = gb_random_below (random, 2 + commune->population / SETTLERS);
  int x = 0, y = 0;
  GbRandom own;

  if (settlement > 0)
    {
      gb_random_init (&own, (guint64) settlement, "settlement", g_ascii_strtoull (commune->code, NULL, 10));
      draw_step (&own, radius * FARTHEST / 100 - reach, &x, &y);
    }
  draw_step (random, reach, east, north);
  *east += x;
  *north += y;
}

/* The cosine of a latitude in ten-thousandths: 1 - x²/2 + x⁴/24 with x in ten-thousandths of a radian. */
static gint64
cosine (gint64 latitude)
{
  gint64 x = latitude * 355 / 113 / 180, square = x * x / 10000;

  return 10000 - square / 2 + square * square / 240000;
}

/* Two numbers of the stream and no more: what follows it stays as it is. In ten-thousandths of a degree and whole
 * numbers only. */
static void
write_place (GbSeedCommune *commune,
             GbRandom      *random,
             GString       *lines)
{
  static const char *const keys[] = { "lon", "lat" };
  gint64 lon = (gint64) (g_ascii_strtod (commune->columns[5], NULL) * 10000 + 0.5);
  gint64 lat = (gint64) (g_ascii_strtod (commune->columns[6], NULL) * 10000 + 0.5);
  guint64 seed = gb_random_next (random);
  gint64 values[2];
  GbRandom place;
  int east, north;

  gb_random_init (&place, seed, "place", gb_random_next (random));
  draw_place (commune, &place, &east, &north);
  values[0] = lon + (gint64) east * 100 * 10000 / (CENTIMETRES * cosine (lat));
  values[1] = lat + (gint64) north * 100 / CENTIMETRES;
  for (int i = 0; i < 2; i++)
    {
      char text[32];

      g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT ".%04d", values[i] / 10000, (int) (values[i] % 10000));
      gb_seed_json_raw (lines, keys[i], text);
    }
}

/**
 * gb_seed_issue_line:
 * @random: where an issue that is located gets its place from
 */
void
gb_seed_issue_line (const GbSeedIssue *issue,
                    GbRandom          *random,
                    GString           *lines)
{
  g_autofree char *text = g_strconcat (issue->title, MARK, NULL);

  gb_seed_put_open (lines, "issue", issue->id);
  gb_seed_json_string (lines, "kind", issue->kind);
  gb_seed_json_string (lines, "commune", issue->commune->code);
  gb_seed_json_string (lines, "field", issue->field);
  gb_seed_json_string (lines, "title", issue->title);
  gb_seed_json_string (lines, "text", text);
  gb_seed_json_string (lines, "state", issue->state);
  gb_seed_json_string (lines, "level", issue->level);
  gb_seed_json_string (lines, "department", issue->department);
  gb_seed_json_time (lines, "raised", issue->raised);
  gb_seed_json_time (lines, "due", issue->due);
  gb_seed_json_time (lines, "answered", issue->answered);
  gb_seed_json_string (lines, "answer", issue->answer);
  gb_seed_json_date (lines, "cycle", issue->cycle);
  gb_seed_json_integer (lines, "urged", issue->urged);
  if (issue->located)
    write_place (issue->commune, random, lines);
  gb_seed_put_close (lines);
}

void
gb_seed_issue_note (const GbSeedIssue *issue,
                    int                number,
                    gint64             at,
                    const char        *kind,
                    const char        *author,
                    const char        *text,
                    GString           *lines)
{
  g_autofree char *id = g_strdup_printf ("%s-%d", issue->id, number);

  gb_seed_put_open (lines, "issue-note", id);
  gb_seed_json_string (lines, "issue", issue->id);
  gb_seed_json_time (lines, "at", at);
  gb_seed_json_string (lines, "kind", kind);
  gb_seed_json_string (lines, "author", author);
  gb_seed_json_string (lines, "text", text);
  gb_seed_put_close (lines);
}

/* Every Thursday the province collects; on Friday the department answers, or later, or not yet. */
static void
petition (GbSeedIssue   *issue,
          const Subject *subject,
          GbDay          thursday,
          gint64         now,
          GbRandom      *random,
          GString       *lines)
{
  gint64 collected = gb_day_at (thursday, 16 * HOUR);
  int late = gb_random_chance (random, 700) ? 0 : gb_random_range (random, 1, 16);
  gint64 answered = gb_day_at (thursday + 1 + late, gb_random_range (random, 8 * 60, 16 * 60) * 60);
  gint64 confirmed = answered + gb_random_range (random, 1, 5) * GB_DAY_SECONDS;
  GbRandom place;
  int notes = 0;

  issue->raised = gb_day_at (thursday - gb_random_range (random, 0, 3),
                             gb_random_range (random, 7 * 60, 15 * 60) * 60);
  if (issue->raised > now)
    return;
  issue->field = subject->field;
  issue->title = subject->title;
  issue->department = subject->department;
  issue->located = subject->located;
  issue->cycle = thursday;
  issue->due = gb_day_at (thursday + 1, 17 * HOUR);
  issue->state = collected > now ? "new" : collected + HOUR > now ? "collected" : "assigned";
  if (answered <= now)
    {
      issue->answered = answered;
      issue->answer = "Sở đã hướng dẫn bằng văn bản" MARK;
      issue->state = confirmed <= now ? (gb_random_chance (random, 900) ? "confirmed" : "escalated")
                                      : "answered";
    }
  issue->level = strcmp (issue->state, "escalated") == 0 ? "province" : "department";
  for (gint64 at = issue->due + 3 * GB_DAY_SECONDS; at < MIN (answered, now); at += 4 * GB_DAY_SECONDS)
    gb_seed_issue_note (issue, ++notes, at, "urge", issue->commune->name,
                        "Đề nghị sớm trả lời" MARK, lines);
  issue->urged = notes;
  if (issue->answered != 0)
    gb_seed_issue_note (issue, ++notes, answered, "answer", NULL, issue->answer, lines);
  gb_random_init (&place, 0, issue->id, 0);
  gb_seed_issue_line (issue, &place, lines);
}

/* Refused within 2 working days, else answered within 15 (DOMAIN.md, weekly cycle). */
static void
report (GbSeedIssue   *issue,
        const Subject *subject,
        GbDay          day,
        gint64         now,
        GbRandom      *random,
        GString       *lines)
{
  GbWorkCalendar *calendar = issue->commune->calendar;
  gint64 refused, answered;

  issue->raised = gb_day_at (day, gb_random_range (random, 6 * 60, 21 * 60) * 60);
  refused = gb_random_chance (random, 80)
                ? gb_work_calendar_add_worked (calendar, issue->raised, 12 * HOUR)
                : 0;
  answered = gb_work_calendar_add_worked (calendar, issue->raised,
                                          (gint64) gb_random_range (random, 16, 125) * HOUR);
  if (issue->raised > now)
    return;
  issue->field = subject->field;
  issue->title = subject->title;
  issue->level = "commune";
  issue->located = TRUE;
  issue->cycle = GB_DAY_NONE;
  issue->due = gb_work_calendar_day_end (
      calendar, gb_work_calendar_nth_day (calendar, gb_time_day (issue->raised), 15));
  if (refused != 0 && refused <= now)
    issue->state = "rejected";
  else if (refused == 0 && answered <= now)
    {
      issue->state = "closed";
      issue->answered = answered;
      issue->answer = "Đã xử lý tại hiện trường" MARK;
    }
  else
    issue->state = issue->raised + GB_DAY_SECONDS < now ? "assigned" : "new";
  gb_seed_issue_line (issue, random, lines);
}

static void
draw_week (GbSeedCommune *commune,
           GbDay          thursday,
           gint64         now,
           GbRandom      *random,
           GString       *lines)
{
  static const char *const kinds[] = { "difficulty", "guidance", "report", "report" };
  const int chances[] = { 350, 250, 300 + commune->population / 150, 200 + commune->population / 200 };

  for (int i = 0; i < (int) G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *day = gb_day_format (thursday);
      g_autofree char *id = g_strdup_printf ("VM-%s-%s-%d", commune->code, day, i + 1);
      GbSeedIssue issue = { .id = id, .commune = commune, .kind = kinds[i] };

      if (!gb_random_chance (random, chances[i]))
        continue;
      if (i == 0)
        petition (&issue, &difficulties[gb_random_below (random, G_N_ELEMENTS (difficulties))],
                  thursday, now, random, lines);
      else if (i == 1)
        petition (&issue, &questions[gb_random_below (random, G_N_ELEMENTS (questions))], thursday,
                  now, random, lines);
      else
        report (&issue, &reports[gb_random_below (random, G_N_ELEMENTS (reports))],
                thursday - gb_random_range (random, -3, 3), now, random, lines);
    }
}

/**
 * gb_seed_issues:
 * @lines: feed lines are appended
 *
 * Issues of all communes, week by week; the scene's commune has its own.
 */
void
gb_seed_issues (GbSeedWorld *world,
                GbSeedPlan  *plan,
                GString     *lines)
{
  GbDay first = plan->from + (4 - gb_day_weekday (plan->from) + 7) % 7;

  for (guint i = 0; i < world->communes->len; i++)
    {
      GbSeedCommune *commune = world->communes->pdata[i];
      GbDay last = gb_time_day (plan->now) + 3;
      GbRandom random;

      /* What is open there is agreed; only what is long settled is drawn. */
      if (plan->scene != NULL && strcmp (plan->scene->commune, commune->code) == 0)
        last -= 45;
      gb_random_init (&random, world->seed, "issues", g_ascii_strtoull (commune->code, NULL, 10));
      for (GbDay thursday = first; thursday <= last; thursday += 7)
        draw_week (commune, thursday, plan->now, &random, lines);
    }
  if (plan->scene != NULL)
    gb_seed_scene_issues (plan->scene, world, lines);
}
