/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-procedure-catalogue.h"

#include <string.h>

#include "gb-store-fixture.h"
#include "gb-text.h"

/* Which procedures are found, in which order, and what is known of them. */

#define PROCEDURE(id, code, name, field, more)                                                                        \
  "{\"op\":\"put\",\"type\":\"procedure\",\"id\":\"" id "\",\"rev\":1,\"data\":{\"code\":" code ",\"name\":\"" name       \
  "\",\"field\":\"" field "\"" more "}}\n"

#define LINES                                                                                                         \
  PROCEDURE ("sinh", "\"1.001193\"", "Đăng ký khai sinh", "Hộ tịch",                                                  \
             ",\"papers\":[\"Tờ khai đăng ký khai sinh\",\"Giấy chứng sinh\"],\"fee\":0")                             \
  PROCEDURE ("sinh-lai", "\"1.004884\"", "Đăng ký lại khai sinh", "Hộ tịch", "")                                      \
  PROCEDURE ("tu", "\"1.000656\"", "Đăng ký khai tử", "Hộ tịch", ",\"papers\":[\"Giấy báo tử\"]")                     \
  PROCEDURE ("dat", "null", "Cấp giấy chứng nhận quyền sử dụng đất", "Đất đai", ",\"papers\":[\"Giấy khai sinh\"]")   \
  PROCEDURE ("xay", "\"1.009994\"", "Cấp giấy phép xây dựng", "Xây dựng",                                             \
             ",\"limit\":{\"unit\":\"working-days\",\"amount\":15,\"rule\":\"same-time\",\"source\":\"Điều 103\"}")   \
  PROCEDURE ("ket-hon", "\"1.000894\"", "Đăng ký kết hôn", "Hộ tịch", "")                                             \
  PROCEDURE ("cu", "\"9.000001\"", "Xác nhận độc thân", "Hộ tịch", ",\"valid_to\":\"2026-07-31\"")                    \
  PROCEDURE ("nay", "\"9.000001\"", "Xác nhận độc thân", "Hộ tịch", ",\"valid_from\":\"2026-08-01\"")                 \
  PROCEDURE ("mai", "\"9.000001\"", "Xác nhận độc thân", "Hộ tịch", ",\"valid_from\":\"2026-10-01\"")                 \
  PROCEDURE ("het", "\"9.000002\"", "Trợ cấp đã bỏ", "Bảo trợ xã hội", ",\"valid_to\":\"2026-01-31\"")                \
  PROCEDURE ("het-truoc", "\"9.000002\"", "Trợ cấp đã bỏ", "Bảo trợ xã hội", ",\"valid_to\":\"2025-01-31\"")

static const struct
{
  const char *text;
  const char *field;
  const char *found;
  GbProcedureRank best;
} cases[] = {
  { "", NULL, "dat xay ket-hon sinh tu sinh-lai het nay mai", GB_PROCEDURE_RANK_SAME },
  { NULL, "Đất đai", "dat", GB_PROCEDURE_RANK_SAME },
  { "dang ky khai sinh", NULL, "sinh sinh-lai", GB_PROCEDURE_RANK_SAME },
  { "Đăng ký khai", NULL, "sinh tu sinh-lai", GB_PROCEDURE_RANK_BEGINS },
  { "khai sinh", NULL, "sinh sinh-lai dat", GB_PROCEDURE_RANK_PHRASE },
  { "KHAI SINH", "Đất đai", "dat", GB_PROCEDURE_RANK_PHRASE },
  { "sinh khai", NULL, "sinh sinh-lai dat", GB_PROCEDURE_RANK_NAME },
  { "ho tich ket hon", NULL, "ket-hon", GB_PROCEDURE_RANK_HEAD },
  { "giay bao tu", NULL, "tu", GB_PROCEDURE_RANK_TEXT },
  { "1.000656", NULL, "tu", GB_PROCEDURE_RANK_SAME },
  { "1.0", NULL, "xay ket-hon sinh tu sinh-lai", GB_PROCEDURE_RANK_BEGINS },
  { "0656", NULL, "tu", GB_PROCEDURE_RANK_HEAD },
  { "chung sinh!", NULL, "dat sinh", GB_PROCEDURE_RANK_TEXT },
  /* Words begin words. */
  { "inh", NULL, "", GB_PROCEDURE_RANK_NONE },
  /* Not all of it, then what has most of it. */
  { "xin giay phep xay nha", NULL, "xay", GB_PROCEDURE_RANK_NEAR },
  { "khai sinh cho con", NULL, "sinh sinh-lai", GB_PROCEDURE_RANK_NEAR },
  { "khai sinh cho con", "Xây dựng", "", GB_PROCEDURE_RANK_NEAR },
  { "zzz", NULL, "", GB_PROCEDURE_RANK_NONE },
  { "?!", NULL, "dat xay ket-hon sinh tu sinh-lai het nay mai", GB_PROCEDURE_RANK_SAME },
};

static char *
tell (GPtrArray *found)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", ((GbProcedure *) found->pdata[i])->id);
  return g_string_free (text, FALSE);
}

static void
check_fields (GbProcedureCatalogue *catalogue,
              const char           *text)
{
  g_autoptr (GPtrArray) all = gb_procedure_catalogue_find (catalogue, text, NULL, NULL);
  g_autoptr (GPtrArray) fields = gb_procedure_catalogue_fields (catalogue, text);
  guint sum = 0;

  for (guint i = 0; i < fields->len; i++)
    {
      const GbProcedureField *field = fields->pdata[i];
      g_autoptr (GPtrArray) rows = gb_procedure_catalogue_find (catalogue, text, field->name, NULL);

      g_assert_cmpuint (rows->len, ==, field->count);
      sum += field->count;
    }
  g_assert_cmpuint (sum, ==, all->len);
}

static void
check_details (GbProcedureCatalogue *catalogue)
{
  g_autoptr (GbProcedure) birth = gb_procedure_catalogue_get (catalogue, "sinh");
  g_autoptr (GbProcedure) building = gb_procedure_catalogue_of (catalogue, "1.009994", "as others call it");
  g_autoptr (GbProcedure) land = gb_procedure_catalogue_of (catalogue, NULL, "Cấp giấy chứng nhận quyền sử dụng đất");

  g_assert_cmpuint (birth->papers->len, ==, 2);
  g_assert_cmpstr (birth->papers->pdata[1], ==, "Giấy chứng sinh");
  g_assert_cmpint (birth->fee, ==, 0);
  g_assert_false (birth->limited);
  /* The code was compared, and is the same; its limit is not known here, its papers are fewer. */
  g_assert_cmpuint (birth->checked, ==, GB_PROCEDURE_CHECKED_CODE);
  g_assert_cmpstr (building->id, ==, "xay");
  g_assert_true (building->limited);
  g_assert_cmpint (building->limit.amount, ==, 15);
  g_assert_cmpint (building->fee, ==, GB_PROCEDURE_UNKNOWN);
  g_assert_cmpint (building->post, ==, GB_PROCEDURE_UNKNOWN);
  g_assert_cmpstr (land->id, ==, "dat");
  g_assert_null (gb_procedure_catalogue_of (catalogue, "1.009995", "no such"));
  g_assert_null (gb_procedure_catalogue_get (catalogue, "het-truoc"));
}

static gpointer
check (GbSqlConnection *connection,
       gpointer         data,
       GCancellable    *cancellable,
       GError         **error)
{
  const GbDay today = gb_time_day (GB_TEST_NOW);
  g_autoptr (GbProcedureCatalogue) catalogue = gb_procedure_catalogue_load (connection, today, error);
  g_autoptr (GbProcedureCatalogue) again = gb_procedure_catalogue_load (connection, today, error);
  g_autoptr (GbProcedureCatalogue) later = gb_procedure_catalogue_load (connection, today + 60, error);

  g_assert_no_error (*error);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GbProcedureRank best;
      g_autoptr (GPtrArray) found = gb_procedure_catalogue_find (catalogue, cases[i].text, cases[i].field, &best);
      g_autofree char *told = tell (found);

      g_test_message ("“%s”", cases[i].text);
      g_assert_cmpstr (told, ==, cases[i].found);
      g_assert_cmpint (best, ==, cases[i].best);
      check_fields (catalogue, cases[i].text);
    }
  check_details (catalogue);
  g_assert_true (catalogue == again);
  /* In October the version of August has not ended, the one of October is there as well. */
  g_assert_cmpuint (gb_procedure_catalogue_count (later), ==, gb_procedure_catalogue_count (catalogue));
  return NULL;
}

/* Without any in the feed, the program's own; each is found by its code, its name, and a paper. */
static gpointer
check_shipped (GbSqlConnection *connection,
               gpointer         data,
               GCancellable    *cancellable,
               GError         **error)
{
  g_autoptr (GbProcedureCatalogue) catalogue
      = gb_procedure_catalogue_load (connection, gb_time_day (GB_TEST_NOW), error);
  g_autoptr (GPtrArray) all = gb_procedure_catalogue_find (catalogue, NULL, NULL, NULL);
  guint n_checked = 0, n_papers = 0;

  g_assert_no_error (*error);
  g_assert_cmpuint (all->len, ==, 102);
  for (guint i = 0; i < all->len; i++)
    {
      const GbProcedure *procedure = all->pdata[i];
      g_autoptr (GPtrArray) by_name = gb_procedure_catalogue_find (catalogue, procedure->name, NULL, NULL);
      g_autoptr (GPtrArray) by_paper
          = gb_procedure_catalogue_find (catalogue, procedure->papers->pdata[0], procedure->field, NULL);

      g_assert_true (procedure->shipped);
      g_assert_cmpstr (((GbProcedure *) by_name->pdata[0])->name, ==, procedure->name);
      g_assert_true (g_ptr_array_find (by_paper, procedure, NULL));
      n_checked += (procedure->checked & GB_PROCEDURE_CHECKED_LIMIT) != 0;
      n_papers += procedure->papers->len > 0;
    }
  g_assert_cmpuint (n_checked, ==, 32);
  g_assert_cmpuint (n_papers, ==, 102);
  return NULL;
}

/* --- a slow reference ------------------------------------------------------------------------------ */

static gboolean
has_word (const char *text,
          const char *word)
{
  g_autofree char *folded = gb_text_fold (text);
  g_auto (GStrv) words = g_regex_split_simple ("[^\\p{L}\\p{N}.]+", folded, 0, 0);

  for (char **own = words; *own != NULL; own++)
    if (g_str_has_prefix (*own, word))
      return TRUE;
  return FALSE;
}

/* Whether a procedure is to be found: every word begins a word somewhere, or is part of the code. */
static gboolean
is_to_be_found (const GbProcedure *procedure,
                char             **words)
{
  for (char **word = words; *word != NULL; word++)
    {
      gboolean found = has_word (procedure->name, *word) || has_word (procedure->field, *word) ||
                       strstr (procedure->code != NULL ? procedure->code : "", *word) != NULL ||
                       has_word (procedure->authority, *word) || has_word (procedure->source, *word) ||
                       has_word (procedure->limit_source, *word) || has_word (procedure->fee_note, *word);

      for (guint i = 0; !found && i < procedure->papers->len; i++)
        found = has_word (procedure->papers->pdata[i], *word);
      for (guint i = 0; !found && i < procedure->steps->len; i++)
        {
          const GbProcedureStep *step = procedure->steps->pdata[i];

          found = has_word (step->name, *word) || has_word (step->unit, *word) || has_word (step->note, *word);
        }
      if (!found)
        return FALSE;
    }
  return TRUE;
}

/* Words of the procedures themselves, cut and mixed. */
static char *
draw_text (GRand     *rand,
           GPtrArray *all)
{
  GString *text = g_string_new (NULL);
  guint n = (guint) g_rand_int_range (rand, 1, 4);

  for (guint i = 0; i < n; i++)
    {
      const GbProcedure *procedure = all->pdata[g_rand_int_range (rand, 0, (gint32) all->len)];
      const char *from = g_rand_boolean (rand) ? procedure->name
                                               : procedure->papers->pdata[g_rand_int_range (rand, 0, (gint32) procedure->papers->len)];
      g_autofree char *folded = gb_text_fold (from);
      g_auto (GStrv) words = g_regex_split_simple ("[^a-z]+", folded, 0, 0);
      const char *word = words[g_rand_int_range (rand, 0, (gint32) g_strv_length (words))];

      g_string_append_printf (text, " %.*s", g_rand_int_range (rand, 1, 6), word);
    }
  return g_string_free (text, FALSE);
}

static gpointer
check_reference (GbSqlConnection *connection,
                 gpointer         data,
                 GCancellable    *cancellable,
                 GError         **error)
{
  g_autoptr (GbProcedureCatalogue) catalogue
      = gb_procedure_catalogue_load (connection, gb_time_day (GB_TEST_NOW), error);
  g_autoptr (GPtrArray) all = gb_procedure_catalogue_find (catalogue, NULL, NULL, NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (12);

  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *text = draw_text (rand, all);
      g_autofree char *stripped = g_strstrip (g_strdup (text));
      g_auto (GStrv) words = g_regex_split_simple (" +", stripped, 0, 0);
      GbProcedureRank best;
      g_autoptr (GPtrArray) found = gb_procedure_catalogue_find (catalogue, text, NULL, &best);
      guint n = 0;

      for (guint k = 0; k < all->len; k++)
        {
          gboolean expected = is_to_be_found (all->pdata[k], words);

          n += expected;
          if (best != GB_PROCEDURE_RANK_NEAR && expected != g_ptr_array_find (found, all->pdata[k], NULL))
            g_error ("“%s”: %s", text, ((GbProcedure *) all->pdata[k])->name);
        }
      g_assert_true (best != GB_PROCEDURE_RANK_NEAR || n == 0);
    }
  return NULL;
}

static void
run (GbStoreFunc  read,
     const char  *lines)
{
  g_autoptr (GError) error = NULL;
  GbFeedPageResult counts = { 0 };
  GbStoreFixture fixture = { 0 };

  gb_store_fixture_set_up (&fixture);
  if (lines != NULL)
    gb_test_commit (&fixture, GB_RECORD_GROUP_BASE, lines, &counts);
  g_assert_cmpuint (counts.set_aside, ==, 0);
  gb_store_read (fixture.store, read, NULL, NULL, &error);
  g_assert_no_error (error);
  gb_store_fixture_tear_down (&fixture);
}

static void
test_feed (void)
{
  run (check, LINES);
}

static void
test_shipped (void)
{
  run (check_shipped, NULL);
}

static void
test_reference (void)
{
  run (check_reference, NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/procedure-catalogue/feed", test_feed);
  g_test_add_func ("/procedure-catalogue/shipped", test_shipped);
  g_test_add_func ("/procedure-catalogue/reference", test_reference);
  return g_test_run ();
}
