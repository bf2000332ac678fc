/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-account.h"

G_BEGIN_DECLS

AdwToast *gb_access_toast_new_for_end (const GbAccount *account,
                                       gint64           now);

G_END_DECLS
