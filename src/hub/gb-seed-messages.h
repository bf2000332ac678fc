/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-seed-style.h"

G_BEGIN_DECLS

GString *gb_seed_message_dossiers (GbSeedStyle   *self,
                                   GPtrArray     *dossiers,
                                   gint64         now,
                                   gboolean       updating);
GString *gb_seed_message_steps    (GbSeedStyle   *self,
                                   GPtrArray     *dossiers,
                                   gint64         now);

G_END_DECLS
