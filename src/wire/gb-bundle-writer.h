/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-action-codec.h"
#include "gb-bundle.h"

G_BEGIN_DECLS

typedef struct _GbBundleWriter GbBundleWriter;

GbBundleWriter *gb_bundle_writer_new   (const guint8     *recipient,
                                        GError          **error);
void            gb_bundle_writer_free  (GbBundleWriter   *self);
gboolean        gb_bundle_writer_write (GbBundleWriter   *self,
                                        gconstpointer     data,
                                        gsize             length,
                                        GError          **error);
gboolean        gb_bundle_writer_close (GbBundleWriter   *self,
                                        GbBundleHeader   *header,
                                        GbSealKeys       *signer,
                                        GFile            *file,
                                        GCancellable     *cancellable,
                                        GError          **error);

gboolean        gb_bundle_write_actions (GFile           *file,
                                         GbBundleHeader  *header,
                                         GPtrArray       *messages,
                                         GbSealKeys      *signer,
                                         const guint8    *recipient,
                                         GCancellable    *cancellable,
                                         GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbBundleWriter, gb_bundle_writer_free)

G_END_DECLS
