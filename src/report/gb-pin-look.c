/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-pin-look.h"

#include <string.h>

#include "gb-text.h"

/* How the five fields of citizens' reports are written differs from province to province; these words do not. */
static const struct
{
  const char *words;
  GbPinGlyph glyph;
} signs[] = {
  { "trat tu do thi", GB_PIN_ORDER }, { "giao thong", GB_PIN_TRAFFIC }, { "ve sinh", GB_PIN_WASTE },
  { "chieu sang", GB_PIN_LIGHT },     { "cay xanh", GB_PIN_LIGHT },     { "toi pham", GB_PIN_CRIME },
};

/* The letters that two words begin with: "ĐĐ" for "Đất đai" and "ĐT" for "Đầu tư". */
static void
take_letters (GbPinLook  *self,
              const char *field)
{
  gboolean inside = FALSE;
  gsize length = 0;
  guint n = 0;

  for (const char *p = field; *p != '\0' && n < 2; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c) && !inside)
        {
          length += (gsize) g_unichar_to_utf8 (g_unichar_toupper (c), self->letters + length);
          n++;
        }
      inside = g_unichar_isalnum (c) || g_unichar_ismark (c);
    }
}

/**
 * gb_pin_look_of_field:
 * @field: as whoever raised the issue named it, valid UTF-8
 *
 * Returns: the sign by which pins of the field are known
 */
GbPinLook
gb_pin_look_of_field (const char *field)
{
  GbPinLook self = { GB_PIN_LETTERS, "" };
  g_autofree char *folded = gb_text_fold (field);

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      if (strstr (folded, signs[i].words) != NULL)
        {
          self.glyph = signs[i].glyph;
          return self;
        }
    }
  take_letters (&self, field);
  return self;
}
