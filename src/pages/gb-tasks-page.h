/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-page.h"

G_BEGIN_DECLS

#define GB_TYPE_TASKS_PAGE (gb_tasks_page_get_type ())
G_DECLARE_FINAL_TYPE (GbTasksPage, gb_tasks_page, GB, TASKS_PAGE, GbPage)

void gb_tasks_page_show_view   (GbTasksPage *self,
                                const char  *view);
void gb_tasks_page_open_task   (GbTasksPage *self,
                                const char  *id);
void gb_tasks_page_open_notice (GbTasksPage *self,
                                const char  *id);

G_END_DECLS
