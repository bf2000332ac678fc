/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-keys.h"

#include "gb-hub-error.h"
#include "gb-hub-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
make_keys (GbHub   *hub,
           GError **error)
{
  g_autoptr (GbSealKeys) keys = gb_seal_keys_new ();
  g_autofree char *text = gb_seal_to_text (gb_seal_keys_get_secret (keys), GB_SEAL_SECRET_BYTES);
  /* Another process may have been quicker: all use the first. */
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      gb_hub_get_connection (hub), "INSERT OR IGNORE INTO hub_meta (key, value) VALUES ('keys', ?1)", error);

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, text);
  return gb_sql_statement_run (statement, error);
}

/**
 * gb_hub_load_keys:
 *
 * The hub's keys are made when they are needed for the first time, and kept in its database, which
 * nobody else on the machine may read: whoever can, has all records anyway.
 *
 * Returns: (transfer full) (nullable): the keys that workstations pin
 */
GbSealKeys *
gb_hub_load_keys (GbHub   *hub,
                  GError **error)
{
  g_autofree char *text = NULL;
  guint8 secret[GB_SEAL_SECRET_BYTES];

  if (!gb_hub_get_meta (hub, "keys", &text, error))
    return NULL;
  if (text == NULL && (!make_keys (hub, error) || !gb_hub_get_meta (hub, "keys", &text, error)))
    return NULL;
  if (gb_seal_from_text (text, secret, sizeof secret))
    return gb_seal_keys_new_from_secret (secret);
  g_set_error_literal (error, GB_HUB_ERROR, GB_HUB_ERROR_DATABASE, _("The hub's keys in its database are damaged"));
  return NULL;
}
