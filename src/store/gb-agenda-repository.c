/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-agenda-repository.h"

#include "gb-calendars.h"
#include "gb-dossier-repository.h"
#include "gb-duty-private.h"
#include "gb-issue-private.h"
#include "gb-notice-repository.h"
#include "gb-sql-statement.h"
#include "gb-task-repository.h"

/* How long before its end a secondment asks for a decision. */
#define SECONDMENT_DAYS 30
#define EVENT_DAYS 30

/* Each kind has one statement with the columns name, document, target, count, day, instant, done,
 * total. :commune NULL is the whole scope; days are compared as text. */
static const struct
{
  GbAgendaKind kind;
  const char *sql;
} kinds[] = {
  { GB_AGENDA_URGE_UNANSWERED,
    "SELECT u.officer,u.document,u.dossier,1,date(u.answer_due+25200,'unixepoch'),u.made,0,0 "
    "FROM urge u JOIN dossier d ON d.id=u.dossier "
    "WHERE u.answer_due<:now AND d.state NOT IN (3,7,9,10) "
    "AND NOT EXISTS (SELECT 1 FROM answer a WHERE a.urge=u.id) "
    "AND (:commune IS NULL OR d.commune=:commune) ORDER BY u.answer_due,u.id" },
  { GB_AGENDA_SECONDMENT_ENDS,
    "SELECT o.name,o.decision,o.id,"
    "(SELECT count(*) FROM dossier d WHERE d.state NOT IN (3,7,9,10) AND d.commune=o.commune "
    "AND d.officer=o.name),o.to_day,0,0,0 "
    "FROM officer o WHERE o.kind='seconded' AND o.to_day BETWEEN :today AND :secondment_day "
    "AND (:commune IS NULL OR o.commune=:commune) ORDER BY o.to_day,o.name_key" },
  /* A field that somebody does and nobody would take over. */
  { GB_AGENDA_NO_STAND_IN,
    "WITH " GB_DUTY_WITH " SELECT group_concat(field,'; '),NULL,NULL,count(*),NULL,0,0,0 "
    "FROM (SELECT field FROM gap WHERE :commune IS NOT NULL ORDER BY field) HAVING count(*)>0" },
};

static void
set_day (GbSqlStatement *statement,
         const char     *name,
         GbDay           day)
{
  g_autofree char *text = gb_day_format (day);

  gb_sql_statement_set_text (statement, name, text);
}

static void
bind_all (GbSqlStatement *statement,
          const char     *commune,
          gint64          now)
{
  GbDay today = gb_time_day (now);

  gb_sql_statement_set_text (statement, ":commune", commune);
  gb_sql_statement_set_int (statement, ":now", now);
  set_day (statement, ":today", today);
  set_day (statement, ":secondment_day", today + SECONDMENT_DAYS);
}

static GbAgendaItem *
read_item (GbSqlStatement *statement,
           GbAgendaKind    kind)
{
  GbAgendaItem *self = g_new0 (GbAgendaItem, 1);

  self->kind = kind;
  self->name = gb_sql_statement_dup_text (statement, 0);
  self->document = gb_sql_statement_dup_text (statement, 1);
  self->target = gb_sql_statement_dup_text (statement, 2);
  self->count = gb_sql_statement_get_int (statement, 3);
  if (gb_sql_statement_is_null (statement, 4) ||
      !gb_day_parse (gb_sql_statement_get_text (statement, 4), &self->day, NULL))
    self->day = GB_DAY_NONE;
  self->instant = gb_sql_statement_get_int (statement, 5);
  self->done = gb_sql_statement_get_double (statement, 6);
  self->total = gb_sql_statement_get_double (statement, 7);
  return self;
}

static GbDay
next_working_day (GbCalendars *calendars,
                  const char  *commune,
                  gint64       now)
{
  GbWorkCalendar *calendar = commune != NULL ? gb_calendars_of_commune (calendars, commune)
                                             : gb_calendars_get_default (calendars);

  return gb_work_calendar_nth_day (calendar, gb_time_day (now), 1);
}

/* Those that the predicate's set has: what the row opens. */
static gboolean
add_letters (GbSqlConnection *connection,
             const char      *commune,
             gint64           now,
             GPtrArray       *items,
             GError         **error)
{
  const GbDossierQuery query = { .filter = GB_DOSSIER_FILTER_SIGN_TODAY,
                                 .commune = (char *) commune };
  g_autoptr (GbCalendars) calendars = NULL;
  GbAgendaItem *item;
  gint64 count;

  if (!gb_dossier_repository_count (connection, &query, now, &count, error))
    return FALSE;
  if (count == 0)
    return TRUE;
  calendars = gb_calendars_load (connection, error);
  if (calendars == NULL)
    return FALSE;
  item = g_new0 (GbAgendaItem, 1);
  item->kind = GB_AGENDA_LETTERS_TO_SIGN;
  item->count = count;
  item->day = next_working_day (calendars, commune, now);
  g_ptr_array_add (items, item);
  return TRUE;
}

/* Answers that are late: each agency and kind is one row, what the commune itself owes apart. */
static gboolean
add_answers (GbSqlConnection *connection,
             const char      *commune,
             gint64           now,
             GbAgendaKind     kind,
             GPtrArray       *items,
             GError         **error)
{
  gboolean own = kind == GB_AGENDA_REPORTS_OVERDUE;
  g_autoptr (GbIssueQuery) query = gb_issue_query_new (own ? GB_ISSUE_SET_OVERDUE_OWN : GB_ISSUE_SET_OVERDUE_ABOVE);
  g_autoptr (GbSqlStatement) statement = NULL;
  gboolean row;

  query->commune = g_strdup (commune);
  statement = gb_issue_prepare (connection,
                                "coalesce(g.name,i.department,''),i.kind,coalesce(i.department,''),count(*),"
                                "date(min(i.due)+25200,'unixepoch'),min(i.due),0,0",
                                "1", query,
                                own ? "GROUP BY i.kind ORDER BY min(i.due),2"
                                    : "GROUP BY i.department,i.kind ORDER BY min(i.due),1,2",
                                now, error);
  if (statement == NULL)
    return FALSE;
  while (gb_sql_statement_step (statement, &row, error))
    {
      if (!row)
        return TRUE;
      g_ptr_array_add (items, read_item (statement, kind));
    }
  return FALSE;
}

static GbAgendaItem *
task_item (const GbTask *task)
{
  GbAgendaItem *item = g_new0 (GbAgendaItem, 1);

  item->kind = GB_AGENDA_TASK_DUE;
  item->name = g_strdup (task->title);
  item->document = g_strdup (task->document);
  item->target = g_strdup (task->id);
  item->count = 1;
  item->day = gb_time_day (task->due);
  item->instant = task->due;
  item->done = task->done;
  item->total = task->total;
  return item;
}

/* Of a whole province they are hundreds: one row for all. */
static GbAgendaItem *
tasks_item (GPtrArray *tasks,
            gint64     now)
{
  GbAgendaItem *item = g_new0 (GbAgendaItem, 1);
  g_autoptr (GPtrArray) communes = gb_task_repository_by_commune (tasks, now);

  item->kind = GB_AGENDA_TASKS_DUE;
  item->day = GB_DAY_NONE;
  for (guint i = 0; i < tasks->len; i++)
    {
      item->count += gb_task_is_in (tasks->pdata[i], GB_TASK_FILTER_PRESSING, now);
      item->done += gb_task_is_in (tasks->pdata[i], GB_TASK_FILTER_OVERDUE, now);
    }
  for (guint i = 0; i < communes->len; i++)
    item->total += ((GbTaskCommune *) communes->pdata[i])->counts[GB_TASK_FILTER_PRESSING] > 0;
  return item;
}

/* Those that the page of tasks counts, too. */
static gboolean
add_tasks (GbSqlConnection *connection,
           const char      *commune,
           gint64           now,
           GPtrArray       *items,
           GError         **error)
{
  g_autoptr (GPtrArray) tasks = gb_task_repository_list (connection, commune, now, error);
  guint n = 0;

  for (guint i = 0; tasks != NULL && i < tasks->len; i++)
    if (gb_task_is_in (tasks->pdata[i], GB_TASK_FILTER_PRESSING, now))
      {
        n++;
        if (commune != NULL)
          g_ptr_array_add (items, task_item (tasks->pdata[i]));
      }
  if (commune == NULL && n > 0)
    g_ptr_array_add (items, tasks_item (tasks, now));
  return tasks != NULL;
}

static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  return (int) (*(GbAgendaItem *const *) a)->kind - (int) (*(GbAgendaItem *const *) b)->kind;
}

/**
 * gb_agenda_repository_items:
 * @commune: (nullable): the commune; %NULL for the whole scope
 * @now: UTC seconds
 *
 * What asks for a decision of the chairman, as far as the cache knows: letters to be signed, answers
 * and tasks that are due, secondments that end, fields without a stand-in. The order is that of #GbAgendaKind, within
 * it the earliest first.
 *
 * Returns: (transfer full) (element-type GbAgendaItem): the items
 */
GPtrArray *
gb_agenda_repository_items (GbSqlConnection  *connection,
                            const char       *commune,
                            gint64            now,
                            GError          **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_agenda_item_free);

  if (!add_letters (connection, commune, now, items, error) ||
      !add_answers (connection, commune, now, GB_AGENDA_ANSWERS_OVERDUE, items, error) ||
      !add_answers (connection, commune, now, GB_AGENDA_REPORTS_OVERDUE, items, error) ||
      !add_tasks (connection, commune, now, items, error))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (connection, kinds[i].sql,
                                                                        error);

      if (statement == NULL)
        return NULL;
      bind_all (statement, commune, now);
      for (;;)
        {
          gboolean row;

          if (!gb_sql_statement_step (statement, &row, error))
            return NULL;
          if (!row)
            break;
          g_ptr_array_add (items, read_item (statement, kinds[i].kind));
        }
    }
  /* Stable: within a kind the order stays. */
  g_ptr_array_sort (items, compare_items);
  return g_steal_pointer (&items);
}

#define EVENTS_SQL                                                                                 \
  "SELECT c.kind='work',c.id,0,coalesce(c.name,'') FROM calendar_day c "                           \
  "WHERE c.id BETWEEN :today AND :event_day "                                                      \
  "ORDER BY 2"

/* Days off that follow each other are one event. */
static gboolean
extend_days_off (GPtrArray         *events,
             GbAgendaEventKind  kind,
             GbDay              day)
{
  if (kind != GB_AGENDA_EVENT_OFF)
    return FALSE;
  for (guint i = 0; i < events->len; i++)
    {
      GbAgendaEvent *event = g_ptr_array_index (events, i);

      if (event->kind != kind || event->to + 1 != day)
        continue;
      event->to = day;
      return TRUE;
    }
  return FALSE;
}

/* Classes and conferences that the page of tasks has as upcoming; one that runs is still to be entered. */
static gboolean
add_notices (GbSqlConnection *connection,
             const char      *commune,
             gint64           now,
             GPtrArray       *events,
             GError         **error)
{
  g_autoptr (GPtrArray) notices = gb_notice_repository_list (connection, commune, now, error);

  for (guint i = 0; notices != NULL && i < notices->len; i++)
    {
      const GbNoticeRow *notice = notices->pdata[i];
      GbAgendaEvent *event;

      if (notice->kind == GB_NOTICE_NOTICE || notice->stage != GB_NOTICE_STAGE_UPCOMING ||
          gb_time_day (notice->starts) > gb_time_day (now) + EVENT_DAYS)
        continue;
      event = g_new0 (GbAgendaEvent, 1);
      event->kind = GB_AGENDA_EVENT_NOTICE;
      event->from = event->to = gb_time_day (notice->starts);
      event->instant = notice->starts;
      event->name = g_strdup (notice->title);
      event->target = g_strdup (notice->id);
      event->link = g_strdup (notice->link);
      g_ptr_array_add (events, event);
    }
  return notices != NULL;
}

static int
compare_events (gconstpointer a,
                gconstpointer b)
{
  const GbAgendaEvent *one = *(GbAgendaEvent *const *) a, *other = *(GbAgendaEvent *const *) b;

  if (one->from != other->from)
    return one->from < other->from ? -1 : 1;
  return (one->instant > other->instant) - (one->instant < other->instant);
}

/**
 * gb_agenda_repository_events:
 * @commune: (nullable): the commune; %NULL for the whole scope
 * @now: UTC seconds
 * @limit: most events wanted
 *
 * What the next thirty days bring: days off, make-up days, classes and conferences.
 *
 * Returns: (transfer full) (element-type GbAgendaEvent): the events, the next one first
 */
GPtrArray *
gb_agenda_repository_events (GbSqlConnection  *connection,
                             const char       *commune,
                             gint64            now,
                             guint             limit,
                             GError          **error)
{
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_agenda_event_free);
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (connection, EVENTS_SQL, error);

  if (statement == NULL)
    return NULL;
  bind_all (statement, commune, now);
  set_day (statement, ":event_day", gb_time_day (now) + EVENT_DAYS);
  for (;;)
    {
      GbAgendaEventKind kind;
      GbAgendaEvent *event;
      gboolean row;
      GbDay day;

      if (!gb_sql_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        break;
      kind = (GbAgendaEventKind) gb_sql_statement_get_int (statement, 0);
      if (!gb_day_parse (gb_sql_statement_get_text (statement, 1), &day, NULL) ||
          extend_days_off (events, kind, day))
        continue;
      event = g_new0 (GbAgendaEvent, 1);
      event->kind = kind;
      event->from = event->to = day;
      event->instant = gb_sql_statement_get_int (statement, 2);
      event->name = gb_sql_statement_dup_text (statement, 3);
      g_ptr_array_add (events, event);
    }
  if (!add_notices (connection, commune, now, events, error))
    return NULL;
  g_ptr_array_sort (events, compare_events);
  if (events->len > limit)
    g_ptr_array_set_size (events, (int) limit);
  return g_steal_pointer (&events);
}

void
gb_agenda_item_free (GbAgendaItem *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->document);
  g_free (self->target);
  g_free (self);
}

void
gb_agenda_event_free (GbAgendaEvent *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->target);
  g_free (self->link);
  g_free (self);
}
