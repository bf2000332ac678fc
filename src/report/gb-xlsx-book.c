/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* O_TMPFILE */
#include "gb-xlsx-book.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "gb-xlsx-check.h"
#include "gb-xlsx-text.h"

#define CHUNK (64 * 1024)

/* A disk with less than this is full for all who write. */
#define ROOM (1024 * 1024)

/* The library keeps the rows in temporary files, which have no name, beside the one that is saved: there must be room
 * there anyway, and what is about citizens comes to no other disk. */
struct _GbXlsxBook
{
  lxw_workbook *workbook; /* (owned) (nullable) once it is closed */
  GPtrArray *sheets;      /* (owned) (element-type lxw_worksheet): the workbook's */
  GArray *sizes;          /* (owned) (element-type gint64): how many bytes the rows of each are */
  char *folder;           /* (owned): where temporary files are */
  int fd;                 /* (owned): the workbook, a file without a name */
  locale_t numbers;       /* (owned): with a decimal point */
  locale_t before;        /* what was in its place */
};

/**
 * gb_xlsx_book_free:
 * @self: (transfer full): a workbook, written or not
 */
void
gb_xlsx_book_free (GbXlsxBook *self)
{
  for (guint i = 0; self->workbook != NULL && i < self->sheets->len; i++)
    {
      lxw_worksheet *sheet = self->sheets->pdata[i];

      /* The library forgets to. */
      if (sheet->optimize_tmpfile != NULL)
        fclose (sheet->optimize_tmpfile);
      sheet->optimize_tmpfile = sheet->file = NULL;
    }
  g_clear_pointer (&self->workbook, lxw_workbook_free);
  g_ptr_array_unref (self->sheets);
  g_array_unref (self->sizes);
  g_free (self->folder);
  if (self->fd >= 0)
    close (self->fd);
  freelocale (self->numbers);
  g_free (self);
}

static gboolean
refuse (int      reason,
        GError **error)
{
  /* A limit that the system sets is full in the same way. */
  if (reason == EFBIG || reason == EDQUOT)
    reason = ENOSPC;
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (reason), g_strerror (reason));
  return FALSE;
}

/* The library says what it could not do and seldom why. */
static gboolean
explain (GbXlsxBook  *self,
         lxw_error    failure,
         int          reason,
         GError     **error)
{
  struct statvfs disk;

  if (reason == ENOSPC || reason == EDQUOT || reason == EFBIG)
    return refuse (reason, error);
  if (fstatvfs (self->fd, &disk) == 0 && disk.f_bavail * disk.f_frsize < ROOM)
    return refuse (ENOSPC, error);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The workbook could not be written: %s"), lxw_strerror (failure));
  return FALSE;
}

/* A file that no name leads to, so that nothing of it stays however the program ends. */
static int
open_nameless (const char *folder)
{
  int fd = open (folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  g_autofree char *name = NULL;

  if (fd >= 0)
    return fd;
  /* Not every file system can do that: sticks cannot. */
  name = g_build_filename (folder, ".giaoban-XXXXXX", NULL);
  fd = g_mkstemp_full (name, O_RDWR | O_CLOEXEC, 0600);
  if (fd >= 0)
    g_unlink (name);
  return fd;
}

/* Beside the file, or, where that place is none of this machine or lets nobody write but what it was asked for (the
 * portal of a sandbox), in the user's own. */
static gboolean
open_file (GbXlsxBook  *self,
           GFile       *file,
           GError     **error)
{
  g_autoptr (GFile) parent = g_file_get_parent (file);

  self->folder = parent != NULL ? g_file_get_path (parent) : NULL;
  if (self->folder != NULL)
    self->fd = open_nameless (self->folder);
  if (self->fd >= 0)
    return TRUE;
  if (self->folder != NULL && errno == ENOSPC)
    return refuse (errno, error);
  g_free (self->folder);
  self->folder = g_build_filename (g_get_user_cache_dir (), "giaoban", NULL);
  g_mkdir_with_parents (self->folder, 0700);
  self->fd = open_nameless (self->folder);
  return self->fd >= 0 || refuse (errno, error);
}

static gboolean
open_book (GbXlsxBook  *self,
           GFile       *file,
           GError     **error)
{
  g_autofree char *name = NULL;
  lxw_workbook_options options = { .constant_memory = TRUE };

  if (!open_file (self, file, error))
    return FALSE;
  name = g_strdup_printf ("/proc/self/fd/%d", self->fd);
  options.tmpdir = self->folder;
  self->workbook = workbook_new_opt (name, &options);
  return self->workbook != NULL || refuse (ENOMEM, error);
}

/**
 * gb_xlsx_book_new:
 * @file: where it will be
 *
 * Returns: (transfer full): a workbook without sheets
 */
GbXlsxBook *
gb_xlsx_book_new (GFile   *file,
                  GError **error)
{
  g_autoptr (GbXlsxBook) self = g_new0 (GbXlsxBook, 1);

  self->sheets = g_ptr_array_new ();
  self->sizes = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->fd = -1;
  self->numbers = newlocale (LC_NUMERIC_MASK, "C", duplocale (LC_GLOBAL_LOCALE));
  return open_book (self, file, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * gb_xlsx_book_get_workbook:
 *
 * Returns: (transfer none): the library's, for formats and properties
 */
lxw_workbook *
gb_xlsx_book_get_workbook (GbXlsxBook *self)
{
  return self->workbook;
}

/**
 * gb_xlsx_book_begin:
 *
 * To be called before cells are written and followed by gb_xlsx_book_end(): the library prints numbers with the decimal
 * comma of the user's language, which no program reads. It holds for this thread.
 */
void
gb_xlsx_book_begin (GbXlsxBook *self)
{
  self->before = uselocale (self->numbers);
}

/**
 * gb_xlsx_book_end:
 *
 * Gives the thread its language back.
 */
void
gb_xlsx_book_end (GbXlsxBook *self)
{
  uselocale (self->before);
}

/**
 * gb_xlsx_book_add_sheet:
 * @name: what it is to be called; it is made to fit
 *
 * Returns: (transfer none): a sheet whose rows are written one after the other
 */
lxw_worksheet *
gb_xlsx_book_add_sheet (GbXlsxBook  *self,
                        const char  *name,
                        GError     **error)
{
  g_autoptr (GPtrArray) taken = g_ptr_array_new ();
  g_autofree char *shown = NULL;
  lxw_worksheet *sheet;

  for (guint i = 0; i < self->sheets->len; i++)
    g_ptr_array_add (taken, (gpointer) ((lxw_worksheet *) self->sheets->pdata[i])->name);
  shown = gb_xlsx_text_sheet (name, (const char *const *) taken->pdata, taken->len);
  sheet = workbook_add_worksheet (self->workbook, shown);
  if (sheet != NULL)
    g_ptr_array_add (self->sheets, sheet);
  else
    explain (self, LXW_ERROR_CREATING_TMPFILE, errno, error);
  return sheet;
}

/**
 * gb_xlsx_book_has_room:
 * @row: the row that is to be written next
 * @error: %G_IO_ERROR_NO_SPACE for the disk, %G_IO_ERROR_MESSAGE_TOO_LARGE for the sheet
 */
gboolean
gb_xlsx_book_has_room (GbXlsxBook     *self,
                       lxw_worksheet  *sheet,
                       lxw_row_t       row,
                       GError        **error)
{
  if (ferror (sheet->optimize_tmpfile))
    return refuse (ENOSPC, error);
  if (row < LXW_ROW_MAX)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE,
                       _("A sheet of Excel has room for 1,048,576 rows, and there are more. Narrow the filter, or save it "
                         "as CSV."));
  return FALSE;
}

/**
 * gb_xlsx_book_end_sheet:
 * @sheet: a sheet whose rows are all there
 *
 * What the library holds back is written, so that a full disk is noticed and the rows' size is known.
 */
gboolean
gb_xlsx_book_end_sheet (GbXlsxBook     *self,
                        lxw_worksheet  *sheet,
                        GError        **error)
{
  gint64 size;

  gb_xlsx_book_begin (self);
  lxw_worksheet_write_single_row (sheet);
  gb_xlsx_book_end (self);
  if (fflush (sheet->optimize_tmpfile) != 0 || ferror (sheet->optimize_tmpfile))
    return refuse (errno != 0 ? errno : ENOSPC, error);
  size = ftello (sheet->optimize_tmpfile);
  g_array_append_val (self->sizes, size);
  return TRUE;
}

static gboolean
close_book (GbXlsxBook  *self,
            GError     **error)
{
  lxw_error failure;
  int reason;

  gb_xlsx_book_begin (self);
  errno = 0;
  failure = workbook_close (g_steal_pointer (&self->workbook));
  reason = errno;
  gb_xlsx_book_end (self);
  if (failure != LXW_NO_ERROR)
    return explain (self, failure, reason, error);
  for (guint i = 0; i < self->sizes->len; i++)
    if (!gb_xlsx_check_sheet (self->fd, i + 1, g_array_index (self->sizes, gint64, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
copy (int             fd,
      GOutputStream  *stream,
      GCancellable   *cancellable,
      GError        **error)
{
  g_autofree char *chunk = g_malloc (CHUNK);
  gssize n;

  for (off_t at = 0; (n = pread (fd, chunk, CHUNK, at)) > 0; at += n)
    if (!g_output_stream_write_all (stream, chunk, n, NULL, cancellable, error))
      return FALSE;
  return n == 0 || refuse (errno, error);
}

/**
 * gb_xlsx_book_write:
 * @stream: where to
 * @error: %G_IO_ERROR_NO_SPACE where it did not become whole
 *
 * Ends the workbook, looks whether it is whole, and writes it.
 */
gboolean
gb_xlsx_book_write (GbXlsxBook     *self,
                    GOutputStream  *stream,
                    GCancellable   *cancellable,
                    GError        **error)
{
  return !g_cancellable_set_error_if_cancelled (cancellable, error) && close_book (self, error) &&
         copy (self->fd, stream, cancellable, error);
}
