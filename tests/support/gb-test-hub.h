/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What giaoban_run.py calls NOW */
#define GB_TEST_HUB_NOW "2026-08-26T07:15:00+07:00"
#define GB_TEST_HUB_WARD "commune:21028"
#define GB_TEST_HUB_PROVINCE "province:51"

typedef struct _GbTestHub GbTestHub;

GbTestHub  *gb_test_hub_new          (const char *records);
GbTestHub  *gb_test_hub_new_seeded   (guint       dossiers,
                                      guint       seed);
void        gb_test_hub_free         (GbTestHub  *self);
void        gb_test_hub_import       (GbTestHub  *self,
                                      const char *records);
void        gb_test_hub_start        (GbTestHub  *self,
                                      const char *certificate);
const char *gb_test_hub_get_database (GbTestHub  *self);
const char *gb_test_hub_get_folder   (GbTestHub  *self);
guint       gb_test_hub_get_port     (GbTestHub  *self);
char       *gb_test_hub_token        (GbTestHub  *self,
                                      const char *scope);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbTestHub, gb_test_hub_free)

G_END_DECLS
