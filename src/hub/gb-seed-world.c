/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-seed-world.h"

#include "gb-hub-error.h"

#include <string.h>

/* Two communes keep hours of their own, so that a working day is not everywhere the same. */
static const struct
{
  const char *code;
  const char *hours;
} own_hours[] = {
  { "21548", "mon-fri 07:30-11:30,13:00-16:30" }, /* Lý Sơn */
  { "21025", "mon-fri 07:00-11:30,13:30-17:00;sat 07:00-11:30" }, /* Cẩm Thành */
};

/* In the codes of the agreed pictures phường Nghĩa Lộ is unit 91 of its province. */
#define PICTURE_COMMUNE "21028"
#define PICTURE_UNIT 91

static const struct
{
  const char *field;
  GbSeedDesk desk;
} desks[] = {
  { "dat-dai", GB_SEED_LAND },
  { "tai-nguyen-nuoc", GB_SEED_LAND },
  { "moi-truong", GB_SEED_LAND },
  { "nong-nghiep", GB_SEED_LAND },
  { "thuy-san", GB_SEED_LAND },
  { "ho-tich", GB_SEED_CIVIL_STATUS },
  { "nuoi-con-nuoi", GB_SEED_CIVIL_STATUS },
  { "chung-thuc", GB_SEED_CIVIL_STATUS },
  { "hoa-giai-co-so", GB_SEED_CIVIL_STATUS },
  { "cu-tru", GB_SEED_CIVIL_STATUS },
  { "xay-dung", GB_SEED_CONSTRUCTION },
  { "giao-thong", GB_SEED_CONSTRUCTION },
  { "ho-kinh-doanh", GB_SEED_BUSINESS },
  { "hop-tac-xa", GB_SEED_BUSINESS },
  { "cong-thuong", GB_SEED_BUSINESS },
  { "bao-tro-xa-hoi", GB_SEED_WELFARE },
  { "giam-ngheo", GB_SEED_WELFARE },
  { "nguoi-co-cong", GB_SEED_WELFARE },
  { "tre-em", GB_SEED_WELFARE },
  { "y-te", GB_SEED_HEALTH },
  { "van-hoa", GB_SEED_CULTURE_IT },
  { "the-thao", GB_SEED_CULTURE_IT },
};

static GbSeedDesk
desk_of_field (const char *field_code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (desks); i++)
    if (strcmp (desks[i].field, field_code) == 0)
      return desks[i].desk;
  return GB_SEED_HOME_AFFAIRS;
}

static void
commune_free (gpointer data)
{
  GbSeedCommune *self = data;

  g_strfreev (self->columns);
  g_clear_object (&self->calendar);
  for (int i = 0; i < GB_SEED_N_DESKS; i++)
    g_free (self->desks[i].name);
  for (int i = 0; i < GB_SEED_N_RECEPTION; i++)
    g_free (self->reception[i].name);
  g_free (self);
}

void
gb_seed_world_free (GbSeedWorld *self)
{
  g_free (self->province);
  g_free (self->province_type);
  g_free (self->province_code);
  g_free (self->prefix);
  g_free (self->resolution);
  g_clear_pointer (&self->communes, g_ptr_array_unref);
  g_clear_pointer (&self->predecessors, g_ptr_array_unref);
  g_clear_pointer (&self->procedures, g_ptr_array_unref);
  g_clear_pointer (&self->procedure_file, json_node_unref);
  g_clear_pointer (&self->calendar_file, json_node_unref);
  g_clear_object (&self->calendar);
  g_free (self->weights);
  g_free (self);
}

/* The rows of a table whose cells hold no commas, after the heading. */
static GPtrArray *
read_rows (const char *dir,
           const char *name,
           guint       n_columns,
           GError    **error)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    {
      char **row;

      g_strchomp (lines[i]);
      if (*lines[i] == '\0')
        continue;
      row = g_strsplit (lines[i], ",", -1);
      g_ptr_array_add (rows, row);
      if (g_strv_length (row) != n_columns)
        {
          g_set_error (error, GB_HUB_ERROR, GB_HUB_ERROR_INPUT, "%s, line %u: not %u columns", path,
                       i + 1, n_columns);
          return NULL;
        }
    }
  return g_steal_pointer (&rows);
}

/* A file as JSON; NULL and @error when it is none. */
JsonNode *
gb_seed_world_read_json (const char *dir,
                         const char *name,
                         GError    **error)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();

  if (!json_parser_load_from_file (parser, path, error))
    return NULL;
  return json_parser_steal_root (parser);
}

static gboolean
load_province (GbSeedWorld *self,
               const char  *dir,
               GError     **error)
{
  g_autoptr (JsonNode) root = gb_seed_world_read_json (dir, "province.json", error);
  JsonObject *object;

  if (root == NULL)
    return FALSE;
  object = json_node_get_object (root);
  self->province = g_strdup (json_object_get_string_member_with_default (object, "name", ""));
  self->province_type = g_strdup (json_object_get_string_member_with_default (object, "type", "tỉnh"));
  self->province_code = g_strdup (json_object_get_string_member_with_default (object, "code", ""));
  self->prefix =
      g_strdup (json_object_get_string_member_with_default (object, "exchange_prefix", "H00"));
  self->resolution = g_strdup (json_object_get_string_member_with_default (object, "resolution", ""));
  return TRUE;
}

static gboolean
load_communes (GbSeedWorld *self,
               const char  *dir,
               GError     **error)
{
  g_autoptr (GPtrArray) rows = read_rows (dir, "communes.csv", 8, error);
  GbSeedCommune *picture = NULL;

  if (rows == NULL)
    return FALSE;
  self->communes = g_ptr_array_new_with_free_func (commune_free);
  for (guint i = 0; i < rows->len; i++)
    {
      GbSeedCommune *commune = g_new0 (GbSeedCommune, 1);

      commune->columns = g_strdupv (rows->pdata[i]);
      commune->code = commune->columns[0];
      commune->name = commune->columns[1];
      commune->type = commune->columns[2];
      commune->population = MAX (1, (int) g_ascii_strtoll (commune->columns[4], NULL, 10));
      commune->unit = (int) i + 1;
      for (gsize j = 0; j < G_N_ELEMENTS (own_hours); j++)
        if (strcmp (own_hours[j].code, commune->code) == 0)
          commune->hours = own_hours[j].hours;
      if (strcmp (commune->code, PICTURE_COMMUNE) == 0)
        picture = commune;
      g_ptr_array_add (self->communes, commune);
    }
  if (picture != NULL)
    for (guint i = 0; i < self->communes->len; i++)
      if (((GbSeedCommune *) self->communes->pdata[i])->unit == PICTURE_UNIT)
        {
          ((GbSeedCommune *) self->communes->pdata[i])->unit = picture->unit;
          picture->unit = PICTURE_UNIT;
          break;
        }
  self->predecessors = read_rows (dir, "predecessors.csv", 6, error);
  return self->predecessors != NULL;
}

static gboolean
load_procedure (GbSeedWorld *self,
                JsonObject  *object,
                GError     **error)
{
  JsonObject *limit = json_object_get_object_member (object, "limit");
  g_autofree char *text = NULL;
  GbSeedProcedure *procedure = g_new0 (GbSeedProcedure, 1);

  g_ptr_array_add (self->procedures, procedure);
  procedure->id = json_object_get_string_member (object, "id");
  procedure->code = json_object_get_string_member_with_default (object, "code", NULL);
  if (procedure->code != NULL && *procedure->code == '\0')
    procedure->code = NULL;
  procedure->name = json_object_get_string_member (object, "name");
  procedure->field = json_object_get_string_member (object, "field");
  procedure->field_code = json_object_get_string_member (object, "field_code");
  procedure->desk = desk_of_field (procedure->field_code);
  procedure->weight = (int) json_object_get_int_member_with_default (object, "weight", 1);
  procedure->fee = (int) json_object_get_int_member_with_default (object, "fee", 0);
  procedure->online =
      strcmp (json_object_get_string_member_with_default (object, "online", "none"), "none") != 0;
  procedure->paper_result = json_object_get_boolean_member_with_default (object, "paper_result", TRUE);
  text = g_strdup_printf ("%d %s", (int) json_object_get_int_member (limit, "amount"),
                          json_object_get_string_member (limit, "unit"));
  return gb_limit_parse (text, json_object_get_string_member_with_default (limit, "rule", NULL),
                         json_object_get_string_member_with_default (limit, "cutoff", NULL),
                         &procedure->limit, error);
}

static gboolean
load_procedures (GbSeedWorld *self,
                 const char  *dir,
                 GError     **error)
{
  g_autofree char *folder = g_build_filename (dir, "..", "..", "procedures", NULL);
  JsonArray *array;
  int sum = 0;

  self->procedures = g_ptr_array_new_with_free_func (g_free);
  self->procedure_file = gb_seed_world_read_json (folder, "commune.json", error);
  if (self->procedure_file == NULL)
    return FALSE;
  array = json_node_get_array (self->procedure_file);
  self->weights = g_new0 (int, json_array_get_length (array) + 1);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (!load_procedure (self, json_array_get_object_element (array, i), error))
        return FALSE;
      sum += ((GbSeedProcedure *) self->procedures->pdata[i])->weight;
      self->weights[i] = sum;
    }
  return TRUE;
}

/**
 * gb_seed_world_new:
 * @province_dir: see #GbSeedOptions
 *
 * Returns: (transfer full): the province as the files tell it, its desks still without people;
 *   NULL and @error when a file is missing or not in form
 */
GbSeedWorld *
gb_seed_world_new (const char *province_dir,
                   guint64     seed,
                   GError    **error)
{
  g_autoptr (GbSeedWorld) self = g_new0 (GbSeedWorld, 1);

  self->seed = seed;
  if (!load_province (self, province_dir, error) || !load_communes (self, province_dir, error) ||
      !load_procedures (self, province_dir, error) ||
      !gb_seed_world_load_calendars (self, province_dir, error))
    return NULL;
  return g_steal_pointer (&self);
}

GbSeedCommune *
gb_seed_world_commune (GbSeedWorld *self,
                       const char  *code)
{
  for (guint i = 0; i < self->communes->len; i++)
    if (strcmp (((GbSeedCommune *) self->communes->pdata[i])->code, code) == 0)
      return self->communes->pdata[i];
  return NULL;
}
