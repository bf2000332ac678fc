/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-contact.h"
#include "gb-store.h"

G_BEGIN_DECLS

/* Contacts of this workstation (liên hệ tự thêm): kept in FILE.local, never sent. */

void     gb_contact_own_save_async   (GbStore             *store,
                                      const GbContact     *contact,
                                      const GbContact     *replaces,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);
void     gb_contact_own_verify_async (GbStore             *store,
                                      const char          *id,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);
gboolean gb_contact_own_finish       (GbStore             *store,
                                      GAsyncResult        *result,
                                      GError             **error);

G_END_DECLS
