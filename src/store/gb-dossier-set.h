/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "gb-sql-statement.h"
#include "gb-time.h"

G_BEGIN_DECLS

/**
 * GbDossierSetKind:
 * @GB_DOSSIER_SET_TRACKING: a cell of the tracking table; its part is a #GbTrackingColumn
 * @GB_DOSSIER_SET_OWNED: a figure of the map: what a commune owns now; its part is a #GbDossierFilter, which the query
 *   has, too
 * @GB_DOSSIER_SET_SCORE: a figure of the scorecard; its part is gb_score_set_part() or %GB_SCORE_SET_FINISHING
 * @GB_DOSSIER_SET_REMINDER: what one was reminded of; its part is 0, #GbDossierSet.reminder tells which reminder
 *
 * What kind of figure counted.
 */
typedef enum
{
  GB_DOSSIER_SET_TRACKING,
  GB_DOSSIER_SET_OWNED,
  GB_DOSSIER_SET_SCORE,
  GB_DOSSIER_SET_REMINDER,
} GbDossierSetKind;

#define GB_N_DOSSIER_SET_KINDS 4

/**
 * GbDossierSet:
 * @kind: which table or card the figure is in
 * @part: which of its figures
 * @from: first day of the period
 * @to: last day of the period
 * @unit: (owned) (nullable): only dossiers whose clock this commune owns, by code
 * @unit_name: (owned) (nullable): its name, where the set is known by it
 * @field: (owned) (nullable): only this field, by name
 * @officer: (owned) (nullable): only this officer's, by name; "" = those nobody has
 * @reminder: (owned) (nullable): the number of a reminder
 *
 * The dossiers that a figure of a report counted, told by its place and period: a query with a set
 * opens exactly the rows of the figure.
 */
typedef struct
{
  GbDossierSetKind kind;
  int part;
  GbDay from;
  GbDay to;
  char *unit;
  char *unit_name;
  char *field;
  char *officer;
  char *reminder;
} GbDossierSet;

#define GB_TYPE_DOSSIER_SET (gb_dossier_set_get_type ())
GType         gb_dossier_set_get_type   (void);
GbDossierSet *gb_dossier_set_new        (GbDossierSetKind     kind,
                                         int                  part,
                                         GbDay                from,
                                         GbDay                to);
GbDossierSet *gb_dossier_set_copy       (const GbDossierSet  *self);
void          gb_dossier_set_free       (GbDossierSet        *self);
gboolean      gb_dossier_set_equal      (const GbDossierSet  *self,
                                         const GbDossierSet  *other);
gboolean      gb_dossier_set_has_ended  (const GbDossierSet  *self);

char         *gb_dossier_set_to_text    (const GbDossierSet  *self);
GbDossierSet *gb_dossier_set_parse      (const char          *text);

void          gb_dossier_set_append_sql (const GbDossierSet  *self,
                                         gboolean             open,
                                         gint64               now,
                                         GString             *sql);
void          gb_dossier_set_bind       (const GbDossierSet  *self,
                                         GbSqlStatement      *statement,
                                         gint64               now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbDossierSet, gb_dossier_set_free)

G_END_DECLS
