/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-qr-code.h"

#include "gb-qr-matrix.h"

/* A telephone held before the screen reads it from half a metre. */
#define NATURAL_SIZE 188
#define MINIMUM_SIZE 96
#define RADIUS 9

/**
 * GbQrCode:
 *
 * A link as a QR code, for somebody's telephone. It is a picture whose name says what it opens; black on white in all
 * of the desktop's styles.
 */
struct _GbQrCode
{
  GtkWidget parent_instance;

  char *text;         /* (owned) (nullable) */
  GbQrMatrix *matrix; /* (owned) (nullable): none, or too long */
};

G_DEFINE_FINAL_TYPE (GbQrCode, gb_qr_code, GTK_TYPE_WIDGET)

static void
gb_qr_code_snapshot (GtkWidget   *widget,
                     GtkSnapshot *snapshot)
{
  GbQrCode *self = GB_QR_CODE (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  int size = MIN (width, height);
  graphene_rect_t area = GRAPHENE_RECT_INIT ((float) ((width - size) / 2), (float) ((height - size) / 2), (float) size,
                                             (float) size);
  GskRoundedRect frame;
  cairo_t *cr;

  if (self->matrix == NULL)
    return;
  gsk_rounded_rect_init_from_rect (&frame, &area, RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &frame);
  cr = gtk_snapshot_append_cairo (snapshot, &area);
  cairo_translate (cr, area.origin.x, area.origin.y);
  gb_qr_matrix_draw (self->matrix, cr, size);
  cairo_destroy (cr);
  gtk_snapshot_pop (snapshot);
}

static GtkSizeRequestMode
gb_qr_code_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
gb_qr_code_measure (GtkWidget      *widget,
                    GtkOrientation  orientation,
                    int             for_size,
                    int            *minimum,
                    int            *natural,
                    int            *minimum_baseline,
                    int            *natural_baseline)
{
  *minimum = MINIMUM_SIZE;
  *natural = NATURAL_SIZE;
}

static void
gb_qr_code_finalize (GObject *object)
{
  GbQrCode *self = GB_QR_CODE (object);

  g_free (self->text);
  g_clear_pointer (&self->matrix, gb_qr_matrix_free);

  G_OBJECT_CLASS (gb_qr_code_parent_class)->finalize (object);
}

static void
gb_qr_code_class_init (GbQrCodeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gb_qr_code_finalize;
  widget_class->snapshot = gb_qr_code_snapshot;
  widget_class->get_request_mode = gb_qr_code_get_request_mode;
  widget_class->measure = gb_qr_code_measure;

  gtk_widget_class_set_css_name (widget_class, "qrcode");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
gb_qr_code_init (GbQrCode *self)
{
}

GtkWidget *
gb_qr_code_new (void)
{
  return g_object_new (GB_TYPE_QR_CODE, NULL);
}

/**
 * gb_qr_code_get_text:
 *
 * Returns: (nullable): what it holds
 */
const char *
gb_qr_code_get_text (GbQrCode *self)
{
  g_return_val_if_fail (GB_IS_QR_CODE (self), NULL);

  return self->text;
}

/**
 * gb_qr_code_set_text:
 * @text: (nullable): what it is to hold; %NULL, and what is too long, leaves it empty
 * @label: what it opens, for whoever cannot see it
 */
void
gb_qr_code_set_text (GbQrCode   *self,
                     const char *text,
                     const char *label)
{
  g_return_if_fail (GB_IS_QR_CODE (self));

  g_free (self->text);
  self->text = g_strdup (text);
  g_clear_pointer (&self->matrix, gb_qr_matrix_free);
  if (text != NULL)
    self->matrix = gb_qr_matrix_new (text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
