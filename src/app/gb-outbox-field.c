/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-outbox-field.h"

#include <glib/gi18n-lib.h>

#include "gb-drop-down.h"
#include "gb-outbox-words.h"

/**
 * GbOutboxField:
 *
 * One member of an action's data with its name, to be edited: a text of several lines, a line, or a
 * choice.
 */
struct _GbOutboxField
{
  GtkBox parent_instance;

  const GbActionKey *key;
  GtkWidget *input; /* a child: #GtkTextView, #GtkEntry or #GtkDropDown */
  GtkWidget *problem;
  GStrv choices; /* (owned) (nullable); with an empty one first where none has to be made */
};

G_DEFINE_FINAL_TYPE (GbOutboxField, gb_outbox_field, GTK_TYPE_BOX)

static void
gb_outbox_field_finalize (GObject *object)
{
  GbOutboxField *self = GB_OUTBOX_FIELD (object);

  g_strfreev (self->choices);

  G_OBJECT_CLASS (gb_outbox_field_parent_class)->finalize (object);
}

static gboolean
gb_outbox_field_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GB_OUTBOX_FIELD (widget)->input);
}

static void
gb_outbox_field_class_init (GbOutboxFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gb_outbox_field_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = gb_outbox_field_grab_focus;
}

static void
gb_outbox_field_init (GbOutboxField *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
}

static gboolean
has_lines (const GbActionKey *key)
{
  return key->value == GB_ACTION_VALUE_TEXT &&
         (g_str_equal (key->name, "text") || g_str_equal (key->name, "reason"));
}

static GtkWidget *
make_text (const char *value)
{
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 10);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 10);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 8);
  gtk_widget_set_size_request (view, -1, 96);
  gtk_widget_add_css_class (view, "gb-text-field");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), value != NULL ? value : "", -1);
  return view;
}

static GtkWidget *
make_choice (GbOutboxField *self,
             const char    *value)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  g_autofree char *all = g_strconcat (self->key->required ? "" : "|", self->key->choices, NULL);
  guint chosen = 0;
  GtkWidget *drop_down;

  self->choices = g_strsplit (all, "|", -1);
  for (guint i = 0; self->choices[i] != NULL; i++)
    {
      const char *choice = self->choices[i];

      gtk_string_list_append (labels, *choice != '\0' ? gb_outbox_words_choice (self->key->name, choice)
                                                      : _("Not stated"));
      if (g_strcmp0 (choice, value) == 0)
        chosen = i;
    }
  drop_down = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&labels)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), chosen);
  return drop_down;
}

static GtkWidget *
make_entry (const GbActionKey *key,
            const char        *value)
{
  GtkWidget *entry = gtk_entry_new ();
  g_autofree char *text = value != NULL ? gb_outbox_words_value (key, value) : NULL;

  if (text != NULL)
    gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  return entry;
}

/**
 * gb_outbox_field_new:
 * @key: the member; a static one
 * @value: (nullable): its value
 *
 * Returns: (transfer floating): a field
 */
GtkWidget *
gb_outbox_field_new (const GbActionKey *key,
                     const char        *value)
{
  GbOutboxField *self = g_object_new (GB_TYPE_OUTBOX_FIELD, NULL);
  GtkWidget *label = gtk_label_new (_(key->label));

  self->key = key;
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "gb-field-name");
  if (key->choices != NULL)
    self->input = make_choice (self, value);
  else
    self->input = has_lines (key) ? make_text (value) : make_entry (key, value);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->input), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL,
                                  -1);
  if (GTK_IS_DROP_DOWN (self->input))
    gb_drop_down_tell (GTK_DROP_DOWN (self->input));
  self->problem = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->problem), 0);
  gtk_label_set_wrap (GTK_LABEL (self->problem), TRUE);
  gtk_widget_add_css_class (self->problem, "error");
  gtk_widget_set_visible (self->problem, FALSE);
  gtk_box_append (GTK_BOX (self), label);
  gtk_box_append (GTK_BOX (self), self->input);
  gtk_box_append (GTK_BOX (self), self->problem);
  return GTK_WIDGET (self);
}

const GbActionKey *
gb_outbox_field_get_key (GbOutboxField *self)
{
  g_return_val_if_fail (GB_IS_OUTBOX_FIELD (self), NULL);

  return self->key;
}

/* (transfer full): as it is typed, without space around it */
static char *
get_text (GbOutboxField *self)
{
  char *text;

  if (GTK_IS_DROP_DOWN (self->input))
    return g_strdup (self->choices[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->input))]);
  if (GTK_IS_TEXT_VIEW (self->input))
    g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->input)), "text", &text, NULL);
  else
    text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->input)));
  return g_strstrip (text);
}

/**
 * gb_outbox_field_get_value:
 * @problem: (out): why it cannot be taken, %NULL when it can
 *
 * Returns: (transfer full) (nullable): the value, %NULL where there is none
 */
char *
gb_outbox_field_get_value (GbOutboxField *self,
                           const char   **problem)
{
  g_autofree char *text = get_text (self);

  *problem = NULL;
  if (*text != '\0')
    return gb_outbox_words_parse (self->key, text, problem);
  if (self->key->required)
    *problem = _("This has to be filled in");
  return NULL;
}

/**
 * gb_outbox_field_set_problem:
 * @problem: (nullable): what is the matter with it
 */
void
gb_outbox_field_set_problem (GbOutboxField *self,
                             const char    *problem)
{
  gtk_label_set_label (GTK_LABEL (self->problem), problem != NULL ? problem : "");
  gtk_widget_set_visible (self->problem, problem != NULL);
  if (problem != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->input), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, problem, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self->input), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->input), GTK_ACCESSIBLE_STATE_INVALID,
                               problem != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}
