/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-issues-page.h"

#include <glib/gi18n-lib.h>

#include "gb-adaptive-bin.h"
#include "gb-export-button.h"
#include "gb-export-issues.h"
#include "gb-freshness-words.h"
#include "gb-issue-pane.h"
#include "gb-issue-raise-window.h"
#include "gb-issue-urge.h"
#include "gb-issues-band.h"
#include "gb-issues-board.h"
#include "gb-issues-filters.h"
#include "gb-issues-list.h"
#include "gb-issues-model.h"
#include "gb-issues-waits.h"
#include "gb-state-view.h"
#include "gb-tabs.h"
#include "gb-wrap-layout.h"

/**
 * GbIssuesPage:
 *
 * The page "Vướng mắc": what are we waiting for, and what do citizens report?
 */
struct _GbIssuesPage
{
  GbPage parent_instance;

  GbAdaptiveBin *page_bin; /* the template's */
  GtkWidget *left;
  GbTabs *tabs;
  GbStateView *state;
  GtkWidget *map;
  GbIssuesFilters *filters;
  GtkScrolledWindow *scroller;
  GbIssuesBand *band;
  GtkStack *views;
  GbIssuesList *list;
  GbIssuesBoard *board;
  GbIssuesWaits *waits;
  GtkLabel *foot;
  AdwBin *slot;

  GbIssuePane *pane; /* a child of @slot */
  GbIssuesModel *model; /* (owned) */
  char *issue; /* (owned) (nullable): the id of the one that is open */
  gboolean filtering;
  gboolean wants_focus; /* the first row of what is on its way */
};

enum
{
  PROP_ISSUE = 1,
  PROP_VIEW,
  PROP_FILTERING,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void gb_issues_page_exportable_init (GbExportableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GbIssuesPage, gb_issues_page, GB_TYPE_PAGE,
                               G_IMPLEMENT_INTERFACE (GB_TYPE_EXPORTABLE, gb_issues_page_exportable_init))

/* --- what is shown ---------------------------------------------------------------------------------- */

static GtkOrientation
orientation_for (GbIssuesPage *self,
                 gboolean      narrow)
{
  return narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;
}

/* Rows say whose they are where there are several. */
static gboolean
has_communes (const GbIssuesReport *report)
{
  const char *commune = NULL;

  for (guint i = 0; i < report->groups->len; i++)
    {
      const GbIssuesGroup *group = report->groups->pdata[i];

      for (guint j = 0; j < group->issues->len; j++)
        {
          const GbIssue *issue = group->issues->pdata[j];

          if (commune != NULL && g_strcmp0 (commune, issue->commune) != 0)
            return TRUE;
          commune = issue->commune;
        }
    }
  return FALSE;
}

/* Rows of another kind must not stand under the tab that was chosen. */
static gboolean
shows (GbIssuesPage         *self,
       const GbIssuesReport *report)
{
  return gb_issue_query_equal (report->query, gb_issues_model_get_query (self->model));
}

static void
show_empty (GbIssuesPage *self)
{
  const GbIssueQuery *query = gb_issues_model_get_query (self->model);

  if (gb_issue_query_is_limited (query))
    gb_state_view_show_empty (self->state, _("Nothing matches"), _("Choose other limits, or none."));
  else if (query->kind == GB_ISSUE_REPORT)
    gb_state_view_show_empty (self->state, _("No citizen has reported anything"),
                              _("Reports come from the province with the next synchronisation."));
  else
    gb_state_view_show_empty (self->state, _("Nothing was raised yet"),
                              _("What you raise is kept here and goes out with the next weekly collection."));
}

static void
show_report (GbIssuesPage         *self,
             const GbIssuesReport *report)
{
  g_autofree char *freshness = gb_freshness_words (report->as_of, report->now);
  /* Translators: at the foot of a list; the second is how fresh the figures are */
  g_autofree char *foot = g_strdup_printf (_("%s · %s"), _("Waiting times in working days"), freshness);

  for (int kind = 0; kind < GB_N_ISSUE_KINDS; kind++)
    gb_tabs_set_count (self->tabs, gb_issue_kind_name ((GbIssueKind) kind), report->tally->kinds[kind]);
  if (report->grouping == GB_ISSUES_BY_STAGE)
    gb_issues_list_set_report (self->list, report, has_communes (report));
  else
    gb_issues_board_set_report (self->board, report, has_communes (report));
  gb_issues_band_set_report (self->band, report);
  gb_issues_waits_set_report (self->waits, report);
  gb_issues_filters_set_report (self->filters, report);
  gtk_label_set_label (self->foot, foot);
  if (gb_issues_report_is_empty (report))
    show_empty (self);
  else
    gb_state_view_show_content (self->state);
  if (self->wants_focus)
    gb_issues_list_focus (self->list);
  self->wants_focus = FALSE;
}

static void
on_model_changed_cb (GbIssuesPage *self)
{
  const GbIssuesReport *report = gb_issues_model_get_report (self->model);
  const GError *error = gb_issues_model_get_error (self->model);

  gb_page_set_loading (GB_PAGE (self), gb_issues_model_get_loading (self->model));
  gb_page_set_badge (GB_PAGE (self), (guint) gb_issues_model_get_overdue (self->model));
  if (error != NULL)
    gb_state_view_show_error (self->state, _("The issues cannot be read"), error->message);
  else if (report == NULL)
    gb_state_view_show_loading (self->state);
  else if (shows (self, report))
    show_report (self, report);
}

/* --- what is asked ---------------------------------------------------------------------------------- */

/* The tab, the commune and the limits together. */
static void
ask (GbIssuesPage *self)
{
  g_autoptr (GbIssueQuery) query = gb_issue_query_new (GB_ISSUE_SET_OPEN);
  GbIssueKind kind = GB_ISSUE_DIFFICULTY;

  gb_issue_kind_from_name (gb_tabs_get_selected (self->tabs), &kind);
  gb_issues_filters_apply (self->filters, query);
  query->kind = kind;
  query->commune = g_strdup (gb_page_get_commune (GB_PAGE (self)));
  gb_issues_model_set_query (self->model, query);
}

static void
on_tab_cb (GbIssuesPage *self)
{
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->map), "s", gb_tabs_get_selected (self->tabs));
  if (self->model != NULL)
    ask (self);
}

static void
set_filtering (GbIssuesPage *self,
               gboolean      filtering)
{
  g_autoptr (GbIssueQuery) none = gb_issue_query_new (GB_ISSUE_SET_OPEN);

  if (self->filtering == filtering)
    return;
  self->filtering = filtering;
  /* What cannot be seen limits nothing. */
  if (!filtering)
    {
      gb_issues_filters_set_query (self->filters, none);
      ask (self);
    }
  else if (!self->wants_focus)
    gb_issues_filters_focus_search (self->filters);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FILTERING]);
}

static void
set_view (GbIssuesPage *self,
          const char   *view)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->views), view) == 0 ||
      gtk_stack_get_child_by_name (self->views, view) == NULL)
    return;
  gtk_stack_set_visible_child_name (self->views, view);
  /* Columns stand beside each other, whatever room there is. */
  gtk_scrolled_window_set_policy (self->scroller, g_str_equal (view, "board") ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gb_issues_model_set_grouping (self->model, g_str_equal (view, "board") ? GB_ISSUES_BY_STATE : GB_ISSUES_BY_STAGE);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_VIEW]);
}

/* --- room ------------------------------------------------------------------------------------------- */

/* Where there is little room the detail is a page of its own. */
static void
update_room (GbIssuesPage *self)
{
  gboolean paged = gb_adaptive_bin_get_narrow (self->page_bin) && gb_page_get_detail_open (GB_PAGE (self));

  gtk_widget_set_visible (self->left, !paged);
  if (self->pane != NULL)
    gb_issue_pane_set_paged (self->pane, paged);
}

static void
on_masked_cb (GbIssuesPage *self)
{
  gb_issue_pane_set_masked (self->pane, gb_page_get_masked (GB_PAGE (self)));
}

/* --- actions ---------------------------------------------------------------------------------------- */

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  gb_issues_page_open (GB_ISSUES_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
close_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  gb_issues_page_open (GB_ISSUES_PAGE (widget), NULL);
}

static void
urge_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  gb_issue_urge (GTK_WIDGET (GB_ISSUES_PAGE (widget)->left), gb_page_get_store (GB_PAGE (widget)),
                 g_variant_get_string (parameter, NULL));
}

/* What is looked at is what is most likely to be raised. */
static void
raise_issue (GbIssuesPage *self,
             const char   *action)
{
  GbIssueKind kind = GB_ISSUE_DIFFICULTY;

  gb_issue_kind_from_name (gb_tabs_get_selected (self->tabs), &kind);
  gb_issue_raise_window_present (self->left, gb_page_get_store (GB_PAGE (self)), gb_page_get_commune (GB_PAGE (self)),
                                 kind, action);
}

static void
raise_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  raise_issue (GB_ISSUES_PAGE (widget), NULL);
}

static void
edit_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  raise_issue (GB_ISSUES_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
show_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  const char *kind, *set, *department;

  g_variant_get (parameter, "(&s&sm&s)", &kind, &set, &department);
  gb_issues_page_show (GB_ISSUES_PAGE (widget), kind, set, department);
}

static void
show_more_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  gb_issues_model_show_more (GB_ISSUES_PAGE (widget)->model, g_variant_get_int32 (parameter));
}

static void
reload_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  gb_issues_model_reload (GB_ISSUES_PAGE (widget)->model);
}

/* --- what can be saved ------------------------------------------------------------------------------ */

static guint
gb_issues_page_get_forms (GbExportable *exportable)
{
  GbIssuesPage *self = GB_ISSUES_PAGE (exportable);
  const GbIssuesReport *report = self->model != NULL ? gb_issues_model_get_report (self->model) : NULL;

  if (report == NULL || gb_issues_report_is_empty (report) || !shows (self, report))
    return 0;
  return GB_EXPORT_TABLES;
}

static GbExport *
gb_issues_page_make_export (GbExportable *exportable,
                            GbExportForm  form,
                            gboolean      marked)
{
  GbIssuesPage *self = GB_ISSUES_PAGE (exportable);
  const GbIssuesReport *report = gb_issues_model_get_report (self->model);
  const char *kind = gb_tabs_get_title (self->tabs, gb_tabs_get_selected (self->tabs));
  /* Translators: a kind of issues; whom the communes wait for */
  g_autofree char *waits = g_strdup_printf (_("%s: whom we wait for"), kind);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->views), "waits") == 0)
    return gb_export_waits_new (waits, report);
  return gb_export_issues_new (kind, report, has_communes (report));
}

static void
gb_issues_page_exportable_init (GbExportableInterface *iface)
{
  iface->get_forms = gb_issues_page_get_forms;
  iface->make_export = gb_issues_page_make_export;
}

/* --- object ----------------------------------------------------------------------------------------- */

static void
gb_issues_page_constructed (GObject *object)
{
  GbIssuesPage *self = GB_ISSUES_PAGE (object);

  G_OBJECT_CLASS (gb_issues_page_parent_class)->constructed (object);

  self->pane = GB_ISSUE_PANE (gb_issue_pane_new (gb_page_get_store (GB_PAGE (self))));
  adw_bin_set_child (self->slot, GTK_WIDGET (self->pane));
  g_signal_connect (self, "notify::masked", G_CALLBACK (on_masked_cb), NULL);
  on_masked_cb (self);
  self->model = gb_issues_model_new (gb_page_get_store (GB_PAGE (self)));
  g_signal_connect_object (self->model, "changed", G_CALLBACK (on_model_changed_cb), self, G_CONNECT_SWAPPED);
  ask (self);
  g_signal_connect (self, "notify::commune", G_CALLBACK (ask), NULL);
  on_model_changed_cb (self);
}

static void
gb_issues_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gb_issues_page_parent_class)->map (widget);

  gb_issues_model_set_active (GB_ISSUES_PAGE (widget)->model, TRUE);
}

static void
gb_issues_page_unmap (GtkWidget *widget)
{
  gb_issues_model_set_active (GB_ISSUES_PAGE (widget)->model, FALSE);

  GTK_WIDGET_CLASS (gb_issues_page_parent_class)->unmap (widget);
}

static void
gb_issues_page_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  GbIssuesPage *self = GB_ISSUES_PAGE (object);

  switch (id)
    {
    case PROP_ISSUE:
      g_value_set_string (value, self->issue);
      break;
    case PROP_VIEW:
      g_value_set_string (value, gtk_stack_get_visible_child_name (self->views));
      break;
    case PROP_FILTERING:
      g_value_set_boolean (value, self->filtering);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_issues_page_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  GbIssuesPage *self = GB_ISSUES_PAGE (object);

  switch (id)
    {
    case PROP_VIEW:
      set_view (self, g_value_get_string (value));
      break;
    case PROP_FILTERING:
      set_filtering (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_issues_page_dispose (GObject *object)
{
  GbIssuesPage *self = GB_ISSUES_PAGE (object);

  if (self->model != NULL)
    g_object_run_dispose (G_OBJECT (self->model));
  adw_bin_set_child (ADW_BIN (self), NULL);
  self->pane = NULL;

  G_OBJECT_CLASS (gb_issues_page_parent_class)->dispose (object);
}

static void
gb_issues_page_finalize (GObject *object)
{
  GbIssuesPage *self = GB_ISSUES_PAGE (object);

  g_clear_object (&self->model);
  g_free (self->issue);

  G_OBJECT_CLASS (gb_issues_page_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "issues.open", "s", open_action);
  gtk_widget_class_install_action (widget_class, "issues.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "issues.raise", NULL, raise_action);
  gtk_widget_class_install_action (widget_class, "issues.edit", "s", edit_action);
  gtk_widget_class_install_action (widget_class, "issues.urge", "s", urge_action);
  gtk_widget_class_install_action (widget_class, "issues.show", "(ssms)", show_action);
  gtk_widget_class_install_action (widget_class, "issues.show-more", "i", show_more_action);
  gtk_widget_class_install_action (widget_class, "issues.reload", NULL, reload_action);
  gtk_widget_class_install_property_action (widget_class, "issues.view", "view");
  gtk_widget_class_install_property_action (widget_class, "issues.filter", "filtering");
}

static void
gb_issues_page_class_init (GbIssuesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = gb_issues_page_constructed;
  object_class->get_property = gb_issues_page_get_property;
  object_class->set_property = gb_issues_page_set_property;
  object_class->dispose = gb_issues_page_dispose;
  object_class->finalize = gb_issues_page_finalize;
  widget_class->map = gb_issues_page_map;
  widget_class->unmap = gb_issues_page_unmap;

  /* The id of the issue whose detail is open; NULL: none. */
  props[PROP_ISSUE] = g_param_spec_string ("issue", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /* "list", "board" or "waits". */
  props[PROP_VIEW] = g_param_spec_string ("view", NULL, NULL, "list",
                                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /* Whether there are limits to choose. */
  props[PROP_FILTERING] = g_param_spec_boolean ("filtering", NULL, NULL, FALSE,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (GB_TYPE_ADAPTIVE_BIN);
  g_type_ensure (GB_TYPE_EXPORT_BUTTON);
  g_type_ensure (GB_TYPE_ISSUES_BAND);
  g_type_ensure (GB_TYPE_ISSUES_BOARD);
  g_type_ensure (GB_TYPE_ISSUES_FILTERS);
  g_type_ensure (GB_TYPE_ISSUES_LIST);
  g_type_ensure (GB_TYPE_ISSUES_WAITS);
  g_type_ensure (GB_TYPE_STATE_VIEW);
  g_type_ensure (GB_TYPE_TABS);
  g_type_ensure (GB_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/giaoban/GiaoBan/ui/pages/gb-issues-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbIssuesPage, name)
  BIND (page_bin);
  BIND (left);
  BIND (tabs);
  BIND (state);
  BIND (map);
  BIND (filters);
  BIND (scroller);
  BIND (band);
  BIND (views);
  BIND (list);
  BIND (board);
  BIND (waits);
  BIND (foot);
  BIND (slot);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, orientation_for);
  gtk_widget_class_bind_template_callback (widget_class, ask);
  gtk_widget_class_bind_template_callback (widget_class, update_room);
  gtk_widget_class_bind_template_callback (widget_class, on_tab_cb);
  install_actions (widget_class);
}

static void
gb_issues_page_init (GbIssuesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gb_tabs_add (self->tabs, gb_issue_kind_name (GB_ISSUE_DIFFICULTY), _("Difficulties, petitions"),
               C_ ("issues", "Difficulties"));
  gb_tabs_add (self->tabs, gb_issue_kind_name (GB_ISSUE_GUIDANCE), _("Requests for guidance"),
               C_ ("issues", "Guidance"));
  gb_tabs_add (self->tabs, gb_issue_kind_name (GB_ISSUE_REPORT), C_ ("issues", "Citizens' reports"),
               C_ ("issues", "Reports"));
}

/* --- public ----------------------------------------------------------------------------------------- */

/**
 * gb_issues_page_get_issue:
 *
 * Returns: (nullable): the id of the issue whose detail is open
 */
const char *
gb_issues_page_get_issue (GbIssuesPage *self)
{
  g_return_val_if_fail (GB_IS_ISSUES_PAGE (self), NULL);

  return self->issue;
}

/**
 * gb_issues_page_open:
 * @id: (nullable): an issue's, whether its row is shown or not; %NULL closes the detail
 */
void
gb_issues_page_open (GbIssuesPage *self,
                     const char   *id)
{
  g_return_if_fail (GB_IS_ISSUES_PAGE (self));

  if (g_strcmp0 (self->issue, id) != 0)
    {
      g_free (self->issue);
      self->issue = g_strdup (id);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ISSUE]);
    }
  gb_issue_pane_set_issue (self->pane, id);
  gb_page_set_detail_open (GB_PAGE (self), id != NULL);
  update_room (self);
  /* As a page of its own the detail hides the row that had the focus. */
  if (id != NULL && !gtk_widget_get_visible (self->left))
    gtk_widget_child_focus (GTK_WIDGET (self->pane), GTK_DIR_TAB_FORWARD);
}

/**
 * gb_issues_page_show:
 * @kind: "difficulty", "guidance" or "report"
 * @set: such as "overdue-above", as gb_issue_set_nick() has it
 * @department: (nullable): only what this agency has to answer, by id
 *
 * Lists exactly the issues of that set.
 */
void
gb_issues_page_show (GbIssuesPage *self,
                     const char   *kind,
                     const char   *set,
                     const char   *department)
{
  g_autoptr (GbIssueQuery) query = gb_issue_query_new (GB_ISSUE_SET_OPEN);

  g_return_if_fail (GB_IS_ISSUES_PAGE (self));

  gb_issue_set_parse (set, &query->set);
  query->department = g_strdup (department);
  self->wants_focus = TRUE;
  set_filtering (self, gb_issue_query_is_limited (query));
  gb_issues_filters_set_query (self->filters, query);
  gb_tabs_set_selected (self->tabs, kind);
  set_view (self, "list");
  ask (self);
  /* It may be what is shown already. */
  if (!gb_issues_model_get_loading (self->model))
    on_model_changed_cb (self);
}
