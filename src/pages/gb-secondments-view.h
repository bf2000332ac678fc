/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-contacts-view.h"
#include "gb-people.h"

G_BEGIN_DECLS

#define GB_TYPE_SECONDMENTS_VIEW (gb_secondments_view_get_type ())
G_DECLARE_FINAL_TYPE (GbSecondmentsView, gb_secondments_view, GB, SECONDMENTS_VIEW, AdwBin)

void gb_secondments_view_set_people (GbSecondmentsView  *self,
                                     GbPeople           *people,
                                     gboolean            masked);
void gb_secondments_view_set_day    (GbSecondmentsView  *self,
                                     GbDay               day);
GbContactsView *
     gb_secondments_view_get_contacts
                                    (GbSecondmentsView  *self);

G_END_DECLS
