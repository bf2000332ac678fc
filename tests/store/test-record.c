/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-record.h"

#include <string.h>

#include "gb-feed-apply.h"
#include "gb-sql-statement.h"
#include "gb-store-schema.h"

/* A good record of each type: the fields it must have, those it may have, and fields that do not
 * suit their type. */
typedef struct
{
  GbRecordType type;
  const char *id;
  const char *needed[12]; /* "name":value */
  const char *optional[24];
  const char *bad[32]; /* each in place of the good field of that name, or added */
} Sample;

#define SHA "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define FILES "\"files\":[{\"name\":\"a.jpg\",\"sha256\":\"" SHA "\",\"bytes\":7}]"
#define TIME "\"2026-08-26T07:15:00+07:00\""

static const Sample samples[GB_N_RECORD_TYPES] = {
  { GB_RECORD_DOSSIER, "H48.91-250813-0042",
    { "\"procedure\":\"Đăng ký khai sinh\"", "\"field\":\"Hộ tịch\"", "\"channel\":\"online\"",
      "\"commune\":\"21028\"", "\"received_by\":\"21025\"", "\"state\":4" },
    { "\"procedure_code\":\"1.001193\"", "\"field_code\":\"ho-tich\"",
      "\"applicant\":\"Nguyễn Thị Ân\"", "\"phone\":\"0901\"", "\"summary\":\"Một\"",
      "\"unit\":\"Bộ phận\"", "\"officer\":\"Ông Văn Ích\"", "\"submitted\":" TIME,
      "\"received\":" TIME, "\"due\":" TIME, "\"finished\":" TIME, "\"handed_over\":" TIME,
      "\"supplements\":[{\"asked\":" TIME "}]",
      "\"facts\":{\"digitised\":true,\"reused\":false,\"from_store\":true,\"result_file\":true,\"identity\":false,"
      "\"population\":true,\"paid_online\":false,\"fee_zero\":true,\"complaint\":true}" },
    { "\"procedure\":{}", "\"field\":7", "\"channel\":\"fax\"", "\"state\":0", "\"state\":11",
      "\"state\":\"4\"", "\"state\":4.5", "\"due\":\"26/08/2026\"", "\"due\":1787703300",
      "\"due\":\"2026-08-26\"", "\"received\":\"2026-08-26T07:15:00\"", "\"applicant\":[]",
      "\"supplements\":\"none\"", "\"phone\":901", "\"officer\":true", "\"facts\":{\"digitised\":2}",
      "\"facts\":{\"fee_zero\":-1}", "\"facts\":{\"complaint\":\"yes\"}" } },
  { GB_RECORD_DOSSIER_STEP, "A/20260826071500/4/0a1b2c3d",
    { "\"dossier\":\"A\"", "\"at\":" TIME, "\"state\":4" },
    { "\"officer\":\"x\"", "\"title\":\"x\"", "\"unit\":\"x\"", "\"text\":\"x\"",
      "\"planned_from\":" TIME, "\"planned_to\":" TIME },
    { "\"at\":\"now\"", "\"state\":12", "\"planned_to\":false", "\"event\":\"pause:lunch\"",
      "\"event\":\"pause:finance\"", "\"event\":\"extend\"", "\"new_due\":" TIME } },
  { GB_RECORD_ISSUE, "i1",
    { "\"kind\":\"difficulty\"", "\"commune\":\"21028\"", "\"field\":\"x\"", "\"title\":\"x\"",
      "\"state\":\"new\"", "\"level\":\"province\"", "\"raised\":" TIME },
    { "\"text\":\"x\"", "\"department\":\"x\"", "\"raised_by\":\"x\"", "\"due\":" TIME,
      "\"answered\":" TIME, "\"answer\":\"x\"", "\"cycle\":\"2026-08-27\"", "\"lon\":108.8",
      "\"lat\":15.1", "\"urged\":2", FILES, "\"place\":\"Ngã tư\"", "\"forwarded\":" TIME, "\"refused\":" TIME,
      "\"supplement_asked\":" TIME, "\"published\":" TIME, "\"rating\":\"good\"", "\"repeated\":true",
      "\"guidance\":false" },
    { "\"kind\":\"joke\"", "\"state\":\"lost\"", "\"level\":\"world\"", "\"urged\":-1",
      "\"cycle\":\"2026-8-27\"", "\"lat\":95", "\"lon\":\"108\"", "\"files\":\"a.jpg\"", "\"rating\":\"best\"",
      "\"repeated\":2", "\"guidance\":\"yes\"", "\"published\":\"2026-08-26\"" } },
  { GB_RECORD_ISSUE_NOTE, "n1",
    { "\"issue\":\"i1\"", "\"at\":" TIME, "\"kind\":\"note\"", "\"text\":\"x\"" },
    { "\"author\":\"x\"", FILES },
    { "\"kind\":\"shout\"", "\"at\":0" } },
  { GB_RECORD_TASK, "t1",
    { "\"number\":\"12/UBND\"", "\"title\":\"x\"", "\"issuer\":\"x\"", "\"issued\":" TIME,
      "\"due\":" TIME, "\"state\":\"open\"" },
    { "\"commune\":\"21028\"", "\"done\":3", "\"total\":4.5", "\"programme\":\"x\"", "\"text\":\"x\"",
      "\"indicator\":\"x\"", "\"assignee\":\"f1\"", "\"link\":\"x\"", FILES },
    { "\"state\":\"late\"", "\"number\":12, \"x\":1", "\"done\":\"3\"", "\"files\":7" } },
  { GB_RECORD_TASK_NOTE, "tn1",
    { "\"task\":\"t1\"", "\"at\":" TIME },
    { "\"author\":\"x\"", "\"text\":\"x\"", "\"done\":3", "\"total\":4.5", "\"state\":\"open\"", FILES },
    { "\"state\":\"cancelled\"", "\"done\":-1", "\"total\":\"4\"", "\"text\":{}" } },
  { GB_RECORD_NOTICE, "o1",
    { "\"kind\":\"class\"", "\"title\":\"x\"", "\"published\":" TIME },
    { "\"text\":\"x\"", "\"starts\":" TIME, "\"ends\":" TIME, "\"place\":\"x\"", "\"link\":\"x\"",
      "\"commune\":\"21028\"", "\"registration_due\":" TIME },
    { "\"kind\":\"party\"", "\"starts\":\"8h\"", "\"registration_due\":\"2026-08-26\"" } },
  { GB_RECORD_ATTENDANCE, "ad1",
    { "\"notice\":\"o1\"", "\"commune\":\"21028\"", "\"at\":" TIME, "\"officers\":[\"f1\",\"f2\"]" },
    { "\"author\":\"x\"" },
    { "\"officers\":\"f1\"", "\"officers\":null" } },
  { GB_RECORD_LETTER, "l1",
    { "\"dossier\":\"A\"", "\"number\":\"1\"", "\"made\":" TIME, "\"reason\":\"x\"",
      "\"new_due\":" TIME },
    { "\"signer\":\"x\"" },
    { "\"new_due\":\"soon\"" } },
  { GB_RECORD_URGE, "u1",
    { "\"dossier\":\"A\"", "\"number\":\"1\"", "\"officer\":\"x\"", "\"made\":" TIME,
      "\"answer_due\":" TIME },
    { "\"text\":\"x\"" },
    { "\"officer\":{}" } },
  { GB_RECORD_ANSWER, "a1",
    { "\"urge\":\"u1\"", "\"at\":" TIME, "\"officer\":\"x\"", "\"text\":\"x\"" },
    { NULL },
    { "\"at\":\"\"" } },
  { GB_RECORD_COMMUNE, "21028",
    { "\"name\":\"Nghĩa Lộ\"", "\"type\":\"phường\"", "\"province\":\"51\"", "\"area_km2\":17.07",
      "\"population\":73556", "\"lon\":108.8", "\"lat\":15.1" },
    { "\"resolution\":\"1677/NQ-UBTVQH15\"", "\"clause\":\"1\"" },
    { "\"area_km2\":0", "\"population\":-1", "\"population\":7.5", "\"lat\":91" } },
  { GB_RECORD_PREDECESSOR, "p1",
    { "\"name\":\"Lê Hồng Phong\"", "\"type\":\"phường\"", "\"province\":\"51\"",
      "\"commune\":\"21028\"" },
    { "\"district\":\"thành phố Quảng Ngãi\"", "\"part\":\"một phần\"" },
    { "\"name\":1" } },
  { GB_RECORD_AGENCY, "g1",
    { "\"name\":\"x\"", "\"kind\":\"centre\"" },
    { "\"commune\":\"21028\"", "\"parent\":\"x\"", "\"exchange_codes\":[\"H48.91\"]" },
    { "\"exchange_codes\":\"H48.91\"" } },
  { GB_RECORD_OFFICER, "f1",
    { "\"name\":\"Đỗ Thị Én\"", "\"title\":\"x\"", "\"kind\":\"seconded\"", "\"commune\":\"21028\"",
      "\"agency\":\"g1\"" },
    { "\"home\":\"g2\"", "\"field\":\"x\"", "\"fields\":[{\"field\":\"x\",\"role\":\"main\"}]",
      "\"decision\":\"x\"", "\"from\":\"2025-10-21\"", "\"to\":\"2026-10-20\"", "\"mentor\":\"x\"",
      "\"phone\":\"x\"" },
    { "\"kind\":\"guest\"", "\"from\":\"21/10/2025\"", "\"to\":20261020" } },
  { GB_RECORD_CHANNEL, "c1",
    { "\"kind\":\"zalo\"", "\"name\":\"x\"", "\"value\":\"x\"" },
    { "\"agency\":\"g1\"", "\"field\":\"x\"", "\"verified\":\"2026-08-01\"" },
    { "\"kind\":\"fax\"", "\"verified\":true" } },
  { GB_RECORD_TEAM, "m1",
    { "\"name\":\"x\"", "\"organisation\":\"x\"", "\"members\":20", "\"kind\":\"x\"" },
    { "\"sessions\":7", "\"phone\":\"0255\"" },
    { "\"members\":-1", "\"members\":\"20\"", "\"sessions\":0", "\"phone\":255" } },
  { GB_RECORD_VISIT, "v1",
    { "\"team\":\"m1\"", "\"commune\":\"21028\"", "\"state\":\"planned\"", "\"topic\":\"x\"" },
    { "\"date\":\"2026-09-01\"", "\"result\":\"x\"", "\"proposals\":\"x\"", "\"asked\":" TIME,
      "\"asked_by\":\"x\"" },
    { "\"state\":\"gone\"", "\"date\":\"2026-09-31\"" } },
  { GB_RECORD_PROCEDURE, "dang-ky-khai-sinh",
    { "\"name\":\"Đăng ký khai sinh\"", "\"field\":\"Hộ tịch\"" },
    { "\"code\":\"1.001193\"", "\"field_code\":\"x\"",
      "\"limit\":{\"unit\":\"working-days\",\"amount\":0.5,\"rule\":\"day-end\",\"cutoff\":"
      "\"15:00\",\"source\":\"x\"}",
      "\"fee\":0", "\"fee_note\":\"x\"", "\"papers\":[\"x\"]", "\"online\":\"full\"",
      "\"paper_result\":true", "\"authority\":\"x\"", "\"source\":\"x\"",
      "\"valid_from\":\"2025-07-01\"", "\"valid_to\":\"2027-07-01\"",
      "\"steps\":[{\"name\":\"Tiếp nhận\",\"unit\":\"x\",\"note\":\"x\"}]", "\"post\":true" },
    { "\"limit\":{\"amount\":-1}", "\"limit\":{\"amount\":\"3\"}", "\"papers\":\"x\"",
      "\"fee\":\"free\"", "\"steps\":\"x\"", "\"post\":3" } },
  { GB_RECORD_CALENDAR_DAY, "2026-08-31",
    { "\"kind\":\"off\"", "\"name\":\"x\"" },
    { "\"replaces\":\"2026-08-22\"", "\"hours\":\"07:00-11:30\"", "\"source\":\"x\"" },
    { "\"kind\":\"half\"", "\"replaces\":\"22/8\"" } },
  { GB_RECORD_COMMUNE_HOURS, "h1",
    { "\"hours\":\"mon-fri 07:00-11:30,13:30-17:00\"" },
    { "\"commune\":\"21028\"", "\"from\":\"2026-01-01\"", "\"to\":\"2026-12-31\"" },
    { "\"hours\":8", "\"from\":\"\"" } },
  { GB_RECORD_ISSUE_RULE, "r1",
    { "\"kind\":\"cycle\"", "\"step\":\"collect\"", "\"weekday\":4", "\"time\":\"17:00\"" },
    { "\"issue_kind\":\"difficulty\"", "\"amount\":5", "\"unit\":\"working-days\"", "\"source\":\"x\"",
      "\"from\":\"2026-01-01\"", "\"to\":\"2026-12-31\"" },
    { "\"kind\":\"moon\"", "\"issue_kind\":\"rumour\"", "\"step\":\"wait\"",
      "\"weekday\":8", "\"time\":\"5pm\"", "\"amount\":0", "\"unit\":\"moons\"" } },
  { GB_RECORD_INDICATOR, "late-share",
    { "\"name\":\"x\"", "\"unit\":\"%\"", "\"kind\":\"scorecard\"", "\"order\":1" },
    { "\"group\":5", "\"points\":7.5" },
    { "\"kind\":\"guessed\"", "\"order\":\"first\"", "\"group\":6", "\"points\":-1" } },
  { GB_RECORD_INDICATOR_VALUE, "late-share/21028/2026-08",
    { "\"indicator\":\"late-share\"", "\"commune\":\"21028\"", "\"period\":\"2026-08\"",
      "\"numerator\":6", "\"as_of\":" TIME },
    { "\"denominator\":290", "\"target\":0.5", "\"due\":" TIME },
    { "\"numerator\":\"6\"", "\"as_of\":null" } },
  { GB_RECORD_FILE, "map",
    { "\"name\":\"x\"", "\"kind\":\"x\"",
      "\"sha256\":\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"",
      "\"bytes\":12" },
    { NULL },
    { "\"sha256\":\"short\"", "\"bytes\":-1" } },
};

static GbSqlConnection *
open_database (void)
{
  static const GbSqlMigration migrations[] = { { gb_store_resource, GB_STORE_RECORDS_001 },
                                               { gb_store_resource, GB_STORE_RECORDS_002 },
                                               { gb_store_resource, GB_STORE_RECORDS_003 },
                                               { gb_store_resource, GB_STORE_RECORDS_004 } };
  const GbSqlSchema schema = { 1, migrations, G_N_ELEMENTS (migrations) };
  g_autoptr (GError) error = NULL;
  GbSqlConnection *connection = gb_sql_connection_open (":memory:", GB_SQL_OPEN_CREATE, &error);

  g_assert_no_error (error);
  g_assert_true (gb_sql_schema_migrate (&schema, connection, &error));
  return connection;
}

/* A put of the sample's fields, without the field @without, with @replacement. */
static char *
make_line (const Sample *sample,
           gboolean      optional,
           const char   *without,
           const char   *replacement)
{
  GString *line = g_string_new (NULL);
  const char *const *lists[] = { sample->needed, sample->optional };
  const char *comma = "";

  g_string_append_printf (line,
                          "{\"op\":\"put\",\"type\":\"%s\",\"id\":\"%s\",\"rev\":7,\"data\":{",
                          gb_record_type_name (sample->type), sample->id);
  for (int l = 0; l < (optional ? 2 : 1); l++)
    for (const char *const *field = lists[l]; *field != NULL; field++)
      {
        if (without != NULL && strncmp (*field, without, strchr (without, ':') + 1 - without) == 0)
          continue;
        g_string_append_printf (line, "%s%s", comma, *field);
        comma = ",";
      }
  if (replacement != NULL)
    g_string_append_printf (line, "%s%s", comma, replacement);
  g_string_append (line, "}}");
  return g_string_free (line, FALSE);
}

static GbFeedOutcome
apply (GbFeedApply *apply,
       const char  *line)
{
  g_autoptr (GError) error = NULL;
  GbFeedOutcome outcome;

  gb_feed_apply_line (apply, line, strlen (line), &outcome, &error);
  g_assert_no_error (error);
  return outcome;
}

static gint64
count (GbSqlConnection *connection,
       const char      *table,
       const char      *where)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s WHERE %s", table, where);
  g_autoptr (GError) error = NULL;
  gint64 value;

  gb_sql_connection_query_int (connection, sql, &value, &error);
  g_assert_no_error (error);
  return value;
}

/* What is stored is what came: each field's value, asked of the JSON once more. */
static void
check_stored (GbSqlConnection *connection,
              const Sample    *sample,
              const char      *line)
{
  const GbRecordSpec *spec = gb_record_spec (sample->type);

  for (guint i = 0; i < spec->n_fields; i++)
    {
      const GbRecordField *field = &spec->fields[i];
      g_autofree char *sql = NULL;
      g_autoptr (GbSqlStatement) s = NULL;
      g_autoptr (GError) error = NULL;
      gboolean row;

      sql = g_strdup_printf ("SELECT %s IS %s FROM %s", field->column,
                             field->kind == GB_RECORD_FIELD_TIME
                                 ? "iif(?1->>?2 IS NULL,NULL,1787703300)"
                             : field->kind == GB_RECORD_FIELD_COUNT ? "coalesce(?1->>?2,0)"
                                                                    : "?1->>?2",
                             spec->table);
      s = gb_sql_connection_prepare (connection, sql, &error);
      g_assert_no_error (error);
      gb_sql_statement_bind_text (s, 1, line);
      {
        g_autofree char *path = g_strconcat ("$.data.", field->path, NULL);

        gb_sql_statement_bind_text (s, 2, path);
      }
      g_assert_true (gb_sql_statement_step (s, &row, &error));
      g_assert_true (row);
      if (gb_sql_statement_get_int (s, 0) != 1)
        g_error ("%s.%s is not what was sent", spec->table, field->column);
    }
}

static void
test_round_trip (gconstpointer data)
{
  const Sample *sample = data;
  const GbRecordSpec *spec = gb_record_spec (sample->type);
  g_autoptr (GbSqlConnection) connection = open_database ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GbFeedApply) feed = gb_feed_apply_new (connection, 3, &error);
  g_autofree char *full = make_line (sample, TRUE, NULL, "\"unheard_of\":{\"a\":[1]}");
  g_autofree char *least = make_line (sample, FALSE, NULL, NULL);
  g_autofree char *del = NULL;

  g_assert_cmpint (apply (feed, full), ==, GB_FEED_PUT);
  g_assert_cmpstr (gb_feed_apply_get_id (feed), ==, sample->id);
  g_assert_cmpint (count (connection, spec->table, "rev=7 AND generation=3"), ==, 1);
  check_stored (connection, sample, full);

  /* the same record with less: what is left out is gone, the row is the same */
  g_assert_cmpint (apply (feed, least), ==, GB_FEED_PUT);
  g_assert_cmpint (count (connection, spec->table, "number=1"), ==, 1);
  g_assert_cmpint (count (connection, spec->table, "1"), ==, 1);
  check_stored (connection, sample, least);

  del = g_strdup_printf ("{\"op\":\"del\",\"type\":\"%s\",\"id\":\"%s\",\"rev\":8}", spec->name,
                         sample->id);
  g_assert_cmpint (apply (feed, del), ==, GB_FEED_DELETED);
  g_assert_cmpint (count (connection, spec->table, "1"), ==, 0);
  g_assert_cmpint (apply (feed, del), ==, GB_FEED_DELETED);
}

static void
test_missing (gconstpointer data)
{
  const Sample *sample = data;
  const GbRecordSpec *spec = gb_record_spec (sample->type);
  g_autoptr (GbSqlConnection) connection = open_database ();
  g_autoptr (GbFeedApply) feed = gb_feed_apply_new (connection, 1, NULL);

  for (const char *const *field = sample->needed; *field != NULL; field++)
    {
      g_autofree char *line = make_line (sample, TRUE, *field, NULL);
      g_autofree char *name = g_strndup (*field + 1, strchr (*field + 1, '"') - *field - 1);
      g_autofree char *null = NULL;
      g_autofree char *with_null = NULL;

      g_assert_cmpint (apply (feed, line), ==, GB_FEED_SET_ASIDE);
      g_assert_nonnull (strstr (gb_feed_apply_get_reason (feed), "NOT NULL"));
      g_assert_cmpstr (gb_feed_apply_get_type (feed), ==, spec->name);
      g_assert_cmpstr (gb_feed_apply_get_id (feed), ==, sample->id);

      null = g_strdup_printf ("\"%s\":null", name);
      with_null = make_line (sample, TRUE, *field, null);
      g_assert_cmpint (apply (feed, with_null), ==, GB_FEED_SET_ASIDE);
    }
  g_assert_cmpint (count (connection, spec->table, "1"), ==, 0);
}

static void
test_bad (gconstpointer data)
{
  const Sample *sample = data;
  const GbRecordSpec *spec = gb_record_spec (sample->type);
  g_autoptr (GbSqlConnection) connection = open_database ();
  g_autoptr (GbFeedApply) feed = gb_feed_apply_new (connection, 1, NULL);
  g_autofree char *good = make_line (sample, TRUE, NULL, NULL);

  g_assert_cmpint (apply (feed, good), ==, GB_FEED_PUT);
  for (const char *const *field = sample->bad; *field != NULL; field++)
    {
      g_autofree char *line = make_line (sample, TRUE, *field, *field);

      if (apply (feed, line) != GB_FEED_SET_ASIDE)
        g_error ("%s was taken: %s", spec->name, *field);
      g_assert_nonnull (gb_feed_apply_get_reason (feed));
    }
  /* every other field as an object, too */
  for (guint i = 0; i < spec->n_fields; i++)
    {
      g_autofree char *field = NULL;
      g_autofree char *line = NULL;

      if (spec->fields[i].kind == GB_RECORD_FIELD_JSON || strchr (spec->fields[i].path, '.'))
        continue;
      field = g_strdup_printf ("\"%s\":{\"a\":1}", spec->fields[i].path);
      line = make_line (sample, TRUE, field, field);
      g_assert_cmpint (apply (feed, line), ==, GB_FEED_SET_ASIDE);
      g_assert_true (g_str_has_prefix (gb_feed_apply_get_reason (feed), spec->fields[i].path));
    }
  /* the record stays as it was */
  check_stored (connection, sample, good);
}

typedef struct
{
  const char *line;
  GbFeedOutcome outcome;
} Line;

static const Line lines[] = {
  { "{\"op\":\"put\",\"type\":\"starship\",\"id\":\"x\",\"rev\":1,\"data\":{}}", GB_FEED_SKIPPED },
  { "{\"op\":\"del\",\"type\":\"starship\",\"id\":\"x\",\"rev\":1}", GB_FEED_SKIPPED },
  { "{ \"type\" : \"indicator\", \"rev\":1, \"op\":\"put\", \"id\":\"i\", \"data\":"
    "{\"name\":\"x\",\"unit\":\"x\",\"kind\":\"computed\",\"order\":1}}",
    GB_FEED_PUT },
  { "{\"op\":\"put\",\"type\":\"indicator\"", GB_FEED_SET_ASIDE },
  { "<html><body>502 Bad Gateway</body></html>", GB_FEED_SET_ASIDE },
  { "", GB_FEED_SET_ASIDE },
  { "[]", GB_FEED_SET_ASIDE },
  { "null", GB_FEED_SET_ASIDE },
  { "{\"op\":\"merge\",\"type\":\"indicator\",\"id\":\"i\"}", GB_FEED_SET_ASIDE },
  { "{\"op\":\"put\",\"id\":\"i\",\"rev\":1,\"data\":{}}", GB_FEED_SET_ASIDE },
  { "{\"op\":\"put\",\"type\":7,\"id\":\"i\",\"rev\":1,\"data\":{}}", GB_FEED_SET_ASIDE },
  { "{\"op\":\"put\",\"type\":\"indicator\",\"id\":5,\"rev\":1,\"data\":{\"name\":\"x\","
    "\"unit\":\"x\",\"kind\":\"computed\",\"order\":1}}",
    GB_FEED_SET_ASIDE },
  { "{\"op\":\"put\",\"type\":\"indicator\",\"id\":\"\",\"rev\":1,\"data\":{\"name\":\"x\","
    "\"unit\":\"x\",\"kind\":\"computed\",\"order\":1}}",
    GB_FEED_SET_ASIDE },
  { "{\"op\":\"put\",\"type\":\"indicator\",\"id\":\"i\",\"data\":{\"name\":\"x\",\"unit\":\"x\","
    "\"kind\":\"computed\",\"order\":1}}",
    GB_FEED_SET_ASIDE },
  { "{\"op\":\"put\",\"type\":\"indicator\",\"id\":\"i\",\"rev\":1}", GB_FEED_SET_ASIDE },
  { "{\"op\":\"put\",\"type\":\"indicator\",\"id\":\"i\",\"rev\":1,\"data\":\"x\"}",
    GB_FEED_SET_ASIDE },
  { "{\"op\":\"del\",\"type\":\"indicator\",\"rev\":1}", GB_FEED_SET_ASIDE },
  { "{\"op\":\"del\",\"type\":\"indicator\",\"id\":5,\"rev\":1}", GB_FEED_SET_ASIDE },
  { "{\"op\":\"put\",\"type\":\"indicator\",\"id\":\"\xff\"}", GB_FEED_SET_ASIDE },
};

static void
test_lines (void)
{
  g_autoptr (GbSqlConnection) connection = open_database ();
  g_autoptr (GbFeedApply) feed = gb_feed_apply_new (connection, 1, NULL);
  g_autofree char *deep = g_strnfill (5000, '[');

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    if (apply (feed, lines[i].line) != lines[i].outcome)
      g_error ("line %" G_GSIZE_FORMAT ": %s", i, lines[i].line);
  g_assert_cmpint (apply (feed, deep), ==, GB_FEED_SET_ASIDE);
  g_assert_cmpint (count (connection, "indicator", "1"), ==, 1);
}

#define RULE(data)                                                                                 \
  "{\"op\":\"put\",\"type\":\"issue-rule\",\"id\":\"r\",\"rev\":1,\"data\":{\"step\":\"answer\"," data "}}"
#define STEP(data)                                                                                 \
  "{\"op\":\"put\",\"type\":\"dossier-step\",\"id\":\"e\",\"rev\":1,\"data\":{\"dossier\":\"A\",\"at\":" TIME "," data "}}"

/* A step tells a state, an event of the clock, or both; the new due moment goes with an extension. */
static const Line events[] = {
  { STEP ("\"event\":\"pause:opinion\",\"unit\":\"Sở Xây dựng\",\"text\":\"x\""), GB_FEED_PUT },
  { STEP ("\"event\":\"pause:verification\""), GB_FEED_PUT },
  { STEP ("\"event\":\"pause:identity\",\"state\":null"), GB_FEED_PUT },
  { STEP ("\"event\":\"resume\",\"state\":4"), GB_FEED_PUT },
  { STEP ("\"event\":\"extend\",\"new_due\":" TIME), GB_FEED_PUT },
  { STEP ("\"event\":null,\"state\":4,\"new_due\":null"), GB_FEED_PUT },
  { STEP ("\"text\":\"x\""), GB_FEED_SET_ASIDE },
  { STEP ("\"event\":null,\"state\":null"), GB_FEED_SET_ASIDE },
  { STEP ("\"event\":\"pause\""), GB_FEED_SET_ASIDE },
  { STEP ("\"event\":\"pause:stopped\""), GB_FEED_SET_ASIDE },
  { STEP ("\"event\":\"\""), GB_FEED_SET_ASIDE },
  { STEP ("\"event\":6"), GB_FEED_SET_ASIDE },
  { STEP ("\"event\":\"extend\""), GB_FEED_SET_ASIDE },
  { STEP ("\"event\":\"extend\",\"new_due\":\"2026-08-26\""), GB_FEED_SET_ASIDE },
  { STEP ("\"event\":\"resume\",\"new_due\":" TIME), GB_FEED_SET_ASIDE },
  { STEP ("\"state\":4,\"new_due\":" TIME), GB_FEED_SET_ASIDE },
  /* A cycle has a day of the week, a limit an amount. */
  { RULE ("\"kind\":\"cycle\",\"weekday\":4,\"time\":\"17:00\""), GB_FEED_PUT },
  { RULE ("\"kind\":\"limit\",\"amount\":5,\"unit\":\"working-days\""), GB_FEED_PUT },
  { RULE ("\"kind\":\"cycle\",\"weekday\":4"), GB_FEED_SET_ASIDE },
  { RULE ("\"kind\":\"cycle\",\"amount\":5,\"unit\":\"working-days\""), GB_FEED_SET_ASIDE },
  { RULE ("\"kind\":\"limit\",\"amount\":5"), GB_FEED_SET_ASIDE },
  { RULE ("\"kind\":\"limit\",\"weekday\":4,\"time\":\"17:00\""), GB_FEED_SET_ASIDE },
};

static void
test_events (void)
{
  g_autoptr (GbSqlConnection) connection = open_database ();
  g_autoptr (GbFeedApply) feed = gb_feed_apply_new (connection, 1, NULL);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    if (apply (feed, events[i].line) != events[i].outcome)
      g_error ("event %" G_GSIZE_FORMAT ": %s", i, events[i].line);
  /* What was taken last. */
  g_assert_cmpint (count (connection, "dossier_step", "event IS NULL AND state=4"), ==, 1);
}

/* A file of the first version keeps its rows, its indexes and its triggers. */
static void
test_migrate_steps (void)
{
  static const GbSqlMigration migrations[] = { { gb_store_resource, GB_STORE_RECORDS_001 },
                                               { gb_store_resource, GB_STORE_RECORDS_002 } };
  const GbSqlSchema first = { 1, migrations, 1 };
  const GbSqlSchema second = { 1, migrations, 2 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GbSqlConnection) connection = gb_sql_connection_open (":memory:", GB_SQL_OPEN_CREATE, &error);
  g_autoptr (GbSqlStatement) check = NULL;
  gboolean row;

  g_assert_true (gb_sql_schema_migrate (&first, connection, &error));
  gb_sql_connection_exec (connection,
                          "CREATE INDEX another ON dossier_step (state);"
                          "CREATE TABLE seen (id TEXT);"
                          "CREATE TRIGGER see AFTER INSERT ON dossier_step BEGIN INSERT INTO seen VALUES (new.id); END;"
                          "INSERT INTO dossier_step (id,dossier,at,state,rev,generation) VALUES ('a','A',1,4,1,0)",
                          &error);
  g_assert_no_error (error);
  g_assert_true (gb_sql_schema_migrate (&second, connection, &error));
  g_assert_no_error (error);
  gb_sql_connection_exec (
    connection, "INSERT INTO dossier_step (id,dossier,at,event,rev,generation) VALUES ('b','A',2,'resume',1,0)", &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (connection, "dossier_step", "dossier='A'"), ==, 2);
  g_assert_cmpint (count (connection, "seen", "1"), ==, 2);
  g_assert_cmpint (count (connection, "sqlite_schema", "name IN ('another','dossier_step_dossier','see')"), ==, 3);
  check = gb_sql_connection_prepare (connection, "PRAGMA integrity_check", &error);
  g_assert_true (gb_sql_statement_step (check, &row, &error));
  g_assert_cmpstr (gb_sql_statement_get_text (check, 0), ==, "ok");
}

/* A line set aside leaves the transaction, and what came before it in the page. */
static void
test_page_goes_on (void)
{
  g_autoptr (GbSqlConnection) connection = open_database ();
  g_autoptr (GbFeedApply) feed = gb_feed_apply_new (connection, 1, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *good = make_line (&samples[GB_RECORD_DOSSIER], TRUE, NULL, NULL);
  g_autofree char *bad = make_line (&samples[GB_RECORD_DOSSIER], TRUE, "\"state\":", "\"state\":0");

  g_assert_true (gb_sql_connection_begin_immediate (connection, &error));
  g_assert_cmpint (apply (feed, good), ==, GB_FEED_PUT);
  g_assert_cmpint (apply (feed, bad), ==, GB_FEED_SET_ASIDE);
  g_assert_true (gb_sql_connection_commit (connection, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count (connection, "dossier", "state=4"), ==, 1);
}

static void
test_names (void)
{
  for (int i = 0; i < GB_N_RECORD_TYPES; i++)
    {
      GbRecordType type;
      GbRecordGroup group;

      g_assert_cmpint (samples[i].type, ==, i);
      g_assert_true (gb_record_type_from_name (gb_record_type_name (i), &type));
      g_assert_cmpint (type, ==, i);
      g_assert_cmpint (gb_record_type_group (i), ==,
                       i <= GB_RECORD_ANSWER ? GB_RECORD_GROUP_WORK : GB_RECORD_GROUP_BASE);
      g_assert_true (
          gb_record_group_from_name (gb_record_group_name (gb_record_type_group (i)), &group));
      g_assert_cmpint (group, ==, gb_record_type_group (i));
    }
  {
    GbRecordType type;
    GbRecordGroup group;

    g_assert_false (gb_record_type_from_name ("starship", &type));
    g_assert_false (gb_record_group_from_name ("play", &group));
  }
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *name;
    GTestDataFunc test;
  } tests[] = {
    { "round-trip", test_round_trip },
    { "missing", test_missing },
    { "bad", test_bad },
  };

  g_test_init (&argc, &argv, NULL);

  for (int i = 0; i < GB_N_RECORD_TYPES; i++)
    for (gsize t = 0; t < G_N_ELEMENTS (tests); t++)
      {
        g_autofree char *path =
            g_strdup_printf ("/store/record/%s/%s", tests[t].name, gb_record_type_name (i));

        g_test_add_data_func (path, &samples[i], tests[t].test);
      }
  g_test_add_func ("/store/record/lines", test_lines);
  g_test_add_func ("/store/record/events", test_events);
  g_test_add_func ("/store/record/migrate-steps", test_migrate_steps);
  g_test_add_func ("/store/record/page-goes-on", test_page_goes_on);
  g_test_add_func ("/store/record/names", test_names);

  return g_test_run ();
}
