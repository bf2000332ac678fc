/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-lunar.h"

#include <math.h>

/* The Vietnamese lunisolar calendar (âm lịch): months begin on the day of the new moon and the
 * month without a principal term is the leap one, all counted at UTC+7. That is why Tết can fall on
 * another day than in China. The moon and the sun after J. Meeus, Astronomical Algorithms, 2nd ed.:
 * new moons chapter 49 (within a minute for this century), the sun's longitude chapter 25. */

/* Days from the epoch of Julian day numbers to 1 January 1970, 00:00 UTC. */
#define JD_UNIX 2440587.5
/* Mean difference of dynamical and universal time in this century, in days. */
#define DELTA_T (75.0 / 86400)

typedef struct
{
  double coefficient; /* days */
  gint8 e_power; /* powers of the eccentricity's factor */
  gint8 sun, moon, node; /* multiples of M, M' and F */
} Term;

/* The periodic terms of a new moon, Meeus table 49.A. */
static const Term terms[] = {
  { -0.40720, 0, 0, 1, 0 }, { 0.17241, 1, 1, 0, 0 },   { 0.01608, 0, 0, 2, 0 },  { 0.01039, 0, 0, 0, 2 },
  { 0.00739, 1, -1, 1, 0 }, { -0.00514, 1, 1, 1, 0 },  { 0.00208, 2, 2, 0, 0 },  { -0.00111, 0, 0, 1, -2 },
  { -0.00057, 0, 0, 1, 2 }, { 0.00056, 1, 1, 2, 0 },   { -0.00042, 0, 0, 3, 0 }, { 0.00042, 1, 1, 0, 2 },
  { 0.00038, 1, 1, 0, -2 }, { -0.00024, 1, -1, 2, 0 }, { -0.00007, 0, 2, 1, 0 }, { 0.00004, 0, 0, 2, -2 },
  { 0.00004, 0, 3, 0, 0 },  { 0.00003, 0, 1, 1, -2 },  { 0.00003, 0, 0, 2, 2 },  { -0.00003, 0, 1, 1, 2 },
  { 0.00003, 0, -1, 1, 2 }, { -0.00002, 0, -1, 1, -2 }, { -0.00002, 0, 1, 3, 0 }, { 0.00002, 0, 0, 4, 0 },
};

static double
radians (double degrees)
{
  return fmod (degrees, 360) * G_PI / 180;
}

/* The day in Viet Nam on which the @k-th new moon since January 2000 falls. */
static GbDay
new_moon (int k)
{
  double t = k / 1236.85;
  double e = 1 - t * (0.002516 + 0.0000074 * t);
  double sun = radians (2.5534 + 29.10535670 * k - 0.0000014 * t * t);
  double moon = radians (201.5643 + 385.81693528 * k + 0.0107582 * t * t);
  double node = radians (160.7108 + 390.67050284 * k - 0.0016118 * t * t);
  double omega = radians (124.7746 - 1.56375588 * k + 0.0020672 * t * t);
  double jde = 2451550.09766 + 29.530588861 * k + 0.00015437 * t * t - 0.00017 * sin (omega)
               + 0.000325 * sin (radians (299.77 + 0.107408 * k - 0.009173 * t * t));

  for (gsize i = 0; i < G_N_ELEMENTS (terms); i++)
    jde += terms[i].coefficient * pow (e, terms[i].e_power)
           * sin (terms[i].sun * sun + terms[i].moon * moon + terms[i].node * node);

  return gb_time_day ((gint64) floor ((jde - DELTA_T - JD_UNIX) * GB_DAY_SECONDS));
}

/* How many principal terms (30° of the sun's apparent longitude) have passed when @day begins. */
static int
principal_term (GbDay day)
{
  double jd = (double) gb_day_at (day, 0) / GB_DAY_SECONDS + JD_UNIX + DELTA_T;
  double t = (jd - 2451545.0) / 36525;
  double mean = 280.46646 + t * (36000.76983 + 0.0003032 * t);
  double anomaly = radians (357.52911 + t * (35999.05029 - 0.0001537 * t));
  double centre = (1.914602 - t * (0.004817 + 0.000014 * t)) * sin (anomaly)
                  + (0.019993 - 0.000101 * t) * sin (2 * anomaly) + 0.000289 * sin (3 * anomaly);
  double apparent = mean + centre - 0.00569 - 0.00478 * sin (radians (125.04 - 1934.136 * t));
  double turned = fmod (apparent, 360);

  return (int) floor ((turned < 0 ? turned + 360 : turned) / 30);
}

/* The number of the new moon that begins the 11th month of @year: the one with the winter solstice
 * (270°, the 9th principal term) in it. */
static int
eleventh_month (int year)
{
  int k = (int) floor ((gb_day_from_ymd (year, 12, 31) - gb_day_from_ymd (2000, 1, 6)) / 29.530588861);

  while (new_moon (k + 1) <= gb_day_from_ymd (year, 12, 31))
    k++;
  while (new_moon (k) > gb_day_from_ymd (year, 12, 31))
    k--;
  return principal_term (new_moon (k)) >= 9 ? k - 1 : k;
}

/* How many months after the 11th the leap month comes, or 99 in a year of twelve. */
static int
leap_offset (int first,
             int next)
{
  if (next - first < 13)
    return 99;
  for (int i = 1; i < 13; i++)
    if (principal_term (new_moon (first + i)) == principal_term (new_moon (first + i + 1)))
      return i;
  return 99;
}

/**
 * gb_lunar_day:
 * @year: the lunar year, named by the Gregorian one that it begins in
 * @month: 1 to 10, not a leap month
 * @day: 1 to 30
 *
 * Tết is day 1 of month 1; the Hùng Kings' day is day 10 of month 3.
 *
 * Returns: the day, right for 2000 to 2100
 */
GbDay
gb_lunar_day (int year,
              int month,
              int day)
{
  int first = eleventh_month (year - 1);
  int offset = month + 1;

  if (offset >= leap_offset (first, eleventh_month (year)))
    offset++;
  return new_moon (first + offset) + day - 1;
}
