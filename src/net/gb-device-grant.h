/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-discovery.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define GB_TYPE_DEVICE_GRANT (gb_device_grant_get_type ())
G_DECLARE_FINAL_TYPE (GbDeviceGrant, gb_device_grant, GB, DEVICE_GRANT, GObject)

GbDeviceGrant *gb_device_grant_new            (const GbDiscovery    *discovery,
                                               const char           *ca_file,
                                               GError              **error);
const char    *gb_device_grant_get_user_code  (GbDeviceGrant        *self);
const char    *gb_device_grant_get_address    (GbDeviceGrant        *self);
const char    *gb_device_grant_get_whole_address
                                              (GbDeviceGrant        *self);

void           gb_device_grant_set_second     (GbDeviceGrant        *self,
                                               guint                 milliseconds);

void           gb_device_grant_ask_async      (GbDeviceGrant        *self,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean       gb_device_grant_ask_finish     (GbDeviceGrant        *self,
                                               GAsyncResult         *result,
                                               GError              **error);
void           gb_device_grant_wait_async     (GbDeviceGrant        *self,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
char          *gb_device_grant_wait_finish    (GbDeviceGrant        *self,
                                               GAsyncResult         *result,
                                               GError              **error);

G_END_DECLS
