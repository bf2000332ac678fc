/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-pin-levels.h"

#include <math.h>

struct _GbPinLevels
{
  GArray *pins;   /* (owned) (element-type GbPin) */
  guint lowest;   /* the zoom level of the first */
  double distance;
  GPtrArray *levels; /* (owned) (element-type GbPinClusters) */
};

static void
levels_clear (gpointer data)
{
  GbPinLevels *self = data;

  g_array_unref (self->pins);
  g_ptr_array_unref (self->levels);
}

static void
make_levels (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  GbPinLevels *self = task_data;

  for (guint i = 0; i < self->levels->len && !g_cancellable_is_cancelled (cancellable); i++)
    self->levels->pdata[i] = gb_pin_clusters_new ((const GbPin *) (void *) self->pins->data, self->pins->len,
                                                  self->lowest + i, self->distance);
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, gb_pin_levels_ref (self), (GDestroyNotify) gb_pin_levels_unref);
}

/**
 * gb_pin_levels_new_async:
 * @pins: (element-type GbPin): nobody may change them any more
 * @lowest: the lowest zoom level
 * @highest: the highest zoom level
 * @distance: see gb_pin_clusters_new()
 *
 * Clusters pins on another thread.
 */
void
gb_pin_levels_new_async (GArray              *pins,
                         guint                lowest,
                         guint                highest,
                         double               distance,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  GbPinLevels *self = g_atomic_rc_box_new0 (GbPinLevels);

  g_task_set_source_tag (task, gb_pin_levels_new_async);
  self->pins = g_array_ref (pins);
  self->lowest = lowest;
  self->distance = distance;
  self->levels = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_pin_clusters_free);
  g_ptr_array_set_size (self->levels, (int) (highest - lowest + 1));
  g_task_set_task_data (task, self, (GDestroyNotify) gb_pin_levels_unref);
  g_task_run_in_thread (task, make_levels);
}

/**
 * gb_pin_levels_new_finish:
 *
 * Returns: (transfer full): the pins, clustered
 */
GbPinLevels *
gb_pin_levels_new_finish (GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

GbPinLevels *
gb_pin_levels_ref (GbPinLevels *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
gb_pin_levels_unref (GbPinLevels *self)
{
  g_atomic_rc_box_release_full (self, levels_clear);
}

GArray *
gb_pin_levels_get_pins (const GbPinLevels *self)
{
  return self->pins;
}

static guint
level_of (const GbPinLevels *self,
          double             zoom)
{
  return (guint) CLAMP (floor (zoom) - self->lowest, 0, self->levels->len - 1);
}

/**
 * gb_pin_levels_get:
 * @zoom: the zoom level, whole or not
 *
 * Returns: (transfer none): the clusters that are shown at it
 */
const GbPinClusters *
gb_pin_levels_get (const GbPinLevels *self,
                   double             zoom)
{
  return self->levels->pdata[level_of (self, zoom)];
}

/**
 * gb_pin_levels_find_split:
 * @zoom: the zoom level, whole or not
 * @cluster: one that is shown at it
 *
 * Returns: the next level at which its pins are no longer all together; 0 where there is none
 */
guint
gb_pin_levels_find_split (const GbPinLevels *self,
                          double             zoom,
                          guint              cluster)
{
  const GbPinClusters *here = gb_pin_levels_get (self, zoom);
  const guint *members = gb_pin_clusters_get_members (here, cluster);
  guint n = gb_pin_clusters_get (here, cluster)->n;

  for (guint level = level_of (self, zoom) + 1; level < self->levels->len; level++)
    {
      const GbPinClusters *there = self->levels->pdata[level];
      guint first = gb_pin_clusters_find (there, members[0]);

      for (guint i = 1; i < n; i++)
        {
          if (gb_pin_clusters_find (there, members[i]) != first)
            return self->lowest + level;
        }
    }
  return 0;
}
