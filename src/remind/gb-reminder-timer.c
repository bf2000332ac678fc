/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-reminder-timer.h"

#include <glib/gi18n-lib.h>

#include "gb-config.h"
#include "gb-sandbox.h"

#define SYSTEMD_NAME    "org.freedesktop.systemd1"
#define SYSTEMD_PATH    "/org/freedesktop/systemd1"
#define SYSTEMD_MANAGER "org.freedesktop.systemd1.Manager"

#define PORTAL_NAME       "org.freedesktop.portal.Desktop"
#define PORTAL_PATH       "/org/freedesktop/portal/desktop"
#define PORTAL_BACKGROUND "org.freedesktop.portal.Background"
#define PORTAL_REQUEST    "org.freedesktop.portal.Request"

#define SERVICE GB_APPLICATION_ID ".Remind.service"
#define TIMER   GB_APPLICATION_ID ".Remind.timer"

/* systemd answers at once; the portal may ask the user. */
#define SYSTEMD_MS 10000
#define PORTAL_SECONDS 120

/**
 * gb_reminder_timer_kind:
 *
 * Returns: what there is where the program runs
 */
GbReminderTimerKind
gb_reminder_timer_kind (void)
{
  return gb_sandbox_is_inside () ? GB_REMINDER_TIMER_PORTAL : GB_REMINDER_TIMER_SYSTEMD;
}

const char *
gb_reminder_timer_kind_nick (GbReminderTimerKind kind)
{
  return kind == GB_REMINDER_TIMER_PORTAL ? "portal" : "systemd";
}

/* --- systemd ------------------------------------------------------------------------------------- */

static GVariant *
call_systemd (GDBusConnection *bus,
              const char      *method,
              GVariant        *parameters,
              GCancellable    *cancellable,
              GError         **error)
{
  return g_dbus_connection_call_sync (bus, SYSTEMD_NAME, SYSTEMD_PATH, SYSTEMD_MANAGER, method, parameters, NULL,
                                      G_DBUS_CALL_FLAGS_NONE, SYSTEMD_MS, cancellable, error);
}

static gboolean
enable_unit (GDBusConnection *bus,
             GCancellable    *cancellable,
             GError         **error)
{
  const char *units[] = { TIMER, NULL };
  g_autoptr (GVariant) answer
      = call_systemd (bus, "EnableUnitFiles", g_variant_new ("(^asbb)", units, FALSE, TRUE), cancellable, error);

  return answer != NULL;
}

/* Where the program was installed systemd may not look of itself. */
static gboolean
link_units (GDBusConnection *bus,
            GCancellable    *cancellable,
            GError         **error)
{
  const char *files[] = { GB_SYSTEMD_DIR "/" SERVICE, GB_SYSTEMD_DIR "/" TIMER, NULL };
  g_autoptr (GVariant) answer
      = call_systemd (bus, "LinkUnitFiles", g_variant_new ("(^asbb)", files, FALSE, TRUE), cancellable, error);

  return answer != NULL;
}

static gboolean
enable_timer (GDBusConnection *bus,
              GCancellable    *cancellable,
              GError         **error)
{
  g_autoptr (GVariant) reloaded = NULL, started = NULL;

  if (!enable_unit (bus, cancellable, NULL) &&
      (!link_units (bus, cancellable, error) || !enable_unit (bus, cancellable, error)))
    return FALSE;
  reloaded = call_systemd (bus, "Reload", NULL, cancellable, error);
  if (reloaded == NULL)
    return FALSE;
  started = call_systemd (bus, "StartUnit", g_variant_new ("(ss)", TIMER, "replace"), cancellable, error);
  return started != NULL;
}

static gboolean
disable_timer (GDBusConnection *bus,
               GCancellable    *cancellable,
               GError         **error)
{
  const char *units[] = { TIMER, NULL };
  g_autoptr (GVariant) stopped = NULL, disabled = NULL, reloaded = NULL;

  /* One that does not run is stopped. */
  stopped = call_systemd (bus, "StopUnit", g_variant_new ("(ss)", TIMER, "replace"), cancellable, NULL);
  disabled = call_systemd (bus, "DisableUnitFiles", g_variant_new ("(^asb)", units, FALSE), cancellable, error);
  if (disabled == NULL)
    return FALSE;
  reloaded = call_systemd (bus, "Reload", NULL, cancellable, error);
  return reloaded != NULL;
}

/* --- portal -------------------------------------------------------------------------------------- */

/* The portal's answer to a request, and who waits for it. */
typedef struct
{
  GMainLoop *loop; /* (owned) */
  guint response;  /* as the portal has it: 0 = granted */
  gboolean autostart;
  gboolean answered;
} Request;

static void
on_response_cb (GDBusConnection *bus,
                const char      *sender,
                const char      *path,
                const char      *interface,
                const char      *name,
                GVariant        *parameters,
                gpointer         user_data)
{
  Request *request = user_data;
  g_autoptr (GVariant) results = NULL;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})")))
    return;
  g_variant_get (parameters, "(u@a{sv})", &request->response, &results);
  g_variant_lookup (results, "autostart", "b", &request->autostart);
  request->answered = TRUE;
  g_main_loop_quit (request->loop);
}

static gboolean
on_patience_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_CONTINUE;
}

/* The handle is known before the call, so that no answer is missed (XDG portals, org.freedesktop.portal.Request). */
static char *
request_path (GDBusConnection *bus,
              const char      *token)
{
  g_autofree char *sender = g_strdelimit (g_strdup (g_dbus_connection_get_unique_name (bus) + 1), ".", '_');

  return g_strdup_printf ("/org/freedesktop/portal/desktop/request/%s/%s", sender, token);
}

static GVariant *
background_options (const char *token,
                    gboolean    autostart)
{
  const char *command[] = { "giaoban", "--remind", NULL };
  GVariantBuilder options;

  g_variant_builder_init (&options, G_VARIANT_TYPE ("a{sv}"));
  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (token));
  g_variant_builder_add (&options, "{sv}", "reason",
                         g_variant_new_string (_("Remind of what is due while no window is open")));
  g_variant_builder_add (&options, "{sv}", "autostart", g_variant_new_boolean (autostart));
  g_variant_builder_add (&options, "{sv}", "commandline", g_variant_new_strv (command, -1));
  return g_variant_builder_end (&options);
}

static gboolean
call_portal (GDBusConnection *bus,
             Request         *request,
             gboolean         autostart,
             GCancellable    *cancellable,
             GError         **error)
{
  g_autofree char *token = g_strdup_printf ("giaoban%u", g_random_int ());
  g_autofree char *path = request_path (bus, token);
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GSource) patience = g_timeout_source_new_seconds (PORTAL_SECONDS);
  guint signal = g_dbus_connection_signal_subscribe (bus, PORTAL_NAME, PORTAL_REQUEST, "Response", path, NULL,
                                                     G_DBUS_SIGNAL_FLAGS_NONE, on_response_cb, request, NULL);

  answer = g_dbus_connection_call_sync (bus, PORTAL_NAME, PORTAL_PATH, PORTAL_BACKGROUND, "RequestBackground",
                                        g_variant_new ("(s@a{sv})", "", background_options (token, autostart)),
                                        G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, -1, cancellable, error);
  if (answer != NULL)
    {
      g_source_set_callback (patience, on_patience_cb, request->loop, NULL);
      g_source_attach (patience, g_main_loop_get_context (request->loop));
      g_main_loop_run (request->loop);
      g_source_destroy (patience);
    }
  g_dbus_connection_signal_unsubscribe (bus, signal);
  return answer != NULL;
}

static gboolean
ask_portal (GDBusConnection *bus,
            gboolean         autostart,
            GCancellable    *cancellable,
            GError         **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  Request request = { NULL };
  gboolean ok;

  g_main_context_push_thread_default (context);
  request.loop = g_main_loop_new (context, FALSE);
  ok = call_portal (bus, &request, autostart, cancellable, error);
  g_main_loop_unref (request.loop);
  g_main_context_pop_thread_default (context);
  if (!ok)
    return FALSE;
  if (request.answered && request.response == 0 && request.autostart == autostart)
    return TRUE;
  g_set_error (error, G_IO_ERROR, request.answered ? G_IO_ERROR_PERMISSION_DENIED : G_IO_ERROR_TIMED_OUT, "%s",
               request.answered ? _("The desktop does not allow reminders while no window is open")
                                : _("The desktop has not answered"));
  return FALSE;
}

/* --- public -------------------------------------------------------------------------------------- */

/**
 * gb_reminder_timer_set:
 * @kind: as of gb_reminder_timer_kind()
 * @enabled: whether to look while no window is open, also after the next login
 * @error: a #GIOError or #GDBusError, for the user
 *
 * Blocks; in a sandbox until the user has answered.
 */
gboolean
gb_reminder_timer_set (GbReminderTimerKind kind,
                       gboolean            enabled,
                       GCancellable       *cancellable,
                       GError            **error)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, cancellable, error);
  gboolean ok;

  if (bus == NULL)
    return FALSE;
  if (kind == GB_REMINDER_TIMER_PORTAL)
    ok = ask_portal (bus, enabled, cancellable, error);
  else if (enabled)
    ok = enable_timer (bus, cancellable, error);
  else
    ok = disable_timer (bus, cancellable, error);
  if (!ok && error != NULL && *error != NULL)
    {
      g_dbus_error_strip_remote_error (*error);
      g_prefix_error (error, kind == GB_REMINDER_TIMER_PORTAL ? _("The portal refused: ")
                                                            : _("No timer can be set (systemd): "));
    }
  return ok;
}

/**
 * gb_reminder_timer_is_enabled:
 * @kind: as of gb_reminder_timer_kind()
 * @enabled: (out): whether somebody looks while no window is open
 * @error: a #GIOError or #GDBusError; %G_IO_ERROR_NOT_SUPPORTED where nobody tells, as in a sandbox
 *
 * Blocks.
 */
gboolean
gb_reminder_timer_is_enabled (GbReminderTimerKind kind,
                              gboolean           *enabled,
                              GCancellable       *cancellable,
                              GError            **error)
{
  g_autoptr (GDBusConnection) bus = NULL;
  g_autoptr (GVariant) answer = NULL;
  const char *state;

  if (kind == GB_REMINDER_TIMER_PORTAL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "no portal tells");
      return FALSE;
    }
  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, cancellable, error);
  if (bus == NULL)
    return FALSE;
  answer = call_systemd (bus, "GetUnitFileState", g_variant_new ("(s)", TIMER), cancellable, error);
  if (answer == NULL)
    return FALSE;
  g_variant_get (answer, "(&s)", &state);
  *enabled = g_str_equal (state, "enabled");
  return TRUE;
}

static void
set_in_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  GError *error = NULL;

  if (gb_reminder_timer_set (gb_reminder_timer_kind (), GPOINTER_TO_INT (data), cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * gb_reminder_timer_set_async:
 * @enabled: as of gb_reminder_timer_set(), of which this is what does not block
 */
void
gb_reminder_timer_set_async (gboolean            enabled,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, gb_reminder_timer_set_async);
  g_task_set_task_data (task, GINT_TO_POINTER (enabled), NULL);
  g_task_run_in_thread (task, set_in_thread);
}

gboolean
gb_reminder_timer_set_finish (GAsyncResult *result,
                              GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
