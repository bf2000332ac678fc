/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-contact-window.h"

#include <glib/gi18n-lib.h>

#include "gb-contact-own.h"
#include "gb-toast.h"

/**
 * GbContactWindow:
 *
 * Adds a contact of the workstation's own (thêm liên hệ), or changes one: who, for what, and how they are reached.
 */
struct _GbContactWindow
{
  AdwWindow parent_instance;

  GtkWidget *save; /* the template's */
  GtkWidget *remove;
  GtkEditable *name;
  GtkEditable *field;
  GtkEditable *values[GB_N_CONTACT_KINDS];
  GtkLabel *problem;

  GbStore *store;          /* (owned) */
  AdwToastOverlay *toasts; /* (owned) (nullable) */
  GbContact *old;          /* (owned) (nullable): the one that is changed */
};

G_DEFINE_FINAL_TYPE (GbContactWindow, gb_contact_window, ADW_TYPE_WINDOW)

static char *
dup_text (GtkEditable *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (entry)));
}

/* --- taking back ---------------------------------------------------------------------------------- */

/* A removed contact, as long as the toast that gives it back is there. */
typedef struct
{
  GbStore *store;     /* (owned) */
  GbContact *contact; /* (owned) */
} Removed;

static void
removed_free (gpointer  data,
              GClosure *closure)
{
  Removed *self = data;

  g_object_unref (self->store);
  gb_contact_free (self->contact);
  g_free (self);
}

static void
on_undo_clicked_cb (AdwToast *toast,
                    Removed  *removed)
{
  gb_contact_own_save_async (removed->store, removed->contact, NULL, NULL, NULL, NULL);
}

static void
tell_removed (GbContactWindow *self)
{
  /* Translators: a contact's name */
  g_autofree char *text = g_strdup_printf (_("%s was removed"), self->old->name);
  AdwToast *toast = gb_toast_new (text);
  Removed *removed = g_new0 (Removed, 1);

  removed->store = g_object_ref (self->store);
  removed->contact = gb_contact_copy (self->old);
  adw_toast_set_button_label (toast, _("Undo"));
  adw_toast_set_timeout (toast, 10);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (on_undo_clicked_cb), removed, removed_free, 0);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* --- saving --------------------------------------------------------------------------------------- */

static void
finish (GbContactWindow *self,
        GAsyncResult    *result,
        gboolean         removed)
{
  g_autoptr (GError) error = NULL;

  if (!gb_contact_own_finish (self->store, result, &error))
    {
      gtk_label_set_label (self->problem, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
      return;
    }
  if (removed && self->toasts != NULL)
    tell_removed (self);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_saved_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GbContactWindow) self = user_data;

  finish (self, result, FALSE);
}

static void
on_removed_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GbContactWindow) self = user_data;

  finish (self, result, TRUE);
}

/* A channel that stays as it was keeps its id and its trial. */
static GbContactPoint *
create_point (GbContactWindow *self,
              GbContactKind    kind,
              const char      *value)
{
  const GbContactPoint *old = self->old != NULL ? gb_contact_find (self->old, kind) : NULL;
  GbContactPoint *point = g_new0 (GbContactPoint, 1);
  gboolean same = old != NULL && g_strcmp0 (old->value, value) == 0;

  point->kind = kind;
  point->value = g_strdup (value);
  point->id = same ? g_strdup (old->id) : NULL;
  point->verified = same ? old->verified : GB_DAY_NONE;
  point->own = TRUE;
  return point;
}

/* (transfer full) */
static GbContact *
create_contact (GbContactWindow *self)
{
  GbContact *contact = g_new0 (GbContact, 1);
  g_autofree char *field = dup_text (self->field);

  contact->name = dup_text (self->name);
  contact->field = *field != '\0' ? g_strdup (field) : NULL;
  contact->points = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_contact_point_free);
  for (guint i = 0; i < GB_N_CONTACT_KINDS; i++)
    {
      g_autofree char *value = dup_text (self->values[i]);

      if (*value != '\0')
        g_ptr_array_add (contact->points, create_point (self, i, value));
    }
  return contact;
}

static void
save_cb (GbContactWindow *self)
{
  g_autoptr (GbContact) contact = NULL;

  if (!gtk_widget_get_sensitive (self->save))
    return;
  contact = create_contact (self);
  gb_contact_own_save_async (self->store, contact, self->old, NULL, on_saved_cb, g_object_ref (self));
}

static void
remove_cb (GbContactWindow *self)
{
  gb_contact_own_save_async (self->store, NULL, self->old, NULL, on_removed_cb, g_object_ref (self));
}

/* Each channel that is given has to be one; which is not is marked. */
static void
validate (GbContactWindow *self)
{
  g_autofree char *name = dup_text (self->name);
  gboolean valid = *name != '\0';
  guint n = 0;

  for (guint i = 0; i < GB_N_CONTACT_KINDS; i++)
    {
      g_autofree char *value = dup_text (self->values[i]);
      g_autofree char *uri = gb_contact_uri (i, value);
      gboolean wrong = *value != '\0' && uri == NULL;

      n += uri != NULL;
      valid = valid && !wrong;
      if (wrong)
        gtk_widget_add_css_class (GTK_WIDGET (self->values[i]), "error");
      else
        gtk_widget_remove_css_class (GTK_WIDGET (self->values[i]), "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->values[i]), GTK_ACCESSIBLE_STATE_INVALID,
                                   wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
    }
  gtk_widget_set_sensitive (self->save, valid && n > 0);
  gtk_widget_set_tooltip_text (self->save, valid && n > 0 ? NULL : _("A name and one number or address are needed"));
}

/* --- object --------------------------------------------------------------------------------------- */

/* What is still on its way can hold the closed window longer than its parent lives, which GTK then would look at. */
static void
gb_contact_window_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gb_contact_window_parent_class)->unmap (widget);

  gtk_window_set_transient_for (GTK_WINDOW (widget), NULL);
}

static void
gb_contact_window_dispose (GObject *object)
{
  GbContactWindow *self = GB_CONTACT_WINDOW (object);

  g_clear_object (&self->store);
  g_clear_object (&self->toasts);
  g_clear_pointer (&self->old, gb_contact_free);

  G_OBJECT_CLASS (gb_contact_window_parent_class)->dispose (object);
}

static void
gb_contact_window_class_init (GbContactWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_contact_window_dispose;
  widget_class->unmap = gb_contact_window_unmap;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/giaoban/GiaoBan/ui/pages/gb-contact-window.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbContactWindow, name)
  BIND (save);
  BIND (remove);
  BIND (name);
  BIND (field);
  BIND (problem);
#undef BIND
  for (guint i = 0; i < GB_N_CONTACT_KINDS; i++)
    gtk_widget_class_bind_template_child_full (widget_class, gb_contact_kind_name (i), FALSE,
                                               G_STRUCT_OFFSET (GbContactWindow, values) + i * sizeof (GtkEditable *));
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, validate);
}

static void
gb_contact_window_init (GbContactWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_contact (GbContactWindow *self,
              const GbContact *contact)
{
  self->old = gb_contact_copy (contact);
  gtk_editable_set_text (self->name, contact->name);
  gtk_editable_set_text (self->field, contact->field != NULL ? contact->field : "");
  for (guint i = 0; i < contact->points->len; i++)
    {
      const GbContactPoint *point = contact->points->pdata[i];

      gtk_editable_set_text (self->values[point->kind], point->value);
    }
  gtk_window_set_title (GTK_WINDOW (self), _("Change contact"));
}

/**
 * gb_contact_window_present:
 * @parent: a widget of the page
 * @contact: (nullable): one of the workstation's own, to be changed; %NULL for a new one
 */
void
gb_contact_window_present (GtkWidget       *parent,
                           GbStore         *store,
                           const GbContact *contact)
{
  GbContactWindow *self = g_object_new (GB_TYPE_CONTACT_WINDOW, "transient-for", gtk_widget_get_root (parent), NULL);
  GtkWidget *toasts = gtk_widget_get_ancestor (parent, ADW_TYPE_TOAST_OVERLAY);

  self->store = g_object_ref (store);
  self->toasts = toasts != NULL ? ADW_TOAST_OVERLAY (g_object_ref (toasts)) : NULL;
  if (contact != NULL)
    show_contact (self, contact);
  gtk_widget_set_visible (self->remove, contact != NULL);
  validate (self);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->name));
  gtk_window_present (GTK_WINDOW (self));
}
