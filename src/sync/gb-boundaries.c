/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-boundaries.h"

#include "gb-geo-areas.h"
#include "gb-geo-codec.h"
#include "gb-geo-error.h"
#include "gb-map-repository.h"
#include "gb-sql-statement.h"
#include "gb-sync-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define CHUNK (256 * 1024)

/* A commune without an area is a point: a circle of that radius round its centre. */
#define POINT_DEGREES 0.008
#define POINT_CORNERS 24

/* One file on its way in; belongs to one thread. */
typedef struct
{
  const GbBoundariesImport *import;
  GPtrArray *communes;     /* (owned) (element-type GbMapCommune) */
  GbGeoMatcher *matcher;   /* (owned) */
  GPtrArray *features;     /* (owned) (element-type GbGeoFeature) */
  GArray *indices;         /* (owned) (element-type guint): which feature of the file each is */
  gsize n_points;
  GbGeoCoverage *coverage; /* (owned) (nullable) */
  GbBoundary boundary;     /* what is saved; points to what others own */
  GbBoundariesTaken *taken; /* (owned) */
} Job;

static void
job_clear (Job *self)
{
  g_clear_pointer (&self->communes, g_ptr_array_unref);
  g_clear_pointer (&self->matcher, gb_geo_matcher_free);
  g_clear_pointer (&self->features, g_ptr_array_unref);
  g_clear_pointer (&self->indices, g_array_unref);
  g_clear_pointer (&self->coverage, gb_geo_coverage_unref);
  g_clear_pointer (&self->boundary.coverage, g_bytes_unref);
  g_clear_pointer (&self->boundary.sha256, g_free);
  g_clear_pointer (&self->taken, gb_boundaries_taken_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, job_clear)

void
gb_boundaries_taken_free (GbBoundariesTaken *self)
{
  if (self == NULL)
    return;
  g_free (self->file);
  g_free (self->key);
  g_free (self->source);
  g_clear_pointer (&self->refusals, g_ptr_array_unref);
  g_strfreev (self->missing);
  g_free (self);
}

/* --- the communes --------------------------------------------------------------------------------- */

static gpointer
read_communes (GbSqlConnection *connection,
               gpointer         data,
               GCancellable    *cancellable,
               GError         **error)
{
  return gb_map_repository_communes (connection, error);
}

static gboolean
load_communes (Job          *self,
               GCancellable *cancellable,
               GError      **error)
{
  self->communes = gb_store_read (self->import->store, read_communes, NULL, cancellable, error);
  if (self->communes == NULL)
    return FALSE;
  if (self->communes->len == 0)
    {
      g_set_error_literal (error, GB_SYNC_ERROR, GB_SYNC_ERROR_NO_COMMUNES,
                           _("There are no communes here yet that borders could be of. Fetch the province's data first."));
      return FALSE;
    }
  self->taken->n_communes = self->communes->len;
  for (guint i = 0; i < self->communes->len; i++)
    gb_geo_matcher_add (self->matcher, ((GbMapCommune *) self->communes->pdata[i])->code);
  return TRUE;
}

/* --- the file ------------------------------------------------------------------------------------- */

static GbGeoLimits
limits (void)
{
  GbGeoLimits own = gb_geo_limits_default;

  own.max_bytes = GB_BOUNDARIES_MAX_BYTES;
  return own;
}

static char *
hash_file (GFile        *file,
           GCancellable *cancellable,
           GError      **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *buffer = g_malloc (CHUNK);
  gssize n = -1;

  while (stream != NULL && (n = g_input_stream_read (G_INPUT_STREAM (stream), buffer, CHUNK, cancellable, error)) > 0)
    g_checksum_update (checksum, buffer, n);
  return n == 0 ? g_strdup (g_checksum_get_string (checksum)) : NULL;
}

static gboolean
find_key (Job          *self,
          GCancellable *cancellable,
          GError      **error)
{
  g_autoptr (GFileInputStream) stream = NULL;
  GbGeoLimits own = limits ();

  self->taken->key = g_strdup (self->import->key);
  if (self->taken->key != NULL)
    return TRUE;
  stream = g_file_read (self->import->file, cancellable, error);
  if (stream != NULL)
    self->taken->key = gb_geo_areas_find_key (G_INPUT_STREAM (stream), self->matcher, &own, cancellable, error);
  return self->taken->key != NULL;
}

/* GbGeoAreaFunc */
static gboolean
take_area (GbGeoFeature *feature,
           guint         index,
           gpointer      user_data,
           GError      **error)
{
  Job *self = user_data;

  self->n_points += feature->n_points;
  g_ptr_array_add (self->features, feature);
  g_array_append_val (self->indices, index);
  if (self->n_points <= GB_BOUNDARIES_MAX_POINTS)
    return TRUE;
  g_set_error (error, GB_GEO_ERROR, GB_GEO_ERROR_LIMIT, _("The areas have more than %u points"), GB_BOUNDARIES_MAX_POINTS);
  return FALSE;
}

static gboolean
read_areas (Job          *self,
            GCancellable *cancellable,
            GError      **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (self->import->file, cancellable, error);
  GbGeoLimits own = limits ();
  GbGeoAreas areas = { .matcher = self->matcher, .key = self->taken->key, .limits = &own, .func = take_area,
                       .user_data = self, .refusals = self->taken->refusals };
  gboolean ok = stream != NULL && gb_geo_areas_read (&areas, G_INPUT_STREAM (stream), cancellable, error);

  self->taken->n_refused = areas.n_refused;
  self->taken->source = areas.source != NULL ? areas.source : g_strdup (self->import->source);
  return ok;
}

/* --- areas ---------------------------------------------------------------------------------------- */

/* A small circle round the centre, which neither hides nor passes for an area. */
static GbGeoFeature *
point_feature (const GbMapCommune *commune)
{
  GbGeoFeature *feature = gb_geo_feature_new ();
  GArray *ring = gb_geo_polygon_add_ring (gb_geo_feature_add_polygon (feature));
  double stretch = cos (commune->lat * G_PI / 180);

  feature->id = g_strdup (commune->code);
  for (guint i = 0; i <= POINT_CORNERS; i++)
    {
      double angle = 2 * G_PI * (i % POINT_CORNERS) / POINT_CORNERS;
      GbGeoPoint point = { commune->lon + POINT_DEGREES * cos (angle) / stretch, commune->lat + POINT_DEGREES * sin (angle) };

      g_array_append_val (ring, point);
    }
  gb_geo_feature_measure (feature);
  return feature;
}

static gboolean
has_centre (const GbMapCommune *commune)
{
  return fabs (commune->lon) < 179 && fabs (commune->lat) < 85 && (commune->lon != 0 || commune->lat != 0);
}

/* Behind the areas, so that these keep their place; those that lie under them are not drawn. */
static void
add_points (Job *self)
{
  g_autoptr (GHashTable) there = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->features->len; i++)
    g_hash_table_add (there, ((GbGeoFeature *) self->features->pdata[i])->id);
  for (guint i = 0; i < self->communes->len; i++)
    {
      const GbMapCommune *commune = self->communes->pdata[i];

      if (!g_hash_table_contains (there, commune->code) && has_centre (commune))
        g_ptr_array_add (self->features, point_feature (commune));
    }
}

/* What became of the areas when they were put together: their places are those in the array. */
static void
add_refusals (Job       *self,
              GPtrArray *refusals)
{
  for (guint i = 0; i < refusals->len; i++)
    {
      GbGeoRefusal *refusal = refusals->pdata[i];

      if (refusal->index >= self->indices->len)
        continue;
      self->taken->n_refused++;
      if (self->taken->refusals->len < GB_GEO_MOST_REFUSALS)
        g_ptr_array_add (self->taken->refusals,
                         gb_geo_refusal_new (g_array_index (self->indices, guint, refusal->index), refusal->id,
                                             refusal->field, refusal->reason));
    }
}

/* (transfer full) (element-type GbBoundaryArea): those of the file, not the points; notes which communes have none */
static GArray *
list_areas (Job *self)
{
  g_autoptr (GHashTable) drawn = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) missing = g_ptr_array_new ();
  GArray *areas = g_array_new (FALSE, FALSE, sizeof (GbBoundaryArea));

  for (guint i = 0; i < self->indices->len; i++)
    g_hash_table_add (drawn, ((GbGeoFeature *) self->features->pdata[i])->id);
  for (guint i = 0; i < gb_geo_coverage_get_n_areas (self->coverage); i++)
    {
      const GbGeoArea *area = gb_geo_coverage_get_area (self->coverage, i);
      GbBoundaryArea row = { area->id, area->bounds.west, area->bounds.east, area->bounds.south, area->bounds.north };

      if (g_hash_table_contains (drawn, area->id))
        g_array_append_val (areas, row);
    }
  g_hash_table_remove_all (drawn);
  for (guint i = 0; i < areas->len; i++)
    g_hash_table_add (drawn, (gpointer) g_array_index (areas, GbBoundaryArea, i).commune);
  for (guint i = 0; i < self->communes->len; i++)
    {
      char *code = ((GbMapCommune *) self->communes->pdata[i])->code;

      if (!g_hash_table_contains (drawn, code))
        g_ptr_array_add (missing, g_strdup (code));
    }
  g_ptr_array_add (missing, NULL);
  g_strfreev (self->taken->missing);
  self->taken->missing = (char **) g_ptr_array_free (g_steal_pointer (&missing), FALSE);
  self->taken->n_taken = areas->len;
  return areas;
}

/* --- saving --------------------------------------------------------------------------------------- */

typedef struct
{
  const GbBoundary *boundary; /* (nullable): nothing but the mark */
  const GArray *areas;
  const char *mark;
} Saving;

static gboolean
save_mark (GbSqlConnection *connection,
           const char      *mark,
           GError         **error)
{
  g_autoptr (GbSqlStatement) s
      = gb_sql_connection_prepare (connection, "INSERT OR REPLACE INTO meta VALUES('boundaries_read',?1)", error);

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, mark);
  return gb_sql_statement_run (s, error);
}

static gpointer
save (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  const Saving *saving = data;

  if (saving->boundary != NULL &&
      !gb_boundary_repository_save (connection, saving->boundary, (const GbBoundaryArea *) saving->areas->data,
                                    saving->areas->len, error))
    return NULL;
  return GINT_TO_POINTER (saving->mark == NULL || save_mark (connection, saving->mark, error));
}

static gboolean
build_and_save (Job          *self,
                GCancellable *cancellable,
                GError      **error)
{
  g_autoptr (GPtrArray) refusals = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_geo_refusal_free);
  g_autoptr (GArray) areas = NULL;
  Saving saving = { NULL, NULL, self->import->mark };
  GError *failure = NULL;

  add_points (self);
  self->coverage = gb_geo_coverage_new (self->features, refusals, cancellable, error);
  if (self->coverage == NULL)
    return FALSE;
  add_refusals (self, refusals);
  areas = list_areas (self);
  if (areas->len > 0)
    {
      self->boundary.origin = (char *) self->import->origin;
      self->boundary.source = self->taken->source;
      self->boundary.made = gb_clock_now (gb_store_get_clock (self->import->store));
      self->boundary.missing = self->taken->missing;
      self->boundary.coverage = gb_geo_coverage_to_bytes (self->coverage);
      saving.boundary = &self->boundary;
      saving.areas = areas;
    }
  if (saving.boundary != NULL || saving.mark != NULL)
    gb_store_write (self->import->store, save, &saving, cancellable, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

/* The file is at fault, and will be the next time, too. */
static gboolean
is_final (const GError *error)
{
  return error->domain == GB_GEO_ERROR;
}

static gboolean
run (Job          *self,
     GCancellable *cancellable,
     GError      **error)
{
  self->boundary.sha256 = hash_file (self->import->file, cancellable, error);
  return self->boundary.sha256 != NULL && find_key (self, cancellable, error) && read_areas (self, cancellable, error) &&
         build_and_save (self, cancellable, error);
}

/**
 * gb_boundaries_import:
 * @error: #GbGeoError where the file is at fault, %GB_SYNC_ERROR_NO_COMMUNES, a #GbStoreError, or what the file could not be
 *   read for; nothing was changed then
 *
 * Makes the borders of the communes from a file, and keeps them in the cache in place of those of the same origin. Where
 * nothing can be taken, those stay. Blocks, for a second or a minute; not for the main thread.
 *
 * Returns: (transfer full): what became of it
 */
GbBoundariesTaken *
gb_boundaries_import (const GbBoundariesImport *import,
                      GCancellable             *cancellable,
                      GError                  **error)
{
  g_auto (Job) self = { import };
  Saving saving = { NULL, NULL, import->mark };
  GError *failure = NULL;

  self.matcher = gb_geo_matcher_new ();
  self.features = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_geo_feature_free);
  self.indices = g_array_new (FALSE, FALSE, sizeof (guint));
  self.taken = g_new0 (GbBoundariesTaken, 1);
  self.taken->file = g_file_get_basename (import->file);
  self.taken->refusals = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_geo_refusal_free);
  if (load_communes (&self, cancellable, &failure) && run (&self, cancellable, &failure))
    return g_steal_pointer (&self.taken);
  if (import->mark != NULL && is_final (failure))
    gb_store_write (import->store, save, &saving, NULL, NULL);
  g_propagate_error (error, failure);
  return NULL;
}

/* --- on a thread of its own ----------------------------------------------------------------------- */

static void
import_free (gpointer data)
{
  GbBoundariesImport *self = data;

  g_clear_object (&self->store);
  g_clear_object (&self->file);
  g_free ((char *) self->origin);
  g_free ((char *) self->key);
  g_free ((char *) self->source);
  g_free ((char *) self->mark);
  g_free (self);
}

static void
import_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      data,
                  GCancellable *cancellable)
{
  GError *error = NULL;
  GbBoundariesTaken *taken = gb_boundaries_import (data, cancellable, &error);

  if (taken != NULL)
    g_task_return_pointer (task, taken, (GDestroyNotify) gb_boundaries_taken_free);
  else
    g_task_return_error (task, error);
}

/**
 * gb_boundaries_import_async:
 * @import: copied, the objects referenced
 *
 * As gb_boundaries_import(), on a thread of its own.
 */
void
gb_boundaries_import_async (const GbBoundariesImport *import,
                            GCancellable             *cancellable,
                            GAsyncReadyCallback       callback,
                            gpointer                  user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  GbBoundariesImport *copy = g_new0 (GbBoundariesImport, 1);

  copy->store = g_object_ref (import->store);
  copy->file = g_object_ref (import->file);
  copy->origin = g_strdup (import->origin);
  copy->key = g_strdup (import->key);
  copy->source = g_strdup (import->source);
  copy->mark = g_strdup (import->mark);
  g_task_set_source_tag (task, gb_boundaries_import_async);
  g_task_set_task_data (task, copy, import_free);
  /* What was saved must be told as done, even when it was cancelled a moment later. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, import_in_thread);
}

GbBoundariesTaken *
gb_boundaries_import_finish (GAsyncResult *result,
                             GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- afterwards ----------------------------------------------------------------------------------- */

static gpointer
remove_origin (GbSqlConnection *connection,
               gpointer         origin,
               GCancellable    *cancellable,
               GError         **error)
{
  gboolean removed = FALSE;

  return GINT_TO_POINTER (gb_boundary_repository_remove (connection, origin, &removed, error) && removed);
}

/**
 * gb_boundaries_remove:
 * @origin: %GB_BOUNDARY_FEED or %GB_BOUNDARY_FILE
 * @removed: (out): whether there were any
 *
 * Takes borders away; those of the other origin count then, if there are any. Blocks.
 */
gboolean
gb_boundaries_remove (GbStore    *store,
                      const char *origin,
                      gboolean   *removed,
                      GError    **error)
{
  GError *failure = NULL;

  *removed = GPOINTER_TO_INT (gb_store_write (store, remove_origin, (gpointer) origin, NULL, &failure)) != 0;
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

/**
 * gb_boundaries_remove_async:
 *
 * As gb_boundaries_remove(), without blocking.
 */
void
gb_boundaries_remove_async (GbStore            *store,
                            const char         *origin,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  gb_store_write_async (store, remove_origin, g_strdup (origin), g_free, NULL, NULL, callback, user_data);
}

/**
 * gb_boundaries_remove_finish:
 *
 * Returns: whether there are none of that origin any more
 */
gboolean
gb_boundaries_remove_finish (GbStore      *store,
                             GAsyncResult *result,
                             GError      **error)
{
  GError *failure = NULL;

  gb_store_write_finish (store, result, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

static gboolean
find_area (const GbGeoCoverage *coverage,
           const GPtrArray     *codes,
           GbGeoPoint           point,
           char               **commune)
{
  for (guint i = 0; i < gb_geo_coverage_get_n_areas (coverage); i++)
    {
      const char *id = gb_geo_coverage_get_area (coverage, i)->id;

      if (g_ptr_array_find_with_equal_func ((GPtrArray *) codes, id, g_str_equal, NULL) &&
          gb_geo_coverage_contains (coverage, i, point))
        {
          *commune = g_strdup (id);
          return TRUE;
        }
    }
  return TRUE;
}

/**
 * gb_boundaries_find_at:
 * @connection: for reading, as gb_store_read() gives it
 * @lon: degrees east, WGS 84
 * @lat: degrees north
 * @commune: (out) (transfer full) (nullable): the code of the commune at the point; %NULL where there is none
 * @known: (out): whether there are any borders here
 */
gboolean
gb_boundaries_find_at (GbSqlConnection *connection,
                       double           lon,
                       double           lat,
                       char           **commune,
                       gboolean        *known,
                       GError         **error)
{
  g_autoptr (GbBoundary) boundary = NULL;
  g_autoptr (GPtrArray) codes = NULL;
  g_autoptr (GbGeoCoverage) coverage = NULL;

  *commune = NULL;
  *known = FALSE;
  if (!gb_boundary_repository_load (connection, NULL, FALSE, &boundary, error))
    return FALSE;
  if (boundary == NULL)
    return TRUE;
  *known = TRUE;
  if (!gb_boundary_repository_find (connection, boundary->origin, lon, lat, &codes, error))
    return FALSE;
  if (codes->len == 0)
    return TRUE;
  /* The rectangles tell where it may be, the areas where it is. */
  g_clear_pointer (&boundary, gb_boundary_free);
  if (!gb_boundary_repository_load (connection, NULL, TRUE, &boundary, error))
    return FALSE;
  coverage = gb_geo_coverage_from_bytes (boundary->coverage, error);
  return coverage != NULL && find_area (coverage, codes, (GbGeoPoint) { lon, lat }, commune);
}
