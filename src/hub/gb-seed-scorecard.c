/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-seed-scorecard.h"

#include "gb-seed-json.h"

/* In lists behind those that are computed and those of programmes. */
#define FIRST_ORDER 766

/**
 * Indicator:
 * @low: of figures that only the province has, the worst commune's share in percent; 0 = it is computed
 * @of: of how many at least
 *
 * How a group's points are split among its indicators no source tells: this split is an illustration that keeps to
 * the groups' totals (18, 20, 22, 22, 18).
 */
typedef struct
{
  const char *id;
  const char *name;
  int group;
  int points;
  int low;
  int of;
} Indicator;

static const Indicator indicators[] = {
  { "766-1.1", "Thủ tục hành chính được công bố đúng hạn", 1, 4, 82, 20 },
  { "766-1.2", "Thủ tục hành chính được cập nhật, công khai đúng hạn", 1, 4, 84, 20 },
  { "766-1.3", "Thủ tục hành chính được công khai đầy đủ nội dung", 1, 6, 88, 90 },
  { "766-1.4", "Hồ sơ đồng bộ lên Cổng Dịch vụ công quốc gia", 1, 4, 90, 300 },
  { "766-2.1", "Hồ sơ giải quyết đúng hạn", 2, 20, 0, 0 },
  { "766-3.1", "Thủ tục có dịch vụ công trực tuyến", 3, 4, 0, 0 },
  { "766-3.2", "Dịch vụ công trực tuyến có phát sinh hồ sơ", 3, 3, 0, 0 },
  { "766-3.3", "Hồ sơ nộp trực tuyến", 3, 5, 0, 0 },
  { "766-3.5", "Thủ tục thanh toán được trực tuyến", 3, 4, 0, 0 },
  { "766-3.6", "Hồ sơ thanh toán trực tuyến", 3, 6, 0, 0 },
  { "766-4.1", "Hồ sơ có kết quả điện tử", 4, 6, 0, 0 },
  { "766-4.2", "Hồ sơ được số hóa", 4, 6, 0, 0 },
  { "766-4.3", "Hồ sơ khai thác, sử dụng lại dữ liệu đã số hóa", 4, 4, 0, 0 },
  { "766-4.4", "Hồ sơ chia sẻ dữ liệu để tái sử dụng", 4, 3, 0, 0 },
  { "766-4.5", "Hồ sơ khai thác cơ sở dữ liệu quốc gia về dân cư", 4, 3, 0, 0 },
  { "766-5.2", "Phản ánh, kiến nghị xử lý đúng hạn", 5, 6, 0, 0 },
  { "766-5.3", "Hài lòng về xử lý phản ánh, kiến nghị", 5, 4, 0, 0 },
  { "766-5.4", "Hài lòng về giải quyết hồ sơ", 5, 8, 0, 0 },
};

static void
value_line (const Indicator *indicator,
            const char      *commune,
            const char      *period,
            gint64           as_of,
            GbRandom        *random,
            GString         *lines)
{
  g_autofree char *id = g_strdup_printf ("%s/%s/%s", indicator->id, commune, period);
  int denominator = gb_random_range (random, indicator->of, indicator->of * 3 / 2);

  gb_seed_put_open (lines, "indicator-value", id);
  gb_seed_json_string (lines, "indicator", indicator->id);
  gb_seed_json_string (lines, "commune", commune);
  gb_seed_json_string (lines, "period", period);
  gb_seed_json_integer (lines, "numerator", denominator * gb_random_range (random, indicator->low, 100) / 100);
  gb_seed_json_integer (lines, "denominator", denominator);
  gb_seed_json_time (lines, "as_of", as_of);
  gb_seed_put_close (lines);
}

/* A month at a time, as the national system closes them; the last one as it stands. */
static void
value_lines (GbSeedWorld     *world,
             GbSeedPlan      *plan,
             const Indicator *indicator,
             GString         *lines)
{
  for (guint i = 0; i < world->communes->len; i++)
    {
      GbSeedCommune *commune = world->communes->pdata[i];
      GbRandom random;
      int year, month, day, last_year, last_month;

      gb_random_init (&random, world->seed, indicator->id, g_ascii_strtoull (commune->code, NULL, 10));
      gb_day_to_ymd (plan->from, &year, &month, &day);
      gb_day_to_ymd (plan->to, &last_year, &last_month, &day);
      for (; year * 12 + month <= last_year * 12 + last_month; month++)
        {
          GbDay next;
          g_autofree char *period = NULL;

          if (month > 12)
            {
              year++;
              month = 1;
            }
          next = month < 12 ? gb_day_from_ymd (year, month + 1, 1) : gb_day_from_ymd (year + 1, 1, 1);
          period = g_strdup_printf ("%04d-%02d", year, month);
          value_line (indicator, commune->code, period, MIN (gb_day_at (next, -1), plan->now), &random, lines);
        }
    }
}

/**
 * gb_seed_scorecard:
 * @lines: feed lines are appended
 *
 * The indicators of the scorecard under decision 766/QĐ-TTg with their points.
 */
void
gb_seed_scorecard (GString *lines)
{
  for (gsize i = 0; i < G_N_ELEMENTS (indicators); i++)
    {
      gb_seed_put_open (lines, "indicator", indicators[i].id);
      gb_seed_json_string (lines, "name", indicators[i].name);
      gb_seed_json_string (lines, "unit", "%");
      gb_seed_json_string (lines, "kind", "scorecard");
      gb_seed_json_integer (lines, "order", FIRST_ORDER + (int) i);
      gb_seed_json_integer (lines, "group", indicators[i].group);
      gb_seed_json_integer (lines, "points", indicators[i].points);
      gb_seed_put_close (lines);
    }
}

/**
 * gb_seed_scorecard_values:
 * @lines: feed lines are appended
 *
 * The figures of these that only the province has, for each month of the plan.
 */
void
gb_seed_scorecard_values (GbSeedWorld *world,
                          GbSeedPlan  *plan,
                          GString     *lines)
{
  for (gsize i = 0; i < G_N_ELEMENTS (indicators); i++)
    if (indicators[i].low > 0)
      value_lines (world, plan, &indicators[i], lines);
}
