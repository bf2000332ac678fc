/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-contact.h"
#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_CONTACT_CARD (gb_contact_card_get_type ())
G_DECLARE_FINAL_TYPE (GbContactCard, gb_contact_card, GB, CONTACT_CARD, AdwBin)

GtkWidget            *gb_contact_card_new          (GbStore         *store);
void                  gb_contact_card_set_contact  (GbContactCard   *self,
                                                    const GbContact *contact,
                                                    gboolean         masked);
const GbContactPoint *gb_contact_card_get_selected (GbContactCard   *self);

G_END_DECLS
