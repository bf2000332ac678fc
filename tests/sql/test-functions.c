/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-sql-statement.h"

#include <string.h>

/* What a function gives: a value as text, NULL, or an error that says something. */
typedef struct
{
  const char *sql;
  const char *value; /* NULL: SQL NULL */
  const char *error; /* NULL: none */
} Case;

#define J(json) "json_extract('{\"v\":" json "}','$.v')"

static const Case cases[] = {
  { "gb_time('2026-08-26T07:15:00+07:00')", "1787703300", NULL },
  { "gb_time('2026-08-26T00:15:00Z')", "1787703300", NULL },
  { "gb_time(NULL)", NULL, NULL },
  { "gb_time(NULL,'due')", NULL, NULL },
  { "gb_time('2026-08-26')", NULL, "" },
  { "gb_time('2026-08-26T07:15:00')", NULL, "" },
  { "gb_time('2026-02-30T07:15:00+07:00')", NULL, "" },
  { "gb_time('')", NULL, "" },
  { "gb_time(1787703300)", NULL, "a whole number found" },
  { "gb_time(1787703300,'due')", NULL, "due: a time expected" },
  { "gb_time(" J ("true") ",'due')", NULL, "due" },
  { "gb_time(" J ("{\"a\":1}") ",'due')", NULL, "an object or array found" },

  { "gb_date(" J ("\"2026-08-26\"") ",'from')", "2026-08-26", NULL },
  { "gb_date(" J ("null") ",'from')", NULL, NULL },
  { "gb_date(" J ("\"2026-13-01\"") ",'from')", NULL, "from" },
  { "gb_date(" J ("20260826") ",'from')", NULL, "from: a date expected" },

  { "gb_text(" J ("\"x\"") ",'a')", "x", NULL },
  { "gb_text(" J ("\"{}\"") ",'a')", "{}", NULL },
  { "gb_text(" J ("null") ",'a')", NULL, NULL },
  { "gb_text(" J ("4") ",'a')", NULL, "a: a text expected, a whole number found" },
  { "gb_text(" J ("4.5") ",'a')", NULL, "a: a text expected, a number found" },
  { "gb_text(" J ("[]") ",'a')", NULL, "a: a text expected, an object or array found" },
  { "gb_text(" J ("false") ",'a')", NULL, "a" },

  { "gb_int(" J ("4") ",'a')", "4", NULL },
  { "gb_int(" J ("4.0") ",'a')", "4", NULL },
  { "gb_int(" J ("true") ",'a')", "1", NULL },
  { "gb_int(" J ("null") ",'a')", NULL, NULL },
  { "gb_int(" J ("4.5") ",'a')", NULL, "a: a whole number expected" },
  { "gb_int(" J ("\"4\"") ",'a')", NULL, "a: a whole number expected, a text found" },
  { "gb_int(" J ("1e300") ",'a')", NULL, "a" },

  { "gb_real(" J ("4") ",'a')", "4.0", NULL },
  { "gb_real(" J ("4.5") ",'a')", "4.5", NULL },
  { "gb_real(" J ("\"4.5\"") ",'a')", NULL, "a: a number expected, a text found" },
  { "gb_real(" J ("[4.5]") ",'a')", NULL, "a: a number expected" },

  { "gb_json(" J ("[1,2]") ",'a')", "[1,2]", NULL },
  { "gb_json(" J ("{\"b\":1}") ",'a')", "{\"b\":1}", NULL },
  { "gb_json(" J ("null") ",'a')", NULL, NULL },
  { "gb_json(" J ("\"[1,2]\"") ",'a')", NULL, "a: an object or array expected" },
  { "gb_objects(" J ("[]") ",'a')", "[]", NULL },
  { "gb_objects(" J ("[{\"a\":[1,\"]\"]},{}]") ",'a')", "[{\"a\":[1,\"]\"]},{}]", NULL },
  { "gb_objects(" J ("[{},1]") ",'a')", NULL, "a: a list of objects expected" },
  { "gb_objects(" J ("[\"x\"]") ",'a')", NULL, "a: a list of objects expected" },
  { "gb_objects(" J ("[[{}]]") ",'a')", NULL, "a: a list of objects expected" },
  { "gb_objects(" J ("{\"a\":1}") ",'a')", NULL, "a: a list of objects expected" },

  { "gb_fold('Nguyễn','Thị Đào')", "nguyen thi dao", NULL },
  { "gb_fold('A',NULL,'','B')", "a b", NULL },
  { "gb_fold(NULL)", "", NULL },

  { "gb_code_key('H48.91-250813-0042')", "250813-0042 H48.91-", NULL },
  { "gb_code_key(NULL)", NULL, NULL },
  { "gb_code_key('0009')<gb_code_key('x-250813-1')", "1", NULL },

  { "gb_sort_key('Ân')<gb_sort_key('Bình')", "1", NULL },
  { "gb_sort_key('Dũng')<gb_sort_key('Đào')", "1", NULL },
  { "typeof(gb_sort_key('x'))", "blob", NULL },
  { "gb_sort_key(NULL)", NULL, NULL },
  { "gb_person_key('Trần Văn Ân')<gb_person_key('Lê Thị Bình')", "1", NULL },
  { "gb_person_key('Nguyễn Ân')<gb_person_key('Trần Ân')", "1", NULL },
  { "gb_person_key(NULL)", NULL, NULL },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbSqlConnection) connection = NULL;
  g_autoptr (GbSqlStatement) s = NULL;
  g_autofree char *sql = g_strconcat ("SELECT ", c->sql, NULL);
  gboolean row, ok;

  connection = gb_sql_connection_open (":memory:", GB_SQL_OPEN_CREATE, &error);
  g_assert_no_error (error);
  s = gb_sql_connection_prepare (connection, sql, &error);
  g_assert_no_error (error);
  ok = gb_sql_statement_step (s, &row, &error);
  if (c->error != NULL)
    {
      g_assert_false (ok);
      g_assert_error (error, GB_SQL_ERROR, GB_SQL_ERROR_VALUE);
      g_assert_nonnull (strstr (error->message, c->error));
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpstr (gb_sql_statement_get_text (s, 0), ==, c->value);
}

/* The file stays readable to any SQLite: nothing of ours may get into the schema. */
static void
test_not_in_schema (void)
{
  static const char *const schemas[] = {
    "CREATE TABLE t (a TEXT, b TEXT AS (gb_fold(a)))",
    "CREATE TABLE t (a TEXT CHECK (gb_fold(a)<>''))",
    "CREATE TABLE t (a TEXT); CREATE INDEX i ON t (gb_fold(a))",
    "CREATE TABLE t (a TEXT); CREATE VIEW v AS SELECT gb_fold(a) FROM t; SELECT * FROM v",
    "CREATE TABLE t (a TEXT); CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT gb_fold(new.a); END;"
    "INSERT INTO t VALUES('x')",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (schemas); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GbSqlConnection) connection =
          gb_sql_connection_open (":memory:", GB_SQL_OPEN_CREATE, &error);

      g_assert_no_error (error);
      g_assert_false (gb_sql_connection_exec (connection, schemas[i], &error));
      g_assert_error (error, GB_SQL_ERROR, GB_SQL_ERROR_FAILED);
      g_assert_nonnull (strstr (error->message, "gb_fold"));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/sql/functions/%02" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/sql/functions/not-in-schema", test_not_in_schema);

  return g_test_run ();
}
