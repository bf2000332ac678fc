/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-token.h"

#include "gb-hub-error.h"
#include "gb-hub-private.h"
#include "gb-hub-workstation.h"
#include "gb-seal.h"

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
  g_clear_pointer (&self->notice_at, g_free);
  g_clear_pointer (&self->notice_signature, g_free);
}

/* Tokens whose answer never came: nobody has them. */
static gboolean
forget_unused (GbHub      *hub,
               const char *workstation,
               gint64      keep,
               GError    **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      gb_hub_get_connection (hub), "DELETE FROM token WHERE workstation = ?1 AND used IS NULL AND id <> ?2", error);

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, workstation);
  gb_sql_statement_bind_int (statement, 2, keep);
  return gb_sql_statement_run (statement, error);
}

/**
 * gb_hub_token_issue:
 * @workstation: its id
 * @keep: the number of the token that it has, 0 for none
 * @scope: (out) (optional) (transfer full): what the token opens: the workstation's scope
 * @expires: (out) (optional): until when it works, UTC seconds
 *
 * Makes a token for a workstation, within a transaction. The one that it has works until this one
 * comes for the first time, so that an answer can be lost.
 *
 * Returns: (transfer full) (nullable): the token, shown this once
 */
char *
gb_hub_token_issue (GbHub      *hub,
                    const char *workstation,
                    gint64      keep,
                    char      **scope,
                    gint64     *expires,
                    GError    **error)
{
  g_autofree char *token = random_token (error);
  g_autoptr (GbSqlStatement) statement = NULL;
  guint8 hash[HASH_BYTES];
  gboolean row;

  if (token == NULL || !forget_unused (hub, workstation, keep, error))
    return NULL;
  statement = gb_sql_connection_prepare (
      gb_hub_get_connection (hub),
      "INSERT INTO token (hash, scope, made, expires, workstation)"
      " SELECT ?1, scope, ?2, ?2 + days * 86400, id FROM workstation WHERE id = ?3 RETURNING scope, expires",
      error);
  if (statement == NULL)
    return NULL;
  hash_token (token, hash);
  gb_sql_statement_bind_bytes (statement, 1, hash, sizeof hash);
  gb_sql_statement_bind_int (statement, 2, gb_clock_now (gb_hub_get_clock (hub)));
  gb_sql_statement_bind_text (statement, 3, workstation);
  if (!gb_sql_statement_step (statement, &row, error))
    return NULL;
  if (scope != NULL)
    *scope = gb_sql_statement_dup_text (statement, 0);
  if (expires != NULL)
    *expires = gb_sql_statement_get_int (statement, 1);
  return g_steal_pointer (&token);
}

/**
 * gb_hub_token_make:
 * @scope: what the token is to open, see gb_hub_scope_parse()
 * @days: after how many days it expires
 *
 * Makes a token that is handed over; it has a workstation of its own, like one that enrolled.
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
  const GbHubWorkstation workstation = { .name = "token", .scope = scope, .days = days };
  g_auto (GbHubScope) parsed = { NULL };
  g_autofree char *token = NULL;
  g_autofree char *id = NULL;

  if (!gb_hub_scope_parse (&parsed, scope, error) || !gb_hub_scope_check (&parsed, connection, error)
      || !gb_sql_connection_begin_immediate (connection, error))
    return NULL;
  if (gb_hub_workstation_add (hub, &workstation, &id, error))
    token = gb_hub_token_issue (hub, id, 0, NULL, NULL, error);
  return gb_sql_connection_end (connection, token != NULL, error) ? g_steal_pointer (&token) : NULL;
}

/**
 * gb_hub_token_note_use:
 * @self: a valid token that came for the first time
 *
 * From now on the workstation's older tokens are worth nothing. Within a transaction.
 */
gboolean
gb_hub_token_note_use (GbHub            *hub,
                       const GbHubToken *self,
                       GError          **error)
{
  static const char *const statements[] = {
    "UPDATE token SET used = ?3 WHERE id = ?1 AND workstation = ?2 AND used IS NULL",
    "DELETE FROM token WHERE id < ?1 AND workstation = ?2 AND revoked IS NULL AND ?3 > 0",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_autoptr (GbSqlStatement) statement =
          gb_sql_connection_prepare (gb_hub_get_connection (hub), statements[i], error);

      if (statement == NULL)
        return FALSE;
      gb_sql_statement_bind_int (statement, 1, self->number);
      gb_sql_statement_bind_text (statement, 2, self->workstation);
      gb_sql_statement_bind_int (statement, 3, gb_clock_now (gb_hub_get_clock (hub)));
      if (!gb_sql_statement_run (statement, error))
        return FALSE;
    }
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
      "SELECT t.id, t.scope, t.expires, t.revoked, t.used, w.id, w.name, w.notice_at, w.notice_signature"
      " FROM token t"
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
  self->is_new = gb_sql_statement_is_null (statement, 4);
  self->workstation = gb_sql_statement_dup_text (statement, 5);
  self->name = gb_sql_statement_dup_text (statement, 6);
  self->notice_at = gb_sql_statement_dup_text (statement, 7);
  self->notice_signature = gb_sql_statement_dup_text (statement, 8);
  if (self->notice_at != NULL)
    self->state = GB_HUB_TOKEN_WIPE;
  else if (!gb_sql_statement_is_null (statement, 3))
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
