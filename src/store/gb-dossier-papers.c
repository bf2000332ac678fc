/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossier-papers.h"

#include "gb-action-overlay.h"
#include "gb-letters.h"
#include "gb-sql-statement.h"

static void
letter_free (gpointer data)
{
  GbDossierLetter *self = data;

  g_free (self->number);
  g_free (self->reason);
  g_free (self);
}

void
gb_dossier_papers_free (GbDossierPapers *self)
{
  if (self == NULL)
    return;
  g_free (self->apology_refusal);
  g_free (self->urge_refusal);
  g_free (self->officer);
  g_clear_pointer (&self->letters, g_ptr_array_unref);
  g_clear_pointer (&self->slips, g_ptr_array_unref);
  g_clear_pointer (&self->pending, g_ptr_array_unref);
  g_free (self);
}

static GPtrArray *
load_letters (GbSqlConnection *connection,
              const char      *code,
              GError         **error)
{
  g_autoptr (GPtrArray) letters = g_ptr_array_new_with_free_func (letter_free);
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection, "SELECT document,reason,made,new_due FROM letter WHERE dossier=?1 ORDER BY made,number", error);
  gboolean row;

  if (s == NULL)
    return NULL;
  gb_sql_statement_bind_text (s, 1, code);
  while (gb_sql_statement_step (s, &row, error))
    {
      GbDossierLetter *letter;

      if (!row)
        return g_steal_pointer (&letters);
      letter = g_new0 (GbDossierLetter, 1);
      letter->number = gb_sql_statement_dup_text (s, 0);
      letter->reason = gb_sql_statement_dup_text (s, 1);
      letter->made = gb_sql_statement_get_int (s, 2);
      letter->new_due = gb_sql_statement_get_int (s, 3);
      g_ptr_array_add (letters, letter);
    }
  return NULL;
}

/* What was done here stays in sight until the feed brings it, and no longer. */
static GPtrArray *
load_pending (GbSqlConnection *connection,
              const char      *code,
              GError         **error)
{
  g_autoptr (GPtrArray) actions = gb_action_repository_list (connection, GB_ACTION_FILTER_ALL, code, error);

  for (guint i = 0; actions != NULL && i < actions->len;)
    {
      gboolean lies_over;

      if (!gb_action_overlay_lies_over (connection, actions->pdata[i], &lies_over, error))
        return NULL;
      if (lies_over)
        i++;
      else
        g_ptr_array_remove_index (actions, i);
    }
  return g_steal_pointer (&actions);
}

/* Asks the guard that will be asked again when the action is stored, so that the button and the
 * store never disagree. */
static gboolean
probe (GbSqlConnection  *connection,
       GbAction         *action,
       gint64            now,
       gboolean         *may,
       char            **refusal,
       GbActionWarnings *warnings,
       GError          **error)
{
  g_autoptr (GError) local_error = NULL;

  *may = gb_action_check (connection, connection, action, now, warnings, &local_error);
  if (*may)
    return TRUE;
  if (local_error->domain != GB_ACTION_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  *refusal = g_strdup (local_error->message);
  return TRUE;
}

/**
 * gb_dossier_papers_load:
 * @connection: one for reading, of a store
 * @code: a dossier's code
 * @now: UTC seconds
 *
 * Returns: (transfer full): its papers; %NULL on error
 */
GbDossierPapers *
gb_dossier_papers_load (GbSqlConnection *connection,
                        const char      *code,
                        gint64           now,
                        GError         **error)
{
  g_autoptr (GbDossierPapers) self = g_new0 (GbDossierPapers, 1);
  g_autoptr (GbAction) apology = NULL;
  g_autoptr (GbAction) urge = gb_action_new_urge (code, NULL, NULL);

  if (!gb_letters_propose (connection, code, now, &self->proposed_due, error))
    return NULL;
  apology = gb_action_new_apology (code, "-", self->proposed_due, NULL);
  if (!probe (connection, apology, now, &self->can_apologise, &self->apology_refusal, &self->apology_warnings, error)
      || !probe (connection, urge, now, &self->can_urge, &self->urge_refusal, &self->urge_warnings, error))
    return NULL;
  self->officer = g_strdup (gb_action_get (urge, "officer"));
  if (self->officer != NULL
      && !gb_letters_urge_history (connection, self->officer, now, &self->history, error))
    return NULL;
  self->letters = load_letters (connection, code, error);
  if (self->letters == NULL)
    return NULL;
  self->slips = gb_letters_urges (connection, NULL, code, error);
  if (self->slips == NULL)
    return NULL;
  self->pending = load_pending (connection, code, error);
  return self->pending != NULL ? g_steal_pointer (&self) : NULL;
}
