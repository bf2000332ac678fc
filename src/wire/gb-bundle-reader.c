/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-bundle-reader.h"

#include "gb-wire-error.h"
#include "gb-wire-json.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

/* The three lines before the sealed contents; a header has some 1,000 bytes. */
#define MAX_PREAMBLE (32 * 1024)
#define SEALED_CHUNK (GB_BUNDLE_CHUNK + crypto_secretstream_xchacha20poly1305_ABYTES)

/**
 * GbBundleReader:
 *
 * Reads a bundle (gói dữ liệu, see data/api/bundle.md): what it says of itself, then, when the
 * signature was checked over every byte, its contents piece by piece. Belongs to one thread.
 */
struct _GbBundleReader
{
  GInputStream *stream; /* (owned): seekable */
  GbBundleHeader *header; /* (owned) */
  char *line; /* (owned): the header as it was signed */
  gsize line_length;
  guint8 signature[GB_SEAL_SIGNATURE_BYTES];
  goffset start; /* of the sealed contents */

  gboolean opened; /* the key is known */
  guint8 key[crypto_secretstream_xchacha20poly1305_KEYBYTES];
  crypto_secretstream_xchacha20poly1305_state state;
  GConverter *decompressor; /* (owned) */
  gint64 left; /* sealed bytes not read yet */
  guint8 packed[GB_BUNDLE_CHUNK]; /* opened, to be decompressed */
  gsize packed_length;
  gsize packed_taken;
  gboolean last; /* the last chunk was opened */
  gboolean finished; /* all was decompressed */
  GByteArray *plain; /* (owned): lines that nobody has read yet */
  gsize plain_taken;
};

static void
set_error (GError    **error,
           GbWireError code,
           const char *message)
{
  g_set_error_literal (error, GB_WIRE_ERROR, code, message);
}

static void
set_truncated (GError **error)
{
  set_error (error, GB_WIRE_ERROR_TRUNCATED,
             _("The bundle is cut short: it was not copied to the end. Copy it again from where it was made."));
}

static void
set_tampered (GError **error)
{
  set_error (error, GB_WIRE_ERROR_TAMPERED,
             _("The bundle is damaged or was changed after it was signed. Have it made again."));
}

/* --- what it says of itself ----------------------------------------------------------------- */

/* (nullable): the end of a line; @text is moved behind it */
static const char *
next_line (const char **text,
           const char  *end)
{
  const char *stop = memchr (*text, '\n', (gsize) (end - *text));

  if (stop != NULL)
    *text = stop + 1;
  return stop;
}

/* Whether the first line is what ours begin with, as far as there is one. */
static gboolean
check_format (const char *text,
              gsize       length,
              GError    **error)
{
  static const char first[] = GB_BUNDLE_FORMAT "\n";

  if (memcmp (text, first, MIN (length, strlen (first))) == 0)
    return TRUE;
  if (length >= strlen ("giaoban-bundle/") && memcmp (text, "giaoban-bundle/", strlen ("giaoban-bundle/")) == 0)
    set_error (error, GB_WIRE_ERROR_VALUE,
               _("The bundle was made by a newer version of the hub; update this program to read it"));
  else
    set_error (error, GB_WIRE_ERROR_SYNTAX, _("This file is no bundle of Giao Ban"));
  return FALSE;
}

static gboolean
read_preamble (GbBundleReader *self,
               const char     *text,
               gsize           length,
               GError        **error)
{
  const char *end = text + length, *p = text, *header, *signature, *stop;
  g_autofree char *signature_text = NULL;

  if (!check_format (text, length, error))
    return FALSE;
  if (next_line (&p, end) == NULL || (header = p, stop = next_line (&p, end)) == NULL)
    {
      length < MAX_PREAMBLE ? set_truncated (error) : set_tampered (error);
      return FALSE;
    }
  self->line_length = (gsize) (stop - header);
  signature = p;
  stop = next_line (&p, end);
  if (stop == NULL)
    {
      length < MAX_PREAMBLE ? set_truncated (error) : set_tampered (error);
      return FALSE;
    }
  self->line = g_strndup (header, self->line_length);
  self->start = p - text;
  signature_text = g_strndup (signature, (gsize) (stop - signature));
  self->header = gb_bundle_header_parse (header, self->line_length, error);
  if (self->header == NULL)
    return FALSE;
  if (gb_seal_from_text (signature_text, self->signature, sizeof self->signature))
    return TRUE;
  set_tampered (error);
  return FALSE;
}

/**
 * gb_bundle_reader_new:
 * @stream: a bundle; it has to be seekable
 * @cancellable: (nullable): to give up
 * @error: %GB_WIRE_ERROR_SYNTAX for what is no bundle, %GB_WIRE_ERROR_VALUE for one of a newer
 *   version, %GB_WIRE_ERROR_TRUNCATED, %GB_WIRE_ERROR_TAMPERED or a #GIOErrorEnum
 *
 * Returns: (transfer full): a reader that knows what the bundle says of itself, or %NULL
 */
GbBundleReader *
gb_bundle_reader_new (GInputStream *stream,
                      GCancellable *cancellable,
                      GError      **error)
{
  g_autoptr (GbBundleReader) self = g_new0 (GbBundleReader, 1);
  g_autofree char *text = g_malloc (MAX_PREAMBLE);
  gsize length;

  g_return_val_if_fail (G_IS_SEEKABLE (stream), NULL);

  self->stream = g_object_ref (stream);
  if (sodium_init () < 0)
    g_error ("libsodium cannot start");
  if (!g_input_stream_read_all (stream, text, MAX_PREAMBLE, &length, cancellable, error)
      || !read_preamble (self, text, length, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * gb_bundle_reader_open:
 * @file: a bundle
 * @cancellable: (nullable): to give up
 * @error: as gb_bundle_reader_new()
 *
 * Returns: (transfer full): a reader that knows what the bundle says of itself, or %NULL
 */
GbBundleReader *
gb_bundle_reader_open (GFile        *file,
                       GCancellable *cancellable,
                       GError      **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);

  return stream != NULL ? gb_bundle_reader_new (G_INPUT_STREAM (stream), cancellable, error) : NULL;
}

/**
 * gb_bundle_reader_free:
 * @self: (transfer full): a reader
 */
void
gb_bundle_reader_free (GbBundleReader *self)
{
  g_clear_object (&self->stream);
  g_clear_object (&self->decompressor);
  g_clear_pointer (&self->header, gb_bundle_header_free);
  g_clear_pointer (&self->plain, g_byte_array_unref);
  g_free (self->line);
  sodium_memzero (self, sizeof *self);
  g_free (self);
}

/**
 * gb_bundle_reader_get_header:
 *
 * Returns: (transfer none): what the bundle says of itself; nothing of it may be believed before
 *   gb_bundle_reader_check()
 */
const GbBundleHeader *
gb_bundle_reader_get_header (GbBundleReader *self)
{
  return self->header;
}

/* --- is it what was signed, and for us? ------------------------------------------------------ */

static gboolean
seek_contents (GbBundleReader *self,
               GCancellable   *cancellable,
               GError        **error)
{
  return g_seekable_seek (G_SEEKABLE (self->stream), self->start, G_SEEK_SET, cancellable, error);
}

static gboolean
check_length (GbBundleReader *self,
              GCancellable   *cancellable,
              GError        **error)
{
  goffset length;

  if (!g_seekable_seek (G_SEEKABLE (self->stream), 0, G_SEEK_END, cancellable, error))
    return FALSE;
  length = g_seekable_tell (G_SEEKABLE (self->stream)) - self->start;
  if (length == self->header->bytes)
    return TRUE;
  length < self->header->bytes ? set_truncated (error) : set_tampered (error);
  return FALSE;
}

static gboolean
digest_contents (GbBundleReader *self,
                 guint8         *digest,
                 GCancellable   *cancellable,
                 GError        **error)
{
  crypto_hash_sha512_state hash;
  guint8 buffer[GB_BUNDLE_CHUNK];
  gsize n;

  if (!seek_contents (self, cancellable, error))
    return FALSE;
  crypto_hash_sha512_init (&hash);
  do
    {
      if (!g_input_stream_read_all (self->stream, buffer, sizeof buffer, &n, cancellable, error))
        return FALSE;
      crypto_hash_sha512_update (&hash, buffer, n);
    }
  while (n > 0);
  crypto_hash_sha512_final (&hash, digest);
  return TRUE;
}

static gboolean
check_signature (GbBundleReader *self,
                 const guint8   *signer,
                 GCancellable   *cancellable,
                 GError        **error)
{
  guint8 digest[crypto_hash_sha512_BYTES];
  g_autoptr (GBytes) bytes = NULL;

  if (!digest_contents (self, digest, cancellable, error))
    return FALSE;
  bytes = gb_bundle_header_signed (self->header, self->line, self->line_length, digest);
  if (gb_seal_verify (signer, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), self->signature))
    return TRUE;
  set_tampered (error);
  return FALSE;
}

static gboolean
open_key (GbBundleReader *self,
          GbSealKeys     *recipient,
          GError        **error)
{
  g_autoptr (GBytes) sealed = g_bytes_new (self->header->sealed_key, sizeof self->header->sealed_key);
  g_autoptr (GBytes) key = NULL;

  if (memcmp (self->header->recipient, gb_seal_keys_get_x25519 (recipient), GB_SEAL_KEY_BYTES) == 0)
    key = gb_seal_open (recipient, sealed, NULL);
  if (key == NULL || g_bytes_get_size (key) != sizeof self->key)
    {
      set_error (error, GB_WIRE_ERROR_RECIPIENT,
                 _("The bundle was sealed for another machine and cannot be read here. Have one made for this one."));
      return FALSE;
    }
  memcpy (self->key, g_bytes_get_data (key, NULL), sizeof self->key);
  self->opened = TRUE;
  return TRUE;
}

/**
 * gb_bundle_reader_check:
 * @self: a reader
 * @signer: the Ed25519 public key of who has to have signed it
 * @recipient: our keys
 * @cancellable: (nullable): to give up
 * @error: %GB_WIRE_ERROR_TRUNCATED, %GB_WIRE_ERROR_SIGNER, %GB_WIRE_ERROR_TAMPERED,
 *   %GB_WIRE_ERROR_RECIPIENT or a #GIOErrorEnum
 *
 * Checks every byte before anything is unpacked, then opens it.
 *
 * Returns: whether it can be read with gb_bundle_reader_next()
 */
gboolean
gb_bundle_reader_check (GbBundleReader *self,
                        const guint8   *signer,
                        GbSealKeys     *recipient,
                        GCancellable   *cancellable,
                        GError        **error)
{
  if (!check_length (self, cancellable, error))
    return FALSE;
  if (memcmp (self->header->signer, signer, GB_SEAL_KEY_BYTES) != 0)
    {
      set_error (error, GB_WIRE_ERROR_SIGNER,
                 self->header->kind == GB_BUNDLE_KIND_FEED
                     ? _("The bundle was not signed by the hub that this machine was enrolled with")
                     : _("The bundle was not signed by the workstation that it names"));
      return FALSE;
    }
  return check_signature (self, signer, cancellable, error) && open_key (self, recipient, error)
         && gb_bundle_reader_rewind (self, cancellable, error);
}

/* --- the contents ---------------------------------------------------------------------------- */

/**
 * gb_bundle_reader_rewind:
 * @self: a reader that was checked
 * @error: a #GIOErrorEnum
 *
 * Has gb_bundle_reader_next() begin at the beginning.
 *
 * Returns: whether it can
 */
gboolean
gb_bundle_reader_rewind (GbBundleReader *self,
                         GCancellable   *cancellable,
                         GError        **error)
{
  g_return_val_if_fail (self->opened, FALSE);

  if (!seek_contents (self, cancellable, error))
    return FALSE;
  if (crypto_secretstream_xchacha20poly1305_init_pull (&self->state, self->header->stream, self->key) != 0)
    {
      set_tampered (error);
      return FALSE;
    }
  g_clear_object (&self->decompressor);
  self->decompressor = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  self->left = self->header->bytes;
  self->packed_length = self->packed_taken = 0;
  self->last = self->finished = FALSE;
  g_clear_pointer (&self->plain, g_byte_array_unref);
  self->plain = g_byte_array_new ();
  self->plain_taken = 0;
  return TRUE;
}

/* The file may have changed since it was checked: each chunk proves itself once more. */
static gboolean
open_chunk (GbBundleReader *self,
            GCancellable   *cancellable,
            GError        **error)
{
  guint8 sealed[SEALED_CHUNK];
  gsize wanted = (gsize) MIN (self->left, (gint64) sizeof sealed), n;
  unsigned long long length;
  guint8 tag = 0;

  if (!g_input_stream_read_all (self->stream, sealed, wanted, &n, cancellable, error))
    return FALSE;
  self->left -= (gint64) n;
  if (n != wanted || n < crypto_secretstream_xchacha20poly1305_ABYTES
      || crypto_secretstream_xchacha20poly1305_pull (&self->state, self->packed, &length, &tag, sealed, n, NULL, 0) != 0)
    {
      set_tampered (error);
      return FALSE;
    }
  self->last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
  self->packed_length = (gsize) length;
  self->packed_taken = 0;
  if (self->last == (self->left == 0))
    return TRUE;
  set_tampered (error);
  return FALSE;
}

/* Nothing may hide behind the end; that may stand in a chunk of its own. */
static gboolean
check_end (GbBundleReader *self,
           GCancellable   *cancellable,
           GError        **error)
{
  if (self->packed_taken == self->packed_length && !self->last && !open_chunk (self, cancellable, error))
    return FALSE;
  if (self->last && self->packed_taken == self->packed_length)
    return TRUE;
  set_tampered (error);
  return FALSE;
}

static gboolean
decompress (GbBundleReader *self,
            GCancellable   *cancellable,
            GError        **error)
{
  guint8 buffer[GB_BUNDLE_CHUNK];
  gsize taken = 0, made = 0;
  GConverterResult result = g_converter_convert (
      self->decompressor, self->packed + self->packed_taken, self->packed_length - self->packed_taken, buffer,
      sizeof buffer, self->last ? G_CONVERTER_INPUT_AT_END : G_CONVERTER_NO_FLAGS, &taken, &made, NULL);

  if (result == G_CONVERTER_ERROR)
    {
      set_tampered (error);
      return FALSE;
    }
  self->packed_taken += taken;
  self->finished = result == G_CONVERTER_FINISHED;
  g_byte_array_append (self->plain, buffer, (guint) made);
  return !self->finished || check_end (self, cancellable, error);
}

/* Brings more lines. */
static gboolean
fill (GbBundleReader *self,
      GCancellable   *cancellable,
      GError        **error)
{
  if (self->plain_taken > 0)
    {
      g_byte_array_remove_range (self->plain, 0, (guint) self->plain_taken);
      self->plain_taken = 0;
    }
  if (self->packed_taken == self->packed_length && !self->last && !open_chunk (self, cancellable, error))
    return FALSE;
  return decompress (self, cancellable, error);
}

/* @line is %NULL at the end; else it stands until the next call. */
static gboolean
next_plain_line (GbBundleReader *self,
                 const char    **line,
                 gsize          *length,
                 GCancellable   *cancellable,
                 GError        **error)
{
  gsize looked = 0;

  *line = NULL;
  while (TRUE)
    {
      gsize have = self->plain->len - self->plain_taken;
      const guint8 *start = have > 0 ? self->plain->data + self->plain_taken : NULL;
      const guint8 *stop = have > looked ? memchr (start + looked, '\n', have - looked) : NULL;

      if (self->finished && have == 0)
        return TRUE;
      if (stop != NULL || self->finished)
        {
          *line = (const char *) start;
          *length = stop != NULL ? (gsize) (stop - start) : have;
          self->plain_taken += *length + (stop != NULL);
          return TRUE;
        }
      /* Whether a record is too long is for who takes the page to say. */
      if (have > GB_BUNDLE_MAX_PAGE)
        {
          g_set_error (error, GB_WIRE_ERROR, GB_WIRE_ERROR_LIMIT, _("A line of the bundle is longer than %d bytes"),
                       GB_BUNDLE_MAX_PAGE);
          return FALSE;
        }
      looked = have;
      if (!fill (self, cancellable, error))
        return FALSE;
    }
}

typedef enum
{
  LINE_RECORD,
  LINE_HEADER,
  LINE_SEAL,
  LINE_ARRAY,
  LINE_OTHER,
} LineKind;

/* Nearly all lines are records, which ours begin alike; of the others there are a few on each page. */
static LineKind
look_at (const char *line,
         gsize       length)
{
  static const char record[] = "{\"op\":";
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;

  if (length > strlen (record) && memcmp (line, record, strlen (record)) == 0)
    return LINE_RECORD;
  if (length > 0 && line[0] == '[')
    return LINE_ARRAY;
  node = gb_wire_json_parse (line, length, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return LINE_OTHER;
  object = json_node_get_object (node);
  if (json_object_has_member (object, "op"))
    return LINE_RECORD;
  if (json_object_has_member (object, "feed"))
    return LINE_HEADER;
  return json_object_has_member (object, "cursor") ? LINE_SEAL : LINE_OTHER;
}

static void
set_contents_error (GError **error)
{
  set_error (error, GB_WIRE_ERROR_VALUE, _("The bundle holds something else than pages of the feed and actions"));
}

/* From behind the header to the seal. */
static gboolean
read_page (GbBundleReader *self,
           GByteArray     *page,
           GCancellable   *cancellable,
           GError        **error)
{
  const char *line;
  gsize length;

  while (next_plain_line (self, &line, &length, cancellable, error))
    {
      LineKind kind = line != NULL ? look_at (line, length) : LINE_OTHER;

      if (line == NULL)
        {
          set_error (error, GB_WIRE_ERROR_UNSEALED, _("A page of the bundle ends without its seal"));
          return FALSE;
        }
      if ((kind != LINE_RECORD && kind != LINE_SEAL) || page->len + length > GB_BUNDLE_MAX_PAGE)
        {
          set_contents_error (error);
          return FALSE;
        }
      g_byte_array_append (page, (const guint8 *) line, (guint) length);
      g_byte_array_append (page, (const guint8 *) "\n", 1);
      if (kind == LINE_SEAL)
        return TRUE;
    }
  return FALSE;
}

/**
 * gb_bundle_reader_next:
 * @self: a reader that was checked
 * @item: (out): what it is
 * @bytes: (out) (transfer full) (nullable): the page or the array; %NULL at the end
 * @cancellable: (nullable): to give up
 * @error: %GB_WIRE_ERROR_TAMPERED when the file changed since, %GB_WIRE_ERROR_VALUE,
 *   %GB_WIRE_ERROR_LIMIT or %GB_WIRE_ERROR_UNSEALED for contents that no hub writes, a #GIOErrorEnum
 *
 * Returns: whether it could be read
 */
gboolean
gb_bundle_reader_next (GbBundleReader *self,
                       GbBundleItem   *item,
                       GBytes        **bytes,
                       GCancellable   *cancellable,
                       GError        **error)
{
  g_autoptr (GByteArray) page = NULL;
  const char *line;
  gsize length;

  g_return_val_if_fail (self->opened, FALSE);

  *bytes = NULL;
  *item = GB_BUNDLE_ITEM_END;
  if (!next_plain_line (self, &line, &length, cancellable, error))
    return FALSE;
  if (line == NULL)
    return TRUE;
  switch (look_at (line, length))
    {
    case LINE_ARRAY:
      *item = GB_BUNDLE_ITEM_ACTIONS;
      *bytes = g_bytes_new (line, length);
      return TRUE;
    case LINE_HEADER:
      page = g_byte_array_new ();
      g_byte_array_append (page, (const guint8 *) line, (guint) length);
      g_byte_array_append (page, (const guint8 *) "\n", 1);
      if (!read_page (self, page, cancellable, error))
        return FALSE;
      *item = GB_BUNDLE_ITEM_PAGE;
      *bytes = g_byte_array_free_to_bytes (g_steal_pointer (&page));
      return TRUE;
    default:
      set_contents_error (error);
      return FALSE;
    }
}
