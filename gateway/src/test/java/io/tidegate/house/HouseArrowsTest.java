package io.tidegate.house;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may know whom: between the packages of the house, and which guests (libraries) each of them sees. */
class HouseArrowsTest {

    /** A package, and the packages of ours that its main code may name besides itself. */
    private static final Map<String, Set<String>> MAY_KNOW = table("""
            observation
            net
            digest
            codes                observation
            site                 observation net codes
            driver               observation site net
            serial               site driver linux
            scan                 observation site driver
            pi4j                 site
            linux
            mqtt                 observation driver
            devices              observation site net driver mqtt serial linux devices.modbus devices.mqtt devices.scale \
            devices.serialscanner devices.simulator devices.usbscanner devices.onewire devices.host devices.i2c devices.gpio devices.spi devices.gadgets \
            devices.opcua
            devices.gadgets      observation site driver mqtt
            devices.modbus       observation site driver serial
            devices.mqtt         observation site net driver mqtt
            devices.opcua        observation digest site driver
            devices.scale        observation site driver serial
            devices.serialscanner observation site driver scan serial
            devices.simulator    observation site driver
            devices.usbscanner   observation site driver scan linux
            devices.onewire      observation site driver linux
            devices.host         observation site driver linux
            devices.i2c          observation site driver pi4j linux
            devices.gpio         observation site driver pi4j linux
            devices.spi          observation site driver pi4j linux
            sync                 observation site
            clouds               observation digest site net sync clouds.epcis clouds.file clouds.http clouds.influxdb clouds.kafka clouds.mqtt clouds.nats clouds.s3 clouds.sparkplug
            clouds.epcis         observation codes digest site sync clouds.http
            clouds.file          observation site sync clouds
            clouds.http          observation digest site net sync clouds
            clouds.influxdb      observation site net sync clouds clouds.epcis clouds.http
            clouds.kafka         observation site net sync clouds
            clouds.mqtt          observation digest site net sync clouds
            clouds.nats          observation site net sync clouds
            clouds.s3            observation digest site sync clouds clouds.http
            clouds.sparkplug     observation digest site net sync clouds clouds.mqtt
            gateway.journal      observation site driver sync
            gateway.history      observation site net driver sync clouds.influxdb gateway.journal
            gateway.mqttserver       observation site net driver gateway.journal
            gateway.live         observation gateway.journal
            gateway.inventory    observation site codes gateway.journal
            gateway.commands     observation site driver sync gateway.inventory gateway.journal gateway.siteversions
            gateway.pages        observation codes digest site driver sync gateway.commands gateway.inventory gateway.journal gateway.labels gateway.live gateway.ordering gateway.scanning gateway.sensing \
            gateway.partners gateway.proofs gateway.replenishment gateway.siteversions gateway.traceability gateway.pages.markup
            gateway.ordering     observation site gateway.forecast gateway.inventory gateway.journal gateway.replenishment
            gateway.partners     observation site sync clouds gateway.inventory gateway.journal
            gateway.proofs       observation digest site gateway.journal
            gateway.scanning     observation site codes gateway.inventory gateway.journal
            gateway.sensing      observation site gateway.inventory gateway.journal
            gateway.traceability observation gateway.history gateway.inventory
            gateway.siteversions digest site
            gateway.demo         observation site
            gateway.forecast
            gateway.replenishment gateway.forecast
            gateway.labels       codes observation site gateway.scanning
            gateway.installer    codes observation site driver devices gateway.forecast gateway.inventory gateway.labels gateway.proofs
            gateway              observation site net driver devices devices.mqtt sync clouds gateway.journal \
            gateway.commands gateway.history gateway.inventory gateway.ordering gateway.scanning gateway.sensing gateway.partners gateway.proofs gateway.mqttserver gateway.live gateway.pages \
            gateway.demo gateway.siteversions gateway.traceability gateway.installer
            """);

    /** A library, and the packages of ours that may name it. What is not here is not to be used. */
    private static final Map<String, Set<String>> GUESTS = table("""
            com.fasterxml.jackson.core   observation mqtt devices.gadgets devices.simulator clouds.epcis clouds.http clouds.mqtt clouds.sparkplug \
            gateway.history gateway.inventory gateway.labels gateway.scanning gateway.partners gateway.proofs gateway.live gateway.pages gateway.installer
            org.snakeyaml.engine         site
            org.eclipse.paho.client      devices.mqtt clouds.mqtt
            com.pi4j                     pi4j devices.i2c devices.gpio devices.spi
            org.eclipse.paho.mqttv5      clouds.mqtt
            javax.crypto                 digest
            javax.xml                    clouds.s3
            io.nats                      clouds.nats
            org.apache.kafka             clouds.kafka
            java.net.http                clouds clouds.epcis clouds.http clouds.s3 gateway.installer gateway.partners
            java.sql                     gateway.commands gateway.journal gateway.history gateway.inventory gateway.ordering gateway.scanning gateway.sensing gateway.traceability gateway.partners gateway.proofs gateway.mqttserver gateway.live gateway.pages gateway \
            gateway.installer
            org.sqlite                   gateway.journal
            com.fazecast                 serial
            com.influxdb                 clouds.influxdb gateway.history
            com.github.difflib           gateway.siteversions
            org.apache.commons.csv       gateway.inventory gateway.pages
            okhttp3                      clouds.influxdb
            io.netty                     gateway.mqttserver devices.opcua
            org.eclipse.milo             devices.opcua
            org.apache.pdfbox            gateway.labels
            org.apache.fontbox           gateway.labels
            uk.org.okapibarcode          gateway.labels
            io.vertx                     gateway.mqttserver gateway.pages gateway.demo gateway
            gg.jte                       gateway.pages
            sun.misc                     gateway
            org.tinylog                  driver devices.mqtt sync clouds clouds.http gateway.commands clouds.influxdb clouds.kafka clouds.mqtt clouds.nats clouds.sparkplug gateway.journal gateway.history gateway.inventory \
            gateway.ordering gateway.scanning gateway.sensing gateway.siteversions gateway.partners gateway.proofs gateway.mqttserver gateway.live gateway.pages gateway.demo gateway
            """);

    /** What comes with Java or marks types, and needs no leave. */
    private static final List<String> EVERYWHERE = List.of("java.", "javax.net", "org.jspecify.", "io.tidegate.");

    @Test
    void packages_know_only_whom_they_may() {
        Breaches breaches = new Breaches("Nobody reaches through two doors. Go by the door, or argue for a new arrow:");
        Set<String> ours = new TreeSet<>(MAY_KNOW.keySet());
        ours.add("gateway.pages.markup");
        for (JavaSource source : JavaSource.all("src/main/java/io/")) {
            Set<String> allowed = MAY_KNOW.getOrDefault(room(source), Set.of());
            breaches.addIf(
                    !MAY_KNOW.containsKey(room(source)), source.file() + ": '" + room(source) + "' has no line here");
            for (String named : named(source, "io.tidegate.")) {
                String other = longest(ours, named.substring("io.tidegate.".length()));
                breaches.addIf(
                        !other.equals(room(source)) && !allowed.contains(other), source.file() + " knows " + named);
            }
        }
        breaches.report();
    }

    @Test
    void each_library_is_a_guest_of_those_who_need_it() {
        Breaches breaches =
                new Breaches("Ask the room that has the library, or argue in docs/decisions/001-dependencies.md:");
        for (JavaSource source : JavaSource.all("src/main/java/io/")) {
            GUESTS.forEach((library, hosts) -> breaches.addIf(
                    !hosts.contains(room(source))
                            && !named(source, library + ".").isEmpty(),
                    source.file() + " names " + library));
        }
        breaches.report();
    }

    @Test
    void no_library_comes_unannounced() {
        Breaches breaches = new Breaches("Give it a line here and in docs/decisions/001-dependencies.md:");
        for (JavaSource source : JavaSource.all("src/main/java/io/")) {
            for (String imported : source.imports()) {
                boolean known = Stream.concat(EVERYWHERE.stream(), GUESTS.keySet().stream())
                        .anyMatch(imported::startsWith);
                breaches.addIf(!known, source.file() + " imports " + imported);
            }
        }
        breaches.report();
    }

    private static Set<String> named(JavaSource source, String start) {
        return new TreeSet<>(source.mentions().stream()
                .filter(name -> name.startsWith(start))
                .filter(name -> !name.equals(source.inPackage()))
                // Of the parts of a dotted name only the whole tells: io.tidegate.site.Site, not io.tidegate.site.
                .filter(name -> name.chars().anyMatch(Character::isUpperCase))
                .toList());
    }

    /** The package that a name is in: the longest of ours that it starts with. */
    private static String longest(Set<String> ours, String name) {
        return ours.stream()
                .filter(each -> name.startsWith(each + "."))
                .reduce("", (a, b) -> a.length() > b.length() ? a : b);
    }

    private static String room(JavaSource source) {
        return source.inPackage().replaceFirst("^io\\.tidegate\\.", "");
    }

    private static Map<String, Set<String>> table(String text) {
        return text.lines()
                .map(line -> List.of(line.strip().split(" +")))
                .collect(toMap(List::getFirst, words -> Set.copyOf(words.subList(1, words.size()))));
    }
}
