/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-token.h"

#include "gb-hub-error.h"
#include "gb-hub-private.h"
#include "gb-seal.h"
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

  if (getrandom (bytes, sizeof bytes, 0) != sizeof bytes)
    {
      g_set_error_literal (error, GB_HUB_ERROR, GB_HUB_ERROR_DATABASE,
                           _ ("The system gives no random numbers"));
      return NULL;
    }
  return gb_seal_to_text (bytes, sizeof bytes);
}

/**
 * gb_hub_token_clear:
 *
 * Frees the texts.
 */
void
gb_hub_token_clear (GbHubToken *self)
{
  gb_hub_scope_clear (&self->scope);
  g_clear_pointer (&self->workstation, g_free);
  g_clear_pointer (&self->name, g_free);
}

/* A token that is handed over has a workstation of its own, like one that enrolled. */
static gboolean
add_workstation (GbHub      *hub,
                 const char *id,
                 const char *scope,
                 GError    **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      gb_hub_get_connection (hub),
      "INSERT INTO workstation (id, name, scope, enrolled) VALUES (?1, 'token', ?2, ?3)", error);

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, id);
  gb_sql_statement_bind_text (statement, 2, scope);
  gb_sql_statement_bind_int (statement, 3, gb_clock_now (gb_hub_get_clock (hub)));
  return gb_sql_statement_run (statement, error);
}

static gboolean
add_token (GbHub      *hub,
           const char *token,
           const char *workstation,
           const char *scope,
           int         days,
           GError    **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      gb_hub_get_connection (hub),
      "INSERT INTO token (hash, scope, made, expires, workstation) VALUES (?1, ?2, ?3, ?4, ?5)", error);
  guint8 hash[HASH_BYTES];
  gint64 now = gb_clock_now (gb_hub_get_clock (hub));

  if (statement == NULL)
    return FALSE;
  hash_token (token, hash);
  gb_sql_statement_bind_bytes (statement, 1, hash, sizeof hash);
  gb_sql_statement_bind_text (statement, 2, scope);
  gb_sql_statement_bind_int (statement, 3, now);
  gb_sql_statement_bind_int (statement, 4, now + (gint64) days * GB_DAY_SECONDS);
  gb_sql_statement_bind_text (statement, 5, workstation);
  return gb_sql_statement_run (statement, error);
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
  GbSqlConnection *connection = gb_hub_get_connection (hub);
  g_auto (GbHubScope) parsed = { NULL };
  g_autofree char *token = NULL;
  g_autofree char *workstation = g_uuid_string_random ();

  if (!gb_hub_scope_parse (&parsed, scope, error) || !gb_hub_scope_check (&parsed, connection, error))
    return NULL;
  token = random_token (error);
  if (token == NULL || !gb_sql_connection_begin_immediate (connection, error))
    return NULL;
  if (add_workstation (hub, workstation, scope, error)
      && add_token (hub, token, workstation, scope, days, error)
      && gb_sql_connection_commit (connection, error))
    return g_steal_pointer (&token);
  gb_sql_connection_rollback (connection);
  return NULL;
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
 * @text: (nullable): what a client sent
 * @now: UTC seconds
 * @self: (out caller-allocates): what is known of it
 *
 * Returns: whether the database could be read
 */
gboolean
gb_hub_token_check (GbSqlConnection *connection,
                    const char      *text,
                    gint64           now,
                    GbHubToken      *self,
                    GError         **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      connection,
      "SELECT t.id, t.scope, t.expires, t.revoked, w.id, w.name FROM token t"
      " JOIN workstation w ON w.id = t.workstation WHERE t.hash = ?1",
      error);
  guint8 hash[HASH_BYTES];
  gboolean row;

  memset (self, 0, sizeof *self);
  if (statement == NULL)
    return FALSE;
  if (text == NULL)
    return TRUE;
  hash_token (text, hash);
  gb_sql_statement_bind_bytes (statement, 1, hash, sizeof hash);
  if (!gb_sql_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  self->number = gb_sql_statement_get_int (statement, 0);
  self->workstation = gb_sql_statement_dup_text (statement, 4);
  self->name = gb_sql_statement_dup_text (statement, 5);
  if (!gb_sql_statement_is_null (statement, 3))
    self->state = GB_HUB_TOKEN_REVOKED;
  else if (!gb_sql_statement_is_null (statement, 2) && gb_sql_statement_get_int (statement, 2) <= now)
    self->state = GB_HUB_TOKEN_EXPIRED;
  else
    {
      self->state = GB_HUB_TOKEN_VALID;
      return gb_hub_scope_parse (&self->scope, gb_sql_statement_get_text (statement, 1), error);
    }
  return TRUE;
}
