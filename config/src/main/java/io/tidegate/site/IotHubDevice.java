package io.tidegate.site;

import java.util.Optional;

/**
 * Who a gateway is at an Azure IoT Hub, which is no general broker: client id, user name and topic follow from the
 * device's id ("Communicate with an IoT hub using the MQTT protocol"). Immutable.
 *
 * @param host of the hub
 * @param id of the device that was registered there for the gateway
 */
record IotHubDevice(String host, String id) {

    private static final String API = "/?api-version=2021-04-12";

    /** What the hub allows, and could also stand in a topic. */
    static final Scalar<String> ID = new Scalar<>(Scalar.Type.TEXT, "corner-shop-gw-1", "corner-shop-gw-1", text -> {
        if (!text.matches("[A-Za-z0-9.%_*?!(),:=@$'-]{1,128}")) {
            throw new Unfit(
                    "'" + text + "' is no id of a device at Azure IoT Hub. Use 1 to 128 letters, digits and signs"
                            + " of - . _ : as it was registered there.");
        }
        return text;
    });

    /** The user's own property bag may follow. */
    private String topicStart() {
        return "devices/" + id + "/messages/events/";
    }

    /** With a property bag: JSON in UTF-8, so that the hub can route by the payload, and what routes may ask for. */
    String topic() {
        return topicStart() + "$.ct=application%2Fjson&$.ce=utf-8&site={site}&gateway={gateway}&kind={kind}";
    }

    /** Where the hub puts what it has for this device; behind it stand the properties of a message. */
    String heard() {
        return "devices/" + id + "/messages/devicebound/";
    }

    String username() {
        return host + "/" + id + API;
    }

    void check(Mapping item, MqttCloud read) {
        if (!read.topic().startsWith(topicStart()) && !item.isUnreadable("clientId")) {
            item.problem(
                    "topic",
                    "is none that Azure IoT Hub has for this device. Leave it out, or begin with " + topicStart()
                            + ".");
        }
        boolean isKnown = !item.isUnreadable("url") && !item.isUnreadable("clientId");
        if (isKnown && item.has("username") && !read.username().equals(Optional.of(username()))) {
            item.problem("username", "follows from url and clientId at Azure IoT Hub. Leave it out.");
        }
        if (item.has("password")) {
            item.problem(
                    "password",
                    "is no way into Azure IoT Hub. Give the device's key as 'sharedAccessKey: ${file:PATH}', or a"
                            + " certificate by tls.");
        }
        boolean shows = PresetRules.showsCertificate(item);
        if (item.has("sharedAccessKey") && shows) {
            item.problem(
                    "sharedAccessKey",
                    "stands beside a certificate. Keep the one that the device was registered with.");
        } else if (!item.has("sharedAccessKey") && !shows && !item.isUnreadable("tls")) {
            item.problem(
                    "sharedAccessKey",
                    "is missing. Add the device's key, such as 'sharedAccessKey: ${file:PATH}', or a certificate by tls.");
        }
    }
}
