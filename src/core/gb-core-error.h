/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GbCoreError:
 * @GB_CORE_ERROR_TIME: a text is no instant or date in an accepted form
 * @GB_CORE_ERROR_HOURS: a text is no description of working hours
 * @GB_CORE_ERROR_CALENDAR: a day's record contradicts another
 * @GB_CORE_ERROR_RANGE: a value lies outside what the law or the calendar knows
 */
typedef enum
{
  GB_CORE_ERROR_TIME,
  GB_CORE_ERROR_HOURS,
  GB_CORE_ERROR_CALENDAR,
  GB_CORE_ERROR_RANGE,
} GbCoreError;

#define GB_CORE_ERROR (gb_core_error_quark ())
GQuark gb_core_error_quark (void);

G_END_DECLS
