/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GB_TYPE_TEST_COMPOSER (gb_test_composer_get_type ())
G_DECLARE_FINAL_TYPE (GbTestComposer, gb_test_composer, GB, TEST_COMPOSER, GtkIMContext)

void            gb_test_composer_install (void);
GbTestComposer *gb_test_composer_of      (GtkWidget      *text);
void            gb_test_composer_compose (GbTestComposer *self,
                                          const char     *part);
void            gb_test_composer_commit  (GbTestComposer *self,
                                          const char     *whole);
const char     *gb_test_composer_get     (GbTestComposer *self);

G_END_DECLS
