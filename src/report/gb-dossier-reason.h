/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-deadline-words.h"
#include "gb-dossier.h"
#include "gb-sql-connection.h"

G_BEGIN_DECLS

/**
 * GbDossierReason:
 * @has_clock: whether there are a ledger and sentences
 * @title: (owned): the question that the sentences answer
 * @sentences: (owned) (element-type GbDeadlineSentence): how the due moment came about
 * @ledger: (owned) (element-type GbLedgerEntry): which time counted
 * @events: (owned) (element-type GbDeadlineEvent): what happened to the clock
 * @counted: the working seconds that count against the limit
 * @ahead: whether the ledger reaches into the future
 * @limit_source: (owned) (nullable): the article that sets the limit, and whether the province told it
 * @agrees: whether the province has the same due moment
 * @agreement: (owned) (nullable): that it has, or what it has and why
 * @remarks: (owned) (element-type utf8): what else is to be known
 * @next_step: (owned) (nullable): what is to be done next
 *
 * Why a dossier's clock stands as it does, in words.
 */
typedef struct
{
  gboolean has_clock;
  char *title;
  GPtrArray *sentences;
  GArray *ledger;
  GArray *events;
  gint64 counted;
  gboolean ahead;
  char *limit_source;
  gboolean agrees;
  char *agreement;
  GPtrArray *remarks;
  char *next_step;
} GbDossierReason;

GbDossierReason *gb_dossier_reason_load (GbSqlConnection  *connection,
                                         GbDossier        *dossier,
                                         GbWorkCalendar   *calendar,
                                         gint64            now,
                                         GError          **error);
void             gb_dossier_reason_free (GbDossierReason  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbDossierReason, gb_dossier_reason_free)

G_END_DECLS
