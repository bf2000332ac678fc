/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Actions on issues (vướng mắc, kiến nghị, phản ánh). */
#include "gb-hub-act.h"

#include "gb-json-writer.h"

/* Who has to settle an issue, from below. */
static const char *const levels[] = { "commune", "department", "province", "ministry" };

static gboolean
check_department (GbHubAct   *act,
                  const char *department,
                  GError    **error)
{
  gboolean exists = TRUE;

  if (department != NULL && !gb_hub_act_exists (act, GB_RECORD_AGENCY, department, &exists, error))
    return FALSE;
  return exists || gb_hub_act_refuse (act, GB_HUB_REFUSAL_VALUE, "department");
}

static gboolean
check_place (GbHubAct *act)
{
  double lon = 0, lat = 0;
  gboolean has_lon = gb_hub_act_number (act, "lon", &lon);
  gboolean has_lat = gb_hub_act_number (act, "lat", &lat);

  if (has_lon != has_lat)
    gb_hub_act_refuse (act, GB_HUB_REFUSAL_MISSING, has_lon ? "lat" : "lon");
  else if (lon > 180 || lon < -180)
    gb_hub_act_refuse (act, GB_HUB_REFUSAL_VALUE, "lon");
  else if (lat > 90 || lat < -90)
    gb_hub_act_refuse (act, GB_HUB_REFUSAL_VALUE, "lat");
  return act->refusal == GB_HUB_REFUSAL_NONE;
}

static void
write_number (GbJsonWriter *writer,
              GbHubAct     *act,
              const char   *key)
{
  double value;

  if (gb_hub_act_number (act, key, &value))
    gb_json_writer_number (writer, key, value);
}

/**
 * gb_hub_act_issue_raise:
 *
 * A new issue. What citizens report is the commune's own to settle, the rest a department's.
 */
gboolean
gb_hub_act_issue_raise (GbHubAct *act,
                        GError  **error)
{
  const char *kind = gb_hub_act_text (act, "kind");
  const char *department = gb_hub_act_text (act, "department");
  g_auto (GbJsonWriter) writer = { NULL };
  g_autofree char *files = NULL;
  g_autofree char *data = NULL;

  if (!check_place (act))
    return TRUE;
  if (!check_department (act, department, error) || !gb_hub_act_files (act, act->message->target, &files, error))
    return FALSE;
  if (act->refusal != GB_HUB_REFUSAL_NONE)
    return TRUE;
  gb_json_writer_open (&writer, NULL, '{');
  gb_json_writer_text (&writer, "kind", kind);
  gb_json_writer_text (&writer, "commune", act->message->target);
  gb_json_writer_text (&writer, "field", gb_hub_act_text (act, "field"));
  gb_json_writer_text (&writer, "title", gb_hub_act_text (act, "title"));
  gb_json_writer_text (&writer, "text", gb_hub_act_text (act, "text"));
  gb_json_writer_text (&writer, "state", "new");
  gb_json_writer_text (&writer, "level",
                       g_str_equal (kind, "report") && department == NULL ? "commune" : "department");
  gb_json_writer_text (&writer, "department", department);
  gb_json_writer_time (&writer, "raised", act->made, FALSE);
  gb_json_writer_text (&writer, "raised_by", gb_hub_act_author (act));
  gb_json_writer_integer (&writer, "urged", 0);
  write_number (&writer, act, "lon");
  write_number (&writer, act, "lat");
  gb_json_writer_text (&writer, "place", gb_hub_act_text (act, "place"));
  gb_json_writer_raw (&writer, "files", files);
  gb_json_writer_close (&writer, '}');
  data = gb_json_writer_steal (&writer);
  return gb_hub_act_make (act, GB_RECORD_ISSUE, data, error);
}

static gboolean
make_note (GbHubAct   *act,
           const char *kind,
           const char *missing,
           GError    **error)
{
  const char *text = gb_hub_act_text (act, "text");
  g_autofree char *commune = gb_hub_act_target_text (act, "commune");
  g_auto (GbJsonWriter) writer = { NULL };
  g_autofree char *files = NULL;
  g_autofree char *data = NULL;

  if (!gb_hub_act_files (act, commune, &files, error))
    return FALSE;
  if (act->refusal != GB_HUB_REFUSAL_NONE)
    return TRUE;
  gb_json_writer_open (&writer, NULL, '{');
  gb_json_writer_text (&writer, "issue", act->message->target);
  gb_json_writer_time (&writer, "at", act->made, FALSE);
  gb_json_writer_text (&writer, "kind", kind);
  gb_json_writer_text (&writer, "author", gb_hub_act_author (act));
  gb_json_writer_text (&writer, "text", text != NULL ? text : missing);
  gb_json_writer_raw (&writer, "files", files);
  gb_json_writer_close (&writer, '}');
  data = gb_json_writer_steal (&writer);
  return gb_hub_act_make (act, GB_RECORD_ISSUE_NOTE, data, error);
}

static gboolean
is_settled (const char *state)
{
  return g_str_equal (state, "confirmed") || g_str_equal (state, "rejected") || g_str_equal (state, "closed");
}

/**
 * gb_hub_act_issue_note:
 *
 * A note, whatever the issue's state.
 */
gboolean
gb_hub_act_issue_note (GbHubAct *act,
                       GError  **error)
{
  return make_note (act, "note", NULL, error)
         && (act->refusal != GB_HUB_REFUSAL_NONE || gb_hub_act_touch (act, error));
}

/**
 * gb_hub_act_issue_confirm:
 *
 * The answer settles the issue, or it does not: then the department has to answer again.
 */
gboolean
gb_hub_act_issue_confirm (GbHubAct *act,
                          GError  **error)
{
  g_autofree char *state = gb_hub_act_target_text (act, "state");
  gboolean rejects = g_strcmp0 (gb_hub_act_text (act, "verdict"), "reject") == 0;

  if (g_strcmp0 (state, "answered") != 0)
    return gb_hub_act_refuse (act, GB_HUB_REFUSAL_NOT_ANSWERED, "target");
  if (rejects && gb_hub_act_text (act, "text") == NULL)
    return gb_hub_act_refuse (act, GB_HUB_REFUSAL_MISSING, "text");
  return make_note (act, rejects ? "reject" : "confirm", "Đã xác nhận", error)
         && (act->refusal != GB_HUB_REFUSAL_NONE
             || gb_hub_act_change (act, rejects ? "{\"state\":\"assigned\"}" : "{\"state\":\"confirmed\"}", error));
}

/**
 * gb_hub_act_issue_urge:
 *
 * Urges who has to answer; counted once, also when another comes in its place.
 */
gboolean
gb_hub_act_issue_urge (GbHubAct *act,
                       GError  **error)
{
  g_autofree char *state = gb_hub_act_target_text (act, "state");
  g_autofree char *urged = gb_hub_act_target_text (act, "urged");
  g_autofree char *patch = NULL;

  if (state != NULL && is_settled (state))
    return gb_hub_act_refuse (act, GB_HUB_REFUSAL_SETTLED, "target");
  if (!make_note (act, "urge", "Đề nghị sớm trả lời", error))
    return FALSE;
  if (act->refusal != GB_HUB_REFUSAL_NONE)
    return TRUE;
  if (act->replaced != NULL)
    return gb_hub_act_touch (act, error);
  patch = g_strdup_printf ("{\"urged\":%" G_GINT64_FORMAT "}",
                           (urged != NULL ? g_ascii_strtoll (urged, NULL, 10) : 0) + 1);
  return gb_hub_act_amend (act, patch, error);
}

static guint
find_level (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    if (g_strcmp0 (levels[i], name) == 0)
      return i;
  return 0;
}

/**
 * gb_hub_act_issue_escalate:
 *
 * Passes the issue on to a level above.
 */
gboolean
gb_hub_act_issue_escalate (GbHubAct *act,
                           GError  **error)
{
  g_autofree char *state = gb_hub_act_target_text (act, "state");
  g_autofree char *level = gb_hub_act_target_text (act, "level");
  g_autofree char *patch = NULL;
  const char *wanted = gb_hub_act_text (act, "level");
  guint now = find_level (level);
  guint next = wanted != NULL ? find_level (wanted) : now + 1;

  if (state != NULL && is_settled (state))
    return gb_hub_act_refuse (act, GB_HUB_REFUSAL_SETTLED, "target");
  if (next <= now || next >= G_N_ELEMENTS (levels))
    return gb_hub_act_refuse (act, GB_HUB_REFUSAL_LEVEL, wanted != NULL ? "level" : "target");
  if (!make_note (act, "escalate", NULL, error))
    return FALSE;
  if (act->refusal != GB_HUB_REFUSAL_NONE)
    return TRUE;
  patch = g_strdup_printf ("{\"state\":\"escalated\",\"level\":\"%s\"}", levels[next]);
  return gb_hub_act_change (act, patch, error);
}
