/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossiers-page-actions.h"

#include "gb-dossiers-copy.h"
#include "gb-sign-window.h"
#include "gb-urge-window.h"

/* What the page of dossiers can be told to do, by name: "dossiers.…" in .ui files, menus and keys. */

static GbDossierTable *
table_of (GtkWidget *page)
{
  return gb_dossiers_page_get_table (GB_DOSSIERS_PAGE (page));
}

static GbDossiersQuestion *
question_of (GtkWidget *page)
{
  return gb_dossiers_page_get_question (GB_DOSSIERS_PAGE (page));
}

static void
close_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  gb_dossiers_page_open (GB_DOSSIERS_PAGE (widget), NULL);
  gtk_widget_grab_focus (widget);
}

/* One step at a time: the detail closes, the marks go, the search ends. */
static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  if (gb_page_get_detail_open (GB_PAGE (widget)))
    close_action (widget, name, NULL);
  else if (gb_dossier_table_get_many (table_of (widget)))
    gb_dossier_table_set_many (table_of (widget), FALSE);
  else
    gb_dossiers_question_set_search (question_of (widget), NULL);
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  GbDossierTable *table = table_of (widget);
  GbDossier *dossier = gb_dossier_table_get_selected (table);
  const char *code = gb_dossiers_page_get_code (GB_DOSSIERS_PAGE (widget));

  if (gb_dossier_table_get_many (table) && gb_dossier_table_get_n_selected (table) > 0)
    {
      gb_dossiers_copy_selected (table);
      return;
    }
  if (code == NULL && dossier != NULL)
    code = gb_dossier_get_code (dossier);
  if (code != NULL)
    gb_dossiers_copy_code (table, code);
}

static void
clear_limit_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  gb_dossiers_question_clear_limit (question_of (widget),
                                    parameter != NULL ? g_variant_get_int32 (parameter) : -1);
}

static void
clear_search_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  gb_dossiers_question_set_search (question_of (widget), NULL);
}

static void
search_all_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  gb_dossiers_question_search_all (question_of (widget));
}

static void
find_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  gb_dossiers_page_find (GB_DOSSIERS_PAGE (widget));
}

static void
go_to_rows_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  gb_dossiers_page_focus_rows (GB_DOSSIERS_PAGE (widget));
}

static void
go_to_page_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  gtk_widget_grab_focus (widget);
}

static void
select_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  gb_dossier_table_select_all (table_of (widget), g_str_equal (name, "dossiers.select-all"));
}

static void
on_stored_cb (GbDossierTable *table)
{
  gb_dossier_table_set_many (table, FALSE);
}

static void
urge_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  GbDossierTable *table = table_of (widget);
  g_autoptr (GArray) numbers = gb_dossier_table_dup_selected (table);
  GbUrgeWindow *window
      = gb_urge_window_present (GTK_WIDGET (table), gb_dossier_table_get_store (table),
                                (const gint64 *) (gpointer) numbers->data, numbers->len);

  g_signal_connect_object (window, "stored", G_CALLBACK (on_stored_cb), table, G_CONNECT_SWAPPED);
}

/* The dossiers that were chosen, else all that are shown. */
static void
sign_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  GbDossierTable *table = table_of (widget);
  gboolean chosen = gb_dossier_table_get_many (table) && gb_dossier_table_get_n_selected (table) > 0;
  g_autoptr (GArray) numbers = chosen ? gb_dossier_table_dup_selected (table) : NULL;
  g_autoptr (GbDossierQuery) query
      = gb_dossiers_question_make_query (question_of (widget), gb_page_get_commune (GB_PAGE (widget)));
  GbSignWindow *window = gb_sign_window_present (GTK_WIDGET (table), gb_dossier_table_get_store (table), query, numbers);

  g_signal_connect_object (window, "stored", G_CALLBACK (on_stored_cb), table, G_CONNECT_SWAPPED);
}

static void
refresh_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  gb_dossier_table_refresh (table_of (widget));
}

static const struct
{
  const char *name;
  const char *parameter;
  GtkWidgetActionActivateFunc activate;
} actions[] = {
  { "dossiers.back", NULL, back_action },
  { "dossiers.clear-limit", "i", clear_limit_action },
  { "dossiers.clear-limits", NULL, clear_limit_action },
  { "dossiers.clear-search", NULL, clear_search_action },
  { "dossiers.close", NULL, close_action },
  { "dossiers.copy-code", NULL, copy_action },
  { "dossiers.find", NULL, find_action },
  { "dossiers.go-to-page", NULL, go_to_page_action },
  { "dossiers.go-to-rows", NULL, go_to_rows_action },
  { "dossiers.refresh", NULL, refresh_action },
  { "dossiers.search-all", NULL, search_all_action },
  { "dossiers.select-all", NULL, select_action },
  { "dossiers.select-none", NULL, select_action },
  { "dossiers.sign", NULL, sign_action },
  { "dossiers.urge", NULL, urge_action },
};

/**
 * gb_dossiers_page_actions_install:
 * @widget_class: the page's class
 */
void
gb_dossiers_page_actions_install (GtkWidgetClass *widget_class)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter,
                                     actions[i].activate);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "dossiers.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK,
                                       "dossiers.copy-code", NULL);
}

/**
 * gb_dossiers_page_actions_insert:
 *
 * Adds the actions that are properties of the page's parts.
 */
void
gb_dossiers_page_actions_insert (GbDossiersPage *page)
{
  GbDossiersQuestion *question = gb_dossiers_page_get_question (page);
  const struct
  {
    const char *name;
    gpointer object;
    const char *property;
  } properties[] = {
    { "filter", question, "filter" },
    { "order", question, "order" },
    { "descending", question, "descending" },
    { "group", question, "group" },
    { "select-many", gb_dossiers_page_get_table (page), "many" },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (properties); i++)
    {
      g_autoptr (GPropertyAction) action = g_property_action_new (
          properties[i].name, properties[i].object, properties[i].property);

      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
    }
  gtk_widget_insert_action_group (GTK_WIDGET (page), "dossiers", G_ACTION_GROUP (group));
}

/**
 * gb_dossiers_page_actions_update:
 *
 * An action is enabled where it can do something now.
 */
void
gb_dossiers_page_actions_update (GbDossiersPage *page)
{
  guint n_selected = gb_dossier_table_get_n_selected (gb_dossiers_page_get_table (page));
  gboolean open = gb_page_get_detail_open (GB_PAGE (page));
  GtkWidget *widget = GTK_WIDGET (page);

  gtk_widget_action_set_enabled (widget, "dossiers.close", open);
  gtk_widget_action_set_enabled (widget, "dossiers.copy-code", n_selected > 0 || open);
  gtk_widget_action_set_enabled (widget, "dossiers.clear-limits",
                                 gb_dossiers_question_has_limits (question_of (widget)));
  gtk_widget_action_set_enabled (widget, "dossiers.urge", n_selected > 0);
  gtk_widget_action_set_enabled (widget, "dossiers.sign",
                                 n_selected > 0 || !gb_dossier_table_get_many (gb_dossiers_page_get_table (page)));
  gtk_widget_action_set_enabled (widget, "dossiers.select-none", n_selected > 0);
}
