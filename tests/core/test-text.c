/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-text.h"

static const struct
{
  const char *text;
  const char *folded;
} folds[] = {
  { NULL, "" },
  { "", "" },
  { "Nguyễn Thị", "nguyen thi" },
  { "nguyen thi", "nguyen thi" },
  { "ĐƯỜNG Nguyễn", "duong nguyen" },
  { "Đặng Đức Đạo", "dang duc dao" },
  /* The same letters composed and decomposed. */
  { "Ê\xcc\x80", "e" },
  { "\xe1\xbb\x80", "e" },
  { "ăâêôơưđ ĂÂÊÔƠƯĐ", "aaeooud aaeooud" },
  { "  Phường\t Nghĩa \n Lộ ", "phuong nghia lo" },
  { "H48.91-250813-0042", "h48.91-250813-0042" },
  { "họa xóa ủy", "hoa xoa uy" },
  { "\xff\xfe", "" },
};

static void
test_fold (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (folds); i++)
    {
      g_autofree char *folded = gb_text_fold (folds[i].text);

      g_assert_cmpstr (folded, ==, folds[i].folded);
    }
}

/* Folding what is folded changes nothing, for any Vietnamese letter. */
static void
test_fold_twice (void)
{
  for (gunichar c = 0x20; c < 0x1f00; c++)
    {
      char utf8[7] = { 0 };
      g_autofree char *once = NULL;
      g_autofree char *twice = NULL;

      if (!g_unichar_validate (c))
        continue;
      g_unichar_to_utf8 (c, utf8);
      once = gb_text_fold (utf8);
      twice = gb_text_fold (once);
      g_assert_cmpstr (once, ==, twice);
    }
}

static void
assert_ascending (GBytes    *(*key) (const char *),
                  const char *const *words)
{
  for (gsize i = 0; words[i] != NULL && words[i + 1] != NULL; i++)
    {
      g_autoptr (GBytes) a = key (words[i]);
      g_autoptr (GBytes) b = key (words[i + 1]);

      if (g_bytes_compare (a, b) >= 0)
        g_error ("“%s” should come before “%s”", words[i], words[i + 1]);
    }
}

static void
test_alphabet (void)
{
  const char *const letters[] = { "a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "g", "h", "i", "k", "l", "m", "n",
                                  "o", "ô", "ơ", "p", "q", "r", "s", "t", "u", "ư", "v", "x", "y", NULL };
  const char *const words[] = { "da", "dã", "dài", "đa", "đá", "e", NULL };

  assert_ascending (gb_text_sort_key, letters);
  assert_ascending (gb_text_sort_key, words);
}

static void
test_people (void)
{
  const char *const people[] = {
    "Nguyễn Văn An", "Trần An", "Nguyễn Anh", "Lê Văn Ân", "Phạm Thị Bình", "Lê Dung", "Lê Đức", "Đỗ Thị E",
    "Huỳnh Văn G", "Bùi Thị H", NULL,
  };

  assert_ascending (gb_text_person_sort_key, people);
}

static void
test_single_name (void)
{
  g_autoptr (GBytes) one = gb_text_person_sort_key (" Y ");
  g_autoptr (GBytes) plain = gb_text_sort_key ("Y");
  g_autoptr (GBytes) none = gb_text_person_sort_key (NULL);

  g_assert_true (g_bytes_equal (one, plain));
  g_assert_cmpuint (g_bytes_get_size (none), >, 0);
}

static void
test_codes (void)
{
  const char *const codes[] = {
    "H48.91-250812-0042",
    "H48.91-250813-0007",
    "000.00.91.H48-250813-0042",
    "H48.91-250814-0001",
    "H48.001.0102-260125-AA0001",
    "H48.001.0102-260125-AA0002",
    NULL,
  };

  for (gsize i = 0; codes[i + 1] != NULL; i++)
    {
      g_autofree char *a = gb_text_code_sort_key (codes[i]);
      g_autofree char *b = gb_text_code_sort_key (codes[i + 1]);

      g_assert_cmpstr (a, <, b);
    }
}

static void
test_opaque_codes (void)
{
  const char *const codes[] = { "", "-", "12345-1", "ABC", "2508-13", "x-25081a-0042" };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autofree char *key = gb_text_code_sort_key (codes[i]);

      g_assert_cmpstr (key, ==, codes[i]);
    }
}

static void
test_icu_version (void)
{
  g_assert_true (g_ascii_isdigit (*gb_text_icu_version ()));
  g_assert_true (gb_text_icu_version () == gb_text_icu_version ());
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/fold", test_fold);
  g_test_add_func ("/text/fold-twice", test_fold_twice);
  g_test_add_func ("/text/alphabet", test_alphabet);
  g_test_add_func ("/text/people", test_people);
  g_test_add_func ("/text/single-name", test_single_name);
  g_test_add_func ("/text/codes", test_codes);
  g_test_add_func ("/text/opaque-codes", test_opaque_codes);
  g_test_add_func ("/text/icu-version", test_icu_version);
  return g_test_run ();
}
