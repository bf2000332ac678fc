/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-reconcile.h"

#include "gb-store-fixture.h"

/* Accepted on Monday 10/08/2026 at 09:00; the procedure gives five working days at the same time. */
#define PROCEDURES                                                                                            \
  "{\"op\":\"put\",\"type\":\"procedure\",\"id\":\"p-old\",\"rev\":1,\"data\":{\"code\":\"1.000001\","         \
  "\"name\":\"Thủ tục một\",\"field\":\"Đất đai\",\"limit\":{\"unit\":\"working-days\",\"amount\":3,"          \
  "\"rule\":\"same-time\",\"source\":\"cũ\"},\"papers\":[],\"online\":\"full\",\"paper_result\":true,"         \
  "\"valid_to\":\"2026-07-31\"}}\n"                                                                           \
  "{\"op\":\"put\",\"type\":\"procedure\",\"id\":\"p\",\"rev\":1,\"data\":{\"code\":\"1.000001\","             \
  "\"name\":\"Thủ tục một\",\"field\":\"Đất đai\",\"limit\":{\"unit\":\"working-days\",\"amount\":5,"          \
  "\"rule\":\"same-time\",\"source\":\"mới\"},\"papers\":[],\"online\":\"full\",\"paper_result\":true,"        \
  "\"valid_from\":\"2026-08-01\"}}\n"                                                                         \
  "{\"op\":\"put\",\"type\":\"calendar-day\",\"id\":\"2026-08-12\",\"rev\":1,\"data\":{\"kind\":\"off\","      \
  "\"name\":\"Nghỉ\"}}\n"

#define SUPPLEMENT "5@2026-08-11T09:00 4@2026-08-13T09:00"
#define PAYMENT "6@2026-08-11T09:00 4@2026-08-11T15:00"

static const struct
{
  const char *procedure;
  const char *accepted;
  const char *due; /* the province's */
  const char *steps; /* STATE@TIME, after acceptance */
  const char *letter; /* the apology's new date */
  const char *computed;
  GbReconcileReason reason;
} cases[] = {
  { "1.000001", "2026-08-10T09:00", "2026-08-18T09:00", "", NULL, "2026-08-18T09:00", GB_RECONCILE_SAME },
  /* The version valid on the day of acceptance counts. */
  { "1.000001", "2026-07-31T09:00", "2026-08-05T09:00", "", NULL, "2026-08-05T09:00", GB_RECONCILE_SAME },
  { "9.999999", "2026-08-10T09:00", "2026-08-18T09:00", "", NULL, NULL, GB_RECONCILE_NO_RULE },
  { "1.000001", "2026-08-10T09:00", NULL, "", NULL, "2026-08-18T09:00", GB_RECONCILE_NO_OFFICIAL },
  { "1.000001", "2026-08-10T09:00", "2026-08-18T17:00", "", NULL, "2026-08-18T09:00", GB_RECONCILE_OTHER_RULE },
  { "1.000001", "2026-08-10T09:00", "2026-08-18T10:00", "", NULL, "2026-08-18T09:00", GB_RECONCILE_TIME_OF_DAY },
  { "1.000001", "2026-08-10T09:00", "2026-08-17T09:00", "", NULL, "2026-08-18T09:00",
    GB_RECONCILE_HOLIDAYS_NOT_COUNTED },
  { "1.000001", "2026-08-10T09:00", "2026-08-13T09:00", "", NULL, "2026-08-18T09:00", GB_RECONCILE_EARLIER },
  { "1.000001", "2026-08-10T09:00", "2026-08-28T09:00", "", NULL, "2026-08-18T09:00", GB_RECONCILE_LATER },
  { "1.000001", "2026-08-10T09:00", "2026-08-20T09:00", SUPPLEMENT, NULL, "2026-08-20T09:00", GB_RECONCILE_SAME },
  { "1.000001", "2026-08-10T09:00", "2026-08-18T09:00", SUPPLEMENT, NULL, "2026-08-20T09:00",
    GB_RECONCILE_NOT_RESTARTED },
  { "1.000001", "2026-08-10T09:00", "2026-08-18T14:00", PAYMENT, NULL, "2026-08-18T15:00", GB_RECONCILE_TIME_OF_DAY },
  { "1.000001", "2026-08-10T09:00", "2026-08-18T15:00", PAYMENT, NULL, "2026-08-18T15:00", GB_RECONCILE_SAME },
  { "1.000001", "2026-08-10T09:00", "2026-08-18T09:00", PAYMENT, NULL, "2026-08-18T15:00",
    GB_RECONCILE_PAUSE_NOT_COUNTED },
  { "1.000001", "2026-08-10T09:00", "2026-08-18T09:00", "6@2026-08-11T09:00", NULL, NULL, GB_RECONCILE_STANDING },
  { "1.000001", "2026-08-10T09:00", "2026-08-18T09:00", "", "2026-08-25T09:00", "2026-08-25T09:00",
    GB_RECONCILE_EXTENSION_NOT_APPLIED },
};

static void
append_steps (GString    *text,
              guint       serial,
              const char *steps)
{
  g_auto (GStrv) words = g_strsplit (steps, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (text,
                              "{\"op\":\"put\",\"type\":\"dossier-step\",\"id\":\"D%u/%u\",\"rev\":1,\"data\":{"
                              "\"dossier\":\"D%u\",\"at\":\"%s:00+07:00\",\"state\":%c}}\n",
                              serial, i, serial, words[i] + 2, words[i][0]);
}

static void
append_case (GString *text,
             guint    i)
{
  g_string_append_printf (text,
                          "{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"D%u\",\"rev\":1,\"data\":{"
                          "\"procedure\":\"Thủ tục khác\",\"procedure_code\":\"%s\",\"field\":\"Đất đai\","
                          "\"channel\":\"desk\",\"commune\":\"21028\",\"received_by\":\"21028\",\"state\":4,"
                          "\"submitted\":\"%s:00+07:00\",\"received\":\"%s:00+07:00\"",
                          i, cases[i].procedure, cases[i].accepted, cases[i].accepted);
  if (cases[i].due != NULL)
    g_string_append_printf (text, ",\"due\":\"%s:00+07:00\"", cases[i].due);
  g_string_append (text, "}}\n");
  append_steps (text, i, cases[i].steps);
  if (cases[i].letter != NULL)
    g_string_append_printf (text,
                            "{\"op\":\"put\",\"type\":\"letter\",\"id\":\"L%u\",\"rev\":1,\"data\":{\"dossier\":"
                            "\"D%u\",\"number\":\"1\",\"made\":\"2026-08-14T09:00:00+07:00\",\"reason\":\"Chờ\","
                            "\"new_due\":\"%s:00+07:00\"}}\n",
                            i, i, cases[i].letter);
}

static gpointer
list (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  return gb_reconcile_list (connection, data, GB_TEST_NOW, cancellable, error);
}

static GbReconcileRow *
find_row (GPtrArray *rows,
          guint      serial)
{
  g_autofree char *code = g_strdup_printf ("D%u", serial);

  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (((GbReconcileRow *) rows->pdata[i])->code, code))
      return rows->pdata[i];
  return NULL;
}

static void
check_case (GPtrArray *rows,
            guint      i)
{
  GbReconcileRow *row = find_row (rows, i);
  g_autofree char *computed = row != NULL && row->computed != 0 ? gb_time_format (row->computed) : NULL;
  g_autofree char *expected = cases[i].computed != NULL ? g_strconcat (cases[i].computed, ":00+07:00", NULL) : NULL;

  g_test_message ("case %u", i);
  if (cases[i].reason == GB_RECONCILE_SAME || cases[i].reason == GB_RECONCILE_STANDING)
    {
      g_assert_null (row);
      return;
    }
  g_assert_nonnull (row);
  g_assert_cmpstr (gb_reconcile_reason_nick (row->reason), ==, gb_reconcile_reason_nick (cases[i].reason));
  g_assert_cmpstr (computed, ==, expected);
  g_assert_cmpstr (gb_reconcile_reason_label (row->reason), !=, "");
}

static void
test_reasons (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) elsewhere = NULL;
  g_autoptr (GError) error = NULL;
  GbFeedPageResult counts;
  GbStoreFixture fixture = { 0 };

  gb_store_fixture_set_up (&fixture);
  gb_test_commit (&fixture, GB_RECORD_GROUP_BASE, PROCEDURES, &counts);
  g_assert_cmpuint (counts.set_aside, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    append_case (text, i);
  gb_test_commit (&fixture, GB_RECORD_GROUP_WORK, text->str, &counts);
  g_assert_cmpuint (counts.set_aside, ==, 0);

  rows = gb_store_read (fixture.store, list, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check_case (rows, i);

  elsewhere = gb_store_read (fixture.store, list, (gpointer) "21040", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (elsewhere->len, ==, 0);
  gb_store_fixture_tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reconcile/reasons", test_reasons);
  return g_test_run ();
}
