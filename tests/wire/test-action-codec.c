/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-action-codec.h"
#include "gb-wire-error.h"

#include <string.h>

#define ID1 "0d3c2b1a-1111-4222-8333-444455556666"
#define ID2 "0d3c2b1a-1111-4222-8333-444455557777"
#define MADE "2026-08-26T07:15:00+07:00"
#define MADE_SECONDS G_GINT64_CONSTANT (1787703300)

static GBytes *
bytes (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static void
assert_text (GBytes     *body,
             const char *expected)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));

  g_assert_cmpstr (text, ==, expected);
}

/* --- actions -------------------------------------------------------------------------------- */

#define ACTIONS                                                                                    \
  "[{\"id\":\"" ID1 "\",\"type\":\"issue.confirm\",\"target\":\"PA-1\",\"base_rev\":7,"            \
  "\"made_at\":\"" MADE "\",\"replaces\":\"" ID2 "\",\"data\":{\"text\":\"Đã xong \\\"tốt\\\"\"}}," \
  "{\"id\":\"" ID2 "\",\"type\":\"task.progress\",\"target\":\"t\",\"base_rev\":0,"                \
  "\"made_at\":\"" MADE "\",\"data\":{}}]"

static void
test_actions (void)
{
  g_autoptr (GBytes) body = bytes (ACTIONS), again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) actions = gb_action_codec_decode (body, &error);
  const GbActionMessage *one, *two;

  g_assert_no_error (error);
  g_assert_cmpuint (actions->len, ==, 2);
  one = actions->pdata[0];
  two = actions->pdata[1];
  g_assert_cmpstr (one->id, ==, ID1);
  g_assert_cmpstr (one->type, ==, "issue.confirm");
  g_assert_cmpstr (one->target, ==, "PA-1");
  g_assert_cmpint (one->base_rev, ==, 7);
  g_assert_cmpint (one->made_at, ==, MADE_SECONDS);
  g_assert_cmpstr (one->replaces, ==, ID2);
  g_assert_cmpstr (one->data, ==, "{\"text\":\"Đã xong \\\"tốt\\\"\"}");
  g_assert_null (one->field);
  g_assert_null (two->replaces);
  g_assert_cmpstr (two->data, ==, "{}");
  again = gb_action_codec_encode (actions);
  assert_text (again, ACTIONS);
}

#define ACTION(members) "[{\"id\":\"" ID1 "\"," members "}]"

static const struct
{
  const char *name;
  const char *text;
  const char *field; /* (nullable): what is broken, the rest can be answered */
  int code; /* of the whole, -1 when it can be read */
} actions_cases[] = {
  { "empty-list", "[]", NULL, -1 },
  { "unknown-members",
    ACTION ("\"type\":\"comet.watch\",\"target\":\"t\",\"base_rev\":1,\"made_at\":\"" MADE "\",\"data\":{},\"tail\":[1]"),
    NULL, -1 },
  { "no-type", ACTION ("\"target\":\"t\",\"base_rev\":1,\"made_at\":\"" MADE "\",\"data\":{}"), "type", -1 },
  { "no-target", ACTION ("\"type\":\"t\",\"base_rev\":1,\"made_at\":\"" MADE "\",\"data\":{}"), "target", -1 },
  { "half-a-character",
    ACTION ("\"type\":\"t\",\"target\":\"\\ud800\",\"base_rev\":1,\"made_at\":\"" MADE "\",\"data\":{}"), NULL,
    GB_WIRE_ERROR_SYNTAX },
  { "rev-text", ACTION ("\"type\":\"t\",\"target\":\"t\",\"base_rev\":\"1\",\"made_at\":\"" MADE "\",\"data\":{}"),
    "base_rev", -1 },
  { "rev-negative", ACTION ("\"type\":\"t\",\"target\":\"t\",\"base_rev\":-1,\"made_at\":\"" MADE "\",\"data\":{}"),
    "base_rev", -1 },
  { "no-time", ACTION ("\"type\":\"t\",\"target\":\"t\",\"base_rev\":1,\"data\":{}"), "made_at", -1 },
  { "time-without-offset",
    ACTION ("\"type\":\"t\",\"target\":\"t\",\"base_rev\":1,\"made_at\":\"2026-08-26T07:15:00\",\"data\":{}"),
    "made_at", -1 },
  { "replaces-what",
    ACTION ("\"type\":\"t\",\"target\":\"t\",\"base_rev\":1,\"made_at\":\"" MADE "\",\"replaces\":\"x\",\"data\":{}"),
    "replaces", -1 },
  { "no-data", ACTION ("\"type\":\"t\",\"target\":\"t\",\"base_rev\":1,\"made_at\":\"" MADE "\""), "data", -1 },
  { "data-list", ACTION ("\"type\":\"t\",\"target\":\"t\",\"base_rev\":1,\"made_at\":\"" MADE "\",\"data\":[]"), "data",
    -1 },
  { "no-list", "{}", NULL, GB_WIRE_ERROR_VALUE },
  { "no-id", "[{\"type\":\"t\"}]", NULL, GB_WIRE_ERROR_VALUE },
  { "no-uuid", "[{\"id\":\"1\"}]", NULL, GB_WIRE_ERROR_VALUE },
  { "no-object", "[1]", NULL, GB_WIRE_ERROR_VALUE },
  { "cut", "[{\"id\":\"", NULL, GB_WIRE_ERROR_SYNTAX },
  { "nothing", "", NULL, GB_WIRE_ERROR_SYNTAX },
  { "html", "<html></html>", NULL, GB_WIRE_ERROR_SYNTAX },
  { "deep", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]", NULL, GB_WIRE_ERROR_LIMIT },
};

static void
test_actions_read (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions_cases); i++)
    {
      g_autoptr (GBytes) body = bytes (actions_cases[i].text);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) actions = gb_action_codec_decode (body, &error);

      g_test_message ("%s", actions_cases[i].name);
      if (actions_cases[i].code >= 0)
        {
          g_assert_error (error, GB_WIRE_ERROR, actions_cases[i].code);
          g_assert_null (actions);
          continue;
        }
      g_assert_no_error (error);
      if (actions->len > 0)
        {
          const GbActionMessage *action = actions->pdata[0];

          g_assert_cmpstr (action->id, ==, ID1);
          g_assert_cmpstr (action->field, ==, actions_cases[i].field);
        }
    }
}

/* --- results -------------------------------------------------------------------------------- */

#define RESULTS                                                                                    \
  "[{\"id\":\"" ID1 "\",\"status\":\"applied\",\"rev\":18},"                                       \
  "{\"id\":\"" ID2 "\",\"status\":\"conflict\",\"record\":{\"state\":\"answered\"},\"record_rev\":9}," \
  "{\"id\":\"" ID1 "\",\"status\":\"conflict\",\"record\":null,\"record_rev\":0},"                 \
  "{\"id\":\"" ID2 "\",\"status\":\"refused\",\"problem\":{\"type\":\"/scope\",\"title\":\"Ngoài phạm vi\"," \
  "\"status\":403,\"detail\":\"Hồ sơ khác xã\",\"subject\":\"target\","                            \
  "\"vi\":{\"title\":\"Ngoài phạm vi\",\"detail\":\"Hồ sơ khác xã\"},"                             \
  "\"en\":{\"title\":\"Beyond\",\"detail\":\"Another commune\"}}},"                                \
  "{\"id\":\"" ID1 "\",\"status\":\"later\",\"retry_after\":40}]"

static void
test_results (void)
{
  g_autoptr (GBytes) body = bytes (RESULTS), again = NULL;
  g_autoptr (GError) error = NULL;
  guint n_unreadable = 9;
  g_autoptr (GPtrArray) results = gb_action_codec_decode_results (body, &n_unreadable, &error);
  const GbActionResult *const *r;

  g_assert_no_error (error);
  g_assert_cmpuint (n_unreadable, ==, 0);
  g_assert_cmpuint (results->len, ==, 5);
  r = (const GbActionResult *const *) results->pdata;
  g_assert_cmpint (r[0]->rev, ==, 18);
  g_assert_cmpstr (r[1]->record, ==, "{\"state\":\"answered\"}");
  g_assert_cmpint (r[1]->record_rev, ==, 9);
  g_assert_null (r[2]->record);
  g_assert_cmpstr (r[3]->problem.type, ==, "/scope");
  g_assert_cmpint (r[3]->problem.status, ==, 403);
  g_assert_cmpstr (r[3]->problem.field, ==, "target");
  g_assert_cmpstr (r[3]->problem.title_vi, ==, "Ngoài phạm vi");
  g_assert_cmpstr (r[3]->problem.detail_vi, ==, "Hồ sơ khác xã");
  g_assert_cmpstr (r[3]->problem.title_en, ==, "Beyond");
  g_assert_cmpstr (r[3]->problem.detail_en, ==, "Another commune");
  g_assert_cmpuint (r[4]->retry_after, ==, 40);
  again = gb_action_codec_encode_results (results);
  assert_text (again, RESULTS);
}

#define RESULT(members) "[{\"id\":\"" ID1 "\"," members "}]"

static const struct
{
  const char *name;
  const char *text;
  int n; /* of results, -1 when the whole cannot be read */
  guint n_unreadable;
} results_cases[] = {
  { "unknown-status", RESULT ("\"status\":\"perhaps\""), 0, 1 },
  { "no-status", RESULT ("\"rev\":1"), 0, 1 },
  { "applied-without-rev", RESULT ("\"status\":\"applied\""), 0, 1 },
  { "no-id", "[{\"status\":\"applied\",\"rev\":1}]", 0, 1 },
  { "no-object", "[null,7,\"x\"]", 0, 3 },
  { "one-of-two", "[{\"id\":\"" ID1 "\",\"status\":\"applied\",\"rev\":1},{}]", 1, 1 },
  { "refused-without-words", RESULT ("\"status\":\"refused\""), 1, 0 },
  { "later-for-ever", RESULT ("\"status\":\"later\",\"retry_after\":99999999999"), 1, 0 },
  { "later-before-now", RESULT ("\"status\":\"later\",\"retry_after\":-5"), 1, 0 },
  { "no-list", "{\"results\":[]}", -1, 0 },
  { "html", "<html></html>", -1, 0 },
};

static void
test_results_read (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (results_cases); i++)
    {
      g_autoptr (GBytes) body = bytes (results_cases[i].text);
      g_autoptr (GError) error = NULL;
      guint n_unreadable = 0;
      g_autoptr (GPtrArray) results = gb_action_codec_decode_results (body, &n_unreadable, &error);

      g_test_message ("%s", results_cases[i].name);
      if (results_cases[i].n < 0)
        {
          g_assert_nonnull (error);
          g_assert_null (results);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpint (results->len, ==, results_cases[i].n);
      g_assert_cmpuint (n_unreadable, ==, results_cases[i].n_unreadable);
      for (guint j = 0; j < results->len; j++)
        g_assert_cmpuint (((GbActionResult *) results->pdata[j])->retry_after, <=, 24 * 60 * 60);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/actions/both-ways", test_actions);
  g_test_add_func ("/wire/actions/read", test_actions_read);
  g_test_add_func ("/wire/results/both-ways", test_results);
  g_test_add_func ("/wire/results/read", test_results_read);
  return g_test_run ();
}
