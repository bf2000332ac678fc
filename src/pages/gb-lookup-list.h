/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-lookup-item.h"

G_BEGIN_DECLS

#define GB_TYPE_LOOKUP_LIST (gb_lookup_list_get_type ())
G_DECLARE_FINAL_TYPE (GbLookupList, gb_lookup_list, GB, LOOKUP_LIST, AdwBin)

void     gb_lookup_list_show        (GbLookupList *self,
                                     GListModel   *items,
                                     const char   *chosen);
void     gb_lookup_list_set_narrow  (GbLookupList *self,
                                     gboolean      narrow);
gboolean gb_lookup_list_activate    (GbLookupList *self);
void     gb_lookup_list_focus       (GbLookupList *self);

G_END_DECLS
