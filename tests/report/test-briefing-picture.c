/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-briefing-sheet.h"

#include <math.h>

#include "gb-issue-repository.h"
#include "gb-language.h"
#include "gb-task.h"

/* The morning that all pictures show, as it stands on the sheet, word by word. */

#define DAY(month, day) gb_day_from_ymd (2026, month, day)
#define NOW G_GINT64_CONSTANT (1787703300) /* 2026-08-26T07:15:00+07:00 */
#define TEXT(text) ((char *) text)

static GbBriefingGroup fields[] = { { TEXT ("Đất đai"), TEXT ("Đất đai"), 4, 5, 2, NULL },
                                    { TEXT ("Xây dựng"), TEXT ("Xây dựng"), 2, 3, 0, NULL } };
static GbBriefingGroup officers[] = { { TEXT ("Nguyễn Văn A"), TEXT ("Nguyễn Văn A"), 4, 5, 0, NULL },
                                      { TEXT ("Lê Văn C"), TEXT ("Lê Văn C"), 2, 3, 0, NULL } };
static GbBriefingReason reasons[] = { { TEXT ("Bản đồ địa chính cũ và mới chưa khớp"), 4 }, { NULL, 2 } };
static GbIssueWait waits[] = {
  { TEXT ("nnmt"), TEXT ("Sở Nông nghiệp và Môi trường"), .open = 2, .overdue = 2, .worst = 9 },
  { TEXT ("tc"), TEXT ("Sở Tài chính"), .open = 3, .worst = 4 },
};
static GbTask task = { .title = TEXT ("Rà soát thủ tục hành chính nội bộ"), .done = 43, .total = 50,
                       .klass = GB_DEADLINE_CLASS_DUE_SOON };
static GbOfficer officer = { .name = TEXT ("Đỗ Thị E"), .home_name = TEXT ("Sở Y tế"), .seconded = TRUE };
static GbBriefingLate late[] = {
  { TEXT ("H48.91-260811-0052"), TEXT ("Đính chính Giấy chứng nhận"), TEXT ("Đất đai"), TEXT ("Nguyễn Văn A"), TEXT ("21028"),
    NOW - 86400, 25200, 28800, TEXT ("Bản đồ địa chính cũ và mới chưa khớp") },
  { TEXT ("H48.91-260811-0017"), TEXT ("Gia hạn giấy phép xây dựng"), TEXT ("Xây dựng"), TEXT ("Lê Văn C"), TEXT ("21028"),
    NOW - 2 * 86400, 36000, 28800, NULL },
};

static const struct
{
  gint64 value, before;
} figures[GB_N_BRIEFING_FIGURES] = { { 464, 416 }, { 471, 419 }, { 465, 411 }, { 290, 297 }, { 6, 8 } };

static const char *const expected[] = {
  "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
  "ỦY BAN NHÂN DÂN\nPHƯỜNG NGHĨA LỘ\nSố: 87/BC-UBND\nNghĩa Lộ, ngày 26 tháng 8 năm 2026\n"
  "BÁO CÁO\nKết quả giải quyết thủ tục hành chính\ntừ ngày 19/8/2026 đến ngày 25/8/2026\n"
  "Kính gửi: Thường trực Đảng ủy phường Nghĩa Lộ\n"
  "1. Tình hình giải quyết hồ sơ\n"
  "Chỉ tiêu  Kỳ này  Kỳ trước  So sánh\n"
  "Tiếp nhận trong kỳ  464  416  +48\n"
  "Đã xử lý xong  471  419  +52\n"
  "Trong đó trước hạn, đúng hạn  465  411  +54\n"
  "Đang giải quyết  290  297  −7\n"
  "Trong đó quá hạn  6  8  −2\n"
  "Chỉ số phục vụ (Quyết định 766/QĐ-TTg): 76,50/96 điểm, tăng 0,4 điểm so với kỳ trước.\n"
  "2. Hồ sơ quá hạn và nguyên nhân\n"
  "Theo lĩnh vực: đất đai 4 hồ sơ, xây dựng 2 hồ sơ. Theo cán bộ: Nguyễn Văn A 4 hồ sơ, Lê Văn C 2 hồ sơ. "
  "Lý do đã nêu: bản đồ địa chính cũ và mới chưa khớp (4 hồ sơ). 2 hồ sơ chưa nêu lý do. "
  "Kiến nghị cùng lĩnh vực đang chờ trả lời: đất đai 2. (Danh sách kèm theo.)\n"
  "3. Vướng mắc, kiến nghị\n"
  "Đang chờ trả lời 5 kiến nghị, trong đó 2 kiến nghị gửi Sở Nông nghiệp và Môi trường đã quá hạn trả lời.\n"
  "4. Nhiệm vụ và nhân sự\n"
  "Rà soát thủ tục hành chính nội bộ: 43/50, hạn ngày 28/8. 2 lĩnh vực chưa có người thay thế: quy hoạch, CNTT. "
  "Hết hạn biệt phái: Đỗ Thị E (Sở Y tế) ngày 15/9.\n"
  "5. Đề xuất\n"
  "Đề nghị Sở Y tế gia hạn biệt phái hoặc cử người thay thế trước ngày 10/9. "
  "Đề nghị Sở Nông nghiệp và Môi trường trả lời 2 kiến nghị đã quá hạn./.\n"
  "Nơi nhận:\n- Như trên;\n- Chủ tịch, các Phó Chủ tịch UBND phường;\n- Trung tâm Phục vụ hành chính công;\n- Lưu: VT.\n"
  "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn X\n",
  "Phụ lục\n(Kèm theo Báo cáo số 87/BC-UBND ngày 26 tháng 8 năm 2026)\n"
  "DANH SÁCH HỒ SƠ QUÁ HẠN\n"
  "TT  Mã hồ sơ  Thủ tục (lĩnh vực)  Hẹn trả  Quá hạn (thời gian làm việc)  Lý do\n"
  "Nguyễn Văn A: 4 hồ sơ\n"
  "1  H48.91-260811-0052  Đính chính Giấy chứng nhận (Đất đai)  25/08  7 giờ  Bản đồ địa chính cũ và mới chưa khớp\n"
  "Lê Văn C: 2 hồ sơ\n"
  "2  H48.91-260811-0017  Gia hạn giấy phép xây dựng (Xây dựng)  24/08  1 ngày 2 giờ  chưa nêu lý do\n"
  "và 4 hồ sơ khác\n",
};

static GPtrArray *
list_of (gpointer first,
         gsize    size,
         guint    n)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (list, (char *) first + i * size);
  return list;
}

#define LIST(array) list_of (array, sizeof (array)[0], G_N_ELEMENTS (array))

static GbBriefing *
briefing_new (void)
{
  GbBriefing *self = g_atomic_rc_box_new0 (GbBriefing);

  self->now = NOW;
  self->as_of = NOW - 180;
  self->commune = g_strdup ("21028");
  self->commune_name = g_strdup ("Nghĩa Lộ");
  self->commune_type = g_strdup ("phường");
  self->note.illustration = TRUE;
  self->period = (GbBriefingPeriod) { GB_BRIEFING_WEEK, DAY (8, 19), DAY (8, 25) };
  self->until = gb_day_at (DAY (8, 25), GB_DAY_SECONDS - 1);
  for (int i = 0; i < GB_N_BRIEFING_FIGURES; i++)
    {
      self->figures[i].value = figures[i].value;
      self->figures[i].before = figures[i].before;
    }
  self->score = (GbScoreTotal) { 76.5, 96, 100 };
  self->score_before = (GbScoreTotal) { 76.1, 96, 100 };
  self->bars = g_array_new (FALSE, TRUE, sizeof (GbBriefingBar));
  self->fields = LIST (fields);
  self->officers = LIST (officers);
  self->communes = g_ptr_array_new ();
  self->late = LIST (late);
  self->reasons = LIST (reasons);
  for (int kind = 0; kind < GB_N_ISSUE_KINDS; kind++)
    self->asked[kind].waits = kind == GB_ISSUE_DIFFICULTY ? LIST (waits) : g_ptr_array_new ();
  self->asked[GB_ISSUE_DIFFICULTY].waiting = 5;
  self->asked[GB_ISSUE_DIFFICULTY].overdue = 2;
  task.due = gb_day_at (DAY (8, 28), 17 * 3600);
  self->tasks.pressing = list_of (&task, sizeof task, 1);
  self->tasks.open = self->tasks.due = 1;
  self->gaps = g_ptr_array_new ();
  g_ptr_array_add (self->gaps, TEXT ("Quy hoạch"));
  g_ptr_array_add (self->gaps, TEXT ("CNTT"));
  self->unmanned = g_ptr_array_new ();
  officer.to = DAY (9, 15);
  self->ending = list_of (&officer, sizeof officer, 1);
  self->staff = g_atomic_rc_box_new0 (GbPeople);
  self->staff->officers = g_ptr_array_new ();
  return self;
}

static void
test_sheet (void)
{
  g_autoptr (GbBriefing) briefing = briefing_new ();
  g_autoptr (GbBriefingRemarks) remarks = gb_briefing_remarks_new ();
  g_autoptr (GbPaper) paper = NULL;

  gb_briefing_remarks_set (remarks, GB_BRIEFING_PART_NUMBER, "87");
  gb_briefing_remarks_set (remarks, GB_BRIEFING_PART_SIGNER, "Nguyễn Văn X");
  paper = gb_briefing_sheet_new (briefing, remarks);
  g_assert_cmpuint (gb_paper_get_n_pages (paper), ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *page = gb_paper_dup_text (paper, i);

      g_assert_cmpstr (page, ==, expected[i]);
    }
}

int
main (int    argc,
      char **argv)
{
  gb_language_init ("vi");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/briefing-picture/sheet", test_sheet);
  return g_test_run ();
}
