/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-seed-json.h"
#include "gb-seed-world.h"

/* From the day the two-level government began (resolution 203/2025/QH15). */
#define HOURS_FROM "2025-07-01"

static const char *
or_null (const char *text)
{
  return text != NULL && *text != '\0' ? text : NULL;
}

static void
commune_line (GbSeedWorld   *world,
              GbSeedCommune *commune,
              GString       *lines)
{
  gb_seed_put_open (lines, "commune", commune->code);
  gb_seed_json_string (lines, "name", commune->name);
  gb_seed_json_string (lines, "type", commune->type);
  gb_seed_json_string (lines, "province", world->province_code);
  gb_seed_json_raw (lines, "area_km2", or_null (commune->columns[3]));
  gb_seed_json_integer (lines, "population", commune->population);
  gb_seed_json_raw (lines, "lon", or_null (commune->columns[5]));
  gb_seed_json_raw (lines, "lat", or_null (commune->columns[6]));
  gb_seed_json_string (lines, "resolution", or_null (world->resolution));
  gb_seed_json_string (lines, "clause", or_null (commune->columns[7]));
  gb_seed_put_close (lines);
}

static void
predecessor_lines (GbSeedWorld *world,
                   GString     *lines)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < world->predecessors->len; i++)
    {
      char **row = world->predecessors->pdata[i];
      int n = GPOINTER_TO_INT (g_hash_table_lookup (counts, row[5])) + 1;
      g_autofree char *id = g_strdup_printf ("%s-%02d", row[5], n);

      g_hash_table_insert (counts, row[5], GINT_TO_POINTER (n));
      gb_seed_put_open (lines, "predecessor", id);
      gb_seed_json_string (lines, "name", row[0]);
      gb_seed_json_string (lines, "type", row[1]);
      gb_seed_json_string (lines, "district", or_null (row[2]));
      gb_seed_json_string (lines, "province", row[3]);
      gb_seed_json_string (lines, "part", or_null (row[4]));
      gb_seed_json_string (lines, "commune", row[5]);
      gb_seed_put_close (lines);
    }
}

/* The weight is the generator's business; what was checked and where a code was found is the file's. */
static void
procedure_lines (GbSeedWorld *world,
                 GString     *lines)
{
  JsonArray *array = json_node_get_array (world->procedure_file);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);
      g_autoptr (GList) members = json_object_get_members (object);

      gb_seed_put_open (lines, "procedure", json_object_get_string_member (object, "id"));
      for (GList *l = members; l != NULL; l = l->next)
        {
          const char *member = l->data;
          JsonNode *node = json_object_get_member (object, member);
          g_autofree char *value = NULL;

          if (g_str_equal (member, "id") || g_str_equal (member, "weight") ||
              g_str_equal (member, "checked") || g_str_equal (member, "code_source") ||
              JSON_NODE_HOLDS_NULL (node) ||
              (JSON_NODE_HOLDS_VALUE (node) && g_strcmp0 (json_node_get_string (node), "") == 0))
            continue;
          value = json_to_string (node, FALSE);
          gb_seed_json_raw (lines, member, value);
        }
      gb_seed_put_close (lines);
    }
}

static void
calendar_lines (GbSeedWorld *world,
                GString     *lines)
{
  JsonArray *days = json_object_get_array_member (json_node_get_object (world->calendar_file), "days");

  for (guint i = 0; i < json_array_get_length (days); i++)
    {
      JsonObject *object = json_array_get_object_element (days, i);

      gb_seed_put_open (lines, "calendar-day", json_object_get_string_member (object, "date"));
      for (const char *const *member =
               (const char *const[]) { "kind", "replaces", "hours", "name", "source", NULL };
           *member != NULL; member++)
        gb_seed_json_string (lines, *member,
                             json_object_get_string_member_with_default (object, *member, NULL));
      gb_seed_put_close (lines);
    }
}

static void
hours_lines (GbSeedWorld *world,
             GString     *lines)
{
  gb_seed_put_open (lines, "commune-hours", "province");
  gb_seed_json_string (lines, "from", HOURS_FROM);
  gb_seed_json_string (lines, "hours", GB_WORK_HOURS_DEFAULT);
  gb_seed_put_close (lines);
  for (guint i = 0; i < world->communes->len; i++)
    {
      GbSeedCommune *commune = world->communes->pdata[i];

      if (commune->hours == NULL)
        continue;
      gb_seed_put_open (lines, "commune-hours", commune->code);
      gb_seed_json_string (lines, "commune", commune->code);
      gb_seed_json_string (lines, "from", HOURS_FROM);
      gb_seed_json_string (lines, "hours", commune->hours);
      gb_seed_put_close (lines);
    }
}

/**
 * gb_seed_world_records:
 * @lines: feed lines are appended: communes, predecessors, procedures, calendar days and hours
 */
void
gb_seed_world_records (GbSeedWorld *self,
                       GString     *lines)
{
  for (guint i = 0; i < self->communes->len; i++)
    commune_line (self, self->communes->pdata[i], lines);
  predecessor_lines (self, lines);
  procedure_lines (self, lines);
  calendar_lines (self, lines);
  hours_lines (self, lines);
}
