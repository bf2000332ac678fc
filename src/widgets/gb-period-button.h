/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-period.h"

G_BEGIN_DECLS

#define GB_TYPE_PERIOD_BUTTON (gb_period_button_get_type ())
G_DECLARE_FINAL_TYPE (GbPeriodButton, gb_period_button, GB, PERIOD_BUTTON, AdwBin)

GtkWidget *gb_period_button_new        (void);
void       gb_period_button_get_period (GbPeriodButton  *self,
                                        GbPeriod        *period);
void       gb_period_button_set_period (GbPeriodButton  *self,
                                        const GbPeriod  *period,
                                        GbDay            today);

G_END_DECLS
