/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-cli.h"
#include "gb-task.h"

G_BEGIN_DECLS

/**
 * GbCliTasks:
 * @search: (owned) (nullable): words that they have
 *
 * Which tasks are wanted; zero is all of them.
 */
typedef struct
{
  char *search;
  GbTaskFilter filter;
} GbCliTasks;

gboolean   gb_cli_tasks_parse (GbCliTasks        *self,
                               int               *argc,
                               char            ***argv,
                               GError           **error);
void       gb_cli_tasks_clear (GbCliTasks        *self);
GPtrArray *gb_cli_tasks_load  (const GbCliTasks  *self,
                               GbSqlConnection   *connection,
                               const char        *commune,
                               gint64             now,
                               GError           **error);
GPtrArray *gb_cli_tasks_read  (GbCli             *cli,
                               const GbCliTasks  *wanted,
                               GError           **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GbCliTasks, gb_cli_tasks_clear)

G_END_DECLS
