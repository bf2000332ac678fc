/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-outbox-row.h"

#include <adwaita.h>

#include "gb-action-repository.h"
#include "gb-action-saver.h"
#include "gb-outbox-conflict.h"
#include "gb-outbox-editor.h"
#include "gb-outbox-words.h"
#include "gb-wrap-layout.h"

/**
 * GbOutboxRow:
 *
 * A line of the outbox (hộp gửi): what was asked, how far it got, and what can be done about it.
 */
struct _GbOutboxRow
{
  GtkListBoxRow parent_instance;

  GbOutboxItem *item; /* (owned) */
  GbStore *store;     /* (owned) */
  gboolean masked;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *about;
  GtkLabel *excerpt;
  GtkLabel *state;
  GtkWidget *buttons;
  GtkWidget *compare_button;
  GtkWidget *edit_button;
  GtkWidget *withdraw_button;
};

enum
{
  PROP_MASKED = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (GbOutboxRow, gb_outbox_row, GTK_TYPE_LIST_BOX_ROW)

/* A window over a popover would lie under it. */
static GtkWidget *
leave_popover (GbOutboxRow *self)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);
  GtkWidget *parent = popover != NULL ? gtk_widget_get_parent (popover) : GTK_WIDGET (self);

  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
  return parent;
}

static void
on_edit_cb (GbOutboxRow *self)
{
  g_autoptr (GbOutboxItem) item = g_object_ref (self->item);
  g_autoptr (GbStore) store = g_object_ref (self->store);

  gb_outbox_editor_present (leave_popover (self), store, item);
}

static void
on_compare_cb (GbOutboxRow *self)
{
  g_autoptr (GbOutboxItem) item = g_object_ref (self->item);
  g_autoptr (GbStore) store = g_object_ref (self->store);

  gb_outbox_conflict_present (leave_popover (self), store, item);
}

static void
on_withdraw_cb (GbOutboxRow *self)
{
  const char *ids[] = { gb_outbox_item_get_action (self->item)->id, NULL };
  GtkWidget *toasts = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);

  g_return_if_fail (toasts != NULL);
  gb_action_saver_withdraw (ADW_TOAST_OVERLAY (toasts), self->store, ids);
}

/* Enter on the row does what its first button does. */
static void
gb_outbox_row_activate (GtkListBoxRow *row)
{
  GbOutboxRow *self = GB_OUTBOX_ROW (row);

  if (gtk_widget_get_visible (self->compare_button))
    on_compare_cb (self);
  else if (gtk_widget_get_visible (self->edit_button) && gtk_widget_get_visible (self->buttons))
    on_edit_cb (self);
}

static void
show (GbOutboxRow *self)
{
  const GbAction *action = gb_outbox_item_get_action (self->item);
  gint64 now = gb_clock_now (gb_store_get_clock (self->store));
  g_autofree char *excerpt = self->masked ? NULL : gb_outbox_words_excerpt (action);
  g_autofree char *title = gb_outbox_words_title (action);
  g_autofree char *target = gb_outbox_words_about (action, gb_outbox_item_get_about (self->item));
  g_autofree char *written = gb_outbox_words_written (action, now);
  g_autofree char *about = g_strdup_printf ("%s · %s", target, written);
  g_autofree char *state = gb_outbox_words_state (action, now);
  g_autofree char *all = g_strjoin (", ", title, about, state, excerpt, NULL);
  gboolean never_left = action->state == GB_ACTION_WAITING && action->attempts == 0;
  gboolean done = action->state == GB_ACTION_APPLIED;

  gtk_image_set_from_icon_name (self->icon, gb_outbox_words_icon (action->state));
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), gb_outbox_words_style (action->state));
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->about, about);
  gtk_label_set_label (self->excerpt, excerpt != NULL ? excerpt : "");
  gtk_widget_set_visible (GTK_WIDGET (self->excerpt), excerpt != NULL);
  gtk_label_set_label (self->state, state);
  gtk_widget_set_visible (self->compare_button, action->state == GB_ACTION_CONFLICT);
  gtk_widget_set_visible (self->edit_button, !done && action->state != GB_ACTION_CONFLICT);
  gtk_widget_set_visible (self->withdraw_button, never_left);
  gtk_widget_set_visible (self->buttons, !done);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, all, -1);
}

static void
gb_outbox_row_set_property (GObject      *object,
                            guint         id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  GbOutboxRow *self = GB_OUTBOX_ROW (object);

  if (id != PROP_MASKED)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  self->masked = g_value_get_boolean (value);
  if (self->item != NULL)
    show (self);
}

static void
gb_outbox_row_dispose (GObject *object)
{
  GbOutboxRow *self = GB_OUTBOX_ROW (object);

  g_clear_object (&self->item);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gb_outbox_row_parent_class)->dispose (object);
}

static void
gb_outbox_row_class_init (GbOutboxRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = gb_outbox_row_set_property;
  G_OBJECT_CLASS (klass)->dispose = gb_outbox_row_dispose;
  /* Whether what was written by hand must not be read on the screen: it may name people. */
  props[PROP_MASKED] = g_param_spec_boolean ("masked", NULL, NULL, FALSE, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);

  GTK_LIST_BOX_ROW_CLASS (klass)->activate = gb_outbox_row_activate;
  g_type_ensure (GB_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/outbox-row.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbOutboxRow, name)
  BIND (icon);
  BIND (title);
  BIND (about);
  BIND (excerpt);
  BIND (state);
  BIND (buttons);
  BIND (compare_button);
  BIND (edit_button);
  BIND (withdraw_button);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_edit_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_compare_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_withdraw_cb);
}

static void
gb_outbox_row_init (GbOutboxRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gb_outbox_row_new:
 * @item: what it shows
 * @store: whose outbox it is
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
gb_outbox_row_new (GbOutboxItem *item,
                   GbStore      *store)
{
  GbOutboxRow *self = g_object_new (GB_TYPE_OUTBOX_ROW, NULL);

  self->item = g_object_ref (item);
  self->store = g_object_ref (store);
  show (self);
  return GTK_WIDGET (self);
}
