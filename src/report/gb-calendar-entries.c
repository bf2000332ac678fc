/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-calendar-entries.h"

#include <glib/gi18n-lib.h>

#include "gb-cursor-repository.h"
#include "gb-dossier-repository.h"
#include "gb-notice-repository.h"
#include "gb-officer.h"
#include "gb-task-repository.h"
#include "gb-team-repository.h"

/* A task is due at a moment; as long before that it is seen in a calendar. */
#define TASK_SECONDS (30 * 60)
#define DAY_MINUTES (24 * 60)
#define MEETING_MINUTES 30
#define DOSSIER_MINUTES 60

/* Dossiers that are read at one time. */
#define CHUNK 500

/* What a desk has to do on which day, as entries of a calendar: tasks and their deadlines, classes and conferences,
 * visits of the teams, ends of secondments. */

static GbCalendarEntry *
add_entry (GPtrArray  *entries,
           const char *kind,
           const char *id,
           const char *category)
{
  GbCalendarEntry *entry = g_new0 (GbCalendarEntry, 1);

  entry->uid = gb_calendar_entry_make_uid (kind, id);
  entry->category = g_strdup (category);
  entry->day = GB_DAY_NONE;
  g_ptr_array_add (entries, entry);
  return entry;
}

/* Whose it is, where several communes' are in one calendar. */
static char *
name_whose (const char *what,
            const char *commune,
            const char *commune_name)
{
  if (commune != NULL || commune_name == NULL)
    return g_strdup (what);
  return g_strdup_printf ("%s (%s)", what, commune_name);
}

static gboolean
add_tasks (GbSqlConnection *connection,
           const char      *commune,
           gint64           now,
           GPtrArray       *entries,
           GError         **error)
{
  g_autoptr (GPtrArray) tasks = gb_task_repository_list (connection, commune, now, error);

  for (guint i = 0; tasks != NULL && i < tasks->len; i++)
    {
      const GbTask *task = tasks->pdata[i];
      g_autofree char *title = name_whose (task->title, commune, task->commune_name);
      GbCalendarEntry *entry;

      if (task->state != GB_TASK_OPEN)
        continue;
      entry = add_entry (entries, "task", task->id, _("Task"));
      /* Translators: a task, in a calendar at the moment it is due */
      entry->summary = g_strdup_printf (_("Due: %s"), title);
      entry->starts = task->due - TASK_SECONDS;
      entry->ends = task->due;
      entry->remind_minutes = DAY_MINUTES;
      entry->url = g_strdup (task->link);
      /* Translators: the number of a document and who sent it */
      entry->description = g_strdup_printf (_("By document %s of %s"), task->document, task->issuer);
    }
  return tasks != NULL;
}

static char *
describe_notice (const GbNoticeRow *notice)
{
  GString *text = g_string_new (notice->text);

  if (notice->link != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", notice->link);
  for (guint i = 0; i < notice->people->len; i++)
    g_string_append_printf (text, "%s- %s", text->len > 0 ? "\n" : "",
                            ((GbNoticeOfficer *) notice->people->pdata[i])->name);
  return g_string_free (text, FALSE);
}

static gboolean
add_notices (GbSqlConnection *connection,
             const char      *commune,
             gint64           now,
             GPtrArray       *entries,
             GError         **error)
{
  g_autoptr (GPtrArray) notices = gb_notice_repository_list (connection, commune, now, error);

  for (guint i = 0; notices != NULL && i < notices->len; i++)
    {
      const GbNoticeRow *notice = notices->pdata[i];
      GbCalendarEntry *entry;

      if (notice->stage != GB_NOTICE_STAGE_UPCOMING)
        continue;
      entry = add_entry (entries, "notice", notice->id, gb_notice_kind_label (notice->kind));
      entry->summary = g_strdup (notice->title);
      entry->description = describe_notice (notice);
      entry->location = g_strdup (notice->place);
      entry->url = g_strdup (notice->link);
      entry->starts = notice->starts;
      entry->ends = notice->ends;
      entry->remind_minutes = MEETING_MINUTES;
    }
  return notices != NULL;
}

static gboolean
add_visits (GbSqlConnection *connection,
            const char      *commune,
            gint64           now,
            GPtrArray       *entries,
            GError         **error)
{
  const GbVisitQuery query = { GB_VISIT_FILTER_PLANNED, commune, NULL };
  g_autoptr (GPtrArray) visits = gb_team_repository_visits (connection, &query, gb_time_day (now), error);

  for (guint i = 0; visits != NULL && i < visits->len; i++)
    {
      const GbVisit *visit = visits->pdata[i];
      GbCalendarEntry *entry;

      if (visit->day == GB_DAY_NONE)
        continue;
      entry = add_entry (entries, "visit", visit->id, _("Visit of a team"));
      entry->summary = g_strdup_printf ("%s: %s", visit->team_name, visit->topic);
      entry->location = g_strdup (visit->commune_name);
      entry->day = visit->day;
    }
  return visits != NULL;
}

static gboolean
add_secondments (GbSqlConnection *connection,
                 const char      *commune,
                 gint64           now,
                 GPtrArray       *entries,
                 GError         **error)
{
  GbDay today = gb_time_day (now);
  g_autoptr (GPtrArray) officers = gb_officer_load_all (connection, commune, today, now, error);

  for (guint i = 0; officers != NULL && i < officers->len; i++)
    {
      const GbOfficer *officer = officers->pdata[i];
      g_autofree char *name = name_whose (officer->name, commune, officer->commune_name);
      GbCalendarEntry *entry;

      if (!officer->seconded || officer->to == GB_DAY_NONE || officer->to < today)
        continue;
      entry = add_entry (entries, "secondment", officer->id, _("Secondment"));
      /* Translators: an officer */
      entry->summary = g_strdup_printf (_("Last day of the secondment: %s"), name);
      entry->description = officer->open > 0
                               ? g_strdup_printf (ngettext ("%d open dossier to hand over", "%d open dossiers to hand over",
                                                            officer->open), (int) officer->open)
                               : NULL;
      entry->day = officer->to;
    }
  return officers != NULL;
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const GbCalendarEntry *one = *(GbCalendarEntry *const *) a, *other = *(GbCalendarEntry *const *) b;
  gint64 at = one->day != GB_DAY_NONE ? gb_day_at (one->day, 0) : one->starts;
  gint64 other_at = other->day != GB_DAY_NONE ? gb_day_at (other->day, 0) : other->starts;

  if (at != other_at)
    return at < other_at ? -1 : 1;
  return g_strcmp0 (one->uid, other->uid);
}

/**
 * gb_calendar_entries_load:
 * @commune: (nullable): whose; %NULL for all that the cache has
 * @now: UTC seconds
 *
 * Tasks that are still to be done, classes and conferences that are not over, planned visits and the last days of
 * secondments.
 *
 * Returns: (transfer full) (element-type GbCalendarEntry): the entries, the earliest first
 */
GPtrArray *
gb_calendar_entries_load (GbSqlConnection *connection,
                          const char      *commune,
                          gint64           now,
                          GError         **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_calendar_entry_free);
  g_autofree char *own = NULL;

  if (commune == NULL && !gb_cursor_load_commune (connection, &own, error))
    return NULL;
  commune = commune != NULL ? commune : own;
  if (!add_tasks (connection, commune, now, entries, error) || !add_notices (connection, commune, now, entries, error)
      || !add_visits (connection, commune, now, entries, error)
      || !add_secondments (connection, commune, now, entries, error))
    return NULL;
  g_ptr_array_sort (entries, compare_entries);
  return g_steal_pointer (&entries);
}

/* A calendar is shown around and lies in somebody's cloud: it names no applicants. */
static void
add_dossier (GPtrArray *entries,
             GbDossier *dossier)
{
  GbCalendarEntry *entry = add_entry (entries, "dossier", gb_dossier_get_code (dossier), _("Dossier"));
  g_autofree char *title = g_strdup_printf ("%s %s", gb_dossier_get_code (dossier), gb_dossier_get_procedure (dossier));
  const char *officer = gb_dossier_get_officer (dossier);

  entry->summary = g_strdup_printf (_("Due: %s"), title);
  /* Translators: who works on a dossier */
  entry->description = officer != NULL && *officer != '\0' ? g_strdup_printf (_("Officer: %s"), officer) : NULL;
  entry->starts = gb_dossier_get_due (dossier) - TASK_SECONDS;
  entry->ends = gb_dossier_get_due (dossier);
  entry->remind_minutes = DOSSIER_MINUTES;
}

/**
 * gb_calendar_entries_add_dossiers:
 * @entries: (element-type GbCalendarEntry): gets more
 * @query: of which dossiers
 * @now: UTC seconds
 *
 * Adds the due dates of those that are still to be done and are due at all, at their places among the others.
 *
 * Returns: whether they could be read
 */
gboolean
gb_calendar_entries_add_dossiers (GPtrArray             *entries,
                                  GbSqlConnection       *connection,
                                  const GbDossierQuery  *query,
                                  gint64                 now,
                                  GError               **error)
{
  g_autoptr (GArray) numbers = gb_dossier_repository_numbers (connection, query, now, error);

  for (guint at = 0; numbers != NULL && at < numbers->len; at += CHUNK)
    {
      g_autoptr (GPtrArray) rows = gb_dossier_repository_by_numbers (connection, &g_array_index (numbers, gint64, at),
                                                                     MIN (CHUNK, numbers->len - at), now, error);

      if (rows == NULL)
        return FALSE;
      for (guint i = 0; i < rows->len; i++)
        if (gb_dossier_get_due (rows->pdata[i]) != 0 && gb_dossier_get_class (rows->pdata[i]) != GB_DEADLINE_CLASS_FINISHED)
          add_dossier (entries, rows->pdata[i]);
    }
  g_ptr_array_sort (entries, compare_entries);
  return numbers != NULL;
}
