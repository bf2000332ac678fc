/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-export.h"

G_BEGIN_DECLS

#define GB_TYPE_EXPORTABLE (gb_exportable_get_type ())
G_DECLARE_INTERFACE (GbExportable, gb_exportable, GB, EXPORTABLE, GObject)

/**
 * GbExportableInterface:
 * @get_forms: what it can be saved as just now: a bit for each #GbExportForm; 0 while it shows nothing
 * @get_n_marked: (nullable): how many of its rows are marked; views without marks leave it out
 * @make_export: (nullable): what it shows, or only its marked rows
 */
struct _GbExportableInterface
{
  GTypeInterface parent_iface;

  guint     (*get_forms)    (GbExportable *self);
  guint     (*get_n_marked) (GbExportable *self);
  GbExport *(*make_export)  (GbExportable *self,
                             GbExportForm  form,
                             gboolean      marked);
};

guint     gb_exportable_get_forms    (GbExportable *self);
guint     gb_exportable_get_n_marked (GbExportable *self);
GbExport *gb_exportable_make_export  (GbExportable *self,
                                      GbExportForm  form,
                                      gboolean      marked);

G_END_DECLS
