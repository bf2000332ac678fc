/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-deadline-calendar.h"

#include "gb-cli-error.h"
#include "gb-core-error.h"
#include "gb-wire-json.h"

#include <glib/gi18n-lib.h>

/* The lists that the file may have. */
static const struct
{
  const char *member;
  GbDayKind kind;
} lists[] = {
  { "off", GB_DAY_OFF },
  { "work", GB_DAY_WORK },
};

static gboolean
take_day (GbWorkCalendar *calendar,
          JsonNode       *item,
          GbDayKind       kind,
          GHashTable     *seen,
          GError        **error)
{
  const char *text = json_node_get_value_type (item) == G_TYPE_STRING ? json_node_get_string (item) : NULL;
  gpointer before;
  GbDay day;

  if (!gb_day_parse (text, &day, error))
    return FALSE;
  if (g_hash_table_lookup_extended (seen, GINT_TO_POINTER (day), NULL, &before) && GPOINTER_TO_INT (before) != (int) kind)
    {
      g_set_error (error, GB_CORE_ERROR, GB_CORE_ERROR_CALENDAR, _("%s is both off and worked"), text);
      return FALSE;
    }
  g_hash_table_insert (seen, GINT_TO_POINTER (day), GINT_TO_POINTER ((int) kind));
  gb_work_calendar_add_day (calendar, day, kind, GB_DAY_NONE, NULL);
  return TRUE;
}

static gboolean
take_list (GbWorkCalendar *calendar,
           JsonNode       *node,
           guint           list,
           GHashTable     *seen,
           GError        **error)
{
  JsonArray *days = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (node != NULL && days == NULL)
    {
      g_set_error (error, GB_CORE_ERROR, GB_CORE_ERROR_CALENDAR, _("“%s” is no list of dates"), lists[list].member);
      return FALSE;
    }
  for (guint i = 0; days != NULL && i < json_array_get_length (days); i++)
    if (!take_day (calendar, json_array_get_element (days, i), lists[list].kind, seen, error))
      {
        /* Translators: the list's name, "off" or "work", and the place in it */
        g_prefix_error (error, _("“%s”, entry %u: "), lists[list].member, i + 1);
        return FALSE;
      }
  return TRUE;
}

static gboolean
check_members (JsonObject *object,
               GError    **error)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *member = members; member != NULL; member = member->next)
    if (g_strcmp0 (member->data, lists[0].member) != 0 && g_strcmp0 (member->data, lists[1].member) != 0)
      {
        g_set_error (error, GB_CORE_ERROR, GB_CORE_ERROR_CALENDAR, _("“%s” is unknown; a calendar has “off” and “work”"),
                     (const char *) member->data);
        return FALSE;
      }
  return TRUE;
}

static gboolean
take_root (GbWorkCalendar *calendar,
           const char     *text,
           gsize           length,
           GError        **error)
{
  g_autoptr (JsonNode) root = gb_wire_json_parse (text, length, error);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  JsonObject *object;

  if (root == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, GB_CORE_ERROR, GB_CORE_ERROR_CALENDAR,
                   _("it should look like {\"off\":[\"2026-08-31\"],\"work\":[\"2026-08-22\"]}"));
      return FALSE;
    }
  object = json_node_get_object (root);
  if (!check_members (object, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (!take_list (calendar, json_object_get_member (object, lists[i].member), i, seen, error))
      return FALSE;
  return TRUE;
}

/* The file replaces the whole calendar, for all years. */
static gboolean
read_file (GbWorkCalendar *calendar,
           const char     *path,
           GError        **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) why = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, &why))
    {
      g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE, _("The calendar “%s” cannot be read: %s"), path,
                   why->message);
      return FALSE;
    }
  gb_work_calendar_set_compute_holidays (calendar, FALSE);
  if (take_root (calendar, text, length, &why))
    return TRUE;
  g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_REFUSED, _("“%s” is no calendar: %s"), path, why->message);
  return FALSE;
}

/**
 * gb_cli_deadline_calendar:
 * @hours: (nullable): working hours, %NULL = the usual ones
 * @path: (nullable): a file with the days off and worked, %NULL = the computed holidays
 *
 * Returns: (transfer full) (nullable): the calendar; %NULL with %GB_CORE_ERROR_HOURS,
 *   %GB_CLI_ERROR_USAGE for a file that cannot be read, or %GB_CLI_ERROR_REFUSED for what is in it
 */
GbWorkCalendar *
gb_cli_deadline_calendar (const char *hours,
                          const char *path,
                          GError    **error)
{
  g_autoptr (GbWorkCalendar) calendar = gb_work_calendar_new ();

  if (hours != NULL)
    {
      g_autoptr (GbWorkHours) parsed = gb_work_hours_parse (hours, error);

      if (parsed == NULL)
        return NULL;
      gb_work_calendar_add_hours (calendar, GB_DAY_NONE, GB_DAY_NONE, parsed);
    }
  if (path != NULL && !read_file (calendar, path, error))
    return NULL;
  return g_steal_pointer (&calendar);
}
