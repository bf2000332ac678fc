/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-feed-apply.h"

#include <string.h>

#include "gb-sql-statement.h"

#define PUT_PREFIX "{\"op\":\"put\",\"type\":\""

/**
 * GbFeedApply:
 *
 * Stores lines of a feed, one after the other, within a transaction of the caller's. One prepared
 * statement for each type binds the whole line and lets SQLite take it apart, which parses and
 * inserts in less time than a JSON library needs to parse.
 *
 * Knows records and nothing of cursors: a hub stores what it is given in the same way.
 */
struct _GbFeedApply
{
  GbSqlConnection *connection; /* (owned) */
  gint64 generation;
  GbSqlStatement *puts[GB_N_RECORD_TYPES]; /* (owned) (nullable) */
  GbSqlStatement *deletes[GB_N_RECORD_TYPES]; /* (owned) (nullable) */
  GbSqlStatement *head; /* (owned) op, type and id of a line */
  GbSqlStatement *owner; /* (owned) (nullable) id of a line and whether it is of another scope */
  char *commune; /* (owned) (nullable) whose records alone are taken */
  gboolean has_group; /* whether types of the other group are set aside */
  GbRecordGroup group;

  /* about the last line */
  const char *line; /* not owned */
  gsize length;
  char *type; /* (owned) (nullable) */
  char *id; /* (owned) (nullable) */
  char *reason; /* (owned) (nullable) */
};

/**
 * gb_feed_apply_new:
 * @connection: for writing, to a database with the records' tables
 * @generation: what the rows shall carry; a hub gives 0
 *
 * Returns: (transfer full): to be freed with gb_feed_apply_free()
 */
GbFeedApply *
gb_feed_apply_new (GbSqlConnection *connection,
                   gint64           generation,
                   GError         **error)
{
  g_autoptr (GbSqlStatement) head = NULL;
  GbFeedApply *self;

  g_return_val_if_fail (GB_IS_SQL_CONNECTION (connection), NULL);

  head = gb_sql_connection_prepare (
      connection, "SELECT ?1->>'$.op',gb_text(json_extract(?1,'$.type'),'type'),?1->>'$.id'",
      error);
  if (head == NULL)
    return NULL;

  self = g_new0 (GbFeedApply, 1);
  self->connection = g_object_ref (connection);
  self->generation = generation;
  self->head = g_steal_pointer (&head);
  return self;
}

void
gb_feed_apply_free (GbFeedApply *self)
{
  if (self == NULL)
    return;
  for (int i = 0; i < GB_N_RECORD_TYPES; i++)
    {
      g_clear_pointer (&self->puts[i], gb_sql_statement_free);
      g_clear_pointer (&self->deletes[i], gb_sql_statement_free);
    }
  gb_sql_statement_free (self->head);
  g_clear_pointer (&self->owner, gb_sql_statement_free);
  g_free (self->commune);
  g_object_unref (self->connection);
  g_free (self->type);
  g_free (self->id);
  g_free (self->reason);
  g_free (self);
}

/**
 * gb_feed_apply_set_commune:
 * @commune: (nullable): a commune's code; %NULL takes everything
 *
 * From now on dossiers, issues, visits and attendances of other communes are set aside: a commune may not hold
 * what it may not see, even when a hub sends it by mistake.
 */
void
gb_feed_apply_set_commune (GbFeedApply *self,
                           const char  *commune)
{
  g_free (self->commune);
  self->commune = g_strdup (commune);
  g_clear_pointer (&self->owner, gb_sql_statement_free);
  if (commune != NULL)
    self->owner = gb_sql_connection_prepare (
        self->connection,
        "SELECT ?1->>'$.id',coalesce(NOT(?1->>'$.data.commune'=?2 OR ?1->>'$.data.received_by'=?2),"
        "?1->>'$.data.commune'<>?2,0)",
        NULL);
}

/**
 * gb_feed_apply_set_group:
 * @group: the group that is pulled
 *
 * From now on records of another group are set aside: its own pulls count generations apart, and
 * would take them away or leave them for ever.
 */
void
gb_feed_apply_set_group (GbFeedApply  *self,
                         GbRecordGroup group)
{
  self->has_group = TRUE;
  self->group = group;
}

/* What is wrong with the line, and what is wrong with the disk. */
static gboolean
is_the_lines_fault (const GError *error)
{
  return g_error_matches (error, GB_SQL_ERROR, GB_SQL_ERROR_CONSTRAINT) ||
         g_error_matches (error, GB_SQL_ERROR, GB_SQL_ERROR_VALUE) ||
         g_error_matches (error, GB_SQL_ERROR, GB_SQL_ERROR_FAILED);
}

/* SQLite undid the failed statement alone; the transaction goes on. */
static gboolean
set_aside (GbFeedApply   *self,
           const char    *reason,
           GbFeedOutcome *outcome)
{
  g_free (self->reason);
  self->reason = g_strdup (reason);
  *outcome = GB_FEED_SET_ASIDE;
  return TRUE;
}

static gboolean
fail (GbFeedApply   *self,
      GError        *failure,
      GbFeedOutcome *outcome,
      GError       **error)
{
  if (!is_the_lines_fault (failure))
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  g_error_free (failure);
  return set_aside (self, sqlite3_errmsg (gb_sql_connection_get_handle (self->connection)),
                    outcome);
}

/* Reads op, type and id by SQLite; for lines that do not begin the usual way, and for the names of
 * lines that are set aside. */
static gboolean
read_head (GbFeedApply *self,
           const char  *line,
           gsize        length,
           char       **op,
           GError     **error)
{
  gboolean row;

  gb_sql_statement_bind_static (self->head, 1, line, length);
  if (!gb_sql_statement_step (self->head, &row, error))
    return FALSE;
  *op = gb_sql_statement_dup_text (self->head, 0);
  g_free (self->type);
  self->type = gb_sql_statement_dup_text (self->head, 1);
  g_free (self->id);
  self->id = gb_sql_statement_dup_text (self->head, 2);
  gb_sql_statement_reset (self->head);
  return TRUE;
}

/* The type of a line that begins as our hub writes it, without parsing it. */
static gboolean
guess_put (const char *line,
           gsize       length,
           char      **type)
{
  const gsize prefix = strlen (PUT_PREFIX);
  gsize end = prefix;

  if (length < prefix || memcmp (line, PUT_PREFIX, prefix) != 0)
    return FALSE;
  while (end < length && (g_ascii_islower (line[end]) || line[end] == '-'))
    end++;
  if (end == prefix || end == length || line[end] != '"')
    return FALSE;
  *type = g_strndup (line + prefix, end - prefix);
  return TRUE;
}

/* Types that a commune's scope holds its own of; what else they refer to follows them. */
static gboolean
has_owner (GbRecordType type)
{
  return type == GB_RECORD_DOSSIER || type == GB_RECORD_ISSUE || type == GB_RECORD_VISIT
         || type == GB_RECORD_ATTENDANCE;
}

/* A line that cannot be read is left to the statement that stores it, which says why. */
static gboolean
is_foreign (GbFeedApply *self,
            const char  *line,
            gsize        length)
{
  gboolean row = FALSE, foreign;

  gb_sql_statement_bind_static (self->owner, 1, line, length);
  gb_sql_statement_bind_text (self->owner, 2, self->commune);
  if (!gb_sql_statement_step (self->owner, &row, NULL) || !row)
    return FALSE;
  foreign = gb_sql_statement_get_int (self->owner, 1) != 0;
  if (foreign)
    {
      g_free (self->id);
      self->id = gb_sql_statement_dup_text (self->owner, 0);
    }
  gb_sql_statement_reset (self->owner);
  return foreign;
}

static gboolean
mark_seen (GbFeedApply *self,
           GbRecordType type,
           GError     **error)
{
  g_autofree char *sql = NULL;
  g_autoptr (GbSqlStatement) statement = NULL;

  if (self->id == NULL)
    return TRUE;
  sql = g_strdup_printf ("UPDATE %s SET generation=?2 WHERE id=?1", gb_record_spec (type)->table);
  statement = gb_sql_connection_prepare (self->connection, sql, error);
  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, self->id);
  gb_sql_statement_bind_int (statement, 2, self->generation);
  return gb_sql_statement_run (statement, error);
}

static gboolean
put (GbFeedApply   *self,
     GbRecordType   type,
     const char    *line,
     gsize          length,
     GbFeedOutcome *outcome,
     GError       **error)
{
  g_autoptr (GError) failure = NULL;
  GbSqlStatement *statement;

  if (self->puts[type] == NULL)
    {
      g_autofree char *sql = gb_record_put_sql (type);

      self->puts[type] = gb_sql_connection_prepare (self->connection, sql, error);
      if (self->puts[type] == NULL)
        return FALSE;
    }
  if (self->owner != NULL && has_owner (type) && is_foreign (self, line, length))
    return set_aside (self, "commune: a record of another scope", outcome);
  statement = self->puts[type];
  gb_sql_statement_bind_static (statement, 1, line, length);
  gb_sql_statement_bind_int (statement, 2, self->generation);
  if (!gb_sql_statement_run (statement, &failure))
    {
      g_autofree char *op = NULL;
      gboolean named;

      if (!fail (self, g_steal_pointer (&failure), outcome, error))
        return FALSE;
      /* A line that counts as received though it cannot be stored must not lose the record as it
       * was at the end of a full pull. */
      named = read_head (self, line, length, &op, NULL);
      return !named || mark_seen (self, type, error);
    }
  *outcome = GB_FEED_PUT;
  return TRUE;
}

static gboolean
delete (GbFeedApply   *self,
        GbRecordType   type,
        const char    *line,
        gsize          length,
        GbFeedOutcome *outcome,
        GError       **error)
{
  g_autoptr (GError) failure = NULL;

  if (self->id == NULL)
    return set_aside (self, "id: a text expected, nothing found", outcome);
  if (self->deletes[type] == NULL)
    {
      g_autofree char *sql = gb_record_delete_sql (type);

      self->deletes[type] = gb_sql_connection_prepare (self->connection, sql, error);
      if (self->deletes[type] == NULL)
        return FALSE;
    }
  gb_sql_statement_bind_static (self->deletes[type], 1, line, length);
  if (!gb_sql_statement_run (self->deletes[type], &failure))
    return fail (self, g_steal_pointer (&failure), outcome, error);
  *outcome = GB_FEED_DELETED;
  return TRUE;
}

static void
begin_line (GbFeedApply *self,
            const char  *line,
            gsize        length)
{
  g_clear_pointer (&self->type, g_free);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->reason, g_free);
  self->line = line;
  self->length = length;
}

/**
 * gb_feed_apply_refuse:
 * @line: a line that is not to be stored
 * @length: in bytes
 * @reason: why
 * @outcome: (out): %GB_FEED_SET_ASIDE
 *
 * Sets a line aside unread, but for the record's name: what the cache holds of that record counts as
 * received and stays.
 *
 * Returns: whether the work can go on
 */
gboolean
gb_feed_apply_refuse (GbFeedApply   *self,
                      const char    *line,
                      gsize          length,
                      const char    *reason,
                      GbFeedOutcome *outcome,
                      GError       **error)
{
  g_autofree char *op = NULL;
  GbRecordType type;

  begin_line (self, line, length);
  if (length <= G_MAXINT && g_utf8_validate_len (line, length, NULL) && read_head (self, line, length, &op, NULL)
      && self->type != NULL && gb_record_type_from_name (self->type, &type)
      && (!self->has_group || gb_record_type_group (type) == self->group) && !mark_seen (self, type, error))
    return FALSE;
  return set_aside (self, reason, outcome);
}

/**
 * gb_feed_apply_line:
 * @line: a record's line of the feed, put or del, without its end
 * @length: in bytes
 * @outcome: (out): what became of it
 *
 * A line that breaks its schema is no error: it changes nothing and the transaction goes on.
 *
 * Returns: whether the work can go on; otherwise the disk or the file is the reason
 */
gboolean
gb_feed_apply_line (GbFeedApply   *self,
                    const char    *line,
                    gsize          length,
                    GbFeedOutcome *outcome,
                    GError       **error)
{
  g_autofree char *op = NULL;
  g_autoptr (GError) failure = NULL;
  GbRecordType type;
  gboolean is_put;

  begin_line (self, line, length);
  if (length > G_MAXINT || !g_utf8_validate_len (line, length, NULL))
    return set_aside (self, "not UTF-8", outcome);

  is_put = guess_put (line, length, &self->type);
  if (!is_put)
    {
      if (!read_head (self, line, length, &op, &failure))
        return fail (self, g_steal_pointer (&failure), outcome, error);
      is_put = g_strcmp0 (op, "put") == 0;
      if (!is_put && g_strcmp0 (op, "del") != 0)
        return set_aside (self, "op: put or del expected", outcome);
      if (self->type == NULL)
        return set_aside (self, "type: a text expected, nothing found", outcome);
    }
  if (!gb_record_type_from_name (self->type, &type))
    {
      *outcome = GB_FEED_SKIPPED;
      return TRUE;
    }
  if (self->has_group && gb_record_type_group (type) != self->group)
    return set_aside (self, "type: a record of another group", outcome);
  return is_put ? put (self, type, line, length, outcome, error)
                : delete (self, type, line, length, outcome, error);
}

/**
 * gb_feed_apply_get_reason:
 *
 * Returns: (nullable): why the last line was set aside, in SQLite's or our functions' words
 */
const char *
gb_feed_apply_get_reason (GbFeedApply *self)
{
  return self->reason;
}

/**
 * gb_feed_apply_get_type:
 *
 * Returns: (nullable): the last line's type as it was written, known or not
 */
const char *
gb_feed_apply_get_type (GbFeedApply *self)
{
  return self->type;
}

/**
 * gb_feed_apply_get_id:
 *
 * Reads the line once more where that was not necessary until now: to be called before its memory
 * goes.
 *
 * Returns: (nullable): the last line's id; %NULL when it has none
 */
const char *
gb_feed_apply_get_id (GbFeedApply *self)
{
  g_autofree char *op = NULL;

  /* A line that was put is known to be good JSON. */
  if (self->id == NULL && self->reason == NULL && self->line != NULL)
    read_head (self, self->line, self->length, &op, NULL);
  return self->id;
}
