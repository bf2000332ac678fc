/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-period.h"

#include <glib/gi18n-lib.h>

#include "gb-format.h"

/**
 * gb_cli_period_take:
 * @span: its present is known, its days are set
 * @from: (nullable): the first day; %NULL: the first of this month
 * @to: (nullable): the last day; %NULL: today
 *
 * Returns: whether it is a period
 */
gboolean
gb_cli_period_take (GbTrackingSpan *span,
                    const char     *from,
                    const char     *to,
                    GError        **error)
{
  int year, month;

  span->to = gb_time_day (span->now);
  gb_day_to_ymd (span->to, &year, &month, NULL);
  span->from = gb_day_from_ymd (year, month, 1);
  if ((from != NULL && !gb_day_parse (from, &span->from, error)) || (to != NULL && !gb_day_parse (to, &span->to, error)))
    return FALSE;
  if (span->from <= span->to)
    return TRUE;
  g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE, _("The period ends before it begins"));
  return FALSE;
}

/**
 * gb_cli_period_words:
 *
 * Returns: (transfer full): the first and the last day, for a note on a table
 */
char *
gb_cli_period_words (const GbTrackingSpan *span)
{
  g_autofree char *from = gb_format_full_day (span->from);
  g_autofree char *to = gb_format_full_day (span->to);

  /* Translators: two days */
  return g_strdup_printf (_("From %s to %s"), from, to);
}
