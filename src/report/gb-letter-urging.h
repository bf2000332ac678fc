/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-paper.h"
#include "gb-urge-form.h"

G_BEGIN_DECLS

char    *gb_letter_urging_number (const GbUrgeForm *form);
GbPaper *gb_letter_urging_paper  (const GbUrgeForm *form,
                                  gint64            now);

G_END_DECLS
