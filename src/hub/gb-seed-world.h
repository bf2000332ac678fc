/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-limit.h"
#include "gb-seed-random.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The eight desks that a commune's dossiers go to; each has one officer who does them first. */
typedef enum
{
  GB_SEED_LAND,
  GB_SEED_CIVIL_STATUS,
  GB_SEED_CONSTRUCTION,
  GB_SEED_BUSINESS,
  GB_SEED_WELFARE,
  GB_SEED_HEALTH,
  GB_SEED_HOME_AFFAIRS,
  GB_SEED_CULTURE_IT,
} GbSeedDesk;

#define GB_SEED_N_DESKS 8
#define GB_SEED_N_RECEPTION 3

typedef struct
{
  const char *id; /* (unowned): of the JSON node */
  const char *code; /* (nullable): the national code, where a source gives it */
  const char *name;
  const char *field;
  const char *field_code;
  GbLimit limit;
  GbSeedDesk desk;
  int weight;
  int fee; /* đồng, 0 also when unknown */
  gboolean online;
  gboolean paper_result;
} GbSeedProcedure;

typedef struct
{
  char *name; /* (owned) */
  const char *title;
  const char *unit;
} GbSeedOfficer;

typedef struct
{
  char **columns; /* (owned): code, name, type, area_km2, population, lon, lat, clause */
  const char *code;
  const char *name;
  const char *type;
  int population;
  int unit; /* two digits in the dossier codes */
  const char *hours; /* (nullable): its own working hours */
  GbWorkCalendar *calendar; /* (owned) */
  GbSeedOfficer desks[GB_SEED_N_DESKS];
  GbSeedOfficer reception[GB_SEED_N_RECEPTION];
} GbSeedCommune;

typedef struct
{
  guint64 seed;
  char *province; /* (owned): its name */
  char *province_type; /* (owned): what it is, "tỉnh" */
  char *province_code; /* (owned) */
  char *prefix; /* (owned): of the exchange codes, "H48" */
  char *resolution; /* (owned) */
  GPtrArray *communes; /* (owned): of GbSeedCommune */
  GPtrArray *predecessors; /* (owned): of char ** */
  GPtrArray *procedures; /* (owned): of GbSeedProcedure */
  JsonNode *procedure_file; /* (owned) */
  JsonNode *calendar_file; /* (owned) */
  GbWorkCalendar *calendar; /* (owned): of the departments, and of communes without hours of their own */
  int *weights; /* (owned): running sums over procedures */
} GbSeedWorld;

/* Parts of gb_seed_world_new(). */
JsonNode      *gb_seed_world_read_json      (const char   *dir,
                                             const char   *name,
                                             GError      **error);
gboolean       gb_seed_world_load_calendars (GbSeedWorld  *self,
                                             const char   *dir,
                                             GError      **error);

GbSeedWorld   *gb_seed_world_new     (const char         *province_dir,
                                      guint64             seed,
                                      GError            **error);
void           gb_seed_world_free    (GbSeedWorld        *self);
GbSeedCommune *gb_seed_world_commune (GbSeedWorld        *self,
                                      const char         *code);
void           gb_seed_world_records (GbSeedWorld        *self,
                                      GString            *lines);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbSeedWorld, gb_seed_world_free)

G_END_DECLS
