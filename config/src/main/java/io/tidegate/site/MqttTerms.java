package io.tidegate.site;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a broker is spoken to, and what it takes. In the site file these keys stand beside the others of an MQTT cloud.
 * Immutable.
 *
 * @param preset whose defaults and limits these are
 * @param alpn the protocol's name, for a server that has several behind one port (RFC 7301)
 * @param messageMax bytes of a payload; what is larger is not sent
 * @param messagesPerSecond at most
 * @param expiry how long the broker keeps a message that nobody has fetched
 */
public record MqttTerms(
        Optional<MqttPreset> preset,
        Version version,
        Optional<String> alpn,
        Optional<Long> messageMax,
        Optional<Integer> messagesPerSecond,
        Optional<Duration> expiry) {

    /** MQTT 5, and what the broker says itself. */
    public static final MqttTerms STANDARD = new MqttTerms(
            Optional.empty(), Version.V5, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Of the protocol. */
    public enum Version {
        V5("5"),
        V3_1_1("3.1.1");

        private final String word;

        Version(String word) {
            this.word = word;
        }

        /** As the site file writes it. */
        public String word() {
            return word;
        }
    }

    /** A packet has 256 MiB at most (MQTT, section 2.2.3). */
    static final Scalar<Long> MESSAGE_MAX = Scalars.bytes("128 KiB", 1024, (256L << 20) - 1024);

    private static final Scalar<Integer> RATE = Scalars.whole("100", 1, 10_000);
    private static final Scalar<Duration> EXPIRY =
            Scalars.duration("7 d", Duration.ofSeconds(1), Duration.ofDays(3650));
    private static final Scalar<Version> WORDS = Scalars.oneOf(Version::word, List.of(Version.values()));
    private static final Scalar<Version> VERSION =
            new Scalar<>(Scalar.Type.NUMBER_OR_TEXT, WORDS.example(), WORDS.standIn(), WORDS.reading());

    /** RFC 7301 allows 255 bytes of any kind; names in use are words. */
    private static final Scalar<String> ALPN = new Scalar<>(Scalar.Type.TEXT, "mqtt", "mqtt", text -> {
        if (!text.matches("[!-~]{1,255}")) {
            throw new Unfit("'" + text + "' is no name of a protocol. Write it as the broker's operator does, such as"
                    + " mqtt.");
        }
        return text;
    });

    static MqttTerms read(Mapping item, Optional<MqttPreset> preset, URI url) {
        Version version = item.optional(
                "version",
                VERSION,
                preset.map(each -> each.versions().getFirst()).orElse(Version.V5));
        MqttTerms terms = new MqttTerms(
                preset,
                version,
                item.maybe("alpn", ALPN).or(() -> preset.flatMap(each -> each.alpn(url, item.has("username")))),
                item.maybe("messageMax", MESSAGE_MAX).or(() -> preset.flatMap(MqttPreset::messageMax)),
                item.maybe("messagesPerSecond", RATE).or(() -> preset.flatMap(MqttPreset::messagesPerSecond)),
                item.maybe("expiry", EXPIRY));
        terms.check(item, url);
        return terms;
    }

    private void check(Mapping item, URI url) {
        if (version == Version.V3_1_1
                && !item.has("messageMax")
                && messageMax.isEmpty()
                && !item.isUnreadable("preset")) {
            item.problem(
                    "messageMax",
                    "is missing, and a broker cannot refuse a message by MQTT 3.1.1. Add what it takes, such as"
                            + " 'messageMax: 128 KiB'.");
        }
        if (version == Version.V3_1_1 && item.has("expiry")) {
            item.problem("expiry", "is of MQTT 5. Leave it out, or write 'version: 5'.");
        }
        // Where tls is of no use for the same reason, that is told there.
        if (item.has("alpn") && !item.has("tls") && url.getScheme().equals("mqtt") && !item.isUnreadable("url")) {
            item.problem("alpn", "is of no use to an address without encryption. Write mqtts:// as the url.");
        }
    }

    void show(YamlWriter yaml) {
        preset.ifPresent(each -> yaml.text("preset", Scalars.word(each)));
        yaml.bare("version", version.word);
        alpn.ifPresent(protocol -> yaml.text("alpn", protocol));
        messageMax.ifPresent(bytes -> yaml.bare("messageMax", Quantities.text(bytes)));
        messagesPerSecond.ifPresent(rate -> yaml.bare("messagesPerSecond", rate));
        expiry.ifPresent(time -> yaml.bare("expiry", Quantities.text(time)));
    }
}
