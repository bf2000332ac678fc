/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-seed-issues.h"

#include "gb-issue-rules.h"
#include "gb-seed-json.h"
#include "gb-seed-place.h"

#include <string.h>

#define HOUR 3600
#define MARK " (dữ liệu minh họa)"

typedef struct
{
  const char *field;
  const char *department;
  const char *title;
  gboolean located; /* what it is about stands somewhere */
  const char *answer; /* (nullable): what the department tells everybody */
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
  { "Hộ tịch", "so-tu-phap", "Cải chính năm sinh khi sổ gốc của xã cũ bị thất lạc", FALSE,
    "Xã gửi văn bản đề nghị tra cứu sổ lưu tại Sở trước khi kết luận sổ gốc thất lạc; trong khi chờ, ghi rõ trên hồ sơ "
    "là đang xác minh và hẹn lại ngày trả" MARK },
  { "Chứng thực", "so-tu-phap", "Chứng thực bản sao có yếu tố nước ngoài chưa hợp pháp hóa", FALSE,
    "Kiểm tra trước xem giấy tờ có thuộc diện miễn hợp pháp hóa không; nếu không thuộc, hướng dẫn người dân làm thủ tục "
    "hợp pháp hóa rồi mới chứng thực" MARK },
  { "Đất đai", "so-nong-nghiep-va-moi-truong", "Tách thửa khi thửa đất nằm trên hai phường cũ", TRUE,
    "Dùng bản đồ địa chính của cả hai phường cũ, lập biên bản xác định ranh thửa và ghi số thửa theo đơn vị hành chính "
    "mới" MARK },
  { "Xây dựng", "so-xay-dung", "Cấp phép sửa chữa nhà trong vùng đã có thông báo thu hồi đất", TRUE,
    "Chỉ xem xét sửa chữa giữ nguyên quy mô; hỏi ý kiến đơn vị thực hiện dự án trước khi trình ký và nêu rõ thời hạn tồn "
    "tại của công trình" MARK },
  { "Hộ kinh doanh", "so-tai-chinh", "Hộ kinh doanh đổi địa chỉ do đổi tên đơn vị hành chính", FALSE,
    "Chỉ đổi tên đơn vị hành chính thì hộ kinh doanh không bắt buộc làm thủ tục; khi có thay đổi khác thì cập nhật cùng "
    "lúc, không thu thêm lệ phí" MARK },
  { "Bảo trợ xã hội", "so-y-te", "Thời điểm hưởng trợ cấp hưu trí xã hội khi hồ sơ nộp trễ", FALSE,
    "Ghi ngày nhận hồ sơ trên phiếu tiếp nhận và đối chiếu với ngày đủ điều kiện; trường hợp nộp trễ gửi danh sách để Sở "
    "hướng dẫn chung" MARK },
  { "Giáo dục", "so-giao-duc-va-dao-tao", "Quản lý lớp mầm non độc lập sau khi bỏ phòng giáo dục huyện", FALSE,
    "Phòng Văn hóa - Xã hội cấp xã theo dõi danh sách lớp, báo cáo hằng tháng; Sở cử người cùng kiểm tra điều kiện an "
    "toàn mỗi học kỳ" MARK },
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

static const char *const landmarks[] = { "cổng chợ", "trường tiểu học", "trạm y tế", "nhà văn hóa", "cầu dân sinh",
                                         "bến xe", "ngã tư chính", "trụ sở cũ" };

/* A stream of an issue's own: what is told beside the rest changes nothing of that. */
static void
init_own (GbRandom   *random,
          const char *id,
          guint64     part)
{
  gb_random_init (random, 0, id, part);
}

#define OWN_PLACE 0
#define OWN_COURSE 1
#define OWN_WORDS 2

static void
write_words (const GbSeedIssue *issue,
             GString           *lines)
{
  g_autofree char *place = NULL;
  GbRandom own;

  init_own (&own, issue->id, OWN_WORDS);
  place = g_strdup_printf ("Gần %s, tổ dân phố số %d, %s", gb_random_pick (&own, landmarks), gb_random_range (&own, 1, 12),
                           issue->commune->name);
  gb_seed_json_string (lines, "place", place);
}

static void
write_course (const GbSeedIssue *issue,
              GString           *lines)
{
  const struct
  {
    const char *key;
    gint64 at;
  } times[] = { { "forwarded", issue->forwarded }, { "refused", issue->refused },
                { "supplement_asked", issue->supplement_asked }, { "published", issue->published } };

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    gb_seed_json_time (lines, times[i].key, times[i].at);
  gb_seed_json_string (lines, "rating", issue->rating);
  if (issue->repeated)
    gb_seed_json_raw (lines, "repeated", "true");
  if (issue->guidance)
    gb_seed_json_raw (lines, "guidance", "true");
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
    {
      gb_seed_place (issue->commune, random, lines);
      write_words (issue, lines);
    }
  write_course (issue, lines);
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

/* Half an hour after the collection the departments have it; what one of them answered to a question of general
 * interest it tells everybody. */
static void
draw_petition_course (GbSeedIssue   *issue,
                      const Subject *subject,
                      gint64         collected)
{
  GbRandom own;

  init_own (&own, issue->id, OWN_COURSE);
  if (strcmp (issue->state, "new") != 0 && strcmp (issue->state, "collected") != 0)
    issue->forwarded = collected + HOUR / 2;
  issue->repeated = gb_random_chance (&own, 120);
  if (issue->answered == 0)
    return;
  if (subject->answer != NULL)
    issue->answer = subject->answer;
  issue->guidance = subject->answer != NULL && strcmp (issue->state, "escalated") != 0 && gb_random_chance (&own, 700);
  if (strcmp (issue->state, "confirmed") == 0)
    issue->rating = gb_random_chance (&own, 850) ? "good" : "bad";
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
  draw_petition_course (issue, subject, collected);
  for (gint64 at = issue->due + 3 * GB_DAY_SECONDS; at < MIN (answered, now); at += 4 * GB_DAY_SECONDS)
    gb_seed_issue_note (issue, ++notes, at, "urge", issue->commune->name,
                        "Đề nghị sớm trả lời" MARK, lines);
  issue->urged = notes;
  if (issue->answered != 0)
    gb_seed_issue_note (issue, ++notes, answered, "answer", NULL, issue->answer, lines);
  init_own (&place, issue->id, OWN_PLACE);
  gb_seed_issue_line (issue, &place, lines);
}

/* Forwarded within five working days, an answer made public within two (DOMAIN.md, weekly cycle), some later. */
static void
draw_report_course (GbSeedIssue *issue,
                    gint64       refused,
                    gint64       now)
{
  GbWorkCalendar *calendar = issue->commune->calendar;
  gint64 at;
  GbRandom own;

  init_own (&own, issue->id, OWN_COURSE);
  issue->repeated = gb_random_chance (&own, 90);
  if (strcmp (issue->state, "rejected") == 0)
    issue->refused = refused;
  at = gb_work_calendar_add_worked (calendar, issue->raised, (gint64) gb_random_range (&own, 2, 36) * HOUR);
  if (at <= now && strcmp (issue->state, "rejected") != 0 && strcmp (issue->state, "new") != 0)
    issue->forwarded = issue->answered != 0 ? MIN (at, issue->answered) : at;
  if (issue->forwarded != 0 && gb_random_chance (&own, 100))
    issue->supplement_asked = issue->forwarded;
  if (issue->answered == 0)
    return;
  at = gb_work_calendar_add_worked (calendar, issue->answered, (gint64) gb_random_range (&own, 1, 18) * HOUR);
  issue->published = at <= now ? at : 0;
  issue->rating = gb_random_chance (&own, 300) ? NULL : gb_random_chance (&own, 880) ? "good" : "bad";
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
  draw_report_course (issue, refused, now);
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

/**
 * gb_seed_issue_answers:
 * @lines: feed lines are appended
 *
 * Questions of a commune that were settled in the last weeks, and whose answers the departments told
 * everybody: what can be looked up there.
 */
void
gb_seed_issue_answers (GbSeedCommune *commune,
                       gint64         now,
                       GString       *lines)
{
  for (int i = 0; i < (int) G_N_ELEMENTS (questions); i++)
    {
      GbDay thursday = gb_time_day (now) - 20 - 7 * i;
      g_autofree char *id = g_strdup_printf ("VM-%s-hd-%d", commune->code, i + 1);
      GbSeedIssue issue = { .id = id, .commune = commune, .kind = "guidance", .field = questions[i].field,
                            .title = questions[i].title, .state = "confirmed", .level = "department",
                            .department = questions[i].department, .answer = questions[i].answer, .rating = "good",
                            .guidance = TRUE };

      thursday -= (gb_day_weekday (thursday) + 3) % 7;
      issue.cycle = thursday;
      issue.raised = gb_day_at (thursday - 2, 9 * HOUR + i * 600);
      issue.due = gb_day_at (thursday + 1, 17 * HOUR);
      issue.forwarded = gb_day_at (thursday, 16 * HOUR + HOUR / 2);
      issue.answered = gb_day_at (thursday + 1, 10 * HOUR + i * 900);
      gb_seed_issue_line (&issue, NULL, lines);
      gb_seed_issue_note (&issue, 1, issue.answered, "answer", NULL, issue.answer, lines);
      gb_seed_issue_note (&issue, 2, issue.answered + GB_DAY_SECONDS * 3, "confirm", commune->name,
                          "Đã rõ cách làm" MARK, lines);
    }
}

static void
rule_line (GbIssueKind        kind,
           const GbIssueRule *rule,
           GString           *lines)
{
  g_autofree char *id = g_strconcat (gb_issue_kind_name (kind), "-", gb_issue_step_name (rule->step), NULL);
  g_autofree char *time = g_strdup_printf ("%02d:%02d", rule->seconds / HOUR, rule->seconds % HOUR / 60);

  gb_seed_put_open (lines, "issue-rule", id);
  gb_seed_json_string (lines, "kind", rule->weekday > 0 ? "cycle" : "limit");
  gb_seed_json_string (lines, "issue_kind", gb_issue_kind_name (kind));
  gb_seed_json_string (lines, "step", gb_issue_step_name (rule->step));
  if (rule->weekday > 0)
    {
      gb_seed_json_integer (lines, "weekday", rule->weekday);
      gb_seed_json_string (lines, "time", time);
    }
  else
    {
      gb_seed_json_integer (lines, "amount", rule->amount);
      gb_seed_json_string (lines, "unit", "working-days");
    }
  gb_seed_json_string (lines, "source", rule->source);
  gb_seed_put_close (lines);
}

/**
 * gb_seed_issue_rules:
 * @lines: feed lines are appended
 *
 * The weekly cycle and the limits of issues, as data of the province: the application's own.
 */
void
gb_seed_issue_rules (GString *lines)
{
  g_autoptr (GbIssueRules) rules = gb_issue_rules_new ();

  for (int kind = 0; kind < GB_N_ISSUE_KINDS; kind++)
    for (int step = 0; step < GB_N_ISSUE_STEPS; step++)
      {
        const GbIssueRule *rule = gb_issue_rules_find (rules, step, kind, gb_day_from_ymd (2025, 7, 1));

        if (rule != NULL)
          rule_line (kind, rule, lines);
      }
}
