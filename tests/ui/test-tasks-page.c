/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <string.h>

#include "gb-action-repository.h"
#include "gb-attendees.h"
#include "gb-files-row.h"
#include "gb-language.h"
#include "gb-notice-card.h"
#include "gb-row-section.h"
#include "gb-setting-repository.h"
#include "gb-tabs.h"
#include "gb-task-report.h"
#include "gb-task-row.h"
#include "gb-tasks-page.h"
#include "gb-test-cache.h"
#include "gb-test-export.h"
#include "gb-test-window.h"

#define PUT(type, id, data)                                                                        \
  "{\"op\":\"put\",\"type\":\"" type "\",\"id\":\"" id "\",\"rev\":1,\"data\":{" data "}}\n"
#define TASK(id, commune, state, due, done)                                                        \
  PUT ("task", id,                                                                                 \
       "\"number\":\"12/KH\",\"title\":\"Việc " id "\",\"commune\":\"" commune "\",\"issuer\":\"UBND tỉnh\","  \
       "\"issued\":\"2026-08-01T08:00:00+07:00\",\"due\":\"2026-" due ":00+07:00\",\"state\":\"" state        \
       "\",\"done\":" done ",\"total\":50")
#define NOTICE(id, kind, more)                                                                     \
  PUT ("notice", id,                                                                               \
       "\"kind\":\"" kind "\",\"title\":\"Tin " id "\",\"published\":\"2026-08-20T08:00:00+07:00\"" more)
#define OFFICER(id, name)                                                                          \
  PUT ("officer", id,                                                                              \
       "\"name\":\"" name "\",\"title\":\"Chuyên viên\",\"kind\":\"post\",\"commune\":\"21028\",\"agency\":\"kt\"")
#define COMMUNE(id, name)                                                                          \
  PUT ("commune", id, "\"name\":\"" name "\",\"type\":\"phường\",\"province\":\"51\",\"area_km2\":17,\"population\":9,"  \
                      "\"lon\":108.8,\"lat\":15.1")

/* Now is 07:15 on 26 August. */
static const char lines[] =
    TASK ("late", "21028", "open", "08-25T17:00", "43") TASK ("today", "21028", "open", "08-26T17:00", "1")
    TASK ("soon", "21028", "open", "08-28T17:00", "1") TASK ("later", "21028", "open", "10-28T17:00", "1")
    TASK ("ended", "21028", "done", "08-20T17:00", "50") TASK ("theirs", "21031", "open", "08-20T17:00", "1")
    PUT ("task-note", "n1", "\"task\":\"late\",\"at\":\"2026-08-20T08:00:00+07:00\",\"author\":\"Lê Văn C\",\"done\":43,"
                            "\"text\":\"còn bảy thủ tục\"")
    NOTICE ("conference", "conference",
            ",\"starts\":\"2026-08-28T08:00:00+07:00\",\"ends\":\"2026-08-28T11:00:00+07:00\",\"place\":\"Trực tuyến\","
            "\"link\":\"https://hop.example/1\"")
    NOTICE ("class", "class", ",\"starts\":\"2026-08-27T08:00:00+07:00\"") NOTICE ("paper", "notice", "")
    OFFICER ("O1", "Đỗ Thị Em") OFFICER ("O2", "Lê Văn Chín") COMMUNE ("21028", "Nghĩa Lộ") COMMUNE ("21031", "Cẩm Thành");

typedef struct
{
  char *folder;
  GbStore *store;
  GtkWidget *window;
  GbTasksPage *page;
} Fixture;

static GtkWidget *
nth (GtkWidget *widget,
     GType      type,
     int        n)
{
  return gb_test_find_nth (widget, type, &n);
}

static guint
count (GtkWidget *widget,
       GType      type)
{
  guint n = 0;

  while (nth (widget, type, (int) n) != NULL)
    n++;
  return n;
}

static gboolean
is_settled (gpointer page)
{
  return !gb_page_get_loading (page);
}

static void
settle (Fixture *fixture)
{
  gb_test_wait (is_settled, fixture->page, "the page");
}

static void
make_page (Fixture    *fixture,
           const char *commune)
{
  fixture->page = g_object_new (GB_TYPE_TASKS_PAGE, "store", fixture->store, "commune", commune, NULL);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  settle (fixture);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("giaoban-XXXXXX", NULL);
  fixture->store = gb_test_cache_new (fixture->folder);
  if (g_strcmp0 (data, "empty") != 0)
    gb_test_cache_feed (fixture->store, lines);
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 800);
  make_page (fixture, g_strcmp0 (data, "province") == 0 ? NULL : GB_TEST_COMMUNE);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static gboolean
is_last (gpointer data)
{
  return G_OBJECT (data)->ref_count == 1;
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_object_ref (fixture->window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  gb_test_wait (is_last, fixture->window, "the window's last holder");
  g_assert_finalize_object (fixture->window);
  gb_store_close (fixture->store);
  gb_test_wait (is_last, fixture->store, "the store's last holder");
  g_assert_finalize_object (fixture->store);
  gb_test_cache_remove (fixture->folder);
  g_free (fixture->folder);
}

static void
assert_told (GtkWidget            *widget,
             GtkAccessibleProperty property,
             const char           *expected)
{
  g_autofree char *difference
      = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), property, expected, -1);

  g_assert_cmpstr (difference, ==, NULL);
}

static GtkWidget *
row_of (Fixture    *fixture,
        const char *id)
{
  GtkWidget *row;

  for (int i = 0; (row = nth (GTK_WIDGET (fixture->page), GB_TYPE_TASK_ROW, i)) != NULL; i++)
    if (g_str_equal (gb_task_row_get_id (GB_TASK_ROW (row)), id))
      return row;
  return NULL;
}

/* --- the list ------------------------------------------------------------------------------------- */

/* Late first; each heading's number is the number of its rows. */
static void
test_list (Fixture      *fixture,
           gconstpointer data)
{
  static const char *const ids[] = { "late", "today", "soon", "later", "ended" };
  GtkWidget *page = GTK_WIDGET (fixture->page);
  guint counted = 0;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_cmpstr (gb_task_row_get_id (GB_TASK_ROW (nth (page, GB_TYPE_TASK_ROW, (int) i))), ==, ids[i]);
  g_assert_cmpuint (count (page, GB_TYPE_TASK_ROW), ==, G_N_ELEMENTS (ids));
  for (int i = 0; i < 6; i++)
    {
      GbRowSection *section = GB_ROW_SECTION (nth (page, GB_TYPE_ROW_SECTION, i));

      g_assert_cmpuint (gb_row_section_get_n_rows (section), ==,
                        count (GTK_WIDGET (gb_row_section_get_list (section)), GB_TYPE_TASK_ROW));
      g_assert_cmpint (gtk_widget_get_visible (GTK_WIDGET (section)), ==, gb_row_section_get_n_rows (section) > 0);
      counted += gb_row_section_get_n_rows (section);
    }
  g_assert_cmpuint (counted, ==, G_N_ELEMENTS (ids));
  g_assert_cmpuint (gb_page_get_badge (GB_PAGE (page)), ==, 3);
  assert_told (row_of (fixture, "late"), GTK_ACCESSIBLE_PROPERTY_LABEL, "Việc late");
  assert_told (row_of (fixture, "soon"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
               "Another 2 d 7 h of working time, due on 28/08, 1 of 50 (2 %)");
  gtk_test_accessible_assert_role (row_of (fixture, "late"), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

/* By keyboard alone: to a row, into its detail, and back to the same row. */
static void
test_keyboard (Fixture      *fixture,
               gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);
  GtkWidget *row = row_of (fixture, "late");

  g_assert_true (gtk_widget_grab_focus (page));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == row);
  g_assert_true (gtk_widget_activate (row));
  g_assert_true (gb_page_get_detail_open (GB_PAGE (page)));
  settle (fixture);
  g_assert_true (gb_test_says (page, "còn bảy thủ tục"));
  g_assert_true (gb_test_says (page, "43 of 50 (86 %)"));
  gtk_test_accessible_assert_state (row, GTK_ACCESSIBLE_STATE_SELECTED, TRUE);
  gtk_widget_activate_action (row, "tasks.close", NULL);
  g_assert_false (gb_page_get_detail_open (GB_PAGE (page)));
  g_assert_nonnull (gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)), GB_TYPE_TASK_ROW));
}

static void
test_empty (Fixture      *fixture,
            gconstpointer data)
{
  g_assert_true (gb_test_says (GTK_WIDGET (fixture->page), "No tasks yet"));
  gb_tasks_page_show_view (fixture->page, "notices");
  g_assert_true (gb_test_says (GTK_WIDGET (fixture->page), "No notices yet"));
  g_assert_cmpuint (gb_page_get_badge (GB_PAGE (fixture->page)), ==, 0);
}

/* --- reports -------------------------------------------------------------------------------------- */

static GtkWidget *
button_saying (GtkWidget  *widget,
               const char *label)
{
  GtkWidget *button;

  for (int i = 0; (button = nth (widget, GTK_TYPE_BUTTON, i)) != NULL; i++)
    if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) == 0)
      return button;
  return NULL;
}

static gboolean
is_ended (gpointer fixture)
{
  GtkWidget *row = row_of (fixture, "late");

  return row != NULL && gb_test_says (row, "Done");
}

/* Without a network: stored, and counted at once. */
static void
test_report (Fixture      *fixture,
             gconstpointer data)
{
  GtkWidget *report, *done, *finished, *send;
  g_autoptr (GError) error = NULL;

  gb_tasks_page_open_task (fixture->page, "late");
  settle (fixture);
  report = nth (GTK_WIDGET (fixture->page), GB_TYPE_TASK_REPORT, 0);
  done = nth (report, GTK_TYPE_SPIN_BUTTON, 0);
  finished = nth (report, GTK_TYPE_CHECK_BUTTON, 0);
  send = button_saying (report, "_Store the report");
  g_assert_false (gtk_widget_get_sensitive (send));
  g_assert_cmpfloat (gtk_spin_button_get_value (GTK_SPIN_BUTTON (done)), ==, 43);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (done), 50);
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (finished)));
  g_assert_true (gtk_widget_get_sensitive (send));
  g_signal_emit_by_name (send, "clicked");
  gb_test_wait (is_ended, fixture, "the report");
  settle (fixture);
  g_assert_cmpuint (gb_page_get_badge (GB_PAGE (fixture->page)), ==, 2);
  g_assert_true (gb_test_says (GTK_WIDGET (fixture->page), "waits to be sent"));
}

static gboolean
has_file (gpointer row)
{
  return gb_files_row_get_n_files (row) == 1;
}

static gboolean
shows_evidence (gpointer page)
{
  /* the pane's own, over the report's */
  return has_file (nth (page, GB_TYPE_FILES_ROW, 0));
}

/* Evidence goes with the report, and is seen with the task before it is sent. */
static void
test_evidence (Fixture      *fixture,
               gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page), *report;
  g_autofree char *path = g_build_filename (fixture->folder, "bien-ban.txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, "đã kiểm tra", -1, &error);
  g_assert_no_error (error);
  gb_tasks_page_open_task (fixture->page, "late");
  settle (fixture);
  report = nth (page, GB_TYPE_TASK_REPORT, 0);
  gb_files_row_add_file (GB_FILES_ROW (nth (report, GB_TYPE_FILES_ROW, 0)), file);
  gb_test_wait (has_file, nth (report, GB_TYPE_FILES_ROW, 0), "the file");
  g_assert_true (gtk_widget_get_sensitive (button_saying (report, "_Store the report")));
  g_signal_emit_by_name (button_saying (report, "_Store the report"), "clicked");
  gb_test_wait (shows_evidence, page, "the evidence");
  g_assert_true (gb_test_says (page, "bien-ban.txt"));
  g_file_delete (file, NULL, NULL);
}

static gboolean
has_draft (gpointer fixture)
{
  GtkWidget *report = nth (GTK_WIDGET (((Fixture *) fixture)->page), GB_TYPE_TASK_REPORT, 0);
  GtkWidget *view = nth (report, GTK_TYPE_TEXT_VIEW, 0);
  g_autofree char *text = NULL;

  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "text", &text, NULL);
  return g_strcmp0 (text, "vướng ở phần mềm") == 0;
}

static gpointer
read_drafts (GbSqlConnection *connection,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  char *value;

  gb_setting_load (connection, GB_SETTING_TASK_DRAFTS, &value, error);
  return value;
}

static gboolean
is_stored (gpointer store)
{
  g_autofree char *value = gb_store_read (store, read_drafts, NULL, NULL, NULL);

  return value != NULL && strstr (value, "vướng ở phần mềm") != NULL;
}

/* What was typed and not sent is there again when the program comes back. */
static void
test_draft (Fixture      *fixture,
            gconstpointer data)
{
  GtkWidget *report;

  gb_tasks_page_open_task (fixture->page, "soon");
  settle (fixture);
  report = nth (GTK_WIDGET (fixture->page), GB_TYPE_TASK_REPORT, 0);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (nth (report, GTK_TYPE_TEXT_VIEW, 0))),
                            "vướng ở phần mềm", -1);
  gb_tasks_page_open_task (fixture->page, "late");
  settle (fixture);
  g_assert_false (has_draft (fixture));
  gb_test_wait (is_stored, fixture->store, "the draft on the disk");
  make_page (fixture, GB_TEST_COMMUNE);
  gb_tasks_page_open_task (fixture->page, "soon");
  gb_test_wait (has_draft, fixture, "the draft");
}

/* --- notices -------------------------------------------------------------------------------------- */

static gboolean
has_officers (gpointer page)
{
  return count (nth (page, GB_TYPE_ATTENDEES, 0), GTK_TYPE_CHECK_BUTTON) == 2;
}

static gboolean
says_who_goes (gpointer page)
{
  return gb_test_says (nth (page, GB_TYPE_NOTICE_CARD, 1), "goes: Lê Văn Chín");
}

/* What is next first; who goes is chosen without a network, by given name, and hidden from others' eyes. */
static void
test_notices (Fixture      *fixture,
              gconstpointer data)
{
  static const char *const ids[] = { "class", "conference", "paper" };
  GtkWidget *page = GTK_WIDGET (fixture->page), *attendees;

  gb_tasks_page_show_view (fixture->page, "notices");
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_cmpstr (gb_notice_card_get_id (GB_NOTICE_CARD (nth (page, GB_TYPE_NOTICE_CARD, (int) i))), ==, ids[i]);
  g_assert_true (gtk_widget_activate (nth (page, GB_TYPE_NOTICE_CARD, 1)));
  gb_test_wait (has_officers, page, "the officers");
  g_assert_true (gb_test_says (page, "https://hop.example/1"));
  attendees = nth (page, GB_TYPE_ATTENDEES, 0);
  g_assert_false (gtk_widget_get_sensitive (button_saying (attendees, "_Store who goes")));
  g_assert_true (gb_test_says (nth (attendees, GTK_TYPE_CHECK_BUTTON, 0), "Lê Văn Chín"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (nth (attendees, GTK_TYPE_CHECK_BUTTON, 0)), TRUE);
  g_signal_emit_by_name (button_saying (attendees, "_Store who goes"), "clicked");
  gb_test_wait (says_who_goes, page, "who goes");
  gb_page_set_masked (GB_PAGE (page), TRUE);
  g_assert_false (gb_test_says (nth (page, GB_TYPE_NOTICE_CARD, 1), "Chín"));
  gb_page_set_masked (GB_PAGE (page), FALSE);
  g_assert_true (says_who_goes (page));
}

/* --- several communes ----------------------------------------------------------------------------- */

static void
test_communes (Fixture      *fixture,
               gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page), *row;

  g_assert_cmpuint (count (page, GB_TYPE_TASK_ROW), ==, 6);
  gb_tasks_page_show_view (fixture->page, "communes");
  g_assert_true (gb_test_says (page, "Phường Cẩm Thành"));
  gtk_widget_activate_action (page, "tasks.show-commune", "(ss)", "21031", "Phường Cẩm Thành");
  g_assert_cmpuint (count (page, GB_TYPE_TASK_ROW), ==, 1);
  row = row_of (fixture, "theirs");
  g_assert_nonnull (row);
  g_assert_true (gb_test_says (row, "Phường Cẩm Thành"));
}

/* --- what is saved -------------------------------------------------------------------------------- */

static guint
count_entries (const char *calendar)
{
  guint n = 0;

  for (const char *p = calendar; (p = strstr (p, "BEGIN:VEVENT")) != NULL; p++)
    n++;
  return n;
}

static void
test_calendar (Fixture      *fixture,
               gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);
  g_autofree char *whole = gb_test_export_text (page, GB_EXPORT_WHOLE_CALENDAR, FALSE);
  g_autofree char *tasks = gb_test_export_text (page, GB_EXPORT_CALENDAR, FALSE);
  g_autofree char *notices = NULL;

  /* four tasks to be done, a class and a conference */
  g_assert_cmpuint (count_entries (whole), ==, 6);
  g_assert_cmpuint (count_entries (tasks), ==, 4);
  gb_tasks_page_show_view (fixture->page, "notices");
  notices = gb_test_export_text (page, GB_EXPORT_CALENDAR, FALSE);
  g_assert_cmpuint (count_entries (notices), ==, 2);
  g_assert_nonnull (strstr (notices, "Tin conference"));
}

/* The rows of all sections from top to bottom. */
static void
test_table (Fixture      *fixture,
            gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);
  g_autoptr (GPtrArray) rows = gb_test_export_rows (page, FALSE);
  g_auto (GStrv) titles = gb_test_export_column (rows, "Task");
  guint n = count (page, GB_TYPE_TASK_ROW);
  g_autoptr (GPtrArray) notices = NULL;

  g_assert_cmpuint (rows->len - 1, ==, n);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *title = g_strdup_printf ("Việc %s", gb_task_row_get_id (GB_TASK_ROW (nth (page, GB_TYPE_TASK_ROW, (int) i))));

      g_assert_cmpstr (titles[i], ==, title);
    }
  g_assert_cmpstr (gb_test_export_cell (rows, 0, "Group"), ==, "Overdue");
  g_assert_cmpstr (gb_test_export_cell (rows, 0, "Document"), ==, "12/KH");
  g_assert_cmpstr (gb_test_export_cell (rows, 0, "Deadline"), ==, "2026-08-25 17:00");
  g_assert_cmpstr (gb_test_export_cell (rows, 0, "Amount done"), ==, "43");
  g_assert_null (gb_test_export_cell (rows, 0, "Commune"));
  gb_tasks_page_show_view (fixture->page, "notices");
  notices = gb_test_export_rows (page, FALSE);
  g_assert_cmpuint (notices->len - 1, ==, count (page, GB_TYPE_NOTICE_CARD));
}

static void
test_communes_table (Fixture      *fixture,
                     gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);
  g_autoptr (GPtrArray) rows = NULL, tasks = NULL;

  gb_tasks_page_show_view (fixture->page, "communes");
  rows = gb_test_export_rows (page, FALSE);
  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_cmpstr (gb_test_export_cell (rows, 0, "Commune"), ==, "Phường Nghĩa Lộ");
  g_assert_cmpstr (gb_test_export_cell (rows, 0, "To be done"), ==, "4");
  g_assert_cmpstr (gb_test_export_cell (rows, 1, "Overdue"), ==, "1");
  /* what is limited by a click is limited in the file */
  gtk_widget_activate_action (page, "tasks.show-commune", "(ss)", "21031", "Phường Cẩm Thành");
  tasks = gb_test_export_rows (page, FALSE);
  g_assert_cmpuint (tasks->len, ==, 2);
  g_assert_cmpstr (gb_test_export_cell (tasks, 0, "Commune"), ==, "Phường Cẩm Thành");
}

int
main (int   argc,
      char *argv[])
{
  gb_language_init ("en");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, data, function) g_test_add ("/tasks-page/" name, Fixture, data, set_up, function, tear_down)
  ADD ("list", NULL, test_list);
  ADD ("keyboard", NULL, test_keyboard);
  ADD ("empty", "empty", test_empty);
  ADD ("report", NULL, test_report);
  ADD ("evidence", NULL, test_evidence);
  ADD ("draft", NULL, test_draft);
  ADD ("notices", NULL, test_notices);
  ADD ("communes", "province", test_communes);
  ADD ("calendar", NULL, test_calendar);
  ADD ("table", NULL, test_table);
  ADD ("table/communes", "province", test_communes_table);
#undef ADD
  return g_test_run ();
}
