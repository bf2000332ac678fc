/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Public keys of both kinds, and the bytes that a pair of keys is kept in, see
 * gb_seal_keys_get_secret(). */
#define GB_SEAL_KEY_BYTES 32
#define GB_SEAL_SIGNATURE_BYTES 64
#define GB_SEAL_SECRET_BYTES 64

typedef struct _GbSealKeys GbSealKeys;

GbSealKeys   *gb_seal_keys_new             (void);
GbSealKeys   *gb_seal_keys_new_from_secret (const guint8      *secret);
void          gb_seal_keys_free            (GbSealKeys        *self);
const guint8 *gb_seal_keys_get_secret      (GbSealKeys        *self);
const guint8 *gb_seal_keys_get_ed25519     (GbSealKeys        *self);
const guint8 *gb_seal_keys_get_x25519      (GbSealKeys        *self);

void          gb_seal_sign                 (GbSealKeys        *self,
                                            gconstpointer      data,
                                            gsize              length,
                                            guint8            *signature);
gboolean      gb_seal_verify               (const guint8      *ed25519,
                                            gconstpointer      data,
                                            gsize              length,
                                            const guint8      *signature);
GBytes       *gb_seal_close                (const guint8      *x25519,
                                            GBytes            *plain,
                                            GError           **error);
GBytes       *gb_seal_open                 (GbSealKeys        *self,
                                            GBytes            *sealed,
                                            GError           **error);

char         *gb_seal_sign_revocation      (GbSealKeys        *self,
                                            const char        *workstation,
                                            const char        *at);
gboolean      gb_seal_check_revocation     (const guint8      *ed25519,
                                            const char        *workstation,
                                            const char        *at,
                                            const char        *signature);

char         *gb_seal_to_text              (gconstpointer      bytes,
                                            gsize              length);
gboolean      gb_seal_from_text            (const char        *text,
                                            guint8            *bytes,
                                            gsize              length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbSealKeys, gb_seal_keys_free)

G_END_DECLS
