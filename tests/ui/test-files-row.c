/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "gb-files-row.h"
#include "gb-language.h"
#include "gb-photo.h"
#include "gb-picture-window.h"
#include "gb-test-cache.h"

typedef struct
{
  char *folder;
  GbStore *store;
  GtkWidget *window;
  GbFilesRow *row;
  guint n_changed;
  guint expected; /* for conditions */
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

/* The label that begins so and is seen. */
static gboolean
says (GtkWidget  *widget,
      const char *words)
{
  gboolean found = GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
                   g_str_has_prefix (gtk_label_get_label (GTK_LABEL (widget)), words);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !found;
       child = gtk_widget_get_next_sibling (child))
    found = says (child, words);
  return found;
}

static void
on_changed_cb (Fixture *fixture)
{
  fixture->n_changed++;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("giaoban-XXXXXX", NULL);
  fixture->store = gb_test_cache_new (fixture->folder);
  fixture->row = GB_FILES_ROW (gb_files_row_new ());
  fixture->window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->row));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 400);
  g_signal_connect_swapped (fixture->row, "changed", G_CALLBACK (on_changed_cb), fixture);
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

static gboolean
has_changed (gpointer data)
{
  Fixture *fixture = data;

  return fixture->n_changed == fixture->expected;
}

/* As if the user had chosen it. */
static void
choose (Fixture    *fixture,
        const char *name,
        GBytes     *content)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *data = g_bytes_get_data (content, &size);

  g_file_set_contents (path, data != NULL ? data : "", (gssize) size, &error);
  g_assert_no_error (error);
  fixture->expected = fixture->n_changed + 1;
  gb_files_row_add_file (fixture->row, file);
  gb_test_wait (has_changed, fixture, "the file");
}

static void
choose_text (Fixture    *fixture,
             const char *name,
             const char *text)
{
  g_autoptr (GBytes) content = g_bytes_new (text, strlen (text));

  choose (fixture, name, content);
}

/* A photograph of noise, which no format makes small, with a mark in its upper left corner. */
static GBytes *
make_photo (int         width,
            int         height,
            const char *format)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autoptr (GdkPixbuf) picture = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  guint8 *pixels = gdk_pixbuf_get_pixels (picture);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width * 3; x++)
      pixels[y * gdk_pixbuf_get_rowstride (picture) + x] = (guint8) g_rand_int (rand);
  gdk_pixbuf_save_to_buffer (picture, &data, &size, format, &error, NULL);
  g_assert_no_error (error);
  return g_bytes_new_take (data, size);
}

/* --- photographs ---------------------------------------------------------------------------- */

static void
on_photo_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  GAsyncResult **answer = user_data;

  *answer = g_object_ref (result);
}

static gboolean
has_answer (gpointer data)
{
  return *(GAsyncResult **) data != NULL;
}

static GdkTexture *
read_photo (GBytes  *content,
            GError **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  gb_photo_read_async (content, NULL, on_photo_cb, &answer);
  gb_test_wait (has_answer, &answer, "the picture");
  return gb_photo_read_finish (answer, error);
}

/* Some kilobytes that would become some hundred megabytes, and a file that is none. */
static void
test_photo_bomb (void)
{
  g_autoptr (GdkPixbuf) blank = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 8000, 6000);
  g_autoptr (GBytes) good = make_photo (3000, 1500, "png");
  g_autoptr (GBytes) bomb = NULL;
  g_autoptr (GdkTexture) picture = NULL, none = NULL;
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  picture = read_photo (good, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_texture_get_width (picture), ==, 2048);
  gdk_pixbuf_fill (blank, 0);
  g_assert_true (gdk_pixbuf_save_to_buffer (blank, &data, &size, "png", &error, NULL));
  bomb = g_bytes_new_take (data, size);
  g_assert_cmpuint (size, <, 2 * 1024 * 1024);
  none = read_photo (bomb, &error);
  g_assert_null (none);
  g_assert_nonnull (error);
}

static void
test_photo (void)
{
  g_autoptr (GBytes) large = make_photo (3000, 1500, "png");
  g_autoptr (GBytes) text = g_bytes_new_static ("no picture", 10);
  const gsize most[] = { 2 * 1024 * 1024, 400 * 1024 };

  for (gsize i = 0; i < G_N_ELEMENTS (most); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) fit = gb_photo_fit (large, most[i], &error);
      g_autoptr (GdkTexture) picture = NULL;
      double shape;

      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (fit), <=, most[i]);
      picture = gdk_texture_new_from_bytes (fit, &error);
      g_assert_no_error (error);
      shape = (double) gdk_texture_get_width (picture) / gdk_texture_get_height (picture);
      g_assert_cmpint (gdk_texture_get_width (picture), <=, 2048);
      g_assert_cmpfloat_with_epsilon (shape, 2, 0.02);
    }
  {
    g_autoptr (GError) error = NULL;

    g_assert_null (gb_photo_fit (text, most[0], &error));
    g_assert_nonnull (error);
  }
  test_photo_bomb ();
  g_assert_true (gb_photo_is_picture ("ẢNH.JPG"));
  g_assert_false (gb_photo_is_picture ("ảnh.jpg.exe"));
}

/* --- the row -------------------------------------------------------------------------------- */

/* What is read only has neither a button to add nor one to take away. */
static void
test_shown (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  GbAttachment here = { .sha256 = (char *) "1", .name = (char *) "ảnh.jpg", .bytes = 1500000, .state = GB_ATTACHMENT_THERE,
                        .is_here = TRUE };
  GbAttachment far = { .sha256 = (char *) "2", .name = (char *) "tờ trình.pdf", .bytes = 20000,
                       .state = GB_ATTACHMENT_THERE };
  GbAttachment half = { .sha256 = (char *) "3", .name = (char *) "c", .bytes = 100, .sent = 45 };
  GbAttachment promised = { .sha256 = (char *) "4", .name = (char *) "d", .bytes = 100, .next_attempt = GB_TEST_NOW };
  GtkWidget *row, *again;

  g_ptr_array_add (files, &here);
  g_ptr_array_add (files, &far);
  g_ptr_array_add (files, &half);
  g_ptr_array_add (files, &promised);
  gb_files_row_show (fixture->row, files);
  g_assert_cmpuint (gb_files_row_get_n_files (fixture->row), ==, 4);
  g_assert_true (says (fixture->window, "ảnh.jpg"));
  g_assert_true (says (fixture->window, "1,5 MB"));
  g_assert_true (says (fixture->window, "20 kB · mở được sau khi tải về"));
  g_assert_true (says (fixture->window, "100 B · đã gửi 45 %"));
  g_assert_true (says (fixture->window, "100 B · sẽ gửi lại lúc 07:15"));
  g_assert_null (find (GTK_WIDGET (find (fixture->window, GTK_TYPE_LIST_BOX)), GTK_TYPE_BUTTON));

  /* what has not changed keeps its row, and so its focus */
  row = find (fixture->window, GTK_TYPE_LIST_BOX_ROW);
  gb_files_row_show (fixture->row, files);
  again = find (fixture->window, GTK_TYPE_LIST_BOX_ROW);
  g_assert_true (row == again);
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "ảnh.jpg, 1,5 MB");
  half.sent = 100;
  gb_files_row_show (fixture->row, files);
  g_assert_true (says (fixture->window, "100 B · đã gửi 100 %"));
}

static void
test_added (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GBytes) photo = make_photo (1400, 1000, "bmp");
  g_autoptr (GbAction) action = gb_action_new (GB_ACTION_ISSUE_NOTE, "i");
  g_auto (GStrv) names = NULL;
  g_autofree char *json = NULL;
  GtkWidget *button;

  gb_files_row_edit (fixture->row, fixture->store);
  choose_text (fixture, "tờ trình.txt", "một");
  g_assert_cmpuint (g_bytes_get_size (photo), >, GB_ATTACHMENT_MAX_BYTES);
  choose (fixture, "hiện trường.bmp", photo);
  g_assert_cmpuint (gb_files_row_get_n_files (fixture->row), ==, 2);
  g_assert_true (says (fixture->window, "hiện trường.jpg"));

  /* the same again is there once */
  choose_text (fixture, "tờ trình 2.txt", "một");
  g_assert_cmpuint (gb_files_row_get_n_files (fixture->row), ==, 2);

  gb_files_row_add_to (fixture->row, action);
  names = gb_action_get_names (action, "files");
  g_assert_cmpuint (g_strv_length (names), ==, 2);
  json = gb_files_row_get_json (fixture->row);
  g_assert_nonnull (strstr (json, names[0]));
  g_assert_nonnull (strstr (json, "hiện trường.jpg"));

  button = find (find (fixture->window, GTK_TYPE_LIST_BOX), GTK_TYPE_BUTTON);
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, "Bỏ “tờ trình.txt”");
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpuint (gb_files_row_get_n_files (fixture->row), ==, 1);
  g_assert_false (says (fixture->window, "tờ trình.txt"));
}

static void
test_refused (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GBytes) large = g_bytes_new_take (g_malloc0 (GB_ATTACHMENT_MAX_BYTES + 1), GB_ATTACHMENT_MAX_BYTES + 1);

  gb_files_row_edit (fixture->row, fixture->store);
  choose (fixture, "phim.mp4", large);
  g_assert_true (says (fixture->window, "“phim.mp4” lớn hơn 2 MB"));
  choose_text (fixture, "trống.txt", "");
  g_assert_true (says (fixture->window, "“trống.txt” không có nội dung"));
  g_assert_cmpuint (gb_files_row_get_n_files (fixture->row), ==, 0);
  for (guint i = 0; i < GB_ACTION_MAX_FILES; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);

      choose_text (fixture, name, name);
    }
  {
    g_autoptr (GFile) one_more = g_file_new_for_path ("/x");

    gb_files_row_add_file (fixture->row, one_more);
    g_assert_true (says (fixture->window, "Chỉ thêm được tối đa 10 tệp"));
  }
}

static void
test_picture (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GBytes) photo = make_photo (400, 300, "png");
  g_autoptr (GdkTexture) picture = gdk_texture_new_from_bytes (photo, NULL);
  GbPictureWindow *window = gb_picture_window_present (GTK_WINDOW (fixture->window), "ảnh.png", picture);
  GtkWidget *shown = find (GTK_WIDGET (window), GTK_TYPE_PICTURE);

  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "ảnh.png");
  gtk_test_accessible_assert_property (shown, GTK_ACCESSIBLE_PROPERTY_LABEL, "ảnh.png");
  g_assert_true (gtk_picture_get_can_shrink (GTK_PICTURE (shown)));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  gb_language_init ("vi");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/files-row/photo", test_photo);
#define ADD(name, func) g_test_add ("/files-row/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("shown", test_shown);
  ADD ("added", test_added);
  ADD ("refused", test_refused);
  ADD ("picture", test_picture);

  return g_test_run ();
}
