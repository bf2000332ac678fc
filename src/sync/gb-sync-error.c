/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-sync-error.h"

G_DEFINE_QUARK (gb-sync-error-quark, gb_sync_error)
