/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-client.h"
#include "gb-seal.h"

G_BEGIN_DECLS

/**
 * GbEnrolRequest:
 * @code: (nullable): a code that the province gave
 * @access_token: (nullable): of the province's identity provider; one of the two
 * @name: what the workstation calls itself
 * @keys: the workstation's own; only the public halves are told
 */
typedef struct
{
  const char *code;
  const char *access_token;
  const char *name;
  GbSealKeys *keys;
} GbEnrolRequest;

/**
 * GbEnrolment:
 * @token: what signs the workstation in; secret, zeroed when freed
 * @workstation: the id the endpoint gave it
 * @scope: what the token opens, "commune:21028"
 * @expires: until when it works, UTC seconds
 * @ed25519: what the endpoint signs with
 * @x25519: what is sealed for the endpoint
 *
 * What an endpoint answers to a workstation that enrols (ghi danh máy trạm) or renews its token.
 */
typedef struct
{
  char *token;
  char *workstation;
  char *scope;
  gint64 expires;
  guint8 ed25519[GB_SEAL_KEY_BYTES];
  guint8 x25519[GB_SEAL_KEY_BYTES];
} GbEnrolment;

GbEnrolment *gb_enrolment_parse        (GBytes                *body,
                                        GError               **error);
void         gb_enrolment_free         (GbEnrolment           *self);

void         gb_client_enrol_async     (GbClient              *self,
                                        const GbEnrolRequest  *request,
                                        GCancellable          *cancellable,
                                        GAsyncReadyCallback    callback,
                                        gpointer               user_data);
GbEnrolment *gb_client_enrol_finish    (GbClient              *self,
                                        GAsyncResult          *result,
                                        GError               **error);
void         gb_client_renew_async     (GbClient              *self,
                                        GCancellable          *cancellable,
                                        GAsyncReadyCallback    callback,
                                        gpointer               user_data);
GbEnrolment *gb_client_renew_finish    (GbClient              *self,
                                        GAsyncResult          *result,
                                        GError               **error);
void         gb_client_sign_out_async  (GbClient              *self,
                                        GCancellable          *cancellable,
                                        GAsyncReadyCallback    callback,
                                        gpointer               user_data);
gboolean     gb_client_sign_out_finish (GbClient              *self,
                                        GAsyncResult          *result,
                                        GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbEnrolment, gb_enrolment_free)

G_END_DECLS
