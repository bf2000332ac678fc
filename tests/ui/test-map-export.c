/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#include "gb-empty-source.h"
#include "gb-map-export.h"
#include "gb-map-preview.h"
#include "gb-map-print.h"
#include "gb-test-cache.h"
#include "gb-test-store.h"

/* A window with a map, its model and the button; what is saved goes to a folder of its own. */
typedef struct
{
  char *folder;
  GbStore *store;
  GbMapModel *model;
  GtkWindow *window;
  AdwToastOverlay *toasts;
  ShumateMap *map;
  GbMapExport *export;
  GtkWidget *button;
} Fixture;

static const char records[] =
    "{\"op\":\"put\",\"type\":\"commune\",\"id\":\"%05u\",\"rev\":1,\"data\":{\"name\":\"Xóm Mới %u\",\"type\":\"xã\","
    "\"province\":\"51\",\"area_km2\":100,\"population\":1000,\"lon\":%u.%u,\"lat\":15.%u}}\n";

static void
feed_communes (GbStore *store)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < 12; i++)
    g_string_append_printf (lines, records, 30001 + i, i, 108, 100 + 77 * (i % 4), 100 + 91 * (i / 4));
  gb_test_cache_feed (store, lines->str);
}

static gboolean
has_view (gpointer data)
{
  return gb_map_model_get_view (data) != NULL;
}

static gboolean
is_wide (gpointer data)
{
  return gtk_widget_get_width (data) > 0;
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autoptr (ShumateMapSource) ground = gb_empty_source_new ();
  GbCommuneLayer *layer;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->folder = g_dir_make_tmp ("giaoban-export-XXXXXX", NULL);
  self->store = gb_test_cache_new (self->folder);
  gb_test_cache_fill (self->store);
  feed_communes (self->store);
  self->model = gb_map_model_new (self->store);
  self->map = shumate_map_new ();
  shumate_map_set_map_source (self->map, ground);
  layer = gb_commune_layer_new (shumate_map_get_viewport (self->map));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (layer));
  self->export = gb_map_export_new (gb_store_get_clock (self->store), self->model, layer, self->map);
  self->button = gb_map_export_make_button (self->export);
  gtk_widget_set_vexpand (GTK_WIDGET (self->map), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->map));
  gtk_box_append (GTK_BOX (box), self->button);
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (self->toasts, box);
  self->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (self->window, 800, 600);
  gtk_window_set_child (self->window, GTK_WIDGET (self->toasts));
  gtk_window_present (self->window);
  gb_map_model_set_active (self->model, TRUE);
  gb_test_wait (has_view, self->model, "the map's view");
  gb_test_wait (is_wide, self->map, "the map's width");
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  gb_map_model_set_active (self->model, FALSE);
  gtk_window_destroy (self->window);
  g_assert_finalize_object (self->export);
  g_object_unref (self->model);
  gb_store_close (self->store);
  g_object_unref (self->store);
  gb_test_cache_remove (self->folder);
  g_free (self->folder);
}

/* --- names ---------------------------------------------------------------------------------------- */

static void
test_names (Fixture      *self,
            gconstpointer data)
{
  static const char *const ends[] = { ".pdf", ".png", ".geojson", ".xlsx", ".csv" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *name = gb_map_export_suggest_name (self->export, i);

      g_assert_true (g_str_has_prefix (name, "map-"));
      g_assert_true (g_str_has_suffix (name, ends[i]));
      g_assert_nonnull (strstr (name, "2026-08-26"));
      g_assert_cmpuint (strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789-."), ==, strlen (name));
    }
}

/* --- files ---------------------------------------------------------------------------------------- */

static gboolean
shows_words (GtkWidget  *widget,
             const char *words)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows_words (child, words))
      return TRUE;
  return FALSE;
}

typedef struct
{
  GtkWidget *widget;
  const char *words;
} Expected;

static gboolean
is_told (gpointer data)
{
  const Expected *expected = data;

  return shows_words (expected->widget, expected->words);
}

static void
test_saved (Fixture      *self,
            gconstpointer data)
{
  static const struct
  {
    const char *name;
    const char *begin;
    const char *told;
  } cases[] = {
    { "map.pdf", "%PDF-", "pages saved in “map.pdf”" },
    { "map.png", "\x89PNG", "picture was saved in “map.png”" },
    { "map.geojson", "{\"type\":\"FeatureCollection\"", "communes saved in “map.geojson”" },
    { "map.xlsx", "PK", "communes saved in “map.xlsx”" },
    { "map.csv", "\xEF\xBB\xBF" "Code,Commune,Type,", "communes saved in “map.csv”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, cases[i].name, NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autofree char *text = NULL;
      Expected expected = { GTK_WIDGET (self->toasts), cases[i].told };

      gb_map_export_save (self->export, i, file);
      gb_test_wait (is_told, &expected, cases[i].told);
      g_assert_true (shows_words (GTK_WIDGET (self->toasts), "Open"));
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_true (g_str_has_prefix (text, cases[i].begin));
      adw_toast_overlay_add_toast (self->toasts, adw_toast_new (""));
      gtk_widget_activate_action (GTK_WIDGET (self->toasts), "toast.dismiss", NULL);
      g_unlink (path);
    }
}

static void
test_not_saved (Fixture      *self,
                gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/no such folder/map.pdf");
  Expected expected = { GTK_WIDGET (self->toasts), "There is no folder “/no such folder”" };

  gb_map_export_save (self->export, GB_MAP_EXPORT_PDF, file);
  gb_test_wait (is_told, &expected, expected.words);
}

/* --- paper ---------------------------------------------------------------------------------------- */

static void
test_printed (Fixture      *self,
              gconstpointer data)
{
  g_autoptr (GbMapSheet) sheet = gb_map_export_make_sheet (self->export, TRUE);
  g_autoptr (GtkPrintOperation) operation = gb_map_print_new (sheet, FALSE);
  g_autofree char *path = g_build_filename (self->folder, "printed.pdf", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  GtkPrintOperationResult result;

  gtk_print_operation_set_export_filename (operation, path);
  gtk_print_operation_set_allow_async (operation, FALSE);
  result = gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, self->window, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result, ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_cmpint (gtk_print_operation_get_n_pages_to_print (operation), ==, 2);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "%PDF-"));
  g_unlink (path);
}

/* (transfer none) (nullable): the preview, once it is there */
static GtkWindow *
find_preview (void)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (GB_IS_MAP_PREVIEW (window))
        return window;
    }
  return NULL;
}

static gboolean
on_look_cb (gpointer data)
{
  gboolean *seen = data;
  GtkWindow *preview = find_preview ();

  if (preview == NULL || !gtk_widget_get_mapped (GTK_WIDGET (preview)))
    return G_SOURCE_CONTINUE;
  *seen = TRUE;
  gtk_window_close (preview);
  return G_SOURCE_REMOVE;
}

/* The whole way that the dialog's button goes. */
static void
test_previewed (Fixture      *self,
                gconstpointer data)
{
  g_autoptr (GbMapSheet) sheet = gb_map_export_make_sheet (self->export, TRUE);
  g_autoptr (GtkPrintOperation) operation = gb_map_print_new (sheet, TRUE);
  g_autoptr (GError) error = NULL;
  gboolean seen = FALSE;

  gtk_print_operation_set_allow_async (operation, FALSE);
  g_timeout_add (50, on_look_cb, &seen);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PREVIEW, self->window, &error);
  g_assert_no_error (error);
  g_assert_true (seen);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define TEST(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)
  TEST ("/map-export/names", test_names);
  TEST ("/map-export/saved", test_saved);
  TEST ("/map-export/not-saved", test_not_saved);
  TEST ("/map-export/printed", test_printed);
  TEST ("/map-export/previewed", test_previewed);
#undef TEST
  return g_test_run ();
}
