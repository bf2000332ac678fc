/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hand-over-paper.h"

#include <glib/gi18n-lib.h>

#include "gb-format.h"
#include "gb-freshness-words.h"
#include "gb-hand-over-words.h"

/* Six columns have to fit. */
#define TABLE_SIZE 10.5

static void
add_item (GbPaper              *paper,
          guint                 place,
          const GbHandOverItem *item)
{
  gint64 due = gb_dossier_get_due (item->dossier);
  g_autofree char *number = g_strdup_printf ("%u", place);
  g_autofree char *day = due != 0 ? gb_format_full_day (gb_time_day (due)) : NULL;
  g_autofree char *time = due != 0 ? gb_format_time (due) : NULL;
  g_autofree char *moment = due != 0 ? g_strdup_printf ("%s %s", time, day) : g_strdup ("");
  const char *applicant = gb_dossier_get_applicant (item->dossier);
  const char *const cells[] = {
    number,
    gb_dossier_get_code (item->dossier),
    gb_dossier_get_procedure (item->dossier),
    applicant != NULL ? applicant : "",
    moment,
    item->receiver != NULL ? item->receiver->name : "",
    NULL,
  };

  gb_paper_add_row (paper, cells, GB_PAPER_PLAIN);
}

/**
 * gb_hand_over_paper_new:
 * @list: what an officer leaves to others
 *
 * Returns: (transfer full): the list as a document that both sign (danh sách bàn giao hồ sơ); names are whole
 */
GbPaper *
gb_hand_over_paper_new (const GbHandOver *list)
{
  const GbPaperColumn columns[] = {
    { _("No."), 7, GB_PAPER_CENTER },         { _("Code"), 22, GB_PAPER_LEFT },
    { _("Procedure"), 31, GB_PAPER_LEFT },    { _("Applicant"), 17, GB_PAPER_LEFT },
    { _("Due"), 13, GB_PAPER_LEFT },          { _("Takes over (proposal)"), 17, GB_PAPER_LEFT },
  };
  GbPaper *paper = gb_paper_new (GB_PAPER_A4);
  g_autofree char *title = gb_hand_over_words_title (list, FALSE);
  g_autofree char *summary = gb_hand_over_words_summary (list);
  g_autofree char *freshness = gb_freshness_words_paper (list->now);

  gb_paper_set_title (paper, title);
  gb_paper_set_created (paper, list->now);
  gb_paper_set_foot (paper, freshness, NULL);
  gb_paper_add_title (paper, _("LIST OF DOSSIERS HANDED OVER"), title);
  gb_paper_add_paragraph (paper, summary);
  gb_paper_add_table (paper, columns, G_N_ELEMENTS (columns), TABLE_SIZE);
  for (guint i = 0; i < list->items->len; i++)
    add_item (paper, i + 1, list->items->pdata[i]);
  gb_paper_add_pair (paper, _("HANDS OVER"), list->officer->name, _("TAKES OVER"), NULL);
  return paper;
}
