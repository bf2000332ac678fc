/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sql-connection.h"

G_BEGIN_DECLS

/* An urging slip is to be answered within 24 hours of the clock, nights and days off included. */
#define GB_URGE_SECONDS (24 * 60 * 60)

/**
 * GbUrge:
 * @id: (owned): the record's or the action's
 * @dossier: (owned): what it is about
 * @officer: (owned): whom it went to
 * @number: (owned) (nullable): as the hub gave it; %NULL while it waits to be sent
 * @made: UTC seconds
 * @answer_due: UTC seconds
 * @answered: when the first answer came, UTC seconds, 0 = not yet
 * @text: (owned) (nullable): what was asked
 * @answer: (owned) (nullable): the first answer
 *
 * An urging slip (phiếu đôn đốc).
 */
typedef struct
{
  char *id;
  char *dossier;
  char *officer;
  char *number;
  gint64 made;
  gint64 answer_due;
  gint64 answered;
  char *text;
  char *answer;
} GbUrge;

/**
 * GbUrgeHistory:
 * @slips: all, those waiting to be sent included
 * @open: without an answer
 * @overdue: of the open ones, those whose 24 hours are over
 * @in_time: answered within 24 hours
 * @late: answered later
 */
typedef struct
{
  gint64 slips;
  gint64 open;
  gint64 overdue;
  gint64 in_time;
  gint64 late;
} GbUrgeHistory;

/* Functions that block and read; run them on a thread of the store. */
GPtrArray *gb_letters_urges        (GbSqlConnection  *connection,
                                    const char       *officer,
                                    const char       *dossier,
                                    GError          **error);
gboolean   gb_letters_urge_history (GbSqlConnection  *connection,
                                    const char       *officer,
                                    gint64            now,
                                    GbUrgeHistory    *history,
                                    GError          **error);

void       gb_urge_free            (GbUrge           *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbUrge, gb_urge_free)

G_END_DECLS
