/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-seed-life.h"

G_BEGIN_DECLS

gint64         gb_seed_course_submission (GbSeedCommune *commune,
                                          GbChannel      channel,
                                          GbDay          day,
                                          GbRandom      *random);
GbChannel      gb_seed_course_channel    (GbRandom      *random);
GbSeedCommune *gb_seed_course_receiver   (GbSeedWorld   *world,
                                          GbSeedCommune *commune,
                                          GbRandom      *random);
GbSeedDossier *gb_seed_course_draw       (GbSeedWorld   *world,
                                          GbSeedCommune *commune,
                                          GbChannel      channel,
                                          gint64         submitted,
                                          GbRandom      *random);

G_END_DECLS
