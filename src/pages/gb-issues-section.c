/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-issues-section.h"

#include <glib/gi18n-lib.h>

#include "gb-format.h"
#include "gb-issue-row.h"
#include "gb-issue-words.h"

/**
 * GbIssuesSection:
 *
 * A group of issues: its heading with the count and a card of rows. Rows stay while only what they show changes, so that
 * scrolling and focus survive a sync.
 */
struct _GbIssuesSection
{
  GtkBox parent_instance;

  int key;
  GtkSizeGroup *const *columns; /* (nullable): of the widget around it */
  GtkLabel *title;
  GtkLabel *count;
  GtkListBox *rows;
  GtkWidget *show;
  GtkWidget *more;
};

G_DEFINE_FINAL_TYPE (GbIssuesSection, gb_issues_section, GTK_TYPE_BOX)

/* The arrow keys go on from one group to the next. */
static gboolean
on_rows_keynav_failed_cb (GtkWidget        *rows,
                          GtkDirectionType  direction)
{
  GtkRoot *root = gtk_widget_get_root (rows);

  if (direction != GTK_DIR_UP && direction != GTK_DIR_DOWN)
    return FALSE;
  return root != NULL && gtk_widget_child_focus (GTK_WIDGET (root), direction == GTK_DIR_UP ? GTK_DIR_TAB_BACKWARD
                                                                                            : GTK_DIR_TAB_FORWARD);
}

static void
gb_issues_section_class_init (GbIssuesSectionClass *klass)
{
}

static GtkWidget *
more_button_new (const char *label)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "gb-link");
  return button;
}

static void
gb_issues_section_init (GbIssuesSection *self)
{
  GtkWidget *heading = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  self->title = GTK_LABEL (gtk_label_new (NULL));
  self->count = GTK_LABEL (gtk_label_new (NULL));
  self->rows = GTK_LIST_BOX (gtk_list_box_new ());
  self->show = more_button_new (_("Show them"));
  self->more = more_button_new (_("Show more"));
  gtk_label_set_xalign (self->title, 0);
  gtk_label_set_wrap (self->title, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "gb-section");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "gb-badge");
  gtk_widget_set_valign (GTK_WIDGET (self->count), GTK_ALIGN_CENTER);
  gtk_list_box_set_selection_mode (self->rows, GTK_SELECTION_NONE);
  gtk_widget_set_valign (GTK_WIDGET (self->rows), GTK_ALIGN_START);
  gtk_widget_add_css_class (GTK_WIDGET (self->rows), "boxed-list");
  gtk_widget_add_css_class (GTK_WIDGET (self->rows), "gb-rows");
  g_signal_connect (self->rows, "keynav-failed", G_CALLBACK (on_rows_keynav_failed_cb), NULL);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->title, NULL,
                                  -1);
  gtk_box_append (GTK_BOX (heading), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (heading), GTK_WIDGET (self->count));
  gtk_box_append (GTK_BOX (heading), self->show);
  gtk_box_append (GTK_BOX (self), heading);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->rows));
  gtk_box_append (GTK_BOX (self), self->more);
}

static GtkWidget *
section_new (int                  key,
             GtkSizeGroup *const *columns)
{
  GbIssuesSection *self = g_object_new (GB_TYPE_ISSUES_SECTION, NULL);
  GtkWidget *buttons[] = { self->show, self->more };

  self->key = key;
  self->columns = columns;
  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      gtk_actionable_set_action_target (GTK_ACTIONABLE (buttons[i]), "i", key);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (buttons[i]), "issues.show-more");
    }
  return GTK_WIDGET (self);
}

static void
set_group (GbIssuesSection      *self,
           const GbIssuesReport *report,
           const GbIssuesGroup  *group,
           gboolean              with_commune)
{
  g_autofree char *title = gb_issue_words_group (report, group);
  g_autofree char *count = gb_format_number (group->count);
  gboolean late = report->grouping == GB_ISSUES_BY_STAGE && group->key == GB_ISSUE_SET_OVERDUE && group->count > 0;
  GtkListBoxRow *row;

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->count, count);
  if (late)
    gtk_widget_add_css_class (GTK_WIDGET (self->count), "late");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->count), "late");
  for (guint i = 0; i < group->issues->len; i++)
    {
      row = gtk_list_box_get_row_at_index (self->rows, (int) i);
      if (row == NULL)
        {
          row = GTK_LIST_BOX_ROW (gb_issue_row_new (self->columns));
          gtk_list_box_append (self->rows, GTK_WIDGET (row));
        }
      gb_issue_row_set_issue (GB_ISSUE_ROW (row), group->issues->pdata[i], report->now, with_commune);
    }
  while ((row = gtk_list_box_get_row_at_index (self->rows, (int) group->issues->len)) != NULL)
    gtk_list_box_remove (self->rows, GTK_WIDGET (row));
  gtk_widget_set_visible (GTK_WIDGET (self->rows), group->issues->len > 0);
  gtk_widget_set_visible (self->show, group->issues->len == 0 && group->count > 0);
  gtk_widget_set_visible (self->more, group->issues->len > 0 && group->count > group->issues->len);
}

/**
 * gb_issues_section_focus:
 * @index: of a row; where there are fewer, the last
 *
 * Returns: whether there was a row that could take the focus
 */
gboolean
gb_issues_section_focus (GbIssuesSection *self,
                         int              index)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (GB_IS_ISSUES_SECTION (self), FALSE);

  do
    row = gtk_list_box_get_row_at_index (self->rows, index);
  while (row == NULL && index-- > 0);
  return row != NULL && gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* --- several of them ---------------------------------------------------------------------------------- */

/* The id of the issue whose row has the focus, or something in it. */
static char *
get_focused (GtkBox *box)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (box));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, GB_TYPE_ISSUE_ROW) : NULL;

  if (row == NULL || !gtk_widget_is_ancestor (row, GTK_WIDGET (box)))
    return NULL;
  return g_strdup (gb_issue_row_get_issue (GB_ISSUE_ROW (row))->id);
}

static gboolean
focus_issue (GbIssuesSection *self,
             const char      *id)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (g_str_equal (gb_issue_row_get_issue (GB_ISSUE_ROW (row))->id, id))
      return gtk_widget_grab_focus (row);
  return FALSE;
}

/* A row that goes to another place takes the focus with it. */
static void
restore_focus (GtkBox     *box,
               const char *id)
{
  g_autofree char *now = get_focused (box);

  if (id == NULL || g_strcmp0 (id, now) == 0)
    return;
  for (GtkWidget *section = gtk_widget_get_first_child (GTK_WIDGET (box)); section != NULL;
       section = gtk_widget_get_next_sibling (section))
    if (focus_issue (GB_ISSUES_SECTION (section), id))
      return;
}

/* The section of a key, in its place among those that are there: the keys rise. */
static GbIssuesSection *
get_section (GtkBox              *box,
             int                  key,
             GtkSizeGroup *const *columns)
{
  GtkWidget *after = NULL, *section;

  for (section = gtk_widget_get_first_child (GTK_WIDGET (box)); section != NULL;
       section = gtk_widget_get_next_sibling (section))
    {
      if (GB_ISSUES_SECTION (section)->key == key)
        return GB_ISSUES_SECTION (section);
      if (GB_ISSUES_SECTION (section)->key < key)
        after = section;
    }
  section = section_new (key, columns);
  gtk_box_insert_child_after (box, section, after);
  return GB_ISSUES_SECTION (section);
}

static gboolean
has_group (const GbIssuesReport *report,
           int                   key)
{
  for (guint i = 0; i < report->groups->len; i++)
    if (((const GbIssuesGroup *) report->groups->pdata[i])->key == key)
      return TRUE;
  return FALSE;
}

/**
 * gb_issues_sections_fill:
 * @box: has sections and nothing else
 * @report: what to show
 * @columns: (nullable): what makes the columns of all rows equally wide; rows without columns say all in lines
 * @with_commune: whether rows say whose they are
 *
 * Makes @box show the groups of @report.
 */
void
gb_issues_sections_fill (GtkBox               *box,
                         const GbIssuesReport *report,
                         GtkSizeGroup *const  *columns,
                         gboolean              with_commune)
{
  g_autofree char *focused = get_focused (box);
  GtkWidget *next;

  for (GtkWidget *section = gtk_widget_get_first_child (GTK_WIDGET (box)); section != NULL; section = next)
    {
      next = gtk_widget_get_next_sibling (section);
      if (!has_group (report, GB_ISSUES_SECTION (section)->key))
        gtk_box_remove (box, section);
    }
  for (guint i = 0; i < report->groups->len; i++)
    {
      const GbIssuesGroup *group = report->groups->pdata[i];

      set_group (get_section (box, group->key, columns), report, group, with_commune);
    }
  restore_focus (box, focused);
}
