/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-sign-item.h"

/**
 * GbSignItem:
 *
 * An apology letter among many that are to be signed at once: whether it is one of them, and its own reason where it has
 * another than all have.
 */
struct _GbSignItem
{
  GObject parent_instance;

  GbLetterForm *form; /* (owned) */
  gboolean chosen;
  char *reason;       /* (owned): "" for the one that all have */
};

enum
{
  PROP_CHOSEN = 1,
  PROP_REASON,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (GbSignItem, gb_sign_item, G_TYPE_OBJECT)

static void
gb_sign_item_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  GbSignItem *self = GB_SIGN_ITEM (object);

  if (id == PROP_CHOSEN)
    g_value_set_boolean (value, self->chosen);
  else if (id == PROP_REASON)
    g_value_set_string (value, self->reason);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gb_sign_item_set_property (GObject      *object,
                           guint         id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  GbSignItem *self = GB_SIGN_ITEM (object);

  if (id == PROP_CHOSEN)
    gb_sign_item_set_chosen (self, g_value_get_boolean (value));
  else if (id == PROP_REASON)
    gb_sign_item_set_reason (self, g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gb_sign_item_finalize (GObject *object)
{
  GbSignItem *self = GB_SIGN_ITEM (object);

  g_clear_pointer (&self->form, gb_letter_form_free);
  g_free (self->reason);

  G_OBJECT_CLASS (gb_sign_item_parent_class)->finalize (object);
}

static void
gb_sign_item_class_init (GbSignItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gb_sign_item_get_property;
  object_class->set_property = gb_sign_item_set_property;
  object_class->finalize = gb_sign_item_finalize;

  props[PROP_CHOSEN] = g_param_spec_boolean ("chosen", NULL, NULL, TRUE, flags);
  props[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
gb_sign_item_init (GbSignItem *self)
{
  self->chosen = TRUE;
  self->reason = g_strdup ("");
}

/**
 * gb_sign_item_new:
 * @form: (transfer full): the letter as the calendar proposes it
 *
 * Returns: (transfer full): it is chosen, and has no reason of its own
 */
GbSignItem *
gb_sign_item_new (GbLetterForm *form)
{
  GbSignItem *self = g_object_new (GB_TYPE_SIGN_ITEM, NULL);

  self->form = form;
  return self;
}

const GbLetterForm *
gb_sign_item_get_form (GbSignItem *self)
{
  g_return_val_if_fail (GB_IS_SIGN_ITEM (self), NULL);

  return self->form;
}

const char *
gb_sign_item_get_code (GbSignItem *self)
{
  g_return_val_if_fail (GB_IS_SIGN_ITEM (self), NULL);

  return gb_dossier_get_code (self->form->letter->dossier);
}

gboolean
gb_sign_item_get_chosen (GbSignItem *self)
{
  g_return_val_if_fail (GB_IS_SIGN_ITEM (self), FALSE);

  return self->chosen;
}

void
gb_sign_item_set_chosen (GbSignItem *self,
                         gboolean    chosen)
{
  g_return_if_fail (GB_IS_SIGN_ITEM (self));

  if (self->chosen == chosen)
    return;
  self->chosen = chosen;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CHOSEN]);
}

/**
 * gb_sign_item_get_reason:
 *
 * Returns: its own reason, "" for the one that all have
 */
const char *
gb_sign_item_get_reason (GbSignItem *self)
{
  g_return_val_if_fail (GB_IS_SIGN_ITEM (self), NULL);

  return self->reason;
}

void
gb_sign_item_set_reason (GbSignItem *self,
                         const char *reason)
{
  g_return_if_fail (GB_IS_SIGN_ITEM (self));

  if (g_strcmp0 (self->reason, reason) == 0)
    return;
  g_free (self->reason);
  self->reason = g_strdup (reason != NULL ? reason : "");
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REASON]);
}
