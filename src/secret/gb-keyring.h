/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GbKeyringKind:
 * @GB_KEYRING_KIND_KEY: the key of a cache's files
 * @GB_KEYRING_KIND_NEXT_KEY: the key that they are just being given
 * @GB_KEYRING_KIND_TOKEN: what signs a workstation in to its endpoint
 * @GB_KEYRING_KIND_WORKSTATION: the secret halves of the workstation's own keys
 *
 * What is kept in the user's keyring, one of each for a cache.
 */
typedef enum
{
  GB_KEYRING_KIND_KEY,
  GB_KEYRING_KIND_NEXT_KEY,
  GB_KEYRING_KIND_TOKEN,
  GB_KEYRING_KIND_WORKSTATION,
} GbKeyringKind;

/* Text in memory that is not swapped out, zeroed when it is freed. */
typedef char GbKeyringSecret;

gboolean gb_keyring_lookup      (GbKeyringKind   kind,
                                 const char     *cache,
                                 const char     *endpoint,
                                 char          **secret,
                                 GCancellable   *cancellable,
                                 GError        **error);
gboolean gb_keyring_store       (GbKeyringKind   kind,
                                 const char     *cache,
                                 const char     *endpoint,
                                 const char     *secret,
                                 GCancellable   *cancellable,
                                 GError        **error);
gboolean gb_keyring_clear       (GbKeyringKind   kind,
                                 const char     *cache,
                                 GCancellable   *cancellable,
                                 GError        **error);
void     gb_keyring_secret_free (char           *secret);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbKeyringSecret, gb_keyring_secret_free)

G_END_DECLS
