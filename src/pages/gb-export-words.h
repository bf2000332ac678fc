/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-export-job.h"
#include "gb-time.h"

G_BEGIN_DECLS

const char *gb_export_words_form      (GbExportForm  form);
char       *gb_export_words_file_name (const char   *name,
                                       const char   *suffix,
                                       GbDay         day);
char       *gb_export_words_marked    (guint         n_marked);
char       *gb_export_words_progress  (GbExportJob  *job);
char       *gb_export_words_saved     (GbExportJob  *job);
const char *gb_export_words_failed    (GbExportJob  *job);

G_END_DECLS
