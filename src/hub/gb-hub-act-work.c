/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Actions on tasks, visits and channels. */
#include "gb-hub-act.h"

#include "gb-json-writer.h"
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

/**
 * gb_hub_act_task_progress:
 *
 * How far a task has got. It is done when everything is, unless the action tells otherwise.
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
  if (!has_done && state == NULL)
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
  if (state == NULL && has_total)
    state = done >= total ? "done" : "open";
  gb_json_writer_text (&writer, "state", state);
  gb_json_writer_close (&writer, '}');
  patch = gb_json_writer_steal (&writer);
  return gb_hub_act_change (act, patch, error);
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
  const char *own = act->token->scope.commune;
  const char *commune = gb_hub_act_text (act, "commune");
  g_auto (GbJsonWriter) writer = { NULL };
  g_autofree char *data = NULL;
  gboolean exists;

  if (commune == NULL && own == NULL)
    return gb_hub_act_refuse (act, GB_HUB_REFUSAL_MISSING, "commune");
  if (commune != NULL && own != NULL && !g_str_equal (commune, own))
    return gb_hub_act_refuse (act, GB_HUB_REFUSAL_SCOPE, "commune");
  commune = commune != NULL ? commune : own;
  if (!gb_hub_act_exists (act, GB_RECORD_COMMUNE, commune, &exists, error))
    return FALSE;
  if (!exists)
    return gb_hub_act_refuse (act, GB_HUB_REFUSAL_VALUE, "commune");
  gb_json_writer_open (&writer, NULL, '{');
  gb_json_writer_text (&writer, "team", act->message->target);
  gb_json_writer_text (&writer, "commune", commune);
  gb_json_writer_text (&writer, "state", "asked");
  gb_json_writer_text (&writer, "date", gb_hub_act_text (act, "date"));
  gb_json_writer_text (&writer, "topic", gb_hub_act_text (act, "topic"));
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
