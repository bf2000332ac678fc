/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sql-connection.h"

G_BEGIN_DECLS

#define GB_SEARCH_EXACT_TOTAL 1000

/**
 * GbSearchKind:
 *
 * What a search finds, in the order in which it is told.
 */
typedef enum
{
  GB_SEARCH_DOSSIERS,
  GB_SEARCH_PROCEDURES,
  GB_SEARCH_OFFICERS,
  GB_SEARCH_COMMUNES,
  GB_SEARCH_ISSUES,
  GB_SEARCH_TASKS,
  GB_SEARCH_GUIDANCE,
  GB_SEARCH_CHANNELS,
} GbSearchKind;

#define GB_N_SEARCH_KINDS 8

/**
 * GbSearchQuery:
 * @text: what was typed, with or without accents
 * @kinds: of which kinds, a bit for each #GbSearchKind; 0 = all
 * @limit: how many rows at most
 * @now: UTC seconds
 */
typedef struct
{
  const char *text;
  guint kinds;
  guint limit;
  gint64 now;
} GbSearchQuery;

/**
 * GbSearchRow:
 * @kind: what it is
 * @id: (owned): the record's id; of a contact that of its first channel
 * @title: (owned): what it is called
 * @detail: (owned) (nullable): what tells it from others
 */
typedef struct
{
  GbSearchKind kind;
  char *id;
  char *title;
  char *detail;
} GbSearchRow;

/**
 * GbSearchResult:
 * @total: how much was found, exact up to %GB_SEARCH_EXACT_TOTAL
 * @more: whether there is more than @total says
 * @rows: (owned) (element-type GbSearchRow): the first of them
 */
typedef struct
{
  gint64 total;
  gboolean more;
  GPtrArray *rows;
} GbSearchResult;

GbSearchResult *gb_search                 (GbSqlConnection      *connection,
                                           const GbSearchQuery  *query,
                                           GError              **error);
void            gb_search_result_free     (GbSearchResult       *self);

const char     *gb_search_kind_name       (GbSearchKind          kind);
gboolean        gb_search_kind_parse      (const char           *name,
                                           GbSearchKind         *kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbSearchResult, gb_search_result_free)

G_END_DECLS
