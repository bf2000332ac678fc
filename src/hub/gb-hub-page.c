/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-page.h"

#include "gb-hub-cursor.h"
#include "gb-sql-statement.h"
#include "gb-time.h"
#include "gb-wire-json-split.h"

/* What the seal may take at most. */
#define SEAL_BYTES 256

/* Two keyset ranges, both in the order of the log, merged: what all see and what the commune sees. A
 * record that goes from one to the other stands in both at one place. */
#define COMMUNE_SQL                                                                                  \
  "SELECT seq, max (present), rec FROM ("                                                            \
  "SELECT seq, rec, present FROM feed_member WHERE commune = '' AND grp = ?1 AND seq > ?2"           \
  " UNION ALL "                                                                                      \
  "SELECT seq, rec, present FROM feed_member WHERE commune = ?3 AND grp = ?1 AND seq > ?2"           \
  " ORDER BY seq LIMIT ?4) GROUP BY seq ORDER BY seq"

#define PROVINCE_SQL "SELECT seq, 1, rec FROM feed_record WHERE grp = ?1 AND seq > ?2 ORDER BY seq LIMIT ?4"

#define RECORD_SQL "SELECT type, id, rev, deleted, data FROM feed_record WHERE rec = ?1"

/* The phone number of a citizen stays in the communes that handle the dossier. */
#define RECORD_SQL_PROVINCE                                                                          \
  "SELECT type, id, rev, deleted, iif (type = 'dossier', json_remove (data, '$.phone'), data)"       \
  " FROM feed_record WHERE rec = ?1"

typedef struct
{
  GbSqlConnection *connection;
  const GbHubPageRequest *request;
  GString *text; /* (owned) */
  guint count;
  gint64 seq; /* the place of the last record on the page */
  gint64 newest; /* the last place in the log */
  gboolean full; /* the next record did not fit */
} Page;

static void
append_header (Page *self)
{
  const GbHubPageRequest *request = self->request;
  g_autofree char *time = gb_time_format (request->now);

  g_string_append_printf (
      self->text,
      "{\"feed\":\"giaoban/1\",\"feed_id\":\"%s\",\"scope\":\"%s\",\"group\":\"%s\",\"from\":",
      request->feed_id, request->scope->text, gb_record_group_name (request->group));
  if (request->since != NULL)
    gb_wire_json_append_string (self->text, request->since);
  else
    g_string_append (self->text, "null");
  g_string_append_printf (self->text, ",\"server_time\":\"%s\"}\n", time);
}

static gboolean
append_record (Page    *self,
               gint64   number,
               gboolean present,
               GError **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      self->connection, self->request->scope->commune != NULL ? RECORD_SQL : RECORD_SQL_PROVINCE,
      error);
  gsize before = self->text->len;
  gboolean row, put;

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_int (statement, 1, number);
  if (!gb_sql_statement_step (statement, &row, error))
    return FALSE;
  put = present && gb_sql_statement_get_int (statement, 3) == 0;
  g_string_append_printf (self->text, "{\"op\":\"%s\",\"type\":\"%s\",\"id\":", put ? "put" : "del",
                          gb_sql_statement_get_text (statement, 0));
  gb_wire_json_append_string (self->text, gb_sql_statement_get_text (statement, 1));
  g_string_append_printf (self->text, ",\"rev\":%" G_GINT64_FORMAT,
                          gb_sql_statement_get_int (statement, 2));
  if (put)
    g_string_append_printf (self->text, ",\"data\":%s", gb_sql_statement_get_text (statement, 4));
  g_string_append (self->text, "}\n");
  if (self->count > 0 && self->text->len + SEAL_BYTES > self->request->max_bytes)
    {
      g_string_truncate (self->text, before);
      self->full = TRUE;
    }
  return TRUE;
}

static gboolean
append_records (Page    *self,
                GError **error)
{
  const GbHubPageRequest *request = self->request;
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      self->connection, request->scope->commune != NULL ? COMMUNE_SQL : PROVINCE_SQL, error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_int (statement, 1, request->group);
  gb_sql_statement_bind_int (statement, 2, self->seq);
  if (request->scope->commune != NULL)
    gb_sql_statement_bind_text (statement, 3, request->scope->commune);
  /* One more than fits tells whether there is more; each may stand twice. */
  gb_sql_statement_bind_int (statement, 4, 2 * ((gint64) request->limit + 1));
  while (gb_sql_statement_step (statement, &row, error))
    {
      if (!row || self->full)
        return TRUE;
      if (self->count == request->limit)
        self->full = TRUE;
      else if (!append_record (self, gb_sql_statement_get_int (statement, 2),
                               gb_sql_statement_get_int (statement, 1) != 0, error))
        return FALSE;
      if (self->full)
        return TRUE;
      self->seq = gb_sql_statement_get_int (statement, 0);
      self->count++;
    }
  return FALSE;
}

static gboolean
append_seal (Page    *self,
             GError **error)
{
  g_autofree char *cursor = NULL;

  /* At the end of the log, so that changes elsewhere are not walked through again and again. */
  if (!self->full)
    self->seq = MAX (self->seq, self->newest);
  cursor = gb_hub_cursor_make (self->connection, self->request, self->seq, error);
  if (cursor == NULL)
    return FALSE;
  g_string_append_printf (self->text,
                          "{\"cursor\":\"%s\",\"position\":%" G_GINT64_FORMAT
                          ",\"more\":%s,\"count\":%u}\n",
                          cursor, self->seq, self->full ? "true" : "false", self->count);
  return TRUE;
}

static gboolean
fill (Page    *self,
      GError **error)
{
  return gb_hub_cursor_read (self->connection, self->request, &self->seq, error)
         && gb_sql_connection_query_int (self->connection, "SELECT max (last_seq) FROM feed_commit",
                                         &self->newest, error)
         && append_records (self, error) && append_seal (self, error);
}

/**
 * gb_hub_page_make:
 * @connection: any connection to the hub's database, of this thread
 * @request: what is wanted
 * @count: (out) (optional): how many records it brings
 *
 * Makes a page of the feed (PROTOCOL.md, "Pull"). Its cost does not depend on how much the hub
 * holds.
 *
 * Returns: (transfer full) (nullable): the page as NDJSON; %NULL with %GB_HUB_ERROR_CURSOR,
 *   %GB_HUB_ERROR_GONE or an error of #GbSqlError
 */
GBytes *
gb_hub_page_make (GbSqlConnection        *connection,
                  const GbHubPageRequest *request,
                  guint                  *count,
                  GError                **error)
{
  Page page = { .connection = connection, .request = request };
  gboolean made;

  if (!gb_sql_connection_begin (connection, error))
    return NULL;
  page.text = g_string_new (NULL);
  append_header (&page);
  made = fill (&page, error);
  gb_sql_connection_rollback (connection);
  if (!made)
    {
      g_string_free (page.text, TRUE);
      return NULL;
    }
  if (count != NULL)
    *count = page.count;
  return g_string_free_to_bytes (page.text);
}
