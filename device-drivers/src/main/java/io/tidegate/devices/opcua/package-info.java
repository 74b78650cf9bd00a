/**
 * OPC UA servers (IEC 62541): machines and controllers that tell their variables when they change.
 *
 * <p>Wiring: the network; port 4840 mostly. Permissions: none on the box; the server must trust the gateway's certificate,
 * and the gateway the server's. Quirks: a server may announce itself under a name that nobody else knows, so the address of
 * the site file is kept; it tells why it refuses a certificate in its own log only; a variable's source time may never have
 * been set. The page for users is {@code docs/devices/opcua.md}. {@code Decoding}, {@code Endpoints} and {@code Standing} are
 * the pure parts. Eclipse Milo is loaded with the first driver that is opened, and its threads belong to that driver.
 */
@NullMarked
package io.tidegate.devices.opcua;

import org.jspecify.annotations.NullMarked;
