/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-row-section.h"

#include <glib/gi18n-lib.h>

#include "gb-format.h"

/**
 * GbRowSection:
 *
 * A heading with the number of its rows, the rows in a card, and, where they are many, a button that
 * shows the rest. Without rows it is not seen.
 */
struct _GbRowSection
{
  GtkBox parent_instance;

  GtkLabel *title;  /* (owned by the widget tree), as the next three */
  GtkLabel *count;
  GtkListBox *list;
  GtkButton *more;
  guint limit;
  guint n_rows;
  gboolean all;
};

enum
{
  SIGNAL_MORE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GbRowSection, gb_row_section, GTK_TYPE_BOX)

/* The focus goes on to the first row that was not there. */
static void
on_more_clicked_cb (GbRowSection *self)
{
  GtkListBoxRow *row;

  self->all = TRUE;
  g_signal_emit (self, signals[SIGNAL_MORE], 0);
  row = gtk_list_box_get_row_at_index (self->list, (int) self->limit);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
gb_row_section_class_init (GbRowSectionClass *klass)
{
  /**
   * GbRowSection::more:
   *
   * All rows are wanted: it is to be filled again.
   */
  signals[SIGNAL_MORE] = g_signal_new ("more", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 0);
}

static void
gb_row_section_init (GbRowSection *self)
{
  GtkWidget *heading = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 10);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->title = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "wrap", TRUE, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "gb-section");
  self->count = g_object_new (GTK_TYPE_LABEL, "valign", GTK_ALIGN_CENTER, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "gb-badge");
  gtk_box_append (GTK_BOX (heading), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (heading), GTK_WIDGET (self->count));
  self->list = g_object_new (GTK_TYPE_LIST_BOX, "selection-mode", GTK_SELECTION_NONE, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "gb-rows");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->title, NULL,
                                  -1);
  self->more = g_object_new (GTK_TYPE_BUTTON, "halign", GTK_ALIGN_START, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->more), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self->more), "gb-link");
  g_signal_connect_object (self->more, "clicked", G_CALLBACK (on_more_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), heading);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->more));
}

/**
 * gb_row_section_new:
 * @title: the heading
 * @urgent: whether the number is red
 * @limit: how many rows are shown at first
 */
GtkWidget *
gb_row_section_new (const char *title,
                    gboolean    urgent,
                    guint       limit)
{
  GbRowSection *self = g_object_new (GB_TYPE_ROW_SECTION, NULL);

  gtk_label_set_label (self->title, title);
  if (urgent)
    gtk_widget_add_css_class (GTK_WIDGET (self->count), "late");
  self->limit = limit;
  return GTK_WIDGET (self);
}

/**
 * gb_row_section_fill:
 * @n_rows: how many rows there are
 * @func: (scope call): makes one of them
 * @data: for @func
 *
 * Replaces all rows.
 */
void
gb_row_section_fill (GbRowSection    *self,
                     guint            n_rows,
                     GbRowSectionFunc func,
                     gpointer         data)
{
  g_autofree char *count = gb_format_number (n_rows);
  g_autofree char *more = g_strdup_printf (_("Show all %s"), count);
  guint shown = self->all ? n_rows : MIN (n_rows, self->limit);
  GtkListBoxRow *row;

  g_return_if_fail (GB_IS_ROW_SECTION (self));

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < shown; i++)
    gtk_list_box_append (self->list, func (i, data));
  self->n_rows = n_rows;
  gtk_label_set_label (self->count, count);
  gtk_button_set_label (self->more, more);
  gtk_widget_set_visible (GTK_WIDGET (self->more), shown < n_rows);
  gtk_widget_set_visible (GTK_WIDGET (self), n_rows > 0);
}

/**
 * gb_row_section_get_n_rows:
 *
 * Returns: how many rows there are, whether all are shown or not
 */
guint
gb_row_section_get_n_rows (GbRowSection *self)
{
  g_return_val_if_fail (GB_IS_ROW_SECTION (self), 0);

  return self->n_rows;
}

/**
 * gb_row_section_get_list:
 *
 * Returns: (transfer none): the card with the rows
 */
GtkListBox *
gb_row_section_get_list (GbRowSection *self)
{
  g_return_val_if_fail (GB_IS_ROW_SECTION (self), NULL);

  return self->list;
}
