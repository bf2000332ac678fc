/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-urge-plan.h"

#include "gb-calendars.h"
#include "gb-dossier-repository.h"
#include "gb-duration.h"
#include "gb-text.h"

static void
item_free (gpointer data)
{
  GbUrgeItem *self = data;

  g_object_unref (self->dossier);
  g_free (self->refusal);
  g_free (self);
}

static void
officer_free (gpointer data)
{
  GbUrgeOfficer *self = data;

  g_free (self->name);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->slips);
  g_free (self);
}

void
gb_urge_plan_free (GbUrgePlan *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->officers, g_ptr_array_unref);
  g_clear_pointer (&self->slips, g_ptr_array_unref);
  g_free (self);
}

/* --- each dossier --- */

/* By dossier: the newest slip without an answer. */
static GHashTable *
index_slips (const GPtrArray *slips)
{
  GHashTable *open = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < slips->len; i++)
    {
      GbUrge *slip = slips->pdata[i];

      if (slip->answered == 0 && !g_hash_table_contains (open, slip->dossier))
        g_hash_table_insert (open, slip->dossier, slip);
    }
  return open;
}

/* Asks the guard that will be asked again when the slip is stored. */
static GbUrgeItem *
item_new (GbSqlConnection *connection,
          GbDossier       *dossier,
          GHashTable      *open,
          gint64           now,
          GError         **error)
{
  g_autoptr (GbAction) action = gb_action_new_urge (gb_dossier_get_code (dossier), NULL, NULL);
  g_autoptr (GError) refusal = NULL;
  GbActionWarnings warnings = 0;
  GbUrgeItem *self;

  if (!gb_action_check (connection, connection, action, now, &warnings, &refusal) &&
      refusal->domain != GB_ACTION_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return NULL;
    }
  self = g_new0 (GbUrgeItem, 1);
  self->dossier = g_object_ref (dossier);
  self->slip = g_hash_table_lookup (open, gb_dossier_get_code (dossier));
  if (refusal != NULL)
    {
      self->standing = GB_URGE_STANDING_REFUSED;
      self->refusal = g_strdup (refusal->message);
    }
  else if (self->slip != NULL)
    self->standing = self->slip->answer_due < now ? GB_URGE_STANDING_UNANSWERED
                                                  : GB_URGE_STANDING_WAITING;
  else if (warnings & GB_ACTION_WARNING_URGED)
    self->standing = GB_URGE_STANDING_WAITING;
  return self;
}

static gboolean
load_items (GbUrgePlan      *self,
            GbSqlConnection *connection,
            const gint64    *numbers,
            gsize            n_numbers,
            GError         **error)
{
  g_autoptr (GHashTable) open = NULL;
  g_autoptr (GPtrArray) dossiers = NULL;

  self->slips = gb_letters_urges (connection, NULL, NULL, error);
  if (self->slips == NULL)
    return FALSE;
  open = index_slips (self->slips);
  dossiers = gb_dossier_repository_by_numbers (connection, numbers, n_numbers, self->now, error);
  if (dossiers == NULL)
    return FALSE;
  self->items = g_ptr_array_new_with_free_func (item_free);
  for (guint i = 0; i < dossiers->len; i++)
    {
      GbUrgeItem *item = item_new (connection, dossiers->pdata[i], open, self->now, error);

      if (item == NULL)
        return FALSE;
      g_ptr_array_add (self->items, item);
      self->counts[item->standing]++;
    }
  return TRUE;
}

/* --- by officer --- */

static GbUrgeOfficer *
officer_new (const GbUrgePlan *plan,
             const char       *name)
{
  GbUrgeOfficer *self = g_new0 (GbUrgeOfficer, 1);

  self->name = g_strdup (name);
  self->items = g_ptr_array_new ();
  self->slips = g_ptr_array_new ();
  for (guint i = 0; i < plan->slips->len; i++)
    if (g_strcmp0 (((GbUrge *) plan->slips->pdata[i])->officer, name) == 0)
      g_ptr_array_add (self->slips, plan->slips->pdata[i]);
  return self;
}

static int
compare_officers (gconstpointer a,
                  gconstpointer b)
{
  const GbUrgeOfficer *const *one = a;
  const GbUrgeOfficer *const *other = b;
  g_autoptr (GBytes) first = gb_text_person_sort_key ((*one)->name);
  g_autoptr (GBytes) second = gb_text_person_sort_key ((*other)->name);

  return g_bytes_compare (first, second);
}

static gboolean
group (GbUrgePlan      *self,
       GbSqlConnection *connection,
       GError         **error)
{
  g_autoptr (GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);

  self->officers = g_ptr_array_new_with_free_func (officer_free);
  for (guint i = 0; i < self->items->len; i++)
    {
      GbUrgeItem *item = self->items->pdata[i];
      const char *name = gb_dossier_get_officer (item->dossier);
      GbUrgeOfficer *officer;

      if (item->standing == GB_URGE_STANDING_REFUSED)
        continue;
      officer = g_hash_table_lookup (by_name, name);
      if (officer == NULL)
        {
          officer = officer_new (self, name);
          g_ptr_array_add (self->officers, officer);
          g_hash_table_insert (by_name, officer->name, officer);
          if (!gb_letters_urge_history (connection, name, self->now, &officer->history, error))
            return FALSE;
        }
      g_ptr_array_add (officer->items, item);
      officer->counts[item->standing]++;
      officer->n_overdue += gb_dossier_get_class (item->dossier) == GB_DEADLINE_CLASS_OVERDUE;
    }
  g_ptr_array_sort (self->officers, compare_officers);
  return TRUE;
}

/**
 * gb_urge_plan_load:
 * @connection: one for reading, of a store
 * @numbers: (array length=n_numbers): the dossiers' numbers in the cache
 * @now: UTC seconds
 *
 * Blocks; for a thread of the store.
 *
 * Returns: (transfer full): what there is to be written; %NULL with a #GbSqlError
 */
GbUrgePlan *
gb_urge_plan_load (GbSqlConnection *connection,
                   const gint64    *numbers,
                   gsize            n_numbers,
                   gint64           now,
                   GError         **error)
{
  g_autoptr (GbUrgePlan) self = g_new0 (GbUrgePlan, 1);
  g_autoptr (GbCalendars) calendars = gb_calendars_load (connection, error);
  GbWorkCalendar *calendar;

  if (calendars == NULL)
    return NULL;
  self->now = now;
  if (!load_items (self, connection, numbers, n_numbers, error) || !group (self, connection, error))
    return NULL;
  calendar = self->items->len > 0
                 ? gb_calendars_of_commune (calendars,
                                            gb_dossier_get_commune (
                                                ((GbUrgeItem *) self->items->pdata[0])->dossier))
                 : gb_calendars_get_default (calendars);
  self->day_seconds = gb_duration_typical_day (calendar, gb_time_day (now));
  return g_steal_pointer (&self);
}

/**
 * gb_urge_plan_make_actions:
 * @text: (nullable): what the slips say
 * @again: whether those are urged once more whose 24 hours for an answer are not over
 *
 * Returns: (transfer full) (element-type GbAction): a slip for each dossier that is to be urged
 */
GPtrArray *
gb_urge_plan_make_actions (const GbUrgePlan *self,
                           const char       *text,
                           gboolean          again)
{
  GPtrArray *actions = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_action_free);

  for (guint i = 0; i < self->items->len; i++)
    {
      const GbUrgeItem *item = self->items->pdata[i];

      if (item->standing == GB_URGE_STANDING_REFUSED ||
          (item->standing == GB_URGE_STANDING_WAITING && !again))
        continue;
      g_ptr_array_add (actions, gb_action_new_urge (gb_dossier_get_code (item->dossier), NULL, text));
    }
  return actions;
}
