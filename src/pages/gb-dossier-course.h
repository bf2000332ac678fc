/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-class-timeline.h"
#include "gb-dossier-detail.h"

G_BEGIN_DECLS

void gb_dossier_course_fill (GbClassTimeline       *timeline,
                             const GbDossierDetail *detail,
                             gboolean               masked);

G_END_DECLS
