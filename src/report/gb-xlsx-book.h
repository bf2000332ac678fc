/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <xlsxwriter.h>

G_BEGIN_DECLS

/**
 * GbXlsxBook:
 *
 * A workbook of libxlsxwriter on its way into a file, with what the library leaves to others: temporary files that
 * nobody finds, a full disk that is noticed, numbers that programs read whatever the user's language is.
 */
typedef struct _GbXlsxBook GbXlsxBook;

GbXlsxBook    *gb_xlsx_book_new          (GFile          *file,
                                          GError        **error);
void           gb_xlsx_book_free         (GbXlsxBook     *self);
lxw_workbook  *gb_xlsx_book_get_workbook (GbXlsxBook     *self);

lxw_worksheet *gb_xlsx_book_add_sheet    (GbXlsxBook     *self,
                                          const char     *name,
                                          GError        **error);
gboolean       gb_xlsx_book_has_room     (GbXlsxBook     *self,
                                          lxw_worksheet  *sheet,
                                          lxw_row_t       row,
                                          GError        **error);
void           gb_xlsx_book_begin        (GbXlsxBook     *self);
void           gb_xlsx_book_end          (GbXlsxBook     *self);
gboolean       gb_xlsx_book_end_sheet    (GbXlsxBook     *self,
                                          lxw_worksheet  *sheet,
                                          GError        **error);
gboolean       gb_xlsx_book_write        (GbXlsxBook     *self,
                                          GOutputStream  *stream,
                                          GCancellable   *cancellable,
                                          GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbXlsxBook, gb_xlsx_book_free)

G_END_DECLS
