/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-secondments-view.h"

#include <glib/gi18n-lib.h>

#include "gb-adaptive-bin.h"
#include "gb-day-entry.h"
#include "gb-export-contacts.h"
#include "gb-export-officers.h"
#include "gb-exportable.h"
#include "gb-format.h"
#include "gb-officer-group.h"
#include "gb-officer-row.h"
#include "gb-people-words.h"
#include "gb-wrap-layout.h"

/* The width of the column of departments beside their officers, px. */
#define LEFT_WIDTH 400

/**
 * GbSecondmentsView:
 *
 * Who is seconded in a whole scope on a day (cán bộ biệt phái toàn tỉnh): by department, where to, and who could be
 * moved.
 */
struct _GbSecondmentsView
{
  AdwBin parent_instance;

  GbPeople *people;  /* (owned) (nullable) */
  GPtrArray *groups; /* (owned) (nullable) (element-type GbOfficerGroup) */
  GbDay day;         /* what is shown, %GB_DAY_NONE = today */
  char *selected;    /* (owned) (nullable): a department's id; %NULL = all */
  gboolean masked;
  gboolean filling;
  GbDayEntry *entry; /* in @day_place */

  GbAdaptiveBin *adaptive; /* the template's */
  GtkLabel *headline;
  AdwBin *day_place;
  GtkWidget *today;
  GtkBox *columns;
  GtkWidget *left;
  GtkListBox *homes;
  GtkLabel *title;
  GtkLabel *count;
  GtkListBox *rows;
  GtkWidget *nobody;
  GtkWidget *transfers_section;
  GtkLabel *transfers_count;
  GtkListBox *transfers;
  GbContactsView *contacts;
};

static void gb_secondments_view_exportable_init (GbExportableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GbSecondmentsView, gb_secondments_view, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (GB_TYPE_EXPORTABLE, gb_secondments_view_exportable_init))

static void
on_width_changed_cb (GbSecondmentsView *self)
{
  gboolean stacked = gb_adaptive_bin_get_medium (self->adaptive);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns),
                                  stacked ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_size_request (self->left, stacked ? -1 : LEFT_WIDTH, -1);
}

static void
clear_rows (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static GbDay
shown_day (GbSecondmentsView *self)
{
  return self->day != GB_DAY_NONE ? self->day : self->people->today;
}

static void
show_officers (GbSecondmentsView *self)
{
  g_autoptr (GPtrArray) all = gb_people_get_set_on (self->people, GB_PEOPLE_SECONDED, shown_day (self));
  const GbOfficerGroup *group = gb_officer_groups_find (self->groups, self->selected);
  GPtrArray *officers = group != NULL ? group->officers : all;
  g_autofree char *count = gb_format_number (officers->len);

  gtk_label_set_label (self->title, group != NULL ? group->name : _("All departments"));
  gtk_label_set_label (self->count, count);
  gb_officer_row_fill (self->rows, officers, self->people, self->masked);
  gtk_widget_set_visible (GTK_WIDGET (self->rows), officers->len > 0);
  gtk_widget_set_visible (self->nobody, officers->len == 0);
}

static void
on_home_selected_cb (GbSecondmentsView *self,
                     GtkListBoxRow     *row)
{
  int index;

  /* a newer GTK takes the choice from a list that goes */
  if (row == NULL || self->filling)
    return;
  g_clear_pointer (&self->selected, g_free);
  index = gtk_list_box_row_get_index (row);
  /* The first row is all of them. */
  if (index > 0)
    self->selected = g_strdup (((const GbOfficerGroup *) self->groups->pdata[index - 1])->id);
  show_officers (self);
}

static void
add_home (GbSecondmentsView *self,
          const char        *name,
          guint              n,
          guint              n_communes,
          gboolean           selected)
{
  g_autofree char *number = gb_format_number (n);
  g_autofree char *words = g_strdup_printf (ngettext ("to %u commune", "to %u communes", n_communes), n_communes);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", name, "subtitle", words, NULL);
  GtkWidget *label = gtk_label_new (number);
  g_autofree char *spoken = g_strdup_printf ("%s, %s, %s", name, number, words);

  gtk_widget_add_css_class (label, "gb-badge");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_list_box_append (self->homes, row);
  if (selected)
    gtk_list_box_select_row (self->homes, GTK_LIST_BOX_ROW (row));
}

static guint
count_communes (GPtrArray *officers)
{
  g_autoptr (GPtrArray) communes = gb_officer_groups_new (officers, GB_OFFICER_BY_COMMUNE);

  return communes->len;
}

static void
show_headline (GbSecondmentsView *self,
               guint              n_officers)
{
  g_autofree char *officers = gb_format_number (n_officers);
  g_autofree char *departments = gb_format_number (self->groups->len);
  g_autofree char *words
      = g_strdup_printf (ngettext ("%s officer seconded from %s departments", "%s officers seconded from %s departments",
                                   n_officers),
                         officers, departments);

  gtk_label_set_label (self->headline, words);
  gtk_widget_set_visible (self->today, shown_day (self) != self->people->today);
}

static void
show_day (GbSecondmentsView *self)
{
  g_autoptr (GPtrArray) officers = gb_people_get_set_on (self->people, GB_PEOPLE_SECONDED, shown_day (self));

  g_clear_pointer (&self->groups, g_ptr_array_unref);
  self->groups = gb_officer_groups_new (officers, GB_OFFICER_BY_HOME);
  if (gb_officer_groups_find (self->groups, self->selected) == NULL)
    g_clear_pointer (&self->selected, g_free);
  self->filling = TRUE;
  clear_rows (self->homes);
  add_home (self, _("All departments"), officers->len, count_communes (officers), self->selected == NULL);
  for (guint i = 0; i < self->groups->len; i++)
    {
      const GbOfficerGroup *group = self->groups->pdata[i];

      add_home (self, *group->name != '\0' ? group->name : _("not told"), group->officers->len,
                count_communes (group->officers), g_strcmp0 (group->id, self->selected) == 0);
    }
  self->filling = FALSE;
  gb_day_entry_set_today (self->entry, self->people->today);
  gb_day_entry_set_day (self->entry, shown_day (self));
  show_headline (self, officers->len);
  show_officers (self);
}

static void
add_transfer (GbSecondmentsView *self,
              const GbTransfer  *transfer)
{
  g_autofree char *title = gb_people_words_transfer (transfer);
  g_autofree char *words = gb_people_words_reckoning (transfer);
  g_autofree char *name = transfer->officer != NULL ? gb_people_words_name (transfer->officer, self->masked) : NULL;
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "subtitle", words,
                                 "subtitle-lines", 3, NULL);

  if (name != NULL)
    {
      GtkWidget *label = gtk_label_new (name);

      gtk_widget_add_css_class (label, "gb-secondary");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
      g_object_set (row, "activatable", TRUE, "action-target", g_variant_new_string (transfer->officer->id),
                    "action-name", "people.open-officer", NULL);
    }
  gtk_list_box_append (self->transfers, row);
}

static void
show_transfers (GbSecondmentsView *self)
{
  g_autofree char *count = gb_format_number (self->people->transfers->len);

  clear_rows (self->transfers);
  for (guint i = 0; i < self->people->transfers->len; i++)
    add_transfer (self, self->people->transfers->pdata[i]);
  gtk_label_set_label (self->transfers_count, count);
  gtk_widget_set_visible (self->transfers_section, self->people->transfers->len > 0);
}

static void
on_day_changed_cb (GbSecondmentsView *self)
{
  gb_secondments_view_set_day (self, gb_day_entry_get_day (self->entry));
}

static void
on_today_clicked_cb (GbSecondmentsView *self)
{
  gb_secondments_view_set_day (self, GB_DAY_NONE);
}

/* --- what can be saved ------------------------------------------------------------------------------ */

static guint
gb_secondments_view_get_forms (GbExportable *exportable)
{
  if (GB_SECONDMENTS_VIEW (exportable)->people == NULL)
    return 0;
  return GB_EXPORT_TABLES | GB_EXPORT_BIT (GB_EXPORT_CALENDAR) | GB_EXPORT_BIT (GB_EXPORT_CONTACTS);
}

/* Those of the department that was chosen. */
static guint
gb_secondments_view_get_n_marked (GbExportable *exportable)
{
  GbSecondmentsView *self = GB_SECONDMENTS_VIEW (exportable);
  const GbOfficerGroup *group = self->people != NULL ? gb_officer_groups_find (self->groups, self->selected) : NULL;

  return group != NULL ? group->officers->len : 0;
}

static GbExport *
gb_secondments_view_make_export (GbExportable *exportable,
                                 GbExportForm  form,
                                 gboolean      marked)
{
  GbSecondmentsView *self = GB_SECONDMENTS_VIEW (exportable);
  const GbOfficerGroup *group = marked ? gb_officer_groups_find (self->groups, self->selected) : NULL;
  g_autoptr (GPtrArray) all = gb_people_get_set_on (self->people, GB_PEOPLE_SECONDED, shown_day (self));
  GPtrArray *officers = group != NULL ? group->officers : all;
  GPtrArray *contacts = gb_contacts_view_get_shown (self->contacts);
  const char *name = group != NULL ? group->name : _("Secondments");
  GPtrArray *tables;

  if (form == GB_EXPORT_CALENDAR)
    return gb_export_officers_calendar (name, self->people, officers);
  if (form == GB_EXPORT_CONTACTS)
    return gb_export_officers_cards (name, officers, group == NULL ? contacts : NULL);
  tables = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_table_free);
  g_ptr_array_add (tables, gb_export_officers_table (_("Secondments"), self->people, officers, TRUE));
  if (group == NULL)
    {
      g_ptr_array_add (tables, gb_export_groups_table (_("Departments"), self->groups));
      g_ptr_array_add (tables, gb_export_transfers_table (self->people));
      if (contacts != NULL)
        g_ptr_array_add (tables, gb_export_contacts_table (contacts));
    }
  return gb_export_new_for_tables (name, tables, -1);
}

static void
gb_secondments_view_exportable_init (GbExportableInterface *iface)
{
  iface->get_forms = gb_secondments_view_get_forms;
  iface->get_n_marked = gb_secondments_view_get_n_marked;
  iface->make_export = gb_secondments_view_make_export;
}

/* --- object ----------------------------------------------------------------------------------------- */

static void
gb_secondments_view_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (gb_secondments_view_parent_class)->dispose (object);
}

static void
gb_secondments_view_finalize (GObject *object)
{
  GbSecondmentsView *self = GB_SECONDMENTS_VIEW (object);

  g_clear_pointer (&self->people, gb_people_unref);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_free (self->selected);

  G_OBJECT_CLASS (gb_secondments_view_parent_class)->finalize (object);
}

static void
gb_secondments_view_class_init (GbSecondmentsViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gb_secondments_view_dispose;
  object_class->finalize = gb_secondments_view_finalize;

  g_type_ensure (GB_TYPE_ADAPTIVE_BIN);
  g_type_ensure (GB_TYPE_CONTACTS_VIEW);
  g_type_ensure (GB_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/giaoban/GiaoBan/ui/pages/gb-secondments-view.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbSecondmentsView, name)
  BIND (adaptive);
  BIND (headline);
  BIND (day_place);
  BIND (today);
  BIND (columns);
  BIND (left);
  BIND (homes);
  BIND (title);
  BIND (count);
  BIND (rows);
  BIND (nobody);
  BIND (transfers_section);
  BIND (transfers_count);
  BIND (transfers);
  BIND (contacts);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_width_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_home_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_today_clicked_cb);
}

static void
gb_secondments_view_init (GbSecondmentsView *self)
{
  self->day = GB_DAY_NONE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->entry = GB_DAY_ENTRY (gb_day_entry_new (_("The day that officers are counted on")));
  adw_bin_set_child (self->day_place, GTK_WIDGET (self->entry));
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (on_day_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * gb_secondments_view_set_people:
 * @people: of a whole scope
 * @masked: whether names must not be read on the screen
 *
 * The day and the department that were chosen stay.
 */
void
gb_secondments_view_set_people (GbSecondmentsView *self,
                                GbPeople          *people,
                                gboolean           masked)
{
  g_return_if_fail (GB_IS_SECONDMENTS_VIEW (self));

  g_clear_pointer (&self->people, gb_people_unref);
  self->people = gb_people_ref (people);
  self->masked = masked;
  show_day (self);
  show_transfers (self);
}

/**
 * gb_secondments_view_set_day:
 * @day: the day that officers are counted on; %GB_DAY_NONE for today, as it comes
 */
void
gb_secondments_view_set_day (GbSecondmentsView *self,
                             GbDay              day)
{
  g_return_if_fail (GB_IS_SECONDMENTS_VIEW (self));

  self->day = self->people != NULL && day == self->people->today ? GB_DAY_NONE : day;
  if (self->people != NULL)
    show_day (self);
}

/**
 * gb_secondments_view_get_contacts:
 *
 * Returns: (transfer none): the part that tells whom to call
 */
GbContactsView *
gb_secondments_view_get_contacts (GbSecondmentsView *self)
{
  g_return_val_if_fail (GB_IS_SECONDMENTS_VIEW (self), NULL);

  return self->contacts;
}
