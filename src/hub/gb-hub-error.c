/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-error.h"

G_DEFINE_QUARK (gb-hub-error-quark, gb_hub_error)
