/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-staffing-view.h"

#include <glib/gi18n-lib.h>

#include "gb-adaptive-bin.h"
#include "gb-coverage-view.h"
#include "gb-export-contacts.h"
#include "gb-export-officers.h"
#include "gb-exportable.h"
#include "gb-format.h"
#include "gb-officer-row.h"
#include "gb-people-words.h"

/* The width of the column of officers beside the matrix, px. */
#define LEFT_WIDTH 448

/**
 * GbStaffingView:
 *
 * Who is where in a commune (bố trí và biệt phái): those seconded to it, whose dossiers are to be handed over, the
 * coverage matrix, and whom to call.
 */
struct _GbStaffingView
{
  AdwBin parent_instance;

  GbPeople *people;    /* (owned) (nullable) */
  GPtrArray *seconded; /* (owned) (nullable) (element-type GbOfficer): as they are seen */

  GbAdaptiveBin *adaptive; /* the template's */
  GtkBox *columns;
  GtkWidget *left;
  GtkLabel *count;
  GtkListBox *rows;
  GtkWidget *nobody;
  GtkBox *hand_overs;
  GbCoverageView *coverage;
  GbContactsView *contacts;
};

static void gb_staffing_view_exportable_init (GbExportableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GbStaffingView, gb_staffing_view, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (GB_TYPE_EXPORTABLE, gb_staffing_view_exportable_init))

static void
on_width_changed_cb (GbStaffingView *self)
{
  gboolean narrow = gb_adaptive_bin_get_narrow (self->adaptive);
  gboolean stacked = gb_adaptive_bin_get_medium (self->adaptive);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns),
                                  stacked ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_size_request (self->left, stacked ? -1 : LEFT_WIDTH, -1);
  gb_coverage_view_set_narrow (self->coverage, narrow);
}

/* The one that ends first comes first: that is what is to be done about it. */
static int
compare_ends (gconstpointer a,
              gconstpointer b)
{
  const GbOfficer *first = *(const GbOfficer *const *) a;
  const GbOfficer *second = *(const GbOfficer *const *) b;
  GbDay first_end = first->to != GB_DAY_NONE ? first->to : G_MAXINT32;
  GbDay second_end = second->to != GB_DAY_NONE ? second->to : G_MAXINT32;

  return first_end < second_end ? -1 : first_end > second_end;
}

static GtkWidget *
create_hand_over (GbOfficer *officer,
                  GbDay      today,
                  gboolean   masked,
                  gboolean   first)
{
  g_autofree char *words = gb_people_words_hand_over (officer, today, masked);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", words, "xalign", 0.0f, "wrap", TRUE, "hexpand", TRUE, NULL);
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "label", _("Hand over…"), "valign", GTK_ALIGN_CENTER,
                                    "action-target", g_variant_new_string (officer->id), "action-name",
                                    "people.hand-over", NULL);

  gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, label, NULL, -1);
  gtk_widget_add_css_class (label, "row-title");
  if (first)
    gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_add_css_class (box, "gb-card");
  gtk_widget_add_css_class (box, "hand-over");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

/* Those who have left their dossiers behind, and those who will leave within thirty days. */
static void
fill_hand_overs (GbStaffingView *self,
                 GbPeople       *people,
                 gboolean        masked)
{
  g_autoptr (GPtrArray) left = gb_people_get_set (people, GB_PEOPLE_LEFT);
  g_autoptr (GPtrArray) ending = gb_people_get_set (people, GB_PEOPLE_ENDING);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->hand_overs))) != NULL)
    gtk_box_remove (self->hand_overs, child);
  for (guint i = 0; i < ending->len; i++)
    {
      GbOfficer *officer = ending->pdata[i];

      if (officer->open > 0 && officer->to <= people->today + GB_PEOPLE_URGENT_DAYS)
        g_ptr_array_add (left, gb_officer_ref (officer));
    }
  g_ptr_array_sort (left, compare_ends);
  for (guint i = 0; i < left->len; i++)
    gtk_box_append (self->hand_overs, create_hand_over (left->pdata[i], people->today, masked, i == 0));
  gtk_widget_set_visible (GTK_WIDGET (self->hand_overs), left->len > 0);
}

/* --- what can be saved ------------------------------------------------------------------------------ */

static guint
gb_staffing_view_get_forms (GbExportable *exportable)
{
  GbStaffingView *self = GB_STAFFING_VIEW (exportable);

  if (self->people == NULL)
    return 0;
  return GB_EXPORT_TABLES | GB_EXPORT_BIT (GB_EXPORT_CALENDAR) | GB_EXPORT_BIT (GB_EXPORT_CONTACTS);
}

static GbExport *
gb_staffing_view_make_export (GbExportable *exportable,
                              GbExportForm  form,
                              gboolean      marked)
{
  GbStaffingView *self = GB_STAFFING_VIEW (exportable);
  const char *name = _("Staffing and secondments");
  GPtrArray *contacts = gb_contacts_view_get_shown (self->contacts);
  g_autoptr (GPtrArray) coverage = gb_coverage_view_dup_shown (self->coverage);
  GPtrArray *tables;

  if (form == GB_EXPORT_CALENDAR)
    return gb_export_officers_calendar (_("Secondments"), self->people, self->seconded);
  if (form == GB_EXPORT_CONTACTS)
    return gb_export_officers_cards (_("Contacts"), self->seconded, contacts);
  tables = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_table_free);
  g_ptr_array_add (tables, gb_export_officers_table (_("Secondments"), self->people, self->seconded, TRUE));
  g_ptr_array_add (tables, gb_export_coverage_table (self->people, coverage));
  if (contacts != NULL)
    g_ptr_array_add (tables, gb_export_contacts_table (contacts));
  return gb_export_new_for_tables (name, tables, -1);
}

static void
gb_staffing_view_exportable_init (GbExportableInterface *iface)
{
  iface->get_forms = gb_staffing_view_get_forms;
  iface->make_export = gb_staffing_view_make_export;
}

/* --- object ----------------------------------------------------------------------------------------- */

static void
gb_staffing_view_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (gb_staffing_view_parent_class)->dispose (object);
}

static void
gb_staffing_view_finalize (GObject *object)
{
  GbStaffingView *self = GB_STAFFING_VIEW (object);

  g_clear_pointer (&self->people, gb_people_unref);
  g_clear_pointer (&self->seconded, g_ptr_array_unref);

  G_OBJECT_CLASS (gb_staffing_view_parent_class)->finalize (object);
}

static void
gb_staffing_view_class_init (GbStaffingViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_staffing_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = gb_staffing_view_finalize;

  g_type_ensure (GB_TYPE_ADAPTIVE_BIN);
  g_type_ensure (GB_TYPE_CONTACTS_VIEW);
  g_type_ensure (GB_TYPE_COVERAGE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-staffing-view.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbStaffingView, name)
  BIND (adaptive);
  BIND (columns);
  BIND (left);
  BIND (count);
  BIND (rows);
  BIND (nobody);
  BIND (hand_overs);
  BIND (coverage);
  BIND (contacts);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_width_changed_cb);
}

static void
gb_staffing_view_init (GbStaffingView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gb_staffing_view_set_people:
 * @people: of one commune
 * @masked: whether names must not be read on the screen
 */
void
gb_staffing_view_set_people (GbStaffingView *self,
                             GbPeople       *people,
                             gboolean        masked)
{
  g_autoptr (GPtrArray) seconded = gb_people_get_set (people, GB_PEOPLE_SECONDED);
  g_autofree char *count = gb_format_number (seconded->len);

  g_return_if_fail (GB_IS_STAFFING_VIEW (self));

  g_ptr_array_sort (seconded, compare_ends);
  gb_people_ref (people);
  g_clear_pointer (&self->people, gb_people_unref);
  g_clear_pointer (&self->seconded, g_ptr_array_unref);
  self->people = people;
  self->seconded = g_ptr_array_ref (seconded);
  gb_officer_row_fill (self->rows, seconded, people, masked);
  gtk_label_set_label (self->count, count);
  gtk_widget_set_visible (GTK_WIDGET (self->rows), seconded->len > 0);
  gtk_widget_set_visible (self->nobody, seconded->len == 0);
  fill_hand_overs (self, people, masked);
  gb_coverage_view_set_people (self->coverage, people, masked);
  gtk_widget_set_visible (GTK_WIDGET (self->coverage), people->coverage->len > 0);
}

/**
 * gb_staffing_view_get_contacts:
 *
 * Returns: (transfer none): the part that tells whom to call
 */
GbContactsView *
gb_staffing_view_get_contacts (GbStaffingView *self)
{
  g_return_val_if_fail (GB_IS_STAFFING_VIEW (self), NULL);

  return self->contacts;
}
