/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-choice-button.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gb-format.h"
#include "gb-one-stop.h"
#include "gb-text.h"

/**
 * GbChoiceButton:
 *
 * One of many names, or any of them: a button that opens a list with an entry above it. The entry
 * finds a name by any part of it, with accents or without. (The search of #GtkDropDown only looks
 * at beginnings on GTK 4.8, and nobody knows a procedure by its first word.)
 */
struct _GbChoiceButton
{
  AdwBin parent_instance;

  GtkWidget *button;
  GtkWidget *words;
  GtkWidget *popover;
  GtkWidget *entry;
  GtkListBox *list;

  char *label;    /* (owned) */
  char *selected; /* (owned) (nullable) */
  char *wanted;   /* (owned) (nullable): what is searched for, folded */
  guint n_choices;
};

enum
{
  PROP_SELECTED = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (GbChoiceButton, gb_choice_button, ADW_TYPE_BIN)

/* more names than this want an entry */
#define FEW 8

static const char *
row_key (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "gb-key");
}

static void
update_words (GbChoiceButton *self)
{
  const char *name = self->selected;
  g_autofree char *accessible = NULL;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list));
       row != NULL && self->selected != NULL; row = gtk_widget_get_next_sibling (row))
    if (g_strcmp0 (row_key (GTK_LIST_BOX_ROW (row)), self->selected) == 0)
      name = g_object_get_data (G_OBJECT (row), "gb-name");
  if (name == NULL)
    name = _("Any");
  gtk_label_set_label (GTK_LABEL (self->words), name);
  accessible = g_strdup_printf ("%s: %s", self->label, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  accessible, -1);
}

static gboolean
filter_row (GtkListBoxRow *row,
            gpointer       user_data)
{
  GbChoiceButton *self = user_data;
  const char *folded = g_object_get_data (G_OBJECT (row), "gb-folded");

  if (self->wanted == NULL)
    return TRUE;
  return folded != NULL && strstr (folded, self->wanted) != NULL;
}

static void
on_search_changed_cb (GbChoiceButton *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  g_clear_pointer (&self->wanted, g_free);
  if (*text != '\0')
    self->wanted = gb_text_fold (text);
  gtk_list_box_invalidate_filter (self->list);
}

static void
on_row_activated_cb (GbChoiceButton *self,
                     GtkListBoxRow  *row)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  gb_choice_button_set_selected (self, row_key (row));
}

/* Enter takes the first one found. */
static void
on_search_activate_cb (GbChoiceButton *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (gtk_widget_get_child_visible (row))
      {
        on_row_activated_cb (self, GTK_LIST_BOX_ROW (row));
        return;
      }
}

static void
on_show_cb (GbChoiceButton *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_set_visible (self->entry, self->n_choices > FEW);
}

static void
gb_choice_button_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_SELECTED:
      g_value_set_string (value, GB_CHOICE_BUTTON (object)->selected);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_choice_button_set_property (GObject      *object,
                               guint         id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_SELECTED:
      gb_choice_button_set_selected (GB_CHOICE_BUTTON (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_choice_button_finalize (GObject *object)
{
  GbChoiceButton *self = GB_CHOICE_BUTTON (object);

  g_free (self->label);
  g_free (self->selected);
  g_free (self->wanted);

  G_OBJECT_CLASS (gb_choice_button_parent_class)->finalize (object);
}

static void
gb_choice_button_class_init (GbChoiceButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gb_choice_button_get_property;
  object_class->set_property = gb_choice_button_set_property;
  object_class->finalize = gb_choice_button_finalize;

  /* The key chosen, NULL for any. */
  props[PROP_SELECTED] = g_param_spec_string ("selected", NULL, NULL, NULL,
                                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                  G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static GtkWidget *
make_popover (GbChoiceButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->entry = gtk_search_entry_new ();
  g_signal_connect_swapped (self->entry, "search-changed", G_CALLBACK (on_search_changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_search_activate_cb), self);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_set_filter_func (self->list, filter_row, self, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "gb-choices");
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_row_activated_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 320);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), gb_one_stop_new (scroller));
  gtk_widget_set_size_request (box, 260, -1);
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  g_signal_connect_swapped (self->popover, "show", G_CALLBACK (on_show_cb), self);
  return self->popover;
}

static void
gb_choice_button_init (GbChoiceButton *self)
{
  self->words = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->words), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->words), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->words, TRUE);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), self->words);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->button), TRUE);
  /* What is chosen stands at the start, the arrow at the end. */
  gtk_widget_set_halign (gtk_widget_get_parent (self->words), GTK_ALIGN_FILL);
  gtk_widget_add_css_class (self->button, "gb-choice");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), make_popover (self));
  adw_bin_set_child (ADW_BIN (self), self->button);
}

/**
 * gb_choice_button_new:
 * @label: what is chosen, told to screen readers: "Field"
 *
 * Returns: a button with nothing to choose yet
 */
GtkWidget *
gb_choice_button_new (const char *label)
{
  GbChoiceButton *self = g_object_new (GB_TYPE_CHOICE_BUTTON, NULL);

  self->label = g_strdup (label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set_data_full (G_OBJECT (self), "gb-label", g_strdup (label), g_free);
  gb_choice_button_clear (self);
  return GTK_WIDGET (self);
}

/**
 * gb_choice_button_clear:
 *
 * Leaves "any" as the one choice. What is selected stays.
 */
void
gb_choice_button_clear (GbChoiceButton *self)
{
  GtkWidget *row;

  g_return_if_fail (GB_IS_CHOICE_BUTTON (self));

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  gb_choice_button_add (self, NULL, _("Any"), -1);
  self->n_choices = 0;
}

/**
 * gb_choice_button_add:
 * @key: (nullable): what gb_choice_button_get_selected() gives
 * @name: what the user reads
 * @count: shown behind it, -1 for none
 */
void
gb_choice_button_add (GbChoiceButton *self,
                      const char     *key,
                      const char     *name,
                      gint64          count)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_label_new (name);
  g_autofree char *number = count >= 0 ? gb_format_number (count) : NULL;
  g_autofree char *spoken = NULL;

  g_return_if_fail (GB_IS_CHOICE_BUTTON (self));

  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (words), 34);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (box), words);
  if (number != NULL)
    {
      GtkWidget *figure = gtk_label_new (number);

      gtk_widget_add_css_class (figure, "gb-caption");
      gtk_box_append (GTK_BOX (box), figure);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  spoken = g_strjoin (", ", name, number, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (row), "gb-key", g_strdup (key), g_free);
  g_object_set_data_full (G_OBJECT (row), "gb-name", g_strdup (name), g_free);
  if (key != NULL)
    g_object_set_data_full (G_OBJECT (row), "gb-folded", gb_text_fold (name), g_free);
  gtk_list_box_append (self->list, row);
  self->n_choices++;
  if (g_strcmp0 (key, self->selected) == 0)
    update_words (self);
}

/**
 * gb_choice_button_get_selected:
 *
 * Returns: (nullable): the key chosen, %NULL for any
 */
const char *
gb_choice_button_get_selected (GbChoiceButton *self)
{
  g_return_val_if_fail (GB_IS_CHOICE_BUTTON (self), NULL);

  return self->selected;
}

/**
 * gb_choice_button_set_selected:
 * @key: (nullable): one of the keys, %NULL for any
 */
void
gb_choice_button_set_selected (GbChoiceButton *self,
                               const char     *key)
{
  g_return_if_fail (GB_IS_CHOICE_BUTTON (self));

  if (g_strcmp0 (self->selected, key) == 0)
    return;
  g_free (self->selected);
  self->selected = g_strdup (key);
  update_words (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SELECTED]);
}
