/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-outbox-window.h"

#include <glib/gi18n-lib.h>

#include "gb-adaptive-bin.h"
#include "gb-dialog.h"
#include "gb-outbox-row.h"

/**
 * GbOutboxWindow:
 *
 * The whole outbox (hộp gửi) in three parts: what needs a decision, what waits to be sent, what was
 * done of late.
 */
struct _GbOutboxWindow
{
  AdwWindow parent_instance;

  GtkStack *stack;
  GtkWidget *trouble_part;
  GtkListBox *trouble;
  GtkWidget *waiting_part;
  GtkLabel *files;
  GtkListBox *waiting;
  GtkWidget *done_part;
  GtkListBox *done;

  GbOutboxModel *model; /* (owned) */
};

G_DEFINE_FINAL_TYPE (GbOutboxWindow, gb_outbox_window, ADW_TYPE_WINDOW)

static gboolean
is_trouble (gpointer item,
            gpointer data)
{
  return gb_outbox_item_is_trouble (item);
}

static gboolean
is_done (gpointer item,
         gpointer data)
{
  return gb_outbox_item_get_action (item)->state == GB_ACTION_APPLIED;
}

static gboolean
is_waiting (gpointer item,
            gpointer data)
{
  return !is_trouble (item, NULL) && !is_done (item, NULL);
}

static GtkWidget *
make_row (gpointer item,
          gpointer data)
{
  GbOutboxWindow *self = data;
  GtkWidget *row = gb_outbox_row_new (item, gb_outbox_model_get_store (self->model));

  g_object_bind_property (self->model, "masked", row, "masked", G_BINDING_SYNC_CREATE);
  return row;
}

static void
update_empty (GbOutboxWindow *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));

  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "empty");
}

static void
update_part (GtkWidget  *part,
             guint       position,
             guint       removed,
             guint       added,
             GListModel *rows)
{
  gtk_widget_set_visible (part, g_list_model_get_n_items (rows) > 0);
}

static void
bind (GbOutboxWindow         *self,
      GtkListBox             *list,
      GtkWidget              *part,
      GtkCustomFilterFunc     func)
{
  GtkFilter *filter = GTK_FILTER (gtk_custom_filter_new (func, NULL, NULL));
  g_autoptr (GtkFilterListModel) rows
      = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->model)), filter);

  gtk_list_box_bind_model (list, G_LIST_MODEL (rows), make_row, self, NULL);
  g_signal_connect_object (rows, "items-changed", G_CALLBACK (update_part), part, G_CONNECT_SWAPPED);
  update_part (part, 0, 0, 0, G_LIST_MODEL (rows));
}

static gboolean
has_text (GBinding     *binding,
          const GValue *text,
          GValue       *has,
          gpointer      data)
{
  g_value_set_boolean (has, g_value_get_string (text) != NULL);
  return TRUE;
}

static void
gb_outbox_window_dispose (GObject *object)
{
  GbOutboxWindow *self = GB_OUTBOX_WINDOW (object);

  if (self->model != NULL)
    {
      gtk_list_box_bind_model (self->trouble, NULL, NULL, NULL, NULL);
      gtk_list_box_bind_model (self->waiting, NULL, NULL, NULL, NULL);
      gtk_list_box_bind_model (self->done, NULL, NULL, NULL, NULL);
    }
  g_clear_object (&self->model);

  G_OBJECT_CLASS (gb_outbox_window_parent_class)->dispose (object);
}

static void
gb_outbox_window_class_init (GbOutboxWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_outbox_window_dispose;
  g_type_ensure (GB_TYPE_ADAPTIVE_BIN);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/outbox-window.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbOutboxWindow, name)
  BIND (stack);
  BIND (trouble_part);
  BIND (trouble);
  BIND (waiting_part);
  BIND (files);
  BIND (waiting);
  BIND (done_part);
  BIND (done);
#undef BIND
}

static void
gb_outbox_window_init (GbOutboxWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gb_outbox_window_present:
 * @parent: a widget of the window that it belongs to
 * @model: the outbox
 * @freshness: (nullable): what tells of the files that go with it
 */
void
gb_outbox_window_present (GtkWidget     *parent,
                          GbOutboxModel *model,
                          GbFreshness   *freshness)
{
  GbOutboxWindow *self
      = g_object_new (GB_TYPE_OUTBOX_WINDOW, "transient-for", gtk_widget_get_root (parent), NULL);

  self->model = g_object_ref (model);
  bind (self, self->trouble, self->trouble_part, is_trouble);
  bind (self, self->waiting, self->waiting_part, is_waiting);
  bind (self, self->done, self->done_part, is_done);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (update_empty), self, G_CONNECT_SWAPPED);
  update_empty (self);
  if (freshness != NULL)
    {
      g_object_bind_property (freshness, "files", self->files, "label", G_BINDING_SYNC_CREATE);
      g_object_bind_property_full (freshness, "files", self->files, "visible", G_BINDING_SYNC_CREATE, has_text, NULL, NULL,
                                   NULL);
    }
  gb_dialog_present (GTK_WINDOW (self));
}
