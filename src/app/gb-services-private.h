/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What gb-services.c and gb-services-start.c share, and nobody else. */
#pragma once

#include "gb-access-watch.h"
#include "gb-demo.h"
#include "gb-services.h"
#include "gb-sync-lock.h"

G_BEGIN_DECLS

/**
 * GbServices:
 *
 * Where everything is put together: clock, cache, connection and sync, from the options of the
 * command line. What it builds is handed down; nothing else in the program knows it.
 */
struct _GbServices
{
  GObject parent_instance;

  GbServicesState state;
  char *cache;      /* (owned) */
  char *token_file; /* (owned) (nullable) */
  char *key_file;   /* (owned) (nullable) */
  char *endpoint;   /* (owned) (nullable) */
  char *wanted;     /* (owned) (nullable): the scope to fetch into a new cache */
  char *scope;      /* (owned) (nullable): what the cache holds */
  gboolean demo_wanted;

  GSettings *settings;       /* (owned) */
  GbClock *clock;            /* (owned) */
  GbStore *store;            /* (owned) (nullable) */
  GbSync *sync;              /* (owned) (nullable) */
  GbAccessWatch *watch;      /* (owned) (nullable) */
  GbAccount *account;        /* (owned) (nullable): once the workstation enrolled */
  GbDemo *demo;              /* (owned) (nullable) */
  char *notice;              /* (owned) (nullable) */
  char *step;                /* (owned) (nullable) */
  GError *error;             /* (owned) (nullable) */
  GbStoreRescue *rescue;     /* (owned) (nullable): what the last one did */
  GbSyncLock *lock;          /* (owned) (nullable): while one is under way */
  GCancellable *cancellable; /* (owned): of everything under way */
};

void gb_services_set_step    (GbServices      *self,
                              const char      *step);
void gb_services_set_state   (GbServices      *self,
                              GbServicesState  state);
void gb_services_take_scope  (GbServices      *self,
                              const char      *scope);
void gb_services_take_notice (GbServices      *self,
                              char            *notice);

void gb_services_apply_calendar_choice
                             (GbServices      *self);

G_END_DECLS
