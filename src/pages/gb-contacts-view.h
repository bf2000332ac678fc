/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_CONTACTS_VIEW (gb_contacts_view_get_type ())
G_DECLARE_FINAL_TYPE (GbContactsView, gb_contacts_view, GB, CONTACTS_VIEW, AdwBin)

GPtrArray *gb_contacts_view_get_shown (GbContactsView  *self);
void       gb_contacts_view_set_store (GbContactsView *self,
                                 GbStore        *store);

G_END_DECLS
