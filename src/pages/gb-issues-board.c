/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-issues-board.h"

#include "gb-issue-words.h"
#include "gb-issues-section.h"

/**
 * GbIssuesBoard:
 *
 * Issues in columns by the state that the province gives them. The arrow keys go up and down a column and from one to
 * the next. Nothing can be moved: a state is changed by who answers.
 */
struct _GbIssuesBoard
{
  AdwBin parent_instance;

  GtkBox *columns; /* the bin's child */
};

#define COLUMN_WIDTH 176

G_DEFINE_FINAL_TYPE (GbIssuesBoard, gb_issues_board, ADW_TYPE_BIN)

/* --- keyboard --------------------------------------------------------------------------------------- */

static GtkWidget *
focused_section (GbIssuesBoard *self,
                 int           *index)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;

  if (row == NULL || !gtk_widget_is_ancestor (row, GTK_WIDGET (self)))
    return NULL;
  *index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  return gtk_widget_get_ancestor (row, GB_TYPE_ISSUES_SECTION);
}

/* To the row as far down in the next column that has any. */
static gboolean
gb_issues_board_focus (GtkWidget        *widget,
                       GtkDirectionType  direction)
{
  GbIssuesBoard *self = GB_ISSUES_BOARD (widget);
  gboolean forward = (direction == GTK_DIR_RIGHT) == (gtk_widget_get_direction (widget) != GTK_TEXT_DIR_RTL);
  GtkWidget *section = NULL;
  int index = 0;

  if (direction == GTK_DIR_LEFT || direction == GTK_DIR_RIGHT)
    section = focused_section (self, &index);
  while (section != NULL)
    {
      section = forward ? gtk_widget_get_next_sibling (section) : gtk_widget_get_prev_sibling (section);
      if (section != NULL && gb_issues_section_focus (GB_ISSUES_SECTION (section), index))
        return TRUE;
    }
  return GTK_WIDGET_CLASS (gb_issues_board_parent_class)->focus (widget, direction);
}

/* --- object ----------------------------------------------------------------------------------------- */

static void
gb_issues_board_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (gb_issues_board_parent_class)->dispose (object);
}

static void
gb_issues_board_class_init (GbIssuesBoardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gb_issues_board_dispose;
  GTK_WIDGET_CLASS (klass)->focus = gb_issues_board_focus;
}

static void
gb_issues_board_init (GbIssuesBoard *self)
{
  self->columns = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12));
  gtk_box_set_homogeneous (self->columns, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->columns), "gb-board");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->columns));
}

/**
 * gb_issues_board_set_report:
 * @report: what to show; its groups are by state
 * @with_commune: whether rows say whose they are
 */
void
gb_issues_board_set_report (GbIssuesBoard        *self,
                            const GbIssuesReport *report,
                            gboolean              with_commune)
{
  g_return_if_fail (GB_IS_ISSUES_BOARD (self));

  gb_issues_sections_fill (self->columns, report, NULL, with_commune);
  for (GtkWidget *section = gtk_widget_get_first_child (GTK_WIDGET (self->columns)); section != NULL;
       section = gtk_widget_get_next_sibling (section))
    gtk_widget_set_size_request (section, COLUMN_WIDTH, -1);
}
