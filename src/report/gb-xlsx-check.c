/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-xlsx-check.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* libxlsxwriter writes a sheet to a temporary file and from there into the archive, and does not look whether the disk
 * had room for the first: a full disk makes a workbook that is whole as an archive and broken as a sheet. So what was
 * written is read again. The archive's form: APPNOTE.TXT 6.3 of PKWARE, 4.3.7, 4.3.12, 4.3.16. */

#define END_SIZE     22 /* of the record at the end; we write no comment after it */
#define ENTRY_SIZE   46 /* of an entry of the directory, without its name */
#define LOCAL_SIZE   30 /* of what stands before an entry's data, without its name */
#define END_MAGIC    0x06054B50u
#define ENTRY_MAGIC  0x02014B50u
#define CHUNK        (64 * 1024)
#define SHEET_END    "</worksheet>"

typedef struct
{
  gint64 at;     /* of its local header */
  gint64 packed; /* bytes */
  gint64 whole;  /* bytes */
} Entry;

static guint32
get16 (const guint8 *at)
{
  return at[0] | (guint32) at[1] << 8;
}

static guint32
get32 (const guint8 *at)
{
  return get16 (at) | get16 (at + 2) << 16;
}

static gboolean
refuse (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, g_strerror (ENOSPC));
  return FALSE;
}

static gboolean
read_at (int      fd,
         gint64   at,
         void    *buffer,
         gsize    length,
         GError **error)
{
  gssize got = at >= 0 ? pread (fd, buffer, length, at) : 0;

  return got == (gssize) length || refuse (error);
}

static gboolean
find_entry (const guint8 *directory,
            gsize         length,
            const char   *name,
            Entry        *entry)
{
  for (gsize at = 0; at + ENTRY_SIZE <= length && get32 (directory + at) == ENTRY_MAGIC;)
    {
      const guint8 *head = directory + at;
      gsize n_name = get16 (head + 28);

      if (at + ENTRY_SIZE + n_name > length)
        return FALSE;
      if (n_name == strlen (name) && memcmp (head + ENTRY_SIZE, name, n_name) == 0)
        {
          *entry = (Entry) { get32 (head + 42), get32 (head + 20), get32 (head + 24) };
          return TRUE;
        }
      at += ENTRY_SIZE + n_name + get16 (head + 30) + get16 (head + 32);
    }
  return FALSE;
}

static gboolean
look_up (int          fd,
         const char  *name,
         Entry       *entry,
         GError     **error)
{
  gint64 size = lseek (fd, 0, SEEK_END);
  guint8 end[END_SIZE];
  g_autofree guint8 *directory = NULL;
  gsize length;

  if (!read_at (fd, size - END_SIZE, end, sizeof end, error))
    return FALSE;
  length = get32 (end + 12);
  if (get32 (end) != END_MAGIC || (gint64) length > size)
    return refuse (error);
  directory = g_malloc (length);
  if (!read_at (fd, get32 (end + 16), directory, length, error))
    return FALSE;
  return find_entry (directory, length, name, entry) || refuse (error);
}

/* Remembers the last bytes of what comes piece by piece. */
static void
keep_tail (char       *tail,
           gsize       n_tail,
           const char *piece,
           gsize       length)
{
  gsize taken = MIN (length, n_tail);

  memmove (tail, tail + taken, n_tail - taken);
  memcpy (tail + n_tail - taken, piece + length - taken, taken);
}

static gboolean
read_to_end (int          fd,
             const Entry *entry,
             gint64       data,
             GError     **error)
{
  g_autoptr (GZlibDecompressor) unpacker = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW);
  g_autofree guint8 *packed = g_malloc (CHUNK);
  g_autofree char *piece = g_malloc (CHUNK);
  char tail[sizeof SHEET_END - 1] = "";
  GConverterResult result = G_CONVERTER_CONVERTED;
  gint64 at = 0, n_read = 0;

  while (result != G_CONVERTER_FINISHED)
    {
      gsize length = MIN (CHUNK, entry->packed - at), taken = 0, made = 0;

      if (!read_at (fd, data + at, packed, length, error))
        return FALSE;
      result = g_converter_convert (G_CONVERTER (unpacker), packed, length, piece, CHUNK, G_CONVERTER_NO_FLAGS,
                                    &taken, &made, NULL);
      if (result == G_CONVERTER_ERROR)
        return refuse (error);
      keep_tail (tail, sizeof tail, piece, made);
      at += taken;
      n_read += made;
    }
  return (n_read == entry->whole && memcmp (tail, SHEET_END, sizeof tail) == 0) || refuse (error);
}

/**
 * gb_xlsx_check_sheet:
 * @fd: a workbook that was just written, to be read
 * @sheet: of which sheet, from 1
 * @at_least: of how many bytes the rows alone are
 * @error: %G_IO_ERROR_NO_SPACE where it is not whole
 *
 * Reads a sheet again from its first to its last byte.
 *
 * Returns: whether it is whole
 */
gboolean
gb_xlsx_check_sheet (int      fd,
                     guint    sheet,
                     gint64   at_least,
                     GError **error)
{
  g_autofree char *name = g_strdup_printf ("xl/worksheets/sheet%u.xml", sheet);
  guint8 local[LOCAL_SIZE];
  Entry entry = { 0 };

  if (!look_up (fd, name, &entry, error) || !read_at (fd, entry.at, local, sizeof local, error))
    return FALSE;
  if (entry.whole < at_least)
    return refuse (error);
  return read_to_end (fd, &entry, entry.at + LOCAL_SIZE + get16 (local + 26) + get16 (local + 28), error);
}
