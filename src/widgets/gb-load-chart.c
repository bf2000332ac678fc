/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-load-chart.h"

#include <glib/gi18n-lib.h>

#include "gb-format.h"

/**
 * GbLoadChart:
 *
 * Who has how much: a row for each person with a stacked bar, the total and how many are late. The
 * rows are a list that the keyboard walks; each speaks its numbers.
 */
struct _GbLoadChart
{
  AdwBin parent_instance;

  GtkListBox *list;
  GtkSizeGroup *names;
  GtkSizeGroup *totals;
  GtkSizeGroup *lates;
};

G_DEFINE_FINAL_TYPE (GbLoadChart, gb_load_chart, ADW_TYPE_BIN)

static char *
spoken_load (const GbLoad *load)
{
  g_autofree char *total = gb_format_number (load->total);
  GString *text = g_string_new (load->name);

  if (load->field != NULL)
    g_string_append_printf (text, ", %s", load->field);
  /* Translators: how many dossiers somebody has */
  g_string_append_printf (text, ngettext (": %s dossier", ": %s dossiers", (gulong) load->total), total);
  if (load->values[0] > 0)
    g_string_append_printf (text, _(", %d overdue"), (int) load->values[0]);
  if (load->values[1] > 0)
    g_string_append_printf (text, _(", %d due today"), (int) load->values[1]);
  if (load->values[2] > 0)
    g_string_append_printf (text, _(", %d due soon"), (int) load->values[2]);
  if (load->values[3] > 0)
    g_string_append_printf (text, _(", %d in time"), (int) load->values[3]);
  if (load->values[4] > 0)
    g_string_append_printf (text, _(", %d paused"), (int) load->values[4]);
  return g_string_free (text, FALSE);
}

static GtkWidget *
create_label (const char *text,
              const char *style,
              float       xalign)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
create_name (const GbLoad *load)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
  GtkWidget *name = create_label (load->name, "name", 0);
  GtkWidget *field = create_label (load->field, "field", 0);

  gtk_label_set_ellipsize (GTK_LABEL (field), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (name), 4);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), field);
  return box;
}

static GtkWidget *
create_row (GbLoadChart  *self,
            const GbLoad *load,
            gint64        maximum)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *name = create_name (load);
  GtkWidget *bar = g_object_new (GB_TYPE_STACK_BAR, "hexpand", TRUE, "valign", GTK_ALIGN_CENTER,
                                 NULL);
  g_autofree char *total_text = gb_format_number (load->total);
  g_autofree char *late_text = load->values[0] > 0
                                   ? g_strdup_printf (_("%d overdue"), (int) load->values[0])
                                   : NULL;
  g_autofree char *spoken = spoken_load (load);
  GtkWidget *total = create_label (total_text, "total", 1);
  GtkWidget *late = create_label (late_text, "late-count", 0);

  gtk_size_group_add_widget (self->names, name);
  gtk_size_group_add_widget (self->totals, total);
  gtk_size_group_add_widget (self->lates, late);
  gb_stack_bar_set_values (GB_STACK_BAR (bar), load->values, maximum);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), total);
  gtk_box_append (GTK_BOX (box), late);
  gtk_widget_add_css_class (row, "gb-load");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_tooltip_text (row, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}

static void
gb_load_chart_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (gb_load_chart_parent_class)->dispose (object);
}

static void
gb_load_chart_class_init (GbLoadChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_load_chart_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/giaoban/GiaoBan/ui/widgets/gb-load-chart.ui");
  gtk_widget_class_bind_template_child (widget_class, GbLoadChart, list);
  gtk_widget_class_bind_template_child (widget_class, GbLoadChart, names);
  gtk_widget_class_bind_template_child (widget_class, GbLoadChart, totals);
  gtk_widget_class_bind_template_child (widget_class, GbLoadChart, lates);
}

static void
gb_load_chart_init (GbLoadChart *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gb_load_chart_set_loads:
 * @loads: (array length=n_loads): the rows, in their order; copied
 *
 * Replaces all rows.
 */
void
gb_load_chart_set_loads (GbLoadChart  *self,
                         const GbLoad *loads,
                         gsize         n_loads)
{
  GtkListBoxRow *row;
  gint64 maximum = 0;

  g_return_if_fail (GB_IS_LOAD_CHART (self));

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (gsize i = 0; i < n_loads; i++)
    maximum = MAX (maximum, loads[i].total);
  for (gsize i = 0; i < n_loads; i++)
    gtk_list_box_append (self->list, create_row (self, &loads[i], maximum));
}
