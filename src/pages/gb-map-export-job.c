/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-export-job.h"

#include "gb-export-map.h"
#include "gb-map-geojson.h"
#include "gb-map-sheet-file.h"
#include "gb-table-file.h"

/* On a screen of our days a picture is looked at closely. */
#define PNG_SCALE 2

static void
request_free (gpointer data)
{
  GbMapExportRequest *self = data;

  gb_map_view_unref (self->view);
  g_clear_pointer (&self->sheet, gb_map_sheet_unref);
  g_object_unref (self->file);
  g_free (self);
}

static gboolean
save_table (const GbMapExportRequest *request,
            guint                    *n,
            GCancellable             *cancellable,
            GError                  **error)
{
  g_autoptr (GbTable) table = gb_export_map_table (request->view);
  GbTableForm form = request->kind == GB_MAP_EXPORT_XLSX ? GB_TABLE_XLSX : GB_TABLE_CSV;
  gint64 n_rows = gb_table_save (&table, 1, form, request->now, request->file, NULL, NULL, cancellable, error);

  *n = (guint) MAX (n_rows, 0);
  return n_rows >= 0;
}

static gboolean
save (const GbMapExportRequest *request,
      guint                    *n,
      GCancellable             *cancellable,
      GError                  **error)
{
  double width = request->a3 ? GB_MAP_A3_WIDTH : GB_MAP_A4_WIDTH;
  double height = request->a3 ? GB_MAP_A3_HEIGHT : GB_MAP_A4_HEIGHT;

  *n = 1;
  switch (request->kind)
    {
    case GB_MAP_EXPORT_PNG:
      return gb_map_sheet_save_png (request->sheet, width, height, PNG_SCALE, request->file, cancellable, error);
    case GB_MAP_EXPORT_GEOJSON:
      return gb_map_geojson_save (request->view, NULL, request->file, n, cancellable, error);
    case GB_MAP_EXPORT_XLSX:
    case GB_MAP_EXPORT_CSV:
      return save_table (request, n, cancellable, error);
    case GB_MAP_EXPORT_PDF:
    default:
      *n = gb_map_sheet_get_n_pages (request->sheet, width, height);
      return gb_map_sheet_save_pdf (request->sheet, width, height, request->file, cancellable, error);
    }
}

static void
run (GTask        *task,
     gpointer      source,
     gpointer      data,
     GCancellable *cancellable)
{
  GError *error = NULL;
  guint n;

  if (save (data, &n, cancellable, &error))
    g_task_return_int (task, n);
  else
    g_task_return_error (task, error);
}

/**
 * gb_map_export_job_async:
 * @request: what is to be saved; it is copied
 *
 * Saves on another thread.
 */
void
gb_map_export_job_async (const GbMapExportRequest *request,
                         GCancellable             *cancellable,
                         GAsyncReadyCallback       callback,
                         gpointer                  user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  GbMapExportRequest *copy = g_memdup2 (request, sizeof *request);

  g_task_set_source_tag (task, gb_map_export_job_async);
  gb_map_view_ref (copy->view);
  if (copy->sheet != NULL)
    gb_map_sheet_ref (copy->sheet);
  g_object_ref (copy->file);
  g_task_set_task_data (task, copy, request_free);
  g_task_run_in_thread (task, run);
}

/**
 * gb_map_export_job_finish:
 * @error: as of gb_save_file()
 *
 * Returns: how many pages or communes were saved; 0 with @error set where nothing was
 */
guint
gb_map_export_job_finish (GAsyncResult *result,
                          GError      **error)
{
  gssize n = g_task_propagate_int (G_TASK (result), error);

  return n > 0 ? (guint) n : 0;
}
