/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-issue-week.h"

G_BEGIN_DECLS

/**
 * GbBandStep:
 * @GB_BAND_PLAIN: a day like others
 * @GB_BAND_COLLECT: the province collects
 * @GB_BAND_ANSWER: answers are due
 * @GB_BAND_LIMIT: a limit of reports
 */
typedef enum
{
  GB_BAND_PLAIN,
  GB_BAND_COLLECT,
  GB_BAND_ANSWER,
  GB_BAND_LIMIT,
} GbBandStep;

/**
 * GbBandWords:
 * @icon: (nullable): its name
 * @title: (owned): the day, or the limit
 * @text: (owned): what is done
 * @more: (owned) (nullable): how far it is
 * @warning: (owned) (nullable): what is late
 * @tooltip: (owned) (nullable): where the rule stands
 *
 * What a cell of the band says.
 */
typedef struct
{
  GbBandStep step;
  gboolean today;
  const char *icon;
  char *title;
  char *text;
  char *more;
  char *warning;
  char *tooltip;
} GbBandWords;

GPtrArray *gb_band_words_of_week   (const GbIssueWeek *week,
                                    int                kind,
                                    gint64             now);
GPtrArray *gb_band_words_of_limits (const GPtrArray   *limits);

G_END_DECLS
