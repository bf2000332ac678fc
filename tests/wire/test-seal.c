/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-seal.h"
#include "gb-wire-error.h"

#include <string.h>

#define WORKSTATION "7f3a"
#define AT "2026-08-26T07:15:00+07:00"

static void
test_kept (void)
{
  g_autoptr (GbSealKeys) keys = gb_seal_keys_new ();
  g_autoptr (GbSealKeys) again = gb_seal_keys_new_from_secret (gb_seal_keys_get_secret (keys));
  g_autoptr (GbSealKeys) others = gb_seal_keys_new ();

  g_assert_cmpmem (gb_seal_keys_get_ed25519 (keys), GB_SEAL_KEY_BYTES, gb_seal_keys_get_ed25519 (again),
                   GB_SEAL_KEY_BYTES);
  g_assert_cmpmem (gb_seal_keys_get_x25519 (keys), GB_SEAL_KEY_BYTES, gb_seal_keys_get_x25519 (again),
                   GB_SEAL_KEY_BYTES);
  g_assert_true (memcmp (gb_seal_keys_get_ed25519 (keys), gb_seal_keys_get_ed25519 (others), GB_SEAL_KEY_BYTES));
  g_assert_true (memcmp (gb_seal_keys_get_x25519 (keys), gb_seal_keys_get_x25519 (others), GB_SEAL_KEY_BYTES));
}

/* RFC 8032, 7.1, the second test: other programs sign the same. */
static void
test_standard (void)
{
  static const guint8 seed[GB_SEAL_SECRET_BYTES] = {
    0x4c, 0xcd, 0x08, 0x9b, 0x28, 0xff, 0x96, 0xda, 0x9d, 0xb6, 0xc3, 0x46, 0xec, 0x11, 0x4e, 0x0f,
    0x5b, 0x8a, 0x31, 0x9f, 0x35, 0xab, 0xa6, 0x24, 0xda, 0x8c, 0xf6, 0xed, 0x4f, 0xb8, 0xa6, 0xfb,
  };
  g_autoptr (GbSealKeys) keys = gb_seal_keys_new_from_secret (seed);
  g_autofree char *public_key = gb_seal_to_text (gb_seal_keys_get_ed25519 (keys), GB_SEAL_KEY_BYTES);
  g_autofree char *text = NULL;
  guint8 signature[GB_SEAL_SIGNATURE_BYTES];

  g_assert_cmpstr (public_key, ==, "PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw");
  gb_seal_sign (keys, "\x72", 1, signature);
  text = gb_seal_to_text (signature, sizeof signature);
  g_assert_cmpstr (text, ==, "kqAJqfDUyrhyDoILX2QlQKKye1QWUD-Ps3YiI-vbadoIWsHkPhWZbkWPNhPQ8R2MOHsurrQwKu6wDSkWErsMAA");
}

static void
test_signature (void)
{
  g_autoptr (GbSealKeys) keys = gb_seal_keys_new ();
  g_autoptr (GbSealKeys) others = gb_seal_keys_new ();
  guint8 signature[GB_SEAL_SIGNATURE_BYTES];

  gb_seal_sign (keys, "abc", 3, signature);
  g_assert_true (gb_seal_verify (gb_seal_keys_get_ed25519 (keys), "abc", 3, signature));
  g_assert_false (gb_seal_verify (gb_seal_keys_get_ed25519 (keys), "abd", 3, signature));
  g_assert_false (gb_seal_verify (gb_seal_keys_get_ed25519 (keys), "abc", 2, signature));
  g_assert_false (gb_seal_verify (gb_seal_keys_get_ed25519 (others), "abc", 3, signature));
  for (gsize i = 0; i < sizeof signature; i++)
    {
      signature[i] ^= 1;
      g_assert_false (gb_seal_verify (gb_seal_keys_get_ed25519 (keys), "abc", 3, signature));
      signature[i] ^= 1;
    }
}

static void
check_closed (GbSealKeys *reader,
              GBytes     *sealed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) opened = gb_seal_open (reader, sealed, &error);

  g_assert_error (error, GB_WIRE_ERROR, GB_WIRE_ERROR_SEAL);
  g_assert_null (opened);
}

static void
test_sealed (void)
{
  g_autoptr (GbSealKeys) keys = gb_seal_keys_new ();
  g_autoptr (GbSealKeys) others = gb_seal_keys_new ();

  for (gsize length = 0; length < 3; length++)
    {
      g_autoptr (GBytes) plain = g_bytes_new_static ("abc", length);
      g_autoptr (GBytes) sealed = gb_seal_close (gb_seal_keys_get_x25519 (keys), plain, NULL);
      g_autoptr (GBytes) opened = gb_seal_open (keys, sealed, NULL);
      gsize size = g_bytes_get_size (sealed);

      g_assert_cmpuint (size, ==, length + 48);
      g_assert_true (g_bytes_equal (plain, opened));
      check_closed (others, sealed);
      for (gsize i = 0; i < size; i++)
        {
          g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (sealed, NULL), size);
          g_autoptr (GBytes) changed = NULL;
          g_autoptr (GBytes) cut = g_bytes_new_from_bytes (sealed, 0, i);

          data[i] ^= 0x10;
          changed = g_bytes_new (data, size);
          check_closed (keys, changed);
          check_closed (keys, cut);
        }
    }
}

/* A key of zeros is a point with which everybody would share the secret. */
static void
test_no_key (void)
{
  static const guint8 zeros[GB_SEAL_KEY_BYTES];
  g_autoptr (GBytes) plain = g_bytes_new_static ("abc", 3);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) sealed = gb_seal_close (zeros, plain, &error);

  g_assert_error (error, GB_WIRE_ERROR, GB_WIRE_ERROR_SEAL);
  g_assert_null (sealed);
}

static void
test_revocation (void)
{
  g_autoptr (GbSealKeys) keys = gb_seal_keys_new ();
  g_autoptr (GbSealKeys) others = gb_seal_keys_new ();
  g_autofree char *signature = gb_seal_sign_revocation (keys, WORKSTATION, AT);
  const guint8 *hub = gb_seal_keys_get_ed25519 (keys);
  guint8 bytes[GB_SEAL_SIGNATURE_BYTES];

  g_assert_true (gb_seal_check_revocation (hub, WORKSTATION, AT, signature));
  g_assert_false (gb_seal_check_revocation (gb_seal_keys_get_ed25519 (others), WORKSTATION, AT, signature));
  g_assert_false (gb_seal_check_revocation (hub, "7f3b", AT, signature));
  g_assert_false (gb_seal_check_revocation (hub, WORKSTATION, "2026-08-26T07:15:01+07:00", signature));
  g_assert_false (gb_seal_check_revocation (hub, WORKSTATION, AT, ""));
  /* The contract between the programs, byte by byte. */
  g_assert_true (gb_seal_from_text (signature, bytes, sizeof bytes));
  g_assert_true (gb_seal_verify (hub, "giaoban revoked\n" WORKSTATION "\n" AT,
                                 strlen ("giaoban revoked\n" WORKSTATION "\n" AT), bytes));
}

static void
test_text (void)
{
  static const struct
  {
    const char *text;
    gboolean is_good;
  } cases[] = {
    { "-_8A", TRUE }, { "+/8A", FALSE }, { "-_8", FALSE },  { "-_8A=", FALSE }, { "-_8AAA", FALSE },
    { "", FALSE },    { "-_8\n", FALSE }, { " -_8A", FALSE }, { "-_8Ạ", FALSE },
  };
  guint8 bytes[3] = { 0 };
  g_autofree char *text = gb_seal_to_text ("\xfb\xff\x00", 3);

  g_assert_cmpstr (text, ==, "-_8A");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (gb_seal_from_text (cases[i].text, bytes, sizeof bytes), ==, cases[i].is_good);
  g_assert_true (gb_seal_from_text ("-_8A", bytes, sizeof bytes));
  g_assert_cmpmem (bytes, 3, "\xfb\xff\x00", 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/seal/kept", test_kept);
  g_test_add_func ("/wire/seal/standard", test_standard);
  g_test_add_func ("/wire/seal/signature", test_signature);
  g_test_add_func ("/wire/seal/sealed", test_sealed);
  g_test_add_func ("/wire/seal/no-key", test_no_key);
  g_test_add_func ("/wire/seal/revocation", test_revocation);
  g_test_add_func ("/wire/seal/text", test_text);
  return g_test_run ();
}
