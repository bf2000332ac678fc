/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-export.h"

#include <glib/gi18n-lib.h>

#include "gb-sandbox.h"

struct _GbExport
{
  char *name; /* (owned) */
  gint64 n_rows;
  GbExportFunc func;
  gpointer data;            /* (owned) */
  GDestroyNotify data_free; /* (nullable) */
};

static const char *const suffixes[GB_N_EXPORT_FORMS] = {
  [GB_EXPORT_XLSX] = "xlsx",
  [GB_EXPORT_CSV] = "csv",
  [GB_EXPORT_CSV_PLAIN] = "csv",
  [GB_EXPORT_CALENDAR] = "ics",
  [GB_EXPORT_WHOLE_CALENDAR] = "ics",
  [GB_EXPORT_CONTACTS] = "vcf",
  [GB_EXPORT_GEOJSON] = "geojson",
};

/**
 * gb_export_new:
 * @name: what it is, in words: the title inside and, without accents, the beginning of the file's name
 * @n_rows: how many rows there will be; -1 where that is not known yet
 * @data: (transfer full): for @func: nothing that belongs to the main thread
 * @data_free: (nullable): frees @data, on any thread
 *
 * Returns: (transfer full): what can be saved
 */
GbExport *
gb_export_new (const char    *name,
               gint64         n_rows,
               GbExportFunc   func,
               gpointer       data,
               GDestroyNotify data_free)
{
  GbExport *self = g_atomic_rc_box_new0 (GbExport);

  self->name = g_strdup (name);
  self->n_rows = n_rows;
  self->func = func;
  self->data = data;
  self->data_free = data_free;
  return self;
}

GbExport *
gb_export_ref (GbExport *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  GbExport *self = data;

  g_free (self->name);
  if (self->data_free != NULL)
    self->data_free (self->data);
}

void
gb_export_unref (GbExport *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

const char *
gb_export_get_name (const GbExport *self)
{
  return self->name;
}

/**
 * gb_export_get_n_rows:
 *
 * Returns: how many rows there will be; -1 where that is not known yet
 */
gint64
gb_export_get_n_rows (const GbExport *self)
{
  return self->n_rows;
}

/* LibreOffice keeps such a file beside what it has open. It would write its own state over ours. */
static gboolean
is_free (GFile   *file,
         GError **error)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *lock_name = g_strdup_printf (".~lock.%s#", name);
  g_autoptr (GFile) lock = folder != NULL ? g_file_get_child (folder, lock_name) : NULL;

  if (lock == NULL || !g_file_query_exists (lock, NULL))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY,
               _("“%s” is open in another program. Close it there, or choose another name."), name);
  return FALSE;
}

/**
 * gb_export_run:
 * @connection: for reading
 * @target: where to; its rows are counted
 * @error: as of gb_save_file()
 *
 * Saves it. Blocks; run it on a thread of the store.
 *
 * Returns: whether the file is whole; otherwise there is no new one
 */
gboolean
gb_export_run (const GbExport  *self,
               GbSqlConnection *connection,
               GbExportTarget  *target,
               GError         **error)
{
  return is_free (target->file, error) && self->func (connection, self->data, target, error);
}

/**
 * gb_export_form_suffix:
 *
 * Returns: how names of such files end, without the dot
 */
const char *
gb_export_form_suffix (GbExportForm form)
{
  return suffixes[form];
}

static gboolean
ends_with (const char   *name,
           GbExportForm  form)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);
  g_autofree char *suffix = g_strdup_printf (".%s", suffixes[form]);

  return g_str_has_suffix (lower, suffix);
}

/* Nobody was asked whether a file of that name may go. */
static GFile *
find_free (GFile      *folder,
           const char *name,
           const char *suffix)
{
  for (guint i = 1;; i++)
    {
      g_autofree char *tail = i > 1 ? g_strdup_printf ("-%u", i) : g_strdup ("");
      g_autofree char *whole = g_strdup_printf ("%s%s.%s", name, tail, suffix);
      g_autoptr (GFile) file = g_file_get_child (folder, whole);

      if (!g_file_query_exists (file, NULL))
        return g_steal_pointer (&file);
    }
}

/**
 * gb_export_complete_name:
 * @file: as the user named it
 * @form: (inout): what was wanted; of tables the name decides, if it has the ending of one
 *
 * A file whose name ends otherwise opens in the wrong program or in none. In a sandbox only the very file that was named
 * may be written.
 *
 * Returns: (transfer full): @file, or one with the ending of @form, which is not there yet
 */
GFile *
gb_export_complete_name (GFile        *file,
                         GbExportForm *form)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr (GFile) folder = g_file_get_parent (file);

  if (ends_with (name, *form))
    return g_object_ref (file);
  for (int other = GB_EXPORT_XLSX; other <= GB_EXPORT_CSV; other++)
    if ((GB_EXPORT_TABLES & GB_EXPORT_BIT (*form)) && ends_with (name, other))
      {
        *form = other;
        return g_object_ref (file);
      }
  if (folder == NULL || gb_sandbox_is_inside ())
    return g_object_ref (file);
  return find_free (folder, name, suffixes[*form]);
}
