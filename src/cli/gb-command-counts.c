/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-json.h"
#include "gb-cursor-repository.h"
#include "gb-dossier-repository.h"
#include "gb-sheet.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GbDossierQuery *query; /* (unowned) */
  gint64 now;
  GbDossierCounts counts; /* (out) */
  gint64 as_of; /* (out) */
} Job;

static gpointer
count (GbSqlConnection *connection,
       gpointer         data,
       GCancellable    *cancellable,
       GError         **error)
{
  Job *job = data;
  g_auto (GbCursor) cursor = { 0 };

  if (gb_cursor_load (connection, GB_RECORD_GROUP_WORK, &cursor, error)
      && gb_dossier_repository_counts (connection, job->query, job->now, &job->counts, error))
    job->as_of = cursor.as_of;
  return NULL;
}

static void
print_json (const Job *job)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  gb_cli_json_time (builder, "as_of", job->as_of);
  gb_cli_json_integer (builder, "total", job->counts.total);
  json_builder_set_member_name (builder, "classes");
  json_builder_begin_object (builder);
  for (int i = 0; i < GB_N_DEADLINE_CLASSES; i++)
    gb_cli_json_integer (builder, gb_deadline_class_nick (i), job->counts.classes[i]);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "marks");
  json_builder_begin_object (builder);
  for (int i = 0; i < GB_N_DOSSIER_MARKS; i++)
    gb_cli_json_integer (builder, gb_dossier_mark_nick (i), job->counts.marks[i]);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  gb_cli_json_print (builder);
}

static void
print_row (GbSheet    *sheet,
           const char *nick,
           const char *label,
           gint64      value)
{
  gb_sheet_begin_row (sheet);
  gb_sheet_text (sheet, nick);
  gb_sheet_text (sheet, label);
  gb_sheet_integer (sheet, value);
  gb_sheet_end_row (sheet);
}

static void
print_sheet (const Job  *job,
             GbCliFormat format)
{
  static const GbSheetColumn columns[] = {
    { "key", NULL, 0 },
    { "name", N_("Class"), 0 },
    { "count", N_("Dossiers"), 0 },
  };
  g_autoptr (GbSheet) sheet = gb_sheet_new (format, columns, G_N_ELEMENTS (columns));

  for (int i = 0; i < GB_N_DEADLINE_CLASSES; i++)
    print_row (sheet, gb_deadline_class_nick (i), gb_deadline_class_label (i), job->counts.classes[i]);
  print_row (sheet, "total", _("Total"), job->counts.total);
  for (int i = 0; i < GB_N_DOSSIER_MARKS; i++)
    print_row (sheet, gb_dossier_mark_nick (i), gb_dossier_mark_label (i), job->counts.marks[i]);
  gb_sheet_finish (sheet);
}

static GbCliExit
run (GbCli   *cli,
     int      argc,
     char   **argv,
     GError **error)
{
  g_autoptr (GbDossierQuery) query = gb_dossier_query_new (GB_DOSSIER_FILTER_ALL);
  Job job = { query };
  GbStore *store;

  if (!gb_cli_parse (NULL, &argc, &argv, error) || !gb_cli_parse_argument (argc, argv, NULL, error))
    return GB_CLI_EXIT_USAGE;
  store = gb_cli_open_store (cli, FALSE, error);
  if (store == NULL)
    return GB_CLI_EXIT_CACHE;
  job.now = gb_cli_now (cli);
  query->commune = g_strdup (gb_cli_filter_commune (cli));
  gb_store_read (store, count, &job, NULL, error);
  if (*error != NULL)
    return GB_CLI_EXIT_CACHE;
  if (cli->format == GB_CLI_FORMAT_JSON)
    print_json (&job);
  else
    print_sheet (&job, cli->format);
  return job.counts.total > 0 ? GB_CLI_EXIT_DONE : GB_CLI_EXIT_NOTHING;
}

const GbCommand gb_command_counts = { "counts", NULL, N_("Count dossiers by class"), run };
