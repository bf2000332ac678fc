/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hand-over.h"

#include "gb-dossier-repository.h"

static void
item_free (gpointer data)
{
  GbHandOverItem *self = data;

  g_object_unref (self->dossier);
  g_clear_pointer (&self->receiver, gb_officer_unref);
  g_free (self);
}

void
gb_hand_over_free (GbHandOver *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->officer, gb_officer_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_free (self);
}

static const GbCoverage *
find_field (const GbPeople *people,
            const char     *field)
{
  for (guint i = 0; i < people->coverage->len; i++)
    {
      const GbCoverage *row = people->coverage->pdata[i];

      if (g_strcmp0 (row->field, field) == 0)
        return row;
    }
  return NULL;
}

/* Of those who will still be there, the one with the fewest dossiers. */
static GbOfficer *
least_loaded (GPtrArray       *officers,
              const GbOfficer *leaving,
              GbDay            day)
{
  GbOfficer *best = NULL;

  for (guint i = 0; i < officers->len; i++)
    {
      GbOfficer *officer = officers->pdata[i];

      if (g_str_equal (officer->id, leaving->id) || !gb_officer_is_present (officer, day))
        continue;
      if (best == NULL || officer->open < best->open)
        best = officer;
    }
  return best;
}

/**
 * gb_hand_over_receiver:
 * @people: of the officer's commune
 * @officer: who leaves
 * @field: a dossier's field
 *
 * Who could take over: of those who stand in for the field the one with the fewest open dossiers, else of those who do
 * it as well; for a field that is in nobody's duties, the same of the leaving officer's main field.
 *
 * Returns: (transfer none) (nullable): the officer, there on the day after the last one; %NULL when there is none
 */
GbOfficer *
gb_hand_over_receiver (const GbPeople  *people,
                       const GbOfficer *officer,
                       const char      *field)
{
  const GbCoverage *row = find_field (people, field);
  GbDay day = MAX (people->today, officer->to != GB_DAY_NONE ? officer->to + 1 : people->today);
  GbOfficer *best;

  if (row == NULL)
    row = find_field (people, officer->field);
  if (row == NULL)
    return NULL;
  best = least_loaded (row->stand_ins, officer, day);
  return best != NULL ? best : least_loaded (row->mains, officer, day);
}

static gboolean
load_items (GbHandOver       *self,
            GbSqlConnection  *connection,
            const GbPeople   *people,
            GError          **error)
{
  g_autofree char *text = gb_officer_dossiers (self->officer);
  g_autoptr (GbDossierQuery) query = gb_dossier_query_new (GB_DOSSIER_FILTER_OPEN);
  g_autoptr (GPtrArray) dossiers = NULL;
  gint64 total;

  query->set = gb_dossier_set_parse (text);
  query->sort = GB_DOSSIER_SORT_DUE;
  dossiers = gb_dossier_repository_rows (connection, query, self->now, 0, G_MAXINT, &total, error);
  if (dossiers == NULL)
    return FALSE;
  for (guint i = 0; i < dossiers->len; i++)
    {
      GbDossier *dossier = dossiers->pdata[i];
      GbOfficer *receiver = gb_hand_over_receiver (people, self->officer, gb_dossier_get_field (dossier));
      GbHandOverItem *item = g_new0 (GbHandOverItem, 1);

      item->dossier = g_object_ref (dossier);
      item->receiver = receiver != NULL ? gb_officer_ref (receiver) : NULL;
      g_ptr_array_add (self->items, item);
    }
  return TRUE;
}

/**
 * gb_hand_over_load:
 * @commune: the officer's
 * @officer: an officer's id
 * @now: UTC seconds
 *
 * Blocks; runs on a thread of the store. The dossiers are those of gb_officer_dossiers().
 *
 * Returns: (transfer full): the list; without an officer when nobody has that id; %NULL with @error set when the cache
 *   could not be read
 */
GbHandOver *
gb_hand_over_load (GbSqlConnection  *connection,
                   const char       *commune,
                   const char       *officer,
                   gint64            now,
                   GError          **error)
{
  g_autoptr (GbPeople) people = gb_people_load (connection, commune, now, error);
  g_autoptr (GbHandOver) self = g_new0 (GbHandOver, 1);
  GbOfficer *found;

  if (people == NULL)
    return NULL;
  self->now = now;
  self->items = g_ptr_array_new_with_free_func (item_free);
  found = gb_people_find (people, officer);
  if (found == NULL)
    return g_steal_pointer (&self);
  self->officer = gb_officer_ref (found);
  return load_items (self, connection, people, error) ? g_steal_pointer (&self) : NULL;
}
