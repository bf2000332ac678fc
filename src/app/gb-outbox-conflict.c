/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-outbox-conflict.h"

#include <glib/gi18n-lib.h>

#include "gb-action-saver.h"
#include "gb-action-repository.h"
#include "gb-adaptive-bin.h"
#include "gb-dialog.h"
#include "gb-outbox-editor.h"
#include "gb-outbox-words.h"
#include "gb-toast.h"
#include "gb-wrap-layout.h"

/**
 * GbOutboxConflict:
 *
 * Two versions of one record side by side (xung đột): what was asked for here, and what the province
 * has meanwhile. Nothing is lost until one of them is chosen.
 */
struct _GbOutboxConflict
{
  AdwWindow parent_instance;

  GtkLabel *title;
  GtkLabel *about;
  GtkListBox *mine;
  GtkListBox *theirs;
  GtkWidget *gone;
  GtkWidget *send;
  GtkWidget *accept;
  GtkLabel *problem;

  GbStore *store;          /* (owned) */
  AdwToastOverlay *toasts; /* (owned) (nullable) */
  GbOutboxItem *item;      /* (owned) */
};

G_DEFINE_FINAL_TYPE (GbOutboxConflict, gb_outbox_conflict, ADW_TYPE_WINDOW)

static GtkOrientation
choose_orientation (GbOutboxConflict *self,
                    gboolean          narrow)
{
  return narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;
}

static gboolean
is_wide (GbOutboxConflict *self,
         gboolean          narrow)
{
  return !narrow;
}

/* --- choosing ------------------------------------------------------------------------------- */

static void
end (GbOutboxConflict *self,
     const char       *problem,
     const char       *told)
{
  if (problem != NULL)
    {
      gtk_label_set_label (self->problem, problem);
      gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
      gtk_widget_set_sensitive (self->send, TRUE);
      gtk_widget_set_sensitive (self->accept, TRUE);
      return;
    }
  if (self->toasts != NULL)
    adw_toast_overlay_add_toast (self->toasts, gb_toast_new (told));
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_stored_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GbOutboxConflict) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbActionsAdded) added = gb_store_add_actions_finish (GB_STORE (source), result, &error);
  const GError *refusal = added != NULL ? added->refusal : error;
  g_autofree char *told = added != NULL ? gb_action_saver_words (_("My version stored"), added) : NULL;

  end (self, refusal != NULL ? refusal->message : NULL, told);
}

static void
send_cb (GbOutboxConflict *self)
{
  g_autoptr (GPtrArray) actions = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_action_free);
  GbAction *action = gb_action_copy (gb_outbox_item_get_action (self->item));

  g_free (action->replaces);
  action->replaces = g_strdup (action->id);
  action->base_rev = 0;
  g_ptr_array_add (actions, action);
  gtk_widget_set_sensitive (self->send, FALSE);
  gb_store_add_actions_async (self->store, actions, NULL, on_stored_cb, g_object_ref (self));
}

static void
on_dropped_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GbOutboxConflict) self = user_data;
  g_autoptr (GError) error = NULL;

  gb_store_drop_action_finish (GB_STORE (source), result, &error);
  end (self, error != NULL ? error->message : NULL, _("The province's version stays"));
}

static void
accept_cb (GbOutboxConflict *self)
{
  gtk_widget_set_sensitive (self->accept, FALSE);
  gb_store_drop_action_async (self->store, gb_outbox_item_get_action (self->item)->id, NULL, on_dropped_cb,
                              g_object_ref (self));
}

static void
edit_cb (GbOutboxConflict *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (parent != NULL)
    gb_outbox_editor_present (self->toasts != NULL ? GTK_WIDGET (self->toasts) : GTK_WIDGET (parent), self->store,
                              self->item);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* --- showing -------------------------------------------------------------------------------- */

static const GbOutboxLine *
find_line (GPtrArray  *lines,
           const char *key)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const GbOutboxLine *line = lines->pdata[i];

      if (g_str_equal (line->key, key))
        return line;
    }
  return NULL;
}

/* Where the versions differ the word stands there, too: bold letters alone say it to few. */
static GtkWidget *
line_row (const GbOutboxLine *line,
          gboolean            differs)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *name = differs
                              /* Translators: the name of a value that is another one in the other version */
                              ? g_strdup_printf (_("%s (differs)"), line->label)
                              : g_strdup (line->label);
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *value = gtk_label_new (line->value);
  g_autofree char *all = g_strdup_printf ("%s: %s", name, line->value);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "row-caption");
  gtk_label_set_xalign (GTK_LABEL (value), 0);
  gtk_label_set_wrap (GTK_LABEL (value), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (value), PANGO_WRAP_WORD_CHAR);
  if (differs)
    gtk_widget_add_css_class (value, "row-title");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), value);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, all, -1);
  return row;
}

static void
add_lines (GtkListBox *list,
           GPtrArray  *lines,
           GPtrArray  *others)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const GbOutboxLine *line = lines->pdata[i];
      const GbOutboxLine *other = find_line (others, line->key);

      gtk_list_box_append (list, line_row (line, other != NULL && !g_str_equal (other->value, line->value)));
    }
}

static void
show (GbOutboxConflict *self)
{
  const GbAction *action = gb_outbox_item_get_action (self->item);
  g_autoptr (GPtrArray) mine = gb_outbox_words_mine (action);
  g_autoptr (GPtrArray) theirs = gb_outbox_words_theirs (action);
  g_autofree char *title = gb_outbox_words_title (action);
  g_autofree char *about = gb_outbox_words_about (action, gb_outbox_item_get_about (self->item));

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->about, about);
  add_lines (self->mine, mine, theirs);
  add_lines (self->theirs, theirs, mine);
  gtk_widget_set_visible (GTK_WIDGET (self->mine), mine->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->theirs), theirs->len > 0);
  gtk_widget_set_visible (self->gone, theirs->len == 0);
}

static void
gb_outbox_conflict_dispose (GObject *object)
{
  GbOutboxConflict *self = GB_OUTBOX_CONFLICT (object);

  g_clear_object (&self->store);
  g_clear_object (&self->toasts);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (gb_outbox_conflict_parent_class)->dispose (object);
}

static void
gb_outbox_conflict_class_init (GbOutboxConflictClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_outbox_conflict_dispose;
  g_type_ensure (GB_TYPE_ADAPTIVE_BIN);
  g_type_ensure (GB_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/outbox-conflict.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbOutboxConflict, name)
  BIND (title);
  BIND (about);
  BIND (mine);
  BIND (theirs);
  BIND (gone);
  BIND (send);
  BIND (accept);
  BIND (problem);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, choose_orientation);
  gtk_widget_class_bind_template_callback (widget_class, is_wide);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_cb);
}

static void
gb_outbox_conflict_init (GbOutboxConflict *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gb_outbox_conflict_present:
 * @parent: a widget of the window that it belongs to
 * @store: whose outbox it is
 * @item: what is in conflict
 */
void
gb_outbox_conflict_present (GtkWidget    *parent,
                            GbStore      *store,
                            GbOutboxItem *item)
{
  GbOutboxConflict *self
      = g_object_new (GB_TYPE_OUTBOX_CONFLICT, "transient-for", gtk_widget_get_root (parent), NULL);
  GtkWidget *toasts = gtk_widget_get_ancestor (parent, ADW_TYPE_TOAST_OVERLAY);

  self->store = g_object_ref (store);
  self->toasts = toasts != NULL ? ADW_TOAST_OVERLAY (g_object_ref (toasts)) : NULL;
  self->item = g_object_ref (item);
  show (self);
  gb_dialog_present (GTK_WINDOW (self));
}
