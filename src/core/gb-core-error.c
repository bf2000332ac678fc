/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-core-error.h"

G_DEFINE_QUARK (gb-core-error-quark, gb_core_error)
