/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-search.h"

#include <string.h>

#include "gb-dossier-search.h"
#include "gb-store-fixture.h"
#include "gb-text.h"

/* The one search: its dossiers against a slow reference, and how kinds share the rows. */

#define N_DOSSIERS 6000

#define RARE(id, applicant, received)                                                                                 \
  "{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"" id "\",\"rev\":1,\"data\":{\"procedure\":\"Đăng ký kết hôn\",\"field\":"  \
  "\"Hộ tịch\",\"channel\":\"desk\",\"applicant\":\"" applicant "\",\"summary\":\"Hồ sơ\",\"commune\":\"21028\","        \
  "\"received_by\":\"21028\",\"state\":10,\"submitted\":\"" received "\",\"received\":\"" received "\",\"finished\":\""   \
  received "\"}}\n"

static const char rare[] =
    /* older than all others, so that no walk over the newest meets them */
    RARE ("H48.Y1Y2Y3.Z1Z2-260101-AA0001", "Vũ Xuân Kỳ", "2026-01-05T08:00:00+07:00")
    RARE ("H48.Y1Y2Y3.Z1Z2-260101-AA0002", "Vũ Xuân Kỳ", "2026-01-06T08:00:00+07:00")
    RARE ("H48.Y1Y2Y3.Z1Z2-260101-AA0003", "Ngũ Wilhelm", "2026-01-06T08:00:00+07:00");

static const char *const texts[] = {
  /* one and two letters, which all, some, few and none have */
  "n", "x", "w", "z", "ng", "tr", "vu", "zz",
  "nguyen", "Nguyễn Thị", "thi nguyen kien", "nguyen thi zz", "vu xuan ky", "wil",
  /* codes by any part, numbers in summaries */
  "0042", "42", "7", "h48.91-2501", "H48.Y1Y2Y3", "aa0003", "so 120", "120 nguyen", "260101 vu",
  /* signs */
  "thua, dat", "khai-sinh", "?!", " ", "d'", "\"nguyen\"",
};

static int
compare_newest (gconstpointer a,
                gconstpointer b)
{
  const gint64 *x = *(gint64 *const *) a, *y = *(gint64 *const *) b;

  if (x[1] != y[1])
    return x[1] > y[1] ? -1 : 1;
  return x[0] > y[0] ? -1 : x[0] < y[0];
}

static gboolean
has_token (char       **tokens,
           const char  *word)
{
  for (char **token = tokens; *token != NULL; token++)
    if (g_str_has_prefix (*token, word))
      return TRUE;
  return FALSE;
}

static gboolean
has_all_parts (char       **tokens,
               const char  *word)
{
  g_auto (GStrv) parts = g_regex_split_simple ("[^\\p{L}\\p{N}]+", word, 0, 0);
  guint n = 0;

  for (char **part = parts; *part != NULL; part++)
    {
      if (**part == '\0')
        continue;
      n++;
      if (!has_token (tokens, *part))
        return FALSE;
    }
  return n > 0;
}

static gboolean
is_sign (const char *word)
{
  return !g_regex_match_simple ("[\\p{L}\\p{N}]", word, 0, 0);
}

static gboolean
is_to_be_found (const char *id,
                const char *folded,
                char      **words)
{
  g_auto (GStrv) tokens = g_regex_split_simple ("[^\\p{L}\\p{N}]+", folded, 0, 0);
  g_autofree char *code = g_ascii_strdown (id, -1);
  guint n = 0;

  for (char **word = words; *word != NULL; word++)
    {
      gboolean digit = strpbrk (*word, "0123456789") != NULL;

      if (is_sign (*word))
        continue;
      n++;
      if (!has_all_parts (tokens, *word) && !(digit && strstr (code, *word) != NULL))
        return FALSE;
    }
  return n > 0;
}

/* (element-type gint64[2]): number and moment of what is to be found, newest first */
static GPtrArray *
find_slowly (GbSqlConnection *connection,
             const char      *text)
{
  g_autofree char *typed = gb_text_fold (text);
  g_auto (GStrv) words = g_strsplit (typed, " ", -1);
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection, "SELECT number,id,applicant||' '||procedure||' '||summary,coalesce(received,submitted) FROM dossier", NULL);
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);
  gboolean row;

  while (gb_sql_statement_step (s, &row, NULL) && row)
    {
      g_autofree char *folded = gb_text_fold (gb_sql_statement_get_text (s, 2));
      gint64 *one;

      if (!is_to_be_found (gb_sql_statement_get_text (s, 1), folded, words))
        continue;
      one = g_new (gint64, 2);
      one[0] = gb_sql_statement_get_int (s, 0);
      one[1] = gb_sql_statement_get_int (s, 3);
      g_ptr_array_add (found, one);
    }
  g_ptr_array_sort (found, compare_newest);
  return found;
}

static void
check_text (GbSqlConnection *connection,
            const char      *text,
            guint            limit,
            guint            most)
{
  g_autoptr (GPtrArray) expected = find_slowly (connection, text);
  g_autoptr (GbSearchTerms) terms = gb_search_terms_new (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = NULL;
  guint count;

  if (terms == NULL)
    {
      g_assert_cmpuint (expected->len, ==, 0);
      return;
    }
  rows = gb_dossier_search_newest (connection, terms, limit, &error);
  g_assert_no_error (error);
  g_assert_true (gb_dossier_search_count (connection, terms, most, &count, &error));
  if (count != MIN (expected->len, most) || rows->len != MIN (expected->len, limit))
    g_error ("“%s”: %u and %u, not %u", text, count, rows->len, expected->len);
  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (rows, gint64, i) != ((gint64 *) expected->pdata[i])[0])
      g_error ("“%s”: row %u is another", text, i);
}

static gpointer
check_dossiers (GbSqlConnection *connection,
                gpointer         data,
                GCancellable    *cancellable,
                GError         **error)
{
  static const guint limits[] = { 0, 5, 50 };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    check_text (connection, texts[i], limits[i % G_N_ELEMENTS (limits)], i % 2 != 0 ? 1001 : 7);
  return NULL;
}

/* While the first pull is under way, when the indexes that are walked are not there, and after it. */
static void
test_dossiers (void)
{
  g_autoptr (GString) text = g_string_new (rare);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GError) error = NULL;
  GbFeedPageResult counts;
  GbStoreFixture f = { 0 };

  gb_store_fixture_set_up (&f);
  for (guint i = 0; i < N_DOSSIERS; i++)
    gb_test_append_dossier (text, rand, i, GB_TEST_NOW);
  {
    g_autoptr (GbFeedPage) page = gb_test_page (&f, GB_RECORD_GROUP_WORK, text->str, TRUE);

    g_assert_true (gb_store_commit_page (f.store, page, &counts, NULL, &error));
    g_free (f.cursor[GB_RECORD_GROUP_WORK]);
    f.cursor[GB_RECORD_GROUP_WORK] = g_strdup (page->cursor);
  }
  g_assert_cmpuint (counts.set_aside, ==, 0);
  gb_store_read (f.store, check_dossiers, NULL, NULL, &error);
  g_assert_no_error (error);
  gb_test_commit (&f, GB_RECORD_GROUP_WORK, "", &counts);
  g_assert_cmpint (gb_test_int (&f, "SELECT count(*) FROM sqlite_schema WHERE name='dossier_finished_received'"), ==, 1);
  gb_store_read (f.store, check_dossiers, NULL, NULL, &error);
  g_assert_no_error (error);
  gb_store_fixture_tear_down (&f);
}

/* --- all kinds ------------------------------------------------------------------------------------- */

#define PUT(type, id, data) "{\"op\":\"put\",\"type\":\"" type "\",\"id\":\"" id "\",\"rev\":1,\"data\":{" data "}}\n"
#define ISSUE(id, kind, title, more)                                                                                  \
  PUT ("issue", id, "\"kind\":\"" kind "\",\"commune\":\"21028\",\"field\":\"Hộ tịch\",\"title\":\"" title "\",\"state\":"  \
       "\"assigned\",\"level\":\"department\",\"department\":\"so-tu-phap\",\"raised\":\"2026-08-20T08:00:00+07:00\"" more)

static const char base[] =
    PUT ("commune", "21028", "\"name\":\"Nghĩa Lộ\",\"type\":\"phường\",\"province\":\"51\",\"area_km2\":17.5,"
         "\"population\":73556,\"lon\":108.78,\"lat\":15.1")
    PUT ("agency", "so-tu-phap", "\"name\":\"Sở Tư pháp\",\"kind\":\"department\"")
    PUT ("channel", "c1", "\"kind\":\"hotline\",\"name\":\"Hộ tịch\",\"value\":\"0255 000 0103\",\"agency\":\"so-tu-phap\","
         "\"field\":\"Khai sinh, khai tử\"")
    PUT ("officer", "o1", "\"name\":\"Khai Văn Sinh\",\"title\":\"Chuyên viên\",\"kind\":\"post\",\"commune\":\"21028\","
         "\"agency\":\"so-tu-phap\"")
    PUT ("procedure", "ks", "\"code\":\"1.001193\",\"name\":\"Đăng ký khai sinh\",\"field\":\"Hộ tịch\"")
    PUT ("procedure", "kl", "\"code\":\"1.004884\",\"name\":\"Đăng ký lại khai sinh\",\"field\":\"Hộ tịch\"");

static const char work[] =
    ISSUE ("i1", "difficulty", "Chưa in được giấy khai sinh", "")
    ISSUE ("i2", "guidance", "Khai sinh khi mẹ không có giấy tờ",
           ",\"answered\":\"2026-08-21T08:00:00+07:00\",\"answer\":\"Theo điều 16\",\"guidance\":true")
    ISSUE ("i3", "guidance", "Chứng thực",
           ",\"answered\":\"2026-08-22T08:00:00+07:00\",\"answer\":\"Như với khai sinh\",\"guidance\":true")
    PUT ("task", "t1", "\"number\":\"12/UBND\",\"title\":\"Số hóa sổ khai sinh\",\"issuer\":\"UBND tỉnh\",\"issued\":"
         "\"2026-08-01T08:00:00+07:00\",\"due\":\"2026-09-01T08:00:00+07:00\",\"state\":\"open\"")
    RARE ("H48.91-260811-0001", "Khai Thị Sinh", "2026-08-11T08:00:00+07:00")
    RARE ("H48.91-260812-0002", "Khai Thị Sinh", "2026-08-12T08:00:00+07:00")
    RARE ("H48.91-260813-0003", "Khai Thị Sinh", "2026-08-13T08:00:00+07:00");

static const struct
{
  const char *text;
  guint kinds;
  guint limit;
  gint64 total;
  const char *found;
} cases[] = {
  { "khai sinh", 0, 50, 11,
    "dossier:H48.91-260813-0003 dossier:H48.91-260812-0002 dossier:H48.91-260811-0001 procedure:ks procedure:kl "
    "officer:o1 issue:i1 task:t1 guidance:i2 guidance:i3 channel:c1" },
  /* Half for the dossiers, the others take turns. */
  { "khai sinh", 0, 6, 11,
    "dossier:H48.91-260813-0003 dossier:H48.91-260812-0002 dossier:H48.91-260811-0001 procedure:ks officer:o1 issue:i1" },
  { "khai sinh", 0, 10, 11,
    "dossier:H48.91-260813-0003 dossier:H48.91-260812-0002 dossier:H48.91-260811-0001 procedure:ks procedure:kl "
    "officer:o1 issue:i1 task:t1 guidance:i2 channel:c1" },
  { "khai sinh", 1u << GB_SEARCH_GUIDANCE, 5, 2, "guidance:i2 guidance:i3" },
  { "khai sinh", 1u << GB_SEARCH_TASKS | 1u << GB_SEARCH_CHANNELS, 1, 2, "task:t1" },
  { "khai sinh", 0, 0, 11, "" },
  { "nghia lo", 0, 5, 1, "commune:21028" },
  { "1.004884", 0, 5, 1, "procedure:kl" },
  { "0103", 0, 5, 1, "channel:c1" },
  { "dieu 16", 0, 5, 1, "guidance:i2" },
  { "12/ubnd", 0, 5, 1, "task:t1" },
  /* Some of the words are not enough here. */
  { "dang ky khai sinh zz", 0, 5, 0, "" },
  { "?!", 0, 5, 0, "" },
  { "", 0, 5, 0, "" },
};

static gpointer
check_kinds (GbSqlConnection *connection,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const GbSearchQuery query = { cases[i].text, cases[i].kinds, cases[i].limit, GB_TEST_NOW };
      g_autoptr (GbSearchResult) result = gb_search (connection, &query, error);
      g_autoptr (GString) told = g_string_new (NULL);

      g_assert_no_error (*error);
      for (guint k = 0; k < result->rows->len; k++)
        {
          const GbSearchRow *row = result->rows->pdata[k];

          g_string_append_printf (told, "%s%s:%s", k > 0 ? " " : "", gb_search_kind_name (row->kind), row->id);
        }
      g_test_message ("case %u", (guint) i);
      g_assert_cmpstr (told->str, ==, cases[i].found);
      g_assert_cmpint (result->total, ==, cases[i].total);
      g_assert_false (result->more);
    }
  return NULL;
}

static void
test_kinds (void)
{
  g_autoptr (GError) error = NULL;
  GbFeedPageResult counts;
  GbStoreFixture f = { 0 };

  gb_store_fixture_set_up (&f);
  gb_test_commit (&f, GB_RECORD_GROUP_BASE, base, &counts);
  g_assert_cmpuint (counts.set_aside, ==, 0);
  gb_test_commit (&f, GB_RECORD_GROUP_WORK, work, &counts);
  g_assert_cmpuint (counts.set_aside, ==, 0);
  gb_store_read (f.store, check_kinds, NULL, NULL, &error);
  g_assert_no_error (error);
  gb_store_fixture_tear_down (&f);
}

static void
test_names (void)
{
  for (guint i = 0; i < GB_N_SEARCH_KINDS; i++)
    {
      GbSearchKind kind;

      g_assert_true (gb_search_kind_parse (gb_search_kind_name (i), &kind));
      g_assert_cmpuint (kind, ==, i);
      g_assert_false (gb_search_kind_parse ("none", &kind));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/dossiers", test_dossiers);
  g_test_add_func ("/search/kinds", test_kinds);
  g_test_add_func ("/search/names", test_names);
  return g_test_run ();
}
