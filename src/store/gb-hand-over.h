/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-dossier.h"
#include "gb-people.h"

G_BEGIN_DECLS

/**
 * GbHandOverItem:
 * @dossier: (owned): an open dossier of the one who leaves
 * @receiver: (owned) (nullable): who could take it over; %NULL when nobody stands in for its field
 */
typedef struct
{
  GbDossier *dossier;
  GbOfficer *receiver;
} GbHandOverItem;

/**
 * GbHandOver:
 * @officer: (owned): who leaves
 * @now: UTC seconds: the moment it holds for
 * @items: (owned) (element-type GbHandOverItem): the open dossiers, the next due first
 *
 * What an officer leaves to others when a secondment ends (danh sách bàn giao hồ sơ).
 */
typedef struct
{
  GbOfficer *officer;
  gint64 now;
  GPtrArray *items;
} GbHandOver;

GbHandOver *gb_hand_over_load     (GbSqlConnection   *connection,
                                   const char        *commune,
                                   const char        *officer,
                                   gint64             now,
                                   GError           **error);
GbOfficer  *gb_hand_over_receiver (const GbPeople    *people,
                                   const GbOfficer   *officer,
                                   const char        *field);
void        gb_hand_over_free     (GbHandOver        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbHandOver, gb_hand_over_free)

G_END_DECLS
