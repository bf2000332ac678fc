/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Borders of the communes, as the user takes them in. */
#include <adwaita.h>

#include "gb-boundary-repository.h"
#include "gb-boundaries-actions.h"
#include "gb-boundaries-window.h"
#include "gb-bundle-actions.h"
#include "gb-language.h"
#include "gb-test-cache.h"
#include "gb-test-store.h"

#define COMMUNE(code, lon)                                                                                      \
  "{\"op\":\"put\",\"type\":\"commune\",\"id\":\"" code "\",\"rev\":1,\"data\":{\"name\":\"Số " code "\","      \
  "\"type\":\"xã\",\"province\":\"99\",\"area_km2\":9,\"population\":9,\"lon\":" lon ",\"lat\":20.05}}\n"
#define FEATURE(code, west, east)                                                                               \
  "{\"type\":\"Feature\",\"properties\":{\"ma\":\"" code "\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":" \
  "[[[" west ",20],[" east ",20],[" east ",20.1],[" west ",20.1],[" west ",20]]]}}"
#define COLLECTION(features) "{\"type\":\"FeatureCollection\",\"source\":\"Sở <Nội> & vụ\",\"features\":[" features "]}"
#define ALL FEATURE ("90001", "105", "105.1") "," FEATURE ("90002", "105.1", "105.2") "," FEATURE ("90003", "105.2", "105.3")

typedef struct
{
  char *folder;
  char *path;
  GbServices *services;
  GbWindow *window;
} Fixture;

static gboolean
is_settled (gpointer data)
{
  return gb_window_is_settled (data);
}

static gboolean
is_last (gpointer data)
{
  return G_OBJECT (data)->ref_count == 1;
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *key = NULL;
  g_autoptr (GbStore) store = NULL;
  GbOptions options = { .now = GB_TEST_NOW };

  self->folder = g_dir_make_tmp ("giaoban-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "cache.db", NULL);
  store = gb_test_cache_new (self->folder);
  gb_test_cache_fill (store);
  gb_test_cache_feed (store, COMMUNE ("90001", "105.05") COMMUNE ("90002", "105.15") COMMUNE ("90003", "105.25"));
  gb_store_close (store);
  key = gb_test_key_file (self->folder);
  options.cache = self->path;
  options.key_file = key;
  self->services = gb_services_new (&options);
  self->window = gb_window_new (NULL, self->services);
  gtk_window_present (GTK_WINDOW (self->window));
  gb_services_start (self->services);
  gb_test_wait (is_settled, self->window, "the window");
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_object_ref (self->window);
  gtk_window_destroy (GTK_WINDOW (self->window));
  gb_test_wait (is_last, self->window, "the window's last holder");
  g_assert_finalize_object (self->window);
  gb_test_wait (is_last, self->services, "the services' last holder");
  g_assert_finalize_object (self->services);
  gb_test_cache_remove (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

/* --- what is on the screen ------------------------------------------------------------------------ */

static GtkWindow *
find_dialog (Fixture *self,
             GType    type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type) && gtk_widget_get_visible (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

static gboolean
is_over (gpointer data)
{
  return gb_boundaries_window_is_over (data);
}

/* Opens a file as Ctrl+O and a drop do, and waits for what comes of it. */
static GtkWindow *
open_file (Fixture    *self,
           const char *name,
           const char *text)
{
  g_autoptr (GFile) file = g_file_new_build_filename (self->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  GtkWindow *dialog;

  if (text != NULL)
    g_file_replace_contents (file, text, strlen (text), NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, &error);
  g_assert_no_error (error);
  gb_bundle_actions_open (self->window, file);
  dialog = find_dialog (self, GB_TYPE_BOUNDARIES_WINDOW);
  g_assert_nonnull (dialog);
  gb_test_wait (is_over, dialog, "the borders");
  g_file_delete (file, NULL, NULL);
  return dialog;
}

static guint
count_rows (GtkWidget *widget)
{
  guint n = ADW_IS_ACTION_ROW (widget) && gtk_widget_get_mapped (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_rows (child);
  return n;
}

/* (nullable): a button that is to be seen, by its label */
static GtkWidget *
find_button (GtkWidget  *widget,
             const char *label)
{
  if (GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget) &&
      g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gpointer
load (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  GbBoundary *boundary;

  g_assert_true (gb_boundary_repository_load (connection, NULL, FALSE, &boundary, error));
  return boundary;
}

static GbBoundary *
load_borders (Fixture *self)
{
  return gb_store_read (gb_services_get_store (self->services), load, NULL, NULL, NULL);
}

static gboolean
has_no_borders (gpointer data)
{
  g_autoptr (GbBoundary) boundary = load_borders (data);

  return boundary == NULL;
}

/* --- tests ---------------------------------------------------------------------------------------- */

static void
test_taken (Fixture       *self,
            gconstpointer  data)
{
  GtkWindow *dialog = open_file (self, "xa.geojson", COLLECTION (ALL));
  g_autoptr (GbBoundary) boundary = load_borders (self);

  g_assert_cmpstr (gtk_window_get_title (dialog), ==, "The borders were taken in");
  gb_test_wait ((GbTestCondition) gtk_widget_get_mapped, dialog, "the dialog");
  g_assert_cmpuint (count_rows (GTK_WIDGET (dialog)), ==, 3); /* the file, how many, who drew them */
  g_assert_cmpstr (boundary->source, ==, "Sở <Nội> & vụ");
  g_assert_cmpuint (g_strv_length (boundary->missing), ==, 0);
  g_assert_null (find_button (GTK_WIDGET (dialog), "Another file…"));
  g_signal_emit_by_name (find_button (GTK_WIDGET (dialog), "Show the _map"), "clicked");
  g_assert_null (find_dialog (self, GB_TYPE_BOUNDARIES_WINDOW));
}

/* What was taken in is taken away again with one click. */
static void
test_undo (Fixture       *self,
           gconstpointer  data)
{
  GtkWindow *dialog = open_file (self, "XA.JSON", COLLECTION (ALL));

  gb_test_wait ((GbTestCondition) gtk_widget_get_mapped, dialog, "the dialog");
  g_signal_emit_by_name (find_button (GTK_WIDGET (dialog), "_Undo"), "clicked");
  gb_test_wait (has_no_borders, self, "the undoing");
}

/* Later, too, from the map. */
static void
test_remove (Fixture       *self,
             gconstpointer  data)
{
  gtk_window_close (open_file (self, "xa.geojson", COLLECTION (ALL)));
  g_assert_false (has_no_borders (self));
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.remove-boundaries", NULL);
  gb_test_wait (has_no_borders, self, "the removal");
}

/* The rest is listed with its reason. */
static void
test_refusals (Fixture       *self,
               gconstpointer  data)
{
  GtkWindow *dialog = open_file (self, "xa.geojson", COLLECTION (
      FEATURE ("90001", "105", "105.1") "," FEATURE ("77777", "105.1", "105.2") "," FEATURE ("90001", "105.2", "105.3") ","
      FEATURE ("90003", "105.2", "105.2")));
  g_autoptr (GbBoundary) boundary = load_borders (self);

  gb_test_wait ((GbTestCondition) gtk_widget_get_mapped, dialog, "the dialog");
  g_assert_cmpstr (gtk_window_get_title (dialog), ==, "The borders were taken in");
  g_assert_cmpuint (count_rows (GTK_WIDGET (dialog)), ==, 3 + 3);
  g_assert_cmpuint (g_strv_length (boundary->missing), ==, 2);
  gtk_window_close (dialog);
}

static const struct
{
  const char *name;
  const char *text; /* NULL: there is no file */
  const char *title;
} failures[] = {
  { "a.geojson", "%PDF-1.7", "This file is no map in GeoJSON" },
  { "a.json", "{\"dossiers\":[]}", "This file is no map in GeoJSON" },
  { "a.geojson", COLLECTION (FEATURE ("11111", "105", "105.1")), "The file does not say which commune is which" },
  { "a.geojson", NULL, "The file cannot be read" },
  { "a.geojson", COLLECTION (FEATURE ("90001", "105", "105")), "No borders could be taken from the file" },
};

/* Each says what it is; what was there stays. */
static void
test_failures (Fixture       *self,
               gconstpointer  data)
{
  gtk_window_close (open_file (self, "good.geojson", COLLECTION (ALL)));
  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      GtkWindow *dialog = open_file (self, failures[i].name, failures[i].text);
      g_autoptr (GbBoundary) boundary = load_borders (self);

      g_assert_cmpstr (gtk_window_get_title (dialog), ==, failures[i].title);
      g_assert_nonnull (boundary);
      g_assert_cmpuint (g_strv_length (boundary->missing), ==, 0);
      gb_test_wait ((GbTestCondition) gtk_widget_get_mapped, dialog, "the dialog");
      g_assert_nonnull (find_button (GTK_WIDGET (dialog), "Another file…"));
      gtk_window_close (dialog);
    }
}

/* A bundle is still one. */
static void
test_names (void)
{
  static const struct
  {
    const char *name;
    gboolean map;
  } names[] = {
    { "a.geojson", TRUE }, { "A.GeoJSON", TRUE }, { "b.json", TRUE },      { "c.giaoban", FALSE },
    { "json", FALSE },     { ".json", TRUE },     { "d.json.gz", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GFile) file = g_file_new_build_filename ("/tmp", names[i].name, NULL);

      g_assert_cmpint (gb_boundaries_actions_is_for (file), ==, names[i].map);
    }
}

int
main (int    argc,
      char **argv)
{
  gb_language_init ("en");
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/boundaries-window/names", test_names);
#define ADD(name, func) g_test_add ("/boundaries-window/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("taken", test_taken);
  ADD ("undo", test_undo);
  ADD ("remove", test_remove);
  ADD ("refusals", test_refusals);
  ADD ("failures", test_failures);
#undef ADD
  return g_test_run ();
}
