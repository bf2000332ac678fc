/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-urge-form.h"

#include <glib/gi18n-lib.h>

#include "gb-action-rules.h"
#include "gb-dossier-repository.h"
#include "gb-duration.h"

static void
item_free (gpointer data)
{
  GbUrgeFormItem *self = data;

  g_clear_object (&self->dossier);
  g_clear_pointer (&self->slip, gb_urge_free);
  g_free (self);
}

void
gb_urge_form_free (GbUrgeForm *self)
{
  if (self == NULL)
    return;
  g_free (self->officer);
  g_free (self->title);
  g_free (self->commune);
  g_free (self->commune_name);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_free (self->text);
  g_free (self->signer);
  g_free (self);
}

/* The newest slip about it that was not answered; where all were, the newest. */
static gboolean
find_slip (GbSqlConnection *connection,
           const char      *dossier,
           GbUrge         **slip,
           GError         **error)
{
  g_autoptr (GPtrArray) slips = gb_letters_urges (connection, NULL, dossier, error);

  *slip = NULL;
  if (slips == NULL)
    return FALSE;
  for (guint i = 0; i < slips->len; i++)
    if (((GbUrge *) slips->pdata[i])->answered == 0)
      {
        *slip = g_ptr_array_steal_index (slips, i);
        return TRUE;
      }
  if (slips->len > 0)
    *slip = g_ptr_array_steal_index (slips, 0);
  return TRUE;
}

/* A slip that is not written yet must be one that can be: asks the guard that will be asked again. */
static gboolean
may_urge (GbSqlConnection *connection,
          const char      *code,
          gint64           now,
          GError         **error)
{
  g_autoptr (GbAction) action = gb_action_new_urge (code, NULL, NULL);

  return gb_action_check (connection, connection, action, now, NULL, error);
}

static gboolean
find_dossier (GbSqlConnection *connection,
              const char      *code,
              gint64           now,
              GbDossier      **dossier,
              GError         **error)
{
  if (!gb_dossier_repository_find (connection, code, now, dossier, error))
    return FALSE;
  if (*dossier != NULL)
    return TRUE;
  g_set_error (error, GB_ACTION_ERROR, GB_ACTION_ERROR_UNKNOWN_TARGET, _("There is no dossier “%s” in these data"), code);
  return FALSE;
}

static gboolean
add_item (GbUrgeForm      *self,
          GbLetterDesk    *desk,
          GbSqlConnection *connection,
          const char      *code,
          GError         **error)
{
  GbUrgeFormItem *item = g_new0 (GbUrgeFormItem, 1);

  g_ptr_array_add (self->items, item);
  return find_slip (connection, code, &item->slip, error) &&
         (item->slip != NULL || may_urge (connection, code, desk->now, error)) &&
         find_dossier (connection, code, desk->now, &item->dossier, error);
}

static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  const GbUrgeFormItem *one = *(const GbUrgeFormItem *const *) a;
  const GbUrgeFormItem *other = *(const GbUrgeFormItem *const *) b;
  gint64 due = gb_dossier_get_due (one->dossier), other_due = gb_dossier_get_due (other->dossier);

  if (due != other_due)
    /* those without a due moment come last */
    return due == 0 || (other_due != 0 && due > other_due) ? 1 : -1;
  return g_strcmp0 (gb_dossier_get_code (one->dossier), gb_dossier_get_code (other->dossier));
}

/* What the slips have in common; a paper with several is of the day of the last. */
static void
sum_up_written (GbUrgeForm *self)
{
  gboolean same = TRUE;

  for (guint i = 0; i < self->items->len; i++)
    {
      const GbUrge *slip = ((const GbUrgeFormItem *) self->items->pdata[i])->slip;

      same = same && (i == 0 || g_strcmp0 (self->text, slip->text) == 0);
      if (i == 0)
        {
          self->text = g_strdup (slip->text);
          self->officer = g_strdup (slip->officer);
        }
      self->made = MAX (self->made, slip->made);
      self->answer_due = MAX (self->answer_due, slip->answer_due);
    }
  if (!same)
    g_clear_pointer (&self->text, g_free);
}

/* Where one of the slips is still to be written, the paper is a new one. */
static void
sum_up (GbUrgeForm *self,
        gint64      now,
        const char *text)
{
  for (guint i = 0; i < self->items->len; i++)
    if (((const GbUrgeFormItem *) self->items->pdata[i])->slip == NULL)
      {
        self->text = g_strdup (text);
        self->answer_due = now + GB_URGE_SECONDS;
        return;
      }
  sum_up_written (self);
}

static gboolean
take_office (GbUrgeForm      *self,
             GbLetterDesk    *desk,
             GbSqlConnection *connection,
             GError         **error)
{
  const GbUrgeFormItem *first = self->items->pdata[0];
  const char *code = gb_dossier_get_commune (first->dossier);
  const GbCommune *commune = gb_letter_desk_commune (desk, code);
  const char *title = NULL;

  if (self->officer == NULL)
    self->officer = g_strdup (gb_dossier_get_officer (first->dossier));
  if (self->officer != NULL && !gb_letter_desk_title (desk, connection, code, self->officer, &title, error))
    return FALSE;
  self->title = g_strdup (title);
  if (commune != NULL)
    {
      self->commune = g_strdup_printf ("%s %s", commune->type, commune->name);
      self->commune_name = g_strdup (commune->name);
    }
  self->day_seconds
      = gb_duration_typical_day (gb_calendars_of_commune (desk->calendars, code), gb_time_day (desk->now));
  self->as_of = desk->as_of;
  self->illustration = desk->illustration;
  return gb_letter_desk_signer (desk, connection, code, &self->signer, &self->role, error);
}

/**
 * gb_urge_form_load:
 * @connection: one for reading, of a store
 * @dossiers: (array zero-terminated=1): codes of dossiers of one officer; at least one
 * @text: (nullable): what a slip is to say that is not written yet
 * @signer: (nullable): who signs: a name or a role
 *
 * The slip about each dossier is the newest one without an answer; where there is none it is one that is to be written.
 *
 * Returns: (transfer full): the paper; %NULL where a dossier cannot be urged, with one of #GB_ACTION_ERROR and a message
 *   for the user, or with an error of the file
 */
GbUrgeForm *
gb_urge_form_load (GbLetterDesk       *desk,
                   GbSqlConnection    *connection,
                   const char *const  *dossiers,
                   const char         *text,
                   const char         *signer,
                   GError            **error)
{
  g_autoptr (GbUrgeForm) self = g_new0 (GbUrgeForm, 1);

  g_return_val_if_fail (dossiers != NULL && dossiers[0] != NULL, NULL);

  self->items = g_ptr_array_new_with_free_func (item_free);
  for (gsize i = 0; dossiers[i] != NULL; i++)
    if (!add_item (self, desk, connection, dossiers[i], error))
      return NULL;
  g_ptr_array_sort (self->items, compare_items);
  sum_up (self, desk->now, text);
  self->signer = g_strdup (signer);
  return take_office (self, desk, connection, error) ? g_steal_pointer (&self) : NULL;
}

/* --- by officer ----------------------------------------------------------------------------- */

/* Puts @dossiers together that one officer of a commune has, in the order in which they come; what nobody has stands
 * alone. */
static GPtrArray *
group (GPtrArray  *dossiers,
       const char *officer)
{
  g_autoptr (GHashTable) by_officer = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) builders = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strv_builder_unref);
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; i < dossiers->len; i++)
    {
      GbDossier *dossier = dossiers->pdata[i];
      const char *name = gb_dossier_get_officer (dossier);
      gboolean nobody = name == NULL || *name == '\0';
      GStrvBuilder *builder;
      g_autofree char *key = NULL;

      if (officer != NULL && g_strcmp0 (name, officer) != 0)
        continue;
      key = g_strdup_printf ("%s\n%s", gb_dossier_get_commune (dossier), nobody ? gb_dossier_get_code (dossier) : name);
      builder = g_hash_table_lookup (by_officer, key);
      if (builder == NULL)
        {
          builder = g_strv_builder_new ();
          g_ptr_array_add (builders, builder);
          g_hash_table_insert (by_officer, g_steal_pointer (&key), builder);
        }
      g_strv_builder_add (builder, gb_dossier_get_code (dossier));
    }
  for (guint i = 0; i < builders->len; i++)
    g_ptr_array_add (groups, g_strv_builder_end (builders->pdata[i]));
  return groups;
}

/**
 * gb_urge_form_group:
 * @dossiers: (array zero-terminated=1): codes
 * @now: UTC seconds
 *
 * Returns: (transfer full) (element-type GStrv): the codes, an array for each officer of a commune; %NULL with
 *   %GB_ACTION_ERROR_UNKNOWN_TARGET or an error of the file
 */
GPtrArray *
gb_urge_form_group (GbSqlConnection   *connection,
                    const char *const *dossiers,
                    gint64             now,
                    GError           **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);

  for (gsize i = 0; dossiers[i] != NULL; i++)
    {
      g_autoptr (GbDossier) dossier = NULL;

      if (!find_dossier (connection, dossiers[i], now, &dossier, error))
        return NULL;
      g_ptr_array_add (found, g_steal_pointer (&dossier));
    }
  return group (found, NULL);
}

/**
 * gb_urge_form_overdue:
 * @commune: (nullable): only dossiers whose clock it owns or that it received
 * @officer: (nullable): only this officer's
 * @now: UTC seconds
 *
 * All overdue dossiers that somebody has: what is urged when nobody says which.
 *
 * Returns: (transfer full) (element-type GStrv): the codes, an array for each officer of a commune, in the order in which
 *   the first of them became overdue
 */
GPtrArray *
gb_urge_form_overdue (GbSqlConnection *connection,
                      const char      *commune,
                      const char      *officer,
                      gint64           now,
                      GError         **error)
{
  const GbDossierQuery query = { .filter = GB_DOSSIER_FILTER_OF_CLASS (GB_DEADLINE_CLASS_OVERDUE),
                                 .commune = (char *) commune };
  g_autoptr (GPtrArray) rows = gb_dossier_repository_rows (connection, &query, now, 0, -1, NULL, error);

  if (rows == NULL)
    return NULL;
  for (guint i = rows->len; i > 0; i--)
    {
      const char *name = gb_dossier_get_officer (rows->pdata[i - 1]);

      if (name == NULL || *name == '\0')
        g_ptr_array_remove_index (rows, i - 1);
    }
  return group (rows, officer);
}
