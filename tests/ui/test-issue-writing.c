/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One issue beside the list, and what is written about it. */
#include <adwaita.h>

#include "gb-action-repository.h"
#include "gb-files-row.h"
#include "gb-issue-pane.h"
#include "gb-issue-raise-window.h"
#include "gb-issue-say-window.h"
#include "gb-issues-page.h"
#include "gb-language.h"
#include "gb-place-window.h"
#include "gb-setting-repository.h"
#include "gb-test-cache.h"

#include <shumate/shumate.h>

#define PUT(type, id, data) "{\"op\":\"put\",\"type\":\"" type "\",\"id\":\"" id "\",\"rev\":7,\"data\":{" data "}}\n"
#define ISSUES                                                                                     \
  PUT ("commune", "21028",                                                                         \
       "\"name\":\"Nghĩa Lộ\",\"type\":\"phường\",\"province\":\"51\",\"area_km2\":17,\"population\":7,"             \
       "\"lon\":108.78,\"lat\":15.12")                                                             \
  PUT ("agency", "so", "\"name\":\"Sở Nông nghiệp và Môi trường\",\"kind\":\"department\"")            \
  PUT ("issue", "late",                                                                            \
       "\"kind\":\"difficulty\",\"commune\":\"21028\",\"field\":\"Đất đai\",\"title\":\"Thiếu bản đồ địa chính\","    \
       "\"text\":\"Bốn phường cũ chưa có bản đồ\",\"state\":\"assigned\",\"level\":\"department\",\"department\":\"so\"," \
       "\"raised\":\"2026-08-13T08:00:00+07:00\",\"due\":\"2026-08-14T17:00:00+07:00\"")           \
  PUT ("issue", "answered",                                                                        \
       "\"kind\":\"difficulty\",\"commune\":\"21028\",\"field\":\"Đất đai\",\"title\":\"Ai ký chứng thực?\","         \
       "\"state\":\"answered\",\"level\":\"department\",\"department\":\"so\",\"answer\":\"Phó Chủ tịch ký\","        \
       "\"raised\":\"2026-08-13T08:00:00+07:00\",\"answered\":\"2026-08-20T17:00:00+07:00\"")

typedef struct
{
  char *folder;
  GbStore *store;
  GtkWidget *window;
  GbIssuesPage *page;
  const char *words; /* for conditions */
} Fixture;

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

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget)
      && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);
  return found;
}

static gboolean
says (GtkWidget  *widget,
      const char *words)
{
  gboolean found = GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
                   && g_strcmp0 (gtk_label_get_label (GTK_LABEL (widget)), words) == 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !found;
       child = gtk_widget_get_next_sibling (child))
    found = says (child, words);
  return found;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("giaoban-XXXXXX", NULL);
  fixture->store = gb_test_cache_new (fixture->folder);
  gb_test_cache_fill (fixture->store);
  gb_test_cache_feed (fixture->store, ISSUES);
  fixture->window = adw_window_new ();
  fixture->page
      = g_object_new (GB_TYPE_ISSUES_PAGE, "store", fixture->store, "commune", GB_TEST_COMMUNE, NULL);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1300, 800);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  gb_store_close (fixture->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->store);
  gb_test_cache_remove (fixture->folder);
  g_free (fixture->folder);
}

static GtkWidget *
pane_of (Fixture *fixture)
{
  return find (GTK_WIDGET (fixture->page), GB_TYPE_ISSUE_PANE);
}

static gboolean
pane_says (gpointer data)
{
  Fixture *fixture = data;

  return says (pane_of (fixture), fixture->words);
}

static void
wait_for (Fixture    *fixture,
          const char *words)
{
  fixture->words = words;
  gb_test_wait (pane_says, fixture, words);
}

static void
open_issue (Fixture    *fixture,
            const char *id,
            const char *title)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "issues.open", "s", id);
  wait_for (fixture, title);
}

/* --- windows -------------------------------------------------------------------------------- */

static GtkWidget *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (G_OBJECT_TYPE (window) == type && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

static gboolean
is_gone (gpointer data)
{
  return find_window (GPOINTER_TO_SIZE (data)) == NULL;
}

static gboolean
can_save (gpointer window)
{
  GtkWidget *button = find_button (window, "Lưu");

  return button != NULL && gtk_widget_get_sensitive (button);
}

/* The whole line that the pane has for what waits. */
static void
click (GtkWidget  *widget,
       const char *label)
{
  GtkWidget *button = find_button (widget, label);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
write_text (GtkWidget  *window,
            const char *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (find (window, GTK_TYPE_TEXT_VIEW))), text, -1);
}

static char *
read_text (GtkWidget *window)
{
  char *text;

  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (find (window, GTK_TYPE_TEXT_VIEW))), "text", &text, NULL);
  return text;
}

static gpointer
list_func (GbSqlConnection *connection,
           gpointer         data,
           GCancellable    *cancellable,
           GError         **error)
{
  return gb_action_repository_list (connection, GB_ACTION_FILTER_ALL, NULL, error);
}

/* (transfer full): the only action there is */
static GbAction *
only_action (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) actions = gb_store_read (fixture->store, list_func, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (actions->len, ==, 1);
  return gb_action_copy (actions->pdata[0]);
}

/* --- the pane ------------------------------------------------------------------------------- */

static void
test_pane (Fixture      *fixture,
           gconstpointer data)
{
  open_issue (fixture, "late", "Thiếu bản đồ địa chính");
  g_assert_true (says (pane_of (fixture), "Bốn phường cũ chưa có bản đồ"));
  g_assert_true (says (pane_of (fixture), "Quá hạn, chưa có trả lời"));
  g_assert_nonnull (find_button (pane_of (fixture), "Đôn đốc"));
  g_assert_null (find_button (pane_of (fixture), "Trả lời đạt yêu cầu"));

  /* another one takes its place */
  open_issue (fixture, "answered", "Ai ký chứng thực?");
  g_assert_true (says (pane_of (fixture), "Phó Chủ tịch ký"));
  g_assert_null (find_button (pane_of (fixture), "Đôn đốc"));
  g_assert_nonnull (find_button (pane_of (fixture), "Trả lời đạt yêu cầu"));

  /* what was written is nobody else's */
  gb_page_set_masked (GB_PAGE (fixture->page), TRUE);
  wait_for (fixture, "đã che nội dung");
  g_assert_false (says (pane_of (fixture), "Phó Chủ tịch ký"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "issues.close", NULL);
  g_assert_false (gb_page_get_detail_open (GB_PAGE (fixture->page)));
}

static void
test_urge (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GbAction) action = NULL;

  open_issue (fixture, "late", "Thiếu bản đồ địa chính");
  click (pane_of (fixture), "Đôn đốc");
  wait_for (fixture, "Đã đôn đốc (chờ gửi)");
  g_assert_true (says (pane_of (fixture), "1 lần"));
  action = only_action (fixture);
  g_assert_cmpint (action->type, ==, GB_ACTION_ISSUE_URGE);
  click (pane_of (fixture), "Thu hồi");
  wait_for (fixture, "chưa lần nào");
}

/* What does not settle it has to be said, and the issue lies with the department again at once. */
static void
test_reject (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GbAction) action = NULL;
  GtkWidget *window, *save;

  open_issue (fixture, "answered", "Ai ký chứng thực?");
  click (pane_of (fixture), "Chưa đạt…");
  window = find_window (GB_TYPE_ISSUE_SAY_WINDOW);
  save = find_button (window, "Trả lại");
  g_assert_false (gtk_widget_get_sensitive (save));
  gtk_test_accessible_assert_role (window, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_test_accessible_assert_relation (find (window, GTK_TYPE_TEXT_VIEW), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                       find (gtk_widget_get_parent (find (window, GTK_TYPE_TEXT_VIEW)), GTK_TYPE_LABEL),
                                       NULL);
  write_text (window, "Chưa nêu căn cứ");
  click (window, "Trả lại");
  gb_test_wait (is_gone, GSIZE_TO_POINTER (GB_TYPE_ISSUE_SAY_WINDOW), "the window to go");
  wait_for (fixture, "Trả lời chưa đạt yêu cầu (chờ gửi)");
  action = only_action (fixture);
  g_assert_cmpstr (gb_action_get (action, "verdict"), ==, "reject");
  g_assert_cmpstr (gb_action_get (action, "text"), ==, "Chưa nêu căn cứ");
  g_assert_null (find_button (pane_of (fixture), "Trả lời đạt yêu cầu"));
}

static void
test_escalate (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (GbAction) action = NULL;
  GtkWidget *window;

  open_issue (fixture, "late", "Thiếu bản đồ địa chính");
  click (pane_of (fixture), "Chuyển cấp trên…");
  window = find_window (GB_TYPE_ISSUE_SAY_WINDOW);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find (window, GTK_TYPE_DROP_DOWN)), 1);
  write_text (window, "Vượt thẩm quyền");
  click (window, "Chuyển");
  wait_for (fixture, "Đã chuyển cấp trên (chờ gửi)");
  action = only_action (fixture);
  g_assert_cmpstr (gb_action_get (action, "level"), ==, "ministry");
}

static gpointer
draft_func (GbSqlConnection *connection,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  char *value = NULL;

  gb_setting_load (connection, "draft:issue-0-late", &value, error);
  return value;
}

static gboolean
is_kept (gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *value = gb_store_read (fixture->store, draft_func, NULL, NULL, NULL);

  return value != NULL && strstr (value, fixture->words) != NULL;
}

/* A note that was being written is there again; who thinks better of it finds nothing. */
static void
test_draft (Fixture      *fixture,
            gconstpointer data)
{
  GtkWidget *window;

  open_issue (fixture, "late", "Thiếu bản đồ địa chính");
  for (int turn = 0; turn < 2; turn++)
    {
      g_autofree char *text = NULL;
      gint64 end = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;

      click (pane_of (fixture), "Ghi chú…");
      window = find_window (GB_TYPE_ISSUE_SAY_WINDOW);
      if (turn == 0)
        {
          write_text (window, "Đã gọi");
          fixture->words = "Đã gọi";
          gb_test_wait (is_kept, fixture, "the draft");
        }
      while (turn == 1 && (text == NULL || *text == '\0') && g_get_monotonic_time () < end)
        {
          g_main_context_iteration (NULL, FALSE);
          g_free (text);
          text = read_text (window);
        }
      if (turn == 1)
        g_assert_cmpstr (text, ==, "Đã gọi");
      /* the program is ended, or the user cancels */
      if (turn == 0)
        gtk_window_destroy (GTK_WINDOW (window));
      else
        click (window, "Hủy");
      gb_test_wait (is_gone, GSIZE_TO_POINTER (GB_TYPE_ISSUE_SAY_WINDOW), "the window to go");
    }
  click (pane_of (fixture), "Ghi chú…");
  window = find_window (GB_TYPE_ISSUE_SAY_WINDOW);
  for (int i = 0; i < 200; i++)
    g_main_context_iteration (NULL, FALSE);
  {
    g_autofree char *text = read_text (window);

    g_assert_cmpstr (text, ==, "");
  }
  gtk_window_destroy (GTK_WINDOW (window));
}

/* --- raising -------------------------------------------------------------------------------- */

static GtkEditable *
entry_of (GtkWidget  *window,
          const char *placeholder)
{
  GtkEditable *found = NULL;

  if (GTK_IS_ENTRY (window) && g_strcmp0 (gtk_entry_get_placeholder_text (GTK_ENTRY (window)), placeholder) == 0)
    return GTK_EDITABLE (window);
  for (GtkWidget *child = gtk_widget_get_first_child (window); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = entry_of (child, placeholder);
  return found;
}

static gboolean
has_form (gpointer window)
{
  return find_button (window, "Dùng vị trí trung tâm xã, phường") != NULL
         && gtk_widget_is_sensitive (find_button (window, "Dùng vị trí trung tâm xã, phường"));
}

static void
test_raise (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GbAction) action = NULL, edited = NULL;
  GtkWidget *window;

  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "issues.raise", NULL);
  window = find_window (GB_TYPE_ISSUE_RAISE_WINDOW);
  gb_test_wait (has_form, window, "the form");
  g_assert_false (can_save (window));
  /* the first list is that of kinds: a citizen's report */
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find (window, GTK_TYPE_DROP_DOWN)), GB_ISSUE_REPORT);
  gtk_editable_set_text (entry_of (window, "Tóm tắt trong một dòng"), "Rác ùn ứ");
  g_assert_true (can_save (window));
  gtk_editable_set_text (entry_of (window, "Vĩ độ; kinh độ"), "đâu đó");
  g_assert_false (can_save (window));
  click (window, "Dùng vị trí trung tâm xã, phường");
  g_assert_true (can_save (window));
  gtk_editable_set_text (entry_of (window, "Tên đường, chợ, tổ dân phố…"), "Chợ Hàng Rượu");
  click (window, "Lưu");
  gb_test_wait (is_gone, GSIZE_TO_POINTER (GB_TYPE_ISSUE_RAISE_WINDOW), "the window to go");
  wait_for (fixture, "Rác ùn ứ");
  g_assert_true (says (pane_of (fixture), "Chợ Hàng Rượu"));
  action = only_action (fixture);
  g_assert_cmpstr (gb_action_get (action, "kind"), ==, "report");
  g_assert_cmpstr (gb_action_get (action, "field"), ==, "Trật tự đô thị");
  g_assert_nonnull (gb_action_get (action, "lat"));
  g_assert_null (gb_action_get (action, "department"));

  /* what was not sent is changed itself */
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "issues.edit", "s", action->id);
  window = find_window (GB_TYPE_ISSUE_RAISE_WINDOW);
  gb_test_wait (can_save, window, "the form");
  g_assert_cmpstr (gtk_editable_get_text (entry_of (window, "Tóm tắt trong một dòng")), ==, "Rác ùn ứ");
  gtk_editable_set_text (entry_of (window, "Tóm tắt trong một dòng"), "Rác ùn ứ hai ngày");
  click (window, "Lưu");
  wait_for (fixture, "Rác ùn ứ hai ngày");
  edited = only_action (fixture);
  g_assert_cmpstr (edited->id, ==, action->id);
  g_assert_cmpstr (gb_action_get (edited, "place"), ==, "Chợ Hàng Rượu");
}

static void
on_chosen_cb (GbPlaceWindow *window,
              double         lat,
              double         lon,
              double        *point)
{
  point[0] = lat;
  point[1] = lon;
}

/* By the keyboard alone: to the right is east, down is south. */
static void
test_place (Fixture      *fixture,
            gconstpointer data)
{
  double point[2] = { 0 };
  GbPlaceWindow *window = gb_place_window_present (fixture->window, fixture->store, NULL, 15.12, 108.8);

  g_signal_connect (window, "chosen", G_CALLBACK (on_chosen_cb), point);
  g_assert_true (says (GTK_WIDGET (window), "15,12000; 108,80000"));
  for (int i = 0; i < 100 && gtk_widget_get_width (find (GTK_WIDGET (window), SHUMATE_TYPE_MAP)) == 0; i++)
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (window), "place.move", "(ii)", 1, 1);
  gtk_widget_activate_action (GTK_WIDGET (window), "place.choose", NULL);
  g_assert_cmpfloat (point[0], <, 15.12);
  g_assert_cmpfloat (point[0], >, 15.11);
  g_assert_cmpfloat (point[1], >, 108.8);
  g_assert_cmpfloat (point[1], <, 108.81);
}

int
main (int    argc,
      char **argv)
{
  gb_language_init ("vi");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, func) g_test_add ("/issue-writing/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("pane", test_pane);
  ADD ("urge", test_urge);
  ADD ("reject", test_reject);
  ADD ("escalate", test_escalate);
  ADD ("draft", test_draft);
  ADD ("raise", test_raise);
  ADD ("place", test_place);

  return g_test_run ();
}
