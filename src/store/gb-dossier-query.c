/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossier-query.h"

#include "gb-predicate.h"

G_DEFINE_BOXED_TYPE (GbDossierQuery, gb_dossier_query, gb_dossier_query_copy, gb_dossier_query_free)

static const char *const sort_nicks[GB_N_DOSSIER_SORTS] = {
  "due", "code", "procedure", "applicant", "field", "officer", "received", "state", "finished",
  "remaining",
};

/**
 * gb_dossier_query_new:
 * @filter: the set of dossiers
 *
 * Returns: (transfer full): all dossiers of the set, by due moment
 */
GbDossierQuery *
gb_dossier_query_new (GbDossierFilter filter)
{
  GbDossierQuery *self = g_new0 (GbDossierQuery, 1);

  self->filter = filter;
  self->received_from = self->received_to = GB_DAY_NONE;
  self->due_from = self->due_to = GB_DAY_NONE;
  return self;
}

GbDossierQuery *
gb_dossier_query_copy (const GbDossierQuery *self)
{
  GbDossierQuery *copy = g_memdup2 (self, sizeof *self);

  copy->set = gb_dossier_set_copy (self->set);
  copy->commune = g_strdup (self->commune);
  copy->field = g_strdup (self->field);
  copy->officer = g_strdup (self->officer);
  copy->procedure = g_strdup (self->procedure);
  copy->channel = g_strdup (self->channel);
  copy->search = g_strdup (self->search);
  return copy;
}

void
gb_dossier_query_free (GbDossierQuery *self)
{
  if (self == NULL)
    return;
  gb_dossier_set_free (self->set);
  g_free (self->commune);
  g_free (self->field);
  g_free (self->officer);
  g_free (self->procedure);
  g_free (self->channel);
  g_free (self->search);
  g_free (self);
}

static gboolean
days_equal (GbDay one,
            GbDay other)
{
  return one == other || (one <= 0 && other <= 0);
}

/**
 * gb_dossier_query_equal:
 *
 * Returns: whether both give the same rows in the same order
 */
gboolean
gb_dossier_query_equal (const GbDossierQuery *self,
                        const GbDossierQuery *other)
{
  return self->filter == other->filter && self->state == other->state &&
         self->sort == other->sort && !self->descending == !other->descending &&
         days_equal (self->received_from, other->received_from) &&
         days_equal (self->received_to, other->received_to) &&
         days_equal (self->due_from, other->due_from) &&
         days_equal (self->due_to, other->due_to) &&
         gb_dossier_set_equal (self->set, other->set) &&
         g_strcmp0 (self->commune, other->commune) == 0 &&
         g_strcmp0 (self->field, other->field) == 0 &&
         g_strcmp0 (self->officer, other->officer) == 0 &&
         g_strcmp0 (self->procedure, other->procedure) == 0 &&
         g_strcmp0 (self->channel, other->channel) == 0 &&
         g_strcmp0 (self->search, other->search) == 0;
}

/**
 * gb_dossier_filter_nick:
 *
 * Returns: the name that the command line and settings use: "overdue", "all"
 */
const char *
gb_dossier_filter_nick (GbDossierFilter filter)
{
  return gb_predicate (filter)->nick;
}

/**
 * gb_dossier_filter_parse:
 * @nick: a name as of gb_dossier_filter_nick()
 * @filter: (out): the set
 *
 * Returns: whether @nick names one
 */
gboolean
gb_dossier_filter_parse (const char      *nick,
                         GbDossierFilter *filter)
{
  for (int i = 0; i < GB_N_DOSSIER_FILTERS; i++)
    if (g_strcmp0 (nick, gb_predicate (i)->nick) == 0)
      {
        *filter = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * gb_dossier_sort_nick:
 *
 * Returns: the name that the command line and settings use: "due", "applicant"
 */
const char *
gb_dossier_sort_nick (GbDossierSort sort)
{
  g_return_val_if_fail (sort < GB_N_DOSSIER_SORTS, NULL);

  return sort_nicks[sort];
}

/**
 * gb_dossier_sort_parse:
 * @nick: a name as of gb_dossier_sort_nick()
 * @sort: (out): the order
 *
 * Returns: whether @nick names one
 */
gboolean
gb_dossier_sort_parse (const char    *nick,
                       GbDossierSort *sort)
{
  for (int i = 0; i < GB_N_DOSSIER_SORTS; i++)
    if (g_strcmp0 (nick, sort_nicks[i]) == 0)
      {
        *sort = i;
        return TRUE;
      }
  return FALSE;
}
