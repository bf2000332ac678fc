/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-briefing-sheet.h"

#include <math.h>
#include <string.h>

#include "gb-briefing-words.h"
#include "gb-issue-repository.h"

#define DAY(month, day) gb_day_from_ymd (2026, month, day)
#define NOW G_GINT64_CONSTANT (1787703300) /* 2026-08-26T07:15:00+07:00 */

/* --- a briefing that was never loaded ------------------------------------------------------------- */

static void
late_free (gpointer data)
{
  GbBriefingLate *self = data;

  g_free (self->code);
  g_free (self);
}

/* What a ward has, with @n_late late dossiers of two officers; names are @times as long as usual. */
static GbBriefing *
briefing_new (guint n_late,
              guint times)
{
  GbBriefing *self = g_atomic_rc_box_new0 (GbBriefing);
  static GbBriefingGroup groups[] = { { (char *) "Trần Thị B", (char *) "Trần Thị B" }, { (char *) "", (char *) "" } };
  static GbBriefingGroup field = { (char *) "Đất đai", (char *) "Đất đai", .asked = 2 };
  static char *procedure = NULL;
  const char *const names[] = { "Đăng ký đất đai, cấp Giấy chứng nhận lần đầu " };

  self->now = NOW;
  self->as_of = NOW - 180;
  self->commune = g_strdup ("21028");
  self->commune_name = g_strdup ("Nghĩa Lộ");
  self->commune_type = g_strdup ("phường");
  self->period = (GbBriefingPeriod) { GB_BRIEFING_WEEK, DAY (8, 19), DAY (8, 25) };
  self->before = (GbBriefingPeriod) { GB_BRIEFING_WEEK, DAY (8, 12), DAY (8, 18) };
  self->until = gb_day_at (DAY (8, 25), GB_DAY_SECONDS - 1);
  self->score.points = self->score_before.points = (double) NAN;
  self->bars = g_array_new (FALSE, TRUE, sizeof (GbBriefingBar));
  self->fields = g_ptr_array_new ();
  self->officers = g_ptr_array_new ();
  self->communes = g_ptr_array_new ();
  self->late = g_ptr_array_new_with_free_func (late_free);
  self->reasons = g_ptr_array_new ();
  for (int kind = 0; kind < GB_N_ISSUE_KINDS; kind++)
    self->asked[kind].waits = g_ptr_array_new ();
  self->tasks.pressing = g_ptr_array_new ();
  self->gaps = g_ptr_array_new ();
  self->unmanned = g_ptr_array_new ();
  self->ending = g_ptr_array_new ();
  self->staff = g_atomic_rc_box_new0 (GbPeople);
  self->staff->officers = g_ptr_array_new ();

  self->figures[GB_BRIEFING_LATE].value = n_late;
  groups[0].late = n_late / 2;
  groups[1].late = n_late - n_late / 2;
  field.late = n_late;
  if (n_late > 0)
    {
      g_ptr_array_add (self->officers, &groups[0]);
      g_ptr_array_add (self->officers, &groups[1]);
      g_ptr_array_add (self->fields, &field);
    }
  g_free (procedure);
  procedure = g_strdup ("");
  for (guint i = 0; i < times; i++)
    {
      char *longer = g_strconcat (procedure, names[0], NULL);

      g_free (procedure);
      procedure = longer;
    }
  for (guint i = 0; i < n_late && i < GB_BRIEFING_LATE_ROWS; i++)
    {
      GbBriefingLate *late = g_new0 (GbBriefingLate, 1);

      late->code = g_strdup_printf ("H48.91-260811-%04u", i);
      late->procedure = procedure;
      late->field = (char *) "Đất đai";
      late->officer = groups[i >= n_late / 2].key;
      late->due = NOW - GB_DAY_SECONDS;
      late->late = 3600;
      late->day_seconds = 8 * 3600;
      g_ptr_array_add (self->late, late);
    }
  return self;
}

static char *
read_sheet (const GbBriefing        *briefing,
            const GbBriefingRemarks *remarks,
            guint                   *n_pages)
{
  g_autoptr (GbPaper) paper = gb_briefing_sheet_new (briefing, remarks);
  GString *text = g_string_new (NULL);

  *n_pages = gb_paper_get_n_pages (paper);
  for (guint i = 0; i < *n_pages; i++)
    {
      g_autofree char *page = gb_paper_dup_text (paper, i);

      g_string_append (text, page);
    }
  return g_string_free (text, FALSE);
}

static guint
count_words (const char *text,
             const char *words)
{
  guint n = 0;

  for (const char *at = strstr (text, words); at != NULL; at = strstr (at + 1, words))
    n++;
  return n;
}

/* --- words ---------------------------------------------------------------------------------------- */

static void
test_titles (void)
{
  static const struct
  {
    GbBriefingKind kind;
    int from[2], to[2];
    const char *title;
    const char *compared;
  } cases[] = {
    { GB_BRIEFING_DAY, { 8, 25 }, { 8, 25 }, "Day 25/08", "compared with day 25/08" },
    { GB_BRIEFING_WEEK, { 8, 19 }, { 8, 25 }, "Week from 19/08 to 25/08", "compared with the week from 19/08 to 25/08" },
    { GB_BRIEFING_WEEK, { 8, 19 }, { 8, 21 }, "Week from 19/08 to 21/08", "compared with 19/08 to 21/08" },
    { GB_BRIEFING_MONTH, { 7, 1 }, { 7, 31 }, "Month 7/2026", "compared with month 7/2026" },
    { GB_BRIEFING_MONTH, { 7, 1 }, { 7, 26 }, "Month 7/2026", "compared with 01/07 to 26/07" },
    { GB_BRIEFING_RANGE, { 7, 1 }, { 7, 26 }, "From 01/07 to 26/07", "compared with 01/07 to 26/07" },
    { GB_BRIEFING_RANGE, { 7, 1 }, { 7, 1 }, "Day 01/07", "compared with day 01/07" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const GbBriefingPeriod period = { cases[i].kind, DAY (cases[i].from[0], cases[i].from[1]),
                                        DAY (cases[i].to[0], cases[i].to[1]) };
      g_autofree char *title = gb_briefing_words_title (&period, DAY (8, 26));
      g_autofree char *compared = gb_briefing_words_compared (&period, DAY (8, 26));

      g_assert_cmpstr (title, ==, cases[i].title);
      g_assert_cmpstr (compared, ==, cases[i].compared);
    }
}

/* Decree 30/2020/NĐ-CP: a zero before days under ten and before the first two months. */
static void
test_days (void)
{
  static const struct
  {
    int month, day;
    const char *written;
  } cases[] = { { 1, 5, "05/01/2026" }, { 2, 28, "28/02/2026" }, { 3, 1, "01/3/2026" }, { 12, 31, "31/12/2026" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *written = gb_briefing_words_day (DAY (cases[i].month, cases[i].day));
      g_autofree char *here = gb_briefing_words_short_day (DAY (cases[i].month, cases[i].day), DAY (8, 26));

      g_assert_cmpstr (written, ==, cases[i].written);
      g_assert_cmpuint (strlen (here), ==, strlen (written) - strlen ("/2026"));
    }
}

static void
test_changes (void)
{
  static const struct
  {
    GbBriefingFigure figure;
    const char *change;
  } cases[] = { { { 464, 416 }, "+48" }, { { 290, 297 }, "−7" }, { { 5, 5 }, "0" }, { { 1234567, 0 }, "+1.234.567" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *change = gb_briefing_words_change (&cases[i].figure);

      g_assert_cmpstr (change, ==, cases[i].change);
    }
}

static void
test_reasons (void)
{
  g_autoptr (GbBriefing) briefing = briefing_new (6, 1);
  GbBriefingReason waits = { (char *) "Chờ thẩm định", 2 }, none = { NULL, 1 };
  GbBriefingReason others[] = { { (char *) "a", 1 }, { (char *) "B", 1 }, { (char *) "c", 1 } };
  g_autofree char *without = NULL, *with = NULL;

  without = gb_briefing_words_section (briefing, GB_BRIEFING_REASONS);
  g_assert_cmpstr (without, ==,
                   "No reason was given for 6 dossiers yet. Petitions in these fields that wait for an answer: đất đai 2.");
  g_ptr_array_add (briefing->reasons, &waits);
  g_ptr_array_add (briefing->reasons, &none);
  with = gb_briefing_words_section (briefing, GB_BRIEFING_REASONS);
  g_assert_true (g_str_has_prefix (with, "Reasons given: chờ thẩm định (2 dossiers). No reason was given for 4 dossiers yet. "));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_ptr_array_insert (briefing->reasons, 1, &others[i]);
  g_free (with);
  with = gb_briefing_words_section (briefing, GB_BRIEFING_REASONS);
  g_assert_nonnull (strstr (with, "(1 dossier), b (1 dossier). 2 dossiers have another or no reason given."));
}

static void
test_answers (void)
{
  g_autoptr (GbBriefing) briefing = briefing_new (0, 1);
  GbIssueWait first = { (char *) "a", (char *) "Sở A", .open = 3, .overdue = 1, .worst = 4 };
  GbIssueWait second = { (char *) "b", (char *) "Sở B", .open = 2, .overdue = 2, .worst = 9 };
  GbIssueWait own = { NULL, NULL, .open = 5, .overdue = 5 };
  g_autofree char *one = NULL, *several = NULL;

  g_ptr_array_add (briefing->asked[GB_ISSUE_DIFFICULTY].waits, &first);
  g_ptr_array_add (briefing->asked[GB_ISSUE_DIFFICULTY].waits, &own);
  one = gb_briefing_words_section (briefing, GB_BRIEFING_PROPOSALS);
  g_assert_cmpstr (one, ==, "Sở A is asked to answer 1 petition that is past its day.");
  g_ptr_array_add (briefing->asked[GB_ISSUE_GUIDANCE].waits, &first);
  g_ptr_array_add (briefing->asked[GB_ISSUE_GUIDANCE].waits, &second);
  second.overdue = 3;
  several = gb_briefing_words_section (briefing, GB_BRIEFING_PROPOSALS);
  g_assert_cmpstr (several, ==, "Petitions past their day are to be answered: Sở B 3, Sở A 2.");
}

/* --- the sheet ------------------------------------------------------------------------------------ */

/* A list that does not fit is cut, and says what is missing, however long the names are. */
static void
test_long_lists (void)
{
  static const struct
  {
    guint n_late, times;
    gboolean whole;
  } cases[] = { { 1, 1, TRUE }, { 6, 1, TRUE }, { 40, 1, FALSE }, { 500, 1, FALSE }, { 300000, 1, FALSE }, { 80, 4, FALSE },
                { 3, 30, TRUE } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GbBriefing) briefing = briefing_new (cases[i].n_late, cases[i].times);
      guint n_pages, n_rows;
      g_autofree char *text = read_sheet (briefing, NULL, &n_pages);

      n_rows = count_words (text, "H48.91-260811-");
      g_assert_cmpuint (n_pages, ==, 2);
      g_assert_cmpuint (count_words (text, "LIST OF LATE DOSSIERS"), ==, 1);
      g_assert_cmpint (n_rows == cases[i].n_late, ==, cases[i].whole);
      g_assert_cmpint (count_words (text, "other dossier"), ==, cases[i].whole ? 0 : 1);
      g_assert_cmpuint (n_rows, >=, MIN (cases[i].n_late, 5));
    }
}

static void
test_nothing_late (void)
{
  g_autoptr (GbBriefing) briefing = briefing_new (0, 1);
  guint n_pages;
  g_autofree char *text = read_sheet (briefing, NULL, &n_pages);

  g_assert_cmpuint (n_pages, ==, 1);
  g_assert_nonnull (strstr (text, "No dossier is late."));
  g_assert_null (strstr (text, "LIST OF LATE DOSSIERS"));
  g_assert_null (strstr (text, "enclosed"));
}

/* Whoever signs knows up to when it is true. */
static void
test_stale (void)
{
  static const struct
  {
    gint64 before; /* seconds before the period's end */
    gboolean told;
  } cases[] = { { -7 * 3600, FALSE }, { 0, FALSE }, { GB_DAY_SECONDS - 1, FALSE }, { GB_DAY_SECONDS, TRUE },
                { 5 * GB_DAY_SECONDS, TRUE } };
  g_autoptr (GbBriefing) briefing = briefing_new (0, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint n_pages;
      g_autofree char *text = NULL;

      briefing->as_of = briefing->until - cases[i].before;
      text = read_sheet (briefing, NULL, &n_pages);
      g_assert_cmpint (count_words (text, "what came later is not in them"), ==, cases[i].told);
    }
}

/* Before the first sync nobody knows whose sheet it is: there is room to write. */
static void
test_unknown_place (void)
{
  g_autoptr (GbBriefing) briefing = briefing_new (0, 1);
  guint n_pages;
  g_autofree char *text = NULL, *province = NULL;

  g_clear_pointer (&briefing->commune_name, g_free);
  briefing->as_of = 0;
  text = read_sheet (briefing, NULL, &n_pages);
  g_assert_nonnull (strstr (text, "ỦY BAN NHÂN DÂN\n……"));
  g_clear_pointer (&briefing->commune, g_free);
  province = read_sheet (briefing, NULL, &n_pages);
  g_assert_nonnull (strstr (province, "……, ngày 26 tháng 8 năm 2026"));
}

static void
test_end (void)
{
  static const char *const texts[] = { "Gia hạn", "Gia hạn.", "Gia hạn./.", "Gia hạn. \n", "  Gia hạn ..." };
  g_autoptr (GbBriefing) briefing = briefing_new (0, 1);
  g_autoptr (GbBriefingRemarks) remarks = gb_briefing_remarks_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      guint n_pages;
      g_autofree char *text = NULL;

      gb_briefing_remarks_set (remarks, GB_BRIEFING_PART_PROPOSALS, texts[i]);
      text = read_sheet (briefing, remarks, &n_pages);
      g_assert_nonnull (strstr (text, "Gia hạn./.\n"));
    }
}

/* Whoever writes a book gets it printed, with the list behind it, and soon. */
static void
test_long_remarks (void)
{
  g_autoptr (GbBriefing) briefing = briefing_new (500, 1);
  g_autoptr (GbBriefingRemarks) remarks = gb_briefing_remarks_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *sheet = NULL;
  guint n_pages;

  for (guint i = 0; i < 1500; i++)
    g_string_append_printf (text, "Câu số %u & <b>không đậm</b>. ", i);
  gb_briefing_remarks_set (remarks, GB_BRIEFING_PART_WORK, text->str);
  sheet = read_sheet (briefing, remarks, &n_pages);
  g_assert_cmpuint (n_pages, >, 5);
  g_assert_nonnull (strstr (sheet, "Câu số 1499 & <b>không đậm</b>."));
  g_assert_cmpuint (count_words (sheet, "H48.91-260811-"), >=, 5);
}

/* On which page something stands, from 0; -1 for none. */
static int
find_words (GbPaper    *paper,
            const char *words)
{
  for (guint i = 0; i < gb_paper_get_n_pages (paper); i++)
    {
      g_autofree char *text = gb_paper_dup_text (paper, i);

      if (strstr (text, words) != NULL)
        return (int) i;
    }
  return -1;
}

/* The more is written, the further down the chart goes, so that what is signed stays on one page as long as it can: on
 * the sheet, then enclosed with the list, then on the sheet again where it needs two pages anyway. */
static void
test_chart (void)
{
  g_autoptr (GbBriefing) briefing = briefing_new (6, 1);
  g_autoptr (GbBriefingRemarks) remarks = gb_briefing_remarks_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  int places[3] = { 0 };

  for (int i = 0; i < 6; i++)
    {
      const GbBriefingBar bar = { DAY (8, 19) + i, DAY (8, 19) + i, 80 + i, 70, i == 5 };

      g_array_append_val (briefing->bars, bar);
    }
  for (int i = 0; i < 40; i++)
    {
      g_autoptr (GbPaper) paper = NULL;
      int chart, signature;

      gb_briefing_remarks_set (remarks, GB_BRIEFING_PART_WORK, text->str);
      paper = gb_briefing_sheet_new (briefing, remarks);
      chart = find_words (paper, "Bars: accepted; line: settled");
      signature = find_words (paper, "TM. ỦY BAN NHÂN DÂN");
      /* so much that the list has no room on the second page */
      if (gb_paper_get_n_pages (paper) == 3)
        break;
      g_assert_cmpint (find_words (paper, "23/08 84/70"), ==, chart);
      g_assert_cmpint (find_words (paper, "24/08 85/70"), ==, -1); /* that day is not over */
      g_assert_cmpint (find_words (paper, "(Kèm theo Báo cáo số ……/BC-UBND ngày 26 tháng 8 năm 2026)"), ==,
                       signature == 0 ? 1 : -1);
      places[signature == 1 ? 2 : chart]++;
      g_string_append (text, "Một dòng.\n");
    }
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    g_assert_cmpint (places[i], >, 0);
}

/* What is edited in the page is found on the sheet. */
static void
test_tags (void)
{
  g_autoptr (GbBriefing) briefing = briefing_new (6, 1);
  g_autoptr (GbPaper) paper = gb_briefing_sheet_new (briefing, NULL);
  double y, before = 0;
  guint page;

  for (int section = 0; section < GB_N_BRIEFING_SECTIONS; section++)
    {
      g_assert_true (gb_paper_find_tag (paper, gb_briefing_section_nick (section), &page, &y));
      g_assert_cmpfloat (page * 1000 + y, >, before);
      before = page * 1000 + y;
    }
}

static void
test_names (void)
{
  g_autoptr (GbBriefing) briefing = briefing_new (0, 1);
  g_autofree char *week = gb_briefing_sheet_dup_name (briefing, "pdf");
  g_autofree char *day = NULL;

  g_assert_cmpstr (week, ==, "Giao ban Nghĩa Lộ 2026-08-19 - 2026-08-25.pdf");
  briefing->period.to = briefing->period.from;
  day = gb_briefing_sheet_dup_name (briefing, "xlsx");
  g_assert_cmpstr (day, ==, "Giao ban Nghĩa Lộ 2026-08-19.xlsx");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/briefing-sheet/titles", test_titles);
  g_test_add_func ("/briefing-sheet/days", test_days);
  g_test_add_func ("/briefing-sheet/changes", test_changes);
  g_test_add_func ("/briefing-sheet/reasons", test_reasons);
  g_test_add_func ("/briefing-sheet/answers", test_answers);
  g_test_add_func ("/briefing-sheet/long-lists", test_long_lists);
  g_test_add_func ("/briefing-sheet/nothing-late", test_nothing_late);
  g_test_add_func ("/briefing-sheet/stale", test_stale);
  g_test_add_func ("/briefing-sheet/unknown-place", test_unknown_place);
  g_test_add_func ("/briefing-sheet/end", test_end);
  g_test_add_func ("/briefing-sheet/long-remarks", test_long_remarks);
  g_test_add_func ("/briefing-sheet/chart", test_chart);
  g_test_add_func ("/briefing-sheet/tags", test_tags);
  g_test_add_func ("/briefing-sheet/names", test_names);
  return g_test_run ();
}
