/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-outbox-item.h"

/**
 * GbOutboxItem:
 *
 * A line of the outbox (hộp gửi) as lists show it; it does not change.
 */
struct _GbOutboxItem
{
  GObject parent_instance;

  GbAction *action; /* (owned) */
  char *about;      /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (GbOutboxItem, gb_outbox_item, G_TYPE_OBJECT)

static void
gb_outbox_item_finalize (GObject *object)
{
  GbOutboxItem *self = GB_OUTBOX_ITEM (object);

  gb_action_free (self->action);
  g_free (self->about);

  G_OBJECT_CLASS (gb_outbox_item_parent_class)->finalize (object);
}

static void
gb_outbox_item_class_init (GbOutboxItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gb_outbox_item_finalize;
}

static void
gb_outbox_item_init (GbOutboxItem *self)
{
}

/**
 * gb_outbox_item_new:
 * @entry: a line of the outbox
 *
 * Returns: (transfer full): the item
 */
GbOutboxItem *
gb_outbox_item_new (const GbActionEntry *entry)
{
  GbOutboxItem *self = g_object_new (GB_TYPE_OUTBOX_ITEM, NULL);

  self->action = gb_action_copy (entry->action);
  self->about = g_strdup (entry->about);
  return self;
}

/**
 * gb_outbox_item_get_about:
 *
 * Returns: (nullable): what the target is called
 */
const char *
gb_outbox_item_get_about (GbOutboxItem *self)
{
  g_return_val_if_fail (GB_IS_OUTBOX_ITEM (self), NULL);

  return self->about;
}

const GbAction *
gb_outbox_item_get_action (GbOutboxItem *self)
{
  g_return_val_if_fail (GB_IS_OUTBOX_ITEM (self), NULL);

  return self->action;
}

/**
 * gb_outbox_item_is_trouble:
 *
 * Returns: whether somebody has to do something about it
 */
gboolean
gb_outbox_item_is_trouble (GbOutboxItem *self)
{
  g_return_val_if_fail (GB_IS_OUTBOX_ITEM (self), FALSE);

  return self->action->state == GB_ACTION_REFUSED || self->action->state == GB_ACTION_CONFLICT;
}

/**
 * gb_outbox_item_shows:
 * @entry: a line as it is now
 *
 * Returns: whether it looks no different from what the item shows
 */
gboolean
gb_outbox_item_shows (GbOutboxItem        *self,
                      const GbActionEntry *entry)
{
  const GbAction *one = self->action, *other = entry->action;

  return g_strcmp0 (one->id, other->id) == 0 && one->state == other->state && one->attempts == other->attempts &&
         one->made_at == other->made_at && one->next_attempt == other->next_attempt &&
         g_strcmp0 (one->target, other->target) == 0 && g_strcmp0 (one->problem, other->problem) == 0 &&
         g_strcmp0 (self->about, entry->about) == 0;
}
