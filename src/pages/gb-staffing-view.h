/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-contacts-view.h"
#include "gb-people.h"

G_BEGIN_DECLS

#define GB_TYPE_STAFFING_VIEW (gb_staffing_view_get_type ())
G_DECLARE_FINAL_TYPE (GbStaffingView, gb_staffing_view, GB, STAFFING_VIEW, AdwBin)

void            gb_staffing_view_set_people   (GbStaffingView  *self,
                                               GbPeople        *people,
                                               gboolean         masked);
GbContactsView *gb_staffing_view_get_contacts (GbStaffingView  *self);

G_END_DECLS
