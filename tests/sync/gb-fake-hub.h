/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-test-server.h"

G_BEGIN_DECLS

typedef struct _GbFakeHub GbFakeHub;

/**
 * GbFakeFault:
 * @reply: answers in place of the hub; @page is what it would have said
 *
 * How a hub or the way to it breaks.
 */
typedef void (*GbFakeFault) (SoupServerMessage *message,
                             const char        *page);

GbFakeHub *gb_fake_hub_new           (void);
void       gb_fake_hub_free          (GbFakeHub    *self);
char      *gb_fake_hub_address       (GbFakeHub    *self);
void       gb_fake_hub_set_feed      (GbFakeHub    *self,
                                      const char   *feed_id);
void       gb_fake_hub_add           (GbFakeHub    *self,
                                      const char   *group,
                                      const char   *line);
void       gb_fake_hub_clear_feed    (GbFakeHub    *self);
void       gb_fake_hub_break         (GbFakeHub    *self,
                                      guint         after,
                                      guint         times,
                                      GbFakeFault   fault);
guint      gb_fake_hub_get_n_pages   (GbFakeHub    *self);
guint      gb_fake_hub_get_least     (GbFakeHub    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbFakeHub, gb_fake_hub_free)

G_END_DECLS
