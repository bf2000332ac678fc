/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-seed-style.h"

#include "gb-seed-json.h"
#include "gb-seed-people.h"
#include "gb-seed-posts.h"

#include <string.h>

/* One in so many values is written otherwise than its system mostly does. */
#define DEVIATION 40

/**
 * gb_seed_style_init:
 *
 * Draws how the commune's system writes; the same for the same seed and commune.
 */
void
gb_seed_style_init (GbSeedStyle   *self,
                    GbSeedWorld   *world,
                    GbSeedCommune *commune)
{
  gboolean picture = strcmp (commune->code, GB_SEED_PICTURE_COMMUNE) == 0;
  GbRandom random;

  gb_random_init (&random, world->seed, "style", g_ascii_strtoull (commune->code, NULL, 10));
  *self = (GbSeedStyle) { world, commune };
  self->dates = gb_random_below (&random, 4);
  self->numbers = gb_random_chance (&random, 500);
  self->booleans = gb_random_below (&random, 3);
  self->missing = gb_random_below (&random, 3);
  self->sender = gb_random_chance (&random, 600);
  self->code_form = gb_random_below (&random, 2);
  self->new_codes = gb_random_chance (&random, 700);
  /* The codes in the agreed pictures are of the second form. */
  if (picture)
    {
      self->code_form = 1;
      self->new_codes = FALSE;
    }
}

/**
 * gb_seed_style_code:
 *
 * Returns: (transfer full): the dossier's code
 */
char *
gb_seed_style_code (GbSeedStyle   *self,
                    GbSeedDossier *dossier)
{
  gboolean new_code = self->new_codes && dossier->day >= gb_day_from_ymd (2026, 1, 25);
  g_autofree char *prefix =
      gb_seed_exchange_code (self->world, self->commune, new_code ? 2 : self->code_form);
  int y, m, d;

  gb_day_to_ymd (dossier->day, &y, &m, &d);
  return g_strdup_printf ("%s-%02d%02d%02d-%s%04d", prefix, y % 100, m, d, new_code ? "AA" : "",
                          dossier->serial);
}

static gboolean
deviates (GbSeedWriter *self)
{
  return gb_random_below (&self->random, DEVIATION) == 0;
}

void
gb_seed_write_missing (GbSeedWriter *self,
         const char *key)
{
  int way = deviates (self) ? gb_random_below (&self->random, 3) : self->style->missing;

  if (way == 1)
    gb_seed_json_raw (self->json, key, "null");
  else if (way == 2)
    gb_seed_json_string (self->json, key, "");
}

void
gb_seed_write_text (GbSeedWriter *self,
      const char *key,
      const char *value)
{
  if (value != NULL)
    gb_seed_json_string (self->json, key, value);
  else
    gb_seed_write_missing (self, key);
}

void
gb_seed_write_number (GbSeedWriter *self,
        const char *key,
        gint64      value)
{
  char digits[24];

  g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, value);
  if (self->style->numbers != deviates (self))
    gb_seed_json_raw (self->json, key, digits);
  else
    gb_seed_json_string (self->json, key, digits);
}

void
gb_seed_write_date (GbSeedWriter *self,
      const char *key,
      gint64      instant,
      gboolean    day_only)
{
  int form = self->style->dates == 3 || deviates (self) ? gb_random_below (&self->random, 3)
                                                        : self->style->dates;
  int clock = gb_time_of_day (instant);
  int y, m, d;
  char value[40];

  if (instant == 0)
    {
      gb_seed_write_missing (self, key);
      return;
    }
  gb_day_to_ymd (gb_time_day (instant), &y, &m, &d);
  if (day_only)
    g_snprintf (value, sizeof value, form == 0 ? "%04d%02d%02d" : "%04d-%02d-%02d", y, m, d);
  else if (form == 0)
    g_snprintf (value, sizeof value, "%04d%02d%02d%02d%02d%02d", y, m, d, clock / 3600,
                clock / 60 % 60, clock % 60);
  else
    g_snprintf (value, sizeof value, "%04d-%02d-%02d%c%02d:%02d:%02d%s", y, m, d, form == 1 ? ' ' : 'T',
                clock / 3600, clock / 60 % 60, clock % 60,
                form == 2 && gb_random_chance (&self->random, 600) ? "+07:00" : "");
  gb_seed_json_string (self->json, key, value);
}

void
gb_seed_write_boolean (GbSeedWriter *self,
         const char *key,
         gboolean    value)
{
  static const char *const forms[] = { "\"False\"", "\"True\"", "false", "true", "\"0\"", "\"1\"" };
  int form = deviates (self) ? gb_random_below (&self->random, 3) : self->style->booleans;

  gb_seed_json_raw (self->json, key, forms[form * 2 + (value ? 1 : 0)]);
}
