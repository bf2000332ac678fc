/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-cli-error.h"
#include "gb-store.h"

G_BEGIN_DECLS

typedef enum
{
  GB_CLI_FORMAT_TABLE,
  GB_CLI_FORMAT_JSON,
  GB_CLI_FORMAT_CSV,
} GbCliFormat;

/**
 * GbCli:
 * @cache_path: (owned): the cache's file
 * @token_file: (owned) (nullable): a file with the token
 * @key_file: (owned) (nullable): a file with the cache's key
 * @scope: (owned) (nullable): "commune:21028": what to sync, a filter elsewhere
 * @format: how results are written to stdout
 * @clock: (owned): the machine's, or where --now put it
 * @store: (owned) (nullable): open once gb_cli_open_store() was called
 *
 * What all commands have in common.
 */
typedef struct
{
  char *cache_path;
  char *token_file;
  char *key_file;
  char *scope;
  GbCliFormat format;
  GbClock *clock;
  GbStore *store;
} GbCli;

/**
 * GbCommand:
 * @name: as it is typed
 * @arguments: (nullable): its arguments, for the help
 * @summary: what it does; to be translated
 * @run: does it; @argc and @argv begin with the command's own name
 */
typedef struct
{
  const char *name;
  const char *arguments;
  const char *summary;
  GbCliExit (*run) (GbCli   *cli,
                    int      argc,
                    char   **argv,
                    GError **error);
} GbCommand;

extern const GbCommand gb_command_act;
extern const GbCommand gb_command_boundaries;
extern const GbCommand gb_command_briefing;
extern const GbCommand gb_command_bundle;
extern const GbCommand gb_command_communes;
extern const GbCommand gb_command_counts;
extern const GbCommand gb_command_deadline;
extern const GbCommand gb_command_dossier;
extern const GbCommand gb_command_enrol;
extern const GbCommand gb_command_export;
extern const GbCommand gb_command_files;
extern const GbCommand gb_command_issues;
extern const GbCommand gb_command_letter;
extern const GbCommand gb_command_letters;
extern const GbCommand gb_command_log;
extern const GbCommand gb_command_map;
extern const GbCommand gb_command_outbox;
extern const GbCommand gb_command_people;
extern const GbCommand gb_command_queue;
extern const GbCommand gb_command_reconcile;
extern const GbCommand gb_command_rekey;
extern const GbCommand gb_command_forget;
extern const GbCommand gb_command_remind;
extern const GbCommand gb_command_rescue;
extern const GbCommand gb_command_search;
extern const GbCommand gb_command_set_aside;
extern const GbCommand gb_command_sign_out;
extern const GbCommand gb_command_status;
extern const GbCommand gb_command_sync;
extern const GbCommand gb_command_scorecard;
extern const GbCommand gb_command_tasks;
extern const GbCommand gb_command_tracking;

int         gb_cli_main           (int                 argc,
                                   char              **argv);

gboolean    gb_cli_check_cache    (GbCli              *self,
                                   GError            **error);
GbStore    *gb_cli_open_store     (GbCli              *self,
                                   gboolean            make,
                                   GError            **error);
gint64      gb_cli_now            (GbCli              *self);
const char *gb_cli_filter_commune (GbCli              *self);
gboolean    gb_cli_parse          (const GOptionEntry *entries,
                                   int                *argc,
                                   char             ***argv,
                                   GError            **error);
gboolean    gb_cli_parse_argument (int                 argc,
                                   char              **argv,
                                   const char        **argument,
                                   GError            **error);

G_END_DECLS
