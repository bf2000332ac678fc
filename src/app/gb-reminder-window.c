/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-reminder-window.h"

#include "gb-adaptive-bin.h"
#include "gb-dialog.h"
#include "gb-format.h"
#include "gb-officer-row.h"
#include "gb-task-row.h"

/**
 * GbReminderWindow:
 *
 * The rows that a notice counted (nhắc việc), where they are not dossiers: tasks, or officers whose term ends. A row
 * opens its record in the window behind.
 */
struct _GbReminderWindow
{
  AdwWindow parent_instance;

  GtkLabel *heading;
  GtkListBox *list;
  GtkWidget *nothing;

  GbWindow *behind; /* (weak) (nullable) */
};

G_DEFINE_FINAL_TYPE (GbReminderWindow, gb_reminder_window, ADW_TYPE_WINDOW)

static void
open_behind (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  GbReminderWindow *self = GB_REMINDER_WINDOW (widget);

  if (self->behind != NULL)
    {
      gtk_widget_activate_action_variant (GTK_WIDGET (self->behind), action, parameter);
      gtk_window_present (GTK_WINDOW (self->behind));
    }
  gtk_window_close (GTK_WINDOW (self));
}

/* What the rows do where they stand otherwise. */
static void
open_task_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  open_behind (widget, "win.open-task", parameter);
}

static void
open_officer_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  open_behind (widget, "win.open-officer", parameter);
}

static void
gb_reminder_window_dispose (GObject *object)
{
  g_clear_weak_pointer (&GB_REMINDER_WINDOW (object)->behind);

  G_OBJECT_CLASS (gb_reminder_window_parent_class)->dispose (object);
}

static void
gb_reminder_window_class_init (GbReminderWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_reminder_window_dispose;
  g_type_ensure (GB_TYPE_ADAPTIVE_BIN);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/reminder-window.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbReminderWindow, name)
  BIND (heading);
  BIND (list);
  BIND (nothing);
#undef BIND
  gtk_widget_class_install_action (widget_class, "tasks.open-task", "s", open_task_action);
  gtk_widget_class_install_action (widget_class, "people.open-officer", "s", open_officer_action);
}

static void
gb_reminder_window_init (GbReminderWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GbReminderWindow *
create (GbWindow   *parent,
        const char *title,
        gboolean    empty)
{
  GbReminderWindow *self = g_object_new (GB_TYPE_REMINDER_WINDOW, "transient-for", parent, NULL);

  g_set_weak_pointer (&self->behind, parent);
  gtk_label_set_label (self->heading, title);
  gtk_widget_set_visible (GTK_WIDGET (self->list), !empty);
  gtk_widget_set_visible (self->nothing, empty);
  return self;
}

/* The first row has the focus: Enter opens it. */
static void
present (GbReminderWindow *self)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->list, 0);

  gb_dialog_present (GTK_WINDOW (self));
  if (first != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (first));
}

/**
 * gb_reminder_window_present_tasks:
 * @parent: where a row opens
 * @title: what the rows are, with their count
 * @tasks: (element-type GbTask): the rows
 * @now: UTC seconds for which the tasks were read
 */
void
gb_reminder_window_present_tasks (GbWindow   *parent,
                                  const char *title,
                                  GPtrArray  *tasks,
                                  gint64      now)
{
  GbReminderWindow *self = create (parent, title, tasks->len == 0);

  for (guint i = 0; i < tasks->len; i++)
    gtk_list_box_append (self->list, gb_task_row_new (tasks->pdata[i], FALSE, now));
  present (self);
}

/**
 * gb_reminder_window_present_officers:
 * @parent: where a row opens
 * @title: what the rows are, with their count
 * @officers: (element-type GbOfficer): the rows
 * @people: whom they are among
 */
void
gb_reminder_window_present_officers (GbWindow   *parent,
                                     const char *title,
                                     GPtrArray  *officers,
                                     GbPeople   *people)
{
  GbReminderWindow *self = create (parent, title, officers->len == 0);
  gboolean masked;

  g_object_get (parent, "masked", &masked, NULL);
  gb_officer_row_fill (self->list, officers, people, masked);
  present (self);
}
