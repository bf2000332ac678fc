/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossiers-words.h"

#include <glib/gi18n-lib.h>

#include "gb-class-text.h"
#include "gb-duration.h"
#include "gb-format.h"
#include "gb-freshness-words.h"
#include "gb-mask.h"

static const struct
{
  const char *nick;
  const char *words;
  GbDossierSort sort;
} orders[GB_N_DOSSIERS_ORDERS] = {
  [GB_DOSSIERS_ORDER_REMAINING]
  = { "remaining", N_ ("by remaining time"), GB_DOSSIER_SORT_REMAINING },
  [GB_DOSSIERS_ORDER_DUE] = { "due", N_ ("by due moment"), GB_DOSSIER_SORT_DUE },
  [GB_DOSSIERS_ORDER_RECEIVED] = { "received", N_ ("by acceptance"), GB_DOSSIER_SORT_RECEIVED },
  [GB_DOSSIERS_ORDER_CODE] = { "code", N_ ("by code"), GB_DOSSIER_SORT_CODE },
  [GB_DOSSIERS_ORDER_PROCEDURE] = { "procedure", N_ ("by procedure"), GB_DOSSIER_SORT_PROCEDURE },
  [GB_DOSSIERS_ORDER_APPLICANT] = { "applicant", N_ ("by applicant"), GB_DOSSIER_SORT_APPLICANT },
  [GB_DOSSIERS_ORDER_FIELD] = { "field", N_ ("by field"), GB_DOSSIER_SORT_FIELD },
  [GB_DOSSIERS_ORDER_OFFICER] = { "officer", N_ ("by officer"), GB_DOSSIER_SORT_OFFICER },
  [GB_DOSSIERS_ORDER_STATE] = { "state", N_ ("by state"), GB_DOSSIER_SORT_STATE },
  [GB_DOSSIERS_ORDER_ENDED] = { "ended", N_ ("by end"), GB_DOSSIER_SORT_FINISHED },
  [GB_DOSSIERS_ORDER_COMMUNE] = { "commune", N_ ("by commune"), GB_DOSSIER_SORT_COMMUNE },
  [GB_DOSSIERS_ORDER_RECEIVED_BY] = { "received-by", N_ ("by the commune that received it"),
                                      GB_DOSSIER_SORT_RECEIVED_BY },
  [GB_DOSSIERS_ORDER_CHANNEL] = { "channel", N_ ("by channel"), GB_DOSSIER_SORT_CHANNEL },
  [GB_DOSSIERS_ORDER_SUBMITTED] = { "submitted", N_ ("by filing"), GB_DOSSIER_SORT_SUBMITTED },
};

const char *
gb_dossiers_order_nick (GbDossiersOrder order)
{
  return orders[order].nick;
}

/**
 * gb_dossiers_order_parse:
 * @nick: (nullable): an order's nick
 *
 * Returns: whether @nick names an order
 */
gboolean
gb_dossiers_order_parse (const char      *nick,
                         GbDossiersOrder *order)
{
  for (int i = 0; i < GB_N_DOSSIERS_ORDERS; i++)
    if (g_strcmp0 (orders[i].nick, nick) == 0)
      {
        *order = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * gb_dossiers_order_sort:
 *
 * Returns: how the database sorts for @order
 */
GbDossierSort
gb_dossiers_order_sort (GbDossiersOrder order)
{
  return orders[order].sort;
}

/**
 * gb_dossiers_order_of:
 * @sort: how the database sorts
 *
 * Returns: the order that sorts so
 */
GbDossiersOrder
gb_dossiers_order_of (GbDossierSort sort)
{
  for (int i = 0; i < GB_N_DOSSIERS_ORDERS; i++)
    if (orders[i].sort == sort)
      return i;
  return GB_DOSSIERS_ORDER_REMAINING;
}

/**
 * gb_dossiers_words_filter:
 *
 * Returns: the name of a set of dossiers as its chip has it
 */
const char *
gb_dossiers_words_filter (GbDossierFilter filter)
{
  if (filter == GB_DOSSIER_FILTER_SIGN_TODAY)
    return _("To be signed today");
  if (filter == GB_DOSSIER_FILTER_SIGN_MISSED)
    return _("Past the signing day");
  if (filter >= GB_DOSSIER_FILTER_LATE_RECEPTION)
    return gb_dossier_mark_label (filter - GB_DOSSIER_FILTER_LATE_RECEPTION);
  if (filter >= GB_DOSSIER_FILTER_OVERDUE)
    return gb_deadline_class_label (filter - GB_DOSSIER_FILTER_OVERDUE);
  return _("All");
}

/**
 * gb_dossiers_words_summary:
 *
 * Returns: (transfer full): such as "290 hồ sơ, sắp theo thời gian còn lại"
 */
char *
gb_dossiers_words_summary (guint           n_rows,
                           GbDossiersOrder order,
                           gboolean        descending)
{
  g_autofree char *number = gb_format_number (n_rows);
  /* Translators: %s is a number */
  g_autofree char *rows = g_strdup_printf (ngettext ("%s dossier", "%s dossiers", n_rows), number);

  /* Translators: "290 dossiers, sorted by remaining time" */
  return g_strdup_printf (descending ? _("%s, sorted %s, reversed") : _("%s, sorted %s"), rows,
                          _(orders[order].words));
}

/**
 * gb_dossiers_words_selected:
 *
 * Returns: (transfer full): such as "12 hồ sơ đã chọn"
 */
char *
gb_dossiers_words_selected (guint n_selected)
{
  g_autofree char *number = gb_format_number (n_selected);

  /* Translators: %s is a number */
  return g_strdup_printf (ngettext ("%s dossier selected", "%s dossiers selected", n_selected),
                          number);
}

/**
 * gb_dossiers_words_found:
 * @search: (nullable): the words searched for
 *
 * Returns: (transfer full): how many rows the search found among those of the chip
 */
char *
gb_dossiers_words_found (guint       n_rows,
                         const char *search)
{
  g_autofree char *number = gb_format_number (n_rows);

  if (search == NULL)
    return g_strdup ("");
  /* Translators: a number, then the words searched for */
  return g_strdup_printf (ngettext ("%s dossier matches “%s”", "%s dossiers match “%s”", n_rows),
                          number, search);
}

/**
 * gb_dossiers_words_everywhere:
 *
 * Returns: (transfer full): what leads to all dossiers that a search finds
 */
char *
gb_dossiers_words_everywhere (gint64 n_rows)
{
  g_autofree char *number = gb_format_number (n_rows);

  /* Translators: how many dossiers there are that match, the finished ones too */
  return g_strdup_printf (_("Search in all dossiers (%s)"), number);
}

/**
 * gb_dossiers_words_freshness:
 * @summary: (nullable): %NULL while it is not known
 *
 * Returns: (transfer full): such as "Số liệu đến 07:12 thứ Tư 26/08"
 */
char *
gb_dossiers_words_freshness (const GbDossierSummary *summary)
{
  return summary != NULL ? gb_freshness_words (summary->as_of, summary->now) : g_strdup ("");
}

/**
 * gb_dossiers_words_message:
 * @error: (nullable): why the table is empty, if something went wrong
 * @search: (nullable): the words searched for
 * @limited: whether the user narrowed the set by more than words
 * @filter: the chosen set
 * @n_everywhere: how many rows there are among all dossiers
 * @message: (out caller-allocates): what stands in the table's place
 */
void
gb_dossiers_words_message (const GError      *error,
                           const char        *search,
                           gboolean           limited,
                           GbDossierFilter    filter,
                           gint64             n_everywhere,
                           GbDossiersMessage *message)
{
  const char *name = gb_dossiers_words_filter (filter);

  *message = (GbDossiersMessage){ .icon_name = "gb-finished-symbolic" };
  if (error != NULL)
    {
      message->icon_name = "dialog-warning-symbolic";
      message->title = _("The dossiers cannot be shown");
      message->description = g_markup_escape_text (error->message, -1);
      message->action = "dossiers.refresh";
      message->action_label = g_strdup (_("Try again"));
    }
  else if (search != NULL)
    {
      g_autofree char *words = NULL;

      message->icon_name = "edit-find-symbolic";
      message->title = _("Nothing found");
      /* Translators: the words searched for, then the name of a filter such as "Overdue" */
      words = g_strdup_printf (_("No dossier among “%2$s” matches “%1$s”."), search, name);
      message->description = g_markup_escape_text (words, -1);
      message->action = n_everywhere > 0 ? "dossiers.search-all" : "dossiers.clear-search";
      message->action_label = n_everywhere > 0 ? gb_dossiers_words_everywhere (n_everywhere)
                                               : g_strdup (_("Clear search"));
    }
  else if (limited)
    {
      message->icon_name = "edit-find-symbolic";
      message->title = _("Nothing found");
      message->description = g_strdup (_("No dossier here fits all filters in use."));
      message->action = "dossiers.clear-limits";
      message->action_label = g_strdup (_("Clear all filters"));
    }
  else if (filter <= GB_DOSSIER_FILTER_OPEN)
    {
      message->icon_name = "gb-dossiers-symbolic";
      message->title = _("No dossiers");
      message->description = g_strdup (_("No dossier is being handled here."));
    }
  else
    {
      message->title = _("No dossiers here");
      /* Translators: the name of a filter such as "Overdue" */
      message->description = g_strdup_printf (_("No dossier is “%s” at the moment."), name);
    }
}

/**
 * gb_dossiers_words_moment:
 * @instant: UTC seconds, 0 = none
 * @now: UTC seconds; decides whether the year is told
 *
 * Returns: (transfer full): such as "24/08 14:15"
 */
char *
gb_dossiers_words_moment (gint64 instant,
                          gint64 now)
{
  g_autofree char *day = NULL;
  g_autofree char *time = NULL;

  if (instant == 0)
    return g_strdup ("");
  day = gb_format_day (gb_time_day (instant), gb_time_day (now));
  time = gb_format_time (instant);
  return g_strdup_printf ("%s %s", day, time);
}

/**
 * gb_dossiers_words_due:
 * @due: UTC seconds, 0 = none
 * @now: UTC seconds
 *
 * Returns: (transfer full): such as "hẹn 24/08 14:15"
 */
char *
gb_dossiers_words_due (gint64 due,
                       gint64 now)
{
  g_autofree char *moment = gb_dossiers_words_moment (due, now);

  if (due == 0)
    return g_strdup ("");
  /* Translators: %s is a day and a time */
  return g_strdup_printf (_("due %s"), moment);
}

/**
 * gb_dossiers_words_rescheduled:
 * @now: UTC seconds
 *
 * Returns: (transfer full) (nullable): the new date of an apology letter that the province's system
 *   does not have yet, in few words: "hẹn lại 20/08"
 */
char *
gb_dossiers_words_rescheduled (GbDossier *dossier,
                               gint64     now)
{
  gint64 rescheduled = gb_dossier_get_rescheduled (dossier);
  g_autofree char *day = NULL;

  if (rescheduled == 0)
    return NULL;
  day = gb_format_day (gb_time_day (rescheduled), gb_time_day (now));
  /* Translators: a date; under the official one, in a table */
  return g_strdup_printf (_("now %s"), day);
}

/**
 * gb_dossiers_words_state:
 * @now: UTC seconds when it is read
 *
 * Returns: (transfer full): the state, or the new date of an apology letter that the province's
 *   system does not have yet
 */
char *
gb_dossiers_words_state (GbDossier *dossier,
                         gint64     now)
{
  gint64 rescheduled = gb_dossier_get_rescheduled (dossier);
  g_autofree char *day = NULL;

  if (rescheduled == 0)
    return g_strdup (gb_dossier_state_label (gb_dossier_get_state (dossier)));
  day = gb_format_day (gb_time_day (rescheduled), gb_time_day (now));
  /* Translators: a date */
  return g_strdup_printf (_("re-scheduled to %s, waiting for the province's system"), day);
}

/**
 * gb_dossiers_words_applicant:
 * @masked: whether others look at the screen
 *
 * Returns: (transfer full) (nullable): who asked for it, or that nobody knows any more; %NULL where nobody ever knew
 */
char *
gb_dossiers_words_applicant (GbDossier *dossier,
                             gboolean   masked)
{
  const char *applicant = gb_dossier_get_applicant (dossier);

  if (gb_dossier_is_forgotten (dossier))
    return g_strdup (_("personal data deleted"));
  if (applicant == NULL || *applicant == '\0')
    return NULL;
  return masked ? gb_mask_name (applicant) : g_strdup (applicant);
}

/**
 * gb_dossiers_words_caption:
 * @masked: whether others look at the screen
 * @now: UTC seconds
 *
 * Returns: (transfer full): who and which, for the second line of a narrow table; before it the new
 *   date of an apology letter
 */
char *
gb_dossiers_words_caption (GbDossier *dossier,
                           gboolean   masked,
                           gint64     now)
{
  g_autofree char *applicant = gb_dossiers_words_applicant (dossier, masked);
  g_autofree char *state
      = gb_dossier_get_rescheduled (dossier) != 0 ? gb_dossiers_words_state (dossier, now) : NULL;
  g_autoptr (GString) text = g_string_new (state);

  if (text->len > 0)
    g_string_append (text, " · ");
  if (applicant != NULL)
    g_string_append_printf (text, "%s · ", applicant);
  g_string_append (text, gb_dossier_get_code (dossier));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * gb_dossiers_words_outcome:
 *
 * Returns: (transfer full): how a finished dossier ended: ahead of its day, in time or late; just
 *   the state's name where there is nothing to judge
 */
char *
gb_dossiers_words_outcome (GbDossier *dossier)
{
  GbDossierState state = gb_dossier_get_state (dossier);
  gint64 finished = gb_dossier_get_finished (dossier);
  gint64 due = gb_dossier_get_due (dossier);

  if (due == 0 || finished == 0 || state == GB_DOSSIER_STATE_REFUSED ||
      state == GB_DOSSIER_STATE_WITHDRAWN)
    return g_strdup (gb_dossier_state_label (state));
  if (finished > due)
    return g_strdup (_("finished late"));
  if (gb_time_day (finished) < gb_time_day (due))
    return g_strdup (_("finished early"));
  return g_strdup (_("finished in time"));
}

/**
 * gb_dossiers_words_remaining:
 * @day_seconds: how long a working day is, 0 = the usual eight hours
 *
 * Returns: (transfer full): what is left of the limit, or why there is no telling
 */
char *
gb_dossiers_words_remaining (GbDossier *dossier,
                             int        day_seconds)
{
  GbDeadlineClass klass = gb_dossier_get_class (dossier);

  switch (klass)
    {
    case GB_DEADLINE_CLASS_PAUSED:
      return g_strdup (_("paused"));
    case GB_DEADLINE_CLASS_NO_DUE:
      return g_strdup (_("no due date"));
    case GB_DEADLINE_CLASS_AWAITING:
      return g_strdup (_("awaiting acceptance"));
    case GB_DEADLINE_CLASS_FINISHED:
      return gb_dossiers_words_outcome (dossier);
    default:
      return gb_class_format_remaining (klass, gb_dossier_get_remaining (dossier),
                                        day_seconds > 0 ? day_seconds : GB_DURATION_DEFAULT_DAY);
    }
}

/**
 * gb_dossiers_words_row:
 * @day_seconds: how long a working day is, 0 = the usual eight hours
 * @masked: whether others look at the screen
 * @now: UTC seconds
 *
 * Returns: (transfer full): a row as it is read aloud: which, what, whose and how late
 */
char *
gb_dossiers_words_row (GbDossier *dossier,
                       int        day_seconds,
                       gboolean   masked,
                       gint64     now)
{
  g_autofree char *remaining = gb_dossiers_words_remaining (dossier, day_seconds);
  g_autofree char *state
      = gb_dossier_get_rescheduled (dossier) != 0 ? gb_dossiers_words_state (dossier, now) : NULL;
  g_autofree char *applicant = gb_dossiers_words_applicant (dossier, masked);
  g_autoptr (GString) text = g_string_new (gb_dossier_get_code (dossier));

  g_string_append_printf (text, ", %s", gb_dossier_get_procedure (dossier));
  if (applicant != NULL)
    g_string_append_printf (text, ", %s", applicant);
  g_string_append_printf (text, ", %s", remaining);
  if (state != NULL)
    g_string_append_printf (text, ", %s", state);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
