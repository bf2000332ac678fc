/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-procedure-paper.h"

#include <glib/gi18n-lib.h>

#include "gb-format.h"
#include "gb-procedure-words.h"

static void
add_fact (GbPaper    *paper,
          const char *name,
          const char *text)
{
  const char *const cells[] = { name, text, NULL };

  if (text != NULL && *text != '\0')
    gb_paper_add_row (paper, cells, GB_PAPER_PLAIN);
}

static void
add_facts (GbPaper           *paper,
           const GbProcedure *procedure)
{
  const GbPaperColumn columns[] = { { NULL, 30, GB_PAPER_LEFT }, { NULL, 70, GB_PAPER_LEFT } };
  g_autofree char *limit = gb_procedure_words_limit (procedure);
  g_autofree char *fee = gb_procedure_words_fee (procedure);
  g_autofree char *whole_fee = procedure->fee_note != NULL && *procedure->fee_note != '\0'
                                   ? g_strdup_printf ("%s (%s)", fee, procedure->fee_note) : g_strdup (fee);
  g_autofree char *ways = gb_procedure_words_ways (procedure);

  gb_paper_add_table (paper, columns, G_N_ELEMENTS (columns), 0);
  add_fact (paper, _("Code"), procedure->code);
  add_fact (paper, _("Field"), procedure->field);
  add_fact (paper, _("Time limit"), limit);
  add_fact (paper, _("Fee"), whole_fee);
  add_fact (paper, _("Where to hand it in"), ways);
  add_fact (paper, _("Who decides"), procedure->authority);
  add_fact (paper, _("Sources"), procedure->source);
}

/**
 * gb_procedure_paper_new:
 * @now: when it is made, UTC seconds
 *
 * Returns: (transfer full): what the applicant takes home: which papers are handed in, where, and what it takes
 */
GbPaper *
gb_procedure_paper_new (const GbProcedure *procedure,
                        gint64             now)
{
  GbPaper *paper = gb_paper_new (GB_PAPER_A4);
  g_autofree char *day = gb_format_full_day (gb_time_day (now));
  /* Translators: a date */
  g_autofree char *foot = g_strdup_printf (_("As of %s. What is asked for may change: ask at the desk."), day);

  gb_paper_set_title (paper, procedure->name);
  gb_paper_set_created (paper, now);
  gb_paper_set_foot (paper, foot, NULL);
  gb_paper_add_title (paper, procedure->name, NULL);
  add_facts (paper, procedure);
  gb_paper_add_heading (paper, _("Papers to hand in"));
  for (guint i = 0; i < procedure->papers->len; i++)
    {
      g_autofree char *mark = g_strdup_printf ("%u.", i + 1);

      gb_paper_add_item (paper, mark, procedure->papers->pdata[i]);
    }
  return paper;
}
