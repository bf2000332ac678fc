/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-dossier-detail.h"
#include "gb-paper.h"

G_BEGIN_DECLS

GbPaper *gb_dossier_paper_new (const GbDossierDetail *detail);

G_END_DECLS
