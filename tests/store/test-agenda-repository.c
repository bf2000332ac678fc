/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-agenda-repository.h"

#include "gb-action-repository.h"
#include "gb-dossier-repository.h"
#include "gb-store-fixture.h"

#define PUT(type, id, data)                                                                        \
  "{\"op\":\"put\",\"type\":\"" type "\",\"id\":\"" id "\",\"rev\":1,\"data\":{" data "}}\n"
#define ISSUE(id, commune, department, state, due)                                                 \
  PUT ("issue", id,                                                                                \
       "\"kind\":\"difficulty\",\"commune\":\"" commune "\",\"field\":\"Đất đai\",\"title\":\"t\","  \
       "\"state\":\"" state "\",\"level\":\"department\",\"department\":\"" department "\","       \
       "\"raised\":\"2026-08-01T08:00:00+07:00\",\"due\":\"" due "\",\"urged\":0")
#define TASK(id, commune, state, due)                                                              \
  PUT ("task", id,                                                                                 \
       "\"number\":\"12/KH\",\"title\":\"" id "\"" commune ",\"issuer\":\"UBND tỉnh\","            \
       "\"issued\":\"2026-08-01T08:00:00+07:00\",\"due\":\"" due "\",\"state\":\"" state "\","     \
       "\"done\":43,\"total\":50")
#define DOSSIER(id, state, officer)                                                                \
  PUT ("dossier", id,                                                                              \
       "\"procedure\":\"p\",\"field\":\"Y tế\",\"channel\":\"desk\",\"commune\":\"21028\","         \
       "\"received_by\":\"21028\",\"state\":" state ",\"officer\":\"" officer "\"")
#define DUE(id, commune, due)                                                                      \
  PUT ("dossier", id,                                                                              \
       "\"procedure\":\"p\",\"field\":\"Y tế\",\"channel\":\"desk\",\"commune\":\"" commune "\","     \
       "\"received_by\":\"" commune "\",\"state\":4,\"due\":\"" due "\"")
#define URGE(id, dossier, due)                                                                     \
  PUT ("urge", id,                                                                                 \
       "\"dossier\":\"" dossier "\",\"number\":\"" id "\",\"officer\":\"Nguyễn Văn A\","           \
       "\"made\":\"2026-08-24T15:20:00+07:00\",\"answer_due\":\"" due "\"")
#define OFFICER(id, name, kind, to, fields)                                                        \
  PUT ("officer", id,                                                                              \
       "\"name\":\"" name "\",\"title\":\"Chuyên viên\",\"kind\":\"" kind "\","                    \
       "\"commune\":\"21028\",\"agency\":\"A1\"" to ",\"fields\":[" fields "]")
#define DAY(id, kind, name) PUT ("calendar-day", id, "\"kind\":\"" kind "\",\"name\":\"" name "\"")
#define NOTICE(id, kind, commune, starts)                                                          \
  PUT ("notice", id,                                                                               \
       "\"kind\":\"" kind "\",\"title\":\"" id "\",\"published\":\"2026-08-20T08:00:00+07:00\""     \
       "" commune ",\"starts\":\"" starts "\"")

static const char work[] =
    /* Two of one department are late; answered, in time and elsewhere do not count. */
    ISSUE ("I1", "21028", "SONNMT", "assigned", "2026-08-14T17:00:00+07:00")
    ISSUE ("I2", "21028", "SONNMT", "collected", "2026-08-20T17:00:00+07:00")
    ISSUE ("I3", "21028", "SONNMT", "answered", "2026-08-14T17:00:00+07:00")
    ISSUE ("I4", "21028", "SONNMT", "assigned", "2026-08-27T17:00:00+07:00")
    ISSUE ("I5", "21031", "SONNMT", "assigned", "2026-08-14T17:00:00+07:00")
    TASK ("soon", ",\"commune\":\"21028\"", "open", "2026-09-02T17:00:00+07:00")
    TASK ("everybody's", "", "open", "2026-08-28T17:00:00+07:00")
    TASK ("later", ",\"commune\":\"21028\"", "open", "2026-09-03T00:00:00+07:00")
    TASK ("done", ",\"commune\":\"21028\"", "done", "2026-08-28T17:00:00+07:00")
    TASK ("elsewhere", ",\"commune\":\"21031\"", "open", "2026-08-28T17:00:00+07:00")
    DOSSIER ("H48.91-260801-0001", "4", "Đỗ Thị E") DOSSIER ("H48.91-260801-0002", "5", "Đỗ Thị E")
    DOSSIER ("H48.91-260801-0003", "9", "Đỗ Thị E") DOSSIER ("H48.91-260801-0004", "4", "Ai đó")
    /* One is to be signed today; too late, too early, re-scheduled and elsewhere do not count. */
    DUE ("H48.91-260801-0005", "21028", "2026-08-27T09:20:00+07:00")
    DUE ("H48.91-260801-0006", "21028", "2026-08-26T09:20:00+07:00")
    DUE ("H48.91-260801-0007", "21028", "2026-08-28T09:20:00+07:00")
    DUE ("H48.91-260801-0008", "21028", "2026-08-27T09:20:00+07:00")
    DUE ("H48.91-260801-0009", "21031", "2026-08-27T09:20:00+07:00")
    PUT ("letter", "L1",
         "\"dossier\":\"H48.91-260801-0008\",\"number\":\"41\",\"reason\":\"r\","
         "\"made\":\"2026-08-25T08:00:00+07:00\",\"new_due\":\"2026-09-04T17:00:00+07:00\"")
    URGE ("18", "H48.91-260801-0001", "2026-08-25T15:20:00+07:00")
    URGE ("19", "H48.91-260801-0002", "2026-08-25T15:20:00+07:00")
    URGE ("20", "H48.91-260801-0003", "2026-08-25T15:20:00+07:00")
    URGE ("21", "H48.91-260801-0004", "2026-08-27T15:20:00+07:00")
    PUT ("answer", "A1",
         "\"urge\":\"19\",\"at\":\"2026-08-25T08:00:00+07:00\",\"officer\":\"o\",\"text\":\"t\"")
    NOTICE ("past", "conference", "", "2026-08-25T08:00:00+07:00")
    NOTICE ("conference", "conference", "", "2026-08-28T08:00:00+07:00")
    NOTICE ("elsewhere", "class", ",\"commune\":\"21031\"", "2026-08-28T08:00:00+07:00")
    NOTICE ("notice", "notice", "", "2026-08-28T08:00:00+07:00")
    NOTICE ("class", "class", ",\"commune\":\"21028\"", "2026-09-01T08:00:00+07:00");

static const char base[] =
    PUT ("agency", "SONNMT", "\"name\":\"Sở Nông nghiệp và Môi trường\",\"kind\":\"department\"")
    OFFICER ("O1", "Đỗ Thị E", "seconded", ",\"to\":\"2026-09-15\"",
             "{\"field\":\"Y tế\",\"role\":\"main\"},{\"field\":\"Giáo dục\",\"role\":\"main\"}")
    OFFICER ("O2", "Lê Văn C", "seconded", ",\"to\":\"2026-12-31\"",
             "{\"field\":\"Y tế\",\"role\":\"stand-in\"}")
    OFFICER ("O3", "Đã về", "seconded", ",\"to\":\"2026-08-25\"",
             "{\"field\":\"Giáo dục\",\"role\":\"stand-in\"}")
    OFFICER ("O4", "Bùi Thị H", "post", "", "{\"field\":\"CNTT\",\"role\":\"main\"}")
    DAY ("2026-08-22", "work", "Làm bù") DAY ("2026-08-31", "off", "Nghỉ hoán đổi")
    DAY ("2026-09-01", "off", "Quốc khánh") DAY ("2026-09-02", "off", "Quốc khánh")
    DAY ("2026-09-12", "work", "Làm bù") DAY ("2026-12-31", "off", "Xa");

static gpointer
read_items (GbSqlConnection  *connection,
            gpointer          data,
            GCancellable     *cancellable,
            GError          **error)
{
  return gb_agenda_repository_items (connection, data, GB_TEST_NOW, error);
}

static gpointer
read_events (GbSqlConnection  *connection,
             gpointer          data,
             GCancellable     *cancellable,
             GError          **error)
{
  return gb_agenda_repository_events (connection, data, GB_TEST_NOW, 10, error);
}

/* A province's cache, where other communes' records lie beside ours. */
static void
commit (GbStoreFixture *fixture,
        GbRecordGroup   group,
        const char     *text)
{
  g_autoptr (GbFeedPage) page = gb_test_page (fixture, group, text, FALSE);
  g_autoptr (GError) error = NULL;
  GbFeedPageResult result;

  g_free (page->scope);
  page->scope = g_strdup ("province:51");
  gb_store_commit_page (fixture->store, page, &result, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result.set_aside, ==, 0);
}

static void
fill (GbStoreFixture *fixture)
{
  gb_store_fixture_set_up (fixture);
  commit (fixture, GB_RECORD_GROUP_BASE, base);
  commit (fixture, GB_RECORD_GROUP_WORK, work);
}

static const struct
{
  GbAgendaKind kind;
  const char *name;
  gint64 count;
  const char *day; /* NULL: none */
  const char *target;
} expected_items[] = {
  { GB_AGENDA_LETTERS_TO_SIGN, NULL, 1, "2026-08-27", NULL },
  { GB_AGENDA_ANSWERS_OVERDUE, "Sở Nông nghiệp và Môi trường", 2, "2026-08-14", "SONNMT" },
  { GB_AGENDA_URGE_UNANSWERED, "Nguyễn Văn A", 1, "2026-08-25", "H48.91-260801-0001" },
  { GB_AGENDA_TASK_DUE, "everybody's", 1, "2026-08-28", "everybody's" },
  { GB_AGENDA_TASK_DUE, "soon", 1, "2026-09-02", "soon" },
  { GB_AGENDA_SECONDMENT_ENDS, "Đỗ Thị E", 2, "2026-09-15", "O1" },
  { GB_AGENDA_NO_STAND_IN, "CNTT; Giáo dục", 2, NULL, NULL },
};

static void
test_items (void)
{
  GbStoreFixture fixture = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;

  fill (&fixture);
  items = gb_store_read (fixture.store, read_items, (gpointer) "21028", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, G_N_ELEMENTS (expected_items));
  for (guint i = 0; i < items->len; i++)
    {
      const GbAgendaItem *item = g_ptr_array_index (items, i);
      g_autofree char *day = item->day != GB_DAY_NONE ? gb_day_format (item->day) : NULL;

      g_assert_cmpint (item->kind, ==, expected_items[i].kind);
      g_assert_cmpstr (item->name, ==, expected_items[i].name);
      g_assert_cmpint (item->count, ==, expected_items[i].count);
      g_assert_cmpstr (day, ==, expected_items[i].day);
      g_assert_cmpstr (item->target, ==, expected_items[i].target);
      if (item->kind == GB_AGENDA_TASK_DUE)
        {
          g_assert_cmpfloat (item->done, ==, 43);
          g_assert_cmpfloat (item->total, ==, 50);
        }
    }
  gb_store_fixture_tear_down (&fixture);
}

/* The whole scope adds the other communes' to what is everybody's. */
static void
test_whole_scope (void)
{
  GbStoreFixture fixture = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;
  const GbAgendaItem *letters, *answers;
  guint rows = 0;

  fill (&fixture);
  items = gb_store_read (fixture.store, read_items, NULL, NULL, &error);
  g_assert_no_error (error);
  letters = g_ptr_array_index (items, 0);
  g_assert_cmpint (letters->kind, ==, GB_AGENDA_LETTERS_TO_SIGN);
  g_assert_cmpint (letters->count, ==, 2);
  answers = g_ptr_array_index (items, 1);
  g_assert_cmpint (answers->count, ==, 3);
  /* One row for all: "soon", "elsewhere", and "everybody's", which is nobody's own. */
  for (guint i = 0; i < items->len; i++)
    {
      const GbAgendaItem *item = g_ptr_array_index (items, i);

      g_assert_cmpint (item->kind, !=, GB_AGENDA_TASK_DUE);
      if (item->kind != GB_AGENDA_TASKS_DUE)
        continue;
      g_assert_cmpint (item->count, ==, 3);
      g_assert_cmpfloat (item->done, ==, 0);
      g_assert_cmpfloat (item->total, ==, 2);
      rows++;
    }
  g_assert_cmpuint (rows, ==, 1);
  gb_store_fixture_tear_down (&fixture);
}

static gpointer
count_rows (GbSqlConnection  *connection,
            gpointer          commune,
            GCancellable     *cancellable,
            GError          **error)
{
  const GbDossierQuery query = { .filter = GB_DOSSIER_FILTER_SIGN_TODAY, .commune = commune };
  g_autoptr (GPtrArray) items = gb_agenda_repository_items (connection, commune, GB_TEST_NOW, error);
  g_autoptr (GArray) rows = gb_dossier_repository_numbers (connection, &query, GB_TEST_NOW, error);
  const GbAgendaItem *first = items->len > 0 ? g_ptr_array_index (items, 0) : NULL;

  if (rows->len == 0)
    g_assert_true (first == NULL || first->kind != GB_AGENDA_LETTERS_TO_SIGN);
  else
    g_assert_cmpint (first->count, ==, rows->len);
  return GUINT_TO_POINTER (rows->len);
}

/* The row of letters opens exactly the dossiers it counted; without any there is no row. */
static void
test_letters (void)
{
  static const struct
  {
    const char *commune;
    guint rows;
  } cases[] = { { "21028", 1 }, { "21031", 1 }, { NULL, 2 }, { "21025", 0 } };
  GbStoreFixture fixture = { 0 };
  g_autoptr (GbAction) letter = NULL, stored = NULL;

  fill (&fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (GPOINTER_TO_UINT (gb_store_read (fixture.store, count_rows,
                                                       (gpointer) cases[i].commune, NULL, NULL)),
                      ==, cases[i].rows);
  letter = gb_action_new_apology ("H48.91-260801-0005", "r", GB_TEST_NOW + 8 * GB_DAY_SECONDS, NULL);
  stored = gb_store_add_action (fixture.store, letter, NULL, NULL, NULL);
  g_assert_nonnull (stored);
  g_assert_null (gb_store_read (fixture.store, count_rows, (gpointer) "21028", NULL, NULL));
  gb_store_fixture_tear_down (&fixture);
}

static const struct
{
  GbAgendaEventKind kind;
  const char *from;
  const char *to;
} expected_events[] = {
  { GB_AGENDA_EVENT_NOTICE, "2026-08-28", "2026-08-28" },
  { GB_AGENDA_EVENT_OFF, "2026-08-31", "2026-09-02" },
  { GB_AGENDA_EVENT_NOTICE, "2026-09-01", "2026-09-01" },
  { GB_AGENDA_EVENT_MAKE_UP, "2026-09-12", "2026-09-12" },
};

static void
test_events (void)
{
  GbStoreFixture fixture = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = NULL;

  fill (&fixture);
  events = gb_store_read (fixture.store, read_events, (gpointer) "21028", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (events->len, ==, G_N_ELEMENTS (expected_events));
  for (guint i = 0; i < events->len; i++)
    {
      const GbAgendaEvent *event = g_ptr_array_index (events, i);
      g_autofree char *from = gb_day_format (event->from);
      g_autofree char *to = gb_day_format (event->to);

      g_assert_cmpint (event->kind, ==, expected_events[i].kind);
      g_assert_cmpstr (from, ==, expected_events[i].from);
      g_assert_cmpstr (to, ==, expected_events[i].to);
    }
  gb_store_fixture_tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/agenda/items", test_items);
  g_test_add_func ("/agenda/whole-scope", test_whole_scope);
  g_test_add_func ("/agenda/letters", test_letters);
  g_test_add_func ("/agenda/events", test_events);

  return g_test_run ();
}
