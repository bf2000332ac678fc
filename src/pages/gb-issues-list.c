/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-issues-list.h"

#include <glib/gi18n-lib.h>

#include "gb-format.h"
#include "gb-issue-row.h"
#include "gb-issue-words.h"

/**
 * GbIssuesList:
 *
 * Issues by what happens to them next: a heading with its count and a card of rows each. Rows stay while only what they
 * show changes, so that scrolling and focus survive a sync. Its rows act through the "issues" actions of the page around
 * it.
 */
struct _GbIssuesList
{
  AdwBin parent_instance;

  GtkBox *box; /* the bin's child */
  GtkSizeGroup *columns[GB_N_ISSUE_COLUMNS]; /* (owned) */
};

/* The parts of a group; belongs to its box. */
typedef struct
{
  int key;
  GtkLabel *title;
  GtkLabel *count;
  GtkListBox *rows;
  GtkButton *show;
  GtkButton *more;
} Section;

G_DEFINE_FINAL_TYPE (GbIssuesList, gb_issues_list, ADW_TYPE_BIN)

static Section *
section_of (GtkWidget *box)
{
  return g_object_get_data (G_OBJECT (box), "gb-section");
}

/* --- keyboard --------------------------------------------------------------------------------------- */

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

/* --- groups ----------------------------------------------------------------------------------------- */

static GtkButton *
more_button_new (const char *label,
                 int         key)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "gb-link");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "i", key);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "issues.show-more");
  return GTK_BUTTON (button);
}

static GtkWidget *
section_new (int key)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *heading = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  Section *section = g_new0 (Section, 1);

  section->key = key;
  section->title = GTK_LABEL (gtk_label_new (NULL));
  section->count = GTK_LABEL (gtk_label_new (NULL));
  section->rows = GTK_LIST_BOX (gtk_list_box_new ());
  section->show = more_button_new (_("Show them"), key);
  section->more = more_button_new (_("Show more"), key);
  gtk_label_set_xalign (section->title, 0);
  gtk_label_set_wrap (section->title, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (section->title), "gb-section");
  gtk_widget_add_css_class (GTK_WIDGET (section->count), "gb-badge");
  gtk_widget_set_valign (GTK_WIDGET (section->count), GTK_ALIGN_CENTER);
  if (key == GB_ISSUE_SET_OVERDUE)
    gtk_widget_add_css_class (GTK_WIDGET (section->count), "late");
  gtk_list_box_set_selection_mode (section->rows, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (section->rows), "boxed-list");
  gtk_widget_add_css_class (GTK_WIDGET (section->rows), "gb-rows");
  g_signal_connect (section->rows, "keynav-failed", G_CALLBACK (on_rows_keynav_failed_cb), NULL);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (section->rows), GTK_ACCESSIBLE_RELATION_LABELLED_BY, section->title,
                                  NULL, -1);
  gtk_box_append (GTK_BOX (heading), GTK_WIDGET (section->title));
  gtk_box_append (GTK_BOX (heading), GTK_WIDGET (section->count));
  gtk_box_append (GTK_BOX (heading), GTK_WIDGET (section->show));
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (section->rows));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (section->more));
  g_object_set_data_full (G_OBJECT (box), "gb-section", section, g_free);
  return box;
}

static void
fill_section (GbIssuesList         *self,
              Section              *section,
              const GbIssuesReport *report,
              const GbIssuesGroup  *group,
              gboolean              with_commune)
{
  g_autofree char *title = gb_issue_words_group (report, group);
  g_autofree char *count = gb_format_number (group->count);
  GtkListBoxRow *row;

  gtk_label_set_label (section->title, title);
  gtk_label_set_label (section->count, count);
  for (guint i = 0; i < group->issues->len; i++)
    {
      row = gtk_list_box_get_row_at_index (section->rows, (int) i);
      if (row == NULL)
        {
          row = GTK_LIST_BOX_ROW (gb_issue_row_new (self->columns));
          gtk_list_box_append (section->rows, GTK_WIDGET (row));
        }
      gb_issue_row_set_issue (GB_ISSUE_ROW (row), group->issues->pdata[i], report->now, with_commune);
    }
  while ((row = gtk_list_box_get_row_at_index (section->rows, (int) group->issues->len)) != NULL)
    gtk_list_box_remove (section->rows, GTK_WIDGET (row));
  gtk_widget_set_visible (GTK_WIDGET (section->rows), group->issues->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (section->show), group->issues->len == 0);
  gtk_widget_set_visible (GTK_WIDGET (section->more), group->issues->len > 0 && group->count > group->issues->len);
}

/* The section of a key, in its place among those that are there: the keys rise. */
static GtkWidget *
get_section (GbIssuesList *self,
             int           key)
{
  GtkWidget *after = NULL, *box;

  for (box = gtk_widget_get_first_child (GTK_WIDGET (self->box)); box != NULL; box = gtk_widget_get_next_sibling (box))
    {
      if (section_of (box)->key == key)
        return box;
      if (section_of (box)->key < key)
        after = box;
    }
  box = section_new (key);
  gtk_box_insert_child_after (self->box, box, after);
  return box;
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

static void
remove_others (GbIssuesList         *self,
               const GbIssuesReport *report)
{
  GtkWidget *next;

  for (GtkWidget *box = gtk_widget_get_first_child (GTK_WIDGET (self->box)); box != NULL; box = next)
    {
      next = gtk_widget_get_next_sibling (box);
      if (!has_group (report, section_of (box)->key))
        gtk_box_remove (self->box, box);
    }
}

/* --- focus ------------------------------------------------------------------------------------------ */

/* The id of the issue whose row has the focus, or something in it. */
static char *
get_focused (GbIssuesList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, GB_TYPE_ISSUE_ROW) : NULL;

  if (row == NULL || !gtk_widget_is_ancestor (row, GTK_WIDGET (self)))
    return NULL;
  return g_strdup (gb_issue_row_get_issue (GB_ISSUE_ROW (row))->id);
}

/* A row that goes to another group takes the focus with it. */
static void
restore_focus (GbIssuesList *self,
               const char   *id)
{
  g_autofree char *now = get_focused (self);

  if (id == NULL || g_strcmp0 (id, now) == 0)
    return;
  for (GtkWidget *box = gtk_widget_get_first_child (GTK_WIDGET (self->box)); box != NULL;
       box = gtk_widget_get_next_sibling (box))
    for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (section_of (box)->rows)); row != NULL;
         row = gtk_widget_get_next_sibling (row))
      if (g_str_equal (gb_issue_row_get_issue (GB_ISSUE_ROW (row))->id, id))
        {
          gtk_widget_grab_focus (row);
          return;
        }
}

/* --- object ----------------------------------------------------------------------------------------- */

static void
gb_issues_list_dispose (GObject *object)
{
  GbIssuesList *self = GB_ISSUES_LIST (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (self->columns); i++)
    g_clear_object (&self->columns[i]);

  G_OBJECT_CLASS (gb_issues_list_parent_class)->dispose (object);
}

static void
gb_issues_list_class_init (GbIssuesListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gb_issues_list_dispose;
}

static void
gb_issues_list_init (GbIssuesList *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
  for (gsize i = 0; i < G_N_ELEMENTS (self->columns); i++)
    self->columns[i] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
}

/**
 * gb_issues_list_set_report:
 * @report: what to show; its groups are by stage
 * @with_commune: whether rows say whose they are
 */
void
gb_issues_list_set_report (GbIssuesList         *self,
                           const GbIssuesReport *report,
                           gboolean              with_commune)
{
  g_autofree char *focused = NULL;

  g_return_if_fail (GB_IS_ISSUES_LIST (self));

  focused = get_focused (self);
  remove_others (self, report);
  for (guint i = 0; i < report->groups->len; i++)
    {
      const GbIssuesGroup *group = report->groups->pdata[i];

      fill_section (self, section_of (get_section (self, group->key)), report, group, with_commune);
    }
  restore_focus (self, focused);
}
