/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-time.h"
#include "gb-work-hours.h"

G_BEGIN_DECLS

GArray *gb_holidays_of_year (int          year,
                             GbWorkHours *hours);

G_END_DECLS
