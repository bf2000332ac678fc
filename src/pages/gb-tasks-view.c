/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-tasks-view.h"

#include <glib/gi18n-lib.h>

#include "gb-adaptive-bin.h"
#include "gb-export-tasks.h"
#include "gb-exportable.h"
#include "gb-pass-focus.h"
#include "gb-row-section.h"
#include "gb-state-view.h"
#include "gb-task-row.h"
#include "gb-task.h"

/* More rows than that are no longer taken in at a glance. */
#define MOST_OPEN 20
#define MOST_ENDED 10
/* So few are found by looking at them. */
#define NO_SEARCH 8

/* What happens next, in the order of the page. */
static const struct
{
  GbTaskFilter filter;
  gboolean urgent;
  guint limit;
} sections[] = {
  { GB_TASK_FILTER_OVERDUE, TRUE, MOST_OPEN },    { GB_TASK_FILTER_DUE_TODAY, FALSE, MOST_OPEN },
  { GB_TASK_FILTER_DUE_SOON, FALSE, MOST_OPEN },  { GB_TASK_FILTER_ON_TRACK, FALSE, MOST_OPEN },
  { GB_TASK_FILTER_DONE, FALSE, MOST_ENDED },     { GB_TASK_FILTER_CANCELLED, FALSE, MOST_ENDED },
};

#define N_SECTIONS G_N_ELEMENTS (sections)

/**
 * GbTasksView:
 *
 * The tasks by what happens next, late first.
 */
struct _GbTasksView
{
  AdwBin parent_instance;

  GbStateView *state; /* the template's */
  GtkWidget *bar;
  GtkEditable *search;
  GtkButton *only;
  GtkLabel *only_name;
  GtkBox *groups;
  GtkLabel *nothing;

  GbRowSection *section[N_SECTIONS]; /* (owned by the widget tree) */
  GPtrArray *shown[N_SECTIONS];      /* (owned) (element-type GbTask) */
  GbTasksModel *model;               /* (owned) (nullable) */
  char *commune;                     /* (owned) (nullable): only this one's */
  char *opened;                      /* (owned) (nullable): the task whose detail is shown */
  gboolean stale;
};

static void gb_tasks_view_exportable_init (GbExportableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GbTasksView, gb_tasks_view, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (GB_TYPE_EXPORTABLE, gb_tasks_view_exportable_init))

static void
mark (GtkWidget  *row,
      const char *opened)
{
  gboolean is_opened = g_strcmp0 (gb_task_row_get_id (GB_TASK_ROW (row)), opened) == 0;

  if (is_opened)
    gtk_widget_add_css_class (row, "opened");
  else
    gtk_widget_remove_css_class (row, "opened");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_SELECTED, is_opened, -1);
}

typedef struct
{
  GbTasksView *self;
  GPtrArray *tasks;
} Filling;

static GtkWidget *
make_row (guint    index,
          gpointer data)
{
  const Filling *filling = data;
  GbTasksView *self = filling->self;
  gboolean several = gb_tasks_model_get_commune (self->model) == NULL;
  GtkWidget *row = gb_task_row_new (filling->tasks->pdata[index], several, gb_tasks_model_get_now (self->model));

  mark (row, self->opened);
  return row;
}

/* The row of a task, wherever it stands now. */
static GtkWidget *
find_row (GbTasksView *self,
          const char  *id)
{
  for (gsize i = 0; i < N_SECTIONS; i++)
    {
      GtkListBox *list = gb_row_section_get_list (self->section[i]);
      GtkListBoxRow *row;

      for (int k = 0; (row = gtk_list_box_get_row_at_index (list, k)) != NULL; k++)
        if (g_strcmp0 (gb_task_row_get_id (GB_TASK_ROW (row)), id) == 0)
          return GTK_WIDGET (row);
    }
  return NULL;
}

/* (transfer full) (nullable): whose row has the focus */
static char *
dup_focused (GbTasksView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, GB_TYPE_TASK_ROW) : NULL;

  return row != NULL && gtk_widget_is_ancestor (row, GTK_WIDGET (self))
             ? g_strdup (gb_task_row_get_id (GB_TASK_ROW (row)))
             : NULL;
}

static void
fill_section (GbTasksView *self,
              gsize        i)
{
  Filling filling = { self, self->shown[i] };

  gb_row_section_fill (self->section[i], self->shown[i]->len, make_row, &filling);
}

static void
sort_out (GbTasksView *self)
{
  GPtrArray *tasks = gb_tasks_model_get_tasks (self->model);
  const char *text = gtk_editable_get_text (self->search);
  gint64 now = gb_tasks_model_get_now (self->model);

  for (gsize i = 0; i < N_SECTIONS; i++)
    g_ptr_array_set_size (self->shown[i], 0);
  for (guint k = 0; k < tasks->len; k++)
    {
      GbTask *task = tasks->pdata[k];

      if ((self->commune != NULL && g_strcmp0 (task->commune, self->commune) != 0) || !gb_task_matches (task, text))
        continue;
      for (gsize i = 0; i < N_SECTIONS; i++)
        if (gb_task_is_in (task, sections[i].filter, now))
          g_ptr_array_add (self->shown[i], gb_task_ref (task));
    }
}

static void
fill (GbTasksView *self)
{
  g_autofree char *focused = dup_focused (self);
  GtkWidget *row;
  guint n = 0;

  sort_out (self);
  for (gsize i = 0; i < N_SECTIONS; i++)
    {
      fill_section (self, i);
      n += self->shown[i]->len;
    }
  gtk_widget_set_visible (self->bar, gb_tasks_model_get_tasks (self->model)->len > NO_SEARCH || self->commune != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), n == 0);
  row = focused != NULL ? find_row (self, focused) : NULL;
  if (row != NULL)
    gtk_widget_grab_focus (row);
}

static void
on_model_changed_cb (GbTasksView *self)
{
  const GError *error = gb_tasks_model_get_error (self->model);
  GPtrArray *tasks = gb_tasks_model_get_tasks (self->model);

  if (error != NULL)
    gb_state_view_show_error (self->state, _("The tasks cannot be read"), error->message);
  else if (tasks == NULL)
    gb_state_view_show_loading (self->state);
  else if (tasks->len == 0)
    gb_state_view_show_empty (self->state, _("No tasks yet"),
                              _("What the province orders appears here with its deadline after a synchronisation."));
  else if (!gb_tasks_model_get_loading (self->model))
    {
      /* Rows that nobody sees are not made. */
      self->stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
      if (!self->stale)
        fill (self);
      gb_state_view_show_content (self->state);
    }
}

static void
on_search_changed_cb (GbTasksView *self)
{
  if (self->model != NULL && gb_tasks_model_get_tasks (self->model) != NULL && !self->stale)
    fill (self);
}

static void
on_stop_search_cb (GbTasksView *self)
{
  gtk_editable_set_text (self->search, "");
}

static void
on_only_clicked_cb (GbTasksView *self)
{
  gb_tasks_view_set_commune (self, NULL, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
on_more_cb (GbRowSection *section,
            GbTasksView  *self)
{
  for (gsize i = 0; i < N_SECTIONS; i++)
    if (self->section[i] == section)
      fill_section (self, i);
}

/* --- what can be saved ------------------------------------------------------------------------------ */

static guint
gb_tasks_view_get_forms (GbExportable *exportable)
{
  GbTasksView *self = GB_TASKS_VIEW (exportable);
  guint n = 0;

  for (gsize i = 0; i < N_SECTIONS; i++)
    n += self->shown[i]->len;
  return n > 0 ? GB_EXPORT_TABLES | GB_EXPORT_BIT (GB_EXPORT_CALENDAR) | GB_EXPORT_BIT (GB_EXPORT_WHOLE_CALENDAR) : 0;
}

static GbExport *
gb_tasks_view_make_export (GbExportable *exportable,
                           GbExportForm  form,
                           gboolean      marked)
{
  GbTasksView *self = GB_TASKS_VIEW (exportable);
  g_autoptr (GPtrArray) rows = gb_export_rows_new ();

  for (gsize i = 0; i < N_SECTIONS; i++)
    for (guint k = 0; k < self->shown[i]->len; k++)
      gb_export_rows_add (rows, gb_task_filter_label (sections[i].filter), gb_task_ref (self->shown[i]->pdata[k]),
                          (GDestroyNotify) gb_task_unref);
  return gb_export_tasks_new (rows, form, gb_tasks_model_get_commune (self->model));
}

static void
gb_tasks_view_exportable_init (GbExportableInterface *iface)
{
  iface->get_forms = gb_tasks_view_get_forms;
  iface->make_export = gb_tasks_view_make_export;
}

/* --- object ----------------------------------------------------------------------------------------- */

static gboolean
gb_tasks_view_grab_focus (GtkWidget *widget)
{
  GbTasksView *self = GB_TASKS_VIEW (widget);
  GtkWidget *row = self->opened != NULL ? find_row (self, self->opened) : NULL;

  for (gsize i = 0; row == NULL && i < N_SECTIONS; i++)
    row = GTK_WIDGET (gtk_list_box_get_row_at_index (gb_row_section_get_list (self->section[i]), 0));
  return row != NULL && gtk_widget_grab_focus (row);
}

static void
gb_tasks_view_map (GtkWidget *widget)
{
  GbTasksView *self = GB_TASKS_VIEW (widget);

  if (self->stale)
    fill (self);
  self->stale = FALSE;
  GTK_WIDGET_CLASS (gb_tasks_view_parent_class)->map (widget);
}

static void
gb_tasks_view_dispose (GObject *object)
{
  GbTasksView *self = GB_TASKS_VIEW (object);

  g_clear_object (&self->model);
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (gb_tasks_view_parent_class)->dispose (object);
}

static void
gb_tasks_view_finalize (GObject *object)
{
  GbTasksView *self = GB_TASKS_VIEW (object);

  for (gsize i = 0; i < N_SECTIONS; i++)
    g_ptr_array_unref (self->shown[i]);
  g_free (self->commune);
  g_free (self->opened);

  G_OBJECT_CLASS (gb_tasks_view_parent_class)->finalize (object);
}

static void
gb_tasks_view_class_init (GbTasksViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_tasks_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = gb_tasks_view_finalize;
  GTK_WIDGET_CLASS (klass)->map = gb_tasks_view_map;
  widget_class->grab_focus = gb_tasks_view_grab_focus;
  gb_pass_focus (widget_class);
  g_type_ensure (GB_TYPE_ADAPTIVE_BIN);
  g_type_ensure (GB_TYPE_STATE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-tasks-view.ui");
  gtk_widget_class_bind_template_child (widget_class, GbTasksView, state);
  gtk_widget_class_bind_template_child (widget_class, GbTasksView, bar);
  gtk_widget_class_bind_template_child (widget_class, GbTasksView, search);
  gtk_widget_class_bind_template_child (widget_class, GbTasksView, only);
  gtk_widget_class_bind_template_child (widget_class, GbTasksView, only_name);
  gtk_widget_class_bind_template_child (widget_class, GbTasksView, groups);
  gtk_widget_class_bind_template_child (widget_class, GbTasksView, nothing);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_only_clicked_cb);
}

static void
gb_tasks_view_init (GbTasksView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (gsize i = 0; i < N_SECTIONS; i++)
    {
      self->shown[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_task_unref);
      self->section[i] = GB_ROW_SECTION (
          gb_row_section_new (gb_task_filter_label (sections[i].filter), sections[i].urgent, sections[i].limit));
      g_signal_connect_object (self->section[i], "more", G_CALLBACK (on_more_cb), self, 0);
      gtk_box_append (self->groups, GTK_WIDGET (self->section[i]));
    }
}

/**
 * gb_tasks_view_set_model:
 * @model: where the tasks come from; set once
 */
void
gb_tasks_view_set_model (GbTasksView  *self,
                         GbTasksModel *model)
{
  g_return_if_fail (GB_IS_TASKS_VIEW (self));
  g_return_if_fail (self->model == NULL);

  self->model = g_object_ref (model);
  g_signal_connect_object (model, "changed", G_CALLBACK (on_model_changed_cb), self, G_CONNECT_SWAPPED);
  on_model_changed_cb (self);
}

/**
 * gb_tasks_view_set_commune:
 * @commune: (nullable): only this commune's tasks are wanted; %NULL = all
 * @name: (nullable): its name
 *
 * Leaves out the tasks of others, and those of every commune.
 */
void
gb_tasks_view_set_commune (GbTasksView *self,
                           const char  *commune,
                           const char  *name)
{
  g_return_if_fail (GB_IS_TASKS_VIEW (self));

  g_free (self->commune);
  self->commune = g_strdup (commune);
  gtk_label_set_label (self->only_name, name != NULL ? name : "");
  gtk_widget_set_visible (GTK_WIDGET (self->only), commune != NULL);
  on_search_changed_cb (self);
}

/**
 * gb_tasks_view_set_opened:
 * @id: (nullable): the task whose detail is shown
 */
void
gb_tasks_view_set_opened (GbTasksView *self,
                          const char  *id)
{
  GtkWidget *row;

  g_return_if_fail (GB_IS_TASKS_VIEW (self));

  row = find_row (self, self->opened);
  g_free (self->opened);
  self->opened = g_strdup (id);
  if (row != NULL)
    mark (row, id);
  row = id != NULL ? find_row (self, id) : NULL;
  if (row != NULL)
    mark (row, id);
}
