/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-account.h"

G_BEGIN_DECLS

#define GB_TYPE_SIGN_IN (gb_sign_in_get_type ())
G_DECLARE_FINAL_TYPE (GbSignIn, gb_sign_in, GB, SIGN_IN, GObject)

/**
 * GbSignInOptions:
 * @endpoint: the province's endpoint
 * @ca_file: (nullable): the province's own certificate authority, PEM
 * @name: (nullable): what the workstation calls itself; %NULL = as the machine does
 */
typedef struct
{
  const char *endpoint;
  const char *ca_file;
  const char *name;
} GbSignInOptions;

GbSignIn   *gb_sign_in_new               (GbStore                *store,
                                          const GbSignInOptions  *options,
                                          GError                **error);
const char *gb_sign_in_get_address       (GbSignIn               *self);
const char *gb_sign_in_get_province      (GbSignIn               *self);
const char *gb_sign_in_get_user_code     (GbSignIn               *self);
const char *gb_sign_in_get_whole_address (GbSignIn               *self);

void        gb_sign_in_with_code_async   (GbSignIn               *self,
                                          const char             *code,
                                          GCancellable           *cancellable,
                                          GAsyncReadyCallback     callback,
                                          gpointer                user_data);
void        gb_sign_in_with_device_async (GbSignIn               *self,
                                          GCancellable           *cancellable,
                                          GAsyncReadyCallback     callback,
                                          gpointer                user_data);
GbAccount  *gb_sign_in_finish            (GbSignIn               *self,
                                          GAsyncResult           *result,
                                          GError                **error);

G_END_DECLS
