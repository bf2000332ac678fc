/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-hand-over.h"
#include "gb-paper.h"

G_BEGIN_DECLS

GbPaper *gb_hand_over_paper_new (const GbHandOver *list);

G_END_DECLS
