/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-task-repository.h"

#include "gb-action-overlay.h"
#include "gb-calendars.h"
#include "gb-deadline.h"
#include "gb-duration.h"
#include "gb-sql-statement.h"
#include "gb-text.h"

enum
{
  COLUMN_ID,
  COLUMN_DOCUMENT,
  COLUMN_TITLE,
  COLUMN_TEXT,
  COLUMN_COMMUNE,
  COLUMN_COMMUNE_NAME,
  COLUMN_ISSUER,
  COLUMN_PROGRAMME,
  COLUMN_INDICATOR,
  COLUMN_ASSIGNEE,
  COLUMN_ASSIGNEE_NAME,
  COLUMN_LINK,
  COLUMN_FILES,
  COLUMN_ISSUED,
  COLUMN_DUE,
  COLUMN_STATE,
  COLUMN_DONE,
  COLUMN_TOTAL,
  COLUMN_PENDING,
  COLUMN_TOLD_STATE,
  COLUMN_FINISHED,
};

/* What was reported here lies over what the hub has told; of several reports the latest that says a thing counts.
 * The last but one column is the state that the latest report gives, empty where it gives only how much is done. */
#define LATEST(key) "(SELECT s.data->>'" key "' FROM said s WHERE s.target=t.id AND s.data->>'" key "' IS NOT NULL " \
                    "ORDER BY s.made_at DESC,s.number DESC LIMIT 1)"

/* What the task was after a report; NULL where the report is about neither. */
#define TOLD(note) "coalesce(" note ".state,CASE WHEN " note ".done IS NULL THEN NULL "            \
                   "WHEN " note ".done>=coalesce(" note ".total,t.total) THEN 'done' ELSE 'open' END)"

#define TASKS_SQL                                                                                  \
  "WITH said AS MATERIALIZED (SELECT a.target,a.made_at,a.number,a.data FROM local.action a WHERE %s) " \
  "SELECT t.id,t.document,t.title,t.text,t.commune,w.type||' '||w.name,t.issuer,t.programme,t.indicator,t.assignee," \
  "o.name,t.link,t.files,t.issued,t.due,t.state,coalesce(" LATEST ("done") ",t.done),coalesce(" LATEST ("total")     \
  ",t.total),EXISTS (SELECT 1 FROM said s WHERE s.target=t.id),"                                   \
  "(SELECT coalesce(s.data->>'state','') FROM said s WHERE s.target=t.id AND "                     \
  "(s.data->>'state' IS NOT NULL OR s.data->>'done' IS NOT NULL) ORDER BY s.made_at DESC,s.number DESC LIMIT 1)," \
  "coalesce((SELECT min(n.at) FROM task_note n WHERE n.task=t.id AND " TOLD ("n") "='done' AND NOT EXISTS (" \
  "SELECT 1 FROM task_note r WHERE r.task=t.id AND " TOLD ("r") "='open' AND r.at>n.at)),"         \
  "(SELECT max(s.made_at) FROM said s WHERE s.target=t.id)) "                                      \
  "FROM task t LEFT JOIN commune w ON w.id=t.commune LEFT JOIN officer o ON o.id=t.assignee "      \
  "WHERE (:commune IS NULL OR t.commune IS NULL OR t.commune=:commune) AND (:id IS NULL OR t.id=:id)"

/* As the hub does it: it is done when everything is, unless the report says otherwise. */
static GbTaskState
state_with (GbSqlStatement *s,
            const GbTask   *task)
{
  GbTaskState state = GB_TASK_OPEN;
  const char *told = gb_sql_statement_get_text (s, COLUMN_TOLD_STATE);

  gb_task_state_parse (gb_sql_statement_get_text (s, COLUMN_STATE), &state);
  if (told == NULL || gb_task_state_parse (told, &state) || task->total <= 0)
    return state;
  return task->done >= task->total ? GB_TASK_DONE : GB_TASK_OPEN;
}

static GbTask *
read_task (GbSqlStatement *s)
{
  GbTask *self = gb_task_new ();

  self->id = gb_sql_statement_dup_text (s, COLUMN_ID);
  self->document = gb_sql_statement_dup_text (s, COLUMN_DOCUMENT);
  self->title = gb_sql_statement_dup_text (s, COLUMN_TITLE);
  self->text = gb_sql_statement_dup_text (s, COLUMN_TEXT);
  self->commune = gb_sql_statement_dup_text (s, COLUMN_COMMUNE);
  self->commune_name = gb_sql_statement_dup_text (s, COLUMN_COMMUNE_NAME);
  self->issuer = gb_sql_statement_dup_text (s, COLUMN_ISSUER);
  self->programme = gb_sql_statement_dup_text (s, COLUMN_PROGRAMME);
  self->indicator = gb_sql_statement_dup_text (s, COLUMN_INDICATOR);
  self->assignee = gb_sql_statement_dup_text (s, COLUMN_ASSIGNEE);
  self->assignee_name = gb_sql_statement_dup_text (s, COLUMN_ASSIGNEE_NAME);
  self->link = gb_sql_statement_dup_text (s, COLUMN_LINK);
  self->files = gb_sql_statement_dup_text (s, COLUMN_FILES);
  self->issued = gb_sql_statement_get_int (s, COLUMN_ISSUED);
  self->due = gb_sql_statement_get_int (s, COLUMN_DUE);
  self->done = gb_sql_statement_get_double (s, COLUMN_DONE);
  self->total = gb_sql_statement_get_double (s, COLUMN_TOTAL);
  self->pending = gb_sql_statement_get_int (s, COLUMN_PENDING) != 0;
  self->state = state_with (s, self);
  self->finished = self->state == GB_TASK_DONE ? gb_sql_statement_get_int (s, COLUMN_FINISHED) : 0;
  return self;
}

static void
classify (GbTask         *task,
          GbWorkCalendar *calendar,
          gint64          now)
{
  task->day_seconds = gb_duration_typical_day (calendar, gb_time_day (now));
  task->klass = GB_DEADLINE_CLASS_FINISHED;
  if (task->state != GB_TASK_OPEN)
    return;
  task->klass = gb_deadline_classify (calendar, task->due, now, gb_work_calendar_get_near_days (calendar));
  task->remaining = gb_work_calendar_worked (calendar, now, task->due);
}

static GPtrArray *
load (GbSqlConnection *connection,
      const char      *commune,
      const char      *id,
      gint64           now,
      GError         **error)
{
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_task_unref);
  g_autoptr (GbCalendars) calendars = gb_calendars_load (connection, error);
  g_autofree char *sql = g_strdup_printf (TASKS_SQL, gb_action_overlay_sql (GB_ACTION_TASK_PROGRESS));
  g_autoptr (GbSqlStatement) s = NULL;
  gboolean row;

  if (calendars == NULL)
    return NULL;
  s = gb_sql_connection_prepare (connection, sql, error);
  if (s == NULL)
    return NULL;
  gb_sql_statement_set_text (s, ":commune", commune);
  gb_sql_statement_set_text (s, ":id", id);
  if (!gb_sql_statement_step (s, &row, error))
    return NULL;
  while (row)
    {
      GbTask *task = read_task (s);
      const char *clock = task->commune != NULL ? task->commune : commune;

      g_ptr_array_add (tasks, task);
      classify (task, clock != NULL ? gb_calendars_of_commune (calendars, clock) : gb_calendars_get_default (calendars),
                now);
      if (!gb_sql_statement_step (s, &row, error))
        return NULL;
    }
  g_ptr_array_sort (tasks, gb_task_compare);
  return g_steal_pointer (&tasks);
}

/**
 * gb_task_repository_list:
 * @commune: (nullable): the commune whose tasks are wanted, with those of every commune; %NULL for
 *   the whole scope
 * @now: UTC seconds
 *
 * Returns: (transfer full) (element-type GbTask): all tasks, late first, see gb_task_compare()
 */
GPtrArray *
gb_task_repository_list (GbSqlConnection *connection,
                         const char      *commune,
                         gint64           now,
                         GError         **error)
{
  return load (connection, commune, NULL, now, error);
}

/**
 * gb_task_repository_find:
 * @id: a task's
 * @now: UTC seconds
 * @task: (out) (transfer full) (nullable): the task; %NULL when there is none
 */
gboolean
gb_task_repository_find (GbSqlConnection *connection,
                         const char      *id,
                         gint64           now,
                         GbTask         **task,
                         GError         **error)
{
  g_autoptr (GPtrArray) tasks = load (connection, NULL, id, now, error);

  *task = tasks != NULL && tasks->len > 0 ? gb_task_ref (tasks->pdata[0]) : NULL;
  return tasks != NULL;
}

/* Who is late with most comes first. */
static int
compare_communes (gconstpointer a,
                  gconstpointer b)
{
  static const GbTaskFilter order[] = { GB_TASK_FILTER_OVERDUE, GB_TASK_FILTER_PRESSING, GB_TASK_FILTER_OPEN };
  const GbTaskCommune *one = *(GbTaskCommune *const *) a, *other = *(GbTaskCommune *const *) b;

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    if (one->counts[order[i]] != other->counts[order[i]])
      return one->counts[order[i]] < other->counts[order[i]] ? 1 : -1;
  return g_bytes_compare (one->key, other->key);
}

/**
 * gb_task_repository_by_commune:
 * @tasks: (element-type GbTask): what gb_task_repository_list() gave
 * @now: UTC seconds, the same
 *
 * Pure. Tasks of every commune are left out: they are nobody's own.
 *
 * Returns: (transfer full) (element-type GbTaskCommune): the communes that have tasks, who is late
 *   with most first
 */
GPtrArray *
gb_task_repository_by_commune (GPtrArray *tasks,
                               gint64     now)
{
  GPtrArray *communes = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_task_commune_free);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < tasks->len; i++)
    {
      const GbTask *task = tasks->pdata[i];
      GbTaskCommune *commune;

      if (task->commune == NULL)
        continue;
      commune = g_hash_table_lookup (known, task->commune);
      if (commune == NULL)
        {
          commune = g_new0 (GbTaskCommune, 1);
          commune->code = g_strdup (task->commune);
          commune->name = g_strdup (task->commune_name != NULL ? task->commune_name : task->commune);
          commune->key = gb_text_sort_key (commune->name);
          g_hash_table_insert (known, commune->code, commune);
          g_ptr_array_add (communes, commune);
        }
      for (int filter = 0; filter < GB_N_TASK_FILTERS; filter++)
        commune->counts[filter] += gb_task_is_in (task, filter, now);
    }
  g_ptr_array_sort (communes, compare_communes);
  return communes;
}

void
gb_task_commune_free (GbTaskCommune *self)
{
  if (self == NULL)
    return;
  g_free (self->code);
  g_free (self->name);
  g_bytes_unref (self->key);
  g_free (self);
}
