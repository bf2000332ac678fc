/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-hub.h"

G_BEGIN_DECLS

typedef struct _GbHubWriter GbHubWriter;

/**
 * GbHubWriterFunc:
 * @hub: (nullable): the writer's own; %NULL when it cannot be opened, @error tells
 * @task: what is to be done; returns from it
 */
typedef void (*GbHubWriterFunc) (GbHub         *hub,
                                 GTask         *task,
                                 const GError  *error);

GbHubWriter *gb_hub_writer_new    (GbHub            *hub,
                                   GbHubWriterFunc   func);
void         gb_hub_writer_free   (GbHubWriter      *self);
guint        gb_hub_writer_n_jobs (GbHubWriter      *self);
void         gb_hub_writer_push   (GbHubWriter      *self,
                                   GTask            *task);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbHubWriter, gb_hub_writer_free)

G_END_DECLS
