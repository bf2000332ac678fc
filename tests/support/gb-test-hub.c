/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-test-hub.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>

#define WAIT_SECONDS 30

/* A giaoban-hub that serves, in a folder of its own. GIAOBAN_HUB and GIAOBAN_PROVINCE come from meson. */
struct _GbTestHub
{
  char *folder;
  char *database;
  GSubprocess *process; /* (owned) (nullable): serves */
  guint port;
  guint n_tokens;
};

/* A test that is killed leaves no program behind. */
static void
end_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

static GSubprocess *
spawn (const char *const *arguments,
       GSubprocessFlags   flags)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (flags);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_set_child_setup (launcher, end_with_parent, NULL, NULL);
  process = g_subprocess_launcher_spawnv (launcher, arguments, &error);
  g_assert_no_error (error);
  return process;
}

/* (transfer full): what it printed */
static char *
call (const char *const *arguments)
{
  g_autoptr (GSubprocess) process = spawn (arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GError) error = NULL;
  char *out = NULL;

  g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_successful (process))
    g_error ("giaoban-hub %s: %s", arguments[1], out);
  return out;
}

static GbTestHub *
hub_new (void)
{
  GbTestHub *self = g_new0 (GbTestHub, 1);

  self->folder = g_dir_make_tmp ("giaoban-hub-XXXXXX", NULL);
  self->database = g_build_filename (self->folder, "hub.db", NULL);
  return self;
}

/**
 * gb_test_hub_new:
 * @records: feed lines
 *
 * Returns: (transfer full): a hub that holds them, and does not serve yet
 */
GbTestHub *
gb_test_hub_new (const char *records)
{
  GbTestHub *self = hub_new ();

  gb_test_hub_import (self, records);
  return self;
}

/**
 * gb_test_hub_new_seeded:
 * @dossiers: how many
 * @seed: of which people and days
 *
 * Returns: (transfer full): a hub with a province's invented dossiers, which does not serve yet
 */
GbTestHub *
gb_test_hub_new_seeded (guint dossiers,
                        guint seed)
{
  GbTestHub *self = hub_new ();
  g_autofree char *many = g_strdup_printf ("%u", dossiers);
  g_autofree char *which = g_strdup_printf ("%u", seed);

  g_free (call ((const char *[]) { g_getenv ("GIAOBAN_HUB"), "seed", "--database", self->database, "--now",
                                   GB_TEST_HUB_NOW, "--province", g_getenv ("GIAOBAN_PROVINCE"), "--dossiers", many,
                                   "--from", "2026-06-01", "--to", "2026-08-26", "--seed", which, NULL }));
  return self;
}

/**
 * gb_test_hub_import:
 * @self: a hub
 * @records: feed lines, which it takes in, all of them
 */
void
gb_test_hub_import (GbTestHub  *self,
                    const char *records)
{
  g_autofree char *path = g_build_filename (self->folder, "records.ndjson", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, records, -1, &error);
  g_assert_no_error (error);
  g_free (call ((const char *[]) { g_getenv ("GIAOBAN_HUB"), "import", "--database", self->database, "--now",
                                   GB_TEST_HUB_NOW, "--records", path, NULL }));
}

static guint
wait_for_port (const char *path)
{
  gint64 end = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;
  g_autofree char *text = NULL;

  while (!g_file_get_contents (path, &text, NULL, NULL) || *text == '\0')
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_clear_pointer (&text, g_free);
      g_usleep (5000);
    }
  return atoi (text);
}

/**
 * gb_test_hub_start:
 * @self: a hub
 * @certificate: (nullable): a file with a certificate and its key, to speak TLS with
 *
 * Serves on a free port of loopback.
 */
void
gb_test_hub_start (GbTestHub  *self,
                   const char *certificate)
{
  g_autofree char *port_file = g_build_filename (self->folder, "port", NULL);
  const char *arguments[] = { g_getenv ("GIAOBAN_HUB"), "serve", "--database", self->database, "--now",
                              GB_TEST_HUB_NOW, "--listen", "127.0.0.1:0", "--port-file", port_file,
                              certificate != NULL ? "--tls-certificate" : NULL, certificate,
                              "--tls-key", certificate, NULL };

  g_assert_null (self->process);
  self->process = spawn (arguments, G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  self->port = wait_for_port (port_file);
}

const char *
gb_test_hub_get_database (GbTestHub *self)
{
  return self->database;
}

/**
 * gb_test_hub_get_folder:
 * @self: a hub
 *
 * Returns: (transfer none): its folder, which goes with all that is in it
 */
const char *
gb_test_hub_get_folder (GbTestHub *self)
{
  return self->folder;
}

guint
gb_test_hub_get_port (GbTestHub *self)
{
  return self->port;
}

/**
 * gb_test_hub_token:
 * @self: a hub
 * @scope: what it opens
 *
 * Returns: (transfer full): the path of a file with a new token: another workstation
 */
char *
gb_test_hub_token (GbTestHub  *self,
                   const char *scope)
{
  g_autofree char *name = g_strdup_printf ("token-%u", ++self->n_tokens);
  char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *token = call ((const char *[]) { g_getenv ("GIAOBAN_HUB"), "token", "--database", self->database,
                                                    "--now", GB_TEST_HUB_NOW, "--scope", scope, NULL });
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, g_strstrip (token), -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error);
  g_assert_no_error (error);
  return path;
}

/**
 * gb_test_hub_free:
 * @self: (transfer full): a hub; ended, its folder removed
 */
void
gb_test_hub_free (GbTestHub *self)
{
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  const char *name;

  if (self->process != NULL)
    {
      g_subprocess_send_signal (self->process, SIGTERM);
      g_subprocess_wait (self->process, NULL, NULL);
    }
  g_clear_object (&self->process);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->database);
  g_free (self);
}
