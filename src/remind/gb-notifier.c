/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-notifier.h"

#include <glib/gi18n-lib.h>

#include "gb-config.h"
#include "gb-sandbox.h"

#define NAME "org.freedesktop.Notifications"
#define PATH "/org/freedesktop/Notifications"

#define PORTAL_NAME      "org.freedesktop.portal.Desktop"
#define PORTAL_PATH      "/org/freedesktop/portal/desktop"
#define PORTAL_INTERFACE "org.freedesktop.portal.Notification"

/* A desktop that does not answer is as good as none. */
#define PATIENCE_MS 5000

/**
 * GbNotifier:
 *
 * Says things through the desktop's notifications (Desktop Notifications Specification 1.2) or, in a sandbox, the portal
 * for them, for a program without a window. What is clicked is opened by Giao Ban itself, which the bus starts where it
 * is needed.
 */
struct _GbNotifier
{
  GObject parent_instance;

  GDBusConnection *bus; /* (owned) */
  GHashTable *targets;  /* (owned) (element-type guint utf8): of what is shown, by the desktop's number */
  guint signals;
  GMainLoop *loop; /* (owned) (nullable): while one waits */
};

G_DEFINE_FINAL_TYPE (GbNotifier, gb_notifier, G_TYPE_OBJECT)

/* --- what is clicked --------------------------------------------------------------------------- */

/* Desktop Entry Specification 1.5, D-Bus activation: the object's path is the id with slashes. */
static char *
application_path (void)
{
  return g_strdelimit (g_strdup ("/" GB_APPLICATION_ID), ".", '/');
}

static void
open_target (GbNotifier *self,
             const char *target)
{
  g_autofree char *path = application_path ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = NULL;
  GVariantBuilder parameters;

  g_variant_builder_init (&parameters, G_VARIANT_TYPE ("av"));
  g_variant_builder_add (&parameters, "v", g_variant_new_string (target));
  answer = g_dbus_connection_call_sync (self->bus, GB_APPLICATION_ID, path, "org.freedesktop.Application", "ActivateAction",
                                        g_variant_new ("(sava{sv})", "open-set", &parameters, NULL), NULL,
                                        G_DBUS_CALL_FLAGS_NONE, PATIENCE_MS, NULL, &error);
  if (answer == NULL)
    g_printerr ("%s\n", error->message);
}

static void
forget (GbNotifier *self,
        guint       number)
{
  g_hash_table_remove (self->targets, GUINT_TO_POINTER (number));
  if (self->loop != NULL && g_hash_table_size (self->targets) == 0)
    g_main_loop_quit (self->loop);
}

static void
on_signal_cb (GDBusConnection *bus,
              const char      *sender,
              const char      *path,
              const char      *interface,
              const char      *name,
              GVariant        *parameters,
              gpointer         user_data)
{
  GbNotifier *self = user_data;
  const char *target;
  guint number;

  if (g_variant_n_children (parameters) < 1 ||
      !g_variant_is_of_type (parameters, G_VARIANT_TYPE (g_str_equal (name, "ActionInvoked") ? "(us)" : "(uu)")))
    return;
  g_variant_get_child (parameters, 0, "u", &number);
  target = g_hash_table_lookup (self->targets, GUINT_TO_POINTER (number));
  if (target == NULL)
    return;
  if (g_str_equal (name, "ActionInvoked"))
    open_target (self, target);
  forget (self, number);
}

/* --- object ------------------------------------------------------------------------------------ */

static void
gb_notifier_dispose (GObject *object)
{
  GbNotifier *self = GB_NOTIFIER (object);

  if (self->signals != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->signals);
  self->signals = 0;
  g_clear_object (&self->bus);

  G_OBJECT_CLASS (gb_notifier_parent_class)->dispose (object);
}

static void
gb_notifier_finalize (GObject *object)
{
  g_hash_table_unref (GB_NOTIFIER (object)->targets);

  G_OBJECT_CLASS (gb_notifier_parent_class)->finalize (object);
}

static void
gb_notifier_class_init (GbNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gb_notifier_dispose;
  G_OBJECT_CLASS (klass)->finalize = gb_notifier_finalize;
}

static void
gb_notifier_init (GbNotifier *self)
{
  self->targets = g_hash_table_new_full (NULL, NULL, NULL, g_free);
}

/**
 * gb_notifier_new:
 * @error: a #GIOError or #GDBusError
 *
 * Returns: (transfer full): a notifier on the session's bus; %NULL where there is no bus
 */
GbNotifier *
gb_notifier_new (GError **error)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, error);
  GbNotifier *self;

  if (bus == NULL)
    return NULL;
  self = g_object_new (GB_TYPE_NOTIFIER, NULL);
  self->bus = g_steal_pointer (&bus);
  self->signals = g_dbus_connection_signal_subscribe (self->bus, NULL, NAME, NULL, PATH, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
                                                      on_signal_cb, self, NULL);
  return self;
}

static GVariant *
hints_of (gboolean urgent,
          gboolean waits)
{
  GVariantBuilder hints;

  g_variant_builder_init (&hints, G_VARIANT_TYPE ("a{sv}"));
  /* GNOME takes a program's notices away with the program; of one it does not know they stay. */
  if (waits)
    g_variant_builder_add (&hints, "{sv}", "desktop-entry", g_variant_new_string (GB_APPLICATION_ID));
  g_variant_builder_add (&hints, "{sv}", "category", g_variant_new_string ("x-giaoban.reminder"));
  g_variant_builder_add (&hints, "{sv}", "urgency", g_variant_new_byte (urgent ? 1 : 0));
  return g_variant_builder_end (&hints);
}

/* The portal tells the program itself of a click: nobody has to wait for it. */
static gboolean
send_to_portal (GbNotifier *self,
                const char *title,
                const char *body,
                const char *target,
                gboolean    urgent,
                GError    **error)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (GVariant) answer = NULL;
  GVariantBuilder notice;

  g_variant_builder_init (&notice, G_VARIANT_TYPE ("a{sv}"));
  g_variant_builder_add (&notice, "{sv}", "title", g_variant_new_string (title));
  g_variant_builder_add (&notice, "{sv}", "body", g_variant_new_string (body));
  g_variant_builder_add (&notice, "{sv}", "priority", g_variant_new_string (urgent ? "normal" : "low"));
  if (target != NULL)
    {
      g_variant_builder_add (&notice, "{sv}", "default-action", g_variant_new_string ("app.open-set"));
      g_variant_builder_add (&notice, "{sv}", "default-action-target", g_variant_new_string (target));
    }
  answer = g_dbus_connection_call_sync (self->bus, PORTAL_NAME, PORTAL_PATH, PORTAL_INTERFACE, "AddNotification",
                                        g_variant_new ("(sa{sv})", id, &notice), NULL, G_DBUS_CALL_FLAGS_NONE, PATIENCE_MS,
                                        NULL, error);
  return answer != NULL;
}

/**
 * gb_notifier_send:
 * @title: one line
 * @body: plain text
 * @target: (nullable): what "app.open-set" shall open when it is clicked, for which gb_notifier_wait() has to be
 *   called except in a sandbox; %NULL = nobody waits
 * @urgent: whether it is worth more than a look later; never more than of normal urgency
 * @error: a #GIOError or #GDBusError
 *
 * Returns: whether the desktop has taken it; %FALSE where there is nobody to show it
 */
gboolean
gb_notifier_send (GbNotifier *self,
                  const char *title,
                  const char *body,
                  const char *target,
                  gboolean    urgent,
                  GError    **error)
{
  g_autofree char *markup = g_markup_escape_text (body, -1);
  const char *actions[] = { target != NULL ? "default" : NULL, _("Open"), NULL };
  g_autoptr (GVariant) answer = NULL;
  guint number;

  g_return_val_if_fail (GB_IS_NOTIFIER (self), FALSE);

  if (gb_sandbox_is_inside ())
    return send_to_portal (self, title, body, target, urgent, error);
  answer = g_dbus_connection_call_sync (self->bus, NAME, PATH, NAME, "Notify",
                                        g_variant_new ("(susss^as@a{sv}i)", _("Giao Ban"), 0, GB_APPLICATION_ID, title,
                                                       markup, actions, hints_of (urgent, target != NULL), -1),
                                        G_VARIANT_TYPE ("(u)"), G_DBUS_CALL_FLAGS_NONE, PATIENCE_MS, NULL, error);
  if (answer == NULL)
    return FALSE;
  g_variant_get (answer, "(u)", &number);
  if (target != NULL)
    g_hash_table_insert (self->targets, GUINT_TO_POINTER (number), g_strdup (target));
  return TRUE;
}

static gboolean
on_timeout_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_CONTINUE;
}

/**
 * gb_notifier_wait:
 * @seconds: how long at most
 *
 * Waits until everything that was sent is clicked or closed, and opens what is clicked.
 */
void
gb_notifier_wait (GbNotifier *self,
                  guint       seconds)
{
  guint timeout;

  g_return_if_fail (GB_IS_NOTIFIER (self));

  if (g_hash_table_size (self->targets) == 0)
    return;
  self->loop = g_main_loop_new (NULL, FALSE);
  timeout = g_timeout_add_seconds (seconds, on_timeout_cb, self->loop);
  g_main_loop_run (self->loop);
  g_source_remove (timeout);
  g_clear_pointer (&self->loop, g_main_loop_unref);
}
