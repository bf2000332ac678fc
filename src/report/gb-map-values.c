/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of a view that is figures. */
#include "gb-map-values-private.h"

#include <math.h>
#include <stdlib.h>

#include "gb-calendars.h"
#include "gb-dossier-repository.h"

#define N_CLASSES 5

/**
 * gb_map_view_find_commune:
 * @communes: (element-type GbMapCommune): in the order of their codes
 *
 * Returns: the place of the one with that code, or %G_MAXUINT
 */
guint
gb_map_view_find_commune (const GPtrArray *communes,
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

/* --- what is counted of every commune ------------------------------------------------------------- */

static gpointer *
computed_at (const GbMapView    *self,
             guint               commune,
             GbCommuneIndicator  indicator)
{
  return &self->computed->pdata[commune * GB_N_COMMUNE_INDICATORS + indicator];
}

static gboolean
load_told (GbMapView          *self,
           GbSqlConnection    *connection,
           GbCommuneIndicator  indicator,
           GError            **error)
{
  g_autoptr (GPtrArray) values = gb_map_repository_values (connection, gb_commune_indicator_id (indicator), error);

  if (values == NULL)
    return FALSE;
  for (guint i = 0; i < values->len; i++)
    {
      GbIndicatorValue *value = values->pdata[i];
      guint commune = gb_map_view_find_commune (self->communes, value->commune);

      if (commune != G_MAXUINT && *computed_at (self, commune, indicator) == NULL)
        *computed_at (self, commune, indicator) = g_steal_pointer (&values->pdata[i]);
    }
  return TRUE;
}

static GbIndicatorValue *
make_value (const char             *commune,
            const GbCommuneFigures *figures,
            GbCommuneIndicator      indicator,
            gint64                  now)
{
  gint64 numerator, denominator;
  GbIndicatorValue *value;

  if (!gb_commune_figures_value (figures, indicator, &numerator, &denominator))
    return NULL;
  value = g_new0 (GbIndicatorValue, 1);
  value->commune = g_strdup (commune);
  value->numerator = (double) numerator;
  value->denominator = denominator >= 0 ? (double) denominator : NAN;
  value->as_of = now;
  value->live = TRUE;
  return value;
}

/* What the cache has the rows of is counted now: the map says what the dossiers' page has. */
static gboolean
count_own (GbMapView        *self,
           GbSqlConnection  *connection,
           GError          **error)
{
  static const GbCommuneFigures nothing;
  g_autoptr (GbCalendars) calendars = gb_calendars_load (connection, error);
  g_auto (GbHorizon) horizon = { 0 };
  g_autoptr (GHashTable) figures = NULL;

  if (calendars == NULL)
    return FALSE;
  gb_horizon_init (&horizon, calendars, self->now);
  figures = gb_commune_figures_load (connection, &horizon, error);
  if (figures == NULL || !gb_dossier_repository_next_boundary (connection, self->now, &self->boundary, error))
    return FALSE;
  for (guint i = 0; i < self->communes->len; i++)
    {
      const char *code = ((GbMapCommune *) self->communes->pdata[i])->code;
      const GbCommuneFigures *of = g_hash_table_lookup (figures, code);

      if (!gb_map_reach_has (&self->reach, code))
        continue;
      for (int k = 0; k < GB_N_COMMUNE_INDICATORS; k++)
        {
          gb_indicator_value_free (*computed_at (self, i, k));
          *computed_at (self, i, k) = make_value (code, of != NULL ? of : &nothing, k, self->now);
        }
    }
  return TRUE;
}

static gboolean
load_computed (GbMapView       *self,
               GbSqlConnection *connection,
               GError         **error)
{
  self->computed = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_indicator_value_free);
  g_ptr_array_set_size (self->computed, (int) (self->communes->len * GB_N_COMMUNE_INDICATORS));
  for (int i = 0; i < GB_N_COMMUNE_INDICATORS; i++)
    {
      if (!load_told (self, connection, i, error))
        return FALSE;
    }
  return self->now == 0 || (self->reach.commune == NULL && !self->reach.province) || count_own (self, connection, error);
}

/* A province whose hub does not tell it yet is counted here. */
static void
add_countable (GbMapView *self)
{
  for (int i = 0; i < GB_N_COMMUNE_INDICATORS; i++)
    {
      const char *id = gb_commune_indicator_id (i);
      guint at = choose_indicator (self->indicators, id);
      GbIndicator *indicator;

      if (self->now == 0 || !self->reach.province || self->communes->len == 0 ||
          (at != G_MAXUINT && g_str_equal (((GbIndicator *) self->indicators->pdata[at])->id, id)))
        continue;
      indicator = g_new0 (GbIndicator, 1);
      indicator->id = g_strdup (id);
      indicator->name = g_strdup (gb_commune_indicator_name (i));
      indicator->unit = g_strdup (gb_commune_indicator_unit (i));
      g_ptr_array_insert (self->indicators, MIN (i, (int) self->indicators->len), indicator);
    }
}

/* --- what is shown -------------------------------------------------------------------------------- */

static GbIndicatorValue *
copy_value (const GbIndicatorValue *value)
{
  GbIndicatorValue *copy = value != NULL ? g_memdup2 (value, sizeof *value) : NULL;

  if (copy != NULL)
    copy->commune = g_strdup (value->commune);
  return copy;
}

static gboolean
load_shown (GbMapView       *self,
            GbSqlConnection *connection,
            GError         **error)
{
  const char *id = gb_map_view_get_indicator (self)->id;
  g_autoptr (GPtrArray) values = NULL;
  GbCommuneIndicator computed;

  if (gb_commune_indicator_parse (id, &computed))
    {
      for (guint i = 0; i < self->communes->len; i++)
        self->values->pdata[i] = copy_value (*computed_at (self, i, computed));
      return TRUE;
    }
  values = gb_map_repository_values (connection, id, error);
  if (values == NULL)
    return FALSE;
  for (guint i = 0; i < values->len; i++)
    {
      GbIndicatorValue *value = values->pdata[i];
      guint commune = gb_map_view_find_commune (self->communes, value->commune);

      if (commune != G_MAXUINT && self->values->pdata[commune] == NULL)
        self->values->pdata[commune] = g_steal_pointer (&values->pdata[i]);
    }
  return TRUE;
}

static int
compare_descending (const void *a,
                    const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x < y) - (x > y);
}

static void
rank (GbMapView *self)
{
  g_autofree double *sorted = g_new (double, MAX (self->communes->len, 1));

  for (guint i = 0; i < self->communes->len; i++)
    {
      if (!isnan (self->amounts[i]))
        sorted[self->n_known++] = self->amounts[i];
    }
  qsort (sorted, self->n_known, sizeof *sorted, compare_descending);
  for (guint i = 0; i < self->communes->len; i++)
    {
      guint low = 0, high = self->n_known;

      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (sorted[middle] > self->amounts[i])
            low = middle + 1;
          else
            high = middle;
        }
      self->ranks[i] = isnan (self->amounts[i]) ? 0 : low + 1;
    }
}

static void
classify (GbMapView *self)
{
  const GbIndicator *indicator = gb_map_view_get_indicator (self);
  guint n = self->communes->len;

  if (indicator != NULL && self->quantiles)
    gb_map_classes_quantiles (&self->classes, self->amounts, n, N_CLASSES);
  else if (indicator != NULL)
    gb_map_classes_round (&self->classes, self->amounts, n, g_strcmp0 (indicator->unit, "%") == 0);
  for (guint i = 0; i < n; i++)
    self->counts[MIN (gb_map_classes_find (&self->classes, self->amounts[i]), GB_MAP_MAX_CLASSES)]++;
}

/**
 * gb_map_view_load_values:
 * @self: a view with its communes
 *
 * Reads what can be shown of them, and what is.
 */
gboolean
gb_map_view_load_values (GbMapView          *self,
                         GbSqlConnection    *connection,
                         const GbMapWanted  *wanted,
                         GError            **error)
{
  guint n = self->communes->len;

  self->now = wanted->now;
  self->quantiles = wanted->quantiles;
  self->values = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_indicator_value_free);
  g_ptr_array_set_size (self->values, (int) n);
  self->amounts = g_new (double, MAX (n, 1));
  self->ranks = g_new0 (guint, MAX (n, 1));
  if (!gb_map_repository_reach (connection, &self->reach, error) || !load_computed (self, connection, error))
    return FALSE;
  self->indicators = gb_map_repository_indicators (connection, error);
  if (self->indicators == NULL)
    return FALSE;
  add_countable (self);
  self->indicator = choose_indicator (self->indicators, wanted->indicator);
  if (self->indicator != G_MAXUINT && !load_shown (self, connection, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    self->amounts[i] = self->values->pdata[i] != NULL ? gb_indicator_value_amount (self->values->pdata[i]) : NAN;
  rank (self);
  classify (self);
  return TRUE;
}
