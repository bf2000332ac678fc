/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-reminders.h"

#include <glib/gi18n-lib.h>

#include "gb-config.h"
#include "gb-reminder-repository.h"
#include "gb-reminder-rules.h"
#include "gb-reminder-words.h"
#include "gb-sandbox.h"
#include "gb-settings.h"
#include "gb-window.h"

/* A desktop that hands what is clicked to the program that said it has to find that program; the next look comes
 * after this. */
#define LINGER_SECONDS (GB_REMINDER_INTERVAL - 60)

/* What a desktop shows beside a notice, and a chairman reads at a glance. */
#define MOST_BUTTONS 3

/**
 * GbReminders:
 *
 * Says what is due, each thing once (nhắc việc): every few minutes while a window is open, and where it is asked to
 * also without one.
 */
struct _GbReminders
{
  GObject parent_instance;

  GApplication *application; /* (unowned): it owns us */
  const GbOptions *options;  /* of @application */
  GSettings *settings;       /* (owned) */
  GbServices *services;      /* (owned) (nullable): while one looks without a window */
  gboolean stays;            /* without a window, for nobody else would look */
  guint timer;
  guint linger;
};

G_DEFINE_FINAL_TYPE (GbReminders, gb_reminders, G_TYPE_OBJECT)

static GbWindow *
find_window (GbReminders *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self->application)); l != NULL; l = l->next)
    if (GB_IS_WINDOW (l->data))
      return l->data;
  return NULL;
}

/* --- saying -------------------------------------------------------------------------------------- */

static void
add_button (GNotification *notification,
            const char    *label,
            const char    *target)
{
  g_notification_add_button_with_target (notification, label, "app.open-set", "s", target);
}

/* The title's rows open with a click, the other counts and the day itself with their buttons. */
static void
add_buttons (GNotification    *notification,
             const GbReminder *reminder)
{
  int figure;

  for (guint i = 1; i < MOST_BUTTONS && (figure = gb_reminder_get_figure (reminder, i)) >= 0; i++)
    {
      g_autofree char *label = gb_reminder_words_button (reminder, (GbReminderFigure) figure);
      g_autofree char *target = gb_reminder_dup_figure_target (reminder, (GbReminderFigure) figure);

      add_button (notification, label, target);
    }
  add_button (notification, _("Today"), "page/today");
}

static GNotificationPriority
priority_of (GbReminderKind kind)
{
  switch (kind)
    {
    case GB_REMINDER_DUE_DOSSIERS:
    case GB_REMINDER_DUE_TASKS:
      return G_NOTIFICATION_PRIORITY_HIGH;
    case GB_REMINDER_DAY:
      return G_NOTIFICATION_PRIORITY_NORMAL;
    case GB_REMINDER_SECONDMENTS:
    case GB_REMINDER_POSTS:
    case GB_REMINDER_TASKS:
    default:
      return G_NOTIFICATION_PRIORITY_LOW;
    }
}

/**
 * gb_reminders_dup_notification:
 * @reminder: one that was claimed
 *
 * Returns: (transfer full): it as the desktop shows it: a click opens the rows it counts
 */
GNotification *
gb_reminders_dup_notification (const GbReminder *reminder)
{
  g_autofree char *title = gb_reminder_words_title (reminder);
  g_autofree char *body = gb_reminder_words_body (reminder);
  g_autofree char *target = gb_reminder_dup_target (reminder);
  g_autoptr (GIcon) icon = g_themed_icon_new (GB_APPLICATION_ID);
  GNotification *notification = g_notification_new (title);

  g_notification_set_body (notification, body);
  g_notification_set_icon (notification, icon);
  g_notification_set_priority (notification, priority_of (reminder->kind));
  g_notification_set_category (notification, "x-giaoban.reminder");
  g_notification_set_default_action_and_target (notification, "app.open-set", "s", target);
  if (reminder->kind == GB_REMINDER_DAY)
    add_buttons (notification, reminder);
  return notification;
}

/* A later notice takes the place of an earlier one of its kind, so that they do not pile up. */
static void
say (GbReminders *self,
     GPtrArray   *reminders)
{
  for (guint i = 0; i < reminders->len; i++)
    {
      const GbReminder *reminder = reminders->pdata[i];
      g_autoptr (GNotification) notification = gb_reminders_dup_notification (reminder);

      g_application_send_notification (self->application, gb_reminder_kind_nick (reminder->kind), notification);
    }
}

static void
claim (GbReminders         *self,
       GbStore             *store,
       GAsyncReadyCallback  callback)
{
  g_autofree char *commune = gb_reminder_settings_dup_commune (self->settings);
  GbReminderSettings settings;

  gb_reminder_settings_load (&settings, self->settings);
  gb_reminder_claim_async (store, commune, &settings, NULL, callback, g_object_ref (self));
}

/* --- with a window ------------------------------------------------------------------------------- */

/* Returns: how much there was to say */
static guint
say_claimed (GbReminders  *self,
             GbStore      *store,
             GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) reminders = gb_reminder_claim_finish (store, result, &error);

  if (reminders == NULL)
    {
      g_debug ("No reminder: %s", error->message);
      return 0;
    }
  say (self, reminders);
  return reminders->len;
}

static void
on_claimed_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GbReminders) self = user_data;

  say_claimed (self, GB_STORE (source), result);
}

/* What is made up needs nobody to act, and a clock that stands belongs to a picture or a test. */
static gboolean
is_earnest (GbServices *services)
{
  return gb_services_get_state (services) == GB_SERVICES_STATE_READY && !gb_services_is_demo (services) &&
         !gb_clock_is_fixed (gb_services_get_clock (services));
}

/* --- without a window ---------------------------------------------------------------------------- */

static gboolean
on_linger_cb (gpointer data)
{
  GbReminders *self = data;

  self->linger = 0;
  g_application_release (self->application);
  return G_SOURCE_REMOVE;
}

static void
end_run (GbReminders *self,
         gboolean     said)
{
  gb_services_stop (self->services);
  g_clear_object (&self->services);
  if (said && self->linger == 0)
    {
      g_application_hold (self->application);
      self->linger = g_timeout_add_seconds (LINGER_SECONDS, on_linger_cb, self);
    }
  g_application_release (self->application);
}

static void
on_run_claimed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GbReminders) self = user_data;

  end_run (self, say_claimed (self, GB_STORE (source), result) > 0);
}

/* Of data that are to be wiped unless there is contact nothing is said. */
static void
on_account_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GbReminders) self = user_data;
  GbStore *store = GB_STORE (source);
  g_autoptr (GbAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  if (gb_account_read_finish (store, result, &account, &error) &&
      (account == NULL || !gb_account_is_over (account, gb_clock_sure_now (gb_store_get_clock (store)))))
    claim (self, store, on_run_claimed_cb);
  else
    end_run (self, FALSE);
}

static void
on_opened_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GbReminders) self = user_data;
  g_autoptr (GError) error = NULL;
  GbStore *store = gb_services_open_finish (GB_SERVICES (source), result, &error);

  if (store != NULL)
    gb_account_read_async (store, NULL, on_account_cb, g_object_ref (self));
  else
    {
      /* for the journal; the window tells the user when it is opened */
      g_printerr ("%s\n", error->message);
      end_run (self, FALSE);
    }
}

static void
run_alone (GbReminders *self)
{
  if (self->services != NULL)
    return;
  self->services = gb_services_new (self->options);
  if (!gb_services_has_cache (self->services))
    {
      g_clear_object (&self->services);
      return;
    }
  g_application_hold (self->application);
  gb_services_open_async (self->services, on_opened_cb, g_object_ref (self));
}

/* --- time ---------------------------------------------------------------------------------------- */

static void plan (GbReminders *self);

static gboolean
on_time_cb (gpointer data)
{
  GbReminders *self = data;

  self->timer = 0;
  gb_reminders_look (self);
  plan (self);
  return G_SOURCE_REMOVE;
}

/* On the full five minutes of the clock on the wall, which a sleeping machine or a correction moves. */
static void
plan (GbReminders *self)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  self->timer = g_timeout_add_seconds ((guint) (gb_reminder_rules_next_look (now) - now), on_time_cb, self);
  g_source_set_name_by_id (self->timer, "gb_reminders_look");
}

/* --- object -------------------------------------------------------------------------------------- */

static void
gb_reminders_dispose (GObject *object)
{
  GbReminders *self = GB_REMINDERS (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_handle_id (&self->linger, g_source_remove);
  g_clear_object (&self->services);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (gb_reminders_parent_class)->dispose (object);
}

static void
gb_reminders_class_init (GbRemindersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gb_reminders_dispose;
}

static void
gb_reminders_init (GbReminders *self)
{
  self->settings = gb_settings_new ();
}

/**
 * gb_reminders_new:
 * @application: who says it; outlives us
 * @options: which data; outlive us
 *
 * Returns: (transfer full): reminders that say nothing yet
 */
GbReminders *
gb_reminders_new (GApplication    *application,
                  const GbOptions *options)
{
  GbReminders *self = g_object_new (GB_TYPE_REMINDERS, NULL);

  self->application = application;
  self->options = options;
  return self;
}

/**
 * gb_reminders_start:
 *
 * Looks from now on every few minutes while the program runs.
 */
void
gb_reminders_start (GbReminders *self)
{
  g_return_if_fail (GB_IS_REMINDERS (self));

  if (self->timer == 0)
    plan (self);
}

/**
 * gb_reminders_look:
 *
 * Says what is to be said now.
 */
void
gb_reminders_look (GbReminders *self)
{
  GbWindow *window;

  g_return_if_fail (GB_IS_REMINDERS (self));

  window = find_window (self);
  if (window == NULL && self->stays)
    run_alone (self);
  else if (window != NULL && is_earnest (gb_window_get_services (window)))
    claim (self, gb_services_get_store (gb_window_get_services (window)), on_claimed_cb);
}

/**
 * gb_reminders_run:
 *
 * Says what is to be said now, also without a window; in a sandbox, where no timer would ask again, from now on.
 */
void
gb_reminders_run (GbReminders *self)
{
  g_return_if_fail (GB_IS_REMINDERS (self));

  if (find_window (self) != NULL)
    {
      gb_reminders_look (self);
      return;
    }
  if (gb_sandbox_is_inside () && !self->stays)
    {
      self->stays = TRUE;
      g_application_hold (self->application);
    }
  run_alone (self);
}
