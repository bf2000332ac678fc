/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-issues-list.h"

#include "gb-issue-row.h"
#include "gb-issues-section.h"

/**
 * GbIssuesList:
 *
 * Issues by what happens to them next, one group under the other. Its rows act through the "issues" actions of the page
 * around it.
 */
struct _GbIssuesList
{
  AdwBin parent_instance;

  GtkBox *box; /* the bin's child */
  GtkSizeGroup *columns[GB_N_ISSUE_COLUMNS]; /* (owned) */
};

G_DEFINE_FINAL_TYPE (GbIssuesList, gb_issues_list, ADW_TYPE_BIN)

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
  g_return_if_fail (GB_IS_ISSUES_LIST (self));

  gb_issues_sections_fill (self->box, report, self->columns, with_commune);
}

/**
 * gb_issues_list_focus:
 *
 * Gives the first row the focus, where there is one.
 */
void
gb_issues_list_focus (GbIssuesList *self)
{
  GtkWidget *section;

  g_return_if_fail (GB_IS_ISSUES_LIST (self));

  section = gtk_widget_get_first_child (GTK_WIDGET (self->box));
  if (section != NULL)
    gb_issues_section_focus (GB_ISSUES_SECTION (section), 0);
}
