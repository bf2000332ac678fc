/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-action.h"
#include "gb-attachment.h"

G_BEGIN_DECLS

#define GB_TYPE_FILES_ROW (gb_files_row_get_type ())
G_DECLARE_FINAL_TYPE (GbFilesRow, gb_files_row, GB, FILES_ROW, AdwBin)

GtkWidget *gb_files_row_new          (void);
guint      gb_files_row_get_n_files  (GbFilesRow  *self);
char      *gb_files_row_get_json     (GbFilesRow  *self);
void       gb_files_row_add_to       (GbFilesRow  *self,
                                      GbAction    *action);
void       gb_files_row_add_file     (GbFilesRow  *self,
                                      GFile       *file);
void       gb_files_row_edit         (GbFilesRow  *self,
                                      GbStore     *store);
void       gb_files_row_show         (GbFilesRow  *self,
                                      GPtrArray   *files);

G_END_DECLS
