/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-issue-detail.h"

#include "gb-action-overlay.h"
#include "gb-action-repository.h"
#include "gb-attachment.h"
#include "gb-calendars.h"
#include "gb-cursor-repository.h"
#include "gb-issue-repository.h"
#include "gb-issue-rule-repository.h"
#include "gb-sql-statement.h"

/* How much guidance stands beside an issue. */
#define MOST_SIMILAR 3

static const char *const note_kinds[GB_N_ISSUE_NOTE_KINDS] = { "note", "answer", "urge", "confirm", "reject", "escalate" };

static void
note_free (gpointer data)
{
  GbIssueNote *self = data;

  g_free (self->author);
  g_free (self->text);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_free (self);
}

static void
limit_free (gpointer data)
{
  GbIssueDuty *self = data;

  g_free (self->source);
  g_free (self);
}

static void
guidance_free (gpointer data)
{
  GbIssueGuidance *self = data;

  g_free (self->id);
  g_free (self->title);
  g_free (self);
}

static void
clear_detail (gpointer data)
{
  GbIssueDetail *self = data;

  g_clear_pointer (&self->issue, gb_issue_unref);
  g_free (self->place);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_clear_pointer (&self->limits, g_ptr_array_unref);
  g_clear_pointer (&self->similar, g_ptr_array_unref);
  g_clear_pointer (&self->pending, g_ptr_array_unref);
}

GbIssueDetail *
gb_issue_detail_ref (GbIssueDetail *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
gb_issue_detail_unref (GbIssueDetail *self)
{
  g_atomic_rc_box_release_full (self, clear_detail);
}

/* --- the record ----------------------------------------------------------------------------- */

static int
rating_from_name (const char *name)
{
  if (name == NULL)
    return 0;
  return g_str_equal (name, "good") ? 1 : -1;
}

static gboolean
load_record (GbIssueDetail   *self,
             GbSqlConnection *connection,
             GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection,
      "SELECT place,files,coalesce(forwarded,0),coalesce(refused,0),coalesce(supplement_asked,0),coalesce(published,0),"
      "rating,coalesce(repeated,0),coalesce(guidance,0) FROM issue WHERE id=?1 UNION ALL "
      "SELECT data->>'place',data->'files',0,0,0,0,NULL,0,0 FROM local.action WHERE id=?1 AND type='issue.raise' LIMIT 1",
      error);
  gboolean row;

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, self->issue->id);
  if (!gb_sql_statement_step (s, &row, error))
    return FALSE;
  if (row)
    {
      self->place = gb_sql_statement_dup_text (s, 0);
      self->forwarded = gb_sql_statement_get_int (s, 2);
      self->refused = gb_sql_statement_get_int (s, 3);
      self->supplement_asked = gb_sql_statement_get_int (s, 4);
      self->published = gb_sql_statement_get_int (s, 5);
      self->rated = rating_from_name (gb_sql_statement_get_text (s, 6));
      self->repeated = gb_sql_statement_get_int (s, 7) != 0;
      self->guidance = gb_sql_statement_get_int (s, 8) != 0;
    }
  self->files = gb_attachment_list (connection, row ? gb_sql_statement_get_text (s, 1) : NULL, error);
  return self->files != NULL;
}

/* --- what was written ----------------------------------------------------------------------- */

static GbIssueNoteKind
note_kind_from_name (const char *name)
{
  for (int i = 0; i < GB_N_ISSUE_NOTE_KINDS; i++)
    if (g_strcmp0 (name, note_kinds[i]) == 0)
      return i;
  return GB_ISSUE_NOTE_NOTE;
}

static gboolean
load_notes (GbIssueDetail   *self,
            GbSqlConnection *connection,
            GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection, "SELECT kind,at,author,text,files FROM issue_note WHERE issue=?1 ORDER BY at,number", error);
  gboolean row;

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, self->issue->id);
  while (gb_sql_statement_step (s, &row, error))
    {
      GbIssueNote *note;

      if (!row)
        return TRUE;
      note = g_new0 (GbIssueNote, 1);
      g_ptr_array_add (self->notes, note);
      note->kind = note_kind_from_name (gb_sql_statement_get_text (s, 0));
      note->at = gb_sql_statement_get_int (s, 1);
      note->author = gb_sql_statement_dup_text (s, 2);
      note->text = gb_sql_statement_dup_text (s, 3);
      note->files = gb_attachment_list (connection, gb_sql_statement_get_text (s, 4), error);
      if (note->files == NULL)
        return FALSE;
    }
  return FALSE;
}

static GbIssueNoteKind
note_kind_of_action (const GbAction *action)
{
  switch (action->type)
    {
    case GB_ACTION_ISSUE_URGE:
      return GB_ISSUE_NOTE_URGE;
    case GB_ACTION_ISSUE_ESCALATE:
      return GB_ISSUE_NOTE_ESCALATE;
    case GB_ACTION_ISSUE_CONFIRM:
      return g_strcmp0 (gb_action_get (action, "verdict"), "reject") == 0 ? GB_ISSUE_NOTE_REJECT
                                                                           : GB_ISSUE_NOTE_CONFIRM;
    default:
      return GB_ISSUE_NOTE_NOTE;
    }
}

static gboolean
add_waiting (GbIssueDetail   *self,
             GbSqlConnection *connection,
             const GbAction  *action,
             GError         **error)
{
  GbIssueNote *note = g_new0 (GbIssueNote, 1);

  g_ptr_array_add (self->notes, note);
  note->kind = note_kind_of_action (action);
  note->at = action->made_at;
  note->author = g_strdup (gb_action_get (action, "author"));
  note->text = g_strdup (gb_action_get (action, "text"));
  note->files = gb_attachment_list (connection, gb_action_get (action, "files"), error);
  note->waits = TRUE;
  return note->files != NULL;
}

/* What was done here lies over the record; what the hub did not take is told of, too. */
static gboolean
load_pending (GbIssueDetail   *self,
              GbSqlConnection *connection,
              GError         **error)
{
  g_autoptr (GPtrArray) actions
      = gb_action_repository_list (connection, GB_ACTION_FILTER_ALL, self->issue->id, error);
  g_autoptr (GbAction) raised = NULL;

  if (actions == NULL || !gb_action_repository_find (connection, self->issue->id, &raised, error))
    return FALSE;
  if (raised != NULL && self->issue->local)
    g_ptr_array_add (self->pending, g_steal_pointer (&raised));
  for (guint i = 0; i < actions->len; i++)
    {
      const GbAction *action = actions->pdata[i];
      gboolean lies_over;

      if (!gb_action_overlay_lies_over (connection, action, &lies_over, error))
        return FALSE;
      if (lies_over && !add_waiting (self, connection, action, error))
        return FALSE;
      if (action->state != GB_ACTION_APPLIED)
        g_ptr_array_add (self->pending, gb_action_copy (action));
    }
  return TRUE;
}

static int
compare_notes (gconstpointer a,
               gconstpointer b)
{
  const GbIssueNote *one = *(const GbIssueNote *const *) a, *other = *(const GbIssueNote *const *) b;

  return one->at < other->at ? -1 : one->at > other->at;
}

/* --- until when ----------------------------------------------------------------------------- */

static void
add_limit (GbIssueDetail      *self,
           const GbIssueRules *rules,
           GbWorkCalendar     *calendar,
           GbIssueStep         step,
           gint64              from,
           gint64              done)
{
  const GbIssueRule *rule = gb_issue_rules_find (rules, step, self->issue->kind, gb_time_day (from));
  GbIssueDuty *limit;
  gint64 due;

  if (rule == NULL)
    return;
  due = step == GB_ISSUE_STEP_ANSWER && self->issue->due != 0
            ? self->issue->due
            : gb_issue_rules_due (rules, step, self->issue->kind, calendar, from);
  if (due == 0)
    return;
  limit = g_new0 (GbIssueDuty, 1);
  limit->step = step;
  limit->due = due;
  limit->done = done;
  limit->source = g_strdup (rule->source);
  g_ptr_array_add (self->limits, limit);
}

/* Turning it away and asking for more need not happen: they are told of while they may, or when they did. */
static gboolean
load_limits (GbIssueDetail   *self,
             GbSqlConnection *connection,
             GError         **error)
{
  const GbIssue *issue = self->issue;
  g_autoptr (GbIssueRules) rules = gb_issue_rule_repository_load (connection, error);
  g_autoptr (GbCalendars) calendars = rules != NULL ? gb_calendars_load (connection, error) : NULL;
  gboolean is_new = issue->state == GB_ISSUE_NEW && !issue->local;
  GbWorkCalendar *calendar;

  if (calendars == NULL)
    return FALSE;
  if (issue->stage == GB_ISSUE_SET_UNSENT)
    return TRUE;
  calendar = gb_calendars_of_commune (calendars, issue->commune);
  if (is_new || self->refused != 0)
    add_limit (self, rules, calendar, GB_ISSUE_STEP_REFUSE, issue->raised, self->refused);
  if (is_new || self->supplement_asked != 0)
    add_limit (self, rules, calendar, GB_ISSUE_STEP_SUPPLEMENT, issue->raised, self->supplement_asked);
  /* Who has it got it, even where nobody noted when. */
  if (issue->level != GB_ISSUE_LEVEL_COMMUNE && (issue->state <= GB_ISSUE_COLLECTED || self->forwarded != 0))
    add_limit (self, rules, calendar, GB_ISSUE_STEP_FORWARD, issue->raised, self->forwarded);
  add_limit (self, rules, calendar, GB_ISSUE_STEP_ANSWER, issue->raised, issue->answered);
  if (issue->answered != 0)
    add_limit (self, rules, calendar, GB_ISSUE_STEP_PUBLISH, issue->answered, self->published);
  return TRUE;
}

/* --- what was answered before --------------------------------------------------------------- */

static gboolean
load_similar (GbIssueDetail   *self,
              GbSqlConnection *connection,
              GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection,
      "SELECT id,title,answered FROM issue WHERE guidance=1 AND answered IS NOT NULL AND answer IS NOT NULL "
      "AND field=?1 AND id<>?2 ORDER BY answered DESC,id LIMIT ?3",
      error);
  gboolean row;

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, self->issue->field);
  gb_sql_statement_bind_text (s, 2, self->issue->id);
  gb_sql_statement_bind_int (s, 3, MOST_SIMILAR);
  while (gb_sql_statement_step (s, &row, error))
    {
      GbIssueGuidance *guidance;

      if (!row)
        return TRUE;
      guidance = g_new0 (GbIssueGuidance, 1);
      guidance->id = gb_sql_statement_dup_text (s, 0);
      guidance->title = gb_sql_statement_dup_text (s, 1);
      guidance->answered = gb_sql_statement_get_int (s, 2);
      g_ptr_array_add (self->similar, guidance);
    }
  return FALSE;
}

/* --- what can be done ----------------------------------------------------------------------- */

static void
find_what_may_be_done (GbIssueDetail *self)
{
  const GbIssue *issue = self->issue;
  gboolean asked = issue->stage == GB_ISSUE_SET_OVERDUE || issue->stage == GB_ISSUE_SET_WAITING;
  gboolean open = issue->stage != GB_ISSUE_SET_SETTLED && !issue->local;

  self->may_urge = asked && issue->level != GB_ISSUE_LEVEL_COMMUNE;
  self->may_judge = issue->stage == GB_ISSUE_SET_ANSWERED;
  self->may_escalate = open && issue->stage != GB_ISSUE_SET_UNSENT && issue->level != GB_ISSUE_LEVEL_MINISTRY;
  self->next_level = MIN ((int) issue->level + 1, GB_ISSUE_LEVEL_MINISTRY);
}

/**
 * gb_issue_detail_load:
 * @connection: for reading, as gb_store_read() gives it
 * @id: an issue's, also one that was raised here and is not sent yet
 * @now: UTC seconds
 *
 * Returns: (transfer full): all that is known of it
 */
GbIssueDetail *
gb_issue_detail_load (GbSqlConnection *connection,
                      const char      *id,
                      gint64           now,
                      GError         **error)
{
  g_autoptr (GbIssueDetail) self = g_atomic_rc_box_new0 (GbIssueDetail);
  g_auto (GbCursor) cursor = { 0 };

  self->now = now;
  self->notes = g_ptr_array_new_with_free_func (note_free);
  self->limits = g_ptr_array_new_with_free_func (limit_free);
  self->similar = g_ptr_array_new_with_free_func (guidance_free);
  self->pending = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_action_free);
  if (!gb_cursor_load (connection, GB_RECORD_GROUP_WORK, &cursor, error)
      || !gb_issue_repository_find (connection, id, now, &self->issue, error))
    return NULL;
  self->as_of = cursor.as_of;
  if (self->issue == NULL)
    return g_steal_pointer (&self);
  if (!load_record (self, connection, error) || !load_notes (self, connection, error)
      || !load_pending (self, connection, error) || !load_limits (self, connection, error)
      || !load_similar (self, connection, error))
    return NULL;
  g_ptr_array_sort (self->notes, compare_notes);
  find_what_may_be_done (self);
  return g_steal_pointer (&self);
}

typedef struct
{
  char *id; /* (owned) */
  gint64 now;
} Request;

static void
request_free (gpointer data)
{
  Request *self = data;

  g_free (self->id);
  g_free (self);
}

static gpointer
load (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  const Request *request = data;

  return gb_issue_detail_load (connection, request->id, request->now, error);
}

/**
 * gb_issue_detail_load_async:
 * @id: an issue's
 *
 * As gb_issue_detail_load(), off the main thread.
 */
void
gb_issue_detail_load_async (GbStore            *store,
                            const char         *id,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  Request *request = g_new0 (Request, 1);

  request->id = g_strdup (id);
  request->now = gb_clock_now (gb_store_get_clock (store));
  gb_store_read_async (store, load, request, request_free, (GDestroyNotify) gb_issue_detail_unref, G_PRIORITY_HIGH,
                       cancellable, callback, user_data);
}

/**
 * gb_issue_detail_load_finish:
 *
 * Returns: (transfer full): the detail; %NULL on error
 */
GbIssueDetail *
gb_issue_detail_load_finish (GbStore      *store,
                             GAsyncResult *result,
                             GError      **error)
{
  return gb_store_read_finish (store, result, error);
}
