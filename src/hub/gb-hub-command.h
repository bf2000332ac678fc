/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-hub-import.h"

G_BEGIN_DECLS

/* Exit codes, see CLI.md. */
#define GB_HUB_EXIT_DONE 0
#define GB_HUB_EXIT_USAGE 2
#define GB_HUB_EXIT_NETWORK 3
#define GB_HUB_EXIT_REFUSED 5
#define GB_HUB_EXIT_DATABASE 6
#define GB_HUB_EXIT_PARTLY 7

/**
 * GbHubCommand:
 * @database: (owned) (nullable): --database
 * @now: (owned) (nullable): --now
 *
 * What all commands take.
 */
typedef struct
{
  char *database;
  char *now;
} GbHubCommand;

int      gb_hub_command_bundle  (int                  argc,
                                 char               **argv);
int      gb_hub_command_enrol_code
                                (int                  argc,
                                 char               **argv);
int      gb_hub_command_export  (int                  argc,
                                 char               **argv);
int      gb_hub_command_import  (int                  argc,
                                 char               **argv);
int      gb_hub_command_revoke  (int                  argc,
                                 char               **argv);
int      gb_hub_command_seed    (int                  argc,
                                 char               **argv);
int      gb_hub_command_serve   (int                  argc,
                                 char               **argv);
int      gb_hub_command_token   (int                  argc,
                                 char               **argv);

const char *
         gb_hub_command_summary (const char          *name);
const char *
         gb_hub_command_exit_codes
                                (void);

gboolean gb_hub_command_parse   (GbHubCommand        *self,
                                 const GOptionEntry  *entries,
                                 int                  argc,
                                 char               **argv);
GbHub   *gb_hub_command_open    (GbHubCommand        *self,
                                 int                 *status);
int      gb_hub_command_report  (GbImportReport      *report);
int      gb_hub_command_fail    (int                  status,
                                 const GError        *error);
int      gb_hub_command_fail_scope
                                (const GError        *error);
int      gb_hub_command_usage   (const char          *message);
void     gb_hub_command_clear   (GbHubCommand        *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GbHubCommand, gb_hub_command_clear)

G_END_DECLS
