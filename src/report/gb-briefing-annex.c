/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-briefing-sheet-private.h"

#include <glib/gi18n-lib.h>

#include "gb-briefing-words.h"
#include "gb-duration.h"
#include "gb-format.h"
#include "gb-issue-repository.h"

#define TEXT_SIZE 11
/* Of a name or a reason: a list tells which one is meant, no more. */
#define MOST_LETTERS 140
/* Of the departments that owe answers; the others are no matter for a briefing. */
#define MOST_WAITS 6

static void
add_rest (GbPaper *paper,
          char    *text)
{
  const GbPaperStyle style = { 12, GB_PAPER_LEFT, GB_PAPER_ITALIC, 0, 4 };

  gb_paper_add_text (paper, text, &style);
  g_free (text);
}

static char *
shorten (const char *text)
{
  g_autofree char *head = NULL;

  if (g_utf8_strlen (text, -1) <= MOST_LETTERS)
    return g_strdup (text);
  head = g_utf8_substring (text, 0, MOST_LETTERS);
  return g_strconcat (g_strchomp (head), "…", NULL);
}

/* --- late dossiers of a commune ------------------------------------------------------------- */

/* Each officer's dossiers stand together; who has most comes first, as in the sheet. */
static GPtrArray *
sort_by_officer (const GbBriefing *briefing)
{
  GPtrArray *sorted = g_ptr_array_new ();

  for (guint i = 0; i < briefing->officers->len; i++)
    for (guint j = 0; j < briefing->late->len; j++)
      {
        GbBriefingLate *late = briefing->late->pdata[j];

        if (g_str_equal (late->officer, ((GbBriefingGroup *) briefing->officers->pdata[i])->key))
          g_ptr_array_add (sorted, late);
      }
  return sorted;
}

static void
add_officer (const GbBriefing *briefing,
             GbPaper          *paper,
             const char       *officer)
{
  for (guint i = 0; i < briefing->officers->len; i++)
    {
      const GbBriefingGroup *group = briefing->officers->pdata[i];
      g_autofree char *number = gb_format_number (group->late);
      g_autofree char *text = NULL;
      const char *cells[] = { NULL, NULL };

      if (!g_str_equal (group->key, officer))
        continue;
      text = g_strdup_printf (ngettext ("%s: %s dossier", "%s: %s dossiers", (gulong) group->late),
                              *officer != '\0' ? group->name : _("Not assigned"), number);
      cells[0] = text;
      gb_paper_add_row (paper, cells, GB_PAPER_BOLD | GB_PAPER_SPAN | GB_PAPER_KEEP);
    }
}

static void
add_dossier (GbPaper              *paper,
             const GbBriefingLate *late,
             guint                 number,
             GbDay                 today)
{
  g_autofree char *place = g_strdup_printf ("%u", number);
  g_autofree char *name = shorten (late->procedure), *procedure = g_strdup_printf ("%s (%s)", name, late->field);
  g_autofree char *reason = shorten (late->reason != NULL ? late->reason : _("no reason given"));
  g_autofree char *due = gb_format_day (gb_time_day (late->due), today);
  g_autofree char *amount = gb_duration_format (late->late, late->day_seconds);
  const char *const cells[] = { place, late->code, procedure, due, amount, reason, NULL };

  gb_paper_add_row (paper, cells, GB_PAPER_PLAIN);
}

static void
add_late (const GbBriefing *briefing,
          GbPaper          *paper,
          guint             n_rows)
{
  const GbPaperColumn columns[] = {
    /* Translators: over a column with running numbers, as short as it can be */
    { C_("list", "No."), 9, GB_PAPER_CENTER }, { _("Code"), 40, GB_PAPER_LEFT }, { _("Procedure (field)"), 49, GB_PAPER_LEFT },
    { _("Due"), 15, GB_PAPER_CENTER }, { _("Late by"), 22, GB_PAPER_LEFT }, { _("Reason"), 29, GB_PAPER_LEFT },
  };
  g_autoptr (GPtrArray) sorted = sort_by_officer (briefing);
  gint64 rest = briefing->figures[GB_BRIEFING_LATE].value - n_rows;
  g_autofree char *number = gb_format_number (rest);
  const char *officer = NULL;

  gb_briefing_annex_head (paper, _("LIST OF LATE DOSSIERS"));
  gb_paper_add_table (paper, columns, G_N_ELEMENTS (columns), TEXT_SIZE);
  for (guint i = 0; i < n_rows && i < sorted->len; i++)
    {
      const GbBriefingLate *late = sorted->pdata[i];

      if (g_strcmp0 (officer, late->officer) != 0)
        add_officer (briefing, paper, officer = late->officer);
      add_dossier (paper, late, i + 1, gb_time_day (briefing->now));
    }
  if (rest > 0)
    add_rest (paper, g_strdup_printf (ngettext ("and %s other dossier", "and %s other dossiers", (gulong) rest), number));
}

/* --- communes of a province ----------------------------------------------------------------- */

static void
add_waits (const GbBriefing *briefing,
           GbPaper          *paper)
{
  const GbPaperColumn columns[] = {
    { _("Department"), 92, GB_PAPER_LEFT }, { _("Waited for"), 24, GB_PAPER_RIGHT },
    { _("Past its day"), 24, GB_PAPER_RIGHT }, { _("Longest wait (working days)"), 24, GB_PAPER_RIGHT },
  };
  g_autoptr (GPtrArray) waits = gb_briefing_words_waits (briefing);

  if (waits->len == 0)
    return;
  gb_briefing_annex_head (paper, _("DEPARTMENTS THAT OWE ANSWERS"));
  gb_paper_add_table (paper, columns, G_N_ELEMENTS (columns), TEXT_SIZE);
  for (guint i = 0; i < waits->len && i < MOST_WAITS; i++)
    {
      const GbIssueWait *wait = waits->pdata[i];
      g_autofree char *open = g_strdup_printf ("%u", wait->open), *overdue = g_strdup_printf ("%u", wait->overdue);
      g_autofree char *worst = g_strdup_printf ("%d", wait->worst);
      const char *const cells[] = { wait->name, open, overdue, worst, NULL };

      gb_paper_add_row (paper, cells, GB_PAPER_PLAIN);
    }
}

static void
add_commune (GbPaper             *paper,
             const GbTrackingRow *row,
             guint                number)
{
  g_autofree char *place = g_strdup_printf ("%u", number);
  g_autofree char *received = gb_format_number (row->counts[GB_TRACKING_PERIOD]);
  g_autofree char *done = gb_format_number (row->counts[GB_TRACKING_DONE]);
  g_autofree char *open = gb_format_number (row->counts[GB_TRACKING_PROCESSING] + row->counts[GB_TRACKING_PAUSED]);
  g_autofree char *late = gb_format_number (row->counts[GB_TRACKING_PROCESSING_LATE]);
  g_autofree char *before = gb_format_number (row->previous[GB_TRACKING_PROCESSING_LATE]);
  const char *const cells[] = { place, row->name, received, done, open, late, before, NULL };

  gb_paper_add_row (paper, cells, GB_PAPER_PLAIN);
}

static void
add_communes (const GbBriefing *briefing,
              GbPaper          *paper,
              guint             n_rows)
{
  const GbPaperColumn columns[] = {
    { C_("list", "No."), 10, GB_PAPER_CENTER },     { _("Unit"), 54, GB_PAPER_LEFT },    { _("Accepted in the period"), 20, GB_PAPER_RIGHT },
    { _("Settled in the period"), 20, GB_PAPER_RIGHT }, { _("Still in hand"), 20, GB_PAPER_RIGHT },
    { _("Late"), 20, GB_PAPER_RIGHT }, { _("Late, period before"), 20, GB_PAPER_RIGHT },
  };
  guint rest = briefing->communes->len - n_rows;

  add_waits (briefing, paper);
  gb_briefing_annex_head (paper, _("DOSSIERS BY UNIT"));
  gb_paper_add_table (paper, columns, G_N_ELEMENTS (columns), TEXT_SIZE);
  for (guint i = 0; i < n_rows; i++)
    add_commune (paper, briefing->communes->pdata[i], i + 1);
  if (rest > 0)
    add_rest (paper, g_strdup_printf (ngettext ("and %u other unit with fewer late dossiers or none",
                                                "and %u other units with fewer late dossiers or none", rest), rest));
}

void
gb_briefing_annex_head (GbPaper    *paper,
                        const char *text)
{
  const GbPaperStyle style = { GB_PAPER_SIZE, GB_PAPER_CENTER, GB_PAPER_BOLD | GB_PAPER_KEEP, 0, 14 };

  gb_paper_add_text (paper, text, &style);
  gb_paper_add_space (paper, 4);
}

guint
gb_briefing_annex_count (const GbBriefing *briefing)
{
  return briefing->commune != NULL ? briefing->late->len : briefing->communes->len;
}

void
gb_briefing_annex_add (const GbBriefing *briefing,
                       GbPaper          *paper,
                       guint             n_rows)
{
  if (briefing->commune != NULL)
    add_late (briefing, paper, n_rows);
  else
    add_communes (briefing, paper, n_rows);
}
