/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sql-connection.h"
#include "gb-time.h"

G_BEGIN_DECLS

/* Functions that block; run them on a thread of the store. */

/**
 * GbPlaceKind:
 * @GB_PLACE_REPORT: what a citizen reported (phản ánh)
 * @GB_PLACE_DIFFICULTY: what a commune raised to a department (vướng mắc, kiến nghị)
 * @GB_PLACE_GUIDANCE: a question how something is done (xin ý kiến nghiệp vụ)
 */
typedef enum
{
  GB_PLACE_REPORT,
  GB_PLACE_DIFFICULTY,
  GB_PLACE_GUIDANCE,
} GbPlaceKind;

#define GB_N_PLACE_KINDS 3

/**
 * GbPlaceState:
 * @GB_PLACE_OVERDUE: nobody has answered, and the day for it is past
 * @GB_PLACE_WAITING: nobody has answered yet
 * @GB_PLACE_ANSWERED: there is an answer that nobody has confirmed
 * @GB_PLACE_SETTLED: confirmed, turned down or closed
 *
 * What the eight states of an issue come to for who looks at a map. The order is that in which they ask for somebody.
 */
typedef enum
{
  GB_PLACE_OVERDUE,
  GB_PLACE_WAITING,
  GB_PLACE_ANSWERED,
  GB_PLACE_SETTLED,
} GbPlaceState;

#define GB_N_PLACE_STATES 4

/* All texts belong to the #GbPlaces. */

/**
 * GbPlace:
 * @id: the issue's
 * @status: its own state: "new", "assigned", …
 * @field: as whoever raised it named it
 * @commune: (nullable): the commune's code
 * @commune_name: (nullable): with its type
 * @department: (nullable): who has to answer, by name
 * @raised: UTC seconds
 * @due: UTC seconds; 0 = no limit
 * @answered: UTC seconds; 0 = not yet
 * @urged: how often who has to answer was urged
 * @pending: whether something of it waits to be sent
 * @lon: degrees east
 * @lat: degrees north
 *
 * An issue that happened somewhere. Who raised it is not read.
 */
typedef struct
{
  const char *id;
  GbPlaceKind kind;
  GbPlaceState state;
  const char *status;
  const char *field;
  const char *title;
  const char *commune;
  const char *commune_name;
  const char *department;
  gint64 raised;
  gint64 due;
  gint64 answered;
  gint64 urged;
  gboolean pending;
  double lon;
  double lat;
} GbPlace;

/**
 * GbPlaceFilter:
 * @kinds: bits of #GbPlaceKind; 0 = all
 * @states: bits of #GbPlaceState; 0 = all
 * @fields: (owned) (nullable): names of fields; %NULL or none = all
 * @from: the first day on which it was raised, or %GB_DAY_NONE
 * @to: the last one, or %GB_DAY_NONE
 */
typedef struct
{
  guint kinds;
  guint states;
  GStrv fields;
  GbDay from;
  GbDay to;
} GbPlaceFilter;

/* How many places there would be, were this the only field chosen. */
typedef struct
{
  const char *name;
  guint count;
} GbPlaceField;

/**
 * GbPlaces:
 * @places: (element-type GbPlace): what the filter lets through: who waits longest past the day first, what is settled
 *   last and there the newest first
 * @kinds: for each kind how many there would be, were it the only one chosen
 * @states: for each state the same
 * @fields: (element-type GbPlaceField): for each field that the days have, in Vietnamese order
 * @unplaced: how many more the filter lets through of which nobody told where
 *
 * What was read at one moment, counted with references.
 */
typedef struct
{
  GArray *places;
  guint kinds[GB_N_PLACE_KINDS];
  guint states[GB_N_PLACE_STATES];
  GArray *fields;
  guint unplaced;

  GStringChunk *texts;
} GbPlaces;

GbPlaces      *gb_place_repository_load (GbSqlConnection      *connection,
                                         const GbPlaceFilter  *filter,
                                         gint64                now,
                                         GError              **error);
GbPlaces      *gb_places_ref            (GbPlaces             *self);
void           gb_places_unref          (GbPlaces             *self);

GbPlaceFilter *gb_place_filter_copy     (const GbPlaceFilter  *self);
gboolean       gb_place_filter_equal    (const GbPlaceFilter  *self,
                                         const GbPlaceFilter  *other);
void           gb_place_filter_free     (GbPlaceFilter        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbPlaces, gb_places_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbPlaceFilter, gb_place_filter_free)

G_END_DECLS
