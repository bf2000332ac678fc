/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GbNotice:
 * @workstation: whom it is about
 * @at: when, as it was signed
 * @signature: base64url, over both
 *
 * A hub's word that a workstation's access was withdrawn and that its data are to be wiped. Worth
 * nothing until gb_seal_check_revocation() found it signed by the key that was pinned.
 */
typedef struct
{
  char *workstation;
  char *at;
  char *signature;
} GbNotice;

GbNotice *gb_notice_read (GBytes         *problem);
GbNotice *gb_notice_copy (const GbNotice *self);
void      gb_notice_free (GbNotice       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbNotice, gb_notice_free)

G_END_DECLS
