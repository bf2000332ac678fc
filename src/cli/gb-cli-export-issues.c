/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-export.h"
#include "gb-cli-issues.h"
#include "gb-issue-repository.h"
#include "gb-place-file.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GbIssueQuery *query; /* (owned) */
  gboolean waits;
} Wanted;

static const GbTableColumn issue_columns[] = {
  { "id", N_("Id"), GB_TABLE_CODE, 0 },
  { "kind", N_("Kind"), GB_TABLE_TEXT, 22 },
  { "state", N_("State"), GB_TABLE_TEXT, 18 },
  { "field", N_("Field"), GB_TABLE_TEXT, 20 },
  { "title", N_("Subject"), GB_TABLE_TEXT, 44 },
  { "text", N_("Text"), GB_TABLE_TEXT, 60 },
  { "commune", N_("Commune"), GB_TABLE_TEXT, 22 },
  { "department_name", N_("Agency"), GB_TABLE_TEXT, 34 },
  { "raised", N_("Raised at"), GB_TABLE_DATETIME, 0 },
  { "due", N_("Due"), GB_TABLE_DATETIME, 0 },
  { "answered", N_("Answered at"), GB_TABLE_DATETIME, 0 },
  { "answer", N_("Answer"), GB_TABLE_TEXT, 60 },
  { "waited_days", N_("Days waited"), GB_TABLE_INTEGER, 16 },
  { "urged", N_("Times urged"), GB_TABLE_INTEGER, 14 },
  { "lon", N_("Longitude"), GB_TABLE_TEXT, 12 },
  { "lat", N_("Latitude"), GB_TABLE_TEXT, 12 },
};

static const GbTableColumn wait_columns[] = {
  { "name", N_("Agency"), GB_TABLE_TEXT, 44 },
  { "open", N_("Waited for"), GB_TABLE_INTEGER, 14 },
  { "overdue", N_("Overdue"), GB_TABLE_INTEGER, 12 },
  { "median_days", N_("Median wait"), GB_TABLE_NUMBER, 16 },
  { "worst_days", N_("Longest wait"), GB_TABLE_INTEGER, 16 },
  { "worst", N_("Issue"), GB_TABLE_CODE, 0 },
};

static gboolean
parse (GbCliExport   *self,
       int           *argc,
       char        ***argv,
       GError       **error)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->query = gb_issue_query_new (GB_ISSUE_SET_ALL);
  self->wanted = wanted;
  return gb_cli_issues_parse (wanted->query, &wanted->waits, argc, argv, error);
}

static void
wanted_free (gpointer data)
{
  Wanted *self = data;

  gb_issue_query_free (self->query);
  g_free (self);
}

static const char *
kind_label (GbIssueKind kind)
{
  static const char *const labels[] = {
    [GB_ISSUE_DIFFICULTY] = N_("Difficulty"),
    [GB_ISSUE_GUIDANCE] = N_("Request for guidance"),
    [GB_ISSUE_REPORT] = N_("Citizen's report"),
  };

  return _(labels[kind]);
}

static void
fill_issue (GbTableRow *row,
            gpointer    item,
            gpointer    data)
{
  const GbIssue *issue = item;

  gb_table_row_text (row, issue->id);
  gb_table_row_choice (row, gb_issue_kind_name (issue->kind), kind_label (issue->kind));
  gb_table_row_choice (row, gb_issue_state_nick (issue->state), gb_issue_state_label (issue->state));
  gb_table_row_text (row, issue->field);
  gb_table_row_text (row, issue->title);
  gb_table_row_text (row, issue->text);
  gb_table_row_choice (row, issue->commune, issue->commune_name != NULL ? issue->commune_name : issue->commune);
  gb_table_row_text (row, issue->department_name);
  gb_table_row_time (row, issue->raised);
  gb_table_row_time (row, issue->due);
  gb_table_row_time (row, issue->answered);
  gb_table_row_text (row, issue->answer);
  gb_table_row_integer (row, issue->waited);
  gb_table_row_integer (row, issue->urged);
  if (!issue->placed)
    return;
  gb_table_row_number (row, issue->lon);
  gb_table_row_number (row, issue->lat);
}

static void
fill_wait (GbTableRow *row,
           gpointer    item,
           gpointer    data)
{
  const GbIssueWait *wait = item;

  gb_table_row_text (row, wait->name != NULL && *wait->name != '\0' ? wait->name : _("The commune itself"));
  gb_table_row_integer (row, wait->open);
  gb_table_row_integer (row, wait->overdue);
  gb_table_row_number (row, wait->median);
  gb_table_row_integer (row, wait->worst);
  gb_table_row_text (row, wait->worst_id);
}

static gboolean
save_waits (GbCliExport      *self,
            GbSqlConnection  *connection,
            GCancellable     *cancellable,
            GError          **error)
{
  const Wanted *wanted = self->wanted;
  g_autoptr (GPtrArray) waits = gb_issue_repository_waits (connection, wanted->query, self->now, error);
  g_autoptr (GbTable) table = gb_table_new (_("Waits"), _("Whom is waited for, and for how long"));

  if (waits == NULL)
    return FALSE;
  gb_table_add_columns (table, wait_columns, G_N_ELEMENTS (wait_columns));
  gb_table_set_items (table, waits, fill_wait, NULL, NULL);
  return gb_cli_export_table (self, connection, table, cancellable, error);
}

static gboolean
save (GbCliExport      *self,
      GbSqlConnection  *connection,
      GCancellable     *cancellable,
      GError          **error)
{
  Wanted *wanted = self->wanted;
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GbTable) table = NULL;

  wanted->query->commune = g_strdup (self->commune);
  if (wanted->waits && !gb_cli_export_is (self, ".geojson"))
    return save_waits (self, connection, cancellable, error);
  issues = gb_issue_repository_list (connection, wanted->query, self->now, -1, error);
  if (issues == NULL)
    return FALSE;
  if (gb_cli_export_is (self, ".geojson"))
    {
      self->n_rows = issues->len;
      return gb_place_file_save_issues (issues, self->file, cancellable, error);
    }
  table = gb_table_new (_("Issues"), _("Issues"));
  gb_table_add_columns (table, issue_columns, G_N_ELEMENTS (issue_columns));
  gb_table_set_items (table, issues, fill_issue, NULL, NULL);
  return gb_cli_export_table (self, connection, table, cancellable, error);
}

const GbCliExportKind gb_cli_export_issues = { "issues", ".xlsx .csv .geojson", parse, wanted_free, save };
