/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-issues-filters.h"

#include <glib/gi18n-lib.h>

#include "gb-choice-button.h"
#include "gb-issue-words.h"
#include "gb-wrap-layout.h"

/**
 * GbIssuesFilters:
 *
 * What the issues can be narrowed by: words, field, agency, and state or a named set. Each choice tells how many it
 * would leave. Emits "changed" when the user chose something.
 */
struct _GbIssuesFilters
{
  GtkWidget parent_instance;

  GtkWidget *search;
  GbChoiceButton *field;
  GbChoiceButton *department;
  GbChoiceButton *state; /* keys: nicks of states, and of sets with SET_PREFIX before them */
  GtkWidget *clear;

  gboolean filling; /* what changes was not changed by the user */
};

#define SET_PREFIX "set:"

static guint changed_signal;

G_DEFINE_FINAL_TYPE (GbIssuesFilters, gb_issues_filters, GTK_TYPE_WIDGET)

static void
on_changed_cb (GbIssuesFilters *self)
{
  if (!self->filling)
    g_signal_emit (self, changed_signal, 0);
}

static void
on_clear_cb (GbIssuesFilters *self)
{
  g_autoptr (GbIssueQuery) none = gb_issue_query_new (GB_ISSUE_SET_OPEN);

  gb_issues_filters_set_query (self, none);
  g_signal_emit (self, changed_signal, 0);
}

/* --- choices ---------------------------------------------------------------------------------------- */

static void
fill_choices (GbChoiceButton *button,
              GPtrArray      *choices,
              const char     *unnamed)
{
  gb_choice_button_clear (button);
  for (guint i = 0; i < choices->len; i++)
    {
      const GbIssueChoice *choice = choices->pdata[i];

      gb_choice_button_add (button, choice->key, *choice->key != '\0' ? choice->name : unnamed, choice->count);
    }
}

static void
fill_states (GbIssuesFilters      *self,
             const GbIssuesReport *report)
{
  gb_choice_button_clear (self->state);
  for (int set = 0; set < GB_N_ISSUE_SETS; set++)
    {
      gboolean stage = set < GB_N_ISSUE_STAGES;
      g_autofree char *key = g_strconcat (SET_PREFIX, gb_issue_set_nick ((GbIssueSet) set), NULL);

      /* A stage that a state tells as well is not told twice. */
      if (set == GB_ISSUE_SET_OVERDUE || set == GB_ISSUE_SET_SETTLED || (int) report->query->set == set)
        gb_choice_button_add (self->state, key, gb_issue_words_set ((GbIssueSet) set),
                              stage ? report->tally->stages[set] : -1);
    }
  for (int state = 0; state < GB_N_ISSUE_STATES; state++)
    gb_choice_button_add (self->state, gb_issue_state_nick ((GbIssueState) state),
                          gb_issue_state_label ((GbIssueState) state), report->tally->states[state]);
}

/* --- object ----------------------------------------------------------------------------------------- */

static void
gb_issues_filters_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (gb_issues_filters_parent_class)->dispose (object);
}

static void
gb_issues_filters_class_init (GbIssuesFiltersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_issues_filters_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GB_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SEARCH);
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

/* A button with its name before it. */
static GbChoiceButton *
add_choice (GbIssuesFilters *self,
            const char      *label)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = gtk_label_new (label);
  GtkWidget *button = gb_choice_button_new (label);

  gtk_widget_add_css_class (name, "gb-secondary");
  gtk_widget_set_size_request (button, 150, -1);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), button);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
  g_signal_connect_object (button, "notify::selected", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  return GB_CHOICE_BUTTON (button);
}

static void
gb_issues_filters_init (GbIssuesFilters *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  g_object_set (layout, "spacing", 12, "line-spacing", 6, NULL);
  self->search = gtk_search_entry_new ();
  g_object_set (self->search, "placeholder-text", _("Words in the issue"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Words in the issue"), -1);
  gtk_widget_set_size_request (self->search, 200, -1);
  gtk_widget_set_parent (self->search, GTK_WIDGET (self));
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  self->field = add_choice (self, _("Field"));
  self->department = add_choice (self, _("Agency"));
  self->state = add_choice (self, _("State"));
  self->clear = gtk_button_new_with_label (_("No limits"));
  gtk_widget_add_css_class (self->clear, "flat");
  gtk_widget_add_css_class (self->clear, "gb-link");
  gtk_widget_set_parent (self->clear, GTK_WIDGET (self));
  g_signal_connect_object (self->clear, "clicked", G_CALLBACK (on_clear_cb), self, G_CONNECT_SWAPPED);
}

/**
 * gb_issues_filters_set_report:
 * @report: whose tally has the choices
 */
void
gb_issues_filters_set_report (GbIssuesFilters      *self,
                              const GbIssuesReport *report)
{
  g_return_if_fail (GB_IS_ISSUES_FILTERS (self));

  self->filling = TRUE;
  fill_choices (self->field, report->tally->fields, NULL);
  fill_choices (self->department, report->tally->departments, _("no agency named"));
  fill_states (self, report);
  gtk_widget_set_sensitive (self->clear, gb_issue_query_is_limited (report->query));
  self->filling = FALSE;
}

/**
 * gb_issues_filters_apply:
 * @query: (inout): gets what was chosen
 */
void
gb_issues_filters_apply (GbIssuesFilters *self,
                         GbIssueQuery    *query)
{
  const char *state, *search;
  GbIssueState value;

  g_return_if_fail (GB_IS_ISSUES_FILTERS (self));

  g_free (query->field);
  g_free (query->department);
  g_free (query->search);
  search = gtk_editable_get_text (GTK_EDITABLE (self->search));
  state = gb_choice_button_get_selected (self->state);
  query->field = g_strdup (gb_choice_button_get_selected (self->field));
  query->department = g_strdup (gb_choice_button_get_selected (self->department));
  query->search = *search != '\0' ? g_strdup (search) : NULL;
  query->state = GB_ISSUE_ANY;
  query->set = GB_ISSUE_SET_OPEN;
  if (state != NULL && g_str_has_prefix (state, SET_PREFIX))
    gb_issue_set_parse (state + sizeof SET_PREFIX - 1, &query->set);
  else if (state != NULL && gb_issue_state_parse (state, &value))
    {
      /* A state is looked for among all, for some are none of an open issue. */
      query->state = (int) value;
    }
}

/**
 * gb_issues_filters_set_query:
 * @query: what is chosen from now on
 */
void
gb_issues_filters_set_query (GbIssuesFilters    *self,
                             const GbIssueQuery *query)
{
  g_autofree char *set = NULL;

  g_return_if_fail (GB_IS_ISSUES_FILTERS (self));

  self->filling = TRUE;
  if (query->set != GB_ISSUE_SET_OPEN)
    set = g_strconcat (SET_PREFIX, gb_issue_set_nick (query->set), NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->search), query->search != NULL ? query->search : "");
  gb_choice_button_set_selected (self->field, query->field);
  gb_choice_button_set_selected (self->department, query->department);
  gb_choice_button_set_selected (self->state, query->state != GB_ISSUE_ANY
                                                  ? gb_issue_state_nick ((GbIssueState) query->state) : set);
  self->filling = FALSE;
}

/**
 * gb_issues_filters_focus_search:
 *
 * Puts the cursor where words are typed.
 */
void
gb_issues_filters_focus_search (GbIssuesFilters *self)
{
  g_return_if_fail (GB_IS_ISSUES_FILTERS (self));

  gtk_widget_grab_focus (self->search);
}
