/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-cursor.h"

#include "gb-hub-error.h"
#include "gb-sql-statement.h"

#include <string.h>

/*
 * A cursor is opaque to clients. It holds the feed's id, the place in the log, the random tag of the
 * commit that made that place, and a digest of scope and group. The place and its tag have to be in
 * the log: a hub that was restored from a backup gave other tags to what it did afterwards.
 */
typedef struct
{
  guint64 feed;
  gint64 seq;
  gint64 tag;
  guint32 scope;
} Cursor;

#define CURSOR_BYTES 28

static guint64
feed_number (const GbHubPageRequest *request)
{
  return g_ascii_strtoull (request->feed_id, NULL, 16);
}

static guint32
scope_digest (const GbHubPageRequest *request)
{
  g_autofree char *text =
      g_strconcat (request->scope->text, " ", gb_record_group_name (request->group), NULL);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  digest[8] = '\0';
  return (guint32) g_ascii_strtoull (digest, NULL, 16);
}

/* The tag of the commit that the place belongs to; @found is FALSE when it is not in the log. */
static gboolean
load_tag (GbSqlConnection *connection,
          gint64           seq,
          gint64          *tag,
          gboolean        *found,
          GError         **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      connection, "SELECT tag FROM feed_commit WHERE last_seq >= ?1 ORDER BY last_seq LIMIT 1",
      error);

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_int (statement, 1, seq);
  if (!gb_sql_statement_step (statement, found, error))
    return FALSE;
  if (*found)
    *tag = gb_sql_statement_get_int (statement, 0);
  return TRUE;
}

/**
 * gb_hub_cursor_make:
 * @request: the page's request
 * @seq: the place in the log that the page ends at
 *
 * Returns: (transfer full) (nullable): the cursor, in base64url
 */
char *
gb_hub_cursor_make (GbSqlConnection        *connection,
                    const GbHubPageRequest *request,
                    gint64                  seq,
                    GError                **error)
{
  guint64 feed = GUINT64_TO_BE (feed_number (request));
  guint32 scope = GUINT32_TO_BE (scope_digest (request));
  gint64 place = GINT64_TO_BE (seq);
  guchar bytes[CURSOR_BYTES + 2] = { 0 };
  gboolean found;
  gint64 tag = 0;
  char *text;

  if (!load_tag (connection, seq, &tag, &found, error))
    return NULL;
  tag = GINT64_TO_BE (tag);
  memcpy (bytes, &feed, 8);
  memcpy (bytes + 8, &place, 8);
  memcpy (bytes + 16, &tag, 8);
  memcpy (bytes + 24, &scope, 4);
  text = g_base64_encode (bytes, sizeof bytes);
  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  return text;
}

static gboolean
decode (const char *text,
        Cursor     *cursor)
{
  g_autofree char *plain = g_strdup (text);
  g_autofree guchar *bytes = NULL;
  gsize length = 0;

  if (strlen (plain) != (CURSOR_BYTES + 2) / 3 * 4
      || strspn (plain, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
             != strlen (plain))
    return FALSE;
  g_strdelimit (plain, "-", '+');
  g_strdelimit (plain, "_", '/');
  bytes = g_base64_decode (plain, &length);
  if (length != CURSOR_BYTES + 2)
    return FALSE;
  memcpy (&cursor->feed, bytes, 8);
  memcpy (&cursor->seq, bytes + 8, 8);
  memcpy (&cursor->tag, bytes + 16, 8);
  memcpy (&cursor->scope, bytes + 24, 4);
  cursor->feed = GUINT64_FROM_BE (cursor->feed);
  cursor->seq = GINT64_FROM_BE (cursor->seq);
  cursor->tag = GINT64_FROM_BE (cursor->tag);
  cursor->scope = GUINT32_FROM_BE (cursor->scope);
  return cursor->seq >= 0;
}

/**
 * gb_hub_cursor_read:
 * @request: the request with its `since`
 * @seq: (out): the place in the log to go on from; 0 for the start
 *
 * Returns: whether the request can be answered; otherwise %GB_HUB_ERROR_CURSOR for a text that is no
 *   cursor or one of another scope or group, %GB_HUB_ERROR_GONE for one of another feed or of a
 *   history that this hub does not have
 */
gboolean
gb_hub_cursor_read (GbSqlConnection        *connection,
                    const GbHubPageRequest *request,
                    gint64                 *seq,
                    GError                **error)
{
  Cursor cursor;
  gboolean found;
  gint64 tag;

  *seq = 0;
  if (request->since == NULL)
    return TRUE;
  if (!decode (request->since, &cursor)
      || (cursor.feed == feed_number (request) && cursor.scope != scope_digest (request)))
    {
      g_set_error_literal (error, GB_HUB_ERROR, GB_HUB_ERROR_CURSOR,
                           "no cursor of this scope and group");
      return FALSE;
    }
  if (cursor.feed == feed_number (request))
    {
      if (!load_tag (connection, cursor.seq, &tag, &found, error))
        return FALSE;
      if (found && tag == cursor.tag)
        {
          *seq = cursor.seq;
          return TRUE;
        }
    }
  g_set_error_literal (error, GB_HUB_ERROR, GB_HUB_ERROR_GONE,
                       "the cursor's change is not in this feed");
  return FALSE;
}
