/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sql-connection.h"
#include "gb-time.h"

G_BEGIN_DECLS

/**
 * GbPairPerson:
 * @id: (owned): the officer's
 * @name: (owned) (nullable): %NULL where these data do not have the officer
 * @title: (owned) (nullable): "Chuyên viên"
 * @agency: (owned) (nullable): where they work, by name
 * @fields: (owned) (nullable): what they do, parted by commas
 * @phone: (owned) (nullable): as people write it
 * @until: the last day in the post, or %GB_DAY_NONE
 * @open: dossiers that are open with them: the rows that their name opens
 * @late: of these, those past their due moment
 */
typedef struct
{
  char *id;
  char *name;
  char *title;
  char *agency;
  char *fields;
  char *phone;
  GbDay until;
  gint64 open;
  gint64 late;
} GbPairPerson;

/**
 * GbPair:
 * @learner: who is new
 * @mentor: who guides them
 * @commune: (owned): the commune's code
 * @commune_name: (owned) (nullable): with its type
 * @shared: (owned) (nullable): fields that both do, parted by commas; %NULL = none
 *
 * An experienced officer beside a new one ("1 kèm 1").
 */
typedef struct
{
  GbPairPerson learner;
  GbPairPerson mentor;
  char *commune;
  char *commune_name;
  char *shared;
} GbPair;

/* Blocks; run it on a thread of the store. */
GPtrArray *gb_pair_repository_list (GbSqlConnection  *connection,
                                    const char       *commune,
                                    gint64            now,
                                    GError          **error);

void       gb_pair_free            (GbPair           *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbPair, gb_pair_free)

G_END_DECLS
