/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-export-write.h"
#include "gb-people.h"

G_BEGIN_DECLS

/* Sheets of what the page of people shows, each of @people, which they keep. */
GbTable  *gb_export_officers_table  (const char     *name,
                                     GbPeople       *people,
                                     GPtrArray      *officers,
                                     gboolean        seconded);
GbTable  *gb_export_coverage_table  (GbPeople       *people,
                                     GPtrArray      *rows);
GbTable  *gb_export_loads_table     (GbPeople       *people,
                                     GPtrArray      *loads);
GbTable  *gb_export_groups_table    (const char     *name,
                                     GPtrArray      *groups);
GbTable  *gb_export_transfers_table (GbPeople       *people);

GbExport *gb_export_officers_calendar (const char   *name,
                                       GbPeople     *people,
                                       GPtrArray    *officers);
GbExport *gb_export_officers_cards  (const char     *name,
                                     GPtrArray      *officers,
                                     GPtrArray      *contacts);

G_END_DECLS
