/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-command.h"
#include "gb-hub-server.h"
#include "gb-hub-upload.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

/* How old the communes' figures may get while time alone changes them. */
#define REFRESH_SECONDS 300
/* How often an identity provider that did not answer is asked for its addresses. */
#define PREPARE_SECONDS 60

typedef struct
{
  char *listen;
  char *port_file;
  char *certificate;
  char *key;
  GbHubIdentityOptions identity;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->listen);
  g_free (self->port_file);
  g_free (self->certificate);
  g_free (self->key);
  gb_hub_identity_options_clear (&self->identity);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
on_signal_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

/* Counting takes longer than a request may wait, so it is done elsewhere, over its own connection. */
static void
refresh_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GbHub *hub = source;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbHub) own = gb_hub_open (gb_hub_get_path (hub), gb_hub_get_clock (hub), &error);

  if (own == NULL || !gb_hub_refresh_indicators (own, &error))
    g_message ("%s", error->message);
  gb_hub_upload_sweep (hub);
  g_task_return_boolean (task, error == NULL);
}

static gboolean
on_refresh_cb (gpointer user_data)
{
  GbHub *hub = user_data;
  g_autoptr (GTask) task = g_task_new (hub, NULL, NULL, NULL);

  g_task_set_source_tag (task, on_refresh_cb);
  g_task_run_in_thread (task, refresh_thread);
  return G_SOURCE_CONTINUE;
}

static void
prepare_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  if (!gb_hub_identity_prepare (task_data, &error))
    g_message ("%s", error->message);
  g_task_return_boolean (task, error == NULL);
}

static gboolean
on_prepare_cb (gpointer user_data)
{
  GbHubIdentity *identity = user_data;
  g_autoptr (GTask) task = NULL;

  if (identity == NULL || gb_hub_identity_is_ready (identity))
    return G_SOURCE_CONTINUE;
  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_source_tag (task, on_prepare_cb);
  g_task_set_task_data (task, gb_hub_identity_ref (identity), (GDestroyNotify) gb_hub_identity_unref);
  g_task_run_in_thread (task, prepare_thread);
  return G_SOURCE_CONTINUE;
}

/* One that cannot be asked now is asked again: the hub serves without it until then. */
static gboolean
open_identity (const Options  *options,
               GbHubIdentity **identity,
               GError        **error)
{
  g_autoptr (GError) unavailable = NULL;

  *identity = NULL;
  if (options->identity.issuer == NULL)
    return TRUE;
  *identity = gb_hub_identity_new (&options->identity, error);
  if (*identity != NULL && !gb_hub_identity_prepare (*identity, &unavailable))
    g_message ("%s", unavailable->message);
  return *identity != NULL;
}

static gboolean
write_port (GbHubServer *server,
            const char  *path,
            GError     **error)
{
  g_autofree char *text = g_strdup_printf ("%u\n", gb_hub_server_get_port (server));

  return path == NULL || g_file_set_contents (path, text, -1, error);
}

/* Serves until a signal ends it. */
static int
run (GbHub           *hub,
     const Options   *options,
     GTlsCertificate *certificate,
     GbHubIdentity   *identity)
{
  g_autoptr (GbHubServer) server = gb_hub_server_new (hub, certificate, identity);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  guint sources[4];

  if (!gb_hub_server_listen (server, options->listen, &error))
    return gb_hub_command_fail (GB_HUB_EXIT_USAGE, error);
  sources[0] = g_unix_signal_add (SIGTERM, on_signal_cb, loop);
  sources[1] = g_unix_signal_add (SIGINT, on_signal_cb, loop);
  sources[2] = g_timeout_add_seconds (REFRESH_SECONDS, on_refresh_cb, hub);
  sources[3] = g_timeout_add_seconds (PREPARE_SECONDS, on_prepare_cb, identity);
  /* Whoever waits for the file may connect at once. */
  if (!write_port (server, options->port_file, &error))
    return gb_hub_command_fail (GB_HUB_EXIT_USAGE, error);
  g_printerr (_("giaoban-hub: serving on port %u\n"), gb_hub_server_get_port (server));
  g_main_loop_run (loop);
  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    g_source_remove (sources[i]);
  gb_hub_server_stop (server);
  return GB_HUB_EXIT_DONE;
}

static gboolean
open_certificate (const Options    *options,
                  GTlsCertificate **certificate,
                  GError          **error)
{
  *certificate = NULL;
  if (options->certificate == NULL)
    return TRUE;
  *certificate = g_tls_certificate_new_from_files (options->certificate, options->key, error);
  return *certificate != NULL;
}

static int
serve (GbHubCommand  *command,
       const Options *options)
{
  g_autoptr (GbHub) hub = NULL;
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GbHubIdentity) identity = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (options->listen == NULL)
    return gb_hub_command_usage (_("--listen is missing"));
  if ((options->certificate == NULL) != (options->key == NULL))
    return gb_hub_command_usage (_("--tls-certificate and --tls-key belong together"));
  if (!open_certificate (options, &certificate, &error) || !open_identity (options, &identity, &error))
    return gb_hub_command_fail (GB_HUB_EXIT_USAGE, error);
  hub = gb_hub_command_open (command, &status);
  if (hub == NULL)
    return status;
  if (!gb_hub_refresh_indicators (hub, &error))
    return gb_hub_command_fail (GB_HUB_EXIT_DATABASE, error);
  return run (hub, options, certificate, identity);
}

/**
 * gb_hub_command_serve:
 *
 * `serve --listen 127.0.0.1:0 --port-file F [--tls-certificate F --tls-key F] [--oidc-issuer URL …]`:
 * serves until SIGTERM.
 *
 * Returns: the exit code
 */
int
gb_hub_command_serve (int    argc,
                      char **argv)
{
  g_auto (Options) options = { NULL };
  GbHubIdentityOptions *identity = &options.identity;
  const GOptionEntry entries[] = {
    { "listen", 0, 0, G_OPTION_ARG_STRING, &options.listen,
      N_("Address and port, 0 for any port"), N_("ADDRESS:PORT") },
    { "port-file", 0, 0, G_OPTION_ARG_FILENAME, &options.port_file, N_("Write the port to this file"), N_("FILE") },
    { "tls-certificate", 0, 0, G_OPTION_ARG_FILENAME, &options.certificate, N_("Certificate chain, PEM"), N_("FILE") },
    { "tls-key", 0, 0, G_OPTION_ARG_FILENAME, &options.key, N_("The certificate's key, PEM"), N_("FILE") },
    { "oidc-issuer", 0, 0, G_OPTION_ARG_STRING, &identity->issuer, N_("The province's identity provider"), N_("URL") },
    { "introspection-endpoint", 0, 0, G_OPTION_ARG_STRING, &identity->introspection_endpoint,
      N_("Where it checks tokens, if it does not tell"), N_("URL") },
    { "device-endpoint", 0, 0, G_OPTION_ARG_STRING, &identity->device_endpoint,
      N_("Where workstations begin to sign in, if it does not tell"), N_("URL") },
    { "token-endpoint", 0, 0, G_OPTION_ARG_STRING, &identity->token_endpoint,
      N_("Where they get their access token, if it does not tell"), N_("URL") },
    { "client-id", 0, 0, G_OPTION_ARG_STRING, &identity->client_id, N_("The hub's name there"), "ID" },
    { "client-secret-file", 0, 0, G_OPTION_ARG_FILENAME, &identity->client_secret_file,
      N_("The file with its password"), N_("FILE") },
    { "app-client-id", 0, 0, G_OPTION_ARG_STRING, &identity->app_client_id,
      N_("The application's name there, if it is another"), "ID" },
    { "scope-claim", 0, 0, G_OPTION_ARG_STRING, &identity->scope_claim,
      N_("The member of its answer that holds a scope"), N_("NAME") },
    { "subjects", 0, 0, G_OPTION_ARG_FILENAME, &identity->subjects_file,
      N_("A JSON object of subjects and their scopes"), N_("FILE") },
    { NULL },
  };
  g_auto (GbHubCommand) command = { NULL };

  return gb_hub_command_parse (&command, entries, argc, argv) ? serve (&command, &options) : GB_HUB_EXIT_USAGE;
}
