package io.tidegate.devices.gadgets;

/** What a gadget has several of: the first one's fields have their plain names. Functions only. */
final class Channel {

    private Channel() {}

    /** {@code power}, then {@code power.1}, {@code power.2}. */
    static String field(String name, String channel) {
        return channel.isEmpty() || channel.equals("0") ? name : name + '.' + channel;
    }
}
