/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_MASK (gb_mask_get_type ())
G_DECLARE_FINAL_TYPE (GbMask, gb_mask, GB, MASK, GObject)

GbMask   *gb_mask_new       (void);
void      gb_mask_load      (GbMask   *self,
                             GbStore  *store);
gboolean  gb_mask_choose    (GbMask   *self,
                             gboolean  masked);
gboolean  gb_mask_get_masked (GbMask  *self);
gboolean  gb_mask_is_known  (GbMask   *self);

G_END_DECLS
