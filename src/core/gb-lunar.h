/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-time.h"

G_BEGIN_DECLS

GbDay gb_lunar_day (int year,
                    int month,
                    int day);

G_END_DECLS
