/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-store.h"

G_BEGIN_DECLS

/**
 * GbExportForm:
 * @GB_EXPORT_XLSX: a workbook for Excel or LibreOffice
 * @GB_EXPORT_CSV: a table in text that spreadsheets open by a click
 * @GB_EXPORT_CSV_PLAIN: the same for programs: without a byte order mark, with short names as headers
 * @GB_EXPORT_CALENDAR: entries for calendars (RFC 5545)
 * @GB_EXPORT_WHOLE_CALENDAR: the same of everything that has a day, not only of what the view shows
 * @GB_EXPORT_CONTACTS: contact cards (RFC 6350)
 * @GB_EXPORT_GEOJSON: places for maps (RFC 7946)
 *
 * What a view can be saved as.
 */
typedef enum
{
  GB_EXPORT_XLSX,
  GB_EXPORT_CSV,
  GB_EXPORT_CSV_PLAIN,
  GB_EXPORT_CALENDAR,
  GB_EXPORT_WHOLE_CALENDAR,
  GB_EXPORT_CONTACTS,
  GB_EXPORT_GEOJSON,
} GbExportForm;

#define GB_N_EXPORT_FORMS 7
#define GB_EXPORT_BIT(form) (1u << (form))

/* The forms that a table has. */
#define GB_EXPORT_TABLES (GB_EXPORT_BIT (GB_EXPORT_XLSX) | GB_EXPORT_BIT (GB_EXPORT_CSV) | GB_EXPORT_BIT (GB_EXPORT_CSV_PLAIN))

/**
 * GbExportTarget:
 * @form: what is to be made
 * @file: where to; what is there already stays until the new one is whole
 * @title: what it is, in words
 * @note: (nullable): what whoever gets it must be told
 * @now: when it was asked for, UTC seconds
 * @cancellable: stops it
 * @n_rows: how many rows were written so far; counted from any thread
 *
 * Where an export goes to. Owned by whoever runs it.
 */
typedef struct
{
  GbExportForm form;
  GFile *file;
  const char *title;
  const char *note;
  gint64 now;
  GCancellable *cancellable;
  int n_rows;
} GbExportTarget;

/**
 * GbExportFunc:
 * @connection: for reading, on a thread of the store
 * @data: what the view showed
 *
 * Saves it all; counts what it writes.
 *
 * Returns: whether the file is whole
 */
typedef gboolean (*GbExportFunc) (GbSqlConnection  *connection,
                                  gpointer          data,
                                  GbExportTarget   *target,
                                  GError          **error);

/**
 * GbExport:
 *
 * What a view showed at the moment somebody wanted it saved (dữ liệu xuất ra): its rows, in its order, with its columns.
 * Counted references; not changed once it is made.
 */
typedef struct _GbExport GbExport;

GbExport   *gb_export_new           (const char      *name,
                                     gint64           n_rows,
                                     GbExportFunc     func,
                                     gpointer         data,
                                     GDestroyNotify   data_free);
GbExport   *gb_export_ref           (GbExport        *self);
void        gb_export_unref         (GbExport        *self);
const char *gb_export_get_name      (const GbExport  *self);
gint64      gb_export_get_n_rows    (const GbExport  *self);
gboolean    gb_export_run           (const GbExport  *self,
                                     GbSqlConnection *connection,
                                     GbExportTarget  *target,
                                     GError         **error);

const char *gb_export_form_suffix   (GbExportForm     form);
GFile      *gb_export_complete_name (GFile           *file,
                                     GbExportForm    *form);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbExport, gb_export_unref)

G_END_DECLS
