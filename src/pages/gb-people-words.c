/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-people-words.h"

#include <glib/gi18n-lib.h>

#include "gb-format.h"
#include "gb-mask.h"

/* What the page of people says. */

/**
 * gb_people_words_name:
 * @masked: whether it must not be read on the screen
 *
 * Returns: (transfer full): the officer's name
 */
char *
gb_people_words_name (const GbOfficer *officer,
                      gboolean         masked)
{
  return masked ? gb_mask_name (officer->name) : g_strdup (officer->name);
}

/**
 * gb_people_words_phone:
 * @masked: whether it must not be read on the screen
 *
 * Returns: (transfer full) (nullable): the officer's telephone number
 */
char *
gb_people_words_phone (const GbOfficer *officer,
                       gboolean         masked)
{
  return masked ? gb_mask_number (officer->phone) : g_strdup (officer->phone);
}

/**
 * gb_people_words_left:
 *
 * Returns: (transfer full): such as "còn 20 ngày"
 */
char *
gb_people_words_left (const GbOfficer *officer,
                      GbDay            today)
{
  gint64 days = (gint64) officer->to - today;
  g_autofree char *number = NULL;

  if (officer->to == GB_DAY_NONE)
    return g_strdup (C_ ("term", "without end"));
  if (days == 0)
    return g_strdup (C_ ("term", "ends today"));
  number = gb_format_number (ABS (days));
  if (days < 0)
    return g_strdup_printf (ngettext ("ended %s day ago", "ended %s days ago", -days), number);
  return g_strdup_printf (ngettext ("%s day left", "%s days left", days), number);
}

/**
 * gb_people_words_until:
 *
 * Returns: (transfer full) (nullable): such as "đến 15/09/2026"
 */
char *
gb_people_words_until (const GbOfficer *officer)
{
  g_autofree char *day = NULL;

  if (officer->to == GB_DAY_NONE)
    return NULL;
  day = gb_format_full_day (officer->to);
  /* Translators: the last day of a term */
  return g_strdup_printf (C_ ("term", "until %s"), day);
}

/**
 * gb_people_words_term:
 *
 * Returns: (transfer full): such as "15/09/2025 – 15/09/2026"
 */
char *
gb_people_words_term (const GbOfficer *officer)
{
  g_autofree char *from = officer->from != GB_DAY_NONE ? gb_format_full_day (officer->from) : NULL;
  g_autofree char *to = officer->to != GB_DAY_NONE ? gb_format_full_day (officer->to) : NULL;

  if (from != NULL && to != NULL)
    return g_strdup_printf ("%s – %s", from, to);
  if (from != NULL)
    /* Translators: the first day of a term without end */
    return g_strdup_printf (C_ ("term", "from %s"), from);
  return to != NULL ? g_strdup_printf (C_ ("term", "until %s"), to) : g_strdup (_("not told"));
}

/**
 * gb_people_words_urgency:
 * @icon_name: (out): the symbol that goes with it
 *
 * Returns: the style class of what is left of a term: urgent within thirty days, to be looked at within sixty
 */
const char *
gb_people_words_urgency (const GbOfficer  *officer,
                         GbDay             today,
                         const char      **icon_name)
{
  gint64 days = officer->to != GB_DAY_NONE ? (gint64) officer->to - today : G_MAXINT64;

  *icon_name = days <= GB_PEOPLE_URGENT_DAYS  ? "gb-late-symbolic"
               : days <= GB_PEOPLE_ENDING_DAYS ? "x-office-calendar-symbolic"
                                               : "gb-on-track-symbolic";
  return days <= GB_PEOPLE_URGENT_DAYS ? "late" : days <= GB_PEOPLE_ENDING_DAYS ? "due-today" : "on-track";
}

static const char *
warning_text (GbTermWarning warning)
{
  switch (warning)
    {
    case GB_TERM_NO_DECISION:
      return _("the decision's number is missing");
    case GB_TERM_NO_DATES:
      return _("the decision's dates are missing");
    case GB_TERM_TURNED_ROUND:
      return _("the term ends before it begins");
    case GB_TERM_TOO_LONG:
      return _("seconded for more than 3 years");
    case GB_TERM_DESK_SHORT:
      return _("less than 12 months at the one-stop desk");
    case GB_TERM_DESK_LONG:
    default:
      return _("more than 36 months at the one-stop desk");
    }
}

/**
 * gb_people_words_warning:
 *
 * Returns: (transfer full): what is wrong, and the article it goes by
 */
char *
gb_people_words_warning (GbTermWarning warning)
{
  const char *source = gb_term_warning_source (warning);

  return source != NULL ? g_strdup_printf ("%s (%s)", warning_text (warning), source)
                        : g_strdup (warning_text (warning));
}

/**
 * gb_people_words_hand_over:
 *
 * Returns: (transfer full): such as "Đỗ Thị E: bàn giao 26 hồ sơ trước 15/09"
 */
char *
gb_people_words_hand_over (const GbOfficer *officer,
                           GbDay            today,
                           gboolean         masked)
{
  g_autofree char *name = gb_people_words_name (officer, masked);
  g_autofree char *number = gb_format_number (officer->open);
  g_autofree char *day = gb_format_day (officer->to, today);

  if (officer->to < today)
    return g_strdup_printf (ngettext ("%s: %s dossier not handed over since %s",
                                      "%s: %s dossiers not handed over since %s", officer->open),
                            name, number, day);
  return g_strdup_printf (ngettext ("%s: hand over %s dossier before %s", "%s: hand over %s dossiers before %s",
                                    officer->open),
                          name, number, day);
}

static const char *
verdict_text (GbCoverageVerdict verdict)
{
  switch (verdict)
    {
    case GB_COVERAGE_ENOUGH:
      return C_ ("coverage", "enough people");
    case GB_COVERAGE_NO_STAND_IN:
      return C_ ("coverage", "no stand-in");
    case GB_COVERAGE_NO_MAIN:
      return C_ ("coverage", "stand-ins only");
    case GB_COVERAGE_NOBODY:
    default:
      return C_ ("coverage", "nobody");
    }
}

static const char *
later_text (GbCoverageVerdict verdict)
{
  switch (verdict)
    {
    case GB_COVERAGE_NO_STAND_IN:
      /* Translators: a field of work; the day from when on */
      return _("no stand-in from %s");
    case GB_COVERAGE_NOBODY:
      return _("nobody from %s");
    case GB_COVERAGE_ENOUGH:
    case GB_COVERAGE_NO_MAIN:
    default:
      return _("short of people from %s");
    }
}

/**
 * gb_people_words_verdict:
 *
 * Returns: (transfer full): what a field has, such as "thiếu người thay thế" or "từ 16/09 thiếu người"
 */
char *
gb_people_words_verdict (const GbCoverage *row,
                         GbDay             today)
{
  g_autofree char *day = NULL;

  if (row->verdict != GB_COVERAGE_ENOUGH || row->since == GB_DAY_NONE)
    return g_strdup (verdict_text (row->verdict));
  day = gb_format_day (row->since, today);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (later_text (row->later), day);
#pragma GCC diagnostic pop
}

static char *
list_names (GPtrArray *officers,
            gboolean   masked)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < officers->len; i++)
    {
      g_autofree char *name = gb_people_words_name (officers->pdata[i], masked);

      if (i > 0)
        g_string_append (names, ", ");
      g_string_append (names, name);
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

/**
 * gb_people_words_duties:
 *
 * Returns: (transfer full): who does a field and who stands in
 */
char *
gb_people_words_duties (const GbCoverage *row,
                        gboolean          masked)
{
  g_autofree char *mains = list_names (row->mains, masked);
  g_autofree char *stand_ins = list_names (row->stand_ins, masked);

  if (row->mains->len == 0 && row->stand_ins->len == 0)
    return g_strdup (_("nobody is told for it"));
  if (row->stand_ins->len == 0)
    /* Translators: who does a field of work */
    return g_strdup_printf (_("main: %s"), mains);
  if (row->mains->len == 0)
    /* Translators: who stands in for a field of work */
    return g_strdup_printf (_("stand-in: %s"), stand_ins);
  /* Translators: who does a field of work, and who stands in */
  return g_strdup_printf (_("main: %s · stand-in: %s"), mains, stand_ins);
}

/**
 * gb_people_words_fields:
 *
 * Returns: (transfer full): what the officer does first, such as "Đất đai, Khoáng sản"; else the main field, else ""
 */
char *
gb_people_words_fields (const GbOfficer *officer)
{
  g_autoptr (GString) fields = g_string_new (NULL);

  for (guint i = 0; i < officer->duties->len; i++)
    {
      const GbDuty *duty = officer->duties->pdata[i];

      if (!duty->main)
        continue;
      if (fields->len > 0)
        g_string_append (fields, ", ");
      g_string_append (fields, duty->field);
    }
  if (fields->len == 0 && officer->field != NULL)
    g_string_append (fields, officer->field);
  return g_string_free (g_steal_pointer (&fields), FALSE);
}

/**
 * gb_people_words_share:
 *
 * Returns: (transfer full): such as "13,7 %"
 */
char *
gb_people_words_share (guint part,
                       guint whole)
{
  guint tenths = whole > 0 ? (part * 2000 + whole) / (whole * 2) : 0;

  return g_strdup_printf ("%u,%u %%", tenths / 10, tenths % 10);
}

/**
 * gb_people_words_transfer:
 *
 * Returns: (transfer full): such as "Đất đai: xã Ba Vì → phường Nghĩa Lộ"
 */
char *
gb_people_words_transfer (const GbTransfer *transfer)
{
  return g_strdup_printf ("%s: %s → %s", transfer->field, transfer->from.name, transfer->to.name);
}

static char *
decimal_words (double amount)
{
  gint64 tenths = (gint64) (amount * 10 + 0.5);
  g_autofree char *whole = gb_format_number (tenths / 10);

  return tenths % 10 == 0 ? g_steal_pointer (&whole) : g_strdup_printf ("%s,%d", whole, (int) (tenths % 10));
}

static char *
side_words (const GbTransferSide *side)
{
  g_autofree char *open = gb_format_number (side->open);

  /* Translators: a commune, a number of people, a number of dossiers */
  return g_strdup_printf (_("%s: people %u, dossiers %s"), side->name, side->people, open);
}

/**
 * gb_people_words_reckoning:
 *
 * Returns: (transfer full): what a proposal is reckoned from
 */
char *
gb_people_words_reckoning (const GbTransfer *transfer)
{
  g_autofree char *from = side_words (&transfer->from);
  g_autofree char *to = side_words (&transfer->to);
  g_autofree char *norm = decimal_words (transfer->norm);
  g_autofree char *norm_words = g_strdup_printf (_("reckoned with %s dossiers each"), norm);
  g_autofree char *km = decimal_words (MAX (transfer->distance, 0));
  g_autofree char *far = transfer->distance >= 0 ? g_strdup_printf (_("%s km apart"), km) : NULL;

  return g_strjoin (" · ", from, to, norm_words, far, NULL);
}

/**
 * gb_people_words_field:
 *
 * Returns: (transfer full): who does a field and how many dossiers that is for each
 */
char *
gb_people_words_field (const GbFieldLoad *load)
{
  g_autofree char *people
      = load->people > 0 ? g_strdup_printf (ngettext ("%u does it", "%u do it", load->people), load->people)
                         : g_strdup (_("nobody is told for it"));
  g_autofree char *stand_ins
      = load->stand_ins > 0
            ? g_strdup_printf (ngettext ("%u stands in", "%u stand in", load->stand_ins), load->stand_ins)
            : NULL;
  g_autofree char *each = load->people > 0 ? decimal_words ((double) load->open / load->people) : NULL;
  g_autofree char *each_words = load->people > 1 ? g_strdup_printf (_("%s dossiers each"), each) : NULL;
  GString *words = g_string_new (people);

  if (stand_ins != NULL)
    g_string_append_printf (words, " · %s", stand_ins);
  if (each_words != NULL)
    g_string_append_printf (words, " · %s", each_words);
  return g_string_free (words, FALSE);
}
