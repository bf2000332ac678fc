/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-calendars.h"

G_BEGIN_DECLS

/**
 * GbHorizon:
 * @now: UTC seconds
 * @day_end: the end of the local day, exclusive
 * @next_day: the end of the next working day after today, exclusive, in the default calendar
 * @soon: due up to then is due soon, in the province's default calendar
 * @reception: online dossiers submitted up to then have waited for more than 8 working hours, in
 *   the default calendar
 * @communes: (owned): JSON, an array of `{"commune","soon","reception","next_day"}` for those whose
 *   calendar gives other instants
 * @apologies: (owned) (nullable): JSON, an array of `{"dossier","new_due"}` for the letters that
 *   were signed here and are on their way
 *
 * What splits dossiers into classes and other sets at one moment.
 */
typedef struct
{
  gint64 now;
  gint64 day_end;
  gint64 next_day;
  gint64 soon;
  gint64 reception;
  char *communes;
  char *apologies;
} GbHorizon;

void gb_horizon_init  (GbHorizon   *self,
                       GbCalendars *calendars,
                       gint64       now);
void gb_horizon_clear (GbHorizon   *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GbHorizon, gb_horizon_clear)

G_END_DECLS
