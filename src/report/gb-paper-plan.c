/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-paper-private.h"

/* A unit among all of the document's. */
typedef struct
{
  const GbPaperBlock *block;
  guint index;
  guint page;
  float before;
  float height;
  float head; /* of what is repeated above it when a page begins with it */
  gboolean sticks;
  double y;
} Place;

static void
take_block (GArray             *places,
            const GbPaperBlock *block,
            GbPaperInk         *ink,
            gboolean            after_keeping)
{
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (GbPaperUnit));
  double head = block->klass->measure (block, ink, units);

  for (guint i = 0; i < units->len; i++)
    {
      const GbPaperUnit *unit = &g_array_index (units, GbPaperUnit, i);
      Place place = { block, i };

      place.before = i == 0 ? (float) (block->before * ink->scale) : 0;
      place.height = unit->height;
      place.head = i > 0 ? (float) head : 0;
      place.sticks = i == 0 ? !block->breaks && (after_keeping || block->keep_previous) : unit->sticks;
      g_array_append_val (places, place);
    }
}

/* The last unit up to @i that a page may begin with; @i itself where there is none after the page's first. */
static guint
find_break (const Place *places,
            guint        begin,
            guint        i)
{
  guint at = i;

  while (at > begin && places[at].sticks)
    at--;
  return at > begin ? at : i;
}

/* Fills pages one after the other. Returns how many. */
static guint
place_all (Place  *places,
           guint   n,
           double  room)
{
  guint page = 0, begin = 0;
  double y = 0;

  for (guint i = 0; i < n; i++)
    {
      gboolean breaks = places[i].block->breaks && places[i].index == 0 && i > begin;
      double top = i == begin ? places[i].head : y + places[i].before;

      if (i > begin && (breaks || top + places[i].height > room + 0.01))
        {
          /* What is taken along to the next page is placed again. */
          i = breaks ? i : find_break (places, begin, i);
          begin = i;
          page++;
          top = places[i].head;
        }
      places[i].page = page;
      places[i].y = top;
      y = top + places[i].height;
    }
  return page + 1;
}

static void
add_slice (GArray      *slices,
           const Place *place)
{
  GbPaperSlice *last = slices->len > 0 ? &g_array_index (slices, GbPaperSlice, slices->len - 1) : NULL;
  GbPaperSlice slice = { place->block, place->page, place->index, 1, place->y, place->height };

  if (last != NULL && last->block == place->block && last->page == place->page)
    {
      last->n++;
      last->height = place->y + place->height - last->y;
      return;
    }
  if (place->index > 0)
    {
      slice.y -= place->head;
      slice.height += place->head;
    }
  g_array_append_val (slices, slice);
}

/**
 * gb_paper_plan:
 * @blocks: (element-type GbPaperBlock): what is to be on the pages
 * @n_pages: (out): how many they take, at least 1
 *
 * Returns: (transfer full) (element-type GbPaperSlice): where they are, in their order
 */
GArray *
gb_paper_plan (const GPtrArray *blocks,
               GbPaperInk      *ink,
               guint           *n_pages)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  GArray *slices = g_array_new (FALSE, FALSE, sizeof (GbPaperSlice));
  gboolean keeping = FALSE;

  for (guint i = 0; i < blocks->len; i++)
    {
      const GbPaperBlock *block = blocks->pdata[i];

      take_block (places, block, ink, keeping);
      keeping = block->keep_next;
    }
  *n_pages = place_all ((Place *) places->data, places->len, ink->room);
  for (guint i = 0; i < places->len; i++)
    add_slice (slices, &g_array_index (places, Place, i));
  return slices;
}
