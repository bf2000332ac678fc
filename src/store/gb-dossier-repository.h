/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-dossier-query.h"
#include "gb-dossier.h"
#include "gb-sql-connection.h"
#include "gb-time.h"

G_BEGIN_DECLS

/* Functions that block; run them on a thread of the store: gb_store_read(), gb_store_read_async(). */

/**
 * GbDossierCounts:
 * @total: all dossiers, the sum of @classes
 * @classes: by #GbDeadlineClass
 * @marks: by #GbDossierMark
 */
typedef struct
{
  gint64 total;
  gint64 classes[GB_N_DEADLINE_CLASSES];
  gint64 marks[GB_N_DOSSIER_MARKS];
} GbDossierCounts;

/**
 * GbDossierStep:
 * @at: UTC seconds
 * @state: the state from then on, 0 = it tells an event only
 * @event: (owned) (nullable): what happened to the clock, as of gb_dossier_event_label()
 * @new_due: with an extension, the new due moment, UTC seconds, else 0
 * @officer: (owned) (nullable): who did it
 * @title: (owned) (nullable): the officer's title
 * @unit: (owned) (nullable): the officer's unit
 * @text: (owned) (nullable): what was done
 * @planned_from: UTC seconds, 0 = none
 * @planned_to: UTC seconds, 0 = none
 *
 * A step in a dossier's progress (tiến độ xử lý).
 */
typedef struct
{
  gint64 at;
  GbDossierState state;
  char *event;
  gint64 new_due;
  char *officer;
  char *title;
  char *unit;
  char *text;
  gint64 planned_from;
  gint64 planned_to;
} GbDossierStep;

/**
 * GbDossierDay:
 * @day: the day
 * @working: whether the commune works on it (the province's default calendar without a commune)
 * @received: dossiers accepted on it
 * @finished: dossiers that ended on it
 */
typedef struct
{
  GbDay day;
  gboolean working;
  guint received;
  guint finished;
} GbDossierDay;

/**
 * GbOfficerLoad:
 * @officer: (owned): the name, "" for dossiers nobody has
 * @commune: (owned): the id of the commune: people of two communes may have one name
 * @commune_name: (owned) (nullable): its name with its type
 * @field: (owned) (nullable): the field of most of their open dossiers
 * @open: open dossiers
 * @classes: by #GbDeadlineClass; finished ones are not counted
 */
typedef struct
{
  char *officer;
  char *commune;
  char *commune_name;
  char *field;
  gint64 open;
  gint64 classes[GB_N_DEADLINE_CLASSES];
} GbOfficerLoad;

/**
 * GbDossierGroupBy:
 *
 * What dossiers can be grouped by.
 */
typedef enum
{
  GB_DOSSIER_GROUP_FIELD,
  GB_DOSSIER_GROUP_OFFICER,
  GB_DOSSIER_GROUP_PROCEDURE,
  GB_DOSSIER_GROUP_COMMUNE,
} GbDossierGroupBy;

/**
 * GbDossierGroup:
 * @key: (owned): what to put into the query to get the group's rows; "" for none
 * @name: (owned): what to show
 * @count: rows of the query in the group
 * @overdue: how many of them are overdue
 */
typedef struct
{
  char *key;
  char *name;
  gint64 count;
  gint64 overdue;
} GbDossierGroup;

gboolean   gb_dossier_repository_counts        (GbSqlConnection       *connection,
                                                const GbDossierQuery  *query,
                                                gint64                 now,
                                                GbDossierCounts       *counts,
                                                GError               **error);
gboolean   gb_dossier_repository_count         (GbSqlConnection       *connection,
                                                const GbDossierQuery  *query,
                                                gint64                 now,
                                                gint64                *count,
                                                GError               **error);
GArray    *gb_dossier_repository_numbers       (GbSqlConnection       *connection,
                                                const GbDossierQuery  *query,
                                                gint64                 now,
                                                GError               **error);
GArray    *gb_dossier_repository_first_numbers (GbSqlConnection       *connection,
                                                const GbDossierQuery  *query,
                                                gint64                 now,
                                                gboolean              *whole,
                                                GError               **error);
GPtrArray *gb_dossier_repository_by_numbers    (GbSqlConnection       *connection,
                                                const gint64          *numbers,
                                                gsize                  n_numbers,
                                                gint64                 now,
                                                GError               **error);
GPtrArray *gb_dossier_repository_rows          (GbSqlConnection       *connection,
                                                const GbDossierQuery  *query,
                                                gint64                 now,
                                                gint64                 offset,
                                                gint64                 limit,
                                                gint64                *total,
                                                GError               **error);
gboolean   gb_dossier_repository_find          (GbSqlConnection       *connection,
                                                const char            *code,
                                                gint64                 now,
                                                GbDossier            **dossier,
                                                GError               **error);
GPtrArray *gb_dossier_repository_steps         (GbSqlConnection       *connection,
                                                const char            *code,
                                                GError               **error);
GArray    *gb_dossier_repository_daily         (GbSqlConnection       *connection,
                                                const char            *commune,
                                                GbDay                  from,
                                                GbDay                  to,
                                                GError               **error);
GPtrArray *gb_dossier_repository_load          (GbSqlConnection       *connection,
                                                const GbDossierQuery  *query,
                                                gint64                 now,
                                                GError               **error);
GPtrArray *gb_dossier_repository_groups        (GbSqlConnection       *connection,
                                                const GbDossierQuery  *query,
                                                GbDossierGroupBy       by,
                                                gint64                 now,
                                                GError               **error);
gboolean   gb_dossier_repository_next_boundary (GbSqlConnection       *connection,
                                                gint64                 now,
                                                gint64                *instant,
                                                GError               **error);

void       gb_dossier_step_free                (GbDossierStep         *self);
void       gb_officer_load_free                (GbOfficerLoad         *self);
void       gb_dossier_group_free               (GbDossierGroup        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbDossierStep, gb_dossier_step_free)

G_END_DECLS
