/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-file-token.h"
#include "gb-net-error.h"
#include "gb-test-server.h"

#include <glib/gstdio.h>

typedef struct
{
  const char *name;
  const char *contents; /* (nullable) no file */
  const char *token; /* (nullable) refused */
  int mode; /* 0 = nobody else may read it */
} Case;

static const Case cases[] = {
  { "plain", "abc", "abc" },
  { "new-line", "abc\n", "abc" },
  { "white-space", "  abc \r\n\r\n", "abc" },
  { "empty", "", NULL },
  { "blank", " \n", NULL },
  { "two-lines", "abc\nAuthorization: x", NULL },
  { "space-inside", "abc def", NULL },
  { "accents", "mã", NULL },
  { "absent", NULL, NULL },
  { "own-read-only", "abc", "abc", 0400 },
  { "group-readable", "abc", NULL, 0640 },
  { "open-to-all", "abc", NULL, 0644 },
};

typedef struct
{
  gboolean done;
  char *token;
  GError *error;
} Answer;

static void
on_looked_up_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  Answer *answer = user_data;

  answer->token = gb_token_provider_lookup_finish (GB_TOKEN_PROVIDER (object), result, &answer->error);
  answer->done = TRUE;
}

static void
test_lookup (gconstpointer data)
{
  const Case *c = data;
  g_autofree char *folder = g_dir_make_tmp ("giaoban-token-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "token", NULL);
  GbFileToken *provider = gb_file_token_new (path);
  Answer answer = { FALSE, NULL, NULL };

  if (c->contents != NULL)
    g_assert_true (g_file_set_contents_full (path, c->contents, -1, G_FILE_SET_CONTENTS_CONSISTENT,
                                             c->mode != 0 ? c->mode : 0600, NULL));
  gb_token_provider_lookup_async (GB_TOKEN_PROVIDER (provider), NULL, on_looked_up_cb, &answer);
  gb_test_wait (&answer.done);

  g_assert_cmpstr (answer.token, ==, c->token);
  if (c->token == NULL)
    g_assert_error (answer.error, GB_NET_ERROR, GB_NET_ERROR_TOKEN);
  else
    g_assert_no_error (answer.error);

  g_clear_error (&answer.error);
  g_free (answer.token);
  g_assert_finalize_object (provider);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/net/file-token/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_lookup);
    }
  return g_test_run ();
}
