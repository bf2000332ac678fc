/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-wire-error.h"

G_DEFINE_QUARK (gb-wire-error-quark, gb_wire_error)
