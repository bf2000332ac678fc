/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-coverage-view.h"

#include <glib/gi18n-lib.h>

#include "gb-coverage-row.h"
#include "gb-one-stop.h"
#include "gb-wrap-layout.h"

/* More columns than that are no longer told apart: names stand in the rows. */
#define MOST_COLUMNS 9

/**
 * GbCoverageView:
 *
 * The coverage matrix (lĩnh vực và người đảm nhiệm): shortage fields, and on request all others.
 */
struct _GbCoverageView
{
  AdwBin parent_instance;

  GbPeople *people; /* (owned) (nullable) */
  gboolean masked;
  gboolean narrow;

  GtkWidget *legend; /* the template's */
  GtkListBox *rows;
  GtkToggleButton *more;
  GtkLabel *note;
};

G_DEFINE_FINAL_TYPE (GbCoverageView, gb_coverage_view, ADW_TYPE_BIN)

/* Those who have a part in one of the fields, by given name. */
static GPtrArray *
list_columns (GbPeople *people)
{
  GPtrArray *officers = g_ptr_array_new ();

  for (guint i = 0; i < people->officers->len; i++)
    {
      GbOfficer *officer = people->officers->pdata[i];

      if (officer->present && officer->duties->len > 0)
        g_ptr_array_add (officers, officer);
    }
  return officers;
}

static void
update_brief (GbCoverageView *self,
              guint           n_columns)
{
  gboolean brief = self->narrow || n_columns > MOST_COLUMNS;
  GtkListBoxRow *row;

  gtk_widget_set_visible (self->legend, !brief);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->rows, i)) != NULL; i++)
    gb_coverage_row_set_brief (GB_COVERAGE_ROW (row), brief);
  row = gtk_list_box_get_row_at_index (self->rows, 0);
  if (row != NULL)
    gtk_widget_set_visible (GTK_WIDGET (row), !brief);
}

static void
show_more (GbCoverageView *self)
{
  guint others = 0, gaps = 0;
  g_autofree char *words = NULL;

  for (guint i = 0; i < self->people->coverage->len; i++)
    {
      const GbCoverage *row = self->people->coverage->pdata[i];

      others += !row->shortage;
      gaps += !row->shortage && row->verdict == GB_COVERAGE_NO_STAND_IN;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->more), others > 0);
  if (gtk_toggle_button_get_active (self->more))
    words = g_strdup (_("Shortage fields only"));
  else if (gaps > 0)
    words = g_strdup_printf (ngettext ("Show %u other field, %u of them without a stand-in",
                                       "Show %u other fields, %u of them without a stand-in", others), others, gaps);
  else
    words = g_strdup_printf (ngettext ("Show %u other field", "Show %u other fields", others), others);
  gtk_button_set_label (GTK_BUTTON (self->more), words);
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->more))), TRUE);
}

static void
add_row (GbCoverageView *self,
         GtkWidget      *row,
         GtkSizeGroup   *verdicts)
{
  gb_coverage_row_add_to (GB_COVERAGE_ROW (row), verdicts);
  gtk_list_box_append (self->rows, row);
}

static gboolean
is_shown (GbCoverageView   *self,
          const GbCoverage *row)
{
  return row->shortage || gtk_toggle_button_get_active (self->more);
}

static void
fill (GbCoverageView *self)
{
  g_autoptr (GtkSizeGroup) verdicts = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  g_autoptr (GPtrArray) columns = NULL;
  GtkListBoxRow *old;

  while ((old = gtk_list_box_get_row_at_index (self->rows, 0)) != NULL)
    gtk_list_box_remove (self->rows, GTK_WIDGET (old));
  if (self->people == NULL)
    return;
  columns = list_columns (self->people);
  add_row (self, gb_coverage_row_new_header (columns, self->masked), verdicts);
  for (guint i = 0; i < self->people->coverage->len; i++)
    {
      const GbCoverage *row = self->people->coverage->pdata[i];

      if (is_shown (self, row))
        add_row (self, gb_coverage_row_new (row, columns, self->people->today, self->masked), verdicts);
    }
  show_more (self);
  update_brief (self, columns->len);
}

static void
gb_coverage_view_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (gb_coverage_view_parent_class)->dispose (object);
}

static void
gb_coverage_view_finalize (GObject *object)
{
  g_clear_pointer (&GB_COVERAGE_VIEW (object)->people, gb_people_unref);

  G_OBJECT_CLASS (gb_coverage_view_parent_class)->finalize (object);
}

static void
gb_coverage_view_class_init (GbCoverageViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gb_coverage_view_dispose;
  object_class->finalize = gb_coverage_view_finalize;

  g_type_ensure (GB_TYPE_ONE_STOP);
  g_type_ensure (GB_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-coverage-view.ui");
  gtk_widget_class_bind_template_child (widget_class, GbCoverageView, legend);
  gtk_widget_class_bind_template_child (widget_class, GbCoverageView, rows);
  gtk_widget_class_bind_template_child (widget_class, GbCoverageView, more);
  gtk_widget_class_bind_template_child (widget_class, GbCoverageView, note);
  gtk_widget_class_bind_template_callback (widget_class, fill);
}

static void
gb_coverage_view_init (GbCoverageView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_label_set_label (self->note,
                       _("A column is an officer's given name. Each field needs at least one stand-in (decree 61/2018)."));
}

/**
 * gb_coverage_view_set_people:
 * @people: of one commune
 * @masked: whether names must not be read on the screen
 */
void
gb_coverage_view_set_people (GbCoverageView *self,
                             GbPeople       *people,
                             gboolean        masked)
{
  g_return_if_fail (GB_IS_COVERAGE_VIEW (self));

  g_clear_pointer (&self->people, gb_people_unref);
  self->people = gb_people_ref (people);
  self->masked = masked;
  fill (self);
}

/**
 * gb_coverage_view_set_narrow:
 * @narrow: whether there is no room for a matrix
 */
void
gb_coverage_view_set_narrow (GbCoverageView *self,
                             gboolean        narrow)
{
  g_return_if_fail (GB_IS_COVERAGE_VIEW (self));

  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  if (self->people != NULL)
    fill (self);
}

/**
 * gb_coverage_view_dup_shown:
 *
 * Returns: (transfer full) (element-type GbCoverage): the rows that are seen, of the people it was given
 */
GPtrArray *
gb_coverage_view_dup_shown (GbCoverageView *self)
{
  GPtrArray *shown = g_ptr_array_new ();

  g_return_val_if_fail (GB_IS_COVERAGE_VIEW (self), shown);

  for (guint i = 0; self->people != NULL && i < self->people->coverage->len; i++)
    if (is_shown (self, self->people->coverage->pdata[i]))
      g_ptr_array_add (shown, self->people->coverage->pdata[i]);
  return shown;
}
