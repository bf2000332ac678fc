/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-export.h"
#include "gb-table.h"

G_BEGIN_DECLS

/* Rows of #GbExportRow: what a list shows in groups. */

/**
 * GbExportRow:
 * @group: (owned) (nullable): the heading it stands under
 * @item: (owned): what it stands for
 *
 * A row of a list with headings.
 */
typedef struct
{
  char *group;
  gpointer item;
  GDestroyNotify item_free;
} GbExportRow;

GPtrArray *gb_export_rows_new          (void);
void       gb_export_rows_add          (GPtrArray        *rows,
                                        const char       *group,
                                        gpointer          item,
                                        GDestroyNotify    item_free);

GbTable   *gb_export_table_new         (const char           *name,
                                        const GbTableColumn  *columns,
                                        guint                 n_columns,
                                        GPtrArray            *items,
                                        GbTableFillFunc       fill,
                                        gpointer              data,
                                        GDestroyNotify        destroy);
GbExport  *gb_export_new_for_table     (const char       *name,
                                        GbTable          *table,
                                        gint64            n_rows);
GbExport  *gb_export_new_for_tables    (const char       *name,
                                        GPtrArray        *tables,
                                        gint64            n_rows);
GbExport  *gb_export_new_for_calendar  (const char       *name,
                                        const char       *commune,
                                        GHashTable       *uids);
GbExport  *gb_export_new_for_cards     (const char       *name,
                                        GPtrArray        *entries);
gboolean   gb_export_write_calendar    (GbExportTarget   *target,
                                        GPtrArray        *entries,
                                        GHashTable       *uids,
                                        GError          **error);
gboolean   gb_export_write_tables      (GbExportTarget   *target,
                                        GbSqlConnection  *connection,
                                        GbTable *const   *tables,
                                        guint             n_tables,
                                        GError          **error);

void       gb_export_add_words         (GbTableRow       *row,
                                        char             *words);

G_END_DECLS
