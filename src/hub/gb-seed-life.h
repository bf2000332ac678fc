/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-core-enums.h"
#include "gb-seed-world.h"

G_BEGIN_DECLS

#define GB_SEED_MAX_EVENTS 14

typedef enum
{
  GB_SEED_BY_NOBODY,
  GB_SEED_BY_RECEPTION,
  GB_SEED_BY_DESK,
} GbSeedActor;

/**
 * GbSeedEvent:
 * @at: UTC seconds
 * @due: the official due moment from now on, 0 = none
 * @state: the state entered or kept
 * @actor: who wrote the step
 * @text: what was done
 */
typedef struct
{
  gint64 at;
  gint64 due;
  GbDossierState state;
  GbSeedActor actor;
  const char *text;
} GbSeedEvent;

/**
 * GbSeedInterlude:
 * @event: (nullable): what happened to the clock without a state, as the feed names it
 * @from: when, UTC seconds
 * @until: for a pause, when it was over; 0 = it is not
 * @new_due: for an extension, the new due moment
 */
typedef struct
{
  const char *event;
  gint64 from;
  gint64 until;
  gint64 new_due;
} GbSeedInterlude;

/**
 * GbSeedDossier:
 *
 * A dossier's whole life as it would go on; what is told of it depends on the instant (see
 * gb_seed_dossier_look()). Times lie on whole minutes.
 */
typedef struct
{
  GbSeedCommune *commune;
  GbSeedProcedure *procedure;
  GbSeedCommune *received_by; /* (nullable): another commune took it in */
  GbChannel channel;
  GbDay day; /* of the code */
  int serial; /* within the day */
  guint64 key; /* the stream of everything that only the messages show */
  char *applicant; /* (owned) */
  gboolean no_due;
  gboolean told_early; /* first sent as it came in, later as it stands */
  int n_events;
  GbSeedEvent events[GB_SEED_MAX_EVENTS];
  GbSeedInterlude interlude; /* see gb-seed-interlude.c */
  gint64 submitted;
} GbSeedDossier;

/**
 * GbSeedLook:
 *
 * A dossier at one instant, 0 = has not happened.
 */
typedef struct
{
  int n_events;
  GbDossierState state;
  gint64 accepted;
  gint64 refused;
  gint64 due;
  gint64 finished;
  gint64 handed_over;
  gint64 asked; /* a supplement */
  gint64 completed;
  gint64 due_before; /* the supplement */
} GbSeedLook;

GbSeedDossier *gb_seed_dossier_new        (GbSeedCommune    *commune,
                                           GbSeedProcedure  *procedure,
                                           GbChannel         channel,
                                           gint64            submitted,
                                           GbRandom         *random);
void           gb_seed_dossier_free       (GbSeedDossier    *self);

void           gb_seed_dossier_register   (GbSeedDossier    *self);
void           gb_seed_dossier_refuse     (GbSeedDossier    *self,
                                           gint64            at);
gint64         gb_seed_dossier_accept     (GbSeedDossier    *self,
                                           gint64            at);
void           gb_seed_dossier_assign     (GbSeedDossier    *self,
                                           gint64            at);
gint64         gb_seed_dossier_supplement (GbSeedDossier    *self,
                                           gint64            at,
                                           gint64            completed);
gint64         gb_seed_dossier_pause      (GbSeedDossier    *self,
                                           GbDossierState    state,
                                           gint64            at,
                                           gint64            until);
void           gb_seed_dossier_withdraw   (GbSeedDossier    *self,
                                           gint64            at);
void           gb_seed_dossier_finish     (GbSeedDossier    *self,
                                           gint64            at,
                                           gint64            handed_over);

gint64         gb_seed_dossier_due        (GbSeedDossier    *self);
gint64         gb_seed_dossier_last       (GbSeedDossier    *self);
void           gb_seed_dossier_look       (GbSeedDossier    *self,
                                           gint64            now,
                                           GbSeedLook       *look);

G_END_DECLS
