/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-dossier-query.h"
#include "gb-feed-page.h"
#include "gb-store.h"

G_BEGIN_DECLS

/* 2026-08-26T07:15:00+07:00, a Wednesday */
#define GB_TEST_NOW G_GINT64_CONSTANT (1787703300)

/**
 * GbStoreFixture:
 *
 * A store on files of its own, with a clock that stands.
 */
typedef struct
{
  char *folder;
  char *path;
  GbClock *clock;
  GbStore *store;
  char *cursor[GB_N_RECORD_GROUPS]; /* (nullable) */
  guint n_pages;
} GbStoreFixture;

void        gb_store_fixture_set_up    (GbStoreFixture *self);
void        gb_store_fixture_reopen    (GbStoreFixture *self);
void        gb_store_fixture_tear_down (GbStoreFixture *self);

GbFeedPage *gb_test_page               (GbStoreFixture *self,
                                        GbRecordGroup   group,
                                        const char     *text,
                                        gboolean        more);
void        gb_test_commit             (GbStoreFixture   *self,
                                        GbRecordGroup     group,
                                        const char       *text,
                                        GbFeedPageResult *counts);
char       *gb_test_time               (gint64            instant);
gint64      gb_test_int                (GbStoreFixture   *self,
                                        const char       *sql);
char       *gb_test_text               (GbStoreFixture   *self,
                                        const char       *sql);
gboolean    gb_test_wait               (gboolean        (*until) (gpointer),
                                        gpointer          data);
void        gb_test_append_dossier     (GString          *text,
                                        GRand            *rand,
                                        guint             serial,
                                        gint64            now);
void        gb_test_append_dossier_in  (GString          *text,
                                        GRand            *rand,
                                        guint             serial,
                                        int               state,
                                        gint64            now);

G_END_DECLS
