/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-commune-figures.h"

#include "gb-calendars.h"
#include "gb-cursor-repository.h"
#include "gb-dossier-repository.h"
#include "gb-map-repository.h"
#include "gb-store-fixture.h"

#define PUT(type, id, data)                                                                        \
  "{\"op\":\"put\",\"type\":\"" type "\",\"id\":\"" id "\",\"rev\":1,\"data\":{" data "}}\n"
#define DOSSIER(id, owner, receiver, state, due)                                                   \
  PUT ("dossier", id,                                                                              \
       "\"procedure\":\"p\",\"field\":\"Y tế\",\"channel\":\"desk\",\"commune\":\"" owner "\","    \
       "\"received_by\":\"" receiver "\",\"state\":" state due)
#define DUE(day) ",\"due\":\"" day "T17:00:00+07:00\""
#define ISSUE(id, commune, kind, state)                                                            \
  PUT ("issue", id,                                                                                \
       "\"kind\":\"" kind "\",\"commune\":\"" commune "\",\"field\":\"Đất đai\",\"title\":\"t\","   \
       "\"state\":\"" state "\",\"level\":\"department\","                                         \
       "\"raised\":\"2026-08-01T08:00:00+07:00\",\"urged\":0")
#define OFFICER(id, commune, kind, days, fields)                                                   \
  PUT ("officer", id,                                                                              \
       "\"name\":\"Người " id "\",\"title\":\"Chuyên viên\",\"kind\":\"" kind "\","                 \
       "\"commune\":\"" commune "\",\"agency\":\"A1\"" days ",\"fields\":[" fields "]")
#define MAIN(field) "{\"field\":\"" field "\",\"role\":\"main\"}"
#define STAND_IN(field) "{\"field\":\"" field "\",\"role\":\"stand-in\"}"

static const char work[] =
    /* Two late and two in time are 21028's own; what it took in for another is the other's. */
    DOSSIER ("D-1", "21028", "21028", "4", DUE ("2026-08-20"))
    DOSSIER ("D-2", "21028", "21031", "2", DUE ("2026-08-25"))
    DOSSIER ("D-3", "21028", "21028", "4", DUE ("2026-08-26"))
    DOSSIER ("D-4", "21028", "21028", "4", DUE ("2026-09-30"))
    DOSSIER ("D-5", "21028", "21028", "4", "") DOSSIER ("D-6", "21028", "21028", "5", DUE ("2026-08-20"))
    DOSSIER ("D-7", "21028", "21028", "9", DUE ("2026-08-20"))
    DOSSIER ("D-8", "21031", "21028", "4", DUE ("2026-08-20"))
    ISSUE ("I-1", "21028", "difficulty", "new") ISSUE ("I-2", "21028", "guidance", "escalated")
    ISSUE ("I-3", "21028", "difficulty", "answered") ISSUE ("I-4", "21028", "report", "new")
    ISSUE ("I-5", "21031", "difficulty", "assigned");

static const char base[] =
    OFFICER ("O-1", "21028", "post", "", MAIN ("Đất đai") "," MAIN ("Hộ tịch"))
    OFFICER ("O-2", "21028", "post", "", MAIN ("Đất đai") "," STAND_IN ("Hộ tịch"))
    /* One who has left stands in for nobody, one who is to come is not there yet. */
    OFFICER ("O-3", "21028", "seconded", ",\"to\":\"2026-08-25\"", STAND_IN ("Đất đai"))
    OFFICER ("O-4", "21028", "seconded", ",\"from\":\"2026-08-26\",\"to\":\"2026-08-26\"", MAIN ("Y tế"))
    OFFICER ("O-5", "21028", "seconded", ",\"from\":\"2026-08-27\"", "")
    /* Elsewhere the same field has a stand-in. */
    OFFICER ("O-6", "21031", "post", "", MAIN ("Đất đai") "," STAND_IN ("Đất đai"))
    PUT ("commune", "21034",
         "\"name\":\"An Phú\",\"type\":\"xã\",\"province\":\"51\",\"area_km2\":1,\"population\":1,\"lon\":108,\"lat\":15");

typedef struct
{
  GbStoreFixture store;
  GHashTable *figures;
} Fixture;

static gpointer
load (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  g_autoptr (GbCalendars) calendars = gb_calendars_load (connection, error);
  g_auto (GbHorizon) horizon = { 0 };

  g_assert_nonnull (calendars);
  gb_horizon_init (&horizon, calendars, GB_TEST_NOW);
  return gb_commune_figures_load (connection, &horizon, error);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  gb_store_fixture_set_up (&self->store);
  gb_test_commit (&self->store, GB_RECORD_GROUP_WORK, work, NULL);
  gb_test_commit (&self->store, GB_RECORD_GROUP_BASE, base, NULL);
  self->figures = gb_store_read (self->store.store, load, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_clear_pointer (&self->figures, g_hash_table_unref);
  gb_store_fixture_tear_down (&self->store);
}

static void
test_values (Fixture       *self,
             gconstpointer  data)
{
  static const struct
  {
    const char *commune;
    GbCommuneIndicator indicator;
    gboolean known;
    gint64 numerator, denominator;
  } cases[] = {
    { "21028", GB_COMMUNE_LATE_SHARE, TRUE, 2, 4 },  { "21028", GB_COMMUNE_OVERDUE, TRUE, 2, -1 },
    { "21028", GB_COMMUNE_OPEN, TRUE, 6, -1 },       { "21028", GB_COMMUNE_ISSUES_WAITING, TRUE, 2, -1 },
    { "21028", GB_COMMUNE_SECONDED, TRUE, 1, -1 },   { "21028", GB_COMMUNE_COVERAGE_GAPS, TRUE, 2, -1 },
    { "21031", GB_COMMUNE_LATE_SHARE, TRUE, 1, 1 },  { "21031", GB_COMMUNE_OVERDUE, TRUE, 1, -1 },
    { "21031", GB_COMMUNE_ISSUES_WAITING, TRUE, 1, -1 }, { "21031", GB_COMMUNE_COVERAGE_GAPS, TRUE, 0, -1 },
  };
  static const GbCommuneFigures nothing;
  gint64 numerator, denominator;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const GbCommuneFigures *of = g_hash_table_lookup (self->figures, cases[i].commune);

      g_test_message ("%s %s", cases[i].commune, gb_commune_indicator_id (cases[i].indicator));
      g_assert_nonnull (of);
      g_assert_cmpint (gb_commune_figures_value (of, cases[i].indicator, &numerator, &denominator), ==, cases[i].known);
      g_assert_cmpint (numerator, ==, cases[i].numerator);
      g_assert_cmpint (denominator, ==, cases[i].denominator);
    }
  g_assert_null (g_hash_table_lookup (self->figures, "21034"));
  g_assert_false (gb_commune_figures_value (&nothing, GB_COMMUNE_COVERAGE_GAPS, &numerator, &denominator));
  g_assert_true (gb_commune_figures_value (&nothing, GB_COMMUNE_OPEN, &numerator, &denominator));
}

static gpointer
count_owned (GbSqlConnection *connection,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  g_autoptr (GbDossierSet) set = gb_dossier_set_parse (data);
  g_autoptr (GbDossierQuery) query = NULL;
  gint64 count;

  g_assert_nonnull (set);
  query = gb_dossier_query_new (gb_dossier_set_get_filter (set));
  query->set = g_steal_pointer (&set);
  g_assert_true (gb_dossier_repository_count (connection, query, GB_TEST_NOW, &count, error));
  return GSIZE_TO_POINTER (count + 1);
}

/* What a figure says is as many rows as it opens. */
static void
test_opens (Fixture       *self,
            gconstpointer  data)
{
  static const struct
  {
    const char *commune;
    GbDossierFilter filter;
    gsize count;
  } cases[] = {
    { "21028", GB_DOSSIER_FILTER_OVERDUE, 2 }, { "21028", GB_DOSSIER_FILTER_OPEN, 6 },
    { "21031", GB_DOSSIER_FILTER_OVERDUE, 1 }, { "21028", GB_DOSSIER_FILTER_FINISHED, 1 },
    { "21034", GB_DOSSIER_FILTER_OPEN, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GbDossierSet) set = gb_dossier_set_new (GB_DOSSIER_SET_OWNED, (int) cases[i].filter, 20691, 20691);
      g_autofree char *text = NULL;
      g_autoptr (GError) error = NULL;

      set->unit = g_strdup (cases[i].commune);
      text = gb_dossier_set_to_text (set);
      g_test_message ("%s", text);
      g_assert_cmpuint (GPOINTER_TO_SIZE (gb_store_read (self->store.store, count_owned, text, NULL, &error)), ==,
                        cases[i].count + 1);
      g_assert_no_error (error);
    }
}

static gpointer
read_reach (GbSqlConnection *connection,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  g_auto (GbMapReach) reach = { 0 };

  g_assert_true (gb_map_repository_reach (connection, &reach, error));
  return g_strdup_printf ("%d%d%d", gb_map_reach_has (&reach, "21028"), gb_map_reach_has (&reach, "21031"),
                          reach.province);
}

static gpointer
narrow (GbSqlConnection *connection,
        gpointer         data,
        GCancellable    *cancellable,
        GError         **error)
{
  g_assert_true (gb_cursor_change_scope (connection, "commune:21028", error));
  return NULL;
}

/* Until everything has been pulled again nothing that is counted is sure. */
static void
test_reach (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *reach = gb_store_read (self->store.store, read_reach, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (reach, ==, "111");
  gb_store_write (self->store.store, narrow, NULL, NULL, &error);
  g_assert_no_error (error);
  g_free (reach);
  reach = gb_store_read (self->store.store, read_reach, NULL, NULL, &error);
  g_assert_cmpstr (reach, ==, "000");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/commune-figures/values", Fixture, NULL, set_up, test_values, tear_down);
  g_test_add ("/commune-figures/opens", Fixture, NULL, set_up, test_opens, tear_down);
  g_test_add ("/commune-figures/reach", Fixture, NULL, set_up, test_reach, tear_down);
  return g_test_run ();
}
