/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-sign-item.h"

G_BEGIN_DECLS

#define GB_TYPE_SIGN_ROW (gb_sign_row_get_type ())
G_DECLARE_FINAL_TYPE (GbSignRow, gb_sign_row, GB, SIGN_ROW, AdwBin)

GtkWidget *gb_sign_row_new      (void);
void       gb_sign_row_set_item (GbSignRow   *self,
                                 GbSignItem  *item,
                                 gint64       now);

G_END_DECLS
