/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Actions on dossiers: urging slips, apology letters, remarks. */
#include "gb-hub-act.h"

#include "gb-core-enums.h"
#include "gb-hub-notes.h"
#include "gb-hub-number.h"
#include "gb-json-writer.h"
#include "gb-sql-statement.h"
#include "gb-time.h"

/* An urging slip is answered within 24 hours (DOMAIN.md). */
#define ANSWER_SECONDS GB_DAY_SECONDS

static gboolean
is_finished (GbDossierState state)
{
  return state == GB_DOSSIER_STATE_REFUSED || state == GB_DOSSIER_STATE_WITHDRAWN
         || state == GB_DOSSIER_STATE_READY || state == GB_DOSSIER_STATE_HANDED_OVER;
}

static GbDossierState
state_of (GbHubAct *act)
{
  g_autofree char *text = gb_hub_act_target_text (act, "state");

  return text != NULL ? g_ascii_strtoull (text, NULL, 10) : 0;
}

/* The number of the document in whose place this one comes, or the next. */
static char *
find_number (GbHubAct   *act,
             const char *kind,
             GError    **error)
{
  g_autoptr (GbSqlStatement) statement = NULL;
  gboolean row;

  if (act->old_data == NULL)
    return gb_hub_number_next (act->connection, &act->token->scope, kind, act->now, error);
  statement = gb_sql_connection_prepare (act->connection, "SELECT ?1 ->> 'number'", error);
  if (statement == NULL)
    return NULL;
  gb_sql_statement_bind_text (statement, 1, act->old_data);
  return gb_sql_statement_step (statement, &row, error) ? gb_sql_statement_dup_text (statement, 0) : NULL;
}

/**
 * gb_hub_act_dossier_urge:
 *
 * Phiếu đôn đốc.
 */
gboolean
gb_hub_act_dossier_urge (GbHubAct *act,
                         GError  **error)
{
  g_auto (GbJsonWriter) writer = { NULL };
  g_autofree char *number = NULL;
  g_autofree char *data = NULL;

  if (is_finished (state_of (act)))
    return gb_hub_act_refuse (act, GB_HUB_REFUSAL_FINISHED, "target");
  number = find_number (act, "PĐĐ", error);
  if (number == NULL)
    return FALSE;
  gb_json_writer_open (&writer, NULL, '{');
  gb_json_writer_text (&writer, "dossier", act->message->target);
  gb_json_writer_text (&writer, "number", number);
  gb_json_writer_text (&writer, "officer", gb_hub_act_text (act, "officer"));
  gb_json_writer_time (&writer, "made", act->made, FALSE);
  gb_json_writer_time (&writer, "answer_due", act->now + ANSWER_SECONDS, FALSE);
  gb_json_writer_text (&writer, "text", gb_hub_act_text (act, "text"));
  gb_json_writer_close (&writer, '}');
  data = gb_json_writer_steal (&writer);
  return gb_hub_act_make (act, GB_RECORD_URGE, data, error)
         && (act->refusal != GB_HUB_REFUSAL_NONE || gb_hub_act_touch (act, error));
}

static gboolean
has_letter (GbHubAct *act,
            gboolean *found,
            GError  **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      act->connection, "SELECT 1 FROM letter WHERE dossier = ?1", error);

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, act->message->target);
  return gb_sql_statement_step (statement, found, error);
}

/* Whether the dossier's date can be moved to @new_due. */
static GbHubRefusal
refuse_new_due (GbHubAct    *act,
                gint64       new_due,
                const char **field)
{
  g_autofree char *text = gb_hub_act_target_text (act, "due");
  GbDossierState state = state_of (act);
  gint64 due = 0;

  *field = "target";
  if (is_finished (state))
    return GB_HUB_REFUSAL_FINISHED;
  if (state == GB_DOSSIER_STATE_NEW)
    return GB_HUB_REFUSAL_NOT_ACCEPTED;
  if (state == GB_DOSSIER_STATE_PAPERS_ASKED || state == GB_DOSSIER_STATE_PAYMENT_ASKED
      || state == GB_DOSSIER_STATE_STOPPED)
    return GB_HUB_REFUSAL_PAUSED;
  *field = "new_due";
  if (text != NULL)
    gb_time_parse (text, &due, NULL);
  return new_due <= act->now || new_due <= due ? GB_HUB_REFUSAL_NEW_DUE : GB_HUB_REFUSAL_NONE;
}

/**
 * gb_hub_act_dossier_apology:
 *
 * Phiếu xin lỗi và hẹn lại ngày trả kết quả: once only (decree 61/2018/NĐ-CP, art. 19(9)). The
 * official due date is the dossier system's to change.
 */
gboolean
gb_hub_act_dossier_apology (GbHubAct *act,
                            GError  **error)
{
  g_auto (GbJsonWriter) writer = { NULL };
  g_autofree char *number = NULL;
  g_autofree char *data = NULL;
  const char *field;
  GbHubRefusal refusal;
  gint64 new_due = 0;
  gboolean has_one;

  gb_time_parse (gb_hub_act_text (act, "new_due"), &new_due, NULL);
  if (!has_letter (act, &has_one, error))
    return FALSE;
  if (has_one)
    return gb_hub_act_refuse (act, GB_HUB_REFUSAL_RESCHEDULED, "target");
  refusal = refuse_new_due (act, new_due, &field);
  if (refusal != GB_HUB_REFUSAL_NONE)
    return gb_hub_act_refuse (act, refusal, field);
  number = find_number (act, "PXL", error);
  if (number == NULL)
    return FALSE;
  gb_json_writer_open (&writer, NULL, '{');
  gb_json_writer_text (&writer, "dossier", act->message->target);
  gb_json_writer_text (&writer, "number", number);
  gb_json_writer_time (&writer, "made", act->made, FALSE);
  gb_json_writer_text (&writer, "reason", gb_hub_act_text (act, "reason"));
  gb_json_writer_time (&writer, "new_due", new_due, FALSE);
  gb_json_writer_text (&writer, "signer", gb_hub_act_text (act, "signer"));
  gb_json_writer_close (&writer, '}');
  data = gb_json_writer_steal (&writer);
  return gb_hub_act_make (act, GB_RECORD_LETTER, data, error)
         && (act->refusal != GB_HUB_REFUSAL_NONE || gb_hub_act_touch (act, error));
}

/**
 * gb_hub_act_dossier_note:
 *
 * A remark, which goes out with the dossier.
 */
gboolean
gb_hub_act_dossier_note (GbHubAct *act,
                         GError  **error)
{
  const char *workstation = act->token->workstation;
  g_autofree char *at = gb_time_format (act->made);

  if (act->replaced != NULL && !gb_hub_notes_drop (act->connection, workstation, act->replaced, error))
    return FALSE;
  /* The log puts the remarks in by itself. */
  return gb_hub_notes_put (act->connection, act->message->target, workstation, act->message->id, at,
                           gb_hub_act_author (act), gb_hub_act_text (act, "text"), error)
         && gb_hub_act_amend (act, "{\"notes\":null}", error);
}
