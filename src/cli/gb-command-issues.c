/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-issues.h"
#include "gb-cli.h"
#include "gb-issue-repository.h"
#include "gb-sheet.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

typedef struct
{
  GbIssueQuery *query; /* (owned) */
  gint64 now;
} Job;

static void
job_clear (Job *self)
{
  g_clear_pointer (&self->query, gb_issue_query_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, job_clear)

static const GbSheetColumn issue_columns[] = {
  { "id", N_("Id"), 0 },
  { "kind", N_("Kind"), 0 },
  { "state", N_("State"), 0 },
  { "stage", NULL, 0 },
  { "level", NULL, 0 },
  { "field", N_("Field"), 20 },
  { "title", N_("Title"), 40 },
  { "text", NULL, 0 },
  { "commune", N_("Commune"), 0 },
  { "department", NULL, 0 },
  { "department_name", N_("Agency"), 28 },
  { "raised", N_("Raised"), 0 },
  { "due", N_("Due"), 0 },
  { "answered", NULL, 0 },
  { "answer", NULL, 0 },
  { "waited_days", N_("Days waited"), 0 },
  { "urged", N_("Urged"), 0 },
  { "pending", NULL, 0 },
  { "lon", NULL, 0 },
  { "lat", NULL, 0 },
};

static const GbSheetColumn wait_columns[] = {
  { "department", NULL, 0 },
  { "name", N_("Agency"), 40 },
  { "open", N_("Waited for"), 0 },
  { "overdue", N_("Overdue"), 0 },
  { "median_days", N_("Median wait"), 0 },
  { "worst_days", N_("Longest wait"), 0 },
  { "worst", N_("Issue"), 0 },
};

static gpointer
find_issues (GbSqlConnection *connection,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  const Job *job = data;

  return gb_issue_repository_list (connection, job->query, job->now, -1, error);
}

static gpointer
find_waits (GbSqlConnection *connection,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  const Job *job = data;

  return gb_issue_repository_waits (connection, job->query, job->now, error);
}

static void
print_degrees (GbSheet       *sheet,
               const GbIssue *issue,
               double         degrees)
{
  if (issue->placed)
    gb_sheet_number (sheet, degrees);
  else
    gb_sheet_null (sheet);
}

static void
print_issue (GbSheet       *sheet,
             const GbIssue *issue)
{
  gb_sheet_text (sheet, issue->id);
  gb_sheet_text (sheet, gb_issue_kind_name (issue->kind));
  gb_sheet_choice (sheet, gb_issue_state_nick (issue->state), gb_issue_state_label (issue->state));
  gb_sheet_text (sheet, gb_issue_set_nick (issue->stage));
  gb_sheet_text (sheet, gb_issue_level_nick (issue->level));
  gb_sheet_text (sheet, issue->field);
  gb_sheet_text (sheet, issue->title);
  gb_sheet_text (sheet, issue->text);
  gb_sheet_text (sheet, issue->commune);
  gb_sheet_text (sheet, issue->department);
  gb_sheet_text (sheet, issue->department_name);
  gb_sheet_time (sheet, issue->raised);
  gb_sheet_time (sheet, issue->due);
  gb_sheet_time (sheet, issue->answered);
  gb_sheet_text (sheet, issue->answer);
  gb_sheet_integer (sheet, issue->waited);
  gb_sheet_integer (sheet, issue->urged);
  gb_sheet_json (sheet, issue->pending ? "true" : "false");
  print_degrees (sheet, issue, issue->lon);
  print_degrees (sheet, issue, issue->lat);
}

static void
print_wait (GbSheet           *sheet,
            const GbIssueWait *wait)
{
  gb_sheet_text (sheet, wait->department);
  gb_sheet_text (sheet, wait->name);
  gb_sheet_integer (sheet, wait->open);
  gb_sheet_integer (sheet, wait->overdue);
  gb_sheet_number (sheet, wait->median);
  gb_sheet_integer (sheet, wait->worst);
  gb_sheet_text (sheet, wait->worst_id);
}

static void
print (GbCli     *cli,
       GPtrArray *rows,
       gboolean   waits)
{
  g_autoptr (GbSheet) sheet = NULL;

  if (cli->format == GB_CLI_FORMAT_JSON)
    printf ("{\"total\":%u,\"rows\":[", rows->len);
  sheet = waits ? gb_sheet_new (cli->format, wait_columns, G_N_ELEMENTS (wait_columns))
                : gb_sheet_new (cli->format, issue_columns, G_N_ELEMENTS (issue_columns));
  for (guint i = 0; i < rows->len; i++)
    {
      gb_sheet_begin_row (sheet);
      if (waits)
        print_wait (sheet, rows->pdata[i]);
      else
        print_issue (sheet, rows->pdata[i]);
      gb_sheet_end_row (sheet);
    }
  gb_sheet_finish (sheet);
  if (cli->format == GB_CLI_FORMAT_JSON)
    fputs ("]}\n", stdout);
}

static GbCliExit
run (GbCli   *cli,
     int      argc,
     char   **argv,
     GError **error)
{
  g_auto (Job) job = { gb_issue_query_new (GB_ISSUE_SET_ALL), 0 };
  gboolean waits;
  g_autoptr (GPtrArray) rows = NULL;
  GbStore *store;

  if (!gb_cli_issues_parse (job.query, &waits, &argc, &argv, error) || !gb_cli_parse_argument (argc, argv, NULL, error))
    return GB_CLI_EXIT_USAGE;
  job.query->commune = g_strdup (gb_cli_filter_commune (cli));
  job.now = gb_cli_now (cli);
  store = gb_cli_open_store (cli, FALSE, error);
  rows = store != NULL ? gb_store_read (store, waits ? find_waits : find_issues, &job, NULL, error) : NULL;
  if (rows == NULL)
    return GB_CLI_EXIT_CACHE;
  print (cli, rows, waits);
  return rows->len > 0 ? GB_CLI_EXIT_DONE : GB_CLI_EXIT_NOTHING;
}

const GbCommand gb_command_issues = { "issues", N_("[--kind KIND] [--state STATE] …"),
                                      N_("List difficulties, requests for guidance and citizens' reports"), run };
