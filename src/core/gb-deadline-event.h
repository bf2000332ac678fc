/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GbDeadlineEventKind:
 *
 * What can happen to a dossier's clock. Three operations, never mixed: a supplement restarts it, a
 * pause stops it, an extension replaces its end.
 */
typedef enum
{
  GB_DEADLINE_EVENT_ACCEPTED,
  GB_DEADLINE_EVENT_SUPPLEMENT_ASKED,
  GB_DEADLINE_EVENT_SUPPLEMENT_COMPLETE,
  GB_DEADLINE_EVENT_PAUSE,
  GB_DEADLINE_EVENT_RESUME,
  GB_DEADLINE_EVENT_EXTEND,
  GB_DEADLINE_EVENT_APOLOGY,
  GB_DEADLINE_EVENT_FINISHED,
  GB_DEADLINE_EVENT_HANDED_OVER,
} GbDeadlineEventKind;

typedef enum
{
  GB_PAUSE_FINANCE,
  GB_PAUSE_OPINION,
  GB_PAUSE_VERIFICATION,
  GB_PAUSE_IDENTITY,
  GB_PAUSE_STOPPED,
} GbPauseKind;

/**
 * GbDeadlineEvent:
 * @kind: what happened
 * @pause: for a pause, why
 * @at: when, UTC seconds
 * @new_due: for an extension, the new due moment, UTC seconds
 */
typedef struct
{
  GbDeadlineEventKind kind;
  GbPauseKind pause;
  gint64 at;
  gint64 new_due;
} GbDeadlineEvent;

gboolean gb_deadline_event_parse       (const char            *text,
                                        GbDeadlineEvent       *event,
                                        GError               **error);
GArray  *gb_deadline_events_parse      (const char *const     *texts,
                                        GError               **error);
gboolean gb_deadline_events_in_order   (const GbDeadlineEvent *events,
                                        gsize                  n_events);

G_END_DECLS
