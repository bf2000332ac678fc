/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * GbImportRefusal:
 * @file: the name of the file or message
 * @index: the record's place in it, from 0; -1 for the file as a whole
 * @field: (nullable): the field at fault
 * @reason: what is wrong, for people
 */
typedef struct
{
  char *file;
  int index;
  char *field;
  char *reason;
} GbImportRefusal;

#define GB_TYPE_IMPORT_REPORT (gb_import_report_get_type ())
typedef struct _GbImportReport GbImportReport;

GType                  gb_import_report_get_type    (void);
GbImportReport        *gb_import_report_new         (void);
GbImportReport        *gb_import_report_ref         (GbImportReport  *self);
void                   gb_import_report_unref       (GbImportReport  *self);

guint64                gb_import_report_get_taken   (GbImportReport  *self);
guint64                gb_import_report_get_changed (GbImportReport  *self);
guint64                gb_import_report_get_waiting (GbImportReport  *self);
guint                  gb_import_report_n_refused   (GbImportReport  *self);
const GbImportRefusal *gb_import_report_get_refusal (GbImportReport  *self,
                                                     guint            index);
char                  *gb_import_report_to_json     (GbImportReport  *self);

void                   gb_import_report_add_taken   (GbImportReport  *self,
                                                     guint64          n);
void                   gb_import_report_add_changed (GbImportReport  *self,
                                                     guint64          n);
void                   gb_import_report_add_waiting (GbImportReport  *self,
                                                     guint64          n);
void                   gb_import_report_refuse      (GbImportReport  *self,
                                                     const char      *file,
                                                     int              index,
                                                     const char      *field,
                                                     const char      *reason);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbImportReport, gb_import_report_unref)

G_END_DECLS
