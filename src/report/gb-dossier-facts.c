/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossier-facts.h"

#include <glib/gi18n-lib.h>

#include "gb-class-text.h"
#include "gb-dossiers-words.h"

static void
fact_free (gpointer data)
{
  GbDossierFact *self = data;

  g_free (self->value);
  g_free (self);
}

/* (transfer full): @value. */
static void
take (GPtrArray  *facts,
      const char *name,
      char       *value)
{
  GbDossierFact *fact;

  if (value == NULL || *value == '\0')
    {
      g_free (value);
      return;
    }
  fact = g_new0 (GbDossierFact, 1);
  fact->name = name;
  fact->value = value;
  g_ptr_array_add (facts, fact);
}

static void
add_moment (GPtrArray  *facts,
            const char *name,
            gint64      instant,
            gint64      now)
{
  take (facts, name, instant != 0 ? gb_deadline_words_moment (instant, now) : NULL);
}

/**
 * gb_dossier_facts_new:
 * @detail: of a dossier
 * @masked: whether others look at the screen: no whole name, and nothing that was written freely
 *
 * Returns: (transfer full) (element-type GbDossierFact): what is known of it, in the order it is asked for
 */
GPtrArray *
gb_dossier_facts_new (const GbDossierDetail *detail,
                      gboolean               masked)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func (fact_free);
  GbDossier *dossier = detail->dossier;
  const char *summary = gb_dossier_get_summary (dossier);

  take (facts, _("Applicant"), gb_dossiers_words_applicant (dossier, masked));
  take (facts, _("Officer"), g_strdup (gb_dossier_get_officer (dossier)));
  take (facts, _("Field"), g_strdup (gb_dossier_get_field (dossier)));
  take (facts, _("Received by"), g_strdup (detail->received_by));
  if (gb_dossier_is_cross_boundary (dossier))
    take (facts, _("Handled by"), g_strdup (detail->commune));
  take (facts, _("Channel"), g_strdup (gb_channel_label (gb_dossier_get_channel (dossier))));
  if (gb_dossier_get_received (dossier) == 0)
    add_moment (facts, _("Submitted"), gb_dossier_get_submitted (dossier), detail->now);
  add_moment (facts, _("Received"), gb_dossier_get_received (dossier), detail->now);
  add_moment (facts, _("Due"), gb_dossier_get_due (dossier), detail->now);
  add_moment (facts, _("Ended"), gb_dossier_get_finished (dossier), detail->now);
  /* Many systems repeat the procedure's name there. */
  if (summary != NULL && !g_str_has_prefix (summary, gb_dossier_get_procedure (dossier)))
    take (facts, _("Summary"), g_strdup (masked ? _("text hidden") : summary));
  return facts;
}

/**
 * gb_dossier_facts_standing:
 * @detail: of a dossier
 *
 * Returns: (transfer full): its class in a sentence: how much is left, why its clock rests, or how it ended
 */
char *
gb_dossier_facts_standing (const GbDossierDetail *detail)
{
  GbDossier *dossier = detail->dossier;
  GbDeadlineClass klass = gb_dossier_get_class (dossier);
  GbDossierState state = gb_dossier_get_state (dossier);
  g_autofree char *outcome = NULL;

  switch (klass)
    {
    case GB_DEADLINE_CLASS_PAUSED:
      /* Translators: a class and a state: "Paused: papers asked for" */
      return g_strdup_printf (_("%s: %s"), gb_deadline_class_label (klass), gb_dossier_state_label (state));
    case GB_DEADLINE_CLASS_NO_DUE:
    case GB_DEADLINE_CLASS_AWAITING:
      return g_strdup (gb_deadline_class_label (klass));
    case GB_DEADLINE_CLASS_FINISHED:
      outcome = gb_dossiers_words_outcome (dossier);
      if (g_strcmp0 (outcome, gb_dossier_state_label (state)) == 0)
        return g_steal_pointer (&outcome);
      /* Translators: a state and how it ended: "Result ready, finished early" */
      return g_strdup_printf (_("%s, %s"), gb_dossier_state_label (state), outcome);
    default:
      return gb_class_format_sentence (klass, gb_dossier_get_remaining (dossier), detail->day_seconds);
    }
}
