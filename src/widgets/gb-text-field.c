/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-text-field.h"

/* Who has two lines before him writes a sentence. */
#define LEAST_LINES 2

/**
 * GbTextField:
 *
 * A text view that is as high as its text, however long that gets: the page around it scrolls, never the text alone.
 * (GtkTextView asks for the height it was given last.)
 */
struct _GbTextField
{
  GtkTextView parent_instance;
};

G_DEFINE_FINAL_TYPE (GbTextField, gb_text_field, GTK_TYPE_TEXT_VIEW)

static int
text_height (GbTextField *self,
             int          width)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  g_autofree char *text = gb_text_field_dup_text (self);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "\n");
  int least, height, n_paragraphs = 1;

  pango_layout_get_pixel_size (layout, NULL, &least);
  least = least * LEAST_LINES / 2;
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, MAX (1, width - gtk_text_view_get_left_margin (view) -
                                              gtk_text_view_get_right_margin (view)) * PANGO_SCALE);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, NULL, &height);
  for (const char *p = text; *p != '\0'; p++)
    n_paragraphs += *p == '\n';
  height += MAX (0, pango_layout_get_line_count (layout) - n_paragraphs) * gtk_text_view_get_pixels_inside_wrap (view);
  return MAX (height, least) + gtk_text_view_get_top_margin (view) + gtk_text_view_get_bottom_margin (view);
}

static void
gb_text_field_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    *minimum = *natural = text_height (GB_TEXT_FIELD (widget), for_size);
  else
    GTK_WIDGET_CLASS (gb_text_field_parent_class)
        ->measure (widget, orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
}

static GtkSizeRequestMode
gb_text_field_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
gb_text_field_class_init (GbTextFieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = gb_text_field_measure;
  widget_class->get_request_mode = gb_text_field_get_request_mode;
}

static void
gb_text_field_init (GbTextField *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);

  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "gb-text-field");
  g_signal_connect_object (gtk_text_view_get_buffer (view), "changed", G_CALLBACK (gtk_widget_queue_resize), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
gb_text_field_new (void)
{
  return g_object_new (GB_TYPE_TEXT_FIELD, NULL);
}

/**
 * gb_text_field_dup_text:
 *
 * Returns: (transfer full): what stands in it
 */
char *
gb_text_field_dup_text (GbTextField *self)
{
  char *text;

  g_return_val_if_fail (GB_IS_TEXT_FIELD (self), NULL);

  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)), "text", &text, NULL);
  return text;
}
