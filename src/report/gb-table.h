/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gb-table-row.h"

G_BEGIN_DECLS

/**
 * GbTableKind:
 * @GB_TABLE_TEXT: words
 * @GB_TABLE_CODE: a code or a number that nobody reckons with (a dossier's code, a telephone number): always text
 * @GB_TABLE_INTEGER: a count
 * @GB_TABLE_NUMBER: a measure, with decimals
 * @GB_TABLE_PERCENT: a share; a cell holds the fraction: 0.975 is 97.5 %
 * @GB_TABLE_DATE: a day
 * @GB_TABLE_DATETIME: a moment, in the time of Viet Nam
 * @GB_TABLE_MINUTES: working minutes, negative when late
 *
 * What stands in a column, and so how a spreadsheet shows and sorts it.
 */
typedef enum
{
  GB_TABLE_TEXT,
  GB_TABLE_CODE,
  GB_TABLE_INTEGER,
  GB_TABLE_NUMBER,
  GB_TABLE_PERCENT,
  GB_TABLE_DATE,
  GB_TABLE_DATETIME,
  GB_TABLE_MINUTES,
} GbTableKind;

#define GB_N_TABLE_KINDS 8

/**
 * GbTableColumn:
 * @key: its name for programs
 * @header: its name for people; to be translated
 * @width: in characters, 0 = what is usual for its kind
 */
typedef struct
{
  const char *key;
  const char *header;
  GbTableKind kind;
  int width;
} GbTableColumn;

/**
 * GbTable:
 *
 * A table that leaves the program: what its columns are, and where its rows come from. Rows are asked for one by one
 * while it is written, so that a province's dossiers need no more memory than a ward's. It can be written once. Not
 * safe to be used by two threads at once; the thread that writes it asks for the rows.
 */
typedef struct _GbTable GbTable;

/**
 * GbTableNextFunc:
 * @row: an empty row to fill
 *
 * Fills the next row. Runs on the thread that writes the table.
 *
 * Returns: whether there was one; %FALSE at the end, and with @error set where it could not be had
 */
typedef gboolean (*GbTableNextFunc) (GbTableRow    *row,
                                     gpointer       data,
                                     GCancellable  *cancellable,
                                     GError       **error);

/**
 * GbTableFillFunc:
 * @row: an empty row to fill
 * @item: what it stands for
 */
typedef void (*GbTableFillFunc) (GbTableRow *row,
                                 gpointer    item,
                                 gpointer    data);

GbTable *gb_table_new         (const char           *name,
                               const char           *title);
void     gb_table_free        (GbTable              *self);

void     gb_table_set_as_of   (GbTable              *self,
                               gint64                as_of);
void     gb_table_add_note    (GbTable              *self,
                               const char           *note);
void     gb_table_add_column  (GbTable              *self,
                               const char           *key,
                               const char           *header,
                               GbTableKind           kind,
                               int                   width);
void     gb_table_add_columns (GbTable              *self,
                               const GbTableColumn  *columns,
                               guint                 n_columns);
void     gb_table_set_source  (GbTable              *self,
                               GbTableNextFunc       next,
                               gpointer              data,
                               GDestroyNotify        destroy,
                               gint64                n_rows);
void     gb_table_set_items   (GbTable              *self,
                               GPtrArray            *items,
                               GbTableFillFunc       fill,
                               gpointer              data,
                               GDestroyNotify        destroy);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbTable, gb_table_free)

G_END_DECLS
