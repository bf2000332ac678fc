/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-contact.h"
#include "gb-store.h"

G_BEGIN_DECLS

/**
 * GbContactColumn:
 *
 * What all rows have at the same place.
 */
typedef enum
{
  GB_CONTACT_COLUMN_WHO,
  GB_CONTACT_COLUMN_HOTLINE,
  GB_CONTACT_COLUMN_GROUP,
  GB_CONTACT_COLUMN_VERIFIED,
  GB_CONTACT_COLUMN_TOOLS,
} GbContactColumn;

#define GB_N_CONTACT_COLUMNS 5

#define GB_TYPE_CONTACT_ROW (gb_contact_row_get_type ())
G_DECLARE_FINAL_TYPE (GbContactRow, gb_contact_row, GB, CONTACT_ROW, GtkListBoxRow)

GtkWidget       *gb_contact_row_new         (GbStore         *store);
void             gb_contact_row_set_contact (GbContactRow    *self,
                                             const GbContact *contact,
                                             GbDay            today);
const GbContact *gb_contact_row_get_contact (GbContactRow    *self);
void             gb_contact_row_set_columns (GbContactRow    *self,
                                             GtkSizeGroup   **columns);
void             gb_contact_row_set_narrow  (GbContactRow    *self,
                                             gboolean         narrow);

G_END_DECLS
