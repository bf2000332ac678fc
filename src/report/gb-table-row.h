/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-time.h"

G_BEGIN_DECLS

/**
 * GbTableRow:
 *
 * A row of a #GbTable that is being filled: one call for each column, in their order; columns that are left out at the
 * end stay empty. It belongs to the table and is used again for the next row.
 */
typedef struct _GbTableRow GbTableRow;

void gb_table_row_text    (GbTableRow *self,
                           const char *value);
void gb_table_row_choice  (GbTableRow *self,
                           const char *nick,
                           const char *label);
void gb_table_row_integer (GbTableRow *self,
                           gint64      value);
void gb_table_row_number  (GbTableRow *self,
                           double      value);
void gb_table_row_day     (GbTableRow *self,
                           GbDay       value);
void gb_table_row_time    (GbTableRow *self,
                           gint64      value);
void gb_table_row_null    (GbTableRow *self);

void gb_table_row_set_strong
                          (GbTableRow *self);

G_END_DECLS
