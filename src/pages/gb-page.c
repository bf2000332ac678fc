/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-page.h"

/**
 * GbPage:
 *
 * What the window knows of each of its pages: whose figures it shows, whether they are all there,
 * and how much needs attention. The pages themselves derive from it.
 */
typedef struct
{
  GbStore *store; /* (owned) */
  char *commune;  /* (owned) (nullable): the whole scope */
  gboolean loading;
  gboolean detail_open;
  gboolean masked;
  guint badge;
} GbPagePrivate;

enum
{
  PROP_STORE = 1,
  PROP_COMMUNE,
  PROP_LOADING,
  PROP_DETAIL_OPEN,
  PROP_MASKED,
  PROP_BADGE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (GbPage, gb_page, ADW_TYPE_BIN)

static void
gb_page_get_property (GObject    *object,
                      guint       id,
                      GValue     *value,
                      GParamSpec *pspec)
{
  GbPagePrivate *priv = gb_page_get_instance_private (GB_PAGE (object));

  switch (id)
    {
    case PROP_STORE:
      g_value_set_object (value, priv->store);
      break;
    case PROP_COMMUNE:
      g_value_set_string (value, priv->commune);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, priv->loading);
      break;
    case PROP_DETAIL_OPEN:
      g_value_set_boolean (value, priv->detail_open);
      break;
    case PROP_MASKED:
      g_value_set_boolean (value, priv->masked);
      break;
    case PROP_BADGE:
      g_value_set_uint (value, priv->badge);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_page_set_property (GObject      *object,
                      guint         id,
                      const GValue *value,
                      GParamSpec   *pspec)
{
  GbPage *self = GB_PAGE (object);
  GbPagePrivate *priv = gb_page_get_instance_private (self);

  switch (id)
    {
    case PROP_STORE:
      priv->store = g_value_dup_object (value);
      break;
    case PROP_COMMUNE:
      gb_page_set_commune (self, g_value_get_string (value));
      break;
    case PROP_LOADING:
      gb_page_set_loading (self, g_value_get_boolean (value));
      break;
    case PROP_DETAIL_OPEN:
      gb_page_set_detail_open (self, g_value_get_boolean (value));
      break;
    case PROP_MASKED:
      gb_page_set_masked (self, g_value_get_boolean (value));
      break;
    case PROP_BADGE:
      gb_page_set_badge (self, g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_page_dispose (GObject *object)
{
  GbPagePrivate *priv = gb_page_get_instance_private (GB_PAGE (object));

  g_clear_object (&priv->store);

  G_OBJECT_CLASS (gb_page_parent_class)->dispose (object);
}

static void
gb_page_finalize (GObject *object)
{
  GbPagePrivate *priv = gb_page_get_instance_private (GB_PAGE (object));

  g_free (priv->commune);

  G_OBJECT_CLASS (gb_page_parent_class)->finalize (object);
}

static void
gb_page_class_init (GbPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gb_page_get_property;
  object_class->set_property = gb_page_set_property;
  object_class->dispose = gb_page_dispose;
  object_class->finalize = gb_page_finalize;

  /* Where the page's figures come from. */
  props[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, GB_TYPE_STORE,
                                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY
                                               | G_PARAM_STATIC_STRINGS);
  /* The code of the commune chosen in the header; NULL for the whole scope. */
  props[PROP_COMMUNE] = g_param_spec_string ("commune", NULL, NULL, NULL,
                                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                 | G_PARAM_STATIC_STRINGS);
  /* Whether something the page shows is still on its way. */
  props[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                  | G_PARAM_STATIC_STRINGS);
  /* Whether a detail stands beside the page's list, so that the sidebar makes room. */
  props[PROP_DETAIL_OPEN] = g_param_spec_boolean ("detail-open", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                      | G_PARAM_STATIC_STRINGS);
  /* Whether citizens' names and numbers must not be read on the screen, for others look at it. */
  props[PROP_MASKED] = g_param_spec_boolean ("masked", NULL, NULL, FALSE,
                                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                 | G_PARAM_STATIC_STRINGS);
  /* How many things on the page need attention; 0 shows no badge. */
  props[PROP_BADGE] = g_param_spec_uint ("badge", NULL, NULL, 0, G_MAXUINT, 0,
                                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                             | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
gb_page_init (GbPage *self)
{
}

/**
 * gb_page_get_store:
 *
 * Returns: (transfer none): where the page's figures come from
 */
GbStore *
gb_page_get_store (GbPage *self)
{
  GbPagePrivate *priv = gb_page_get_instance_private (self);

  g_return_val_if_fail (GB_IS_PAGE (self), NULL);

  return priv->store;
}

/**
 * gb_page_get_commune:
 *
 * Returns: (nullable): the code of the chosen commune; %NULL for the whole scope
 */
const char *
gb_page_get_commune (GbPage *self)
{
  GbPagePrivate *priv = gb_page_get_instance_private (self);

  g_return_val_if_fail (GB_IS_PAGE (self), NULL);

  return priv->commune;
}

/**
 * gb_page_set_commune:
 * @commune: (nullable): the code of a commune
 */
void
gb_page_set_commune (GbPage     *self,
                     const char *commune)
{
  GbPagePrivate *priv = gb_page_get_instance_private (self);

  g_return_if_fail (GB_IS_PAGE (self));

  if (g_strcmp0 (priv->commune, commune) == 0)
    return;
  g_free (priv->commune);
  priv->commune = g_strdup (commune);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COMMUNE]);
}

/**
 * gb_page_get_loading:
 *
 * Returns: whether something the page shows is still on its way
 */
gboolean
gb_page_get_loading (GbPage *self)
{
  GbPagePrivate *priv = gb_page_get_instance_private (self);

  g_return_val_if_fail (GB_IS_PAGE (self), FALSE);

  return priv->loading;
}

/**
 * gb_page_set_loading:
 * @loading: whether something the page shows is still on its way
 *
 * For the page itself.
 */
void
gb_page_set_loading (GbPage   *self,
                     gboolean  loading)
{
  GbPagePrivate *priv = gb_page_get_instance_private (self);

  g_return_if_fail (GB_IS_PAGE (self));

  if (priv->loading == loading)
    return;
  priv->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
}

/**
 * gb_page_get_detail_open:
 *
 * Returns: whether a detail stands beside the page's list
 */
gboolean
gb_page_get_detail_open (GbPage *self)
{
  GbPagePrivate *priv = gb_page_get_instance_private (self);

  g_return_val_if_fail (GB_IS_PAGE (self), FALSE);

  return priv->detail_open;
}

/**
 * gb_page_set_detail_open:
 * @detail_open: whether a detail stands beside the page's list
 *
 * For the page itself.
 */
void
gb_page_set_detail_open (GbPage   *self,
                         gboolean  detail_open)
{
  GbPagePrivate *priv = gb_page_get_instance_private (self);

  g_return_if_fail (GB_IS_PAGE (self));

  if (priv->detail_open == detail_open)
    return;
  priv->detail_open = detail_open;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DETAIL_OPEN]);
}

/**
 * gb_page_get_masked:
 *
 * Returns: whether citizens' names and numbers must not be read on the screen
 */
gboolean
gb_page_get_masked (GbPage *self)
{
  GbPagePrivate *priv = gb_page_get_instance_private (self);

  g_return_val_if_fail (GB_IS_PAGE (self), FALSE);

  return priv->masked;
}

/**
 * gb_page_set_masked:
 * @masked: whether citizens' names and numbers must not be read on the screen
 *
 * What a screen reader finds is masked as well. What leaves the screen on purpose, a copy, a letter or a file, is not.
 */
void
gb_page_set_masked (GbPage   *self,
                    gboolean  masked)
{
  GbPagePrivate *priv = gb_page_get_instance_private (self);

  g_return_if_fail (GB_IS_PAGE (self));

  if (priv->masked == masked)
    return;
  priv->masked = masked;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MASKED]);
}

/**
 * gb_page_get_badge:
 *
 * Returns: how many things on the page need attention
 */
guint
gb_page_get_badge (GbPage *self)
{
  GbPagePrivate *priv = gb_page_get_instance_private (self);

  g_return_val_if_fail (GB_IS_PAGE (self), 0);

  return priv->badge;
}

/**
 * gb_page_set_badge:
 * @badge: how many things on the page need attention
 *
 * For the page itself.
 */
void
gb_page_set_badge (GbPage *self,
                   guint   badge)
{
  GbPagePrivate *priv = gb_page_get_instance_private (self);

  g_return_if_fail (GB_IS_PAGE (self));

  if (priv->badge == badge)
    return;
  priv->badge = badge;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BADGE]);
}
