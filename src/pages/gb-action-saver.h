/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-action-repository.h"

G_BEGIN_DECLS

char *gb_action_saver_words   (const char           *text,
                               const GbActionsAdded *added);
void gb_action_saver_toast    (AdwToastOverlay      *toasts,
                               GbStore              *store,
                               const char           *text,
                               const GbActionsAdded *added);
void gb_action_saver_withdraw (AdwToastOverlay      *toasts,
                               GbStore              *store,
                               const char *const    *ids);

G_END_DECLS
