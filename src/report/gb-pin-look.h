/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GbPinGlyph:
 * @GB_PIN_LETTERS: none of the others: the field's first letters
 * @GB_PIN_ORDER: urban order (trật tự đô thị): a house
 * @GB_PIN_TRAFFIC: road safety (an toàn giao thông): a traffic light
 * @GB_PIN_WASTE: sanitation (vệ sinh môi trường): a bin
 * @GB_PIN_LIGHT: lighting and trees (chiếu sáng, cây xanh): a bulb
 * @GB_PIN_CRIME: crime prevention (phòng chống tội phạm): a shield
 */
typedef enum
{
  GB_PIN_LETTERS,
  GB_PIN_ORDER,
  GB_PIN_TRAFFIC,
  GB_PIN_WASTE,
  GB_PIN_LIGHT,
  GB_PIN_CRIME,
} GbPinGlyph;

/**
 * GbPinLook:
 * @glyph: the sign of a field that citizens report in
 * @letters: of any other field, one or two letters
 */
typedef struct
{
  GbPinGlyph glyph;
  char letters[13];
} GbPinLook;

GbPinLook gb_pin_look_of_field (const char *field);

G_END_DECLS
