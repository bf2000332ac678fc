/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-workstation.h"

#include "gb-hub-keys.h"
#include "gb-hub-private.h"
#include "gb-json-writer.h"
#include "gb-seal.h"
#include "gb-time.h"

#include <string.h>

/* One that came before with the same keys and the same scope keeps its id: so what it sent before it
 * had to sign in again is not done twice. */
static gboolean
find_again (GbHub                  *hub,
            const GbHubWorkstation *workstation,
            char                  **id,
            GError                **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      gb_hub_get_connection (hub),
      "SELECT id FROM workstation WHERE ed25519 = ?1 AND x25519 = ?2 AND scope = ?3 AND revoked IS NULL", error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, workstation->ed25519);
  gb_sql_statement_bind_text (statement, 2, workstation->x25519);
  gb_sql_statement_bind_text (statement, 3, workstation->scope);
  if (!gb_sql_statement_step (statement, &row, error))
    return FALSE;
  *id = row ? gb_sql_statement_dup_text (statement, 0) : NULL;
  return TRUE;
}

/**
 * gb_hub_workstation_add:
 * @id: (out) (transfer full): its id
 *
 * Makes a workstation known, within a transaction.
 */
gboolean
gb_hub_workstation_add (GbHub                  *hub,
                        const GbHubWorkstation *workstation,
                        char                  **id,
                        GError                **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      gb_hub_get_connection (hub),
      "INSERT INTO workstation (id, name, scope, days, ed25519, x25519, subject, enrolled)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
      " ON CONFLICT (id) DO UPDATE SET name = excluded.name, days = excluded.days, subject = excluded.subject",
      error);

  *id = NULL;
  if (statement == NULL || !find_again (hub, workstation, id, error))
    return FALSE;
  if (*id == NULL)
    *id = g_uuid_string_random ();
  gb_sql_statement_bind_text (statement, 1, *id);
  gb_sql_statement_bind_text (statement, 2, workstation->name);
  gb_sql_statement_bind_text (statement, 3, workstation->scope);
  gb_sql_statement_bind_int (statement, 4, workstation->days);
  gb_sql_statement_bind_text (statement, 5, workstation->ed25519);
  gb_sql_statement_bind_text (statement, 6, workstation->x25519);
  gb_sql_statement_bind_text (statement, 7, workstation->subject);
  gb_sql_statement_bind_int (statement, 8, gb_clock_now (gb_hub_get_clock (hub)));
  if (gb_sql_statement_run (statement, error))
    return TRUE;
  g_clear_pointer (id, g_free);
  return FALSE;
}

/**
 * gb_hub_workstation_find:
 * @token: a token
 * @id: (out) (transfer full) (nullable): whose it is; %NULL when this hub did not make it
 *
 * Returns: whether the database could be read
 */
gboolean
gb_hub_workstation_find (GbHub      *hub,
                         const char *token,
                         char      **id,
                         GError    **error)
{
  g_auto (GbHubToken) known = { 0 };

  if (!gb_hub_token_check (gb_hub_get_connection (hub), token, gb_clock_now (gb_hub_get_clock (hub)), &known, error))
    return FALSE;
  *id = g_steal_pointer (&known.workstation);
  return TRUE;
}

/**
 * gb_hub_known_workstation_clear:
 *
 * Frees what is known of it.
 */
void
gb_hub_known_workstation_clear (GbHubKnownWorkstation *self)
{
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->scope, g_free);
}

static gboolean
read_key (GbSqlStatement *statement,
          int             column,
          guint8         *key)
{
  const char *text = gb_sql_statement_get_text (statement, column);

  return text != NULL && gb_seal_from_text (text, key, GB_SEAL_KEY_BYTES);
}

/**
 * gb_hub_workstation_load:
 * @id: a workstation's
 * @self: (out caller-allocates): what is known of it
 *
 * Returns: whether the database could be read
 */
gboolean
gb_hub_workstation_load (GbHub                 *hub,
                         const char            *id,
                         GbHubKnownWorkstation *self,
                         GError               **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      gb_hub_get_connection (hub), "SELECT id, name, scope, ed25519, x25519, revoked FROM workstation WHERE id = ?1",
      error);
  gboolean row;

  memset (self, 0, sizeof *self);
  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, id);
  if (!gb_sql_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  self->id = gb_sql_statement_dup_text (statement, 0);
  self->name = gb_sql_statement_dup_text (statement, 1);
  self->scope = gb_sql_statement_dup_text (statement, 2);
  self->has_keys = read_key (statement, 3, self->ed25519) && read_key (statement, 4, self->x25519);
  self->revoked = gb_sql_statement_get_int (statement, 5);
  return TRUE;
}

static gboolean
run_for (GbHub      *hub,
         const char *sql,
         const char *id,
         GError    **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (gb_hub_get_connection (hub), sql, error);

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, id);
  gb_sql_statement_bind_int (statement, 2, gb_clock_now (gb_hub_get_clock (hub)));
  return gb_sql_statement_run (statement, error);
}

/**
 * gb_hub_workstation_leave:
 * @id: a workstation's
 *
 * Withdraws all its tokens: it signs out, or its access is withdrawn.
 */
gboolean
gb_hub_workstation_leave (GbHub      *hub,
                          const char *id,
                          GError    **error)
{
  return run_for (hub, "UPDATE token SET revoked = coalesce (revoked, ?2) WHERE workstation = ?1", id, error);
}

/* The notice that a workstation believes, and what the command prints. */
static char *
keep_notice (GbHub      *hub,
             const char *id,
             gboolean    wipe,
             GError    **error)
{
  g_autofree char *at = gb_time_format (gb_clock_now (gb_hub_get_clock (hub)));
  g_autofree char *signature = NULL;
  g_auto (GbJsonWriter) writer = { NULL };
  g_autoptr (GbSqlStatement) statement = NULL;
  g_autoptr (GbSealKeys) keys = NULL;

  gb_json_writer_open (&writer, NULL, '{');
  gb_json_writer_text (&writer, "workstation", id);
  gb_json_writer_text (&writer, "at", at);
  if (wipe)
    {
      keys = gb_hub_load_keys (hub, error);
      if (keys == NULL)
        return NULL;
      signature = gb_seal_sign_revocation (keys, id, at);
      gb_json_writer_text (&writer, "signature", signature);
      statement = gb_sql_connection_prepare (
          gb_hub_get_connection (hub),
          "UPDATE workstation SET notice_at = ?2, notice_signature = ?3 WHERE id = ?1", error);
      if (statement == NULL)
        return NULL;
      gb_sql_statement_bind_text (statement, 1, id);
      gb_sql_statement_bind_text (statement, 2, at);
      gb_sql_statement_bind_text (statement, 3, signature);
      if (!gb_sql_statement_run (statement, error))
        return NULL;
    }
  gb_json_writer_close (&writer, '}');
  return gb_json_writer_steal (&writer);
}

/**
 * gb_hub_workstation_revoke:
 * @id: a workstation's
 * @wipe: whether it is to wipe its data
 *
 * Withdraws a workstation's access, within a transaction. With @wipe it is told so by a notice that
 * the hub signs (schema/revocation.json).
 *
 * Returns: (transfer full) (nullable): `{"workstation","at"}`, with the `signature` of the notice
 */
char *
gb_hub_workstation_revoke (GbHub      *hub,
                           const char *id,
                           gboolean    wipe,
                           GError    **error)
{
  if (!run_for (hub, "UPDATE workstation SET revoked = coalesce (revoked, ?2) WHERE id = ?1", id, error)
      || !gb_hub_workstation_leave (hub, id, error))
    return NULL;
  return keep_notice (hub, id, wipe, error);
}

static void
write_time (GbJsonWriter   *writer,
            const char     *name,
            GbSqlStatement *statement,
            int             column)
{
  if (!gb_sql_statement_is_null (statement, column))
    gb_json_writer_time (writer, name, gb_sql_statement_get_int (statement, column), FALSE);
}

/**
 * gb_hub_workstation_list:
 *
 * Returns: (transfer full) (nullable): all workstations in JSON:
 *   `{"total","rows":[{"workstation","name","scope","subject","enrolled","expires","revoked","notice"}]}`
 */
char *
gb_hub_workstation_list (GbHub   *hub,
                         GError **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      gb_hub_get_connection (hub),
      "SELECT w.id, w.name, w.scope, w.subject, w.enrolled, (SELECT max (expires) FROM token t"
      " WHERE t.workstation = w.id AND t.revoked IS NULL), w.revoked, w.notice_at FROM workstation w ORDER BY w.enrolled, w.id",
      error);
  g_auto (GbJsonWriter) writer = { NULL };
  gint64 total = 0;
  gboolean row;

  if (statement == NULL)
    return NULL;
  gb_json_writer_open (&writer, NULL, '{');
  gb_json_writer_open (&writer, "rows", '[');
  while (gb_sql_statement_step (statement, &row, error))
    {
      if (!row)
        {
          gb_json_writer_close (&writer, ']');
          gb_json_writer_integer (&writer, "total", total);
          gb_json_writer_close (&writer, '}');
          return gb_json_writer_steal (&writer);
        }
      total++;
      gb_json_writer_open (&writer, NULL, '{');
      gb_json_writer_text (&writer, "workstation", gb_sql_statement_get_text (statement, 0));
      gb_json_writer_text (&writer, "name", gb_sql_statement_get_text (statement, 1));
      gb_json_writer_text (&writer, "scope", gb_sql_statement_get_text (statement, 2));
      gb_json_writer_text (&writer, "subject", gb_sql_statement_get_text (statement, 3));
      write_time (&writer, "enrolled", statement, 4);
      write_time (&writer, "expires", statement, 5);
      write_time (&writer, "revoked", statement, 6);
      gb_json_writer_text (&writer, "notice", gb_sql_statement_get_text (statement, 7));
      gb_json_writer_close (&writer, '}');
    }
  return NULL;
}
