/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define GB_TYPE_TOKEN_PROVIDER (gb_token_provider_get_type ())
G_DECLARE_INTERFACE (GbTokenProvider, gb_token_provider, GB, TOKEN_PROVIDER, GObject)

/**
 * GbTokenProviderInterface:
 * @lookup_async: begins to look the token up
 * @lookup_finish: gives the token, an error of %GB_NET_ERROR_TOKEN otherwise
 */
struct _GbTokenProviderInterface
{
  GTypeInterface parent_iface;

  void  (*lookup_async)  (GbTokenProvider     *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data);
  char *(*lookup_finish) (GbTokenProvider     *self,
                          GAsyncResult        *result,
                          GError             **error);
};

gboolean gb_token_is_well_formed (const char *text);

void  gb_token_provider_lookup_async  (GbTokenProvider     *self,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data);
char *gb_token_provider_lookup_finish (GbTokenProvider     *self,
                                       GAsyncResult        *result,
                                       GError             **error);

G_END_DECLS
