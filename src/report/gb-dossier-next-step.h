/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-dossier.h"
#include "gb-work-calendar.h"

G_BEGIN_DECLS

char *gb_dossier_next_step (GbDossier      *dossier,
                            gint64          asked,
                            gboolean        extended,
                            GbWorkCalendar *calendar,
                            gint64          now);

G_END_DECLS
