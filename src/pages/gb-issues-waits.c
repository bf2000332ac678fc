/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-issues-waits.h"

#include <glib/gi18n-lib.h>

#include "gb-adaptive-bin.h"
#include "gb-format.h"
#include "gb-issue-words.h"

/**
 * GbIssuesWaits:
 *
 * "Đang chờ ai bao lâu": who owes answers, how many, and how long they let wait. A row opens exactly the issues that it
 * counted.
 */
struct _GbIssuesWaits
{
  AdwBin parent_instance;

  GtkListBox *rows; /* the bin's child */
};

/* What a row has of figures. */
enum
{
  FIGURE_OPEN,
  FIGURE_OVERDUE,
  FIGURE_MEDIAN,
  FIGURE_WORST,
  N_FIGURES
};

G_DEFINE_FINAL_TYPE (GbIssuesWaits, gb_issues_waits, ADW_TYPE_BIN)

static GtkWidget *
label_new (const char *words,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* A figure over what it counts. */
static GtkWidget *
figure_new (const char *figure,
            const char *caption,
            gboolean    late)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *value = label_new (figure, "gb-wait");

  if (late)
    gtk_widget_add_css_class (value, "late");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), value);
  gtk_box_append (GTK_BOX (box), label_new (caption, "row-caption"));
  return box;
}

static GtkWidget *
words_new (const char *name,
           const char *all)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *title = label_new (name, "row-title"), *more = label_new (all, "row-caption");

  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_wrap (GTK_LABEL (more), TRUE);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), more);
  return box;
}

static GtkWidget *
row_new (GbIssuesWaits        *self,
         const GbIssueWait    *wait,
         const GbIssuesReport *report,
         GtkSizeGroup *const  *columns)
{
  g_autofree char *open = gb_format_number (wait->open), *overdue = gb_format_number (wait->overdue);
  g_autofree char *median = gb_issue_words_days (wait->median), *worst = gb_issue_words_days (wait->worst);
  const char *figures[N_FIGURES] = { open, overdue, median, worst };
  const char *const captions[N_FIGURES] = { _("waited for"), _("overdue"), _("median wait"), _("longest wait") };
  const char *name = wait->name != NULL && *wait->name != '\0' ? wait->name : _("The commune itself");
  /* Translators: two numbers, then two waits: "7 days" */
  g_autofree char *all = g_strdup_printf (_("%s waited for, %s overdue · median %s, longest %s"), open, overdue, median,
                                          worst);
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
  GtkWidget *words = words_new (name, all), *bin = gtk_widget_get_ancestor (GTK_WIDGET (self), GB_TYPE_ADAPTIVE_BIN);

  gtk_box_append (GTK_BOX (box), words);
  g_object_bind_property (bin, "narrow", gtk_widget_get_last_child (words), "visible", G_BINDING_SYNC_CREATE);
  for (int i = 0; i < N_FIGURES; i++)
    {
      GtkWidget *figure = figure_new (figures[i], captions[i], i == FIGURE_OVERDUE && wait->overdue > 0);

      gtk_size_group_add_widget (columns[i], figure);
      g_object_bind_property (bin, "narrow", figure, "visible", G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
      gtk_box_append (GTK_BOX (box), figure);
    }
  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic", "accessible-role",
                                               GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_widget_add_css_class (gtk_widget_get_last_child (box), "gb-secondary");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, all, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "(ssms)",
                                    gb_issue_kind_name ((GbIssueKind) report->query->kind),
                                    gb_issue_set_nick (GB_ISSUE_SET_ASKED),
                                    wait->department != NULL ? wait->department : "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "issues.show");
  return row;
}

/* --- object ----------------------------------------------------------------------------------------- */

static void
gb_issues_waits_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (gb_issues_waits_parent_class)->dispose (object);
}

static void
gb_issues_waits_class_init (GbIssuesWaitsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gb_issues_waits_dispose;
}

static void
gb_issues_waits_init (GbIssuesWaits *self)
{
  self->rows = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->rows, GTK_SELECTION_NONE);
  gtk_widget_set_valign (GTK_WIDGET (self->rows), GTK_ALIGN_START);
  gtk_widget_add_css_class (GTK_WIDGET (self->rows), "boxed-list");
  gtk_widget_add_css_class (GTK_WIDGET (self->rows), "gb-rows");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Whom we wait for, and for how long"), -1);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->rows));
}

/**
 * gb_issues_waits_set_report:
 * @report: whose waits to show
 */
void
gb_issues_waits_set_report (GbIssuesWaits        *self,
                            const GbIssuesReport *report)
{
  GtkSizeGroup *columns[N_FIGURES];
  GtkWidget *focus, *row;
  int index;

  g_return_if_fail (GB_IS_ISSUES_WAITS (self));

  focus = gtk_widget_get_focus_child (GTK_WIDGET (self->rows));
  index = focus != NULL ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focus)) : -1;
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_list_box_remove (self->rows, row);
  for (int i = 0; i < N_FIGURES; i++)
    columns[i] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  for (guint i = 0; i < report->waits->len; i++)
    gtk_list_box_append (self->rows, row_new (self, report->waits->pdata[i], report, columns));
  for (int i = 0; i < N_FIGURES; i++)
    g_object_unref (columns[i]);
  row = index >= 0 ? GTK_WIDGET (gtk_list_box_get_row_at_index (self->rows, index)) : NULL;
  if (row != NULL)
    gtk_widget_grab_focus (row);
}
