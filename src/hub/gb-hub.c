/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-private.h"

#include "gb-hub-error.h"
#include "gb-hub-resources.h"
#include "gb-sql-migration.h"
#include "gb-store-schema.h"

/* "GBhu" */
#define APPLICATION_ID 0x47426875

/**
 * GbHub:
 *
 * The provincial endpoint's database: the record tables that the application has too, the change
 * feed over them, messages, tokens and files. One for each thread; several processes may have the
 * same file open.
 */
struct _GbHub
{
  GObject parent_instance;

  char *path; /* (owned) */
  char *feed_id; /* (owned) */
  GbClock *clock; /* (owned) */
  GbSqlConnection *connection; /* (owned) */
  GbHubLog *log; /* (owned) */
  GbCalendars *calendars; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (GbHub, gb_hub, G_TYPE_OBJECT)

/* In the order in which they came to be; the record tables' later migrations go behind ours. */
static const GbSqlMigration migrations[] = {
  { gb_store_resource, GB_STORE_RECORDS_001 },
  { gb_hub_get_resource, "/io/github/giaoban/hub/schema/001-hub.sql" },
  { gb_store_resource, GB_STORE_RECORDS_002 },
  { gb_hub_get_resource, "/io/github/giaoban/hub/schema/002-actions.sql" },
  { gb_hub_get_resource, "/io/github/giaoban/hub/schema/003-enrolment.sql" },
  { gb_hub_get_resource, "/io/github/giaoban/hub/schema/004-uploads.sql" },
  { gb_store_resource, GB_STORE_RECORDS_003 },
  { gb_store_resource, GB_STORE_RECORDS_004 },
};

static const GbSqlSchema schema = { APPLICATION_ID, migrations, G_N_ELEMENTS (migrations) };

static void
gb_hub_finalize (GObject *object)
{
  GbHub *self = GB_HUB (object);

  g_clear_object (&self->calendars);
  g_clear_pointer (&self->log, gb_hub_log_free);
  g_clear_object (&self->connection);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->feed_id, g_free);
  g_clear_pointer (&self->path, g_free);
  G_OBJECT_CLASS (gb_hub_parent_class)->finalize (object);
}

static void
gb_hub_class_init (GbHubClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gb_hub_finalize;
}

static void
gb_hub_init (GbHub *self)
{
}

/* A new database gets the id of its feed, and the first tag, which stands before every change. */
static gboolean
found_feed (GbHub   *self,
            GError **error)
{
  gint64 is_founded;

  /* Opening must not wait for whoever is writing just then. */
  if (!gb_sql_connection_query_int (self->connection,
                                    "SELECT count (*) FROM hub_meta WHERE key = 'feed_id'", &is_founded, error))
    return FALSE;
  if (is_founded != 0)
    return gb_hub_get_meta (self, "feed_id", &self->feed_id, error);
  return gb_sql_connection_exec (self->connection,
                                 "BEGIN IMMEDIATE;"
                                 "INSERT OR IGNORE INTO hub_meta (key, value)"
                                 " VALUES ('feed_id', lower (hex (randomblob (8))));"
                                 "INSERT OR IGNORE INTO feed_commit (first_seq, last_seq, tag) "
                                 "VALUES (0, 0, random ());"
                                 "COMMIT",
                                 error)
         && gb_hub_get_meta (self, "feed_id", &self->feed_id, error);
}

/**
 * gb_hub_open:
 * @path: the database; made when it is not there
 * @clock: what time it is
 *
 * Returns: (transfer full) (nullable): the hub; %NULL with an error of #GbSqlError, the file
 *   untouched when it is another program's or a newer version's
 */
GbHub *
gb_hub_open (const char *path,
             GbClock    *clock,
             GError    **error)
{
  g_autoptr (GbHub) self = g_object_new (GB_TYPE_HUB, NULL);

  self->path = g_strdup (path);
  self->clock = g_object_ref (clock);
  /* What a client was told to be done must survive a power cut. */
  self->connection = gb_sql_connection_open (path, GB_SQL_OPEN_CREATE | GB_SQL_OPEN_FULL_SYNC, error);
  if (self->connection == NULL || !gb_sql_schema_check (&schema, self->connection, error)
      || !gb_sql_connection_use_wal (self->connection, error)
      || !gb_sql_schema_migrate (&schema, self->connection, error) || !found_feed (self, error))
    return NULL;
  self->log = gb_hub_log_new (self->connection);
  return g_steal_pointer (&self);
}

GbClock *
gb_hub_get_clock (GbHub *self)
{
  return self->clock;
}

const char *
gb_hub_get_path (GbHub *self)
{
  return self->path;
}

/**
 * gb_hub_get_feed_id:
 *
 * Returns: (transfer none): the feed's id, made anew with each database
 */
const char *
gb_hub_get_feed_id (GbHub *self)
{
  return self->feed_id;
}

GbSqlConnection *
gb_hub_get_connection (GbHub *self)
{
  return self->connection;
}

GbHubLog *
gb_hub_get_log (GbHub *self)
{
  return self->log;
}

/**
 * gb_hub_open_reader:
 *
 * Returns: (transfer full) (nullable): another connection to the database, for another thread
 */
GbSqlConnection *
gb_hub_open_reader (GbHub   *self,
                    GError **error)
{
  return gb_sql_connection_open (self->path, GB_SQL_OPEN_READ_ONLY, error);
}

/**
 * gb_hub_get_calendars:
 *
 * Returns: (transfer none) (nullable): the communes' calendars as the records have them
 */
GbCalendars *
gb_hub_get_calendars (GbHub   *self,
                      GError **error)
{
  if (self->calendars == NULL)
    self->calendars = gb_calendars_load (self->connection, error);
  return self->calendars;
}

/**
 * gb_hub_get_work_calendar:
 * @commune: its code
 *
 * Returns: (transfer none) (nullable): when that commune works
 */
GbWorkCalendar *
gb_hub_get_work_calendar (GbHub      *self,
                          const char *commune,
                          GError    **error)
{
  GbCalendars *calendars = gb_hub_get_calendars (self, error);

  return calendars != NULL ? gb_calendars_of_commune (calendars, commune) : NULL;
}

/**
 * gb_hub_forget_calendars:
 *
 * To be called when a calendar-day or commune-hours record changed.
 */
void
gb_hub_forget_calendars (GbHub *self)
{
  g_clear_object (&self->calendars);
}

/**
 * gb_hub_get_meta:
 * @key: "feed_id", "province" or "name"
 * @value: (out) (transfer full) (nullable): %NULL when it is not set
 *
 * Returns: whether the database could be read
 */
gboolean
gb_hub_get_meta (GbHub      *self,
                 const char *key,
                 char      **value,
                 GError    **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      self->connection, "SELECT value FROM hub_meta WHERE key = ?1", error);
  gboolean row;

  *value = NULL;
  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, key);
  if (!gb_sql_statement_step (statement, &row, error))
    return FALSE;
  if (row)
    *value = gb_sql_statement_dup_text (statement, 0);
  return TRUE;
}

/**
 * gb_hub_set_place:
 * @place: where the data are from, as it stands in a sentence: "tỉnh Quảng Ngãi"
 * @illustration: whether they are made up
 *
 * Tells what maps and sheets made of the data say of them.
 */
gboolean
gb_hub_set_place (GbHub      *self,
                  const char *place,
                  gboolean    illustration,
                  GError    **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      self->connection,
      "INSERT OR REPLACE INTO hub_meta (key, value) VALUES ('place', ?1), ('illustration', ?2)", error);

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, place);
  gb_sql_statement_bind_text (statement, 2, illustration ? "1" : "0");
  return gb_sql_statement_run (statement, error);
}

/**
 * gb_hub_set_province:
 * @code: the province's official code, "51"
 * @name: its name
 *
 * Tells whose hub this is.
 */
gboolean
gb_hub_set_province (GbHub      *self,
                     const char *code,
                     const char *name,
                     GError    **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      self->connection,
      "INSERT OR REPLACE INTO hub_meta (key, value) VALUES ('province', ?1), ('name', ?2)", error);

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, code);
  gb_sql_statement_bind_text (statement, 2, name);
  return gb_sql_statement_run (statement, error);
}
