/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-export.h"

G_BEGIN_DECLS

#define GB_TYPE_EXPORT_JOB (gb_export_job_get_type ())
G_DECLARE_FINAL_TYPE (GbExportJob, gb_export_job, GB, EXPORT_JOB, GObject)

GbExportJob  *gb_export_job_new         (GbStore       *store,
                                         GbExport      *export,
                                         GbExportForm   form,
                                         GFile         *file,
                                         const char    *note);
void          gb_export_job_start       (GbExportJob   *self);
void          gb_export_job_cancel      (GbExportJob   *self);
gboolean      gb_export_job_get_running (GbExportJob   *self);
gint64        gb_export_job_get_n_rows  (GbExportJob   *self);
gint64        gb_export_job_get_total   (GbExportJob   *self);
GbExportForm  gb_export_job_get_form    (GbExportJob   *self);
GFile        *gb_export_job_get_file    (GbExportJob   *self);
const GError *gb_export_job_get_error   (GbExportJob   *self);

G_END_DECLS
