/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* libFuzzer's entry: looks at one input; what goes wrong ends the program. */
int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);
