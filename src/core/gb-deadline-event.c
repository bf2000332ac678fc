/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-deadline-event.h"

#include "gb-core-error.h"
#include "gb-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const char *name;
  GbDeadlineEventKind kind;
  GbPauseKind pause;
} kinds[] = {
  { "accepted", GB_DEADLINE_EVENT_ACCEPTED, 0 },
  { "supplement-asked", GB_DEADLINE_EVENT_SUPPLEMENT_ASKED, 0 },
  { "supplement-complete", GB_DEADLINE_EVENT_SUPPLEMENT_COMPLETE, 0 },
  { "pause:finance", GB_DEADLINE_EVENT_PAUSE, GB_PAUSE_FINANCE },
  { "pause:opinion", GB_DEADLINE_EVENT_PAUSE, GB_PAUSE_OPINION },
  { "pause:verification", GB_DEADLINE_EVENT_PAUSE, GB_PAUSE_VERIFICATION },
  { "pause:identity", GB_DEADLINE_EVENT_PAUSE, GB_PAUSE_IDENTITY },
  { "pause:stopped", GB_DEADLINE_EVENT_PAUSE, GB_PAUSE_STOPPED },
  { "resume", GB_DEADLINE_EVENT_RESUME, 0 },
  { "extend", GB_DEADLINE_EVENT_EXTEND, 0 },
  { "apology", GB_DEADLINE_EVENT_APOLOGY, 0 },
  { "finished", GB_DEADLINE_EVENT_FINISHED, 0 },
  { "handed-over", GB_DEADLINE_EVENT_HANDED_OVER, 0 },
};

/* The part that names the kind: what stands before the time. */
static char *
kind_of (const char *text)
{
  return g_strndup (text, strcspn (text, "@"));
}

static gboolean
parse_kind (const char      *text,
            GbDeadlineEvent *event,
            GError         **error)
{
  g_autofree char *name = kind_of (text);
  g_autoptr (GString) known = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (strcmp (kinds[i].name, name) == 0)
        {
          event->kind = kinds[i].kind;
          event->pause = kinds[i].pause;
          return TRUE;
        }
      g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", kinds[i].name);
    }
  /* Translators: %s are the kinds of events that are known */
  g_set_error (error, GB_CORE_ERROR, GB_CORE_ERROR_RANGE, _("kind: unknown; it can be %s"), known->str);
  return FALSE;
}

static gboolean
parse_moment (const char *text,
              const char *field,
              gint64     *instant,
              GError    **error)
{
  if (gb_time_parse (text, instant, error))
    return TRUE;
  g_prefix_error (error, "%s: ", field);
  return FALSE;
}

/* @text: what follows the "@" */
static gboolean
parse_times (const char      *text,
             GbDeadlineEvent *event,
             GError         **error)
{
  const char *separator = strchr (text, '=');
  g_autofree char *at = separator != NULL ? g_strndup (text, separator - text) : g_strdup (text);
  gboolean extends = event->kind == GB_DEADLINE_EVENT_EXTEND;

  if (!parse_moment (at, _("time"), &event->at, error))
    return FALSE;
  if (extends && separator == NULL)
    g_set_error (error, GB_CORE_ERROR, GB_CORE_ERROR_RANGE,
                 _("new due moment: missing; an extension looks like extend@TIME=NEW"));
  else if (!extends && separator != NULL)
    g_set_error (error, GB_CORE_ERROR, GB_CORE_ERROR_RANGE, _("new due moment: only an extension has one"));
  else if (!extends)
    return TRUE;
  else if (!parse_moment (separator + 1, _("new due moment"), &event->new_due, error))
    return FALSE;
  else if (event->new_due > event->at)
    return TRUE;
  else
    g_set_error (error, GB_CORE_ERROR, GB_CORE_ERROR_RANGE,
                 _("new due moment: “%s” is not after the extension itself"), separator + 1);
  return FALSE;
}

static gboolean
parse (const char      *text,
       GbDeadlineEvent *event,
       GError         **error)
{
  const char *times = strchr (text, '@');

  *event = (GbDeadlineEvent) { 0 };
  if (!parse_kind (text, event, error))
    return FALSE;
  if (times != NULL)
    return parse_times (times + 1, event, error);
  g_set_error (error, GB_CORE_ERROR, GB_CORE_ERROR_TIME, _("time: missing; an event looks like KIND@TIME"));
  return FALSE;
}

/**
 * gb_deadline_event_parse:
 * @text: `KIND@TIME`, for an extension `extend@TIME=NEW`; times after RFC 3339
 * @event: (out caller-allocates): the event
 *
 * Returns: whether @text is an event; otherwise @error is a #GbCoreError that names the kind and the
 *   field
 */
gboolean
gb_deadline_event_parse (const char      *text,
                         GbDeadlineEvent *event,
                         GError         **error)
{
  g_autofree char *kind = kind_of (text);

  if (parse (text, event, error))
    return TRUE;
  /* Translators: %s is the kind of event, such as "pause:finance" */
  g_prefix_error (error, _("event “%s”: "), kind);
  return FALSE;
}

/**
 * gb_deadline_events_parse:
 * @texts: (nullable) (array zero-terminated=1): events as gb_deadline_event_parse() takes them
 *
 * Returns: (transfer full) (element-type GbDeadlineEvent) (nullable): the events as they were told;
 *   %NULL with a #GbCoreError that names the event by its place and kind, and the field
 */
GArray *
gb_deadline_events_parse (const char *const *texts,
                          GError           **error)
{
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (GbDeadlineEvent));

  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      g_autofree char *kind = kind_of (texts[i]);
      GbDeadlineEvent event;

      if (!parse (texts[i], &event, error))
        {
          /* Translators: the event's place in the list and its kind, such as "pause:finance" */
          g_prefix_error (error, _("event %u, “%s”: "), i + 1, kind);
          return NULL;
        }
      g_array_append_val (events, event);
    }
  return g_steal_pointer (&events);
}

/**
 * gb_deadline_events_in_order:
 *
 * Returns: whether no event was told before one that happened earlier
 */
gboolean
gb_deadline_events_in_order (const GbDeadlineEvent *events,
                             gsize                  n_events)
{
  for (gsize i = 1; i < n_events; i++)
    if (events[i].at < events[i - 1].at)
      return FALSE;
  return TRUE;
}
