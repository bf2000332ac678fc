/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-outbox-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gb-core-enums.h"
#include "gb-format.h"
#include "gb-letter-words.h"
#include "gb-time.h"
#include "gb-wire-json.h"

/* --- a line of the outbox ------------------------------------------------------------------- */

/**
 * gb_outbox_words_title:
 *
 * Returns: (transfer full): what was asked for
 */
char *
gb_outbox_words_title (const GbAction *action)
{
  const char *officer = gb_action_get (action, "officer");

  if (action->type == GB_ACTION_URGE && officer != NULL)
    /* Translators: an officer */
    return g_strdup_printf (_("Urging slip to %s"), officer);
  return g_strdup (gb_action_type_label (action->type));
}

/**
 * gb_outbox_words_about:
 * @name: (nullable): what the target is called
 *
 * Returns: (transfer full): whom it is about; a dossier by its code and procedure, the others by
 *   their names, for their ids mean nothing to anybody
 */
char *
gb_outbox_words_about (const GbAction *action,
                       const char     *name)
{
  if (gb_action_type_target (action->type) != GB_RECORD_DOSSIER)
    return g_strdup (name != NULL ? name : action->target);
  return name != NULL ? g_strdup_printf ("%s · %s", action->target, name) : g_strdup (action->target);
}

/**
 * gb_outbox_words_excerpt:
 *
 * Returns: (transfer full) (nullable): what was written by hand, on one line
 */
char *
gb_outbox_words_excerpt (const GbAction *action)
{
  static const char *const keys[] = { "text", "reason", "topic" };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const char *text = gb_action_get (action, keys[i]);

      if (text != NULL && *text != '\0')
        return g_strdelimit (g_strdup (text), "\r\n\t", ' ');
    }
  return NULL;
}

/**
 * gb_outbox_words_written:
 * @now: UTC seconds
 *
 * Returns: (transfer full): when it was asked for
 */
char *
gb_outbox_words_written (const GbAction *action,
                         gint64          now)
{
  g_autofree char *moment = gb_format_moment (action->made_at, now);

  /* Translators: a time of day, or a date and a time */
  return g_strdup_printf (_("written at %s"), moment);
}

/* (transfer full): the words, and beneath them why; @text is taken */
static char *
with_problem (char           *text,
              const GbAction *action)
{
  g_autofree char *words = text;

  return action->problem != NULL ? g_strconcat (words, "\n", action->problem, NULL) : g_steal_pointer (&words);
}

/**
 * gb_outbox_words_state:
 * @now: UTC seconds
 *
 * Returns: (transfer full): how far it got, when it is sent next, and what is the matter
 */
char *
gb_outbox_words_state (const GbAction *action,
                       gint64          now)
{
  g_autofree char *moment = gb_format_moment (action->done_at != 0 ? action->done_at : action->next_attempt, now);

  if (action->state == GB_ACTION_RETRY && action->next_attempt != 0)
    /* Translators: a time of day */
    return with_problem (g_strdup_printf (_("Will be sent again at %s"), moment), action);
  if (action->state == GB_ACTION_SENT && action->next_attempt != 0)
    /* Translators: a time of day */
    return with_problem (g_strdup_printf (_("Sent, no result yet; will be asked about at %s"), moment), action);
  switch (action->state)
    {
    case GB_ACTION_REFUSED:
      /* Translators: why the province's data centre does not do it */
      return g_strdup_printf (_("Refused: %s"), action->problem != NULL ? action->problem : "");
    case GB_ACTION_CONFLICT:
      return g_strdup (_("In conflict: the record was changed elsewhere meanwhile"));
    case GB_ACTION_APPLIED:
      /* Translators: a time of day */
      return g_strdup_printf (_("Applied at %s"), moment);
    default:
      return g_strdup (gb_action_state_label (action->state));
    }
}

const char *
gb_outbox_words_icon (GbActionState state)
{
  switch (state)
    {
    case GB_ACTION_REFUSED:
      return "dialog-warning-symbolic";
    case GB_ACTION_CONFLICT:
      return "dialog-question-symbolic";
    case GB_ACTION_APPLIED:
      return "emblem-ok-symbolic";
    case GB_ACTION_SENDING:
    case GB_ACTION_SENT:
      return "emblem-synchronizing-symbolic";
    default:
      return "document-send-symbolic";
    }
}

/**
 * gb_outbox_words_style:
 *
 * Returns: the class of style.css that its icon has
 */
const char *
gb_outbox_words_style (GbActionState state)
{
  switch (state)
    {
    case GB_ACTION_REFUSED:
      return "late";
    case GB_ACTION_CONFLICT:
      return "due-today";
    case GB_ACTION_APPLIED:
      return "on-track";
    default:
      return "paused";
    }
}

/* --- values --------------------------------------------------------------------------------- */

static const struct
{
  const char *key;
  const char *choice;
  const char *label;
} choices[] = {
  { "kind", "difficulty", N_ ("Difficulty, petition") },
  { "kind", "guidance", N_ ("Request for guidance") },
  { "kind", "report", N_ ("Citizens' report") },
  { "level", "commune", N_ ("Commune") },
  { "level", "department", N_ ("Department of the province") },
  { "level", "province", N_ ("Provincial People's Committee") },
  { "level", "ministry", N_ ("Ministry") },
  { "verdict", "accept", N_ ("Settles the issue") },
  { "verdict", "reject", N_ ("Does not settle the issue") },
  { "state", "open", N_ ("Not done yet") },
  { "state", "done", N_ ("Completed") },
  { "state", "cancelled", N_ ("Cancelled") },
  { "state", "new", N_ ("Raised") },
  { "state", "collected", N_ ("Collected") },
  { "state", "assigned", N_ ("Assigned") },
  { "state", "answered", N_ ("Answered") },
  { "state", "confirmed", N_ ("Confirmed") },
  { "state", "rejected", N_ ("Not taken up") },
  { "state", "escalated", N_ ("Passed on to a higher level") },
  { "state", "closed", N_ ("Closed") },
};

/**
 * gb_outbox_words_choice:
 * @key: the member
 * @choice: one of the texts it can be
 *
 * Returns: what it is called
 */
const char *
gb_outbox_words_choice (const char *key,
                        const char *choice)
{
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    if (g_str_equal (choices[i].key, key) && g_str_equal (choices[i].choice, choice))
      return _(choices[i].label);
  return choice;
}

static char *
moment_text (const char *value)
{
  g_autofree char *day = NULL;
  g_autofree char *time = NULL;
  gint64 instant;

  if (!gb_time_parse (value, &instant, NULL))
    return g_strdup (value);
  day = gb_format_full_day (gb_time_day (instant));
  time = gb_format_time (instant);
  return g_strdup_printf ("%s %s", day, time);
}

static char *
day_text (const char *value)
{
  GbDay day;

  return gb_day_parse (value, &day, NULL) ? gb_format_full_day (day) : g_strdup (value);
}

/* With a comma, as people write it here. */
static char *
number_text (const char *value)
{
  return g_strdelimit (g_strdup (value), ".", ',');
}

/* What the files are called; of other things that a list names how many there are, for their ids mean
 * nothing to anybody. */
static char *
list_text (const GbActionKey *key,
           const char        *value)
{
  g_autoptr (JsonNode) node = gb_wire_json_parse (value, strlen (value), NULL);
  JsonArray *list = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint length = list != NULL ? json_array_get_length (list) : 0;
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; key->value == GB_ACTION_VALUE_FILES && i < length; i++)
    {
      JsonNode *item = json_array_get_element (list, i);
      const char *name =
          JSON_NODE_HOLDS_OBJECT (item) ? gb_wire_json_string (json_node_get_object (item), "name") : NULL;

      if (name != NULL)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
    }
  if (names->len > 0)
    return g_string_free (g_steal_pointer (&names), FALSE);
  if (key->value == GB_ACTION_VALUE_FILES)
    return g_strdup_printf (ngettext ("%u file", "%u files", length), length);
  return g_strdup_printf (ngettext ("%u person", "%u people", length), length);
}

/**
 * gb_outbox_words_value:
 * @key: the member
 * @value: its value
 *
 * Returns: (transfer full): as people read and write it: "31/08/2026 17:00", "12,5"
 */
char *
gb_outbox_words_value (const GbActionKey *key,
                       const char        *value)
{
  if (key->choices != NULL)
    return g_strdup (gb_outbox_words_choice (key->name, value));
  switch (key->value)
    {
    case GB_ACTION_VALUE_TIME:
      return moment_text (value);
    case GB_ACTION_VALUE_DAY:
      return day_text (value);
    case GB_ACTION_VALUE_NUMBER:
      return number_text (value);
    case GB_ACTION_VALUE_NAMES:
    case GB_ACTION_VALUE_FILES:
      return list_text (key, value);
    case GB_ACTION_VALUE_TEXT:
    default:
      return g_strdup (value);
    }
}

static char *
parse_moment (const char *text)
{
  g_auto (GStrv) parts = g_strsplit_set (text, " ", 2);
  gint64 instant;

  if (g_strv_length (parts) != 2 || !gb_letter_words_parse (parts[0], parts[1], &instant))
    return NULL;
  return gb_time_format (instant);
}

static char *
parse_day (const char *text)
{
  gint64 instant;

  return gb_letter_words_parse (text, "00:00", &instant) ? gb_day_format (gb_time_day (instant)) : NULL;
}

/* "1.234,5": a point stands before three digits. Another one was meant as a comma, or not; that is
 * not guessed. */
static char *
parse_number (const char *text)
{
  g_autoptr (GRegex) form = g_regex_new ("^\\d+(,\\d+)?$|^\\d{1,3}(\\.\\d{3})+(,\\d+)?$", 0, 0, NULL);
  g_auto (GStrv) parts = NULL;
  char *joined;

  if (!g_regex_match (form, text, 0, NULL))
    return NULL;
  parts = g_strsplit (text, ".", -1);
  joined = g_strjoinv ("", parts);
  return g_strdelimit (joined, ",", '.');
}

/**
 * gb_outbox_words_parse:
 * @key: the member
 * @text: as gb_outbox_words_value() writes it, not blank
 * @problem: (out): what it should look like; %NULL when it can be read
 *
 * Returns: (transfer full) (nullable): its value
 */
char *
gb_outbox_words_parse (const GbActionKey *key,
                       const char        *text,
                       const char       **problem)
{
  char *value;

  *problem = NULL;
  switch (key->value)
    {
    case GB_ACTION_VALUE_TIME:
      value = parse_moment (text);
      *problem = value == NULL ? _("Write it as 31/08/2026 17:00") : NULL;
      return value;
    case GB_ACTION_VALUE_DAY:
      value = parse_day (text);
      *problem = value == NULL ? _("Write it as 31/08/2026") : NULL;
      return value;
    case GB_ACTION_VALUE_NUMBER:
      value = parse_number (text);
      *problem = value == NULL ? _("Write a number as 1.234,5") : NULL;
      return value;
    case GB_ACTION_VALUE_NAMES:
    case GB_ACTION_VALUE_FILES:
    case GB_ACTION_VALUE_TEXT:
    default:
      return g_strdup (text);
    }
}

/* --- two versions --------------------------------------------------------------------------- */

static void
line_free (gpointer data)
{
  GbOutboxLine *self = data;

  g_free (self->key);
  g_free (self->label);
  g_free (self->value);
  g_free (self);
}

/* (transfer full) of @value */
static void
add_line (GPtrArray  *lines,
          const char *key,
          const char *label,
          char       *value)
{
  GbOutboxLine *line = g_new0 (GbOutboxLine, 1);

  line->key = g_strdup (key);
  line->label = g_strdup (label);
  line->value = value;
  g_ptr_array_add (lines, line);
}

/**
 * gb_outbox_words_mine:
 *
 * Returns: (transfer full) (element-type GbOutboxLine): what the action says
 */
GPtrArray *
gb_outbox_words_mine (const GbAction *action)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);

  if (action->type == GB_ACTION_ISSUE_CONFIRM)
    add_line (lines, "state", _("State"),
              g_strdup (gb_outbox_words_choice (
                  "state", g_strcmp0 (gb_action_get (action, "verdict"), "reject") == 0 ? "assigned" : "confirmed")));
  for (const GbActionKey *key = gb_action_type_keys (action->type); key->name != NULL; key++)
    {
      const char *value = gb_action_get (action, key->name);

      if (value != NULL)
        add_line (lines, key->name, _(key->label), gb_outbox_words_value (key, value));
    }
  return lines;
}

/* What of a record tells somebody who has to choose; one that has choices is called by their names. */
static const struct
{
  GbRecordType type;
  GbActionKey key;
} told[] = {
  { GB_RECORD_DOSSIER, { "due", GB_ACTION_VALUE_TIME, FALSE, N_ ("Due"), NULL } },
  { GB_RECORD_DOSSIER, { "officer", GB_ACTION_VALUE_TEXT, FALSE, N_ ("Officer"), NULL } },
  { GB_RECORD_DOSSIER, { "finished", GB_ACTION_VALUE_TIME, FALSE, N_ ("Finished"), NULL } },
  { GB_RECORD_ISSUE, { "state", GB_ACTION_VALUE_TEXT, FALSE, N_ ("State"), "" } },
  { GB_RECORD_ISSUE, { "level", GB_ACTION_VALUE_TEXT, FALSE, N_ ("Level"), "" } },
  { GB_RECORD_ISSUE, { "answer", GB_ACTION_VALUE_TEXT, FALSE, N_ ("Answer"), NULL } },
  { GB_RECORD_TASK, { "done", GB_ACTION_VALUE_NUMBER, FALSE, N_ ("Amount done"), NULL } },
  { GB_RECORD_TASK, { "total", GB_ACTION_VALUE_NUMBER, FALSE, N_ ("Total"), NULL } },
  { GB_RECORD_TASK, { "state", GB_ACTION_VALUE_TEXT, FALSE, N_ ("State"), "" } },
  { GB_RECORD_TASK, { "due", GB_ACTION_VALUE_TIME, FALSE, N_ ("To be done by"), NULL } },
};

/* (transfer full) (nullable) */
static char *
member_text (JsonObject *record,
             const char *member)
{
  const char *text = gb_wire_json_string (record, member);
  JsonNode *node = json_object_get_member (record, member);
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (text != NULL)
    return g_strdup (text);
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.15g", json_node_get_double (node)));
}

/**
 * gb_outbox_words_theirs:
 * @action: one in conflict
 *
 * Returns: (transfer full) (element-type GbOutboxLine): what the record at the province's data
 *   centre says; nothing when there is none any more
 */
GPtrArray *
gb_outbox_words_theirs (const GbAction *action)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);
  GbRecordType type = gb_action_type_target (action->type);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *record;

  if (action->record != NULL)
    node = gb_wire_json_parse (action->record, strlen (action->record), NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return lines;
  record = json_node_get_object (node);
  if (type == GB_RECORD_DOSSIER && json_object_has_member (record, "state"))
    add_line (lines, "state", _("State"),
              g_strdup (gb_dossier_state_label ((GbDossierState) json_object_get_int_member (record, "state"))));
  for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
    {
      g_autofree char *value = told[i].type == type ? member_text (record, told[i].key.name) : NULL;

      if (value != NULL)
        add_line (lines, told[i].key.name, _(told[i].key.label), gb_outbox_words_value (&told[i].key, value));
    }
  return lines;
}
