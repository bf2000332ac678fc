/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-coordinates.h"

#include <math.h>

/* Two numbers, each with a point or a comma, and something between them. */
#define PATTERN "^\\s*(-?\\d{1,3}(?:[.,]\\d+)?)\\s*[°,;\\s]\\s*[,;]?\\s*(-?\\d{1,3}(?:[.,]\\d+)?)\\s*°?\\s*$"

static double
parse_number (char *text)
{
  g_strdelimit (text, ",", '.');
  return g_ascii_strtod (text, NULL);
}

/**
 * gb_coordinates_parse:
 * @text: as maps and telephones give a place: "15.1214, 108.8044", also with decimal commas and the other way round
 * @lat: (out): degrees north, WGS 84
 * @lon: (out): degrees east
 *
 * Of two numbers one of which is no latitude, that one is the longitude.
 *
 * Returns: whether @text is a place on Earth
 */
gboolean
gb_coordinates_parse (const char *text,
                      double     *lat,
                      double     *lon)
{
  g_autoptr (GRegex) regex = g_regex_new (PATTERN, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *first = NULL, *second = NULL;
  double one, other;

  if (!g_regex_match (regex, text, 0, &match))
    return FALSE;
  first = g_match_info_fetch (match, 1);
  second = g_match_info_fetch (match, 2);
  one = parse_number (first);
  other = parse_number (second);
  *lat = fabs (one) > 90 ? other : one;
  *lon = fabs (one) > 90 ? one : other;
  return fabs (*lat) <= 90 && fabs (*lon) <= 180;
}

/**
 * gb_coordinates_format:
 * @lat: degrees north
 * @lon: degrees east
 *
 * Returns: (transfer full): a place to within a metre, as gb_coordinates_parse() reads it: "15,12140; 108,80440"
 */
char *
gb_coordinates_format (double lat,
                       double lon)
{
  char north[G_ASCII_DTOSTR_BUF_SIZE], east[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (north, sizeof north, "%.5f", lat);
  g_ascii_formatd (east, sizeof east, "%.5f", lon);
  g_strdelimit (north, ".", ',');
  g_strdelimit (east, ".", ',');
  return g_strdup_printf ("%s; %s", north, east);
}
