/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-sql-functions.h"

#include <math.h>
#include <string.h>

#include "gb-text.h"
#include "gb-time.h"

/* json_extract() marks arrays and objects with this subtype. */
#define JSON_SUBTYPE 'J'

/* The functions that take a value out of a record have its field as optional second argument, so
 * that the reason a line was refused for names the field. */
static void
refuse (sqlite3_context *context,
        int              n_args,
        sqlite3_value  **args,
        const char      *wanted)
{
  static const char *const types[] = { NULL, "a whole number", "a number", "a text", "bytes",
                                       "nothing" };
  const char *field = n_args > 1 ? (const char *) sqlite3_value_text (args[1]) : NULL;
  const char *found = sqlite3_value_subtype (args[0]) == JSON_SUBTYPE
                          ? "an object or array"
                          : types[sqlite3_value_type (args[0])];
  g_autofree char *message = NULL;

  message = g_strdup_printf ("%s%s%s expected, %s found", field != NULL ? field : "",
                             field != NULL ? ": " : "", wanted, found);
  sqlite3_result_error (context, message, -1);
  sqlite3_result_error_code (context, SQLITE_MISMATCH);
}

static void
refuse_text (sqlite3_context *context,
             int              n_args,
             sqlite3_value  **args,
             const char      *reason)
{
  const char *field = n_args > 1 ? (const char *) sqlite3_value_text (args[1]) : NULL;
  g_autofree char *message = NULL;

  message = g_strdup_printf ("%s%s%s", field != NULL ? field : "", field != NULL ? ": " : "",
                             reason);
  sqlite3_result_error (context, message, -1);
  sqlite3_result_error_code (context, SQLITE_MISMATCH);
}

static gboolean
is_null (sqlite3_value *value)
{
  return sqlite3_value_type (value) == SQLITE_NULL;
}

static gboolean
is_text (sqlite3_value *value)
{
  return sqlite3_value_type (value) == SQLITE_TEXT && sqlite3_value_subtype (value) == 0;
}

static void
on_text (sqlite3_context *context,
         int              n_args,
         sqlite3_value  **args)
{
  if (is_null (args[0]))
    return;
  if (is_text (args[0]))
    sqlite3_result_value (context, args[0]);
  else
    refuse (context, n_args, args, "a text");
}

static void
on_int (sqlite3_context *context,
        int              n_args,
        sqlite3_value  **args)
{
  if (is_null (args[0]))
    return;
  if (sqlite3_value_type (args[0]) == SQLITE_FLOAT)
    {
      double value = sqlite3_value_double (args[0]);

      /* JSON has one kind of number: 4.0 is 4. */
      if (value == floor (value) && fabs (value) < 9007199254740992.0)
        {
          sqlite3_result_int64 (context, (sqlite3_int64) value);
          return;
        }
    }
  if (sqlite3_value_type (args[0]) == SQLITE_INTEGER)
    sqlite3_result_value (context, args[0]);
  else
    refuse (context, n_args, args, "a whole number");
}

static void
on_real (sqlite3_context *context,
         int              n_args,
         sqlite3_value  **args)
{
  int type = sqlite3_value_type (args[0]);

  if (type == SQLITE_NULL)
    return;
  if (type == SQLITE_INTEGER || type == SQLITE_FLOAT)
    sqlite3_result_double (context, sqlite3_value_double (args[0]));
  else
    refuse (context, n_args, args, "a number");
}

static void
on_json (sqlite3_context *context,
         int              n_args,
         sqlite3_value  **args)
{
  if (is_null (args[0]))
    return;
  if (sqlite3_value_subtype (args[0]) == JSON_SUBTYPE)
    sqlite3_result_value (context, args[0]);
  else
    refuse (context, n_args, args, "an object or array");
}

/* @json is known to be good. Between brackets of the first level nothing but objects may begin. */
static gboolean
is_list_of_objects (const char *json)
{
  gboolean in_string = FALSE;
  int depth = 0;

  if (*json != '[')
    return FALSE;
  for (const char *c = json; *c != '\0'; c++)
    {
      if (in_string)
        {
          if (*c == '\\' && c[1] != '\0')
            c++;
          else
            in_string = *c != '"';
          continue;
        }
      if (depth == 1 && strchr ("{],", *c) == NULL && !g_ascii_isspace (*c))
        return FALSE;
      in_string = *c == '"';
      depth += (*c == '[' || *c == '{') - (*c == ']' || *c == '}');
    }
  return TRUE;
}

/* Who reads such a list asks each of its items for members, which is an error of the whole statement where one is no
 * object. */
static void
on_objects (sqlite3_context *context,
            int              n_args,
            sqlite3_value  **args)
{
  if (is_null (args[0]))
    return;
  if (sqlite3_value_subtype (args[0]) == JSON_SUBTYPE
      && is_list_of_objects ((const char *) sqlite3_value_text (args[0])))
    sqlite3_result_value (context, args[0]);
  else
    refuse (context, n_args, args, "a list of objects");
}

/* Instants come as RFC 3339 with offset and are kept as UTC seconds. */
static void
on_time (sqlite3_context *context,
         int              n_args,
         sqlite3_value  **args)
{
  g_autoptr (GError) error = NULL;
  gint64 instant;

  if (is_null (args[0]))
    return;
  if (!is_text (args[0]))
    refuse (context, n_args, args, "a time");
  else if (gb_time_parse ((const char *) sqlite3_value_text (args[0]), &instant, &error))
    sqlite3_result_int64 (context, instant);
  else
    refuse_text (context, n_args, args, error->message);
}

static void
on_date (sqlite3_context *context,
         int              n_args,
         sqlite3_value  **args)
{
  g_autoptr (GError) error = NULL;
  GbDay day;

  if (is_null (args[0]))
    return;
  if (!is_text (args[0]))
    refuse (context, n_args, args, "a date");
  else if (gb_day_parse ((const char *) sqlite3_value_text (args[0]), &day, &error))
    sqlite3_result_value (context, args[0]);
  else
    refuse_text (context, n_args, args, error->message);
}

static void
on_fold (sqlite3_context *context,
         int              n_args,
         sqlite3_value  **args)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (int i = 0; i < n_args; i++)
    {
      g_autofree char *folded = gb_text_fold ((const char *) sqlite3_value_text (args[i]));

      if (*folded == '\0')
        continue;
      if (joined->len > 0)
        g_string_append_c (joined, ' ');
      g_string_append (joined, folded);
    }
  sqlite3_result_text (context, joined->str, (int) joined->len, SQLITE_TRANSIENT);
}

static void
result_bytes (sqlite3_context *context,
              GBytes          *key)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (key, &size);

  sqlite3_result_blob64 (context, data, size, SQLITE_TRANSIENT);
  g_bytes_unref (key);
}

static void
on_sort_key (sqlite3_context *context,
             int              n_args,
             sqlite3_value  **args)
{
  if (!is_null (args[0]))
    result_bytes (context, gb_text_sort_key ((const char *) sqlite3_value_text (args[0])));
}

static void
on_person_key (sqlite3_context *context,
               int              n_args,
               sqlite3_value  **args)
{
  if (!is_null (args[0]))
    result_bytes (context, gb_text_person_sort_key ((const char *) sqlite3_value_text (args[0])));
}

static void
on_code_key (sqlite3_context *context,
             int              n_args,
             sqlite3_value  **args)
{
  if (!is_null (args[0]))
    sqlite3_result_text (context,
                         gb_text_code_sort_key ((const char *) sqlite3_value_text (args[0])), -1,
                         g_free);
}

static const struct
{
  const char *name;
  int n_args;
  void (*call) (sqlite3_context *, int, sqlite3_value **);
} functions[] = {
  { "gb_text", 2, on_text },
  { "gb_int", 2, on_int },
  { "gb_real", 2, on_real },
  { "gb_json", 2, on_json },
  { "gb_objects", 2, on_objects },
  { "gb_time", 1, on_time },
  { "gb_time", 2, on_time },
  { "gb_date", 2, on_date },
  { "gb_fold", -1, on_fold },
  { "gb_sort_key", 1, on_sort_key },
  { "gb_person_key", 1, on_person_key },
  { "gb_code_key", 1, on_code_key },
};

/**
 * gb_sql_functions_register:
 *
 * Gives the connection our functions. They may not be used inside the schema (no trigger, index,
 * view or generated column), so that any SQLite can read and check the file.
 *
 * - gb_text(v, field), gb_int, gb_real, gb_json, gb_objects, gb_date: v as it is if it has that type in the
 *   JSON it came from (by json_extract()), NULL for NULL, otherwise an error that names the field
 * - gb_time(v [, field]): UTC seconds of a time after RFC 3339
 * - gb_fold(…): the arguments folded for search, joined by a space, NULLs left out
 * - gb_sort_key(t), gb_person_key(t): keys as of gb_text_sort_key(), gb_text_person_sort_key()
 * - gb_code_key(t): as of gb_text_code_sort_key()
 */
gboolean
gb_sql_functions_register (GbSqlConnection *connection,
                           GError         **error)
{
  sqlite3 *handle = gb_sql_connection_get_handle (connection);

  for (gsize i = 0; i < G_N_ELEMENTS (functions); i++)
    {
      int code = sqlite3_create_function_v2 (
          handle, functions[i].name, functions[i].n_args,
          SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY | SQLITE_SUBTYPE, NULL,
          functions[i].call, NULL, NULL, NULL);

      if (code != SQLITE_OK)
        {
          gb_sql_connection_set_error (connection, code, functions[i].name, error);
          return FALSE;
        }
    }
  return TRUE;
}
