/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-list-diff.h"

/* The old positions of the new list's items; the longest increasing run of them is what can stay
 * in place. Items are unique, so this is the longest common subsequence, found in n log n steps
 * (Fredman, "On computing the length of longest increasing subsequences", 1975). */

#define NOWHERE G_MAXUINT

static void
append_edit (GArray *edits,
             guint   old_position,
             guint   removed,
             guint   new_position,
             guint   added)
{
  GbListEdit edit = { old_position, removed, new_position, added };

  if (removed > 0 || added > 0)
    g_array_append_val (edits, edit);
}

/* Where each item of the new list was in the old one. */
static guint *
find_places (const gint64 *old_items,
             guint         n_old,
             const gint64 *new_items,
             guint         n_new)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint *result = g_new (guint, n_new);

  for (guint i = 0; i < n_old; i++)
    g_hash_table_insert (places, (gpointer) &old_items[i], GUINT_TO_POINTER (i));
  for (guint i = 0; i < n_new; i++)
    {
      gpointer place;

      result[i] = g_hash_table_lookup_extended (places, &new_items[i], NULL, &place)
                      ? GPOINTER_TO_UINT (place)
                      : NOWHERE;
    }
  return result;
}

/* Sets the places to NOWHERE that are not in the longest increasing run. */
static void
keep_longest_run (guint *places,
                  guint  n)
{
  g_autofree guint *tails = g_new (guint, n + 1); /* by length - 1: index of a run's last item */
  g_autofree guint *before = g_new (guint, n + 1); /* the item before it in its run */
  guint length = 0, index;

  for (guint i = 0; i < n; i++)
    {
      guint low = 0, high = length;

      if (places[i] == NOWHERE)
        continue;
      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (places[tails[middle]] < places[i])
            low = middle + 1;
          else
            high = middle;
        }
      before[i] = low > 0 ? tails[low - 1] : NOWHERE;
      tails[low] = i;
      if (low == length)
        length++;
    }

  index = length > 0 ? tails[length - 1] : NOWHERE;
  for (guint i = n; i-- > 0;)
    {
      if (i == index)
        index = before[i];
      else
        places[i] = NOWHERE;
    }
}

/**
 * gb_list_diff:
 * @old_items: (array length=n_old): unique items
 * @new_items: (array length=n_new): unique items
 * @max_edits: more edits than that become one
 *
 * What has to go and come to make one list of the other, with as many items as possible staying;
 * an item that changed its place goes and comes.
 *
 * Returns: (transfer full) (element-type GbListEdit): the edits, from the beginning to the end
 */
GArray *
gb_list_diff (const gint64 *old_items,
              guint         n_old,
              const gint64 *new_items,
              guint         n_new,
              guint         max_edits)
{
  GArray *edits = g_array_new (FALSE, FALSE, sizeof (GbListEdit));
  guint prefix = 0, suffix = 0, old_at, new_at;
  g_autofree guint *places = NULL;

  while (prefix < n_old && prefix < n_new && old_items[prefix] == new_items[prefix])
    prefix++;
  while (suffix < n_old - prefix && suffix < n_new - prefix &&
         old_items[n_old - 1 - suffix] == new_items[n_new - 1 - suffix])
    suffix++;
  n_old -= prefix + suffix;
  n_new -= prefix + suffix;
  if (n_old == 0 || n_new == 0)
    {
      append_edit (edits, prefix, n_old, prefix, n_new);
      return edits;
    }

  places = find_places (old_items + prefix, n_old, new_items + prefix, n_new);
  keep_longest_run (places, n_new);
  old_at = new_at = 0;
  for (guint i = 0; i <= n_new; i++)
    {
      guint place = i < n_new ? places[i] : n_old;

      if (place == NOWHERE)
        continue;
      append_edit (edits, prefix + old_at, place - old_at, prefix + new_at, i - new_at);
      old_at = place + 1;
      new_at = i + 1;
    }

  if (edits->len > max_edits)
    {
      g_array_set_size (edits, 0);
      append_edit (edits, prefix, n_old, prefix, n_new);
    }
  return edits;
}
