/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-people.h"

#include "gb-store-status.h"

G_DEFINE_BOXED_TYPE (GbPeople, gb_people, gb_people_ref, gb_people_unref)

/**
 * gb_people_load:
 * @commune: (nullable): the commune; %NULL for the whole scope
 * @now: UTC seconds
 *
 * Blocks; runs on a thread of the store.
 *
 * Returns: (transfer full): what the cache knows of the officers; %NULL with @error set when it could not be read
 */
GbPeople *
gb_people_load (GbSqlConnection  *connection,
                const char       *commune,
                gint64            now,
                GError          **error)
{
  g_autoptr (GbPeople) self = g_atomic_rc_box_new0 (GbPeople);
  g_autoptr (GbStoreStatus) status = gb_store_status_load (connection, error);

  if (status == NULL)
    return NULL;
  self->commune = g_strdup (commune);
  self->now = now;
  self->today = gb_time_day (now);
  self->as_of = status->as_of;
  self->officers = gb_officer_load_all (connection, commune, self->today, now, error);
  if (self->officers == NULL)
    return NULL;
  self->coverage = commune != NULL ? gb_coverage_load (connection, commune, self->officers, self->today, error)
                                   : g_ptr_array_new ();
  if (self->coverage == NULL)
    return NULL;
  self->loads = gb_field_load_all (connection, commune, self->officers, self->today, now, error);
  if (self->loads == NULL)
    return NULL;
  self->transfers = commune == NULL ? gb_transfer_load_all (connection, self->officers, self->loads, self->today, error)
                                    : g_ptr_array_new ();
  return self->transfers != NULL ? g_steal_pointer (&self) : NULL;
}

GbPeople *
gb_people_ref (GbPeople *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  GbPeople *self = data;

  g_free (self->commune);
  g_clear_pointer (&self->officers, g_ptr_array_unref);
  g_clear_pointer (&self->coverage, g_ptr_array_unref);
  g_clear_pointer (&self->loads, g_ptr_array_unref);
  g_clear_pointer (&self->transfers, g_ptr_array_unref);
}

void
gb_people_unref (GbPeople *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

static gboolean
is_in (const GbOfficer *officer,
       GbPeopleSet      set,
       GbDay            day)
{
  switch (set)
    {
    case GB_PEOPLE_POSTS:
      return !officer->seconded && (officer->from == GB_DAY_NONE || officer->from <= day);
    case GB_PEOPLE_SECONDED:
      return officer->seconded && gb_officer_is_present (officer, day);
    case GB_PEOPLE_ENDING:
      return gb_officer_ends (officer, day, day + GB_PEOPLE_ENDING_DAYS);
    case GB_PEOPLE_LEFT:
      return officer->seconded && officer->open > 0 && officer->to != GB_DAY_NONE && officer->to < day;
    default:
      g_return_val_if_reached (FALSE);
    }
}

/**
 * gb_people_get_set_on:
 * @day: the day they are wanted for; open dossiers are those of #GbPeople.now
 *
 * Returns: (transfer full) (element-type GbOfficer): the officers who are or were in @set on @day, by given name
 */
GPtrArray *
gb_people_get_set_on (const GbPeople *self,
                      GbPeopleSet     set,
                      GbDay           day)
{
  GPtrArray *officers = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_officer_unref);

  for (guint i = 0; i < self->officers->len; i++)
    if (is_in (self->officers->pdata[i], set, day))
      g_ptr_array_add (officers, gb_officer_ref (self->officers->pdata[i]));
  return officers;
}

/**
 * gb_people_get_set:
 *
 * Returns: (transfer full) (element-type GbOfficer): the officers of @set today, by given name
 */
GPtrArray *
gb_people_get_set (const GbPeople *self,
                   GbPeopleSet     set)
{
  return gb_people_get_set_on (self, set, self->today);
}

/**
 * gb_people_find:
 * @id: an officer's
 *
 * Returns: (transfer none) (nullable): the officer; %NULL when nobody has that id
 */
GbOfficer *
gb_people_find (const GbPeople *self,
                const char     *id)
{
  for (guint i = 0; i < self->officers->len; i++)
    if (g_strcmp0 (((const GbOfficer *) self->officers->pdata[i])->id, id) == 0)
      return self->officers->pdata[i];
  return NULL;
}
