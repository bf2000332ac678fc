/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundles and the window: run by with-keyring, for the workstation's keys are kept there. */
#include <adwaita.h>

#include "gb-account.h"
#include "gb-action-repository.h"
#include "gb-attachment.h"
#include "gb-bundle-actions.h"
#include "gb-bundle-window.h"
#include "gb-bundle-writer.h"
#include "gb-cache-key.h"
#include "gb-language.h"
#include "gb-test-cache.h"
#include "gb-workstation-keys.h"

#define SCOPE "commune:" GB_TEST_COMMUNE

typedef struct
{
  char *folder;
  char *path;
  GFile *file;
  GbSealKeys *hub;
  GbSealKeys *own;
  GbServices *services;
  GbWindow *window;
} Fixture;

static gboolean
is_last (gpointer data)
{
  return G_OBJECT (data)->ref_count == 1;
}

static gboolean
is_settled (gpointer data)
{
  return gb_window_is_settled (data);
}

static void
on_saved_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  gboolean *saved = user_data;

  *saved = gb_account_save_finish (GB_STORE (object), result, NULL);
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static void
save_account (Fixture *self,
              GbStore *store)
{
  GbAccount account = { .endpoint = (char *) "http://127.0.0.1:1", .workstation = (char *) "7f3a", .scope = (char *) SCOPE,
                        .issued_at = GB_TEST_NOW, .expires = GB_TEST_NOW + 1000000, .contact_at = GB_TEST_NOW };
  gboolean saved = FALSE;

  memcpy (account.ed25519, gb_seal_keys_get_ed25519 (self->hub), GB_SEAL_KEY_BYTES);
  memcpy (account.x25519, gb_seal_keys_get_x25519 (self->hub), GB_SEAL_KEY_BYTES);
  gb_account_save_async (store, &account, on_saved_cb, &saved);
  gb_test_wait (is_true, &saved, "the account");
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  GbOptions options = { .now = GB_TEST_NOW };
  g_autoptr (GbClock) clock = gb_clock_new_fixed (GB_TEST_NOW);
  g_autoptr (GbSqlKey) key = NULL;
  g_autoptr (GbStore) store = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("giaoban-XXXXXX", &error);
  self->path = g_build_filename (self->folder, "cache.db", NULL);
  self->file = g_file_new_build_filename (self->folder, "goi.giaoban", NULL);
  self->hub = gb_seal_keys_new ();
  key = gb_cache_key_load (self->path, NULL, NULL, &error);
  g_assert_no_error (error);
  store = gb_store_new (self->path, clock, key);
  gb_store_open (store, NULL, &error);
  g_assert_no_error (error);
  gb_test_cache_fill (store);
  if (data == NULL)
    {
      save_account (self, store);
      gb_workstation_keys_make (self->path, &self->own, NULL, &error);
      g_assert_no_error (error);
    }
  gb_store_close (store);

  options.cache = self->path;
  self->services = gb_services_new (&options);
  self->window = gb_window_new (NULL, self->services);
  gtk_window_present (GTK_WINDOW (self->window));
  gb_services_start (self->services);
  gb_test_wait (is_settled, self->window, "the window");
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  g_object_ref (self->window);
  gtk_window_destroy (GTK_WINDOW (self->window));
  gb_test_wait (is_last, self->window, "the window's last holder");
  g_assert_finalize_object (self->window);
  gb_test_wait (is_last, self->services, "the services' last holder");
  g_assert_finalize_object (self->services);
  g_file_delete (self->file, NULL, NULL);
  gb_test_cache_remove (self->folder);
  g_object_unref (self->file);
  gb_seal_keys_free (self->hub);
  g_clear_pointer (&self->own, gb_seal_keys_free);
  g_free (self->folder);
  g_free (self->path);
}

/* A bundle of the feed that the cache is filled from; it begins at @from. */
static void
write_bundle (Fixture    *self,
              const char *feed_id,
              const char *from,
              gint64      made_at)
{
  g_autoptr (GbBundleWriter) writer = NULL;
  g_autoptr (GbBundleHeader) header = gb_bundle_header_new (GB_BUNDLE_KIND_FEED, "7f3a", SCOPE, made_at);
  GbBundleGroup *group = gb_bundle_header_add_group (header, "work", from);
  g_autofree char *quoted = from != NULL ? g_strdup_printf ("\"%s\"", from) : g_strdup ("null");
  g_autofree char *time = gb_time_format (made_at);
  g_autofree char *page = g_strdup_printf (
      "{\"feed\":\"giaoban/1\",\"feed_id\":\"%s\",\"scope\":\"" SCOPE "\",\"group\":\"work\",\"from\":%s,"
      "\"server_time\":\"%s\"}\n{\"cursor\":\"c9\",\"position\":99,\"more\":false,\"count\":0}\n", feed_id, quoted, time);
  g_autoptr (GError) error = NULL;

  header->sender = g_strdup ("Quảng Ngãi");
  header->feed_id = g_strdup (feed_id);
  group->cursor = g_strdup ("c9");
  group->position = 99;
  writer = gb_bundle_writer_new (gb_seal_keys_get_x25519 (self->own), &error);
  g_assert_no_error (error);
  gb_bundle_writer_write (writer, page, strlen (page), &error);
  g_assert_no_error (error);
  gb_bundle_writer_close (writer, header, self->hub, self->file, NULL, &error);
  g_assert_no_error (error);
}

static GbBundleWindow *
find_dialog (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GObject) window = g_list_model_get_item (toplevels, i);

      if (GB_IS_BUNDLE_WINDOW (window))
        return GB_BUNDLE_WINDOW (window);
    }
  return NULL;
}

static gboolean
is_over (gpointer data)
{
  GbBundleWindow *dialog = find_dialog ();

  return dialog != NULL && gb_bundle_window_is_over (dialog);
}

static gboolean
is_gone (gpointer data)
{
  return find_dialog () == NULL;
}

/* Whether a label that can be seen says so. */
static gboolean
says (GtkWidget  *widget,
      const char *text)
{
  if (!gtk_widget_get_visible (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;
  return FALSE;
}

static void
check_dialog (const char *heading,
              const char *more)
{
  GbBundleWindow *dialog;

  gb_test_wait (is_over, NULL, "what came of the bundle");
  dialog = find_dialog ();
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (dialog)), ==, heading);
  g_assert_true (says (GTK_WIDGET (dialog), heading));
  if (more != NULL)
    g_assert_true (says (GTK_WIDGET (dialog), more));
  gtk_window_close (GTK_WINDOW (dialog));
  gb_test_wait (is_gone, NULL, "the dialog to go");
}

static gboolean
is_as_of (gpointer data)
{
  return gb_sync_get_as_of (data) == GB_TEST_NOW;
}

/* Taken in: by whom, until when, and the header's button knows it. */
static void
test_taken (Fixture      *self,
            gconstpointer data)
{
  write_bundle (self, "another", NULL, GB_TEST_NOW);
  gb_bundle_actions_open (self->window, self->file);
  check_dialog ("The bundle was taken in", "Quảng Ngãi");
  gb_test_wait (is_as_of, gb_services_get_sync (self->services), "the new time of the data");
}

static void
test_refused (Fixture      *self,
              gconstpointer data)
{
  g_autofree char *path = g_file_get_path (self->file);
  g_autofree char *text = NULL;
  gint64 as_of;
  gsize length;

  write_bundle (self, "another", "elsewhere", GB_TEST_NOW);
  gb_bundle_actions_open (self->window, self->file);
  check_dialog ("This bundle continues another hub's data", "Another file");
  write_bundle (self, "another", NULL, GB_TEST_NOW - GB_DAY_SECONDS);
  gb_bundle_actions_open (self->window, self->file);
  check_dialog ("Nothing new in this bundle", NULL);
  write_bundle (self, "another", NULL, GB_TEST_NOW);
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  text[length - 1] ^= 1;
  g_assert_true (g_file_set_contents (path, text, (gssize) length, NULL));
  gb_bundle_actions_open (self->window, self->file);
  check_dialog ("This bundle was damaged or changed", "Have it made again");
  as_of = gb_sync_get_as_of (gb_services_get_sync (self->services));
  g_assert_cmpint (as_of, <, GB_TEST_NOW);
}

static void
test_written (Fixture      *self,
              gconstpointer data)
{
  GbBundleWindow *dialog = gb_bundle_window_new (GTK_WINDOW (self->window));

  gb_bundle_window_export (dialog, gb_services_get_store (self->services), self->file);
  gtk_window_present (GTK_WINDOW (dialog));
  check_dialog ("The file was written", "http://127.0.0.1:1");
  g_assert_true (g_file_query_exists (self->file, NULL));
}

static void
add_with_file (GbStore *store)
{
  g_autoptr (GBytes) content = g_bytes_new_static ("abc", 3);
  g_autoptr (GbAction) action = gb_action_new (GB_ACTION_ISSUE_NOTE, "i"), stored = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbAttachment) file = gb_store_add_attachment (store, "a.jpg", content, &error);

  g_assert_no_error (error);
  gb_test_cache_feed (store,
                      "{\"op\":\"put\",\"type\":\"issue\",\"id\":\"i\",\"rev\":7,\"data\":{\"kind\":\"difficulty\","
                      "\"commune\":\"" GB_TEST_COMMUNE "\",\"field\":\"Đất đai\",\"title\":\"t\",\"state\":\"assigned\","
                      "\"level\":\"department\",\"raised\":\"2026-08-20T08:00:00+07:00\"}}\n");
  gb_action_set (action, "text", "Có tệp kèm theo");
  gb_action_add_file (action, file->sha256, file->name);
  stored = gb_store_add_action (store, action, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* What waits for its files does not go along, and that is said. */
static void
test_held (Fixture      *self,
           gconstpointer data)
{
  GbBundleWindow *dialog = gb_bundle_window_new (GTK_WINDOW (self->window));

  add_with_file (gb_services_get_store (self->services));
  gb_bundle_window_export (dialog, gb_services_get_store (self->services), self->file);
  gtk_window_present (GTK_WINDOW (dialog));
  check_dialog ("The file was written", "1 change: its files are not with the province yet");
}

static void
test_not_enrolled (Fixture      *self,
                   gconstpointer data)
{
  g_assert_true (g_file_replace_contents (self->file, "x", 1, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, NULL));
  gb_bundle_actions_open (self->window, self->file);
  check_dialog ("This machine is not enrolled", "Enrol it once");
}

/* Closed in the middle: nobody is told any more, and nothing is left behind. */
static void
test_closed_meanwhile (Fixture      *self,
                       gconstpointer data)
{
  write_bundle (self, "another", NULL, GB_TEST_NOW);
  gb_bundle_actions_open (self->window, self->file);
  gtk_window_close (GTK_WINDOW (find_dialog ()));
  gb_test_wait (is_gone, NULL, "the dialog to go");
}

#define ADD(name, data, func) g_test_add ("/bundle-window/" name, Fixture, data, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  gb_language_init ("en");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("taken", NULL, test_taken);
  ADD ("refused", NULL, test_refused);
  ADD ("written", NULL, test_written);
  ADD ("held", NULL, test_held);
  ADD ("not-enrolled", "none", test_not_enrolled);
  ADD ("closed-meanwhile", NULL, test_closed_meanwhile);
  return g_test_run ();
}
