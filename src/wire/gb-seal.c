/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-seal.h"

#include "gb-wire-error.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

/**
 * GbSealKeys:
 *
 * The two pairs of keys of a hub or of a workstation: Ed25519 to sign with, X25519 so that others
 * can seal something for its owner alone (PROTOCOL.md, "Signing in" and "Bundles"). The secret
 * halves lie in memory that is not swapped out and is cleared at the end.
 */
struct _GbSealKeys
{
  guint8 secret[GB_SEAL_SECRET_BYTES]; /* the Ed25519 seed, then the X25519 secret key */
  guint8 sign_secret[crypto_sign_SECRETKEYBYTES];
  guint8 ed25519[GB_SEAL_KEY_BYTES];
  guint8 x25519[GB_SEAL_KEY_BYTES];
};

G_STATIC_ASSERT (GB_SEAL_KEY_BYTES == crypto_sign_PUBLICKEYBYTES);
G_STATIC_ASSERT (GB_SEAL_KEY_BYTES == crypto_box_PUBLICKEYBYTES);
G_STATIC_ASSERT (GB_SEAL_SIGNATURE_BYTES == crypto_sign_BYTES);
G_STATIC_ASSERT (GB_SEAL_SECRET_BYTES == crypto_sign_SEEDBYTES + crypto_box_SECRETKEYBYTES);

/* Without random numbers nothing here can be trusted. */
static void
start (void)
{
  static gsize once;

  if (!g_once_init_enter (&once))
    return;
  if (sodium_init () < 0)
    g_error ("libsodium cannot start");
  g_once_init_leave (&once, 1);
}

/**
 * gb_seal_keys_new_from_secret:
 * @secret: %GB_SEAL_SECRET_BYTES bytes from gb_seal_keys_get_secret()
 *
 * Returns: (transfer full): the keys that were kept
 */
GbSealKeys *
gb_seal_keys_new_from_secret (const guint8 *secret)
{
  GbSealKeys *self;

  start ();
  self = sodium_malloc (sizeof *self);
  g_assert (self != NULL);
  memcpy (self->secret, secret, GB_SEAL_SECRET_BYTES);
  crypto_sign_seed_keypair (self->ed25519, self->sign_secret, self->secret);
  crypto_scalarmult_base (self->x25519, self->secret + crypto_sign_SEEDBYTES);
  return self;
}

/**
 * gb_seal_keys_new:
 *
 * Returns: (transfer full): new keys
 */
GbSealKeys *
gb_seal_keys_new (void)
{
  guint8 secret[GB_SEAL_SECRET_BYTES];
  GbSealKeys *self;

  start ();
  randombytes_buf (secret, sizeof secret);
  self = gb_seal_keys_new_from_secret (secret);
  sodium_memzero (secret, sizeof secret);
  return self;
}

/**
 * gb_seal_keys_free:
 * @self: (transfer full) (nullable): keys
 */
void
gb_seal_keys_free (GbSealKeys *self)
{
  sodium_free (self);
}

/**
 * gb_seal_keys_get_secret:
 *
 * Returns: (transfer none): %GB_SEAL_SECRET_BYTES bytes to keep where nobody else reads
 */
const guint8 *
gb_seal_keys_get_secret (GbSealKeys *self)
{
  return self->secret;
}

/**
 * gb_seal_keys_get_ed25519:
 *
 * Returns: (transfer none): %GB_SEAL_KEY_BYTES bytes for all who check signatures
 */
const guint8 *
gb_seal_keys_get_ed25519 (GbSealKeys *self)
{
  return self->ed25519;
}

/**
 * gb_seal_keys_get_x25519:
 *
 * Returns: (transfer none): %GB_SEAL_KEY_BYTES bytes for all who seal something for the owner
 */
const guint8 *
gb_seal_keys_get_x25519 (GbSealKeys *self)
{
  return self->x25519;
}

/**
 * gb_seal_sign:
 * @data: what is signed
 * @signature: (out caller-allocates): %GB_SEAL_SIGNATURE_BYTES bytes
 */
void
gb_seal_sign (GbSealKeys   *self,
              gconstpointer data,
              gsize         length,
              guint8       *signature)
{
  crypto_sign_detached (signature, NULL, data, length, self->sign_secret);
}

/**
 * gb_seal_verify:
 * @ed25519: the signer's public key
 * @data: what was signed
 * @signature: %GB_SEAL_SIGNATURE_BYTES bytes
 *
 * Returns: whether the owner of the key signed just that
 */
gboolean
gb_seal_verify (const guint8 *ed25519,
                gconstpointer data,
                gsize         length,
                const guint8 *signature)
{
  start ();
  return crypto_sign_verify_detached (signature, data, length, ed25519) == 0;
}

static void
set_error (GError    **error,
           const char *message)
{
  g_set_error_literal (error, GB_WIRE_ERROR, GB_WIRE_ERROR_SEAL, message);
}

/**
 * gb_seal_close:
 * @x25519: the public key of who may read it
 * @plain: what is sealed
 * @error: %GB_WIRE_ERROR_SEAL when @x25519 is no key
 *
 * Seals with a key that is used this once: who sealed it cannot be told and cannot read it again.
 *
 * Returns: (transfer full) (nullable): 48 bytes more than @plain
 */
GBytes *
gb_seal_close (const guint8 *x25519,
               GBytes       *plain,
               GError      **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (plain, &length);
  g_autofree guint8 *sealed = g_malloc (length + crypto_box_SEALBYTES);

  start ();
  if (crypto_box_seal (sealed, data, length, x25519) != 0)
    {
      set_error (error, _("The key to seal with is not valid"));
      return NULL;
    }
  return g_bytes_new_take (g_steal_pointer (&sealed), length + crypto_box_SEALBYTES);
}

/**
 * gb_seal_open:
 * @sealed: from gb_seal_close()
 * @error: %GB_WIRE_ERROR_SEAL when it was sealed for another, or is not as it was
 *
 * Returns: (transfer full) (nullable): what was sealed
 */
GBytes *
gb_seal_open (GbSealKeys *self,
              GBytes     *sealed,
              GError    **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (sealed, &length);
  g_autofree guint8 *plain = NULL;

  if (length >= crypto_box_SEALBYTES)
    {
      /* One more, so that an empty text is no NULL. */
      plain = g_malloc (length - crypto_box_SEALBYTES + 1);
      if (crypto_box_seal_open (plain, data, length, self->x25519, self->secret + crypto_sign_SEEDBYTES) == 0)
        return g_bytes_new_take (g_steal_pointer (&plain), length - crypto_box_SEALBYTES);
    }
  set_error (error, _("This was sealed for someone else, or it is damaged"));
  return NULL;
}

/* PROTOCOL.md, "Signing in": no other text may ever begin like that. */
static char *
revocation_text (const char *workstation,
                 const char *at)
{
  return g_strconcat ("giaoban revoked\n", workstation, "\n", at, NULL);
}

/**
 * gb_seal_sign_revocation:
 * @self: the hub's keys
 * @workstation: its id
 * @at: RFC 3339
 *
 * Returns: (transfer full): the signature of a notice that lets the workstation wipe its data
 */
char *
gb_seal_sign_revocation (GbSealKeys *self,
                         const char *workstation,
                         const char *at)
{
  g_autofree char *text = revocation_text (workstation, at);
  guint8 signature[GB_SEAL_SIGNATURE_BYTES];

  gb_seal_sign (self, text, strlen (text), signature);
  return gb_seal_to_text (signature, sizeof signature);
}

/**
 * gb_seal_check_revocation:
 * @ed25519: the hub's public key as it was pinned at enrolment
 * @workstation: our id
 * @at: the notice's time, as it stands there
 * @signature: the notice's signature
 *
 * Returns: whether the hub withdrew this workstation's access
 */
gboolean
gb_seal_check_revocation (const guint8 *ed25519,
                          const char   *workstation,
                          const char   *at,
                          const char   *signature)
{
  g_autofree char *text = revocation_text (workstation, at);
  guint8 bytes[GB_SEAL_SIGNATURE_BYTES];

  return gb_seal_from_text (signature, bytes, sizeof bytes)
         && gb_seal_verify (ed25519, text, strlen (text), bytes);
}

/**
 * gb_seal_to_text:
 * @bytes: a key or a signature
 *
 * Returns: (transfer full): base64url (RFC 4648, 5) without padding
 */
char *
gb_seal_to_text (gconstpointer bytes,
                 gsize         length)
{
  gsize size = sodium_base64_encoded_len (length, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  char *text = g_malloc (size);

  return sodium_bin2base64 (text, size, bytes, length, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

/**
 * gb_seal_from_text:
 * @text: from gb_seal_to_text(), or from a stranger
 * @bytes: (out caller-allocates): @length bytes
 *
 * Returns: whether it is @length bytes in base64url
 */
gboolean
gb_seal_from_text (const char *text,
                   guint8     *bytes,
                   gsize       length)
{
  gsize n = 0;

  return sodium_base642bin (bytes, length, text, strlen (text), NULL, &n, NULL,
                            sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0
         && n == length;
}
