/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-commune-repository.h"
#include "gb-lookup-answer.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define GB_TYPE_LOOKUP_ITEM (gb_lookup_item_get_type ())
G_DECLARE_FINAL_TYPE (GbLookupItem, gb_lookup_item, GB, LOOKUP_ITEM, GObject)

GListModel   *gb_lookup_item_list         (GbLookupAnswer       *answer,
                                           GbLookupKind          kind);
GbLookupKind  gb_lookup_item_get_kind     (GbLookupItem         *self);
const char   *gb_lookup_item_get_id       (GbLookupItem         *self);
const char   *gb_lookup_item_get_old_unit (GbLookupItem         *self);
const char   *gb_lookup_item_get_title    (GbLookupItem         *self);
const char   *gb_lookup_item_get_caption  (GbLookupItem         *self);
const char   *gb_lookup_item_get_side     (GbLookupItem         *self);
const char   *gb_lookup_item_get_sentence (GbLookupItem         *self);

G_END_DECLS
