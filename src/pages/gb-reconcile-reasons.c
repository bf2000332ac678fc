/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-reconcile-reasons.h"

#include <glib/gi18n-lib.h>

#include "gb-format.h"
#include "gb-wrap-layout.h"

#define N_CHIPS (GB_N_RECONCILE_REASONS + 1)

/**
 * GbReconcileReasons:
 *
 * A chip for each reason that a #GbReconcileList has found, with its count, and one for all. The one
 * that is pressed is what the list shows. In a narrow window they are one line that scrolls.
 */
struct _GbReconcileReasons
{
  AdwBin parent_instance;

  GbReconcileList *list; /* (owned) (nullable) */
  GtkWidget *box; /* (owned): the chips' */
  GtkWidget *scrolled; /* (owned): around it in a narrow window */
  GtkWidget *chips[N_CHIPS]; /* (owned by the widget tree): the first is for all */
  GtkWidget *counts[N_CHIPS]; /* (owned by the widget tree) */
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (GbReconcileReasons, gb_reconcile_reasons, ADW_TYPE_BIN)

static const char *
title_of (int reason)
{
  return reason == GB_RECONCILE_ANY ? _("All") : gb_reconcile_reason_title (reason);
}

static void
show_count (GbReconcileReasons *self,
            int                 reason)
{
  int i = reason + 1;
  guint n = gb_reconcile_list_count (self->list, reason);
  g_autofree char *number = gb_format_number (n);
  /* Translators: a reason and how many dossiers there are for it */
  g_autofree char *label = g_strdup_printf (ngettext ("%s, %s dossier", "%s, %s dossiers", n), title_of (reason),
                                            number);

  gtk_label_set_label (GTK_LABEL (self->counts[i]), number);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->chips[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  /* A reason that is chosen stays when nothing is left of it, until another one is. */
  gtk_widget_set_visible (self->chips[i], reason == GB_RECONCILE_ANY || n > 0
                                            || gb_reconcile_list_get_reason (self->list) == reason);
}

static void
update (GbReconcileReasons *self)
{
  self->updating = TRUE;
  for (int reason = GB_RECONCILE_ANY; reason < GB_N_RECONCILE_REASONS; reason++)
    show_count (self, reason);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->chips[gb_reconcile_list_get_reason (self->list) + 1]), TRUE);
  self->updating = FALSE;
}

static void
on_toggled_cb (GbReconcileReasons *self,
               GtkToggleButton    *chip)
{
  if (self->updating || self->list == NULL || !gtk_toggle_button_get_active (chip))
    return;
  for (int i = 0; i < N_CHIPS; i++)
    if (self->chips[i] == GTK_WIDGET (chip))
      gb_reconcile_list_set_reason (self->list, i - 1);
}

static void
add_chip (GbReconcileReasons *self,
          int                 reason)
{
  int i = reason + 1;
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *chip = gtk_toggle_button_new ();
  GtkWidget *title;

  self->chips[i] = chip;
  self->counts[i] = gtk_label_new ("0");
  gtk_widget_add_css_class (self->counts[i], "count");
  title = gtk_label_new (title_of (reason));
  gtk_box_append (GTK_BOX (content), title);
  gtk_box_append (GTK_BOX (content), self->counts[i]);
  gtk_button_set_child (GTK_BUTTON (chip), content);
  gtk_widget_add_css_class (chip, "gb-chip");
  if (reason != GB_RECONCILE_ANY)
    {
      gtk_widget_set_tooltip_text (chip, gb_reconcile_reason_label (reason));
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (chip), GTK_TOGGLE_BUTTON (self->chips[0]));
      gtk_widget_set_visible (chip, FALSE);
    }
  g_signal_connect_swapped (chip, "toggled", G_CALLBACK (on_toggled_cb), self);
  gtk_box_append (GTK_BOX (self->box), chip);
}

static GtkLayoutManager *
new_layout (gboolean narrow)
{
  GtkLayoutManager *layout = narrow ? gtk_box_layout_new (GTK_ORIENTATION_HORIZONTAL) : gb_wrap_layout_new ();

  g_object_set (layout, "spacing", 8, NULL);
  if (!narrow)
    g_object_set (layout, "line-spacing", 8, NULL);
  return layout;
}

static void
gb_reconcile_reasons_dispose (GObject *object)
{
  GbReconcileReasons *self = GB_RECONCILE_REASONS (object);

  g_clear_object (&self->list);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->box);
  g_clear_object (&self->scrolled);

  G_OBJECT_CLASS (gb_reconcile_reasons_parent_class)->dispose (object);
}

static void
gb_reconcile_reasons_class_init (GbReconcileReasonsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gb_reconcile_reasons_dispose;
}

static void
gb_reconcile_reasons_init (GbReconcileReasons *self)
{
  self->box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8));
  self->scrolled = g_object_ref_sink (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Reasons"), -1);
  for (int reason = GB_RECONCILE_ANY; reason < GB_N_RECONCILE_REASONS; reason++)
    add_chip (self, reason);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->chips[0]), TRUE);
  gb_reconcile_reasons_set_narrow (self, FALSE);
}

void
gb_reconcile_reasons_set_list (GbReconcileReasons *self,
                               GbReconcileList    *list)
{
  g_return_if_fail (GB_IS_RECONCILE_REASONS (self));

  g_set_object (&self->list, list);
  g_signal_connect_object (list, "updated", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

/**
 * gb_reconcile_reasons_set_narrow:
 * @narrow: whether the chips are smaller and on one line
 */
void
gb_reconcile_reasons_set_narrow (GbReconcileReasons *self,
                                 gboolean            narrow)
{
  g_return_if_fail (GB_IS_RECONCILE_REASONS (self));

  for (int i = 0; i < N_CHIPS; i++)
    {
      GtkWidget *title = gtk_widget_get_first_child (gtk_button_get_child (GTK_BUTTON (self->chips[i])));

      /* What scrolls has room for all its words. */
      gtk_label_set_ellipsize (GTK_LABEL (title), narrow ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
      if (narrow)
        gtk_widget_add_css_class (self->chips[i], "compact");
      else
        gtk_widget_remove_css_class (self->chips[i], "compact");
    }
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), NULL);
  gtk_widget_set_layout_manager (self->box, new_layout (narrow));
  if (narrow)
    gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->box);
  adw_bin_set_child (ADW_BIN (self), narrow ? self->scrolled : self->box);
}
