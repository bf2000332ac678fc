/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-calendars.h"
#include "gb-scorecard.h"

G_BEGIN_DECLS

/**
 * GbScoreTally:
 * @all: dossiers, by #GbScoreIndicator
 * @yes: of these
 * @told: of these
 * @complaints: of those of 5.4, with a complaint or a bad rating
 * @procedures: (array): as many as there are
 *
 * What was counted of one commune.
 */
typedef struct
{
  gint64 all[GB_N_SCORE_INDICATORS];
  gint64 yes[GB_N_SCORE_INDICATORS];
  gint64 told[GB_N_SCORE_INDICATORS];
  gint64 complaints;
  GbScoreProcedureCount *procedures;
} GbScoreTally;

/**
 * GbScoreCount:
 * @connection: of a cache
 * @span: the period
 * @commune: (nullable): only this one's
 * @calendars: (owned): for working time
 * @procedures: (owned) (element-type GbScoreProcedure): by name
 * @by_key: (owned): where in these, by code and by name
 * @communes: (owned) (element-type utf8 GbScoreTally): by code
 *
 * A counting under way.
 */
typedef struct
{
  GbSqlConnection *connection;
  const GbTrackingSpan *span;
  const char *commune;
  GbCalendars *calendars;
  GPtrArray *procedures;
  GHashTable *by_key;
  GHashTable *communes;
} GbScoreCount;

/**
 * GbScoreFinish:
 * @ids: a JSON list of dossiers
 * @begin: not before, UTC seconds
 * @by: at the latest
 *
 * Dossiers looked at as if each were finished with an electronic result by its due moment, at the latest at @by.
 */
typedef struct
{
  const char *ids;
  gint64 begin;
  gint64 by;
} GbScoreFinish;

gboolean      gb_score_count_init         (GbScoreCount          *self,
                                           GbSqlConnection       *connection,
                                           const GbTrackingSpan  *span,
                                           const char            *commune,
                                           GError               **error);
void          gb_score_count_clear        (GbScoreCount          *self);
gboolean      gb_score_count_dossiers     (GbScoreCount          *self,
                                           GError               **error);
gboolean      gb_score_count_changed      (GbScoreCount          *self,
                                           const GbScoreFinish   *finish,
                                           GError               **error);
GbScoreTally *gb_score_count_sum          (const GbScoreCount    *self);
void          gb_score_tally_free         (GbScoreTally          *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GbScoreCount, gb_score_count_clear)

G_END_DECLS
