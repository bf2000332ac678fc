/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossier-groups.h"

#include <glib/gi18n-lib.h>

#include "gb-format.h"
#include "gb-one-stop.h"

/**
 * GbDossierGroups:
 *
 * The rows of the table by officer or field: a list at its side, in a narrow window a button that
 * opens it. Emits "chosen" when the user wants another group.
 */
struct _GbDossierGroups
{
  AdwBin parent_instance;

  GtkWidget *scroller;
  GtkWidget *stop; /* (owned): around the scroller, at the side or in the popover */
  GtkListBox *list;
  GtkWidget *button; /* (owned) */
  GtkWidget *words;
  GtkWidget *popover;

  char *selected; /* (owned) (nullable) */
  GbDossierGrouping grouping;
  gboolean narrow;
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (GbDossierGroups, gb_dossier_groups, ADW_TYPE_BIN)

#define WIDTH 220

static const char *
row_key (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "gb-key");
}

static void
select_row (GbDossierGroups *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (g_strcmp0 (row_key (GTK_LIST_BOX_ROW (row)), self->selected) == 0)
      {
        gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
        gtk_label_set_label (GTK_LABEL (self->words), g_object_get_data (G_OBJECT (row), "gb-name"));
        return;
      }
  gtk_list_box_unselect_all (self->list);
  gtk_label_set_label (GTK_LABEL (self->words),
                       self->selected != NULL && *self->selected != '\0' ? self->selected
                                                                         : _("nobody"));
}

static void
on_row_activated_cb (GbDossierGroups *self,
                     GtkListBoxRow   *row)
{
  g_autofree char *key = g_strdup (row_key (row));

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  if (g_strcmp0 (key, self->selected) == 0)
    return;
  g_free (self->selected);
  self->selected = g_steal_pointer (&key);
  select_row (self);
  g_signal_emit (self, chosen_signal, 0);
}

static GtkWidget *
add_label (GtkWidget  *box,
           const char *text,
           const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static GtkWidget *
make_row (const char *key,
          const char *name,
          gint64      count,
          gint64      overdue)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *number = gb_format_number (count);
  g_autofree char *late_number = gb_format_number (overdue);
  /* Translators: %s is a number: "3 overdue" */
  g_autofree char *late = g_strdup_printf (ngettext ("%s overdue", "%s overdue", overdue), late_number);
  g_autofree char *words = NULL;
  GtkWidget *label = add_label (box, name, "name");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_tooltip_text (row, name);
  if (overdue > 0)
    add_label (box, late, "late-count");
  add_label (box, number, "total");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  words = g_strjoin (", ", name, number, overdue > 0 ? late : NULL, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data_full (G_OBJECT (row), "gb-key", g_strdup (key), g_free);
  g_object_set_data_full (G_OBJECT (row), "gb-name", g_strdup (name), g_free);
  return row;
}

static void
gb_dossier_groups_dispose (GObject *object)
{
  GbDossierGroups *self = GB_DOSSIER_GROUPS (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->button);
  g_clear_object (&self->stop);

  G_OBJECT_CLASS (gb_dossier_groups_parent_class)->dispose (object);
}

static void
gb_dossier_groups_finalize (GObject *object)
{
  g_free (GB_DOSSIER_GROUPS (object)->selected);

  G_OBJECT_CLASS (gb_dossier_groups_parent_class)->finalize (object);
}

static void
gb_dossier_groups_class_init (GbDossierGroupsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gb_dossier_groups_dispose;
  object_class->finalize = gb_dossier_groups_finalize;
  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
}

static void
gb_dossier_groups_init (GbDossierGroups *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "gb-groups");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Groups"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_row_activated_cb), self);
  self->scroller = gtk_scrolled_window_new ();
  self->stop = g_object_ref_sink (gb_one_stop_new (self->scroller));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller), 360);
  gtk_widget_set_size_request (self->scroller, WIDTH, -1);

  self->words = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->words), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->words), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->words, TRUE);
  self->popover = gtk_popover_new ();
  self->button = g_object_ref_sink (gtk_menu_button_new ());
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), self->words);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->button), TRUE);
  gtk_widget_set_halign (gtk_widget_get_parent (self->words), GTK_ALIGN_FILL);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), self->popover);
  gtk_widget_add_css_class (self->button, "gb-group-button");
  adw_bin_set_child (ADW_BIN (self), self->stop);
}

/**
 * gb_dossier_groups_set_groups:
 * @grouping: what they are; %GB_DOSSIER_GROUPING_NONE hides the list
 * @groups: (nullable) (element-type GbDossierGroup): the groups; "all" comes before them
 */
void
gb_dossier_groups_set_groups (GbDossierGroups  *self,
                              GbDossierGrouping grouping,
                              const GPtrArray  *groups)
{
  GtkWidget *row, *focus;
  gint64 total = 0, overdue = 0;
  int focused = -1;

  g_return_if_fail (GB_IS_DOSSIER_GROUPS (self));

  self->grouping = grouping;
  gtk_widget_set_visible (GTK_WIDGET (self), grouping != GB_DOSSIER_GROUPING_NONE);
  focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  if (focus != NULL && gtk_widget_has_focus (focus))
    focused = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focus));
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; groups != NULL && i < groups->len; i++)
    {
      const GbDossierGroup *group = groups->pdata[i];

      total += group->count;
      overdue += group->overdue;
      gtk_list_box_append (self->list, make_row (group->key,
                                                 *group->key != '\0' ? group->name : _("nobody"),
                                                 group->count, group->overdue));
    }
  if (groups != NULL)
    gtk_list_box_prepend (self->list,
                          make_row (NULL,
                                    grouping == GB_DOSSIER_GROUPING_FIELD ? _("All fields")
                                                                          : _("All officers"),
                                    total, overdue));
  select_row (self);
  /* The rows are new, who moves through them with the keyboard is not. */
  row = focused >= 0 ? GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, focused)) : NULL;
  if (row != NULL)
    gtk_widget_grab_focus (row);
}

/**
 * gb_dossier_groups_get_selected:
 *
 * Returns: (nullable): the group's key, "" for what nobody has, %NULL for all
 */
const char *
gb_dossier_groups_get_selected (GbDossierGroups *self)
{
  g_return_val_if_fail (GB_IS_DOSSIER_GROUPS (self), NULL);

  return self->selected;
}

/**
 * gb_dossier_groups_set_selected:
 * @key: (nullable): as gb_dossier_groups_get_selected() has it
 */
void
gb_dossier_groups_set_selected (GbDossierGroups *self,
                                const char      *key)
{
  g_return_if_fail (GB_IS_DOSSIER_GROUPS (self));

  if (g_strcmp0 (key, self->selected) != 0)
    {
      g_free (self->selected);
      self->selected = g_strdup (key);
    }
  select_row (self);
}

/**
 * gb_dossier_groups_set_narrow:
 * @narrow: whether there is no room at the side
 */
void
gb_dossier_groups_set_narrow (GbDossierGroups *self,
                              gboolean         narrow)
{
  g_return_if_fail (GB_IS_DOSSIER_GROUPS (self));

  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  if (narrow)
    {
      adw_bin_set_child (ADW_BIN (self), self->button);
      gtk_popover_set_child (GTK_POPOVER (self->popover), self->stop);
    }
  else
    {
      gtk_popover_set_child (GTK_POPOVER (self->popover), NULL);
      adw_bin_set_child (ADW_BIN (self), self->stop);
    }
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), narrow);
}
