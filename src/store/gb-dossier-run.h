/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-dossier-query.h"
#include "gb-sql-connection.h"

G_BEGIN_DECLS

/**
 * GbDossierRun:
 * @query: (owned): the query
 * @now: UTC seconds
 * @held: (owned) (nullable) (element-type gint64): the rows the list has, to be compared with; %NULL =
 *   it has none of this query and wants to have the first ones soon
 *
 * What a list's query is run with.
 */
typedef struct
{
  GbDossierQuery *query;
  gint64 now;
  GArray *held;
} GbDossierRun;

/**
 * GbDossierRunResult:
 * @numbers: (owned) (element-type gint64): the rows
 * @whole: whether these are all the rows
 * @edits: (owned) (nullable) (element-type GbListEdit): what makes them of those held
 * @boundary: when the next row changes its class by the clock alone, UTC seconds
 */
typedef struct
{
  GArray *numbers;
  gboolean whole;
  GArray *edits;
  gint64 boundary;
} GbDossierRunResult;

GbDossierRun *gb_dossier_run_new         (const GbDossierQuery  *query,
                                          gint64                 now,
                                          GArray                *held);
void          gb_dossier_run_free        (gpointer               self);
gpointer      gb_dossier_run             (GbSqlConnection       *connection,
                                          gpointer               run,
                                          GCancellable          *cancellable,
                                          GError               **error);
void          gb_dossier_run_result_free (gpointer               self);

G_END_DECLS
