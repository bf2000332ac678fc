/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-task-communes-view.h"

#include <glib/gi18n-lib.h>

#include "gb-adaptive-bin.h"
#include "gb-commune-words.h"
#include "gb-export-tasks.h"
#include "gb-exportable.h"
#include "gb-row-section.h"
#include "gb-state-view.h"
#include "gb-task-repository.h"

/* A province has fewer than two hundred communes. */
#define MOST_COMMUNES 40

/**
 * GbTaskCommunesView:
 *
 * For who sees several communes: which of them are late with their tasks. A row opens the tasks that
 * it counted.
 */
struct _GbTaskCommunesView
{
  AdwBin parent_instance;

  GbStateView *state;     /* (owned by the widget tree), as the next two */
  GbRowSection *late;
  GbRowSection *others;
  GbTasksModel *model;    /* (owned) (nullable) */
  GPtrArray *late_ones;   /* (owned) (element-type GbTaskCommune): the model's */
  GPtrArray *other_ones;  /* (owned) (element-type GbTaskCommune): the model's */
  gboolean stale;
};

static void gb_task_communes_view_exportable_init (GbExportableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GbTaskCommunesView, gb_task_communes_view, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (GB_TYPE_EXPORTABLE, gb_task_communes_view_exportable_init))

static char *
describe (const GbTaskCommune *commune)
{
  guint open = commune->counts[GB_TASK_FILTER_OPEN];
  guint total = commune->counts[GB_TASK_FILTER_ALL] - commune->counts[GB_TASK_FILTER_CANCELLED];
  g_autofree char *to_do = g_strdup_printf (ngettext ("%u task to be done", "%u tasks to be done", open), open);
  g_autofree char *pressing = g_strdup_printf (_("%u late or due within 7 days"),
                                               commune->counts[GB_TASK_FILTER_PRESSING]);
  g_autofree char *done = g_strdup_printf (_("%u of %u done"), commune->counts[GB_TASK_FILTER_DONE], total);

  return g_strdup_printf ("%s · %s · %s", to_do, pressing, done);
}

static GtkWidget *
words_new (const char *title,
           const char *caption)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *name = g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0f, "wrap", TRUE, NULL);
  GtkWidget *more = g_object_new (GTK_TYPE_LABEL, "label", caption, "xalign", 0.0f, "wrap", TRUE, NULL);

  gtk_widget_add_css_class (name, "row-title");
  gtk_widget_add_css_class (more, "row-caption");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), name);
  gtk_box_append (GTK_BOX (words), more);
  return words;
}

static GtkWidget *
late_label_new (guint n)
{
  g_autofree char *text = g_strdup_printf (ngettext ("%u late", "%u late", n), n);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "gb-state-chip");
  gtk_widget_add_css_class (label, "late");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  return label;
}

static GtkWidget *
make_row (guint    index,
          gpointer data)
{
  const GbTaskCommune *commune = ((GPtrArray *) data)->pdata[index];
  guint late = commune->counts[GB_TASK_FILTER_OVERDUE];
  g_autofree char *name = gb_commune_words_capital (commune->name);
  g_autofree char *caption = describe (commune);
  g_autofree char *spoken = late > 0 ? g_strdup_printf (ngettext ("%u late", "%u late", late), late) : NULL;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *arrow = g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic", "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (arrow, "gb-secondary");
  gtk_box_append (GTK_BOX (box), words_new (name, caption));
  if (late > 0)
    gtk_box_append (GTK_BOX (box), late_label_new (late));
  gtk_box_append (GTK_BOX (box), arrow);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "(ss)", commune->code, name);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "tasks.show-commune");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spoken != NULL ? spoken : caption, -1);
  return row;
}

static void
fill (GbTaskCommunesView *self)
{
  GPtrArray *communes = gb_tasks_model_get_communes (self->model);

  g_ptr_array_set_size (self->late_ones, 0);
  g_ptr_array_set_size (self->other_ones, 0);
  for (guint i = 0; i < communes->len; i++)
    {
      const GbTaskCommune *commune = communes->pdata[i];

      g_ptr_array_add (commune->counts[GB_TASK_FILTER_OVERDUE] > 0 ? self->late_ones : self->other_ones,
                       communes->pdata[i]);
    }
  gb_row_section_fill (self->late, self->late_ones->len, make_row, self->late_ones);
  gb_row_section_fill (self->others, self->other_ones->len, make_row, self->other_ones);
}

static void
on_model_changed_cb (GbTaskCommunesView *self)
{
  const GError *error = gb_tasks_model_get_error (self->model);
  GPtrArray *communes = gb_tasks_model_get_communes (self->model);

  if (error != NULL)
    gb_state_view_show_error (self->state, _("The tasks cannot be read"), error->message);
  else if (communes == NULL)
    gb_state_view_show_loading (self->state);
  else if (communes->len == 0)
    gb_state_view_show_empty (self->state, _("No commune has a task yet"), _("They appear after a synchronisation."));
  else if (!gb_tasks_model_get_loading (self->model))
    {
      /* Rows that nobody sees are not made. */
      self->stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
      if (!self->stale)
        fill (self);
      gb_state_view_show_content (self->state);
    }
}

/* --- what can be saved ------------------------------------------------------------------------------ */

static guint
gb_task_communes_view_get_forms (GbExportable *exportable)
{
  GPtrArray *communes = gb_tasks_model_get_communes (GB_TASK_COMMUNES_VIEW (exportable)->model);

  return communes != NULL && communes->len > 0 ? GB_EXPORT_TABLES : 0;
}

static GbExport *
gb_task_communes_view_make_export (GbExportable *exportable,
                                   GbExportForm  form,
                                   gboolean      marked)
{
  GPtrArray *communes = gb_tasks_model_get_communes (GB_TASK_COMMUNES_VIEW (exportable)->model);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  for (int late = 1; late >= 0; late--)
    for (guint i = 0; i < communes->len; i++)
      if ((((GbTaskCommune *) communes->pdata[i])->counts[GB_TASK_FILTER_OVERDUE] > 0) == late)
        g_ptr_array_add (rows, communes->pdata[i]);
  return gb_export_task_communes_new (rows, communes);
}

static void
gb_task_communes_view_exportable_init (GbExportableInterface *iface)
{
  iface->get_forms = gb_task_communes_view_get_forms;
  iface->make_export = gb_task_communes_view_make_export;
}

/* --- object ----------------------------------------------------------------------------------------- */

static void
gb_task_communes_view_map (GtkWidget *widget)
{
  GbTaskCommunesView *self = GB_TASK_COMMUNES_VIEW (widget);

  if (self->stale)
    fill (self);
  self->stale = FALSE;
  GTK_WIDGET_CLASS (gb_task_communes_view_parent_class)->map (widget);
}

static void
gb_task_communes_view_dispose (GObject *object)
{
  g_clear_object (&GB_TASK_COMMUNES_VIEW (object)->model);
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (gb_task_communes_view_parent_class)->dispose (object);
}

static void
gb_task_communes_view_finalize (GObject *object)
{
  GbTaskCommunesView *self = GB_TASK_COMMUNES_VIEW (object);

  g_ptr_array_unref (self->late_ones);
  g_ptr_array_unref (self->other_ones);

  G_OBJECT_CLASS (gb_task_communes_view_parent_class)->finalize (object);
}

static void
gb_task_communes_view_class_init (GbTaskCommunesViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gb_task_communes_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = gb_task_communes_view_finalize;
  GTK_WIDGET_CLASS (klass)->map = gb_task_communes_view_map;
}

static void
gb_task_communes_view_init (GbTaskCommunesView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  GtkWidget *bin = g_object_new (GB_TYPE_ADAPTIVE_BIN, "minimum-width", 320, "page-margins", TRUE, "child", box, NULL);
  GtkWidget *scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER, "vexpand", TRUE,
                                      "child", bin, NULL);

  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 24);
  self->late_ones = g_ptr_array_new ();
  self->other_ones = g_ptr_array_new ();
  self->late = GB_ROW_SECTION (gb_row_section_new (_("Communes that are late"), TRUE, MOST_COMMUNES));
  self->others = GB_ROW_SECTION (gb_row_section_new (_("Communes without a late task"), FALSE, MOST_COMMUNES));
  g_signal_connect_object (self->late, "more", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->others, "more", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->late));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->others));
  self->state = g_object_new (GB_TYPE_STATE_VIEW, "content", scroller, "action-name", "tasks.reload", NULL);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->state));
}

/**
 * gb_task_communes_view_set_model:
 * @model: where the tasks come from; set once
 */
void
gb_task_communes_view_set_model (GbTaskCommunesView *self,
                                 GbTasksModel       *model)
{
  g_return_if_fail (GB_IS_TASK_COMMUNES_VIEW (self));
  g_return_if_fail (self->model == NULL);

  self->model = g_object_ref (model);
  g_signal_connect_object (model, "changed", G_CALLBACK (on_model_changed_cb), self, G_CONNECT_SWAPPED);
  on_model_changed_cb (self);
}
