/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-outbox-editor.h"

#include <glib/gi18n-lib.h>

#include "gb-action-saver.h"
#include "gb-action-repository.h"
#include "gb-dialog.h"
#include "gb-outbox-field.h"
#include "gb-outbox-words.h"
#include "gb-toast.h"

/**
 * GbOutboxEditor:
 *
 * Edits what waits in the outbox, or corrects what was refused: the new version is sent in place of
 * the old one. What was refused or is in conflict can be given up here, too.
 */
struct _GbOutboxEditor
{
  AdwWindow parent_instance;

  GtkWidget *save;
  GtkWidget *drop;
  GtkLabel *title;
  GtkLabel *about;
  GtkLabel *reason;
  GtkBox *fields;
  GtkLabel *problem;

  GbStore *store;          /* (owned) */
  AdwToastOverlay *toasts; /* (owned) (nullable) */
  GbAction *action;        /* (owned) */
};

G_DEFINE_FINAL_TYPE (GbOutboxEditor, gb_outbox_editor, ADW_TYPE_WINDOW)

static void
tell (GbOutboxEditor *self,
      const char     *text)
{
  if (self->toasts != NULL)
    adw_toast_overlay_add_toast (self->toasts, gb_toast_new (text));
}

static void
show_problem (GbOutboxEditor *self,
              const char     *problem)
{
  gtk_label_set_label (self->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
  gtk_widget_set_sensitive (self->save, TRUE);
  gtk_widget_set_sensitive (self->drop, TRUE);
}

/* --- storing -------------------------------------------------------------------------------- */

static void
on_stored_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GbOutboxEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbActionsAdded) added = gb_store_add_actions_finish (GB_STORE (source), result, &error);
  g_autofree char *told = NULL;

  if (added == NULL || added->refusal != NULL)
    {
      show_problem (self, added != NULL ? added->refusal->message : error->message);
      return;
    }
  told = gb_action_saver_words (_("Stored"), added);
  tell (self, told);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* Puts what was typed into @action; the first field that cannot be read gets the focus. */
static gboolean
take_fields (GbOutboxEditor *self,
             GbAction       *action)
{
  GtkWidget *wrong = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->fields)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GbOutboxField *field = GB_OUTBOX_FIELD (child);
      const char *problem;
      g_autofree char *value = gb_outbox_field_get_value (field, &problem);

      gb_outbox_field_set_problem (field, problem);
      gb_action_set (action, gb_outbox_field_get_key (field)->name, value);
      if (problem != NULL && wrong == NULL)
        wrong = child;
    }
  if (wrong != NULL)
    gtk_widget_grab_focus (wrong);
  return wrong == NULL;
}

static void
save_cb (GbOutboxEditor *self)
{
  g_autoptr (GPtrArray) actions = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_action_free);
  GbAction *action = gb_action_copy (self->action);

  g_ptr_array_add (actions, action);
  g_free (action->replaces);
  action->replaces = g_strdup (self->action->id);
  action->base_rev = 0;
  if (!take_fields (self, action))
    return;
  gtk_widget_set_sensitive (self->save, FALSE);
  gb_store_add_actions_async (self->store, actions, NULL, on_stored_cb, g_object_ref (self));
}

static void
on_dropped_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GbOutboxEditor) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gb_store_drop_action_finish (GB_STORE (source), result, &error))
    {
      show_problem (self, error->message);
      return;
    }
  tell (self, _("Given up, nothing of it is sent"));
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
drop_cb (GbOutboxEditor *self)
{
  gtk_widget_set_sensitive (self->drop, FALSE);
  gb_store_drop_action_async (self->store, self->action->id, NULL, on_dropped_cb, g_object_ref (self));
}

/* --- showing -------------------------------------------------------------------------------- */

/* What is chosen on a map or from a list, and who wrote it, is not for typing; unless it is at fault. Files
 * and people never are. */
static gboolean
is_edited (const GbAction    *action,
           const GbActionKey *key)
{
  static const char *const chosen[] = { "department", "lon", "lat", "author", "commune", NULL };

  if (key->value == GB_ACTION_VALUE_NAMES || key->value == GB_ACTION_VALUE_FILES)
    return FALSE;
  return !g_strv_contains (chosen, key->name) || g_strcmp0 (action->problem_field, key->name) == 0;
}

static void
add_fields (GbOutboxEditor *self)
{
  GtkWidget *wrong = NULL;

  for (const GbActionKey *key = gb_action_type_keys (self->action->type); key->name != NULL; key++)
    {
      GtkWidget *field;

      if (!is_edited (self->action, key))
        continue;
      field = gb_outbox_field_new (key, gb_action_get (self->action, key->name));
      gtk_box_append (self->fields, field);
      if (self->action->state == GB_ACTION_REFUSED && g_strcmp0 (self->action->problem_field, key->name) == 0)
        {
          gb_outbox_field_set_problem (GB_OUTBOX_FIELD (field), _("The province's data centre objects to this"));
          wrong = field;
        }
    }
  if (wrong == NULL)
    wrong = gtk_widget_get_first_child (GTK_WIDGET (self->fields));
  if (wrong != NULL)
    gtk_widget_grab_focus (wrong);
}

static void
show (GbOutboxEditor *self,
      GbOutboxItem   *item)
{
  gboolean trouble = gb_outbox_item_is_trouble (item);
  g_autofree char *title = gb_outbox_words_title (self->action);
  g_autofree char *about = gb_outbox_words_about (self->action, gb_outbox_item_get_about (item));
  g_autofree char *state = gb_outbox_words_state (self->action, gb_clock_now (gb_store_get_clock (self->store)));

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->about, about);
  gtk_label_set_label (self->reason, state);
  if (trouble)
    gtk_widget_add_css_class (GTK_WIDGET (self->reason), "gb-warning");
  gtk_widget_set_visible (self->drop, trouble);
  add_fields (self);
}

static void
gb_outbox_editor_dispose (GObject *object)
{
  GbOutboxEditor *self = GB_OUTBOX_EDITOR (object);

  g_clear_object (&self->store);
  g_clear_object (&self->toasts);
  g_clear_pointer (&self->action, gb_action_free);

  G_OBJECT_CLASS (gb_outbox_editor_parent_class)->dispose (object);
}

static void
gb_outbox_editor_class_init (GbOutboxEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_outbox_editor_dispose;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/outbox-editor.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbOutboxEditor, name)
  BIND (save);
  BIND (drop);
  BIND (title);
  BIND (about);
  BIND (reason);
  BIND (fields);
  BIND (problem);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, drop_cb);
}

static void
gb_outbox_editor_init (GbOutboxEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gb_outbox_editor_present:
 * @parent: a widget of the window that it belongs to
 * @store: whose outbox it is
 * @item: what is edited
 */
void
gb_outbox_editor_present (GtkWidget    *parent,
                          GbStore      *store,
                          GbOutboxItem *item)
{
  GbOutboxEditor *self
      = g_object_new (GB_TYPE_OUTBOX_EDITOR, "transient-for", gtk_widget_get_root (parent), NULL);
  GtkWidget *toasts = gtk_widget_get_ancestor (parent, ADW_TYPE_TOAST_OVERLAY);

  self->store = g_object_ref (store);
  self->toasts = toasts != NULL ? ADW_TOAST_OVERLAY (g_object_ref (toasts)) : NULL;
  self->action = gb_action_copy (gb_outbox_item_get_action (item));
  show (self, item);
  gb_dialog_present (GTK_WINDOW (self));
}
