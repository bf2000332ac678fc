/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-officer.h"

G_BEGIN_DECLS

/**
 * GbFieldLoad:
 * @commune: (owned) (nullable): the commune's code; %NULL for the sum of several
 * @field: (owned): the field
 * @people: who does it first, today
 * @stand_ins: who stands in
 * @open: open dossiers the commune owns
 * @overdue: those of them that are overdue
 *
 * How much work a field has in a commune, and how many people for it (khối lượng và nhân sự).
 */
typedef struct
{
  char *commune;
  char *field;
  guint people;
  guint stand_ins;
  gint64 open;
  gint64 overdue;
} GbFieldLoad;

GPtrArray *gb_field_load_all      (GbSqlConnection    *connection,
                                   const char         *commune,
                                   GPtrArray          *officers,
                                   GbDay               today,
                                   gint64              now,
                                   GError            **error);
GPtrArray *gb_field_load_by_field (GPtrArray          *loads);
char      *gb_field_load_dossiers (const GbFieldLoad  *self,
                                   const char         *commune_name,
                                   gboolean            overdue);

G_END_DECLS
