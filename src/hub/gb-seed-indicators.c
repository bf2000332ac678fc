/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-seed-indicators.h"

#include "gb-seed-json.h"

/* The period that the published figures speak of, and when they were taken. */
#define PERIOD "2025-08"
#define AS_OF_YEAR 2025
#define AS_OF_MONTH 8
#define AS_OF_DAY 31

/**
 * Programme:
 * @numerator: of the whole province
 * @denominator: of the whole province, 0 = none
 * @target: of the whole province, 0 = none
 * @each: the figures are each commune's own, not shared out
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
} Programme;

/* The published figures of DOMAIN.md ("Programme indicators"). Their split among the communes, the
 * targets and what has no published figure (the last five) are an illustration. */
static const Programme programmes[] = {
  { "chung-thu-so", "Chứng thư số đang hoạt động", "chứng thư", 15200, 0, 16000, FALSE, NULL },
  { "chung-thu-so-cap-moi", "Chứng thư số cấp mới", "chứng thư", 500, 0, 0, FALSE, NULL },
  { "chung-thu-so-thay-doi", "Chứng thư số thay đổi thông tin", "chứng thư", 4000, 0, 0, FALSE,
    NULL },
  { "chung-thu-so-mo-khoa", "Chứng thư số mở khóa", "chứng thư", 400, 0, 0, FALSE, NULL },
  { "tap-huan", "Cán bộ, công chức được tập huấn", "người", 800, 0, 0, FALSE, NULL },
  { "nghi-dinh-178", "Chi trả theo Nghị định 178", "hồ sơ", 2930, 3553, 3553, FALSE,
    "2025-12-31T17:00:00+07:00" },
  { "khong-chuyen-trach", "Chế độ người hoạt động không chuyên trách", "hồ sơ", 91, 1649, 1649,
    FALSE, NULL },
  { "bieu-mau-dien-tu", "Biểu mẫu điện tử của dịch vụ công thiết yếu", "dịch vụ", 24, 30, 30, TRUE,
    NULL },
  { "tthc-noi-bo", "Thủ tục hành chính nội bộ đã rà soát", "thủ tục", 34, 50, 50, TRUE,
    "2025-11-30T17:00:00+07:00" },
  { "tru-so-hu-hong", "Trụ sở, điểm làm việc xuống cấp", "nơi", 118, 410, 0, FALSE, NULL },
  { "thiet-bi-hu-hong", "Thiết bị hư hỏng", "bộ", 640, 5200, 0, FALSE, NULL },
  { "thanh-toan-truc-tuyen", "Phí, lệ phí nộp trực tuyến", "lượt", 31500, 52000, 40000, FALSE,
    NULL },
};

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

static void
value_line (GbSeedWorld     *world,
            const Programme *programme,
            guint            index,
            gint64           people,
            GbRandom        *random,
            GString         *lines)
{
  GbSeedCommune *commune = world->communes->pdata[index];
  g_autofree char *id = g_strdup_printf ("%s/%s/" PERIOD, programme->id, commune->code);
  gint64 numerator = programme->numerator;
  gint64 denominator = programme->denominator;
  gint64 target = programme->target;

  if (programme->each)
    numerator = MIN (denominator, numerator * gb_random_range (random, 70, 130) / 100);
  else
    {
      denominator = part_of (world, index, denominator, people);
      numerator = part_of (world, index, numerator, people);
      target = part_of (world, index, target, people);
    }
  gb_seed_put_open (lines, "indicator-value", id);
  gb_seed_json_string (lines, "indicator", programme->id);
  gb_seed_json_string (lines, "commune", commune->code);
  gb_seed_json_string (lines, "period", PERIOD);
  gb_seed_json_integer (lines, "numerator", numerator);
  if (programme->denominator != 0)
    gb_seed_json_integer (lines, "denominator", denominator);
  if (programme->target != 0)
    gb_seed_json_integer (lines, "target", target);
  gb_seed_json_string (lines, "due", programme->due);
  gb_seed_json_time (lines, "as_of",
                     gb_day_at (gb_day_from_ymd (AS_OF_YEAR, AS_OF_MONTH, AS_OF_DAY), 17 * 3600));
  gb_seed_put_close (lines);
}

/**
 * gb_seed_indicators:
 * @lines: feed lines are appended
 *
 * Programme indicators (chỉ tiêu) with a value for each commune; what is computed from dossiers is
 * the hub's.
 */
void
gb_seed_indicators (GbSeedWorld *world,
                    GString     *lines)
{
  gint64 people = 0;
  GbRandom random;

  gb_random_init (&random, world->seed, "indicators", 0);
  for (guint i = 0; i < world->communes->len; i++)
    people += ((GbSeedCommune *) world->communes->pdata[i])->population;
  for (int p = 0; p < (int) G_N_ELEMENTS (programmes); p++)
    {
      gb_seed_put_open (lines, "indicator", programmes[p].id);
      gb_seed_json_string (lines, "name", programmes[p].name);
      gb_seed_json_string (lines, "unit", programmes[p].unit);
      gb_seed_json_string (lines, "kind", "programme");
      gb_seed_json_integer (lines, "order", 100 + p);
      gb_seed_put_close (lines);
      for (guint i = 0; i < world->communes->len; i++)
        value_line (world, &programmes[p], i, people, &random, lines);
    }
}
