/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-sign-row.h"

#include <glib/gi18n-lib.h>

#include "gb-deadline-words.h"
#include "gb-wrap-layout.h"

/**
 * GbSignRow:
 *
 * A letter among many: whether it is signed with the others, what it is about, which date it gives, and a reason of its own.
 */
struct _GbSignRow
{
  AdwBin parent_instance;

  GtkCheckButton *chosen; /* the template's */
  GtkLabel *title;
  GtkLabel *due;
  GtkLabel *new_due;
  GtkWidget *late;
  GtkEditable *reason;

  GBinding *bindings[2]; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (GbSignRow, gb_sign_row, ADW_TYPE_BIN)

static void
clear (GbSignRow *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (self->bindings); i++)
    {
      if (self->bindings[i] != NULL)
        g_binding_unbind (self->bindings[i]);
      g_clear_object (&self->bindings[i]);
    }
}

static void
gb_sign_row_dispose (GObject *object)
{
  clear (GB_SIGN_ROW (object));
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (gb_sign_row_parent_class)->dispose (object);
}

static void
gb_sign_row_class_init (GbSignRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_sign_row_dispose;
  g_type_ensure (GB_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-sign-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GbSignRow, chosen);
  gtk_widget_class_bind_template_child (widget_class, GbSignRow, title);
  gtk_widget_class_bind_template_child (widget_class, GbSignRow, due);
  gtk_widget_class_bind_template_child (widget_class, GbSignRow, new_due);
  gtk_widget_class_bind_template_child (widget_class, GbSignRow, late);
  gtk_widget_class_bind_template_child (widget_class, GbSignRow, reason);
}

static void
gb_sign_row_init (GbSignRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gb_sign_row_new (void)
{
  return g_object_new (GB_TYPE_SIGN_ROW, NULL);
}

static GBinding *
bind (GbSignItem *item,
      const char *property,
      gpointer    widget,
      const char *of_widget)
{
  return g_object_ref (
      g_object_bind_property (item, property, widget, of_widget, G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL));
}

/* Side by side without wrapping: a list has two hundred rows at once, and to measure a text that wraps takes long.
 *
 * Returns: (transfer full): both of them */
static char *
show_dates (GbSignRow          *self,
            const GbLetterForm *form,
            gint64              now)
{
  g_autofree char *old_moment = gb_deadline_words_moment (form->old_due, now);
  g_autofree char *new_moment = gb_deadline_words_moment (form->letter->new_due, now);
  /* Translators: a moment: until when the result was promised */
  g_autofree char *due = g_strdup_printf (_("Due %s"), old_moment);
  /* Translators: a moment */
  g_autofree char *new_due = g_strdup_printf (_("New date %s"), new_moment);

  gtk_label_set_label (self->due, due);
  gtk_widget_set_visible (GTK_WIDGET (self->due), form->old_due != 0);
  gtk_label_set_label (self->new_due, new_due);
  return form->old_due != 0 ? g_strdup_printf ("%s, %s", due, new_due) : g_steal_pointer (&new_due);
}

/**
 * gb_sign_row_set_item:
 * @item: (nullable): what is shown; %NULL lets go of the last one
 * @now: UTC seconds
 */
void
gb_sign_row_set_item (GbSignRow  *self,
                      GbSignItem *item,
                      gint64      now)
{
  const GbLetterForm *form;
  g_autofree char *title = NULL, *caption = NULL, *spoken = NULL;

  g_return_if_fail (GB_IS_SIGN_ROW (self));

  clear (self);
  if (item == NULL)
    return;
  form = gb_sign_item_get_form (item);
  title = g_strdup_printf ("%s · %s", gb_sign_item_get_code (item), gb_dossier_get_procedure (form->letter->dossier));
  gtk_label_set_label (self->title, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), title);
  caption = show_dates (self, form, now);
  gtk_widget_set_visible (self->late, (form->warnings & GB_ACTION_WARNING_APOLOGY_LATE) != 0);
  /* what GTK puts around it has the focus first */
  if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (GTK_WIDGET (self))),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->chosen), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, caption, -1);
  /* Translators: %s is a dossier's code */
  spoken = g_strdup_printf (_("Reason of its own, %s"), gb_sign_item_get_code (item));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reason), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  self->bindings[0] = bind (item, "chosen", self->chosen, "active");
  self->bindings[1] = bind (item, "reason", self->reason, "text");
}
