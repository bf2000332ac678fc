/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-account.h"
#include "gb-options.h"
#include "gb-store-rescue.h"
#include "gb-store.h"
#include "gb-sync.h"

G_BEGIN_DECLS

/**
 * GbServicesState:
 * @GB_SERVICES_STATE_OPENING: the cache is being opened, or filled for the first time
 * @GB_SERVICES_STATE_FIRST_RUN: there is neither a cache nor a place to fetch it from
 * @GB_SERVICES_STATE_READY: #GbServices:store can be read
 * @GB_SERVICES_STATE_FAILED: the cache cannot be used, #GbServices:error tells why; where it is damaged, that may be
 *   found out after it was ready
 * @GB_SERVICES_STATE_RESCUED: a damaged cache was rebuilt and can be opened again
 */
typedef enum
{
  GB_SERVICES_STATE_OPENING,
  GB_SERVICES_STATE_FIRST_RUN,
  GB_SERVICES_STATE_READY,
  GB_SERVICES_STATE_FAILED,
  GB_SERVICES_STATE_RESCUED,
} GbServicesState;

#define GB_TYPE_SERVICES_STATE (gb_services_state_get_type ())
GType gb_services_state_get_type (void);

#define GB_TYPE_SERVICES (gb_services_get_type ())
G_DECLARE_FINAL_TYPE (GbServices, gb_services, GB, SERVICES, GObject)

GbServices      *gb_services_new        (const GbOptions *options);
gboolean         gb_services_has_cache  (GbServices      *self);
GbServicesState  gb_services_get_state  (GbServices      *self);
GSettings       *gb_services_get_settings (GbServices    *self);
GbClock         *gb_services_get_clock  (GbServices      *self);
GbStore         *gb_services_get_store  (GbServices      *self);
GbSync          *gb_services_get_sync   (GbServices      *self);
const char      *gb_services_get_scope  (GbServices      *self);
const char      *gb_services_get_step   (GbServices      *self);
const GError    *gb_services_get_error  (GbServices      *self);
const GbStoreRescue *
                 gb_services_get_rescue (GbServices      *self);
gboolean         gb_services_is_demo    (GbServices      *self);
const char      *gb_services_get_notice (GbServices      *self);
const GbAccount *gb_services_get_account (GbServices     *self);
const char      *gb_services_get_endpoint (GbServices    *self);
void             gb_services_start      (GbServices      *self);
void             gb_services_start_demo (GbServices      *self);
void             gb_services_rescue     (GbServices      *self);
void             gb_services_wipe       (GbServices      *self);
void             gb_services_stop       (GbServices      *self);

void             gb_services_open_async  (GbServices          *self,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
void             gb_services_enrolled    (GbServices          *self,
                                          const GbAccount     *account);
GbStore         *gb_services_open_finish (GbServices          *self,
                                          GAsyncResult        *result,
                                          GError             **error);

G_END_DECLS
