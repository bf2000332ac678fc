/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Run by tests/support/with-keyring, which gives it a bus and a gnome-keyring of its own. */
#include "gb-keyring.h"

#include <glib/gstdio.h>
#include <string.h>

#include "gb-cache-key.h"
#include "gb-keyring-token.h"
#include "gb-language.h"
#include "gb-net-error.h"
#include "gb-secret-error.h"
#include "gb-sql-cipher.h"
#include "gb-store-files.h"
#include "gb-test-keyring.h"
#include "gb-workstation-keys.h"

typedef struct
{
  char *folder;
  char *cache;
} Place;

static void
set_up (Place        *p,
        gconstpointer data)
{
  p->folder = g_dir_make_tmp ("giaoban-secret-XXXXXX", NULL);
  p->cache = g_build_filename (p->folder, "cache.db", NULL);
}

static void
tear_down (Place        *p,
           gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (p->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (p->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (p->folder);
  g_free (p->folder);
  g_free (p->cache);
}

static char *
look_up (Place        *p,
         GbKeyringKind kind,
         const char   *endpoint)
{
  g_autoptr (GError) error = NULL;
  char *secret = NULL;

  gb_keyring_lookup (kind, p->cache, endpoint, &secret, NULL, &error);
  g_assert_no_error (error);
  return secret;
}

static GbSqlKey *
load_key (Place *p)
{
  g_autoptr (GError) error = NULL;
  GbSqlKey *key = gb_cache_key_load (p->cache, NULL, NULL, &error);

  g_assert_no_error (error);
  return key;
}

/* A store made and closed again with that key. */
static void
open_files (Place    *p,
            GbSqlKey *key)
{
  GbStoreFiles files = { NULL };
  g_autoptr (GError) error = NULL;

  gb_store_files_open (&files, p->cache, key, &error);
  g_assert_no_error (error);
  gb_store_files_close (&files);
}

static void
assert_key_error (Place        *p,
                  GbSecretError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gb_cache_key_load (p->cache, NULL, NULL, &error));
  g_assert_error (error, GB_SECRET_ERROR, (int) code);
}

/* --- secrets -------------------------------------------------------------------------------- */

static void
test_secrets (Place        *p,
              gconstpointer data)
{
  g_autofree char *other = g_build_filename (p->folder, "other.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GbKeyringSecret) none = look_up (p, GB_KEYRING_KIND_TOKEN, "https://a.vn");
  g_autoptr (GbKeyringSecret) first = NULL, second = NULL, of_other = NULL, after = NULL, key = NULL;

  g_assert_null (none);
  g_assert_true (gb_keyring_store (GB_KEYRING_KIND_TOKEN, p->cache, "https://a.vn", "t1", NULL, &error));
  g_assert_true (gb_keyring_store (GB_KEYRING_KIND_TOKEN, p->cache, "https://b.vn", "t2", NULL, &error));
  g_assert_true (gb_keyring_store (GB_KEYRING_KIND_KEY, p->cache, NULL, "k", NULL, &error));
  g_assert_true (gb_keyring_store (GB_KEYRING_KIND_TOKEN, p->cache, "https://a.vn", "t3", NULL, &error));
  first = look_up (p, GB_KEYRING_KIND_TOKEN, "https://a.vn");
  second = look_up (p, GB_KEYRING_KIND_TOKEN, "https://b.vn");
  g_assert_cmpstr (first, ==, "t3");
  g_assert_cmpstr (second, ==, "t2");
  g_assert_true (gb_keyring_lookup (GB_KEYRING_KIND_TOKEN, other, "https://a.vn", &of_other, NULL, &error));
  g_assert_null (of_other);

  g_assert_true (gb_keyring_clear (GB_KEYRING_KIND_TOKEN, p->cache, NULL, &error));
  g_assert_no_error (error);
  after = look_up (p, GB_KEYRING_KIND_TOKEN, "https://b.vn");
  g_assert_null (after);
  key = look_up (p, GB_KEYRING_KIND_KEY, NULL);
  g_assert_cmpstr (key, ==, "k");
}

/* A sandbox keeps them in one file, where nothing but attributes tells one from another. */
static void
test_kinds (Place        *p,
            gconstpointer data)
{
  const GbKeyringKind kinds[] = { GB_KEYRING_KIND_KEY, GB_KEYRING_KIND_NEXT_KEY, GB_KEYRING_KIND_TOKEN,
                                  GB_KEYRING_KIND_WORKSTATION };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *secret = g_strdup_printf ("%" G_GSIZE_FORMAT, i);

      g_assert_true (gb_keyring_store (kinds[i], p->cache, NULL, secret, NULL, &error));
    }
  g_assert_true (gb_keyring_clear (GB_KEYRING_KIND_NEXT_KEY, p->cache, NULL, &error));
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *secret = g_strdup_printf ("%" G_GSIZE_FORMAT, i);
      g_autoptr (GbKeyringSecret) kept = look_up (p, kinds[i], NULL);

      g_assert_cmpstr (kept, ==, kinds[i] == GB_KEYRING_KIND_NEXT_KEY ? NULL : secret);
    }
}

typedef struct
{
  GMainLoop *loop;
  char *token;
  GError *error;
} Answer;

static void
on_token_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Answer *answer = user_data;

  answer->token = gb_token_provider_lookup_finish (GB_TOKEN_PROVIDER (object), result, &answer->error);
  g_main_loop_quit (answer->loop);
}

static void
test_token_provider (Place        *p,
                     gconstpointer data)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  GbKeyringToken *provider = gb_keyring_token_new (p->cache, "https://a.vn");
  Answer answer = { loop, NULL, NULL };

  gb_token_provider_lookup_async (GB_TOKEN_PROVIDER (provider), NULL, on_token_cb, &answer);
  g_main_loop_run (loop);
  g_assert_error (answer.error, GB_NET_ERROR, GB_NET_ERROR_TOKEN);
  g_clear_error (&answer.error);

  g_assert_true (gb_keyring_store (GB_KEYRING_KIND_TOKEN, p->cache, "https://a.vn", "abc", NULL, NULL));
  gb_token_provider_lookup_async (GB_TOKEN_PROVIDER (provider), NULL, on_token_cb, &answer);
  g_main_loop_run (loop);
  g_assert_no_error (answer.error);
  g_assert_cmpstr (answer.token, ==, "abc");
  g_free (answer.token);

  gb_test_keyring_lock ();
  gb_token_provider_lookup_async (GB_TOKEN_PROVIDER (provider), NULL, on_token_cb, &answer);
  g_main_loop_run (loop);
  gb_test_keyring_unlock ();
  g_assert_error (answer.error, GB_NET_ERROR, GB_NET_ERROR_TOKEN);
  g_clear_error (&answer.error);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (provider);
}

/* --- keys ----------------------------------------------------------------------------------- */

static void
test_key (Place        *p,
          gconstpointer data)
{
  g_autoptr (GbSqlKey) first = load_key (p);
  g_autoptr (GbSqlKey) again = load_key (p);
  g_autoptr (GbSqlKey) third = NULL;

  g_assert_true (gb_sql_key_equal (first, again));
  open_files (p, first);
  third = load_key (p);
  g_assert_true (gb_sql_key_equal (first, third));
}

/* The files are there and the key is not: nothing is made in its place. */
static void
test_lost (Place        *p,
           gconstpointer data)
{
  g_autoptr (GbSqlKey) key = load_key (p);
  g_autoptr (GbKeyringSecret) left = NULL;
  g_autoptr (GError) error = NULL;

  open_files (p, key);
  g_assert_true (gb_cache_key_forget (p->cache, NULL, &error));
  g_assert_no_error (error);
  assert_key_error (p, GB_SECRET_ERROR_LOST);
  left = look_up (p, GB_KEYRING_KIND_KEY, NULL);
  g_assert_null (left);
  g_assert_cmpint (gb_sql_file_kind (p->cache), ==, GB_SQL_FILE_SEALED);
  /* with the other of the two gone, too */
  g_remove (p->cache);
  assert_key_error (p, GB_SECRET_ERROR_LOST);
}

static void
test_nonsense (Place        *p,
               gconstpointer data)
{
  g_assert_true (gb_keyring_store (GB_KEYRING_KIND_KEY, p->cache, NULL, "nonsense", NULL, NULL));
  assert_key_error (p, GB_SECRET_ERROR_LOST);
}

/* Locked: said so, nothing made, nothing plain; unlocked, the next try goes on. */
static void
test_locked (Place        *p,
             gconstpointer with_key)
{
  g_autoptr (GbSqlKey) before = NULL, after = NULL;
  g_autofree char *local = g_strconcat (p->cache, ".local", NULL);

  if (with_key != NULL)
    before = load_key (p);
  gb_test_keyring_lock ();
  assert_key_error (p, GB_SECRET_ERROR_LOCKED);
  gb_test_keyring_unlock ();
  g_assert_false (g_file_test (p->cache, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (local, G_FILE_TEST_EXISTS));
  after = load_key (p);
  g_assert_true (before == NULL || gb_sql_key_equal (before, after));
}

static void
test_change (Place        *p,
             gconstpointer data)
{
  g_autoptr (GbSqlKey) first = load_key (p);
  g_autoptr (GbSqlKey) second = NULL;
  g_autoptr (GbKeyringSecret) next = NULL;
  g_autoptr (GError) error = NULL;

  open_files (p, first);
  g_assert_true (gb_cache_key_change (p->cache, NULL, &error));
  g_assert_no_error (error);
  second = load_key (p);
  g_assert_false (gb_sql_key_equal (first, second));
  open_files (p, second);
  next = look_up (p, GB_KEYRING_KIND_NEXT_KEY, NULL);
  g_assert_null (next);
}

/* Cut after each step: the keyring has both keys, and the files some of either. */
static void
test_change_cut (Place        *p,
                 gconstpointer data)
{
  for (int cut = 0; cut < 4; cut++)
    {
      g_autoptr (GbSqlKey) first = load_key (p);
      g_autoptr (GbSqlKey) next = gb_sql_key_new_random ();
      g_autoptr (GbSqlKey) after = NULL;
      g_autoptr (GbSqlKeyText) text = gb_sql_key_to_hex (next);
      g_autofree char *local = g_strconcat (p->cache, ".local", NULL);
      g_autoptr (GError) error = NULL;

      open_files (p, first);
      g_assert_true (gb_keyring_store (GB_KEYRING_KIND_NEXT_KEY, p->cache, NULL, text, NULL, &error));
      if (cut >= 1)
        g_assert_true (gb_sql_reencrypt (local, first, next, &error));
      if (cut >= 2)
        g_assert_true (gb_sql_reencrypt (p->cache, first, next, &error));
      if (cut >= 3)
        g_assert_true (gb_keyring_store (GB_KEYRING_KIND_KEY, p->cache, NULL, text, NULL, &error));
      g_assert_no_error (error);
      after = load_key (p);
      g_assert_true (gb_sql_key_equal (after, next));
      open_files (p, after);
    }
}

/* --- the workstation's own keys ------------------------------------------------------------- */

static void
test_workstation_keys (Place        *p,
                       gconstpointer data)
{
  g_autoptr (GbSealKeys) none = NULL, made = NULL, again = NULL, loaded = NULL, bad = NULL, anew = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (gb_workstation_keys_load (p->cache, &none, NULL, &error));
  g_assert_null (none);
  g_assert_true (gb_workstation_keys_make (p->cache, &made, NULL, &error));
  g_assert_true (gb_workstation_keys_make (p->cache, &again, NULL, &error));
  g_assert_true (gb_workstation_keys_load (p->cache, &loaded, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpmem (gb_seal_keys_get_secret (made), GB_SEAL_SECRET_BYTES, gb_seal_keys_get_secret (again), GB_SEAL_SECRET_BYTES);
  g_assert_cmpmem (gb_seal_keys_get_secret (made), GB_SEAL_SECRET_BYTES, gb_seal_keys_get_secret (loaded), GB_SEAL_SECRET_BYTES);

  g_assert_true (gb_keyring_store (GB_KEYRING_KIND_WORKSTATION, p->cache, NULL, "nonsense", NULL, NULL));
  g_assert_false (gb_workstation_keys_load (p->cache, &bad, NULL, &error));
  g_assert_error (error, GB_SECRET_ERROR, GB_SECRET_ERROR_LOST);
  g_assert_null (strstr (error->message, "nonsense"));
  g_clear_error (&error);
  g_assert_true (gb_workstation_keys_make (p->cache, &anew, NULL, &error));
  g_assert_no_error (error);
}

/* Nothing is made that could not be kept. */
static void
test_workstation_keys_locked (Place        *p,
                              gconstpointer data)
{
  g_autoptr (GbSealKeys) keys = NULL;
  g_autoptr (GError) error = NULL;

  gb_test_keyring_lock ();
  g_assert_false (gb_workstation_keys_make (p->cache, &keys, NULL, &error));
  gb_test_keyring_unlock ();
  g_assert_error (error, GB_SECRET_ERROR, GB_SECRET_ERROR_LOCKED);
  g_assert_null (keys);
}

/* --- nobody keeps secrets ------------------------------------------------------------------- */

static void
test_unavailable (Place        *p,
                  gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  assert_key_error (p, GB_SECRET_ERROR_UNAVAILABLE);
  g_assert_false (gb_keyring_store (GB_KEYRING_KIND_KEY, p->cache, NULL, "secret-text", NULL, &error));
  g_assert_error (error, GB_SECRET_ERROR, GB_SECRET_ERROR_UNAVAILABLE);
  g_assert_null (strstr (error->message, "secret-text"));
}

int
main (int    argc,
      char **argv)
{
  gb_language_init ("en");
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, func) g_test_add (path, Place, data, set_up, func, tear_down)
  if (g_strcmp0 (g_getenv ("KEYRING"), "none") == 0 && g_getenv ("SECRET_BACKEND") == NULL)
    {
      if (gb_sql_can_encrypt ())
        ADD ("/secret/unavailable", NULL, test_unavailable);
      return g_test_run ();
    }
  ADD ("/secret/secrets", NULL, test_secrets);
  ADD ("/secret/kinds", NULL, test_kinds);
  ADD ("/secret/workstation-keys", NULL, test_workstation_keys);
  /* which nobody can lock */
  if (g_strcmp0 (g_getenv ("SECRET_BACKEND"), "file") == 0)
    return g_test_run ();
  ADD ("/secret/token-provider", NULL, test_token_provider);
  ADD ("/secret/workstation-keys-locked", NULL, test_workstation_keys_locked);
  if (gb_sql_can_encrypt ())
    {
      ADD ("/secret/key", NULL, test_key);
      ADD ("/secret/lost", NULL, test_lost);
      ADD ("/secret/nonsense", NULL, test_nonsense);
      ADD ("/secret/locked-without-key", NULL, test_locked);
      ADD ("/secret/locked-with-key", "key", test_locked);
      ADD ("/secret/change", NULL, test_change);
      ADD ("/secret/change-cut", NULL, test_change_cut);
    }
  return g_test_run ();
}
