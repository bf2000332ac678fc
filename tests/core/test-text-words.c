/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-text-words.h"

/* What was typed, in words, and where a text has them. */

static const struct
{
  const char *text;
  const char *words;
} words[] = {
  { NULL, "" },
  { " ?! ", "" },
  { "Đăng ký  Khai-Sinh", "dang|ky|khai-sinh" },
  { "(1.001193), \"giấy\".", "1.001193|giay" },
  { "a b c d e f g h i k l m n o", "a|b|c|d|e|f|g|h|i|k|l|m" },
};

static const struct
{
  const char *text;
  const char *words;
  const char *marked;
} spans[] = {
  { "Đăng ký khai sinh", "khai sinh", "Đăng ký [khai] [sinh]" },
  { "Đăng ký khai sinh", "dang", "[Đăng] ký khai sinh" },
  { "Đường Nguyễn Huệ", "nguyen hu", "Đường [Nguyễn] [Hu]ệ" },
  /* Words begin words, a number stands anywhere. */
  { "Giấy chứng sinh", "ung", "Giấy chứng sinh" },
  { "nana na", "na", "[na]na [na]" },
  { "1.001193", "1193", "1.00[1193]" },
  /* Decomposed, with the marks that belong to a letter */
  { "Nguye\xcc\x82\xcc\x83n An", "nguyen", "[Nguye\xcc\x82\xcc\x83n] An" },
  { "khai khai sinh", "khai khai", "[khai] [khai] sinh" },
  { "Hộ tịch", "ho tich ho", "[Hộ] [tịch]" },
  { "không có", "zz", "không có" },
  { "", "a", "" },
};

static void
test_words (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_auto (GStrv) found = gb_text_words (words[i].text);
      g_autofree char *told = g_strjoinv ("|", found);

      g_assert_cmpstr (told, ==, words[i].words);
    }
}

static void
test_spans (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      g_auto (GStrv) wanted = gb_text_words (spans[i].words);
      g_autoptr (GArray) found = gb_text_find_spans (spans[i].text, (const char *const *) wanted);
      g_autoptr (GString) marked = g_string_new (spans[i].text);

      for (guint k = found->len; k > 0; k--)
        {
          const GbTextSpan *span = &g_array_index (found, GbTextSpan, k - 1);

          g_string_insert_c (marked, (gssize) span->end, ']');
          g_string_insert_c (marked, (gssize) span->start, '[');
        }
      g_assert_cmpstr (marked->str, ==, spans[i].marked);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-words/words", test_words);
  g_test_add_func ("/text-words/spans", test_spans);
  return g_test_run ();
}
