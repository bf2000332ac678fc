/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "gb-format.h"

static gboolean
is_share (const char *unit)
{
  return g_strcmp0 (unit, "%") == 0;
}

static char *
format_tenths (double value)
{
  gint64 tenths = llround (fabs (value) * 10);
  g_autofree char *whole = gb_format_number (tenths / 10);

  return g_strdup_printf ("%s%s,%d", value < 0 && tenths > 0 ? "-" : "", whole, (int) (tenths % 10));
}

/* Without its unit. */
static char *
format_bare (double      amount,
             const char *unit)
{
  if (amount != rint (amount))
    return format_tenths (amount);
  return gb_format_number ((gint64) amount);
}

/**
 * gb_map_words_amount:
 * @amount: of an indicator
 * @unit: the indicator's
 *
 * Returns: (transfer full) (nullable): such as "2,1 %" or "1.234"; %NULL where nothing is known
 */
char *
gb_map_words_amount (double      amount,
                     const char *unit)
{
  g_autofree char *bare = isnan (amount) ? NULL : format_bare (amount, unit);

  return bare == NULL ? NULL : is_share (unit) ? g_strdup_printf ("%s %%", bare) : g_steal_pointer (&bare);
}

/**
 * gb_map_words_class:
 * @class_index: a class of the view, or %GB_MAP_NO_CLASS
 *
 * Returns: (transfer full): from where to where it goes
 */
char *
gb_map_words_class (const GbMapView *view,
                    guint            class_index)
{
  const GbIndicator *indicator;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  double least;

  if (class_index == GB_MAP_NO_CLASS)
    return g_strdup (_("no data yet"));
  indicator = view->indicators->pdata[view->indicator];
  least = class_index == 0 ? view->classes.lower : view->classes.upper[class_index - 1];
  to = gb_map_words_amount (view->classes.upper[class_index], indicator->unit);
  if (class_index == 0 && least == view->classes.upper[0])
    return g_steal_pointer (&to);
  from = format_bare (least, indicator->unit);
  /* Translators: the amounts of a class: more than the first, up to the second */
  return class_index > 0 ? g_strdup_printf (_("over %s – %s"), from, to) : g_strdup_printf ("%s – %s", from, to);
}

/**
 * gb_map_words_title:
 *
 * Returns: (transfer full): "Phường Nghĩa Lộ"
 */
char *
gb_map_words_title (const GbMapCommune *commune)
{
  g_autofree char *first = g_utf8_substring (commune->type, 0, 1);
  g_autofree char *upper = g_utf8_strup (first, -1);

  return g_strdup_printf ("%s%s %s", upper, g_utf8_next_char (commune->type), commune->name);
}

/**
 * gb_map_words_code:
 *
 * Returns: (transfer full): the code, and what made the commune
 */
char *
gb_map_words_code (const GbMapCommune *commune)
{
  if (commune->resolution == NULL)
    /* Translators: a commune's code */
    return g_strdup_printf (_("code %s"), commune->code);
  /* Translators: a commune's code and the resolution that made it */
  return g_strdup_printf (_("code %s · Resolution %s"), commune->code, commune->resolution);
}

/**
 * gb_map_words_made_of:
 *
 * Returns: (transfer full): heading of the old units
 */
char *
gb_map_words_made_of (const GbMapCommune *commune)
{
  return g_strdup_printf (ngettext ("Made of %u unit", "Made of %u units", commune->old_units->len),
                          commune->old_units->len);
}

/**
 * gb_map_words_rank:
 * @commune: its place in the view
 *
 * Returns: (transfer full) (nullable): the place among those of which something is known
 */
char *
gb_map_words_rank (const GbMapView *view,
                   guint            commune)
{
  guint of;
  guint rank = gb_map_view_rank (view, commune, &of);

  /* Translators: a place among communes, and of how many something is known */
  return rank == 0 ? NULL : g_strdup_printf (_("%u of %u with data"), rank, of);
}

char *
gb_map_words_km2 (double km2)
{
  gint64 hundredths = llround (km2 * 100);
  g_autofree char *whole = gb_format_number (hundredths / 100);

  return g_strdup_printf ("%s,%02d km²", whole, (int) (hundredths % 100));
}

/**
 * gb_map_words_borders:
 *
 * Returns: (transfer full): what the borders are worth
 */
char *
gb_map_words_borders (const GbMapView *view)
{
  return g_strdup (view->illustrated ? _("Borders for illustration only") : _("Borders for reference"));
}
