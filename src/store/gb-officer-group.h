/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-people.h"

G_BEGIN_DECLS

/**
 * GbOfficerGroupBy:
 * @GB_OFFICER_BY_AGENCY: the host agency
 * @GB_OFFICER_BY_COMMUNE: the host commune
 * @GB_OFFICER_BY_HOME: the agency that pays: of those seconded, the department they come from
 */
typedef enum
{
  GB_OFFICER_BY_AGENCY,
  GB_OFFICER_BY_COMMUNE,
  GB_OFFICER_BY_HOME,
} GbOfficerGroupBy;

/**
 * GbOfficerGroup:
 * @id: (owned): an agency's id or a commune's code; "" where none is told
 * @name: (owned): its name
 * @officers: (owned) (element-type GbOfficer): who is in it, by given name
 * @at_desk: how many of them are at the one-stop desk
 */
typedef struct
{
  char *id;
  char *name;
  GPtrArray *officers;
  guint at_desk;
} GbOfficerGroup;

GPtrArray            *gb_officer_groups_new  (GPtrArray        *officers,
                                              GbOfficerGroupBy  by);
const GbOfficerGroup *gb_officer_groups_find (GPtrArray        *groups,
                                              const char       *id);

G_END_DECLS
