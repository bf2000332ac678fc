/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-work-calendar.h"

G_BEGIN_DECLS

GbWorkCalendar *gb_cli_deadline_calendar (const char *hours,
                                          const char *path,
                                          GError    **error);

G_END_DECLS
