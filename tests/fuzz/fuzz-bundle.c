/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What begins like a bundle is read as one, sealed for keys that the corpus knows; anything else as the
 * contents of a good one: compressed already, or to be compressed. */
#include "fuzz.h"
#include "gb-bundle-reader.h"
#include "gb-feed-frame.h"

#include <sodium.h>
#include <string.h>

#define HUB 1
#define WORKSTATION 2

static GbSealKeys *
fixed_keys (guint8 byte)
{
  guint8 secret[GB_SEAL_SECRET_BYTES];

  memset (secret, byte, sizeof secret);
  return gb_seal_keys_new_from_secret (secret);
}

static void
look_at_page (GBytes *page)
{
  static const GbFeedExpect expect = { "f", "commune:21028", "work", NULL };
  g_autoptr (GbFeedFrame) frame = gb_feed_frame_parse (page, &expect, NULL);

  if (frame != NULL)
    g_assert_nonnull (gb_feed_frame_get_cursor (frame));
}

static void
read_bundle (const guint8 *data,
             gsize         size,
             GbSealKeys   *hub,
             GbSealKeys   *workstation)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GbBundleReader) reader = gb_bundle_reader_new (stream, NULL, &error);
  GbBundleItem item = GB_BUNDLE_ITEM_PAGE;

  g_assert_true ((reader == NULL) == (error != NULL));
  if (reader == NULL || !gb_bundle_reader_check (reader, gb_seal_keys_get_ed25519 (hub), workstation, NULL, NULL))
    return;
  while (item != GB_BUNDLE_ITEM_END)
    {
      g_autoptr (GBytes) bytes = NULL;

      if (!gb_bundle_reader_next (reader, &item, &bytes, NULL, NULL))
        return;
      g_assert_true ((item == GB_BUNDLE_ITEM_END) == (bytes == NULL));
      if (item == GB_BUNDLE_ITEM_PAGE)
        look_at_page (bytes);
    }
}

static GBytes *
compress (const guint8 *data,
          gsize         size)
{
  g_autoptr (GConverter) compressor = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, compressor);

  g_assert_true (g_output_stream_write_all (stream, data, size, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

/* (transfer full): sealed like a hub's; @header learns the keys */
static GByteArray *
seal (GbBundleHeader *header,
      const guint8   *data,
      gsize           size)
{
  crypto_secretstream_xchacha20poly1305_state state;
  guint8 key[crypto_secretstream_xchacha20poly1305_KEYBYTES] = { 3 };
  g_autoptr (GBytes) plain = g_bytes_new_static (key, sizeof key);
  g_autoptr (GBytes) sealed_key = gb_seal_close (header->recipient, plain, NULL);
  GByteArray *sealed = g_byte_array_new ();
  gboolean last = FALSE;

  memcpy (header->sealed_key, g_bytes_get_data (sealed_key, NULL), sizeof header->sealed_key);
  crypto_secretstream_xchacha20poly1305_init_push (&state, header->stream, key);
  while (!last)
    {
      gsize part = MIN (size, GB_BUNDLE_CHUNK);
      guint8 chunk[GB_BUNDLE_CHUNK + crypto_secretstream_xchacha20poly1305_ABYTES];

      last = part < GB_BUNDLE_CHUNK;
      crypto_secretstream_xchacha20poly1305_push (&state, chunk, NULL, data, part, NULL, 0,
                                                  last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                                                       : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
      g_byte_array_append (sealed, chunk, (guint) (part + crypto_secretstream_xchacha20poly1305_ABYTES));
      data += part;
      size -= part;
    }
  return sealed;
}

static void
read_contents (const guint8 *data,
               gsize         size,
               GbSealKeys   *hub,
               GbSealKeys   *workstation)
{
  g_autoptr (GbBundleHeader) header = gb_bundle_header_new (GB_BUNDLE_KIND_FEED, "w", "commune:21028", 0);
  g_autoptr (GByteArray) sealed = NULL, file = g_byte_array_new ();
  guint8 digest[crypto_hash_sha512_BYTES], signature[GB_SEAL_SIGNATURE_BYTES];
  g_autofree char *line = NULL, *text = NULL, *preamble = NULL;
  g_autoptr (GBytes) bytes = NULL;

  header->id = g_strdup ("i");
  header->feed_id = g_strdup ("f");
  memcpy (header->recipient, gb_seal_keys_get_x25519 (workstation), sizeof header->recipient);
  memcpy (header->signer, gb_seal_keys_get_ed25519 (hub), sizeof header->signer);
  sealed = seal (header, data, size);
  header->bytes = sealed->len;
  line = gb_bundle_header_to_json (header);
  crypto_hash_sha512 (digest, sealed->data, sealed->len);
  bytes = gb_bundle_header_signed (header, line, strlen (line), digest);
  gb_seal_sign (hub, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), signature);
  text = gb_seal_to_text (signature, sizeof signature);
  preamble = g_strconcat (GB_BUNDLE_FORMAT "\n", line, "\n", text, "\n", NULL);
  g_byte_array_append (file, (const guint8 *) preamble, (guint) strlen (preamble));
  g_byte_array_append (file, sealed->data, sealed->len);
  read_bundle (file->data, file->len, hub, workstation);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GbSealKeys) hub = fixed_keys (HUB);
  g_autoptr (GbSealKeys) workstation = fixed_keys (WORKSTATION);
  g_autoptr (GBytes) packed = NULL;

  if (size >= 8 && memcmp (data, "giaoban-", 8) == 0)
    read_bundle (data, size, hub, workstation);
  else if (size >= 2 && data[0] == 0x1f && data[1] == 0x8b)
    read_contents (data, size, hub, workstation);
  else
    {
      packed = compress (data, size);
      read_contents (g_bytes_get_data (packed, NULL), g_bytes_get_size (packed), hub, workstation);
    }
  return 0;
}
