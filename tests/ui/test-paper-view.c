/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "gb-language.h"
#include "gb-paper-print.h"
#include "gb-paper-view.h"
#include "gb-test-cache.h"

/* A document on the screen: the same pages, one under the other, drawn while they are in sight. */

#define TAG "reasons"

static GbPaper *
make_paper (GbPaperFormat format,
            guint         n_pages,
            const char   *words)
{
  GbPaper *paper = gb_paper_new (format);

  for (guint i = 0; i < n_pages; i++)
    {
      g_autofree char *text = g_strdup_printf ("%s, trang %u.", words, i + 1);

      if (i > 0)
        gb_paper_add_page_break (paper);
      gb_paper_set_tag (paper, i + 1 == n_pages ? TAG : NULL);
      gb_paper_add_paragraph (paper, text);
    }
  return paper;
}

typedef struct
{
  GtkWidget *window;
  GbPaperView *view;
  double width; /* which a page is to have */
} Fixture;

static gboolean
is_still (gpointer data)
{
  return gtk_widget_get_width (data) > 0 && !gb_paper_view_is_busy (data);
}

static gboolean
is_gone (gpointer data)
{
  return ((Fixture *) data)->view == NULL;
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->window = gtk_window_new ();
  self->view = GB_PAPER_VIEW (gb_paper_view_new ());
  gtk_window_set_decorated (GTK_WINDOW (self->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 700, 600);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->view));
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_object_add_weak_pointer (G_OBJECT (self->view), (gpointer *) &self->view);
  gtk_window_destroy (GTK_WINDOW (self->window));
  gb_test_wait (is_gone, self, "threads that still draw");
}

static void
show (Fixture *self,
      GbPaper *paper)
{
  gb_paper_view_set_paper (self->view, paper);
  gb_test_wait (is_still, self->view, "the pages");
}

/* The first widget with this name in the style sheet, and below it. */
static GtkWidget *
find (GtkWidget  *widget,
      const char *name)
{
  GtkWidget *found = NULL;

  if (g_str_equal (gtk_widget_get_css_name (widget), name))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, name);
  return found;
}

static GtkAdjustment *
get_adjustment (Fixture *self)
{
  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (find (GTK_WIDGET (self->view), "scrolledwindow")));
}

static void
assert_place (Fixture    *self,
              const char *text)
{
  GtkWidget *label = find (GTK_WIDGET (self->view), "label");

  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, text);
}

/* Whoever cannot see it hears what stands on each page. */
static void
test_read (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (GbPaper) paper = make_paper (GB_PAPER_A4, 2, "Đề nghị Sở Y tế");
  GtkWidget *canvas = find (GTK_WIDGET (self->view), "papercanvas");
  GtkWidget *sheet;

  show (self, paper);
  assert_place (self, "A4 · page 1/2");
  gtk_test_accessible_assert_role (canvas, GTK_ACCESSIBLE_ROLE_DOCUMENT);
  sheet = gtk_widget_get_first_child (canvas);
  gtk_test_accessible_assert_role (sheet, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (sheet, GTK_ACCESSIBLE_PROPERTY_LABEL, "Page 1 of 2");
  gtk_test_accessible_assert_property (sheet, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Đề nghị Sở Y tế, trang 1.\n");
  sheet = gtk_widget_get_next_sibling (sheet);
  gtk_test_accessible_assert_property (sheet, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Đề nghị Sở Y tế, trang 2.\n");
  g_assert_null (gtk_widget_get_next_sibling (sheet));
  gb_paper_view_set_paper (self->view, NULL);
  assert_place (self, "");
  g_assert_null (gtk_widget_get_first_child (canvas));
}

static gboolean
is_so_wide (gpointer data)
{
  Fixture *self = data;
  GtkWidget *sheet = find (GTK_WIDGET (self->view), "papersheet");

  return is_still (self->view) && fabs (gtk_widget_get_width (sheet) - self->width) <= 2;
}

static const struct
{
  const char *action;
  double factor; /* times what fits */
} zooms[] = {
  { "paper.zoom-in", 1.2 },   { "paper.zoom-in", 1.44 }, { "paper.zoom-out", 1.2 },
  { "paper.zoom-out", 1.0 },  { "paper.zoom-out", 1 / 1.2 }, { "paper.zoom-fit", 1.0 },
};

static void
test_zoom (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (GbPaper) paper = make_paper (GB_PAPER_A4, 3, "Một");
  GtkWidget *sheet;
  double fitting;

  show (self, paper);
  sheet = find (GTK_WIDGET (self->view), "papersheet");
  fitting = gtk_widget_get_width (sheet);
  /* Not all of it is in sight, but it can be read. */
  g_assert_cmpfloat (fitting, ==, 550);
  g_assert_cmpfloat_with_epsilon (gtk_widget_get_height (sheet), fitting * 297 / 210, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (self->view), zooms[i].action, NULL);
      self->width = fitting * zooms[i].factor;
      gb_test_wait (is_so_wide, self, "the pages in another size");
    }
  for (guint i = 0; i < 40; i++)
    gtk_widget_activate_action (GTK_WIDGET (self->view), "paper.zoom-in", NULL);
  self->width = 595.28 * 4;
  gb_test_wait (is_so_wide, self, "the largest size");
}

static const struct
{
  int width, height; /* of the view */
  double page;       /* how wide a page of A4 is; 0: so that all of it is in sight */
} views[] = {
  { 900, 880, 0 },
  { 1400, 880, 0 },
  { 1400, 700, 550 },
  { 450, 880, 450 - 2 * 18 },
  { 320, 600, 320 - 2 * 18 },
};

/* The whole page where it can be read so, else what there is room for. */
static void
test_fit (Fixture       *self,
          gconstpointer  data)
{
  g_autoptr (GbPaper) paper = make_paper (GB_PAPER_A4, 2, "Một");

  show (self, paper);
  for (gsize i = 0; i < G_N_ELEMENTS (views); i++)
    {
      double room = views[i].height - gtk_widget_get_height (gtk_widget_get_prev_sibling (find (
                                          GTK_WIDGET (self->view), "scrolledwindow")));

      gtk_window_set_default_size (GTK_WINDOW (self->window), views[i].width, views[i].height);
      self->width = views[i].page > 0 ? views[i].page : (room - 2 * 18) * 210 / 297;
      gb_test_wait (is_so_wide, self, "the size that fits");
    }
}

/* With the keyboard to the end, where the last page is in sight, and only pages near it are drawn. */
static void
test_scroll (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (GbPaper) paper = make_paper (GB_PAPER_A5, 300, "Phiếu");
  GtkAdjustment *adjustment;
  double page;

  show (self, paper);
  adjustment = get_adjustment (self);
  page = gtk_adjustment_get_upper (adjustment) / 300;
  assert_place (self, "A5 · page 1/300");
  gtk_adjustment_set_value (adjustment, page * 150);
  gb_test_wait (is_still, self->view, "the pages in the middle");
  assert_place (self, "A5 · page 151/300");
  gtk_adjustment_set_value (adjustment, page * 300);
  gb_test_wait (is_still, self->view, "the last pages");
  assert_place (self, "A5 · page 300/300");
}

static gboolean
is_tinted (const guchar *pixel)
{
  return pixel[0] > 0xf0 && pixel[1] > 0xdc && pixel[1] < 0xee && pixel[2] > 0xcc && pixel[2] < 0xde;
}

/* How many pixels of what is seen have the tint. */
static guint
count_tinted (Fixture *self)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (self->view));
  int width = gdk_paintable_get_intrinsic_width (paintable), height = gdk_paintable_get_intrinsic_height (paintable);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree guchar *pixels = g_malloc0 ((gsize) width * (gsize) height * 4);
  guint n = 0;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL)
    return 0;
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (self->window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  gdk_texture_download (texture, pixels, (gsize) width * 4);
  for (int i = 0; i < width * height; i++)
    n += is_tinted (pixels + 4 * i);
  return n;
}

static gboolean
is_last_tinted (gpointer data)
{
  Fixture *self = data;

  return is_still (self->view) && count_tinted (self) > 2000;
}

/* What is being edited is tinted and comes into sight, wherever it is. */
static void
test_mark (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (GbPaper) paper = make_paper (GB_PAPER_A4, 5, "Nguyên nhân chính là bản đồ địa chính cũ");

  show (self, paper);
  g_assert_cmpuint (count_tinted (self), ==, 0);
  gb_paper_view_set_marked (self->view, TAG);
  gb_test_wait (is_last_tinted, self, "the tint");
  assert_place (self, "A4 · page 5/5");
  gb_paper_view_set_marked (self->view, NULL);
  gb_test_wait (is_still, self->view, "the page without it");
  g_assert_cmpuint (count_tinted (self), ==, 0);
}

/* While somebody types each letter makes another document: the last one is shown, and the place is kept. */
static void
test_typing (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (GbPaper) first = make_paper (GB_PAPER_A4, 4, "Chữ");
  g_autoptr (GString) typed = g_string_new (NULL);
  GtkWidget *sheet;
  double y;

  show (self, first);
  gtk_adjustment_set_value (get_adjustment (self), 900);
  y = gtk_adjustment_get_value (get_adjustment (self));
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (GbPaper) paper = NULL;

      g_string_append (typed, "ế");
      paper = make_paper (GB_PAPER_A4, 4, typed->str);
      gb_paper_view_set_paper (self->view, paper);
      if (i % 7 == 0)
        g_main_context_iteration (NULL, FALSE);
    }
  gb_test_wait (is_still, self->view, "the last of them");
  g_string_append (typed, ", trang 1.\n");
  sheet = find (GTK_WIDGET (self->view), "papersheet");
  gtk_test_accessible_assert_property (sheet, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, typed->str);
  g_assert_cmpfloat (gtk_adjustment_get_value (get_adjustment (self)), ==, y);
}

/* A printer gets all pages, in their size. */
static void
test_print (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *folder = g_dir_make_tmp ("giaoban-print-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "print.pdf", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GbPaper) paper = make_paper (GB_PAPER_A5, 3, "Phiếu");
  g_autoptr (GtkPrintOperation) operation = gb_paper_print_new (paper, "Phiếu");
  g_autoptr (GError) error = NULL;
  gsize length;

  gtk_print_operation_set_export_filename (operation, path);
  gtk_print_operation_set_allow_async (operation, FALSE);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, GTK_WINDOW (self->window), &error);
  g_assert_no_error (error);
  g_assert_cmpint (gtk_print_operation_get_n_pages_to_print (operation), ==, 3);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_true (g_str_has_prefix (contents, "%PDF-"));
  g_unlink (path);
  g_rmdir (folder);
}


static guint n_made;

static GbPaper *
make_nth (guint      i,
          gpointer   data,
          GError   **error)
{
  n_made++;
  if (GPOINTER_TO_UINT (data) == i)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "không có dữ liệu");
      return NULL;
    }
  return make_paper (GB_PAPER_A5, i % 3 + 1, "Phiếu");
}

static const struct
{
  guint n, fails_at, n_pages;
  GtkPrintOperationResult result;
} jobs[] = {
  { 1, G_MAXUINT, 1, GTK_PRINT_OPERATION_RESULT_APPLY },
  { 150, G_MAXUINT, 300, GTK_PRINT_OPERATION_RESULT_APPLY },
  { 10, 7, 1, GTK_PRINT_OPERATION_RESULT_CANCEL },
};

/* One job, and each document is made for it twice at most. */
static void
test_print_many (Fixture       *self,
                 gconstpointer  data)
{
  g_autofree char *folder = g_dir_make_tmp ("giaoban-print-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "print.pdf", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (jobs); i++)
    {
      const GbPaperMany many = { jobs[i].n, make_nth, NULL, GUINT_TO_POINTER (jobs[i].fails_at) };
      g_autoptr (GtkPrintOperation) operation = gb_paper_print_many_new (&many, NULL, "Phiếu");
      g_autoptr (GError) error = NULL;
      GtkPrintOperationResult result;

      n_made = 0;
      gtk_print_operation_set_export_filename (operation, path);
      gtk_print_operation_set_allow_async (operation, FALSE);
      result
          = gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, GTK_WINDOW (self->window), &error);
      g_assert_no_error (error);
      g_assert_cmpint (result, ==, jobs[i].result);
      if (result != GTK_PRINT_OPERATION_RESULT_APPLY)
        continue;
      g_assert_cmpint (gtk_print_operation_get_n_pages_to_print (operation), ==, (int) jobs[i].n_pages);
      g_assert_cmpuint (n_made, <=, 2 * jobs[i].n);
      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_unlink (path);
  g_rmdir (folder);
}

#define TEST(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  gb_language_init ("en");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  TEST ("/paper-view/read", test_read);
  TEST ("/paper-view/zoom", test_zoom);
  TEST ("/paper-view/fit", test_fit);
  TEST ("/paper-view/scroll", test_scroll);
  TEST ("/paper-view/mark", test_mark);
  TEST ("/paper-view/typing", test_typing);
  TEST ("/paper-view/print", test_print);
  TEST ("/paper-view/print-many", test_print_many);

  return g_test_run ();
}
