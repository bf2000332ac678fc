/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-issue-row.h"

#include <glib/gi18n-lib.h>

#include "gb-adaptive-bin.h"
#include "gb-issue-words.h"

/**
 * GbIssueRow:
 *
 * One issue in a list: what it is about, who has it, how long somebody waits, how often that was urged, and what can be
 * done next. Where there is little room the whole row opens in place of its button.
 */
struct _GbIssueRow
{
  GtkListBoxRow parent_instance;

  GtkImage *icon; /* the template's */
  GtkLabel *title;
  GtkLabel *caption;
  GtkWidget *lines; /* in place of the columns */
  GtkLabel *lines_wait;
  GtkLabel *more;
  GtkLabel *department;
  GtkLabel *wait;
  GtkLabel *urged;
  GtkWidget *cell;
  GtkButton *button;
  GtkWidget *arrow;

  GbIssue *issue; /* (owned) (nullable) */
  gboolean compact; /* without columns, whatever room there is */
};

G_DEFINE_FINAL_TYPE (GbIssueRow, gb_issue_row, GTK_TYPE_LIST_BOX_ROW)

static const struct
{
  const char *icon;
  const char *style;
} looks[GB_N_ISSUE_STAGES] = {
  [GB_ISSUE_SET_OVERDUE] = { "gb-answer-symbolic", "late" },
  [GB_ISSUE_SET_ANSWERED] = { "gb-on-track-symbolic", "on-track" },
  [GB_ISSUE_SET_WAITING] = { "gb-due-soon-symbolic", "due-soon" },
  [GB_ISSUE_SET_UNSENT] = { "document-edit-symbolic", "paused" },
  [GB_ISSUE_SET_SETTLED] = { "gb-finished-symbolic", "paused" },
};

/* --- where there is little room ------------------------------------------------------------------- */

static void
gb_issue_row_root (GtkWidget *widget)
{
  GbIssueRow *self = GB_ISSUE_ROW (widget);
  GtkWidget *wide[] = { GTK_WIDGET (self->department), GTK_WIDGET (self->wait), GTK_WIDGET (self->urged), self->cell };
  GtkWidget *bin;

  GTK_WIDGET_CLASS (gb_issue_row_parent_class)->root (widget);
  bin = gtk_widget_get_ancestor (widget, GB_TYPE_ADAPTIVE_BIN);
  if (bin == NULL || self->compact)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (wide); i++)
    g_object_bind_property (bin, "narrow", wide[i], "visible", G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  g_object_bind_property (bin, "narrow", self->lines, "visible", G_BINDING_SYNC_CREATE);
  g_object_bind_property (bin, "narrow", self->arrow, "visible", G_BINDING_SYNC_CREATE);
}

/* --- what it shows ---------------------------------------------------------------------------------- */

/* Whoever is late is urged; all else is looked at. */
static void
offer (GbIssueRow *self)
{
  gboolean urge = self->issue->stage == GB_ISSUE_SET_OVERDUE && self->issue->level != GB_ISSUE_LEVEL_COMMUNE;
  const char *label = urge ? _("Urge") : _("Open");
  g_autofree char *spoken = g_strdup_printf ("%s: %s", label, self->issue->title);

  gtk_button_set_label (self->button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "s", self->issue->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), urge ? "issues.urge" : "issues.open");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", self->issue->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "issues.open");
}

static void
set_look (GbIssueRow *self)
{
  GtkWidget *waits[] = { GTK_WIDGET (self->wait), GTK_WIDGET (self->lines_wait) };

  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), looks[i].style);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), looks[self->issue->stage].style);
  gtk_image_set_from_icon_name (self->icon, looks[self->issue->stage].icon);
  for (gsize i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      if (self->issue->stage == GB_ISSUE_SET_OVERDUE)
        gtk_widget_add_css_class (waits[i], "late");
      else
        gtk_widget_remove_css_class (waits[i], "late");
    }
}

static void
set_words (GtkLabel   *label,
           const char *words)
{
  gtk_label_set_label (label, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), words);
}

/* --- object ----------------------------------------------------------------------------------------- */

static void
gb_issue_row_dispose (GObject *object)
{
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (object), NULL);

  G_OBJECT_CLASS (gb_issue_row_parent_class)->dispose (object);
}

static void
gb_issue_row_finalize (GObject *object)
{
  g_clear_pointer (&GB_ISSUE_ROW (object)->issue, gb_issue_unref);

  G_OBJECT_CLASS (gb_issue_row_parent_class)->finalize (object);
}

static void
gb_issue_row_class_init (GbIssueRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_issue_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = gb_issue_row_finalize;
  widget_class->root = gb_issue_row_root;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/giaoban/GiaoBan/ui/pages/gb-issue-row.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbIssueRow, name)
  BIND (icon);
  BIND (title);
  BIND (caption);
  BIND (lines);
  BIND (lines_wait);
  BIND (more);
  BIND (department);
  BIND (wait);
  BIND (urged);
  BIND (cell);
  BIND (button);
  BIND (arrow);
#undef BIND
}

static void
gb_issue_row_init (GbIssueRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gb_issue_row_new:
 * @columns: (array fixed-size=4) (nullable): what makes the columns of all rows equally wide; %NULL for a row without
 *   columns, as narrow as can be
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
gb_issue_row_new (GtkSizeGroup *const *columns)
{
  GbIssueRow *self = g_object_new (GB_TYPE_ISSUE_ROW, NULL);
  GtkWidget *cells[GB_N_ISSUE_COLUMNS] = { GTK_WIDGET (self->department), GTK_WIDGET (self->wait),
                                           GTK_WIDGET (self->urged), self->cell };

  self->compact = columns == NULL;
  for (gsize i = 0; i < GB_N_ISSUE_COLUMNS; i++)
    {
      if (self->compact)
        gtk_widget_set_visible (cells[i], FALSE);
      else
        gtk_size_group_add_widget (columns[i], cells[i]);
    }
  if (self->compact)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->icon), FALSE);
      gtk_widget_set_visible (self->lines, TRUE);
      gtk_orientable_set_orientation (GTK_ORIENTABLE (self->lines), GTK_ORIENTATION_VERTICAL);
      gtk_box_set_spacing (GTK_BOX (self->lines), 2);
      gtk_label_set_lines (self->title, 4);
    }
  return GTK_WIDGET (self);
}

/**
 * gb_issue_row_get_issue:
 *
 * Returns: (transfer none) (nullable): what it shows
 */
const GbIssue *
gb_issue_row_get_issue (GbIssueRow *self)
{
  g_return_val_if_fail (GB_IS_ISSUE_ROW (self), NULL);

  return self->issue;
}

/**
 * gb_issue_row_set_issue:
 * @issue: what to show
 * @now: UTC seconds when it was read
 * @with_commune: whether it is not clear whose it is
 */
void
gb_issue_row_set_issue (GbIssueRow *self,
                        GbIssue    *issue,
                        gint64      now,
                        gboolean    with_commune)
{
  g_autofree char *caption = gb_issue_words_caption (issue, now, with_commune);
  g_autofree char *department = gb_issue_words_department (issue);
  g_autofree char *wait = gb_issue_words_wait (issue, now);
  g_autofree char *urged = gb_issue_words_urged (issue);
  g_autofree char *more = g_strjoin (" · ", department, *urged != '\0' ? urged : NULL, NULL);
  g_autofree char *spoken = g_strjoin (". ", caption, department, wait, *urged != '\0' ? urged : NULL, NULL);

  g_return_if_fail (GB_IS_ISSUE_ROW (self));

  gb_issue_ref (issue);
  g_clear_pointer (&self->issue, gb_issue_unref);
  self->issue = issue;
  set_words (self->title, issue->title);
  set_words (self->caption, caption);
  set_words (self->department, department);
  gtk_label_set_label (self->wait, wait);
  gtk_label_set_label (self->lines_wait, wait);
  gtk_label_set_label (self->urged, urged);
  gtk_label_set_label (self->more, more);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, issue->title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spoken, -1);
  set_look (self);
  offer (self);
}
