/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossiers-menus.h"

#include <glib/gi18n-lib.h>

#include "gb-dossier-summary.h"

/* The actions of a table's columns: one for each, and "auto" for those there is room for. Their
 * states follow what the table shows. */

#define AUTO "auto"

static void
on_change_state_cb (GSimpleAction *action,
                    GVariant      *value,
                    gpointer       user_data)
{
  GbDossiersColumns *self = user_data;
  const char *name = g_action_get_name (G_ACTION (action));
  guint columns = gb_dossiers_columns_get_shown (self);
  gboolean on = g_variant_get_boolean (value);

  if (g_str_equal (name, AUTO))
    columns = on ? 0 : columns;
  else
    {
      guint bit = gb_dossiers_columns_parse ((const char *[]){ name, NULL });

      columns = on ? columns | bit : columns & ~bit;
    }
  gb_dossiers_columns_set_chosen (self, columns);
}

static void
update_states (GActionMap        *actions,
               GbDossiersColumns *self)
{
  guint columns = gb_dossiers_columns_get_shown (self);
  gboolean narrow = (columns & (1u << GB_DOSSIERS_COLUMN_BRIEF)) != 0;

  for (int i = GB_DOSSIERS_COLUMN_FIRST; i < GB_N_DOSSIERS_COLUMNS; i++)
    {
      GSimpleAction *action
          = G_SIMPLE_ACTION (g_action_map_lookup_action (actions, gb_dossiers_column_id (i)));

      g_simple_action_set_state (action, g_variant_new_boolean ((columns & (1u << i)) != 0));
      g_simple_action_set_enabled (action, !narrow && i != GB_DOSSIERS_COLUMN_CODE);
    }
  g_simple_action_set_state (
      G_SIMPLE_ACTION (g_action_map_lookup_action (actions, AUTO)),
      g_variant_new_boolean (gb_dossiers_columns_get_chosen (self) == 0));
}

static void
on_columns_cb (GbDossiersColumns *self,
               GParamSpec        *pspec,
               GActionMap        *actions)
{
  update_states (actions, self);
}

static void
add_action (GSimpleActionGroup *actions,
            const char         *name,
            GbDossiersColumns  *self)
{
  g_autoptr (GSimpleAction) action
      = g_simple_action_new_stateful (name, NULL, g_variant_new_boolean (FALSE));

  g_signal_connect_object (action, "change-state", G_CALLBACK (on_change_state_cb), self, 0);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (action));
}

/**
 * gb_dossiers_column_actions_new:
 * @self: the columns of a table
 *
 * Returns: (transfer full): the actions that gb_dossiers_column_menu_new() names, to be inserted as
 *   "columns"
 */
GSimpleActionGroup *
gb_dossiers_column_actions_new (GbDossiersColumns *self)
{
  GSimpleActionGroup *actions = g_simple_action_group_new ();

  add_action (actions, AUTO, self);
  for (int i = GB_DOSSIERS_COLUMN_FIRST; i < GB_N_DOSSIERS_COLUMNS; i++)
    add_action (actions, gb_dossiers_column_id (i), self);
  g_signal_connect_object (self, "notify::shown", G_CALLBACK (on_columns_cb), actions, 0);
  update_states (G_ACTION_MAP (actions), self);
  return actions;
}

/**
 * gb_dossiers_column_menu_new:
 *
 * Returns: (transfer full): a menu of the columns, each with a check
 */
GMenuModel *
gb_dossiers_column_menu_new (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) columns = g_menu_new ();
  g_autoptr (GMenu) automatic = g_menu_new ();

  for (int i = GB_DOSSIERS_COLUMN_FIRST; i < GB_N_DOSSIERS_COLUMNS; i++)
    {
      g_autofree char *action = g_strconcat ("columns.", gb_dossiers_column_id (i), NULL);

      g_menu_append (columns, gb_dossiers_column_title (i), action);
    }
  g_menu_append (automatic, _("As there is room"), "columns." AUTO);
  g_menu_append_section (menu, _("Columns"), G_MENU_MODEL (columns));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (automatic));
  return G_MENU_MODEL (menu);
}

/**
 * gb_dossiers_group_button_new:
 *
 * Returns: the button that asks what the side list groups by
 */
GtkWidget *
gb_dossiers_group_button_new (void)
{
  static const char *const labels[GB_N_DOSSIER_GROUPINGS] = {
    [GB_DOSSIER_GROUPING_NONE] = N_ ("No groups"),
    [GB_DOSSIER_GROUPING_OFFICER] = N_ ("Officer"),
    [GB_DOSSIER_GROUPING_FIELD] = N_ ("Field"),
  };
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  for (int i = 0; i < GB_N_DOSSIER_GROUPINGS; i++)
    {
      g_autofree char *action
          = g_strdup_printf ("dossiers.group::%s", gb_dossier_grouping_nick (i));

      g_menu_append (menu, _(labels[i]), action);
    }
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _("Group by"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Group by"), -1);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  return button;
}
