/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Borders of the communes, from whoever draws them to the workstations: what is not sound is refused here, once, with its
 * place and reason, and what goes out is in the form that every reader of GeoJSON understands. */
#include "gb-hub-boundaries.h"

#include "gb-geo-areas.h"
#include "gb-geo-error.h"
#include "gb-geo-normalise.h"
#include "gb-geo-writer.h"
#include "gb-hub-files.h"
#include "gb-hub-import-private.h"
#include "gb-json-writer.h"
#include "gb-save-file.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* The record's id: there is one of them. */
#define RECORD "boundaries"
#define NAME "boundaries.geojson"
#define KIND "boundaries"

#define CHUNK (256 * 1024)

typedef struct
{
  GFile *file;              /* (owned): that is read */
  const char *key;          /* (nullable) */
  const char *source;       /* (nullable) */
  GbGeoMatcher *matcher;    /* (owned) */
  GPtrArray *refusals;      /* (owned) (element-type GbGeoRefusal) */
  GInputStream *in;         /* (owned) (nullable): of @file, while it is written */
  GbGeoWriter *writer;      /* (not owned): while it is written */
  GbGeoAreas areas;
} Import;

static void
import_clear (Import *self)
{
  g_clear_object (&self->file);
  g_clear_object (&self->in);
  g_clear_pointer (&self->matcher, gb_geo_matcher_free);
  g_clear_pointer (&self->refusals, g_ptr_array_unref);
  g_clear_pointer (&self->areas.source, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

/* --- from one file to the other ------------------------------------------------------------------- */

static gboolean
load_codes (GbHub   *hub,
            Import  *self,
            GError **error)
{
  g_autoptr (GbSqlStatement) statement =
      gb_sql_connection_prepare (gb_hub_get_connection (hub), "SELECT id FROM commune ORDER BY id", error);
  gboolean row;

  self->matcher = gb_geo_matcher_new ();
  while (statement != NULL && gb_sql_statement_step (statement, &row, error))
    {
      if (!row)
        return TRUE;
      gb_geo_matcher_add (self->matcher, gb_sql_statement_get_text (statement, 0));
    }
  return FALSE;
}

/* GbGeoAreaFunc: mended, and out it goes. */
static gboolean
take_area (GbGeoFeature *feature,
           guint         index,
           gpointer      user_data,
           GError      **error)
{
  g_autoptr (GbGeoFeature) own = feature;
  Import *self = user_data;

  if (!gb_geo_feature_normalise (own, error))
    return FALSE;
  gb_geo_writer_begin_feature (self->writer, own->id);
  return gb_geo_writer_end_as_read (self->writer, own, NULL, error);
}

/* GbSaveFileFunc */
static gboolean
write_areas (GOutputStream *out,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  Import *self = data;
  g_autoptr (GbGeoWriter) writer = gb_geo_writer_new (out);

  self->writer = writer;
  gb_geo_writer_set_source (writer, self->source);
  gb_geo_writer_open (writer, NULL);
  return gb_geo_areas_read (&self->areas, self->in, cancellable, error) &&
         gb_geo_writer_close (writer, cancellable, error);
}

/* Which property has the codes, and who drew the areas where nobody said. */
static gboolean
look_at_file (Import  *self,
              char   **key,
              GError **error)
{
  g_autoptr (GFileInputStream) in = NULL;

  if (self->key != NULL)
    return TRUE;
  in = g_file_read (self->file, NULL, error);
  if (in != NULL)
    *key = gb_geo_areas_find_key (G_INPUT_STREAM (in), self->matcher, NULL, NULL, error);
  self->key = *key;
  return *key != NULL;
}

/* --- what is known by its hash -------------------------------------------------------------------- */

static char *
hash_file (const char *path,
           goffset    *bytes,
           GError    **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *buffer = g_malloc (CHUNK);
  gssize n = -1;

  *bytes = 0;
  while (stream != NULL && (n = g_input_stream_read (G_INPUT_STREAM (stream), buffer, CHUNK, NULL, error)) > 0)
    {
      g_checksum_update (checksum, buffer, n);
      *bytes += n;
    }
  return n == 0 ? g_strdup (g_checksum_get_string (checksum)) : NULL;
}

/* Others that were brought in under another name, with --file. */
static gboolean
delete_others (GbHub   *hub,
               GError **error)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      gb_hub_get_connection (hub), "SELECT id FROM file WHERE kind = '" KIND "' AND id <> '" RECORD "'", error);
  gboolean row = TRUE;

  if (statement == NULL)
    return FALSE;
  while (row)
    {
      if (!gb_sql_statement_step (statement, &row, error))
        return FALSE;
      if (row)
        g_ptr_array_add (others, gb_sql_statement_dup_text (statement, 0));
    }
  for (guint i = 0; i < others->len; i++)
    {
      GbHubLogOutcome outcome;

      if (!gb_hub_log_delete (gb_hub_get_log (hub), GB_RECORD_FILE, others->pdata[i], &outcome, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_record (GbHub          *hub,
            const char     *sha256,
            goffset         bytes,
            GbImportReport *report,
            GError        **error)
{
  GbHubLog *log = gb_hub_get_log (hub);
  guint64 before = gb_hub_log_n_changed (log);
  g_auto (GbJsonWriter) writer = { NULL };
  g_autofree char *data = NULL;
  GbHubLogOutcome outcome;

  gb_json_writer_open (&writer, NULL, '{');
  gb_json_writer_text (&writer, "name", NAME);
  gb_json_writer_text (&writer, "kind", KIND);
  gb_json_writer_text (&writer, "sha256", sha256);
  gb_json_writer_integer (&writer, "bytes", bytes);
  gb_json_writer_close (&writer, '}');
  data = gb_json_writer_steal (&writer);
  if (!gb_hub_log_begin (log, error))
    return FALSE;
  if (!delete_others (hub, error) || !gb_hub_log_put (log, GB_RECORD_FILE, RECORD, data, &outcome, error))
    {
      gb_hub_log_rollback (log);
      return FALSE;
    }
  gb_import_report_add_changed (report, gb_hub_log_n_changed (log) - before);
  return gb_hub_log_commit (log, error);
}

static gboolean
keep (GbHub          *hub,
      const char     *written,
      GbImportReport *report,
      GError        **error)
{
  goffset bytes;
  g_autofree char *sha256 = hash_file (written, &bytes, error);
  g_autofree char *path = sha256 != NULL ? gb_hub_files_path (hub, sha256) : NULL;

  if (path == NULL)
    return FALSE;
  if (g_rename (written, path) == 0)
    return put_record (hub, sha256, bytes, report, error);
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", path, g_strerror (errno));
  return FALSE;
}

/* --- all of it ------------------------------------------------------------------------------------ */

/* Whether the file is at fault, and not the hub. */
static gboolean
is_about_file (const GError *error)
{
  return error->domain == GB_GEO_ERROR || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
}

static void
report_refusals (const Import   *self,
                 const char     *name,
                 GbImportReport *report)
{
  for (guint i = 0; i < self->refusals->len; i++)
    {
      const GbGeoRefusal *refusal = self->refusals->pdata[i];

      gb_import_report_refuse (report, name, (int) refusal->index, refusal->field, refusal->reason);
    }
  /* The report counts what nobody reads. */
  for (guint i = self->refusals->len; i < self->areas.n_refused; i++)
    gb_import_report_refuse (report, name, -1, NULL, _("more features were refused"));
}

static gboolean
run (GbHub          *hub,
     Import         *self,
     const char     *name,
     const char     *written,
     GbImportReport *report,
     GError        **error)
{
  g_autofree char *key = NULL;
  g_autoptr (GFile) out = g_file_new_for_path (written);

  if (!load_codes (hub, self, error) || !look_at_file (self, &key, error))
    return FALSE;
  self->areas = (GbGeoAreas) { .matcher = self->matcher, .key = self->key, .func = take_area, .user_data = self,
                               .refusals = self->refusals };
  self->in = G_INPUT_STREAM (g_file_read (self->file, NULL, error));
  if (self->in == NULL || !gb_save_file (out, write_areas, self, NULL, error))
    return FALSE;
  report_refusals (self, name, report);
  if (self->areas.n_taken == 0)
    {
      g_unlink (written);
      gb_import_report_refuse (report, name, -1, NULL, _("no area could be taken; the boundaries of before stay"));
      return TRUE;
    }
  gb_import_report_add_taken (report, self->areas.n_taken);
  return keep (hub, written, report, error);
}

/**
 * gb_hub_import_boundaries:
 * @path: GeoJSON (RFC 7946)
 * @key: (nullable): the property that has the communes' codes; %NULL to look for it
 * @source: (nullable): who drew them, for the map to say
 * @report: (nullable): what became of each feature
 *
 * Takes the borders of the hub's communes, in place of those of before, and serves them as a file of kind "boundaries" that
 * the feed tells of. Where nothing can be taken, those of before stay. Has the memory of one feature.
 *
 * Returns: whether the hub can go on; a file that cannot be read or understood is refused
 */
gboolean
gb_hub_import_boundaries (GbHub          *hub,
                          const char     *path,
                          const char     *key,
                          const char     *source,
                          GbImportReport *report,
                          GError        **error)
{
  g_auto (Import) self = { g_file_new_for_path (path), key, source };
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *written = gb_hub_files_path (hub, "boundaries.new");
  g_autofree char *folder = g_path_get_dirname (written);
  GError *failure = NULL;

  self.refusals = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_geo_refusal_free);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", folder, g_strerror (errno));
      return FALSE;
    }
  if (run (hub, &self, name, written, report, &failure))
    return TRUE;
  if (is_about_file (failure))
    {
      gb_import_report_refuse (report, name, -1, NULL, failure->message);
      g_error_free (failure);
      return TRUE;
    }
  g_propagate_error (error, failure);
  return FALSE;
}
