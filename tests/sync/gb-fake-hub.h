/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-action-codec.h"
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

/**
 * GbFakeVerdict:
 * @action: what was asked
 * @result: (inout): what is said of it: applied with revision 100, unless it is changed
 *
 * What a hub makes of an action that it sees for the first time.
 */
typedef void (*GbFakeVerdict) (const GbActionMessage *action,
                               GbActionResult        *result);

/**
 * GbFakeActions:
 * @seen: (element-type utf8 GbActionResult): what was said of each id, for it is said again
 * @requests: (element-type GPtrArray): the ids of each request, in order
 * @verdict: (nullable): about new actions
 * @gate: (nullable): the status of a request as a whole, 0 = it is read
 * @fault: (nullable): answers in place of the hub
 * @fault_times: how many requests it still breaks
 * @processed: whether what a broken request asked for is done all the same
 *
 * The part of a fake hub that takes actions; not to be touched while a request is under way.
 */
typedef struct
{
  GHashTable *seen;
  GPtrArray *requests;
  GbFakeVerdict verdict;
  guint (*gate) (GPtrArray *actions);
  GbFakeFault fault;
  guint fault_times;
  gboolean processed;
} GbFakeActions;

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
guint      gb_fake_hub_get_n_waits   (GbFakeHub    *self);
guint      gb_fake_hub_get_least     (GbFakeHub    *self);
GbFakeActions *
           gb_fake_hub_get_actions   (GbFakeHub    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbFakeHub, gb_fake_hub_free)

G_END_DECLS
