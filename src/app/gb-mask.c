/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-mask.h"

#include "gb-setting-repository.h"

/**
 * GbMask:
 *
 * Whether citizens' names and numbers cannot be read on the screen, for others look at it; remembered in FILE.local.
 * Until that is read nothing is shown unasked: #GbMask:hides is set before #GbMask:masked is known.
 */
struct _GbMask
{
  GObject parent_instance;

  GbStore *store; /* (owned) (nullable): where it is remembered */
  gboolean masked;
  gboolean known;
};

enum
{
  PROP_MASKED = 1,
  PROP_HIDES,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (GbMask, gb_mask, G_TYPE_OBJECT)

static void
set_masked (GbMask   *self,
            gboolean  masked)
{
  self->known = TRUE;
  if (self->masked != masked)
    {
      self->masked = masked;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MASKED]);
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HIDES]);
}

static void
on_read_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GbMask) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *value = gb_setting_read_finish (GB_STORE (source), result, &error);

  /* Where it cannot be read, names are not shown unasked. */
  if (!self->known)
    set_masked (self, error != NULL || g_strcmp0 (value, "1") == 0);
}

static void
gb_mask_get_property (GObject    *object,
                      guint       id,
                      GValue     *value,
                      GParamSpec *pspec)
{
  GbMask *self = GB_MASK (object);

  switch (id)
    {
    case PROP_MASKED:
      g_value_set_boolean (value, self->masked);
      break;
    case PROP_HIDES:
      g_value_set_boolean (value, self->masked || !self->known);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_mask_finalize (GObject *object)
{
  g_clear_object (&GB_MASK (object)->store);

  G_OBJECT_CLASS (gb_mask_parent_class)->finalize (object);
}

static void
gb_mask_class_init (GbMaskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gb_mask_get_property;
  object_class->finalize = gb_mask_finalize;

  /* As it was chosen. */
  props[PROP_MASKED] = g_param_spec_boolean ("masked", NULL, NULL, FALSE, flags);
  /* What the pages go by. */
  props[PROP_HIDES] = g_param_spec_boolean ("hides", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
gb_mask_init (GbMask *self)
{
}

/**
 * gb_mask_new:
 *
 * Returns: (transfer full): a mask that hides until it is loaded
 */
GbMask *
gb_mask_new (void)
{
  return g_object_new (GB_TYPE_MASK, NULL);
}

/**
 * gb_mask_load:
 * @store: an open store
 *
 * Takes up what was chosen last, and remembers there what is chosen from now on.
 */
void
gb_mask_load (GbMask  *self,
              GbStore *store)
{
  g_return_if_fail (GB_IS_MASK (self));

  g_set_object (&self->store, store);
  gb_setting_read_async (store, GB_SETTING_MASKED, NULL, on_read_cb, g_object_ref (self));
}

/**
 * gb_mask_choose:
 * @masked: what the user wants
 *
 * Returns: whether that is something new
 */
gboolean
gb_mask_choose (GbMask   *self,
                gboolean  masked)
{
  g_return_val_if_fail (GB_IS_MASK (self), FALSE);

  if (self->store == NULL || (self->known && self->masked == masked))
    return FALSE;
  set_masked (self, masked);
  gb_setting_save (self->store, GB_SETTING_MASKED, masked ? "1" : "0");
  return TRUE;
}

gboolean
gb_mask_get_masked (GbMask *self)
{
  g_return_val_if_fail (GB_IS_MASK (self), TRUE);

  return self->masked;
}

/**
 * gb_mask_is_known:
 *
 * Returns: whether what was chosen last was read
 */
gboolean
gb_mask_is_known (GbMask *self)
{
  g_return_val_if_fail (GB_IS_MASK (self), FALSE);

  return self->known;
}
