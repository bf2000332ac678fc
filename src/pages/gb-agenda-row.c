/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-agenda-row.h"

#include <glib/gi18n-lib.h>

#include "gb-adaptive-bin.h"
#include "gb-dossier-query.h"
#include "gb-issue.h"
#include "gb-today-text.h"

/**
 * GbAgendaRow:
 *
 * One thing that asks for a decision. It can be opened where a page shows more of it.
 */
struct _GbAgendaRow
{
  GtkListBoxRow parent_instance;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *caption;
  GtkWidget *button;
  GtkImage *arrow;
};

G_DEFINE_FINAL_TYPE (GbAgendaRow, gb_agenda_row, GTK_TYPE_LIST_BOX_ROW)

static const struct
{
  const char *icon;
  const char *style;
} looks[] = {
  [GB_AGENDA_LETTERS_TO_SIGN] = { "gb-due-today-symbolic", "due-today" },
  [GB_AGENDA_ANSWERS_OVERDUE] = { "gb-issues-symbolic", "late" },
  [GB_AGENDA_REPORTS_OVERDUE] = { "gb-pins-symbolic", "late" },
  [GB_AGENDA_URGE_UNANSWERED] = { "gb-late-reception-symbolic", "due-soon" },
  [GB_AGENDA_TASK_DUE] = { "gb-tasks-symbolic", "due-today" },
  [GB_AGENDA_TASKS_DUE] = { "gb-tasks-symbolic", "due-today" },
  [GB_AGENDA_SECONDMENT_ENDS] = { "gb-due-soon-symbolic", "due-today" },
  [GB_AGENDA_NO_STAND_IN] = { "gb-people-symbolic", "due-soon" },
};

/* Where there is little room the whole row opens in place of its button. */
static void
gb_agenda_row_root (GtkWidget *widget)
{
  GbAgendaRow *self = GB_AGENDA_ROW (widget);
  GtkWidget *bin;

  GTK_WIDGET_CLASS (gb_agenda_row_parent_class)->root (widget);
  bin = gtk_widget_get_ancestor (widget, GB_TYPE_ADAPTIVE_BIN);
  if (bin == NULL || gtk_button_get_label (GTK_BUTTON (self->button)) == NULL)
    return;
  g_object_bind_property (bin, "narrow", self->button, "visible", G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  g_object_bind_property (bin, "narrow", self->arrow, "visible", G_BINDING_SYNC_CREATE);
}

static void
gb_agenda_row_dispose (GObject *object)
{
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (object), NULL);

  G_OBJECT_CLASS (gb_agenda_row_parent_class)->dispose (object);
}

static void
gb_agenda_row_class_init (GbAgendaRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_agenda_row_dispose;
  GTK_WIDGET_CLASS (klass)->root = gb_agenda_row_root;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-agenda-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GbAgendaRow, icon);
  gtk_widget_class_bind_template_child (widget_class, GbAgendaRow, title);
  gtk_widget_class_bind_template_child (widget_class, GbAgendaRow, caption);
  gtk_widget_class_bind_template_child (widget_class, GbAgendaRow, button);
  gtk_widget_class_bind_template_child (widget_class, GbAgendaRow, arrow);
}

static void
gb_agenda_row_init (GbAgendaRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
open_by (GbAgendaRow *self,
         const char  *action,
         const char  *target)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), target != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->arrow), target != NULL);
  if (target == NULL)
    return;
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", target);
}

/* What is most urgent has a button that says so; it opens what the row opens. */
static void
offer (GbAgendaRow *self,
       const char  *label,
       const char  *action,
       const char  *target)
{
  open_by (self, action, target);
  gtk_button_set_label (GTK_BUTTON (self->button), label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "s", target);
}

/* Exactly those that were counted. */
static void
open_issues (GbAgendaRow        *self,
             const GbAgendaItem *item)
{
  gboolean own = item->kind == GB_AGENDA_REPORTS_OVERDUE;
  const char *set = gb_issue_set_nick (own ? GB_ISSUE_SET_OVERDUE_OWN : GB_ISSUE_SET_OVERDUE_ABOVE);

  gtk_widget_set_visible (GTK_WIDGET (self->arrow), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "(ssms)", item->document, set, own ? NULL : item->target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "win.show-issues");
}

/**
 * gb_agenda_row_new:
 * @item: what asks for a decision
 * @today: the day it is read on
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
gb_agenda_row_new (const GbAgendaItem *item,
                   GbDay               today)
{
  GbAgendaRow *self = g_object_new (GB_TYPE_AGENDA_ROW, NULL);
  g_autofree char *title = gb_today_text_item (item);
  g_autofree char *caption = gb_today_text_item_more (item, today);

  gtk_image_set_from_icon_name (self->icon, looks[item->kind].icon);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), looks[item->kind].style);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->caption, caption);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->caption), caption);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, caption, -1);
  if (item->kind == GB_AGENDA_LETTERS_TO_SIGN)
    offer (self, _("View and sign"), "win.show-dossiers", gb_dossier_filter_nick (GB_DOSSIER_FILTER_SIGN_TODAY));
  else if (item->kind == GB_AGENDA_ANSWERS_OVERDUE || item->kind == GB_AGENDA_REPORTS_OVERDUE)
    open_issues (self, item);
  else if (item->kind == GB_AGENDA_TASK_DUE)
    open_by (self, "win.open-task", item->target);
  else if (item->kind == GB_AGENDA_TASKS_DUE)
    open_by (self, "win.show-page", "tasks");
  else if (item->kind == GB_AGENDA_SECONDMENT_ENDS || item->kind == GB_AGENDA_NO_STAND_IN)
    open_by (self, "win.open-officer", item->target != NULL ? item->target : "");
  else
    open_by (self, "win.search", item->target);
  return GTK_WIDGET (self);
}
