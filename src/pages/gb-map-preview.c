/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-preview.h"

#include <glib/gi18n-lib.h>

/* How wide a page is first, in pixels. */
#define PAGE_WIDTH 900

/**
 * GbMapPreview:
 *
 * The pages of the map as they will be on paper, below each other.
 */
struct _GbMapPreview
{
  AdwWindow parent_instance;

  GtkBox *pages; /* the template's */

  GbMapSheet *sheet;                   /* (owned) */
  GtkPrintOperationPreview *operation; /* (owned) (nullable): ended with the window */
  double width, height;                /* of a page, in points */
};

G_DEFINE_FINAL_TYPE (GbMapPreview, gb_map_preview, ADW_TYPE_WINDOW)

static void
draw_page (GtkDrawingArea *area,
           cairo_t        *cr,
           int             width,
           int             height,
           gpointer        user_data)
{
  GbMapPreview *self = GB_MAP_PREVIEW (gtk_widget_get_root (GTK_WIDGET (area)));
  guint page = GPOINTER_TO_UINT (user_data);
  double scale = MIN (width / self->width, height / self->height);

  cairo_translate (cr, (width - self->width * scale) / 2, (height - self->height * scale) / 2);
  cairo_scale (cr, scale, scale);
  cairo_rectangle (cr, 0, 0, self->width, self->height);
  cairo_clip (cr);
  gb_map_sheet_draw (self->sheet, cr, page, self->width, self->height);
}

static void
add_page (GbMapPreview *self,
          guint         page,
          guint         n_pages)
{
  GtkWidget *area = gtk_drawing_area_new ();
  /* Translators: which page, and how many there are */
  g_autofree char *label = g_strdup_printf (_("Page %u of %u"), page + 1, n_pages);

  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_page, GUINT_TO_POINTER (page), NULL);
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), PAGE_WIDTH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), (int) (PAGE_WIDTH * self->height / self->width));
  gtk_accessible_update_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_add_css_class (area, "card");
  gtk_widget_set_halign (area, GTK_ALIGN_CENTER);
  gtk_box_append (self->pages, area);
}

static gboolean
gb_map_preview_close_request (GtkWindow *window)
{
  GbMapPreview *self = GB_MAP_PREVIEW (window);

  if (self->operation != NULL)
    gtk_print_operation_preview_end_preview (self->operation);
  g_clear_object (&self->operation);
  return GTK_WINDOW_CLASS (gb_map_preview_parent_class)->close_request (window);
}

static void
gb_map_preview_finalize (GObject *object)
{
  GbMapPreview *self = GB_MAP_PREVIEW (object);

  g_clear_object (&self->operation);
  g_clear_pointer (&self->sheet, gb_map_sheet_unref);
  G_OBJECT_CLASS (gb_map_preview_parent_class)->finalize (object);
}

static void
gb_map_preview_class_init (GbMapPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gb_map_preview_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = gb_map_preview_close_request;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-map-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, GbMapPreview, pages);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
gb_map_preview_init (GbMapPreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gb_map_preview_present:
 * @parent: (nullable): the window it belongs to
 * @width: of a page, in points
 * @height: of a page, in points
 * @operation: (nullable): a printing whose preview this is
 *
 * Returns: (transfer none): the window, which is shown
 */
GbMapPreview *
gb_map_preview_present (GtkWindow                *parent,
                        GbMapSheet               *sheet,
                        double                    width,
                        double                    height,
                        GtkPrintOperationPreview *operation)
{
  GbMapPreview *self = g_object_new (GB_TYPE_MAP_PREVIEW, "transient-for", parent, "modal", TRUE, NULL);
  guint n;

  self->sheet = gb_map_sheet_ref (sheet);
  self->width = width;
  self->height = height;
  if (operation != NULL)
    self->operation = g_object_ref (operation);
  n = gb_map_sheet_get_n_pages (sheet, width, height);
  for (guint i = 0; i < n; i++)
    add_page (self, i, n);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
