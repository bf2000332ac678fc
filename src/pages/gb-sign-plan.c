/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-sign-plan.h"

#include "gb-dossier-repository.h"

void
gb_sign_plan_free (GbSignPlan *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->forms, g_ptr_array_unref);
  g_free (self->refusal);
  g_free (self);
}

static gboolean
add (GbSignPlan      *self,
     GbLetterDesk    *desk,
     GbSqlConnection *connection,
     GbDossier       *dossier,
     GError         **error)
{
  g_autoptr (GError) refusal = NULL;
  g_autoptr (GbLetterForm) form
      = gb_letter_form_load (desk, connection, gb_dossier_get_code (dossier), NULL, &refusal);

  if (form != NULL && form->letter->id != NULL)
    self->n_signed++;
  else if (form != NULL)
    g_ptr_array_add (self->forms, g_steal_pointer (&form));
  else if (refusal->domain == GB_ACTION_ERROR)
    {
      self->n_refused++;
      if (self->refusal == NULL)
        self->refusal = g_strdup (refusal->message);
    }
  else
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }
  return TRUE;
}

/* Takes @dossiers, which can be %NULL. */
static GbSignPlan *
load (GbSqlConnection *connection,
      GPtrArray       *dossiers,
      gint64           now,
      GCancellable    *cancellable,
      GError         **error)
{
  g_autoptr (GPtrArray) rows = dossiers;
  g_autoptr (GbSignPlan) self = g_new0 (GbSignPlan, 1);
  g_autoptr (GbLetterDesk) desk = rows != NULL ? gb_letter_desk_load (connection, now, error) : NULL;

  if (desk == NULL)
    return NULL;
  self->forms = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_letter_form_free);
  for (guint i = 0; i < rows->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !add (self, desk, connection, rows->pdata[i], error))
      return NULL;
  return g_steal_pointer (&self);
}

/**
 * gb_sign_plan_load_query:
 * @query: which dossiers
 * @now: UTC seconds
 *
 * Returns: (transfer full): the letters about all rows of @query
 */
GbSignPlan *
gb_sign_plan_load_query (GbSqlConnection      *connection,
                         const GbDossierQuery *query,
                         gint64                now,
                         GCancellable         *cancellable,
                         GError              **error)
{
  return load (connection, gb_dossier_repository_rows (connection, query, now, 0, -1, NULL, error), now, cancellable,
               error);
}

/**
 * gb_sign_plan_load_numbers:
 * @numbers: (array length=n_numbers): the dossiers' numbers in the cache
 * @now: UTC seconds
 *
 * Returns: (transfer full): the letters about these dossiers
 */
GbSignPlan *
gb_sign_plan_load_numbers (GbSqlConnection *connection,
                           const gint64    *numbers,
                           gsize            n_numbers,
                           gint64           now,
                           GCancellable    *cancellable,
                           GError         **error)
{
  return load (connection, gb_dossier_repository_by_numbers (connection, numbers, n_numbers, now, error), now, cancellable,
               error);
}
