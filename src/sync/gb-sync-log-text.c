/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sync log in words: for its view, for giaobanctl, and as one text that can be given away. */
#include "gb-sync-log-text.h"

#include "gb-config.h"
#include "gb-format.h"
#include "gb-sync-problem.h"
#include "gb-sync.h"
#include "gb-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * gb_sync_log_kind_label:
 *
 * Returns: the kind in words
 */
const char *
gb_sync_log_kind_label (GbSyncLogKind kind)
{
  static const char *const labels[] = { N_("Synchronisation"), N_("Bundle taken in"), N_("Bundle written"),
                                        N_("Data made anew") };

  g_return_val_if_fail (kind < G_N_ELEMENTS (labels), NULL);

  return _(labels[kind]);
}

/**
 * gb_sync_reason_label:
 *
 * Returns: the reason in words
 */
const char *
gb_sync_reason_label (GbSyncReason reason)
{
  static const char *const labels[] = { N_("asked for"),          N_("program started"), N_("network came back"),
                                        N_("machine woke up"),    N_("by schedule"),     N_("next attempt") };

  g_return_val_if_fail (reason < G_N_ELEMENTS (labels), NULL);

  return _(labels[reason]);
}

/**
 * gb_sync_outcome_label:
 *
 * Returns: the outcome in words
 */
const char *
gb_sync_outcome_label (GbSyncOutcome outcome)
{
  static const char *const labels[] = { N_("not ended"), N_("done"), N_("failed"), N_("stopped"),
                                        N_("the program ended in the middle") };

  g_return_val_if_fail (outcome < G_N_ELEMENTS (labels), NULL);

  return _(labels[outcome]);
}

/**
 * gb_sync_log_text_outcome:
 * @entry: an entry
 *
 * Returns: (transfer full): what became of it and why, such as "failed: no answer in time"
 */
char *
gb_sync_log_text_outcome (const GbSyncLogEntry *entry)
{
  const char *outcome = gb_sync_outcome_label (entry->outcome);

  if (entry->problem == NULL)
    return g_strdup (outcome);
  if (entry->status >= 400)
    /* Translators: an outcome, its reason and an HTTP status */
    return g_strdup_printf (_("%s: %s (%u)"), outcome, gb_sync_problem_label (entry->problem), entry->status);
  /* Translators: an outcome and its reason */
  return g_strdup_printf (_("%s: %s"), outcome, gb_sync_problem_label (entry->problem));
}

static void
add_count (GString    *text,
           gint64      count,
           const char *format)
{
  g_autofree char *number = gb_format_number (count);
  const char *place = strstr (format, "%s");

  if (count == 0)
    return;
  if (text->len > 0)
    g_string_append (text, ", ");
  g_string_append_len (text, format, place - format);
  g_string_append (text, number);
  g_string_append (text, place + strlen ("%s"));
}

/**
 * gb_sync_log_text_counts:
 * @entry: an entry
 *
 * Returns: (transfer full): what it brought and took, such as "3 pages, 412 records, 38 kB"; "" when nothing
 */
char *
gb_sync_log_text_counts (const GbSyncLogEntry *entry)
{
  GString *text = g_string_new (NULL);
  g_autofree char *bytes = gb_format_bytes (entry->bytes);

  add_count (text, entry->pages, ngettext ("%s page", "%s pages", (gulong) entry->pages));
  add_count (text, entry->records, ngettext ("%s record", "%s records", (gulong) entry->records));
  add_count (text, entry->deleted, _("%s gone"));
  add_count (text, entry->set_aside, _("%s set aside"));
  add_count (text, entry->applied, ngettext ("%s change applied", "%s changes applied", (gulong) entry->applied));
  add_count (text, entry->refused, ngettext ("%s change refused", "%s changes refused", (gulong) entry->refused));
  add_count (text, entry->conflict,
             ngettext ("%s change in conflict", "%s changes in conflict", (gulong) entry->conflict));
  add_count (text, entry->later,
             ngettext ("%s change to be sent again", "%s changes to be sent again", (gulong) entry->later));
  if (entry->bytes > 0)
    g_string_append_printf (text, text->len > 0 ? ", %s" : "%s", bytes);
  return g_string_free (text, FALSE);
}

static char *
describe_span (gint64 seconds)
{
  int minutes = (int) MIN (seconds / 60, G_MAXINT), days = (int) MIN (seconds / GB_DAY_SECONDS, G_MAXINT);

  if (days >= 2)
    return g_strdup_printf (ngettext ("%d day", "%d days", days), days);
  return g_strdup_printf (ngettext ("%d minute", "%d minutes", minutes), minutes);
}

/**
 * gb_sync_log_text_skew:
 * @skew: seconds that the hub's clock is ahead, or %GB_SYNC_LOG_NO_SKEW
 *
 * Returns: (transfer full) (nullable): that this machine's clock is wrong; %NULL when it is not by more
 *   than %GB_SYNC_TOLERATED_SKEW
 */
char *
gb_sync_log_text_skew (gint64 skew)
{
  g_autofree char *span = skew != GB_SYNC_LOG_NO_SKEW ? describe_span (ABS (skew)) : NULL;

  if (span == NULL || ABS (skew) <= GB_SYNC_TOLERATED_SKEW)
    return NULL;
  return g_strdup_printf (
      skew > 0 ? _("This machine's clock is %s behind the endpoint's. Set it right: what is due is reckoned by it.")
               : _("This machine's clock is %s ahead of the endpoint's. Set it right: what is due is reckoned by it."),
      span);
}

static void
append_time (GString    *text,
             const char *label,
             gint64      instant)
{
  g_autofree char *time = instant != 0 ? gb_time_format (instant) : NULL;

  g_string_append_printf (text, "%s: %s\n", label, time != NULL ? time : "-");
}

static void
append_head (GString             *text,
             const GbStoreStatus *status,
             gint64               now)
{
  append_time (text, _("Time"), now);
  g_string_append_printf (text, "%s: %s\n", _("Scope"), status->scope != NULL ? status->scope : "-");
  append_time (text, _("Data as of"), status->as_of);
  append_time (text, _("Last attempt"), status->last_attempt);
  append_time (text, _("Next attempt"), status->next_attempt);
  g_string_append_printf (text, "%s: %" G_GINT64_FORMAT "\n", _("Waiting to be sent"), status->waiting);
  g_string_append_printf (text, "%s: %" G_GINT64_FORMAT "\n", _("Refused"), status->refused);
  g_string_append_printf (text, "%s: %" G_GINT64_FORMAT "\n", _("Lines set aside"), status->set_aside);
  if (status->skew != GB_SYNC_LOG_NO_SKEW)
    g_string_append_printf (text, "%s: %" G_GINT64_FORMAT " s\n", _("Clocks apart"), status->skew);
}

static void
append_entry (GString              *text,
              const GbSyncLogEntry *entry)
{
  g_autofree char *began = gb_time_format (entry->began);
  g_autofree char *outcome = gb_sync_log_text_outcome (entry);
  g_autofree char *counts = gb_sync_log_text_counts (entry);

  g_string_append_printf (text, "%s  %s, %s", began, gb_sync_log_kind_label (entry->kind), entry->program);
  if (entry->kind == GB_SYNC_LOG_RUN)
    g_string_append_printf (text, ", %s", gb_sync_reason_label (entry->reason));
  if (entry->groups[0] != '\0')
    g_string_append_printf (text, ", %s", entry->groups);
  if (entry->metered)
    g_string_append_printf (text, ", %s", _("metered network"));
  g_string_append_printf (text, "  |  %s", outcome);
  if (entry->ended != 0)
    g_string_append_printf (text, "  |  %" G_GINT64_FORMAT " s", MAX (entry->ended - entry->began, 0));
  if (*counts != '\0')
    g_string_append_printf (text, "  |  %s", counts);
  g_string_append_c (text, '\n');
}

/**
 * gb_sync_log_text:
 * @status: of the cache
 * @entries: (element-type GbSyncLogEntry): the latest first
 * @now: UTC seconds
 *
 * What helps somebody who was asked for help: kinds, counts and times. No name, no address, no token,
 * no message of another machine and no path.
 *
 * Returns: (transfer full): a text of lines
 */
char *
gb_sync_log_text (const GbStoreStatus *status,
                  GPtrArray           *entries,
                  gint64               now)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "Giao Ban %s\n", GB_VERSION);
  append_head (text, status, now);
  g_string_append_c (text, '\n');
  for (guint i = 0; i < entries->len; i++)
    append_entry (text, entries->pdata[i]);
  return g_string_free (text, FALSE);
}
