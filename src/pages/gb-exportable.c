/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-exportable.h"

/**
 * GbExportable:
 *
 * A view whose rows can be saved for other programs.
 */
G_DEFINE_INTERFACE (GbExportable, gb_exportable, G_TYPE_OBJECT)

static void
gb_exportable_default_init (GbExportableInterface *iface)
{
}

/**
 * gb_exportable_get_forms:
 *
 * Returns: what the view can be saved as just now: a bit for each #GbExportForm; 0 while it shows nothing
 */
guint
gb_exportable_get_forms (GbExportable *self)
{
  g_return_val_if_fail (GB_IS_EXPORTABLE (self), 0);

  return GB_EXPORTABLE_GET_IFACE (self)->get_forms (self);
}

/**
 * gb_exportable_get_n_marked:
 *
 * Returns: how many rows are marked
 */
guint
gb_exportable_get_n_marked (GbExportable *self)
{
  GbExportableInterface *iface;

  g_return_val_if_fail (GB_IS_EXPORTABLE (self), 0);

  iface = GB_EXPORTABLE_GET_IFACE (self);
  return iface->get_n_marked != NULL ? iface->get_n_marked (self) : 0;
}

/**
 * gb_exportable_make_export:
 * @form: one of gb_exportable_get_forms()
 * @marked: whether only the marked rows are wanted
 *
 * Returns: (transfer full) (nullable): what the view shows at this moment; %NULL where it shows nothing
 */
GbExport *
gb_exportable_make_export (GbExportable *self,
                           GbExportForm  form,
                           gboolean      marked)
{
  g_return_val_if_fail (GB_IS_EXPORTABLE (self), NULL);

  if ((gb_exportable_get_forms (self) & GB_EXPORT_BIT (form)) == 0)
    return NULL;
  return GB_EXPORTABLE_GET_IFACE (self)->make_export (self, form, marked);
}
