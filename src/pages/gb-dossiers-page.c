/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossiers-page.h"

#include <glib/gi18n-lib.h>

#include "gb-adaptive-bin.h"
#include "gb-class-chip.h"
#include "gb-dossier-list.h"
#include "gb-dossier-pane.h"
#include "gb-dossier-summary.h"
#include "gb-dossier-table.h"
#include "gb-dossiers-words.h"
#include "gb-wrap-layout.h"

/**
 * GbDossiersPage:
 *
 * The page "Hồ sơ": what is late, whose, why? A table that the database fills and sorts, chips that
 * count and filter, and the detail of one dossier beside it.
 */
struct _GbDossiersPage
{
  GbPage parent_instance;

  GtkWidget *page_bin; /* the template's */
  GtkWidget *toasts;
  GtkWidget *filters;
  GtkWidget *chips;
  GtkWidget *search_line;
  GtkLabel *found;
  GtkWidget *left;
  GbDossierTable *table;
  GtkLabel *summary_label;
  GtkLabel *freshness;
  GbDossierPane *pane;

  GbDossierList *list;           /* (owned) */
  GCancellable *cancellable;     /* (owned) (nullable): of the summary on its way */
  GbDossierSummary *summary;     /* (owned) (nullable) */

  GbDossierFilter filter;
  GbDossiersOrder order;
  gboolean descending;
  char *search; /* (owned) (nullable) */
  guint search_id;
  guint tick_id;
  gboolean summary_again;
};

enum
{
  PROP_FILTER = 1,
  PROP_SEARCH,
  PROP_ORDER,
  PROP_DESCENDING,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (GbDossiersPage, gb_dossiers_page, GB_TYPE_PAGE)

/* ms between the last key and the query */
#define SEARCH_DELAY 150
/* a machine that slept finds its counts right within a few seconds */
#define TICK_SECONDS 5

static void
update_words (GbDossiersPage *self)
{
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  gboolean known = n_rows > 0 || !gb_dossier_list_get_loading (self->list);
  g_autofree char *summary
      = known ? gb_dossiers_words_summary (n_rows, self->order, self->descending) : NULL;
  g_autofree char *freshness = gb_dossiers_words_freshness (self->summary);
  g_autofree char *found = known ? gb_dossiers_words_found (n_rows, self->search) : NULL;

  gtk_label_set_label (self->summary_label, summary ? summary : _("Loading"));
  gtk_label_set_label (self->freshness, freshness);
  gtk_label_set_label (self->found, found ? found : _("Searching"));
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->search_line), self->search != NULL);
}

static void
on_list_changed_cb (GbDossiersPage *self)
{
  gb_page_set_loading (GB_PAGE (self),
                       self->cancellable != NULL || gb_dossier_list_get_loading (self->list));
  update_words (self);
}

/* --- figures around the table --- */

static void load_summary (GbDossiersPage *self);

static gboolean
tick_cb (gpointer user_data)
{
  GbDossiersPage *self = user_data;
  GbClock *clock = gb_store_get_clock (gb_dossier_list_get_store (self->list));

  if (gb_clock_now (clock) >= self->summary->boundary)
    load_summary (self);
  return G_SOURCE_CONTINUE;
}

static void
on_summary_loaded_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (GbDossiersPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree GbDossierSummary *summary
      = gb_dossier_summary_load_finish (GB_STORE (source), result, &error);

  /* A cancelled one has a successor. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->list == NULL)
    return;
  g_clear_object (&self->cancellable);
  if (self->summary_again)
    load_summary (self);
  on_list_changed_cb (self);
  /* The table tells what went wrong. */
  if (summary == NULL)
    return;
  g_free (self->summary);
  self->summary = g_steal_pointer (&summary);
  gb_dossier_table_set_day_seconds (self->table, self->summary->day_seconds);
  for (GtkWidget *chip = gtk_widget_get_first_child (self->chips); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip))
    {
      GbDossierFilter filter = GB_DOSSIER_FILTER_OPEN;

      gb_dossier_filter_parse (gb_class_chip_get_kind (GB_CLASS_CHIP (chip)), &filter);
      gb_class_chip_set_count (GB_CLASS_CHIP (chip),
                               gb_dossier_summary_get_count (self->summary, filter));
    }
  if (self->tick_id == 0 && !gb_clock_is_fixed (gb_store_get_clock (GB_STORE (source))))
    self->tick_id = g_timeout_add_seconds (TICK_SECONDS, tick_cb, self);
  update_words (self);
}

static void
load_summary (GbDossiersPage *self)
{
  self->summary_again = FALSE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gb_dossier_summary_load_async (GB_STORE (gb_page_get_store (GB_PAGE (self))),
                                 gb_dossier_list_get_query (self->list), self->cancellable,
                                 on_summary_loaded_cb, g_object_ref (self));
  on_list_changed_cb (self);
}

/* A sync changes the cache page after page: one count after the other, not each cut off by the
 * next. */
static void
on_store_changed_cb (GbDossiersPage *self)
{
  if (self->cancellable != NULL)
    self->summary_again = TRUE;
  else
    load_summary (self);
}

/* Whatever changes the rows changes the counts as well: another query, the cache, the hour. */
static void
on_list_loading_cb (GbDossiersPage *self)
{
  if (gb_dossier_list_get_loading (self->list))
    load_summary (self);
  on_list_changed_cb (self);
}

static GbDossierQuery *
make_query (GbDossiersPage *self)
{
  GbDossierQuery *query = gb_dossier_query_new (self->filter);

  query->commune = g_strdup (gb_page_get_commune (GB_PAGE (self)));
  query->search = g_strdup (self->search);
  query->sort = gb_dossiers_order_sort (self->order);
  query->descending = self->descending;
  return query;
}

static void
run_query (GbDossiersPage *self)
{
  g_autoptr (GbDossierQuery) query = NULL;

  if (self->list == NULL)
    return;
  query = make_query (self);
  if (gb_dossier_query_equal (query, gb_dossier_list_get_query (self->list)))
    return;
  gb_dossier_list_set_query (self->list, query);
  gb_dossier_table_scroll_to_top (self->table);
  update_words (self);
}

/* --- room --- */

static void
on_width_changed_cb (GbDossiersPage *self)
{
  gboolean narrow = gb_adaptive_bin_get_narrow (GB_ADAPTIVE_BIN (self->page_bin));
  gboolean paged = narrow && gb_page_get_detail_open (GB_PAGE (self));

  for (GtkWidget *chip = gtk_widget_get_first_child (self->chips); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip))
    gb_class_chip_set_compact (GB_CLASS_CHIP (chip),
                               gb_adaptive_bin_get_medium (GB_ADAPTIVE_BIN (self->page_bin)));
  gtk_widget_set_visible (self->filters, !paged);
  gtk_widget_set_visible (self->left, !paged);
}

/* --- detail --- */

static void
set_code (GbDossiersPage *self,
          const char     *code)
{
  gb_dossier_pane_set_code (self->pane, code);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dossiers.close", code != NULL);
  gb_page_set_detail_open (GB_PAGE (self), code != NULL);
  on_width_changed_cb (self);
}

static void
on_selected_cb (GbDossiersPage *self)
{
  GbDossier *dossier = gb_dossier_table_get_selected (self->table);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dossiers.copy-code",
                                 dossier != NULL || gb_dossiers_page_get_code (self) != NULL);
  /* What is open follows the arrow keys; it stays when its row leaves the table. */
  if (dossier != NULL && gb_page_get_detail_open (GB_PAGE (self)))
    set_code (self, gb_dossier_get_code (dossier));
}

static void
on_opened_cb (GbDossiersPage *self,
              GbDossier      *dossier)
{
  gb_dossiers_page_open (self, gb_dossier_get_code (dossier));
}

/* --- actions --- */

static void
close_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  GbDossiersPage *self = GB_DOSSIERS_PAGE (widget);

  set_code (self, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  GbDossiersPage *self = GB_DOSSIERS_PAGE (widget);
  GbDossier *dossier = gb_dossier_table_get_selected (self->table);
  const char *code = gb_dossiers_page_get_code (self);
  AdwToast *toast;

  if (code == NULL && dossier != NULL)
    code = gb_dossier_get_code (dossier);
  if (code == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), code);
  toast = adw_toast_new (_("Code copied"));
  adw_toast_set_timeout (toast, 2);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (self->toasts), toast);
}

static void
clear_search_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  gb_dossiers_page_set_search (GB_DOSSIERS_PAGE (widget), NULL);
}

static void
refresh_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  gb_dossier_list_refresh (GB_DOSSIERS_PAGE (widget)->list);
}

/* --- order --- */

static void
set_order (GbDossiersPage  *self,
           GbDossiersOrder  order,
           gboolean         descending)
{
  if (order == self->order && descending == self->descending)
    return;
  g_object_freeze_notify (G_OBJECT (self));
  if (order != self->order)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ORDER]);
  if (descending != self->descending)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DESCENDING]);
  self->order = order;
  self->descending = descending;
  gb_dossier_table_set_order (self->table, order, descending);
  run_query (self);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
on_ordered_cb (GbDossiersPage *self)
{
  gboolean descending;
  GbDossiersOrder order = gb_dossier_table_get_order (self->table, &descending);

  set_order (self, order, descending);
}

/* --- object --- */

static void
make_chips (GbDossiersPage *self)
{
  static const GbDossierFilter filters[] = {
    GB_DOSSIER_FILTER_OPEN,     GB_DOSSIER_FILTER_OVERDUE,        GB_DOSSIER_FILTER_DUE_TODAY,
    GB_DOSSIER_FILTER_DUE_SOON, GB_DOSSIER_FILTER_PAUSED,         GB_DOSSIER_FILTER_ON_TRACK,
    GB_DOSSIER_FILTER_NO_DUE,   GB_DOSSIER_FILTER_AWAITING,       GB_DOSSIER_FILTER_FINISHED,
    GB_DOSSIER_FILTER_LATE_RECEPTION, GB_DOSSIER_FILTER_CROSS_BOUNDARY,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      GtkWidget *chip = gb_class_chip_new (gb_dossier_filter_nick (filters[i]));

      gtk_actionable_set_action_name (GTK_ACTIONABLE (chip), "dossiers.filter");
      gtk_box_append (GTK_BOX (self->chips), chip);
    }
}

static void
make_list (GbDossiersPage *self)
{
  g_autoptr (GbDossierQuery) query = make_query (self);

  self->list = gb_dossier_list_new (GB_STORE (gb_page_get_store (GB_PAGE (self))), query);
  g_signal_connect_object (self->list, "notify::loading", G_CALLBACK (on_list_loading_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::n-items", G_CALLBACK (on_list_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gb_dossier_list_get_store (self->list), "changed",
                           G_CALLBACK (on_store_changed_cb), self, G_CONNECT_SWAPPED);
  gb_dossier_table_set_list (self->table, self->list);
}

static void
gb_dossiers_page_constructed (GObject *object)
{
  GbDossiersPage *self = GB_DOSSIERS_PAGE (object);

  G_OBJECT_CLASS (gb_dossiers_page_parent_class)->constructed (object);

  make_list (self);
  gb_dossier_pane_set_store (self->pane, gb_dossier_list_get_store (self->list));
  load_summary (self);
  on_list_changed_cb (self);
}

static void
gb_dossiers_page_dispose (GObject *object)
{
  GbDossiersPage *self = GB_DOSSIERS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->search_id, g_source_remove);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_object (&self->list);
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (gb_dossiers_page_parent_class)->dispose (object);
}

static void
gb_dossiers_page_finalize (GObject *object)
{
  GbDossiersPage *self = GB_DOSSIERS_PAGE (object);

  g_free (self->summary);
  g_free (self->search);

  G_OBJECT_CLASS (gb_dossiers_page_parent_class)->finalize (object);
}

static void
gb_dossiers_page_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  GbDossiersPage *self = GB_DOSSIERS_PAGE (object);

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
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_dossiers_page_set_property (GObject      *object,
                               guint         id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  GbDossiersPage *self = GB_DOSSIERS_PAGE (object);
  GbDossierFilter filter;
  GbDossiersOrder order;

  switch (id)
    {
    case PROP_FILTER:
      if (gb_dossier_filter_parse (g_value_get_string (value), &filter))
        gb_dossiers_page_set_filter (self, filter);
      break;
    case PROP_SEARCH:
      gb_dossiers_page_set_search (self, g_value_get_string (value));
      break;
    case PROP_ORDER:
      if (gb_dossiers_order_parse (g_value_get_string (value), &order))
        set_order (self, order, self->descending);
      break;
    case PROP_DESCENDING:
      set_order (self, self->order, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_property_action (widget_class, "dossiers.filter", "filter");
  gtk_widget_class_install_property_action (widget_class, "dossiers.order", "order");
  gtk_widget_class_install_property_action (widget_class, "dossiers.descending", "descending");
  gtk_widget_class_install_action (widget_class, "dossiers.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "dossiers.copy-code", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "dossiers.clear-search", NULL,
                                   clear_search_action);
  gtk_widget_class_install_action (widget_class, "dossiers.refresh", NULL, refresh_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "dossiers.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK,
                                       "dossiers.copy-code", NULL);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /* The nick of a #GbDossierFilter. */
  props[PROP_FILTER] = g_param_spec_string ("filter", NULL, NULL, "open", flags);
  /* The words searched for, NULL for none; takes effect a moment after the last change. */
  props[PROP_SEARCH] = g_param_spec_string ("search", NULL, NULL, NULL, flags);
  /* The nick of a #GbDossiersOrder. */
  props[PROP_ORDER] = g_param_spec_string ("order", NULL, NULL, "remaining", flags);
  props[PROP_DESCENDING] = g_param_spec_boolean ("descending", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbDossiersPage, name)

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-dossiers-page.ui");
  BIND (page_bin);
  BIND (toasts);
  BIND (filters);
  BIND (chips);
  BIND (search_line);
  BIND (found);
  BIND (left);
  BIND (table);
  BIND (summary_label);
  BIND (freshness);
  BIND (pane);
  gtk_widget_class_bind_template_callback (widget_class, on_width_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_ordered_cb);
}

static void
gb_dossiers_page_class_init (GbDossiersPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = gb_dossiers_page_constructed;
  object_class->dispose = gb_dossiers_page_dispose;
  object_class->finalize = gb_dossiers_page_finalize;
  object_class->get_property = gb_dossiers_page_get_property;
  object_class->set_property = gb_dossiers_page_set_property;

  g_type_ensure (GB_TYPE_ADAPTIVE_BIN);
  g_type_ensure (GB_TYPE_DOSSIER_PANE);
  g_type_ensure (GB_TYPE_DOSSIER_TABLE);
  g_type_ensure (GB_TYPE_WRAP_LAYOUT);
  install_properties (object_class);
  install_actions (widget_class);
  bind_template (widget_class);
}

static void
gb_dossiers_page_init (GbDossiersPage *self)
{
  self->filter = GB_DOSSIER_FILTER_OPEN;
  gtk_widget_init_template (GTK_WIDGET (self));
  make_chips (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dossiers.close", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dossiers.copy-code", FALSE);
  g_signal_connect (self, "notify::commune", G_CALLBACK (run_query), NULL);
}

/**
 * gb_dossiers_page_get_filter:
 *
 * Returns: the set of dossiers in the table
 */
GbDossierFilter
gb_dossiers_page_get_filter (GbDossiersPage *self)
{
  g_return_val_if_fail (GB_IS_DOSSIERS_PAGE (self), GB_DOSSIER_FILTER_OPEN);

  return self->filter;
}

/**
 * gb_dossiers_page_set_filter:
 * @filter: the set of dossiers to show, as a tile or badge counted it
 */
void
gb_dossiers_page_set_filter (GbDossiersPage *self,
                             GbDossierFilter filter)
{
  g_return_if_fail (GB_IS_DOSSIERS_PAGE (self));

  if (self->filter == filter)
    return;
  self->filter = filter;
  /* What has ended has no time left: the last one first, until the user wants it otherwise. */
  if (filter == GB_DOSSIER_FILTER_FINISHED && self->order == GB_DOSSIERS_ORDER_REMAINING)
    set_order (self, GB_DOSSIERS_ORDER_ENDED, TRUE);
  else if (filter != GB_DOSSIER_FILTER_FINISHED && self->order == GB_DOSSIERS_ORDER_ENDED)
    set_order (self, GB_DOSSIERS_ORDER_REMAINING, FALSE);
  run_query (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FILTER]);
}

/**
 * gb_dossiers_page_get_search:
 *
 * Returns: (nullable): the words searched for
 */
const char *
gb_dossiers_page_get_search (GbDossiersPage *self)
{
  g_return_val_if_fail (GB_IS_DOSSIERS_PAGE (self), NULL);

  return self->search;
}

static gboolean
search_cb (gpointer user_data)
{
  GbDossiersPage *self = user_data;

  self->search_id = 0;
  run_query (self);
  return G_SOURCE_REMOVE;
}

/**
 * gb_dossiers_page_set_search:
 * @search: (nullable): words to search for; empty ones are none
 *
 * The table follows a moment after the last call.
 */
void
gb_dossiers_page_set_search (GbDossiersPage *self,
                             const char     *search)
{
  g_autofree char *words = g_strstrip (g_strdup (search ? search : ""));

  g_return_if_fail (GB_IS_DOSSIERS_PAGE (self));

  if (g_strcmp0 (self->search ? self->search : "", words) == 0)
    return;
  g_free (self->search);
  self->search = *words != '\0' ? g_steal_pointer (&words) : NULL;
  g_clear_handle_id (&self->search_id, g_source_remove);
  self->search_id = g_timeout_add (SEARCH_DELAY, search_cb, self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SEARCH]);
}

/**
 * gb_dossiers_page_get_code:
 *
 * Returns: (nullable): the code of the dossier whose detail is open
 */
const char *
gb_dossiers_page_get_code (GbDossiersPage *self)
{
  g_return_val_if_fail (GB_IS_DOSSIERS_PAGE (self), NULL);

  return gb_dossier_pane_get_code (self->pane);
}

/**
 * gb_dossiers_page_open:
 * @code: (nullable): a dossier's code, whether its row is in the table or not; %NULL closes the
 *   detail
 */
void
gb_dossiers_page_open (GbDossiersPage *self,
                       const char     *code)
{
  g_return_if_fail (GB_IS_DOSSIERS_PAGE (self));

  set_code (self, code);
  /* As a page of its own the detail hides the row that had the focus. */
  if (code != NULL && !gtk_widget_get_visible (self->left))
    gtk_widget_child_focus (GTK_WIDGET (self->pane), GTK_DIR_TAB_FORWARD);
}
