/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "gb-core-enums.h"
#include "gb-dossier-set.h"
#include "gb-time.h"

G_BEGIN_DECLS

/**
 * GbDossierFilter:
 * @GB_DOSSIER_FILTER_ALL: every dossier
 * @GB_DOSSIER_FILTER_OPEN: all that are not finished
 *
 * Named sets of dossiers: the eight classes in the order of #GbDeadlineClass, then the two marks in
 * the order of #GbDossierMark, then those that need an apology letter. gb-predicate.h has their
 * conditions.
 */
typedef enum
{
  GB_DOSSIER_FILTER_ALL,
  GB_DOSSIER_FILTER_OPEN,
  GB_DOSSIER_FILTER_OVERDUE,
  GB_DOSSIER_FILTER_DUE_TODAY,
  GB_DOSSIER_FILTER_DUE_SOON,
  GB_DOSSIER_FILTER_ON_TRACK,
  GB_DOSSIER_FILTER_PAUSED,
  GB_DOSSIER_FILTER_NO_DUE,
  GB_DOSSIER_FILTER_AWAITING,
  GB_DOSSIER_FILTER_FINISHED,
  GB_DOSSIER_FILTER_LATE_RECEPTION,
  GB_DOSSIER_FILTER_CROSS_BOUNDARY,
  GB_DOSSIER_FILTER_SIGN_TODAY,
  GB_DOSSIER_FILTER_SIGN_MISSED,
} GbDossierFilter;

#define GB_N_DOSSIER_FILTERS 14
#define GB_DOSSIER_FILTER_OF_CLASS(klass) ((GbDossierFilter) (GB_DOSSIER_FILTER_OVERDUE + (klass)))
#define GB_DOSSIER_FILTER_OF_MARK(mark) ((GbDossierFilter) (GB_DOSSIER_FILTER_LATE_RECEPTION + (mark)))

/**
 * GbDossierSort:
 * @GB_DOSSIER_SORT_DUE: by due moment, those without one last either way
 * @GB_DOSSIER_SORT_REMAINING: by due moment while the clock runs, all others last either way
 * @GB_DOSSIER_SORT_CODE: by the code's date part, then serial
 * @GB_DOSSIER_SORT_APPLICANT: by given name, then the rest, in the Vietnamese alphabet
 * @GB_DOSSIER_SORT_RECEIVED: by the moment of acceptance, else of submission
 * @GB_DOSSIER_SORT_COMMUNE: by the name of the commune that owns the clock; so the next, by the name
 *   of the one that took it in
 * @GB_DOSSIER_SORT_CHANNEL: at the desk, online, by post
 */
typedef enum
{
  GB_DOSSIER_SORT_DUE,
  GB_DOSSIER_SORT_CODE,
  GB_DOSSIER_SORT_PROCEDURE,
  GB_DOSSIER_SORT_APPLICANT,
  GB_DOSSIER_SORT_FIELD,
  GB_DOSSIER_SORT_OFFICER,
  GB_DOSSIER_SORT_RECEIVED,
  GB_DOSSIER_SORT_STATE,
  GB_DOSSIER_SORT_FINISHED,
  GB_DOSSIER_SORT_REMAINING,
  GB_DOSSIER_SORT_COMMUNE,
  GB_DOSSIER_SORT_RECEIVED_BY,
  GB_DOSSIER_SORT_CHANNEL,
  GB_DOSSIER_SORT_SUBMITTED,
} GbDossierSort;

#define GB_N_DOSSIER_SORTS 14

/**
 * GbDossierQuery:
 * @filter: the set
 * @set: (owned) (nullable): of these only what a figure of a report counted
 * @commune: (owned) (nullable): only dossiers that this commune owns or received, as its scope has
 * @field: (owned) (nullable): only this field, by name
 * @officer: (owned) (nullable): only this officer's, by name; "" = those nobody has
 * @procedure: (owned) (nullable): only this procedure, by name
 * @channel: (owned) (nullable): only this channel: "desk", "online" or "post"
 * @search: (owned) (nullable): every word must occur in code (any part), applicant, procedure or
 *   summary (beginnings of words), accents aside
 * @state: only this state, 0 = any
 * @received_from: only those accepted on this day or later, %GB_DAY_NONE or 0 = any
 * @received_to: only those accepted on this day or earlier, %GB_DAY_NONE or 0 = any
 * @due_from: only those due on this day or later, %GB_DAY_NONE or 0 = any
 * @due_to: only those due on this day or earlier, %GB_DAY_NONE or 0 = any
 * @sort: the order
 * @descending: whether it is turned round
 *
 * Which dossiers are wanted and in what order. Not changed once handed over.
 */
typedef struct
{
  GbDossierFilter filter;
  GbDossierSet *set;
  char *commune;
  char *field;
  char *officer;
  char *procedure;
  char *channel;
  char *search;
  int state;
  GbDay received_from;
  GbDay received_to;
  GbDay due_from;
  GbDay due_to;
  GbDossierSort sort;
  gboolean descending;
} GbDossierQuery;

#define GB_TYPE_DOSSIER_QUERY (gb_dossier_query_get_type ())
GType           gb_dossier_query_get_type (void);
GbDossierQuery *gb_dossier_query_new      (GbDossierFilter        filter);
GbDossierQuery *gb_dossier_query_copy     (const GbDossierQuery  *self);
void            gb_dossier_query_free     (GbDossierQuery        *self);
gboolean        gb_dossier_query_equal    (const GbDossierQuery  *self,
                                           const GbDossierQuery  *other);

const char     *gb_dossier_filter_nick    (GbDossierFilter        filter);
gboolean        gb_dossier_filter_parse   (const char            *nick,
                                           GbDossierFilter       *filter);
const char     *gb_dossier_sort_nick      (GbDossierSort          sort);
gboolean        gb_dossier_sort_parse     (const char            *nick,
                                           GbDossierSort         *sort);

GbDossierFilter gb_dossier_set_get_filter (const GbDossierSet    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbDossierQuery, gb_dossier_query_free)

G_END_DECLS
