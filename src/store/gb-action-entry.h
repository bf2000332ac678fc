/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-action.h"
#include "gb-sql-connection.h"

G_BEGIN_DECLS

/**
 * GbActionEntry:
 * @action: (owned): the action
 * @about: (owned) (nullable): what its target is called, as far as the cache knows: a procedure, a
 *   title, a name
 *
 * A line of the outbox (hộp gửi).
 */
typedef struct
{
  GbAction *action;
  char *about;
} GbActionEntry;

/* Functions that block and read; run them on a thread of the store. */
GPtrArray *gb_action_entries_load (GbSqlConnection  *connection,
                                   GError          **error);
void       gb_action_entry_free   (GbActionEntry    *self);

G_END_DECLS
