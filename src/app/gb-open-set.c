/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-open-set.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gb-format.h"
#include "gb-reminder-repository.h"
#include "gb-reminder-window.h"
#include "gb-reminder-words.h"
#include "gb-task-repository.h"
#include "gb-window-pages.h"

/* What a notice, or another program, may ask the window to show: "page/today", "dossiers/overdue",
 * "dossier-set/…", "tasks/pressing" or "reminder/17", with "?commune=21028" where the rows are one commune's. */

/* Rows that are read before they can be shown. */
typedef struct
{
  gint64 number; /* of a reminder; 0 = the tasks of @filter */
  GbTaskFilter filter;
  char *commune; /* (owned) (nullable) */
  gint64 now;

  GbReminder *reminder; /* (owned) (nullable) */
  GbPeople *people;     /* (owned) (nullable) */
  GPtrArray *rows;      /* (owned) (nullable) (element-type GbTask or GbOfficer) */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_free (self->commune);
  g_clear_pointer (&self->reminder, gb_reminder_free);
  g_clear_pointer (&self->people, gb_people_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

static gboolean
has_record (const GbReminder *reminder,
            const char       *id)
{
  for (guint i = 0; i < reminder->members->len; i++)
    if (g_str_equal (((const GbReminderMember *) reminder->members->pdata[i])->record, id))
      return TRUE;
  return FALSE;
}

/* --- on a thread of the store --- */

static gboolean
read_tasks (Reading         *self,
            GbSqlConnection *connection,
            GError         **error)
{
  g_autoptr (GPtrArray) tasks = gb_task_repository_list (connection, self->commune, self->now, error);

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_task_unref);
  for (guint i = 0; tasks != NULL && i < tasks->len; i++)
    {
      GbTask *task = tasks->pdata[i];

      if (self->reminder != NULL ? has_record (self->reminder, task->id) : gb_task_is_in (task, self->filter, self->now))
        g_ptr_array_add (self->rows, gb_task_ref (task));
    }
  return tasks != NULL;
}

static gboolean
read_officers (Reading         *self,
               GbSqlConnection *connection,
               GError         **error)
{
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_officer_unref);
  self->people = gb_people_load (connection, self->commune, self->now, error);
  if (self->people == NULL)
    return FALSE;
  for (guint i = 0; i < self->reminder->members->len; i++)
    {
      GbOfficer *officer
          = gb_people_find (self->people, ((const GbReminderMember *) self->reminder->members->pdata[i])->record);

      if (officer != NULL)
        g_ptr_array_add (self->rows, gb_officer_ref (officer));
    }
  return TRUE;
}

static gpointer
read_rows (GbSqlConnection *connection,
           gpointer         data,
           GCancellable    *cancellable,
           GError         **error)
{
  Reading *self = data;

  if (self->number != 0 && !gb_reminder_repository_load (connection, self->number, &self->reminder, error))
    return NULL;
  if (self->number != 0 && self->reminder == NULL)
    return GINT_TO_POINTER (TRUE);
  if (self->reminder == NULL || self->reminder->kind == GB_REMINDER_DUE_TASKS ||
      self->reminder->kind == GB_REMINDER_TASKS)
    return GINT_TO_POINTER (read_tasks (self, connection, error));
  if (self->reminder->kind == GB_REMINDER_SECONDMENTS || self->reminder->kind == GB_REMINDER_POSTS)
    return GINT_TO_POINTER (read_officers (self, connection, error));
  return GINT_TO_POINTER (TRUE);
}

/* --- what was read --- */

static void
show_dossiers (GbWindow         *window,
               const GbReminder *reminder)
{
  g_autofree char *day = gb_day_format (gb_time_day (reminder->now));
  g_autofree char *text = g_strdup_printf ("reminder/said/%s/%s?reminder=%" G_GINT64_FORMAT, day, day, reminder->number);

  gb_window_pages_show_dossier_set (window, text);
}

static void
show_officers (GbWindow *window,
               Reading  *reading,
               char     *title)
{
  if (reading->rows->len == 1)
    gb_window_pages_open_officer (window, ((const GbOfficer *) reading->rows->pdata[0])->id);
  else
    gb_reminder_window_present_officers (window, title, reading->rows, reading->people);
}

/* Behind the list stands the page it is taken from. */
static void
show_tasks (GbWindow *window,
            Reading  *reading,
            char     *title)
{
  gb_window_show_page (window, "tasks");
  if (reading->rows->len == 1)
    gb_window_pages_open_task (window, ((const GbTask *) reading->rows->pdata[0])->id);
  else
    gb_reminder_window_present_tasks (window, title, reading->rows, reading->now);
}

/* (transfer full): such as "Quá hạn: 3" */
static char *
title_of_filter (const Reading *reading)
{
  g_autofree char *number = gb_format_number (reading->rows->len);

  return g_strdup_printf ("%s: %s", gb_task_filter_label (reading->filter), number);
}

static void
show (GbWindow *window,
      Reading  *reading)
{
  const GbReminder *reminder = reading->reminder;
  g_autofree char *title = NULL;

  if (reading->number != 0 && reminder == NULL)
    {
      gb_window_toast (window, _("That reminder is too old: what it was about is no longer kept"));
      return;
    }
  title = reminder != NULL ? gb_reminder_words_title (reminder) : title_of_filter (reading);
  if (reading->people != NULL)
    show_officers (window, reading, title);
  else if (reading->rows != NULL)
    show_tasks (window, reading, title);
  else if (reminder->kind == GB_REMINDER_DUE_DOSSIERS)
    show_dossiers (window, reminder);
  else
    gb_window_show_page (window, "today");
}

typedef struct
{
  GWeakRef window;
  Reading *reading; /* of the job */
} Opening;

static void
on_read_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Opening *opening = user_data;
  g_autoptr (GbWindow) window = g_weak_ref_get (&opening->window);
  g_autoptr (GError) error = NULL;
  gboolean ok = gb_store_read_finish (GB_STORE (source), result, &error) != NULL;

  if (window != NULL && ok)
    show (window, opening->reading);
  else if (window != NULL && error != NULL)
    gb_window_toast (window, error->message);
  g_weak_ref_clear (&opening->window);
  reading_free (opening->reading);
  g_free (opening);
}

static void
read_and_show (GbWindow    *window,
               gint64       number,
               GbTaskFilter filter,
               const char  *commune)
{
  GbStore *store = gb_services_get_store (gb_window_get_services (window));
  Reading *reading = g_new0 (Reading, 1);
  Opening *opening = g_new0 (Opening, 1);

  reading->number = number;
  reading->filter = filter;
  reading->commune = g_strdup (commune);
  reading->now = gb_clock_now (gb_store_get_clock (store));
  g_weak_ref_init (&opening->window, window);
  opening->reading = reading;
  gb_store_read_async (store, read_rows, reading, NULL, NULL, G_PRIORITY_DEFAULT, NULL, on_read_cb, opening);
}

/* --- public --- */

/**
 * gb_open_set:
 * @window: whose data are open
 * @target: what to show, as above
 *
 * Shows exactly the rows that @target names. What names nothing that is known does nothing: another version may have
 * written it.
 */
void
gb_open_set (GbWindow   *window,
             const char *target)
{
  g_auto (GStrv) halves = g_strsplit (target, "?", 2);
  g_auto (GStrv) place = g_strsplit (halves[0] != NULL ? halves[0] : "", "/", 2);
  g_autoptr (GHashTable) parameters
      = halves[0] != NULL && halves[1] != NULL ? g_uri_parse_params (halves[1], -1, "&", G_URI_PARAMS_NONE, NULL) : NULL;
  const char *commune = parameters != NULL ? g_hash_table_lookup (parameters, "commune") : NULL;
  GbTaskFilter filter;

  g_return_if_fail (GB_IS_WINDOW (window));

  if (g_strv_length (place) != 2)
    return;
  /* Whose rows they are was counted, too. */
  if (commune != NULL || !g_str_equal (place[0], "page"))
    gb_window_choose_commune (window, commune);
  if (g_str_equal (place[0], "dossier-set"))
    gb_window_pages_show_dossier_set (window, target + strlen ("dossier-set/"));
  else if (g_str_equal (place[0], "page"))
    gb_window_show_page (window, place[1]);
  else if (g_str_equal (place[0], "dossiers"))
    gb_window_pages_show_dossiers (window, place[1]);
  else if (g_str_equal (place[0], "tasks") && gb_task_filter_parse (place[1], &filter))
    read_and_show (window, 0, filter, commune);
  else if (g_str_equal (place[0], "reminder") && g_ascii_strtoll (place[1], NULL, 10) > 0)
    read_and_show (window, g_ascii_strtoll (place[1], NULL, 10), 0, commune);
}

/* --- the action "app.open-set" --- */

static GbWindow *
find_window (GtkApplication *application)
{
  for (GList *l = gtk_application_get_windows (application); l != NULL; l = l->next)
    if (GB_IS_WINDOW (l->data))
      return l->data;
  return NULL;
}

/* What is to be shown once the data are open. */
typedef struct
{
  GWeakRef window;
  char *target; /* (owned) */
  gulong handler;
} Waiting;

static void
waiting_free (gpointer  data,
              GClosure *closure)
{
  Waiting *self = data;

  g_weak_ref_clear (&self->window);
  g_free (self->target);
  g_free (self);
}

static void
on_state_cb (GbServices *services,
             GParamSpec *pspec,
             gpointer    user_data)
{
  Waiting *waiting = user_data;
  g_autoptr (GbWindow) window = g_weak_ref_get (&waiting->window);
  GbServicesState state = gb_services_get_state (services);

  if (state == GB_SERVICES_STATE_OPENING)
    return;
  if (state == GB_SERVICES_STATE_READY && window != NULL)
    gb_open_set (window, waiting->target);
  g_signal_handler_disconnect (services, waiting->handler);
}

/* After the window's own handler, which makes the pages. */
static void
wait_for_data (GbWindow   *window,
               const char *target)
{
  GbServices *services = gb_window_get_services (window);
  Waiting *waiting = g_new0 (Waiting, 1);

  g_weak_ref_init (&waiting->window, window);
  waiting->target = g_strdup (target);
  waiting->handler = g_signal_connect_data (services, "notify::state", G_CALLBACK (on_state_cb), waiting, waiting_free,
                                            G_CONNECT_AFTER);
}

static void
on_open_set_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  GtkApplication *application = user_data;
  const char *target = g_variant_get_string (parameter, NULL);
  GbWindow *window = find_window (application);

  if (window == NULL)
    g_application_activate (G_APPLICATION (application));
  window = find_window (application);
  if (window == NULL)
    return;
  gtk_window_present (GTK_WINDOW (window));
  if (gb_services_get_state (gb_window_get_services (window)) == GB_SERVICES_STATE_READY)
    gb_open_set (window, target);
  else
    wait_for_data (window, target);
}

/**
 * gb_open_set_install:
 * @application: the program
 *
 * Gives it the action "open-set", which opens a window where there is none and shows what its parameter names.
 */
void
gb_open_set_install (GtkApplication *application)
{
  const GActionEntry actions[] = { { .name = "open-set", .activate = on_open_set_cb, .parameter_type = "s" } };

  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
}
