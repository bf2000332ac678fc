/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-dossier-query.h"
#include "gb-horizon.h"
#include "gb-sql-statement.h"

G_BEGIN_DECLS

/**
 * GbPredicate:
 * @nick: the name that the command line and settings use
 * @sql: the condition on a row `d` of table dossier
 * @open: whether the condition holds for open dossiers only
 * @doc: what it means
 * @source: where that is laid down: a decree, a decision, or the ward's own definition
 *
 * A named set of dossiers.
 */
typedef struct
{
  const char *nick;
  const char *sql;
  gboolean open;
  const char *doc;
  const char *source;
} GbPredicate;

const GbPredicate *gb_predicate           (GbDossierFilter   filter);
char              *gb_predicate_condition (GbDossierFilter   filter);
const char        *gb_predicate_class_sql (void);
const char        *gb_predicate_rescheduled_sql (void);
const char        *gb_predicate_with_sql  (void);
void               gb_predicate_bind      (GbSqlStatement   *statement,
                                           const GbHorizon  *horizon);

G_END_DECLS
