/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-sheet.h"
#include "gb-store-status.h"
#include "gb-sync-log-text.h"
#include "gb-sync-problem.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#define USUAL_LIMIT 50

static const GbSheetColumn columns[] = {
  { "began", N_("Time"), 0 },
  { "kind", N_("Kind"), 0 },
  { "program", N_("Program"), 0 },
  { "reason", N_("Occasion"), 0 },
  { "outcome", N_("Outcome"), 0 },
  { "problem", N_("Reason"), 48 },
  { "pages", N_("Pages"), 0 },
  { "records", N_("Records"), 0 },
  { "bytes", N_("Bytes"), 0 },
  { "ended", NULL, 0 },
  { "groups", NULL, 0 },
  { "metered", NULL, 0 },
  { "status", NULL, 0 },
  { "next_attempt", NULL, 0 },
  { "clock_skew", NULL, 0 },
  { "deleted", NULL, 0 },
  { "set_aside", NULL, 0 },
  { "applied", NULL, 0 },
  { "refused", NULL, 0 },
  { "conflict", NULL, 0 },
  { "later", NULL, 0 },
};

/* What the command reads, from the store's thread. */
typedef struct
{
  guint most;
  GPtrArray *entries; /* (owned) (nullable) */
  GbStoreStatus *status; /* (owned) (nullable) */
} Reading;

static void
reading_clear (Reading *self)
{
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->status, gb_store_status_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static gpointer
load (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  Reading *reading = data;

  reading->entries = gb_sync_log_list (connection, reading->most, error);
  if (reading->entries != NULL)
    reading->status = gb_store_status_load (connection, error);
  return reading->status;
}

static void
print_row (GbSheet              *sheet,
           const GbSyncLogEntry *entry)
{
  const gint64 rest[] = { entry->deleted, entry->set_aside, entry->applied,
                          entry->refused, entry->conflict,  entry->later };

  gb_sheet_begin_row (sheet);
  gb_sheet_time (sheet, entry->began);
  gb_sheet_choice (sheet, gb_sync_log_kind_name (entry->kind), gb_sync_log_kind_label (entry->kind));
  gb_sheet_text (sheet, entry->program);
  gb_sheet_choice (sheet, gb_sync_reason_name (entry->reason), gb_sync_reason_label (entry->reason));
  gb_sheet_choice (sheet, gb_sync_outcome_name (entry->outcome), gb_sync_outcome_label (entry->outcome));
  if (entry->problem != NULL)
    gb_sheet_choice (sheet, entry->problem, gb_sync_problem_label (entry->problem));
  else
    gb_sheet_null (sheet);
  gb_sheet_integer (sheet, entry->pages);
  gb_sheet_integer (sheet, entry->records);
  gb_sheet_integer (sheet, entry->bytes);
  gb_sheet_time (sheet, entry->ended);
  gb_sheet_text (sheet, entry->groups);
  gb_sheet_integer (sheet, entry->metered);
  gb_sheet_integer (sheet, entry->status);
  gb_sheet_time (sheet, entry->next_attempt);
  if (entry->skew != GB_SYNC_LOG_NO_SKEW)
    gb_sheet_integer (sheet, entry->skew);
  else
    gb_sheet_null (sheet);
  for (gsize i = 0; i < G_N_ELEMENTS (rest); i++)
    gb_sheet_integer (sheet, rest[i]);
  gb_sheet_end_row (sheet);
}

static void
print_sheet (GPtrArray  *entries,
             GbCliFormat format)
{
  g_autoptr (GbSheet) sheet = NULL;

  if (format == GB_CLI_FORMAT_JSON)
    printf ("{\"total\":%u,\"rows\":[", entries->len);
  sheet = gb_sheet_new (format, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < entries->len; i++)
    print_row (sheet, entries->pdata[i]);
  gb_sheet_finish (sheet);
  if (format == GB_CLI_FORMAT_JSON)
    fputs ("]}\n", stdout);
}

static gboolean
parse (int       argc,
       char    **argv,
       int      *limit,
       gboolean *support,
       GError  **error)
{
  const GOptionEntry options[] = {
    { "limit", 0, 0, G_OPTION_ARG_INT, limit, N_("How many lines, the latest first"), "N" },
    { "support", 0, 0, G_OPTION_ARG_NONE, support, N_("As a text to give to whoever helps"), NULL },
    { NULL }
  };

  if (!gb_cli_parse (options, &argc, &argv, error) || !gb_cli_parse_argument (argc, argv, NULL, error))
    return FALSE;
  if (*limit < 0)
    {
      g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE, _("A number of lines cannot be negative"));
      return FALSE;
    }
  return TRUE;
}

static GbCliExit
run (GbCli   *cli,
     int      argc,
     char   **argv,
     GError **error)
{
  g_auto (Reading) reading = { 0 };
  int limit = USUAL_LIMIT;
  gboolean support = FALSE;
  GbStore *store;

  if (!parse (argc, argv, &limit, &support, error))
    return GB_CLI_EXIT_USAGE;
  store = gb_cli_open_store (cli, FALSE, error);
  if (store == NULL)
    return GB_CLI_EXIT_CACHE;
  reading.most = (guint) limit;
  if (gb_store_read (store, load, &reading, NULL, error) == NULL)
    return GB_CLI_EXIT_CACHE;
  if (support)
    {
      g_autofree char *text = gb_sync_log_text (reading.status, reading.entries, gb_cli_now (cli));

      fputs (text, stdout);
    }
  else
    print_sheet (reading.entries, cli->format);
  return reading.entries->len > 0 ? GB_CLI_EXIT_DONE : GB_CLI_EXIT_NOTHING;
}

const GbCommand gb_command_log = { "log", N_("[--limit N] [--support]"),
                                   N_("Tell what the synchronisation did and when"),
                                   run };
