#!/usr/bin/env python3
"""Passes requests of the links check on to public addresses, and refuses all others.

Usage: public_proxy.py FILE

It listens on a free port of this machine, and writes its address to FILE. A name is resolved here, once: the addresses that it
stands for are looked at, and one of those is connected to, so that neither a name, nor one that changes its mind, nor a redirect
reaches this machine or its network. What is refused is answered with 502, which no page that has moved answers.
"""

import http.server
import ipaddress
import select
import socket
import sys
import urllib.parse

TIMEOUT = 60
# The host of GitHub's machines answers its guests at an address that looks public; NAT64 wraps any address of version 4.
# The two oldest forms, site-local addresses and those that are made of one of version 4, are no longer of the public network.
OWN = [
    ipaddress.ip_network(network)
    for network in ("168.63.129.16/32", "64:ff9b::/96", "64:ff9b:1::/48", "fec0::/10", "::/96")
]
HOP_BY_HOP = {"connection", "keep-alive", "proxy-authorization", "proxy-connection", "te", "trailer", "upgrade"}


def is_public(text):
    """Whether an address is one of the public network."""
    address = ipaddress.ip_address(text.split("%")[0])
    if address.version == 6 and (address.ipv4_mapped or address.sixtofour or address.teredo):
        return False
    is_own = any(address in network for network in OWN if network.version == address.version)
    return address.is_global and not address.is_multicast and not is_own


def connected(host, port):
    """A connection to a host, all of whose addresses are public; an OSError if one is not or none answers."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    if not all(is_public(address[0]) for *_, address in found):
        raise OSError("not a public address")
    last = OSError("no address")
    for family, kind, protocol, _, address in found:
        connection = socket.socket(family, kind, protocol)
        connection.settimeout(TIMEOUT)
        try:
            connection.connect(address)
            return connection
        except OSError as error:
            connection.close()
            last = error
    raise last


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers one request after another."""

    timeout = TIMEOUT

    def do_CONNECT(self):
        """Opens a tunnel, through which TLS is spoken."""
        address = self.address("//" + self.path)
        if address is not None:
            self.pass_on(address, 443, None)

    def do_GET(self):
        """Passes on a request of plain HTTP."""
        address = self.address(self.path)
        if address is None:
            return
        target = urllib.parse.urlunsplit(("", "", address.path or "/", address.query, ""))
        lines = [f"{self.command} {target} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in self.headers.items() if name.lower() not in HOP_BY_HOP]
        self.pass_on(address, 80, "\r\n".join(lines + ["Connection: close", "", ""]).encode("latin-1"))

    do_HEAD = do_GET

    def address(self, text):
        """The parts of an address; none, and an answer that says so, if it is no address."""
        try:
            return urllib.parse.urlsplit(text)
        except ValueError:
            self.send_error(502)
            return None

    def pass_on(self, address, usual_port, request):
        """Connects, sends the request if there is one, and passes bytes both ways until an end is silent."""
        self.close_connection = True
        try:
            upstream = connected(address.hostname or "", address.port or usual_port)
        except (OSError, ValueError):
            self.send_error(502)
            return
        with upstream:
            if request is None:
                self.send_response(200)
                self.end_headers()
            else:
                upstream.sendall(request)
            self.relay(upstream)

    def relay(self, upstream):
        """Passes bytes both ways."""
        other = {upstream: self.connection, self.connection: upstream}
        try:
            while True:
                ready, _, _ = select.select(list(other), [], [], TIMEOUT)
                pieces = [(end, end.recv(65536)) for end in ready]
                if not pieces or not all(piece for _, piece in pieces):
                    return
                for end, piece in pieces:
                    other[end].sendall(piece)
        except OSError:
            return

    def log_message(self, *_):
        """Says nothing: what strangers' servers answer is no text for a log."""


def main(file):
    """Listens until it is ended."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    with open(file, "w", encoding="ascii") as out:
        out.write(f"http://127.0.0.1:{server.server_port}\n")
    server.serve_forever()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
