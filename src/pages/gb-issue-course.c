/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-issue-course.h"

#include <glib/gi18n-lib.h>

#include "gb-dossiers-words.h"

/* Something that happened to an issue. */
typedef struct
{
  gint64 at;
  guint place; /* keeps the order of what happened at once */
  char *what; /* (owned) */
  char *more; /* (owned) (nullable) */
  const char *style;
  gboolean free_text; /* @more was written by somebody */
} Event;

static void
event_free (gpointer data)
{
  Event *self = data;

  g_free (self->what);
  g_free (self->more);
  g_free (self);
}

static Event *
add (GPtrArray  *events,
     gint64      at,
     char       *what,
     const char *more,
     const char *style)
{
  Event *event = g_new0 (Event, 1);

  *event = (Event) { at, events->len, what, g_strdup (more), style, FALSE };
  g_ptr_array_add (events, event);
  return event;
}

static int
compare_events (gconstpointer a,
                gconstpointer b)
{
  const Event *first = *(const Event *const *) a;
  const Event *second = *(const Event *const *) b;

  if (first->at != second->at)
    return first->at < second->at ? -1 : 1;
  return (int) first->place - (int) second->place;
}

/**
 * gb_issue_course_level:
 *
 * Returns: who settles an issue at that level, as one would address them
 */
const char *
gb_issue_course_level (GbIssueLevel level)
{
  static const char *const names[GB_N_ISSUE_LEVELS] = {
    [GB_ISSUE_LEVEL_COMMUNE] = N_ ("the commune"),
    [GB_ISSUE_LEVEL_DEPARTMENT] = N_ ("the department"),
    [GB_ISSUE_LEVEL_PROVINCE] = N_ ("the province's People's Committee"),
    [GB_ISSUE_LEVEL_MINISTRY] = N_ ("the ministry"),
  };

  return _(names[level]);
}

/* --- limits --------------------------------------------------------------------------------- */

static const char *
limit_name (GbIssueStep step)
{
  static const char *const names[GB_N_ISSUE_STEPS] = {
    [GB_ISSUE_STEP_COLLECT] = N_ ("Collected by the province"),
    [GB_ISSUE_STEP_ANSWER] = N_ ("The answer"),
    [GB_ISSUE_STEP_FORWARD] = N_ ("Passed to who has to settle it"),
    [GB_ISSUE_STEP_REFUSE] = N_ ("Turned away, if at all"),
    [GB_ISSUE_STEP_SUPPLEMENT] = N_ ("More asked for, if at all"),
    [GB_ISSUE_STEP_PUBLISH] = N_ ("Result made public"),
  };

  return _(names[step]);
}

/**
 * gb_issue_course_limit:
 * @now: UTC seconds
 *
 * Returns: (transfer full): what has to happen until when, and whether it did
 */
char *
gb_issue_course_limit (const GbIssueDuty *limit,
                       gint64              now)
{
  g_autofree char *due = gb_dossiers_words_moment (limit->due, now);
  g_autofree char *done = limit->done != 0 ? gb_dossiers_words_moment (limit->done, now) : NULL;
  const char *name = limit_name (limit->step);

  if (done != NULL && limit->done <= limit->due)
    /* Translators: what had to happen, when it did, and until when it had to */
    return g_strdup_printf (_("%s: on %s, in time (by %s)"), name, done, due);
  if (done != NULL)
    /* Translators: what had to happen, when it did, and until when it had to */
    return g_strdup_printf (_("%s: on %s, late (by %s)"), name, done, due);
  if (limit->due < now)
    /* Translators: what has to happen, and until when it had to */
    return g_strdup_printf (_("%s: by %s, overdue"), name, due);
  /* Translators: what has to happen, and until when */
  return g_strdup_printf (_("%s: by %s"), name, due);
}

/* --- course --------------------------------------------------------------------------------- */

static const struct
{
  const char *what;
  const char *style;
} looks[GB_N_ISSUE_NOTE_KINDS] = {
  [GB_ISSUE_NOTE_NOTE] = { N_ ("Note"), NULL },
  [GB_ISSUE_NOTE_ANSWER] = { N_ ("Answered"), "on-track" },
  [GB_ISSUE_NOTE_URGE] = { N_ ("Urged"), "due-today" },
  [GB_ISSUE_NOTE_CONFIRM] = { N_ ("The answer settles it"), "finished" },
  [GB_ISSUE_NOTE_REJECT] = { N_ ("The answer does not settle it"), "late" },
  [GB_ISSUE_NOTE_ESCALATE] = { N_ ("Passed on to a higher level"), "due-soon" },
};

static void
add_note (GPtrArray         *events,
          const GbIssueNote *note)
{
  const char *what = _(looks[note->kind].what);
  g_autofree char *by = note->author != NULL
                            /* Translators: what was done, and by whom: "Urged: Nguyễn Văn A" */
                            ? g_strdup_printf (_("%s: %s"), what, note->author)
                            : g_strdup (what);
  Event *event = add (events, note->at,
                      /* Translators: something that was done here */
                      note->waits ? g_strdup_printf (_("%s (waiting to be sent)"), by) : g_strdup (by), note->text,
                      looks[note->kind].style);

  event->free_text = TRUE;
}

static gboolean
has_answer (const GbIssueDetail *detail)
{
  for (guint i = 0; i < detail->notes->len; i++)
    if (((const GbIssueNote *) detail->notes->pdata[i])->kind == GB_ISSUE_NOTE_ANSWER)
      return TRUE;
  return FALSE;
}

static void
add_raised (GPtrArray           *events,
            const GbIssueDetail *detail,
            gboolean             masked)
{
  const GbIssue *issue = detail->issue;
  const char *by = masked ? NULL : issue->raised_by;
  char *what;

  if (issue->kind == GB_ISSUE_REPORT)
    /* Translators: %s is who wrote it down */
    what = by != NULL ? g_strdup_printf (_("Report received: %s"), by) : g_strdup (_("Report received"));
  else
    /* Translators: %s is a name */
    what = by != NULL ? g_strdup_printf (_("Raised: %s"), by) : g_strdup (C_ ("issue", "Raised"));
  add (events, issue->raised, what, NULL, NULL);
}

static void
add_record (GPtrArray           *events,
            const GbIssueDetail *detail,
            gboolean             masked)
{
  const GbIssue *issue = detail->issue;
  gboolean waits = issue->stage == GB_ISSUE_SET_WAITING || issue->stage == GB_ISSUE_SET_OVERDUE;

  add_raised (events, detail, masked);
  if (detail->forwarded != 0)
    add (events, detail->forwarded, g_strdup (_("Passed to who has to settle it")), issue->department_name, NULL);
  if (detail->supplement_asked != 0)
    add (events, detail->supplement_asked, g_strdup (_("More was asked for")), NULL, "paused");
  if (detail->refused != 0)
    add (events, detail->refused, g_strdup (_("Turned away")), NULL, "paused");
  if (issue->answered != 0 && !has_answer (detail))
    add (events, issue->answered, g_strdup (_("Answered")), NULL, "on-track");
  if (detail->published != 0)
    add (events, detail->published, g_strdup (_("Result made public")), NULL, "finished");
  if (waits && issue->due != 0)
    add (events, issue->due,
         g_strdup (issue->stage == GB_ISSUE_SET_OVERDUE ? _("Overdue, no answer yet") : _("Answer due")), NULL,
         issue->stage == GB_ISSUE_SET_OVERDUE ? "late" : "due-soon");
}

/**
 * gb_issue_course_fill:
 * @detail: of an issue
 * @masked: whether others look at the screen: what somebody wrote freely may name a citizen, and is left out
 *
 * What happened to an issue and what was written about it, in the order of time.
 */
void
gb_issue_course_fill (GbClassTimeline     *timeline,
                      const GbIssueDetail *detail,
                      gboolean             masked)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (event_free);

  add_record (events, detail, masked);
  for (guint i = 0; i < detail->notes->len; i++)
    add_note (events, detail->notes->pdata[i]);
  g_ptr_array_sort (events, compare_events);

  gb_class_timeline_clear (timeline);
  for (guint i = 0; i < events->len; i++)
    {
      const Event *event = events->pdata[i];
      g_autofree char *when = gb_dossiers_words_moment (event->at, detail->now);

      gb_class_timeline_add (timeline, when, event->what,
                             masked && event->free_text && event->more != NULL ? _("text hidden") : event->more,
                             event->style);
    }
}
