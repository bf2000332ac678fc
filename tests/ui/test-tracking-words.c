/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-tracking-words.h"

#include "gb-language.h"

static const struct
{
  gint64 early, ontime, late;
  const char *share;
} shares[] = {
  { 0, 0, 0, "–" },          { 0, 0, 5, "0,0 %" },       { 3, 2, 0, "100,0 %" },
  { 1, 1, 1, "66,7 %" },     { 1, 0, 2, "33,3 %" },      { 1, 0, 7, "12,5 %" },
  { 5000, 4999, 1, "99,9 %" }, { 1, 1000, 9000, "10,0 %" },
};

/* What is not all on time is never told as 100 %. */
static void
test_share (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (shares); i++)
    {
      GbTrackingRow row = { 0 };
      g_autofree char *figure = NULL;

      row.counts[GB_TRACKING_DONE] = 100000;
      row.counts[GB_TRACKING_DONE_EARLY] = shares[i].early;
      row.counts[GB_TRACKING_DONE_ONTIME] = shares[i].ontime;
      row.counts[GB_TRACKING_DONE_LATE] = shares[i].late;
      figure = gb_tracking_words_figure (row.counts, GB_TRACKING_SHARE);
      g_assert_cmpstr (figure, ==, shares[i].share);
    }
}

static const struct
{
  int column;
  gint64 count, before;
  const char *figure;
  const char *change;
  const char *told;
} cells[] = {
  { GB_TRACKING_DONE_LATE, 12, 9, "12", "▲ 3", "Đã xử lý quá hạn, Đất đai: 12, kỳ trước 9" },
  { GB_TRACKING_PERIOD, 1290, 12345, "1.290", "▼ 11.055",
    "Tiếp nhận trong kỳ, Đất đai: 1.290, kỳ trước 12.345" },
  { GB_TRACKING_PAUSED, 7, 7, "7", "", "Tạm dừng, Đất đai: 7, kỳ trước 7" },
  { GB_TRACKING_POST, 0, 4, "0", "▼ 4",
    "Tiếp nhận qua bưu chính công ích, Đất đai: 0, kỳ trước 4" },
};

static void
test_cells (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      GbTrackingRow row = { .key = (char *) "Đất đai", .name = (char *) "Đất đai" };
      g_autofree char *figure = NULL;
      g_autofree char *change = NULL;
      g_autofree char *told = NULL;

      row.counts[cells[i].column] = cells[i].count;
      row.previous[cells[i].column] = cells[i].before;
      figure = gb_tracking_words_figure (row.counts, cells[i].column);
      change = gb_tracking_words_change (&row, cells[i].column);
      told = gb_tracking_words_cell (&row, cells[i].column, TRUE);
      g_assert_cmpstr (figure, ==, cells[i].figure);
      g_assert_cmpstr (change, ==, cells[i].change);
      g_assert_cmpstr (told, ==, cells[i].told);
    }
}

static void
test_share_changes (void)
{
  GbTrackingRow row = { 0 };
  g_autofree char *unknown = NULL;
  g_autofree char *change = NULL;
  g_autofree char *told = NULL;

  row.counts[GB_TRACKING_DONE_EARLY] = 9;
  row.counts[GB_TRACKING_DONE_LATE] = 1;
  unknown = gb_tracking_words_change (&row, GB_TRACKING_SHARE);
  g_assert_cmpstr (unknown, ==, "");
  row.previous[GB_TRACKING_DONE_ONTIME] = 39;
  row.previous[GB_TRACKING_DONE_LATE] = 1;
  change = gb_tracking_words_change (&row, GB_TRACKING_SHARE);
  told = gb_tracking_words_cell (&row, GB_TRACKING_SHARE, TRUE);
  g_assert_cmpstr (change, ==, "▼ 7,5");
  g_assert_cmpstr (told, ==, "Tỷ lệ xử lý đúng hạn, Tổng cộng: 90,0 %, kỳ trước 97,5 %");
}

static const struct
{
  const char *set;
  const char *words;
} sets[] = {
  { "tracking/done-late/2026-07-01/2026-08-26?field=Đất đai",
    "Đã xử lý quá hạn · Đất đai · 01/07–26/08/2026" },
  { "tracking/received/2026-08-01/2026-08-31?unit=21028",
    "Tổng số tiếp nhận · 01/08–26/08/2026" },
  { "tracking/done/2025-12-01/2026-01-31?unit=21028&unit-name=Nghĩa Lộ",
    "Đã xử lý · Nghĩa Lộ · 01/12/2025–31/01/2026" },
  { "tracking/paused/2026-08-26/2026-08-26?unit=21028&officer=Đỗ Thị Én",
    "Tạm dừng · Đỗ Thị Én · 26/08/2026" },
  { "tracking/processing/2026-09-01/2026-09-30?officer=",
    "Đang xử lý · chưa có cán bộ · 01/09/2026" },
};

/* A period under way is told until today. */
static void
test_sets (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      g_autoptr (GbDossierSet) set = gb_dossier_set_parse (sets[i].set);
      g_autofree char *words = NULL;

      g_assert_nonnull (set);
      words = gb_tracking_words_set (set, gb_day_from_ymd (2026, 8, 26));
      g_assert_cmpstr (words, ==, sets[i].words);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gb_language_init ("vi");
  g_test_add_func ("/tracking-words/share", test_share);
  g_test_add_func ("/tracking-words/cells", test_cells);
  g_test_add_func ("/tracking-words/share-changes", test_share_changes);
  g_test_add_func ("/tracking-words/sets", test_sets);
  return g_test_run ();
}
