/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "gb-action-repository.h"
#include "gb-freshness-button.h"
#include "gb-language.h"
#include "gb-outbox-conflict.h"
#include "gb-outbox-editor.h"
#include "gb-outbox-field.h"
#include "gb-outbox-row.h"
#include "gb-outbox-window.h"
#include "gb-outbox-words.h"
#include "gb-store-private.h"
#include "gb-test-cache.h"

#define DOSSIER "H48.91-260810-0000"
#define TASK                                                                                       \
  "{\"op\":\"put\",\"type\":\"task\",\"id\":\"t\",\"rev\":7,\"data\":{\"number\":\"9/KH\","         \
  "\"title\":\"Rà soát thủ tục\",\"issuer\":\"UBND tỉnh\",\"state\":\"open\",\"commune\":\"" GB_TEST_COMMUNE \
  "\",\"issued\":\"2026-08-01T08:00:00+07:00\",\"due\":\"2026-11-30T17:00:00+07:00\",\"total\":10}}\n"

/* --- values --------------------------------------------------------------------------------- */

static const struct
{
  GbActionValue kind;
  const char *typed;
  const char *value; /* (nullable): cannot be read */
  const char *shown; /* (nullable): as typed */
} values[] = {
  { GB_ACTION_VALUE_TEXT, "Chờ ý kiến", "Chờ ý kiến", NULL },
  { GB_ACTION_VALUE_TIME, "31/08/2026 17:00", "2026-08-31T17:00:00+07:00", NULL },
  { GB_ACTION_VALUE_TIME, "31/8/2026 17:00", "2026-08-31T17:00:00+07:00", "31/08/2026 17:00" },
  { GB_ACTION_VALUE_TIME, "31/08/2026", NULL, NULL },
  { GB_ACTION_VALUE_TIME, "31/02/2026 17:00", NULL, NULL },
  { GB_ACTION_VALUE_DAY, "10/09/2026", "2026-09-10", NULL },
  { GB_ACTION_VALUE_DAY, "2026-09-10", NULL, NULL },
  { GB_ACTION_VALUE_NUMBER, "12", "12", NULL },
  { GB_ACTION_VALUE_NUMBER, "12,5", "12.5", NULL },
  { GB_ACTION_VALUE_NUMBER, "1.234,5", "1234.5", "1234,5" },
  { GB_ACTION_VALUE_NUMBER, "12.500", "12500", "12500" },
  { GB_ACTION_VALUE_NUMBER, "12.5", NULL, NULL }, /* twelve and a half, or 125? */
  { GB_ACTION_VALUE_NUMBER, "1,2,3", NULL, NULL },
  { GB_ACTION_VALUE_NUMBER, "-3", NULL, NULL },
  { GB_ACTION_VALUE_NUMBER, "mười", NULL, NULL },
};

static void
test_values (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      const GbActionKey key = { "k", values[i].kind, FALSE, "K", NULL };
      const char *problem;
      g_autofree char *value = gb_outbox_words_parse (&key, values[i].typed, &problem), *shown = NULL;

      g_test_message ("%s", values[i].typed);
      g_assert_cmpstr (value, ==, values[i].value);
      g_assert_true ((problem == NULL) == (value != NULL));
      if (value == NULL)
        continue;
      shown = gb_outbox_words_value (&key, value);
      g_assert_cmpstr (shown, ==, values[i].shown != NULL ? values[i].shown : values[i].typed);
    }
}

/* --- fixture -------------------------------------------------------------------------------- */

typedef struct
{
  char *folder;
  GbStore *store;
  GbOutboxModel *model;
  GtkWidget *window;
  GtkWidget *anchor; /* a child of @window */
  guint n_items; /* for conditions */
} Fixture;

static gpointer
run_local (GbSqlConnection *connection,
           gpointer         data,
           GCancellable    *cancellable,
           GError         **error)
{
  gpointer *both = data;

  gb_sql_connection_exec (gb_store_get_local_connection (both[0]), both[1], error);
  gb_store_touch (both[0], GB_STORE_CHANGED_ACTIONS);
  return NULL;
}

/* What a hub's answer would do to FILE.local. */
static void
change_local (Fixture    *self,
              const char *sql)
{
  gpointer both[] = { self->store, (gpointer) sql };
  g_autoptr (GError) error = NULL;

  gb_store_write (self->store, run_local, both, NULL, &error);
  g_assert_no_error (error);
}

static char *
add (Fixture  *self,
     GbAction *action)
{
  g_autoptr (GbAction) taken = action;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbAction) stored = gb_store_add_action (self->store, action, NULL, NULL, &error);

  g_assert_no_error (error);
  return g_strdup (stored->id);
}

static gboolean
has_items (gpointer data)
{
  Fixture *self = data;

  return g_list_model_get_n_items (G_LIST_MODEL (self->model)) == self->n_items;
}

static void
wait_items (Fixture *self,
            guint    n_items)
{
  self->n_items = n_items;
  gb_test_wait (has_items, self, "the outbox");
}

/* One in each state that asks for something else. */
static void
set_up (Fixture      *self,
        gconstpointer data)
{
  GbAction *progress = gb_action_new (GB_ACTION_TASK_PROGRESS, "t");

  self->folder = g_dir_make_tmp ("giaoban-XXXXXX", NULL);
  self->store = gb_test_cache_new (self->folder);
  gb_test_cache_fill (self->store);
  gb_test_cache_feed (self->store, TASK);
  gb_action_set (progress, "done", "6");
  g_free (add (self, gb_action_new_note (DOSSIER, "xong")));
  change_local (self, "UPDATE action SET state='applied',attempts=1,done_at=1787703000,rev=8");
  g_free (add (self, gb_action_new_note (DOSSIER, "từ chối")));
  change_local (self, "UPDATE action SET state='refused',attempts=1,problem='Hồ sơ đã kết thúc',problem_field='text' "
                      "WHERE data->>'text'='từ chối'");
  g_free (add (self, progress));
  change_local (self, "UPDATE action SET state='conflict',attempts=1,record='{\"done\":4,\"total\":10,\"state\":\"open\"}',"
                      "record_rev=9 WHERE type='task.progress'");
  g_free (add (self, gb_action_new_note (DOSSIER, "sau")));
  change_local (self, "UPDATE action SET state='retry',attempts=3,next_attempt=1787704800,problem='Bận' "
                      "WHERE data->>'text'='sau'");
  g_free (add (self, gb_action_new_note (DOSSIER, "chờ")));

  self->model = gb_outbox_model_new (self->store);
  wait_items (self, 5);
  self->window = adw_window_new ();
  self->anchor = adw_toast_overlay_new ();
  adw_window_set_content (ADW_WINDOW (self->window), self->anchor);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1000, 700);
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
  GListModel *windows = gtk_window_get_toplevels ();

  while (g_list_model_get_n_items (windows) > 0)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, 0);

      gtk_window_destroy (window);
    }
  gb_test_wait (is_last, self->model, "the model's last holder");
  g_assert_finalize_object (self->model);
  gb_store_close (self->store);
  gb_test_wait (is_last, self->store, "the store's last holder");
  g_assert_finalize_object (self->store);
  gb_test_cache_remove (self->folder);
  g_free (self->folder);
}

static GtkWidget *
find (GtkWidget *widget,
      GType      type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

/* A button that is shown, by its label. */
static GtkWidget *
find_button (GtkWidget  *widget,
             const char *label)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_visible (widget))
    return NULL;
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);
  return found;
}

static gboolean
shows (GtkWidget  *widget,
       const char *words)
{
  gboolean found = GTK_IS_LABEL (widget) && gtk_widget_get_visible (widget) &&
                   g_strcmp0 (gtk_label_get_label (GTK_LABEL (widget)), words) == 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !found;
       child = gtk_widget_get_next_sibling (child))
    found = shows (child, words);
  return found;
}

static GtkWidget *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type))
        return window;
    }
  return NULL;
}

static gpointer
count_local (GbSqlConnection *connection,
             gpointer         where,
             GCancellable    *cancellable,
             GError         **error)
{
  g_autofree char *sql = g_strconcat ("SELECT count(*) FROM local.action WHERE ", where, NULL);
  gint64 *value = g_new0 (gint64, 1);

  gb_sql_connection_query_int (connection, sql, value, error);
  return value;
}

static gint64
count (Fixture    *self,
       const char *where)
{
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *value = gb_store_read (self->store, count_local, (gpointer) where, NULL, &error);

  g_assert_no_error (error);
  return *value;
}

static GbOutboxItem *
get_item (Fixture *self,
          guint    position)
{
  GbOutboxItem *item = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  g_object_unref (item);
  return item;
}

/* --- the model ------------------------------------------------------------------------------ */

/* What asks for somebody first, then what waits, then what was done. */
static void
test_order (Fixture      *self,
            gconstpointer data)
{
  static const GbActionState states[] = { GB_ACTION_REFUSED, GB_ACTION_CONFLICT, GB_ACTION_RETRY, GB_ACTION_WAITING,
                                          GB_ACTION_APPLIED };
  g_autofree char *summary = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    g_assert_cmpint (gb_outbox_item_get_action (get_item (self, i))->state, ==, states[i]);
  g_assert_cmpuint (gb_outbox_model_get_n_trouble (self->model), ==, 2);
  g_assert_cmpuint (gb_outbox_model_get_n_waiting (self->model), ==, 2);
  g_object_get (self->model, "summary", &summary, NULL);
  g_assert_cmpstr (summary, ==, "2 thay đổi cần xử lý, 2 thay đổi chờ gửi");
}

static const struct
{
  guint position;
  const char *words;
} told[] = {
  { 0, "Bị từ chối: Hồ sơ đã kết thúc" },
  { 1, "Xung đột: nội dung này vừa được sửa ở nơi khác" },
  { 2, "Sẽ gửi lại lúc 07:40\nBận" },
  { 3, "Chờ gửi" },
  { 4, "Đã áp dụng lúc 07:10" },
};

static void
test_states (Fixture      *self,
             gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
    {
      const GbAction *action = gb_outbox_item_get_action (get_item (self, told[i].position));
      g_autofree char *words = gb_outbox_words_state (action, GB_TEST_NOW);

      g_assert_cmpstr (words, ==, told[i].words);
    }
  {
    g_autofree char *written = gb_outbox_words_written (gb_outbox_item_get_action (get_item (self, 3)), GB_TEST_NOW);

    g_assert_cmpstr (written, ==, "viết lúc 07:15");
  }
  g_assert_cmpstr (gb_outbox_item_get_about (get_item (self, 1)), ==, "Rà soát thủ tục");
}

/* A row that shows no other thing than before stays the same one: it may have the focus. */
static void
test_rows_stay (Fixture      *self,
                gconstpointer data)
{
  g_autoptr (GbOutboxItem) first = g_object_ref (get_item (self, 0)), last = g_object_ref (get_item (self, 4));

  g_free (add (self, gb_action_new_note (DOSSIER, "mới")));
  wait_items (self, 6);
  g_assert_true (get_item (self, 0) == first);
  g_assert_true (get_item (self, 5) == last);
}

/* --- the window ----------------------------------------------------------------------------- */

static GtkWidget *
show_row (Fixture *self,
          guint    position)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row = gb_outbox_row_new (get_item (self, position), self->store);

  gtk_list_box_append (GTK_LIST_BOX (list), row);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (self->anchor), list);
  gtk_window_present (GTK_WINDOW (self->window));
  return row;
}

/* What can be done with each: not more than the store lets. */
static void
test_buttons (Fixture      *self,
              gconstpointer data)
{
  static const gboolean edits[] = { TRUE, FALSE, TRUE, TRUE, FALSE };
  static const gboolean compares[] = { FALSE, TRUE, FALSE, FALSE, FALSE };
  static const gboolean withdraws[] = { FALSE, FALSE, FALSE, TRUE, FALSE };

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      GtkWidget *row = show_row (self, i);

      g_assert_true ((find_button (row, "Sửa…") != NULL) == edits[i]);
      g_assert_true ((find_button (row, "So sánh hai bản…") != NULL) == compares[i]);
      g_assert_true ((find_button (row, "Thu hồi") != NULL) == withdraws[i]);
    }
}

/* What was written by hand stands in the row, on one line, unless names are hidden. */
static void
test_excerpt (Fixture      *self,
              gconstpointer data)
{
  GtkWidget *row;

  g_free (add (self, gb_action_new_note (DOSSIER, "Bà Lan\nxin gặp")));
  wait_items (self, 6);
  for (guint i = 0; i < 6; i++)
    {
      const char *text = gb_action_get (gb_outbox_item_get_action (get_item (self, i)), "text");

      if (g_strcmp0 (text, "Bà Lan\nxin gặp") != 0)
        continue;
      row = show_row (self, i);
      g_assert_true (shows (row, "Bà Lan xin gặp"));
      g_object_set (row, "masked", TRUE, NULL);
      g_assert_false (shows (row, "Bà Lan xin gặp"));
      return;
    }
  g_assert_not_reached ();
}

static void
click (GtkWidget  *widget,
       const char *label)
{
  GtkWidget *button = find_button (widget, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static void
test_withdraw (Fixture      *self,
               gconstpointer data)
{
  click (show_row (self, 3), "Thu hồi");
  wait_items (self, 4);
  g_assert_cmpint (count (self, "data->>'text'='chờ'"), ==, 0);
}

static gboolean
has_no_editor (gpointer data)
{
  return find_window (GB_TYPE_OUTBOX_EDITOR) == NULL;
}

static gboolean
has_no_conflict (gpointer data)
{
  return find_window (GB_TYPE_OUTBOX_CONFLICT) == NULL;
}

static void
type (GtkWidget  *editor,
      const char *text)
{
  GtkWidget *view = find (editor, GTK_TYPE_TEXT_VIEW);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
}

/* A refusal is corrected: the reason stands there, the member at fault is marked, the new one goes. */
static void
test_correct (Fixture      *self,
              gconstpointer data)
{
  GtkWidget *editor;

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (show_row (self, 0)), TRUE);
  g_signal_emit_by_name (find (self->window, GB_TYPE_OUTBOX_ROW), "activate");
  editor = find_window (GB_TYPE_OUTBOX_EDITOR);
  g_assert_nonnull (editor);
  g_assert_true (shows (editor, "Bị từ chối: Hồ sơ đã kết thúc"));
  g_assert_true (shows (editor, "Máy chủ của tỉnh không chấp nhận nội dung này"));

  type (editor, " ");
  click (editor, "Lưu và gửi");
  g_assert_true (shows (editor, "Cần điền nội dung này"));
  g_assert_cmpint (count (self, "1"), ==, 5);

  type (editor, "sửa lại");
  click (editor, "Lưu và gửi");
  gb_test_wait (has_no_editor, NULL, "the editor's end");
  g_assert_cmpint (count (self, "data->>'text'='sửa lại' AND state='waiting' AND replaces IS NOT NULL"), ==, 1);
  g_assert_cmpint (count (self, "data->>'text'='từ chối' AND replaced_by IS NULL"), ==, 0);
}

static void
test_give_up (Fixture      *self,
              gconstpointer data)
{
  click (show_row (self, 0), "Sửa…");
  click (find_window (GB_TYPE_OUTBOX_EDITOR), "Bỏ thay đổi này");
  gb_test_wait (has_no_editor, NULL, "the editor's end");
  wait_items (self, 4);
  g_assert_cmpint (count (self, "state='refused'"), ==, 0);
}

/* What only waits is not given up, but withdrawn. */
static void
test_edit_waiting (Fixture      *self,
                   gconstpointer data)
{
  GtkWidget *editor;

  click (show_row (self, 3), "Sửa…");
  editor = find_window (GB_TYPE_OUTBOX_EDITOR);
  g_assert_null (find_button (editor, "Bỏ thay đổi này"));
  type (editor, "khác");
  click (editor, "Lưu và gửi");
  gb_test_wait (has_no_editor, NULL, "the editor's end");
  g_assert_cmpint (count (self, "data->>'text'='khác' AND replaces IS NULL"), ==, 1);
  g_assert_cmpint (count (self, "1"), ==, 5);
}

/* Both versions side by side, and which values differ. */
static void
test_compare (Fixture      *self,
              gconstpointer data)
{
  GtkWidget *conflict;

  click (show_row (self, 1), "So sánh hai bản…");
  conflict = find_window (GB_TYPE_OUTBOX_CONFLICT);
  g_assert_true (shows (conflict, "Đã thực hiện (khác nhau)"));
  g_assert_true (shows (conflict, "6"));
  g_assert_true (shows (conflict, "4"));
  g_assert_true (shows (conflict, "Chưa hoàn thành"));
  click (conflict, "Gửi lại bản của tôi");
  gb_test_wait (has_no_conflict, NULL, "the end of comparing");
  g_assert_cmpint (count (self, "type='task.progress' AND state='waiting' AND base_rev=9 AND data->>'done'=6"), ==, 1);
}

static void
test_accept_theirs (Fixture      *self,
                    gconstpointer data)
{
  click (show_row (self, 1), "So sánh hai bản…");
  click (find_window (GB_TYPE_OUTBOX_CONFLICT), "Giữ bản của tỉnh");
  gb_test_wait (has_no_conflict, NULL, "the end of comparing");
  g_assert_cmpint (count (self, "type='task.progress'"), ==, 0);
}

static guint
n_rows (GtkWidget *widget)
{
  guint n = GB_IS_OUTBOX_ROW (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += n_rows (child);
  return n;
}

/* The whole outbox, and that it follows; empty it says so. */
static void
test_window (Fixture      *self,
             gconstpointer data)
{
  GtkWidget *window;
  GtkStack *stack;

  gtk_window_present (GTK_WINDOW (self->window));
  gb_outbox_window_present (self->anchor, self->model, NULL);
  window = find_window (GB_TYPE_OUTBOX_WINDOW);
  stack = GTK_STACK (find (window, GTK_TYPE_STACK));
  g_assert_cmpuint (n_rows (window), ==, 5);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "list");
  change_local (self, "DELETE FROM action");
  wait_items (self, 0);
  g_assert_cmpuint (n_rows (window), ==, 0);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "empty");
}

/* The button in the header has a number as long as something needs a decision. */
static void
test_button (Fixture      *self,
             gconstpointer data)
{
  g_autoptr (GbSync) sync = gb_sync_new (self->store, NULL);
  g_autoptr (GbFreshness) freshness = gb_freshness_new (self->store, sync);
  GtkWidget *button = g_object_new (GB_TYPE_FRESHNESS_BUTTON, "freshness", freshness, "outbox", self->model, NULL);

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (self->anchor), button);
  gtk_window_present (GTK_WINDOW (self->window));
  g_assert_true (shows (button, "2"));
  g_assert_true (shows (button, "2 thay đổi cần xử lý, 2 thay đổi chờ gửi"));
  g_assert_cmpuint (n_rows (button), ==, 3);
  change_local (self, "UPDATE action SET state='applied',done_at=1787703000 WHERE state IN ('refused','conflict')");
  while (gb_outbox_model_get_n_trouble (self->model) > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (shows (button, "2"));
  g_assert_cmpuint (n_rows (button), ==, 2);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (self->anchor), NULL);
}

#define ADD(path, test) g_test_add ("/outbox-window/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  gb_language_init ("vi");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/outbox-window/values", test_values);
  ADD ("order", test_order);
  ADD ("states", test_states);
  ADD ("rows-stay", test_rows_stay);
  ADD ("excerpt", test_excerpt);
  ADD ("buttons", test_buttons);
  ADD ("withdraw", test_withdraw);
  ADD ("correct", test_correct);
  ADD ("give-up", test_give_up);
  ADD ("edit-waiting", test_edit_waiting);
  ADD ("compare", test_compare);
  ADD ("accept-theirs", test_accept_theirs);
  ADD ("window", test_window);
  ADD ("button", test_button);
  return g_test_run ();
}
