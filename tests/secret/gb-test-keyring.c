/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-test-keyring.h"

#define SERVICE "org.freedesktop.secrets"
#define ROOT "/org/freedesktop/secrets"
#define COLLECTION ROOT "/collection/login"

static GVariant *
call (const char *interface,
      const char *method,
      GVariant   *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  GVariant *answer;

  g_assert_no_error (error);
  answer = g_dbus_connection_call_sync (bus, SERVICE, ROOT, interface, method, arguments, NULL,
                                        G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, &error);
  g_assert_no_error (error);
  return answer;
}

void
gb_test_keyring_lock (void)
{
  g_autoptr (GVariant) answer = call ("org.freedesktop.Secret.Service", "Lock",
                                      g_variant_new_parsed ("([%o],)", COLLECTION));

  g_assert_nonnull (answer);
}

/* gnome-keyring's own way round the prompt, with the password that with-keyring gave it. */
void
gb_test_keyring_unlock (void)
{
  g_autoptr (GVariant) session = call ("org.freedesktop.Secret.Service", "OpenSession",
                                       g_variant_new_parsed ("('plain', <''>)"));
  g_autoptr (GVariant) answer = NULL;
  const char *path;

  g_variant_get (session, "(v&o)", NULL, &path);
  answer = call ("org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface", "UnlockWithMasterPassword",
                 g_variant_new_parsed ("(%o, (%o, @ay [], @ay [0x70, 0x77], 'text/plain'))",
                                       COLLECTION, path));
  g_assert_nonnull (answer);
}
