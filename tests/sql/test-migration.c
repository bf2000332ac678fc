/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-sql-migration.h"

#include <glib/gstdio.h>
#include <string.h>

#define APPLICATION_ID 0x47425431

/* A resource of two migrations, made by hand: a file with a table, one with a column more. */
static const char *const texts[] = {
  "CREATE TABLE t (a TEXT) STRICT; INSERT INTO t VALUES ('one')",
  "ALTER TABLE t ADD COLUMN b TEXT; UPDATE t SET b = 'two'",
  "ALTER TABLE t ADD COLUMN c TEXT; this is no SQL",
};

static GResource *resource;

static GResource *
get_resource (void)
{
  return resource;
}

static const GbSqlMigration migrations[] = {
  { get_resource, "/m/1.sql" },
  { get_resource, "/m/2.sql" },
  { get_resource, "/m/3.sql" },
};

static const GbSqlSchema one = { APPLICATION_ID, migrations, 1 };
static const GbSqlSchema two = { APPLICATION_ID, migrations, 2 };
static const GbSqlSchema broken = { APPLICATION_ID, migrations, 3 };

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture      *f,
        gconstpointer data)
{
  f->folder = g_dir_make_tmp ("giaoban-migration-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "a.db", NULL);
}

static void
tear_down (Fixture      *f,
           gconstpointer data)
{
  g_remove (f->path);
  g_assert_cmpint (g_rmdir (f->folder), ==, 0);
  g_free (f->folder);
  g_free (f->path);
}

static gboolean
migrate (Fixture           *f,
         const GbSqlSchema *schema,
         GError           **error)
{
  g_autoptr (GbSqlConnection) connection =
      gb_sql_connection_open (f->path, GB_SQL_OPEN_CREATE, error);

  return connection != NULL && gb_sql_schema_check (schema, connection, error) &&
         gb_sql_schema_migrate (schema, connection, error);
}

static void
run (Fixture    *f,
     const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GbSqlConnection) connection =
      gb_sql_connection_open (f->path, GB_SQL_OPEN_CREATE, &error);

  g_assert_no_error (error);
  g_assert_true (gb_sql_connection_exec (connection, sql, &error));
}

static gint64
query (Fixture    *f,
       const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GbSqlConnection) connection = gb_sql_connection_open (f->path, 0, &error);
  gint64 value = -1;

  g_assert_no_error (error);
  g_assert_true (gb_sql_connection_query_int (connection, sql, &value, &error));
  return value;
}

static GBytes *
contents (Fixture *f)
{
  char *data;
  gsize length;

  g_assert_true (g_file_get_contents (f->path, &data, &length, NULL));
  return g_bytes_new_take (data, length);
}

static void
test_new (Fixture      *f,
          gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (migrate (f, &two, &error));
  g_assert_cmpint (query (f, "PRAGMA user_version"), ==, 2);
  g_assert_cmpint (query (f, "PRAGMA application_id"), ==, APPLICATION_ID);
  g_assert_cmpint (query (f, "SELECT count(*) FROM t WHERE b='two'"), ==, 1);
  g_assert_true (migrate (f, &two, &error));
  g_assert_cmpint (query (f, "SELECT count(*) FROM t"), ==, 1);
}

static void
test_step (Fixture      *f,
           gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (migrate (f, &one, &error));
  run (f, "INSERT INTO t VALUES ('mine')");
  g_assert_true (migrate (f, &two, &error));
  g_assert_cmpint (query (f, "SELECT count(*) FROM t WHERE b='two'"), ==, 2);
  g_assert_cmpint (query (f, "PRAGMA user_version"), ==, 2);
}

/* A migration that fails leaves the version before, and nothing of itself. */
static void
test_broken (Fixture      *f,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (migrate (f, &two, &error));
  g_assert_false (migrate (f, &broken, &error));
  g_assert_error (error, GB_SQL_ERROR, GB_SQL_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "/m/3.sql"));
  g_assert_cmpint (query (f, "PRAGMA user_version"), ==, 2);
  g_assert_cmpint (query (f, "SELECT count(*) FROM pragma_table_info('t')"), ==, 2);
}

/* Files that are not to be used, and what must be said; none may change by a byte. */
typedef struct
{
  const char *name;
  const char *sql; /* makes a database, or NULL */
  const char *bytes; /* makes a file of these bytes */
  GbSqlError code;
} Refused;

static const Refused refused[] = {
  { "newer", "PRAGMA application_id=1195529265; PRAGMA user_version=3; CREATE TABLE t(a)", NULL,
    GB_SQL_ERROR_NEWER },
  { "foreign", "CREATE TABLE moz_places (a); PRAGMA user_version=77", NULL, GB_SQL_ERROR_FOREIGN },
  { "foreign-id", "PRAGMA application_id=252006675; CREATE TABLE a (b)", NULL,
    GB_SQL_ERROR_FOREIGN },
  { "foreign-without-version", "CREATE TABLE a (b)", NULL, GB_SQL_ERROR_FOREIGN },
  { "garbage", NULL, "<html><body>Not found</body></html> and so on, longer than a header of "
                     "one hundred bytes, which SQLite would look at first of all, then pages",
    GB_SQL_ERROR_NOT_A_DATABASE },
  { "short-garbage", NULL, "x", GB_SQL_ERROR_NOT_A_DATABASE },
};

static void
test_refused (Fixture      *f,
              gconstpointer data)
{
  const Refused *c = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GDir) folder = NULL;

  if (c->sql != NULL)
    run (f, c->sql);
  else
    g_assert_true (g_file_set_contents (f->path, c->bytes, -1, NULL));
  before = contents (f);
  g_assert_false (migrate (f, &two, &error));
  g_assert_error (error, GB_SQL_ERROR, (int) c->code);
  g_assert_nonnull (strstr (error->message, f->path));
  after = contents (f);
  g_assert_true (g_bytes_equal (before, after));

  /* and nothing was put beside it */
  folder = g_dir_open (f->folder, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (folder), ==, "a.db");
  g_assert_null (g_dir_read_name (folder));
}

static void
test_missing_folder (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gb_sql_connection_open ("/nonexistent/folder/a.db", GB_SQL_OPEN_CREATE, &error));
  g_assert_error (error, GB_SQL_ERROR, GB_SQL_ERROR_CANT_OPEN);
}

/* The smallest way to a GResource without a compiler: a GVDB file is made by glib-compile-resources
 * alone, so write the sources and run it. */
static void
make_resource (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("giaoban-resource-XXXXXX", &error);
  g_autofree char *xml = g_build_filename (folder, "r.xml", NULL);
  g_autofree char *binary = g_build_filename (folder, "r.gresource", NULL);
  g_autoptr (GString) list = g_string_new ("<gresources><gresource prefix='/m'>");
  char *argv[] = { (char *) "glib-compile-resources", (char *) "--sourcedir", folder,
                   (char *) "--target", binary, xml, NULL };
  int status;

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *name = g_strdup_printf ("%d.sql", (int) i + 1);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_true (g_file_set_contents (path, texts[i], -1, NULL));
      g_string_append_printf (list, "<file>%s</file>", name);
    }
  g_string_append (list, "</gresource></gresources>");
  g_assert_true (g_file_set_contents (xml, list->str, -1, NULL));
  g_assert_true (g_spawn_sync (NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                               &status, &error));
  g_assert_true (g_spawn_check_wait_status (status, &error));
  resource = g_resource_load (binary, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%d.sql", folder, (int) i + 1);

      g_remove (path);
    }
  g_remove (xml);
  g_remove (binary);
  g_rmdir (folder);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  make_resource ();

#define ADD(path, data, test)                                                                      \
  g_test_add ("/sql/migration/" path, Fixture, data, set_up, test, tear_down)
  ADD ("new", NULL, test_new);
  ADD ("step", NULL, test_step);
  ADD ("broken", NULL, test_broken);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *path = g_strconcat ("/sql/migration/refused/", refused[i].name, NULL);

      g_test_add (path, Fixture, &refused[i], set_up, test_refused, tear_down);
    }
  g_test_add_func ("/sql/migration/missing-folder", test_missing_folder);

  status = g_test_run ();
  g_resource_unref (resource);
  return status;
}
