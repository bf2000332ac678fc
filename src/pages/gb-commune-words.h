/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-commune-repository.h"

G_BEGIN_DECLS

char *gb_commune_words_capital  (const char      *text);
char *gb_commune_words_name     (const GbCommune *commune);
char *gb_commune_words_answer   (const GbCommune *commune);
char *gb_commune_words_sentence (const GbCommune *commune);
char *gb_commune_words_district (GPtrArray       *communes,
                                 guint            first,
                                 guint            n);

G_END_DECLS
