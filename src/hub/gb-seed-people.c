/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-seed-people.h"

#include "gb-seed-json.h"
#include "gb-seed-names.h"
#include "gb-seed-posts.h"

#include <string.h>

const GbSeedDepartment gb_seed_departments[] = {
  { "so-nong-nghiep-va-moi-truong", "Sở Nông nghiệp và Môi trường" },
  { "so-y-te", "Sở Y tế" },
  { "so-xay-dung", "Sở Xây dựng" },
  { "thanh-tra-tinh", "Thanh tra tỉnh" },
  { "so-dan-toc-va-ton-giao", "Sở Dân tộc và Tôn giáo" },
  { "so-giao-duc-va-dao-tao", "Sở Giáo dục và Đào tạo" },
  { "van-phong-ubnd-tinh", "Văn phòng UBND tỉnh" },
  { "so-noi-vu", "Sở Nội vụ" },
  { "so-tu-phap", "Sở Tư pháp" },
  { "so-tai-chinh", "Sở Tài chính" },
  { "so-khoa-hoc-va-cong-nghe", "Sở Khoa học và Công nghệ" },
  { "so-cong-thuong", "Sở Công Thương" },
  { "so-van-hoa-the-thao-va-du-lich", "Sở Văn hóa, Thể thao và Du lịch" },
};
const int gb_seed_n_departments = G_N_ELEMENTS (gb_seed_departments);

/**
 * gb_seed_exchange_code:
 * @form: 0, 1 or 2, the three forms of agency codes in domain/exchange.md
 *
 * Returns: (transfer full): the code under which the commune's messages come
 */
char *
gb_seed_exchange_code (GbSeedWorld   *world,
                       GbSeedCommune *commune,
                       int            form)
{
  switch (form)
    {
    case 0:
      return g_strdup_printf ("000.00.%02d.%s", commune->unit, world->prefix);
    case 1:
      return g_strdup_printf ("%s.%02d", world->prefix, commune->unit);
    default:
      return g_strdup_printf ("%s.%03d.%02d", world->prefix, commune->unit, 10);
    }
}

static void
committee_line (GbSeedWorld   *world,
                GbSeedCommune *commune,
                GString       *lines)
{
  g_autofree char *id = g_strconcat (commune->code, "-" GB_SEED_COMMITTEE, NULL);
  g_autofree char *name = g_strdup_printf ("UBND %s %s", commune->type, commune->name);

  gb_seed_put_open (lines, "agency", id);
  gb_seed_json_string (lines, "name", name);
  gb_seed_json_string (lines, "kind", "commune-committee");
  gb_seed_json_string (lines, "commune", commune->code);
  gb_seed_json_open (lines, "exchange_codes", '[');
  for (int form = 0; form < 3; form++)
    {
      g_autofree char *code = gb_seed_exchange_code (world, commune, form);

      gb_seed_json_string (lines, NULL, code);
    }
  gb_seed_json_close (lines, ']');
  gb_seed_put_close (lines);
}

/* Agencies of the communes and the province's departments, as feed lines. */
void
gb_seed_people_agencies (GbSeedWorld *world,
                         GString     *lines)
{
  for (int i = 0; i < gb_seed_n_departments; i++)
    {
      gb_seed_put_open (lines, "agency", gb_seed_departments[i].id);
      gb_seed_json_string (lines, "name", gb_seed_departments[i].name);
      gb_seed_json_string (lines, "kind", "department");
      gb_seed_put_close (lines);
    }
  for (guint i = 0; i < world->communes->len; i++)
    {
      GbSeedCommune *commune = world->communes->pdata[i];
      g_autofree char *parent = g_strconcat (commune->code, "-" GB_SEED_COMMITTEE, NULL);

      committee_line (world, commune, lines);
      for (int j = 0; j < GB_SEED_N_AGENCIES; j++)
        {
          g_autofree char *id = g_strconcat (commune->code, "-", gb_seed_agencies[j].suffix, NULL);

          gb_seed_put_open (lines, "agency", id);
          gb_seed_json_string (lines, "name", gb_seed_agencies[j].name);
          gb_seed_json_string (lines, "kind", gb_seed_agencies[j].kind);
          gb_seed_json_string (lines, "commune", commune->code);
          gb_seed_json_string (lines, "parent", parent);
          gb_seed_put_close (lines);
        }
    }
}

/* The home departments of the 46 officers seconded to communes on 21 October 2025 (DOMAIN.md, People);
 * on 13 October there were 34 from 7 of them. The two figures are published, which of a department's
 * officers came in the last week is not: that and everything else about them is made up. */
static const struct
{
  int department; /* in gb_seed_departments */
  int until_13_october;
  int after_13_october;
  GbSeedDesk desk;
  const char *field;
  const char *agency;
} secondments[] = {
  { 0, 9, 0, GB_SEED_LAND, "Đất đai", "kt" },
  { 1, 16, 6, GB_SEED_HEALTH, "Y tế", "vhxh" },
  { 2, 3, 2, GB_SEED_CONSTRUCTION, "Xây dựng", "kt" },
  { 3, 2, 0, GB_SEED_HOME_AFFAIRS, "Khiếu nại, tố cáo", "vp" },
  { 4, 1, 0, GB_SEED_HOME_AFFAIRS, "Dân tộc, tôn giáo", "vhxh" },
  { 5, 1, 0, GB_SEED_HOME_AFFAIRS, "Giáo dục", "vhxh" },
  { 6, 2, 0, GB_SEED_CULTURE_IT, "CNTT", "vp" },
  { 7, 0, 4, GB_SEED_HOME_AFFAIRS, "Nội vụ", "vhxh" },
};

/* The four of phường Nghĩa Lộ in the agreed pictures: placeholders, not people. */
static const struct
{
  int department;
  GbSeedDesk desk;
  const char *name;
  const char *from;
  const char *to;
} picture_secondments[] = {
  { 0, GB_SEED_LAND, "Nguyễn Văn A", "2025-10-01", "2027-03-31" },
  { 1, GB_SEED_HEALTH, "Đỗ Thị E", "2025-09-15", "2026-09-15" },
  { 2, GB_SEED_CONSTRUCTION, "Lê Văn C", "2025-10-21", "2026-10-21" },
  { 7, GB_SEED_HOME_AFFAIRS, "Huỳnh Văn G", "2025-10-21", "2026-10-21" },
};

static void
secondment_line (GbSeedCommune *commune,
                 int            number,
                 int            department,
                 const char    *name,
                 GbDay          from,
                 GbDay          to,
                 GbRandom      *random,
                 GString       *lines)
{
  g_autofree char *id = g_strdup_printf ("biet-phai-%02d", number);
  g_autofree char *agency = NULL;
  g_autofree char *decision = g_strdup_printf ("%d/QĐ-UBND (dữ liệu minh họa)", 900 + number * 7);
  g_autofree char *phone = gb_seed_phone (random);
  gsize row;

  for (row = 0; secondments[row].department != department; row++)
    ;
  agency = g_strconcat (commune->code, "-", secondments[row].agency, NULL);
  gb_seed_put_open (lines, "officer", id);
  gb_seed_json_string (lines, "name", name);
  gb_seed_json_string (lines, "title", "Chuyên viên biệt phái");
  gb_seed_json_string (lines, "kind", "seconded");
  gb_seed_json_string (lines, "commune", commune->code);
  gb_seed_json_string (lines, "agency", agency);
  gb_seed_json_string (lines, "home", gb_seed_departments[department].id);
  gb_seed_json_string (lines, "field", secondments[row].field);
  gb_seed_posts_fields (commune, secondments[row].desk, secondments[row].field, lines);
  gb_seed_json_string (lines, "decision", decision);
  gb_seed_json_date (lines, "from", from);
  gb_seed_json_date (lines, "to", to);
  gb_seed_json_string (lines, "phone", phone);
  gb_seed_put_close (lines);
}

static GbDay
months_later (GbDay day,
              int   months)
{
  int y, m, d;

  gb_day_to_ymd (day, &y, &m, &d);
  m += months - 1;
  return gb_day_from_ymd (y + m / 12, m % 12 + 1, MIN (d, 28));
}

static int
in_picture (int department)
{
  int n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (picture_secondments); i++)
    n += picture_secondments[i].department == department ? 1 : 0;
  return n;
}

static GbSeedCommune *
draw_host (GbSeedWorld *world,
           GbRandom    *random,
           GHashTable  *taken)
{
  for (;;)
    {
      GbSeedCommune *commune =
          world->communes->pdata[gb_random_below (random, (int) world->communes->len)];

      if (g_hash_table_size (taken) >= world->communes->len ||
          (strcmp (commune->code, GB_SEED_PICTURE_COMMUNE) != 0 &&
           g_hash_table_add (taken, commune)))
        return commune;
    }
}

/* One officer who came after 13 October (@late) or before; takes over the desk of the host. */
static void
second_one (GbSeedWorld *world,
            GbRandom    *random,
            GHashTable  *taken,
            int          row,
            int          number,
            gboolean     late,
            GString     *lines)
{
  static const int months[] = { 12, 12, 18, 24, 36 };
  GbSeedCommune *host = draw_host (world, random, taken);
  g_autofree char *name = gb_seed_name (random);
  GbDay from = late ? gb_day_from_ymd (2025, 10, 14) + gb_random_below (random, 8)
                    : gb_day_from_ymd (2025, 8, 4) + gb_random_below (random, 70);
  GbDay to = months_later (from, months[gb_random_below (random, G_N_ELEMENTS (months))]);

  secondment_line (host, number, secondments[row].department, name, from, to, random, lines);
  g_free (host->desks[secondments[row].desk].name);
  host->desks[secondments[row].desk].name = g_steal_pointer (&name);
}

/**
 * gb_seed_people_secondments:
 * @lines: feed lines are appended
 *
 * The seconded officers (cán bộ biệt phái); to be called after gb_seed_people_officers().
 */
void
gb_seed_people_secondments (GbSeedWorld *world,
                            GString     *lines)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  GbSeedCommune *picture = gb_seed_world_commune (world, GB_SEED_PICTURE_COMMUNE);
  int number = 0;
  GbRandom random;

  gb_random_init (&random, world->seed, "secondments", 0);
  for (gsize i = 0; picture != NULL && i < G_N_ELEMENTS (picture_secondments); i++)
    {
      GbDay from, to;

      gb_day_parse (picture_secondments[i].from, &from, NULL);
      gb_day_parse (picture_secondments[i].to, &to, NULL);
      secondment_line (picture, ++number, picture_secondments[i].department,
                       picture_secondments[i].name, from, to, &random, lines);
      g_free (picture->desks[picture_secondments[i].desk].name);
      picture->desks[picture_secondments[i].desk].name = g_strdup (picture_secondments[i].name);
    }
  for (gsize row = 0; row < G_N_ELEMENTS (secondments); row++)
    {
      int early = secondments[row].until_13_october;
      int late = secondments[row].after_13_october;

      /* A picture's officers are among the published figures; theirs of 21 October came late. */
      if (picture != NULL && in_picture (secondments[row].department) > 0)
        {
          if (late > 0 && row != 1)
            late--;
          else
            early--;
        }
      for (int i = 0; i < early + late; i++)
        second_one (world, &random, taken, (int) row, ++number, i >= early, lines);
    }
}
