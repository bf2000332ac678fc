/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-reminder-repository.h"

#include <string.h>

#include "gb-calendars.h"
#include "gb-cursor-repository.h"
#include "gb-dossier-repository.h"
#include "gb-dossier-select.h"
#include "gb-predicate.h"
#include "gb-reminder-rules.h"
#include "gb-sql-statement.h"
#include "gb-task-repository.h"

/* Whose clock runs and comes to its end in time, said to nobody yet. */
#define DUE_DOSSIERS_SQL                                                                           \
  " AND d.due>=:now AND d.due<=:until AND (%s) IN (%d,%d,%d) AND NOT EXISTS (SELECT 1 FROM local.reminder_member m " \
  "WHERE m.kind='due-dossiers' AND m.key=d.id||'@'||d.due) ORDER BY d.due,d.id"

/* As gb_officer_ends() has it; so of the own staff. */
#define EXPIRIES_SQL                                                                               \
  "SELECT o.id,o.to_day FROM officer o WHERE (o.kind='seconded')=?1 AND o.to_day BETWEEN ?2 AND ?3 " \
  "AND (?4 IS NULL OR o.commune=?4) ORDER BY o.to_day,o.name_key,o.id"

#define SAID_SQL "SELECT EXISTS (SELECT 1 FROM local.reminder_member WHERE kind=?1 AND key=?2)"

#define LOAD_SQL                                                                                   \
  "SELECT r.kind,r.said_at,m.record,m.key FROM local.reminder r JOIN local.reminder_member m ON m.reminder=r.number " \
  "WHERE r.number=?1"

/* What is looked for, and where. */
typedef struct
{
  GbSqlConnection *connection; /* (unowned) */
  const GbReminderSettings *settings;
  char *commune; /* (owned) (nullable) */
  GbCalendars *calendars; /* (owned) */
  GbWorkCalendar *calendar; /* of @calendars */
  gint64 now;
  gint64 as_of;
  GPtrArray *tasks; /* (owned) (nullable): once they are read */
  GPtrArray *found; /* (owned) (element-type GbReminder) */
} Search;

static void
search_clear (Search *self)
{
  g_free (self->commune);
  g_clear_object (&self->calendars);
  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  g_clear_pointer (&self->found, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

static GbReminder *
reminder_of (const Search  *self,
             GbReminderKind kind)
{
  return gb_reminder_new (kind, self->commune, self->now, self->as_of);
}

/* (transfer full) of @reminder */
static void
take (Search     *self,
      GbReminder *reminder)
{
  if (reminder->members->len > 0)
    g_ptr_array_add (self->found, reminder);
  else
    gb_reminder_free (reminder);
}

/* Takes the last member off again where it was said before. */
static gboolean
check_said (const Search *self,
            GbReminder   *reminder,
            GError      **error)
{
  const GbReminderMember *last = reminder->members->pdata[reminder->members->len - 1];
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (self->connection, SAID_SQL, error);
  gboolean row;

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, gb_reminder_kind_nick (reminder->kind));
  gb_sql_statement_bind_text (s, 2, last->key);
  if (!gb_sql_statement_step (s, &row, error))
    return FALSE;
  if (gb_sql_statement_get_int (s, 0) != 0)
    g_ptr_array_set_size (reminder->members, (int) reminder->members->len - 1);
  return TRUE;
}

static gboolean
read_tasks (Search  *self,
            GError **error)
{
  if (self->tasks == NULL)
    self->tasks = gb_task_repository_list (self->connection, self->commune, self->now, error);
  return self->tasks != NULL;
}

/* --- the day ----------------------------------------------------------------------------------- */

static gboolean
count_day (Search     *self,
           GbReminder *reminder,
           GError    **error)
{
  GbDossierQuery query = { .filter = GB_DOSSIER_FILTER_ALL, .commune = self->commune };
  GbDossierCounts counts;

  if (!gb_dossier_repository_counts (self->connection, &query, self->now, &counts, error))
    return FALSE;
  reminder->figures[GB_REMINDER_FIGURE_OVERDUE] = counts.classes[GB_DEADLINE_CLASS_OVERDUE];
  reminder->figures[GB_REMINDER_FIGURE_DUE_TODAY] = counts.classes[GB_DEADLINE_CLASS_DUE_TODAY];
  query.filter = GB_DOSSIER_FILTER_SIGN_TODAY;
  if (!gb_dossier_repository_count (self->connection, &query, self->now,
                                    &reminder->figures[GB_REMINDER_FIGURE_SIGN_TODAY], error) ||
      !read_tasks (self, error))
    return FALSE;
  for (guint i = 0; i < self->tasks->len; i++)
    {
      const GbTask *task = self->tasks->pdata[i];

      reminder->figures[GB_REMINDER_FIGURE_TASKS_OVERDUE] += gb_task_is_in (task, GB_TASK_FILTER_OVERDUE, self->now);
      reminder->figures[GB_REMINDER_FIGURE_TASKS_DUE_TODAY] += gb_task_is_in (task, GB_TASK_FILTER_DUE_TODAY, self->now);
    }
  return TRUE;
}

static gboolean
find_day (Search  *self,
          GError **error)
{
  g_autoptr (GbReminder) reminder = reminder_of (self, GB_REMINDER_DAY);

  gb_reminder_add (reminder, "", self->now);
  if (!check_said (self, reminder, error))
    return FALSE;
  if (reminder->members->len > 0 && !count_day (self, reminder, error))
    return FALSE;
  take (self, g_steal_pointer (&reminder));
  return TRUE;
}

/* --- within the hour --------------------------------------------------------------------------- */

static gboolean
find_due_dossiers (Search  *self,
                   gint64   until,
                   GError **error)
{
  const GbDossierQuery query = { .filter = GB_DOSSIER_FILTER_OPEN, .commune = self->commune };
  g_auto (GbDossierSelect) select = { 0 };
  g_autoptr (GString) sql = g_string_new (" SELECT d.id,d.due FROM dossier d WHERE ");
  g_autoptr (GbSqlStatement) s = NULL;
  g_autoptr (GbReminder) reminder = reminder_of (self, GB_REMINDER_DUE_DOSSIERS);
  gboolean row;

  if (!gb_dossier_select_init (&select, self->connection, &query, self->now, error))
    return FALSE;
  gb_dossier_select_append_where (&select, query.filter, sql);
  g_string_append_printf (sql, DUE_DOSSIERS_SQL, gb_predicate_class_sql (), GB_DEADLINE_CLASS_DUE_TODAY,
                          GB_DEADLINE_CLASS_DUE_SOON, GB_DEADLINE_CLASS_ON_TRACK);
  s = gb_dossier_select_prepare (&select, self->connection, sql->str, error);
  if (s == NULL)
    return FALSE;
  gb_sql_statement_set_int (s, ":until", until);
  for (;;)
    {
      if (!gb_sql_statement_step (s, &row, error))
        return FALSE;
      if (!row)
        break;
      gb_reminder_add (reminder, gb_sql_statement_get_text (s, 0), gb_sql_statement_get_int (s, 1));
    }
  take (self, g_steal_pointer (&reminder));
  return TRUE;
}

/* --- tasks and terms --------------------------------------------------------------------------- */

static gboolean
find_tasks (Search        *self,
            GbReminderKind kind,
            gint64         until,
            GError       **error)
{
  g_autoptr (GbReminder) reminder = reminder_of (self, kind);

  if (!read_tasks (self, error))
    return FALSE;
  for (guint i = 0; i < self->tasks->len; i++)
    {
      const GbTask *task = self->tasks->pdata[i];

      if (!gb_task_is_in (task, GB_TASK_FILTER_OPEN, self->now) || task->due < self->now || task->due > until)
        continue;
      gb_reminder_add (reminder, task->id, task->due);
      if (!check_said (self, reminder, error))
        return FALSE;
    }
  take (self, g_steal_pointer (&reminder));
  return TRUE;
}

static gboolean
find_terms (Search        *self,
            GbReminderKind kind,
            GbDay          last,
            GError       **error)
{
  g_autoptr (GbReminder) reminder = reminder_of (self, kind);
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (self->connection, EXPIRIES_SQL, error);
  g_autofree char *from = gb_day_format (gb_time_day (self->now));
  g_autofree char *to = gb_day_format (last);
  gboolean row;
  GbDay day;

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_int (s, 1, kind == GB_REMINDER_SECONDMENTS);
  gb_sql_statement_bind_text (s, 2, from);
  gb_sql_statement_bind_text (s, 3, to);
  gb_sql_statement_bind_text (s, 4, self->commune);
  for (;;)
    {
      if (!gb_sql_statement_step (s, &row, error))
        return FALSE;
      if (!row)
        break;
      if (!gb_day_parse (gb_sql_statement_get_text (s, 1), &day, NULL))
        continue;
      gb_reminder_add (reminder, gb_sql_statement_get_text (s, 0), gb_day_at (day, GB_DAY_SECONDS - 1));
      if (!check_said (self, reminder, error))
        return FALSE;
    }
  take (self, g_steal_pointer (&reminder));
  return TRUE;
}

static gboolean
find_expiries (Search  *self,
               GError **error)
{
  GbDay last = gb_reminder_rules_last_expiry (self->settings, self->calendar, gb_time_day (self->now));

  return find_terms (self, GB_REMINDER_SECONDMENTS, last, error) &&
         find_terms (self, GB_REMINDER_POSTS, last, error) &&
         find_tasks (self, GB_REMINDER_TASKS, gb_day_at (last, GB_DAY_SECONDS - 1), error);
}

static gboolean
find_all (Search  *self,
          GError **error)
{
  if (gb_reminder_rules_is_silent (self->settings, self->calendar, self->now))
    return TRUE;
  if (gb_reminder_rules_is_day (self->settings, self->calendar, self->now) &&
      (!find_day (self, error) || (self->settings->expiry_days > 0 && !find_expiries (self, error))))
    return FALSE;
  if (self->settings->due_within > 0)
    {
      gint64 until = gb_reminder_rules_due_until (self->settings, self->calendar, self->now);

      return find_due_dossiers (self, until, error) && find_tasks (self, GB_REMINDER_DUE_TASKS, until, error);
    }
  return TRUE;
}

/**
 * gb_reminder_repository_find:
 * @commune: (nullable): whose, where the cache's scope is a province's; %NULL for all of it
 * @settings: what is wanted
 * @now: UTC seconds
 *
 * What is to be said now and was not said before; nothing before the first pull. Blocks; run on a thread of the
 * store.
 *
 * Returns: (transfer full) (element-type GbReminder): at most one of each kind, in their order
 */
GPtrArray *
gb_reminder_repository_find (GbSqlConnection          *connection,
                             const char               *commune,
                             const GbReminderSettings *settings,
                             gint64                    now,
                             GError                  **error)
{
  g_auto (Search) search = { .connection = connection, .settings = settings, .now = now };
  g_auto (GbCursor) cursor = { 0 };

  search.found = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_reminder_free);
  if (!gb_cursor_load (connection, GB_RECORD_GROUP_WORK, &cursor, error) ||
      !gb_cursor_load_commune (connection, &search.commune, error))
    return NULL;
  if (search.commune == NULL)
    search.commune = g_strdup (commune);
  search.as_of = cursor.as_of;
  search.calendars = gb_calendars_load (connection, error);
  if (search.calendars == NULL)
    return NULL;
  search.calendar = search.commune != NULL ? gb_calendars_of_commune (search.calendars, search.commune)
                                           : gb_calendars_get_default (search.calendars);
  if (search.as_of != 0 && !find_all (&search, error))
    return NULL;
  return g_steal_pointer (&search.found);
}

/* As gb_reminder_add() wrote it; of the day's counts the day. */
static gint64
due_of (const char *key)
{
  const char *at = strrchr (key, '@');
  GbDay day;

  if (at != NULL)
    return g_ascii_strtoll (at + 1, NULL, 10);
  return gb_day_parse (key, &day, NULL) ? gb_day_at (day, 0) : 0;
}

static int
compare_members (gconstpointer a,
                 gconstpointer b)
{
  const GbReminderMember *one = *(GbReminderMember *const *) a, *other = *(GbReminderMember *const *) b;

  if (one->due != other->due)
    return one->due < other->due ? -1 : 1;
  return strcmp (one->record, other->record);
}

/**
 * gb_reminder_repository_load:
 * @number: of a reminder that was said
 * @reminder: (out) (transfer full) (nullable): it, without figures; %NULL when the file does not have it any more
 *
 * Blocks; run on a thread of the store.
 */
gboolean
gb_reminder_repository_load (GbSqlConnection *connection,
                             gint64           number,
                             GbReminder     **reminder,
                             GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (connection, LOAD_SQL, error);
  g_autoptr (GbReminder) self = NULL;
  gboolean row;

  *reminder = NULL;
  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_int (s, 1, number);
  for (;;)
    {
      GbReminderKind kind = GB_REMINDER_DAY;

      if (!gb_sql_statement_step (s, &row, error))
        return FALSE;
      if (!row)
        break;
      gb_reminder_kind_parse (gb_sql_statement_get_text (s, 0), &kind);
      if (self == NULL)
        self = gb_reminder_new (kind, NULL, gb_sql_statement_get_int (s, 1), 0);
      gb_reminder_add (self, gb_sql_statement_get_text (s, 2), due_of (gb_sql_statement_get_text (s, 3)));
    }
  if (self != NULL)
    {
      self->number = number;
      g_ptr_array_sort (self->members, compare_members);
    }
  *reminder = g_steal_pointer (&self);
  return TRUE;
}
