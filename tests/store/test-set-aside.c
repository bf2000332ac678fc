/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-set-aside-repository.h"

#include <glib/gstdio.h>
#include <string.h>

#include "gb-store-fixture.h"

/* A state that there is not, no record at all, a record of no name, and quotes that JSON must escape. */
#define BAD_STATE                                                                                  \
  "{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"c\",\"rev\":1,\"data\":{\"procedure\":\"Khai \\\"sinh\\\"\","        \
  "\"field\":\"Hộ tịch\",\"channel\":\"desk\",\"commune\":\"21028\",\"received_by\":\"21028\",\"state\":0,"      \
  "\"submitted\":\"2026-08-20T08:00:00+07:00\"}}\n"
#define PORTAL  "<html>502</html>\n"
#define NAMELESS "{\"op\":\"put\",\"type\":\"task\",\"rev\":1,\"data\":{}}\n"

typedef struct
{
  GbStoreFixture store;
  guint64 changed;
} Fixture;

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  gb_store_fixture_set_up (&self->store);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  gb_store_fixture_tear_down (&self->store);
}

typedef struct
{
  guint limit;
  gint64 total;
} Question;

static gpointer
load (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  Question *question = data;

  return gb_set_aside_load (connection, question->limit, &question->total, error);
}

static GPtrArray *
load_lines (Fixture *self,
            guint    limit,
            gint64   total)
{
  Question question = { limit, -1 };
  g_autoptr (GError) error = NULL;
  GPtrArray *lines = gb_store_read (self->store.store, load, &question, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (question.total, ==, total);
  return lines;
}

static void
test_load (Fixture      *self,
           gconstpointer data)
{
  g_autoptr (GPtrArray) none = load_lines (self, 10, 0), all = NULL, two = NULL;
  const GbSetAside *dossier = NULL, *portal = NULL, *nameless = NULL;

  g_assert_cmpuint (none->len, ==, 0);
  gb_test_commit (&self->store, GB_RECORD_GROUP_WORK, BAD_STATE PORTAL NAMELESS, NULL);
  all = load_lines (self, 10, 3);
  for (guint i = 0; i < all->len; i++)
    {
      const GbSetAside *line = all->pdata[i];

      if (g_strcmp0 (line->type, "dossier") == 0)
        dossier = line;
      else if (g_strcmp0 (line->type, "task") == 0)
        nameless = line;
      else
        portal = line;
    }
  g_assert_cmpstr (dossier->id, ==, "c");
  g_assert_nonnull (strstr (dossier->reason, "CHECK constraint failed"));
  g_assert_cmpint (dossier->at, ==, GB_TEST_NOW);
  g_assert_true (g_str_has_prefix (BAD_STATE, dossier->line));
  g_assert_null (portal->id);
  g_assert_cmpstr (portal->line, ==, "<html>502</html>");
  g_assert_null (nameless->id);

  two = load_lines (self, 2, 3);
  g_assert_cmpuint (two->len, ==, 2);
}

/* A long line is cut where it is looked at, and nowhere else. */
static void
test_long_line (Fixture      *self,
                gconstpointer data)
{
  g_autofree char *filler = g_strnfill (3 * GB_SET_ASIDE_MAX_SHOWN, 'x');
  g_autofree char *text = g_strconcat ("<", filler, "\n", NULL);
  g_autoptr (GPtrArray) lines = NULL;

  gb_test_commit (&self->store, GB_RECORD_GROUP_WORK, text, NULL);
  lines = load_lines (self, 10, 1);
  g_assert_cmpuint (strlen (((const GbSetAside *) lines->pdata[0])->line), ==, GB_SET_ASIDE_MAX_SHOWN);
  g_assert_cmpint (gb_test_int (&self->store, "SELECT length(line) FROM local.set_aside"), ==,
                   3 * GB_SET_ASIDE_MAX_SHOWN + 1);
}

/* --- to a file ------------------------------------------------------------------------------ */

static gboolean
is_done (gpointer data)
{
  return *(GAsyncResult **) data != NULL;
}

static void
on_done_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
export_to (Fixture *self,
           GFile   *file,
           gint64  *n_lines,
           GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gb_set_aside_export_async (self->store.store, file, NULL, on_done_cb, &result);
  g_assert_true (gb_test_wait (is_done, &result));
  return gb_set_aside_export_finish (self->store.store, result, n_lines, error);
}

static void
test_export (Fixture      *self,
             gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->store.folder, "lines.ndjson", NULL), *text = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf info;
  gint64 n_lines;

  gb_test_commit (&self->store, GB_RECORD_GROUP_WORK, BAD_STATE PORTAL, NULL);
  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  g_assert_true (export_to (self, file, &n_lines, &error));
  g_assert_no_error (error);
  g_assert_cmpint (n_lines, ==, 2);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_nonnull (strstr (text, "\"at\":\"2026-08-26T07:15:00+07:00\",\"group\":\"work\",\"type\":\"dossier\",\"id\":\"c\""));
  g_assert_nonnull (strstr (text, "\"type\":null,\"id\":null"));
  g_assert_nonnull (strstr (text, "\"line\":\"<html>502</html>\""));
  g_assert_nonnull (strstr (text, "Khai \\\\\\\"sinh\\\\\\\""));
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_unlink (path);
}

static void
test_export_nowhere (Fixture      *self,
                     gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->store.folder, "none", "lines.ndjson", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  gint64 n_lines;

  g_assert_false (export_to (self, file, &n_lines, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* --- off the list --------------------------------------------------------------------------- */

static void
on_changed_cb (GbStore *store,
               guint64  changed,
               Fixture *self)
{
  self->changed |= changed;
}

static gboolean
has_changed (gpointer data)
{
  return (((Fixture *) data)->changed & GB_STORE_CHANGED_SET_ASIDE) != 0;
}

static void
test_remove (Fixture      *self,
             gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_signal_connect (self->store.store, "changed", G_CALLBACK (on_changed_cb), self);
  gb_test_commit (&self->store, GB_RECORD_GROUP_WORK, PORTAL, NULL);
  g_assert_true (gb_test_wait (has_changed, self));
  self->changed = 0;

  lines = load_lines (self, 10, 1);
  gb_set_aside_remove_async (self->store.store, ((const GbSetAside *) lines->pdata[0])->hash, NULL, on_done_cb,
                             &result);
  g_assert_true (gb_test_wait (is_done, &result));
  g_assert_true (gb_set_aside_remove_finish (self->store.store, result, &error));
  g_assert_no_error (error);
  g_assert_true (gb_test_wait (has_changed, self));
  g_assert_cmpint (gb_test_int (&self->store, "SELECT count(*) FROM local.set_aside"), ==, 0);

  /* and back when it comes again */
  gb_test_commit (&self->store, GB_RECORD_GROUP_WORK, PORTAL, NULL);
  g_assert_cmpint (gb_test_int (&self->store, "SELECT count(*) FROM local.set_aside"), ==, 1);
  g_signal_handlers_disconnect_by_data (self->store.store, self);
}

#define ADD(path, test) g_test_add ("/set-aside/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("load", test_load);
  ADD ("long-line", test_long_line);
  ADD ("export", test_export);
  ADD ("export-nowhere", test_export_nowhere);
  ADD ("remove", test_remove);
  return g_test_run ();
}
