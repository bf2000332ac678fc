/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-letter-form.h"
#include "gb-paper.h"

G_BEGIN_DECLS

GbPaper *gb_letter_apology_paper (const GbLetterForm *form,
                                  gint64              now);

G_END_DECLS
