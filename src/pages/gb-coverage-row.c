/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-coverage-row.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "gb-people-words.h"

/* What the mark of an officer's part has as room beside the others. */
#define CELL_WIDTH 42

/**
 * GbCoverageRow:
 *
 * A field of the coverage matrix: a disc under who does it, a ring under who stands in, and the verdict in words. With
 * little room it has names in place of marks. The header names the columns.
 */
struct _GbCoverageRow
{
  GtkListBoxRow parent_instance;

  GtkWidget *body; /* the template's */
  GtkLabel *field;
  GtkLabel *people;
  GtkBox *cells;
  GtkWidget *verdict;
  GtkImage *verdict_icon;
  GtkLabel *verdict_label;
};

G_DEFINE_FINAL_TYPE (GbCoverageRow, gb_coverage_row, GTK_TYPE_LIST_BOX_ROW)

static void
gb_coverage_row_dispose (GObject *object)
{
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (object), NULL);

  G_OBJECT_CLASS (gb_coverage_row_parent_class)->dispose (object);
}

static void
gb_coverage_row_class_init (GbCoverageRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_coverage_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-coverage-row.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbCoverageRow, name)
  BIND (body);
  BIND (field);
  BIND (people);
  BIND (cells);
  BIND (verdict);
  BIND (verdict_icon);
  BIND (verdict_label);
#undef BIND
}

static void
gb_coverage_row_init (GbCoverageRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static gboolean
has_officer (GPtrArray       *officers,
             const GbOfficer *officer)
{
  return g_ptr_array_find (officers, officer, NULL);
}

static void
add_mark (GbCoverageRow    *self,
          const GbCoverage *coverage,
          const GbOfficer  *officer,
          gboolean          masked)
{
  gboolean main = has_officer (coverage->mains, officer);
  GtkWidget *cell = g_object_new (ADW_TYPE_BIN, "width-request", CELL_WIDTH, NULL);
  g_autofree char *name = gb_people_words_name (officer, masked);
  g_autofree char *words = g_strdup_printf (main ? _("%s: main") : _("%s: stand-in"), name);
  GtkWidget *mark;

  gtk_box_append (self->cells, cell);
  if (!main && !has_officer (coverage->stand_ins, officer))
    return;
  mark = g_object_new (ADW_TYPE_BIN, "halign", GTK_ALIGN_CENTER, "valign", GTK_ALIGN_CENTER, NULL);
  gtk_widget_add_css_class (mark, "coverage-mark");
  gtk_widget_add_css_class (mark, main ? "main" : "stand-in");
  adw_bin_set_child (ADW_BIN (cell), mark);
  gtk_widget_set_tooltip_text (cell, words);
}

/* Two of the same given name are told apart by the first letter of the family name. */
static char *
column_title (GPtrArray       *officers,
              const GbOfficer *officer,
              gboolean         masked)
{
  g_autofree char *family = g_utf8_substring (officer->name, 0, 1);

  if (masked)
    return g_utf8_substring (officer->given, 0, 1);
  for (guint i = 0; i < officers->len; i++)
    {
      const GbOfficer *other = officers->pdata[i];

      if (other != officer && g_str_equal (other->given, officer->given))
        return g_strdup_printf ("%s. %s", family, officer->given);
    }
  return g_strdup (officer->given);
}

static void
show_verdict (GbCoverageRow    *self,
              const GbCoverage *coverage,
              GbDay             today)
{
  g_autofree char *words = gb_people_words_verdict (coverage, today);
  gboolean enough = coverage->verdict == GB_COVERAGE_ENOUGH && coverage->since == GB_DAY_NONE;

  gtk_image_set_from_icon_name (self->verdict_icon, enough ? "gb-on-track-symbolic" : "gb-late-symbolic");
  gtk_label_set_label (self->verdict_label, words);
  gtk_widget_add_css_class (self->verdict, enough ? "enough" : "lacking");
}

/**
 * gb_coverage_row_new:
 * @officers: (element-type GbOfficer): whom the columns are of
 * @today: the day it is read on
 * @masked: whether names must not be read on the screen
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
gb_coverage_row_new (const GbCoverage *coverage,
                     GPtrArray        *officers,
                     GbDay             today,
                     gboolean          masked)
{
  GbCoverageRow *self = g_object_new (GB_TYPE_COVERAGE_ROW, NULL);
  g_autofree char *people = gb_people_words_duties (coverage, masked);
  g_autofree char *spoken = NULL;

  gtk_label_set_label (self->field, coverage->field);
  gtk_label_set_label (self->people, people);
  for (guint i = 0; i < officers->len; i++)
    add_mark (self, coverage, officers->pdata[i], masked);
  show_verdict (self, coverage, today);
  spoken = g_strdup_printf ("%s: %s. %s", coverage->field, gtk_label_get_label (self->verdict_label), people);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return GTK_WIDGET (self);
}

static void
add_column (GbCoverageRow *self,
            GPtrArray     *officers,
            GbOfficer     *officer,
            gboolean       masked)
{
  g_autofree char *title = column_title (officers, officer, masked);
  g_autofree char *name = gb_people_words_name (officer, masked);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", title, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "child", label, "width-request", CELL_WIDTH, "tooltip-text", name,
                                    "action-name", "people.open-officer", "valign", GTK_ALIGN_CENTER, NULL);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", officer->id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "coverage-name");
  gtk_box_append (self->cells, button);
}

/**
 * gb_coverage_row_new_header:
 * @officers: (element-type GbOfficer): whom the columns are of
 * @masked: whether names must not be read on the screen
 *
 * Returns: (transfer floating): the row above the others; each name opens the officer
 */
GtkWidget *
gb_coverage_row_new_header (GPtrArray *officers,
                            gboolean   masked)
{
  GbCoverageRow *self = g_object_new (GB_TYPE_COVERAGE_ROW, "focusable", FALSE, "selectable", FALSE, NULL);

  gtk_widget_add_css_class (GTK_WIDGET (self), "coverage-header");
  gtk_label_set_label (self->field, _("Field"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Field"), -1);
  for (guint i = 0; i < officers->len; i++)
    add_column (self, officers, officers->pdata[i], masked);
  gtk_widget_set_visible (GTK_WIDGET (self->verdict_icon), FALSE);
  gtk_label_set_label (self->verdict_label, C_ ("coverage", "Staffing"));
  return GTK_WIDGET (self);
}

/**
 * gb_coverage_row_set_brief:
 * @brief: whether names stand in place of marks
 */
void
gb_coverage_row_set_brief (GbCoverageRow *self,
                           gboolean       brief)
{
  g_return_if_fail (GB_IS_COVERAGE_ROW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->cells), !brief);
  gtk_widget_set_visible (GTK_WIDGET (self->people), brief);
  /* As columns all rows have to have one width, whatever their words. */
  gtk_label_set_wrap (self->verdict_label, brief);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->body),
                                  brief ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  if (brief)
    gtk_widget_add_css_class (GTK_WIDGET (self), "brief");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "brief");
}

/**
 * gb_coverage_row_add_to:
 * @verdicts: what gives the last column of all rows one width
 */
void
gb_coverage_row_add_to (GbCoverageRow *self,
                        GtkSizeGroup  *verdicts)
{
  g_return_if_fail (GB_IS_COVERAGE_ROW (self));

  gtk_size_group_add_widget (verdicts, self->verdict);
}
