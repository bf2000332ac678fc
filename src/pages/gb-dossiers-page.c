/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossiers-page.h"

#include <glib/gi18n-lib.h>

#include "gb-adaptive-bin.h"
#include "gb-dossier-groups.h"
#include "gb-dossier-list.h"
#include "gb-dossier-pane.h"
#include "gb-dossier-table.h"
#include "gb-dossiers-bar.h"
#include "gb-dossiers-copy.h"
#include "gb-dossiers-figures.h"
#include "gb-dossiers-foot.h"
#include "gb-dossiers-menus.h"
#include "gb-dossiers-question.h"
#include "gb-dossiers-views.h"
#include "gb-dossiers-words.h"
#include "gb-urge-window.h"

/**
 * GbDossiersPage:
 *
 * The page "Hồ sơ": what is late, whose, why? A table that the database fills and sorts, chips that
 * count and filter, and the detail of one dossier beside it.
 */
struct _GbDossiersPage
{
  GbPage parent_instance;

  GtkWidget *page_bin; /* the template's */
  GtkWidget *toasts;
  GtkWidget *filters;
  GbDossiersBar *bar;
  GtkWidget *search_line;
  GtkLabel *found;
  GtkWidget *body;
  GtkWidget *left;
  GbDossierGroups *groups;
  GbDossierTable *table;
  GbDossiersFoot *foot;
  GbDossierPane *pane;

  GbDossierList *list;           /* (owned) */
  GbDossiersViews *views;        /* (owned by the widget tree) */
  GbDossiersFigures *figures;    /* (owned) */
  GbDossiersQuestion *question;  /* (owned): what the table answers */
};

enum
{
  PROP_SELECT_MANY = 1,
  PROP_N_SELECTED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (GbDossiersPage, gb_dossiers_page, GB_TYPE_PAGE)

static GbDay
get_today (GbDossiersPage *self)
{
  return gb_time_day (gb_clock_now (gb_store_get_clock (gb_dossier_list_get_store (self->list))));
}

static char *
foot_words (GbDossiersPage *self,
            guint           n_rows)
{
  GbDossiersOrder order;
  gboolean descending;

  if (n_rows == 0 && gb_dossier_list_get_loading (self->list))
    return g_strdup (_("Loading"));
  order = gb_dossiers_question_get_order (self->question, &descending);
  return gb_dossiers_words_summary (n_rows, order, descending);
}

static void
update_words (GbDossiersPage *self)
{
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  const char *search = gb_dossiers_question_get_search (self->question);
  gboolean known = n_rows > 0 || !gb_dossier_list_get_loading (self->list);
  g_autofree char *summary = foot_words (self, n_rows);
  g_autofree char *freshness
      = gb_dossiers_words_freshness (gb_dossiers_figures_get_summary (self->figures));
  g_autofree char *found = known ? gb_dossiers_words_found (n_rows, search) : NULL;

  gb_dossiers_foot_set_words (self->foot, summary, freshness);
  gb_dossiers_foot_set_counts (self->foot, gb_dossiers_page_get_n_selected (self), n_rows);
  gtk_label_set_label (self->found, found ? found : _("Searching"));
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->search_line), search != NULL);
}

static void
on_list_changed_cb (GbDossiersPage *self)
{
  gb_page_set_loading (GB_PAGE (self), gb_dossiers_figures_get_loading (self->figures) ||
                                           gb_dossier_list_get_loading (self->list));
  update_words (self);
}

static void
on_figures_changed_cb (GbDossiersPage *self)
{
  const GbDossierSummary *summary = gb_dossiers_figures_get_summary (self->figures);

  on_list_changed_cb (self);
  if (summary == NULL || gb_dossiers_figures_get_loading (self->figures))
    return;
  gb_dossier_table_set_day_seconds (self->table, summary->day_seconds);
  gb_dossier_table_set_communes (self->table, summary->communes, summary->province);
  gb_dossiers_bar_set_summary (self->bar, summary);
  gb_dossier_groups_set_groups (self->groups, gb_dossiers_question_get_grouping (self->question),
                                summary->groups);
}

/* What could be saved under a name. */
static void
offer_view (GbDossiersPage *self)
{
  g_autoptr (GbDossierQuery) query = gb_dossiers_question_make_query (self->question, NULL);
  g_auto (GStrv) columns
      = gb_dossiers_columns_ids (gb_dossier_table_get_chosen (self->table));
  GbDossierGrouping grouping = gb_dossiers_question_get_grouping (self->question);

  if (self->views != NULL)
    gb_dossiers_views_set (self->views,
                           gb_dossier_view_new (query, gb_dossier_grouping_nick (grouping),
                                                (const char *const *) columns));
}

static void
run_query (GbDossiersPage *self)
{
  g_autoptr (GbDossierQuery) query = NULL;

  if (self->list == NULL)
    return;
  query = gb_dossiers_question_make_query (self->question, gb_page_get_commune (GB_PAGE (self)));
  if (gb_dossier_query_equal (query, gb_dossier_list_get_query (self->list)))
    return;
  gb_dossier_list_set_query (self->list, query);
  gb_dossiers_bar_set_query (self->bar, query, get_today (self));
  offer_view (self);
  gb_dossier_groups_set_selected (self->groups, gb_dossiers_question_get_group (self->question));
  gb_dossier_table_scroll_to_top (self->table);
  update_words (self);
}

/* What a figure counted was another unit's. */
static void
on_commune_cb (GbDossiersPage *self)
{
  gb_dossiers_question_clear_limit (self->question, GB_DOSSIER_LIMIT_SET);
}

/* --- room --- */

static void
on_width_changed_cb (GbDossiersPage *self)
{
  gboolean narrow = gb_adaptive_bin_get_narrow (GB_ADAPTIVE_BIN (self->page_bin));
  gboolean paged = narrow && gb_page_get_detail_open (GB_PAGE (self));

  gb_dossiers_bar_set_room (self->bar,
                            gb_adaptive_bin_get_medium (GB_ADAPTIVE_BIN (self->page_bin)), narrow);
  gb_dossier_groups_set_narrow (self->groups, narrow);
  gb_dossiers_foot_set_narrow (self->foot, narrow);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->body),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_visible (self->filters, !paged);
  gtk_widget_set_visible (self->left, !paged);
  gtk_widget_set_visible (GTK_WIDGET (self->groups),
                          !paged && gb_dossiers_question_get_grouping (self->question)
                                        != GB_DOSSIER_GROUPING_NONE);
}

/* --- detail --- */

static void
set_code (GbDossiersPage *self,
          const char     *code)
{
  gb_dossier_pane_set_code (self->pane, code);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dossiers.close", code != NULL);
  gb_page_set_detail_open (GB_PAGE (self), code != NULL);
  on_width_changed_cb (self);
}

static void
enable_actions (GbDossiersPage *self)
{
  guint n_selected = gb_dossiers_page_get_n_selected (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dossiers.copy-code",
                                 n_selected > 0 || gb_dossiers_page_get_code (self) != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dossiers.urge", n_selected > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dossiers.select-none", n_selected > 0);
}

static void
on_selected_cb (GbDossiersPage *self)
{
  GbDossier *dossier = gb_dossier_table_get_selected (self->table);


  enable_actions (self);
  update_words (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_SELECTED]);
  /* What is open follows the arrow keys; it stays when its row leaves the table. */
  if (dossier != NULL && gb_page_get_detail_open (GB_PAGE (self)))
    set_code (self, gb_dossier_get_code (dossier));
}

static void
on_opened_cb (GbDossiersPage *self,
              GbDossier      *dossier)
{
  gb_dossiers_page_open (self, gb_dossier_get_code (dossier));
}

/* --- actions --- */

static void
close_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  GbDossiersPage *self = GB_DOSSIERS_PAGE (widget);

  set_code (self, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

static void
copy_text (GbDossiersPage *self,
           const char     *text,
           const char     *told)
{
  AdwToast *toast = adw_toast_new (told);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  adw_toast_set_timeout (toast, 2);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (self->toasts), toast);
}

static void
on_copied_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GbDossiersPage) self = user_data;
  g_autoptr (GPtrArray) dossiers
      = gb_dossiers_copy_load_finish (GB_STORE (source), result, NULL);
  g_autofree char *text = NULL;

  /* The table tells what went wrong. */
  if (dossiers == NULL || dossiers->len == 0 || self->list == NULL)
    return;
  text = gb_dossiers_copy_text (self->table, dossiers);
  copy_text (self, text, dossiers->len == 1 ? _("Code copied") : _("Rows copied"));
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  GbDossiersPage *self = GB_DOSSIERS_PAGE (widget);
  GbDossier *dossier = gb_dossier_table_get_selected (self->table);
  const char *code = gb_dossiers_page_get_code (self);

  if (gb_dossier_table_get_many (self->table) && gb_dossiers_page_get_n_selected (self) > 0)
    {
      gb_dossiers_copy_load_async (gb_dossier_list_get_store (self->list),
                                   gb_dossiers_page_dup_selected (self), on_copied_cb,
                                   g_object_ref (self));
      return;
    }
  if (code == NULL && dossier != NULL)
    code = gb_dossier_get_code (dossier);
  if (code != NULL)
    copy_text (self, code, _("Code copied"));
}

static void
clear_limit_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  gb_dossiers_question_clear_limit (GB_DOSSIERS_PAGE (widget)->question,
                                    parameter != NULL ? g_variant_get_int32 (parameter) : -1);
}

static void
on_limited_cb (GbDossiersPage *self)
{
  gb_dossiers_question_set_limits (self->question, gb_dossiers_bar_get_limits (self->bar));
}

static void
clear_search_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  gb_dossiers_question_set_search (GB_DOSSIERS_PAGE (widget)->question, NULL);
}

static void
select_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  gb_dossier_table_select_all (GB_DOSSIERS_PAGE (widget)->table,
                               g_str_equal (name, "dossiers.select-all"));
}

static void
set_many (GbDossiersPage *self,
          gboolean        many)
{
  if (gb_dossier_table_get_many (self->table) == many)
    return;
  gb_dossiers_foot_set_many (self->foot, many);
  gb_dossier_table_set_many (self->table, many);
  /* The button that was pressed is gone. */
  gtk_widget_grab_focus (GTK_WIDGET (self->table));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SELECT_MANY]);
}

static void
on_urged_cb (GbDossiersPage *self)
{
  set_many (self, FALSE);
}

static void
urge_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  GbDossiersPage *self = GB_DOSSIERS_PAGE (widget);
  g_autoptr (GArray) numbers = gb_dossiers_page_dup_selected (self);
  GbUrgeWindow *window
      = gb_urge_window_present (GTK_WIDGET (self->table), gb_dossier_list_get_store (self->list),
                                (const gint64 *) (gpointer) numbers->data, numbers->len);

  g_signal_connect_object (window, "stored", G_CALLBACK (on_urged_cb), self, G_CONNECT_SWAPPED);
}

static void
refresh_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  gb_dossier_list_refresh (GB_DOSSIERS_PAGE (widget)->list);
}

/* --- order and groups --- */

static void
on_ordered_cb (GbDossiersPage *self)
{
  gboolean descending;
  GbDossiersOrder order = gb_dossier_table_get_order (self->table, &descending);

  gb_dossiers_question_set_order (self->question, order, descending);
}

static void
on_order_changed_cb (GbDossiersPage *self)
{
  gboolean descending;
  GbDossiersOrder order = gb_dossiers_question_get_order (self->question, &descending);

  gb_dossier_table_set_order (self->table, order, descending);
}

static void
on_grouping_changed_cb (GbDossiersPage *self)
{
  GbDossierGrouping grouping = gb_dossiers_question_get_grouping (self->question);

  gb_dossier_groups_set_selected (self->groups, gb_dossiers_question_get_group (self->question));
  /* Empty until the new groups are there: the old ones would be of another kind. */
  gb_dossier_groups_set_groups (self->groups, grouping, NULL);
  gb_dossiers_figures_set_grouping (self->figures, grouping);
  offer_view (self);
  on_width_changed_cb (self);
}

static void
on_group_chosen_cb (GbDossiersPage *self)
{
  gb_dossiers_question_set_group (self->question, gb_dossier_groups_get_selected (self->groups));
}

/* --- views --- */

static void
on_view_chosen_cb (GbDossiersPage      *self,
                   const GbDossierView *view)
{
  gb_dossier_table_set_chosen (
      self->table, gb_dossiers_columns_parse ((const char *const *) view->columns));
  gb_dossiers_question_set_view (self->question, view);
}

static void
make_views (GbDossiersPage *self)
{
  self->views = GB_DOSSIERS_VIEWS (
      gb_dossiers_views_new (gb_dossier_list_get_store (self->list)));
  g_signal_connect_object (self->views, "chosen", G_CALLBACK (on_view_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "notify::columns", G_CALLBACK (offer_view), self,
                           G_CONNECT_SWAPPED);
  gb_dossiers_bar_add_tool (self->bar, GTK_WIDGET (self->views));
  offer_view (self);
}

/* --- object --- */

static void
make_list (GbDossiersPage *self)
{
  g_autoptr (GbDossierQuery) query
      = gb_dossiers_question_make_query (self->question, gb_page_get_commune (GB_PAGE (self)));

  self->list = gb_dossier_list_new (GB_STORE (gb_page_get_store (GB_PAGE (self))), query);
  self->figures = gb_dossiers_figures_new (self->list);
  g_signal_connect_object (self->figures, "changed", G_CALLBACK (on_figures_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::loading", G_CALLBACK (on_list_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::n-items", G_CALLBACK (on_list_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gb_dossier_table_set_list (self->table, self->list);
  gb_dossiers_bar_set_query (self->bar, query, get_today (self));
}

static void
gb_dossiers_page_constructed (GObject *object)
{
  GbDossiersPage *self = GB_DOSSIERS_PAGE (object);

  G_OBJECT_CLASS (gb_dossiers_page_parent_class)->constructed (object);

  make_list (self);
  make_views (self);
  gb_dossiers_bar_set_store (self->bar, gb_dossier_list_get_store (self->list));
  gb_dossier_pane_set_store (self->pane, gb_dossier_list_get_store (self->list));
  on_list_changed_cb (self);
}

static void
gb_dossiers_page_dispose (GObject *object)
{
  GbDossiersPage *self = GB_DOSSIERS_PAGE (object);

  if (self->figures != NULL)
    g_object_run_dispose (G_OBJECT (self->figures));
  g_clear_object (&self->figures);
  g_clear_object (&self->list);
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (gb_dossiers_page_parent_class)->dispose (object);
}

static void
gb_dossiers_page_finalize (GObject *object)
{
  GbDossiersPage *self = GB_DOSSIERS_PAGE (object);

  g_object_unref (self->question);

  G_OBJECT_CLASS (gb_dossiers_page_parent_class)->finalize (object);
}

static void
gb_dossiers_page_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  GbDossiersPage *self = GB_DOSSIERS_PAGE (object);

  switch (id)
    {
    case PROP_SELECT_MANY:
      g_value_set_boolean (value, gb_dossier_table_get_many (self->table));
      break;
    case PROP_N_SELECTED:
      g_value_set_uint (value, gb_dossiers_page_get_n_selected (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_dossiers_page_set_property (GObject      *object,
                               guint         id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  GbDossiersPage *self = GB_DOSSIERS_PAGE (object);

  switch (id)
    {
    case PROP_SELECT_MANY:
      set_many (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_property_action (widget_class, "dossiers.select-many", "select-many");
  gtk_widget_class_install_action (widget_class, "dossiers.clear-limit", "i", clear_limit_action);
  gtk_widget_class_install_action (widget_class, "dossiers.clear-limits", NULL, clear_limit_action);
  gtk_widget_class_install_action (widget_class, "dossiers.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "dossiers.copy-code", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "dossiers.clear-search", NULL,
                                   clear_search_action);
  gtk_widget_class_install_action (widget_class, "dossiers.select-all", NULL, select_action);
  gtk_widget_class_install_action (widget_class, "dossiers.select-none", NULL, select_action);
  gtk_widget_class_install_action (widget_class, "dossiers.urge", NULL, urge_action);
  gtk_widget_class_install_action (widget_class, "dossiers.refresh", NULL, refresh_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "dossiers.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK,
                                       "dossiers.copy-code", NULL);
}

static void
install_properties (GObjectClass *object_class)
{
  /* Whether more than one row can be selected. */
  props[PROP_SELECT_MANY] = g_param_spec_boolean ("select-many", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                      G_PARAM_STATIC_STRINGS);
  props[PROP_N_SELECTED] = g_param_spec_uint ("n-selected", NULL, NULL, 0, G_MAXUINT, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbDossiersPage, name)

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-dossiers-page.ui");
  BIND (page_bin);
  BIND (toasts);
  BIND (filters);
  BIND (bar);
  BIND (search_line);
  BIND (found);
  BIND (body);
  BIND (left);
  BIND (groups);
  BIND (table);
  BIND (foot);
  BIND (pane);
  gtk_widget_class_bind_template_callback (widget_class, on_width_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_limited_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_group_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_ordered_cb);
}

static void
gb_dossiers_page_class_init (GbDossiersPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = gb_dossiers_page_constructed;
  object_class->dispose = gb_dossiers_page_dispose;
  object_class->finalize = gb_dossiers_page_finalize;
  object_class->get_property = gb_dossiers_page_get_property;
  object_class->set_property = gb_dossiers_page_set_property;

  g_type_ensure (GB_TYPE_ADAPTIVE_BIN);
  g_type_ensure (GB_TYPE_DOSSIER_PANE);
  g_type_ensure (GB_TYPE_DOSSIER_TABLE);
  g_type_ensure (GB_TYPE_DOSSIER_GROUPS);
  g_type_ensure (GB_TYPE_DOSSIERS_BAR);
  g_type_ensure (GB_TYPE_DOSSIERS_FOOT);
  install_properties (object_class);
  install_actions (widget_class);
  bind_template (widget_class);
}

/* "dossiers.filter" and the like: what the question has beside the class's own actions. */
static void
make_question (GbDossiersPage *self)
{
  static const char *const names[] = { "filter", "order", "descending", "group" };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  self->question = gb_dossiers_question_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GPropertyAction) action
          = g_property_action_new (names[i], self->question, names[i]);

      g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (action));
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "dossiers", G_ACTION_GROUP (actions));
  g_signal_connect_object (self->question, "asked", G_CALLBACK (run_query), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->question, "notify::order", G_CALLBACK (on_order_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->question, "notify::descending", G_CALLBACK (on_order_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->question, "notify::group", G_CALLBACK (on_grouping_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
make_menus (GbDossiersPage *self)
{
  g_autoptr (GSimpleActionGroup) actions = gb_dossiers_column_actions_new (self->table);
  g_autoptr (GMenuModel) menu = gb_dossiers_column_menu_new (self->table);

  gtk_widget_insert_action_group (GTK_WIDGET (self), "columns", G_ACTION_GROUP (actions));
  gb_dossiers_foot_set_columns_menu (self->foot, menu);
  gb_dossiers_bar_add_tool (self->bar, gb_dossiers_group_button_new ());
}

static void
gb_dossiers_page_init (GbDossiersPage *self)
{
  make_question (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  make_menus (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dossiers.close", FALSE);
  enable_actions (self);
  g_signal_connect (self, "notify::commune", G_CALLBACK (on_commune_cb), NULL);
}

/**
 * gb_dossiers_page_get_question:
 *
 * Returns: (transfer none): what the table answers, to be changed
 */
GbDossiersQuestion *
gb_dossiers_page_get_question (GbDossiersPage *self)
{
  g_return_val_if_fail (GB_IS_DOSSIERS_PAGE (self), NULL);

  return self->question;
}

/**
 * gb_dossiers_page_get_code:
 *
 * Returns: (nullable): the code of the dossier whose detail is open
 */
const char *
gb_dossiers_page_get_code (GbDossiersPage *self)
{
  g_return_val_if_fail (GB_IS_DOSSIERS_PAGE (self), NULL);

  return gb_dossier_pane_get_code (self->pane);
}

/**
 * gb_dossiers_page_open:
 * @code: (nullable): a dossier's code, whether its row is in the table or not; %NULL closes the
 *   detail
 */
void
gb_dossiers_page_open (GbDossiersPage *self,
                       const char     *code)
{
  g_return_if_fail (GB_IS_DOSSIERS_PAGE (self));

  set_code (self, code);
  /* As a page of its own the detail hides the row that had the focus. */
  if (code != NULL && !gtk_widget_get_visible (self->left))
    gtk_widget_child_focus (GTK_WIDGET (self->pane), GTK_DIR_TAB_FORWARD);
}

/**
 * gb_dossiers_page_get_n_selected:
 *
 * Returns: how many rows are selected; follow property n-selected
 */
guint
gb_dossiers_page_get_n_selected (GbDossiersPage *self)
{
  g_autoptr (GtkBitset) positions = NULL;

  g_return_val_if_fail (GB_IS_DOSSIERS_PAGE (self), 0);

  positions = gb_dossier_table_get_selection (self->table);
  return (guint) gtk_bitset_get_size (positions);
}

/**
 * gb_dossiers_page_dup_selected:
 *
 * Returns: (transfer full) (element-type gint64): the numbers of the selected rows, in the table's
 *   order
 */
GArray *
gb_dossiers_page_dup_selected (GbDossiersPage *self)
{
  g_autoptr (GtkBitset) positions = NULL;
  GArray *numbers;
  GtkBitsetIter iter;
  guint position;

  g_return_val_if_fail (GB_IS_DOSSIERS_PAGE (self), NULL);

  positions = gb_dossier_table_get_selection (self->table);
  numbers = g_array_sized_new (FALSE, FALSE, sizeof (gint64), gtk_bitset_get_size (positions));
  for (gboolean more = gtk_bitset_iter_init_first (&iter, positions, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      gint64 number = gb_dossier_list_get_number (self->list, position);

      if (number != 0)
        g_array_append_val (numbers, number);
    }
  return numbers;
}
