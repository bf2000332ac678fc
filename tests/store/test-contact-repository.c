/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-contact-repository.h"

#include "gb-action-repository.h"
#include "gb-contact-own.h"
#include "gb-store-fixture.h"

#define PUT(type, id, data)                                                                        \
  "{\"op\":\"put\",\"type\":\"" type "\",\"id\":\"" id "\",\"rev\":1,\"data\":{" data "}}\n"
#define CHANNEL(id, kind, name, value, more)                                                       \
  PUT ("channel", id, "\"kind\":\"" kind "\",\"name\":\"" name "\",\"value\":\"" value "\"" more)
#define VERIFIED(day) ",\"verified\":\"" day "\""

#define OF(agency, field) ",\"agency\":\"" agency "\",\"field\":\"" field "\""
#define LAND OF ("so-nnmt", "Đất đai")

static const char base[] =
    PUT ("agency", "so-nnmt", "\"name\":\"Sở Nông nghiệp và Môi trường\",\"kind\":\"department\"")
    PUT ("agency", "so-tp", "\"name\":\"Sở Tư pháp\",\"kind\":\"department\"")
    CHANNEL ("video-01", "video", "Phòng họp", "https://hop.example/1", LAND VERIFIED ("2026-01-01"))
    CHANNEL ("zalo-01", "zalo", "Đất đai cấp xã", "https://zalo.example/g/1", LAND)
    CHANNEL ("hotline-01", "hotline", "Sở NN&MT", "0255 000 0101", LAND VERIFIED ("2026-08-20"))
    CHANNEL ("hotline-02", "hotline", "Sở Tư pháp", "0255 000 0103", OF ("so-tp", "Hộ tịch, chứng thực") VERIFIED ("2026-06-26"))
    /* sixty-one days ago */
    CHANNEL ("hotline-03", "hotline", "Tổ công nghệ số", "1022", OF ("so-tp", "Hỗ trợ 24/7")
             VERIFIED ("2026-06-26"))
    CHANNEL ("email-05", "email", "Hộp thư", "tp@example.vn", ",\"agency\":\"so-tp\"")
    /* Nobody's: two of another name are two contacts. */
    CHANNEL ("hotline-06", "hotline", "Trực ban", "0905 000 001", "")
    CHANNEL ("hotline-07", "hotline", "Cấp cứu", "115", VERIFIED ("2026-08-25"));

/* (transfer full): "name: points;" for each contact */
static char *
describe (GPtrArray *contacts)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < contacts->len; i++)
    {
      const GbContact *contact = contacts->pdata[i];

      g_string_append_printf (text, "%s%s:", i > 0 ? "; " : "", contact->name);
      for (guint p = 0; p < contact->points->len; p++)
        g_string_append_printf (text, " %s", ((GbContactPoint *) contact->points->pdata[p])->id);
    }
  return g_string_free (text, FALSE);
}

typedef struct
{
  GbContactFilter filter;
  GbDay today;
  const char *text;
  const char *agency;
  const char *field;
  guint limit;
  gint64 total;
} Question;

static gpointer
read_list (GbSqlConnection *connection,
           gpointer         data,
           GCancellable    *cancellable,
           GError         **error)
{
  Question *question = data;

  if (!gb_contact_repository_count (connection, question->filter, question->today, &question->total, error))
    return NULL;
  return gb_contact_repository_list (connection, question->filter, question->today, error);
}

static gpointer
read_found (GbSqlConnection *connection,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  Question *question = data;

  return gb_contact_repository_search (connection, question->text, question->limit, &question->total, error);
}

static gpointer
read_for (GbSqlConnection *connection,
          gpointer         data,
          GCancellable    *cancellable,
          GError         **error)
{
  Question *question = data;

  return gb_contact_repository_for (connection, question->agency, question->field, error);
}

static GPtrArray *
ask (GbStoreFixture *fixture,
     GbStoreFunc     func,
     Question       *question)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *contacts = gb_store_read (fixture->store, func, question, NULL, &error);

  g_assert_no_error (error);
  return contacts;
}

static void
assert_answer (GbStoreFixture *fixture,
               GbStoreFunc     func,
               Question        question,
               gint64          total,
               const char     *expected)
{
  g_autoptr (GPtrArray) contacts = ask (fixture, func, &question);
  g_autofree char *text = describe (contacts);

  g_assert_cmpstr (text, ==, expected);
  if (total >= 0)
    g_assert_cmpint (question.total, ==, total);
}

static void
set_up (GbStoreFixture *fixture)
{
  GbFeedPageResult result;

  gb_store_fixture_set_up (fixture);
  gb_test_commit (fixture, GB_RECORD_GROUP_BASE, base, &result);
  g_assert_cmpuint (result.set_aside, ==, 0);
}

/* What an agency has for a field is one contact, its hotline first; what is too old counts and lists alike. */
static void
test_list (void)
{
  static const struct
  {
    GbContactFilter filter;
    int days; /* after 25 August 2026 */
    gint64 count;
    const char *expected;
  } cases[] = {
    { GB_CONTACT_FILTER_ALL, 0, 6,
      "Sở NN&MT: hotline-01 zalo-01 video-01; Sở Tư pháp: hotline-02; Tổ công nghệ số: hotline-03; "
      "Trực ban: hotline-06; Cấp cứu: hotline-07; Sở Tư pháp: email-05" },
    /* sixty days are still good */
    { GB_CONTACT_FILTER_STALE, 0, 2, "Trực ban: hotline-06; Sở Tư pháp: email-05" },
    { GB_CONTACT_FILTER_STALE, 1, 4,
      "Sở Tư pháp: hotline-02; Tổ công nghệ số: hotline-03; Trực ban: hotline-06; Sở Tư pháp: email-05" },
  };
  GbStoreFixture fixture = { 0 };

  set_up (&fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Question question = { .filter = cases[i].filter, .today = gb_day_from_ymd (2026, 8, 25) + cases[i].days };

      assert_answer (&fixture, read_list, question, cases[i].count, cases[i].expected);
    }
  gb_store_fixture_tear_down (&fixture);
}

static void
test_search (void)
{
  static const struct
  {
    const char *text;
    guint limit;
    gint64 total;
    const char *expected;
  } cases[] = {
    { "tu phap", 9, 3, "Sở Tư pháp: hotline-02; Tổ công nghệ số: hotline-03; Sở Tư pháp: email-05" },
    { "Tư pháp 24/7", 9, 1, "Tổ công nghệ số: hotline-03" },
    { "dat dai cap xa", 9, 1, "Sở NN&MT: hotline-01 zalo-01 video-01" },
    { "02550000103", 9, 1, "Sở Tư pháp: hotline-02" },
    { "0255 000", 1, 2, "Sở NN&MT: hotline-01 zalo-01 video-01" },
    { "thủy sản", 9, 0, "" },
    { "  ", 9, 0, "" },
  };
  GbStoreFixture fixture = { 0 };

  set_up (&fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_answer (&fixture, read_found, (Question){ .text = cases[i].text, .limit = cases[i].limit }, cases[i].total,
                   cases[i].expected);
  gb_store_fixture_tear_down (&fixture);
}

static void
test_for (void)
{
  static const struct
  {
    const char *agency;
    const char *field;
    const char *expected;
  } cases[] = {
    { "so-tp", "Chứng thực", "Sở Tư pháp: hotline-02; Tổ công nghệ số: hotline-03; Sở Tư pháp: email-05" },
    { NULL, "đất đai", "Sở NN&MT: hotline-01 zalo-01 video-01" },
    { "so-tp", "Đất đai",
      "Sở Tư pháp: hotline-02; Tổ công nghệ số: hotline-03; Sở Tư pháp: email-05; "
      "Sở NN&MT: hotline-01 zalo-01 video-01" },
    { "so-nnmt", NULL, "Sở NN&MT: hotline-01 zalo-01 video-01" },
    /* part of a field is another field */
    { NULL, "Hộ", "" },
    { "so-yt", "Y tế", "" },
    { NULL, NULL, "" },
  };
  GbStoreFixture fixture = { 0 };

  set_up (&fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_answer (&fixture, read_for, (Question){ .agency = cases[i].agency, .field = cases[i].field }, -1,
                   cases[i].expected);
  gb_store_fixture_tear_down (&fixture);
}

static GbDay
verified_of (GbStoreFixture *fixture,
             const char     *id,
             gboolean       *pending)
{
  g_autoptr (GPtrArray) contacts = ask (fixture, read_list, &(Question){ 0 });

  for (guint i = 0; i < contacts->len; i++)
    {
      const GbContact *contact = contacts->pdata[i];

      for (guint p = 0; p < contact->points->len; p++)
        {
          const GbContactPoint *point = contact->points->pdata[p];

          *pending = point->pending;
          if (g_strcmp0 (point->id, id) == 0)
            return point->verified;
        }
    }
  g_assert_not_reached ();
}

static void
verify (GbStoreFixture *fixture,
        const char     *id,
        const char     *day)
{
  g_autoptr (GbAction) action = gb_action_new (GB_ACTION_CHANNEL_VERIFY, id);
  g_autoptr (GbAction) added = NULL;
  g_autoptr (GError) error = NULL;

  gb_action_set (action, "date", day);
  added = gb_store_add_action (fixture->store, action, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* A trial counts as soon as it is made, whether it was sent or not; one that is older than the last changes nothing. */
static void
test_verify (void)
{
  GbStoreFixture fixture = { 0 };
  GbDay now = gb_time_day (GB_TEST_NOW);
  gboolean pending;

  set_up (&fixture);
  g_assert_cmpint (verified_of (&fixture, "hotline-06", &pending), ==, GB_DAY_NONE);
  g_assert_false (pending);
  verify (&fixture, "hotline-06", NULL);
  g_assert_cmpint (verified_of (&fixture, "hotline-06", &pending), ==, now);
  g_assert_true (pending);
  verify (&fixture, "hotline-03", "2026-06-01");
  g_assert_cmpint (verified_of (&fixture, "hotline-03", &pending), ==, gb_day_from_ymd (2026, 6, 26));
  verify (&fixture, "hotline-03", "2026-08-01");
  g_assert_cmpint (verified_of (&fixture, "hotline-03", &pending), ==, gb_day_from_ymd (2026, 8, 1));
  gb_store_fixture_tear_down (&fixture);
}

/* --- the workstation's own --- */

static gboolean
is_done (gpointer data)
{
  return *(gboolean *) data;
}

static void
on_done_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (gb_contact_own_finish (GB_STORE (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

/* (transfer full) */
static GbContact *
own_contact (const char *name,
             const char *number,
             const char *link)
{
  GbContact *contact = g_new0 (GbContact, 1);
  const char *values[] = { number, link };

  contact->name = g_strdup (name);
  contact->points = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_contact_point_free);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      GbContactPoint *point = g_new0 (GbContactPoint, 1);

      point->kind = i;
      point->value = g_strdup (values[i]);
      point->verified = GB_DAY_NONE;
      g_ptr_array_add (contact->points, point);
    }
  return contact;
}

static void
save (GbStoreFixture  *fixture,
      const GbContact *contact,
      const GbContact *replaces)
{
  gboolean done = FALSE;

  gb_contact_own_save_async (fixture->store, contact, replaces, NULL, on_done_cb, &done);
  g_assert_true (gb_test_wait (is_done, &done));
}

/* They stand first, survive the program and a new pull, and are tried, changed and removed here. */
static void
test_own (void)
{
  GbStoreFixture fixture = { 0 };
  g_autoptr (GbContact) power = own_contact ("Điện lực", "1900 1909", "https://zalo.me/g/dienluc");
  g_autoptr (GbContact) water = own_contact ("Cấp nước", "0255 000 0999", "https://zalo.me/g/nuoc");
  g_autoptr (GPtrArray) all = NULL, reopened = NULL, left = NULL;
  const GbContact *first;
  gboolean done = FALSE;

  set_up (&fixture);
  save (&fixture, power, NULL);
  save (&fixture, water, NULL);
  all = ask (&fixture, read_list, &(Question){ .today = gb_time_day (GB_TEST_NOW) });
  g_assert_cmpuint (all->len, ==, 8);
  first = all->pdata[0];
  g_assert_cmpstr (first->name, ==, "Cấp nước");
  g_assert_true (gb_contact_is_own (first));
  g_assert_cmpuint (first->points->len, ==, 2);
  g_assert_false (gb_contact_is_own (all->pdata[2]));

  gb_contact_own_verify_async (fixture.store, gb_contact_get_lead (first)->id, NULL, on_done_cb, &done);
  g_assert_true (gb_test_wait (is_done, &done));
  gb_store_fixture_reopen (&fixture);
  reopened = ask (&fixture, read_list, &(Question){ .today = gb_time_day (GB_TEST_NOW) });
  g_assert_cmpint (gb_contact_get_lead (reopened->pdata[0])->verified, ==, gb_time_day (GB_TEST_NOW));
  g_assert_cmpint (gb_contact_get_lead (reopened->pdata[1])->verified, ==, GB_DAY_NONE);

  save (&fixture, NULL, reopened->pdata[0]);
  left = ask (&fixture, read_list, &(Question){ .today = gb_time_day (GB_TEST_NOW) });
  g_assert_cmpuint (left->len, ==, 7);
  g_assert_cmpstr (((GbContact *) left->pdata[0])->name, ==, "Điện lực");
  gb_store_fixture_tear_down (&fixture);
}

/* Numbers of Viet Nam are dialled from anywhere; nothing but the four kinds of links comes out of the data. */
static void
test_uri (void)
{
  static const struct
  {
    GbContactKind kind;
    const char *value;
    const char *expected;
  } cases[] = {
    { GB_CONTACT_HOTLINE, "0255 000 0101", "tel:+842550000101" },
    { GB_CONTACT_HOTLINE, " (0905) 123.456 ", "tel:+84905123456" },
    { GB_CONTACT_HOTLINE, "+84 255 000 0101", "tel:+842550000101" },
    { GB_CONTACT_HOTLINE, "1022", "tel:1022;phone-context=+84" },
    { GB_CONTACT_HOTLINE, "18001091", "tel:18001091;phone-context=+84" },
    { GB_CONTACT_HOTLINE, "không có", NULL },
    { GB_CONTACT_ZALO, "https://zalo.me/g/abcdef", "https://zalo.me/g/abcdef" },
    { GB_CONTACT_ZALO, "0905 123 456", "https://zalo.me/84905123456" },
    { GB_CONTACT_ZALO, "Nhóm đất đai", NULL },
    { GB_CONTACT_VIDEO, "https://hop.example/minh-hoa/01", "https://hop.example/minh-hoa/01" },
    { GB_CONTACT_VIDEO, "file:///etc/passwd", NULL },
    { GB_CONTACT_VIDEO, "javascript:alert(1)", NULL },
    { GB_CONTACT_EMAIL, "tp@example.vn", "mailto:tp@example.vn" },
    { GB_CONTACT_EMAIL, "tp@example.vn?cc=x", NULL },
    { GB_CONTACT_EMAIL, "tp", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *uri = gb_contact_uri (cases[i].kind, cases[i].value);

      g_assert_cmpstr (uri, ==, cases[i].expected);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/contact-repository/list", test_list);
  g_test_add_func ("/contact-repository/search", test_search);
  g_test_add_func ("/contact-repository/for", test_for);
  g_test_add_func ("/contact-repository/verify", test_verify);
  g_test_add_func ("/contact-repository/own", test_own);
  g_test_add_func ("/contact-repository/uri", test_uri);
  return g_test_run ();
}
