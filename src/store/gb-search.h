/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-record.h"
#include "gb-sql-connection.h"

G_BEGIN_DECLS

#define GB_SEARCH_EXACT_TOTAL 1000

/**
 * GbSearchRow:
 * @type: dossier, procedure, officer or commune
 * @id: (owned): the record's id
 * @title: (owned): what it is called
 * @detail: (owned) (nullable): what tells it from others
 */
typedef struct
{
  GbRecordType type;
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

GbSearchResult *gb_search             (GbSqlConnection  *connection,
                                       const char       *text,
                                       guint             limit,
                                       GError          **error);
GbSearchResult *gb_search_one         (GbSqlConnection  *connection,
                                       GbRecordType      type,
                                       const char       *text,
                                       guint             limit,
                                       GError          **error);
void            gb_search_result_free (GbSearchResult   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbSearchResult, gb_search_result_free)

G_END_DECLS
