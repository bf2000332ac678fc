/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-programme-repository.h"

#include <math.h>

#include "gb-store-fixture.h"

#define N_COMMUNES 12
#define N_MONTHS 5

/* A random province: indicators of all shapes, months that are missing, values that are the same. */
typedef struct
{
  gboolean there;
  int numerator;
  int denominator; /* -1 = none */
  int target;      /* -1 = none */
} Value;

typedef struct
{
  GbStoreFixture store;
  Value values[4][N_COMMUNES][N_MONTHS];
} Fixture;

static const struct
{
  const char *id;
  gboolean share;
  gboolean target;
} indicators[] = { { "plain", FALSE, FALSE }, { "part", TRUE, FALSE }, { "aim", FALSE, TRUE }, { "both", TRUE, TRUE } };

/* The months from 2025-11 on: over the end of a year. */
static void
month_of (int  index,
          int *year,
          int *month)
{
  *year = index < 2 ? 2025 : 2026;
  *month = index < 2 ? 11 + index : index - 1;
}

static void
append_base (GString *text)
{
  for (int c = 0; c < N_COMMUNES; c++)
    g_string_append_printf (text,
                            "{\"op\":\"put\",\"type\":\"commune\",\"id\":\"%05d\",\"rev\":1,\"data\":{\"name\":\"X%02d\",\"type\":"
                            "\"xã\",\"province\":\"51\",\"area_km2\":1,\"population\":1,\"lon\":108,\"lat\":15}}\n",
                            10000 + c, N_COMMUNES - c);
  for (gsize i = 0; i < G_N_ELEMENTS (indicators); i++)
    g_string_append_printf (text,
                            "{\"op\":\"put\",\"type\":\"indicator\",\"id\":\"%s\",\"rev\":1,\"data\":{\"name\":\"n\",\"unit\":\"u\","
                            "\"kind\":\"programme\",\"order\":%d}}\n",
                            indicators[i].id, (int) i);
  g_string_append (text, "{\"op\":\"put\",\"type\":\"indicator\",\"id\":\"score\",\"rev\":1,\"data\":{\"name\":\"n\",\"unit\":\"u\","
                         "\"kind\":\"scorecard\",\"order\":9}}\n");
}

static void
append_value (GString    *text,
              const char *indicator,
              const char *commune,
              int         year,
              int         month,
              const Value *value)
{
  g_string_append_printf (text,
                          "{\"op\":\"put\",\"type\":\"indicator-value\",\"id\":\"%s/%s/%d-%02d\",\"rev\":1,\"data\":{\"indicator\":"
                          "\"%s\",\"commune\":\"%s\",\"period\":\"%d-%02d\",\"numerator\":%d,\"as_of\":\"2026-08-26T07:00:00+07:00\"",
                          indicator, commune, year, month, indicator, commune, year, month, value->numerator);
  if (value->denominator >= 0)
    g_string_append_printf (text, ",\"denominator\":%d", value->denominator);
  if (value->target >= 0)
    g_string_append_printf (text, ",\"target\":%d", value->target);
  g_string_append (text, "}}\n");
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (766);
  g_autoptr (GString) text = g_string_new (NULL);

  gb_store_fixture_set_up (&self->store);
  append_base (text);
  for (gsize i = 0; i < G_N_ELEMENTS (indicators); i++)
    for (int c = 0; c < N_COMMUNES; c++)
      for (int m = 0; m < N_MONTHS; m++)
        {
          Value *value = &self->values[i][c][m];
          g_autofree char *commune = g_strdup_printf ("%05d", 10000 + c);
          int year, month;

          /* Nobody has the third month, one commune nothing at all. */
          *value = (Value) { m != 2 && c != 5 && g_rand_int_range (rand, 0, 4) > 0, g_rand_int_range (rand, 0, 6),
                             indicators[i].share ? g_rand_int_range (rand, 0, 5) : -1,
                             indicators[i].target ? g_rand_int_range (rand, 1, 6) : -1 };
          month_of (m, &year, &month);
          if (value->there)
            append_value (text, indicators[i].id, commune, year, month, value);
        }
  gb_test_commit (&self->store, GB_RECORD_GROUP_BASE, text->str, NULL);
  g_assert_cmpint (gb_test_int (&self->store, "SELECT count(*) FROM local.set_aside"), ==, 0);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  gb_store_fixture_tear_down (&self->store);
}

typedef struct
{
  const char *indicator;
  const char *commune;
  gint64 now;
  GPtrArray *list;
  GArray *trend;
  GPtrArray *ranking;
} Question;

static gpointer
ask (GbSqlConnection *connection,
     gpointer         data,
     GCancellable    *cancellable,
     GError         **error)
{
  Question *question = data;

  question->list = gb_programme_repository_list (connection, question->commune, question->now, error);
  question->trend = gb_programme_repository_trend (connection, question->indicator, question->commune, error);
  question->ranking = gb_programme_repository_ranking (connection, question->indicator, error);
  return NULL;
}

static void
answer (Fixture  *self,
        Question *question)
{
  g_autoptr (GError) error = NULL;

  if (question->now == 0)
    question->now = GB_TEST_NOW;
  gb_store_read (self->store.store, ask, question, NULL, &error);
  g_assert_no_error (error);
}

static void
question_clear (Question *self)
{
  g_ptr_array_unref (self->list);
  g_array_unref (self->trend);
  g_ptr_array_unref (self->ranking);
}

static gboolean
same (double a,
      double b)
{
  return isnan (a) ? isnan (b) : a == b;
}

/* The slow way: adds up what was made, of one commune or all; NaN where there is nothing. */
static void
add_up (Fixture *self,
        int      indicator,
        int      commune,
        int      month,
        double   sums[3])
{
  sums[0] = sums[1] = sums[2] = NAN;
  for (int c = 0; c < N_COMMUNES; c++)
    {
      const Value *value = &self->values[indicator][c][month];
      const int parts[] = { value->numerator, value->denominator, value->target };

      if (!value->there || (commune >= 0 && c != commune))
        continue;
      for (int i = 0; i < 3; i++)
        if (parts[i] >= 0)
          sums[i] = isnan (sums[i]) ? parts[i] : sums[i] + parts[i];
    }
}

static int
last_month (Fixture *self,
            int      indicator,
            int      commune)
{
  double sums[3];

  for (int m = N_MONTHS - 1; m >= 0; m--)
    {
      add_up (self, indicator, commune, m, sums);
      if (!isnan (sums[0]))
        return m;
    }
  return -1;
}

static void
check_trend (Fixture *self,
             GArray  *trend,
             int      indicator,
             int      commune)
{
  int first = 0, last = last_month (self, indicator, commune);
  double sums[3];

  for (add_up (self, indicator, commune, first, sums); first < last && isnan (sums[0]);)
    add_up (self, indicator, commune, ++first, sums);
  g_assert_cmpuint (trend->len, ==, last < 0 ? 0 : last - first + 1);
  for (guint i = 0; i < trend->len; i++)
    {
      const GbProgrammePoint *point = &g_array_index (trend, GbProgrammePoint, i);
      int year, month;

      month_of (first + (int) i, &year, &month);
      add_up (self, indicator, commune, first + (int) i, sums);
      g_assert_cmpint (point->year, ==, year);
      g_assert_cmpint (point->month, ==, month);
      g_assert_true (same (point->numerator, sums[0]) && same (point->denominator, sums[1])
                     && same (point->target, sums[2]));
    }
}

static const GbProgramme *
find (GPtrArray  *list,
      const char *id)
{
  for (guint i = 0; i < list->len; i++)
    if (g_str_equal (((GbProgramme *) list->pdata[i])->id, id))
      return list->pdata[i];
  return NULL;
}

/* List and trend, of the province and of every commune. */
static void
test_sums (Fixture       *self,
           gconstpointer  data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (indicators); i++)
    for (int c = -1; c < N_COMMUNES; c++)
      {
        g_autofree char *commune = c >= 0 ? g_strdup_printf ("%05d", 10000 + c) : NULL;
        Question question = { .indicator = indicators[i].id, .commune = commune };
        const GbProgramme *programme;
        int last = last_month (self, (int) i, c);
        double sums[3];

        answer (self, &question);
        check_trend (self, question.trend, (int) i, c);
        programme = find (question.list, indicators[i].id);
        g_assert_cmpint (programme != NULL, ==, last >= 0);
        if (programme != NULL)
          {
            add_up (self, (int) i, c, last, sums);
            g_assert_true (same (programme->numerator, sums[0]) && same (programme->denominator, sums[1])
                           && same (programme->target, sums[2]));
          }
        question_clear (&question);
      }
}

/* How many of the others have more; who has as much stands by name, which here is the other way round than the code. */
static void
test_ranking (Fixture       *self,
              gconstpointer  data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (indicators); i++)
    {
      Question question = { .indicator = indicators[i].id };
      int month = last_month (self, (int) i, -1);
      guint expected = 0;

      answer (self, &question);
      for (int c = 0; c < N_COMMUNES; c++)
        {
          const Value *value = &self->values[i][c][month];

          expected += value->there && !(value->denominator == 0);
        }
      g_assert_cmpuint (question.ranking->len, ==, expected);
      for (guint r = 0; r < question.ranking->len; r++)
        {
          const GbProgrammeRank *rank = question.ranking->pdata[r];
          guint more = 0;

          for (guint o = 0; o < question.ranking->len; o++)
            more += ((GbProgrammeRank *) question.ranking->pdata[o])->amount > rank->amount;
          g_assert_cmpuint (rank->rank, ==, more + 1);
          if (r > 0 && ((GbProgrammeRank *) question.ranking->pdata[r - 1])->amount == rank->amount)
            g_assert_cmpstr (((GbProgrammeRank *) question.ranking->pdata[r - 1])->name, <, rank->name);
        }
      question_clear (&question);
    }
}

/* How a target stands, to the second and the day. */
static const struct
{
  const char *name;
  int numerator;
  int target; /* -1 = none */
  const char *due;
  GbProgrammeState state;
} states[] = {
  { "nothing to reach", 5, -1, NULL, GB_PROGRAMME_NO_TARGET },
  { "reached", 5, 5, "2026-08-26T07:15:00+07:00", GB_PROGRAMME_REACHED },
  { "reached after its day", 6, 5, "2025-01-01T17:00:00+07:00", GB_PROGRAMME_REACHED },
  { "no day", 4, 5, NULL, GB_PROGRAMME_UNDER_WAY },
  { "this moment", 4, 5, "2026-08-26T07:15:00+07:00", GB_PROGRAMME_DUE_SOON },
  { "a second ago", 4, 5, "2026-08-26T07:14:59+07:00", GB_PROGRAMME_MISSED },
  { "in thirty days", 4, 5, "2026-09-25T07:15:00+07:00", GB_PROGRAMME_DUE_SOON },
  { "a second later", 4, 5, "2026-09-25T07:15:01+07:00", GB_PROGRAMME_UNDER_WAY },
};

static void
test_states (Fixture       *self,
             gconstpointer  data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      Question question = { .indicator = "aim", .commune = "10005" };
      g_autofree char *target = states[i].target >= 0 ? g_strdup_printf (",\"target\":%d", states[i].target) : g_strdup ("");
      g_autofree char *due = states[i].due != NULL ? g_strdup_printf (",\"due\":\"%s\"", states[i].due) : g_strdup ("");
      g_autofree char *line = g_strdup_printf (
          "{\"op\":\"put\",\"type\":\"indicator-value\",\"id\":\"v\",\"rev\":%d,\"data\":{\"indicator\":\"aim\",\"commune\":\"10005\","
          "\"period\":\"2026-08\",\"numerator\":%d%s%s,\"as_of\":\"2026-08-26T07:00:00+07:00\"}}\n",
          (int) i + 2, states[i].numerator, target, due);

      gb_test_commit (&self->store, GB_RECORD_GROUP_BASE, line, NULL);
      answer (self, &question);
      g_test_message ("%s", states[i].name);
      g_assert_cmpint (find (question.list, "aim")->state, ==, states[i].state);
      question_clear (&question);
    }
}

/* What is told of a province as a whole: seen where no commune has any, and nobody's place. */
static void
test_whole_province (Fixture       *self,
                     gconstpointer  data)
{
  static const char lines[] =
      "{\"op\":\"put\",\"type\":\"indicator\",\"id\":\"other\",\"rev\":1,\"data\":{\"name\":\"n\",\"unit\":\"u\",\"kind\":\"programme\","
      "\"order\":7}}\n"
      "{\"op\":\"put\",\"type\":\"indicator-value\",\"id\":\"o\",\"rev\":1,\"data\":{\"indicator\":\"other\",\"commune\":\"52\","
      "\"period\":\"2025-08\",\"numerator\":113,\"denominator\":135,\"as_of\":\"2025-08-31T07:00:00+07:00\"}}\n"
      "{\"op\":\"put\",\"type\":\"indicator-value\",\"id\":\"p\",\"rev\":1,\"data\":{\"indicator\":\"plain\",\"commune\":\"51\","
      "\"period\":\"2026-02\",\"numerator\":1000,\"as_of\":\"2025-08-31T07:00:00+07:00\"}}\n"
      "{\"op\":\"put\",\"type\":\"indicator-value\",\"id\":\"s\",\"rev\":1,\"data\":{\"indicator\":\"score\",\"commune\":\"10001\","
      "\"period\":\"2026-02\",\"numerator\":1,\"as_of\":\"2025-08-31T07:00:00+07:00\"}}\n";
  Question question = { .indicator = "other" };

  gb_test_commit (&self->store, GB_RECORD_GROUP_BASE, lines, NULL);
  answer (self, &question);
  g_assert_cmpfloat (find (question.list, "other")->numerator, ==, 113);
  g_assert_cmpuint (question.trend->len, ==, 1);
  g_assert_cmpuint (question.ranking->len, ==, 0);
  g_assert_cmpfloat (find (question.list, "plain")->numerator, <, 1000);
  g_assert_null (find (question.list, "score"));
  question_clear (&question);
  question.commune = "10001";
  answer (self, &question);
  g_assert_null (find (question.list, "other"));
  question_clear (&question);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/programme/sums", Fixture, NULL, set_up, test_sums, tear_down);
  g_test_add ("/programme/ranking", Fixture, NULL, set_up, test_ranking, tear_down);
  g_test_add ("/programme/states", Fixture, NULL, set_up, test_states, tear_down);
  g_test_add ("/programme/whole-province", Fixture, NULL, set_up, test_whole_province, tear_down);
  return g_test_run ();
}
