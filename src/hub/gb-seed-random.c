/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-seed-random.h"

static guint64
splitmix64 (guint64 *state)
{
  guint64 z = (*state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

static guint64
rotate (guint64 x,
        int     k)
{
  return (x << k) | (x >> (64 - k));
}

/**
 * gb_random_init:
 * @seed: the number of the whole run
 * @stream: what the numbers are for
 * @index: tells streams of the same name apart, a commune's code for instance
 *
 * Streams do not touch each other: more dossiers change no roster.
 */
void
gb_random_init (GbRandom   *self,
                guint64     seed,
                const char *stream,
                guint64     index)
{
  guint64 state = seed;

  /* FNV-1a over the name, folded into the state. */
  for (const char *p = stream; *p != '\0'; p++)
    state = (state ^ (guchar) *p) * G_GUINT64_CONSTANT (0x100000001b3);
  splitmix64 (&state);
  state ^= index * G_GUINT64_CONSTANT (0xd1342543de82ef95);
  for (int i = 0; i < 4; i++)
    self->s[i] = splitmix64 (&state);
}

guint64
gb_random_next (GbRandom *self)
{
  guint64 *s = self->s;
  guint64 result = rotate (s[1] * 5, 7) * 9;
  guint64 t = s[1] << 17;

  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = rotate (s[3], 45);
  return result;
}

/**
 * gb_random_below:
 * @n: at least 1
 *
 * Returns: a number from 0 to @n - 1; the bias of multiplying 32 bits is far below what matters here
 */
int
gb_random_below (GbRandom *self,
                 int       n)
{
  g_assert (n > 0);
  return (int) (((gb_random_next (self) >> 32) * (guint64) n) >> 32);
}

/**
 * gb_random_range:
 *
 * Returns: a number from @low to @high, both included
 */
int
gb_random_range (GbRandom *self,
                 int       low,
                 int       high)
{
  return high <= low ? low : low + gb_random_below (self, high - low + 1);
}

gboolean
gb_random_chance (GbRandom *self,
                  int       per_mille)
{
  return gb_random_below (self, 1000) < per_mille;
}

/**
 * gb_random_weight:
 * @cumulative: running sums of the weights, the last above 0
 *
 * Returns: the index drawn, each as often as its weight says
 */
int
gb_random_weight (GbRandom  *self,
                  const int *cumulative,
                  int        n)
{
  int at = gb_random_below (self, cumulative[n - 1]);
  int low = 0;
  int high = n - 1;

  while (low < high)
    {
      int middle = (low + high) / 2;

      if (at < cumulative[middle])
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

const char *
gb_random_text (GbRandom          *self,
                const char *const *texts,
                int                n)
{
  return texts[gb_random_below (self, n)];
}
