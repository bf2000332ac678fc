/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-term.h"

#define SECONDMENT_MONTHS 36
#define DESK_MONTHS_LEAST 12
#define DESK_MONTHS_MOST 36

#define SECONDMENT_SOURCE "Nghị định 170/2025/NĐ-CP, Điều 26"
#define DESK_SOURCE "Nghị định 118/2025/NĐ-CP, Điều 11"

static const struct
{
  GbTermWarning warning;
  const char *nick;
  const char *source;
} warnings[GB_N_TERM_WARNINGS] = {
  { GB_TERM_NO_DECISION, "no-decision", SECONDMENT_SOURCE },
  { GB_TERM_NO_DATES, "no-dates", SECONDMENT_SOURCE },
  { GB_TERM_TURNED_ROUND, "turned-round", NULL },
  { GB_TERM_TOO_LONG, "too-long", SECONDMENT_SOURCE },
  { GB_TERM_DESK_SHORT, "desk-short", DESK_SOURCE },
  { GB_TERM_DESK_LONG, "desk-long", DESK_SOURCE },
};

/**
 * gb_term_add_months:
 * @day: a day
 * @months: how many; not negative
 *
 * Returns: the same day of the month that much later, or that month's last where it has no such day
 *   (Civil Code 2015, art. 148(2))
 */
GbDay
gb_term_add_months (GbDay day,
                    int   months)
{
  int year, month, day_of_month, last;
  GbDay next;

  gb_day_to_ymd (day, &year, &month, &day_of_month);
  month += months - 1;
  year += month / 12;
  month = month % 12 + 1;
  next = gb_day_from_ymd (month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1);
  last = next - gb_day_from_ymd (year, month, 1);
  return gb_day_from_ymd (year, month, MIN (day_of_month, last));
}

/* From 1/7/2025 to 30/6/2026 is a year; so is to 1/7/2026, as decisions are written both ways. */
static gboolean
is_longer (const GbTerm *self,
           int           months)
{
  return self->to > gb_term_add_months (self->from, months);
}

static gboolean
is_shorter (const GbTerm *self,
            int           months)
{
  return self->to < gb_term_add_months (self->from, months) - 1;
}

/**
 * gb_term_check:
 *
 * Compares a term with what the law has: an officer is seconded for three years at most (decree 170/2025/NĐ-CP,
 * art. 26), a post at the one-stop desk is for twelve to thirty-six months (decree 118/2025/NĐ-CP, art. 11). A post of
 * the commune's own without a last day has no term.
 *
 * Returns: bits of #GbTermWarning, 0 when nothing is wrong
 */
guint
gb_term_check (const GbTerm *self)
{
  guint found = 0;

  if (self->seconded && (self->decision == NULL || *self->decision == '\0'))
    found |= GB_TERM_NO_DECISION;
  if (self->from == GB_DAY_NONE || self->to == GB_DAY_NONE)
    return self->seconded ? found | GB_TERM_NO_DATES : found;
  if (self->to < self->from)
    return found | GB_TERM_TURNED_ROUND;
  if (self->seconded && is_longer (self, SECONDMENT_MONTHS))
    found |= GB_TERM_TOO_LONG;
  if (self->desk && is_shorter (self, DESK_MONTHS_LEAST))
    found |= GB_TERM_DESK_SHORT;
  if (self->desk && is_longer (self, DESK_MONTHS_MOST))
    found |= GB_TERM_DESK_LONG;
  return found;
}

/**
 * gb_term_warning_source:
 *
 * Returns: (nullable): the article it goes by, as official papers cite it
 */
const char *
gb_term_warning_source (GbTermWarning warning)
{
  for (gsize i = 0; i < G_N_ELEMENTS (warnings); i++)
    if (warnings[i].warning == warning)
      return warnings[i].source;
  g_return_val_if_reached (NULL);
}

/**
 * gb_term_warning_nick:
 *
 * Returns: its name in what programs read
 */
const char *
gb_term_warning_nick (GbTermWarning warning)
{
  for (gsize i = 0; i < G_N_ELEMENTS (warnings); i++)
    if (warnings[i].warning == warning)
      return warnings[i].nick;
  g_return_val_if_reached (NULL);
}
