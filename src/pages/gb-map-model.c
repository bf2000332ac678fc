/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-model.h"

#include <math.h>

#include "gb-cursor-repository.h"
#include "gb-geo-cells.h"

#define N_CLASSES 5

/* Borders cannot be made up of fewer places. */
#define FEWEST_CENTRES 3

/**
 * GbMapModel:
 *
 * What the map shows, read again when the cache changes while somebody looks. Areas are made once for the same
 * communes: that takes longest. Emits "changed" when a view has come or is on its way.
 */
struct _GbMapModel
{
  GObject parent_instance;

  GbStore *store;            /* (owned) */
  char *indicator;           /* (owned) (nullable): the first there is */
  GbMapView *view;           /* (owned) (nullable): not read yet */
  GError *error;             /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): of the reading under way */
  gboolean active;
  gboolean stale;
};

/* What a reading is asked for. */
typedef struct
{
  char *indicator;         /* (owned) (nullable) */
  GbGeoCoverage *coverage; /* (owned) (nullable): that of the last view */
} Wanted;

static guint changed_signal;

static void load (GbMapModel *self);

G_DEFINE_FINAL_TYPE (GbMapModel, gb_map_model, G_TYPE_OBJECT)

static void
wanted_free (gpointer data)
{
  Wanted *self = data;

  g_free (self->indicator);
  g_clear_pointer (&self->coverage, gb_geo_coverage_unref);
  g_free (self);
}

static void
view_free (gpointer data)
{
  GbMapView *self = data;

  if (self == NULL)
    return;
  g_clear_pointer (&self->coverage, gb_geo_coverage_unref);
  g_clear_pointer (&self->communes, g_ptr_array_unref);
  g_clear_pointer (&self->indicators, g_ptr_array_unref);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_free (self->of_area);
  g_free (self->amounts);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbMapView, view_free)

/* --- reading, on a thread of the store ------------------------------------------------------------ */

static guint
find_commune (const GPtrArray *communes,
              const char      *code)
{
  guint low = 0, high = communes->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      int order = g_strcmp0 (((GbMapCommune *) communes->pdata[middle])->code, code);

      if (order == 0)
        return middle;
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return G_MAXUINT;
}

/* The areas of before serve as long as each of them still has its commune. */
static gboolean
match_areas (GbMapView *view)
{
  guint n = gb_geo_coverage_get_n_areas (view->coverage);

  g_free (view->of_area);
  view->of_area = g_new (guint, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    {
      view->of_area[i] = find_commune (view->communes, gb_geo_coverage_get_area (view->coverage, i)->id);
      if (view->of_area[i] == G_MAXUINT)
        return FALSE;
    }
  return n == view->communes->len;
}

static GbGeoCoverage *
make_areas (const GPtrArray *communes,
            GError         **error)
{
  g_autofree GbGeoCentre *centres = g_new (GbGeoCentre, MAX (communes->len, 1));
  g_autoptr (GPtrArray) features = NULL;

  for (guint i = 0; i < communes->len; i++)
    {
      const GbMapCommune *commune = communes->pdata[i];

      centres[i] = (GbGeoCentre) { commune->code, { commune->lon, commune->lat }, commune->km2 };
    }
  features = communes->len >= FEWEST_CENTRES ? gb_geo_cells_new (centres, communes->len, error)
                                             : g_ptr_array_new ();
  return features != NULL ? gb_geo_coverage_new (features, NULL, error) : NULL;
}

static gboolean
load_areas (const Wanted *wanted,
            GbMapView    *view,
            GError      **error)
{
  view->illustrated = TRUE;
  if (wanted->coverage != NULL)
    {
      view->coverage = gb_geo_coverage_ref (wanted->coverage);
      if (match_areas (view))
        return TRUE;
      g_clear_pointer (&view->coverage, gb_geo_coverage_unref);
    }
  view->coverage = make_areas (view->communes, error);
  if (view->coverage == NULL)
    return FALSE;
  match_areas (view);
  return TRUE;
}

static guint
choose_indicator (const GPtrArray *indicators,
                  const char      *wanted)
{
  for (guint i = 0; wanted != NULL && i < indicators->len; i++)
    {
      if (g_str_equal (((GbIndicator *) indicators->pdata[i])->id, wanted))
        return i;
    }
  return indicators->len > 0 ? 0 : G_MAXUINT;
}

static gboolean
load_values (GbSqlConnection *connection,
             GbMapView       *view,
             GError         **error)
{
  g_autoptr (GPtrArray) values = NULL;

  view->values = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_indicator_value_free);
  g_ptr_array_set_size (view->values, (int) view->communes->len);
  view->amounts = g_new (double, MAX (view->communes->len, 1));
  for (guint i = 0; i < view->communes->len; i++)
    view->amounts[i] = NAN;
  if (view->indicator == G_MAXUINT)
    return TRUE;
  values = gb_map_repository_values (connection, ((GbIndicator *) view->indicators->pdata[view->indicator])->id, error);
  if (values == NULL)
    return FALSE;
  for (guint i = 0; i < values->len; i++)
    {
      GbIndicatorValue *value = values->pdata[i];
      guint commune = find_commune (view->communes, value->commune);

      if (commune == G_MAXUINT || view->values->pdata[commune] != NULL)
        continue;
      view->amounts[commune] = gb_indicator_value_amount (value);
      view->values->pdata[commune] = g_steal_pointer (&values->pdata[i]);
    }
  gb_map_classes_quantiles (&view->classes, view->amounts, view->communes->len, N_CLASSES);
  return TRUE;
}

static gpointer
read_view (GbSqlConnection *connection,
           gpointer         data,
           GCancellable    *cancellable,
           GError         **error)
{
  const Wanted *wanted = data;
  g_autoptr (GbMapView) view = g_new0 (GbMapView, 1);
  g_auto (GbCursor) cursor = { 0 };

  view->communes = gb_map_repository_communes (connection, error);
  if (view->communes == NULL || !load_areas (wanted, view, error))
    return NULL;
  view->indicators = gb_map_repository_indicators (connection, error);
  if (view->indicators == NULL)
    return NULL;
  view->indicator = choose_indicator (view->indicators, wanted->indicator);
  if (!load_values (connection, view, error) || !gb_cursor_load (connection, GB_RECORD_GROUP_BASE, &cursor, error))
    return NULL;
  view->as_of = cursor.as_of;
  return g_steal_pointer (&view);
}

/* --- when ----------------------------------------------------------------------------------------- */

static void
on_view_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GbMapModel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbMapView) view = gb_store_read_finish (GB_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->store == NULL)
    return;
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  if (view != NULL)
    {
      view_free (self->view);
      self->view = g_steal_pointer (&view);
    }
  self->error = g_steal_pointer (&error);
  if (self->stale && self->active)
    load (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
load (GbMapModel *self)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  self->stale = FALSE;
  self->cancellable = g_cancellable_new ();
  wanted->indicator = g_strdup (self->indicator);
  if (self->view != NULL)
    wanted->coverage = gb_geo_coverage_ref (self->view->coverage);
  gb_store_read_async (self->store, read_view, wanted, wanted_free, view_free, G_PRIORITY_DEFAULT, self->cancellable,
                       on_view_cb, g_object_ref (self));
}

/* --- object --------------------------------------------------------------------------------------- */

static void
gb_map_model_dispose (GObject *object)
{
  GbMapModel *self = GB_MAP_MODEL (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (gb_map_model_parent_class)->dispose (object);
}

static void
gb_map_model_finalize (GObject *object)
{
  GbMapModel *self = GB_MAP_MODEL (object);

  g_free (self->indicator);
  view_free (self->view);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (gb_map_model_parent_class)->finalize (object);
}

static void
gb_map_model_class_init (GbMapModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gb_map_model_dispose;
  object_class->finalize = gb_map_model_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
gb_map_model_init (GbMapModel *self)
{
  self->stale = TRUE;
}

/**
 * gb_map_model_new:
 * @store: an open store
 *
 * Returns: (transfer full): a model that reads nothing until it is active
 */
GbMapModel *
gb_map_model_new (GbStore *store)
{
  GbMapModel *self = g_object_new (GB_TYPE_MAP_MODEL, NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (gb_map_model_reload), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * gb_map_model_reload:
 *
 * Reads everything again, now or when somebody looks; what is shown stays until it is there.
 */
void
gb_map_model_reload (GbMapModel *self)
{
  g_return_if_fail (GB_IS_MAP_MODEL (self));
  self->stale = TRUE;
  if (!self->active || self->cancellable != NULL)
    return;
  load (self);
  g_signal_emit (self, changed_signal, 0);
}

/**
 * gb_map_model_get_view:
 *
 * Returns: (transfer none) (nullable): what was read last; %NULL before
 */
const GbMapView *
gb_map_model_get_view (GbMapModel *self)
{
  g_return_val_if_fail (GB_IS_MAP_MODEL (self), NULL);
  return self->view;
}

/**
 * gb_map_model_get_error:
 *
 * Returns: (transfer none) (nullable): why the last reading failed
 */
const GError *
gb_map_model_get_error (GbMapModel *self)
{
  g_return_val_if_fail (GB_IS_MAP_MODEL (self), NULL);
  return self->error;
}

gboolean
gb_map_model_get_loading (GbMapModel *self)
{
  g_return_val_if_fail (GB_IS_MAP_MODEL (self), FALSE);
  return self->cancellable != NULL;
}

/**
 * gb_map_model_set_active:
 * @active: whether somebody looks
 */
void
gb_map_model_set_active (GbMapModel *self,
                         gboolean    active)
{
  g_return_if_fail (GB_IS_MAP_MODEL (self));
  self->active = active;
  if (active && self->stale)
    gb_map_model_reload (self);
}

/**
 * gb_map_model_set_indicator:
 * @indicator: the id of what is to be shown
 */
void
gb_map_model_set_indicator (GbMapModel *self,
                            const char *indicator)
{
  g_return_if_fail (GB_IS_MAP_MODEL (self));
  if (g_strcmp0 (self->indicator, indicator) == 0)
    return;
  g_free (self->indicator);
  self->indicator = g_strdup (indicator);
  gb_map_model_reload (self);
}

/**
 * gb_map_view_find_area:
 * @commune: (nullable): a commune's code
 *
 * Returns: its area, or %GB_GEO_NO_AREA
 */
guint
gb_map_view_find_area (const GbMapView *self,
                       const char      *commune)
{
  for (guint i = 0; i < gb_geo_coverage_get_n_areas (self->coverage); i++)
    {
      if (g_strcmp0 (gb_geo_coverage_get_area (self->coverage, i)->id, commune) == 0)
        return i;
    }
  return GB_GEO_NO_AREA;
}

/**
 * gb_map_view_rank:
 * @commune: its place in @communes
 * @of: (out): how many communes have an amount
 *
 * Returns: 1 for the greatest amount, and so on; equal amounts have the same rank; 0 where nothing is known
 */
guint
gb_map_view_rank (const GbMapView *self,
                  guint            commune,
                  guint           *of)
{
  guint rank = 1;

  *of = 0;
  for (guint i = 0; i < self->communes->len; i++)
    {
      *of += !isnan (self->amounts[i]);
      rank += self->amounts[i] > self->amounts[commune];
    }
  return isnan (self->amounts[commune]) ? 0 : rank;
}
