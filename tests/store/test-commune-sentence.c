/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "gb-commune-repository.h"
#include "gb-commune-sentence.h"
#include "gb-commune-vocabulary.h"
#include "gb-store-fixture.h"
#include "gb-text.h"

/* What citizens say, asked of the real names of a province. */

/* --- the province ------------------------------------------------------------------------------- */

typedef struct
{
  char **communes; /* lines of the tables, without the first */
  char **predecessors;
} Tables;

static Tables tables;

static char **
read_lines (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "provinces", "quang-ngai", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  char **lines;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (g_strchomp (text), "\n", -1);
  g_free (lines[0]);
  memmove (lines, lines + 1, g_strv_length (lines + 1) * sizeof (char *) + sizeof (char *));
  return lines;
}

static void
set_up (GbStoreFixture *f,
        gconstpointer   data)
{
  g_autoptr (GString) text = g_string_new (NULL);

  gb_store_fixture_set_up (f);
  for (guint i = 0; tables.communes[i] != NULL; i++)
    {
      g_auto (GStrv) c = g_strsplit (tables.communes[i], ",", -1);

      g_string_append_printf (text,
                              "{\"op\":\"put\",\"type\":\"commune\",\"id\":\"%s\",\"rev\":1,\"data\":{\"name\":\"%s\","
                              "\"type\":\"%s\",\"province\":\"51\",\"area_km2\":%s,\"population\":%s,\"lon\":%s,"
                              "\"lat\":%s}}\n", c[0], c[1], c[2], c[3], c[4], c[5], c[6]);
    }
  for (guint i = 0; tables.predecessors[i] != NULL; i++)
    {
      g_auto (GStrv) p = g_strsplit (tables.predecessors[i], ",", -1);

      g_string_append_printf (text,
                              "{\"op\":\"put\",\"type\":\"predecessor\",\"id\":\"p%u\",\"rev\":1,\"data\":{\"name\":"
                              "\"%s\",\"type\":\"%s\",\"district\":\"%s\",\"province\":\"%s\",%s%s%s\"commune\":\"%s\"}}\n",
                              i, p[0], p[1], p[2], p[3], *p[4] != '\0' ? "\"part\":\"" : "", p[4],
                              *p[4] != '\0' ? "\"," : "", p[5]);
    }
  gb_test_commit (f, GB_RECORD_GROUP_BASE, text->str, NULL);
}

static void
tear_down (GbStoreFixture *f,
           gconstpointer   data)
{
  gb_store_fixture_tear_down (f);
}

static gpointer
find (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  return gb_commune_repository_find (connection, data, error);
}

static GPtrArray *
ask (GbStoreFixture *f,
     const char     *text)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *found = gb_store_read (f->store, find, (gpointer) text, NULL, &error);

  g_assert_no_error (error);
  return found;
}

static char *
tell (const GbCommune *row)
{
  g_assert_cmpint (row->matched_old, ==, row->old_unit != NULL);
  return g_strconcat (row->code, row->old_unit != NULL ? "<" : "", row->old_unit != NULL ? row->old_unit : "",
                      row->old_district != NULL ? ", " : "", row->old_district != NULL ? row->old_district : "",
                      row->part != NULL ? ", " : "", row->part != NULL ? row->part : "", NULL);
}

/* --- sentences ---------------------------------------------------------------------------------- */

#define LE_HONG_PHONG "21028<phường Lê Hồng Phong, Thành phố Quảng Ngãi; "
#define NGHIA_HA "21034<xã Nghĩa Hà, Thành phố Quảng Ngãi; "
#define SON_TINH                                                                                                      \
  "21205<huyện Sơn Tịnh; 21220<huyện Sơn Tịnh; 21181<huyện Sơn Tịnh; 21196<huyện Sơn Tịnh; "
#define NGHIEM_QUANG_NGAI "21025<phường Nguyễn Nghiêm, Thành phố Quảng Ngãi; "
#define NGHIEM_DUC_PHO "21439<phường Nguyễn Nghiêm, Thị xã Đức Phổ; "
#define TRA_BUI "21136<xã Trà Bùi, Huyện Trà Bồng, một phần; 21157<xã Trà Bùi, Huyện Trà Bồng, phần còn lại; "
#define DUC_PHO                                                                                                       \
  "21439<thị xã Đức Phổ; 21472<thị xã Đức Phổ; 21457<thị xã Đức Phổ; 21478<thị xã Đức Phổ; 21451<thị xã Đức Phổ; "

static const struct
{
  const char *said;
  const char *answer; /* with "…" at the end, how the answer begins */
} sentences[] = {
  { "tôi ở phường Lê Hồng Phong cũ", LE_HONG_PHONG },
  { "le hong phong", LE_HONG_PHONG },
  { "LÊ HỒNG PHONG", LE_HONG_PHONG },
  { "toi o phuong le hong phong cu", LE_HONG_PHONG },
  { "lê hồng ph", LE_HONG_PHONG },
  { "hong phong", LE_HONG_PHONG },
  { "p.Lê Hồng Phong, TP. Quảng Ngãi, tỉnh Quảng Ngãi", LE_HONG_PHONG },
  /* of the wrong type, by a person of whom nothing is known, with what it is now */
  { "xã Lê Hồng Phong", LE_HONG_PHONG },
  { "bà Nguyễn Thị Hoa, số 12, phường Lê Hồng Phong", LE_HONG_PHONG },
  { "Phường Lê Hồng Phong nay thuộc phường Nghĩa Lộ", LE_HONG_PHONG },
  /* what holds it was another district before: the place is meant, not what it is said to be in */
  { "xã Nghĩa Hà trước đây thuộc Tư Nghĩa", NGHIA_HA },
  { "Tư Nghĩa, Nghĩa Hà", NGHIA_HA },
  /* a district lists what it became; its name is a commune's, too */
  { "huyện Sơn Tịnh", SON_TINH },
  { "h. son tinh", SON_TINH },
  { "hồi trước nhà ở huyện Sơn Tịnh", SON_TINH },
  { "xã Sơn Tịnh", "21220; 21343<xã Sơn Tinh, Huyện Sơn Tây; " },
  { "xã Sơn Tinh", "21343<xã Sơn Tinh, Huyện Sơn Tây; 21220; " },
  { "đức phổ", "21439; " DUC_PHO "…" },
  { "tx duc pho", DUC_PHO },
  { "thị xã Đức Phổ", DUC_PHO },
  { "ia h'drai", "23535<huyện Ia H' Drai; 23538<huyện Ia H' Drai; " },
  { "Ia H Drai", "23535<huyện Ia H' Drai; 23538<huyện Ia H' Drai; " },
  { "lý sơn", "21548; 21548<huyện Lý Sơn; " },
  { "huyện đảo Lý Sơn", "21548<huyện Lý Sơn; " },
  /* of one name: all, with their districts; one, where it is said which */
  { "nguyen nghiem", "21457; " NGHIEM_QUANG_NGAI NGHIEM_DUC_PHO },
  { "p. nguyễn nghiêm", NGHIEM_QUANG_NGAI NGHIEM_DUC_PHO },
  { "nguyễn nghiêm, đức phổ", "21457; " NGHIEM_DUC_PHO },
  { "phuong nguyen nghiem thi xa duc pho", NGHIEM_DUC_PHO },
  { "tp. quang ngai, p. nguyen nghiem", NGHIEM_QUANG_NGAI },
  { "phường Trần Hưng Đạo", "23302<phường Trần Hưng Đạo, Thành phố Kon Tum; "
                            "21025<phường Trần Hưng Đạo, Thành phố Quảng Ngãi; " },
  /* which part */
  { "Trà Bùi", TRA_BUI },
  { "xã trà bùi huyện trà bồng", TRA_BUI },
  /* new ones, and of both, the one that is asked for */
  { "phường Nghĩa Lộ", "21028; 21028<phường Nghĩa Lộ, Thành phố Quảng Ngãi; " },
  { "tôi ở phường Nghĩa Lộ cũ", "21028<phường Nghĩa Lộ, Thành phố Quảng Ngãi; 21028; " },
  { "21028", "21028; " },
  { "xã Đak Pxi", "23504; 23504<xã Đăk Pxi, Huyện Đắk Hà; " },
  { "nhà tôi ở tt. Chợ Chùa trước thuộc h.Nghĩa Hành", "21364<thị trấn Chợ Chùa, Huyện Nghĩa Hành; " },
  /* beginnings, then later words */
  { "nghĩa l", "21028; 21244<xã Nghĩa Lâm, Huyện Tư Nghĩa; 21028<phường Nghĩa Lộ, Thành phố Quảng Ngãi; " },
  { "xã ngh", "21250; 21364; …" },
  /* only its type */
  { "phường", "21025; 23302; 23284; 21439; 23293; 21028; 21478; 21451; 21172; …" },
  /* no place at all */
  { "tôi ở", "" },
  { "nguyen van an", "" },
  { "Cấp giấy phép xây dựng", "" },
  { "H48.91-260812-0031", "" },
  { "Atlantis", "" },
  { "?!", "…" },
};

static void
test_sentences (GbStoreFixture *f,
                gconstpointer   data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      g_autoptr (GPtrArray) found = ask (f, sentences[i].said);
      g_autoptr (GString) text = g_string_new (NULL);
      const char *answer = sentences[i].answer;
      gsize length = g_str_has_suffix (answer, "…") ? strlen (answer) - strlen ("…") : strlen (answer);

      for (guint k = 0; k < found->len; k++)
        {
          g_autofree char *row = tell (found->pdata[k]);

          g_string_append_printf (text, "%s; ", row);
        }
      if (strncmp (text->str, answer, length) != 0 || (answer[length] == '\0' && text->len != length))
        g_error ("“%s” was answered by “%s”, not “%s”", sentences[i].said, text->str, answer);
    }
}

/* --- every place -------------------------------------------------------------------------------- */

static const char *
short_type (const char *type)
{
  static const char *const pairs[][2] = {
    { "phường", "p." }, { "xã", "x." }, { "thị trấn", "TT " }, { "huyện", "h." }, { "đặc khu", "ĐK " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (strcmp (type, pairs[i][0]) == 0)
      return pairs[i][1];
  g_assert_not_reached ();
}

static void
check_unit (GbStoreFixture *f,
            char          **unit,
            const char     *said)
{
  g_autofree char *plain = gb_text_fold (said);
  const char *ways[] = { said, plain };

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (GPtrArray) found = ask (f, ways[i]);
      gboolean among = FALSE;

      for (guint k = 0; k < found->len; k++)
        {
          const GbCommune *row = found->pdata[k];
          g_autofree char *name = g_strconcat (unit[1], " ", unit[0], NULL);

          /* a district's own rows aside, all are in the district that was named */
          if (k == 0 && row->old_district != NULL)
            g_assert_cmpstr (row->old_district, ==, unit[2]);
          among = among || (strcmp (row->code, unit[5]) == 0 && g_strcmp0 (row->old_unit, name) == 0 &&
                            g_strcmp0 (row->part, *unit[4] != '\0' ? unit[4] : NULL) == 0);
        }
      if (!among)
        g_error ("“%s” does not find %s %s (%s)", ways[i], unit[1], unit[0], unit[5]);
    }
}

/* Every old unit that is no more is found as citizens say it, in its own district. */
static void
test_old_units (GbStoreFixture *f,
                gconstpointer   data)
{
  guint n = 0;

  for (guint i = 0; tables.predecessors[i] != NULL; i++)
    {
      g_auto (GStrv) unit = g_strsplit (tables.predecessors[i], ",", -1);
      g_autofree char *said = g_strconcat ("tôi ở ", unit[1], " ", unit[0], " cũ, ", unit[2], NULL);
      g_autofree char *written = g_strconcat (short_type (unit[1]), unit[0], " - ", unit[2], ", ", unit[3], NULL);
      g_autoptr (GPtrArray) found = ask (f, said);

      g_assert_cmpuint (found->len, >, 0);
      /* itself, where it stayed as it was */
      if (((const GbCommune *) found->pdata[0])->made_of == NULL)
        continue;
      check_unit (f, unit, said);
      check_unit (f, unit, written);
      n++;
    }
  g_assert_cmpuint (n, >, 250);
}

static void
test_communes (GbStoreFixture *f,
               gconstpointer   data)
{
  for (guint i = 0; tables.communes[i] != NULL; i++)
    {
      g_auto (GStrv) commune = g_strsplit (tables.communes[i], ",", -1);
      g_autofree char *said = g_strconcat ("địa chỉ mới ở ", commune[2], " ", commune[1], NULL);
      g_autoptr (GPtrArray) found = ask (f, said);
      const GbCommune *row;

      g_assert_cmpuint (found->len, >, 0);
      row = found->pdata[0];
      g_assert_cmpstr (row->code, ==, commune[0]);
      g_assert_false (row->matched_old);
    }
}

/* Of every district, exactly the communes that its units went into. */
static void
test_districts (GbStoreFixture *f,
                gconstpointer   data)
{
  g_autoptr (GHashTable) done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; tables.predecessors[i] != NULL; i++)
    {
      g_auto (GStrv) unit = g_strsplit (tables.predecessors[i], ",", -1);
      g_autoptr (GHashTable) expected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_autoptr (GPtrArray) found = NULL;

      if (!g_hash_table_add (done, g_strdup (unit[2])))
        continue;
      for (guint k = 0; tables.predecessors[k] != NULL; k++)
        {
          g_auto (GStrv) other = g_strsplit (tables.predecessors[k], ",", -1);

          if (strcmp (other[2], unit[2]) == 0)
            g_hash_table_add (expected, g_strdup (other[5]));
        }
      found = ask (f, unit[2]);
      for (guint k = 0; k < found->len; k++)
        {
          const GbCommune *row = found->pdata[k];

          if (row->matched_district)
            g_assert_true (g_hash_table_remove (expected, row->code));
        }
      if (g_hash_table_size (expected) > 0)
        g_error ("%s lacks %u of its communes", unit[2], g_hash_table_size (expected));
    }
  g_assert_cmpuint (g_hash_table_size (done), ==, 23);
}

static void
test_made_of (GbStoreFixture *f,
              gconstpointer   data)
{
  g_autoptr (GPtrArray) merged = ask (f, "phường Nghĩa Lộ");
  g_autoptr (GPtrArray) part = ask (f, "Trà Bùi");
  g_autofree char *units = g_strjoinv (", ", ((GbCommune *) merged->pdata[0])->made_of);
  g_autofree char *first = g_strjoinv (", ", ((GbCommune *) part->pdata[0])->made_of);

  g_assert_cmpstr (units, ==, "phường Lê Hồng Phong, phường Nghĩa Lộ, phường Quảng Phú, phường Trần Phú");
  g_assert_nonnull (strstr (first, "một phần xã Trà Bùi"));
}

/* --- words alone -------------------------------------------------------------------------------- */

static void
test_words (void)
{
  static const struct { const char *text, *plain; } names[] = {
    { "Ia H' Drai", "ia h drai" }, { "Phan Rang-Tháp Chàm", "phan rang thap cham" }, { " Đức  Phổ. ", "duc pho" },
    { NULL, "" }, { "…", "" },
  };
  g_autoptr (GbCommuneSentence) long_one = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  const char *type;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *plain = gb_commune_vocabulary_plain (names[i].text);

      g_assert_cmpstr (plain, ==, names[i].plain);
    }
  g_assert_cmpstr (gb_commune_vocabulary_skip_type ("Thị xã Đức Phổ", &type), ==, "Đức Phổ");
  g_assert_cmpstr (type, ==, "thị xã");
  g_assert_cmpstr (gb_commune_vocabulary_skip_type ("Xaha", &type), ==, "Xaha");
  g_assert_null (type);
  /* a story ends somewhere */
  for (int i = 0; i < 10000; i++)
    g_string_append (text, "a ");
  long_one = gb_commune_sentence_new (text->str);
  gb_commune_sentence_learn (long_one, "a a a");
  g_assert_false (gb_commune_sentence_is_empty (long_one));
  g_assert_false (gb_commune_sentence_is_word (long_one, "a"));
}

/* A name may have a word that says nothing elsewhere. */
static void
test_fillers_in_names (void)
{
  static const struct { const char *said, *name; gboolean found; } cases[] = {
    { "tôi ở Củ Chi", "Củ Chi", TRUE },   { "nha be", "Nhà Bè", TRUE },  { "ở Nhà Bè cũ", "Nhà Bè", TRUE },
    { "chi lăng cũ", "Củ Chi", FALSE },   { "phường 1", "1", TRUE },     { "số 1 Lê Lợi", "1", FALSE },
    { "Củ Ch", "Củ Chi", TRUE },          { "Ô Môn", "Ô Môn", TRUE },    { "tôi ở", "Ô Môn", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GbCommuneSentence) sentence = gb_commune_sentence_new (cases[i].said);
      g_autofree char *plain = gb_commune_vocabulary_plain (cases[i].name);
      GbCommuneMatch match;

      gb_commune_sentence_learn (sentence, plain);
      if (gb_commune_sentence_match (sentence, cases[i].name, plain, "phường", NULL, &match) != cases[i].found)
        g_error ("“%s” %s %s", cases[i].said, cases[i].found ? "does not mean" : "means", cases[i].name);
    }
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  tables.communes = read_lines ("communes.csv");
  tables.predecessors = read_lines ("predecessors.csv");
#define ADD(path, test) g_test_add ("/store/commune-sentence/" path, GbStoreFixture, NULL, set_up, test, tear_down)
  ADD ("sentences", test_sentences);
  ADD ("old-units", test_old_units);
  ADD ("communes", test_communes);
  ADD ("districts", test_districts);
  ADD ("made-of", test_made_of);
  g_test_add_func ("/store/commune-sentence/words", test_words);
  g_test_add_func ("/store/commune-sentence/fillers-in-names", test_fillers_in_names);
  result = g_test_run ();
  g_strfreev (tables.communes);
  g_strfreev (tables.predecessors);
  return result;
}
