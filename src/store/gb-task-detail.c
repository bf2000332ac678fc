/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-task-detail.h"

#include "gb-action-overlay.h"
#include "gb-cursor-repository.h"
#include "gb-sql-statement.h"
#include "gb-task-repository.h"

/* What was reported here stands among what the hub has told until the feed brings it. */
#define NOTES_SQL                                                                                  \
  "SELECT n.id,n.at,n.author,n.text,n.done,n.total,n.state,n.files,0,0 FROM task_note n WHERE n.task=:id " \
  "UNION ALL SELECT a.id,a.made_at,a.data->>'author',a.data->>'text',a.data->>'done',a.data->>'total'," \
  "a.data->>'state',a.data->'files',1,a.state='waiting' FROM local.action a WHERE a.target=:id AND %s " \
  "ORDER BY 2 DESC,1"

#define INDICATOR_SQL                                                                              \
  "SELECT i.name,v.numerator,v.denominator,v.target FROM indicator i LEFT JOIN indicator_value v ON v.number=(" \
  "SELECT x.number FROM indicator_value x WHERE x.indicator=i.id AND x.commune=:commune "          \
  "ORDER BY x.period DESC LIMIT 1) WHERE i.id=:id"

void
gb_task_note_free (GbTaskNote *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->author);
  g_free (self->text);
  g_free (self->files);
  g_free (self);
}

void
gb_task_detail_free (GbTaskDetail *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->task, gb_task_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_free (self->indicator);
  g_free (self);
}

static GbTaskNote *
read_note (GbSqlStatement *s)
{
  GbTaskNote *self = g_new0 (GbTaskNote, 1);

  self->id = gb_sql_statement_dup_text (s, 0);
  self->at = gb_sql_statement_get_int (s, 1);
  self->author = gb_sql_statement_dup_text (s, 2);
  self->text = gb_sql_statement_dup_text (s, 3);
  self->has_done = !gb_sql_statement_is_null (s, 4);
  self->done = gb_sql_statement_get_double (s, 4);
  self->total = gb_sql_statement_get_double (s, 5);
  self->has_state = gb_task_state_parse (gb_sql_statement_get_text (s, 6), &self->state);
  self->files = gb_sql_statement_dup_text (s, 7);
  self->pending = gb_sql_statement_get_int (s, 8) != 0;
  self->withdrawable = gb_sql_statement_get_int (s, 9) != 0;
  return self;
}

static GPtrArray *
load_notes (GbSqlConnection *connection,
            const char      *id,
            GError         **error)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_task_note_free);
  g_autofree char *sql = g_strdup_printf (NOTES_SQL, gb_action_overlay_sql (GB_ACTION_TASK_PROGRESS));
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (connection, sql, error);
  gboolean row;

  if (s == NULL)
    return NULL;
  gb_sql_statement_set_text (s, ":id", id);
  while (gb_sql_statement_step (s, &row, error))
    {
      if (!row)
        return g_steal_pointer (&notes);
      g_ptr_array_add (notes, read_note (s));
    }
  return NULL;
}

static gboolean
add_files (GbSqlConnection *connection,
           GPtrArray       *files,
           const char      *json,
           GError         **error)
{
  g_autoptr (GPtrArray) more = json != NULL ? gb_attachment_list (connection, json, error) : NULL;

  for (guint i = 0; more != NULL && i < more->len; i++)
    g_ptr_array_add (files, gb_attachment_copy (more->pdata[i]));
  return json == NULL || more != NULL;
}

static gboolean
load_files (GbSqlConnection *connection,
            GbTaskDetail    *self,
            GError         **error)
{
  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_attachment_free);
  if (!add_files (connection, self->files, self->task->files, error))
    return FALSE;
  for (guint i = 0; i < self->notes->len; i++)
    if (!add_files (connection, self->files, ((GbTaskNote *) self->notes->pdata[i])->files, error))
      return FALSE;
  return TRUE;
}

static gboolean
load_indicator (GbSqlConnection *connection,
                GbTaskDetail    *self,
                GError         **error)
{
  g_autoptr (GbSqlStatement) s = NULL;
  gboolean row;

  if (self->task->indicator == NULL)
    return TRUE;
  s = gb_sql_connection_prepare (connection, INDICATOR_SQL, error);
  if (s == NULL)
    return FALSE;
  gb_sql_statement_set_text (s, ":id", self->task->indicator);
  gb_sql_statement_set_text (s, ":commune", self->task->commune);
  if (!gb_sql_statement_step (s, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  self->indicator = gb_sql_statement_dup_text (s, 0);
  self->has_value = !gb_sql_statement_is_null (s, 1);
  self->numerator = gb_sql_statement_get_double (s, 1);
  self->denominator = gb_sql_statement_get_double (s, 2);
  self->target = gb_sql_statement_get_double (s, 3);
  return TRUE;
}

/**
 * gb_task_detail_load:
 * @id: a task's
 * @now: UTC seconds
 * @detail: (out) (transfer full) (nullable): the task; %NULL when there is none
 */
gboolean
gb_task_detail_load (GbSqlConnection *connection,
                     const char      *id,
                     gint64           now,
                     GbTaskDetail   **detail,
                     GError         **error)
{
  g_autoptr (GbTaskDetail) self = g_new0 (GbTaskDetail, 1);
  g_auto (GbCursor) cursor = { 0 };

  *detail = NULL;
  self->now = now;
  if (!gb_task_repository_find (connection, id, now, &self->task, error))
    return FALSE;
  if (self->task == NULL)
    return TRUE;
  self->notes = load_notes (connection, id, error);
  if (self->notes == NULL || !load_files (connection, self, error) || !load_indicator (connection, self, error)
      || !gb_cursor_load (connection, GB_RECORD_GROUP_WORK, &cursor, error))
    return FALSE;
  self->as_of = cursor.as_of;
  *detail = g_steal_pointer (&self);
  return TRUE;
}
