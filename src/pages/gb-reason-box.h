/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GB_TYPE_REASON_BOX (gb_reason_box_get_type ())
G_DECLARE_FINAL_TYPE (GbReasonBox, gb_reason_box, GB, REASON_BOX, AdwBin)

char *gb_reason_box_dup_text   (GbReasonBox *self);
void  gb_reason_box_set_text   (GbReasonBox *self,
                                const char  *text);
void  gb_reason_box_set_title  (GbReasonBox *self,
                                const char  *title);

G_END_DECLS
