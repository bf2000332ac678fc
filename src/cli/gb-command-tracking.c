/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-export.h"
#include "gb-cli-json.h"
#include "gb-cli-period.h"
#include "gb-sheet.h"
#include "gb-tracking.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *commune;
  GbTrackingBy by;
  GbTrackingSpan span;
} Job;

/* A group of the table: its member names in JSON, and the column that each stands for. */
typedef struct
{
  const char *name;
  struct
  {
    const char *name;
    GbTrackingColumn column;
  } members[7];
} Group;

static const Group groups[] = {
  { "received",
    { { "total", GB_TRACKING_RECEIVED }, { "carried", GB_TRACKING_CARRIED }, { "period", GB_TRACKING_PERIOD },
      { "online", GB_TRACKING_ONLINE }, { "desk", GB_TRACKING_DESK }, { "post", GB_TRACKING_POST } } },
  { "done",
    { { "total", GB_TRACKING_DONE }, { "early", GB_TRACKING_DONE_EARLY }, { "ontime", GB_TRACKING_DONE_ONTIME },
      { "late", GB_TRACKING_DONE_LATE } } },
  { "processing",
    { { "total", GB_TRACKING_PROCESSING }, { "ontime", GB_TRACKING_PROCESSING_ONTIME },
      { "late", GB_TRACKING_PROCESSING_LATE } } },
  { "paused",
    { { "total", GB_TRACKING_PAUSED }, { "ontime", GB_TRACKING_PAUSED_ONTIME },
      { "late", GB_TRACKING_PAUSED_LATE } } },
};

static const GbSheetColumn columns[] = {
  { "name", N_("Name"), 32 },
  { "received", N_("Received"), 0 },
  { "carried", N_("Carried over"), 0 },
  { "period", N_("In the period"), 0 },
  { "online", N_("Online"), 0 },
  { "desk", N_("At the desk"), 0 },
  { "post", N_("By public post"), 0 },
  { "done", N_("Done"), 0 },
  { "done_early", N_("Done early"), 0 },
  { "done_ontime", N_("Done on time"), 0 },
  { "done_late", N_("Done late"), 0 },
  { "processing", N_("In process"), 0 },
  { "processing_ontime", N_("In process, in time"), 0 },
  { "processing_late", N_("In process, late"), 0 },
  { "paused", N_("Paused"), 0 },
  { "paused_ontime", N_("Paused, in time"), 0 },
  { "paused_late", N_("Paused, late"), 0 },
};

G_STATIC_ASSERT (G_N_ELEMENTS (columns) == GB_N_TRACKING_COLUMNS + 1);

static gpointer
find (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  const Job *job = data;

  return gb_tracking_table (connection, job->by, &job->span, NULL, job->commune, error);
}

static gboolean
take_by (Job        *job,
         const char *by,
         GError    **error)
{
  static const char *const names[] = { "unit", "field", "officer" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (by == NULL || g_str_equal (by, names[i]))
      {
        job->by = i;
        return TRUE;
      }
  g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE, _("“%s” is no grouping; it can be unit, field or officer"), by);
  return FALSE;
}

static void
build_row (JsonBuilder         *builder,
           const GbTrackingRow *row)
{
  json_builder_begin_object (builder);
  if (row->key != NULL)
    {
      gb_cli_json_text (builder, "key", row->key);
      gb_cli_json_text (builder, "name", row->name);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      json_builder_set_member_name (builder, groups[i].name);
      json_builder_begin_object (builder);
      for (gsize k = 0; groups[i].members[k].name != NULL; k++)
        gb_cli_json_integer (builder, groups[i].members[k].name, row->counts[groups[i].members[k].column]);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

static void
print_json (GPtrArray *rows)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  for (guint i = 0; i + 1 < rows->len; i++)
    build_row (builder, g_ptr_array_index (rows, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "total");
  build_row (builder, g_ptr_array_index (rows, rows->len - 1));
  json_builder_end_object (builder);
  gb_cli_json_print (builder);
}

static void
print_sheet (GPtrArray  *rows,
             GbCliFormat format)
{
  g_autoptr (GbSheet) sheet = gb_sheet_new (format, columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < rows->len; i++)
    {
      const GbTrackingRow *row = g_ptr_array_index (rows, i);

      gb_sheet_begin_row (sheet);
      gb_sheet_text (sheet, row->key == NULL ? _("Total") : *row->name != '\0' ? row->name : _("nobody"));
      for (int k = 0; k < GB_N_TRACKING_COLUMNS; k++)
        gb_sheet_integer (sheet, row->counts[k]);
      gb_sheet_end_row (sheet);
    }
  gb_sheet_finish (sheet);
}

static gboolean
parse (Job           *job,
       char         **from,
       char         **to,
       int           *argc,
       char        ***argv,
       GError       **error)
{
  g_autofree char *by = NULL;
  const GOptionEntry entries[] = {
    { "by", 0, 0, G_OPTION_ARG_STRING, &by, N_("What a row stands for"), "unit|field|officer" },
    { "from", 0, 0, G_OPTION_ARG_STRING, from, N_("The period's first day"), N_("DAY") },
    { "to", 0, 0, G_OPTION_ARG_STRING, to, N_("The period's last day"), N_("DAY") },
    { NULL }
  };

  return gb_cli_parse (entries, argc, argv, error) && take_by (job, by, error) &&
         gb_cli_period_take (&job->span, *from, *to, error);
}

static GbCliExit
run (GbCli   *cli,
     int      argc,
     char   **argv,
     GError **error)
{
  g_autofree char *from = NULL, *to = NULL;
  Job job = { .commune = gb_cli_filter_commune (cli), .span = { .now = gb_cli_now (cli) } };
  g_autoptr (GPtrArray) rows = NULL;
  GbStore *store;

  if (!parse (&job, &from, &to, &argc, &argv, error) || !gb_cli_parse_argument (argc, argv, NULL, error))
    return GB_CLI_EXIT_USAGE;
  store = gb_cli_open_store (cli, FALSE, error);
  /* Once more: by now it is known what time it is. */
  job.span.now = gb_cli_now (cli);
  if (!gb_cli_period_take (&job.span, from, to, error))
    return GB_CLI_EXIT_USAGE;
  rows = store != NULL ? gb_store_read (store, find, &job, NULL, error) : NULL;
  if (rows == NULL)
    return GB_CLI_EXIT_CACHE;
  if (cli->format == GB_CLI_FORMAT_JSON)
    print_json (rows);
  else
    print_sheet (rows, cli->format);
  return rows->len > 1 ? GB_CLI_EXIT_DONE : GB_CLI_EXIT_NOTHING;
}

/* --- export --------------------------------------------------------------------------------------- */

typedef struct
{
  Job job;
  char *from; /* (owned) (nullable) */
  char *to;   /* (owned) (nullable) */
} Wanted;

static gboolean
parse_export (GbCliExport   *self,
              int           *argc,
              char        ***argv,
              GError       **error)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  self->wanted = wanted;
  wanted->job.span.now = gb_cli_now (self->cli);
  return parse (&wanted->job, &wanted->from, &wanted->to, argc, argv, error);
}

static void
wanted_free (gpointer data)
{
  Wanted *self = data;

  g_free (self->from);
  g_free (self->to);
  g_free (self);
}

static void
fill (GbTableRow *row,
      gpointer    item,
      gpointer    data)
{
  const GbTrackingRow *line = item;

  gb_table_row_text (row, line->key == NULL ? _("Total") : *line->name != '\0' ? line->name : _("nobody"));
  for (int i = 0; i < GB_N_TRACKING_COLUMNS; i++)
    gb_table_row_integer (row, line->counts[i]);
  if (line->key == NULL)
    gb_table_row_set_strong (row);
}

static gboolean
save (GbCliExport      *self,
      GbSqlConnection  *connection,
      GCancellable     *cancellable,
      GError          **error)
{
  Wanted *wanted = self->wanted;
  g_autoptr (GbTable) table = gb_table_new (_("Tracking"), _("The tracking table of decision 766"));
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *period = NULL;

  /* Once more: by now it is known what time it is. */
  wanted->job.commune = self->commune;
  wanted->job.span.now = self->now;
  if (!gb_cli_period_take (&wanted->job.span, wanted->from, wanted->to, error))
    return FALSE;
  rows = find (connection, &wanted->job, cancellable, error);
  if (rows == NULL)
    return FALSE;
  period = gb_cli_period_words (&wanted->job.span);
  gb_table_add_note (table, period);
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    gb_table_add_column (table, columns[i].key, _(columns[i].header), i == 0 ? GB_TABLE_TEXT : GB_TABLE_INTEGER,
                         i == 0 ? 34 : 12);
  gb_table_set_items (table, rows, fill, NULL, NULL);
  return gb_cli_export_table (self, connection, table, cancellable, error);
}

const GbCliExportKind gb_cli_export_tracking = { "tracking", ".xlsx .csv", parse_export, wanted_free, save };

const GbCommand gb_command_tracking = { "tracking", NULL, N_("The tracking table of decision 766"), run };
