/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GB_TYPE_QR_CODE (gb_qr_code_get_type ())
G_DECLARE_FINAL_TYPE (GbQrCode, gb_qr_code, GB, QR_CODE, GtkWidget)

GtkWidget  *gb_qr_code_new      (void);
const char *gb_qr_code_get_text (GbQrCode   *self);
void        gb_qr_code_set_text (GbQrCode   *self,
                                 const char *text,
                                 const char *label);

G_END_DECLS
