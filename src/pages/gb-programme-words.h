/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-programme-repository.h"

G_BEGIN_DECLS

char       *gb_programme_words_amount     (const GbProgramme      *programme);
char       *gb_programme_words_state      (const GbProgramme      *programme,
                                           gint64                  now);
const char *gb_programme_words_icon       (const GbProgramme      *programme);
const char *gb_programme_words_style      (const GbProgramme      *programme);
char       *gb_programme_words_due        (const GbProgramme      *programme,
                                           gint64                  now);
char       *gb_programme_words_pace       (const GbProgramme      *programme,
                                           GArray                 *trend,
                                           gint64                  now);
char       *gb_programme_words_month      (const GbProgrammePoint *point);
char       *gb_programme_words_point      (const GbProgramme      *programme,
                                           const GbProgrammePoint *point);
char       *gb_programme_words_rank       (const GbProgramme      *programme,
                                           double                  amount);
char       *gb_programme_words_place      (GPtrArray              *ranking,
                                           const char             *commune);
char       *gb_programme_words_source     (const GbProgramme      *programme,
                                           gint64                  now);

G_END_DECLS
