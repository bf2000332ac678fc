/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An input method that composes as Unikey does: a syllable is underlined until it is whole, and what is still composed when
 * the focus goes, or the text is changed by somebody else, is committed as it is. */
#include "gb-test-composer.h"

#include <gtk/gtkimmodule.h>

struct _GbTestComposer
{
  GtkIMContext parent_instance;

  GtkWidget *text; /* (not owned) (nullable) */
  char *part;      /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (GbTestComposer, gb_test_composer, GTK_TYPE_IM_CONTEXT)

static GPtrArray *composers;

/* The text is told that a key went into what is composed, as of a real key: only then does it end that when it changes. */
static void
tell_of_key (GbTestComposer *self)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (self->text);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "im-update");
    }
}

static void
gb_test_composer_set_client_widget (GtkIMContext *context,
                                    GtkWidget    *widget)
{
  GB_TEST_COMPOSER (context)->text = widget;
}

static void
gb_test_composer_get_preedit_string (GtkIMContext   *context,
                                     char          **text,
                                     PangoAttrList **attributes,
                                     int            *cursor)
{
  const char *part = gb_test_composer_get (GB_TEST_COMPOSER (context));

  if (text != NULL)
    *text = g_strdup (part);
  if (attributes != NULL)
    {
      *attributes = pango_attr_list_new ();
      pango_attr_list_insert (*attributes, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE));
    }
  if (cursor != NULL)
    *cursor = g_utf8_strlen (part, -1);
}

static void
gb_test_composer_end (GtkIMContext *context)
{
  GbTestComposer *self = GB_TEST_COMPOSER (context);
  g_autofree char *part = g_steal_pointer (&self->part);

  if (part != NULL)
    gb_test_composer_commit (self, part);
}

static void
gb_test_composer_finalize (GObject *object)
{
  GbTestComposer *self = GB_TEST_COMPOSER (object);

  g_ptr_array_remove (composers, self);
  g_free (self->part);

  G_OBJECT_CLASS (gb_test_composer_parent_class)->finalize (object);
}

static void
gb_test_composer_class_init (GbTestComposerClass *klass)
{
  GtkIMContextClass *context_class = GTK_IM_CONTEXT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gb_test_composer_finalize;
  context_class->set_client_widget = gb_test_composer_set_client_widget;
  context_class->get_preedit_string = gb_test_composer_get_preedit_string;
  context_class->focus_out = gb_test_composer_end;
  context_class->reset = gb_test_composer_end;
}

static void
gb_test_composer_init (GbTestComposer *self)
{
  g_ptr_array_add (composers, self);
}

/**
 * gb_test_composer_install:
 *
 * Has every text of this program ask this input method; once, after GTK started.
 */
void
gb_test_composer_install (void)
{
  composers = g_ptr_array_new ();
  g_io_extension_point_implement (GTK_IM_MODULE_EXTENSION_POINT_NAME, GB_TYPE_TEST_COMPOSER, "gb-test", 1000);
  g_setenv ("GTK_IM_MODULE", "gb-test", TRUE);
}

/**
 * gb_test_composer_of:
 * @text: a #GtkText or #GtkTextView that has or had the focus
 *
 * Returns: (transfer none): what composes its text
 */
GbTestComposer *
gb_test_composer_of (GtkWidget *text)
{
  GbTestComposer *found = NULL;

  for (guint i = 0; i < composers->len; i++)
    {
      GbTestComposer *composer = g_ptr_array_index (composers, i);

      if (composer->text == text)
        found = composer;
    }
  g_assert_nonnull (found);
  return found;
}

/**
 * gb_test_composer_compose:
 * @part: what of a syllable is typed
 */
void
gb_test_composer_compose (GbTestComposer *self,
                          const char     *part)
{
  const gboolean starts = self->part == NULL;

  g_free (self->part);
  self->part = g_strdup (part);
  if (starts)
    g_signal_emit_by_name (self, "preedit-start");
  g_signal_emit_by_name (self, "preedit-changed");
  tell_of_key (self);
}

/**
 * gb_test_composer_commit:
 * @whole: what becomes of it
 */
void
gb_test_composer_commit (GbTestComposer *self,
                         const char     *whole)
{
  g_clear_pointer (&self->part, g_free);
  g_signal_emit_by_name (self, "preedit-changed");
  g_signal_emit_by_name (self, "preedit-end");
  g_signal_emit_by_name (self, "commit", whole);
}

/**
 * gb_test_composer_get:
 *
 * Returns: what is still composed
 */
const char *
gb_test_composer_get (GbTestComposer *self)
{
  return self->part != NULL ? self->part : "";
}
