"""Listen for the grader or for a later submission on the loopback address and on a Unix socket.

Instead: no socket can be made to listen on.
Points: same
"""

import asyncio
import contextlib
import http.server
import socket
import socketserver

print("TRIED", flush=True)
for listen in (
    lambda: socket.create_server(("127.0.0.1", 0)),
    lambda: socket.create_server(("::1", 0), family=socket.AF_INET6),
    lambda: http.server.HTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler),
    lambda: socketserver.UnixStreamServer("./descent_was_here", socketserver.BaseRequestHandler),
    lambda: socketserver.UDPServer(("127.0.0.1", 0), socketserver.BaseRequestHandler),
    asyncio.new_event_loop,  # makes a pair of sockets for itself
):
    with contextlib.suppress(OSError):
        print("GAINED", listen())
