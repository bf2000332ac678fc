/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-table.h"

G_BEGIN_DECLS

/**
 * GbTableForm:
 * @GB_TABLE_XLSX: a workbook of Excel (ECMA-376), a sheet for each table
 * @GB_TABLE_CSV: comma-separated values (RFC 4180) in UTF-8 with a byte order mark, for people: headers as on the
 *   screen, "2026-08-26 07:15"
 * @GB_TABLE_CSV_PLAIN: the same for programs: no byte order mark, the keys as headers, nicks for choices, moments as
 *   RFC 3339
 * @GB_TABLE_TABS: as %GB_TABLE_CSV with tabs and without a byte order mark, for the clipboard
 *
 * What a table is written as. Title and notes are only in a workbook: a line before the header would make a CSV
 * unreadable for everything else.
 */
typedef enum
{
  GB_TABLE_XLSX,
  GB_TABLE_CSV,
  GB_TABLE_CSV_PLAIN,
  GB_TABLE_TABS,
} GbTableForm;

/**
 * GbTableProgressFunc:
 * @done: how many rows are written, of all tables
 * @total: of how many; -1 = not known
 *
 * Is called on the thread that writes, now and then and at the end.
 */
typedef void (*GbTableProgressFunc) (gint64   done,
                                     gint64   total,
                                     gpointer data);

gboolean  gb_table_form_for_name (const char           *name,
                                  GbTableForm          *form);

gint64    gb_table_save          (GbTable *const       *tables,
                                  guint                 n_tables,
                                  GbTableForm           form,
                                  gint64                now,
                                  GFile                *file,
                                  GbTableProgressFunc   progress,
                                  gpointer              data,
                                  GCancellable         *cancellable,
                                  GError              **error);
char     *gb_table_to_text       (GbTable              *table,
                                  GbTableForm           form,
                                  GCancellable         *cancellable,
                                  GError              **error);

G_END_DECLS
