/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real keyring of a test's own bus: to lock it, and to unlock it without a prompt. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void gb_test_keyring_lock   (void);
void gb_test_keyring_unlock (void);

G_END_DECLS
