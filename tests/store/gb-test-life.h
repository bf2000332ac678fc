/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-store-fixture.h"

G_BEGIN_DECLS

#define GB_TEST_NEVER G_MININT64
#define GB_TEST_MOST_STEPS 8

/**
 * GbTestLife:
 * @procedure: (nullable): its name
 * @more: (owned) (nullable): further members of its record: `,"facts":{…}`
 *
 * A dossier's whole life, as tests draw it to reckon slowly what the store reckons fast.
 */
typedef struct
{
  char id[16];
  const char *commune, *field, *officer, *channel, *procedure;
  char *more;
  int state;
  gint64 received, due, finished, handed_over;
  struct
  {
    gint64 at;
    int state;
  } steps[GB_TEST_MOST_STEPS];
  int n_steps;
} GbTestLife;

gboolean gb_test_chance      (GRand             *rand,
                              int                percent);
gboolean gb_test_is_over     (int                state);
gboolean gb_test_is_done     (int                state);
gboolean gb_test_is_paused   (int                state);
int      gb_test_life_state  (const GbTestLife  *life,
                              gint64             until);
gint64   gb_test_life_began  (const GbTestLife  *life,
                              gint64             until,
                              gboolean         (*belongs) (int state),
                              int                best);
void     gb_test_life_draw   (GbTestLife        *life,
                              GRand             *rand,
                              guint              serial);
void     gb_test_life_append (GString           *text,
                              const GbTestLife  *life);
GHashTable *gb_test_set_ids  (GbStoreFixture       *fixture,
                              const GbDossierSet   *set,
                              gint64                now);

G_END_DECLS
