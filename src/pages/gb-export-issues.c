/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-export-issues.h"

#include <glib/gi18n-lib.h>

#include "gb-commune-words.h"
#include "gb-export-write.h"
#include "gb-issue-words.h"

/* What the page shows has only the first rows of each group. */
typedef struct
{
  GbIssuesReport *wanted; /* (owned) */
  gboolean with_commune;
} Shown;

static const GbTableColumn columns[] = {
  { "group", N_ ("Group"), GB_TABLE_TEXT, 26 },
  { "commune", N_ ("Commune"), GB_TABLE_TEXT, 0 },
  { "title", N_ ("Issue"), GB_TABLE_TEXT, 60 },
  { "field", N_ ("Field"), GB_TABLE_TEXT, 0 },
  { "department", N_ ("Settled by"), GB_TABLE_TEXT, 34 },
  { "state", N_ ("State"), GB_TABLE_TEXT, 0 },
  { "raised", N_ ("Raised on"), GB_TABLE_DATE, 0 },
  { "due", N_ ("Answer due"), GB_TABLE_DATETIME, 0 },
  { "answered", N_ ("Answered at"), GB_TABLE_DATETIME, 0 },
  { "waited", N_ ("Working days waited"), GB_TABLE_INTEGER, 0 },
  { "urged", N_ ("Times urged"), GB_TABLE_INTEGER, 0 },
};

static const GbTableColumn wait_columns[] = {
  { "department", N_ ("Whom we wait for"), GB_TABLE_TEXT, 44 },
  { "open", N_ ("Waited for"), GB_TABLE_INTEGER, 0 },
  { "overdue", N_ ("Overdue"), GB_TABLE_INTEGER, 0 },
  { "median", N_ ("Median wait, working days"), GB_TABLE_NUMBER, 0 },
  { "longest", N_ ("Longest wait, working days"), GB_TABLE_INTEGER, 0 },
};

static void
shown_free (gpointer data)
{
  Shown *self = data;

  gb_issues_report_free (self->wanted);
  g_free (self);
}

static void
fill (GbTableRow *row,
      gpointer    item,
      gpointer    data)
{
  const GbExportRow *line = item;
  const GbIssue *issue = line->item;

  gb_table_row_text (row, line->group);
  if (GPOINTER_TO_INT (data))
    gb_export_add_words (row, gb_commune_words_capital (issue->commune_name != NULL ? issue->commune_name
                                                                                    : issue->commune));
  gb_table_row_text (row, issue->title);
  gb_table_row_text (row, issue->field);
  gb_export_add_words (row, gb_issue_words_department (issue));
  gb_table_row_choice (row, gb_issue_state_nick (issue->state), gb_issue_state_label (issue->state));
  gb_table_row_day (row, gb_time_day (issue->raised));
  gb_table_row_time (row, issue->due);
  gb_table_row_time (row, issue->answered);
  if (issue->stage == GB_ISSUE_SET_UNSENT)
    gb_table_row_null (row);
  else
    gb_table_row_integer (row, issue->waited);
  gb_table_row_integer (row, issue->urged);
}

static GbTable *
make_table (const GbIssuesReport *report,
            const char           *title,
            gboolean              with_commune,
            GPtrArray            *rows)
{
  GbTable *table = gb_table_new (title, title);

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (with_commune || !g_str_equal (columns[i].key, "commune"))
      gb_table_add_columns (table, &columns[i], 1);
  gb_table_set_items (table, rows, fill, GINT_TO_POINTER (with_commune), NULL);
  return table;
}

/* On a thread of the store. */
static gboolean
save (GbSqlConnection  *connection,
      gpointer          data,
      GbExportTarget   *target,
      GError          **error)
{
  const Shown *shown = data;
  g_autoptr (GbIssuesReport) report = gb_issues_report_load (connection, shown->wanted, error);
  g_autoptr (GPtrArray) rows = gb_export_rows_new ();
  g_autoptr (GbTable) table = NULL;

  if (report == NULL)
    return FALSE;
  for (guint i = 0; i < report->groups->len; i++)
    {
      const GbIssuesGroup *group = report->groups->pdata[i];
      g_autofree char *heading = gb_issue_words_group (report, group);

      for (guint j = 0; j < group->issues->len; j++)
        gb_export_rows_add (rows, heading, gb_issue_ref (group->issues->pdata[j]), (GDestroyNotify) gb_issue_unref);
    }
  table = make_table (report, target->title, shown->with_commune, rows);
  return gb_export_write_tables (target, connection, &table, 1, error);
}

/**
 * gb_export_issues_new:
 * @name: what its kind is called
 * @report: what is shown
 * @with_commune: whether rows say whose they are
 *
 * Returns: (transfer full): the issues in their groups; of a group of which a part is shown, all; none of one that nobody
 *   has opened
 */
GbExport *
gb_export_issues_new (const char           *name,
                      const GbIssuesReport *report,
                      gboolean              with_commune)
{
  Shown *shown = g_new0 (Shown, 1);
  gint64 n_rows = 0;

  shown->wanted = gb_issues_report_new (report->query, report->grouping, report->limits, report->now);
  shown->with_commune = with_commune;
  for (int key = 0; key < GB_N_ISSUES_GROUPS; key++)
    if (shown->wanted->limits[key] > 0)
      shown->wanted->limits[key] = G_MAXINT;
  for (guint i = 0; i < report->groups->len; i++)
    {
      const GbIssuesGroup *group = report->groups->pdata[i];

      n_rows += report->limits[group->key] > 0 ? group->count : 0;
    }
  return gb_export_new (name, n_rows, save, shown, shown_free);
}

/* --- waits ---------------------------------------------------------------------------------------- */

static void
fill_wait (GbTableRow *row,
           gpointer    item,
           gpointer    data)
{
  const GbIssueWait *wait = item;
  gboolean named = wait->name != NULL && *wait->name != '\0';

  gb_table_row_text (row, named ? wait->name : _("The commune itself"));
  gb_table_row_integer (row, wait->open);
  gb_table_row_integer (row, wait->overdue);
  gb_table_row_number (row, wait->median);
  gb_table_row_integer (row, wait->worst);
}

/* On a thread of the store. */
static gboolean
save_waits (GbSqlConnection  *connection,
            gpointer          data,
            GbExportTarget   *target,
            GError          **error)
{
  const Shown *shown = data;
  g_autoptr (GPtrArray) waits = gb_issue_repository_waits (connection, shown->wanted->query, shown->wanted->now, error);
  g_autoptr (GbTable) table = NULL;

  if (waits == NULL)
    return FALSE;
  table = gb_export_table_new (target->title, wait_columns, G_N_ELEMENTS (wait_columns), waits, fill_wait, NULL,
                               NULL);
  return gb_export_write_tables (target, connection, &table, 1, error);
}

/**
 * gb_export_waits_new:
 * @name: what its kind is called
 * @report: what is shown
 *
 * Returns: (transfer full): whom the communes wait for, and for how long
 */
GbExport *
gb_export_waits_new (const char           *name,
                     const GbIssuesReport *report)
{
  Shown *shown = g_new0 (Shown, 1);

  shown->wanted = gb_issues_report_new (report->query, report->grouping, report->limits, report->now);
  return gb_export_new (name, report->waits->len, save_waits, shown, shown_free);
}
