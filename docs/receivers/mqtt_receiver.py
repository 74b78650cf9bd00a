#!/usr/bin/env python3
"""Takes what a sink of type mqtt publishes. usage: mqtt_receiver.py FILE.db [PORT [HOST [FILTER]]]

The broker keeps a session for it, so it misses nothing while it is away; and a message is acknowledged when all of it is on
disk. Needs the client of Eclipse Paho: apt install python3-paho-mqtt, or pip install paho-mqtt.
"""

import sys

import paho.mqtt.client as mqtt

from entries import Entries


def client():
    name = "tidegate-receiver"
    if hasattr(mqtt, "CallbackAPIVersion"):  # since 2.0
        return mqtt.Client(mqtt.CallbackAPIVersion.VERSION1, client_id=name, clean_session=False)
    return mqtt.Client(client_id=name, clean_session=False)


def receive(entries, host, port, topics):
    def connected(session, *_):
        session.subscribe(topics, qos=1)

    def arrived(_session, _data, message):
        try:
            # The client acknowledges when this returns.
            entries.take(message.payload)
        except ValueError as wrong:
            print(f"{message.topic}: {wrong}", file=sys.stderr)

    def subscribed(*_):
        print(f"listening to {topics} at {host}:{port}", flush=True)

    session = client()
    session.on_connect = connected
    session.on_subscribe = subscribed
    session.on_message = arrived
    session.reconnect_delay_set(1, 10)
    session.connect_async(host, port)
    session.loop_forever(retry_first_connection=True)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    receive(
        Entries(sys.argv[1]),
        sys.argv[3] if len(sys.argv) > 3 else "127.0.0.1",
        int(sys.argv[2]) if len(sys.argv) > 2 else 1883,
        sys.argv[4] if len(sys.argv) > 4 else "tidegate/#")
