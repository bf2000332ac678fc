/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-time.h"

G_BEGIN_DECLS

char       *gb_format_number       (gint64 number);
char       *gb_format_bytes        (gint64 bytes);
char       *gb_format_time         (gint64 instant);
char       *gb_format_day          (GbDay  day,
                                    GbDay  today);
char       *gb_format_full_day     (GbDay  day);
char       *gb_format_moment       (gint64 instant,
                                    gint64 now);
const char *gb_format_weekday      (GbDay  day);

G_END_DECLS
