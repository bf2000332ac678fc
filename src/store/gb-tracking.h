/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-dossier-set.h"
#include "gb-sql-connection.h"

G_BEGIN_DECLS

/**
 * GbTrackingBy:
 *
 * What a row of the tracking table stands for.
 */
typedef enum
{
  GB_TRACKING_BY_UNIT,
  GB_TRACKING_BY_FIELD,
  GB_TRACKING_BY_OFFICER,
} GbTrackingBy;

#define GB_N_TRACKING_BYS 3

/**
 * GbTrackingColumn:
 *
 * The columns of the table "Theo dõi tiến độ giải quyết" under decision 766/QĐ-TTg.
 */
typedef enum
{
  GB_TRACKING_RECEIVED,
  GB_TRACKING_CARRIED,
  GB_TRACKING_PERIOD,
  GB_TRACKING_ONLINE,
  GB_TRACKING_DESK,
  GB_TRACKING_POST,
  GB_TRACKING_DONE,
  GB_TRACKING_DONE_EARLY,
  GB_TRACKING_DONE_ONTIME,
  GB_TRACKING_DONE_LATE,
  GB_TRACKING_PROCESSING,
  GB_TRACKING_PROCESSING_ONTIME,
  GB_TRACKING_PROCESSING_LATE,
  GB_TRACKING_PAUSED,
  GB_TRACKING_PAUSED_ONTIME,
  GB_TRACKING_PAUSED_LATE,
} GbTrackingColumn;

#define GB_N_TRACKING_COLUMNS (GB_TRACKING_PAUSED_LATE + 1)

/* Sums of columns that the table does not have, but whose dossiers can be opened: parts of a #GbDossierSet beside the
 * columns. */
#define GB_TRACKING_OPEN        GB_N_TRACKING_COLUMNS       /* in process or paused */
#define GB_TRACKING_DONE_INTIME (GB_N_TRACKING_COLUMNS + 1) /* done early or on time */
#define GB_N_TRACKING_SETS      (GB_N_TRACKING_COLUMNS + 2)

/**
 * GbTrackingSpan:
 * @from: first day of the period
 * @to: last day of the period
 * @now: UTC seconds: what is later is not yet known
 *
 * A period as it is seen at one moment.
 */
typedef struct
{
  GbDay from;
  GbDay to;
  gint64 now;
} GbTrackingSpan;

/**
 * GbTrackingRow:
 * @key: (owned) (nullable): the commune's code, the field or the officer, "" for nobody; %NULL for
 *   the total
 * @name: (owned) (nullable): the same in words
 * @order: (owned) (nullable): sort key of @name
 * @counts: by #GbTrackingColumn
 * @previous: the same in the period it is compared with
 */
typedef struct
{
  char *key;
  char *name;
  GBytes *order;
  gint64 counts[GB_N_TRACKING_COLUMNS];
  gint64 previous[GB_N_TRACKING_COLUMNS];
} GbTrackingRow;

/**
 * GbTrackingDay:
 * @day: which
 * @received: what %GB_TRACKING_PERIOD counts of those accepted on it
 * @done: what %GB_TRACKING_DONE counts of those that were done on it
 */
typedef struct
{
  GbDay day;
  gint64 received;
  gint64 done;
} GbTrackingDay;

GPtrArray  *gb_tracking_table        (GbSqlConnection       *connection,
                                      GbTrackingBy           by,
                                      const GbTrackingSpan  *span,
                                      const GbTrackingSpan  *previous,
                                      const char            *commune,
                                      GError               **error);
gboolean    gb_tracking_tables       (GbSqlConnection       *connection,
                                      guint                  bys,
                                      const GbTrackingSpan  *span,
                                      const GbTrackingSpan  *previous,
                                      const char            *commune,
                                      GPtrArray            **tables,
                                      GError               **error);
GArray     *gb_tracking_days         (GbSqlConnection       *connection,
                                      const GbTrackingSpan  *span,
                                      const char            *commune,
                                      GError               **error);
const char *gb_tracking_column_nick  (int                    column);
void        gb_tracking_append_sql   (const GbDossierSet    *set,
                                      gboolean               open,
                                      gint64                 now,
                                      GString               *sql);
void        gb_tracking_row_free     (GbTrackingRow         *self);

G_END_DECLS
