/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-people.h"

G_BEGIN_DECLS

/**
 * GbPostGroup:
 * @id: (owned): an agency's id; of a whole scope a commune's code
 * @name: (owned): its name
 * @posts: (owned) (element-type GbOfficer): its own staff, by given name
 * @at_desk: how many of them are at the one-stop desk
 *
 * The posts (vị trí việc làm) of an agency.
 */
typedef struct
{
  char *id;
  char *name;
  GPtrArray *posts;
  guint at_desk;
} GbPostGroup;

GPtrArray *gb_post_groups_new (const GbPeople *people);

G_END_DECLS
