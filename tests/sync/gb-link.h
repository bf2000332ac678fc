/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-action-repository.h"
#include "gb-cut-proxy.h"
#include "gb-sync.h"
#include "gb-test-hub.h"

G_BEGIN_DECLS

/**
 * GbLink:
 * @hub: the real one, in a process of its own
 * @proxy: the way to it
 * @records: the hub's database, read only
 * @client: of the workstation, over @proxy
 * @clock: the workstation's
 * @path: the workstation's cache
 * @store: the same, open
 * @sync: fills it
 * @groups: with what
 * @cache: its file, as it is
 * @local: the file beside it
 *
 * A workstation, a hub and a link between them that breaks when it is told to.
 */
typedef struct
{
  GbTestHub *hub;
  GbCutProxy *proxy;
  GbSqlConnection *records;
  GbClient *client;
  GbClock *clock;
  char *path;
  GbStore *store;
  GbSync *sync;
  GbSyncGroups groups;
  GbSqlConnection *cache;
  GbSqlConnection *local;
  guint n_caches;
} GbLink;

void     gb_link_init         (GbLink        *self,
                               GbTestHub     *hub,
                               const char    *scope,
                               const char    *certificate);
void     gb_link_clear        (GbLink        *self);
void     gb_link_new_cache    (GbLink        *self);
void     gb_link_close_cache  (GbLink        *self);
void     gb_link_add          (GbLink        *self,
                               GbAction      *action);
gboolean gb_link_run          (GbLink        *self,
                               const GbCut   *cut,
                               GError       **error);
void     gb_link_run_well     (GbLink        *self);
gint64   gb_link_ask          (GbSqlConnection *connection,
                               const char    *sql);
void     gb_link_assert_same  (GbSqlConnection *one,
                               GbSqlConnection *other,
                               gboolean       whole);
void     gb_link_assert_whole (GbLink        *self);

G_END_DECLS
