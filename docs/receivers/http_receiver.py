#!/usr/bin/env python3
"""Takes what a sink of type http delivers. usage: http_receiver.py FILE.db [PORT [HOST]]

A delivery is answered with 204 when all of it is on disk, so a gateway that is not answered sends it again, and the key drops
what is there already. For a trial: behind it there must be a server that speaks TLS and asks for the token.
"""

import gzip
import http.server
import json
import sqlite3
import sys
import zlib

from entries import Entries

BYTES_MAX = 16 << 20


class Receiver(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    entries = None

    def do_POST(self):
        length = int(self.headers.get("Content-Length") or 0)
        if length > BYTES_MAX:
            self.answer(413, "larger than 16 MiB")
            self.close_connection = True
            return
        body = self.rfile.read(length)
        try:
            if self.headers.get("Content-Encoding") == "gzip":
                body = gzip.decompress(body)
            self.entries.take(body)
            self.answer(204)
        except (ValueError, EOFError, OSError, zlib.error) as wrong:
            self.answer(400, str(wrong))
        except sqlite3.Error as trouble:
            self.answer(503, str(trouble))

    def do_GET(self):
        self.answer(200, json.dumps(self.entries.report()), "application/json")

    def answer(self, status, text="", kind="text/plain; charset=utf-8"):
        body = text.encode()
        self.send_response(status)
        if status != 204:
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    Receiver.entries = Entries(sys.argv[1])
    port = int(sys.argv[2]) if len(sys.argv) > 2 else 9090
    host = sys.argv[3] if len(sys.argv) > 3 else "127.0.0.1"
    server = http.server.ThreadingHTTPServer((host, port), Receiver)
    print(f"listening on http://{host}:{port}/", flush=True)
    server.serve_forever()
