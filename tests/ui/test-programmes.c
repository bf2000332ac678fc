/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#include "gb-bar-chart.h"
#include "gb-chart-item.h"
#include "gb-language.h"
#include "gb-map-page.h"
#include "gb-options.h"
#include "gb-programme-row.h"
#include "gb-programmes-view.h"
#include "gb-test-cache.h"
#include "gb-test-export.h"
#include "gb-test-store.h"
#include "gb-test-window.h"
#include "gb-window-pages.h"

#define PUT(type, id, data)                                                                        \
  "{\"op\":\"put\",\"type\":\"" type "\",\"id\":\"" id "\",\"rev\":1,\"data\":{" data "}}\n"
#define COMMUNE(code, name)                                                                        \
  PUT ("commune", code,                                                                            \
       "\"name\":\"" name "\",\"type\":\"phường\",\"province\":\"51\",\"area_km2\":17,\"population\":7,"  \
       "\"lon\":108.8,\"lat\":15.1")
#define VALUE(indicator, commune, period, numbers)                                                 \
  PUT ("indicator-value", indicator "/" commune "/" period,                                        \
       "\"indicator\":\"" indicator "\",\"commune\":\"" commune "\",\"period\":\"" period "\"," numbers \
       ",\"as_of\":\"2026-08-25T17:00:00+07:00\"")
#define AIM "\"denominator\":50,\"target\":50,\"due\":\"2026-11-30T17:00:00+07:00\",\"numerator\":"

static const char lines[] =
    COMMUNE ("21028", "Nghĩa Lộ") COMMUNE ("21025", "Cẩm Thành") COMMUNE ("21031", "Trương Quang Trọng")
    PUT ("indicator", "review", "\"name\":\"Thủ tục đã rà soát\",\"unit\":\"thủ tục\",\"kind\":\"programme\",\"order\":100")
    PUT ("indicator", "trained", "\"name\":\"Cán bộ đã tập huấn\",\"unit\":\"người\",\"kind\":\"programme\",\"order\":101")
    PUT ("indicator", "late-share", "\"name\":\"Tỷ lệ quá hạn\",\"unit\":\"%\",\"kind\":\"computed\",\"order\":1")
    VALUE ("review", "21028", "2026-05", AIM "37") VALUE ("review", "21028", "2026-07", AIM "41")
    VALUE ("review", "21028", "2026-08", AIM "43") VALUE ("trained", "21028", "2026-08", "\"numerator\":54")
    VALUE ("late-share", "21028", "2026-08", "\"numerator\":6,\"denominator\":300")
    VALUE ("late-share", "21025", "2026-08", "\"numerator\":9,\"denominator\":300")
    VALUE ("late-share", "21031", "2026-08", "\"numerator\":0,\"denominator\":300");

typedef struct
{
  char *folder;
  GbServices *services;
  GbWindow *window;
  GtkWidget *view;
} Fixture;

static GtkWidget *
nth (GtkWidget *widget,
     GType      type,
     int        n)
{
  return gb_test_find_nth (widget, type, &n);
}

static void
settle (Fixture *fixture)
{
  gb_test_wait (gb_test_is_settled, fixture->window, "the page");
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GbOptions options = { .now = GB_TEST_NOW };
  g_autofree char *path = NULL;
  g_autofree char *key = NULL;
  g_autoptr (GError) error = NULL;
  GbStore *store;

  fixture->folder = g_dir_make_tmp ("giaoban-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->folder, "cache.db", NULL);
  store = gb_test_cache_new (fixture->folder);
  gb_test_cache_fill (store);
  if (g_strcmp0 (data, "empty") != 0)
    gb_test_cache_feed (store, lines);
  gb_store_close (store);
  g_object_unref (store);
  key = gb_test_key_file (fixture->folder);
  options.key_file = key;
  options.cache = path;
  fixture->services = gb_services_new (&options);
  fixture->window = gb_window_new (NULL, fixture->services);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), g_strcmp0 (data, "narrow") == 0 ? 480 : 1280, 800);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gb_services_start (fixture->services);
  settle (fixture);
  gb_window_pages_show_indicators (fixture->window, "programmes");
  settle (fixture);
  fixture->view = nth (GTK_WIDGET (fixture->window), GB_TYPE_PROGRAMMES_VIEW, 0);
  g_assert_true (gtk_widget_get_mapped (fixture->view));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gb_test_window_end (fixture->window, fixture->services);
  gb_test_cache_remove (fixture->folder);
  g_free (fixture->folder);
}

/* The rows of the list are those of the file. */
static void
test_export (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GPtrArray) rows = gb_test_export_rows (gtk_widget_get_ancestor (fixture->view, GB_TYPE_PAGE), FALSE);

  for (int i = 0;; i++)
    {
      GtkWidget *row = nth (fixture->view, GB_TYPE_PROGRAMME_ROW, i);

      if (row == NULL)
        {
          g_assert_cmpuint (rows->len, ==, i + 1);
          break;
        }
      g_assert_true (gb_test_says (row, gb_test_export_cell (rows, (guint) i, "Chỉ tiêu")));
    }
}

/* What a screen reader hears of the bars. */
static const char *const spoken[] = {
  "Tháng 05/2026: 37/50 thủ tục; chỉ tiêu 50",
  "Tháng 06/2026: chưa có dữ liệu",
  "Tháng 07/2026: 41/50 thủ tục; chỉ tiêu 50",
  "Tháng 08/2026: 43/50 thủ tục; chỉ tiêu 50",
};

static void
test_shown (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *row = nth (fixture->view, GB_TYPE_PROGRAMME_ROW, 0);
  GtkWidget *chart = nth (fixture->view, GB_TYPE_BAR_CHART, 0);

  /* The programmes in the province's order, then what is counted. */
  g_assert_cmpstr (gb_programme_row_get_id (GB_PROGRAMME_ROW (row)), ==, "review");
  g_assert_cmpstr (gb_programme_row_get_id (GB_PROGRAMME_ROW (nth (fixture->view, GB_TYPE_PROGRAMME_ROW, 2))), ==,
                   "late-share");
  gtk_test_accessible_assert_role (row, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "Thủ tục đã rà soát");
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "43/50 thủ tục · hạn 30/11 · còn thiếu 7");
  g_assert_true (gb_test_says (fixture->view, "43/50 thủ tục"));
  /* 7 in 96 days; two months that are beside each other. */
  g_assert_true (gb_test_says (fixture->view, "Mỗi tháng cần thêm 3 thủ tục; gần đây mỗi tháng tăng 2"));
  gtk_test_accessible_assert_role (chart, GTK_ACCESSIBLE_ROLE_LIST);
  g_assert_cmpuint (gb_bar_chart_get_n_points (GB_BAR_CHART (chart)), ==, G_N_ELEMENTS (spoken));
  for (gsize i = 0; i < G_N_ELEMENTS (spoken); i++)
    gtk_test_accessible_assert_property (nth (chart, GB_TYPE_CHART_ITEM, (int) i), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                         spoken[i]);
  /* A commune's scope has no other's figures of a programme. */
  g_assert_true (gb_test_says (fixture->view, "Ở phạm vi xã chỉ có số liệu của xã"));
}

static gboolean
has_ranking (gpointer data)
{
  Fixture *fixture = data;

  return gb_test_is_settled (fixture->window) && gb_test_says (fixture->view, "Xếp hạng các xã, phường");
}

static GtkWidget *
focus_of (Fixture *fixture)
{
  return gtk_root_get_focus (GTK_ROOT (fixture->window));
}

/* By the keyboard: down the list to what is counted, into the chart, to the ranking, onto the map. */
static void
test_keyboard (Fixture       *fixture,
               gconstpointer  data)
{
  GtkWidget *row = nth (fixture->view, GB_TYPE_PROGRAMME_ROW, 2);
  GtkWidget *map = nth (GTK_WIDGET (fixture->window), GB_TYPE_MAP_PAGE, 0);
  const char *first = "Thứ 1: Phường Cẩm Thành, 3 %";
  gboolean in_chart = FALSE;

  gtk_widget_grab_focus (nth (fixture->view, GB_TYPE_PROGRAMME_ROW, 1));
  for (int i = 0; i < 5 && focus_of (fixture) != row; i++)
    gtk_widget_child_focus (GTK_WIDGET (fixture->window), GTK_DIR_TAB_FORWARD);
  g_assert_true (focus_of (fixture) == row);
  gtk_widget_activate (row);
  gb_test_wait (has_ranking, fixture, "the ranking");
  g_assert_true (gb_test_says (fixture->view, "2 % (6/300)"));
  g_assert_true (gb_test_says (fixture->view, "thứ 2 trong 3 xã, phường"));
  /* The list was made anew, and the focus stayed where it was. */
  g_assert_true (GB_IS_PROGRAMME_ROW (focus_of (fixture)));
  for (int i = 0; i < 6; i++)
    {
      gtk_widget_child_focus (GTK_WIDGET (fixture->window), GTK_DIR_TAB_FORWARD);
      in_chart = in_chart || GB_IS_CHART_ITEM (focus_of (fixture));
      if (in_chart && GTK_IS_LIST_BOX_ROW (focus_of (fixture)))
        break;
    }
  g_assert_true (in_chart && GTK_IS_LIST_BOX_ROW (focus_of (fixture)));
  gtk_test_accessible_assert_property (focus_of (fixture), GTK_ACCESSIBLE_PROPERTY_LABEL, first);
  gtk_widget_activate (focus_of (fixture));
  settle (fixture);
  g_assert_true (map != NULL && gtk_widget_get_mapped (map));
}

static gboolean
has_choice (gpointer data)
{
  Fixture *fixture = data;

  return gtk_widget_get_mapped (nth (fixture->view, GTK_TYPE_DROP_DOWN, 0));
}

/* As from a task that it measures. */
static void
test_opened (Fixture       *fixture,
             gconstpointer  data)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-indicators", "s", "programmes:trained");
  settle (fixture);
  g_assert_true (gtk_widget_get_mapped (fixture->view));
  g_assert_true (gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (nth (fixture->view, GB_TYPE_PROGRAMME_ROW, 1))));
  g_assert_false (gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (nth (fixture->view, GB_TYPE_PROGRAMME_ROW, 0))));
}

/* Without room a list to choose from takes the place of the column. */
static void
test_narrow (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *choice = nth (fixture->view, GTK_TYPE_DROP_DOWN, 0);

  gb_test_wait (has_choice, fixture, "the narrow form");
  g_assert_false (gtk_widget_get_mapped (nth (fixture->view, GB_TYPE_PROGRAMME_ROW, 0)));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), 2);
  gb_test_wait (has_ranking, fixture, "the ranking");
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (choice)), ==, 2);
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *status = nth (fixture->view, ADW_TYPE_STATUS_PAGE, 0);

  g_assert_true (gtk_widget_get_mapped (status));
  g_assert_cmpstr (adw_status_page_get_title (ADW_STATUS_PAGE (status)), ==, "Chưa có chỉ tiêu nào có số liệu");
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *home = g_dir_make_tmp ("giaoban-home-XXXXXX", NULL);
  int status;

  /* The user's own cache is none of a test's. */
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  gb_language_init ("vi");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/programmes/shown", Fixture, NULL, set_up, test_shown, tear_down);
  g_test_add ("/programmes/keyboard", Fixture, NULL, set_up, test_keyboard, tear_down);
  g_test_add ("/programmes/opened", Fixture, NULL, set_up, test_opened, tear_down);
  g_test_add ("/programmes/narrow", Fixture, "narrow", set_up, test_narrow, tear_down);
  g_test_add ("/programmes/export", Fixture, NULL, set_up, test_export, tear_down);
  g_test_add ("/programmes/empty", Fixture, "empty", set_up, test_empty, tear_down);
  status = g_test_run ();
  g_rmdir (home);
  return status;
}
