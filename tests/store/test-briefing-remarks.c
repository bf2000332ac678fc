/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-briefing-remarks.h"


#include "gb-setting-repository.h"
#include "gb-store-fixture.h"

#define COMMUNE "21028"
/* 19 to 25 August 2026 */
#define FROM 20684
#define TO 20690

typedef struct
{
  const char *commune;
  GbDay from, to;
} Days;

static const Days this_week = { COMMUNE, FROM, TO };

static gpointer
load (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  const Days *days = data;

  return gb_briefing_remarks_load (connection, days->commune, days->from, days->to, error);
}

static GbBriefingRemarks *
read_back (GbStoreFixture *f,
           Days            days)
{
  g_autoptr (GError) error = NULL;
  GbBriefingRemarks *remarks = gb_store_read (f->store, load, &days, NULL, &error);

  g_assert_no_error (error);
  return remarks;
}

static void
on_saved_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (gb_briefing_remarks_save_finish (GB_STORE (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return *(gboolean *) data;
}

static void
save (GbStoreFixture *f,
      Days            days,
      GbBriefingPart  part,
      const char     *text)
{
  g_autoptr (GbBriefingRemarks) remarks = gb_briefing_remarks_new ();
  gboolean done = FALSE;

  gb_briefing_remarks_set (remarks, part, text);
  gb_briefing_remarks_save_async (f->store, days.commune, days.from, days.to, remarks, 1u << part, on_saved_cb, &done);
  g_assert_true (gb_test_wait (is_done, &done));
}

/* What is written comes back, also by a program started later; nothing written is not an empty text. */
static void
test_round_trip (void)
{
  static const char *const written[GB_N_BRIEFING_PARTS] = {
    [GB_BRIEFING_PART_REASONS] = "Bản đồ địa chính cũ và mới chưa khớp;\nđã làm việc với \"Chi nhánh\" ' % _",
    [GB_BRIEFING_PART_PROPOSALS] = "",
    [GB_BRIEFING_PART_NUMBER] = "87",
    [GB_BRIEFING_PART_SIGNER] = "Nguyễn Văn X",
  };
  g_autoptr (GbBriefingRemarks) none = NULL, some = NULL, later = NULL;
  GbStoreFixture f = { 0 };

  gb_store_fixture_set_up (&f);
  none = read_back (&f, this_week);
  g_assert_cmpint (none->saved, ==, 0);
  g_assert_cmpint (none->other.from, ==, GB_DAY_NONE);
  for (int i = 0; i < GB_N_BRIEFING_PARTS; i++)
    {
      g_assert_null (gb_briefing_remarks_get (none, i));
      if (written[i] != NULL)
        save (&f, this_week, i, written[i]);
    }
  some = read_back (&f, this_week);
  g_assert_cmpint (some->saved, ==, GB_TEST_NOW);
  gb_store_fixture_reopen (&f);
  later = read_back (&f, this_week);
  for (int i = 0; i < GB_N_BRIEFING_PARTS; i++)
    {
      g_assert_cmpstr (some->texts[i], ==, written[i]);
      g_assert_cmpstr (later->texts[i], ==, written[i]);
    }
  save (&f, this_week, GB_BRIEFING_PART_REASONS, NULL);
  g_clear_pointer (&later, gb_briefing_remarks_free);
  later = read_back (&f, this_week);
  g_assert_null (later->texts[GB_BRIEFING_PART_REASONS]);
  g_assert_cmpstr (later->texts[GB_BRIEFING_PART_NUMBER], ==, "87");
  gb_store_fixture_tear_down (&f);
}

/* Words belong to the days and the commune they were written for; who signs does so again. */
static void
test_apart (void)
{
  static const Days others[] = {
    { COMMUNE, FROM + 1, TO }, { COMMUNE, FROM, TO + 1 }, { COMMUNE, TO, TO }, { "21025", FROM, TO }, { NULL, FROM, TO },
  };
  GbStoreFixture f = { 0 };

  gb_store_fixture_set_up (&f);
  for (int part = 0; part < GB_N_BRIEFING_PARTS; part++)
    save (&f, this_week, part, gb_briefing_part_nick (part));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GbBriefingRemarks) remarks = read_back (&f, others[i]);
      gboolean same_commune = g_strcmp0 (others[i].commune, COMMUNE) == 0;

      for (int part = 0; part < GB_N_BRIEFING_PARTS; part++)
        {
          g_assert_null (remarks->texts[part]);
          g_assert_cmpstr (gb_briefing_remarks_get (remarks, part), ==,
                           same_commune && part >= GB_BRIEFING_PART_RECIPIENT ? gb_briefing_part_nick (part) : NULL);
        }
      g_assert_cmpint (remarks->other.from, ==, same_commune ? FROM : GB_DAY_NONE);
      g_assert_cmpint (remarks->other.to, ==, same_commune ? TO : GB_DAY_NONE);
    }
  gb_store_fixture_tear_down (&f);
}

/* What was written last is what is offered: not what the days in question have, nor what has no sections. */
static void
test_other (void)
{
  const Days month = { COMMUNE, FROM - 18, TO + 6 }, before = { COMMUNE, FROM - 7, TO - 7 }, next = { COMMUNE, FROM + 7, TO + 7 };
  g_autoptr (GbBriefingRemarks) remarks = NULL;
  GbStoreFixture f = { 0 };

  gb_store_fixture_set_up (&f);
  save (&f, before, GB_BRIEFING_PART_ISSUES, "Tuần trước");
  gb_clock_set (f.clock, GB_TEST_NOW + 60);
  save (&f, month, GB_BRIEFING_PART_NUMBER, "12");
  save (&f, next, GB_BRIEFING_PART_WORK, "");
  save (&f, this_week, GB_BRIEFING_PART_ISSUES, "Tuần này");
  remarks = read_back (&f, this_week);
  g_assert_cmpint (remarks->other.from, ==, before.from);
  g_assert_cmpint (remarks->other.to, ==, before.to);
  g_clear_pointer (&remarks, gb_briefing_remarks_free);
  remarks = read_back (&f, before);
  g_assert_cmpint (remarks->other.from, ==, FROM);
  gb_store_fixture_tear_down (&f);
}

/* Who signed an apology letter signs the briefing, until somebody else did. */
static void
test_signer (void)
{
  const Days before = { COMMUNE, FROM - 7, TO - 7 };
  g_autoptr (GbBriefingRemarks) letters = NULL, briefings = NULL;
  GbStoreFixture f = { 0 };

  gb_store_fixture_set_up (&f);
  gb_setting_save (f.store, GB_SETTING_SIGNER, "Trần Thị Y");
  save (&f, before, GB_BRIEFING_PART_NUMBER, "1");
  letters = read_back (&f, this_week);
  g_assert_cmpstr (gb_briefing_remarks_get (letters, GB_BRIEFING_PART_SIGNER), ==, "Trần Thị Y");
  save (&f, before, GB_BRIEFING_PART_SIGNER, "Nguyễn Văn X");
  briefings = read_back (&f, this_week);
  g_assert_cmpstr (gb_briefing_remarks_get (briefings, GB_BRIEFING_PART_SIGNER), ==, "Nguyễn Văn X");
  gb_store_fixture_tear_down (&f);
}

/* A copy is its own. */
static void
test_copy (void)
{
  g_autoptr (GbBriefingRemarks) remarks = gb_briefing_remarks_new (), copy = NULL;

  gb_briefing_remarks_set (remarks, GB_BRIEFING_PART_WORK, "Rà soát");
  gb_briefing_remarks_set (remarks, GB_BRIEFING_PART_WORK, remarks->texts[GB_BRIEFING_PART_WORK]);
  copy = gb_briefing_remarks_copy (remarks);
  gb_briefing_remarks_set (remarks, GB_BRIEFING_PART_WORK, NULL);
  g_assert_null (gb_briefing_remarks_get (remarks, GB_BRIEFING_PART_WORK));
  g_assert_cmpstr (gb_briefing_remarks_get (copy, GB_BRIEFING_PART_WORK), ==, "Rà soát");
  gb_briefing_remarks_free (NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/briefing-remarks/round-trip", test_round_trip);
  g_test_add_func ("/briefing-remarks/apart", test_apart);
  g_test_add_func ("/briefing-remarks/other", test_other);
  g_test_add_func ("/briefing-remarks/signer", test_signer);
  g_test_add_func ("/briefing-remarks/copy", test_copy);
  return g_test_run ();
}
