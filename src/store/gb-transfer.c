/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-transfer.h"

#include <math.h>

#include "gb-sql-statement.h"
#include "gb-text.h"

/* A degree of a meridian, km. */
#define DEGREE_KM 111.2

typedef struct
{
  char *name;
  double lon;
  double lat;
} Place;

/* A field of a commune while people are moved: what they have left. */
typedef struct
{
  const GbFieldLoad *load;
  guint spare;
  guint wanted;
} Side;

static void
place_free (gpointer data)
{
  Place *self = data;

  g_free (self->name);
  g_free (self);
}

static void
transfer_free (gpointer data)
{
  GbTransfer *self = data;

  g_free (self->field);
  g_free (self->from.commune);
  g_free (self->from.name);
  g_free (self->to.commune);
  g_free (self->to.name);
  g_clear_pointer (&self->officer, gb_officer_unref);
  g_free (self);
}

static GHashTable *
load_places (GbSqlConnection  *connection,
             GError          **error)
{
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, place_free);
  g_autoptr (GbSqlStatement) statement
      = gb_sql_connection_prepare (connection, "SELECT id,type||' '||name,lon,lat FROM commune", error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  while (gb_sql_statement_step (statement, &row, error))
    {
      Place *place;

      if (!row)
        return g_steal_pointer (&places);
      place = g_new0 (Place, 1);
      place->name = gb_sql_statement_dup_text (statement, 1);
      place->lon = gb_sql_statement_get_double (statement, 2);
      place->lat = gb_sql_statement_get_double (statement, 3);
      g_hash_table_insert (places, gb_sql_statement_dup_text (statement, 0), place);
    }
  return NULL;
}

/**
 * gb_transfer_surplus:
 * @people: who does a field first in a commune
 * @open: its open dossiers
 * @norm: open dossiers that one person is to have
 *
 * Returns: how many could go so that those who stay have no more than the norm; one always stays
 */
guint
gb_transfer_surplus (guint  people,
                     gint64 open,
                     double norm)
{
  guint needed = MAX (1, (guint) ceil ((double) open / norm));

  return people > needed ? people - needed : 0;
}

/**
 * gb_transfer_shortage:
 * @people: who does a field first in a commune
 * @open: its open dossiers
 * @norm: open dossiers that one person is to have
 *
 * Returns: how many could come so that each still has at least the norm; one where dossiers are open and nobody does
 *   the field
 */
guint
gb_transfer_shortage (guint  people,
                      gint64 open,
                      double norm)
{
  guint possible = (guint) floor ((double) open / norm);

  if (people == 0 && open > 0)
    return MAX (1, possible);
  return possible > people ? possible - people : 0;
}

/* The one with more work for each comes first; nobody at all before everybody. */
static int
compare_sides (gconstpointer a,
               gconstpointer b)
{
  const GbFieldLoad *first = ((const Side *) a)->load;
  const GbFieldLoad *second = ((const Side *) b)->load;
  gint64 difference;

  if ((first->people == 0) != (second->people == 0))
    return first->people == 0 ? -1 : 1;
  difference = second->open * MAX (1, first->people) - first->open * MAX (1, second->people);
  if (difference != 0)
    return difference < 0 ? -1 : 1;
  return g_strcmp0 (first->commune, second->commune);
}

static double
distance_between (GHashTable *places,
                  const char *first,
                  const char *second)
{
  const Place *from = g_hash_table_lookup (places, first);
  const Place *to = g_hash_table_lookup (places, second);

  if (from == NULL || to == NULL)
    return -1;
  return hypot ((to->lat - from->lat) * DEGREE_KM,
                (to->lon - from->lon) * DEGREE_KM * cos ((to->lat + from->lat) / 2 * G_PI / 180));
}

static Side *
nearest_spare (GArray     *sides,
               GHashTable *places,
               const char *commune,
               double     *distance)
{
  Side *nearest = NULL;

  for (guint i = 0; i < sides->len; i++)
    {
      Side *side = &g_array_index (sides, Side, i);
      double km;

      if (side->spare == 0)
        continue;
      km = distance_between (places, side->load->commune, commune);
      if (nearest != NULL && (km < 0 || (*distance >= 0 && km >= *distance)))
        continue;
      nearest = side;
      *distance = km;
    }
  return nearest;
}

static gboolean
is_moved (GPtrArray       *transfers,
          const GbOfficer *officer)
{
  for (guint i = 0; i < transfers->len; i++)
    if (((const GbTransfer *) transfers->pdata[i])->officer == officer)
      return TRUE;
  return FALSE;
}

static GbOfficer *
find_officer (GPtrArray         *officers,
              GPtrArray         *transfers,
              const GbFieldLoad *load,
              GbDay              today)
{
  GbOfficer *best = NULL;

  for (guint i = 0; i < officers->len; i++)
    {
      GbOfficer *officer = officers->pdata[i];

      if (!g_str_equal (officer->commune, load->commune) || !gb_officer_is_present (officer, today) ||
          is_moved (transfers, officer))
        continue;
      for (guint j = 0; j < officer->duties->len; j++)
        {
          const GbDuty *duty = officer->duties->pdata[j];

          if (duty->main && g_str_equal (duty->field, load->field) && (best == NULL || officer->open < best->open))
            best = officer;
        }
    }
  return best;
}

static GbTransferSide
describe_side (const GbFieldLoad *load,
               GHashTable        *places)
{
  const Place *place = g_hash_table_lookup (places, load->commune);

  return (GbTransferSide) { g_strdup (load->commune), g_strdup (place != NULL ? place->name : load->commune),
                            load->people, load->open };
}

/* One after the other gets the nearest who can be spared, until nobody lacks or nobody is left. */
static void
match_sides (GPtrArray  *transfers,
             GArray     *sides,
             GHashTable *places,
             GPtrArray  *officers,
             double      norm,
             GbDay       today)
{
  for (guint i = 0; i < sides->len; i++)
    {
      Side *to = &g_array_index (sides, Side, i);

      while (to->wanted > 0)
        {
          double distance = -1;
          Side *from = nearest_spare (sides, places, to->load->commune, &distance);
          GbOfficer *officer;
          GbTransfer *transfer;

          if (from == NULL)
            return;
          from->spare--;
          to->wanted--;
          officer = find_officer (officers, transfers, from->load, today);
          transfer = g_new0 (GbTransfer, 1);
          *transfer = (GbTransfer) { g_strdup (to->load->field), describe_side (from->load, places),
                                     describe_side (to->load, places), norm, distance,
                                     officer != NULL ? gb_officer_ref (officer) : NULL };
          g_ptr_array_add (transfers, transfer);
        }
    }
}

static void
add_field (GPtrArray         *transfers,
           const GbFieldLoad *sum,
           GPtrArray         *loads,
           GHashTable        *places,
           GPtrArray         *officers,
           GbDay              today)
{
  g_autoptr (GArray) sides = g_array_new (FALSE, FALSE, sizeof (Side));
  double norm;

  if (sum->people == 0 || sum->open == 0)
    return;
  norm = MAX ((double) sum->open / sum->people, GB_TRANSFER_LEAST_SHARE);
  for (guint i = 0; i < loads->len; i++)
    {
      const GbFieldLoad *load = loads->pdata[i];
      Side side = { load, gb_transfer_surplus (load->people, load->open, norm),
                    gb_transfer_shortage (load->people, load->open, norm) };

      if (g_str_equal (load->field, sum->field))
        g_array_append_val (sides, side);
    }
  g_array_sort (sides, compare_sides);
  match_sides (transfers, sides, places, officers, norm, today);
}

/**
 * gb_transfer_load_all:
 * @officers: (element-type GbOfficer): of a whole scope
 * @loads: (element-type GbFieldLoad): of the same, by commune and field
 * @today: the day that people are counted on
 *
 * Who could be moved: for each field the open dossiers are divided by those who do it first in all communes, which is
 * what one person is to have, though no less than %GB_TRANSFER_LEAST_SHARE. A commune where fewer people would have no more than that each can spare one; where each has at least one person's share more,
 * one is wanted. The commune with most work for each comes first and gets the nearest who can be spared. It is a
 * proposal, not a rule of law: the host and the home unit decide (decree 170/2025/NĐ-CP, art. 26).
 *
 * Returns: (transfer full) (element-type GbTransfer): the proposals, the field with most dossiers first
 */
GPtrArray *
gb_transfer_load_all (GbSqlConnection  *connection,
                      GPtrArray        *officers,
                      GPtrArray        *loads,
                      GbDay             today,
                      GError          **error)
{
  g_autoptr (GPtrArray) transfers = g_ptr_array_new_with_free_func (transfer_free);
  g_autoptr (GPtrArray) sums = gb_field_load_by_field (loads);
  g_autoptr (GHashTable) places = load_places (connection, error);

  if (places == NULL)
    return NULL;
  for (guint i = 0; i < sums->len; i++)
    add_field (transfers, sums->pdata[i], loads, places, officers, today);
  return g_steal_pointer (&transfers);
}
