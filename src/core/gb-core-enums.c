/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-core-enums.h"

#include <glib/gi18n-lib.h>

/* One row per value: the name that scripts and feeds use, and the name that people read. */
typedef struct
{
  const char *nick;
  const char *label;
} GbName;

static const GbName states[] = {
  [GB_DOSSIER_STATE_NEW] = { "new", N_ ("Newly filed") },
  [GB_DOSSIER_STATE_ACCEPTED] = { "accepted", N_ ("Accepted") },
  [GB_DOSSIER_STATE_REFUSED] = { "refused", N_ ("Not accepted") },
  [GB_DOSSIER_STATE_PROCESSING] = { "processing", N_ ("In process") },
  [GB_DOSSIER_STATE_PAPERS_ASKED] = { "papers-asked", N_ ("Papers asked for") },
  [GB_DOSSIER_STATE_PAYMENT_ASKED] = { "payment-asked", N_ ("Payment asked for") },
  [GB_DOSSIER_STATE_WITHDRAWN] = { "withdrawn", N_ ("Withdrawn") },
  [GB_DOSSIER_STATE_STOPPED] = { "stopped", N_ ("Stopped") },
  [GB_DOSSIER_STATE_READY] = { "ready", N_ ("Result ready") },
  [GB_DOSSIER_STATE_HANDED_OVER] = { "handed-over", N_ ("Result handed over") },
};

static const GbName classes[GB_N_DEADLINE_CLASSES] = {
  [GB_DEADLINE_CLASS_OVERDUE] = { "overdue", N_ ("Overdue") },
  [GB_DEADLINE_CLASS_DUE_TODAY] = { "due-today", N_ ("Due today") },
  [GB_DEADLINE_CLASS_DUE_SOON] = { "due-soon", N_ ("Due soon") },
  [GB_DEADLINE_CLASS_ON_TRACK] = { "on-track", N_ ("In time") },
  [GB_DEADLINE_CLASS_PAUSED] = { "paused", N_ ("Paused") },
  [GB_DEADLINE_CLASS_NO_DUE] = { "no-due", N_ ("No due date") },
  [GB_DEADLINE_CLASS_AWAITING] = { "awaiting", N_ ("Awaiting acceptance") },
  [GB_DEADLINE_CLASS_FINISHED] = { "finished", N_ ("Finished") },
};

static const GbName outcomes[GB_N_DEADLINE_OUTCOMES] = {
  [GB_DEADLINE_OUTCOME_EARLY] = { "early", N_ ("finished early") },
  [GB_DEADLINE_OUTCOME_ON_TIME] = { "ontime", N_ ("finished in time") },
  [GB_DEADLINE_OUTCOME_LATE] = { "late", N_ ("finished late") },
};

static const GbName marks[GB_N_DOSSIER_MARKS] = {
  [GB_DOSSIER_MARK_LATE_RECEPTION] = { "late-reception", N_ ("Late reception") },
  [GB_DOSSIER_MARK_CROSS_BOUNDARY] = { "cross-boundary", N_ ("Received elsewhere") },
};

static const GbName channels[] = {
  [GB_CHANNEL_DESK] = { "desk", N_ ("At the desk") },
  [GB_CHANNEL_ONLINE] = { "online", N_ ("Online") },
  [GB_CHANNEL_POST] = { "post", N_ ("By public post") },
};

static const char *
name_nick (const GbName *names,
           gsize         n_names,
           gsize         value)
{
  g_return_val_if_fail (value < n_names && names[value].nick != NULL, NULL);

  return names[value].nick;
}

static const char *
name_label (const GbName *names,
            gsize         n_names,
            gsize         value)
{
  g_return_val_if_fail (value < n_names && names[value].label != NULL, NULL);

  return _(names[value].label);
}

static gboolean
name_parse (const GbName *names,
            gsize         n_names,
            const char   *nick,
            gsize        *value)
{
  for (gsize i = 0; i < n_names; i++)
    if (g_strcmp0 (names[i].nick, nick) == 0 && nick != NULL)
      {
        *value = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * gb_dossier_state_label:
 *
 * Returns: the state's name in the interface's language
 */
const char *
gb_dossier_state_label (GbDossierState state)
{
  return name_label (states, G_N_ELEMENTS (states), state);
}

/**
 * gb_deadline_class_nick:
 *
 * Returns: the class's name on the command line and in JSON, such as "due-today"
 */
const char *
gb_deadline_class_nick (GbDeadlineClass klass)
{
  return name_nick (classes, G_N_ELEMENTS (classes), klass);
}

/**
 * gb_deadline_class_label:
 *
 * Returns: the class's name in the interface's language
 */
const char *
gb_deadline_class_label (GbDeadlineClass klass)
{
  return name_label (classes, G_N_ELEMENTS (classes), klass);
}

/**
 * gb_deadline_class_parse:
 * @nick: (nullable): a class's nick
 * @klass: (out): the class
 *
 * Returns: whether @nick names a class
 */
gboolean
gb_deadline_class_parse (const char      *nick,
                         GbDeadlineClass *klass)
{
  gsize value;

  if (!name_parse (classes, G_N_ELEMENTS (classes), nick, &value))
    return FALSE;
  *klass = value;
  return TRUE;
}

/**
 * gb_deadline_outcome_label:
 *
 * Returns: how a dossier ended, in the interface's language
 */
const char *
gb_deadline_outcome_label (GbDeadlineOutcome outcome)
{
  return name_label (outcomes, G_N_ELEMENTS (outcomes), outcome);
}

/**
 * gb_dossier_mark_nick:
 *
 * Returns: the mark's name on the command line and in JSON
 */
const char *
gb_dossier_mark_nick (GbDossierMark mark)
{
  return name_nick (marks, G_N_ELEMENTS (marks), mark);
}

/**
 * gb_dossier_mark_label:
 *
 * Returns: the mark's name in the interface's language
 */
const char *
gb_dossier_mark_label (GbDossierMark mark)
{
  return name_label (marks, G_N_ELEMENTS (marks), mark);
}

/**
 * gb_dossier_mark_parse:
 * @nick: (nullable): a mark's nick
 * @mark: (out): the mark
 *
 * Returns: whether @nick names a mark
 */
gboolean
gb_dossier_mark_parse (const char    *nick,
                       GbDossierMark *mark)
{
  gsize value;

  if (!name_parse (marks, G_N_ELEMENTS (marks), nick, &value))
    return FALSE;
  *mark = value;
  return TRUE;
}

/**
 * gb_channel_nick:
 *
 * Returns: the channel's name in feeds and JSON
 */
const char *
gb_channel_nick (GbChannel channel)
{
  return name_nick (channels, G_N_ELEMENTS (channels), channel);
}

/**
 * gb_channel_label:
 *
 * Returns: the channel's name in the interface's language
 */
const char *
gb_channel_label (GbChannel channel)
{
  return name_label (channels, G_N_ELEMENTS (channels), channel);
}

/**
 * gb_channel_parse:
 * @nick: (nullable): a channel's nick
 * @channel: (out): the channel
 *
 * Returns: whether @nick names a channel
 */
gboolean
gb_channel_parse (const char *nick,
                  GbChannel  *channel)
{
  gsize value;

  if (!name_parse (channels, G_N_ELEMENTS (channels), nick, &value))
    return FALSE;
  *channel = value;
  return TRUE;
}
