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

/* What DOMAIN.md names by article, for every rule; where it names none, the decree on the one-stop desk,
 * the Labour Code's days of rest, or the agreement on exchanged data. */
#define D61 "61/2018/NĐ-CP"
#define D61_4 "khoản 4 Điều 19"
#define D61_9 "khoản 9 Điều 19"
#define D297 "297/2025/NĐ-CP"
#define D118 "118/2025/NĐ-CP"
#define EXCHANGE "trao đổi dữ liệu"

static const char *const articles[GB_N_DEADLINE_RULES][3] = {
  [GB_RULE_ACCEPTED] = { D61, "Điều 19" },
  [GB_RULE_CUTOFF] = { D61, "Điều 19" },
  [GB_RULE_LAST_HOUR] = { D297 },
  [GB_RULE_NEXT_OPEN] = { "Bộ luật Lao động 2019", "111", "112" },
  [GB_RULE_SAME_DAY] = { D61, "Điều 19" },
  [GB_RULE_DAYS_SAME_TIME] = { D61, "Điều 19" },
  [GB_RULE_DAYS_DAY_END] = { D61, "Điều 19" },
  [GB_RULE_HALF_DAYS_SAME_TIME] = { D61, "Điều 19" },
  [GB_RULE_HALF_DAYS_DAY_END] = { D61, "Điều 19" },
  [GB_RULE_WORKING_HOURS] = { D61, "Điều 19" },
  [GB_RULE_CALENDAR_DAYS] = { D61, "Điều 19" },
  [GB_RULE_SUPPLEMENT_ASKED] = { D61, D61_4, "297/2025/NĐ-CP, khoản 4 Điều 6" },
  [GB_RULE_RESTART] = { D61, D61_4, "297/2025/NĐ-CP, khoản 4 Điều 6" },
  [GB_RULE_PAUSE] = { D61, "Điều 19" },
  [GB_RULE_RESUME] = { D61, "Điều 19" },
  [GB_RULE_EXTEND] = { D61, D61_9, D118 },
  [GB_RULE_FINISHED] = { D61, "Điều 19" },
  [GB_WARNING_LATE_RECEPTION] = { D61, "Điều 19" },
  [GB_WARNING_SUPPLEMENT_LATE] = { D61, D61_4, D297 },
  [GB_WARNING_SUPPLEMENT_TWICE] = { D61, D61_4, D297 },
  [GB_WARNING_SUPPLEMENT_INCOMPLETE] = { D61, D61_4, D297 },
  [GB_WARNING_SUPPLEMENT_AFTER_DUE] = { D61, D61_4, D297 },
  [GB_WARNING_PAUSE_AFTER_DUE] = { D61, "Điều 19" },
  [GB_WARNING_EXTEND_AFTER_DUE] = { D61, D61_9, D118 },
  [GB_WARNING_EXTEND_TWICE] = { D61, D61_9, D118 },
  [GB_WARNING_EXTEND_BACKWARDS] = { D61, D61_9, D118 },
  [GB_WARNING_APOLOGY_LATE] = { D61, D61_9, D118 },
  [GB_WARNING_FUTURE_EVENT] = { EXCHANGE },
  [GB_WARNING_BEFORE_RECEIVED] = { EXCHANGE },
  [GB_WARNING_AFTER_END] = { EXCHANGE },
  [GB_WARNING_OPEN_AT_END] = { EXCHANGE },
  [GB_WARNING_NO_PARTNER] = { EXCHANGE },
  [GB_WARNING_DUPLICATE] = { EXCHANGE },
  [GB_WARNING_OUT_OF_ORDER] = { EXCHANGE },
};

static void
test_articles (void)
{
  for (GbDeadlineRule rule = 0; rule < GB_N_DEADLINE_RULES; rule++)
    {
      g_test_message ("%s", gb_deadline_rule_id (rule));
      g_assert_nonnull (articles[rule][0]);
      for (gsize i = 0; i < G_N_ELEMENTS (articles[rule]) && articles[rule][i] != NULL; i++)
        g_assert_nonnull (strstr (gb_deadline_rule_source (rule), articles[rule][i]));
    }
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
