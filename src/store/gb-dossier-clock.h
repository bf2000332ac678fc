/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-deadline.h"
#include "gb-sql-connection.h"

G_BEGIN_DECLS

/**
 * GbDossierClock:
 * @code: (owned) (nullable): the dossier's; %NULL when there is none
 * @procedure: (owned) (nullable): its procedure's name
 * @state: its state as it stands
 * @commune: (owned): the code of the commune that owns the clock
 * @submitted: when it was filed, UTC seconds; 0 = not known
 * @accepted: when it was accepted, UTC seconds; 0 = not yet
 * @official: the province's due moment, UTC seconds; 0 = none
 * @has_limit: whether a procedure with a limit was valid on acceptance
 * @limit: the procedure's limit then
 * @limit_source: (owned) (nullable): the article that sets it
 * @limit_shipped: whether the feed has none and it is of the list that comes with the program
 * @other_limits: (owned) (nullable) (element-type GbLimit): of the procedure's other versions
 * @events: (owned) (element-type GbDeadlineEvent): what happened to the clock
 *
 * What the deadline engine needs to know of a dossier, as the cache tells it.
 */
typedef struct
{
  char *code;
  char *procedure;
  GbDossierState state;
  char *commune;
  gint64 submitted;
  gint64 accepted;
  gint64 official;
  gboolean has_limit;
  GbLimit limit;
  char *limit_source;
  gboolean limit_shipped;
  GArray *other_limits;
  GArray *events;
} GbDossierClock;

GbDossierClock *gb_dossier_clock_load        (GbSqlConnection      *connection,
                                              const char           *code,
                                              GError              **error);
GbDossierClock *gb_dossier_clock_load_number (GbSqlConnection      *connection,
                                              gint64                number,
                                              GError              **error);
GbDeadline     *gb_dossier_clock_compute     (const GbDossierClock *self,
                                              GbWorkCalendar       *calendar,
                                              gint64                now);
const char     *gb_dossier_clock_note        (const GbDossierClock *self);
void            gb_dossier_clock_free        (GbDossierClock       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbDossierClock, gb_dossier_clock_free)

G_END_DECLS
