/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-procedure-words.h"

#include <glib/gi18n-lib.h>

#include "gb-format.h"
#include "gb-text-words.h"

/* What is known of a procedure, as the one at the counter says it. */

/**
 * gb_procedure_words_limit:
 *
 * Returns: (transfer full) (nullable): "5 ngày làm việc", "Trong ngày"; %NULL where it is not known
 */
char *
gb_procedure_words_limit (const GbProcedure *procedure)
{
  int amount = procedure->limit.amount;

  if (!procedure->limited)
    return NULL;
  if (amount == 0)
    return g_strdup (_("Same day"));
  switch (procedure->limit.unit)
    {
    case GB_LIMIT_WORKING_DAYS:
      return g_strdup_printf (ngettext ("%d working day", "%d working days", amount), amount);
    case GB_LIMIT_HALF_DAYS:
      return g_strdup_printf (ngettext ("%d half working day", "%d half working days", amount), amount);
    case GB_LIMIT_WORKING_HOURS:
      return g_strdup_printf (ngettext ("%d working hour", "%d working hours", amount), amount);
    case GB_LIMIT_CALENDAR_DAYS:
    default:
      /* Translators: days off count as well */
      return g_strdup_printf (ngettext ("%d calendar day", "%d calendar days", amount), amount);
    }
}

static char *
cutoff_words (const GbLimit *limit)
{
  g_autofree char *time = NULL;

  if (limit->cutoff == GB_CUTOFF_NONE)
    return NULL;
  if (limit->cutoff == GB_CUTOFF_LAST_HOUR)
    return g_strdup (_("What comes in the day's last hour counts from the next working day."));
  time = g_strdup_printf ("%02d:%02d", limit->cutoff / 3600, limit->cutoff / 60 % 60);
  /* Translators: a time of day */
  return g_strdup_printf (_("What comes after %s counts from the next working day."), time);
}

static const char *
rule_words (const GbLimit *limit)
{
  if (limit->amount == 0)
    return _("The result is handed over by the end of the day.");
  if (limit->unit == GB_LIMIT_CALENDAR_DAYS)
    return _("Days off count as well; the end of a day off moves to the next working day.");
  if (limit->rule == GB_LIMIT_DAY_END)
    return _("The day of acceptance does not count; the limit ends with the last working day.");
  return _("It counts from the moment of acceptance to the same time of the last day; days off do not count.");
}

/**
 * gb_procedure_words_rule:
 *
 * Returns: (transfer full) (nullable): how the days are counted, in sentences; %NULL where the limit is not known
 */
char *
gb_procedure_words_rule (const GbProcedure *procedure)
{
  g_autofree char *cutoff = NULL;

  if (!procedure->limited)
    return NULL;
  cutoff = cutoff_words (&procedure->limit);
  return g_strjoin (" ", rule_words (&procedure->limit), cutoff, NULL);
}

/**
 * gb_procedure_words_fee:
 *
 * Returns: (transfer full): "Không thu", "8.000 đồng", or that the province sets it
 */
char *
gb_procedure_words_fee (const GbProcedure *procedure)
{
  g_autofree char *number = NULL;

  if (procedure->fee == GB_PROCEDURE_UNKNOWN)
    return g_strdup (_("It depends"));
  if (procedure->fee == 0)
    return g_strdup (_("No fee"));
  number = gb_format_number (procedure->fee);
  return g_strdup_printf (ngettext ("%s đồng", "%s đồng", (gulong) procedure->fee), number);
}

/**
 * gb_procedure_words_online:
 *
 * Returns: (nullable): how far it goes online; %NULL where that is not known
 */
const char *
gb_procedure_words_online (const GbProcedure *procedure)
{
  if (g_strcmp0 (procedure->online, "full") == 0)
    return _("Wholly online");
  if (g_strcmp0 (procedure->online, "partial") == 0)
    return _("Partly online");
  return g_strcmp0 (procedure->online, "none") == 0 ? _("At the desk only") : NULL;
}

/**
 * gb_procedure_words_ways:
 *
 * Returns: (transfer full): where it can be handed in, in one sentence
 */
char *
gb_procedure_words_ways (const GbProcedure *procedure)
{
  g_autoptr (GString) text = g_string_new (_("At the centre's desk"));

  if (g_strcmp0 (procedure->online, "full") == 0)
    g_string_append_printf (text, " · %s", _("online, to the end"));
  else if (g_strcmp0 (procedure->online, "partial") == 0)
    g_string_append_printf (text, " · %s", _("online in part"));
  if (procedure->post == 1)
    g_string_append_printf (text, " · %s", _("by the public post"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * gb_procedure_words_validity:
 * @today: the day
 *
 * Returns: (transfer full) (nullable): from when or until when it holds; %NULL where it holds and nothing is set
 */
char *
gb_procedure_words_validity (const GbProcedure *procedure,
                             GbDay              today)
{
  g_autofree char *from = procedure->valid_from != GB_DAY_NONE ? gb_format_full_day (procedure->valid_from) : NULL;
  g_autofree char *to = procedure->valid_to != GB_DAY_NONE ? gb_format_full_day (procedure->valid_to) : NULL;

  if (to != NULL && procedure->valid_to < today)
    return g_strdup_printf (_("No longer valid since %s"), to);
  if (from != NULL && procedure->valid_from > today)
    return g_strdup_printf (_("Valid from %s"), from);
  if (from != NULL && to != NULL)
    return g_strdup_printf (_("Valid from %s to %s"), from, to);
  if (to != NULL)
    return g_strdup_printf (_("Valid until %s"), to);
  return from != NULL ? g_strdup_printf (_("Valid since %s"), from) : NULL;
}

/**
 * gb_procedure_words_checked:
 *
 * Returns: (transfer full): what of it was compared with a published list, as a sentence
 */
char *
gb_procedure_words_checked (const GbProcedure *procedure)
{
  const char *names[] = { C_ ("compared", "code"), C_ ("compared", "time limit"), C_ ("compared", "fee"),
                          C_ ("compared", "papers") };
  g_autoptr (GString) done = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if ((procedure->checked & (1u << i)) != 0)
      g_string_append_printf (done, "%s%s", done->len > 0 ? ", " : "", names[i]);
  if (done->len == 0)
    return g_strdup (_("Not compared with a published list yet: check it against the province's decision."));
  /* Translators: some of "code, time limit, fee, papers" */
  return g_strdup_printf (_("Compared with published lists: %s."), done->str);
}

/**
 * gb_procedure_words_papers:
 *
 * Returns: (transfer full): the list of papers with limit and fee, as text to be sent to the applicant
 */
char *
gb_procedure_words_papers (const GbProcedure *procedure)
{
  g_autoptr (GString) text = g_string_new (procedure->name);
  g_autofree char *limit = gb_procedure_words_limit (procedure);
  g_autofree char *fee = gb_procedure_words_fee (procedure);

  if (procedure->code != NULL)
    g_string_append_printf (text, " (%s)", procedure->code);
  g_string_append_printf (text, "\n%s:\n", _("Papers to hand in"));
  for (guint i = 0; i < procedure->papers->len; i++)
    g_string_append_printf (text, "%u. %s\n", i + 1, (const char *) procedure->papers->pdata[i]);
  if (limit != NULL)
    g_string_append_printf (text, "%s: %s\n", _("Time limit"), limit);
  g_string_append_printf (text, "%s: %s", _("Fee"), fee);
  if (procedure->fee_note != NULL && *procedure->fee_note != '\0')
    g_string_append_printf (text, " (%s)", procedure->fee_note);
  g_string_append_c (text, '\n');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * gb_match_words_markup:
 * @text: what is shown
 * @looked_for: (nullable): what was typed
 *
 * Returns: (transfer full): Pango markup in which what was found is marked by a tint and a line beneath
 */
char *
gb_match_words_markup (const char *text,
                       const char *looked_for)
{
  g_auto (GStrv) words = gb_text_words (looked_for);
  g_autoptr (GArray) spans = gb_text_find_spans (text, (const char *const *) words);
  g_autoptr (GString) markup = g_string_new (NULL);
  gsize at = 0;

  for (guint i = 0; i < spans->len; i++)
    {
      const GbTextSpan *span = &g_array_index (spans, GbTextSpan, i);
      g_autofree char *before = g_markup_escape_text (text + at, (gssize) (span->start - at));
      g_autofree char *found = g_markup_escape_text (text + span->start, (gssize) (span->end - span->start));

      g_string_append_printf (markup, "%s<span background=\"#e5a50a\" background_alpha=\"22%%\" underline=\"single\""
                              " underline_color=\"#c98700\">%s</span>", before, found);
      at = span->end;
    }
  if (text[at] != '\0')
    {
      g_autofree char *rest = g_markup_escape_text (text + at, -1);

      g_string_append (markup, rest);
    }
  return g_string_free (g_steal_pointer (&markup), FALSE);
}
