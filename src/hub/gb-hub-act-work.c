/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Actions on tasks, notices, visits and channels. */
#include "gb-hub-act.h"

#include "gb-json-writer.h"
#include "gb-sql-statement.h"
#include "gb-time.h"

#include <string.h>

static gboolean
target_number (GbHubAct   *act,
               const char *member,
               double     *value)
{
  g_autofree char *text = gb_hub_act_target_text (act, member);

  if (text == NULL)
    return FALSE;
  *value = g_ascii_strtod (text, NULL);
  return TRUE;
}

/* What was reported, as it was, beside what the task has become by it. */
static gboolean
make_task_note (GbHubAct   *act,
                const char *commune,
                const char *patch,
                GError    **error)
{
  g_auto (GbJsonWriter) writer = { NULL };
  g_autofree char *files = NULL;
  g_autofree char *data = NULL;
  double value;

  if (!gb_hub_act_files (act, commune, &files, error))
    return FALSE;
  if (act->refusal != GB_HUB_REFUSAL_NONE)
    return TRUE;
  gb_json_writer_open (&writer, NULL, '{');
  gb_json_writer_text (&writer, "task", act->message->target);
  gb_json_writer_time (&writer, "at", act->made, FALSE);
  gb_json_writer_text (&writer, "author", gb_hub_act_author (act));
  gb_json_writer_text (&writer, "text", gb_hub_act_text (act, "text"));
  if (gb_hub_act_number (act, "done", &value))
    gb_json_writer_number (&writer, "done", value);
  if (gb_hub_act_number (act, "total", &value))
    gb_json_writer_number (&writer, "total", value);
  gb_json_writer_text (&writer, "state", gb_hub_act_text (act, "state"));
  gb_json_writer_raw (&writer, "files", files);
  gb_json_writer_close (&writer, '}');
  data = gb_json_writer_steal (&writer);
  return gb_hub_act_make (act, GB_RECORD_TASK_NOTE, data, error)
         && (act->refusal != GB_HUB_REFUSAL_NONE || gb_hub_act_change (act, patch, error));
}

/**
 * gb_hub_act_task_progress:
 *
 * How far a task has got, in numbers, words or both. It is done when everything is, unless the action
 * tells otherwise.
 */
gboolean
gb_hub_act_task_progress (GbHubAct *act,
                          GError  **error)
{
  g_autofree char *state_now = gb_hub_act_target_text (act, "state");
  g_autofree char *commune = gb_hub_act_target_text (act, "commune");
  const char *state = gb_hub_act_text (act, "state");
  g_auto (GbJsonWriter) writer = { NULL };
  g_autofree char *patch = NULL;
  double done = 0, total = 0;
  gboolean has_done = gb_hub_act_number (act, "done", &done);
  gboolean has_total = gb_hub_act_number (act, "total", &total);

  if (act->token->scope.commune != NULL && commune == NULL)
    return gb_hub_act_refuse (act, GB_HUB_REFUSAL_SHARED, "target");
  if (g_strcmp0 (state_now, "cancelled") == 0)
    return gb_hub_act_refuse (act, GB_HUB_REFUSAL_CANCELLED, "target");
  if (!has_done && state == NULL && gb_hub_act_text (act, "text") == NULL)
    return gb_hub_act_refuse (act, GB_HUB_REFUSAL_MISSING, "done");
  if (done < 0 || total < 0)
    return gb_hub_act_refuse (act, GB_HUB_REFUSAL_VALUE, done < 0 ? "done" : "total");
  gb_json_writer_open (&writer, NULL, '{');
  if (has_done)
    gb_json_writer_number (&writer, "done", done);
  if (has_total)
    gb_json_writer_number (&writer, "total", total);
  else
    has_total = target_number (act, "total", &total);
  if (has_done && has_total && done > total)
    return gb_hub_act_refuse (act, GB_HUB_REFUSAL_VALUE, "done");
  if (state == NULL && has_done && has_total)
    state = done >= total ? "done" : "open";
  gb_json_writer_text (&writer, "state", state);
  gb_json_writer_close (&writer, '}');
  patch = gb_json_writer_steal (&writer);
  return make_task_note (act, commune, patch, error);
}

/* For which commune something is asked: the token's own, or the one that a province names. */
static gboolean
find_commune (GbHubAct    *act,
              const char **commune,
              GError     **error)
{
  const char *own = act->token->scope.commune;
  const char *named = gb_hub_act_text (act, "commune");
  gboolean exists;

  *commune = named != NULL ? named : own;
  if (*commune == NULL)
    return gb_hub_act_refuse (act, GB_HUB_REFUSAL_MISSING, "commune");
  if (own != NULL && !g_str_equal (*commune, own))
    return gb_hub_act_refuse (act, GB_HUB_REFUSAL_SCOPE, "commune");
  if (!gb_hub_act_exists (act, GB_RECORD_COMMUNE, *commune, &exists, error))
    return FALSE;
  return exists || gb_hub_act_refuse (act, GB_HUB_REFUSAL_VALUE, "commune");
}

/* Whether all officers who go are the commune's own: at home or as guests. */
static gboolean
check_officers (GbHubAct   *act,
                JsonArray  *officers,
                const char *commune,
                GError    **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      act->connection, "SELECT 1 FROM officer WHERE id = ?1 AND commune = ?2", error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (officers); i++)
    {
      gb_sql_statement_reset (statement);
      gb_sql_statement_bind_text (statement, 1, json_array_get_string_element (officers, i));
      gb_sql_statement_bind_text (statement, 2, commune);
      if (!gb_sql_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return gb_hub_act_refuse (act, GB_HUB_REFUSAL_VALUE, "officers");
    }
  return TRUE;
}

/**
 * gb_hub_act_notice_attend:
 *
 * Who goes from a commune, in place of those who were to go before.
 */
gboolean
gb_hub_act_notice_attend (GbHubAct *act,
                          GError  **error)
{
  g_autofree char *kind = gb_hub_act_target_text (act, "kind");
  g_autofree char *names = NULL;
  JsonNode *officers = json_object_get_member (act->data, "officers");
  g_auto (GbJsonWriter) writer = { NULL };
  g_autofree char *data = NULL;
  const char *commune;

  if (g_strcmp0 (kind, "notice") == 0)
    return gb_hub_act_refuse (act, GB_HUB_REFUSAL_NO_CLASS, "target");
  if (!find_commune (act, &commune, error))
    return FALSE;
  if (act->refusal == GB_HUB_REFUSAL_NONE && !check_officers (act, json_node_get_array (officers), commune, error))
    return FALSE;
  if (act->refusal != GB_HUB_REFUSAL_NONE)
    return TRUE;
  names = json_to_string (officers, FALSE);
  gb_json_writer_open (&writer, NULL, '{');
  gb_json_writer_text (&writer, "notice", act->message->target);
  gb_json_writer_text (&writer, "commune", commune);
  gb_json_writer_time (&writer, "at", act->made, FALSE);
  gb_json_writer_text (&writer, "author", gb_hub_act_author (act));
  gb_json_writer_raw (&writer, "officers", names);
  gb_json_writer_close (&writer, '}');
  data = gb_json_writer_steal (&writer);
  return gb_hub_act_make (act, GB_RECORD_ATTENDANCE, data, error);
}

/**
 * gb_hub_act_visit_request:
 *
 * Asks a team to come.
 */
gboolean
gb_hub_act_visit_request (GbHubAct *act,
                          GError  **error)
{
  g_auto (GbJsonWriter) writer = { NULL };
  g_autofree char *data = NULL;
  const char *commune;

  if (!find_commune (act, &commune, error))
    return FALSE;
  if (act->refusal != GB_HUB_REFUSAL_NONE)
    return TRUE;
  gb_json_writer_open (&writer, NULL, '{');
  gb_json_writer_text (&writer, "team", act->message->target);
  gb_json_writer_text (&writer, "commune", commune);
  gb_json_writer_text (&writer, "state", "asked");
  gb_json_writer_text (&writer, "date", gb_hub_act_text (act, "date"));
  gb_json_writer_text (&writer, "topic", gb_hub_act_text (act, "topic"));
  gb_json_writer_time (&writer, "asked", act->made, FALSE);
  gb_json_writer_text (&writer, "asked_by", gb_hub_act_author (act));
  gb_json_writer_close (&writer, '}');
  data = gb_json_writer_steal (&writer);
  return gb_hub_act_make (act, GB_RECORD_VISIT, data, error);
}

/**
 * gb_hub_act_channel_verify:
 *
 * The channel works. An older trial than the last one tells nothing new.
 */
gboolean
gb_hub_act_channel_verify (GbHubAct *act,
                           GError  **error)
{
  g_autofree char *made = gb_day_format (gb_time_day (act->made));
  g_autofree char *today = gb_day_format (gb_time_day (act->now));
  g_autofree char *last = gb_hub_act_target_text (act, "verified");
  const char *given = gb_hub_act_text (act, "date");
  const char *day = given != NULL ? given : made;
  g_autofree char *patch = NULL;

  if (strcmp (day, today) > 0)
    return gb_hub_act_refuse (act, GB_HUB_REFUSAL_VALUE, "date");
  patch = g_strdup_printf ("{\"verified\":\"%s\"}", last != NULL && strcmp (last, day) > 0 ? last : day);
  return gb_hub_act_change (act, patch, error);
}
