/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-workstation-keys.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "gb-keyring.h"
#include "gb-secret-error.h"

/**
 * gb_workstation_keys_load:
 * @cache: the cache's file
 * @keys: (out) (transfer full) (nullable): what the workstation signs with and opens what is sealed
 *   for it; %NULL where it never enrolled
 * @cancellable: (nullable): to give up
 * @error: a #GbSecretError or %G_IO_ERROR_CANCELLED
 *
 * Fetches the workstation's own keys from the user's keyring. Blocks, and may ask the user to unlock it.
 *
 * Returns: whether the keyring could be asked
 */
gboolean
gb_workstation_keys_load (const char   *cache,
                          GbSealKeys  **keys,
                          GCancellable *cancellable,
                          GError      **error)
{
  g_autoptr (GbKeyringSecret) text = NULL;
  guint8 secret[GB_SEAL_SECRET_BYTES];
  gboolean ok;

  *keys = NULL;
  if (!gb_keyring_lookup (GB_KEYRING_KIND_WORKSTATION, cache, NULL, &text, cancellable, error))
    return FALSE;
  if (text == NULL)
    return TRUE;
  ok = gb_seal_from_text (text, secret, sizeof secret);
  if (ok)
    *keys = gb_seal_keys_new_from_secret (secret);
  else
    g_set_error (error, GB_SECRET_ERROR, GB_SECRET_ERROR_LOST,
                 _("What the keyring keeps as this workstation's keys for “%s” is none; enrol anew"), cache);
  sodium_memzero (secret, sizeof secret);
  return ok;
}

static gboolean
keep (const char   *cache,
      GbSealKeys   *keys,
      GCancellable *cancellable,
      GError      **error)
{
  g_autofree char *text = gb_seal_to_text (gb_seal_keys_get_secret (keys), GB_SEAL_SECRET_BYTES);
  gboolean ok = gb_keyring_store (GB_KEYRING_KIND_WORKSTATION, cache, NULL, text, cancellable, error);

  sodium_memzero (text, strlen (text));
  return ok;
}

/**
 * gb_workstation_keys_make:
 *
 * As gb_workstation_keys_load(), but makes keys where there are none, or none that are any. Who enrols
 * again with the keys it had is the same to the hub, which so does nothing twice.
 */
gboolean
gb_workstation_keys_make (const char   *cache,
                          GbSealKeys  **keys,
                          GCancellable *cancellable,
                          GError      **error)
{
  g_autoptr (GError) failure = NULL;

  if (!gb_workstation_keys_load (cache, keys, cancellable, &failure)
      && !g_error_matches (failure, GB_SECRET_ERROR, GB_SECRET_ERROR_LOST))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (*keys != NULL)
    return TRUE;
  *keys = gb_seal_keys_new ();
  if (keep (cache, *keys, cancellable, error))
    return TRUE;
  g_clear_pointer (keys, gb_seal_keys_free);
  return FALSE;
}
