# SPDX-License-Identifier: GPL-3.0-or-later
"""A bad link between real programs: delay, rate, loss of packets and connections that break off.

Where the kernel allows it, two network namespaces are joined by a relay that drops, delays and counts IP packets, so that
TCP itself has to cope; elsewhere a proxy does the same to portions of a TCP stream, a loss being a retransmission's pause.
"""

import asyncio
import contextlib
import ctypes
import fcntl
import heapq
import itertools
import os
import random
import socket
import struct
import threading
import time

CLONE_NEWNET = 0x40000000
NEAR, FAR = "10.99.0.1", "10.99.0.2"
MTU = 1400
# Packets that wait in one direction; what comes then is lost, as in any router
QUEUE = 64
LIBC = ctypes.CDLL(None, use_errno=True)


def system_call(function, *arguments):
    if function(*arguments) != 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))


def open_namespace():
    return os.open("/proc/thread-self/ns/net", os.O_RDONLY | os.O_CLOEXEC)


def make_tun(address):
    """A new namespace for this thread, with a tun device that is up; their two descriptors."""
    system_call(LIBC.unshare, CLONE_NEWNET)
    tun = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
    fcntl.ioctl(tun, 0x400454CA, struct.pack("16sH22x", b"wan0", 0x1001))  # TUNSETIFF: IFF_TUN | IFF_NO_PI
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        def put(request, text):
            value = struct.pack("16sHH4s8x", b"wan0", socket.AF_INET, 0, socket.inet_aton(text))
            fcntl.ioctl(control, request, value + b"\0" * 8)

        put(0x8916, address)  # SIOCSIFADDR
        put(0x891C, "255.255.255.252")  # SIOCSIFNETMASK
        fcntl.ioctl(control, 0x8922, struct.pack("16si20x", b"wan0", MTU))  # SIOCSIFMTU
        fcntl.ioctl(control, 0x8914, struct.pack("16sH22x", b"wan0", 0x41))  # SIOCSIFFLAGS: IFF_UP | IFF_RUNNING
    return open_namespace(), tun


class Relay:
    """Carries IP packets between two tun devices."""

    def __init__(self, link, loop, tuns):
        self.link, self.loop, self.tuns = link, loop, tuns
        self.free = {tun: 0.0 for tun in tuns}
        self.waiting = {tun: 0 for tun in tuns}
        self.order = itertools.count()
        self.heap = []
        for tun in tuns:
            loop.add_reader(tun, self.take, tun)

    def take(self, tun):
        link, now = self.link, self.loop.time()
        try:
            packet = os.read(tun, 4096)
        except BlockingIOError:
            return
        if packet[0] >> 4 != 4:  # the kernel looks for IPv6 routers
            return
        link.packets += 1
        link.wire_bytes += len(packet)
        if link.down or self.waiting[tun] >= QUEUE or link.random.random() < link.loss:
            return
        self.free[tun] = max(self.free[tun], now) + (len(packet) / link.rate if link.rate else 0)
        self.waiting[tun] += 1
        heapq.heappush(self.heap, (self.free[tun] + link.delay, next(self.order), tun, packet))
        self.loop.call_at(self.free[tun] + link.delay, self.give)

    def give(self):
        while self.heap and self.heap[0][0] <= self.loop.time() + 1e-4:
            _, _, tun, packet = heapq.heappop(self.heap)
            self.waiting[tun] -= 1
            with contextlib.suppress(OSError):
                os.write(self.tuns[1 - self.tuns.index(tun)], packet)

    def close(self):
        for tun in self.tuns:
            self.loop.remove_reader(tun)
            os.close(tun)


class Link:
    """ports[i] on loopback leads to targets[i] on loopback. round_trip in seconds, kbit in kbit/s for each direction (0 =
    any), loss 0..1, drop_every and drop_for in seconds: how often and for how long the link is gone with all connections.

    payload_bytes counts what the programs sent and received, wire_bytes IP packets (0 without namespaces), both ways."""

    def __init__(self, targets, seed=1, namespaces=None, **quality):
        self.targets = targets
        self.become(**quality)
        self.namespaces = may_make_namespaces() if namespaces is None else namespaces
        self.random = random.Random(seed)
        self.down = False
        self.writers = set()
        self.ready = threading.Event()
        self.error = None

    def become(self, round_trip=0.0, kbit=0, loss=0.0, drop_every=0.0, drop_for=0.0):
        """Another quality from now on; what went over it is counted anew."""
        self.delay, self.rate, self.loss = round_trip / 2, kbit * 1000 / 8, loss
        self.drop_every, self.drop_for = drop_every, drop_for
        self.payload_bytes = self.wire_bytes = self.packets = self.connections = self.drops = 0
        self.since = time.monotonic()

    def __enter__(self):
        self.thread = threading.Thread(target=lambda: asyncio.run(self.main()), daemon=True)
        self.thread.start()
        self.ready.wait(20)
        if self.error:
            raise self.error
        return self

    def __exit__(self, *exception):
        self.loop.call_soon_threadsafe(self.stop.set)
        self.thread.join(20)

    async def main(self):
        self.loop, self.stop = asyncio.get_running_loop(), asyncio.Event()
        self.home, self.servers, relay = open_namespace(), [], None
        self.near = self.far = self.home
        try:
            if self.namespaces:
                self.near, near_tun = make_tun(NEAR)
                self.far, far_tun = make_tun(FAR)
                relay = Relay(self, self.loop, [near_tun, far_tun])
            self.ports = [await self.open_way(target) for target in self.targets]
        except OSError as error:
            self.error = error
            self.ready.set()
            return
        dropping = asyncio.create_task(self.drop())
        self.ready.set()
        await self.stop.wait()
        dropping.cancel()
        self.break_off()
        for server in self.servers:
            server.close()
        if relay:
            relay.close()
        for namespace in {self.home, self.near, self.far}:
            os.close(namespace)

    def socket_in(self, namespace):
        """Sockets stay in the namespace they were made in."""
        if self.namespaces:
            system_call(LIBC.setns, namespace, CLONE_NEWNET)
        made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        made.setblocking(False)
        return made

    async def listen(self, namespace, address, callback):
        made = self.socket_in(namespace)
        made.bind((address, 0))
        self.servers.append(await asyncio.start_server(callback, sock=made))
        return made.getsockname()[1]

    async def connect(self, namespace, address, port):
        made = self.socket_in(namespace)
        try:
            await self.loop.sock_connect(made, (address, port))
        except OSError:
            made.close()
            raise
        return await asyncio.open_connection(sock=made)

    async def open_way(self, target):
        async def far(reader, writer):
            await self.join(reader, writer, self.connect(self.home, "127.0.0.1", target), False)

        async def near(reader, writer):
            self.connections += 1
            await self.join(reader, writer, self.connect(self.near, FAR, port) if self.namespaces
                            else self.connect(self.home, "127.0.0.1", target), True)

        port = await self.listen(self.far, FAR, far) if self.namespaces else None
        return await self.listen(self.home, "127.0.0.1", near)

    async def join(self, reader, writer, connecting, count):
        self.writers.add(writer)
        other = None
        try:
            if not self.namespaces:
                await asyncio.sleep(2 * self.delay)
            if not self.down:
                other_reader, other = await connecting
                self.writers.add(other)
                await asyncio.gather(self.pump(reader, other, count), self.pump(other_reader, writer, count))
            else:
                connecting.close()
                writer.transport.abort()
        except (OSError, asyncio.CancelledError):
            writer.transport.abort()
        finally:
            self.writers -= {writer, other}

    async def pump(self, reader, writer, count):
        """What is too slow here holds the sender back, as a full send buffer does."""
        free = 0.0
        try:
            while data := await reader.read(1360):
                if count:
                    self.payload_bytes += len(data)
                if not self.namespaces:
                    free = max(free, self.loop.time()) + (len(data) / self.rate if self.rate else 0)
                    while self.random.random() < self.loss:
                        free += max(0.2, 3 * self.delay)
                    await asyncio.sleep(free - self.loop.time())
                    self.loop.call_later(self.delay, self.write, writer, data)
                else:
                    writer.write(data)
                    await writer.drain()
            if not self.namespaces:
                await asyncio.sleep(self.delay + 0.001)
            if writer.can_write_eof() and not writer.transport.is_closing():
                writer.write_eof()
        except (OSError, asyncio.IncompleteReadError):
            writer.transport.abort()

    @staticmethod
    def write(writer, data):
        if not writer.transport.is_closing():
            writer.write(data)

    def break_off(self):
        for writer in list(self.writers):
            made = writer.get_extra_info("socket")
            if made is not None and not writer.transport.is_closing():
                made.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            writer.transport.abort()

    async def drop(self):
        while True:
            await asyncio.sleep(0.05)
            if self.drop_every and time.monotonic() - self.since >= self.drop_every - self.drop_for:
                self.down, self.drops = True, self.drops + 1
                self.break_off()
                await asyncio.sleep(self.drop_for)
                self.down, self.since = False, time.monotonic()


def may_make_namespaces():
    """Whether this process may have network namespaces and tun devices."""
    answer = []

    def attempt():  # a namespace of the thread, gone with it
        with contextlib.suppress(OSError):
            namespace, tun = make_tun(NEAR)
            os.close(tun)
            os.close(namespace)
            answer.append(True)

    thread = threading.Thread(target=attempt)
    thread.start()
    thread.join()
    return bool(answer)
