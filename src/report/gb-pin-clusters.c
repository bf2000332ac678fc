/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-pin-clusters.h"

#include <math.h>
#include <stdlib.h>

#include "gb-geo-projection.h"

/* Pins in the same small square are one from the beginning: so many squares to the distance. */
#define SQUARES 4

struct _GbPinClusters
{
  GArray *clusters; /* (owned) (element-type GbPinCluster) */
  guint *members;   /* (owned): pins, those of a cluster together */
  guint *of_pin;    /* (owned): the cluster of each */
};

/* A pin on the world's picture at the zoom level, in pixels from its corner. */
typedef struct
{
  guint64 square;
  guint pin;
  double x;
  double y;
} Spot;

/* The pins of one small square. */
typedef struct
{
  guint64 square;
  guint first; /* of the spots */
  guint n;
  double x; /* in the middle of them */
  double y;
  guint cluster;
  guint next; /* in the same large square; NONE after the last */
} Heap;

#define NONE G_MAXUINT

/* From north to south, then from west to east. Nothing lies outside the world's 2^31 pixels at any level there is. */
static guint64
square_of (double x,
           double y,
           double side)
{
  return (guint64) MAX (y / side, 0) << 32 | (guint64) MAX (x / side, 0);
}

static int
compare_spots (gconstpointer a,
               gconstpointer b)
{
  const Spot *p = a, *q = b;

  if (p->square != q->square)
    return p->square < q->square ? -1 : 1;
  return (p->pin > q->pin) - (p->pin < q->pin);
}

/* Where most is comes first, and of as much the northernmost. */
static int
compare_heaps (gconstpointer a,
               gconstpointer b)
{
  const Heap *p = a, *q = b;

  if (p->n != q->n)
    return p->n > q->n ? -1 : 1;
  return (p->square > q->square) - (p->square < q->square);
}

static Spot *
make_spots (const GbPin *pins,
            guint        n_pins,
            double       zoom,
            double       side)
{
  GbGeoProjection world = { 256 * exp2 (zoom), 0, 0 };
  Spot *spots = g_new (Spot, MAX (n_pins, 1));

  for (guint i = 0; i < n_pins; i++)
    {
      gb_geo_projection_project (&world, pins[i].at, &spots[i].x, &spots[i].y);
      spots[i].pin = i;
      spots[i].square = square_of (spots[i].x, spots[i].y, side);
    }
  qsort (spots, n_pins, sizeof *spots, compare_spots);
  return spots;
}

static GArray *
make_heaps (const Spot *spots,
            guint       n_spots)
{
  GArray *heaps = g_array_new (FALSE, FALSE, sizeof (Heap));

  for (guint first = 0, end; first < n_spots; first = end)
    {
      Heap heap = { spots[first].square, first, 0, 0, 0, NONE, NONE };

      for (end = first; end < n_spots && spots[end].square == heap.square; end++)
        {
          heap.x += spots[end].x;
          heap.y += spots[end].y;
        }
      heap.n = end - first;
      heap.x /= heap.n;
      heap.y /= heap.n;
      g_array_append_val (heaps, heap);
    }
  g_array_sort (heaps, compare_heaps);
  return heaps;
}

/* GLib's hash of 64 bits forgets the upper ones, and squares of one column would all meet. */
static guint
hash_square (gconstpointer key)
{
  return (guint) (*(const guint64 *) key * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) >> 32);
}

/* The heaps by the large square that they are in, to find neighbours without looking at all. */
static GHashTable *
index_heaps (GArray *heaps,
             double  distance)
{
  GHashTable *index = g_hash_table_new_full (hash_square, g_int64_equal, g_free, NULL);

  for (guint i = heaps->len; i-- > 0;)
    {
      Heap *heap = &g_array_index (heaps, Heap, i);
      guint64 square = square_of (heap->x, heap->y, distance);
      gpointer head;

      heap->next = g_hash_table_lookup_extended (index, &square, NULL, &head) ? GPOINTER_TO_UINT (head) : NONE;
      g_hash_table_insert (index, g_memdup2 (&square, sizeof square), GUINT_TO_POINTER (i));
    }
  return index;
}

/* Takes what is near out of a large square. What stays there is parted from every cluster by the distance, so that few
 * look at it again. */
static void
claim_square (GHashTable *index,
              GArray     *heaps,
              guint64     square,
              const Heap *seed,
              double      distance,
              guint       cluster)
{
  gpointer head;
  guint last = NONE, first = NONE;

  if (!g_hash_table_lookup_extended (index, &square, NULL, &head))
    return;
  for (guint i = GPOINTER_TO_UINT (head), next; i != NONE; i = next)
    {
      Heap *heap = &g_array_index (heaps, Heap, i);

      next = heap->next;
      if (hypot (heap->x - seed->x, heap->y - seed->y) <= distance)
        {
          heap->cluster = cluster;
          continue;
        }
      if (last != NONE)
        g_array_index (heaps, Heap, last).next = i;
      else
        first = i;
      heap->next = NONE;
      last = i;
    }
  if (first != NONE)
    g_hash_table_insert (index, g_memdup2 (&square, sizeof square), GUINT_TO_POINTER (first));
  else
    g_hash_table_remove (index, &square);
}

static void
claim (GHashTable *index,
       GArray     *heaps,
       guint       at,
       double      distance,
       guint       cluster)
{
  const Heap seed = g_array_index (heaps, Heap, at);
  guint64 middle = square_of (seed.x, seed.y, distance);

  for (int dy = -1; dy <= 1; dy++)
    {
      for (int dx = -1; dx <= 1; dx++)
        claim_square (index, heaps, middle + (guint64) ((gint64) dy * (G_GINT64_CONSTANT (1) << 32) + dx), &seed,
                      distance, cluster);
    }
}

/* Each heap that no cluster has taken yet begins one. */
static void
part (GbPinClusters *self,
      GArray        *heaps,
      double         zoom,
      double         distance)
{
  GbGeoProjection world = { 256 * exp2 (zoom), 0, 0 };
  g_autoptr (GHashTable) index = index_heaps (heaps, distance);

  for (guint i = 0; i < heaps->len; i++)
    {
      const Heap *heap = &g_array_index (heaps, Heap, i);
      GbPinCluster cluster = { .bounds = { G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE } };

      if (heap->cluster != NONE)
        continue;
      cluster.at = gb_geo_projection_unproject (&world, heap->x, heap->y);
      claim (index, heaps, i, distance, self->clusters->len);
      g_array_append_val (self->clusters, cluster);
    }
}

static void
add_member (GbPinCluster *cluster,
            const GbPin  *pin)
{
  GbGeoBounds *bounds = &cluster->bounds;

  cluster->n++;
  cluster->states[MIN (pin->state, GB_N_PIN_STATES - 1)]++;
  *bounds = (GbGeoBounds) { MIN (bounds->west, pin->at.lon), MIN (bounds->south, pin->at.lat),
                            MAX (bounds->east, pin->at.lon), MAX (bounds->north, pin->at.lat) };
}

static void
list_members (GbPinClusters *self,
              const GbPin   *pins,
              guint          n_pins,
              const Spot    *spots,
              const GArray  *heaps)
{
  const GbGeoProjection world = { 1, 0, 0 };
  guint *of_pin = self->of_pin;
  GbPinCluster *clusters = (GbPinCluster *) (void *) self->clusters->data;

  for (guint i = 0; i < heaps->len; i++)
    {
      const Heap *heap = &g_array_index (heaps, Heap, i);

      for (guint j = 0; j < heap->n; j++)
        of_pin[spots[heap->first + j].pin] = heap->cluster;
    }
  for (guint i = 0; i < n_pins; i++)
    add_member (&clusters[of_pin[i]], &pins[i]);
  for (guint i = 1; i < self->clusters->len; i++)
    clusters[i].first = clusters[i - 1].first + clusters[i - 1].n;
  for (guint i = 0; i < n_pins; i++)
    self->members[clusters[of_pin[i]].first++] = i;
  for (guint i = 0; i < self->clusters->len; i++)
    {
      clusters[i].first -= clusters[i].n;
      if (clusters[i].n == 1) /* not as the picture rounds it */
        clusters[i].at = pins[self->members[clusters[i].first]].at;
      gb_geo_projection_project (&world, clusters[i].at, &clusters[i].x, &clusters[i].y);
    }
}

/**
 * gb_pin_clusters_new:
 * @pins: what is to be shown
 * @n_pins: how many
 * @zoom: the zoom level
 * @distance: pixels at that level: no two clusters are drawn nearer to each other
 *
 * Parts pins into clusters: where most pins are, one begins and takes all that are no farther from it than @distance,
 * and so on with the rest. The order of the pins makes no difference, nor does what part of the world is seen. It is
 * O(n log n), for sorting them; any thread may do it.
 *
 * Returns: (transfer full): the clusters, those that begin with most first
 */
GbPinClusters *
gb_pin_clusters_new (const GbPin *pins,
                     guint        n_pins,
                     double       zoom,
                     double       distance)
{
  GbPinClusters *self = g_new0 (GbPinClusters, 1);
  g_autofree Spot *spots = make_spots (pins, n_pins, zoom, distance / SQUARES);
  g_autoptr (GArray) heaps = make_heaps (spots, n_pins);

  self->clusters = g_array_new (FALSE, FALSE, sizeof (GbPinCluster));
  self->members = g_new (guint, MAX (n_pins, 1));
  self->of_pin = g_new (guint, MAX (n_pins, 1));
  part (self, heaps, zoom, distance);
  list_members (self, pins, n_pins, spots, heaps);
  return self;
}

void
gb_pin_clusters_free (GbPinClusters *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->clusters);
  g_free (self->members);
  g_free (self->of_pin);
  g_free (self);
}

guint
gb_pin_clusters_get_n (const GbPinClusters *self)
{
  return self->clusters->len;
}

const GbPinCluster *
gb_pin_clusters_get (const GbPinClusters *self,
                     guint                index)
{
  return &g_array_index (self->clusters, GbPinCluster, index);
}

/**
 * gb_pin_clusters_get_members:
 *
 * Returns: (transfer none) (array): the pins of a cluster, as their places among all, in their order
 */
const guint *
gb_pin_clusters_get_members (const GbPinClusters *self,
                             guint                index)
{
  return self->members + gb_pin_clusters_get (self, index)->first;
}

/**
 * gb_pin_clusters_find:
 * @pin: its place among all
 *
 * Returns: the cluster that it is in
 */
guint
gb_pin_clusters_find (const GbPinClusters *self,
                      guint                pin)
{
  return self->of_pin[pin];
}
