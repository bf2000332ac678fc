/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* Which certificates are trusted beside those that the system trusts. */
typedef struct _GbTrust GbTrust;

GbTrust *gb_trust_new    (const char   *ca_file,
                          GError      **error);
GbTrust *gb_trust_ref    (GbTrust      *self);
void     gb_trust_unref  (GbTrust      *self);
void     gb_trust_watch  (GbTrust      *self,
                          SoupMessage  *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbTrust, gb_trust_unref)

G_END_DECLS
