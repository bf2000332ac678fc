/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossier-event.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a step may tell of the clock beside a state (data/api/schema/dossier-step.json). */
static const struct
{
  const char *name;
  GbDeadlineEventKind kind;
  GbPauseKind pause;
  const char *label;
} events[] = {
  { "pause:opinion", GB_DEADLINE_EVENT_PAUSE, GB_PAUSE_OPINION, N_ ("Paused: waiting for another agency's opinion") },
  { "pause:verification", GB_DEADLINE_EVENT_PAUSE, GB_PAUSE_VERIFICATION, N_ ("Paused: verification") },
  { "pause:identity", GB_DEADLINE_EVENT_PAUSE, GB_PAUSE_IDENTITY, N_ ("Paused: waiting for confirmation on VNeID") },
  { "resume", GB_DEADLINE_EVENT_RESUME, 0, N_ ("The pause is over") },
  { "extend", GB_DEADLINE_EVENT_EXTEND, 0, N_ ("Extended") },
};

/**
 * gb_dossier_event_parse:
 * @name: an event as the feed names it, "pause:opinion"
 * @event: (out caller-allocates): its kind, without any time
 *
 * Returns: whether this version knows the event
 */
gboolean
gb_dossier_event_parse (const char      *name,
                        GbDeadlineEvent *event)
{
  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    if (strcmp (events[i].name, name) == 0)
      {
        *event = (GbDeadlineEvent) { events[i].kind, events[i].pause, 0, 0 };
        return TRUE;
      }
  return FALSE;
}

/**
 * gb_dossier_event_label:
 * @name: an event as the feed names it
 *
 * Returns: (nullable): the event in the interface's language; %NULL when this version does not know it
 */
const char *
gb_dossier_event_label (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    if (strcmp (events[i].name, name) == 0)
      return _(events[i].label);
  return NULL;
}
