/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-reason-box.h"

#include "gb-letter-words.h"
#include "gb-pass-focus.h"
#include "gb-wrap-layout.h"

/**
 * GbReasonBox:
 *
 * Where the reason of an apology letter is written, with usual reasons beneath to begin from. Emits "changed".
 */
struct _GbReasonBox
{
  AdwBin parent_instance;

  GtkLabel *title; /* the template's */
  GtkTextView *reason;
  GtkWidget *reasons;
};

enum
{
  PROP_TITLE = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];
static guint changed_signal;

G_DEFINE_FINAL_TYPE (GbReasonBox, gb_reason_box, ADW_TYPE_BIN)

static void
on_changed_cb (GbReasonBox *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static void
on_reason_clicked_cb (GbReasonBox *self,
                      GtkButton   *button)
{
  gb_reason_box_set_text (self, gtk_button_get_label (button));
  gtk_widget_grab_focus (GTK_WIDGET (self->reason));
}

static void
add_reasons (GbReasonBox *self)
{
  const char *const *reasons = gb_letter_words_reasons ();

  for (guint i = 0; reasons[i] != NULL; i++)
    {
      GtkWidget *button = gtk_button_new_with_label (reasons[i]);

      gtk_widget_add_css_class (button, "gb-chip");
      gtk_widget_add_css_class (button, "compact");
      g_signal_connect_object (button, "clicked", G_CALLBACK (on_reason_clicked_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (self->reasons), button);
    }
}

static gboolean
gb_reason_box_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GB_REASON_BOX (widget)->reason));
}

static void
gb_reason_box_set_property (GObject      *object,
                            guint         id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  if (id == PROP_TITLE)
    gb_reason_box_set_title (GB_REASON_BOX (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gb_reason_box_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (gb_reason_box_parent_class)->dispose (object);
}

static void
gb_reason_box_class_init (GbReasonBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = gb_reason_box_set_property;
  object_class->dispose = gb_reason_box_dispose;
  widget_class->grab_focus = gb_reason_box_grab_focus;
  gb_pass_focus (widget_class);

  /* What stands above the field. */
  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * GbReasonBox::changed:
   *
   * Another reason was written.
   */
  changed_signal
      = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (GB_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-reason-box.ui");
  gtk_widget_class_bind_template_child (widget_class, GbReasonBox, title);
  gtk_widget_class_bind_template_child (widget_class, GbReasonBox, reason);
  gtk_widget_class_bind_template_child (widget_class, GbReasonBox, reasons);
}

static void
gb_reason_box_init (GbReasonBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_reasons (self);
  g_signal_connect_object (gtk_text_view_get_buffer (self->reason), "changed", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * gb_reason_box_dup_text:
 *
 * Returns: (transfer full): the reason without what is blank around it; "" for none
 */
char *
gb_reason_box_dup_text (GbReasonBox *self)
{
  char *text;

  g_return_val_if_fail (GB_IS_REASON_BOX (self), NULL);

  g_object_get (gtk_text_view_get_buffer (self->reason), "text", &text, NULL);
  return g_strstrip (text);
}

void
gb_reason_box_set_text (GbReasonBox *self,
                        const char  *text)
{
  g_return_if_fail (GB_IS_REASON_BOX (self));

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->reason), text, -1);
}

/**
 * gb_reason_box_set_title:
 * @title: what stands above the field
 */
void
gb_reason_box_set_title (GbReasonBox *self,
                         const char  *title)
{
  g_return_if_fail (GB_IS_REASON_BOX (self));

  gtk_label_set_label (self->title, title);
}
