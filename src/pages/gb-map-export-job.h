/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-map-sheet.h"

G_BEGIN_DECLS

/**
 * GbMapExportKind:
 * @GB_MAP_EXPORT_PDF: all pages
 * @GB_MAP_EXPORT_PNG: the page with the map, twice as large as on the screen
 * @GB_MAP_EXPORT_GEOJSON: communes with borders and values
 * @GB_MAP_EXPORT_XLSX: communes with values, as a workbook
 * @GB_MAP_EXPORT_CSV: the same as text
 */
typedef enum
{
  GB_MAP_EXPORT_PDF,
  GB_MAP_EXPORT_PNG,
  GB_MAP_EXPORT_GEOJSON,
  GB_MAP_EXPORT_XLSX,
  GB_MAP_EXPORT_CSV,
} GbMapExportKind;

/**
 * GbMapExportRequest:
 * @kind: what is made
 * @view: what is shown
 * @sheet: (nullable): it as pages; needed for PDF and PNG
 * @a3: whether pages are A3, else A4
 * @file: where to
 * @now: when it was asked for, UTC seconds
 *
 * What is to be saved. All of it is owned by whoever asks.
 */
typedef struct
{
  GbMapExportKind kind;
  GbMapView *view;
  GbMapSheet *sheet;
  gboolean a3;
  GFile *file;
  gint64 now;
} GbMapExportRequest;

void  gb_map_export_job_async  (const GbMapExportRequest *request,
                                GCancellable             *cancellable,
                                GAsyncReadyCallback       callback,
                                gpointer                  user_data);
guint gb_map_export_job_finish (GAsyncResult             *result,
                                GError                  **error);

G_END_DECLS
