/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sql-connection.h"
#include "gb-time.h"

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

/**
 * GbTrackingRow:
 * @key: (owned) (nullable): the commune's code, the field or the officer; %NULL for the total
 * @name: (owned) (nullable): the same in words
 * @counts: by #GbTrackingColumn
 */
typedef struct
{
  char *key;
  char *name;
  gint64 counts[GB_N_TRACKING_COLUMNS];
} GbTrackingRow;

GPtrArray *gb_tracking_table      (GbSqlConnection  *connection,
                                   GbTrackingBy      by,
                                   GbDay             from,
                                   GbDay             to,
                                   const char       *commune,
                                   gint64            now,
                                   GError          **error);
GPtrArray *gb_tracking_codes      (GbSqlConnection  *connection,
                                   GbTrackingColumn  column,
                                   GbDay             from,
                                   GbDay             to,
                                   const char       *commune,
                                   gint64            now,
                                   GError          **error);
void       gb_tracking_row_free   (GbTrackingRow    *self);

G_END_DECLS
