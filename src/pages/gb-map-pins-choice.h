/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-place-repository.h"

G_BEGIN_DECLS

/**
 * GbMapPinsSpan:
 * @GB_MAP_PINS_WEEK: the last 7 days
 * @GB_MAP_PINS_MONTH: the last 30 days
 * @GB_MAP_PINS_QUARTER: the last 90 days
 * @GB_MAP_PINS_NEW_COMMUNES: since there are the communes of today
 * @GB_MAP_PINS_DAYS: two days that the user chose
 */
typedef enum
{
  GB_MAP_PINS_WEEK,
  GB_MAP_PINS_MONTH,
  GB_MAP_PINS_QUARTER,
  GB_MAP_PINS_NEW_COMMUNES,
  GB_MAP_PINS_DAYS,
} GbMapPinsSpan;

#define GB_N_MAP_PINS_SPANS 5

/**
 * GbMapPinsChoice:
 * @shown: whether there are pins
 * @span: when what they stand for was raised
 * @filter: the rest; its days are those of %GB_MAP_PINS_DAYS, whatever @span is
 *
 * What the user wants to see.
 */
typedef struct
{
  gboolean shown;
  GbMapPinsSpan span;
  GbPlaceFilter filter;
} GbMapPinsChoice;

void           gb_map_pins_choice_init       (GbMapPinsChoice       *self);
void           gb_map_pins_choice_clear      (GbMapPinsChoice       *self);
gboolean       gb_map_pins_choice_is_limited (const GbMapPinsChoice *self);
GbPlaceFilter *gb_map_pins_choice_to_filter  (const GbMapPinsChoice *self,
                                              GbDay                  today);
void           gb_map_pins_choice_set_field  (GbMapPinsChoice       *self,
                                              const char            *field,
                                              gboolean               wanted);
char          *gb_map_pins_choice_to_text    (const GbMapPinsChoice *self);
gboolean       gb_map_pins_choice_parse      (GbMapPinsChoice       *self,
                                              const char            *text);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GbMapPinsChoice, gb_map_pins_choice_clear)

G_END_DECLS
