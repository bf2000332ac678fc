/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-task-row.h"

#include "gb-adaptive-bin.h"
#include "gb-class-label.h"
#include "gb-class-text.h"
#include "gb-task-words.h"

/**
 * GbTaskRow:
 *
 * One task in a list: what is to be done, how far it is and what is left of its time.
 */
struct _GbTaskRow
{
  GtkListBoxRow parent_instance;

  char *id; /* (owned) */
  GtkImage *icon; /* the template's */
  GtkLabel *title;
  GtkLabel *caption;
  GtkWidget *parts;
  GtkWidget *progress_box;
  GtkLabel *progress;
  GtkProgressBar *bar;
  GtkWidget *due_box;
  GtkLabel *due;
  GbClassLabel *left;
  GtkWidget *pending;
};

G_DEFINE_FINAL_TYPE (GbTaskRow, gb_task_row, GTK_TYPE_LIST_BOX_ROW)

/* Where there is little room the parts stand one under the other, each on one line where there is room for that. */
static void
on_narrow_cb (GbAdaptiveBin *bin,
              GParamSpec    *pspec,
              GbTaskRow     *self)
{
  gboolean narrow = gb_adaptive_bin_get_narrow (bin);
  gboolean beside = narrow && !gb_adaptive_bin_get_medium (bin);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->parts),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->due_box),
                                  beside ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self->due_box), beside ? 12 : 2);
  gtk_widget_set_margin_start (self->due_box, narrow ? 0 : 12);
  /* beside what is left of the time it stands, too */
  gtk_widget_set_visible (GTK_WIDGET (self->icon), !gb_adaptive_bin_get_medium (bin));
}

static void
gb_task_row_root (GtkWidget *widget)
{
  GbTaskRow *self = GB_TASK_ROW (widget);
  GtkWidget *bin;

  GTK_WIDGET_CLASS (gb_task_row_parent_class)->root (widget);
  bin = gtk_widget_get_ancestor (widget, GB_TYPE_ADAPTIVE_BIN);
  if (bin == NULL)
    return;
  g_signal_connect_object (bin, "notify::narrow", G_CALLBACK (on_narrow_cb), self, 0);
  g_signal_connect_object (bin, "notify::medium", G_CALLBACK (on_narrow_cb), self, 0);
  on_narrow_cb (GB_ADAPTIVE_BIN (bin), NULL, self);
}

static void
gb_task_row_dispose (GObject *object)
{
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (object), NULL);

  G_OBJECT_CLASS (gb_task_row_parent_class)->dispose (object);
}

static void
gb_task_row_finalize (GObject *object)
{
  g_free (GB_TASK_ROW (object)->id);

  G_OBJECT_CLASS (gb_task_row_parent_class)->finalize (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbTaskRow, name)

static void
gb_task_row_class_init (GbTaskRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_task_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = gb_task_row_finalize;
  widget_class->root = gb_task_row_root;
  g_type_ensure (GB_TYPE_CLASS_LABEL);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-task-row.ui");
  BIND (icon);
  BIND (title);
  BIND (caption);
  BIND (parts);
  BIND (progress_box);
  BIND (progress);
  BIND (bar);
  BIND (due_box);
  BIND (due);
  BIND (left);
  BIND (pending);
}

static void
gb_task_row_init (GbTaskRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_class (GbTaskRow    *self,
            const GbTask *task)
{
  gboolean cancelled = task->state == GB_TASK_CANCELLED;
  GbDeadlineClass klass = cancelled ? GB_DEADLINE_CLASS_PAUSED : task->klass;
  g_autofree char *left = gb_task_words_left (task);

  gtk_image_set_from_icon_name (self->icon, cancelled ? "gb-no-due-symbolic" : gb_class_icon_name (klass));
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), klass == GB_DEADLINE_CLASS_FINISHED ? "on-track"
                                                                                         : gb_class_style (klass));
  gb_class_label_set_deadline_class (self->left, task->state == GB_TASK_OPEN ? (int) klass : -1);
  gb_class_label_set_text (self->left, left);
}

/**
 * gb_task_row_new:
 * @with_commune: whether several communes' tasks are seen
 * @now: UTC seconds
 *
 * Returns: (transfer floating): a row that opens the task
 */
GtkWidget *
gb_task_row_new (const GbTask *task,
                 gboolean      with_commune,
                 gint64        now)
{
  GbTaskRow *self = g_object_new (GB_TYPE_TASK_ROW, "action-name", "tasks.open-task", NULL);
  g_autofree char *caption = gb_task_words_caption (task, with_commune, now);
  g_autofree char *progress = gb_task_words_progress (task);
  g_autofree char *due = gb_task_words_due (task, now);
  g_autofree char *spoken = gb_task_words_spoken (task, now);

  self->id = g_strdup (task->id);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", task->id);
  gtk_label_set_label (self->title, task->title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), task->title);
  gtk_label_set_label (self->caption, caption);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->caption), caption);
  gtk_label_set_label (self->progress, progress);
  gtk_progress_bar_set_fraction (self->bar, task->total > 0 ? CLAMP (task->done / task->total, 0, 1) : 0);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), task->total > 0);
  gtk_label_set_label (self->due, due);
  gtk_widget_set_visible (self->pending, task->pending);
  show_class (self, task);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, task->title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spoken, -1);
  return GTK_WIDGET (self);
}

/**
 * gb_task_row_get_id:
 *
 * Returns: the task's id
 */
const char *
gb_task_row_get_id (GbTaskRow *self)
{
  g_return_val_if_fail (GB_IS_TASK_ROW (self), NULL);

  return self->id;
}
