/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-geo-scanner.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "gb-geo-error.h"

#define CHUNK_BYTES 65536
/* Of a string or number; what is longer is read over. */
#define MAX_TEXT 65536
#define MAX_NUMBER 64
/* Brackets that are open at once, one byte each; who uses the tokens asks for fewer. */
#define MAX_DEPTH 100000

/* What may stand next, within an array or an object. */
typedef enum
{
  EXPECT_VALUE,
  EXPECT_FIRST, /* a value or name, or the end of what was just opened */
  EXPECT_NAME,
  EXPECT_COMMA, /* or the end of what is open */
  EXPECT_NOTHING,
} Expect;

/**
 * GbGeoScanner:
 *
 * Takes a JSON text apart token by token while it is read, so that a file of any size needs the memory of one token.
 * Strict as RFC 8259, except that a byte order mark at the beginning is let by.
 */
struct _GbGeoScanner
{
  GInputStream *stream; /* (owned) */
  guint8 *chunk; /* (owned) */
  gsize length;
  gsize at;
  guint64 read; /* bytes in earlier chunks */
  guint64 max_bytes;
  gboolean ended;

  guint line; /* from 1 */
  guint64 line_start; /* offset */
  guint token_line;
  guint token_column;

  GByteArray *open; /* (owned): '{' and '[' */
  Expect expect;
  GString *text; /* (owned): of a name, string or number */
  gboolean cut;
  double number;
};

/**
 * gb_geo_scanner_new:
 * @stream: UTF-8
 * @max_bytes: how much may come
 *
 * Returns: (transfer full): a scanner before the first token
 */
GbGeoScanner *
gb_geo_scanner_new (GInputStream *stream,
                    guint64       max_bytes)
{
  GbGeoScanner *self = g_new0 (GbGeoScanner, 1);

  self->stream = g_object_ref (stream);
  self->chunk = g_malloc (CHUNK_BYTES);
  self->max_bytes = max_bytes;
  self->line = 1;
  self->open = g_byte_array_new ();
  self->text = g_string_new (NULL);
  return self;
}

void
gb_geo_scanner_free (GbGeoScanner *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->stream);
  g_free (self->chunk);
  g_byte_array_unref (self->open);
  g_string_free (self->text, TRUE);
  g_free (self);
}

/* --- bytes ---------------------------------------------------------------------------------- */

static gboolean
fill (GbGeoScanner *self,
      GCancellable *cancellable,
      GError      **error)
{
  gssize n;

  self->read += self->length;
  self->length = self->at = 0;
  /* Not every stream looks. */
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  n = g_input_stream_read (self->stream, self->chunk, CHUNK_BYTES, cancellable, error);
  if (n < 0)
    return FALSE;
  self->length = (gsize) n;
  self->ended = n == 0;
  if (self->read + self->length <= self->max_bytes)
    return TRUE;
  g_set_error (error, GB_GEO_ERROR, GB_GEO_ERROR_LIMIT, _("The file is larger than %d MB"),
               (int) (self->max_bytes >> 20));
  return FALSE;
}

/* The byte that comes next, -1 at the end. */
static gboolean
peek (GbGeoScanner *self,
      int          *byte,
      GCancellable *cancellable,
      GError      **error)
{
  if (self->at == self->length && !self->ended && !fill (self, cancellable, error))
    return FALSE;
  *byte = self->at < self->length ? self->chunk[self->at] : -1;
  return TRUE;
}

static void
skip (GbGeoScanner *self)
{
  if (self->chunk[self->at++] == '\n')
    {
      self->line++;
      self->line_start = self->read + self->at;
    }
}

static guint
column_of (GbGeoScanner *self)
{
  return (guint) MIN (self->read + self->at - self->line_start + 1, G_MAXUINT);
}

static gboolean
fail (GbGeoScanner *self,
      GError      **error)
{
  g_set_error (error, GB_GEO_ERROR, GB_GEO_ERROR_SYNTAX,
               self->ended ? _("Line %u, column %u: the file ends too early") : _("Line %u, column %u: not JSON"),
               self->line, column_of (self));
  return FALSE;
}

static void
append (GbGeoScanner *self,
        const char   *bytes,
        gsize         length)
{
  if (self->text->len + length > MAX_TEXT)
    self->cut = TRUE;
  else
    g_string_append_len (self->text, bytes, (gssize) length);
}

/* --- strings -------------------------------------------------------------------------------- */

static gboolean
read_hex (GbGeoScanner *self,
          guint        *value,
          GCancellable *cancellable,
          GError      **error)
{
  *value = 0;
  for (int i = 0; i < 4; i++)
    {
      int byte;

      if (!peek (self, &byte, cancellable, error))
        return FALSE;
      if (byte < 0 || !g_ascii_isxdigit (byte))
        return fail (self, error);
      *value = *value * 16 + (guint) g_ascii_xdigit_value ((char) byte);
      skip (self);
    }
  return TRUE;
}

static gboolean
expect_byte (GbGeoScanner *self,
             int           wanted,
             GCancellable *cancellable,
             GError      **error)
{
  int byte;

  if (!peek (self, &byte, cancellable, error))
    return FALSE;
  if (byte != wanted)
    return fail (self, error);
  skip (self);
  return TRUE;
}

/* Behind "\u". A letter beyond the first plane is a pair; half of one is no letter, and neither is NUL. */
static gboolean
read_escaped_letter (GbGeoScanner *self,
                     GCancellable *cancellable,
                     GError      **error)
{
  char bytes[6];
  guint value, low;

  if (!read_hex (self, &value, cancellable, error))
    return FALSE;
  if (value >= 0xd800 && value < 0xdc00)
    {
      if (!expect_byte (self, '\\', cancellable, error) || !expect_byte (self, 'u', cancellable, error) ||
          !read_hex (self, &low, cancellable, error))
        return FALSE;
      if (low < 0xdc00 || low >= 0xe000)
        return fail (self, error);
      value = 0x10000 + ((value - 0xd800) << 10) + (low - 0xdc00);
    }
  else if (value == 0 || (value >= 0xdc00 && value < 0xe000))
    return fail (self, error);
  append (self, bytes, (gsize) g_unichar_to_utf8 (value, bytes));
  return TRUE;
}

static gboolean
read_escape (GbGeoScanner *self,
             GCancellable *cancellable,
             GError      **error)
{
  static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
  const char *found;
  int byte;

  if (!peek (self, &byte, cancellable, error))
    return FALSE;
  if (byte == 'u')
    {
      skip (self);
      return read_escaped_letter (self, cancellable, error);
    }
  found = byte > 0 ? strchr (from, byte) : NULL;
  if (found == NULL)
    return fail (self, error);
  append (self, to + (found - from), 1);
  skip (self);
  return TRUE;
}

/* Read to its end even where it is too long. */
static gboolean
read_string (GbGeoScanner *self,
             GCancellable *cancellable,
             GError      **error)
{
  int byte;

  g_string_truncate (self->text, 0);
  self->cut = FALSE;
  skip (self);
  for (;;)
    {
      char c;

      if (!peek (self, &byte, cancellable, error))
        return FALSE;
      if (byte < 0x20)
        return fail (self, error);
      c = (char) byte;
      skip (self);
      if (c == '"')
        break;
      if (c != '\\')
        append (self, &c, 1);
      else if (!read_escape (self, cancellable, error))
        return FALSE;
    }
  /* One that was cut may end within a letter. */
  return self->cut || g_utf8_validate_len (self->text->str, self->text->len, NULL) || fail (self, error);
}

/* --- other values --------------------------------------------------------------------------- */

/* After RFC 8259: no plus sign, no leading zero, digits on both sides of the point. */
static gboolean
is_number (const char *text)
{
  const char *c = text + (*text == '-');
  gsize n = strspn (c, "0123456789");

  if (n == 0 || (n > 1 && *c == '0'))
    return FALSE;
  c += n;
  if (*c == '.')
    {
      n = strspn (++c, "0123456789");
      if (n == 0)
        return FALSE;
      c += n;
    }
  if (*c == 'e' || *c == 'E')
    {
      c++;
      c += *c == '-' || *c == '+';
      n = strspn (c, "0123456789");
      if (n == 0)
        return FALSE;
      c += n;
    }
  return *c == '\0';
}

static gboolean
read_number (GbGeoScanner *self,
             GCancellable *cancellable,
             GError      **error)
{
  int byte;

  g_string_truncate (self->text, 0);
  self->cut = FALSE;
  for (;;)
    {
      if (!peek (self, &byte, cancellable, error))
        return FALSE;
      if (byte <= 0 || strchr ("+-.0123456789Ee", byte) == NULL)
        break;
      if (self->text->len == MAX_NUMBER)
        return fail (self, error);
      g_string_append_c (self->text, (char) byte);
      skip (self);
    }
  if (!is_number (self->text->str))
    return fail (self, error);
  self->number = g_ascii_strtod (self->text->str, NULL);
  return isfinite (self->number) || fail (self, error);
}

static gboolean
read_word (GbGeoScanner *self,
           const char   *word,
           GCancellable *cancellable,
           GError      **error)
{
  for (const char *c = word; *c != '\0'; c++)
    if (!expect_byte (self, (guchar) *c, cancellable, error))
      return FALSE;
  return TRUE;
}

/* --- tokens --------------------------------------------------------------------------------- */

static char
innermost (GbGeoScanner *self)
{
  return self->open->len > 0 ? (char) self->open->data[self->open->len - 1] : '\0';
}

static gboolean
open_one (GbGeoScanner *self,
          guint8        bracket,
          GError      **error)
{
  if (self->open->len == MAX_DEPTH)
    {
      g_set_error (error, GB_GEO_ERROR, GB_GEO_ERROR_LIMIT, _("The data are nested more than %d levels deep"),
                   MAX_DEPTH);
      return FALSE;
    }
  g_byte_array_append (self->open, &bracket, 1);
  self->expect = EXPECT_FIRST;
  skip (self);
  return TRUE;
}

static void
after_value (GbGeoScanner *self)
{
  self->expect = self->open->len > 0 ? EXPECT_COMMA : EXPECT_NOTHING;
}

static gboolean
close_one (GbGeoScanner *self,
           char          bracket,
           GError      **error)
{
  if (innermost (self) != bracket || (self->expect != EXPECT_FIRST && self->expect != EXPECT_COMMA))
    return fail (self, error);
  g_byte_array_set_size (self->open, self->open->len - 1);
  after_value (self);
  skip (self);
  return TRUE;
}

/* The white space before the next token, and the comma where there has to be one. */
static gboolean
read_between (GbGeoScanner *self,
              int          *byte,
              GCancellable *cancellable,
              GError      **error)
{
  for (;;)
    {
      if (!peek (self, byte, cancellable, error))
        return FALSE;
      if (*byte == ',' && self->expect == EXPECT_COMMA)
        self->expect = innermost (self) == '{' ? EXPECT_NAME : EXPECT_VALUE;
      else if (*byte <= 0 || strchr (" \t\r\n", *byte) == NULL)
        return TRUE;
      skip (self);
    }
}

static gboolean
read_name (GbGeoScanner *self,
           GCancellable *cancellable,
           GError      **error)
{
  int byte;

  if (!read_string (self, cancellable, error))
    return FALSE;
  self->expect = EXPECT_NOTHING; /* not even a comma */
  if (!read_between (self, &byte, cancellable, error) || !expect_byte (self, ':', cancellable, error))
    return FALSE;
  self->expect = EXPECT_VALUE;
  return TRUE;
}

static gboolean
read_scalar (GbGeoScanner *self,
             int           byte,
             GbGeoToken   *token,
             GCancellable *cancellable,
             GError      **error)
{
  gboolean ok;

  switch (byte)
    {
    case '"':
      *token = GB_GEO_TOKEN_STRING;
      ok = read_string (self, cancellable, error);
      break;
    case 't':
      *token = GB_GEO_TOKEN_TRUE;
      ok = read_word (self, "true", cancellable, error);
      break;
    case 'f':
      *token = GB_GEO_TOKEN_FALSE;
      ok = read_word (self, "false", cancellable, error);
      break;
    case 'n':
      *token = GB_GEO_TOKEN_NULL;
      ok = read_word (self, "null", cancellable, error);
      break;
    default:
      *token = GB_GEO_TOKEN_NUMBER;
      ok = read_number (self, cancellable, error);
    }
  after_value (self);
  return ok;
}

static gboolean
skip_mark (GbGeoScanner *self,
           GCancellable *cancellable,
           GError      **error)
{
  int byte;

  if (self->read + self->at > 0)
    return TRUE;
  if (!peek (self, &byte, cancellable, error))
    return FALSE;
  return byte != 0xef || read_word (self, "\xef\xbb\xbf", cancellable, error);
}

static gboolean
read_value (GbGeoScanner *self,
            int           byte,
            GbGeoToken   *token,
            GCancellable *cancellable,
            GError      **error)
{
  if (self->expect != EXPECT_VALUE && (self->expect != EXPECT_FIRST || innermost (self) == '{'))
    return fail (self, error);
  if (byte != '{' && byte != '[')
    return read_scalar (self, byte, token, cancellable, error);
  *token = byte == '{' ? GB_GEO_TOKEN_BEGIN_OBJECT : GB_GEO_TOKEN_BEGIN_ARRAY;
  return open_one (self, (guint8) byte, error);
}

/**
 * gb_geo_scanner_next:
 * @token: (out): what was read
 * @error: %GB_GEO_ERROR_SYNTAX and %GB_GEO_ERROR_LIMIT, or what the stream failed with
 *
 * Reads one token. After an error there is no going on.
 */
gboolean
gb_geo_scanner_next (GbGeoScanner *self,
                     GbGeoToken   *token,
                     GCancellable *cancellable,
                     GError      **error)
{
  int byte;

  if (!skip_mark (self, cancellable, error) || !read_between (self, &byte, cancellable, error))
    return FALSE;
  self->token_line = self->line;
  self->token_column = column_of (self);
  switch (byte)
    {
    case -1:
      *token = GB_GEO_TOKEN_END;
      return self->expect == EXPECT_NOTHING || fail (self, error);
    case '}':
      *token = GB_GEO_TOKEN_END_OBJECT;
      return close_one (self, '{', error);
    case ']':
      *token = GB_GEO_TOKEN_END_ARRAY;
      return close_one (self, '[', error);
    case '"':
      if (innermost (self) == '{' && (self->expect == EXPECT_FIRST || self->expect == EXPECT_NAME))
        {
          *token = GB_GEO_TOKEN_NAME;
          return read_name (self, cancellable, error);
        }
      return read_value (self, byte, token, cancellable, error);
    default:
      return read_value (self, byte, token, cancellable, error);
    }
}

/**
 * gb_geo_scanner_get_text:
 *
 * Returns: the last name, string or number; the beginning of one that was cut
 */
const char *
gb_geo_scanner_get_text (GbGeoScanner *self)
{
  return self->text->str;
}

/**
 * gb_geo_scanner_is_cut:
 *
 * Returns: whether the last name or string is longer than is kept
 */
gboolean
gb_geo_scanner_is_cut (GbGeoScanner *self)
{
  return self->cut;
}

double
gb_geo_scanner_get_number (GbGeoScanner *self)
{
  return self->number;
}

/**
 * gb_geo_scanner_get_depth:
 *
 * Returns: how many objects and arrays are open behind the last token
 */
guint
gb_geo_scanner_get_depth (GbGeoScanner *self)
{
  return self->open->len;
}

/**
 * gb_geo_scanner_get_offset:
 *
 * Returns: how many bytes have been read over
 */
guint64
gb_geo_scanner_get_offset (GbGeoScanner *self)
{
  return self->read + self->at;
}

/**
 * gb_geo_scanner_get_place:
 * @line: (out): from 1
 * @column: (out): in bytes, from 1
 *
 * Tells where the last token begins.
 */
void
gb_geo_scanner_get_place (GbGeoScanner *self,
                          guint        *line,
                          guint        *column)
{
  *line = self->token_line;
  *column = self->token_column;
}
