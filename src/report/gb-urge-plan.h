/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-action-repository.h"
#include "gb-dossier.h"
#include "gb-letters-urges.h"

G_BEGIN_DECLS

/**
 * GbUrgeStanding:
 * @GB_URGE_STANDING_NEW: nobody waits for an answer about it
 * @GB_URGE_STANDING_WAITING: urged, and the 24 hours for the answer are not over
 * @GB_URGE_STANDING_UNANSWERED: urged, and no answer came within 24 hours
 * @GB_URGE_STANDING_REFUSED: cannot be urged
 */
typedef enum
{
  GB_URGE_STANDING_NEW,
  GB_URGE_STANDING_WAITING,
  GB_URGE_STANDING_UNANSWERED,
  GB_URGE_STANDING_REFUSED,
} GbUrgeStanding;

#define GB_N_URGE_STANDINGS 4

/**
 * GbUrgeItem:
 * @dossier: (owned): the row
 * @standing: whether it is to be urged
 * @slip: (nullable): the newest slip about it that has no answer; belongs to the plan
 * @refusal: (owned) (nullable): why it cannot be urged, for the user
 */
typedef struct
{
  GbDossier *dossier;
  GbUrgeStanding standing;
  const GbUrge *slip;
  char *refusal;
} GbUrgeItem;

/**
 * GbUrgeOfficer:
 * @name: (owned): by name
 * @items: (owned) (element-type GbUrgeItem): the dossiers this officer has; they belong to the plan
 * @n_overdue: how many of them are overdue
 * @counts: by #GbUrgeStanding
 * @history: how the officer answered so far
 * @slips: (owned) (element-type GbUrge): all slips to the officer, newest first; they belong to the
 *   plan
 */
typedef struct
{
  char *name;
  GPtrArray *items;
  guint n_overdue;
  guint counts[GB_N_URGE_STANDINGS];
  GbUrgeHistory history;
  GPtrArray *slips;
} GbUrgeOfficer;

/**
 * GbUrgePlan:
 * @items: (owned) (element-type GbUrgeItem): all dossiers, in the order of the rows
 * @officers: (owned) (element-type GbUrgeOfficer): who is to be urged, by name as people sort
 * @counts: by #GbUrgeStanding
 * @slips: (owned) (element-type GbUrge): all slips there are
 * @day_seconds: how long a working day is
 * @now: UTC seconds
 *
 * Which urging slips (phiếu đôn đốc) are to be written about some dossiers: one for each, grouped by
 * the officer it goes to.
 */
typedef struct
{
  GPtrArray *items;
  GPtrArray *officers;
  guint counts[GB_N_URGE_STANDINGS];
  GPtrArray *slips;
  int day_seconds;
  gint64 now;
} GbUrgePlan;

GbUrgePlan *gb_urge_plan_load         (GbSqlConnection   *connection,
                                       const gint64      *numbers,
                                       gsize              n_numbers,
                                       gint64             now,
                                       GError           **error);
GPtrArray  *gb_urge_plan_make_actions (const GbUrgePlan  *self,
                                       const char        *text,
                                       gboolean           again);
void        gb_urge_plan_free         (GbUrgePlan        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbUrgePlan, gb_urge_plan_free)

G_END_DECLS
