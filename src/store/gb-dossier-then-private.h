/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-time.h"

G_BEGIN_DECLS

/* A dossier `d` as it was at an instant that may be over: SQL for the figures of periods, in statements that are given
 * to gb_dossier_set_bind(). */

/* A step may tell an event of the clock and no state: such a one has no part in figures. */
#define GB_THEN_HAS_STATE "s.state>0"

/* What is in the record holds until something is known to have happened later. Then the last state
 * that a step brought, from the acceptance on: accepted without a step. */
#define GB_THEN_STATE                                                                                      \
  "CASE WHEN d.finished>:set_until AND d.state IN (3,7,9,10) OR EXISTS(SELECT 1 FROM dossier_step" \
  " s WHERE s.dossier=d.id AND s.at>:set_until AND " GB_THEN_HAS_STATE ") THEN coalesce((SELECT"           \
  " max(s.state,2) FROM dossier_step s WHERE s.dossier=d.id AND " GB_THEN_HAS_STATE                        \
  " AND s.at BETWEEN d.received AND :set_until"                                                    \
  " ORDER BY s.at DESC,s.number DESC LIMIT 1),2) ELSE d.state END"

/* When the last unbroken stretch of @states began; @first goes before the order of time. */
#define GB_THEN_STRETCH(states, first)                                                                     \
  "(SELECT s.at FROM dossier_step s WHERE s.dossier=d.id AND s.at<=:set_until"                     \
  " AND s.state IN (" states ") AND NOT EXISTS(SELECT 1 FROM dossier_step o"                       \
  " WHERE o.dossier=d.id AND o.at<=:set_until AND o.state NOT IN (" states ")"                     \
  " AND (o.at,o.number)>(s.at,s.number)) ORDER BY " first "s.at,s.number LIMIT 1)"

/* Most dossiers of a province were over long before a period: the indexes of open and of finished
 * ones tell which were not. (A period can lie in the future.) */
#define GB_THEN_IN_HAND                                                                                    \
  "d.number IN (SELECT o.number FROM dossier o WHERE o.state NOT IN (3,7,9,10) "                   \
  "UNION ALL SELECT o.number FROM dossier o WHERE o.state IN (3,7,9,10) "                          \
  "AND o.finished>=min(:set_from,:set_until) "                                                     \
  "UNION ALL SELECT o.number FROM dossier o WHERE o.state IN (3,7,9,10) AND o.finished IS NULL)"

/* If it began longer ago, most of the dossiers there are were in hand: to look at all of them takes
 * less time than to look them up. */
#define GB_THEN_LONG_DAYS 120

static inline gboolean
gb_then_is_long (GbDay  from,
                 gint64 now)
{
  return gb_time_day (now) - from > GB_THEN_LONG_DAYS;
}

G_END_DECLS
