/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-letter-form.h"

#include "gb-dossier-clock.h"
#include "gb-dossier-repository.h"

void
gb_letter_form_free (GbLetterForm *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->letter, gb_letter_free);
  g_free (self->commune);
  g_free (self->commune_name);
  g_free (self->signer);
  g_free (self);
}

/* --- a letter that was signed --------------------------------------------------------------- */

/* The province's system has the new date already: what it had before is what the engine extended. */
static gboolean
find_extended (GbLetterDesk    *desk,
               GbSqlConnection *connection,
               const GbLetter  *letter,
               gint64          *old_due,
               GError         **error)
{
  g_autoptr (GbDossierClock) clock = gb_dossier_clock_load (connection, gb_dossier_get_code (letter->dossier), error);
  g_autoptr (GbDeadline) deadline = NULL;

  if (clock == NULL)
    return FALSE;
  deadline = gb_dossier_clock_compute (clock, gb_calendars_of_commune (desk->calendars, clock->commune), desk->now);
  for (guint i = 0; deadline != NULL && i < deadline->trace->len; i++)
    {
      const GbDeadlineStep *step = &g_array_index (deadline->trace, GbDeadlineStep, i);

      if (step->rule == GB_RULE_EXTEND)
        *old_due = step->from;
    }
  return TRUE;
}

static gboolean
take_letter (GbLetterForm    *self,
             GbLetterDesk    *desk,
             GbSqlConnection *connection,
             GError         **error)
{
  const GbLetter *letter = self->letter;
  GbWorkCalendar *calendar
      = gb_calendars_of_commune (desk->calendars, gb_dossier_get_commune (letter->dossier));

  self->signer = g_strdup (letter->signer);
  self->old_due = gb_dossier_get_due (letter->dossier);
  if (self->old_due >= letter->new_due)
    {
      self->old_due = 0;
      if (!find_extended (desk, connection, letter, &self->old_due, error))
        return FALSE;
    }
  if (self->old_due != 0
      && gb_time_day (letter->made) > gb_work_calendar_nth_day (calendar, gb_time_day (self->old_due), -1))
    self->warnings |= GB_ACTION_WARNING_APOLOGY_LATE;
  return TRUE;
}

/* --- a letter that is to be signed ---------------------------------------------------------- */

/* The guard that will be asked again when it is signed. */
static gboolean
take_draft (GbLetterForm        *self,
            GbLetterDesk        *desk,
            GbSqlConnection     *connection,
            const char          *dossier,
            const GbLetterDraft *draft,
            GError             **error)
{
  gint64 new_due = draft != NULL ? draft->new_due : 0;
  g_autoptr (GbAction) action = NULL;

  if (new_due == 0 && !gb_letters_propose (connection, dossier, desk->now, &new_due, error))
    return FALSE;
  action = gb_action_new_apology (dossier, "-", new_due, NULL);
  if (!gb_action_check (connection, connection, action, desk->now, &self->warnings, error))
    return FALSE;
  g_clear_pointer (&self->letter, gb_letter_free);
  self->letter = g_new0 (GbLetter, 1);
  if (!gb_dossier_repository_find (connection, dossier, desk->now, &self->letter->dossier, error))
    return FALSE;
  self->letter->kind = self->warnings & GB_ACTION_WARNING_APOLOGY_LATE ? GB_LETTER_MISSED : GB_LETTER_SIGN_TODAY;
  self->letter->new_due = new_due;
  self->letter->reason = draft != NULL ? g_strdup (draft->reason) : NULL;
  self->letter->signer = draft != NULL ? g_strdup (draft->signer) : NULL;
  self->signer = g_strdup (self->letter->signer);
  self->old_due = gb_dossier_get_due (self->letter->dossier);
  return TRUE;
}

/**
 * gb_letter_form_load:
 * @connection: one for reading, of a store
 * @dossier: the code of a dossier in the cache
 * @draft: (nullable): what a letter is to say that is not signed yet; with a reason or a date it must be one: a second
 *   letter is refused
 *
 * The letter that was signed; where none was, one as the calendar proposes it.
 *
 * Returns: (transfer full): the letter; %NULL where none may be signed, with one of #GB_ACTION_ERROR and a message for
 *   the user, or with an error of the file
 */
GbLetterForm *
gb_letter_form_load (GbLetterDesk        *desk,
                     GbSqlConnection     *connection,
                     const char          *dossier,
                     const GbLetterDraft *draft,
                     GError             **error)
{
  g_autoptr (GbLetterForm) self = g_new0 (GbLetterForm, 1);
  gboolean anew = draft != NULL && (draft->reason != NULL || draft->new_due != 0);
  const GbCommune *commune;
  gboolean ok;

  if (!anew && !gb_letters_find (connection, dossier, desk->now, &self->letter, error))
    return NULL;
  ok = self->letter != NULL ? take_letter (self, desk, connection, error)
                            : take_draft (self, desk, connection, dossier, draft, error);
  if (!ok
      || !gb_letter_desk_signer (desk, connection, gb_dossier_get_commune (self->letter->dossier), &self->signer,
                                 &self->role, error))
    return NULL;
  commune = gb_letter_desk_commune (desk, gb_dossier_get_commune (self->letter->dossier));
  if (commune != NULL)
    {
      self->commune = g_strdup_printf ("%s %s", commune->type, commune->name);
      self->commune_name = g_strdup (commune->name);
    }
  self->illustration = desk->illustration;
  return g_steal_pointer (&self);
}
