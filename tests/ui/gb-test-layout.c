/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an eye would see at once: words that are cut, or shortened without a way to read them, on top of each other, or out
 * of the window. */
#include "gb-test-layout.h"

#include <math.h>

#include "gb-adaptive-bin.h"
#include "gb-clip.h"
#include "gb-reconcile-reasons.h"

/* Rounding, and the halves of pixels that large text brings. */
#define SLACK 1.5

typedef struct
{
  double left, top, right, bottom;
} Area;

typedef struct
{
  GtkWidget *label;
  Area area;
} Words;

typedef struct
{
  GtkWidget *window;
  GPtrArray *faults;
  GArray *words; /* (element-type Words): what can be read without scrolling */
} Walk;

/* Where a widget may be, which is without end where it can be scrolled to, and where it is seen now. */
typedef struct
{
  Area room;
  Area seen;
} Clip;

static void look_below (Walk       *walk,
                        GtkWidget  *widget,
                        const Clip *clip);

static void
append_place (GString   *text,
              GtkWidget *widget)
{
  for (int i = 0; widget != NULL && i < 6; i++, widget = gtk_widget_get_parent (widget))
    g_string_append_printf (text, "%s%s", i > 0 ? " < " : "", G_OBJECT_TYPE_NAME (widget));
}

static void G_GNUC_PRINTF (3, 4)
complain (Walk       *walk,
          GtkWidget  *widget,
          const char *format,
          ...)
{
  GString *text = g_string_new (NULL);
  va_list arguments;

  va_start (arguments, format);
  g_string_append_vprintf (text, format, arguments);
  va_end (arguments);
  g_string_append (text, " [");
  append_place (text, widget);
  g_string_append_c (text, ']');
  g_ptr_array_add (walk->faults, g_string_free (text, FALSE));
}

static gboolean
area_of (GtkWidget *widget,
         GtkWidget *window,
         Area      *area)
{
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (widget, window, &bounds) || bounds.size.width < 1 || bounds.size.height < 1)
    return FALSE;
  area->left = bounds.origin.x;
  area->top = bounds.origin.y;
  area->right = bounds.origin.x + bounds.size.width;
  area->bottom = bounds.origin.y + bounds.size.height;
  return TRUE;
}

static Area
area_within (const Area *area,
             const Area *clip)
{
  Area both = { MAX (area->left, clip->left), MAX (area->top, clip->top), MIN (area->right, clip->right),
                MIN (area->bottom, clip->bottom) };

  return both;
}

static gboolean
is_inside (const Area *area,
           const Area *clip)
{
  return area->left >= clip->left - SLACK && area->top >= clip->top - SLACK && area->right <= clip->right + SLACK &&
         area->bottom <= clip->bottom + SLACK;
}

/* Where a pointer reads in full what there is no room for. */
static gboolean
has_tooltip (GtkWidget *widget)
{
  for (int i = 0; widget != NULL && i < 4; i++, widget = gtk_widget_get_parent (widget))
    if (gtk_widget_get_has_tooltip (widget))
      return TRUE;
  return FALSE;
}

static Area
area_of_words (GtkLabel   *label,
               const Area *area)
{
  PangoRectangle logical;
  Area words;
  int x, y;

  gtk_label_get_layout_offsets (label, &x, &y);
  pango_layout_get_pixel_extents (gtk_label_get_layout (label), NULL, &logical);
  words.left = area->left + x + logical.x;
  words.top = area->top + y + logical.y;
  words.right = words.left + logical.width;
  words.bottom = words.top + logical.height;
  return words;
}

static void
look_at_label (Walk       *walk,
               GtkLabel   *label,
               const Area *area,
               const Clip *clip)
{
  Words words = { GTK_WIDGET (label), area_of_words (label, area) };
  const char *text = gtk_label_get_text (label);

  if (*text == '\0')
    return;
  if (pango_layout_is_ellipsized (gtk_label_get_layout (label)))
    {
      /* what an empty entry is for can be read by what is said of it */
      if (!has_tooltip (GTK_WIDGET (label)) && !GTK_IS_TEXT (gtk_widget_get_parent (GTK_WIDGET (label))))
        complain (walk, GTK_WIDGET (label), "shortened: “%s”", text);
    }
  else if (words.area.right - words.area.left > area->right - area->left + SLACK ||
           words.area.bottom - words.area.top > area->bottom - area->top + SLACK)
    complain (walk, GTK_WIDGET (label), "cut: “%s” needs %.0f × %.0f, has %.0f × %.0f", text,
              words.area.right - words.area.left, words.area.bottom - words.area.top, area->right - area->left,
              area->bottom - area->top);
  if (is_inside (&words.area, &clip->seen))
    g_array_append_val (walk->words, words);
}

/* A table may be wider than the window, a page may not. */
static void
look_at_scrolling (Walk              *walk,
                   GtkScrolledWindow *scrolled)
{
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (scrolled);
  GtkWidget *child = gtk_scrolled_window_get_child (scrolled);

  /* chips above a narrow table keep to one line, so that it has room */
  if (GTK_IS_VIEWPORT (child) && !GB_IS_RECONCILE_REASONS (gtk_widget_get_parent (GTK_WIDGET (scrolled))) &&
      gtk_adjustment_get_upper (across) - gtk_adjustment_get_lower (across) > gtk_adjustment_get_page_size (across) + SLACK)
    complain (walk, GTK_WIDGET (scrolled), "scrolls sideways: %.0f in %.0f", gtk_adjustment_get_upper (across),
              gtk_adjustment_get_page_size (across));
}

/* What scrolls has as much room as it wants that way; of what a table cuts, its own columns only matter. */
static Clip
clip_below (GtkWidget  *widget,
            const Area *area,
            const Clip *clip)
{
  Clip inner = *clip;
  GtkPolicyType across, down;

  if (GTK_IS_SCROLLED_WINDOW (widget))
    {
      gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (widget), &across, &down);
      inner.seen = area_within (area, &clip->seen);
      if (across != GTK_POLICY_NEVER)
        inner.room.left = -INFINITY, inner.room.right = INFINITY;
      if (down != GTK_POLICY_NEVER)
        inner.room.top = -INFINITY, inner.room.bottom = INFINITY;
    }
  else if (gtk_widget_get_overflow (widget) == GTK_OVERFLOW_HIDDEN)
    {
      inner.seen = area_within (area, &clip->seen);
      if (!GTK_IS_SCROLLABLE (widget) && !GB_IS_CLIP (widget))
        {
          inner.room.left = MAX (area->left, clip->room.left);
          inner.room.right = MIN (area->right, clip->room.right);
        }
    }
  return inner;
}

static int
least_width (GtkWidget *widget)
{
  int least = 0;

  if (gtk_widget_should_layout (widget))
    gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  return least;
}

/* What a bin was made narrower than, down to the one that wants so much. */
static gboolean
is_squeezed (Walk      *walk,
             GtkWidget *bin)
{
  GtkWidget *widget = gb_adaptive_bin_get_child (GB_ADAPTIVE_BIN (bin));
  const int width = gtk_widget_get_width (bin);
  int least = widget != NULL ? least_width (widget) : 0;
  GtkWidget *widest;

  if (least <= width + SLACK)
    return FALSE;
  do
    {
      widest = NULL;
      for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
        if (widest == NULL || least_width (child) > least_width (widest))
          widest = child;
      if (widest != NULL && least_width (widest) > width / 2)
        widget = widest;
    }
  while (widget == widest);
  complain (walk, widget, "too narrow: needs %d, this %d of %d", least, least_width (widget), width);
  return TRUE;
}

static gboolean
shows_itself (GtkWidget *widget)
{
  return gtk_widget_get_first_child (widget) == NULL || GTK_IS_LABEL (widget) || GTK_IS_BUTTON (widget);
}

static void
look_at (Walk       *walk,
         GtkWidget  *widget,
         const Clip *clip)
{
  Area area;
  Clip inner;

  if (!gtk_widget_get_mapped (widget) || GTK_IS_NATIVE (widget) || GTK_IS_SCROLLBAR (widget) ||
      !area_of (widget, walk->window, &area))
    return;
  if (shows_itself (widget) && !is_inside (&area, &clip->room))
    {
      complain (walk, widget, "out of sight: %.0f, %.0f to %.0f, %.0f of %.0f, %.0f to %.0f, %.0f", area.left, area.top,
                area.right, area.bottom, clip->room.left, clip->room.top, clip->room.right, clip->room.bottom);
      return;
    }
  if (GB_IS_ADAPTIVE_BIN (widget) && is_squeezed (walk, widget))
    return;
  if (GTK_IS_LABEL (widget))
    look_at_label (walk, GTK_LABEL (widget), &area, clip);
  if (GTK_IS_SCROLLED_WINDOW (widget))
    look_at_scrolling (walk, GTK_SCROLLED_WINDOW (widget));
  inner = clip_below (widget, &area, clip);
  look_below (walk, widget, &inner);
}

static void
look_below (Walk       *walk,
            GtkWidget  *widget,
            const Clip *clip)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    look_at (walk, child, clip);
}

static gboolean
overlaps (const Area *a,
          const Area *b)
{
  return MIN (a->right, b->right) - MAX (a->left, b->left) > 2 * SLACK &&
         MIN (a->bottom, b->bottom) - MAX (a->top, b->top) > 2 * SLACK;
}

/* Names on a map stand where their places are, over whatever is there. */
static void
look_for_overlaps (Walk *walk)
{
  for (guint i = 0; i < walk->words->len; i++)
    for (guint j = i + 1; j < walk->words->len; j++)
      {
        const Words *one = &g_array_index (walk->words, Words, i);
        const Words *other = &g_array_index (walk->words, Words, j);

        if (overlaps (&one->area, &other->area))
          complain (walk, other->label, "on top of each other: “%s” and “%s”", gtk_label_get_text (GTK_LABEL (one->label)),
                    gtk_label_get_text (GTK_LABEL (other->label)));
      }
}

/**
 * gb_test_layout_faults:
 * @window: a window or popover that is shown and laid out
 * @width: how wide it was to be; 0 = as it is
 *
 * Returns: (transfer full) (element-type utf8): what an eye would find wrong with it
 */
GPtrArray *
gb_test_layout_faults (GtkWidget *window,
                       int        width)
{
  Walk walk = { window, g_ptr_array_new_with_free_func (g_free), g_array_new (FALSE, FALSE, sizeof (Words)) };
  Area all = { 0, 0, gtk_widget_get_width (window), gtk_widget_get_height (window) };
  Clip clip = { all, all };

  if (width > 0 && gtk_widget_get_width (window) > width)
    complain (&walk, window, "too wide: %d of %d", gtk_widget_get_width (window), width);
  look_below (&walk, window, &clip);
  look_for_overlaps (&walk);
  g_array_unref (walk.words);
  return walk.faults;
}

/**
 * gb_test_layout_save:
 * @window: a window or popover that is shown
 * @path: of a PNG
 *
 * For the eye.
 */
void
gb_test_layout_save (GtkWidget  *window,
                     const char *path)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  int width = gdk_paintable_get_intrinsic_width (paintable);
  int height = gdk_paintable_get_intrinsic_height (paintable);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, width, height));
  g_assert_true (gdk_texture_save_to_png (texture, path));
}
