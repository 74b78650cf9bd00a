package io.tidegate.site;

import io.tidegate.observation.Observation;
import io.tidegate.observation.Origin;
import io.tidegate.site.MqttTerms.Version;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tells what in an MQTT cloud's section contradicts its preset. Used by one thread.
 *
 * @param item the section
 */
record PresetRules(Mapping item, MqttPreset preset, Origin origin) {

    private static final String LONGEST_KIND =
            Collections.max(Observation.KINDS, Comparator.comparingInt(String::length));

    /** AWS: rules named here are reached without the message broker, and their names are not counted. */
    private static final String BASIC_INGEST = "\\$aws/rules/[^/]+/";

    /** @return the url to go on with: other keys are judged as beside one with encryption, where it must have that */
    URI checkedUrl(URI url) {
        if (!preset.isFirm() || url.getScheme().equals("mqtts")) {
            return url;
        }
        if (!item.isUnreadable("url")) {
            item.problem("url", "is without encryption, which " + preset.brand() + " does not take. Write mqtts://.");
        }
        return URI.create("mqtts:" + url.getRawSchemeSpecificPart());
    }

    void check(MqttCloud read) {
        MqttTerms terms = read.terms();
        if (!preset.versions().contains(terms.version())) {
            item.problem(
                    "version",
                    "is none that " + preset.brand() + " speaks. Write " + versions() + ", or leave the key out.");
        }
        tooMuch("messageMax", terms.messageMax(), preset.messageMax(), Quantities::text);
        tooMuch("messagesPerSecond", terms.messagesPerSecond(), preset.messagesPerSecond(), String::valueOf);
        tooMuch(
                "limits",
                read.limits().perSecond(),
                preset.bytesPerSecond(),
                rate -> "perSecond: " + Quantities.text(rate));
        topic(read.topic());
        preset.clientIdBytesMax()
                .filter(most -> bytes(read.clientId()) > most)
                .ifPresent(most -> item.problem(
                        "clientId",
                        "has " + bytes(read.clientId()) + " bytes. " + preset.brand() + " takes " + most
                                + " at most."));
        login(read);
    }

    private String versions() {
        return preset.versions().stream().map(Version::word).collect(Collectors.joining(" or "));
    }

    private <T extends Comparable<T>> void tooMuch(
            String key, Optional<T> value, Optional<T> most, Function<T, String> words) {
        if (preset.isFirm()
                && value.isPresent()
                && most.isPresent()
                && value.get().compareTo(most.get()) > 0) {
            item.problem(
                    key,
                    "is more than " + preset.brand() + " takes (" + words.apply(most.get())
                            + "). Use that or less, or leave the key out.");
        }
    }

    /** As long as it can become. */
    private void topic(String template) {
        String topic = origin.fillIn(template).replace("{kind}", LONGEST_KIND);
        preset.topicBytesMax()
                .filter(most -> bytes(topic) > most)
                .ifPresent(most -> item.problem(
                        "topic",
                        "has " + bytes(topic) + " bytes with its parts filled in. " + preset.brand() + " takes " + most
                                + " at most."));
        int levels = topic.replaceFirst(BASIC_INGEST, "").split("/", -1).length;
        preset.topicLevelsMax()
                .filter(most -> levels > most)
                .ifPresent(most -> item.problem(
                        "topic", "has " + levels + " levels. " + preset.brand() + " takes " + most + " at most."));
    }

    private void login(MqttCloud read) {
        switch (preset) {
            case AZURE_IOT_HUB ->
                new IotHubDevice(String.valueOf(read.url().getHost()), read.clientId()).check(item, read);
            case AWS_IOT_CORE, AZURE_EVENT_GRID -> {
                if (!showsCertificate(item) && !item.has("username") && !item.isUnreadable("tls")) {
                    item.problem(
                            "tls",
                            (item.has("tls") ? "has no certificate" : "is missing") + ", and " + preset.brand()
                                    + " lets nobody in without a certificate. Add 'tls: {certificate: PATH, key: PATH}',"
                                    + " or username and password.");
                }
            }
            case HIVEMQ, EMQX -> {
                // Their owners decide whom they let in.
            }
        }
    }

    /** Also by files that are not there, which is told where they stand. */
    static boolean showsCertificate(Mapping item) {
        return item.has("tls", "certificate") || item.has("tls", "key");
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
