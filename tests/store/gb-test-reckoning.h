/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-core-enums.h"
#include "gb-dossier-query.h"
#include "gb-test-province.h"

G_BEGIN_DECLS

GbDeadlineClass gb_test_class_of     (const GbTestDossier   *d,
                                      gint64                 now);
gboolean        gb_test_is_in_filter (const GbTestProvince  *province,
                                      const GbTestDossier   *d,
                                      GbDossierFilter        filter,
                                      gint64                 now);
gboolean        gb_test_is_wanted    (const GbTestDossier   *d,
                                      const GbDossierQuery  *query);
int             gb_test_compare      (const GbTestDossier   *a,
                                      const GbTestDossier   *b,
                                      const GbDossierQuery  *query);

G_END_DECLS
