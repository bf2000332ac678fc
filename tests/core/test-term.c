/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "gb-term.h"

static GbDay
day_of (const char *text)
{
  GbDay day;

  if (text == NULL)
    return GB_DAY_NONE;
  g_assert_true (gb_day_parse (text, &day, NULL));
  return day;
}

static const struct
{
  const char *name;
  gboolean seconded;
  gboolean desk;
  const char *from;
  const char *to;
  const char *decision;
  guint expected;
} terms[] = {
  { "a year", TRUE, FALSE, "2025-09-15", "2026-09-15", "914/QĐ-UBND", 0 },
  /* Decree 170/2025/NĐ-CP, art. 26: three years at most, written either way. */
  { "three years to the day before", TRUE, FALSE, "2025-10-01", "2028-09-30", "1", 0 },
  { "three years to the same day", TRUE, FALSE, "2025-10-01", "2028-10-01", "1", 0 },
  { "a day more", TRUE, FALSE, "2025-10-01", "2028-10-02", "1", GB_TERM_TOO_LONG },
  { "own staff may be longer", FALSE, FALSE, "2025-07-01", "2030-06-30", NULL, 0 },
  { "no decision", TRUE, FALSE, "2025-09-15", "2026-09-15", NULL, GB_TERM_NO_DECISION },
  { "an empty decision", TRUE, FALSE, "2025-09-15", "2026-09-15", "", GB_TERM_NO_DECISION },
  { "no end", TRUE, FALSE, "2025-09-15", NULL, "1", GB_TERM_NO_DATES },
  { "no begin, no decision", TRUE, FALSE, NULL, "2026-09-15", NULL, GB_TERM_NO_DATES | GB_TERM_NO_DECISION },
  { "own staff without end", FALSE, TRUE, "2025-07-01", NULL, NULL, 0 },
  { "turned round", TRUE, TRUE, "2026-09-15", "2025-09-15", "1", GB_TERM_TURNED_ROUND },
  /* Decree 118/2025/NĐ-CP, art. 11: twelve to thirty-six months at the one-stop desk. */
  { "twelve months at the desk", FALSE, TRUE, "2025-07-01", "2026-06-30", NULL, 0 },
  { "a day less", FALSE, TRUE, "2025-07-01", "2026-06-29", NULL, GB_TERM_DESK_SHORT },
  { "thirty-six months at the desk", FALSE, TRUE, "2025-07-01", "2028-07-01", NULL, 0 },
  { "a day more at the desk", FALSE, TRUE, "2025-07-01", "2028-07-02", NULL, GB_TERM_DESK_LONG },
  { "seconded to the desk for too long", TRUE, TRUE, "2025-07-01", "2028-07-02", "1",
    GB_TERM_DESK_LONG | GB_TERM_TOO_LONG },
};

static void
test_terms (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (terms); i++)
    {
      const GbTerm term = { terms[i].seconded, terms[i].desk, day_of (terms[i].from), day_of (terms[i].to),
                            terms[i].decision };

      g_test_message ("%s", terms[i].name);
      g_assert_cmpuint (gb_term_check (&term), ==, terms[i].expected);
    }
}

/* Civil Code 2015, art. 148(2): a term of months ends on the same day, else on the month's last. */
static void
test_months (void)
{
  static const struct
  {
    const char *from;
    int months;
    const char *expected;
  } cases[] = {
    { "2025-07-01", 12, "2026-07-01" }, { "2025-01-31", 1, "2025-02-28" },  { "2023-01-31", 13, "2024-02-29" },
    { "2025-12-31", 2, "2026-02-28" },  { "2025-11-30", 1, "2025-12-30" }, { "2024-02-29", 36, "2027-02-28" },
    { "2025-12-15", 0, "2025-12-15" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = gb_day_format (gb_term_add_months (day_of (cases[i].from), cases[i].months));

      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

/* Whatever is told has a name for programs; what goes by a law names the article. */
static void
test_names (void)
{
  for (guint i = 0; i < GB_N_TERM_WARNINGS; i++)
    {
      GbTermWarning warning = (GbTermWarning) (1u << i);

      g_assert_nonnull (gb_term_warning_nick (warning));
      if (warning != GB_TERM_TURNED_ROUND)
        g_assert_nonnull (strstr (gb_term_warning_source (warning), "Điều"));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/term/law", test_terms);
  g_test_add_func ("/term/months", test_months);
  g_test_add_func ("/term/names", test_names);
  return g_test_run ();
}
