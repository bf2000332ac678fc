/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* accept4, pipe2 */
#include "gb-cut-proxy.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#define CHUNK 16384

/* A link that breaks at a byte: TCP in a thread of its own, between real programs. */
struct _GbCutProxy
{
  GThread *thread;
  int listener;
  int wake[2]; /* written to: look at the plan anew; closed: end */
  guint port;
  guint target;

  GArray *pairs; /* (element-type Pair): of the thread */

  GMutex lock;
  GbCut cut;
  gint64 down;
  gint64 up;
  gboolean is_cut;
  gboolean drop; /* what has lost bytes does not go on */
};

typedef struct
{
  int client;
  int hub;
} Pair;

static struct sockaddr_in
loopback (guint port)
{
  return (struct sockaddr_in) { .sin_family = AF_INET,
                                .sin_port = htons (port),
                                .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
}

/* Whatever was sent arrives before the end, in either way. */
static void
end (int       fd,
     GbCutKind kind)
{
  struct linger at_once = { 1, 0 };

  if (kind == GB_CUT_RESET)
    setsockopt (fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  close (fd);
}

static void
end_pair (GbCutProxy *self,
          guint       index,
          GbCutKind   kind)
{
  Pair *pair = &g_array_index (self->pairs, Pair, index);

  end (pair->client, kind);
  end (pair->hub, kind);
  g_array_remove_index_fast (self->pairs, index);
}

static void
accept_one (GbCutProxy *self,
            GbCutKind   kind,
            gboolean    refuse)
{
  struct sockaddr_in address = loopback (self->target);
  Pair pair = { accept4 (self->listener, NULL, NULL, SOCK_CLOEXEC), -1 };
  int on = 1;

  if (pair.client < 0)
    return;
  if (refuse && kind != GB_CUT_SILENCE)
    {
      end (pair.client, kind);
      return;
    }
  pair.hub = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (connect (pair.hub, (struct sockaddr *) &address, sizeof address) != 0)
    {
      end (pair.client, GB_CUT_RESET);
      close (pair.hub);
      return;
    }
  setsockopt (pair.client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  setsockopt (pair.hub, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  g_array_append_val (self->pairs, pair);
}

/* How many of @n bytes still go through; takes note of them and of the cut. */
static gsize
admit (GbCutProxy *self,
       gboolean    down,
       gsize       n)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  gint64 *count = down ? &self->down : &self->up;
  gint64 most = down ? self->cut.down : self->cut.up;

  if (self->is_cut && !self->cut.again)
    return 0;
  if (!self->is_cut && most >= 0 && *count + (gint64) n >= most)
    {
      n = most - *count;
      self->is_cut = TRUE;
    }
  *count += n;
  return n;
}

/* Returns whether the connection goes on. */
static gboolean
pass (GbCutProxy *self,
      int         from,
      int         to,
      gboolean    down)
{
  char buffer[CHUNK];
  gssize n = recv (from, buffer, sizeof buffer, 0);
  gsize left = n > 0 ? admit (self, down, n) : 0;
  gsize sent = 0;

  while (sent < left)
    {
      gssize written = send (to, buffer + sent, left - sent, MSG_NOSIGNAL);

      if (written <= 0)
        return FALSE;
      sent += written;
    }
  return n > 0;
}

static void
look_at_pairs (GbCutProxy    *self,
               struct pollfd *polled)
{
  for (int i = (int) self->pairs->len - 1; i >= 0; i--)
    {
      Pair pair = g_array_index (self->pairs, Pair, i);
      struct pollfd *fds = polled + 2 * i;

      if ((fds[0].revents != 0 && !pass (self, pair.client, pair.hub, FALSE))
          || (fds[1].revents != 0 && !pass (self, pair.hub, pair.client, TRUE)))
        end_pair (self, i, GB_CUT_CLOSE);
    }
}

/* Returns whether the proxy goes on. */
static gboolean
wait_and_serve (GbCutProxy *self)
{
  guint n = self->pairs->len;
  g_autofree struct pollfd *polled = g_new0 (struct pollfd, 2 + 2 * n);
  gboolean is_cut, cut_before, drop;
  GbCut cut;
  char told;

  polled[0] = (struct pollfd) { self->wake[0], POLLIN, 0 };
  polled[1] = (struct pollfd) { self->listener, POLLIN, 0 };
  for (guint i = 0; i < n; i++)
    {
      polled[2 + 2 * i] = (struct pollfd) { g_array_index (self->pairs, Pair, i).client, POLLIN, 0 };
      polled[3 + 2 * i] = (struct pollfd) { g_array_index (self->pairs, Pair, i).hub, POLLIN, 0 };
    }
  if (poll (polled, 2 + 2 * n, -1) < 0)
    return TRUE;
  if (polled[0].revents != 0 && read (self->wake[0], &told, 1) <= 0)
    return FALSE;

  g_mutex_lock (&self->lock);
  cut_before = self->is_cut;
  cut = self->cut;
  drop = self->drop;
  self->drop = FALSE;
  g_mutex_unlock (&self->lock);
  while (drop && self->pairs->len > 0)
    end_pair (self, self->pairs->len - 1, GB_CUT_RESET);
  look_at_pairs (self, polled + 2);
  g_mutex_lock (&self->lock);
  is_cut = self->is_cut;
  g_mutex_unlock (&self->lock);
  while (is_cut && (!cut_before || !cut.again) && cut.kind != GB_CUT_SILENCE && self->pairs->len > 0)
    end_pair (self, self->pairs->len - 1, cut.kind);
  if (polled[1].revents != 0)
    accept_one (self, cut.kind, is_cut && !cut.again);
  return TRUE;
}

static gpointer
run (gpointer data)
{
  GbCutProxy *self = data;

  while (wait_and_serve (self))
    ;
  while (self->pairs->len > 0)
    end_pair (self, self->pairs->len - 1, GB_CUT_CLOSE);
  return NULL;
}

/**
 * gb_cut_proxy_new:
 * @port: where the hub listens on loopback
 *
 * Returns: (transfer full): a link to it that holds until it is told otherwise
 */
GbCutProxy *
gb_cut_proxy_new (guint port)
{
  GbCutProxy *self = g_new0 (GbCutProxy, 1);
  struct sockaddr_in address = loopback (0);
  socklen_t length = sizeof address;

  g_mutex_init (&self->lock);
  self->target = port;
  self->cut = (GbCut) { GB_CUT_RESET, -1, -1, TRUE };
  self->pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  self->listener = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_assert_cmpint (bind (self->listener, (struct sockaddr *) &address, sizeof address), ==, 0);
  g_assert_cmpint (listen (self->listener, 16), ==, 0);
  g_assert_cmpint (getsockname (self->listener, (struct sockaddr *) &address, &length), ==, 0);
  self->port = ntohs (address.sin_port);
  g_assert_cmpint (pipe2 (self->wake, O_CLOEXEC), ==, 0);
  self->thread = g_thread_new ("cut-proxy", run, self);
  return self;
}

/**
 * gb_cut_proxy_free:
 * @self: (transfer full): a link; breaks all connections
 */
void
gb_cut_proxy_free (GbCutProxy *self)
{
  close (self->wake[1]);
  g_thread_join (self->thread);
  close (self->wake[0]);
  close (self->listener);
  g_array_unref (self->pairs);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * gb_cut_proxy_get_port:
 * @self: a link
 *
 * Returns: where it listens on loopback
 */
guint
gb_cut_proxy_get_port (GbCutProxy *self)
{
  return self->port;
}

/**
 * gb_cut_proxy_get_down:
 * @self: a link
 *
 * Returns: how many bytes came from the hub since gb_cut_proxy_set()
 */
guint64
gb_cut_proxy_get_down (GbCutProxy *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->down;
}

/**
 * gb_cut_proxy_get_up:
 * @self: a link
 *
 * Returns: how many bytes went to the hub since gb_cut_proxy_set()
 */
guint64
gb_cut_proxy_get_up (GbCutProxy *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->up;
}

/**
 * gb_cut_proxy_was_cut:
 * @self: a link
 *
 * Returns: whether it broke since gb_cut_proxy_set()
 */
gboolean
gb_cut_proxy_was_cut (GbCutProxy *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->is_cut;
}

/**
 * gb_cut_proxy_set:
 * @self: a link
 * @cut: (nullable): where it breaks next; %NULL = it holds
 *
 * Counts from here on. Connections that stand stay.
 */
void
gb_cut_proxy_set (GbCutProxy  *self,
                  const GbCut *cut)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->drop = self->is_cut;
  self->cut = cut != NULL ? *cut : (GbCut) { GB_CUT_RESET, -1, -1, TRUE };
  self->down = 0;
  self->up = 0;
  self->is_cut = FALSE;
  g_assert_cmpint (write (self->wake[1], "", 1), ==, 1);
}
