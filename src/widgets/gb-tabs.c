/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-tabs.h"

#include "gb-format.h"
#include "gb-wrap-layout.h"

/* By how much, in px, the padding of a tab with its whole name exceeds that of one with its short name: style.css. */
#define WIDER_PADDING 14

/**
 * GbTabs:
 *
 * The parts of a page, one of them chosen: a name and, where it is known, how many there are. Where they do not fit
 * beside each other they have their short names; where these do not fit either they stand on more lines.
 */
struct _GbTabs
{
  GtkWidget parent_instance;

  char *selected;       /* (owned) (nullable) */
  GbWrapLayout *layout; /* (owned) */
  gboolean narrow;      /* there is room for short names only */
  guint update_id;
};

/* What a tab keeps of itself. */
typedef struct
{
  char *name;        /* (owned) */
  char *title;       /* (owned) */
  char *short_title; /* (owned) */
  GtkLabel *words;
  GtkLabel *count;
} Tab;

enum
{
  PROP_SELECTED = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (GbTabs, gb_tabs, GTK_TYPE_WIDGET)

static void
tab_free (gpointer data)
{
  Tab *self = data;

  g_free (self->name);
  g_free (self->title);
  g_free (self->short_title);
  g_free (self);
}

static Tab *
tab_of (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "gb-tab");
}

static GtkWidget *
find (GbTabs     *self,
      const char *name)
{
  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self)); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    if (g_strcmp0 (tab_of (button)->name, name) == 0)
      return button;
  return NULL;
}

/* As it is spoken: its whole name, however narrow, and how many there are. */
static void
update_spoken (GtkWidget *button)
{
  const Tab *tab = tab_of (button);
  const char *count = gtk_widget_get_visible (GTK_WIDGET (tab->count)) ? gtk_label_get_label (tab->count) : NULL;
  g_autofree char *spoken = g_strjoin (", ", tab->title, count, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
on_button_toggled_cb (GbTabs    *self,
                      GtkWidget *button)
{
  gboolean active = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button));

  gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_SELECTED, active, -1);
  if (!active || g_strcmp0 (self->selected, tab_of (button)->name) == 0)
    return;
  g_free (self->selected);
  self->selected = g_strdup (tab_of (button)->name);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SELECTED]);
}

static void
update_words (GbTabs *self)
{
  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self)); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    {
      const Tab *tab = tab_of (button);

      gtk_label_set_label (tab->words, self->narrow ? tab->short_title : tab->title);
    }
}

/* --- room --------------------------------------------------------------------------------------------- */

static int
width_of (GtkLabel   *label,
          const char *words)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (label), words);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

/* What the tabs would need beside each other with their whole names, whichever they have now. */
static int
whole_width (GbTabs *self,
             int    *minimum)
{
  int width;

  gb_wrap_layout_measure_width (self->layout, GTK_WIDGET (self), minimum, &width);
  if (!self->narrow)
    return width;
  /* what rounding takes, so that it does not go to and fro */
  width += 4;
  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self)); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    {
      const Tab *tab = tab_of (button);

      if (gtk_widget_should_layout (button))
        width += width_of (tab->words, tab->title) - width_of (tab->words, tab->short_title) + WIDER_PADDING;
    }
  return width;
}

static gboolean
update_cb (gpointer user_data)
{
  GbTabs *self = user_data;
  int minimum;
  gboolean narrow = gtk_widget_get_width (GTK_WIDGET (self)) < whole_width (self, &minimum);

  self->update_id = 0;
  if (narrow != self->narrow)
    {
      self->narrow = narrow;
      update_words (self);
      if (narrow)
        gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
      else
        gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
    }
  return G_SOURCE_REMOVE;
}

static GtkSizeRequestMode
gb_tabs_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
gb_tabs_measure (GtkWidget     *widget,
                 GtkOrientation orientation,
                 int            for_size,
                 int           *minimum,
                 int           *natural,
                 int           *minimum_baseline,
                 int           *natural_baseline)
{
  GbTabs *self = GB_TABS (widget);
  int least, wish = whole_width (self, &least);

  *minimum = least;
  *natural = wish;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural
        = gb_wrap_layout_set_out (self->layout, widget, for_size < 0 ? wish : MAX (for_size, least), FALSE);
}

/* Other names change sizes, which must not happen while sizes are given out. */
static void
gb_tabs_size_allocate (GtkWidget *widget,
                       int        width,
                       int        height,
                       int        baseline)
{
  GbTabs *self = GB_TABS (widget);

  if (self->update_id == 0)
    self->update_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, update_cb, self, NULL);
  gb_wrap_layout_set_out (self->layout, widget, width, TRUE);
}

/* --- object ------------------------------------------------------------------------------------------- */

static void
gb_tabs_get_property (GObject    *object,
                      guint       id,
                      GValue     *value,
                      GParamSpec *pspec)
{
  if (id == PROP_SELECTED)
    g_value_set_string (value, GB_TABS (object)->selected);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gb_tabs_set_property (GObject      *object,
                      guint         id,
                      const GValue *value,
                      GParamSpec   *pspec)
{
  if (id == PROP_SELECTED)
    gb_tabs_set_selected (GB_TABS (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gb_tabs_dispose (GObject *object)
{
  GbTabs *self = GB_TABS (object);
  GtkWidget *child;

  g_clear_handle_id (&self->update_id, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (gb_tabs_parent_class)->dispose (object);
}

static void
gb_tabs_finalize (GObject *object)
{
  GbTabs *self = GB_TABS (object);

  g_object_unref (self->layout);
  g_free (self->selected);

  G_OBJECT_CLASS (gb_tabs_parent_class)->finalize (object);
}

static void
gb_tabs_class_init (GbTabsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gb_tabs_get_property;
  object_class->set_property = gb_tabs_set_property;
  object_class->dispose = gb_tabs_dispose;
  object_class->finalize = gb_tabs_finalize;
  widget_class->get_request_mode = gb_tabs_get_request_mode;
  widget_class->measure = gb_tabs_measure;
  widget_class->size_allocate = gb_tabs_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TAB_LIST);

  /* The name of the chosen tab. */
  props[PROP_SELECTED] = g_param_spec_string ("selected", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
gb_tabs_init (GbTabs *self)
{
  self->layout = GB_WRAP_LAYOUT (gb_wrap_layout_new ());
  g_object_set (self->layout, "fill", TRUE, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "gb-tabs");
}

GtkWidget *
gb_tabs_new (void)
{
  return g_object_new (GB_TYPE_TABS, NULL);
}

/**
 * gb_tabs_add:
 * @name: what it is called in the program
 * @title: what it is called on the screen
 * @short_title: (nullable): what it is called where there is little room
 *
 * The first one is chosen.
 */
void
gb_tabs_add (GbTabs     *self,
             const char *name,
             const char *title,
             const char *short_title)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self));
  GtkWidget *button = g_object_new (GTK_TYPE_TOGGLE_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_TAB, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  Tab *tab = g_new0 (Tab, 1);

  g_return_if_fail (GB_IS_TABS (self));

  tab->name = g_strdup (name);
  tab->title = g_strdup (title);
  tab->short_title = g_strdup (short_title != NULL ? short_title : title);
  tab->words = GTK_LABEL (gtk_label_new (self->narrow ? tab->short_title : title));
  tab->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_set_visible (GTK_WIDGET (tab->count), FALSE);
  gtk_widget_set_valign (GTK_WIDGET (tab->count), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (tab->count), "gb-badge");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (tab->words));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (tab->count));
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), box);
  g_object_set_data_full (G_OBJECT (button), "gb-tab", tab, tab_free);
  update_spoken (button);
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_button_toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_SELECTED, FALSE, -1);
  if (first == NULL)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
}

/**
 * gb_tabs_set_title:
 * @title: what it is called from now on
 * @short_title: (nullable): what it is called where there is little room
 */
void
gb_tabs_set_title (GbTabs     *self,
                   const char *name,
                   const char *title,
                   const char *short_title)
{
  GtkWidget *button = find (self, name);
  Tab *tab;

  g_return_if_fail (button != NULL);

  tab = tab_of (button);
  g_free (tab->title);
  g_free (tab->short_title);
  tab->title = g_strdup (title);
  tab->short_title = g_strdup (short_title != NULL ? short_title : title);
  gtk_label_set_label (tab->words, self->narrow ? tab->short_title : tab->title);
  update_spoken (button);
}

/**
 * gb_tabs_set_count:
 * @count: how many there are; negative where it is not known
 */
void
gb_tabs_set_count (GbTabs     *self,
                   const char *name,
                   gint64      count)
{
  GtkWidget *button = find (self, name);
  g_autofree char *number = gb_format_number (count);

  g_return_if_fail (button != NULL);

  gtk_label_set_label (tab_of (button)->count, number);
  gtk_widget_set_visible (GTK_WIDGET (tab_of (button)->count), count >= 0);
  update_spoken (button);
}

/**
 * gb_tabs_set_tab_visible:
 * @visible: whether it can be chosen
 */
void
gb_tabs_set_tab_visible (GbTabs     *self,
                         const char *name,
                         gboolean    visible)
{
  GtkWidget *button = find (self, name);

  g_return_if_fail (button != NULL);

  gtk_widget_set_visible (button, visible);
}

/**
 * gb_tabs_get_title:
 * @name: a tab's
 *
 * Returns: (nullable): its whole title
 */
const char *
gb_tabs_get_title (GbTabs     *self,
                   const char *name)
{
  GtkWidget *button;

  g_return_val_if_fail (GB_IS_TABS (self), NULL);

  button = find (self, name);
  return button != NULL ? tab_of (button)->title : NULL;
}

/**
 * gb_tabs_get_selected:
 *
 * Returns: (nullable): the name of the chosen tab; %NULL while there is none
 */
const char *
gb_tabs_get_selected (GbTabs *self)
{
  g_return_val_if_fail (GB_IS_TABS (self), NULL);

  return self->selected;
}

void
gb_tabs_set_selected (GbTabs     *self,
                      const char *name)
{
  GtkWidget *button = find (self, name);

  g_return_if_fail (GB_IS_TABS (self));

  if (button != NULL)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
}
