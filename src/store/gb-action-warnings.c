/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of gb-action-rules.h that says what a warning means. */
#include "gb-action-rules.h"

#include <glib/gi18n-lib.h>

#include "gb-deadline-rules.h"

static const struct
{
  const char *code;
  const char *text;
} warnings_known[GB_N_ACTION_WARNINGS] = {
  { "apology-late",
    N_ ("The letter comes after its last day, the working day before the due day") },
  { "no-due", N_ ("The dossier has no due date that the letter could replace") },
  { "not-working", N_ ("The new date is outside working hours") },
  { "urged-already", N_ ("An earlier urging slip about this dossier has no answer yet") },
};

static int
warning_index (GbActionWarnings warning)
{
  int index = g_bit_nth_lsf (warning, -1);

  g_return_val_if_fail (index >= 0 && index < GB_N_ACTION_WARNINGS, 0);
  return index;
}

/**
 * gb_action_warning_code:
 * @warning: one of them
 *
 * Returns: its stable name in JSON
 */
const char *
gb_action_warning_code (GbActionWarnings warning)
{
  return warnings_known[warning_index (warning)].code;
}

/**
 * gb_action_warning_text:
 * @warning: one of them
 *
 * Returns: what it says in the interface's language
 */
const char *
gb_action_warning_text (GbActionWarnings warning)
{
  return _(warnings_known[warning_index (warning)].text);
}

/**
 * gb_action_warning_source:
 * @warning: one of them
 *
 * Returns: (nullable): the article it comes from, in Vietnamese
 */
const char *
gb_action_warning_source (GbActionWarnings warning)
{
  return warning == GB_ACTION_WARNING_APOLOGY_LATE
             ? gb_deadline_rule_source (GB_WARNING_APOLOGY_LATE)
             : NULL;
}
