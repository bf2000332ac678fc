/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-import-report.h"

#include "gb-wire-json-split.h"

/* A file that is wrong throughout must not fill memory or the screen; the count stays exact. */
#define MAX_REFUSALS 10000

/**
 * GbImportReport:
 *
 * What became of the records that were brought in. Its functions take %NULL for a report that
 * nobody wants.
 */
struct _GbImportReport
{
  gatomicrefcount ref_count;
  guint64 taken;
  guint64 changed;
  guint64 waiting;
  guint n_refused;
  GPtrArray *refusals; /* (owned) of GbImportRefusal */
};

G_DEFINE_BOXED_TYPE (GbImportReport, gb_import_report, gb_import_report_ref, gb_import_report_unref)

static void
refusal_free (gpointer data)
{
  GbImportRefusal *self = data;

  g_free (self->file);
  g_free (self->field);
  g_free (self->reason);
  g_free (self);
}

/**
 * gb_import_report_new:
 *
 * Returns: (transfer full): an empty report
 */
GbImportReport *
gb_import_report_new (void)
{
  GbImportReport *self = g_new0 (GbImportReport, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->refusals = g_ptr_array_new_with_free_func (refusal_free);
  return self;
}

GbImportReport *
gb_import_report_ref (GbImportReport *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
gb_import_report_unref (GbImportReport *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->refusals);
  g_free (self);
}

/**
 * gb_import_report_get_taken:
 *
 * Returns: how many records were understood and are in the hub, the unchanged ones included
 */
guint64
gb_import_report_get_taken (GbImportReport *self)
{
  return self->taken;
}

/**
 * gb_import_report_get_changed:
 *
 * Returns: how many records of the feed are new or different
 */
guint64
gb_import_report_get_changed (GbImportReport *self)
{
  return self->changed;
}

/**
 * gb_import_report_get_waiting:
 *
 * Returns: how many of the steps taken wait for their dossier's message
 */
guint64
gb_import_report_get_waiting (GbImportReport *self)
{
  return self->waiting;
}

/**
 * gb_import_report_n_refused:
 *
 * Returns: how many records were refused
 */
guint
gb_import_report_n_refused (GbImportReport *self)
{
  return self->n_refused;
}

/**
 * gb_import_report_get_refusal:
 * @index: from 0
 *
 * Returns: (transfer none) (nullable): a refusal; %NULL beyond the ten thousand that are kept
 */
const GbImportRefusal *
gb_import_report_get_refusal (GbImportReport *self,
                              guint           index)
{
  return index < self->refusals->len ? self->refusals->pdata[index] : NULL;
}

void
gb_import_report_add_taken (GbImportReport *self,
                            guint64         n)
{
  if (self != NULL)
    self->taken += n;
}

void
gb_import_report_add_changed (GbImportReport *self,
                              guint64         n)
{
  if (self != NULL)
    self->changed += n;
}

void
gb_import_report_add_waiting (GbImportReport *self,
                              guint64         n)
{
  if (self != NULL)
    self->waiting += n;
}

/**
 * gb_import_report_refuse:
 * @self: (nullable): a report
 * @file: the name of the file or message
 * @index: the record's place in it, from 0; -1 for the file as a whole
 * @field: (nullable): the field at fault
 * @reason: what is wrong, for people
 */
void
gb_import_report_refuse (GbImportReport *self,
                         const char     *file,
                         int             index,
                         const char     *field,
                         const char     *reason)
{
  GbImportRefusal *refusal;

  if (self == NULL || ++self->n_refused > MAX_REFUSALS)
    return;
  refusal = g_new0 (GbImportRefusal, 1);
  refusal->file = g_strdup (file);
  refusal->index = index;
  refusal->field = g_strdup (field);
  refusal->reason = g_strdup (reason);
  g_ptr_array_add (self->refusals, refusal);
}

static void
append_member (GString    *json,
               const char *name,
               const char *value)
{
  g_string_append_printf (json, ",\"%s\":", name);
  if (value != NULL)
    gb_wire_json_append_string (json, value);
  else
    g_string_append (json, "null");
}

/**
 * gb_import_report_to_json:
 *
 * Returns: (transfer full): `{"taken","changed","waiting","refused":[{"file","index","field","reason"}]}`
 *   in one line
 */
char *
gb_import_report_to_json (GbImportReport *self)
{
  GString *json = g_string_new (NULL);

  g_string_append_printf (json,
                          "{\"taken\":%" G_GUINT64_FORMAT ",\"changed\":%" G_GUINT64_FORMAT
                          ",\"waiting\":%" G_GUINT64_FORMAT ",\"refused\":[",
                          self->taken, self->changed, self->waiting);
  for (guint i = 0; i < self->refusals->len; i++)
    {
      GbImportRefusal *refusal = self->refusals->pdata[i];

      g_string_append_printf (json, "%s{\"index\":%d", i > 0 ? "," : "", refusal->index);
      append_member (json, "file", refusal->file);
      append_member (json, "field", refusal->field);
      append_member (json, "reason", refusal->reason);
      g_string_append_c (json, '}');
    }
  g_string_append (json, "]}");
  return g_string_free (json, FALSE);
}
