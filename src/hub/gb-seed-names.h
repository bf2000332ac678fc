/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-seed-random.h"

G_BEGIN_DECLS

char *gb_seed_name   (GbRandom *random);
char *gb_seed_phone  (GbRandom *random);
char *gb_seed_number (GbRandom *random);

G_END_DECLS
