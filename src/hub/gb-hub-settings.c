/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-settings.h"

#include "gb-hub-keys.h"

/**
 * gb_hub_settings_load:
 * @self: (out caller-allocates): the settings
 * @identity: (nullable): the province's identity provider
 */
gboolean
gb_hub_settings_load (GbHubSettings *self,
                      GbHub         *hub,
                      GbHubIdentity *identity,
                      GError       **error)
{
  g_autoptr (GbSealKeys) keys = gb_hub_load_keys (hub, error);

  if (keys == NULL)
    return FALSE;
  self->identity = identity != NULL ? gb_hub_identity_ref (identity) : NULL;
  self->ed25519 = gb_seal_to_text (gb_seal_keys_get_ed25519 (keys), GB_SEAL_KEY_BYTES);
  self->x25519 = gb_seal_to_text (gb_seal_keys_get_x25519 (keys), GB_SEAL_KEY_BYTES);
  return TRUE;
}

/**
 * gb_hub_settings_clear:
 *
 * Frees what they hold.
 */
void
gb_hub_settings_clear (GbHubSettings *self)
{
  g_clear_pointer (&self->identity, gb_hub_identity_unref);
  g_clear_pointer (&self->ed25519, g_free);
  g_clear_pointer (&self->x25519, g_free);
}

/**
 * gb_hub_settings_write_keys:
 * @writer: an object, where the member `keys` is to be written
 *
 * Writes the keys that workstations pin.
 */
void
gb_hub_settings_write_keys (const GbHubSettings *self,
                            GbJsonWriter        *writer)
{
  gb_json_writer_open (writer, "keys", '{');
  gb_json_writer_text (writer, "ed25519", self->ed25519);
  gb_json_writer_text (writer, "x25519", self->x25519);
  gb_json_writer_close (writer, '}');
}
