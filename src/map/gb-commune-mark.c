/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-commune-mark.h"

#include "gb-geo-coverage.h"

/* A screen reader finds a commune by it, and the keyboard; what is seen is drawn by the layer. */
#define SIZE 24

/**
 * GbCommuneMark:
 *
 * The place of a commune on the map that can have the focus, with its name and value for a screen reader.
 */
struct _GbCommuneMark
{
  GtkWidget parent_instance;

  guint area;
};

static guint activate_signal;

G_DEFINE_FINAL_TYPE (GbCommuneMark, gb_commune_mark, GTK_TYPE_WIDGET)

static void
gb_commune_mark_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  *minimum = *natural = SIZE;
}

/* The click is the layer's, which knows the shapes. */
static gboolean
gb_commune_mark_contains (GtkWidget *widget,
                          double     x,
                          double     y)
{
  return FALSE;
}

static void
gb_commune_mark_class_init (GbCommuneMarkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = gb_commune_mark_measure;
  widget_class->contains = gb_commune_mark_contains;
  activate_signal = g_signal_new ("activate", GB_TYPE_COMMUNE_MARK, G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_activate_signal (widget_class, activate_signal);
  gtk_widget_class_set_css_name (widget_class, "commune");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
}

static void
gb_commune_mark_init (GbCommuneMark *self)
{
  self->area = GB_GEO_NO_AREA;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

GtkWidget *
gb_commune_mark_new (void)
{
  return g_object_new (GB_TYPE_COMMUNE_MARK, NULL);
}

guint
gb_commune_mark_get_area (GbCommuneMark *self)
{
  return self->area;
}

/**
 * gb_commune_mark_set_area:
 * @area: which area of the map it stands for, or %GB_GEO_NO_AREA
 * @name: (nullable): its name
 * @spoken: (nullable): what is shown of it, and its rank
 */
void
gb_commune_mark_set_area (GbCommuneMark *self,
                          guint          area,
                          const char    *name,
                          const char    *spoken)
{
  self->area = area;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name != NULL ? name : "",
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spoken != NULL ? spoken : "", -1);
}
