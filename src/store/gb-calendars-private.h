/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-calendars.h"

G_BEGIN_DECLS

GHashTable *gb_calendars_get_exceptions (GbCalendars *self);

G_END_DECLS
