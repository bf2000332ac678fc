/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a notice counts is what a click on it opens. */
#include <adwaita.h>
#include <glib/gstdio.h>

#include "gb-dossiers-page.h"
#include "gb-language.h"
#include "gb-officer-row.h"
#include "gb-open-set.h"
#include "gb-people-page.h"
#include "gb-reminder-repository.h"
#include "gb-reminder-window.h"
#include "gb-reminders.h"
#include "gb-task-row.h"
#include "gb-tasks-page.h"
#include "gb-test-cache.h"
#include "gb-test-store.h"
#include "gb-test-window.h"
#include "gb-time.h"

#define TASK(id, due)                                                                              \
  "{\"op\":\"put\",\"type\":\"task\",\"id\":\"" id "\",\"rev\":1,\"data\":{\"number\":\"12/KH\",\"title\":\"Rà soát " id \
  "\",\"commune\":\"" GB_TEST_COMMUNE "\",\"issuer\":\"UBND tỉnh\",\"issued\":\"2026-08-01T08:00:00+07:00\","      \
  "\"due\":\"2026-" due ":00+07:00\",\"state\":\"open\",\"done\":1,\"total\":5}}\n"
#define OFFICER(id, name, kind, to)                                                                \
  "{\"op\":\"put\",\"type\":\"officer\",\"id\":\"" id "\",\"rev\":1,\"data\":{\"name\":\"" name "\",\"title\":\"Chuyên viên\"," \
  "\"kind\":\"" kind "\",\"commune\":\"" GB_TEST_COMMUNE "\",\"agency\":\"A1\",\"to\":\"2026-" to "\"}}\n"

static const char lines[] =
    TASK ("T1", "08-26T08:00") TASK ("T2", "08-30T17:00") TASK ("T3", "09-01T17:00") TASK ("T4", "10-30T17:00")
    TASK ("T5", "08-20T17:00")
    OFFICER ("O1", "Lê Văn Cường", "seconded", "08-29") OFFICER ("O2", "Đỗ Thị Em", "seconded", "09-01")
    OFFICER ("O3", "Phạm Văn Dũng", "seconded", "12-01") OFFICER ("O4", "Trần Thị Bình", "post", "08-31");

typedef struct
{
  char *folder;
  char *path;
  GbServices *services;
  GbWindow *window;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *key = NULL;
  GbOptions options = { .now = GB_TEST_NOW };
  GbStore *store;

  fixture->folder = g_dir_make_tmp ("giaoban-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "cache.db", NULL);
  store = gb_test_cache_new (fixture->folder);
  gb_test_cache_fill (store);
  gb_test_cache_feed (store, lines);
  gb_store_close (store);
  g_object_unref (store);
  key = gb_test_key_file (fixture->folder);
  options.cache = fixture->path;
  options.key_file = key;
  fixture->services = gb_services_new (&options);
  fixture->window = gb_window_new (NULL, fixture->services);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), GPOINTER_TO_INT (data), 800);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gb_services_start (fixture->services);
  gb_test_wait (gb_test_is_settled, fixture->window, "the window");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gb_test_window_end (fixture->window, fixture->services);
  gb_test_cache_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

/* --- what is shown ------------------------------------------------------------------------------- */

static GbReminderWindow *
find_list (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (GB_IS_REMINDER_WINDOW (window) && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return GB_REMINDER_WINDOW (window);
    }
  return NULL;
}

static guint
count (GtkWidget *widget,
       GType      type)
{
  guint n = 0;
  int nth = 0;

  while (nth = (int) n, gb_test_find_nth (widget, type, &nth) != NULL)
    n++;
  return n;
}

static gboolean
is_list_shown (gpointer data)
{
  return find_list () != NULL;
}

static gboolean
is_list_gone (gpointer data)
{
  return find_list () == NULL;
}

static gboolean
has_detail (gpointer page)
{
  return gtk_widget_get_child_visible (page) && gb_page_get_detail_open (GB_PAGE (page));
}

static gboolean
is_visible (gpointer page)
{
  return gtk_widget_get_child_visible (page);
}

typedef struct
{
  GListModel *rows;
  guint expected;
} Rows;

static gboolean
has_rows (gpointer data)
{
  const Rows *rows = data;

  return g_list_model_get_n_items (rows->rows) == rows->expected;
}

static void
check_dossiers (Fixture *fixture,
                guint    expected)
{
  GbDossiersPage *page = GB_DOSSIERS_PAGE (gb_window_get_page (fixture->window, "dossiers"));
  int first = 0;
  GtkWidget *view = gb_test_find_nth (GTK_WIDGET (page), GTK_TYPE_COLUMN_VIEW, &first);
  Rows rows = { G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (view))), expected };

  gb_test_wait (is_visible, page, "the page of dossiers");
  gb_test_wait (has_rows, &rows, "the rows of the notice");
}

/* One row opens at once; of several the list has each, and Enter opens the first. */
static void
check_list (Fixture    *fixture,
            const char *page_name,
            GType       row_type,
            guint       expected)
{
  GbPage *page = gb_window_get_page (fixture->window, page_name);
  GtkWidget *list, *row;
  int first = 0;

  if (expected > 1)
    {
      gb_test_wait (is_list_shown, NULL, "the list");
      list = GTK_WIDGET (find_list ());
      g_assert_cmpuint (count (list, row_type), ==, expected);
      row = gb_test_find_nth (list, row_type, &first);
      g_assert_true (gtk_window_get_focus (GTK_WINDOW (list)) == row);
      gtk_test_accessible_assert_role (row, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
      gtk_widget_activate (row);
      gb_test_wait (is_list_gone, NULL, "the list's end");
    }
  gb_test_wait (has_detail, page, "the record");
}

/* --- tests --------------------------------------------------------------------------------------- */

static const struct
{
  GbReminderKind kind;
  guint count;
} expected[] = {
  { GB_REMINDER_DAY, 6 },
  { GB_REMINDER_SECONDMENTS, 2 },
  { GB_REMINDER_POSTS, 1 },
  { GB_REMINDER_TASKS, 3 },
  { GB_REMINDER_DUE_DOSSIERS, 1 },
  { GB_REMINDER_DUE_TASKS, 1 },
};

static void
open_and_check (Fixture          *fixture,
                const GbReminder *reminder)
{
  g_autofree char *target = gb_reminder_dup_target (reminder);
  guint n = (guint) gb_reminder_get_count (reminder);

  gb_window_show_page (fixture->window, "today");
  gb_open_set (fixture->window, target);
  switch (reminder->kind)
    {
    case GB_REMINDER_DAY:
    case GB_REMINDER_DUE_DOSSIERS:
      check_dossiers (fixture, n);
      break;
    case GB_REMINDER_SECONDMENTS:
    case GB_REMINDER_POSTS:
      check_list (fixture, "people", GB_TYPE_OFFICER_ROW, n);
      break;
    case GB_REMINDER_DUE_TASKS:
    case GB_REMINDER_TASKS:
    default:
      check_list (fixture, "tasks", GB_TYPE_TASK_ROW, n);
      break;
    }
}

static void
test_notices (Fixture       *fixture,
              gconstpointer  data)
{
  GbStore *store = gb_services_get_store (fixture->services);
  g_autoptr (GPtrArray) reminders = NULL;
  g_autoptr (GError) error = NULL;
  GbReminderSettings settings;

  gb_reminder_settings_init (&settings);
  reminders = gb_reminder_look (store, NULL, &settings, TRUE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reminders->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < reminders->len; i++)
    {
      const GbReminder *reminder = reminders->pdata[i];
      g_autoptr (GNotification) notification = gb_reminders_dup_notification (reminder);

      g_assert_cmpint (reminder->kind, ==, expected[i].kind);
      g_assert_cmpint (gb_reminder_get_count (reminder), ==, expected[i].count);
      open_and_check (fixture, reminder);
    }
}

/* The other figures of the day have buttons of their own. */
static void
test_figures (Fixture       *fixture,
              gconstpointer  data)
{
  GbStore *store = gb_services_get_store (fixture->services);
  g_autoptr (GPtrArray) reminders = NULL;
  const GbReminder *day;
  GbReminderSettings settings;

  gb_reminder_settings_init (&settings);
  reminders = gb_reminder_look (store, NULL, &settings, FALSE, NULL, NULL);
  day = reminders->pdata[0];
  g_assert_cmpint (day->kind, ==, GB_REMINDER_DAY);
  for (int i = 0; i < GB_REMINDER_FIGURE_TASKS_OVERDUE; i++)
    {
      g_autofree char *target = gb_reminder_dup_figure_target (day, (GbReminderFigure) i);

      gb_open_set (fixture->window, target);
      check_dossiers (fixture, (guint) day->figures[i]);
    }
  for (int i = GB_REMINDER_FIGURE_TASKS_OVERDUE; i < GB_N_REMINDER_FIGURES; i++)
    {
      g_autofree char *target = gb_reminder_dup_figure_target (day, (GbReminderFigure) i);

      g_assert_cmpint (day->figures[i], ==, 1);
      gb_open_set (fixture->window, target);
      check_list (fixture, "tasks", GB_TYPE_TASK_ROW, 1);
    }
  gb_open_set (fixture->window, "tasks/pressing");
  check_list (fixture, "tasks", GB_TYPE_TASK_ROW, 4);
}

static gpointer
make_province (GbSqlConnection *connection,
               gpointer         data,
               GCancellable    *cancellable,
               GError         **error)
{
  gb_sql_connection_exec (connection, "UPDATE meta SET value='province:51' WHERE key='scope'", error);
  return NULL;
}

typedef struct
{
  GbPage *page;
  const char *commune;
} Chosen;

static gboolean
is_chosen (gpointer data)
{
  const Chosen *chosen = data;

  return g_strcmp0 (gb_page_get_commune (chosen->page), chosen->commune) == 0;
}

/* Who sees a whole province sees the commune that was counted, whichever was looked at last. */
static void
test_province (Fixture       *fixture,
               gconstpointer  data)
{
  GbStore *store = gb_services_get_store (fixture->services);
  Chosen chosen = { gb_window_get_page (fixture->window, "dossiers"), NULL };
  g_autoptr (GPtrArray) reminders = NULL;
  g_autofree char *target = NULL;
  g_autoptr (GError) error = NULL;
  GbReminderSettings settings;

  gb_store_write (store, make_province, NULL, NULL, &error);
  g_assert_no_error (error);
  gb_sync_load_async (gb_services_get_sync (fixture->services), NULL, NULL, NULL);
  gb_test_wait (is_chosen, &chosen, "the whole province");
  gb_reminder_settings_init (&settings);
  reminders = gb_reminder_look (store, GB_TEST_COMMUNE, &settings, FALSE, NULL, NULL);
  target = gb_reminder_dup_target (reminders->pdata[0]);
  g_assert_cmpstr (target, ==, "dossiers/overdue?commune=" GB_TEST_COMMUNE);
  gb_open_set (fixture->window, target);
  g_assert_cmpstr (gb_page_get_commune (chosen.page), ==, GB_TEST_COMMUNE);
  check_dossiers (fixture, 6);
  gb_open_set (fixture->window, "dossiers/overdue");
  g_assert_null (gb_page_get_commune (chosen.page));
  check_dossiers (fixture, 6);
}

/* What another version wrote, or nobody keeps any more, harms nothing. */
static void
test_strange (Fixture       *fixture,
              gconstpointer  data)
{
  static const char *const strange[] = { "", "?", "nothing", "page/nowhere", "dossiers/pink", "dossier-set/x/y", "tasks/none",
                                         "reminder/x", "reminder/-1", "reminder/?commune=%zz", "a/b/c?d" };

  for (gsize i = 0; i < G_N_ELEMENTS (strange); i++)
    gb_open_set (fixture->window, strange[i]);
  gb_test_wait (gb_test_is_settled, fixture->window, "the window");
  gb_open_set (fixture->window, "reminder/4711");
  gb_test_wait (gb_test_is_settled, fixture->window, "the window");
  g_assert_null (find_list ());
  gb_open_set (fixture->window, "page/tasks");
  g_assert_true (gtk_widget_get_child_visible (GTK_WIDGET (gb_window_get_page (fixture->window, "tasks"))));
}

int
main (int    argc,
      char **argv)
{
  gb_language_init ("en");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-cursor-blink", FALSE, NULL);

#define ADD(path, width, func) g_test_add ("/reminders/" path, Fixture, GINT_TO_POINTER (width), set_up, func, tear_down)
  ADD ("notices", 1440, test_notices);
  ADD ("notices-narrow", 480, test_notices);
  ADD ("figures", 1440, test_figures);
  ADD ("province", 1440, test_province);
  ADD ("strange", 1440, test_strange);

  return g_test_run ();
}
