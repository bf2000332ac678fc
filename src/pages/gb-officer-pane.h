/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-people.h"

G_BEGIN_DECLS

#define GB_TYPE_OFFICER_PANE (gb_officer_pane_get_type ())
G_DECLARE_FINAL_TYPE (GbOfficerPane, gb_officer_pane, GB, OFFICER_PANE, AdwBin)

void gb_officer_pane_set_officer (GbOfficerPane  *self,
                                  GbPeople       *people,
                                  GbOfficer      *officer,
                                  gboolean        masked);
void gb_officer_pane_focus       (GbOfficerPane  *self);

G_END_DECLS
