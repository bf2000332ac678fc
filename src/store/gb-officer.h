/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "gb-core-enums.h"
#include "gb-sql-connection.h"
#include "gb-term.h"

G_BEGIN_DECLS

/**
 * GbDuty:
 * @field: (owned): the field (lĩnh vực)
 * @main: whether the officer does it first; else stands in (người thay thế)
 *
 * A part that an officer has in a field.
 */
typedef struct
{
  char *field;
  gboolean main;
} GbDuty;

/**
 * GbOfficer:
 * @id: (owned): the record's
 * @name: (owned): family name first
 * @given: (owned): the given name (tên gọi), the last word
 * @title: (owned): such as "Chuyên viên"
 * @seconded: whether seconded (biệt phái), not of the commune's own staff
 * @commune: (owned): the host's code
 * @commune_name: (owned): the host's type and name, such as "phường Nghĩa Lộ", else its code
 * @agency: (owned): the host agency's id
 * @agency_name: (owned): its name, else its id
 * @desk: whether the post is at the one-stop desk: in the public administrative service centre
 * @home: (owned) (nullable): id of the agency that pays
 * @home_name: (owned) (nullable): its name, else its id
 * @field: (owned) (nullable): the main field
 * @duties: (owned) (element-type GbDuty): what the officer does and stands in for
 * @decision: (owned) (nullable): number of the decision
 * @from: the first day, or %GB_DAY_NONE
 * @to: the last day, or %GB_DAY_NONE
 * @mentor: (owned) (nullable): id of the officer who guides this one ("1 kèm 1")
 * @mentor_name: (owned) (nullable): that one's name
 * @phone: (owned) (nullable): telephone number
 * @present: whether the officer works there on the day that was asked for
 * @open: open dossiers of the commune with the officer's name
 * @classes: the same by #GbDeadlineClass
 *
 * An officer of a commune (cán bộ, công chức): of its own staff or seconded to it. Counted references; not changed
 * once loaded.
 */
typedef struct
{
  char *id;
  char *name;
  char *given;
  char *title;
  gboolean seconded;
  char *commune;
  char *commune_name;
  char *agency;
  char *agency_name;
  gboolean desk;
  char *home;
  char *home_name;
  char *field;
  GPtrArray *duties;
  char *decision;
  GbDay from;
  GbDay to;
  char *mentor;
  char *mentor_name;
  char *phone;
  gboolean present;
  gint64 open;
  gint64 classes[GB_N_DEADLINE_CLASSES];
} GbOfficer;

#define GB_TYPE_OFFICER (gb_officer_get_type ())
GType      gb_officer_get_type   (void);
GbOfficer *gb_officer_ref        (GbOfficer        *self);
void       gb_officer_unref      (GbOfficer        *self);

gboolean   gb_officer_is_present (const GbOfficer  *self,
                                  GbDay             day);
gboolean   gb_officer_ends       (const GbOfficer  *self,
                                  GbDay             from,
                                  GbDay             to);
guint      gb_officer_warnings   (const GbOfficer  *self);
char      *gb_officer_dossiers   (const GbOfficer  *self);

GPtrArray *gb_officer_load_all   (GbSqlConnection  *connection,
                                  const char       *commune,
                                  GbDay             day,
                                  gint64            now,
                                  GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbOfficer, gb_officer_unref)

G_END_DECLS
