/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-seed-posts.h"

#include "gb-seed-json.h"
#include "gb-seed-names.h"
#include "gb-seed-people.h"

#include <string.h>

const GbSeedAgency gb_seed_agencies[GB_SEED_N_AGENCIES] = {
  { "ld", "Lãnh đạo HĐND và UBND", "division", 6 },
  { "vp", "Văn phòng HĐND và UBND", "division", 14 },
  { "kt", "Phòng Kinh tế, Hạ tầng và Đô thị", "division", 16 },
  { "vhxh", "Phòng Văn hóa - Xã hội", "division", 12 },
  { GB_SEED_CENTRE, "Trung tâm Phục vụ hành chính công", "centre", 10 },
  { "du", "Cơ quan Đảng ủy", "division", 9 },
  { "mttq", "Cơ quan Ủy ban MTTQ Việt Nam", "division", 6 },
};

/* Which agency an officer of a desk sits in, what they do first and whom they stand in for; the
 * matrix of fields is that of the pictures. */
static const struct
{
  const char *agency;
  const char *field;
  const char *mains[3];
  const char *stand_ins[3];
  const char *picture_name; /* (nullable): the placeholder, where not seconded */
} desks[GB_SEED_N_DESKS] = {
  [GB_SEED_LAND] = { "kt", "Đất đai", { "Đất đai", "Khoáng sản" }, { "Xây dựng" }, NULL },
  [GB_SEED_CIVIL_STATUS] = { "vp",
                             "Hộ tịch",
                             { "Hộ tịch", "Chứng thực" },
                             { "Tài chính" },
                             "Trần Thị B" },
  [GB_SEED_CONSTRUCTION] = { "kt",
                             "Xây dựng",
                             { "Xây dựng", "Quy hoạch" },
                             { "Khoáng sản" },
                             NULL },
  [GB_SEED_BUSINESS] = { "kt",
                         "Hộ kinh doanh",
                         { "Hộ kinh doanh", "Tài chính" },
                         { NULL },
                         "Phạm Thị D" },
  [GB_SEED_WELFARE] = { "vhxh",
                        "Bảo trợ xã hội",
                        { "Bảo trợ xã hội" },
                        { "Đất đai", "Y tế" },
                        "Võ Văn Đ" },
  [GB_SEED_HEALTH] = { "vhxh", "Y tế", { "Y tế" }, { "Giáo dục" }, NULL },
  [GB_SEED_HOME_AFFAIRS] = { "vhxh", "Nội vụ", { "Nội vụ", "Giáo dục" }, { NULL }, NULL },
  [GB_SEED_CULTURE_IT] = { "vhxh", "CNTT", { "CNTT" }, { NULL }, "Bùi Thị H" },
};

typedef struct
{
  GbSeedCommune *commune;
  GbRandom random;
  GHashTable *names; /* (owned): of one commune, none twice */
  GString *lines;
  int number;
  gboolean picture;
} Roster;

static char *
unused_name (Roster *self)
{
  for (;;)
    {
      g_autofree char *name = gb_seed_name (&self->random);

      if (g_hash_table_add (self->names, g_strdup (name)))
        return g_steal_pointer (&name);
    }
}

static void
field_entry (GString    *lines,
             const char *field,
             const char *role)
{
  gb_seed_json_open (lines, NULL, '{');
  gb_seed_json_string (lines, "field", field);
  gb_seed_json_string (lines, "role", role);
  gb_seed_json_close (lines, '}');
}

/**
 * gb_seed_posts_fields:
 * @field: what the officer came for; other than the desk's own, it stands alone
 *
 * Appends the member `fields` of an officer's record.
 */
void
gb_seed_posts_fields (GbSeedCommune *commune,
                      GbSeedDesk     desk,
                      const char    *field,
                      GString       *lines)
{
  gb_seed_json_open (lines, "fields", '[');
  if (strcmp (field, desks[desk].field) != 0)
    field_entry (lines, field, "main");
  else
    {
      for (int i = 0; i < 3 && desks[desk].mains[i] != NULL; i++)
        field_entry (lines, desks[desk].mains[i], "main");
      for (int i = 0; i < 3 && desks[desk].stand_ins[i] != NULL; i++)
        field_entry (lines, desks[desk].stand_ins[i], "stand-in");
    }
  gb_seed_json_close (lines, ']');
}

static const char *
title_of_post (const GbSeedAgency *agency,
               int                 index)
{
  static const char *const leaders[] = {
    "Chủ tịch UBND", "Phó Chủ tịch UBND", "Phó Chủ tịch UBND", "Chủ tịch HĐND", "Phó Chủ tịch HĐND",
    "Phó Chủ tịch HĐND",
  };
  static const char *const heads[] = {
    NULL,       "Chánh Văn phòng",         "Trưởng phòng",        "Trưởng phòng",
    "Giám đốc", "Chánh Văn phòng Đảng ủy", "Chủ tịch Ủy ban MTTQ"
  };
  int a = (int) (agency - gb_seed_agencies);

  if (a == 0)
    return leaders[MIN (index, (int) G_N_ELEMENTS (leaders) - 1)];
  if (index == 0)
    return heads[a];
  if (index == 1)
    return a == 4             ? "Phó Giám đốc"
           : a == 6           ? "Phó Chủ tịch Ủy ban MTTQ"
           : a == 2 || a == 3 ? "Phó Trưởng phòng"
                              : "Chuyên viên";
  return "Chuyên viên";
}

/* The posts after head and deputy are those of the desks that belong to the agency, in their order. */
static int
desk_of_post (const GbSeedAgency *agency,
              int                 index)
{
  int next = 2;

  for (int desk = 0; desk < GB_SEED_N_DESKS; desk++)
    if (strcmp (desks[desk].agency, agency->suffix) == 0 && next++ == index)
      return desk;
  return -1;
}

static void
desk_members (Roster *self,
              int     desk,
              char   *name)
{
  g_autofree char *phone = gb_seed_phone (&self->random);
  GbSeedOfficer *officer = &self->commune->desks[desk];

  officer->name = g_strdup (name);
  officer->title = "Chuyên viên";
  /* Where the pictures have a seconded officer, the post's holder is not first in the field. */
  if (!self->picture || desks[desk].picture_name != NULL)
    {
      gb_seed_json_string (self->lines, "field", desks[desk].field);
      gb_seed_posts_fields (self->commune, desk, desks[desk].field, self->lines);
    }
  gb_seed_json_string (self->lines, "phone", phone);
}

static void
post_line (Roster             *self,
           const GbSeedAgency *agency,
           const char         *agency_id,
           int                 index)
{
  int desk = desk_of_post (agency, index);
  gboolean placeholder = self->picture && desk >= 0 && desks[desk].picture_name != NULL;
  g_autofree char *name = placeholder ? g_strdup (desks[desk].picture_name) : unused_name (self);
  g_autofree char *id = g_strdup_printf ("%s-%03d", self->commune->code, ++self->number);
  gboolean centre = strcmp (agency->suffix, GB_SEED_CENTRE) == 0;
  GbDay from = gb_day_from_ymd (2025, 7, 1);

  gb_seed_put_open (self->lines, "officer", id);
  gb_seed_json_string (self->lines, "name", name);
  gb_seed_json_string (self->lines, "title", title_of_post (agency, index));
  gb_seed_json_string (self->lines, "kind", "post");
  gb_seed_json_string (self->lines, "commune", self->commune->code);
  gb_seed_json_string (self->lines, "agency", agency_id);
  if (desk >= 0)
    desk_members (self, desk, name);
  gb_seed_json_date (self->lines, "from", from);
  /* At the one-stop desk 12 to 36 months (decree 118/2025, article 11). */
  if (centre && index >= 2)
    gb_seed_json_date (self->lines, "to",
                       gb_day_from_ymd (2026 + gb_random_below (&self->random, 3), 7, 1) - 1);
  /* 1 kèm 1: the newest of an agency is paired with the one before. */
  if (index >= 6 && index % 5 == 1)
    {
      g_autofree char *mentor = g_strdup_printf ("%s-%03d", self->commune->code, self->number - 3);

      gb_seed_json_string (self->lines, "mentor", mentor);
    }
  gb_seed_put_close (self->lines);

  if (centre && index >= 2 && index < 2 + GB_SEED_N_RECEPTION)
    self->commune->reception[index - 2] =
      (GbSeedOfficer) { g_strdup (name), "Chuyên viên", agency->name };
}

static void
commune_posts (Roster *self)
{
  for (int a = 0; a < GB_SEED_N_AGENCIES; a++)
    {
      const GbSeedAgency *agency = &gb_seed_agencies[a];
      g_autofree char *agency_id = g_strconcat (self->commune->code, "-", agency->suffix, NULL);
      /* Elsewhere 60 to 100 % of the ward's posts, more where more people live, and all desks
       * manned. */
      int share = CLAMP (60 + self->commune->population / 2200, 60, 100);
      int posts = self->picture ? agency->posts : MAX (6, agency->posts * share / 100);

      for (int i = 0; i < posts; i++)
        post_line (self, agency, agency_id, i);
    }
  for (int desk = 0; desk < GB_SEED_N_DESKS; desk++)
    for (int a = 0; a < GB_SEED_N_AGENCIES; a++)
      if (strcmp (gb_seed_agencies[a].suffix, desks[desk].agency) == 0)
        self->commune->desks[desk].unit = gb_seed_agencies[a].name;
}

/**
 * gb_seed_people_officers:
 * @lines: feed lines are appended
 *
 * The communes' own posts (vị trí việc làm); mans the desks of @world.
 */
void
gb_seed_people_officers (GbSeedWorld *world,
                         GString     *lines)
{
  for (guint i = 0; i < world->communes->len; i++)
    {
      GbSeedCommune *commune = world->communes->pdata[i];
      Roster roster = { .commune = commune, .lines = lines };

      roster.picture = strcmp (commune->code, GB_SEED_PICTURE_COMMUNE) == 0;
      roster.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      gb_random_init (&roster.random, world->seed, "posts", g_ascii_strtoull (commune->code, NULL, 10));
      commune_posts (&roster);
      g_hash_table_unref (roster.names);
    }
}
