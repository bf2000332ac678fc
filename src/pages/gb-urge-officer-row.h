/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-urge-plan.h"

G_BEGIN_DECLS

#define GB_TYPE_URGE_OFFICER_ROW (gb_urge_officer_row_get_type ())
G_DECLARE_FINAL_TYPE (GbUrgeOfficerRow, gb_urge_officer_row, GB, URGE_OFFICER_ROW, AdwExpanderRow)

GtkWidget *gb_urge_officer_row_new (const GbUrgePlan    *plan,
                                    const GbUrgeOfficer *officer);

G_END_DECLS
