/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossier-limits.h"

#include <glib/gi18n-lib.h>

#include "gb-format.h"
#include "gb-tracking-words.h"

static const char *const names[GB_N_DOSSIER_LIMITS] = {
  [GB_DOSSIER_LIMIT_FIELD] = N_ ("Field"),       [GB_DOSSIER_LIMIT_PROCEDURE] = N_ ("Procedure"),
  [GB_DOSSIER_LIMIT_OFFICER] = N_ ("Officer"),   [GB_DOSSIER_LIMIT_CHANNEL] = N_ ("Channel"),
  [GB_DOSSIER_LIMIT_STATE] = N_ ("State"),       [GB_DOSSIER_LIMIT_RECEIVED] = N_ ("Received"),
  [GB_DOSSIER_LIMIT_DUE] = N_ ("Due"),           [GB_DOSSIER_LIMIT_SET] = N_ ("Figure"),
};

/**
 * gb_dossier_limit_name:
 *
 * Returns: such as "Lĩnh vực"
 */
const char *
gb_dossier_limit_name (GbDossierLimit limit)
{
  return _(names[limit]);
}

static char *
days_words (GbDay from,
            GbDay to,
            GbDay today)
{
  g_autofree char *first = from > 0 ? gb_format_day (from, today) : NULL;
  g_autofree char *last = to > 0 ? gb_format_day (to, today) : NULL;

  if (first != NULL && last != NULL)
    return from == to ? g_steal_pointer (&first) : g_strdup_printf ("%s – %s", first, last);
  /* Translators: %s is a day: "from 26/08" */
  return first != NULL ? g_strdup_printf (_("from %s"), first)
                       /* Translators: %s is a day: "until 26/08" */
                       : g_strdup_printf (_("until %s"), last != NULL ? last : "");
}

/**
 * gb_dossier_limit_words:
 * @query: has the limit
 * @today: decides which days need their year
 *
 * Returns: (transfer full): what the limit is, such as "Đất đai" or "từ 01/08"
 */
char *
gb_dossier_limit_words (GbDossierLimit        limit,
                        const GbDossierQuery *query,
                        GbDay                 today)
{
  GbChannel channel;

  switch (limit)
    {
    case GB_DOSSIER_LIMIT_FIELD:
      return g_strdup (query->field);
    case GB_DOSSIER_LIMIT_PROCEDURE:
      return g_strdup (query->procedure);
    case GB_DOSSIER_LIMIT_OFFICER:
      return g_strdup (*query->officer != '\0' ? query->officer : _("nobody"));
    case GB_DOSSIER_LIMIT_CHANNEL:
      return g_strdup (gb_channel_parse (query->channel, &channel) ? gb_channel_label (channel)
                                                                   : query->channel);
    case GB_DOSSIER_LIMIT_STATE:
      return g_strdup (gb_dossier_state_label (query->state));
    case GB_DOSSIER_LIMIT_RECEIVED:
      return days_words (query->received_from, query->received_to, today);
    case GB_DOSSIER_LIMIT_SET:
      return gb_tracking_words_set (query->set, today);
    default:
      return days_words (query->due_from, query->due_to, today);
    }
}

/**
 * gb_dossier_limit_is_set:
 *
 * Returns: whether @query is narrowed by it
 */
gboolean
gb_dossier_limit_is_set (GbDossierLimit        limit,
                         const GbDossierQuery *query)
{
  switch (limit)
    {
    case GB_DOSSIER_LIMIT_FIELD:
      return query->field != NULL;
    case GB_DOSSIER_LIMIT_PROCEDURE:
      return query->procedure != NULL;
    case GB_DOSSIER_LIMIT_OFFICER:
      return query->officer != NULL;
    case GB_DOSSIER_LIMIT_CHANNEL:
      return query->channel != NULL;
    case GB_DOSSIER_LIMIT_STATE:
      return query->state != 0;
    case GB_DOSSIER_LIMIT_RECEIVED:
      return query->received_from > 0 || query->received_to > 0;
    case GB_DOSSIER_LIMIT_SET:
      return query->set != NULL;
    default:
      return query->due_from > 0 || query->due_to > 0;
    }
}

static void
copy_text (char      **to,
           const char *from)
{
  char *copy = g_strdup (from);

  g_free (*to);
  *to = copy;
}

/**
 * gb_dossier_limit_copy:
 * @to: gets the limit, or loses it, as @from has it
 */
void
gb_dossier_limit_copy (GbDossierLimit        limit,
                       GbDossierQuery       *to,
                       const GbDossierQuery *from)
{
  switch (limit)
    {
    case GB_DOSSIER_LIMIT_FIELD:
      copy_text (&to->field, from->field);
      break;
    case GB_DOSSIER_LIMIT_PROCEDURE:
      copy_text (&to->procedure, from->procedure);
      break;
    case GB_DOSSIER_LIMIT_OFFICER:
      copy_text (&to->officer, from->officer);
      break;
    case GB_DOSSIER_LIMIT_CHANNEL:
      copy_text (&to->channel, from->channel);
      break;
    case GB_DOSSIER_LIMIT_STATE:
      to->state = from->state;
      break;
    case GB_DOSSIER_LIMIT_RECEIVED:
      to->received_from = from->received_from;
      to->received_to = from->received_to;
      break;
    case GB_DOSSIER_LIMIT_SET:
      gb_dossier_set_free (to->set);
      to->set = gb_dossier_set_copy (from->set);
      break;
    default:
      to->due_from = from->due_from;
      to->due_to = from->due_to;
    }
}

/**
 * gb_dossier_limits_copy:
 *
 * All limits at once; class, search and order of @to stay.
 */
void
gb_dossier_limits_copy (GbDossierQuery       *to,
                        const GbDossierQuery *from)
{
  for (int i = 0; i < GB_N_DOSSIER_LIMITS; i++)
    gb_dossier_limit_copy (i, to, from);
}

/**
 * gb_dossier_limits_count:
 *
 * Returns: how many limits are set
 */
guint
gb_dossier_limits_count (const GbDossierQuery *query)
{
  guint n = 0;

  for (int i = 0; i < GB_N_DOSSIER_LIMITS; i++)
    n += gb_dossier_limit_is_set (i, query);
  return n;
}
