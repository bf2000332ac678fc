/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-class-chip.h"

#include <glib/gi18n-lib.h>

#include "gb-class-text.h"
#include "gb-format.h"

/**
 * GbClassChip:
 *
 * A filter of the dossier table: icon, name and the number of rows it opens. Its kind is the nick
 * of a deadline class or mark, "open" for all that are not finished, or "all"; the kind is also the target
 * of the chip's action.
 */
struct _GbClassChip
{
  GtkToggleButton parent_instance;

  char           *kind;
  gint64          count; /* rows, -1 unknown */
  GtkWidget      *icon;  /* (owned by the widget tree) */
  GtkWidget      *name;  /* (owned by the widget tree) */
  GtkWidget      *figure; /* (owned by the widget tree) */
};

enum
{
  PROP_0,
  PROP_KIND,
  PROP_COUNT,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (GbClassChip, gb_class_chip, GTK_TYPE_TOGGLE_BUTTON)

static GParamSpec *properties[N_PROPS];

static void
describe (GbClassChip *self)
{
  const char *name = gtk_label_get_label (GTK_LABEL (self->name));
  g_autofree char *words = NULL;

  if (self->count >= 0)
    {
      g_autofree char *number = gb_format_number (self->count);

      /* Translators: a filter's name and the number of dossiers it opens, for screen readers */
      words = g_strdup_printf (ngettext ("%s, %s dossier", "%s, %s dossiers", self->count), name,
                               number);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words ? words : name, -1);
}

static void
take_kind (GbClassChip *self,
           const char  *kind)
{
  const char *name = _("All");
  const char *icon = NULL;
  GbDeadlineClass klass;
  GbDossierMark mark;

  if (gb_deadline_class_parse (kind, &klass))
    {
      name = gb_deadline_class_label (klass);
      icon = gb_class_icon_name (klass);
    }
  else if (gb_dossier_mark_parse (kind, &mark))
    {
      name = gb_dossier_mark_label (mark);
      icon = gb_mark_icon_name (mark);
    }
  else if (g_strcmp0 (kind, "sign-today") == 0)
    {
      name = _("To be signed today");
      icon = "gb-due-today-symbolic";
      gtk_widget_set_tooltip_text (GTK_WIDGET (self),
                                   _("Today is the last day to sign a letter of apology"));
    }
  else if (g_strcmp0 (kind, "sign-missed") == 0)
    {
      name = _("Past the signing day");
      icon = "gb-late-symbolic";
      gtk_widget_set_tooltip_text (GTK_WIDGET (self),
                                   _("The last day for a letter of apology has passed"));
    }
  else if (g_strcmp0 (kind, "open") == 0)
    gtk_widget_set_tooltip_text (GTK_WIDGET (self), _("All dossiers that are not finished"));

  self->kind = g_strdup (kind);
  gtk_label_set_label (GTK_LABEL (self->name), name);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), icon);
  gtk_widget_set_visible (self->icon, icon != NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", kind);
  describe (self);
}

static void
gb_class_chip_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  GbClassChip *self = GB_CLASS_CHIP (object);

  switch (prop_id)
    {
    case PROP_KIND:
      g_value_set_string (value, self->kind);
      break;
    case PROP_COUNT:
      g_value_set_int64 (value, self->count);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gb_class_chip_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  GbClassChip *self = GB_CLASS_CHIP (object);

  switch (prop_id)
    {
    case PROP_KIND:
      take_kind (self, g_value_get_string (value));
      break;
    case PROP_COUNT:
      gb_class_chip_set_count (self, g_value_get_int64 (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gb_class_chip_finalize (GObject *object)
{
  GbClassChip *self = GB_CLASS_CHIP (object);

  g_free (self->kind);

  G_OBJECT_CLASS (gb_class_chip_parent_class)->finalize (object);
}

static void
gb_class_chip_class_init (GbClassChipClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gb_class_chip_get_property;
  object_class->set_property = gb_class_chip_set_property;
  object_class->finalize = gb_class_chip_finalize;

  properties[PROP_KIND]
      = g_param_spec_string ("kind", NULL, NULL, "open",
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  /**
   * GbClassChip:count:
   *
   * The number of rows the chip opens, -1 until it is known.
   */
  properties[PROP_COUNT]
      = g_param_spec_int64 ("count", NULL, NULL, -1, G_MAXINT64, -1,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gb_class_chip_init (GbClassChip *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->count = -1;
  self->icon = gtk_image_new ();
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  self->name = gtk_label_new (NULL);
  self->figure = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->figure, "count");
  gtk_box_append (GTK_BOX (box), self->icon);
  gtk_box_append (GTK_BOX (box), self->name);
  gtk_box_append (GTK_BOX (box), self->figure);
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "gb-chip");
  /* GTK tells it only from the first change on. */
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_PRESSED,
                               GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
}

/**
 * gb_class_chip_new:
 * @kind: the nick of a deadline class or mark, or "open"
 */
GtkWidget *
gb_class_chip_new (const char *kind)
{
  return g_object_new (GB_TYPE_CLASS_CHIP, "kind", kind, NULL);
}

const char *
gb_class_chip_get_kind (GbClassChip *self)
{
  g_return_val_if_fail (GB_IS_CLASS_CHIP (self), NULL);

  return self->kind;
}

/**
 * gb_class_chip_get_count:
 *
 * Returns: the number of rows, -1 until it is known
 */
gint64
gb_class_chip_get_count (GbClassChip *self)
{
  g_return_val_if_fail (GB_IS_CLASS_CHIP (self), -1);

  return self->count;
}

/**
 * gb_class_chip_set_compact:
 * @compact: whether room is short: the name stands without its icon
 */
void
gb_class_chip_set_compact (GbClassChip *self,
                           gboolean     compact)
{
  g_return_if_fail (GB_IS_CLASS_CHIP (self));

  gtk_widget_set_visible (self->icon,
                          !compact && gtk_image_get_icon_name (GTK_IMAGE (self->icon)) != NULL);
  if (compact)
    gtk_widget_add_css_class (GTK_WIDGET (self), "compact");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "compact");
}

void
gb_class_chip_set_count (GbClassChip *self,
                         gint64       count)
{
  g_autofree char *figure = NULL;

  g_return_if_fail (GB_IS_CLASS_CHIP (self));

  if (self->count == count)
    return;
  self->count = count;
  if (count >= 0)
    figure = gb_format_number (count);
  gtk_label_set_label (GTK_LABEL (self->figure), figure ? figure : "");
  if (count == 0)
    gtk_widget_add_css_class (GTK_WIDGET (self), "zero");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "zero");
  describe (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}
