/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-page.h"

G_BEGIN_DECLS

#define GB_TYPE_PEOPLE_PAGE (gb_people_page_get_type ())
G_DECLARE_FINAL_TYPE (GbPeoplePage, gb_people_page, GB, PEOPLE_PAGE, GbPage)

void gb_people_page_show_view    (GbPeoplePage  *self,
                                  const char    *name);
void gb_people_page_open_officer (GbPeoplePage  *self,
                                  const char    *id);

G_END_DECLS
