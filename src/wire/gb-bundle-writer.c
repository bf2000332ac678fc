/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-bundle-writer.h"
#include "gb-save-file.h"

#include "gb-wire-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

/* Level 6 is where more effort begins to cost much and to save little. */
#define LEVEL 6

/**
 * GbBundleWriter:
 *
 * Writes a bundle (gói dữ liệu, see data/api/bundle.md) piece by piece: what is written is compressed
 * and sealed, and lies in a file without a name until the whole is known and can be signed.
 */
struct _GbBundleWriter
{
  int fd; /* (owned): of the sealed contents */
  GConverter *compressor; /* (owned) */
  crypto_secretstream_xchacha20poly1305_state state;
  crypto_hash_sha512_state hash;
  guint8 chunk[GB_BUNDLE_CHUNK]; /* compressed, to be sealed */
  gsize filled;

  guint8 recipient[GB_SEAL_KEY_BYTES];
  guint8 sealed_key[GB_BUNDLE_SEALED_KEY_BYTES];
  guint8 stream[GB_BUNDLE_STREAM_BYTES];
  gint64 bytes;
};

static void
set_errno (GError    **error,
           const char *what)
{
  int reason = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (reason), "%s: %s", what, g_strerror (reason));
}

/* A file that nobody finds and that goes with us; what lies in it is sealed. */
static int
open_nameless (GError **error)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "giaoban-bundle-XXXXXX", NULL);
  int fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);

  if (fd < 0)
    set_errno (error, g_get_tmp_dir ());
  else
    g_unlink (path);
  return fd;
}

/* A new key for each bundle, which only the recipient can open. */
static gboolean
make_key (GbBundleWriter *self,
          GError        **error)
{
  guint8 key[crypto_secretstream_xchacha20poly1305_KEYBYTES];
  g_autoptr (GBytes) plain = NULL, sealed = NULL;

  crypto_secretstream_xchacha20poly1305_keygen (key);
  plain = g_bytes_new_static (key, sizeof key);
  sealed = gb_seal_close (self->recipient, plain, error);
  if (sealed != NULL)
    {
      memcpy (self->sealed_key, g_bytes_get_data (sealed, NULL), sizeof self->sealed_key);
      crypto_secretstream_xchacha20poly1305_init_push (&self->state, self->stream, key);
    }
  sodium_memzero (key, sizeof key);
  return sealed != NULL;
}

/**
 * gb_bundle_writer_new:
 * @recipient: the X25519 public key of who is to read it
 * @error: %GB_WIRE_ERROR_SEAL when @recipient is no key, or a #GIOErrorEnum
 *
 * Returns: (transfer full): a writer, or %NULL
 */
GbBundleWriter *
gb_bundle_writer_new (const guint8 *recipient,
                      GError      **error)
{
  g_autoptr (GbBundleWriter) self = g_new0 (GbBundleWriter, 1);

  self->fd = -1;
  memcpy (self->recipient, recipient, sizeof self->recipient);
  if (sodium_init () < 0)
    g_error ("libsodium cannot start");
  if (!make_key (self, error))
    return NULL;
  self->fd = open_nameless (error);
  if (self->fd < 0)
    return NULL;
  self->compressor = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, LEVEL));
  crypto_hash_sha512_init (&self->hash);
  return g_steal_pointer (&self);
}

/**
 * gb_bundle_writer_free:
 * @self: (transfer full): a writer; what was not closed is gone
 */
void
gb_bundle_writer_free (GbBundleWriter *self)
{
  if (self->fd >= 0)
    g_close (self->fd, NULL);
  g_clear_object (&self->compressor);
  sodium_memzero (self, sizeof *self);
  g_free (self);
}

static gboolean
write_all (int           fd,
           const guint8 *data,
           gsize         length,
           GError      **error)
{
  while (length > 0)
    {
      gssize n = write (fd, data, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          set_errno (error, g_get_tmp_dir ());
          return FALSE;
        }
      data += n;
      length -= (gsize) n;
    }
  return TRUE;
}

static gboolean
seal_chunk (GbBundleWriter *self,
            gboolean        last,
            GError        **error)
{
  guint8 sealed[GB_BUNDLE_CHUNK + crypto_secretstream_xchacha20poly1305_ABYTES];
  gsize length = self->filled + crypto_secretstream_xchacha20poly1305_ABYTES;

  crypto_secretstream_xchacha20poly1305_push (
      &self->state, sealed, NULL, self->chunk, self->filled, NULL, 0,
      last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
  crypto_hash_sha512_update (&self->hash, sealed, length);
  self->filled = 0;
  self->bytes += (gint64) length;
  return write_all (self->fd, sealed, length, error);
}

static gboolean
compress (GbBundleWriter *self,
          const guint8   *data,
          gsize           length,
          gboolean        last,
          GError        **error)
{
  GConverterFlags flags = last ? G_CONVERTER_INPUT_AT_END : G_CONVERTER_NO_FLAGS;

  while (length > 0 || last)
    {
      gsize taken = 0, made = 0;
      GConverterResult result = g_converter_convert (self->compressor, data, length, self->chunk + self->filled,
                                                     sizeof self->chunk - self->filled, flags, &taken, &made, error);

      if (result == G_CONVERTER_ERROR)
        return FALSE;
      data += taken;
      length -= taken;
      self->filled += made;
      if (self->filled == sizeof self->chunk && !seal_chunk (self, FALSE, error))
        return FALSE;
      if (result == G_CONVERTER_FINISHED)
        return seal_chunk (self, TRUE, error);
    }
  return TRUE;
}

/**
 * gb_bundle_writer_write:
 * @data: the next lines
 * @length: their bytes
 * @error: a #GIOErrorEnum
 *
 * Returns: whether there was room for them
 */
gboolean
gb_bundle_writer_write (GbBundleWriter *self,
                        gconstpointer   data,
                        gsize           length,
                        GError        **error)
{
  return compress (self, data, length, FALSE, error);
}

static gboolean
copy_contents (GbBundleWriter *self,
               GOutputStream  *stream,
               GCancellable   *cancellable,
               GError        **error)
{
  guint8 buffer[GB_BUNDLE_CHUNK];

  if (lseek (self->fd, 0, SEEK_SET) != 0)
    {
      set_errno (error, g_get_tmp_dir ());
      return FALSE;
    }
  while (TRUE)
    {
      gssize n = read (self->fd, buffer, sizeof buffer);

      if (n == 0)
        return TRUE;
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          set_errno (error, g_get_tmp_dir ());
          return FALSE;
        }
      if (!g_output_stream_write_all (stream, buffer, (gsize) n, NULL, cancellable, error))
        return FALSE;
    }
}

/* (transfer full): the three lines before the sealed contents */
static char *
make_preamble (GbBundleWriter *self,
               GbBundleHeader *header,
               GbSealKeys     *signer)
{
  guint8 digest[crypto_hash_sha512_BYTES], signature[GB_SEAL_SIGNATURE_BYTES];
  g_autofree char *line = NULL, *text = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (header->id == NULL)
    header->id = g_uuid_string_random ();
  header->bytes = self->bytes;
  memcpy (header->recipient, self->recipient, sizeof header->recipient);
  memcpy (header->signer, gb_seal_keys_get_ed25519 (signer), sizeof header->signer);
  memcpy (header->sealed_key, self->sealed_key, sizeof header->sealed_key);
  memcpy (header->stream, self->stream, sizeof header->stream);
  crypto_hash_sha512_final (&self->hash, digest);
  line = gb_bundle_header_to_json (header);
  bytes = gb_bundle_header_signed (header, line, strlen (line), digest);
  gb_seal_sign (signer, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), signature);
  text = gb_seal_to_text (signature, sizeof signature);
  return g_strconcat (GB_BUNDLE_FORMAT "\n", line, "\n", text, "\n", NULL);
}

/* What a bundle's file is made of. */
typedef struct
{
  GbBundleWriter *writer;
  const char *preamble;
} Contents;

static gboolean
write_bundle (GOutputStream *stream,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  const Contents *contents = data;

  return g_output_stream_write_all (stream, contents->preamble, strlen (contents->preamble), NULL, cancellable, error)
         && copy_contents (contents->writer, stream, cancellable, error);
}

/**
 * gb_bundle_writer_close:
 * @header: what the bundle says of itself; its keys, size and id are filled in
 * @signer: the keys of who makes it
 * @file: where to; what stood there is replaced, all of it or nothing
 * @cancellable: (nullable): to give up
 * @error: as of gb_save_file()
 *
 * Signs what was written and writes the file. Nothing can be written after that.
 *
 * Returns: whether the file is whole and on its disk
 */
gboolean
gb_bundle_writer_close (GbBundleWriter *self,
                        GbBundleHeader *header,
                        GbSealKeys     *signer,
                        GFile          *file,
                        GCancellable   *cancellable,
                        GError        **error)
{
  g_autofree char *preamble = NULL;

  if (!compress (self, (const guint8 *) "", 0, TRUE, error))
    return FALSE;
  preamble = make_preamble (self, header, signer);
  return gb_save_file (file, write_bundle, &(Contents) { self, preamble }, cancellable, error);
}

/**
 * gb_bundle_write_actions:
 * @file: where to
 * @header: of %GB_BUNDLE_KIND_ACTIONS, with the workstation's id; counts and keys are filled in
 * @messages: (element-type GbActionMessage): the actions, in the order in which they were asked for
 * @signer: the workstation's keys
 * @recipient: the X25519 public key of the hub
 * @cancellable: (nullable): to give up
 * @error: %GB_WIRE_ERROR_SEAL or a #GIOErrorEnum
 *
 * Seals actions into a file that can be handed in: giaoban-hub bundle --take.
 *
 * Returns: whether the file is whole and on its disk
 */
gboolean
gb_bundle_write_actions (GFile          *file,
                         GbBundleHeader *header,
                         GPtrArray      *messages,
                         GbSealKeys     *signer,
                         const guint8   *recipient,
                         GCancellable   *cancellable,
                         GError        **error)
{
  g_autoptr (GbBundleWriter) self = gb_bundle_writer_new (recipient, error);

  if (self == NULL)
    return FALSE;
  for (guint i = 0; i < messages->len; i++)
    {
      g_autoptr (GPtrArray) one = g_ptr_array_new ();
      g_autoptr (GBytes) line = NULL;

      g_ptr_array_add (one, messages->pdata[i]);
      line = gb_action_codec_encode (one);
      if (!gb_bundle_writer_write (self, g_bytes_get_data (line, NULL), g_bytes_get_size (line), error)
          || !gb_bundle_writer_write (self, "\n", 1, error))
        return FALSE;
    }
  header->n_actions = messages->len;
  return gb_bundle_writer_close (self, header, signer, file, cancellable, error);
}
