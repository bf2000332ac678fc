/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-set-aside-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gb-format.h"

static const char *const types[GB_N_RECORD_TYPES] = {
  [GB_RECORD_DOSSIER] = N_ ("Dossier"),
  [GB_RECORD_DOSSIER_STEP] = N_ ("Step of a dossier"),
  [GB_RECORD_ISSUE] = N_ ("Issue"),
  [GB_RECORD_ISSUE_NOTE] = N_ ("Note on an issue"),
  [GB_RECORD_TASK] = N_ ("Task"),
  [GB_RECORD_TASK_NOTE] = N_ ("Report on a task"),
  [GB_RECORD_NOTICE] = N_ ("Notice"),
  [GB_RECORD_ATTENDANCE] = N_ ("Registration for a class or conference"),
  [GB_RECORD_LETTER] = N_ ("Apology letter"),
  [GB_RECORD_URGE] = N_ ("Urging slip"),
  [GB_RECORD_ANSWER] = N_ ("Answer to an urging slip"),
  [GB_RECORD_COMMUNE] = N_ ("Commune"),
  [GB_RECORD_PREDECESSOR] = N_ ("Former commune"),
  [GB_RECORD_AGENCY] = N_ ("Agency"),
  [GB_RECORD_OFFICER] = N_ ("Officer"),
  [GB_RECORD_CHANNEL] = N_ ("Contact"),
  [GB_RECORD_TEAM] = N_ ("Support team"),
  [GB_RECORD_VISIT] = N_ ("Visit of a team"),
  [GB_RECORD_PROCEDURE] = N_ ("Procedure"),
  [GB_RECORD_CALENDAR_DAY] = N_ ("Day of the calendar"),
  [GB_RECORD_COMMUNE_HOURS] = N_ ("Working hours"),
  [GB_RECORD_ISSUE_RULE] = N_ ("Time limit for issues"),
  [GB_RECORD_INDICATOR] = N_ ("Indicator"),
  [GB_RECORD_INDICATOR_VALUE] = N_ ("Value of an indicator"),
  [GB_RECORD_FILE] = N_ ("File"),
};

/**
 * gb_set_aside_words_title:
 *
 * Returns: (transfer full): which record the line was to bring, as far as it says so
 */
char *
gb_set_aside_words_title (const GbSetAside *line)
{
  GbRecordType type;
  const char *name = line->type;

  if (line->type == NULL)
    return g_strdup (_("A line that is no record"));
  if (gb_record_type_from_name (line->type, &type))
    name = _(types[type]);
  return line->id != NULL ? g_strdup_printf ("%s %s", name, line->id) : g_strdup (name);
}

/* "dossier.due" is said as "due": the title names the record already. */
static const char *
without_table (const char *column)
{
  const char *point = strchr (column, '.');

  return point != NULL && strpbrk (column, " ()") == NULL ? point + 1 : column;
}

/**
 * gb_set_aside_words_reason:
 * @reason: as it was noted, for technicians
 *
 * Returns: (transfer full): what the line breaks, for everybody
 */
char *
gb_set_aside_words_reason (const char *reason)
{
  g_autofree char *member = NULL;
  const char *colon = strstr (reason, ": ");
  const char *what = colon != NULL ? without_table (colon + 2) : reason;

  if (g_str_has_prefix (reason, "NOT NULL constraint failed: "))
    /* Translators: the technical name of a value */
    return g_strdup_printf (_("“%s” is missing"), what);
  if (g_str_has_prefix (reason, "UNIQUE constraint failed: "))
    /* Translators: the technical name of a value */
    return g_strdup_printf (_("“%s” is there twice"), what);
  if (g_str_has_prefix (reason, "CHECK constraint failed: "))
    /* Translators: a technical condition */
    return g_strdup_printf (_("a value is not allowed: %s"), what);
  if (g_str_has_prefix (reason, "cannot store "))
    /* Translators: a technical message */
    return g_strdup_printf (_("a value is of the wrong kind: %s"), what);
  if (strstr (reason, "malformed JSON") != NULL)
    return g_strdup (_("the line cannot be read"));
  if (strstr (reason, "a record of another scope") != NULL)
    return g_strdup (_("the record belongs to another commune"));
  if (strstr (reason, "a record of another group") != NULL)
    return g_strdup (_("the record came with those of another kind"));
  if (colon == NULL)
    return g_strdup (reason);
  member = g_strndup (reason, colon - reason);
  /* Translators: the technical name of a value */
  return g_strdup_printf (_("“%s” has a wrong value"), member);
}

/**
 * gb_set_aside_words_more:
 * @n_more: how many lines a list has no room for
 *
 * Returns: (transfer full): that they are in the file
 */
char *
gb_set_aside_words_more (gint64 n_more)
{
  g_autofree char *number = gb_format_number (n_more);

  return g_strdup_printf (ngettext ("%s line more is not shown here; a saved file has all of them.",
                                    "%s lines more are not shown here; a saved file has all of them.",
                                    (gulong) n_more),
                          number);
}
