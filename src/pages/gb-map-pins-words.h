/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-map-pins-choice.h"

G_BEGIN_DECLS

const char *gb_map_pins_words_kind    (GbPlaceKind      kind);
const char *gb_map_pins_words_state   (GbPlaceState     state);
const char *gb_map_pins_words_span    (GbMapPinsSpan    span);
const char *gb_map_pins_words_status  (const char      *status);
char       *gb_map_pins_words_urgency (const GbPlace   *place,
                                       gint64           now);
char       *gb_map_pins_words_age     (const GbPlace   *place,
                                       gint64           now);
char       *gb_map_pins_words_caption (const GbPlace   *place,
                                       gint64           now);
char       *gb_map_pins_words_commune (const GbPlace   *place);
char       *gb_map_pins_words_count   (const GbPlaces  *places);
char       *gb_map_pins_words_members (const GbPlaces  *places,
                                       const guint     *members,
                                       guint            n,
                                       gint64           now);
char       *gb_map_pins_words_many    (const GbPlaces  *places,
                                       const guint     *members,
                                       guint            n);

G_END_DECLS
