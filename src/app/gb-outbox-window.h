/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-freshness.h"
#include "gb-outbox-model.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define GB_TYPE_OUTBOX_WINDOW (gb_outbox_window_get_type ())
G_DECLARE_FINAL_TYPE (GbOutboxWindow, gb_outbox_window, GB, OUTBOX_WINDOW, AdwWindow)

void gb_outbox_window_present (GtkWidget     *parent,
                               GbOutboxModel *model,
                               GbFreshness   *freshness);

G_END_DECLS
