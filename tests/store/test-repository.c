/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossier-repository.h"

#include <string.h>

#include "gb-calendars.h"
#include "gb-commune-repository.h"
#include "gb-search.h"
#include "gb-store-fixture.h"

static const char base[] =
    "{\"op\":\"put\",\"type\":\"commune\",\"id\":\"21028\",\"rev\":1,\"data\":{\"name\":\"Nghĩa Lộ\","
    "\"type\":\"phường\",\"province\":\"51\",\"area_km2\":17.07,\"population\":73556,\"lon\":108.8,"
    "\"lat\":15.1}}\n"
    "{\"op\":\"put\",\"type\":\"commune\",\"id\":\"21364\",\"rev\":1,\"data\":{\"name\":"
    "\"Nguyễn Nghiêm\",\"type\":\"xã\",\"province\":\"51\",\"area_km2\":40.2,\"population\":20000,"
    "\"lon\":108.9,\"lat\":14.8}}\n"
    "{\"op\":\"put\",\"type\":\"commune\",\"id\":\"21172\",\"rev\":1,\"data\":{\"name\":"
    "\"Đức Phổ\",\"type\":\"phường\",\"province\":\"51\",\"area_km2\":60.5,\"population\":50000,"
    "\"lon\":108.9,\"lat\":14.8}}\n"
    "{\"op\":\"put\",\"type\":\"predecessor\",\"id\":\"p1\",\"rev\":1,\"data\":{\"name\":"
    "\"Lê Hồng Phong\",\"type\":\"phường\",\"district\":\"thành phố Quảng Ngãi\",\"province\":\"51\","
    "\"commune\":\"21028\"}}\n"
    "{\"op\":\"put\",\"type\":\"predecessor\",\"id\":\"p2\",\"rev\":1,\"data\":{\"name\":"
    "\"Nguyễn Nghiêm\",\"type\":\"phường\",\"district\":\"thành phố Quảng Ngãi\",\"province\":\"51\","
    "\"part\":\"một phần\",\"commune\":\"21028\"}}\n"
    "{\"op\":\"put\",\"type\":\"predecessor\",\"id\":\"p3\",\"rev\":1,\"data\":{\"name\":"
    "\"Nguyễn Nghiêm\",\"type\":\"phường\",\"district\":\"thị xã Đức Phổ\",\"province\":\"51\","
    "\"commune\":\"21172\"}}\n"
    "{\"op\":\"put\",\"type\":\"procedure\",\"id\":\"ks\",\"rev\":1,\"data\":{\"name\":"
    "\"Đăng ký khai sinh\",\"field\":\"Hộ tịch\",\"code\":\"1.001193\"}}\n"
    "{\"op\":\"put\",\"type\":\"officer\",\"id\":\"o1\",\"rev\":1,\"data\":{\"name\":"
    "\"Nguyễn Thị Én\",\"title\":\"Chuyên viên\",\"kind\":\"post\",\"commune\":\"21028\","
    "\"agency\":\"g1\"}}\n"
    "{\"op\":\"put\",\"type\":\"agency\",\"id\":\"g1\",\"rev\":1,\"data\":{\"name\":"
    "\"Trung tâm\",\"kind\":\"centre\",\"commune\":\"21028\"}}\n"
    "{\"op\":\"put\",\"type\":\"commune-hours\",\"id\":\"h1\",\"rev\":1,\"data\":{\"commune\":"
    "\"21172\",\"hours\":\"mon-sat 08:00-12:00\"}}\n"
    "{\"op\":\"put\",\"type\":\"commune-hours\",\"id\":\"h2\",\"rev\":1,\"data\":{\"commune\":"
    "\"21364\",\"hours\":\"mon-sat 08:00-12:00\"}}\n"
    "{\"op\":\"put\",\"type\":\"calendar-day\",\"id\":\"2026-08-28\",\"rev\":1,\"data\":{\"kind\":"
    "\"off\",\"name\":\"Nghỉ\"}}\n";

/* code, applicant, procedure, field, officer, state, received, due, finished: hours from now */
typedef struct
{
  const char *code;
  const char *applicant;
  const char *procedure;
  const char *field;
  const char *officer;
  int state;
  int received;
  int due;
  int finished;
} Row;

static const Row rows[] = {
  { "H48.91-250813-0042", "Nguyễn Thị Bình", "Đăng ký khai sinh", "Hộ tịch", "Đỗ Văn Én", 4, -30, 5, 0 },
  { "H48.91-250813-0043", "Trần Văn Ân", "Chứng thực", "Chứng thực", "Đỗ Văn Én", 4, -29, -2, 0 },
  { "H48.91-250814-4217", "Lê Thị Đào", "Đăng ký kết hôn", "Hộ tịch", "Ông Ích", 5, -28, 50, 0 },
  { "000.00.91.H48-250812-0001", "Phan Nguyên Thi", "Xây nhà", "Xây dựng", NULL, 2, -400, 0, 0 },
  { "H48.Y1.Z2-260101-AB4217", "Đặng Thị Dũng", "Xây nhà", "Xây dựng", "Ông Ích", 9, -50, -10, -20 },
  { "H48.91-250815-0007", NULL, "Âm thanh", "Hộ tịch", "Ông Ích", 3, -10, 0, -1 },
};

static void
append_hours (GString    *text,
              const char *name,
              int         hours)
{
  g_autofree char *time = gb_test_time (GB_TEST_NOW + hours * 3600);

  if (hours != 0)
    g_string_append_printf (text, ",\"%s\":\"%s\"", name, time);
}

static void
set_up (GbStoreFixture *f,
        gconstpointer   data)
{
  g_autoptr (GString) text = g_string_new (NULL);

  gb_store_fixture_set_up (f);
  gb_test_commit (f, GB_RECORD_GROUP_BASE, base, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Row *r = &rows[i];

      g_string_append_printf (text,
                              "{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"%s\",\"rev\":1,"
                              "\"data\":{\"procedure\":\"%s\",\"field\":\"%s\",\"channel\":\"desk\","
                              "\"commune\":\"21028\",\"received_by\":\"%s\",\"state\":%d",
                              r->code, r->procedure, r->field, i == 1 ? "21172" : "21028", r->state);
      if (r->applicant != NULL)
        g_string_append_printf (text, ",\"applicant\":\"%s\"", r->applicant);
      if (r->officer != NULL)
        g_string_append_printf (text, ",\"officer\":\"%s\"", r->officer);
      append_hours (text, "received", r->received);
      append_hours (text, "due", r->due);
      append_hours (text, "finished", r->finished);
      g_string_append (text, "}}\n");
    }
  gb_test_commit (f, GB_RECORD_GROUP_WORK, text->str, NULL);
}

static void
tear_down (GbStoreFixture *f,
           gconstpointer   data)
{
  gb_store_fixture_tear_down (f);
}

/* --- search and order ----------------------------------------------------------------------- */

static gpointer
read_codes (GbSqlConnection *connection,
            gpointer         query,
            GCancellable    *cancellable,
            GError         **error)
{
  gint64 total;
  g_autoptr (GPtrArray) found =
      gb_dossier_repository_rows (connection, query, GB_TEST_NOW, 0, -1, &total, error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (*error);
  g_assert_cmpint (total, ==, found->len);
  for (guint i = 0; i < found->len; i++)
    {
      const char *code = gb_dossier_get_code (found->pdata[i]);

      for (gsize k = 0; k < G_N_ELEMENTS (rows); k++)
        if (strcmp (rows[k].code, code) == 0)
          g_string_append_c (text, (char) ('0' + k));
    }
  return g_string_free (text, FALSE);
}

/* The rows found, as their places in the table above. */
static char *
codes (GbStoreFixture       *f,
       const GbDossierQuery *query)
{
  g_autoptr (GError) error = NULL;
  char *text = gb_store_read (f->store, read_codes, (gpointer) query, NULL, &error);

  g_assert_no_error (error);
  return text;
}

static const struct
{
  const char *text;
  const char *found; /* by code */
} searches[] = {
  { "nguyen thi", "30" },
  { "Nguyễn Thị", "30" },
  { "NGUYỄN  THỊ ", "30" },
  { "nguyên thị", "30" },
  { "thi nguyen binh", "0" },
  { "dao", "2" },
  { "Đào", "2" },
  { "ngu", "30" },
  { "uyen", "" },
  { "4217", "24" },
  { "421", "24" },
  { "0042", "0" },
  { "2508", "30125" },
  { "004", "01" },
  { "42", "024" },
  { "7", "254" },
  { "h48.91-250813", "01" },
  { "H48.y1", "4" },
  { "ab4217", "4" },
  { "250813-0042", "0" },
  { "4217 dao", "2" },
  { "khai sinh 0042", "0" },
  { "khai sinh 0043", "" },
  { "khai-sinh", "0" },
  { "am thanh", "5" },
  { "khong co ai", "" },
  { "\"", "" },
  { "- *", "" },
  { "nguyen OR tran", "" },
  { "a* NEAR(b", "" },
  { "'); DROP TABLE dossier; --", "" },
  { "   ", "301254" },
};

static void
test_search (GbStoreFixture *f,
             gconstpointer   data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      GbDossierQuery query = { .search = (char *) searches[i].text,
                               .sort = GB_DOSSIER_SORT_CODE };
      g_autofree char *found = codes (f, &query);

      if (strcmp (found, searches[i].found) != 0)
        g_error ("“%s” found %s, not %s", searches[i].text, found, searches[i].found);
    }
}

static const struct
{
  GbDossierSort sort;
  const char *ascending;
  const char *descending;
} orders[] = {
  { GB_DOSSIER_SORT_CODE, "301254", "452103" },
  /* Ân, Bình, Dũng, Đào, Thi; nobody last */
  { GB_DOSSIER_SORT_APPLICANT, "104235", "324015" },
  /* Âm thanh, Chứng thực, Đăng ký kết hôn, Đăng ký khai sinh, Xây nhà */
  { GB_DOSSIER_SORT_PROCEDURE, "512034", "430215" },
  /* Chứng thực, Hộ tịch, Xây dựng */
  { GB_DOSSIER_SORT_FIELD, "102534", "435201" },
  /* Đỗ Văn Én, Ông Ích: by given name; nobody last */
  { GB_DOSSIER_SORT_OFFICER, "012453", "542103" },
  { GB_DOSSIER_SORT_RECEIVED, "340125", "521043" },
  { GB_DOSSIER_SORT_DUE, "410235", "201453" },
  { GB_DOSSIER_SORT_STATE, "350124", "421053" },
  { GB_DOSSIER_SORT_FINISHED, "450123", "543210" },
  /* Đức Phổ, Nghĩa Lộ */
  { GB_DOSSIER_SORT_COMMUNE, "012345", "543210" },
  { GB_DOSSIER_SORT_RECEIVED_BY, "102345", "543201" },
  { GB_DOSSIER_SORT_CHANNEL, "012345", "543210" },
  { GB_DOSSIER_SORT_SUBMITTED, "012345", "543210" },
};

static void
test_orders (GbStoreFixture *f,
             gconstpointer   data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    for (int descending = 0; descending < 2; descending++)
      {
        GbDossierQuery query = { .sort = orders[i].sort, .descending = descending };
        g_autofree char *found = codes (f, &query);
        const char *wanted = descending ? orders[i].descending : orders[i].ascending;

        if (strcmp (found, wanted) != 0)
          g_error ("%s %d: %s, not %s", gb_dossier_sort_nick (orders[i].sort), descending, found,
                   wanted);
      }
}

#define TODAY ((GbDay) ((GB_TEST_NOW + GB_UTC_OFFSET) / GB_DAY_SECONDS))

static const struct
{
  GbDossierQuery query;
  const char *found; /* by code */
} filters[] = {
  { { .filter = GB_DOSSIER_FILTER_OPEN }, "3012" },
  { { .filter = GB_DOSSIER_FILTER_FINISHED }, "54" },
  { { .filter = GB_DOSSIER_FILTER_OVERDUE }, "1" },
  { { .filter = GB_DOSSIER_FILTER_DUE_TODAY }, "0" },
  { { .filter = GB_DOSSIER_FILTER_PAUSED }, "2" },
  { { .filter = GB_DOSSIER_FILTER_NO_DUE }, "3" },
  { { .filter = GB_DOSSIER_FILTER_CROSS_BOUNDARY }, "1" },
  { { .field = (char *) "Hộ tịch" }, "025" },
  { { .officer = (char *) "Ông Ích" }, "254" },
  { { .officer = (char *) "" }, "3" },
  { { .procedure = (char *) "Xây nhà" }, "34" },
  { { .state = 4 }, "01" },
  { { .channel = (char *) "online" }, "" },
  { { .channel = (char *) "desk" }, "301254" },
  /* days from their first to their last second */
  { { .received_from = TODAY - 1 }, "0125" },
  { { .received_from = TODAY }, "" },
  { { .received_to = TODAY - 2 }, "34" },
  { { .received_from = TODAY - 2, .received_to = TODAY - 2 }, "4" },
  { { .due_from = TODAY }, "012" },
  { { .due_to = TODAY }, "014" },
  { { .due_from = TODAY, .due_to = TODAY }, "01" },
  { { .due_from = TODAY, .due_to = TODAY - 1 }, "" },
  { { .received_to = TODAY - 1, .due_to = TODAY, .officer = (char *) "Đỗ Văn Én" }, "01" },
  { { .received_to = GB_DAY_NONE, .due_from = GB_DAY_NONE }, "301254" },
  /* as its scope has it: what it owns or received */
  { { .commune = (char *) "21172" }, "1" },
  { { .commune = (char *) "21364" }, "" },
  { { .commune = (char *) "21028", .field = (char *) "Hộ tịch", .state = 5 }, "2" },
};

static void
test_filters (GbStoreFixture *f,
              gconstpointer   data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      GbDossierQuery query = filters[i].query;
      g_autofree char *found = NULL;

      query.sort = GB_DOSSIER_SORT_CODE;
      found = codes (f, &query);
      if (strlen (found) != strlen (filters[i].found) ||
          strspn (found, filters[i].found) != strlen (found))
        g_error ("filter %d found %s, not %s", (int) i, found, filters[i].found);
    }
}

/* --- one dossier ---------------------------------------------------------------------------- */

static gpointer
check_find (GbSqlConnection *connection,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  g_autoptr (GbDossier) d = NULL;
  g_autoptr (GbDossier) none = NULL;
  g_autoptr (GbDossier) late = NULL;
  g_autofree char *applicant = NULL;
  gint64 due;
  int klass;

  g_assert_true (
      gb_dossier_repository_find (connection, rows[0].code, GB_TEST_NOW, &d, error));
  g_assert_cmpstr (gb_dossier_get_applicant (d), ==, "Nguyễn Thị Bình");
  g_assert_cmpstr (gb_dossier_get_officer (d), ==, "Đỗ Văn Én");
  g_assert_cmpint (gb_dossier_get_channel (d), ==, GB_CHANNEL_DESK);
  g_assert_false (gb_dossier_is_loading (d));
  g_object_get (d, "applicant", &applicant, "due", &due, "class", &klass, NULL);
  g_assert_cmpstr (applicant, ==, "Nguyễn Thị Bình");
  g_assert_cmpint (due, ==, GB_TEST_NOW + 5 * 3600);
  g_assert_cmpint (klass, ==, GB_DEADLINE_CLASS_DUE_TODAY);
  /* 07:15 to 12:15 is 4 h 15 min of work */
  g_assert_true (gb_dossier_has_remaining (d));
  g_assert_cmpint (gb_dossier_get_remaining (d), ==, 4 * 3600 + 15 * 60);

  /* 05:15 to 07:15: 15 minutes late */
  g_assert_true (
      gb_dossier_repository_find (connection, rows[1].code, GB_TEST_NOW, &late, error));
  g_assert_cmpint (gb_dossier_get_remaining (late), ==, -15 * 60);
  g_assert_true (gb_dossier_is_cross_boundary (late));

  g_assert_true (gb_dossier_repository_find (connection, "nothing", GB_TEST_NOW, &none, error));
  g_assert_null (none);
  return NULL;
}

static gpointer
check_steps (GbSqlConnection *connection,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  g_autoptr (GPtrArray) steps = gb_dossier_repository_steps (connection, rows[0].code, error);
  const GbDossierStep *step;

  g_assert_no_error (*error);
  g_assert_cmpuint (steps->len, ==, 2);
  step = steps->pdata[0];
  g_assert_cmpint (step->state, ==, GB_DOSSIER_STATE_ACCEPTED);
  g_assert_null (step->officer);
  step = steps->pdata[1];
  g_assert_cmpstr (step->officer, ==, "Đỗ Văn Én");
  g_assert_cmpint (step->at, ==, GB_TEST_NOW);
  g_assert_cmpint (step->planned_to, ==, 0);
  return NULL;
}

static void
test_one (GbStoreFixture *f,
          gconstpointer   data)
{
  g_autoptr (GError) error = NULL;

  gb_store_read (f->store, check_find, NULL, NULL, &error);
  g_assert_no_error (error);
  gb_test_commit (f, GB_RECORD_GROUP_WORK,
                  "{\"op\":\"put\",\"type\":\"dossier-step\",\"id\":\"b\",\"rev\":1,\"data\":{"
                  "\"dossier\":\"H48.91-250813-0042\",\"at\":\"2026-08-26T07:15:00+07:00\","
                  "\"state\":4,\"officer\":\"Đỗ Văn Én\"}}\n"
                  "{\"op\":\"put\",\"type\":\"dossier-step\",\"id\":\"a\",\"rev\":1,\"data\":{"
                  "\"dossier\":\"H48.91-250813-0042\",\"at\":\"2026-08-25T01:15:00+07:00\","
                  "\"state\":2}}\n",
                  NULL);
  gb_store_read (f->store, check_steps, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* --- figures -------------------------------------------------------------------------------- */

static gpointer
check_daily (GbSqlConnection *connection,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  GbDay today = gb_time_day (GB_TEST_NOW);
  g_autoptr (GArray) days =
      gb_dossier_repository_daily (connection, NULL, today - 3, today + 3, error);
  g_autoptr (GArray) none = gb_dossier_repository_daily (connection, NULL, today, today - 1, error);
  guint received[7] = { 0 }, finished[7] = { 0 };

  g_assert_cmpuint (none->len, ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GbDay day = gb_time_day (GB_TEST_NOW + rows[i].received * 3600) - today + 3;

      if (day >= 0)
        received[day]++;
      /* a refusal is no result */
      if (rows[i].finished != 0 && rows[i].state != 3)
        finished[gb_time_day (GB_TEST_NOW + rows[i].finished * 3600) - today + 3]++;
    }
  g_assert_cmpuint (days->len, ==, 7);
  for (guint i = 0; i < 7; i++)
    {
      const GbDossierDay *day = &g_array_index (days, GbDossierDay, i);

      g_assert_cmpint (day->day, ==, today - 3 + (GbDay) i);
      g_assert_cmpuint (day->received, ==, received[i]);
      g_assert_cmpuint (day->finished, ==, finished[i]);
      /* Sunday 23, Friday 28 is off, Saturday 29 */
      g_assert_cmpint (day->working, ==, i != 0 && i != 5 && i != 6);
    }
  return NULL;
}

static gpointer
check_load (GbSqlConnection *connection,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  const GbDossierQuery all = { 0 };
  g_autoptr (GPtrArray) loads = gb_dossier_repository_load (connection, &all, GB_TEST_NOW, error);
  const GbOfficerLoad *load;

  g_assert_no_error (*error);
  g_assert_cmpuint (loads->len, ==, 3);
  load = loads->pdata[0];
  g_assert_cmpstr (load->officer, ==, "Đỗ Văn Én");
  g_assert_cmpint (load->open, ==, 2);
  g_assert_cmpint (load->classes[GB_DEADLINE_CLASS_OVERDUE], ==, 1);
  g_assert_cmpint (load->classes[GB_DEADLINE_CLASS_DUE_TODAY], ==, 1);
  load = loads->pdata[1];
  g_assert_cmpstr (load->officer, ==, "");
  g_assert_cmpstr (load->field, ==, "Xây dựng");
  load = loads->pdata[2];
  g_assert_cmpstr (load->officer, ==, "Ông Ích");
  g_assert_cmpint (load->open, ==, 1);
  return NULL;
}

static gpointer
check_groups (GbSqlConnection *connection,
              gpointer         data,
              GCancellable    *cancellable,
              GError         **error)
{
  static const struct
  {
    GbDossierGroupBy by;
    const char *groups;
  } expected[] = {
    { GB_DOSSIER_GROUP_FIELD, "Chứng thực=1 Hộ tịch=3 Xây dựng=2 " },
    { GB_DOSSIER_GROUP_OFFICER, "=1 Đỗ Văn Én=2 Ông Ích=3 " },
    { GB_DOSSIER_GROUP_PROCEDURE,
      "Âm thanh=1 Chứng thực=1 Đăng ký kết hôn=1 Đăng ký khai sinh=1 Xây nhà=2 " },
    { GB_DOSSIER_GROUP_COMMUNE, "Nghĩa Lộ=6 " },
  };
  const GbDossierQuery all = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (GPtrArray) groups =
          gb_dossier_repository_groups (connection, &all, expected[i].by, GB_TEST_NOW, error);
      g_autoptr (GString) text = g_string_new (NULL);

      g_assert_no_error (*error);
      for (guint k = 0; k < groups->len; k++)
        {
          const GbDossierGroup *group = groups->pdata[k];

          g_string_append_printf (text, "%s=%d ", group->name, (int) group->count);
        }
      g_assert_cmpstr (text->str, ==, expected[i].groups);
    }
  return NULL;
}

/* Whatever is asked: groups sum to the list, their late ones to the list of late ones, and each
 * group opens as many rows as it says. */
static gpointer
check_group_sums (GbSqlConnection *connection,
                  gpointer         data,
                  GCancellable    *cancellable,
                  GError         **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (filters); i++)
    for (int by = GB_DOSSIER_GROUP_FIELD; by <= GB_DOSSIER_GROUP_OFFICER; by++)
      {
        g_autoptr (GbDossierQuery) query = gb_dossier_query_copy (&filters[i].query);
        g_autoptr (GPtrArray) groups = gb_dossier_repository_groups (connection, query, by,
                                                                     GB_TEST_NOW, error);
        char **name = by == GB_DOSSIER_GROUP_FIELD ? &query->field : &query->officer;
        GbDossierFilter filter = query->filter;
        gint64 sum = 0, n_rows;

        g_assert_no_error (*error);
        for (guint k = 0; k < groups->len; k++)
          {
            const GbDossierGroup *group = groups->pdata[k];

            g_free (*name);
            *name = g_strdup (group->key);
            query->filter = filter;
            g_ptr_array_unref (gb_dossier_repository_rows (connection, query, GB_TEST_NOW, 0, 0,
                                                           &n_rows, error));
            g_assert_cmpint (n_rows, ==, group->count);
            sum += group->count;
            if (filter != GB_DOSSIER_FILTER_ALL)
              continue;
            query->filter = GB_DOSSIER_FILTER_OVERDUE;
            g_ptr_array_unref (gb_dossier_repository_rows (connection, query, GB_TEST_NOW, 0, 0,
                                                           &n_rows, error));
            g_assert_cmpint (n_rows, ==, group->overdue);
          }
        g_assert_cmpint (sum, ==, strlen (filters[i].found));
      }
  return NULL;
}

/* --- communes, search over all, calendars --------------------------------------------------- */

static const struct
{
  const char *text;
  const char *found;
} places[] = {
  { "Lê Hồng Phong", "21028<phường Lê Hồng Phong " },
  { "le hong phong", "21028<phường Lê Hồng Phong " },
  { "nguyen nghiem", "21364 21028<phường Nguyễn Nghiêm 21172<phường Nguyễn Nghiêm " },
  { "phường Nguyễn Nghiêm", "21028<phường Nguyễn Nghiêm 21172<phường Nguyễn Nghiêm " },
  { "Nghĩa Lộ", "21028 " },
  { "phuong nghia lo", "21028 " },
  { "21028", "21028 " },
  { "nghi", "21028 21364 21028<phường Nguyễn Nghiêm 21172<phường Nguyễn Nghiêm " },
  { "Atlantis", "" },
  /* all, in the order of the alphabet */
  { "", "21172 21028 21364 " },
};

static gpointer
check_communes (GbSqlConnection *connection,
                gpointer         data,
                GCancellable    *cancellable,
                GError         **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GPtrArray) found =
          gb_commune_repository_find (connection, places[i].text, error);
      g_autoptr (GString) text = g_string_new (NULL);

      g_assert_no_error (*error);
      for (guint k = 0; k < found->len; k++)
        {
          const GbCommune *commune = found->pdata[k];

          g_assert_cmpint (commune->matched_old, ==, commune->old_unit != NULL);
          g_string_append_printf (text, "%s%s%s ", commune->code, commune->matched_old ? "<" : "",
                                  commune->matched_old ? commune->old_unit : "");
        }
      g_assert_cmpstr (text->str, ==, places[i].found);
    }
  return NULL;
}

static GbSearchResult *
find (GbSqlConnection *connection,
      const char      *text,
      guint            kinds,
      guint            limit,
      GError         **error)
{
  const GbSearchQuery query = { text, kinds, limit, GB_TEST_NOW };

  return gb_search (connection, &query, error);
}

static gpointer
check_search (GbSqlConnection *connection,
              gpointer         data,
              GCancellable    *cancellable,
              GError         **error)
{
  g_autoptr (GbSearchResult) people = find (connection, "nguyen thi", 0, 10, error);
  g_autoptr (GbSearchResult) code = find (connection, "khai sinh", 0, 10, error);
  g_autoptr (GbSearchResult) few = find (connection, "nguyen thi", 0, 2, error);
  g_autoptr (GbSearchResult) nothing = find (connection, " ", 0, 10, error);
  g_autoptr (GbSearchResult) place = find (connection, "nghĩa lộ", 0, 10, error);
  const GbSearchRow *row;

  g_assert_no_error (*error);
  /* newest first, then officers */
  g_assert_cmpint (people->total, ==, 3);
  g_assert_false (people->more);
  row = people->rows->pdata[0];
  g_assert_cmpint (row->kind, ==, GB_SEARCH_DOSSIERS);
  g_assert_cmpstr (row->id, ==, rows[0].code);
  g_assert_cmpstr (row->title, ==, rows[0].applicant);
  row = people->rows->pdata[2];
  g_assert_cmpint (row->kind, ==, GB_SEARCH_OFFICERS);
  g_assert_cmpstr (row->detail, ==, "Chuyên viên · Trung tâm");

  /* two dossiers are found, but one place is the officer's */
  g_assert_cmpint (few->total, ==, 3);
  g_assert_cmpuint (few->rows->len, ==, 2);
  row = few->rows->pdata[1];
  g_assert_cmpint (row->kind, ==, GB_SEARCH_OFFICERS);

  g_assert_cmpint (code->total, ==, 2);
  row = code->rows->pdata[1];
  g_assert_cmpint (row->kind, ==, GB_SEARCH_PROCEDURES);
  g_assert_cmpstr (row->detail, ==, "1.001193 · Hộ tịch");

  g_assert_cmpint (nothing->total, ==, 0);
  g_assert_cmpint (place->total, ==, 1);
  row = place->rows->pdata[0];
  g_assert_cmpstr (row->title, ==, "phường Nghĩa Lộ");
  return NULL;
}

/* One kind alone: words begin a name's words, in any order; what there is more of is told. */
static gpointer
check_search_one (GbSqlConnection *connection,
                  gpointer         data,
                  GCancellable    *cancellable,
                  GError         **error)
{
  static const struct
  {
    GbSearchKind kind;
    const char *text;
    guint limit;
    gint64 total;
    guint n_rows;
  } cases[] = {
    { GB_SEARCH_OFFICERS, "nguyen", 3, 1, 1 },   { GB_SEARCH_OFFICERS, "thi nguyen", 3, 1, 1 },
    { GB_SEARCH_OFFICERS, "Én", 3, 1, 1 },       { GB_SEARCH_OFFICERS, "uyen", 3, 0, 0 },
    { GB_SEARCH_PROCEDURES, "1.0011", 3, 1, 1 }, { GB_SEARCH_PROCEDURES, "nguyen", 3, 0, 0 },
    { GB_SEARCH_DOSSIERS, "nguyen thi", 1, 2, 1 }, { GB_SEARCH_DOSSIERS, "", 1, 0, 0 },
    { GB_SEARCH_COMMUNES, "nghia", 3, 1, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GbSearchResult) found
          = find (connection, cases[i].text, 1u << cases[i].kind, cases[i].limit, error);

      g_assert_no_error (*error);
      if (found->total != cases[i].total || found->rows->len != cases[i].n_rows)
        g_error ("“%s” found %d, not %d", cases[i].text, (int) found->total, (int) cases[i].total);
      for (guint k = 0; k < found->rows->len; k++)
        g_assert_cmpint (((const GbSearchRow *) found->rows->pdata[k])->kind, ==, cases[i].kind);
    }
  return NULL;
}

static gpointer
check_calendars (GbSqlConnection *connection,
                 gpointer         data,
                 GCancellable    *cancellable,
                 GError         **error)
{
  g_autoptr (GbCalendars) calendars = gb_calendars_load (connection, error);
  g_autoptr (GbCalendars) again = gb_calendars_load (connection, error);
  GbWorkCalendar *own, *standard;
  GbDay saturday, off;

  g_assert_no_error (*error);
  /* kept while nothing changes */
  g_assert_true (calendars == again);
  standard = gb_calendars_get_default (calendars);
  own = gb_calendars_of_commune (calendars, "21172");
  g_assert_true (gb_calendars_of_commune (calendars, "21028") == standard);
  g_assert_true (gb_calendars_of_commune (calendars, NULL) == standard);
  g_assert_true (own != standard);
  /* the same hours, the same calendar */
  g_assert_true (gb_calendars_of_commune (calendars, "21364") == own);
  g_assert_true (gb_day_parse ("2026-08-29", &saturday, error));
  g_assert_true (gb_day_parse ("2026-08-28", &off, error));
  g_assert_false (gb_work_calendar_is_working (standard, saturday));
  g_assert_true (gb_work_calendar_is_working (own, saturday));
  g_assert_false (gb_work_calendar_is_working (own, off));
  return NULL;
}

typedef struct
{
  const char *name;
  GbStoreFunc func;
} Check;

static const Check checks[] = {
  { "daily", check_daily },       { "load", check_load },     { "groups", check_groups },
  { "group-sums", check_group_sums },
  { "communes", check_communes }, { "search", check_search }, { "calendars", check_calendars },
  { "search-one", check_search_one },
};

static void
test_check (GbStoreFixture *f,
            gconstpointer   data)
{
  const Check *check = data;
  g_autoptr (GError) error = NULL;

  gb_store_read (f->store, check->func, NULL, NULL, &error);
  g_assert_no_error (error);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test)                                                                            \
  g_test_add ("/store/repository/" path, GbStoreFixture, NULL, set_up, test, tear_down)
  ADD ("search-rows", test_search);
  ADD ("orders", test_orders);
  ADD ("filters", test_filters);
  ADD ("one", test_one);
  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      g_autofree char *path = g_strconcat ("/store/repository/", checks[i].name, NULL);

      g_test_add (path, GbStoreFixture, &checks[i], set_up, test_check, tear_down);
    }

  return g_test_run ();
}
