/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-account.h"
#include "gb-cli-wait.h"
#include "gb-cli.h"
#include "gb-sign-in.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char *endpoint; /* (owned) */
  char *code; /* (owned) */
  char *ca_file; /* (owned) */
  char *name; /* (owned) */
  gboolean device;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->endpoint);
  g_free (self->code);
  g_free (self->ca_file);
  g_free (self->name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse (int      argc,
       char   **argv,
       Options *options,
       GError **error)
{
  const GOptionEntry entries[] = {
    { "endpoint", 0, 0, G_OPTION_ARG_STRING, &options->endpoint, N_("The province's endpoint"), N_("URL") },
    { "code", 0, 0, G_OPTION_ARG_STRING, &options->code,
      N_("The code that the province's data centre gave"), N_("CODE") },
    { "device", 0, 0, G_OPTION_ARG_NONE, &options->device, N_("Sign in on another device in place of a code"), NULL },
    { "ca-file", 0, 0, G_OPTION_ARG_FILENAME, &options->ca_file,
      N_("The province's own certificate authority"), N_("FILE") },
    { "name", 0, 0, G_OPTION_ARG_STRING, &options->name, N_("What the province is to call this machine"), N_("NAME") },
    { NULL }
  };

  if (!gb_cli_parse (entries, &argc, &argv, error) || !gb_cli_parse_argument (argc, argv, NULL, error))
    return FALSE;
  if (options->endpoint != NULL && (options->code != NULL) != options->device)
    return TRUE;
  g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE,
               _("Say where to enrol and how: --endpoint URL, and --code CODE or --device"));
  return FALSE;
}

/* For who reads along, while the program waits. */
static void
on_user_code_cb (GbSignIn *sign_in)
{
  const char *whole = gb_sign_in_get_whole_address (sign_in);

  g_printerr (_("On your phone or another machine open %s and enter the code %s\n"),
              gb_sign_in_get_address (sign_in), gb_sign_in_get_user_code (sign_in));
  if (whole != NULL)
    g_printerr (_("Or open %s\n"), whole);
}

static GbAccount *
sign_in (GbCli         *cli,
         const Options *options,
         GError       **error)
{
  const GbSignInOptions where = { options->endpoint, options->ca_file, options->name };
  g_autoptr (GbSignIn) sign_in = gb_sign_in_new (cli->store, &where, error);
  g_auto (GbCliWait) wait = { NULL };

  if (sign_in == NULL)
    return NULL;
  g_signal_connect (sign_in, "notify::user-code", G_CALLBACK (on_user_code_cb), NULL);
  gb_cli_wait_begin (&wait);
  if (options->device)
    gb_sign_in_with_device_async (sign_in, wait.cancellable, gb_cli_wait_cb, &wait);
  else
    gb_sign_in_with_code_async (sign_in, options->code, wait.cancellable, gb_cli_wait_cb, &wait);
  return gb_sign_in_finish (sign_in, gb_cli_wait_end (&wait), error);
}

static GbCliExit
run (GbCli   *cli,
     int      argc,
     char   **argv,
     GError **error)
{
  g_auto (Options) options = { NULL };
  g_autoptr (GbAccount) account = NULL;

  if (!parse (argc, argv, &options, error) || gb_cli_open_store (cli, TRUE, error) == NULL)
    return GB_CLI_EXIT_USAGE;
  account = sign_in (cli, &options, error);
  if (account == NULL)
    return GB_CLI_EXIT_SIGN_IN;
  gb_cli_account_print (cli, account);
  return GB_CLI_EXIT_DONE;
}

const GbCommand gb_command_enrol = { "enrol", N_("--code C|--device …"),
                                     N_("Make this machine known to the province"), run };
