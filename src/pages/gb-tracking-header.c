/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-tracking-header.h"

#include "gb-clip.h"

/* A title of more than some letters has room for so many in a line. */
#define LONG_TITLE 12
#define LONG_TITLE_LINE 8

static GtkWidget *
add_label (GtkWidget  *part,
           const char *text,
           const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, style);
  gtk_widget_set_parent (label, part);
  return label;
}

static GtkWidget *
add_title (GtkWidget *header,
           int        place)
{
  const char *text = gb_tracking_words_title (gb_tracking_place_column (place));
  GtkLabel *label = GTK_LABEL (add_label (header, text, "title"));

  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_xalign (label, 1);
  gtk_label_set_yalign (label, 1);
  gtk_label_set_justify (label, GTK_JUSTIFY_RIGHT);
  if (g_utf8_strlen (text, -1) > LONG_TITLE)
    gtk_label_set_width_chars (label, LONG_TITLE_LINE);
  gb_tracking_place_style (place, GTK_WIDGET (label));
  return GTK_WIDGET (label);
}

/**
 * gb_tracking_header_new:
 * @corner: the #GbClip over the names
 * @header: the #GbClip over the figures
 */
GbTrackingHeader *
gb_tracking_header_new (GtkWidget *corner,
                        GtkWidget *header)
{
  GbTrackingHeader *self = g_new0 (GbTrackingHeader, 1);

  self->by = add_label (corner, NULL, "title");
  gtk_label_set_xalign (GTK_LABEL (self->by), 0);
  gtk_label_set_yalign (GTK_LABEL (self->by), 1);
  for (int i = 0; i < GB_N_TRACKING_GROUPS; i++)
    {
      int column = gb_tracking_place_column (gb_tracking_group_start (i));

      self->groups[i] = add_label (header, gb_tracking_words_group (column), "group");
    }
  for (int i = 0; i < GB_N_TRACKING_PLACES; i++)
    self->titles[i] = add_title (header, i);
  return self;
}

void
gb_tracking_header_set_by (GbTrackingHeader *self,
                           GbTrackingBy      by)
{
  gtk_label_set_label (GTK_LABEL (self->by), gb_tracking_words_by (by));
}

static int
measure (GtkWidget      *label,
         GtkOrientation  orientation,
         int             for_size)
{
  int least, wish;

  gtk_widget_measure (label, orientation, for_size, &least, &wish, NULL, NULL);
  return orientation == GTK_ORIENTATION_HORIZONTAL ? least : wish;
}

/**
 * gb_tracking_header_name_width:
 *
 * Returns: px that the title over the names takes
 */
int
gb_tracking_header_name_width (GbTrackingHeader *self)
{
  return measure (self->by, GTK_ORIENTATION_HORIZONTAL, -1);
}

/**
 * gb_tracking_header_column_width:
 *
 * Returns: px that the title of a column takes at least
 */
int
gb_tracking_header_column_width (GbTrackingHeader *self,
                                 int               place)
{
  return measure (self->titles[place], GTK_ORIENTATION_HORIZONTAL, -1);
}

static int
group_height (GbTrackingHeader *self)
{
  int height = 0;

  for (int i = 0; i < GB_N_TRACKING_GROUPS; i++)
    height = MAX (height, measure (self->groups[i], GTK_ORIENTATION_VERTICAL, -1));
  return height;
}

/**
 * gb_tracking_header_height:
 * @widths: px, by place
 *
 * Returns: px of both levels
 */
int
gb_tracking_header_height (GbTrackingHeader *self,
                           const int        *widths)
{
  int height = 0;

  for (int i = 0; i < GB_N_TRACKING_PLACES; i++)
    height = MAX (height, measure (self->titles[i], GTK_ORIENTATION_VERTICAL, widths[i]));
  return group_height (self) + height;
}

/* The name of a group stands over as much of it as is in sight. */
static void
allocate_group (GbTrackingHeader *self,
                int               group,
                int               left,
                int               right,
                int               height)
{
  GtkWidget *header = gtk_widget_get_parent (self->groups[group]);
  int first = CLAMP (0, left, right);
  int width = MAX (MIN (right, gtk_widget_get_width (header)) - first,
                   measure (self->groups[group], GTK_ORIENTATION_HORIZONTAL, -1));

  gb_clip_place (GB_CLIP (header), self->groups[group], MIN (first, right - width), 0, width,
                 height);
}

/**
 * gb_tracking_header_allocate:
 * @widths: px, by place
 * @scrolled: px by which the figures are scrolled
 *
 * To be called when the parts have got their sizes.
 */
void
gb_tracking_header_allocate (GbTrackingHeader *self,
                             const int        *widths,
                             int               scrolled)
{
  GtkWidget *corner = gtk_widget_get_parent (self->by);
  GtkWidget *header = gtk_widget_get_parent (self->titles[0]);
  int upper = group_height (self), lower = gtk_widget_get_height (header) - upper;
  int x = -scrolled;

  gb_clip_place (GB_CLIP (corner), self->by, 0, upper, gtk_widget_get_width (corner), lower);
  for (int group = 0; group < GB_N_TRACKING_GROUPS; group++)
    {
      int left = x;

      for (int i = gb_tracking_group_start (group); i < gb_tracking_group_start (group + 1); i++)
        {
          gb_clip_place (GB_CLIP (header), self->titles[i], x, upper, widths[i], lower);
          x += widths[i];
        }
      allocate_group (self, group, left, x, upper);
    }
}

/**
 * gb_tracking_header_free:
 *
 * Takes the labels from their parents as well.
 */
void
gb_tracking_header_free (GbTrackingHeader *self)
{
  gtk_widget_unparent (self->by);
  for (int i = 0; i < GB_N_TRACKING_GROUPS; i++)
    gtk_widget_unparent (self->groups[i]);
  for (int i = 0; i < GB_N_TRACKING_PLACES; i++)
    gtk_widget_unparent (self->titles[i]);
  g_free (self);
}
