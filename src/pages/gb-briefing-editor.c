/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-briefing-editor.h"

#include <glib/gi18n-lib.h>

#include "gb-pass-focus.h"
#include "gb-property.h"
#include "gb-text-field.h"

/**
 * GbBriefingEditor:
 *
 * Where one section of the briefing is written. Until somebody changes them it has sentences that are made of the
 * figures and change with them; these can be had back. Emits "written" when the user changed something.
 */
struct _GbBriefingEditor
{
  AdwBin parent_instance;

  GtkWidget *box; /* the template's */
  GtkLabel *title;
  GtkLabel *state;
  GtkWidget *reset;
  GtkTextView *text;
  GtkEventControllerFocus *focus;

  char *name;     /* (owned) (nullable) */
  int section;    /* its number on the sheet */
  char *prepared; /* (owned) (nullable) */
  gboolean editing;
  gboolean filling; /* what changes was not changed by the user */
};

enum
{
  PROP_TITLE = 1,
  PROP_SECTION,
  PROP_EDITING,
  N_PROPS
};

static GParamSpec *props[N_PROPS];
static guint written_signal;

G_DEFINE_FINAL_TYPE (GbBriefingEditor, gb_briefing_editor, ADW_TYPE_BIN)

static void
update_state (GbBriefingEditor *self)
{
  g_autofree char *written = gb_briefing_editor_dup_written (self);
  /* Translators: %d is the number of a section of the report */
  g_autofree char *state = g_strdup_printf (_("being edited, section %d"), self->section);

  gtk_label_set_label (self->state, state);
  gtk_widget_set_visible (GTK_WIDGET (self->state), self->editing);
  gtk_widget_set_visible (self->reset, written != NULL);
}

static void
fill (GbBriefingEditor *self,
      const char       *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  g_autofree char *before = gb_text_field_dup_text (GB_TEXT_FIELD (self->text));

  if (g_strcmp0 (before, text) == 0)
    return;
  self->filling = TRUE;
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, text, -1);
  gtk_text_buffer_end_irreversible_action (buffer);
  self->filling = FALSE;
}

static void
on_buffer_changed_cb (GbBriefingEditor *self)
{
  if (self->filling)
    return;
  update_state (self);
  g_signal_emit (self, written_signal, 0);
}

/* What was written can be had back by undoing. */
static void
on_reset_clicked_cb (GbBriefingEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start, end;

  gtk_text_buffer_begin_user_action (buffer);
  self->filling = TRUE;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_delete (buffer, &start, &end);
  self->filling = FALSE;
  gtk_text_buffer_insert (buffer, &start, self->prepared != NULL ? self->prepared : "", -1);
  gtk_text_buffer_end_user_action (buffer);
  on_buffer_changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

static void
on_focus_cb (GbBriefingEditor *self)
{
  gboolean editing = gtk_event_controller_focus_contains_focus (self->focus);

  if (self->editing == editing)
    return;
  self->editing = editing;
  update_state (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_EDITING]);
}

static gboolean
gb_briefing_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GB_BRIEFING_EDITOR (widget)->text));
}

static void
gb_briefing_editor_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  GbBriefingEditor *self = GB_BRIEFING_EDITOR (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->name);
      break;
    case PROP_SECTION:
      g_value_set_int (value, self->section);
      break;
    case PROP_EDITING:
      g_value_set_boolean (value, self->editing);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_briefing_editor_set_property (GObject      *object,
                                 guint         id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  GbBriefingEditor *self = GB_BRIEFING_EDITOR (object);
  g_autofree char *told = NULL;

  if (!gb_property_changes (object, value, pspec))
    return;
  switch (id)
    {
    case PROP_TITLE:
      g_free (self->name);
      self->name = g_value_dup_string (value);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL, self->name, -1);
      /* Translators: %s is the name of a section */
      told = g_strdup_printf (_("Use the prepared sentences: %s"), self->name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->reset), GTK_ACCESSIBLE_PROPERTY_LABEL, told, -1);
      break;
    case PROP_SECTION:
      self->section = g_value_get_int (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
  g_object_notify_by_pspec (object, pspec);
}

static void
gb_briefing_editor_dispose (GObject *object)
{
  GbBriefingEditor *self = GB_BRIEFING_EDITOR (object);

  /* A buffer that goes is not changed by the user. */
  self->filling = TRUE;
  adw_bin_set_child (ADW_BIN (self), NULL);

  G_OBJECT_CLASS (gb_briefing_editor_parent_class)->dispose (object);
}

static void
gb_briefing_editor_finalize (GObject *object)
{
  GbBriefingEditor *self = GB_BRIEFING_EDITOR (object);

  g_free (self->name);
  g_free (self->prepared);

  G_OBJECT_CLASS (gb_briefing_editor_parent_class)->finalize (object);
}

static void
gb_briefing_editor_class_init (GbBriefingEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gb_briefing_editor_get_property;
  object_class->set_property = gb_briefing_editor_set_property;
  object_class->dispose = gb_briefing_editor_dispose;
  object_class->finalize = gb_briefing_editor_finalize;
  widget_class->grab_focus = gb_briefing_editor_grab_focus;
  gb_pass_focus (widget_class);

  /* What the section is about. */
  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL,
                                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /* Its number on the sheet. */
  props[PROP_SECTION] = g_param_spec_int ("section", NULL, NULL, 0, G_MAXINT, 0,
                                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /* Whether the cursor is in it. */
  props[PROP_EDITING] = g_param_spec_boolean ("editing", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  written_signal = g_signal_new ("written", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "briefingeditor");
  g_type_ensure (GB_TYPE_TEXT_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/giaoban/GiaoBan/ui/pages/gb-briefing-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, GbBriefingEditor, box);
  gtk_widget_class_bind_template_child (widget_class, GbBriefingEditor, title);
  gtk_widget_class_bind_template_child (widget_class, GbBriefingEditor, state);
  gtk_widget_class_bind_template_child (widget_class, GbBriefingEditor, reset);
  gtk_widget_class_bind_template_child (widget_class, GbBriefingEditor, text);
  gtk_widget_class_bind_template_child (widget_class, GbBriefingEditor, focus);
  gtk_widget_class_bind_template_callback (widget_class, on_reset_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_focus_cb);
}

static void
gb_briefing_editor_init (GbBriefingEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (self->text), "changed", G_CALLBACK (on_buffer_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * gb_briefing_editor_show:
 * @written: (nullable): what somebody wrote; %NULL where nobody wrote anything
 * @prepared: what stands there then
 *
 * Shows it; does not emit "written". The cursor stays where nothing changes.
 */
void
gb_briefing_editor_show (GbBriefingEditor *self,
                         const char       *written,
                         const char       *prepared)
{
  g_return_if_fail (GB_IS_BRIEFING_EDITOR (self));

  if (g_strcmp0 (self->prepared, prepared) != 0)
    {
      g_free (self->prepared);
      self->prepared = g_strdup (prepared);
    }
  fill (self, written != NULL ? written : prepared);
  update_state (self);
}

/**
 * gb_briefing_editor_dup_written:
 *
 * Returns: (transfer full) (nullable): what the user wants to stand there; %NULL for the prepared sentences
 */
char *
gb_briefing_editor_dup_written (GbBriefingEditor *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (GB_IS_BRIEFING_EDITOR (self), NULL);

  text = gb_text_field_dup_text (GB_TEXT_FIELD (self->text));
  return g_strcmp0 (text, self->prepared != NULL ? self->prepared : "") != 0 ? g_steal_pointer (&text) : NULL;
}

gboolean
gb_briefing_editor_get_editing (GbBriefingEditor *self)
{
  g_return_val_if_fail (GB_IS_BRIEFING_EDITOR (self), FALSE);

  return self->editing;
}
