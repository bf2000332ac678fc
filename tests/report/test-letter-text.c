/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-letter-text.h"
#include "gb-letter-urging.h"

/* Days under ten and the first two months have two digits (decree 30/2020/NĐ-CP). */
static void
test_dates (void)
{
  static const struct
  {
    int year, month, day;
    const char *text;
  } dates[] = {
    { 2026, 8, 26, "ngày 26 tháng 8 năm 2026" },  { 2026, 9, 5, "ngày 05 tháng 9 năm 2026" },
    { 2026, 1, 1, "ngày 01 tháng 01 năm 2026" },  { 2026, 2, 28, "ngày 28 tháng 02 năm 2026" },
    { 2026, 3, 10, "ngày 10 tháng 3 năm 2026" },  { 2026, 12, 31, "ngày 31 tháng 12 năm 2026" },
  };
  g_autofree char *unknown = gb_letter_text_date (GB_DAY_NONE);
  g_autofree char *never = gb_letter_text_moment (0);
  g_autofree char *noon = gb_letter_text_moment (gb_day_at (gb_day_from_ymd (2026, 8, 26), 7 * 3600 + 5 * 60 + 59));

  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autofree char *text = gb_letter_text_date (gb_day_from_ymd (dates[i].year, dates[i].month, dates[i].day));

      g_assert_cmpstr (text, ==, dates[i].text);
    }
  g_assert_cmpstr (unknown, ==, "ngày …… tháng …… năm ……");
  g_assert_cmpstr (never, ==, "…… giờ …… phút, ngày …… tháng …… năm ……");
  g_assert_cmpstr (noon, ==, "07 giờ 05 phút, ngày 26 tháng 8 năm 2026");
}

static void
test_words (void)
{
  static const struct
  {
    const char *typed;
    const char *text;
  } sentences[] = {
    { "Chờ ý kiến", "Chờ ý kiến." },        { " Chờ\n\n ý  kiến. ", "Chờ ý kiến." }, { "Vì sao?", "Vì sao?" },
    { "", "" },                             { " \t\n", "" },                        { "a\302\240b", "a b." },
    { "Chờ ý kiến; ", "Chờ ý kiến." },      { ";", "" },
  };
  static const struct
  {
    int seconds, day;
    const char *text;
  } amounts[] = {
    { 0, 28800, "0 phút" },        { 59, 28800, "0 phút" },          { -1800, 28800, "30 phút" },
    { 3600, 28800, "1 giờ" },      { 26100, 28800, "7 giờ 15 phút" }, { 28800, 28800, "1 ngày" },
    { -39600, 28800, "1 ngày 3 giờ" }, { 28859, 28800, "1 ngày" },   { 28800, 14400, "2 ngày" },
  };
  static const struct
  {
    const char *number; /* (nullable) */
    const char *text;
  } numbers[] = { { NULL, "Số: ……" }, { "", "Số: ……" }, { "18", "Số: 18/PXL" }, { "18/PXL", "Số: 18/PXL" },
                  { "18/2026/PXL-UBND", "Số: 18/2026/PXL-UBND" } };

  for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      g_autofree char *text = gb_letter_text_sentence (sentences[i].typed);

      g_assert_cmpstr (text, ==, sentences[i].text);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      g_autofree char *text = gb_letter_text_amount (amounts[i].seconds, amounts[i].day);

      g_assert_cmpstr (text, ==, amounts[i].text);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *text = gb_letter_text_number (numbers[i].number, "PXL");

      g_assert_cmpstr (text, ==, numbers[i].text);
    }
}

/* A paper about several dossiers bears the numbers of all slips, and none while one has none. */
static void
test_numbers (void)
{
  static const struct
  {
    const char *numbers; /* with spaces between, "-" for none */
    const char *text;
  } papers[] = {
    { "18/PĐĐ", "Số: 18/PĐĐ" },
    { "18", "Số: 18/PĐĐ" },
    { "20/PĐĐ 18/PĐĐ 19/PĐĐ", "Số: 18-20/PĐĐ" },
    { "18 19", "Số: 18, 19/PĐĐ" },
    { "18/PĐĐ 20/PĐĐ 21/PĐĐ 22/PĐĐ 7/PĐĐ", "Số: 7, 18, 20-22/PĐĐ" },
    { "18/PĐĐ -", "Số: ……" },
    { "-", "Số: ……" },
    { "A1 18/PĐĐ", "Số: 18/PĐĐ, A1" },
    { "A1 B2", "Số: A1, B2" },
    { "18 18", "Số: 18/PĐĐ" },
    { "20 18 19 18 20", "Số: 18-20/PĐĐ" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      g_auto (GStrv) numbers = g_strsplit (papers[i].numbers, " ", -1);
      g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GPtrArray) slips = g_ptr_array_new_with_free_func (g_free);
      GbUrgeForm form = { .items = items };
      g_autofree char *text = NULL;

      for (gsize j = 0; numbers[j] != NULL; j++)
        {
          GbUrge *slip = g_new0 (GbUrge, 1);
          GbUrgeFormItem *item = g_new0 (GbUrgeFormItem, 1);

          slip->number = g_str_equal (numbers[j], "-") ? NULL : numbers[j];
          item->slip = slip;
          g_ptr_array_add (slips, slip);
          g_ptr_array_add (items, item);
        }
      text = gb_letter_urging_number (&form);
      g_assert_cmpstr (text, ==, papers[i].text);
    }
}

/* Whose authority somebody signs with. */
static void
test_authority (void)
{
  static const char *const lines[] = { "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
                                       "TL. CHỦ TỊCH\nGIÁM ĐỐC TRUNG TÂM\nPHỤC VỤ HÀNH CHÍNH CÔNG",
                                       "KT. GIÁM ĐỐC TRUNG TÂM\nPHỤC VỤ HÀNH CHÍNH CÔNG\nPHÓ GIÁM ĐỐC" };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *text = gb_letter_text_authority ((GbSignerRole) i);

      g_assert_cmpstr (text, ==, lines[i]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/letter-text/dates", test_dates);
  g_test_add_func ("/letter-text/words", test_words);
  g_test_add_func ("/letter-text/numbers", test_numbers);
  g_test_add_func ("/letter-text/authority", test_authority);
  return g_test_run ();
}
