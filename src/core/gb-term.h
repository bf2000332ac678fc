/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-time.h"

G_BEGIN_DECLS

/**
 * GbTerm:
 * @seconded: whether the officer is seconded (biệt phái), not of the commune's own staff
 * @desk: whether the post is at the one-stop desk
 * @from: the first day, %GB_DAY_NONE = not told
 * @to: the last day, %GB_DAY_NONE = without end or not told
 * @decision: (nullable): the decision's number
 *
 * How long an officer is where they are (thời hạn), as the decision says.
 */
typedef struct
{
  gboolean seconded;
  gboolean desk;
  GbDay from;
  GbDay to;
  const char *decision;
} GbTerm;

/**
 * GbTermWarning:
 * @GB_TERM_NO_DECISION: a secondment without the number of a decision
 * @GB_TERM_NO_DATES: a secondment whose first or last day nobody told
 * @GB_TERM_TURNED_ROUND: it ends before it begins
 * @GB_TERM_TOO_LONG: a secondment of more than three years
 * @GB_TERM_DESK_SHORT: less than twelve months at the one-stop desk
 * @GB_TERM_DESK_LONG: more than thirty-six months at the one-stop desk
 *
 * What is wrong with a term. Bits: several can be.
 */
typedef enum
{
  GB_TERM_NO_DECISION = 1 << 0,
  GB_TERM_NO_DATES = 1 << 1,
  GB_TERM_TURNED_ROUND = 1 << 2,
  GB_TERM_TOO_LONG = 1 << 3,
  GB_TERM_DESK_SHORT = 1 << 4,
  GB_TERM_DESK_LONG = 1 << 5,
} GbTermWarning;

#define GB_N_TERM_WARNINGS 6

guint       gb_term_check          (const GbTerm  *self);
GbDay       gb_term_add_months     (GbDay          day,
                                    int            months);
const char *gb_term_warning_source (GbTermWarning  warning);
const char *gb_term_warning_nick   (GbTermWarning  warning);

G_END_DECLS
