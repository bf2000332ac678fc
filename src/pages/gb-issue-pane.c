/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-issue-pane.h"

#include <glib/gi18n-lib.h>

#include "gb-compat.h"
#include "gb-dossiers-words.h"
#include "gb-files-row.h"
#include "gb-freshness-words.h"
#include "gb-issue-actions.h"
#include "gb-issue-course.h"
#include "gb-issue-words.h"

/**
 * GbIssuePane:
 *
 * One issue beside the list: what it is about, who has to settle it until when, what was answered, and its course.
 * Follows what the cache learns.
 */
struct _GbIssuePane
{
  AdwBin parent_instance;

  GtkStack *states; /* the template's */
  AdwStatusPage *message;
  GtkLabel *kind;
  GtkLabel *title;
  GtkWidget *chip;
  GtkImage *chip_icon;
  GtkLabel *chip_text;
  GtkLabel *marks;
  GtkGrid *facts;
  GtkWidget *on_map;
  GbIssueActions *actions;
  GtkWidget *text_section;
  GtkLabel *text;
  GtkWidget *answer_section;
  GtkLabel *answer;
  GtkLabel *answer_mark;
  GtkWidget *files_section;
  GbFilesRow *files;
  GbClassTimeline *course;
  GtkWidget *limits_section;
  GtkBox *limits;
  GtkWidget *similar_section;
  GtkBox *similar;
  GtkLabel *freshness;

  GbStore *store; /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable): of the issue on its way */
  char *issue; /* (owned) (nullable): its id */
  const char *style; /* (nullable): of the chip */
  gboolean paged;
  gboolean masked; /* others look at the screen */
};

enum
{
  PROP_PAGED = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (GbIssuePane, gb_issue_pane, ADW_TYPE_BIN)

/* --- state ---------------------------------------------------------------------------------- */

static const struct
{
  const char *icon;
  const char *style;
} looks[GB_N_ISSUE_STAGES] = {
  [GB_ISSUE_SET_OVERDUE] = { "gb-late-symbolic", "late" },
  [GB_ISSUE_SET_ANSWERED] = { "gb-answer-symbolic", "on-track" },
  [GB_ISSUE_SET_WAITING] = { "gb-due-soon-symbolic", "due-soon" },
  [GB_ISSUE_SET_UNSENT] = { "gb-collect-symbolic", "paused" },
  [GB_ISSUE_SET_SETTLED] = { "gb-finished-symbolic", "finished" },
};

static char *
state_words (const GbIssueDetail *detail)
{
  const GbIssue *issue = detail->issue;
  g_autofree char *wait = gb_issue_words_wait (issue, detail->now);

  switch (issue->stage)
    {
    case GB_ISSUE_SET_OVERDUE:
      /* Translators: how long somebody waits: "waiting 9 days" */
      return g_strdup_printf (_("Overdue, %s"), wait);
    case GB_ISSUE_SET_WAITING:
      /* Translators: a state, and how long somebody waits: "Assigned, waiting 3 days" */
      return g_strdup_printf (_("%s, %s"), gb_issue_state_label (issue->state), wait);
    case GB_ISSUE_SET_UNSENT:
      return g_steal_pointer (&wait);
    default:
      return g_strdup (gb_issue_state_label (issue->state));
    }
}

static void
show_state (GbIssuePane         *self,
            const GbIssueDetail *detail)
{
  const GbIssue *issue = detail->issue;
  g_autofree char *words = state_words (detail);
  g_autoptr (GString) marks = g_string_new (NULL);

  if (self->style != NULL)
    gtk_widget_remove_css_class (self->chip, self->style);
  self->style = looks[issue->stage].style;
  gtk_widget_add_css_class (self->chip, self->style);
  gtk_image_set_from_icon_name (self->chip_icon, looks[issue->stage].icon);
  gtk_label_set_label (self->chip_text, words);
  if (detail->repeated)
    g_string_append (marks, _("raised before, too"));
  if (detail->rated != 0)
    g_string_append_printf (marks, "%s%s", marks->len > 0 ? " · " : "",
                            detail->rated > 0 ? _("answer found good") : _("answer found bad"));
  gtk_label_set_label (self->marks, marks->str);
  gtk_widget_set_visible (GTK_WIDGET (self->marks), marks->len > 0);
}

/* --- facts ---------------------------------------------------------------------------------- */

static GtkWidget *
make_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  return label;
}

static void
add_fact (GbIssuePane *self,
          int         *row,
          const char  *name,
          const char  *value)
{
  GtkWidget *name_label, *value_label;

  if (value == NULL || *value == '\0')
    return;
  name_label = make_label (name);
  gtk_label_set_wrap (GTK_LABEL (name_label), FALSE);
  gtk_widget_set_valign (name_label, GB_COMPAT_ALIGN_BASELINE);
  gtk_widget_add_css_class (name_label, "gb-secondary");
  value_label = make_label (value);
  gtk_label_set_selectable (GTK_LABEL (value_label), TRUE);
  gtk_widget_set_hexpand (value_label, TRUE);
  gtk_widget_set_valign (value_label, GB_COMPAT_ALIGN_BASELINE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (value_label), GTK_ACCESSIBLE_RELATION_LABELLED_BY, name_label, NULL,
                                  -1);
  gtk_grid_attach (self->facts, name_label, 0, *row, 1, 1);
  gtk_grid_attach (self->facts, value_label, 1, *row, 1, 1);
  *row += 1;
}

static void
add_moment (GbIssuePane *self,
            int         *row,
            const char  *name,
            gint64       instant,
            gint64       now)
{
  g_autofree char *value = instant != 0 ? gb_dossiers_words_moment (instant, now) : NULL;

  add_fact (self, row, name, value);
}

static char *
urged_words (const GbIssue *issue)
{
  if (issue->urged == 0)
    return g_strdup (C_ ("issue", "none yet"));
  return g_strdup_printf (ngettext ("%d time", "%d times", (gulong) issue->urged), (int) issue->urged);
}

static void
show_facts (GbIssuePane         *self,
            const GbIssueDetail *detail)
{
  const GbIssue *issue = detail->issue;
  gboolean report = issue->kind == GB_ISSUE_REPORT;
  g_autofree char *department = gb_issue_words_department (issue);
  g_autofree char *urged = urged_words (issue);
  GtkWidget *child;
  int row = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->facts))) != NULL)
    gtk_grid_remove (self->facts, child);
  add_fact (self, &row, _("To be settled by"), department);
  add_fact (self, &row, _("Field"), issue->field);
  add_fact (self, &row, C_ ("issue", "Commune"), issue->commune_name);
  add_moment (self, &row, report ? C_ ("issue", "Received on") : C_ ("issue", "Raised on"), issue->raised, detail->now);
  if (issue->stage != GB_ISSUE_SET_UNSENT)
    add_moment (self, &row, _("Answer due"), issue->due, detail->now);
  add_fact (self, &row, C_ ("issue", "Urging"), issue->urged > 0 || detail->may_urge ? urged : NULL);
  add_fact (self, &row, _("Place"), detail->place != NULL && self->masked ? _("text hidden") : detail->place);
  gtk_widget_set_visible (self->on_map, issue->placed);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->on_map), "(ss)", issue->commune, "");
}

/* --- sections ------------------------------------------------------------------------------- */

static void
show_words (GbIssuePane *self,
            GtkWidget   *section,
            GtkLabel    *label,
            const char  *words)
{
  gboolean any = words != NULL && *words != '\0';

  gtk_label_set_label (label, !any ? "" : self->masked ? _("text hidden") : words);
  gtk_widget_set_visible (section, any);
}

static void
show_answer (GbIssuePane         *self,
             const GbIssueDetail *detail)
{
  show_words (self, self->answer_section, self->answer, detail->issue->answer);
  gtk_label_set_label (self->answer_mark, _("The department published it as guidance for everybody."));
  gtk_widget_set_visible (GTK_WIDGET (self->answer_mark), detail->guidance);
}

static void
add_files (GPtrArray *all,
           GPtrArray *files)
{
  for (guint i = 0; i < files->len; i++)
    g_ptr_array_add (all, files->pdata[i]);
}

/* What pictures show and papers are called names citizens, too. */
static void
show_files (GbIssuePane         *self,
            const GbIssueDetail *detail)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  if (!self->masked)
    {
      add_files (all, detail->files);
      for (guint i = 0; i < detail->notes->len; i++)
        add_files (all, ((const GbIssueNote *) detail->notes->pdata[i])->files);
    }
  gb_files_row_show (self->files, all);
  gtk_widget_set_visible (self->files_section, all->len > 0);
}

static void
clear (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static void
show_limits (GbIssuePane         *self,
             const GbIssueDetail *detail)
{
  clear (self->limits);
  for (guint i = 0; i < detail->limits->len; i++)
    {
      const GbIssueDuty *limit = detail->limits->pdata[i];
      g_autofree char *words = gb_issue_course_limit (limit, detail->now);
      GtkWidget *label = make_label (words);

      if (limit->done == 0 ? limit->due < detail->now : limit->done > limit->due)
        {
          gtk_widget_add_css_class (label, "gb-wait");
          gtk_widget_add_css_class (label, "late");
        }
      gtk_box_append (self->limits, label);
      if (limit->source != NULL)
        {
          GtkWidget *source = make_label (limit->source);

          gtk_widget_add_css_class (source, "gb-caption");
          gtk_box_append (self->limits, source);
        }
    }
  gtk_widget_set_visible (self->limits_section, detail->limits->len > 0);
}

static void
show_similar (GbIssuePane         *self,
              const GbIssueDetail *detail)
{
  clear (self->similar);
  for (guint i = 0; i < detail->similar->len; i++)
    {
      const GbIssueGuidance *guidance = detail->similar->pdata[i];
      GtkWidget *button = gtk_button_new ();

      gtk_button_set_child (GTK_BUTTON (button), make_label (guidance->title));
      gtk_widget_add_css_class (button, "flat");
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-issue");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", guidance->id);
      gtk_box_append (self->similar, button);
    }
  gtk_widget_set_visible (self->similar_section, detail->similar->len > 0);
}

/* --- reading -------------------------------------------------------------------------------- */

static void
show (GbIssuePane   *self,
      GbIssueDetail *detail)
{
  g_autofree char *freshness = gb_freshness_words (detail->as_of, detail->now);

  gtk_label_set_label (self->kind, gb_issue_words_kind (detail->issue->kind));
  gtk_label_set_label (self->title, detail->issue->title);
  gtk_label_set_label (self->freshness, freshness);
  show_state (self, detail);
  show_facts (self, detail);
  gb_issue_actions_show (self->actions, self->store, detail);
  show_words (self, self->text_section, self->text, detail->issue->text);
  show_answer (self, detail);
  show_files (self, detail);
  gb_issue_course_fill (self->course, detail, self->masked);
  show_limits (self, detail);
  show_similar (self, detail);
  gtk_stack_set_visible_child_name (self->states, "issue");
}

static void
on_loaded_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GbIssuePane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbIssueDetail) detail = gb_issue_detail_load_finish (GB_STORE (source), result, &error);

  /* Another issue was chosen meanwhile, or the pane went. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->issue == NULL)
    return;
  if (detail != NULL && detail->issue != NULL)
    {
      if (g_strcmp0 (detail->issue->id, self->issue) == 0)
        show (self, detail);
      return;
    }
  adw_status_page_set_icon_name (self->message, error ? "dialog-warning-symbolic" : "gb-issues-symbolic");
  adw_status_page_set_title (self->message, error ? _("The issue cannot be shown") : _("The issue is no longer here"));
  adw_status_page_set_description (self->message, error ? error->message : NULL);
  gtk_stack_set_visible_child_name (self->states, "message");
}

static void
load (GbIssuePane *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->issue == NULL || self->store == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  gb_issue_detail_load_async (self->store, self->issue, self->cancellable, on_loaded_cb, g_object_ref (self));
}

/* --- object --------------------------------------------------------------------------------- */

static void
gb_issue_pane_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_PAGED:
      g_value_set_boolean (value, GB_ISSUE_PANE (object)->paged);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_issue_pane_dispose (GObject *object)
{
  GbIssuePane *self = GB_ISSUE_PANE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->issue, g_free);
  g_clear_object (&self->store);
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (gb_issue_pane_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-issue-pane.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbIssuePane, name)
  BIND (states);
  BIND (message);
  BIND (kind);
  BIND (title);
  BIND (chip);
  BIND (chip_icon);
  BIND (chip_text);
  BIND (marks);
  BIND (facts);
  BIND (on_map);
  BIND (actions);
  BIND (text_section);
  BIND (text);
  BIND (answer_section);
  BIND (answer);
  BIND (answer_mark);
  BIND (files_section);
  BIND (files);
  BIND (course);
  BIND (limits_section);
  BIND (limits);
  BIND (similar_section);
  BIND (similar);
  BIND (freshness);
#undef BIND
}

static void
gb_issue_pane_class_init (GbIssuePaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gb_issue_pane_get_property;
  object_class->dispose = gb_issue_pane_dispose;

  /* Whether the pane is a page of its own: a way back stands in place of the cross. */
  props[PROP_PAGED] = g_param_spec_boolean ("paged", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (GB_TYPE_CLASS_TIMELINE);
  g_type_ensure (GB_TYPE_FILES_ROW);
  g_type_ensure (GB_TYPE_ISSUE_ACTIONS);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
gb_issue_pane_init (GbIssuePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gb_issue_pane_new:
 * @store: where issues come from
 *
 * Returns: (transfer floating): a pane without an issue
 */
GtkWidget *
gb_issue_pane_new (GbStore *store)
{
  GbIssuePane *self = g_object_new (GB_TYPE_ISSUE_PANE, NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * gb_issue_pane_get_issue:
 *
 * Returns: (nullable): the id of the issue shown
 */
const char *
gb_issue_pane_get_issue (GbIssuePane *self)
{
  g_return_val_if_fail (GB_IS_ISSUE_PANE (self), NULL);

  return self->issue;
}

/**
 * gb_issue_pane_set_issue:
 * @id: (nullable): the id of the issue to show
 *
 * What was shown stays until the new issue is read, so that the pane does not flicker.
 */
void
gb_issue_pane_set_issue (GbIssuePane *self,
                         const char  *id)
{
  g_return_if_fail (GB_IS_ISSUE_PANE (self));

  if (g_strcmp0 (self->issue, id) == 0)
    return;
  g_free (self->issue);
  self->issue = g_strdup (id);
  if (id == NULL)
    gtk_stack_set_visible_child_name (self->states, "loading");
  load (self);
}

/**
 * gb_issue_pane_set_masked:
 * @masked: whether others look at the screen: nothing that was written freely is shown, and no files
 *
 * What was shown goes at once.
 */
void
gb_issue_pane_set_masked (GbIssuePane *self,
                          gboolean     masked)
{
  g_return_if_fail (GB_IS_ISSUE_PANE (self));

  if (self->masked == masked)
    return;
  self->masked = masked;
  if (self->issue != NULL)
    gtk_stack_set_visible_child_name (self->states, "loading");
  load (self);
}

void
gb_issue_pane_set_paged (GbIssuePane *self,
                         gboolean     paged)
{
  g_return_if_fail (GB_IS_ISSUE_PANE (self));

  if (self->paged == paged)
    return;
  self->paged = paged;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PAGED]);
}
