/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-coverage.h"
#include "gb-field-load.h"
#include "gb-transfer.h"

G_BEGIN_DECLS

/**
 * GbPeople:
 * @commune: (owned) (nullable): whose; %NULL for the whole scope
 * @now: UTC seconds: the moment it holds for
 * @today: the day of @now
 * @as_of: UTC seconds: how fresh the cache is; 0 before the first sync
 * @officers: (owned) (element-type GbOfficer): all the cache knows, by given name
 * @coverage: (owned) (element-type GbCoverage): the matrix of a commune; empty for a whole scope
 * @loads: (owned) (element-type GbFieldLoad): work and people by field, of a whole scope by commune and field
 * @transfers: (owned) (element-type GbTransfer): who could be moved within a whole scope; empty for a commune
 *
 * Who can do it (cán bộ): what the page of people shows of a commune or of the whole scope. Counted references; not
 * changed once loaded.
 */
typedef struct
{
  char *commune;
  gint64 now;
  GbDay today;
  gint64 as_of;
  GPtrArray *officers;
  GPtrArray *coverage;
  GPtrArray *loads;
  GPtrArray *transfers;
} GbPeople;

/**
 * GbPeopleSet:
 * @GB_PEOPLE_POSTS: of the commune's own staff, also those whose term is over: the post is there until it is given to
 *   another
 * @GB_PEOPLE_SECONDED: seconded and in office
 * @GB_PEOPLE_ENDING: seconded, the last day is within the next 60 days
 * @GB_PEOPLE_LEFT: were seconded and are no longer there, but with open dossiers that nobody took over
 *
 * Named sets of officers; what counts them and what lists them ask the same function.
 */
typedef enum
{
  GB_PEOPLE_POSTS,
  GB_PEOPLE_SECONDED,
  GB_PEOPLE_ENDING,
  GB_PEOPLE_LEFT,
} GbPeopleSet;

/* How long before its end a secondment is told, and from when it is urgent. */
#define GB_PEOPLE_ENDING_DAYS 60
#define GB_PEOPLE_URGENT_DAYS 30

#define GB_TYPE_PEOPLE (gb_people_get_type ())
GType      gb_people_get_type   (void);
GbPeople  *gb_people_load       (GbSqlConnection  *connection,
                                 const char       *commune,
                                 gint64            now,
                                 GError          **error);
GbPeople  *gb_people_ref        (GbPeople         *self);
void       gb_people_unref      (GbPeople         *self);

GPtrArray *gb_people_get_set    (const GbPeople   *self,
                                 GbPeopleSet       set);
GPtrArray *gb_people_get_set_on (const GbPeople   *self,
                                 GbPeopleSet       set,
                                 GbDay             day);
GbOfficer *gb_people_find       (const GbPeople   *self,
                                 const char       *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbPeople, gb_people_unref)

G_END_DECLS
