/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct _GbTestServer GbTestServer;

GbTestServer *gb_test_server_new      (SoupServerCallback   callback,
                                       gpointer             user_data,
                                       GTlsCertificate     *certificate);
char         *gb_test_server_address  (GbTestServer        *self,
                                       const char          *path);
void          gb_test_server_free     (GbTestServer        *self);

void          gb_test_reply           (SoupServerMessage   *message,
                                       guint                status,
                                       const char          *content_type,
                                       const char          *body);
void          gb_test_reply_gzip      (SoupServerMessage   *message,
                                       const char          *content_type,
                                       const char          *body,
                                       gsize                length,
                                       gsize                cut);
void          gb_test_reply_cut       (SoupServerMessage   *message,
                                       const char          *content_type,
                                       const char          *body,
                                       gsize                keep);

void          gb_test_wait            (gboolean            *done);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbTestServer, gb_test_server_free)

G_END_DECLS
