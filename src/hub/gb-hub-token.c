/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-token.h"

#include "gb-hub-error.h"
#include "gb-hub-private.h"
#include "gb-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/random.h>

#define TOKEN_BYTES 32
#define HASH_BYTES 32

/* The hub keeps hashes only. A token is 256 random bits, so no salt and no slow hash is needed. */
static void
hash_token (const char *token,
            guint8      hash[HASH_BYTES])
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize length = HASH_BYTES;

  g_checksum_update (checksum, (const guchar *) token, strlen (token));
  g_checksum_get_digest (checksum, hash, &length);
}

static char *
random_token (GError **error)
{
  guint8 bytes[TOKEN_BYTES];
  char *text;

  if (getrandom (bytes, sizeof bytes, 0) != sizeof bytes)
    {
      g_set_error_literal (error, GB_HUB_ERROR, GB_HUB_ERROR_DATABASE,
                           _ ("The system gives no random numbers"));
      return NULL;
    }
  text = g_base64_encode (bytes, sizeof bytes);
  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[strcspn (text, "=")] = '\0';
  return text;
}

/**
 * gb_hub_token_make:
 * @scope: what the token is to open, see gb_hub_scope_parse()
 * @days: after how many days it expires
 *
 * Returns: (transfer full) (nullable): a new token, shown this once
 */
char *
gb_hub_token_make (GbHub      *hub,
                   const char *scope,
                   int         days,
                   GError    **error)
{
  g_auto (GbHubScope) parsed = { NULL };
  g_autoptr (GbSqlStatement) statement = NULL;
  g_autofree char *token = NULL;
  guint8 hash[HASH_BYTES];
  gint64 now = gb_clock_now (gb_hub_get_clock (hub));

  if (!gb_hub_scope_parse (&parsed, scope, error))
    return NULL;
  token = random_token (error);
  if (token == NULL)
    return NULL;
  hash_token (token, hash);
  statement = gb_sql_connection_prepare (
      gb_hub_get_connection (hub),
      "INSERT INTO token (hash, scope, made, expires) VALUES (?1, ?2, ?3, ?4)", error);
  if (statement == NULL)
    return NULL;
  gb_sql_statement_bind_bytes (statement, 1, hash, sizeof hash);
  gb_sql_statement_bind_text (statement, 2, scope);
  gb_sql_statement_bind_int (statement, 3, now);
  gb_sql_statement_bind_int (statement, 4, now + (gint64) days * GB_DAY_SECONDS);
  if (!gb_sql_statement_run (statement, error))
    return NULL;
  return g_steal_pointer (&token);
}

/**
 * gb_hub_token_revoke:
 * @token: a token
 * @found: (out): whether this hub made it
 *
 * Withdraws a token.
 */
gboolean
gb_hub_token_revoke (GbHub      *hub,
                     const char *token,
                     gboolean   *found,
                     GError    **error)
{
  GbSqlConnection *connection = gb_hub_get_connection (hub);
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      connection, "UPDATE token SET revoked = coalesce (revoked, ?2) WHERE hash = ?1", error);
  guint8 hash[HASH_BYTES];

  if (statement == NULL)
    return FALSE;
  hash_token (token, hash);
  gb_sql_statement_bind_bytes (statement, 1, hash, sizeof hash);
  gb_sql_statement_bind_int (statement, 2, gb_clock_now (gb_hub_get_clock (hub)));
  if (!gb_sql_statement_run (statement, error))
    return FALSE;
  *found = sqlite3_changes (gb_sql_connection_get_handle (connection)) > 0;
  return TRUE;
}

/**
 * gb_hub_token_check:
 * @connection: any connection to the hub's database, of this thread
 * @token: what a client sent
 * @now: UTC seconds
 * @state: (out): what it is worth
 * @scope: (out) (transfer full) (nullable): what it opens when it is valid
 *
 * Returns: whether the database could be read
 */
gboolean
gb_hub_token_check (GbSqlConnection *connection,
                    const char      *token,
                    gint64           now,
                    GbHubTokenState *state,
                    char           **scope,
                    GError         **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      connection, "SELECT scope, expires, revoked FROM token WHERE hash = ?1", error);
  guint8 hash[HASH_BYTES];
  gboolean row;

  *scope = NULL;
  *state = GB_HUB_TOKEN_UNKNOWN;
  if (statement == NULL)
    return FALSE;
  hash_token (token, hash);
  gb_sql_statement_bind_bytes (statement, 1, hash, sizeof hash);
  if (!gb_sql_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  if (!gb_sql_statement_is_null (statement, 2))
    *state = GB_HUB_TOKEN_REVOKED;
  else if (!gb_sql_statement_is_null (statement, 1)
           && gb_sql_statement_get_int (statement, 1) <= now)
    *state = GB_HUB_TOKEN_EXPIRED;
  else
    {
      *state = GB_HUB_TOKEN_VALID;
      *scope = gb_sql_statement_dup_text (statement, 0);
    }
  return TRUE;
}
