/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-confirm-window.h"

#include "gb-dialog.h"

/**
 * GbConfirmWindow:
 *
 * Asks once more before something that cannot be undone.
 */
struct _GbConfirmWindow
{
  AdwWindow parent_instance;

  GtkLabel *question;
  GtkLabel *text;
  GtkButton *action;
  GtkWidget *cancel;
};

G_DEFINE_FINAL_TYPE (GbConfirmWindow, gb_confirm_window, ADW_TYPE_WINDOW)

static guint confirmed_signal;

static void
on_action_clicked_cb (GbConfirmWindow *self)
{
  g_signal_emit (self, confirmed_signal, 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
gb_confirm_window_class_init (GbConfirmWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /**
   * GbConfirmWindow::confirmed:
   *
   * It is to be done; the window closes.
   */
  confirmed_signal = g_signal_new ("confirmed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT_DIALOG);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/confirm-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GbConfirmWindow, question);
  gtk_widget_class_bind_template_child (widget_class, GbConfirmWindow, text);
  gtk_widget_class_bind_template_child (widget_class, GbConfirmWindow, action);
  gtk_widget_class_bind_template_child (widget_class, GbConfirmWindow, cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_action_clicked_cb);
}

static void
gb_confirm_window_init (GbConfirmWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gb_confirm_window_new:
 * @parent: the window it belongs to
 * @question: what is asked, short
 * @text: what will happen
 * @action: what the button that does it is called
 *
 * Returns: (transfer none): the window, which GTK owns
 */
GbConfirmWindow *
gb_confirm_window_new (GtkWindow  *parent,
                       const char *question,
                       const char *text,
                       const char *action)
{
  GbConfirmWindow *self = g_object_new (GB_TYPE_CONFIRM_WINDOW, "transient-for", parent, "title", question, NULL);

  gtk_label_set_label (self->question, question);
  gtk_label_set_label (self->text, text);
  gtk_button_set_label (self->action, action);
  return self;
}

/**
 * gb_confirm_window_present:
 *
 * Shows it; Enter leaves everything as it is.
 */
void
gb_confirm_window_present (GbConfirmWindow *self)
{
  g_return_if_fail (GB_IS_CONFIRM_WINDOW (self));

  gtk_window_set_focus (GTK_WINDOW (self), self->cancel);
  gb_dialog_present (GTK_WINDOW (self));
}
