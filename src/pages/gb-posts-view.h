/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-people.h"

G_BEGIN_DECLS

#define GB_TYPE_POSTS_VIEW (gb_posts_view_get_type ())
G_DECLARE_FINAL_TYPE (GbPostsView, gb_posts_view, GB, POSTS_VIEW, AdwBin)

void gb_posts_view_set_people (GbPostsView  *self,
                               GbPeople     *people,
                               gboolean      masked);

G_END_DECLS
