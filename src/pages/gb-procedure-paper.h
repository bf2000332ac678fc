/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-paper.h"
#include "gb-procedure.h"

G_BEGIN_DECLS

GbPaper *gb_procedure_paper_new (const GbProcedure *procedure,
                                 gint64             now);

G_END_DECLS
