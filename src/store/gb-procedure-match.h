/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-procedure-catalogue.h"

G_BEGIN_DECLS

GPtrArray *gb_procedure_match_find (GPtrArray         *procedures,
                                    const char        *text,
                                    const char        *field,
                                    GbProcedureRank   *best);
guint      gb_procedure_match_same (const GbProcedure *a,
                                    const GbProcedure *b);

G_END_DECLS
