/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-field-load.h"

G_BEGIN_DECLS

/**
 * GbTransferSide:
 * @commune: (owned): a commune's code
 * @name: (owned): its type and name
 * @people: how many do the field there first
 * @open: the open dossiers of the field
 */
typedef struct
{
  char *commune;
  char *name;
  guint people;
  gint64 open;
} GbTransferSide;

/**
 * GbTransfer:
 * @field: (owned): the field
 * @from: where there are more people than the work needs
 * @to: where there is more work than the people can do
 * @norm: open dossiers that one person is to have: the average of all communes, or %GB_TRANSFER_LEAST_SHARE
 * @distance: km between their centres; negative where they are not known
 * @officer: (owned) (nullable): of those who do the field in @from first, the one with the fewest open dossiers
 *
 * A proposal to move one officer (đề xuất điều chuyển), with what it is reckoned from.
 */
typedef struct
{
  char *field;
  GbTransferSide from;
  GbTransferSide to;
  double norm;
  double distance;
  GbOfficer *officer;
} GbTransfer;

/* Nobody with fewer open dossiers than that needs help, however few others have: the program's own definition. */
#define GB_TRANSFER_LEAST_SHARE 20

GPtrArray *gb_transfer_load_all (GbSqlConnection  *connection,
                                 GPtrArray        *officers,
                                 GPtrArray        *loads,
                                 GbDay             today,
                                 GError          **error);
guint      gb_transfer_surplus  (guint             people,
                                 gint64            open,
                                 double            norm);
guint      gb_transfer_shortage (guint             people,
                                 gint64            open,
                                 double            norm);

G_END_DECLS
