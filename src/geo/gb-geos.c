/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-geos-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  GEOSContextHandle_t handle; /* (owned) */
  char message[256];          /* of the last failure */
} Context;

static void
context_free (gpointer data)
{
  Context *self = data;

  GEOS_finish_r (self->handle);
  g_free (self);
}

static GPrivate of_thread = G_PRIVATE_INIT (context_free);

static void
on_message (const char *message,
            void       *data)
{
  Context *self = data;

  g_strlcpy (self->message, message, sizeof self->message);
}

static Context *
context (void)
{
  Context *self = g_private_get (&of_thread);

  if (self != NULL)
    return self;
  self = g_new0 (Context, 1);
  self->handle = GEOS_init_r ();
  GEOSContext_setErrorMessageHandler_r (self->handle, on_message, self);
  g_private_set (&of_thread, self);
  return self;
}

/* (transfer none): GEOS keeps one context for each thread. */
GEOSContextHandle_t
gb_geos (void)
{
  return context ()->handle;
}

/* GEOS asks from within its loops whether to go on, but it has one flag for all threads: so there is one piece of long
 * work at a time, and only its own thread may be told to stop. */
static GMutex working;
static GThread *worker;          /* atomic */
static GCancellable *stop_worker; /* of @worker, read by no other thread */
static gint64 deadline;           /* of @worker, monotonic */

/* A province takes a second and a country a minute on a slow machine. What takes longer than this was made to. */
static gint64 patience = 10 * 60 * G_TIME_SPAN_SECOND;

/* Of what is begun from now on, in microseconds; tests have less of it */
void
gb_geos_set_patience (gint64 microseconds)
{
  patience = microseconds;
}

static gboolean
is_worker (void)
{
  return g_atomic_pointer_get (&worker) == g_thread_self ();
}

static void
on_interruptible (void)
{
  if (is_worker () && (g_cancellable_is_cancelled (stop_worker) || g_get_monotonic_time () > deadline))
    GEOS_interruptRequest ();
}

/* @cancellable: (nullable): stops what GEOS does until gb_geos_end(); another thread's work is waited for */
void
gb_geos_begin (GCancellable *cancellable)
{
  static gsize registered = 0;

  if (g_once_init_enter (&registered))
    {
      GEOS_interruptRegisterCallback (on_interruptible);
      g_once_init_leave (&registered, 1);
    }
  g_mutex_lock (&working);
  g_set_object (&stop_worker, cancellable);
  deadline = g_get_monotonic_time () + patience;
  g_atomic_pointer_set (&worker, g_thread_self ());
}

void
gb_geos_end (void)
{
  g_atomic_pointer_set (&worker, NULL);
  g_clear_object (&stop_worker);
  g_mutex_unlock (&working);
}

void
gb_geos_geometry_free (GEOSGeometry *geometry)
{
  GEOSGeom_destroy_r (gb_geos (), geometry);
}

void
gb_geos_tree_free (GEOSSTRtree *tree)
{
  GEOSSTRtree_destroy_r (gb_geos (), tree);
}

/* Always FALSE, so that it can be returned: that the work was cancelled or took too long, or what GEOS says. */
gboolean
gb_geos_failed (const char *what,
                GError    **error)
{
  Context *self = context ();

  if (is_worker () && g_cancellable_set_error_if_cancelled (stop_worker, error))
    return FALSE;
  if (is_worker () && g_get_monotonic_time () > deadline)
    {
      g_set_error_literal (error, GB_GEO_ERROR, GB_GEO_ERROR_LIMIT,
                           _("The borders have so many corners, holes or crossings that reading them takes too long; ask "
                             "whoever made the file for simpler ones"));
      return FALSE;
    }
  g_set_error (error, GB_GEO_ERROR, GB_GEO_ERROR_GEOMETRY, "%s: %s", what, self->message);
  *self->message = '\0';
  return FALSE;
}

/* (transfer full) (nullable): a ring is closed where it is not */
GEOSGeometry *
gb_geos_line (const GbGeoPoint *points,
              guint             n_points,
              gboolean          ring)
{
  gboolean open = ring && n_points > 0 && memcmp (&points[0], &points[n_points - 1], sizeof *points) != 0;
  GEOSCoordSequence *sequence = GEOSCoordSeq_create_r (gb_geos (), n_points + open, 2);

  if (sequence == NULL)
    return NULL;
  for (guint i = 0; i < n_points + open; i++)
    {
      const GbGeoPoint *point = &points[i < n_points ? i : 0];

      GEOSCoordSeq_setXY_r (gb_geos (), sequence, i, point->lon, point->lat);
    }
  return ring ? GEOSGeom_createLinearRing_r (gb_geos (), sequence)
              : GEOSGeom_createLineString_r (gb_geos (), sequence);
}

GEOSGeometry *
gb_geos_point (GbGeoPoint point)
{
  return GEOSGeom_createPointFromXY_r (gb_geos (), point.lon, point.lat);
}

/* (transfer full) (nullable): @parts is empty afterwards */
GEOSGeometry *
gb_geos_collect (int        type,
                 GPtrArray *parts)
{
  gsize n;
  g_autofree gpointer *owned = g_ptr_array_steal (parts, &n);

  return GEOSGeom_createCollection_r (gb_geos (), type, (GEOSGeometry **) owned, (unsigned int) n);
}

/* @points: (element-type GbGeoPoint): those of a line or ring are added */
void
gb_geos_append_points (const GEOSGeometry *line,
                       GArray             *points)
{
  const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq_r (gb_geos (), line);
  unsigned int n = 0;
  guint first = points->len;

  GEOSCoordSeq_getSize_r (gb_geos (), sequence, &n);
  g_array_set_size (points, first + n);
  GEOSCoordSeq_copyToBuffer_r (gb_geos (), sequence, &g_array_index (points, double, 2 * first), FALSE, FALSE);
}

/* Whether a ring runs against the clock. */
gboolean
gb_geos_ring_is_ccw (const GEOSGeometry *ring)
{
  char against = FALSE;

  GEOSCoordSeq_isCCW_r (gb_geos (), GEOSGeom_getCoordSeq_r (gb_geos (), ring), &against);
  return against;
}
