/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Enrolment codes: 10 characters that a person can read out over the telephone. */
#include "gb-hub-code.h"

#include "gb-hub-error.h"
#include "gb-hub-private.h"
#include "gb-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/random.h>

#define LENGTH 10
#define HASH_BYTES 32
#define VALID_SECONDS (72 * 60 * 60)

/* RFC 4648, 6. */
static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/* What people type: small letters, groups with spaces or hyphens, and digits for the letters that look
 * like them and are no digits of base32. */
static char *
normalise (const char *typed)
{
  g_autoptr (GString) code = g_string_new (NULL);

  for (const char *p = typed; *p != '\0'; p++)
    {
      char c = g_ascii_toupper (*p);

      if (c == ' ' || c == '-')
        continue;
      g_string_append_c (code, c == '0' ? 'O' : c == '1' ? 'I' : c == '8' ? 'B' : c);
    }
  return g_string_free (g_steal_pointer (&code), FALSE);
}

/* Whoever reads the hashes reads the records, too, and a code lives for three days: nothing slow is
 * needed. */
static void
hash_code (const char *code,
           guint8      hash[HASH_BYTES])
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *normal = normalise (code);
  gsize length = HASH_BYTES;

  g_checksum_update (checksum, (const guchar *) normal, -1);
  g_checksum_get_digest (checksum, hash, &length);
}

/**
 * gb_hub_code_make:
 * @scope: what whoever has the code may see, see gb_hub_scope_parse()
 * @days: how long tokens work that it brings
 * @expires: (out): until when it can be used, UTC seconds
 *
 * Returns: (transfer full) (nullable): a new code, shown this once
 */
char *
gb_hub_code_make (GbHub      *hub,
                  const char *scope,
                  int         days,
                  gint64     *expires,
                  GError    **error)
{
  g_auto (GbHubScope) parsed = { NULL };
  g_autoptr (GbSqlStatement) statement = NULL;
  guint8 bytes[LENGTH], hash[HASH_BYTES];
  char code[LENGTH + 1] = { 0 };

  if (!gb_hub_scope_parse (&parsed, scope, error)
      || !gb_hub_scope_check (&parsed, gb_hub_get_connection (hub), error))
    return NULL;
  if (*parsed.exchange != '\0')
    {
      g_set_error_literal (error, GB_HUB_ERROR, GB_HUB_ERROR_SCOPE, _("A dossier system gets a token, not a code"));
      return NULL;
    }
  if (getrandom (bytes, sizeof bytes, 0) != sizeof bytes)
    {
      g_set_error_literal (error, GB_HUB_ERROR, GB_HUB_ERROR_DATABASE, _("The system gives no random numbers"));
      return NULL;
    }
  for (gsize i = 0; i < LENGTH; i++)
    code[i] = alphabet[bytes[i] % strlen (alphabet)];
  hash_code (code, hash);
  *expires = gb_clock_now (gb_hub_get_clock (hub)) + VALID_SECONDS;
  statement = gb_sql_connection_prepare (
      gb_hub_get_connection (hub), "INSERT INTO enrol_code (hash, scope, days, expires) VALUES (?1, ?2, ?3, ?4)",
      error);
  if (statement == NULL)
    return NULL;
  gb_sql_statement_bind_bytes (statement, 1, hash, sizeof hash);
  gb_sql_statement_bind_text (statement, 2, scope);
  gb_sql_statement_bind_int (statement, 3, days);
  gb_sql_statement_bind_int (statement, 4, *expires);
  return gb_sql_statement_run (statement, error) ? g_strdup (code) : NULL;
}

/* Whether the workstation that used the code is this one, and what it was answered never came: it
 * has not used its token. */
static gboolean
is_lost_answer (GbHub                  *hub,
                const char             *id,
                const GbHubWorkstation *workstation,
                gboolean               *lost,
                GError                **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      gb_hub_get_connection (hub),
      "SELECT 1 FROM workstation w WHERE w.id = ?1 AND w.ed25519 = ?2 AND w.x25519 = ?3 AND w.revoked IS NULL"
      " AND NOT EXISTS (SELECT 1 FROM token t WHERE t.workstation = w.id AND t.used IS NOT NULL)",
      error);

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, id);
  gb_sql_statement_bind_text (statement, 2, workstation->ed25519);
  gb_sql_statement_bind_text (statement, 3, workstation->x25519);
  return gb_sql_statement_step (statement, lost, error);
}

static gboolean
note_use (GbHub        *hub,
          const guint8 *hash,
          const char   *id,
          GError      **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      gb_hub_get_connection (hub), "UPDATE enrol_code SET workstation = ?2 WHERE hash = ?1", error);

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_bytes (statement, 1, hash, HASH_BYTES);
  gb_sql_statement_bind_text (statement, 2, id);
  return gb_sql_statement_run (statement, error);
}

/**
 * gb_hub_code_take:
 * @code: what was typed
 * @workstation: who enrols; gets the code's scope and days
 * @id: (out) (transfer full) (nullable): the workstation's id; %NULL when the code is wrong, too old,
 *   or another's by now
 *
 * Uses a code, within a transaction.
 *
 * Returns: whether the database did its part
 */
gboolean
gb_hub_code_take (GbHub            *hub,
                  const char       *code,
                  GbHubWorkstation *workstation,
                  char            **id,
                  GError          **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      gb_hub_get_connection (hub),
      "SELECT scope, days, workstation FROM enrol_code WHERE hash = ?1 AND expires > ?2", error);
  g_autofree char *scope = NULL;
  g_autofree char *user = NULL;
  guint8 hash[HASH_BYTES];
  gboolean row, lost = FALSE;

  *id = NULL;
  if (statement == NULL)
    return FALSE;
  hash_code (code, hash);
  gb_sql_statement_bind_bytes (statement, 1, hash, sizeof hash);
  gb_sql_statement_bind_int (statement, 2, gb_clock_now (gb_hub_get_clock (hub)));
  if (!gb_sql_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  scope = gb_sql_statement_dup_text (statement, 0);
  workstation->days = gb_sql_statement_get_int (statement, 1);
  user = gb_sql_statement_dup_text (statement, 2);
  if (user != NULL && !is_lost_answer (hub, user, workstation, &lost, error))
    return FALSE;
  if (user != NULL)
    {
      *id = lost ? g_steal_pointer (&user) : NULL;
      return TRUE;
    }
  workstation->scope = scope;
  row = gb_hub_workstation_add (hub, workstation, id, error) && note_use (hub, hash, *id, error);
  workstation->scope = NULL;
  return row;
}
