/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* O_TMPFILE */
#include "gb-table-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <math.h>
#include <sys/statvfs.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "gb-config.h"
#include "gb-xlsx-check.h"
#include "gb-xlsx-text.h"

/* Day 0 of Excel's calendar is 1899-12-30; before its day 61 it counts a 29 February 1900 that never was. */
#define EXCEL_EPOCH     25569
#define FIRST_EXCEL_DAY (61 - EXCEL_EPOCH)

#define WIDEST      60 /* characters */
#define LINE_HEIGHT 15 /* points */
#define CHUNK       (64 * 1024)

/* A disk with less than this is full for all who write. */
#define ROOM (1024 * 1024)

typedef enum
{
  PLAIN,
  STRONG,
  N_STRENGTHS,
} Strength;

/* How a column of a kind is shown, and how wide it usually is. Excel puts what is usual in the reader's country for
 * the separators. */
static const struct
{
  const char *format; /* (nullable) */
  double width;
} kinds[GB_N_TABLE_KINDS] = {
  [GB_TABLE_TEXT] = { NULL, 28 },
  [GB_TABLE_CODE] = { "@", 18 },
  [GB_TABLE_INTEGER] = { "#,##0", 10 },
  [GB_TABLE_NUMBER] = { "#,##0.00", 12 },
  [GB_TABLE_PERCENT] = { "0.0%", 10 },
  [GB_TABLE_DATE] = { "dd/mm/yyyy", 12 },
  [GB_TABLE_DATETIME] = { "dd/mm/yyyy hh:mm", 18 },
  [GB_TABLE_MINUTES] = { "#,##0", 12 },
};

/* A workbook on its way. libxlsxwriter keeps the rows in temporary files, which have no name, beside the one that is
 * saved: there must be room there anyway, and what is about citizens comes to no other disk. */
typedef struct
{
  lxw_workbook *workbook; /* (owned) (nullable) once it is closed */
  GPtrArray *sheets;      /* (element-type lxw_worksheet): the workbook's */
  GArray *sizes;          /* (owned) (element-type gint64): how many bytes the rows of each are */
  lxw_format *title, *note;
  lxw_format *headers[GB_N_TABLE_KINDS];
  lxw_format *cells[GB_N_TABLE_KINDS][N_STRENGTHS];
  char *folder; /* (owned): where temporary files are */
  int fd;       /* (owned): the workbook, a file without a name */
  locale_t numbers; /* (owned): with a decimal point */
} Book;

static void
book_clear (Book *self)
{
  for (guint i = 0; self->workbook != NULL && i < self->sheets->len; i++)
    {
      lxw_worksheet *sheet = self->sheets->pdata[i];

      /* It forgets to. */
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
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Book, book_clear)

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
explain (const Book *self,
         lxw_error   failure,
         int         reason,
         GError    **error)
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
open_file (Book    *self,
           GFile   *file,
           GError **error)
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
open_book (Book    *self,
           GFile   *file,
           GError **error)
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

static lxw_format *
add_format (Book       *self,
            const char *numbers,
            gboolean    bold)
{
  lxw_format *format = workbook_add_format (self->workbook);

  format_set_align (format, LXW_ALIGN_VERTICAL_TOP);
  if (numbers != NULL)
    format_set_num_format (format, numbers);
  if (bold)
    format_set_bold (format);
  return format;
}

static void
add_formats (Book *self)
{
  for (int i = 0; i < GB_N_TABLE_KINDS; i++)
    for (int k = 0; k < N_STRENGTHS; k++)
      self->cells[i][k] = add_format (self, kinds[i].format, k == STRONG);
  self->title = add_format (self, NULL, TRUE);
  format_set_font_size (self->title, 14);
  self->note = add_format (self, NULL, FALSE);
  format_set_font_color (self->note, 0x555555);
  for (int i = 0; i < GB_N_TABLE_KINDS; i++)
    {
      self->headers[i] = add_format (self, NULL, TRUE);
      format_set_text_wrap (self->headers[i]);
      format_set_bg_color (self->headers[i], 0xE8EDF3);
      format_set_bottom (self->headers[i], LXW_BORDER_THIN);
      /* As what is below it. */
      if (i != GB_TABLE_TEXT && i != GB_TABLE_CODE)
        format_set_align (self->headers[i], LXW_ALIGN_RIGHT);
    }
}

static void
describe (Book          *self,
          const GbTable *first,
          gint64         now)
{
  g_autofree char *title = gb_xlsx_text_cell (first->title != NULL ? first->title : first->name);
  g_autofree char *made_with = g_strdup ("Giao Ban " GB_VERSION);
  lxw_doc_properties properties = { .title = title, .comments = made_with, .created = (time_t) now };

  workbook_set_properties (self->workbook, &properties);
}

static void
put_text (lxw_worksheet *sheet,
          lxw_row_t      row,
          lxw_col_t      column,
          const char    *text,
          lxw_format    *format)
{
  g_autofree char *cell = gb_xlsx_text_cell (text);

  worksheet_write_string (sheet, row, column, cell, format);
}

/* A measure without decimals is not shown with empty ones. */
static void
put_number (Book          *self,
            lxw_worksheet *sheet,
            lxw_row_t      row,
            lxw_col_t      column,
            double         number,
            lxw_format    *format)
{
  for (int i = 0; i < N_STRENGTHS; i++)
    if (format == self->cells[GB_TABLE_NUMBER][i] && number == floor (number))
      format = self->cells[GB_TABLE_INTEGER][i];
  worksheet_write_number (sheet, row, column, number, format);
}

/* Excel has no days before its own. */
static void
put_day (lxw_worksheet     *sheet,
         lxw_row_t          row,
         lxw_col_t          column,
         const GbTableCell *cell,
         lxw_format        *format)
{
  gboolean whole = cell->type == GB_TABLE_CELL_DAY;
  GbDay day = whole ? (GbDay) cell->integer : gb_time_day (cell->integer);
  g_autofree char *text = day < FIRST_EXCEL_DAY ? gb_day_format (day) : NULL;

  if (text != NULL)
    put_text (sheet, row, column, text, format);
  else
    worksheet_write_number (sheet, row, column,
                            day + EXCEL_EPOCH + (whole ? 0 : gb_time_of_day (cell->integer) / (double) GB_DAY_SECONDS),
                            format);
}

static void
put_row (Book          *self,
         lxw_worksheet *sheet,
         const GbTable *table,
         lxw_row_t      place)
{
  const GbTableRow *row = &table->row;

  for (guint i = 0; i < row->n_cells; i++)
    {
      const GbTableCell *cell = &row->cells[i];
      lxw_format *format = self->cells[gb_table_get_column (table, i)->kind][row->strong ? STRONG : PLAIN];

      switch (cell->type)
        {
        case GB_TABLE_CELL_NULL:
          break;
        case GB_TABLE_CELL_TEXT:
          put_text (sheet, place, i, cell->text->str, format);
          break;
        case GB_TABLE_CELL_INTEGER:
          worksheet_write_number (sheet, place, i, cell->integer, format);
          break;
        case GB_TABLE_CELL_NUMBER:
          put_number (self, sheet, place, i, cell->number, format);
          break;
        case GB_TABLE_CELL_DAY:
        case GB_TABLE_CELL_TIME:
          put_day (sheet, place, i, cell, format);
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

static double
find_width (const GbTableHead *head)
{
  return head->width > 0 ? MIN (head->width, WIDEST) : kinds[head->kind].width;
}

/* Not all programs make room for a header that takes more than one line. */
static double
find_header_height (const GbTable *table)
{
  double lines = 1;

  for (guint i = 0; i < table->columns->len; i++)
    {
      const GbTableHead *head = gb_table_get_column (table, i);

      /* Bold letters are wider than the digits that widths are told in, and the filter's arrow takes two of them. */
      lines = MAX (lines, ceil (g_utf8_strlen (head->header, -1) * 1.15 / MAX (find_width (head) - 2, 1)));
    }
  return lines * LINE_HEIGHT;
}

/* Title, notes and header; what is below them scrolls under them. Returns the row of the header. */
static lxw_row_t
put_head (Book          *self,
          lxw_worksheet *sheet,
          const GbTable *table)
{
  lxw_row_t row = 0;

  for (guint i = 0; i < table->columns->len; i++)
    worksheet_set_column (sheet, i, i, find_width (gb_table_get_column (table, i)), NULL);
  if (table->title != NULL)
    put_text (sheet, row++, 0, table->title, self->title);
  for (guint i = 0; i < table->notes->len; i++)
    put_text (sheet, row++, 0, table->notes->pdata[i], self->note);
  worksheet_set_row (sheet, row, find_header_height (table), NULL);
  for (guint i = 0; i < table->columns->len; i++)
    put_text (sheet, row, i, gb_table_get_column (table, i)->header,
              self->headers[gb_table_get_column (table, i)->kind]);
  worksheet_freeze_panes (sheet, row + 1, 0);
  worksheet_repeat_rows (sheet, row, row);
  worksheet_set_landscape (sheet);
  worksheet_set_paper (sheet, 9); /* A4 */
  worksheet_fit_to_pages (sheet, 1, 0);
  worksheet_set_footer (sheet, "&R&P/&N");
  return row;
}

/* What the library holds back is written, so that a full disk is noticed and the rows' size is known. */
static gboolean
flush_rows (Book          *self,
            lxw_worksheet *sheet,
            GError       **error)
{
  locale_t before = uselocale (self->numbers);
  gint64 size;

  lxw_worksheet_write_single_row (sheet);
  uselocale (before);
  if (fflush (sheet->optimize_tmpfile) != 0 || ferror (sheet->optimize_tmpfile))
    return refuse (errno != 0 ? errno : ENOSPC, error);
  size = ftello (sheet->optimize_tmpfile);
  g_array_append_val (self->sizes, size);
  return TRUE;
}

static gboolean
check_room (lxw_worksheet *sheet,
            lxw_row_t      row,
            GError       **error)
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

/* Under the C locale's numbers: the library prints them with the decimal comma of the user's language, which no
 * program reads. */
static void
put_row_as_c (Book          *self,
              lxw_worksheet *sheet,
              const GbTable *table,
              lxw_row_t      place)
{
  locale_t before = uselocale (self->numbers);

  put_row (self, sheet, table, place);
  uselocale (before);
}

static gboolean
put_table (Book        *self,
           GbTable     *table,
           GbTableRun  *run,
           GError     **error)
{
  g_autofree char *name = NULL;
  g_autoptr (GPtrArray) taken = g_ptr_array_new ();
  g_autoptr (GError) failure = NULL;
  lxw_worksheet *sheet;
  lxw_row_t head, row;

  for (guint i = 0; i < self->sheets->len; i++)
    g_ptr_array_add (taken, ((lxw_worksheet *) self->sheets->pdata[i])->name);
  name = gb_xlsx_text_sheet (table->name, (const char *const *) taken->pdata, taken->len);
  sheet = workbook_add_worksheet (self->workbook, name);
  if (sheet == NULL)
    return explain (self, LXW_ERROR_CREATING_TMPFILE, errno, error);
  g_ptr_array_add (self->sheets, sheet);
  row = head = put_head (self, sheet, table);
  while (gb_table_run_next (run, table, &failure))
    {
      if (!check_room (sheet, ++row, error))
        return FALSE;
      put_row_as_c (self, sheet, table, row);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (table->columns->len > 0)
    worksheet_autofilter (sheet, head, 0, MAX (row, head), table->columns->len - 1);
  return flush_rows (self, sheet, error);
}

static gboolean
close_book (Book    *self,
            GError **error)
{
  locale_t before = uselocale (self->numbers);
  lxw_error failure;

  errno = 0;
  failure = workbook_close (g_steal_pointer (&self->workbook));
  uselocale (before);
  if (failure != LXW_NO_ERROR)
    return explain (self, failure, errno, error);
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

/* The library has checks of its own for names and properties; what we give it passes them, so that of what it returns
 * only the closing matters. */
gboolean
gb_table_write_xlsx (GbTable *const *tables,
                     guint           n_tables,
                     gint64          now,
                     GFile          *file,
                     GbTableRun     *run,
                     GOutputStream  *stream,
                     GError        **error)
{
  g_auto (Book) book = { .sheets = g_ptr_array_new (), .sizes = g_array_new (FALSE, FALSE, sizeof (gint64)), .fd = -1 };

  book.numbers = newlocale (LC_NUMERIC_MASK, "C", duplocale (LC_GLOBAL_LOCALE));
  if (!open_book (&book, file, error))
    return FALSE;
  describe (&book, tables[0], now);
  add_formats (&book);
  for (guint i = 0; i < n_tables; i++)
    if (!put_table (&book, tables[i], run, error))
      return FALSE;
  return !g_cancellable_set_error_if_cancelled (run->cancellable, error) && close_book (&book, error) &&
         copy (book.fd, stream, run->cancellable, error);
}
