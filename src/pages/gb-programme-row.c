/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-programme-row.h"

#include <math.h>

#include "gb-programme-words.h"
#include "gb-wrap-layout.h"

/**
 * GbProgrammeRow:
 *
 * An indicator in a list: its name, how far it is, and how it stands.
 */
struct _GbProgrammeRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *title; /* the template's */
  GtkLabel *caption;
  GtkProgressBar *bar;
  GtkBox *chip;
  GtkImage *icon;
  GtkLabel *state;
  char *id; /* (owned) */
};

G_DEFINE_FINAL_TYPE (GbProgrammeRow, gb_programme_row, GTK_TYPE_LIST_BOX_ROW)

static void
gb_programme_row_dispose (GObject *object)
{
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (object), NULL);

  G_OBJECT_CLASS (gb_programme_row_parent_class)->dispose (object);
}

static void
gb_programme_row_finalize (GObject *object)
{
  g_free (GB_PROGRAMME_ROW (object)->id);

  G_OBJECT_CLASS (gb_programme_row_parent_class)->finalize (object);
}

static void
gb_programme_row_class_init (GbProgrammeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_programme_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = gb_programme_row_finalize;

  g_type_ensure (GB_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-programme-row.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbProgrammeRow, name)
  BIND (title);
  BIND (caption);
  BIND (bar);
  BIND (chip);
  BIND (icon);
  BIND (state);
#undef BIND
}

static void
gb_programme_row_init (GbProgrammeRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_bar (GbProgrammeRow    *self,
          const GbProgramme *programme)
{
  double whole = isnan (programme->target) ? programme->denominator : programme->target;

  gtk_widget_set_visible (GTK_WIDGET (self->bar), whole > 0);
  if (whole > 0)
    gtk_progress_bar_set_fraction (self->bar, CLAMP (programme->numerator / whole, 0, 1));
}

/**
 * gb_programme_row_new:
 * @now: UTC seconds
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
gb_programme_row_new (const GbProgramme *programme,
                      gint64             now)
{
  GbProgrammeRow *self = g_object_new (GB_TYPE_PROGRAMME_ROW, NULL);
  g_autofree char *amount = gb_programme_words_amount (programme);
  g_autofree char *due = gb_programme_words_due (programme, now);
  g_autofree char *state = gb_programme_words_state (programme, now);
  g_autofree char *caption = due != NULL ? g_strdup_printf ("%s · %s", amount, due) : g_strdup (amount);
  g_autofree char *spoken = state != NULL ? g_strdup_printf ("%s · %s", caption, state) : g_strdup (caption);

  self->id = g_strdup (programme->id);
  gtk_label_set_label (self->title, programme->name);
  gtk_label_set_label (self->caption, caption);
  gtk_widget_set_visible (GTK_WIDGET (self->chip), state != NULL);
  if (state != NULL)
    {
      gtk_label_set_label (self->state, state);
      gtk_image_set_from_icon_name (self->icon, gb_programme_words_icon (programme));
      gtk_widget_add_css_class (GTK_WIDGET (self->chip), gb_programme_words_style (programme));
    }
  show_bar (self, programme);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, programme->name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spoken, -1);
  return GTK_WIDGET (self);
}

/**
 * gb_programme_row_get_id:
 *
 * Returns: the indicator's id
 */
const char *
gb_programme_row_get_id (GbProgrammeRow *self)
{
  g_return_val_if_fail (GB_IS_PROGRAMME_ROW (self), NULL);

  return self->id;
}
