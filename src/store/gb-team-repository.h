/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sql-connection.h"
#include "gb-time.h"

G_BEGIN_DECLS

/**
 * GbVisitState:
 * @GB_VISIT_PLANNED: the day is fixed (đã lên lịch)
 * @GB_VISIT_ASKED: a commune asked for it, nobody answered yet (đã đề nghị)
 * @GB_VISIT_DONE: the team was there (đã thực hiện)
 *
 * The order is that in which somebody has to do with it.
 */
typedef enum
{
  GB_VISIT_PLANNED,
  GB_VISIT_ASKED,
  GB_VISIT_DONE,
} GbVisitState;

/**
 * GbVisitFilter:
 * @GB_VISIT_FILTER_ALL: every visit
 * @GB_VISIT_FILTER_UNREPORTED: planned for a day that is over, and nobody told what came of it
 * @GB_VISIT_FILTER_PROPOSALS: the team proposed something
 *
 * Named sets of visits; what is asked for here and not sent yet counts as asked.
 */
typedef enum
{
  GB_VISIT_FILTER_ALL,
  GB_VISIT_FILTER_ASKED,
  GB_VISIT_FILTER_PLANNED,
  GB_VISIT_FILTER_UNREPORTED,
  GB_VISIT_FILTER_DONE,
  GB_VISIT_FILTER_PROPOSALS,
} GbVisitFilter;

#define GB_N_VISIT_FILTERS 6

/**
 * GbTeam:
 * @id: (owned): the record's
 * @name: (owned): "Tổ công tác lưu động số 1"
 * @organisation: (owned): whose it is
 * @kind: (owned): "department" or "province"
 * @members: how many
 * @phone: (owned) (nullable): as people write it
 * @sessions: how many a commune is to get; 0 = nobody said
 * @done: sessions held: the rows of %GB_VISIT_FILTER_DONE
 * @planned: of %GB_VISIT_FILTER_PLANNED
 * @asked: of %GB_VISIT_FILTER_ASKED
 * @reached: in how many communes sessions were held
 * @next: the first day planned from today on, or %GB_DAY_NONE
 *
 * A mobile team (tổ công tác), with its visits to the commune that was asked about, or to all.
 */
typedef struct
{
  char *id;
  char *name;
  char *organisation;
  char *kind;
  gint64 members;
  char *phone;
  gint64 sessions;
  gint64 done;
  gint64 planned;
  gint64 asked;
  gint64 reached;
  GbDay next;
} GbTeam;

/**
 * GbVisit:
 * @id: (owned): the record's, or that of the action that asks for it
 * @team: (owned): the team's id
 * @team_name: (owned): its name; the id where these data do not have it
 * @commune: (owned) (nullable): where: its code
 * @commune_name: (owned) (nullable): with its type
 * @day: when; %GB_DAY_NONE where nobody said
 * @topic: (owned): about what
 * @result: (owned) (nullable): what came of it
 * @proposals: (owned) (nullable): what the team proposed
 * @asked: UTC seconds: when it was asked for; 0 where nobody said
 * @asked_by: (owned) (nullable): who asked
 * @pending: whether it waits here to be sent
 * @withdrawable: whether it never left and can be taken back
 *
 * A visit of a team (buổi làm việc).
 */
typedef struct
{
  char *id;
  char *team;
  char *team_name;
  char *commune;
  char *commune_name;
  GbVisitState state;
  GbDay day;
  char *topic;
  char *result;
  char *proposals;
  gint64 asked;
  char *asked_by;
  gboolean pending;
  gboolean withdrawable;
} GbVisit;

/**
 * GbVisitQuery:
 * @commune: (nullable): only visits to this commune
 * @team: (nullable): only those of this team
 */
typedef struct
{
  GbVisitFilter filter;
  const char *commune;
  const char *team;
} GbVisitQuery;

/* Functions that block; run them on a thread of the store, with a connection that sees FILE.local. */
GPtrArray *gb_team_repository_list   (GbSqlConnection     *connection,
                                      const char          *commune,
                                      GbDay                today,
                                      GError             **error);
GPtrArray *gb_team_repository_visits (GbSqlConnection     *connection,
                                      const GbVisitQuery  *query,
                                      GbDay                today,
                                      GError             **error);
gboolean   gb_team_repository_counts (GbSqlConnection     *connection,
                                      const GbVisitQuery  *query,
                                      GbDay                today,
                                      gint64               counts[GB_N_VISIT_FILTERS],
                                      GError             **error);

const char *gb_visit_filter_nick     (GbVisitFilter        filter);
gboolean   gb_visit_is_unreported    (const GbVisit       *self,
                                      GbDay                today);
void       gb_team_free              (GbTeam              *self);
void       gb_visit_free             (GbVisit             *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbTeam, gb_team_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbVisit, gb_visit_free)

G_END_DECLS
