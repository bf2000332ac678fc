/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-issue-actions.h"

#include <glib/gi18n-lib.h>

#include "gb-action-saver.h"
#include "gb-contact-button.h"
#include "gb-issue-course.h"
#include "gb-issue-say-window.h"
#include "gb-issue-urge.h"
#include "gb-wrap-layout.h"

/**
 * GbIssueActions:
 *
 * What can be done about an issue, and what was done here and waits to be sent.
 */
struct _GbIssueActions
{
  AdwBin parent_instance;

  GtkWidget *confirm; /* the template's */
  GtkWidget *reject;
  GtkWidget *urge;
  GtkWidget *escalate;
  GtkWidget *edit;
  GbContactButton *contacts;
  GtkBox *pending;

  GbStore *store; /* (owned) (nullable) */
  GbIssueDetail *detail; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (GbIssueActions, gb_issue_actions, ADW_TYPE_BIN)

static void
say (GbIssueActions *self,
     GbIssueSay      what)
{
  gb_issue_say_window_present (GTK_WIDGET (self), self->store, self->detail, what);
}

static void
confirm_cb (GbIssueActions *self)
{
  say (self, GB_ISSUE_SAY_CONFIRM);
}

static void
reject_cb (GbIssueActions *self)
{
  say (self, GB_ISSUE_SAY_REJECT);
}

static void
urge_cb (GbIssueActions *self)
{
  gb_issue_urge (GTK_WIDGET (self), self->store, self->detail->issue->id);
}

static void
escalate_cb (GbIssueActions *self)
{
  say (self, GB_ISSUE_SAY_ESCALATE);
}

static void
note_cb (GbIssueActions *self)
{
  say (self, GB_ISSUE_SAY_NOTE);
}

static void
withdraw_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  GbIssueActions *self = GB_ISSUE_ACTIONS (widget);
  GtkWidget *toasts = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  const char *ids[] = { g_variant_get_string (parameter, NULL), NULL };

  g_return_if_fail (toasts != NULL);
  gb_action_saver_withdraw (ADW_TOAST_OVERLAY (toasts), self->store, ids);
}

/* --- what waits ----------------------------------------------------------------------------- */

static GtkWidget *
make_button (const GbAction *action)
{
  gboolean trouble = action->state == GB_ACTION_REFUSED || action->state == GB_ACTION_CONFLICT;
  GtkWidget *button;

  if (!trouble && (action->state != GB_ACTION_WAITING || action->attempts > 0))
    return NULL;
  button = gtk_button_new_with_label (trouble ? _("Look at it") : _("Withdraw"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), trouble ? "win.show-outbox" : "issue-actions.withdraw");
  if (!trouble)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", action->id);
  return button;
}

static void
add_pending (GbIssueActions *self,
             const GbAction *action)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  /* Translators: what was done here, and its state: "Note on an issue: waiting to be sent" */
  g_autofree char *words
      = g_strdup_printf (_("%s: %s"), gb_action_type_label (action->type), gb_action_state_label (action->state));
  GtkWidget *label = gtk_label_new (words);
  GtkWidget *button = make_button (action);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (line, "pane-pending");
  gtk_box_append (GTK_BOX (line), label);
  if (button != NULL)
    gtk_box_append (GTK_BOX (line), button);
  gtk_box_append (self->pending, line);
}

static void
show_pending (GbIssueActions *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->pending))) != NULL)
    gtk_box_remove (self->pending, child);
  for (guint i = 0; i < self->detail->pending->len; i++)
    add_pending (self, self->detail->pending->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->pending), self->detail->pending->len > 0);
}

/* --- object --------------------------------------------------------------------------------- */

static void
gb_issue_actions_dispose (GObject *object)
{
  GbIssueActions *self = GB_ISSUE_ACTIONS (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->detail, gb_issue_detail_unref);
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (gb_issue_actions_parent_class)->dispose (object);
}

static void
gb_issue_actions_class_init (GbIssueActionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_issue_actions_dispose;
  g_type_ensure (GB_TYPE_CONTACT_BUTTON);
  g_type_ensure (GB_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-issue-actions.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbIssueActions, name)
  BIND (confirm);
  BIND (reject);
  BIND (urge);
  BIND (escalate);
  BIND (edit);
  BIND (contacts);
  BIND (pending);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, confirm_cb);
  gtk_widget_class_bind_template_callback (widget_class, reject_cb);
  gtk_widget_class_bind_template_callback (widget_class, urge_cb);
  gtk_widget_class_bind_template_callback (widget_class, escalate_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_cb);
  gtk_widget_class_install_action (widget_class, "issue-actions.withdraw", "s", withdraw_action);
}

static void
gb_issue_actions_init (GbIssueActions *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gb_issue_actions_show:
 * @store: where actions are stored
 * @detail: of the issue to be shown
 */
void
gb_issue_actions_show (GbIssueActions *self,
                       GbStore        *store,
                       GbIssueDetail  *detail)
{
  const GbAction *raised = detail->issue->local && detail->pending->len > 0 ? detail->pending->pdata[0] : NULL;

  g_return_if_fail (GB_IS_ISSUE_ACTIONS (self));

  g_set_object (&self->store, store);
  g_clear_pointer (&self->detail, gb_issue_detail_unref);
  self->detail = gb_issue_detail_ref (detail);
  gtk_widget_set_visible (self->confirm, detail->may_judge);
  gtk_widget_set_visible (self->reject, detail->may_judge);
  gtk_widget_set_visible (self->urge, detail->may_urge);
  gtk_widget_set_visible (self->escalate, detail->may_escalate);
  gtk_widget_set_visible (self->edit, raised != NULL && raised->state != GB_ACTION_APPLIED);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->edit), "s", detail->issue->id);
  gb_contact_button_set_about (self->contacts, store, detail->issue->department, detail->issue->field);
  show_pending (self);
}
