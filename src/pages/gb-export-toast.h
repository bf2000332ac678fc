/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-export-job.h"

G_BEGIN_DECLS

AdwToast *gb_export_toast_new_progress (GbExportJob *job);
AdwToast *gb_export_toast_new_done     (GbExportJob *job);
AdwToast *gb_export_toast_new_saved    (GFile       *file,
                                        const char  *text);
AdwToast *gb_export_toast_new_failed   (const char  *text);

G_END_DECLS
