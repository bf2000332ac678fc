/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-briefing-sheet-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gb-briefing-words.h"
#include "gb-format.h"
#include "gb-letter-text.h"

/* The words of the form are law and Vietnamese, whatever the language of the interface (decree 30/2020/NĐ-CP). */
#define NAME "BÁO CÁO"
#define COMMITTEE "ỦY BAN NHÂN DÂN"
#define CHAIRMAN "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"
#define VICE "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"
#define KIND "BC-UBND"
#define ANNEX "Phụ lục"
#define DOTS "……"
#define END "./."

/* Nobody reads more of a weekly sheet; a list that does not fit is cut and says so. */
#define MAX_PAGES 2
/* How high the chart is, in points: on the sheet, where that leaves it on one page, else enclosed. */
#define CHART_HEIGHT 84.0
#define CHART_SMALL 60.0

/* No page holds more rows. */
#define MOST_ROWS 60
/* A list shorter than that is no list: rather one page more. */
#define FEWEST_ROWS 5

/**
 * Plan:
 * @chart: how high the chart on the sheet is; 0 for none
 * @enclosed: how high the one behind it is; 0 for none
 * @has_list: whether it says that a list is enclosed
 * @n_rows: of the list behind it; 0 while it is not known how many there is room for
 * @own_page: whether what is enclosed begins a page
 *
 * What stands where.
 */
typedef struct
{
  double chart;
  double enclosed;
  gboolean has_list;
  guint n_rows;
  gboolean own_page;
} Plan;

static const GbBriefingRemarks nothing = { .other = { .from = GB_DAY_NONE } };

/* --- who, whom, when ------------------------------------------------------------------------ */

/* (transfer full): "PHƯỜNG NGHĨA LỘ", "TỈNH QUẢNG NGÃI" */
static char *
write_unit (const GbBriefing *briefing)
{
  g_autofree char *commune = NULL;

  if (briefing->commune == NULL || briefing->commune_name == NULL)
    return gb_letter_text_upper (briefing->commune == NULL ? briefing->note.place : NULL);
  commune = g_strdup_printf ("%s %s", briefing->commune_type, briefing->commune_name);
  return gb_letter_text_upper (commune);
}

/* The name without its type: "Nghĩa Lộ", "Quảng Ngãi". */
static const char *
place_name (const GbBriefing *briefing)
{
  static const char *const types[] = { "tỉnh ", "thành phố " };
  const char *place = briefing->note.place;

  if (briefing->commune != NULL)
    return briefing->commune_name != NULL ? briefing->commune_name : DOTS;
  for (gsize i = 0; place != NULL && i < G_N_ELEMENTS (types); i++)
    if (g_str_has_prefix (place, types[i]))
      return place + strlen (types[i]);
  return place != NULL ? place : DOTS;
}

/* "87/BC-UBND"; room to write where nobody gave a number yet. */
static char *
write_number (const GbBriefingRemarks *remarks)
{
  const char *number = gb_briefing_remarks_get (remarks, GB_BRIEFING_PART_NUMBER);

  if (number != NULL && strchr (number, '/') != NULL)
    return g_strdup (number);
  return g_strdup_printf ("%s/" KIND, number != NULL && *number != '\0' ? number : DOTS);
}

static char *
write_recipient (const GbBriefing        *briefing,
                 const GbBriefingRemarks *remarks)
{
  const char *recipient = gb_briefing_remarks_get (remarks, GB_BRIEFING_PART_RECIPIENT);
  g_autofree char *commune = NULL;

  if (recipient != NULL && *recipient != '\0')
    return g_strdup (recipient);
  if (briefing->commune == NULL)
    return g_strdup (_("the Standing Provincial Party Committee"));
  commune = briefing->commune_name != NULL ? g_strdup_printf ("%s %s", briefing->commune_type, briefing->commune_name)
                                           : g_strdup (DOTS);
  /* Translators: %s is a commune with its type */
  return g_strdup_printf (_("the Standing Party Committee of %s"), commune);
}

static char *
write_recipients (const GbBriefing *briefing)
{
  if (briefing->commune == NULL)
    return g_strdup ("- Như trên;\n- Chủ tịch, các Phó Chủ tịch UBND tỉnh;\n- Các sở; UBND các xã, phường, đặc khu;\n"
                     "- Lưu: VT.");
  return g_strdup_printf ("- Như trên;\n- Chủ tịch, các Phó Chủ tịch UBND %s;\n- Trung tâm Phục vụ hành chính công;\n"
                          "- Lưu: VT.", briefing->commune_type != NULL ? briefing->commune_type : DOTS);
}

/* --- the text ------------------------------------------------------------------------------- */

/**
 * gb_briefing_sheet_text:
 * @remarks: (nullable): what users wrote
 *
 * Returns: (transfer full): what the sheet says in a section: what was written there, else the sentences made from the
 *   data
 */
char *
gb_briefing_sheet_text (const GbBriefing        *briefing,
                        const GbBriefingRemarks *remarks,
                        GbBriefingSection        section)
{
  /* The parts begin with the sections. */
  const char *own = remarks != NULL ? gb_briefing_remarks_get (remarks, (GbBriefingPart) section) : NULL;

  return own != NULL ? g_strstrip (g_strdup (own)) : gb_briefing_words_section (briefing, section);
}

static void
add_table (const GbBriefing *briefing,
           GbPaper          *paper)
{
  const GbPaperColumn columns[] = {
    { _("Indicator"), 87, GB_PAPER_LEFT },
    { _("This period"), 25, GB_PAPER_RIGHT },
    { _("Period before"), 25, GB_PAPER_RIGHT },
    { _("Change"), 27, GB_PAPER_RIGHT },
  };

  gb_paper_add_table (paper, columns, G_N_ELEMENTS (columns), 0);
  for (int i = 0; i < GB_N_BRIEFING_FIGURES; i++)
    {
      const GbBriefingFigure *figure = &briefing->figures[i];
      g_autofree char *value = gb_format_number (figure->value), *before = gb_format_number (figure->before);
      g_autofree char *change = gb_briefing_words_change (figure);
      const char *const cells[] = { gb_briefing_words_figure (i), value, before, change, NULL };

      gb_paper_add_row (paper, cells, GB_PAPER_PLAIN);
    }
}

static void
add_situation (const GbBriefing *briefing,
               GbPaper          *paper,
               double            chart)
{
  g_autofree char *score = gb_briefing_words_score (briefing), *stale = gb_briefing_words_stale (briefing);

  gb_paper_add_heading (paper, _("1. Dossiers"));
  add_table (briefing, paper);
  if (chart > 0)
    gb_briefing_chart_add (briefing, paper, chart);
  if (stale != NULL)
    gb_paper_add_paragraph (paper, stale);
  if (score != NULL)
    gb_paper_add_paragraph (paper, score);
}

/* What the figures say comes before what people say of them, in one paragraph. */
static void
add_late (const GbBriefing        *briefing,
          const GbBriefingRemarks *remarks,
          GbPaper                 *paper,
          gboolean                 with_list)
{
  g_autofree char *late = gb_briefing_words_late (briefing);
  g_autofree char *reasons = gb_briefing_sheet_text (briefing, remarks, GB_BRIEFING_REASONS);

  gb_paper_add_heading (paper, _("2. Late dossiers and reasons"));
  gb_paper_add_paragraph (paper, late);
  if (*reasons != '\0')
    {
      gb_paper_continue (paper, " ");
      gb_paper_set_tag (paper, gb_briefing_section_nick (GB_BRIEFING_REASONS));
      gb_paper_continue (paper, reasons);
      gb_paper_set_tag (paper, NULL);
    }
  if (with_list)
    {
      gb_paper_continue (paper, " ");
      gb_paper_continue (paper, briefing->commune != NULL ? _("(The list is enclosed.)") : _("(The table is enclosed.)"));
    }
}

/* The last words of a document end with "./." in place of the full stop. */
static char *
end_text (char *text)
{
  gsize length = strlen (text);

  while (length > 0 && strchr ("./ \n", text[length - 1]) != NULL)
    length--;
  text[length] = '\0';
  return g_strconcat (text, END, NULL);
}

static void
add_section (const GbBriefing        *briefing,
             const GbBriefingRemarks *remarks,
             GbPaper                 *paper,
             GbBriefingSection        section)
{
  static const char *const headings[GB_N_BRIEFING_SECTIONS] = {
    [GB_BRIEFING_ISSUES] = N_("3. Difficulties and petitions"),
    [GB_BRIEFING_WORK] = N_("4. Tasks and staff"),
    [GB_BRIEFING_PROPOSALS] = N_("5. Proposals"),
  };
  g_autofree char *text = gb_briefing_sheet_text (briefing, remarks, section);
  g_autofree char *whole = NULL;

  if (*text == '\0')
    {
      g_free (text);
      text = g_strdup (_("None."));
    }
  whole = section == GB_BRIEFING_PROPOSALS ? end_text (text) : g_strdup (text);
  gb_paper_add_heading (paper, _(headings[section]));
  gb_paper_set_tag (paper, gb_briefing_section_nick (section));
  gb_paper_add_paragraph (paper, whole);
  gb_paper_set_tag (paper, NULL);
}

/* --- the sheet ------------------------------------------------------------------------------ */

static void
add_head (const GbBriefing        *briefing,
          const GbBriefingRemarks *remarks,
          GbPaper                 *paper)
{
  g_autofree char *unit = write_unit (briefing);
  g_autofree char *agency = g_strdup_printf (COMMITTEE "\n%s", unit);
  g_autofree char *own = write_number (remarks), *number = g_strdup_printf ("Số: %s", own);
  g_autofree char *place = gb_letter_text_place (place_name (briefing), gb_time_day (briefing->now));
  g_autofree char *about = gb_briefing_words_about (briefing), *recipient = write_recipient (briefing, remarks);
  g_autofree char *address = g_strdup_printf ("Kính gửi: %s", recipient);
  const GbPaperStyle style = { GB_PAPER_SIZE, GB_PAPER_CENTER, GB_PAPER_KEEP, 0, 6 };

  gb_paper_add_letterhead (paper, NULL, agency, number, place);
  gb_paper_add_title (paper, NAME, about);
  gb_paper_add_text (paper, address, &style);
}

static void
describe (const GbBriefing *briefing,
          GbPaper          *paper)
{
  g_autofree char *about = gb_briefing_words_about (briefing), *fresh = gb_briefing_words_fresh (briefing);
  g_autofree char *unit = write_unit (briefing);
  g_autofree char *author = g_strdup_printf (COMMITTEE " %s", unit);
  g_autofree char *title = NULL;

  g_strdelimit (about, "\n", ' ');
  title = g_strdup_printf (NAME " %s", about);
  gb_paper_set_title (paper, title);
  gb_paper_set_subject (paper, about);
  gb_paper_set_author (paper, author);
  gb_paper_set_created (paper, briefing->now);
  gb_paper_set_foot (paper, fresh, briefing->note.illustration ? _("Illustration data") : NULL);
}

/* Decree 30/2020/NĐ-CP, annex I, part III, section I, no. 2: what a page of its own is enclosed with. */
static void
add_annex_title (const GbBriefing        *briefing,
                 const GbBriefingRemarks *remarks,
                 GbPaper                 *paper)
{
  const GbPaperStyle name = { 14, GB_PAPER_CENTER, GB_PAPER_BOLD | GB_PAPER_KEEP };
  const GbPaperStyle of = { GB_PAPER_SIZE, GB_PAPER_CENTER, GB_PAPER_ITALIC | GB_PAPER_KEEP };
  g_autofree char *number = write_number (remarks), *date = gb_letter_text_date (gb_time_day (briefing->now));
  g_autofree char *text = g_strdup_printf ("(Kèm theo Báo cáo số %s %s)", number, date);

  gb_paper_add_text (paper, ANNEX, &name);
  gb_paper_add_text (paper, text, &of);
}

static void
enclose (const GbBriefing        *briefing,
         const GbBriefingRemarks *remarks,
         GbPaper                 *paper,
         const Plan              *plan)
{
  if (plan->own_page)
    {
      gb_paper_add_page_break (paper);
      add_annex_title (briefing, remarks, paper);
    }
  if (plan->enclosed > 0)
    {
      gb_briefing_annex_head (paper, _("DOSSIERS BY DAY"));
      gb_briefing_chart_add (briefing, paper, plan->enclosed);
    }
  if (plan->n_rows > 0)
    gb_briefing_annex_add (briefing, paper, plan->n_rows);
}

static GbPaper *
make (const GbBriefing        *briefing,
      const GbBriefingRemarks *remarks,
      const Plan              *plan)
{
  GbPaper *paper = gb_paper_new (GB_PAPER_A4);
  const char *signer = gb_briefing_remarks_get (remarks, GB_BRIEFING_PART_SIGNER);
  gboolean vice = g_strcmp0 (gb_briefing_remarks_get (remarks, GB_BRIEFING_PART_ROLE), GB_BRIEFING_ROLE_VICE) == 0;
  g_autofree char *recipients = write_recipients (briefing);

  describe (briefing, paper);
  add_head (briefing, remarks, paper);
  add_situation (briefing, paper, plan->chart);
  add_late (briefing, remarks, paper, plan->has_list);
  for (int section = GB_BRIEFING_ISSUES; section < GB_N_BRIEFING_SECTIONS; section++)
    add_section (briefing, remarks, paper, section);
  gb_paper_add_signature (paper, recipients, vice ? VICE : CHAIRMAN, signer);
  if (plan->n_rows > 0 || plan->enclosed > 0)
    enclose (briefing, remarks, paper, plan);
  return paper;
}

static guint
count_pages (const GbBriefing        *briefing,
             const GbBriefingRemarks *remarks,
             const Plan              *plan)
{
  g_autoptr (GbPaper) paper = make (briefing, remarks, plan);

  return gb_paper_get_n_pages (paper);
}

/* What is signed is best on one page: the chart gives way, and stands with the list if there is one. Returns on how many
 * pages it is. */
static guint
place_chart (const GbBriefing        *briefing,
             const GbBriefingRemarks *remarks,
             Plan                    *plan)
{
  static const double heights[] = { CHART_HEIGHT, CHART_SMALL, 0 };
  gboolean is_there = gb_briefing_chart_is_there (briefing);
  guint most = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (heights); i++)
    {
      guint pages;

      plan->chart = is_there ? heights[i] : 0;
      pages = count_pages (briefing, remarks, plan);
      most = MAX (most, pages);
      if (pages == 1 && is_there && plan->chart == 0 && plan->has_list)
        plan->enclosed = CHART_HEIGHT;
      if (pages == 1)
        return pages;
      if (!is_there || pages > MAX_PAGES)
        break;
    }
  plan->chart = is_there ? CHART_HEIGHT : 0;
  return most;
}

/* On a page of its own what is enclosed is laid out without all that is before it. */
static gboolean
has_room (const GbBriefing        *briefing,
          const GbBriefingRemarks *remarks,
          const Plan              *plan)
{
  g_autoptr (GbPaper) paper = NULL;

  if (!plan->own_page)
    return count_pages (briefing, remarks, plan) <= MAX_PAGES;
  paper = gb_paper_new (GB_PAPER_A4);
  enclose (briefing, remarks, paper, plan);
  return gb_paper_get_n_pages (paper) == 1;
}

/* How many of @n_rows of the list have room; more never take less. */
static guint
fit (const GbBriefing        *briefing,
     const GbBriefingRemarks *remarks,
     const Plan              *plan,
     guint                    n_rows)
{
  guint low = 0, high = MIN (n_rows, MOST_ROWS);

  while (low < high)
    {
      Plan tried = *plan;

      tried.n_rows = (low + high + 1) / 2;
      if (has_room (briefing, remarks, &tried))
        low = tried.n_rows;
      else
        high = tried.n_rows - 1;
    }
  return low;
}

/**
 * gb_briefing_sheet_new:
 * @remarks: (nullable): what users wrote; without it, the sentences made from the data
 *
 * The leadership briefing on paper (báo cáo giao ban), after decree 30/2020/NĐ-CP, annex I: one page with the list of
 * late dossiers, or of a province's communes, enclosed on a second; what of the list does not fit is counted. Its parts
 * are tagged with gb_briefing_section_nick(). May be called on any thread.
 *
 * Returns: (transfer full): the sheet
 */
GbPaper *
gb_briefing_sheet_new (const GbBriefing        *briefing,
                       const GbBriefingRemarks *remarks)
{
  const GbBriefingRemarks *written = remarks != NULL ? remarks : &nothing;
  guint all = gb_briefing_annex_count (briefing), pages;
  Plan plan = { .has_list = all > 0 };

  pages = place_chart (briefing, written, &plan);
  if (all == 0)
    return make (briefing, written, &plan);
  plan.own_page = pages != MAX_PAGES;
  plan.n_rows = fit (briefing, written, &plan, all);
  if (plan.n_rows < MIN (all, FEWEST_ROWS) && !plan.own_page)
    {
      plan.own_page = TRUE;
      plan.n_rows = fit (briefing, written, &plan, all);
    }
  return make (briefing, written, &plan);
}

/**
 * gb_briefing_sheet_dup_name:
 * @extension: "pdf" or "xlsx"
 *
 * Returns: (transfer full): what a file of it is mostly called: "Giao ban Nghĩa Lộ 2026-08-19 - 2026-08-25.pdf"
 */
char *
gb_briefing_sheet_dup_name (const GbBriefing *briefing,
                            const char       *extension)
{
  g_autofree char *from = gb_day_format (briefing->period.from), *to = gb_day_format (briefing->period.to);
  g_autofree char *name = g_strdup (place_name (briefing));

  g_strdelimit (name, "/\\:", ' ');
  if (briefing->period.from == briefing->period.to)
    return g_strdup_printf ("Giao ban %s %s.%s", name, from, extension);
  return g_strdup_printf ("Giao ban %s %s - %s.%s", name, from, to, extension);
}
