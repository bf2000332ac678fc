/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

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

/* With which amount a class begins: whole numbers leave no doubt to which one belongs. */
static double
class_begin (const GbMapClasses *classes,
             guint               class_index)
{
  if (class_index == 0)
    return classes->round ? MIN (classes->lower, 0) : classes->lower;
  return classes->whole ? classes->upper[class_index - 1] + 1 : classes->upper[class_index - 1];
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
  const GbMapClasses *classes = &view->classes;
  const char *unit;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  double begin;

  if (class_index == GB_MAP_NO_CLASS)
    return g_strdup (_("no data yet"));
  unit = gb_map_view_get_indicator (view)->unit;
  begin = class_begin (classes, class_index);
  to = gb_map_words_amount (classes->upper[class_index], unit);
  if (classes->round && class_index == GB_MAP_N_ROUND)
    {
      from = gb_map_words_amount (classes->upper[class_index - 1], unit);
      /* Translators: an amount: all that is more */
      return g_strdup_printf (_("over %s"), from);
    }
  if (begin == classes->upper[class_index])
    return g_steal_pointer (&to);
  if (class_index == 0 && classes->round && begin == 0 && !classes->whole)
    /* Translators: an amount: all that is not more */
    return g_strdup_printf (_("up to %s"), to);
  from = format_bare (begin, unit);
  if (classes->whole || class_index == 0)
    return g_strdup_printf ("%s – %s", from, to);
  /* Translators: the amounts of a class: more than the first, up to the second */
  return g_strdup_printf (_("over %s – %s"), from, to);
}

/**
 * gb_map_words_indicator:
 *
 * Returns: what it is called where there is little room
 */
const char *
gb_map_words_indicator (const GbIndicator *indicator)
{
  GbCommuneIndicator computed;

  if (!gb_commune_indicator_parse (indicator->id, &computed))
    return indicator->name;
  switch (computed)
    {
    case GB_COMMUNE_LATE_SHARE:
      return _("Share of late dossiers");
    case GB_COMMUNE_OVERDUE:
      return _("Late dossiers");
    case GB_COMMUNE_OPEN:
      return _("Open dossiers");
    case GB_COMMUNE_ISSUES_WAITING:
      return _("Issues waiting");
    case GB_COMMUNE_SECONDED:
      return _("Seconded officers");
    case GB_COMMUNE_COVERAGE_GAPS:
    default:
      return _("Fields without a stand-in");
    }
}

/**
 * gb_map_words_spoken:
 * @commune: its place in the view
 *
 * Returns: (transfer full): what a screen reader says of it: amount and place
 */
char *
gb_map_words_spoken (const GbMapView *view,
                     guint            commune)
{
  const GbIndicator *indicator = gb_map_view_get_indicator (view);
  g_autofree char *amount = indicator != NULL ? gb_map_words_amount (view->amounts[commune], indicator->unit) : NULL;

  if (amount == NULL)
    return g_strdup (_("no data yet"));
  /* Translators: an indicator, its amount, a place among communes, and of how many something is known */
  return g_strdup_printf (_("%s %s, %u of %u"), gb_map_words_indicator (indicator), amount, view->ranks[commune],
                          view->n_known);
}

/**
 * gb_map_words_callout:
 * @commune: its place in the view
 *
 * Returns: (transfer full): "Nghĩa Lộ 2,1 %"
 */
char *
gb_map_words_callout (const GbMapView *view,
                      guint            commune)
{
  const GbMapCommune *of = view->communes->pdata[commune];
  const GbIndicator *indicator = gb_map_view_get_indicator (view);
  g_autofree char *amount = indicator != NULL ? gb_map_words_amount (view->amounts[commune], indicator->unit) : NULL;

  if (amount == NULL)
    return g_strdup_printf ("%s · %s", of->name, _("no data yet"));
  return g_strdup_printf (g_strcmp0 (indicator->unit, "%") == 0 ? "%s %s" : "%s · %s", of->name, amount);
}

/* "phường Trần Phú, Thành phố Quảng Ngãi (một phần)" is known by its own name. */
static char *
old_unit_name (const char *unit)
{
  const char *comma = strchr (unit, ',');

  return comma != NULL ? g_strndup (unit, (gsize) (comma - unit)) : g_strdup (unit);
}

/**
 * gb_map_words_detail:
 * @commune: its place in the view
 *
 * Returns: (transfer full) (nullable): its place among the others, and what it was made of
 */
char *
gb_map_words_detail (const GbMapView *view,
                     guint            commune)
{
  const GbMapCommune *of = view->communes->pdata[commune];
  GString *text = g_string_new (NULL);

  if (view->ranks[commune] != 0)
    /* Translators: a place among communes, and of how many something is known */
    g_string_append_printf (text, _("Rank %u of %u"), view->ranks[commune], view->n_known);
  for (guint i = 0; i < of->old_units->len; i++)
    {
      g_autofree char *name = old_unit_name (of->old_units->pdata[i]);

      if (i == 0 && text->len > 0)
        g_string_append_c (text, '\n');
      if (i == 0)
        /* Translators: the first of the old communes that a new one was made of */
        g_string_append_printf (text, _("From %s"), name);
      else
        g_string_append_printf (text, ", %s", name);
    }
  return g_string_free (text, text->len == 0);
}

/**
 * gb_map_words_whence:
 *
 * Returns: (transfer full) (nullable): whose figures are shown and of when; %NULL where there are none
 */
char *
gb_map_words_whence (const GbMapView *view)
{
  gboolean live;
  gint64 at = gb_map_view_counted_at (view, &live);
  g_autofree char *time = NULL;

  if (view->n_known == 0)
    return NULL;
  if (live)
    {
      time = gb_format_moment (view->now, view->now);
      /* Translators: a moment */
      return g_strdup_printf (_("Counted on this machine, %s"), time);
    }
  time = gb_format_moment (at, view->now);
  /* Translators: a moment */
  return g_strdup_printf (_("The province's figures, %s"), time);
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

static guint
count_without_borders (const GbMapView *view)
{
  guint n = 0;

  for (guint i = 0; i < view->communes->len; i++)
    n += !gb_map_view_has_borders (view, i);
  return n;
}

/**
 * gb_map_words_borders:
 *
 * Returns: (transfer full): what the borders are worth, who drew them and how many communes have none
 */
char *
gb_map_words_borders (const GbMapView *view)
{
  g_autoptr (GString) text = NULL;
  guint n;

  if (view->illustrated)
    return g_strdup (_("Borders for illustration only"));
  text = g_string_new (_("Borders for reference"));
  if (gb_map_view_get_source (view) != NULL)
    g_string_append_printf (text, " · %s", gb_map_view_get_source (view));
  n = count_without_borders (view);
  if (n > 0)
    g_string_append_printf (text, ngettext (" · %u commune without borders", " · %u communes without borders", n), n);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
