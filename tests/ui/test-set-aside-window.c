/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#include "gb-language.h"
#include "gb-set-aside-row.h"
#include "gb-set-aside-window.h"
#include "gb-set-aside-words.h"
#include "gb-store-private.h"
#include "gb-test-cache.h"

/* --- words ---------------------------------------------------------------------------------- */

static const struct
{
  const char *reason;
  const char *words;
} reasons[] = {
  { "NOT NULL constraint failed: dossier.procedure", "Thiếu “procedure”" },
  { "CHECK constraint failed: state BETWEEN 1 AND 10", "có giá trị không hợp lệ: state BETWEEN 1 AND 10" },
  { "UNIQUE constraint failed: commune.code", "“code” bị trùng" },
  { "due: an RFC 3339 time expected, a whole number found", "“due” có giá trị không đúng" },
  { "commune: a record of another scope", "thuộc về xã, phường khác" },
  { "type: a record of another group", "gửi lẫn với loại bản ghi khác" },
  { "malformed JSON", "không đọc được dòng này" },
  { "not UTF-8", "not UTF-8" },
};

static void
test_words (void)
{
  const GbSetAside known = { .type = (char *) "dossier", .id = (char *) "H48" },
                   unknown = { .type = (char *) "starship", .id = NULL }, none = { .type = NULL };
  g_autofree char *one = gb_set_aside_words_title (&known), *two = gb_set_aside_words_title (&unknown),
                  *three = gb_set_aside_words_title (&none);

  g_assert_cmpstr (one, ==, "Hồ sơ H48");
  g_assert_cmpstr (two, ==, "starship");
  g_assert_cmpstr (three, ==, "Dòng không phải bản ghi");
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      g_autofree char *words = gb_set_aside_words_reason (reasons[i].reason);

      g_assert_cmpstr (words, ==, reasons[i].words);
    }
}

/* --- fixture -------------------------------------------------------------------------------- */

typedef struct
{
  char *folder;
  GbStore *store;
  GtkWidget *parent;
  GtkWidget *window;
  guint n_rows; /* for conditions */
} Fixture;

static gpointer
run_local (GbSqlConnection *connection,
           gpointer         data,
           GCancellable    *cancellable,
           GError         **error)
{
  gpointer *both = data;

  gb_sql_connection_exec (gb_store_get_local_connection (both[0]), both[1], error);
  gb_store_touch (both[0], GB_STORE_CHANGED_SET_ASIDE);
  return NULL;
}

static void
change_local (Fixture    *self,
              const char *sql)
{
  gpointer both[] = { self->store, (gpointer) sql };
  g_autoptr (GError) error = NULL;

  gb_store_write (self->store, run_local, both, NULL, &error);
  g_assert_no_error (error);
}

static void
collect (GtkWidget *widget,
         GType      type,
         GPtrArray *found)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

static GPtrArray *
find (Fixture *self,
      GType    type)
{
  GPtrArray *found = g_ptr_array_new ();

  collect (self->window, type, found);
  return found;
}

static gboolean
has_rows (gpointer data)
{
  Fixture *self = data;
  g_autoptr (GPtrArray) rows = find (self, GB_TYPE_SET_ASIDE_ROW);

  return rows->len == self->n_rows;
}

static void
wait_rows (Fixture *self,
           guint    n_rows)
{
  self->n_rows = n_rows;
  gb_test_wait (has_rows, self, "the rows");
}

static const char *
shown_page (Fixture *self)
{
  g_autoptr (GPtrArray) stacks = find (self, GTK_TYPE_STACK);

  return gtk_stack_get_visible_child_name (stacks->pdata[0]);
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  GListModel *windows = gtk_window_get_toplevels ();

  self->folder = g_dir_make_tmp ("giaoban-XXXXXX", NULL);
  self->store = gb_test_cache_new (self->folder);
  change_local (self, "INSERT INTO set_aside VALUES"
                      "('h1','work','dossier','<A>','NOT NULL constraint failed: dossier.procedure','{\"op\":\"put\"}',30),"
                      "('h2','work',NULL,NULL,'malformed JSON','<html>',20)");
  self->parent = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->parent), 1000, 700);
  gtk_window_present (GTK_WINDOW (self->parent));
  gb_set_aside_window_present (self->parent, self->store, FALSE);
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (GB_IS_SET_ASIDE_WINDOW (window))
        self->window = window;
    }
  wait_rows (self, 2);
}

static gboolean
is_last (gpointer data)
{
  return G_OBJECT (data)->ref_count == 1;
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  gtk_window_destroy (GTK_WINDOW (self->window));
  gtk_window_destroy (GTK_WINDOW (self->parent));
  gb_store_close (self->store);
  gb_test_wait (is_last, self->store, "the store's last holder");
  g_assert_null (self->window);
  g_assert_finalize_object (self->store);
  gb_test_cache_remove (self->folder);
  g_free (self->folder);
}

/* --- tests ---------------------------------------------------------------------------------- */

static void
test_rows (Fixture      *self,
           gconstpointer data)
{
  g_autoptr (GPtrArray) rows = find (self, GB_TYPE_SET_ASIDE_ROW);
  GtkWidget *second = rows->pdata[1];

  g_assert_cmpstr (shown_page (self), ==, "list");
  g_assert_cmpstr (adw_preferences_row_get_title (rows->pdata[0]), ==, "Hồ sơ <A>");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (second), TRUE);

  /* a newer line comes before the others, which stay */
  change_local (self, "INSERT INTO set_aside VALUES('h3','work','task','t','malformed JSON','{',40)");
  wait_rows (self, 3);
  g_ptr_array_unref (g_steal_pointer (&rows));
  rows = find (self, GB_TYPE_SET_ASIDE_ROW);
  g_assert_cmpstr (gb_set_aside_row_get_hash (rows->pdata[0]), ==, "h3");
  g_assert_true (rows->pdata[2] == second);
  g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (second)));
}

static void
test_remove (Fixture      *self,
             gconstpointer data)
{
  g_assert_true (gtk_widget_activate_action (self->window, "set-aside.remove", "s", "h1"));
  wait_rows (self, 1);
  g_assert_true (gtk_widget_activate_action (self->window, "set-aside.remove", "s", "h2"));
  wait_rows (self, 0);
  g_assert_cmpstr (shown_page (self), ==, "empty");
}

static gboolean
is_whole (gpointer data)
{
  g_autofree char *text = NULL;

  return g_file_get_contents (data, &text, NULL, NULL) && strstr (text, "\"line\":\"<html>\"") != NULL;
}

static void
test_export (Fixture      *self,
             gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "lines.ndjson", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  gb_set_aside_window_export (GB_SET_ASIDE_WINDOW (self->window), file);
  gb_test_wait (is_whole, path, "the file");
}

#define ADD(path, test) g_test_add ("/set-aside-window/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  gb_language_init ("vi");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/set-aside-window/words", test_words);
  ADD ("rows", test_rows);
  ADD ("remove", test_remove);
  ADD ("export", test_export);
  return g_test_run ();
}
