/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-seed-indicators.h"

#include "gb-seed-json.h"
#include "gb-seed-posts.h"

/* The month that the published figures speak of. */
#define FIRST_YEAR 2025
#define FIRST_MONTH 8
/* How many months up to the plan's instant have values beside it, and the pace at which these grow: the whole way
 * in so many. */
#define MONTHS 6
#define WHOLE_WAY 14

/**
 * Programme:
 * @numerator: of the whole province
 * @denominator: of the whole province, 0 = none
 * @target: of the whole province, 0 = none
 * @each: the figures are each commune's own, not shared out
 * @due: month and day by which the target is to be met, "" for none
 * @growth: per mille by which it grows in a year, where there is no denominator to reach; less than 0 where
 *   less is better
 */
typedef struct
{
  const char *id;
  const char *name;
  const char *unit;
  int numerator;
  int denominator;
  int target;
  gboolean each;
  const char *due;
  int growth;
} Programme;

/* The published figures of DOMAIN.md ("Programme indicators"). Their split among the communes, the
 * targets, what came later and what has no published figure (the last six) are an illustration. */
static const Programme programmes[] = {
  { "chung-thu-so", "Chứng thư số đang hoạt động", "chứng thư", 15200, 0, 16000, FALSE, "12-31", 60 },
  { "chung-thu-so-cap-moi", "Chứng thư số cấp mới", "chứng thư", 500, 0, 0, FALSE, "", -300 },
  { "chung-thu-so-thay-doi", "Chứng thư số thay đổi thông tin", "chứng thư", 4000, 0, 0, FALSE, "", -600 },
  { "chung-thu-so-mo-khoa", "Chứng thư số mở khóa", "chứng thư", 400, 0, 0, FALSE, "", -200 },
  { "tap-huan", "Cán bộ, công chức được tập huấn", "người", 800, 0, 0, FALSE, "", 900 },
  { "nghi-dinh-178", "Chi trả theo Nghị định 178", "hồ sơ", 2930, 3553, 3553, FALSE, "12-31", 0 },
  { "khong-chuyen-trach", "Chế độ người hoạt động không chuyên trách", "hồ sơ", 91, 1649, 1649, FALSE, "", 0 },
  { "bieu-mau-dien-tu", "Biểu mẫu điện tử của dịch vụ công thiết yếu", "dịch vụ", 24, 30, 30, TRUE, "", 0 },
  { "tthc-noi-bo", "Thủ tục hành chính nội bộ đã rà soát", "thủ tục", 34, 50, 50, TRUE, "11-30", 0 },
  { "tthc-cong-khai", "Thủ tục hành chính nội bộ đã công khai", "thủ tục", 26, 50, 50, TRUE, "10-10", 0 },
  { "tru-so-hu-hong", "Trụ sở, điểm làm việc xuống cấp", "nơi", 118, 410, 0, FALSE, "", -350 },
  { "thiet-bi-hu-hong", "Thiết bị hư hỏng", "bộ", 640, 5200, 0, FALSE, "", -250 },
  { "thanh-toan-truc-tuyen", "Phí, lệ phí nộp trực tuyến", "lượt", 31500, 52000, 40000, FALSE, "", 0 },
};

/* Of the 135 communes of Gia Lai 113 had asked for the payouts (DOMAIN.md): a figure of that province as a whole, to
 * compare with. */
#define NEIGHBOUR "52"
#define NEIGHBOUR_INDICATOR "khong-chuyen-trach-gia-lai"

/* In the picture of the scene's commune 43 of 50 procedures are reviewed; two fewer a month before, and so on. */
#define PICTURE_REVIEWED 43
#define PICTURE_REVIEWED_FIRST 26

/* A commune's part of @total by population: the running sum is rounded, so the parts sum to it. */
static gint64
part_of (GbSeedWorld *world,
         guint        index,
         gint64       total,
         gint64       people)
{
  gint64 before = 0;

  for (guint i = 0; i < index; i++)
    before += ((GbSeedCommune *) world->communes->pdata[i])->population;
  return total * (before + ((GbSeedCommune *) world->communes->pdata[index])->population) / people
         - total * before / people;
}

/* What a commune has: at first, and later on its way. */
typedef struct
{
  gint64 numerator;
  gint64 denominator;
  gint64 target;
  int pace; /* per cent of the usual one */
} Part;

static gboolean
is_picture (GbSeedCommune   *commune,
            const Programme *programme)
{
  return g_str_equal (commune->code, GB_SEED_PICTURE_COMMUNE) && g_str_equal (programme->id, "tthc-noi-bo");
}

static void
init_part (Part            *part,
           GbSeedWorld     *world,
           const Programme *programme,
           guint            index,
           gint64           people)
{
  GbSeedCommune *commune = world->communes->pdata[index];
  GbRandom random;
  int share;

  gb_random_init (&random, world->seed, programme->id, g_ascii_strtoull (commune->code, NULL, 10));
  share = gb_random_range (&random, 70, 130);
  *part = (Part) { programme->numerator, programme->denominator, programme->target,
                   gb_random_range (&random, 50, 150) };
  if (programme->each)
    part->numerator = MIN (part->denominator, part->numerator * share / 100);
  else
    {
      part->denominator = part_of (world, index, part->denominator, people);
      part->numerator = part_of (world, index, part->numerator, people);
      part->target = part_of (world, index, part->target, people);
    }
  if (is_picture (commune, programme))
    part->numerator = PICTURE_REVIEWED_FIRST;
}

static gint64
value_after (const Part      *part,
             const Programme *programme,
             int              months)
{
  gint64 way = (gint64) part->pace * months;

  if (programme->growth != 0)
    return part->numerator + part->numerator * programme->growth * way / (1000 * 100 * 12);
  return MIN (part->denominator,
              part->numerator + (part->denominator - part->numerator) * way / (100 * WHOLE_WAY));
}

/* The last day of a month that is counted from the first one. */
static GbDay
month_end (int months)
{
  int month = FIRST_MONTH - 1 + months + 1;

  return gb_day_from_ymd (FIRST_YEAR + month / 12, month % 12 + 1, 1) - 1;
}

static void
value_line (const Programme *programme,
            const Part      *part,
            const char      *commune,
            int              months,
            gint64           numerator,
            gint64           now,
            GString         *lines)
{
  GbDay last = month_end (months);
  g_autofree char *day = gb_day_format (last);
  g_autofree char *period = g_strndup (day, 7);
  g_autofree char *id = g_strdup_printf ("%s/%s/%s", programme->id, commune, period);

  gb_seed_put_open (lines, "indicator-value", id);
  gb_seed_json_string (lines, "indicator", programme->id);
  gb_seed_json_string (lines, "commune", commune);
  gb_seed_json_string (lines, "period", period);
  gb_seed_json_integer (lines, "numerator", numerator);
  if (programme->denominator != 0)
    gb_seed_json_integer (lines, "denominator", part->denominator);
  if (programme->target != 0)
    gb_seed_json_integer (lines, "target", part->target);
  if (programme->due[0] != '\0')
    {
      g_autofree char *due = g_strdup_printf ("%.4s-%sT17:00:00+07:00", period, programme->due);

      gb_seed_json_string (lines, "due", due);
    }
  gb_seed_json_time (lines, "as_of", MIN (gb_day_at (last, 17 * 3600), now));
  gb_seed_put_close (lines);
}

static void
indicator_line (const char *id,
                const char *name,
                const char *unit,
                int         order,
                GString    *lines)
{
  gb_seed_put_open (lines, "indicator", id);
  gb_seed_json_string (lines, "name", name);
  gb_seed_json_string (lines, "unit", unit);
  gb_seed_json_string (lines, "kind", "programme");
  gb_seed_json_integer (lines, "order", order);
  gb_seed_put_close (lines);
}

static void
neighbour_lines (GString *lines)
{
  const Programme programme = { .id = NEIGHBOUR_INDICATOR, .denominator = 135, .due = "" };
  const Part part = { .numerator = 113, .denominator = 135 };

  indicator_line (NEIGHBOUR_INDICATOR, "Xã, phường của Gia Lai đã đề nghị chế độ không chuyên trách", "xã",
                  100 + (int) G_N_ELEMENTS (programmes), lines);
  value_line (&programme, &part, NEIGHBOUR, 0, part.numerator, G_MAXINT64, lines);
}

static gint64
count_people (GbSeedWorld *world)
{
  gint64 people = 0;

  for (guint i = 0; i < world->communes->len; i++)
    people += ((GbSeedCommune *) world->communes->pdata[i])->population;
  return people;
}

/**
 * gb_seed_indicators:
 * @lines: feed lines are appended
 *
 * Programme indicators (chỉ tiêu) with each commune's value of the published month; what is computed
 * from dossiers is the hub's.
 */
void
gb_seed_indicators (GbSeedWorld *world,
                    GString     *lines)
{
  gint64 people = count_people (world);

  for (int p = 0; p < (int) G_N_ELEMENTS (programmes); p++)
    {
      indicator_line (programmes[p].id, programmes[p].name, programmes[p].unit, 100 + p, lines);
      for (guint i = 0; i < world->communes->len; i++)
        {
          Part part;

          init_part (&part, world, &programmes[p], i, people);
          value_line (&programmes[p], &part, ((GbSeedCommune *) world->communes->pdata[i])->code, 0, part.numerator,
                      G_MAXINT64, lines);
        }
    }
  neighbour_lines (lines);
}

/**
 * gb_seed_indicators_trend:
 * @lines: feed lines are appended
 *
 * How the values went on: the last months before the plan's instant, up to it.
 */
void
gb_seed_indicators_trend (GbSeedWorld *world,
                          GbSeedPlan  *plan,
                          GString     *lines)
{
  gint64 people = count_people (world);
  int year, month, day, last;

  gb_day_to_ymd (gb_time_day (plan->now), &year, &month, &day);
  last = (year - FIRST_YEAR) * 12 + month - FIRST_MONTH;
  for (int p = 0; p < (int) G_N_ELEMENTS (programmes); p++)
    for (guint i = 0; i < world->communes->len; i++)
      {
        GbSeedCommune *commune = world->communes->pdata[i];
        Part part;

        init_part (&part, world, &programmes[p], i, people);
        for (int months = MAX (1, last - MONTHS + 1); months <= last; months++)
          value_line (&programmes[p], &part, commune->code, months,
                      is_picture (commune, &programmes[p]) ? PICTURE_REVIEWED - 2 * (last - months)
                                                           : value_after (&part, &programmes[p], months),
                      plan->now, lines);
      }
}
