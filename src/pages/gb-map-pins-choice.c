/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-pins-choice.h"

/* How it is kept: shown, span, kinds, states, fields, from, to. */
#define FORMAT "(buuuasii)"

/* The day on which the two levels of local government began and the communes of today with it: law 72/2025/QH15,
 * article 54. */
#define NEW_COMMUNES gb_day_from_ymd (2025, 7, 1)

/**
 * gb_map_pins_choice_init:
 * @self: (out caller-allocates): what is shown to who has chosen nothing: no pins, for they lie over the names and colours that the map
 *   is opened for; once they are wanted, all that nobody has answered
 */
void
gb_map_pins_choice_init (GbMapPinsChoice *self)
{
  *self = (GbMapPinsChoice) {
    .span = GB_MAP_PINS_NEW_COMMUNES,
    .filter = { .states = 1u << GB_PLACE_OVERDUE | 1u << GB_PLACE_WAITING, .from = GB_DAY_NONE, .to = GB_DAY_NONE },
  };
}

void
gb_map_pins_choice_clear (GbMapPinsChoice *self)
{
  g_clear_pointer (&self->filter.fields, g_strfreev);
}

static gboolean
has_fields (const GbMapPinsChoice *self)
{
  return self->filter.fields != NULL && self->filter.fields[0] != NULL;
}

/**
 * gb_map_pins_choice_is_limited:
 *
 * Returns: whether a kind, a state or a field was chosen
 */
gboolean
gb_map_pins_choice_is_limited (const GbMapPinsChoice *self)
{
  return self->filter.kinds != 0 || self->filter.states != 0 || has_fields (self);
}

/**
 * gb_map_pins_choice_to_filter:
 * @today: the day by the program's clock
 *
 * Returns: (transfer full): what is to be read
 */
GbPlaceFilter *
gb_map_pins_choice_to_filter (const GbMapPinsChoice *self,
                              GbDay                  today)
{
  static const int days[] = { [GB_MAP_PINS_WEEK] = 7, [GB_MAP_PINS_MONTH] = 30, [GB_MAP_PINS_QUARTER] = 90 };
  GbPlaceFilter *filter = gb_place_filter_copy (&self->filter);

  if (self->span == GB_MAP_PINS_DAYS)
    return filter;
  filter->from = self->span == GB_MAP_PINS_NEW_COMMUNES ? NEW_COMMUNES : today - days[self->span] + 1;
  filter->to = GB_DAY_NONE;
  return filter;
}

/**
 * gb_map_pins_choice_set_field:
 * @field: one of those there are
 * @wanted: whether it is chosen
 */
void
gb_map_pins_choice_set_field (GbMapPinsChoice *self,
                              const char      *field,
                              gboolean         wanted)
{
  g_autoptr (GStrvBuilder) fields = g_strv_builder_new ();

  for (guint i = 0; self->filter.fields != NULL && self->filter.fields[i] != NULL; i++)
    {
      if (!g_str_equal (self->filter.fields[i], field))
        g_strv_builder_add (fields, self->filter.fields[i]);
    }
  if (wanted)
    g_strv_builder_add (fields, field);
  g_strfreev (self->filter.fields);
  self->filter.fields = g_strv_builder_end (fields);
}

/**
 * gb_map_pins_choice_to_text:
 *
 * Returns: (transfer full): what gb_map_pins_choice_parse() reads
 */
char *
gb_map_pins_choice_to_text (const GbMapPinsChoice *self)
{
  const char *none[] = { NULL };
  const char *const *fields = has_fields (self) ? (const char *const *) self->filter.fields : none;
  g_autoptr (GVariant) value = g_variant_ref_sink (
      g_variant_new ("(buuu^asii)", self->shown, self->span, self->filter.kinds, self->filter.states, fields,
                     self->filter.from, self->filter.to));

  return g_variant_print (value, FALSE);
}

/**
 * gb_map_pins_choice_parse:
 * @text: what an earlier run of this or another version kept
 *
 * Returns: whether it was understood; where not, @self stays as it was
 */
gboolean
gb_map_pins_choice_parse (GbMapPinsChoice *self,
                          const char      *text)
{
  g_autoptr (GVariant) value = g_variant_parse (G_VARIANT_TYPE (FORMAT), text, NULL, NULL, NULL);
  GbMapPinsChoice read = { 0 };
  guint span;

  if (value == NULL)
    return FALSE;
  g_variant_get (value, "(buuu^asii)", &read.shown, &span, &read.filter.kinds, &read.filter.states, &read.filter.fields,
                 &read.filter.from, &read.filter.to);
  if (span >= GB_N_MAP_PINS_SPANS || read.filter.kinds >= 1u << GB_N_PLACE_KINDS ||
      read.filter.states >= 1u << GB_N_PLACE_STATES)
    {
      gb_map_pins_choice_clear (&read);
      return FALSE;
    }
  read.span = (GbMapPinsSpan) span;
  gb_map_pins_choice_clear (self);
  *self = read;
  return TRUE;
}
