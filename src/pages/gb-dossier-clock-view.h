/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-dossier-reason.h"

G_BEGIN_DECLS

#define GB_TYPE_DOSSIER_CLOCK_VIEW (gb_dossier_clock_view_get_type ())
G_DECLARE_FINAL_TYPE (GbDossierClockView, gb_dossier_clock_view, GB, DOSSIER_CLOCK_VIEW, AdwBin)

void gb_dossier_clock_view_show (GbDossierClockView    *self,
                                 const GbDossierReason *reason,
                                 int                    day_seconds,
                                 gint64                 now);

G_END_DECLS
