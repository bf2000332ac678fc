/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossiers-question.h"

/**
 * GbDossiersQuestion:
 *
 * What the user asks the table of dossiers for: a set, words, limits and an order, and what the
 * side list groups by. Emits "asked" when the answer is to be another one.
 */
struct _GbDossiersQuestion
{
  GObject parent_instance;

  GbDossierFilter filter;
  char *search;           /* (owned) (nullable) */
  GbDossierQuery *limits; /* (owned): what else the user narrowed the table by */
  GbDossiersOrder order;
  gboolean descending;
  GbDossierGrouping grouping;
  guint search_id; /* until the words count */
  gboolean held;   /* more is about to change */
  gboolean widened; /* for the sake of the search, from @before */
  GbDossierFilter before;
};

enum
{
  PROP_FILTER = 1,
  PROP_SEARCH,
  PROP_ORDER,
  PROP_DESCENDING,
  PROP_GROUP,
  N_PROPS
};

static GParamSpec *props[N_PROPS];
static guint asked_signal;

G_DEFINE_FINAL_TYPE (GbDossiersQuestion, gb_dossiers_question, G_TYPE_OBJECT)

/* ms between the last key and the query */
#define SEARCH_DELAY 150

static void
gb_dossiers_question_dispose (GObject *object)
{
  g_clear_handle_id (&GB_DOSSIERS_QUESTION (object)->search_id, g_source_remove);

  G_OBJECT_CLASS (gb_dossiers_question_parent_class)->dispose (object);
}

static void
gb_dossiers_question_finalize (GObject *object)
{
  GbDossiersQuestion *self = GB_DOSSIERS_QUESTION (object);

  gb_dossier_query_free (self->limits);
  g_free (self->search);

  G_OBJECT_CLASS (gb_dossiers_question_parent_class)->finalize (object);
}

static void
gb_dossiers_question_get_property (GObject    *object,
                                   guint       id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  GbDossiersQuestion *self = GB_DOSSIERS_QUESTION (object);

  switch (id)
    {
    case PROP_FILTER:
      g_value_set_string (value, gb_dossier_filter_nick (self->filter));
      break;
    case PROP_SEARCH:
      g_value_set_string (value, self->search);
      break;
    case PROP_ORDER:
      g_value_set_string (value, gb_dossiers_order_nick (self->order));
      break;
    case PROP_DESCENDING:
      g_value_set_boolean (value, self->descending);
      break;
    case PROP_GROUP:
      g_value_set_string (value, gb_dossier_grouping_nick (self->grouping));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_dossiers_question_set_property (GObject      *object,
                                   guint         id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  GbDossiersQuestion *self = GB_DOSSIERS_QUESTION (object);
  GbDossierGrouping grouping;
  GbDossierFilter filter;
  GbDossiersOrder order;

  switch (id)
    {
    case PROP_FILTER:
      if (gb_dossier_filter_parse (g_value_get_string (value), &filter))
        gb_dossiers_question_set_filter (self, filter);
      break;
    case PROP_SEARCH:
      gb_dossiers_question_set_search (self, g_value_get_string (value));
      break;
    case PROP_ORDER:
      if (gb_dossiers_order_parse (g_value_get_string (value), &order))
        gb_dossiers_question_set_order (self, order, self->descending);
      break;
    case PROP_DESCENDING:
      gb_dossiers_question_set_order (self, self->order, g_value_get_boolean (value));
      break;
    case PROP_GROUP:
      if (gb_dossier_grouping_parse (g_value_get_string (value), &grouping))
        gb_dossiers_question_set_grouping (self, grouping);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_dossiers_question_class_init (GbDossiersQuestionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = gb_dossiers_question_dispose;
  object_class->finalize = gb_dossiers_question_finalize;
  object_class->get_property = gb_dossiers_question_get_property;
  object_class->set_property = gb_dossiers_question_set_property;

  /* The nick of a #GbDossierFilter. */
  props[PROP_FILTER] = g_param_spec_string ("filter", NULL, NULL, "open", flags);
  /* The words searched for, NULL for none; asked for a moment after the last change. */
  props[PROP_SEARCH] = g_param_spec_string ("search", NULL, NULL, NULL, flags);
  /* The nick of a #GbDossiersOrder. */
  props[PROP_ORDER] = g_param_spec_string ("order", NULL, NULL, "remaining", flags);
  props[PROP_DESCENDING] = g_param_spec_boolean ("descending", NULL, NULL, FALSE, flags);
  /* The nick of a #GbDossierGrouping. */
  props[PROP_GROUP] = g_param_spec_string ("group", NULL, NULL, "none", flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * GbDossiersQuestion::asked:
   *
   * gb_dossiers_question_make_query() is to be run.
   */
  asked_signal = g_signal_new ("asked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
}

static void
gb_dossiers_question_init (GbDossiersQuestion *self)
{
  self->filter = GB_DOSSIER_FILTER_OPEN;
  self->limits = gb_dossier_query_new (GB_DOSSIER_FILTER_OPEN);
}

/**
 * gb_dossiers_question_new:
 *
 * Returns: (transfer full): a question for all open dossiers, by remaining time
 */
GbDossiersQuestion *
gb_dossiers_question_new (void)
{
  return g_object_new (GB_TYPE_DOSSIERS_QUESTION, NULL);
}

/**
 * gb_dossiers_question_ask:
 *
 * Asks at once, without waiting for the next key of a search.
 */
void
gb_dossiers_question_ask (GbDossiersQuestion *self)
{
  g_return_if_fail (GB_IS_DOSSIERS_QUESTION (self));

  if (self->held)
    return;
  g_clear_handle_id (&self->search_id, g_source_remove);
  g_signal_emit (self, asked_signal, 0);
}

GbDossierFilter
gb_dossiers_question_get_filter (GbDossiersQuestion *self)
{
  g_return_val_if_fail (GB_IS_DOSSIERS_QUESTION (self), GB_DOSSIER_FILTER_OPEN);

  return self->filter;
}

/* What has ended has no time left: the last one first, until the user wants it otherwise. */
static void
take_usual_order (GbDossiersQuestion *self,
                  gboolean            ended)
{
  if (ended && self->order == GB_DOSSIERS_ORDER_REMAINING)
    gb_dossiers_question_set_order (self, GB_DOSSIERS_ORDER_ENDED, TRUE);
  else if (!ended && self->order == GB_DOSSIERS_ORDER_ENDED)
    gb_dossiers_question_set_order (self, GB_DOSSIERS_ORDER_REMAINING, FALSE);
}

/**
 * gb_dossiers_question_set_filter:
 * @filter: the set of dossiers to show, as a tile or badge counted it
 */
void
gb_dossiers_question_set_filter (GbDossiersQuestion *self,
                                 GbDossierFilter     filter)
{
  g_return_if_fail (GB_IS_DOSSIERS_QUESTION (self));

  self->widened = FALSE;
  if (self->filter == filter)
    return;
  self->filter = filter;
  take_usual_order (self, filter == GB_DOSSIER_FILTER_FINISHED);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FILTER]);
  gb_dossiers_question_ask (self);
}

/**
 * gb_dossiers_question_get_search:
 *
 * Returns: (nullable): the words searched for
 */
const char *
gb_dossiers_question_get_search (GbDossiersQuestion *self)
{
  g_return_val_if_fail (GB_IS_DOSSIERS_QUESTION (self), NULL);

  return self->search;
}

static gboolean
search_cb (gpointer user_data)
{
  GbDossiersQuestion *self = user_data;

  self->search_id = 0;
  gb_dossiers_question_ask (self);
  return G_SOURCE_REMOVE;
}

/**
 * gb_dossiers_question_set_search:
 * @search: (nullable): words to search for; empty ones are none
 *
 * Asks a moment after the last call.
 */
void
gb_dossiers_question_set_search (GbDossiersQuestion *self,
                                 const char         *search)
{
  g_autofree char *words = g_strstrip (g_strdup (search ? search : ""));

  g_return_if_fail (GB_IS_DOSSIERS_QUESTION (self));

  if (g_strcmp0 (self->search ? self->search : "", words) == 0)
    return;
  g_free (self->search);
  self->search = *words != '\0' ? g_steal_pointer (&words) : NULL;
  g_clear_handle_id (&self->search_id, g_source_remove);
  self->search_id = g_timeout_add (SEARCH_DELAY, search_cb, self);
  if (self->search == NULL && self->widened)
    gb_dossiers_question_set_filter (self, self->before);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SEARCH]);
}

/**
 * gb_dossiers_question_search_all:
 *
 * Looks among all dossiers, the finished ones too, until the search ends.
 */
void
gb_dossiers_question_search_all (GbDossiersQuestion *self)
{
  GbDossierFilter before;

  g_return_if_fail (GB_IS_DOSSIERS_QUESTION (self));

  before = self->filter;
  if (before == GB_DOSSIER_FILTER_ALL)
    return;
  gb_dossiers_question_set_filter (self, GB_DOSSIER_FILTER_ALL);
  self->widened = TRUE;
  self->before = before;
}

/**
 * gb_dossiers_question_get_order:
 * @descending: (out) (optional): whether it is turned round
 */
GbDossiersOrder
gb_dossiers_question_get_order (GbDossiersQuestion *self,
                                gboolean           *descending)
{
  g_return_val_if_fail (GB_IS_DOSSIERS_QUESTION (self), GB_DOSSIERS_ORDER_REMAINING);

  if (descending != NULL)
    *descending = self->descending;
  return self->order;
}

void
gb_dossiers_question_set_order (GbDossiersQuestion *self,
                                GbDossiersOrder     order,
                                gboolean            descending)
{
  g_return_if_fail (GB_IS_DOSSIERS_QUESTION (self));

  if (order == self->order && descending == self->descending)
    return;
  g_object_freeze_notify (G_OBJECT (self));
  if (order != self->order)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ORDER]);
  if (descending != self->descending)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DESCENDING]);
  self->order = order;
  self->descending = descending;
  g_object_thaw_notify (G_OBJECT (self));
  gb_dossiers_question_ask (self);
}

GbDossierGrouping
gb_dossiers_question_get_grouping (GbDossiersQuestion *self)
{
  g_return_val_if_fail (GB_IS_DOSSIERS_QUESTION (self), GB_DOSSIER_GROUPING_NONE);

  return self->grouping;
}

/**
 * gb_dossiers_question_set_grouping:
 * @grouping: what the side list groups by; the rows stay the same
 */
void
gb_dossiers_question_set_grouping (GbDossiersQuestion *self,
                                   GbDossierGrouping   grouping)
{
  g_return_if_fail (GB_IS_DOSSIERS_QUESTION (self));

  if (self->grouping == grouping)
    return;
  self->grouping = grouping;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_GROUP]);
}

/**
 * gb_dossiers_question_get_group:
 *
 * Returns: (nullable): the key of the group that is shown, "" for what nobody has, %NULL for all
 */
const char *
gb_dossiers_question_get_group (GbDossiersQuestion *self)
{
  g_return_val_if_fail (GB_IS_DOSSIERS_QUESTION (self), NULL);

  return self->grouping == GB_DOSSIER_GROUPING_FIELD ? self->limits->field : self->limits->officer;
}

/**
 * gb_dossiers_question_set_group:
 * @key: (nullable): as gb_dossiers_question_get_group() has it
 */
void
gb_dossiers_question_set_group (GbDossiersQuestion *self,
                                const char         *key)
{
  char **group;

  g_return_if_fail (GB_IS_DOSSIERS_QUESTION (self));

  group = self->grouping == GB_DOSSIER_GROUPING_FIELD ? &self->limits->field
                                                      : &self->limits->officer;
  g_free (*group);
  *group = g_strdup (key);
  gb_dossiers_question_ask (self);
}

/**
 * gb_dossiers_question_set_limits:
 * @limits: has what the table is to be narrowed by
 */
void
gb_dossiers_question_set_limits (GbDossiersQuestion   *self,
                                 const GbDossierQuery *limits)
{
  g_return_if_fail (GB_IS_DOSSIERS_QUESTION (self));

  gb_dossier_limits_copy (self->limits, limits);
  gb_dossiers_question_ask (self);
}

/**
 * gb_dossiers_question_has_limits:
 *
 * Returns: whether the table is narrowed by more than its set and words
 */
gboolean
gb_dossiers_question_has_limits (GbDossiersQuestion *self)
{
  g_return_val_if_fail (GB_IS_DOSSIERS_QUESTION (self), FALSE);

  return gb_dossier_limits_count (self->limits) > 0;
}

/**
 * gb_dossiers_question_clear_limit:
 * @limit: a #GbDossierLimit, -1 for all of them
 */
void
gb_dossiers_question_clear_limit (GbDossiersQuestion *self,
                                  int                 limit)
{
  g_autoptr (GbDossierQuery) none = gb_dossier_query_new (GB_DOSSIER_FILTER_ALL);

  g_return_if_fail (GB_IS_DOSSIERS_QUESTION (self));
  g_return_if_fail (limit < GB_N_DOSSIER_LIMITS);

  if (limit < 0)
    gb_dossier_limits_copy (self->limits, none);
  else
    gb_dossier_limit_copy (limit, self->limits, none);
  /* Only what a figure counted or a search found is shown with all that is finished. */
  if (self->limits->set == NULL && self->filter == GB_DOSSIER_FILTER_ALL && !self->widened)
    gb_dossiers_question_set_filter (self, GB_DOSSIER_FILTER_OPEN);
  gb_dossiers_question_ask (self);
}

/**
 * gb_dossiers_question_open:
 * @filter: a set as a tile or badge counted it
 * @set: (nullable): what a figure of a report counted
 *
 * Asks for exactly the rows that were counted: nothing else narrows the table.
 */
void
gb_dossiers_question_open (GbDossiersQuestion *self,
                           GbDossierFilter     filter,
                           const GbDossierSet *set)
{
  g_autoptr (GbDossierQuery) limits = gb_dossier_query_new (filter);

  g_return_if_fail (GB_IS_DOSSIERS_QUESTION (self));

  limits->set = gb_dossier_set_copy (set);
  self->held = TRUE;
  gb_dossier_limits_copy (self->limits, limits);
  gb_dossiers_question_set_search (self, NULL);
  gb_dossiers_question_set_filter (self, filter);
  if (set != NULL)
    take_usual_order (self, gb_dossier_set_has_ended (set));
  self->held = FALSE;
  gb_dossiers_question_ask (self);
}

/**
 * gb_dossiers_question_set_view:
 * @view: what was saved of another question
 */
void
gb_dossiers_question_set_view (GbDossiersQuestion  *self,
                               const GbDossierView *view)
{
  GbDossierGrouping grouping = GB_DOSSIER_GROUPING_NONE;

  g_return_if_fail (GB_IS_DOSSIERS_QUESTION (self));

  gb_dossier_grouping_parse (view->group, &grouping);
  self->held = TRUE;
  gb_dossier_limits_copy (self->limits, view->query);
  gb_dossiers_question_set_filter (self, view->query->filter);
  gb_dossiers_question_set_order (self, gb_dossiers_order_of (view->query->sort),
                                  view->query->descending);
  gb_dossiers_question_set_search (self, view->query->search);
  gb_dossiers_question_set_grouping (self, grouping);
  self->held = FALSE;
  gb_dossiers_question_ask (self);
}

/**
 * gb_dossiers_question_make_query:
 * @commune: (nullable): whose dossiers
 *
 * Returns: (transfer full): the question as the store takes it
 */
GbDossierQuery *
gb_dossiers_question_make_query (GbDossiersQuestion *self,
                                 const char         *commune)
{
  GbDossierQuery *query;

  g_return_val_if_fail (GB_IS_DOSSIERS_QUESTION (self), NULL);

  query = gb_dossier_query_new (self->filter);
  query->commune = g_strdup (commune);
  gb_dossier_limits_copy (query, self->limits);
  query->search = g_strdup (self->search);
  query->sort = gb_dossiers_order_sort (self->order);
  query->descending = self->descending;
  return query;
}
