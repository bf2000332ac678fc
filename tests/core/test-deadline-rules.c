/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-deadline-rules.h"

#include <string.h>

/* The ids are in JSON that scripts read, and each rule cites its source. */
static void
test_ids (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (GbDeadlineRule rule = 0; rule < GB_N_DEADLINE_RULES; rule++)
    {
      const char *id = gb_deadline_rule_id (rule);

      g_assert_cmpuint (strspn (id, "abcdefghijklmnopqrstuvwxyz-:"), ==, strlen (id));
      g_assert_true (g_hash_table_add (seen, (gpointer) id));
      g_assert_true (g_utf8_validate (gb_deadline_rule_source (rule), -1, NULL));
      g_assert_cmpuint (strlen (gb_deadline_rule_source (rule)), >, 10);
      g_assert_cmpuint (strlen (gb_deadline_rule_label (rule)), >, 5);
    }
}

/* What DOMAIN.md names by article. */
static const struct
{
  GbDeadlineRule rule;
  const char *article;
} articles[] = {
  { GB_RULE_RESTART, "61/2018" },      { GB_RULE_RESTART, "khoản 4 Điều 19" }, { GB_RULE_RESTART, "297/2025" },
  { GB_RULE_LAST_HOUR, "297/2025" },   { GB_RULE_EXTEND, "khoản 9 Điều 19" },  { GB_RULE_EXTEND, "118/2025" },
  { GB_WARNING_EXTEND_TWICE, "khoản 9 Điều 19" }, { GB_WARNING_SUPPLEMENT_TWICE, "khoản 4 Điều 19" },
  { GB_WARNING_APOLOGY_LATE, "khoản 9 Điều 19" },
};

static void
test_articles (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (articles); i++)
    g_assert_nonnull (strstr (gb_deadline_rule_source (articles[i].rule), articles[i].article));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/deadline-rules/ids", test_ids);
  g_test_add_func ("/deadline-rules/articles", test_articles);
  return g_test_run ();
}
