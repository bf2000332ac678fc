/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossiers-page.h"

#include <glib/gi18n-lib.h>

#include "gb-adaptive-bin.h"
#include "gb-dossier-groups.h"
#include "gb-dossier-list.h"
#include "gb-dossier-pane.h"
#include "gb-dossier-table.h"
#include "gb-dossiers-bar.h"
#include "gb-dossiers-export.h"
#include "gb-dossiers-figures.h"
#include "gb-dossiers-foot.h"
#include "gb-dossiers-found.h"
#include "gb-dossiers-memory.h"
#include "gb-dossiers-menus.h"
#include "gb-dossiers-page-actions.h"
#include "gb-dossiers-question.h"
#include "gb-dossiers-views.h"
#include "gb-dossiers-words.h"
#include "gb-export-button.h"
#include "gb-pass-focus.h"
#include "gb-yield-layout.h"

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
  GbDossiersFound *found;
  GtkWidget *body;
  GtkWidget *left;
  GbDossierGroups *groups;
  GbDossierTable *table;
  GbDossiersFoot *foot;
  GbDossierPane *pane;

  GbDossierList *list;           /* (owned) */
  GbDossiersViews *views;        /* (owned by the widget tree) */
  GbDossiersFigures *figures;    /* (owned) */
  GbDossiersColumns *columns;    /* (not owned): the table's */
  GbDossiersQuestion *question;  /* (owned): what the table answers */
  GbDossiersMemory *memory;      /* (owned) */
};

static void gb_dossiers_page_exportable_init (GbExportableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GbDossiersPage, gb_dossiers_page, GB_TYPE_PAGE,
                               G_IMPLEMENT_INTERFACE (GB_TYPE_EXPORTABLE, gb_dossiers_page_exportable_init))

static GbDay
get_today (GbDossiersPage *self)
{
  return gb_time_day (gb_clock_now (gb_store_get_clock (gb_dossier_list_get_store (self->list))));
}

/* Not while there are none, and not while a long list has its first ones alone. */
static gboolean
is_known (GbDossiersPage *self,
          guint           n_rows)
{
  return !gb_dossier_list_get_loading (self->list) ||
         (n_rows > 0 && gb_dossier_list_get_whole (self->list));
}

static char *
foot_words (GbDossiersPage *self,
            guint           n_rows)
{
  GbDossiersOrder order;
  gboolean descending;

  if (!is_known (self, n_rows))
    return g_strdup (_("Loading"));
  order = gb_dossiers_question_get_order (self->question, &descending);
  return gb_dossiers_words_summary (n_rows, order, descending);
}

static void
update_words (GbDossiersPage *self)
{
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  const GbDossierSummary *summary = gb_dossiers_figures_get_summary (self->figures);
  gboolean known = is_known (self, n_rows);
  gint64 n_everywhere = summary != NULL && !gb_dossiers_figures_get_loading (self->figures)
                            ? gb_dossier_summary_get_count (summary, GB_DOSSIER_FILTER_ALL)
                            : 0;
  g_autofree char *words = foot_words (self, n_rows);
  g_autofree char *freshness = gb_dossiers_words_freshness (summary);

  gb_dossiers_foot_set_words (self->foot, words, freshness);
  gb_dossiers_foot_set_counts (self->foot, gb_dossier_table_get_n_selected (self->table), n_rows);
  gb_dossiers_found_set (self->found, gb_dossiers_question_get_search (self->question),
                         known ? (gint64) n_rows : -1, n_everywhere);
  gb_dossier_table_set_everywhere (self->table, n_everywhere);
}

static void
on_list_changed_cb (GbDossiersPage *self)
{
  gb_page_set_loading (GB_PAGE (self), gb_dossiers_figures_get_loading (self->figures) ||
                                           gb_dossier_list_get_loading (self->list) ||
                                           gb_dossiers_memory_get_loading (self->memory));
  update_words (self);
}

static void
on_figures_changed_cb (GbDossiersPage *self)
{
  const GbDossierSummary *summary = gb_dossiers_figures_get_summary (self->figures);

  on_list_changed_cb (self);
  if (summary == NULL || gb_dossiers_figures_get_loading (self->figures))
    return;
  gb_dossiers_columns_set_facts (self->columns, summary->day_seconds, summary->communes,
                                 summary->province);
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
      = gb_dossiers_columns_ids (gb_dossiers_columns_get_chosen (self->columns));
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
  gb_dossiers_foot_set_filter (self->foot, query->filter);
  offer_view (self);
  gb_dossier_groups_set_selected (self->groups, gb_dossiers_question_get_group (self->question));
  gb_dossier_table_scroll_to_top (self->table);
  gb_dossiers_page_actions_update (self);
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
                            gb_adaptive_bin_get_medium (GB_ADAPTIVE_BIN (self->page_bin)));
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
  gb_page_set_detail_open (GB_PAGE (self), code != NULL);
  gb_dossiers_page_actions_update (self);
  on_width_changed_cb (self);
}

static void
on_selected_cb (GbDossiersPage *self)
{
  GbDossier *dossier = gb_dossier_table_get_selected (self->table);

  gb_dossiers_page_actions_update (self);
  update_words (self);
  /* What is open follows the arrow keys; it stays when its row leaves the table, and while the row was not read yet. */
  if (dossier != NULL && gb_dossier_get_code (dossier) != NULL && gb_page_get_detail_open (GB_PAGE (self)))
    set_code (self, gb_dossier_get_code (dossier));
}

static void
on_opened_cb (GbDossiersPage *self,
              GbDossier      *dossier)
{
  gb_dossiers_page_open (self, gb_dossier_get_code (dossier));
}

static void
on_limited_cb (GbDossiersPage *self)
{
  gb_dossiers_question_set_limits (self->question, gb_dossiers_bar_get_limits (self->bar));
}

static void
on_many_changed_cb (GbDossiersPage *self)
{
  gb_dossiers_foot_set_many (self->foot, gb_dossier_table_get_many (self->table));
}

/* --- order and groups --- */

static void
on_ordered_cb (GbDossiersPage *self)
{
  gboolean descending;
  GbDossiersOrder order = gb_dossiers_columns_get_order (self->columns, &descending);

  gb_dossiers_question_set_order (self->question, order, descending);
}

static void
on_order_changed_cb (GbDossiersPage *self)
{
  gboolean descending;
  GbDossiersOrder order = gb_dossiers_question_get_order (self->question, &descending);

  gb_dossiers_columns_set_order (self->columns, order, descending);
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
  gb_dossiers_columns_set_chosen (
      self->columns, gb_dossiers_columns_parse ((const char *const *) view->columns));
  gb_dossiers_question_set_view (self->question, view);
}

static void
on_columns_changed_cb (GbDossiersPage *self)
{
  guint narrow = gb_dossiers_columns_get_shown (self->columns) & 1u << GB_DOSSIERS_COLUMN_BRIEF;

  gb_dossiers_foot_set_columns_visible (self->foot, !narrow);
  offer_view (self);
}

static void
make_views (GbDossiersPage *self)
{
  self->views = GB_DOSSIERS_VIEWS (
      gb_dossiers_views_new (gb_dossier_list_get_store (self->list)));
  g_signal_connect_object (self->views, "chosen", G_CALLBACK (on_view_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->columns, "notify::shown", G_CALLBACK (on_columns_changed_cb),
                           self, G_CONNECT_SWAPPED);
  gb_dossiers_bar_add_tool (self->bar, GTK_WIDGET (self->views));
  gb_dossiers_bar_add_tool (self->bar, g_object_new (GB_TYPE_EXPORT_BUTTON, "view", self, "narrow", TRUE, NULL));
  offer_view (self);
}

/* --- what can be saved --- */

static guint
gb_dossiers_page_get_forms (GbExportable *exportable)
{
  GbDossiersPage *self = GB_DOSSIERS_PAGE (exportable);

  return g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0
             ? GB_EXPORT_TABLES | GB_EXPORT_BIT (GB_EXPORT_CALENDAR)
             : 0;
}

static guint
gb_dossiers_page_get_n_marked (GbExportable *exportable)
{
  GbDossiersPage *self = GB_DOSSIERS_PAGE (exportable);

  return gb_dossier_table_get_many (self->table) ? gb_dossier_table_get_n_selected (self->table) : 0;
}

static GbExport *
gb_dossiers_page_make_export (GbExportable *exportable,
                              GbExportForm  form,
                              gboolean      marked)
{
  GbDossiersPage *self = GB_DOSSIERS_PAGE (exportable);

  return gb_dossiers_export_new (self->table, self->list, marked);
}

static void
gb_dossiers_page_exportable_init (GbExportableInterface *iface)
{
  iface->get_forms = gb_dossiers_page_get_forms;
  iface->get_n_marked = gb_dossiers_page_get_n_marked;
  iface->make_export = gb_dossiers_page_make_export;
}

/* --- object --- */

static void
make_list (GbDossiersPage *self)
{
  g_autoptr (GbDossierQuery) query
      = gb_dossiers_question_make_query (self->question, gb_page_get_commune (GB_PAGE (self)));

  self->list = gb_dossier_list_new (GB_STORE (gb_page_get_store (GB_PAGE (self))), query);
  self->memory = gb_dossiers_memory_new (gb_dossier_list_get_store (self->list), self->question,
                                         self->columns);
  g_signal_connect_object (self->memory, "loaded", G_CALLBACK (on_list_changed_cb), self,
                           G_CONNECT_SWAPPED);
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
  if (self->memory != NULL)
    g_object_run_dispose (G_OBJECT (self->memory));
  g_clear_object (&self->memory);
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

/* Who comes to the page by keyboard wants its rows. */
static gboolean
gb_dossiers_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GB_DOSSIERS_PAGE (widget)->table));
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
  gtk_widget_class_bind_template_callback (widget_class, on_many_changed_cb);
}

static void
gb_dossiers_page_class_init (GbDossiersPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = gb_dossiers_page_constructed;
  object_class->dispose = gb_dossiers_page_dispose;
  object_class->finalize = gb_dossiers_page_finalize;
  widget_class->grab_focus = gb_dossiers_page_grab_focus;
  gb_pass_focus (widget_class);

  g_type_ensure (GB_TYPE_ADAPTIVE_BIN);
  g_type_ensure (GB_TYPE_DOSSIER_PANE);
  g_type_ensure (GB_TYPE_DOSSIER_TABLE);
  g_type_ensure (GB_TYPE_DOSSIER_GROUPS);
  g_type_ensure (GB_TYPE_DOSSIERS_BAR);
  g_type_ensure (GB_TYPE_DOSSIERS_FOOT);
  g_type_ensure (GB_TYPE_DOSSIERS_FOUND);
  g_type_ensure (GB_TYPE_YIELD_LAYOUT);
  gb_dossiers_page_actions_install (widget_class);
  bind_template (widget_class);
}

static void
make_question (GbDossiersPage *self)
{
  self->question = gb_dossiers_question_new ();
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
  g_autoptr (GSimpleActionGroup) actions = gb_dossiers_column_actions_new (self->columns);
  g_autoptr (GMenuModel) menu = gb_dossiers_column_menu_new ();

  gtk_widget_insert_action_group (GTK_WIDGET (self), "columns", G_ACTION_GROUP (actions));
  gb_dossiers_foot_set_columns_menu (self->foot, menu);
  gb_dossiers_bar_add_tool (self->bar, gb_dossiers_group_button_new ());
}

static void
on_masked_cb (GbDossiersPage *self)
{
  gboolean masked = gb_page_get_masked (GB_PAGE (self));

  gb_dossiers_columns_set_masked (self->columns, masked);
  gb_dossier_pane_set_masked (self->pane, masked);
}

static void
gb_dossiers_page_init (GbDossiersPage *self)
{
  make_question (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  gb_dossiers_found_set_question (self->found, self->question);
  self->columns = gb_dossier_table_get_columns (self->table);
  g_signal_connect_object (self->columns, "ordered", G_CALLBACK (on_ordered_cb), self,
                           G_CONNECT_SWAPPED);
  gb_dossiers_page_actions_insert (self);
  make_menus (self);
  gb_dossiers_page_actions_update (self);
  g_signal_connect (self, "notify::masked", G_CALLBACK (on_masked_cb), NULL);
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
 * gb_dossiers_page_get_table:
 *
 * Returns: (transfer none): the rows
 */
GbDossierTable *
gb_dossiers_page_get_table (GbDossiersPage *self)
{
  g_return_val_if_fail (GB_IS_DOSSIERS_PAGE (self), NULL);

  return self->table;
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
 * gb_dossiers_page_focus_rows:
 *
 * Asks at once, and gives the first row that answers the focus.
 */
void
gb_dossiers_page_focus_rows (GbDossiersPage *self)
{
  g_return_if_fail (GB_IS_DOSSIERS_PAGE (self));

  gb_dossiers_question_ask (self->question);
  gb_dossier_table_focus_first (self->table);
}

/**
 * gb_dossiers_page_find:
 *
 * Puts the cursor where the rows are searched.
 */
void
gb_dossiers_page_find (GbDossiersPage *self)
{
  g_return_if_fail (GB_IS_DOSSIERS_PAGE (self));

  /* As a page of its own the detail hides it. */
  if (!gtk_widget_get_visible (self->filters))
    set_code (self, NULL);
  gb_dossiers_found_ask (self->found);
}
