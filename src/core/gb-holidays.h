/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-time.h"

G_BEGIN_DECLS

/**
 * GbRestDayFunc:
 * @day: a day
 * @data: what came with the function
 *
 * Returns: whether @day is a weekly rest day
 */
typedef gboolean (*GbRestDayFunc) (GbDay    day,
                                   gpointer data);

GArray *gb_holidays_of_year (int           year,
                             GbRestDayFunc is_rest_day,
                             gpointer      data);

G_END_DECLS
