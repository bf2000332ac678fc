/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-letter-form.h"

G_BEGIN_DECLS

#define GB_TYPE_SIGN_ITEM (gb_sign_item_get_type ())
G_DECLARE_FINAL_TYPE (GbSignItem, gb_sign_item, GB, SIGN_ITEM, GObject)

GbSignItem         *gb_sign_item_new        (GbLetterForm  *form);
const GbLetterForm *gb_sign_item_get_form   (GbSignItem    *self);
const char         *gb_sign_item_get_code   (GbSignItem    *self);
gboolean            gb_sign_item_get_chosen (GbSignItem    *self);
void                gb_sign_item_set_chosen (GbSignItem    *self,
                                             gboolean       chosen);
const char         *gb_sign_item_get_reason (GbSignItem    *self);
void                gb_sign_item_set_reason (GbSignItem    *self,
                                             const char    *reason);

G_END_DECLS
