/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-posts-view.h"

#include <glib/gi18n-lib.h>

#include "gb-adaptive-bin.h"
#include "gb-commune-words.h"
#include "gb-export-officers.h"
#include "gb-exportable.h"
#include "gb-format.h"
#include "gb-officer-group.h"
#include "gb-officer-row.h"
#include "gb-one-stop.h"
#include "gb-people-words.h"

/* The width of the column of agencies beside their posts, px. */
#define LEFT_WIDTH 448

/**
 * GbPostsView:
 *
 * The commune's own posts by agency (vị trí việc làm theo cơ quan); of a whole scope, by commune.
 */
struct _GbPostsView
{
  AdwBin parent_instance;

  GbPeople *people;  /* (owned) (nullable) */
  GPtrArray *groups; /* (owned) (nullable) (element-type GbOfficerGroup) */
  char *selected;    /* (owned) (nullable): the id of a group */
  gboolean masked;
  gboolean filling;

  GbAdaptiveBin *adaptive; /* the template's */
  GtkBox *columns;
  GtkWidget *left;
  GtkLabel *agencies_title;
  GtkListBox *agencies;
  GtkListBox *fields;
  GtkLabel *title;
  GtkLabel *count;
  GtkListBox *rows;
  gboolean stale; /* what nobody sees is not filled */
};

static void gb_posts_view_exportable_init (GbExportableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GbPostsView, gb_posts_view, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (GB_TYPE_EXPORTABLE, gb_posts_view_exportable_init))

static void
on_width_changed_cb (GbPostsView *self)
{
  gboolean stacked = gb_adaptive_bin_get_medium (self->adaptive);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns),
                                  stacked ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_size_request (self->left, stacked ? -1 : LEFT_WIDTH, -1);
}

static const GbOfficerGroup *
selected_group (GbPostsView *self)
{
  const GbOfficerGroup *selected = gb_officer_groups_find (self->groups, self->selected);

  return selected != NULL || self->groups->len == 0 ? selected : self->groups->pdata[0];
}

static void
show_posts (GbPostsView *self)
{
  const GbOfficerGroup *group = selected_group (self);
  g_autofree char *name = group != NULL ? gb_commune_words_capital (group->name) : NULL;
  g_autofree char *count = gb_format_number (group != NULL ? group->officers->len : 0);
  g_autoptr (GPtrArray) nobody = g_ptr_array_new ();

  gtk_label_set_label (self->title, name != NULL ? name : _("No posts are told"));
  gtk_label_set_label (self->count, count);
  gb_officer_row_fill (self->rows, group != NULL ? group->officers : nobody, self->people, self->masked);
  gtk_widget_set_visible (GTK_WIDGET (self->rows), group != NULL);
}

static void
on_agency_selected_cb (GbPostsView   *self,
                       GtkListBoxRow *row)
{
  if (row == NULL || self->filling)
    return;
  g_free (self->selected);
  self->selected = g_strdup (((GbOfficerGroup *) self->groups->pdata[gtk_list_box_row_get_index (row)])->id);
  show_posts (self);
}

static GtkWidget *
create_agency (GbPostsView       *self,
               const GbOfficerGroup *group,
               guint              total)
{
  gboolean whole = self->people->commune != NULL;
  g_autofree char *name = gb_commune_words_capital (group->name);
  g_autofree char *count = gb_format_number (group->officers->len);
  g_autofree char *people = g_strdup_printf (ngettext ("%s post", "%s posts", group->officers->len), count);
  g_autofree char *share = whole ? gb_people_words_share (group->officers->len, total)
                                 : gb_people_words_share (group->at_desk, group->officers->len);
  /* Translators: a number of people at the one-stop desk, and their share */
  g_autofree char *desk = g_strdup_printf (_("%u at the desk, %s"), group->at_desk, share);
  const char *end = whole ? share : desk;
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", name, "subtitle", people, NULL);
  GtkWidget *label = gtk_label_new (end);
  g_autofree char *spoken = g_strdup_printf ("%s, %s, %s", name, people, end);

  gtk_widget_add_css_class (label, "gb-code");
  gtk_widget_add_css_class (label, "gb-secondary");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}

static void
fill_agencies (GbPostsView *self)
{
  const GbOfficerGroup *selected = selected_group (self);
  guint total = 0;
  GtkListBoxRow *old;

  self->filling = TRUE;
  while ((old = gtk_list_box_get_row_at_index (self->agencies, 0)) != NULL)
    gtk_list_box_remove (self->agencies, GTK_WIDGET (old));
  for (guint i = 0; i < self->groups->len; i++)
    total += ((const GbOfficerGroup *) self->groups->pdata[i])->officers->len;
  for (guint i = 0; i < self->groups->len; i++)
    {
      GtkWidget *row = create_agency (self, self->groups->pdata[i], total);

      gtk_list_box_append (self->agencies, row);
      if (self->groups->pdata[i] == selected)
        gtk_list_box_select_row (self->agencies, GTK_LIST_BOX_ROW (row));
    }
  self->filling = FALSE;
}

static void
add_field (GbPostsView       *self,
           const GbFieldLoad *load,
           const char        *commune_name)
{
  g_autofree char *words = gb_people_words_field (load);
  g_autofree char *open = gb_format_number (load->open);
  g_autofree char *overdue = gb_format_number (load->overdue);
  g_autofree char *late = g_strdup_printf (ngettext ("%s overdue", "%s overdue", (gulong) load->overdue), overdue);
  g_autofree char *set = gb_field_load_dossiers (load, commune_name, FALSE);
  g_autofree char *spoken = g_strjoin (", ", load->field, words, open, load->overdue > 0 ? late : NULL, NULL);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", load->field, "subtitle", words, NULL);
  GtkWidget *count = gtk_label_new (open);
  GtkWidget *label = gtk_label_new (load->overdue > 0 ? late : "");

  gtk_widget_add_css_class (label, "late-count");
  gtk_widget_add_css_class (count, "gb-code");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  if (load->open > 0)
    g_object_set (row, "activatable", TRUE, "action-target", g_variant_new_string (set), "action-name",
                  "win.show-dossier-set", NULL);
  gtk_list_box_append (self->fields, row);
}

static void
fill_fields (GbPostsView *self)
{
  g_autoptr (GPtrArray) sums = gb_field_load_by_field (self->people->loads);
  const GbOfficer *any = self->people->officers->len > 0 ? self->people->officers->pdata[0] : NULL;
  const char *name = self->people->commune != NULL && any != NULL ? any->commune_name : NULL;
  GPtrArray *loads = self->people->commune != NULL ? self->people->loads : sums;
  GtkListBoxRow *old;

  while ((old = gtk_list_box_get_row_at_index (self->fields, 0)) != NULL)
    gtk_list_box_remove (self->fields, GTK_WIDGET (old));
  for (guint i = 0; i < loads->len; i++)
    add_field (self, loads->pdata[i], name);
}

static void
show_title (GbPostsView *self)
{
  guint n = self->groups->len;
  g_autofree char *number = gb_format_number (n);
  g_autofree char *words
      = self->people->commune != NULL
            ? g_strdup_printf (ngettext ("%s agency of the commune", "%s agencies of the commune", n), number)
            : g_strdup_printf (ngettext ("%s commune", "%s communes", n), number);

  gtk_label_set_label (self->agencies_title, words);
}

static void
fill (GbPostsView *self)
{
  show_title (self);
  fill_agencies (self);
  fill_fields (self);
  show_posts (self);
}

/* --- what can be saved ------------------------------------------------------------------------------ */

static guint
gb_posts_view_get_forms (GbExportable *exportable)
{
  GbPostsView *self = GB_POSTS_VIEW (exportable);

  return self->people != NULL && self->groups->len > 0 ? GB_EXPORT_TABLES | GB_EXPORT_BIT (GB_EXPORT_CONTACTS) : 0;
}

/* Those of the agency that was chosen. */
static guint
gb_posts_view_get_n_marked (GbExportable *exportable)
{
  GbPostsView *self = GB_POSTS_VIEW (exportable);
  const GbOfficerGroup *group = self->people != NULL ? selected_group (self) : NULL;

  return group != NULL && self->groups->len > 1 ? group->officers->len : 0;
}

static GbExport *
gb_posts_view_make_export (GbExportable *exportable,
                           GbExportForm  form,
                           gboolean      marked)
{
  GbPostsView *self = GB_POSTS_VIEW (exportable);
  const GbOfficerGroup *group = selected_group (self);
  const char *name = marked ? group->name : _("Posts");
  g_autoptr (GPtrArray) officers = g_ptr_array_new ();
  g_autoptr (GPtrArray) sums = gb_field_load_by_field (self->people->loads);
  gboolean whole = self->people->commune == NULL;
  GPtrArray *tables;

  for (guint i = 0; i < self->groups->len; i++)
    if (!marked || self->groups->pdata[i] == group)
      g_ptr_array_extend (officers, ((GbOfficerGroup *) self->groups->pdata[i])->officers, NULL, NULL);
  if (form == GB_EXPORT_CONTACTS)
    return gb_export_officers_cards (name, officers, NULL);
  tables = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_table_free);
  g_ptr_array_add (tables, gb_export_officers_table (_("Posts"), self->people, officers, FALSE));
  if (!marked)
    {
      g_ptr_array_add (tables, gb_export_groups_table (whole ? _("Communes") : _("Agencies"), self->groups));
      g_ptr_array_add (tables, gb_export_loads_table (self->people, whole ? sums : self->people->loads));
    }
  return gb_export_new_for_tables (name, tables, -1);
}

static void
gb_posts_view_exportable_init (GbExportableInterface *iface)
{
  iface->get_forms = gb_posts_view_get_forms;
  iface->get_n_marked = gb_posts_view_get_n_marked;
  iface->make_export = gb_posts_view_make_export;
}

/* --- object ----------------------------------------------------------------------------------------- */

static void
gb_posts_view_map (GtkWidget *widget)
{
  GbPostsView *self = GB_POSTS_VIEW (widget);

  if (self->stale && self->people != NULL)
    fill (self);
  self->stale = FALSE;
  GTK_WIDGET_CLASS (gb_posts_view_parent_class)->map (widget);
}

static void
gb_posts_view_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (gb_posts_view_parent_class)->dispose (object);
}

static void
gb_posts_view_finalize (GObject *object)
{
  GbPostsView *self = GB_POSTS_VIEW (object);

  g_clear_pointer (&self->people, gb_people_unref);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_free (self->selected);

  G_OBJECT_CLASS (gb_posts_view_parent_class)->finalize (object);
}

static void
gb_posts_view_class_init (GbPostsViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gb_posts_view_dispose;
  object_class->finalize = gb_posts_view_finalize;
  widget_class->map = gb_posts_view_map;

  g_type_ensure (GB_TYPE_ADAPTIVE_BIN);
  g_type_ensure (GB_TYPE_ONE_STOP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-posts-view.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbPostsView, name)
  BIND (adaptive);
  BIND (columns);
  BIND (left);
  BIND (agencies_title);
  BIND (agencies);
  BIND (fields);
  BIND (title);
  BIND (count);
  BIND (rows);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_width_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_agency_selected_cb);
}

static void
gb_posts_view_init (GbPostsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gb_posts_view_set_people:
 * @people: of a commune or of the whole scope
 * @masked: whether names must not be read on the screen
 *
 * The agency that was chosen stays.
 */
void
gb_posts_view_set_people (GbPostsView *self,
                          GbPeople    *people,
                          gboolean     masked)
{
  g_autoptr (GPtrArray) posts = gb_people_get_set (people, GB_PEOPLE_POSTS);

  g_return_if_fail (GB_IS_POSTS_VIEW (self));

  g_clear_pointer (&self->people, gb_people_unref);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  self->people = gb_people_ref (people);
  self->groups = gb_officer_groups_new (posts, people->commune != NULL ? GB_OFFICER_BY_AGENCY : GB_OFFICER_BY_COMMUNE);
  self->masked = masked;
  self->stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (!self->stale)
    fill (self);
}
