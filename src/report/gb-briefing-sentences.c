/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of gb-briefing-words.h that makes sentences of the data, for whoever has nothing to add. */
#include "gb-briefing-words.h"

#include <glib/gi18n-lib.h>

#include "gb-format.h"
#include "gb-issue-repository.h"
#include "gb-task.h"
#include "gb-text.h"

/* What a sheet of one or two pages has room for; the others are counted. */
#define MOST_NAMED 3
#define MOST_GROUPS 8
#define MOST_COMMUNES 5
/* A secondment is prolonged before it ends: that many days for whoever decides. */
#define DECISION_DAYS 5

/* Takes @sentence. */
static void
add (GString *text,
     char    *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
  g_free (sentence);
}

/* Appends @item (taken) to a list that commas part. */
static void
add_item (GString *list,
          char    *item)
{
  if (list->len > 0)
    g_string_append (list, ", ");
  g_string_append (list, item);
  g_free (item);
}

/* A name that others call by a noun first begins small in a sentence: "đất đai". An abbreviation stays. */
static char *
small_first (const char *name)
{
  gunichar first = g_utf8_get_char (name), second = *name != '\0' ? g_utf8_get_char (g_utf8_next_char (name)) : 0;
  g_autofree char *head = NULL;
  char letter[7] = "";

  if (*name == '\0' || !g_unichar_isupper (first) || g_unichar_isupper (second))
    return g_strdup (name);
  letter[g_unichar_to_utf8 (g_unichar_tolower (first), letter)] = '\0';
  return g_strconcat (letter, g_utf8_next_char (name), NULL);
}

static char *
list_names (GPtrArray *names)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < names->len && i < MOST_GROUPS; i++)
    add_item (list, small_first (names->pdata[i]));
  if (names->len > MOST_GROUPS)
    add_item (list, g_strdup_printf (ngettext ("and %u other", "and %u others", names->len - MOST_GROUPS),
                                     names->len - MOST_GROUPS));
  return g_string_free (list, FALSE);
}

/* --- late dossiers -------------------------------------------------------------------------- */

/* "đất đai 4 hồ sơ, xây dựng 2 hồ sơ" */
static char *
list_groups (GPtrArray *groups,
             gboolean   small)
{
  GString *list = g_string_new (NULL);
  gint64 rest = 0;

  for (guint i = 0; i < groups->len; i++)
    {
      const GbBriefingGroup *group = groups->pdata[i];
      g_autofree char *number = gb_format_number (group->late);
      g_autofree char *name = small ? small_first (group->name) : g_strdup (group->name);

      if (i >= MOST_GROUPS)
        rest += group->late;
      else
        /* Translators: of a field or an officer, how many dossiers are late */
        add_item (list, g_strdup_printf (ngettext ("%s %s dossier", "%s %s dossiers", (gulong) group->late),
                                         *name != '\0' ? name : _("not assigned"), number));
    }
  if (rest > 0)
    {
      g_autofree char *number = gb_format_number (rest);

      add_item (list, g_strdup_printf (ngettext ("others %s dossier", "others %s dossiers", (gulong) rest), number));
    }
  return g_string_free (list, FALSE);
}

/* "Nghĩa Lộ 12 hồ sơ": the communes with late dossiers, who has most first. */
static char *
list_communes (const GbBriefing *self,
               guint             most)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < self->communes->len && i < most; i++)
    {
      const GbTrackingRow *row = self->communes->pdata[i];
      gint64 late = row->counts[GB_TRACKING_PROCESSING_LATE];
      g_autofree char *number = gb_format_number (late);

      if (late > 0)
        add_item (list, g_strdup_printf (ngettext ("%s %s dossier", "%s %s dossiers", (gulong) late), row->name, number));
    }
  return g_string_free (list, FALSE);
}

/**
 * gb_briefing_words_late:
 *
 * Returns: (transfer full): what section 2 says before the reasons, from the figures alone: "Theo lĩnh vực: đất đai 4 hồ
 *   sơ, xây dựng 2 hồ sơ. Theo cán bộ: …"
 */
char *
gb_briefing_words_late (const GbBriefing *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *fields = list_groups (self->fields, TRUE);
  g_autofree char *officers = list_groups (self->officers, FALSE);

  if (self->figures[GB_BRIEFING_LATE].value == 0)
    return g_strdup (_("No dossier is late."));
  add (text, g_strdup_printf (_("By field: %s."), fields));
  if (self->commune != NULL)
    add (text, g_strdup_printf (_("By officer: %s."), officers));
  else
    {
      g_autofree char *communes = list_communes (self, MOST_COMMUNES);

      add (text, g_strdup_printf (_("Most of them: %s."), communes));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
has_more_reasons (const GbBriefing *self)
{
  return self->reasons->len > MOST_NAMED && ((const GbBriefingReason *) self->reasons->pdata[MOST_NAMED])->text != NULL;
}

/* Whoever gave no reason is asked for it. */
static char *
write_reasons (const GbBriefing *self)
{
  g_autoptr (GString) text = g_string_new (NULL), list = g_string_new (NULL), fields = g_string_new (NULL);
  gint64 without = self->figures[GB_BRIEFING_LATE].value;

  for (guint i = 0; i < self->reasons->len; i++)
    {
      const GbBriefingReason *reason = self->reasons->pdata[i];
      g_autofree char *small = reason->text != NULL ? small_first (reason->text) : NULL;

      if (reason->text == NULL || i >= MOST_NAMED)
        continue;
      without -= reason->count;
      add_item (list, g_strdup_printf (ngettext ("%s (%u dossier)", "%s (%u dossiers)", reason->count), small,
                                       reason->count));
    }
  if (list->len > 0)
    add (text, g_strdup_printf (_("Reasons given: %s."), list->str));
  if (without > 0 && self->late->len < GB_BRIEFING_LATE_ROWS)
    {
      g_autofree char *number = gb_format_number (without);

      /* those beyond the ones that are named have reasons, too */
      if (has_more_reasons (self))
        add (text, g_strdup_printf (ngettext ("%s dossier has another or no reason given.",
                                              "%s dossiers have another or no reason given.", (gulong) without), number));
      else
        add (text, g_strdup_printf (ngettext ("No reason was given for %s dossier yet.",
                                              "No reason was given for %s dossiers yet.", (gulong) without), number));
    }
  for (guint i = 0; i < self->fields->len; i++)
    {
      const GbBriefingGroup *group = self->fields->pdata[i];
      g_autofree char *number = gb_format_number (group->asked), *name = small_first (group->name);

      if (group->asked > 0 && i < MOST_NAMED)
        /* Translators: a field, and how many petitions about it wait */
        add_item (fields, g_strdup_printf (C_("petitions", "%s %s"), name, number));
    }
  if (fields->len > 0)
    add (text, g_strdup_printf (_("Petitions in these fields that wait for an answer: %s."), fields->str));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* --- issues --------------------------------------------------------------------------------- */

/* "2 kiến nghị gửi Sở Nông nghiệp và Môi trường": who is late with answers, who owes most first. */
static char *
list_overdue (const GbBriefingAsked *asked)
{
  GString *list = g_string_new (NULL);
  gint64 rest = asked->overdue;

  for (guint i = 0; i < asked->waits->len && i < MOST_NAMED; i++)
    {
      const GbIssueWait *wait = asked->waits->pdata[i];

      if (wait->overdue == 0 || wait->name == NULL)
        continue;
      rest -= wait->overdue;
      add_item (list, g_strdup_printf (ngettext ("%u sent to %s", "%u sent to %s", wait->overdue), wait->overdue,
                                       wait->name));
    }
  if (rest > 0 && list->len > 0)
    {
      g_autofree char *number = gb_format_number (rest);

      add_item (list, g_strdup_printf (_("%s to others"), number));
    }
  return g_string_free (list, FALSE);
}

/* Who alone owes all that is late; %NULL where several do. */
static const GbIssueWait *
find_alone (const GbBriefingAsked *asked)
{
  for (guint i = 0; i < asked->waits->len; i++)
    {
      const GbIssueWait *wait = asked->waits->pdata[i];

      if (wait->name != NULL && wait->overdue > 0 && wait->overdue == asked->overdue)
        return wait;
    }
  return NULL;
}

static void
add_petitions (GString               *text,
               const GbBriefingAsked *asked)
{
  g_autofree char *sent = gb_format_number (asked->sent), *answered = gb_format_number (asked->answered);
  g_autofree char *waiting = gb_format_number (asked->waiting), *overdue = gb_format_number (asked->overdue);
  g_autofree char *whom = list_overdue (asked);
  const GbIssueWait *alone = find_alone (asked);

  if (asked->sent > 0 && asked->answered == 0)
    add (text, g_strdup_printf (ngettext ("%s petition was sent in the period.", "%s petitions were sent in the period.",
                                          (gulong) asked->sent), sent));
  else if (asked->answered > 0)
    add (text, g_strdup_printf (ngettext ("%s petition was sent in the period, %s answered.",
                                          "%s petitions were sent in the period, %s answered.", (gulong) asked->sent),
                                sent, answered));
  if (asked->waiting > 0 && asked->overdue == 0)
    add (text, g_strdup_printf (ngettext ("%s petition waits for an answer, none of them past its day.",
                                          "%s petitions wait for an answer, none of them past its day.",
                                          (gulong) asked->waiting), waiting));
  else if (asked->waiting > 0 && alone != NULL)
    add (text, g_strdup_printf (ngettext ("%s petition waits for an answer, %s sent to %s is past its day.",
                                          "%s petitions wait for an answer, %s sent to %s past their day.",
                                          (gulong) asked->waiting), waiting, overdue, alone->name));
  else if (asked->waiting > 0 && *whom != '\0')
    add (text, g_strdup_printf (ngettext ("%s petition waits for an answer; past the day of the answer: %s.",
                                          "%s petitions wait for an answer; past the day of the answer: %s.",
                                          (gulong) asked->waiting), waiting, whom));
  else if (asked->waiting > 0)
    add (text, g_strdup_printf (ngettext ("%s petition waits for an answer, %s of them past its day.",
                                          "%s petitions wait for an answer, %s of them past its day.",
                                          (gulong) asked->waiting), waiting, overdue));
}

static void
add_questions (GString               *text,
               const GbBriefingAsked *asked)
{
  g_autofree char *waiting = gb_format_number (asked->waiting), *overdue = gb_format_number (asked->overdue);

  if (asked->waiting > 0 && asked->overdue > 0)
    add (text, g_strdup_printf (ngettext ("%s question waits for guidance, %s of them past its day.",
                                          "%s questions wait for guidance, %s of them past their day.",
                                          (gulong) asked->waiting), waiting, overdue));
  else if (asked->waiting > 0)
    add (text, g_strdup_printf (ngettext ("%s question waits for guidance.", "%s questions wait for guidance.",
                                          (gulong) asked->waiting), waiting));
}

static void
add_reports (GString               *text,
             const GbBriefingAsked *asked)
{
  g_autofree char *sent = gb_format_number (asked->sent), *answered = gb_format_number (asked->answered);
  g_autofree char *waiting = gb_format_number (asked->waiting), *overdue = gb_format_number (asked->overdue);

  if (asked->sent > 0 && asked->answered == 0)
    add (text, g_strdup_printf (ngettext ("%s report of citizens came in during the period.",
                                          "%s reports of citizens came in during the period.", (gulong) asked->sent), sent));
  else if (asked->answered > 0)
    add (text, g_strdup_printf (ngettext ("%s report of citizens came in during the period, %s were answered.",
                                          "%s reports of citizens came in during the period, %s were answered.",
                                          (gulong) asked->sent), sent, answered));
  if (asked->waiting > 0 && asked->overdue > 0)
    add (text, g_strdup_printf (ngettext ("%s report is being settled, %s of them late.",
                                          "%s reports are being settled, %s of them late.", (gulong) asked->waiting),
                                waiting, overdue));
  else if (asked->waiting > 0)
    add (text, g_strdup_printf (ngettext ("%s report is being settled, none late.",
                                          "%s reports are being settled, none late.", (gulong) asked->waiting), waiting));
}

static char *
write_issues (const GbBriefing *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  add_petitions (text, &self->asked[GB_ISSUE_DIFFICULTY]);
  add_questions (text, &self->asked[GB_ISSUE_GUIDANCE]);
  add_reports (text, &self->asked[GB_ISSUE_REPORT]);
  if (text->len == 0)
    return g_strdup (_("No difficulties and no petitions."));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* --- tasks and staff ------------------------------------------------------------------------ */

/* "Rà soát 100 % TTHC nội bộ: 43/50, hạn ngày 28/8" */
static char *
write_task (const GbTask *task,
            gint64        now)
{
  g_autofree char *due = gb_briefing_words_short_day (gb_time_day (task->due), gb_time_day (now));
  g_autofree char *done = gb_format_number ((gint64) task->done), *total = gb_format_number ((gint64) task->total);
  gboolean late = gb_task_is_in (task, GB_TASK_FILTER_OVERDUE, now);

  if (task->total > 1)
    /* Translators: an order, how much of it is done, when it was due */
    return late ? g_strdup_printf (_("%s: %s/%s, late since %s."), task->title, done, total, due)
                : g_strdup_printf (_("%s: %s/%s, due on %s."), task->title, done, total, due);
  return late ? g_strdup_printf (_("%s: late since %s."), task->title, due)
              : g_strdup_printf (_("%s: due on %s."), task->title, due);
}

static void
add_tasks (GString          *text,
           const GbBriefing *self)
{
  const GbBriefingTasks *tasks = &self->tasks;
  guint named = self->commune != NULL ? MIN (tasks->pressing->len, MOST_NAMED) : 0;

  if (tasks->done > 0)
    add (text, g_strdup_printf (ngettext ("%u task was finished in the period.", "%u tasks were finished in the period.",
                                          tasks->done), tasks->done));
  for (guint i = 0; i < named; i++)
    add (text, write_task (tasks->pressing->pdata[i], self->now));
  if (named > 0 && tasks->pressing->len > named)
    add (text, g_strdup_printf (ngettext ("%u more task is late or due within 7 days.",
                                          "%u more tasks are late or due within 7 days.", tasks->pressing->len - named),
                                tasks->pressing->len - named));
  else if (named == 0 && tasks->pressing->len > 0)
    add (text, g_strdup_printf (ngettext ("%u task is late, %u due within 7 days.",
                                          "%u tasks are late, %u due within 7 days.", tasks->overdue),
                                tasks->overdue, tasks->due));
  else if (tasks->pressing->len == 0)
    add (text, g_strdup (_("No task is late or due within 7 days.")));
}

static void
add_gaps (GString          *text,
          const GbBriefing *self)
{
  g_autofree char *gaps = list_names (self->gaps), *unmanned = list_names (self->unmanned);
  g_autofree char *n = gb_format_number (self->n_gaps), *communes = gb_format_number (self->n_gap_communes);

  if (self->gaps->len > 0)
    add (text, g_strdup_printf (ngettext ("%u field has nobody who would take over: %s.",
                                          "%u fields have nobody who would take over: %s.", self->gaps->len),
                                self->gaps->len, gaps));
  else if (self->commune == NULL && self->n_gaps > 0)
    add (text, g_strdup_printf (ngettext ("%s commune has fields that nobody would take over, %s in all.",
                                          "%s communes have fields that nobody would take over, %s in all.",
                                          (gulong) self->n_gap_communes), communes, n));
  if (self->unmanned->len > 0)
    add (text, g_strdup_printf (ngettext ("%u field has nobody in charge: %s.", "%u fields have nobody in charge: %s.",
                                          self->unmanned->len), self->unmanned->len, unmanned));
}

static void
add_ending (GString          *text,
            const GbBriefing *self)
{
  g_autoptr (GString) list = g_string_new (NULL);
  GbDay today = gb_time_day (self->now);
  const GbOfficer *first;
  g_autofree char *day = NULL;

  if (self->ending->len == 0)
    return;
  first = self->ending->pdata[0];
  day = gb_briefing_words_short_day (first->to, today);
  if (self->commune == NULL || self->ending->len > MOST_NAMED)
    {
      add (text, g_strdup_printf (ngettext ("%u secondment ends within 30 days, on %s.",
                                            "%u secondments end within 30 days, the first on %s.", self->ending->len),
                                  self->ending->len, day));
      return;
    }
  for (guint i = 0; i < self->ending->len; i++)
    {
      const GbOfficer *officer = self->ending->pdata[i];
      g_autofree char *until = gb_briefing_words_short_day (officer->to, today);

      /* Translators: an officer, the department that sent them, the last day */
      add_item (list, officer->home_name != NULL
                          ? g_strdup_printf (_("%s (%s) on %s"), officer->name, officer->home_name, until)
                          : g_strdup_printf (_("%s on %s"), officer->name, until));
    }
  add (text, g_strdup_printf (_("Secondments that end: %s."), list->str));
}

static char *
write_work (const GbBriefing *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  add_tasks (text, self);
  add_gaps (text, self);
  add_ending (text, self);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Who owes most answers past their day first. */
static int
compare_waits (gconstpointer a,
               gconstpointer b)
{
  const GbIssueWait *one = *(GbIssueWait *const *) a, *other = *(GbIssueWait *const *) b;

  if (one->overdue != other->overdue)
    return one->overdue < other->overdue ? 1 : -1;
  return (one->open < other->open) - (one->open > other->open);
}

static GbIssueWait *
get_wait (GPtrArray         *waits,
          const GbIssueWait *of)
{
  GbIssueWait *sum;

  for (guint i = 0; i < waits->len; i++)
    if (g_strcmp0 (((GbIssueWait *) waits->pdata[i])->name, of->name) == 0)
      return waits->pdata[i];
  sum = g_new0 (GbIssueWait, 1);
  sum->name = of->name;
  g_ptr_array_add (waits, sum);
  return sum;
}

/**
 * gb_briefing_words_waits:
 *
 * Returns: (transfer container) (element-type GbIssueWait): which departments owe answers, petitions and questions
 *   together, those that owe most past their day first; they live as long as @self, and have name, open, overdue and worst
 *   alone
 */
GPtrArray *
gb_briefing_words_waits (const GbBriefing *self)
{
  GPtrArray *waits = g_ptr_array_new_with_free_func (g_free);

  for (int kind = 0; kind < GB_ISSUE_REPORT; kind++)
    for (guint i = 0; i < self->asked[kind].waits->len; i++)
      {
        const GbIssueWait *wait = self->asked[kind].waits->pdata[i];
        GbIssueWait *sum = wait->name != NULL ? get_wait (waits, wait) : NULL;

        if (sum == NULL)
          continue;
        sum->open += wait->open;
        sum->overdue += wait->overdue;
        sum->worst = MAX (sum->worst, wait->worst);
      }
  g_ptr_array_sort (waits, compare_waits);
  return waits;
}

/* --- proposals ------------------------------------------------------------------------------ */

/* Departments whose people's terms end, each once, the next first; before the day when that has to be decided. */
static void
propose_officers (GString          *text,
                  const GbBriefing *self)
{
  GbDay today = gb_time_day (self->now), first = GB_DAY_NONE;
  g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) homes = g_string_new (NULL);
  g_autofree char *day = NULL;

  for (guint i = 0; i < self->ending->len && g_hash_table_size (told) < MOST_NAMED; i++)
    {
      const GbOfficer *officer = self->ending->pdata[i];

      if (officer->home_name == NULL || !g_hash_table_add (told, officer->home_name))
        continue;
      if (first == GB_DAY_NONE)
        first = officer->to - DECISION_DAYS > today ? officer->to - DECISION_DAYS : officer->to;
      add_item (homes, g_strdup (officer->home_name));
    }
  if (first == GB_DAY_NONE)
    return;
  day = gb_briefing_words_short_day (first, today);
  add (text, g_hash_table_size (told) == 1
                 ? g_strdup_printf (_("%s is asked to prolong the secondment or to send somebody else before %s."),
                                    homes->str, day)
                 : g_strdup_printf (_("%s are asked to prolong secondments or to send others, the first before %s."),
                                    homes->str, day));
}

/* Who owes answers past their day: petitions and questions together where several departments do. */
static void
propose_answers (GString          *text,
                 const GbBriefing *self)
{
  g_autoptr (GPtrArray) waits = gb_briefing_words_waits (self);
  g_autoptr (GString) list = g_string_new (NULL);
  const GbIssueWait *first = waits->len > 0 ? waits->pdata[0] : NULL;
  guint n = 0;

  for (guint i = 0; i < waits->len && ((GbIssueWait *) waits->pdata[i])->overdue > 0 && i < MOST_COMMUNES; i++, n++)
    {
      const GbIssueWait *wait = waits->pdata[i];

      add_item (list, g_strdup_printf (C_("petitions", "%s %u"), wait->name, wait->overdue));
    }
  if (n == 1)
    add (text, g_strdup_printf (ngettext ("%s is asked to answer %u petition that is past its day.",
                                          "%s is asked to answer %u petitions that are past their day.", first->overdue),
                                first->name, first->overdue));
  else if (n > 1)
    add (text, g_strdup_printf (_("Petitions past their day are to be answered: %s."), list->str));
}

static char *
write_proposals (const GbBriefing *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *unmanned = list_names (self->unmanned);

  propose_officers (text, self);
  propose_answers (text, self);
  if (self->unmanned->len > 0)
    add (text, g_strdup_printf (_("The province is asked for people in: %s."), unmanned));
  if (self->commune == NULL && self->figures[GB_BRIEFING_LATE].value > 0)
    {
      g_autofree char *communes = list_communes (self, MOST_NAMED);

      add (text, g_strdup_printf (_("The communes with most late dossiers are asked to settle them: %s."), communes));
    }
  if (text->len == 0)
    return g_strdup (_("No proposals."));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * gb_briefing_words_section:
 *
 * Returns: (transfer full): what a section says where nobody wrote anything: sentences made from the data; empty for the
 *   reasons where nothing is late
 */
char *
gb_briefing_words_section (const GbBriefing *self,
                           GbBriefingSection section)
{
  switch (section)
    {
    case GB_BRIEFING_REASONS:
      return write_reasons (self);
    case GB_BRIEFING_ISSUES:
      return write_issues (self);
    case GB_BRIEFING_WORK:
      return write_work (self);
    case GB_BRIEFING_PROPOSALS:
      return write_proposals (self);
    default:
      g_return_val_if_reached (NULL);
    }
}
