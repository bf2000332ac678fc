/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-action-repository.h"
#include "gb-attachment.h"
#include "gb-fake-network.h"
#include "gb-file-token.h"
#include "gb-freshness-button.h"
#include "gb-language.h"
#include "gb-outbox-window.h"
#include "gb-sync-lock.h"
#include "gb-test-cache.h"

typedef struct
{
  char *folder;
  char *path;
  GbStore *store;
  GbSync *sync;
  GbFakeNetwork *network;
  GbFreshness *freshness;
} Fixture;

static gpointer
complete_base (GbSqlConnection *cache,
               gpointer         data,
               GCancellable    *cancellable,
               GError         **error)
{
  gb_sql_connection_exec (cache,
                          "UPDATE feed_cursor SET feed_id='test',cursor='1',as_of=1787616900"
                          " WHERE feed_group='base'",
                          error);
  return NULL;
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autoptr (GbFileToken) tokens = NULL;
  g_autoptr (GbClient) client = NULL;
  g_autoptr (GbConnectivity) connectivity = NULL;
  g_autofree char *token = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("giaoban-freshness-XXXXXX", NULL);
  token = g_build_filename (self->folder, "token", NULL);
  tokens = gb_file_token_new (token);
  client = gb_client_new ("http://127.0.0.1:1", GB_TOKEN_PROVIDER (tokens), &error);
  g_assert_no_error (error);
  self->store = gb_test_cache_new (self->folder);
  self->path = g_strdup (gb_store_get_path (self->store));
  gb_store_write (self->store, complete_base, NULL, NULL, &error);
  g_assert_no_error (error);
  self->sync = gb_sync_new (self->store, client);
  self->network = gb_fake_network_new ();
  connectivity = gb_connectivity_new (G_NETWORK_MONITOR (self->network), NULL);
  self->freshness = gb_freshness_new (self->store, self->sync);
  gb_freshness_set_connectivity (self->freshness, connectivity);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  gb_store_close (self->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (self->freshness);
  g_assert_finalize_object (self->sync);
  g_assert_finalize_object (self->store);
  g_assert_finalize_object (self->network);
  gb_test_cache_remove (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

static char *
words (Fixture    *self,
       const char *property)
{
  char *text;

  g_object_get (self->freshness, property, &text, NULL);
  return text;
}

static gboolean
on_patience_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Turns the loop until the property says something with @part in it, or nothing when that is %NULL. */
static void
wait_words (Fixture    *self,
            const char *property,
            const char *part)
{
  gboolean late = FALSE, said = FALSE;
  guint patience = g_timeout_add_seconds (20, on_patience_cb, &late);

  while (!late && !said)
    {
      g_autofree char *text = words (self, property);

      said = part != NULL ? text != NULL && strstr (text, part) != NULL : text == NULL;
      if (!said)
        g_main_context_iteration (NULL, TRUE);
    }
  g_assert_true (said);
  g_source_remove (patience);
}

static void
on_done_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
run (Fixture *self)
{
  gboolean done = FALSE;

  gb_sync_run_async (self->sync, GB_SYNC_GROUP_ALL, NULL, on_done_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

/* Within five minutes nobody hears of it; beyond, in either direction, in the popover. */
static void
test_clock_skew (Fixture      *self,
                 gconstpointer data)
{
  static const struct
  {
    gint64 skew;
    const char *part; /* (nullable) */
  } cases[] = {
    { 300, NULL },
    { 301, "chậm hơn máy chủ 5 phút" },
    { -300, NULL },
    { -2 * 365 * 24 * 3600, "nhanh hơn máy chủ 730 ngày" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GbSyncLogEntry) entry = gb_sync_log_entry_new (GB_SYNC_LOG_RUN, 0, GB_TEST_NOW);
      g_autoptr (GError) error = NULL;

      entry->outcome = GB_SYNC_OUTCOME_DONE;
      entry->skew = cases[i].skew;
      gb_sync_log_write (self->store, entry, &error);
      g_assert_no_error (error);
      wait_words (self, "clock-problem", cases[i].part);
    }
}

/* What is left out on a network that counts bytes is said, and how old it is. */
static void
test_metered (Fixture      *self,
              gconstpointer data)
{
  gboolean done = FALSE, held_back;

  gb_sync_load_async (self->sync, NULL, on_done_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  wait_words (self, "note", NULL);
  gb_fake_network_set (self->network, G_NETWORK_CONNECTIVITY_FULL, TRUE);
  g_object_get (self->freshness, "held-back", &held_back, NULL);
  g_assert_cmpint (held_back, ==, gb_sync_get_base_as_of (self->sync) != 0);
  g_assert_true (held_back);
  wait_words (self, "note", "tính cước");
  wait_words (self, "note", "25/08");
  gb_fake_network_set (self->network, G_NETWORK_CONNECTIVITY_PORTAL, FALSE);
  wait_words (self, "note", "đòi đăng nhập");
  gb_fake_network_set (self->network, G_NETWORK_CONNECTIVITY_LIMITED, FALSE);
  wait_words (self, "note", NULL);
}

/* (transfer none): what the outbox's window says of files, %NULL where it says nothing */
static const char *
find_words (GtkWidget  *widget,
            const char *part)
{
  const char *found = NULL;

  if (GTK_IS_LABEL (widget) && gtk_widget_get_visible (widget) && strstr (gtk_label_get_label (GTK_LABEL (widget)), part))
    return gtk_label_get_label (GTK_LABEL (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_words (child, part);
  return found;
}

static const char *
say_in_outbox (Fixture *self)
{
  g_autoptr (GbOutboxModel) model = gb_outbox_model_new (self->store);
  GtkWidget *parent = gtk_window_new ();
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());
  const char *said = NULL;

  gb_outbox_window_present (parent, model, self->freshness);
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (GB_IS_OUTBOX_WINDOW (window))
        said = g_intern_string (find_words (window, "tệp chờ gửi"));
    }
  gtk_window_destroy (GTK_WINDOW (parent));
  return said;
}

/* Files that wait are counted, with what they wait for; not before something names them. */
static void
test_files (Fixture      *self,
            gconstpointer data)
{
  g_autoptr (GBytes) content = g_bytes_new_static ("abc", 3);
  g_autoptr (GbAction) action = gb_action_new (GB_ACTION_ISSUE_NOTE, "i"), stored = NULL;
  g_autoptr (GbAttachment) file = NULL;
  g_autoptr (GError) error = NULL;
  gboolean held;

  file = gb_store_add_attachment (self->store, "ảnh.jpg", content, &error);
  g_assert_no_error (error);
  wait_words (self, "files", NULL);
  g_assert_null (say_in_outbox (self));
  gb_test_cache_feed (self->store,
                      "{\"op\":\"put\",\"type\":\"issue\",\"id\":\"i\",\"rev\":7,\"data\":{\"kind\":\"difficulty\","
                      "\"commune\":\"" GB_TEST_COMMUNE "\",\"field\":\"Đất đai\",\"title\":\"t\",\"state\":\"assigned\","
                      "\"level\":\"department\",\"raised\":\"2026-08-20T08:00:00+07:00\"}}\n");
  gb_action_set (action, "text", "Có tệp kèm theo");
  gb_action_add_file (action, file->sha256, file->name);
  stored = gb_store_add_action (self->store, action, NULL, NULL, &error);
  g_assert_no_error (error);
  wait_words (self, "files", "1 tệp chờ gửi");
  wait_words (self, "files", "lần đồng bộ tới");
  g_object_get (self->freshness, "files-held", &held, NULL);
  g_assert_false (held);
  gb_fake_network_set (self->network, G_NETWORK_CONNECTIVITY_FULL, TRUE);
  wait_words (self, "files", "chờ mạng khác");
  g_object_get (self->freshness, "files-held", &held, NULL);
  g_assert_true (held);
  g_assert_nonnull (say_in_outbox (self));
}

static void
test_held (Fixture      *self,
           gconstpointer data)
{
  g_autofree char *program = g_path_get_basename (g_get_prgname ());
  GbSyncLock *lock = gb_sync_lock_take (self->path, NULL);

  run (self);
  wait_words (self, "note", program);
  wait_words (self, "problem", NULL);
  gb_sync_lock_release (lock);
  run (self);
  wait_words (self, "note", NULL);
}

/* Who is not joined, or not let in any more, is led to signing in, and told of no command line. */
static void
test_sign_in (Fixture      *self,
              gconstpointer data)
{
  gboolean needed;

  run (self);
  wait_words (self, "advice", "đăng nhập lại");
  g_object_get (self->freshness, "needs-sign-in", &needed, NULL);
  g_assert_true (needed);
  gb_sync_set_client (self->sync, NULL);
  wait_words (self, "advice", "hãy đăng nhập");
  g_object_get (self->freshness, "needs-sign-in", &needed, NULL);
  g_assert_true (needed);
}

static gpointer
begin_scope (GbSqlConnection *cache,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  gb_sql_connection_exec (cache, "INSERT OR REPLACE INTO meta VALUES('previous_scope','province:51'),('scope','commune:21028')", error);
  return NULL;
}

/* While the data change over from one scope to another, their numbers are not to be believed. */
static void
test_scope (Fixture      *self,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  wait_words (self, "note", NULL);
  gb_store_write (self->store, begin_scope, NULL, NULL, &error);
  g_assert_no_error (error);
  run (self);
  wait_words (self, "note", "từ toàn tỉnh sang");
  wait_words (self, "note", "chưa đầy đủ");
}

/* A full disk is not a lost connection, and is not called one. */
static void
test_low_disk (Fixture      *self,
               gconstpointer data)
{
  gb_sync_set_min_free (self->sync, G_MAXUINT64);
  run (self);
  wait_words (self, "problem", "Ổ đĩa chỉ còn trống");
  wait_words (self, "text", "Ổ đĩa gần đầy - sẽ thử lại lúc 07:15");
  wait_words (self, "band-title", "Ổ đĩa gần đầy");
  wait_words (self, "advice", NULL);
}

int
main (int   argc,
      char *argv[])
{
  gb_language_init ("vi");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, test) g_test_add ("/freshness/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("clock-skew", test_clock_skew);
  ADD ("metered", test_metered);
  ADD ("files", test_files);
  ADD ("held", test_held);
  ADD ("scope", test_scope);
  ADD ("sign-in", test_sign_in);
  ADD ("low-disk", test_low_disk);
  return g_test_run ();
}
