/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-mask.h"

static void
test_names (void)
{
  static const struct
  {
    const char *name, *masked;
  } cases[] = {
    { "Nguyễn Thị Ánh", "N. T. Á." },
    { "  đỗ   văn  đức ", "Đ. V. Đ." },
    { "Công ty TNHH Phước-An 36", "C. T. T. P. A. •." },
    { "A\xCC\x81nh E\xCC\x82", "Á. Ê." }, /* decomposed */
    { "Y", "Y." },
    { "", "" },
    { "0905123456", "•." },
    { NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *masked = gb_mask_name (cases[i].name);

      g_assert_cmpstr (masked, ==, cases[i].masked);
    }
}

/* No word of more than one letter is left, whatever the bytes are. */
static void
test_any_bytes (void)
{
  for (int i = 0; i < 2000; i++)
    {
      char bytes[24];
      g_autofree char *masked = NULL;
      int letters = 0;

      for (gsize j = 0; j < sizeof bytes; j++)
        bytes[j] = (char) g_test_rand_int_range (1, 256);
      bytes[sizeof bytes - 1] = '\0';
      masked = gb_mask_name (bytes);
      g_assert_true (g_utf8_validate (masked, -1, NULL));
      for (const char *c = masked; *c != '\0'; c = g_utf8_next_char (c))
        {
          letters = g_unichar_isalnum (g_utf8_get_char (c)) ? letters + 1 : 0;
          g_assert_cmpint (letters, <=, 1);
        }
    }
}

static void
test_numbers (void)
{
  static const struct
  {
    const char *number, *masked;
  } cases[] = {
    { "0905123456", "••••••••56" },
    { "0905 123 456", "•••• ••• •56" },
    { "+84-905.12.34.56", "+••-•••.••.••.56" },
    { "051088001234", "••••••••••34" },
    { "113", "113" },
    { "tổ 7", "tổ 7" },
    { "", "" },
    { NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *masked = gb_mask_number (cases[i].number);

      g_assert_cmpstr (masked, ==, cases[i].masked);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mask/names", test_names);
  g_test_add_func ("/mask/any-bytes", test_any_bytes);
  g_test_add_func ("/mask/numbers", test_numbers);

  return g_test_run ();
}
