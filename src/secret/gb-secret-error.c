/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-secret-error.h"

G_DEFINE_QUARK (gb-secret-error-quark, gb_secret_error)
