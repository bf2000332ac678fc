/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossier-paper.h"

#include <glib/gi18n-lib.h>

#include "gb-dossier-course.h"
#include "gb-dossier-facts.h"
#include "gb-dossiers-words.h"
#include "gb-duration.h"
#include "gb-freshness-words.h"

/* Smaller than a letter's: nearly always all of it is on one page. */
#define SIZE 12.0
#define TABLE_SIZE 11.0

static void
add_row (GbPaper      *paper,
         const char   *first,
         const char   *second,
         const char   *third,
         GbPaperFlags  flags)
{
  const char *const cells[] = { first, second, third, NULL };

  gb_paper_add_row (paper, cells, flags);
}

static void
add_facts (GbPaper               *paper,
           const GbDossierDetail *detail)
{
  const GbPaperColumn columns[] = { { NULL, 27, GB_PAPER_LEFT }, { NULL, 73, GB_PAPER_LEFT } };
  g_autoptr (GPtrArray) facts = gb_dossier_facts_new (detail, FALSE);
  g_autofree char *standing = gb_dossier_facts_standing (detail);

  gb_paper_add_table (paper, columns, G_N_ELEMENTS (columns), TABLE_SIZE);
  add_row (paper, _("Procedure"), gb_dossier_get_procedure (detail->dossier), NULL, GB_PAPER_PLAIN);
  for (guint i = 0; i < facts->len; i++)
    {
      const GbDossierFact *fact = g_ptr_array_index (facts, i);

      add_row (paper, fact->name, fact->value, NULL, GB_PAPER_PLAIN);
    }
  add_row (paper, _("State"), standing, NULL, GB_PAPER_BOLD);
}

static void
add_remarks (GbPaper               *paper,
             const GbDossierReason *reason)
{
  if (reason->next_step != NULL)
    {
      gb_paper_add_heading (paper, _("Next step"));
      gb_paper_add_paragraph (paper, reason->next_step);
    }
  for (guint i = 0; i < reason->remarks->len; i++)
    gb_paper_add_item (paper, "-", g_ptr_array_index (reason->remarks, i));
}

static void
add_course (GbPaper               *paper,
            const GbDossierDetail *detail)
{
  const GbPaperColumn columns[] = {
    { _("Moment"), 24, GB_PAPER_LEFT },
    { _("What happened"), 43, GB_PAPER_LEFT },
    { _("Note"), 33, GB_PAPER_LEFT },
  };
  g_autoptr (GPtrArray) entries = gb_dossier_course_new (detail);

  gb_paper_add_heading (paper, _("Course"));
  gb_paper_add_table (paper, columns, G_N_ELEMENTS (columns), TABLE_SIZE);
  for (guint i = 0; i < entries->len; i++)
    {
      const GbDossierEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *when = gb_dossiers_words_moment (entry->at, detail->now);

      add_row (paper, when, entry->what, entry->more, GB_PAPER_PLAIN);
    }
}

static void
add_ledger (GbPaper               *paper,
            const GbDossierDetail *detail)
{
  const GbPaperColumn columns[] = {
    { _("From – to"), 46, GB_PAPER_LEFT },
    { _("Working time"), 22, GB_PAPER_RIGHT },
    { _("Counts"), 32, GB_PAPER_LEFT },
  };
  const GbDossierReason *reason = detail->reason;
  g_autofree char *total = gb_duration_format (reason->counted, G_MAXINT);
  g_autofree char *days = gb_duration_format (reason->counted, detail->day_seconds);

  gb_paper_add_heading (paper, _("Ledger of working time"));
  gb_paper_add_table (paper, columns, G_N_ELEMENTS (columns), TABLE_SIZE);
  for (guint i = 0; i < reason->ledger->len; i++)
    {
      const GbLedgerEntry *entry = &g_array_index (reason->ledger, GbLedgerEntry, i);
      g_autofree char *from = gb_dossiers_words_moment (entry->from, detail->now);
      g_autofree char *to = gb_dossiers_words_moment (entry->to, detail->now);
      g_autofree char *when = g_strdup_printf ("%s – %s", from, to);
      g_autofree char *amount = gb_deadline_words_amount (entry->seconds);

      add_row (paper, when, amount, gb_deadline_words_entry (entry, reason->events), GB_PAPER_PLAIN);
    }
  add_row (paper, reason->ahead ? _("In all, to the due moment") : _("Counted in all"), total,
           reason->counted >= detail->day_seconds ? days : NULL, GB_PAPER_BOLD);
}

static void
add_sentence (GbPaper    *paper,
              guint       number,
              const char *text,
              const char *result,
              const char *source)
{
  const GbPaperStyle style = { SIZE, GB_PAPER_LEFT, GB_PAPER_MARKUP, 28.35, 2 };
  g_autoptr (GString) markup = g_string_new (NULL);
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append_printf (markup, "%u.\u00a0%s", number, escaped);
  if (result != NULL)
    {
      /* A moment stays on one line. */
      g_auto (GStrv) words = g_strsplit (result, " ", -1);
      g_autofree char *together = g_strjoinv ("\u00a0", words);
      g_autofree char *moment = g_markup_escape_text (together, -1);

      g_string_append_printf (markup, " →\u00a0<b>%s</b>", moment);
    }
  if (source != NULL)
    {
      g_autofree char *article = g_markup_escape_text (source, -1);

      g_string_append_printf (markup, " <i>(%s)</i>", article);
    }
  gb_paper_add_text (paper, markup->str, &style);
}

static void
add_reason (GbPaper               *paper,
            const GbDossierReason *reason)
{
  gb_paper_add_heading (paper, reason->title);
  for (guint i = 0; i < reason->sentences->len; i++)
    {
      const GbDeadlineSentence *sentence = g_ptr_array_index (reason->sentences, i);

      add_sentence (paper, i + 1, sentence->text, sentence->result, sentence->source);
    }
  if (reason->agreement != NULL)
    gb_paper_add_item (paper, "-", reason->agreement);
  if (reason->limit_source != NULL)
    gb_paper_add_item (paper, "-", reason->limit_source);
}

/**
 * gb_dossier_paper_new:
 * @detail: of a dossier, with the dossier
 *
 * All that is known of a dossier, for whoever takes it along: what it is, its course, how its time is counted, and why its
 * due moment is what it is. It is an inner paper without letterhead or signature. Names are whole.
 *
 * Returns: (transfer full): it as a document (tóm tắt hồ sơ)
 */
GbPaper *
gb_dossier_paper_new (const GbDossierDetail *detail)
{
  GbPaper *paper = gb_paper_new (GB_PAPER_A4);
  const char *code = gb_dossier_get_code (detail->dossier);
  /* Translators: a dossier's code */
  g_autofree char *title = g_strdup_printf (_("Dossier %s"), code);
  g_autofree char *freshness = gb_freshness_words_paper (detail->as_of);

  gb_paper_set_title (paper, title);
  gb_paper_set_author (paper, detail->commune);
  gb_paper_set_subject (paper, gb_dossier_get_procedure (detail->dossier));
  gb_paper_set_created (paper, detail->now);
  gb_paper_set_foot (paper, freshness, detail->illustration ? _("Illustration data") : NULL);
  gb_paper_add_title (paper, _("SUMMARY OF A DOSSIER"), code);
  add_facts (paper, detail);
  add_remarks (paper, detail->reason);
  add_course (paper, detail);
  if (detail->reason->has_clock)
    {
      add_ledger (paper, detail);
      add_reason (paper, detail->reason);
    }
  return paper;
}
