package io.tidegate.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.testing.TestAuthority;
import io.tidegate.testing.TestAuthority.CertificateRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is no mistake, and often one all the same. */
class AdviceTest {

    @TempDir
    Path folder;

    private List<String> advice(String rest) throws Exception {
        Path file = Files.writeString(folder.resolve("site.yaml"), "site: {id: shop}\ngateway: {id: gw-1}\n" + rest);
        return Advice.of(SiteLoader.load(file, Map.of()));
    }

    @Test
    void each_kind_of_it_names_its_place_and_what_to_write() throws Exception {
        List<String> given = advice("""
                profiles: [{id: cold, devices: "fridge-*", fields: {temperature: {unit: "°C"}}}]
                devices:
                  - {id: till, driver: serial-scanner, serial: {port: /dev/ttyUSB0}}
                  - id: bus
                    driver: modbus
                    connection: tcp://192.168.1.50
                    units: [{id: meter, unit: 1, registers: [{field: power, address: 0, type: float32}]}]
                  - id: press
                    driver: opcua
                    url: opc.tcp://192.168.1.70
                    security: none
                    nodes: [{node: "i=2258", field: time}]
                """);
        assertEquals(4, given.size(), given.toString());
        assertTrue(given.get(0).startsWith("device 'till': /dev/ttyUSB0 is another one"), given.get(0));
        assertTrue(given.get(1).contains("device 'meter': 'power' fills 2 registers"), given.get(1));
        assertTrue(given.get(1).contains("'order: CDAB'"), given.get(1));
        assertTrue(given.get(2).startsWith("device 'press': with 'security: none'"), given.get(2));
        assertTrue(given.get(3).contains("'°C' is shown as it is. Write 'unit: Cel'"), given.get(3));
    }

    @Test
    void a_unit_by_its_name_is_told_with_its_code() throws Exception {
        List<String> given = advice("""
                profiles: [{id: cold, devices: "fridge-*", fields: {humidity: {unit: Percent}}}]
                devices:
                  - id: bus
                    driver: modbus
                    connection: tcp://192.168.1.50
                    units: [{id: meter, unit: 1, registers: [{field: power, address: 0, type: int16, unit: Watt}]}]
                """);
        assertEquals(2, given.size(), given.toString());
        assertTrue(given.get(0).startsWith("device 'meter', field 'power': 'Watt' is shown"), given.get(0));
        assertTrue(given.get(0).contains("Write 'unit: W'"), given.get(0));
        assertTrue(given.get(1).contains("Write 'unit: \"%\"'"), given.get(1));
    }

    @Test
    void a_certificate_that_no_cloud_can_be_called_with_is_no_reason_not_to_start() throws Exception {
        TestAuthority.in(folder).issue(CertificateRequest.client("gw-1").valid(-60, -30));
        List<String> given = advice("""
                mqtt: {url: "mqtts://broker", tls: {certificate: gw-1.pem, key: gw-1.key}}
                sinks:
                  - id: lake
                    type: http
                    url: https://lake.example.com
                    tls: {ca: authority.pem, certificate: gw-1.pem, key: gw-1.key}
                  - {id: plain, type: http, url: "https://lake.example.com"}
                """);
        assertEquals(2, given.size(), given.toString());
        assertTrue(given.getFirst().startsWith("mqtt: the certificate CN=gw-1 in "), given.getFirst());
        assertTrue(given.getLast().startsWith("sink 'lake': the certificate CN=gw-1 in "), given.getLast());
    }

    @Test
    void a_folder_for_files_that_is_not_there_yet_is_no_error() throws Exception {
        List<String> given =
                advice("sinks: [{id: stick, type: file, folder: stick}, {id: box, type: file, folder: .}]");
        assertEquals(
                List.of("sink 'stick': there is no folder " + folder.resolve("stick")
                        + ". Put the stick in, or make the folder."),
                given);
    }

    @Test
    void a_certificate_and_a_key_that_are_swapped_are_told_so() throws Exception {
        Path certificate = TestAuthority.in(folder)
                .issue(CertificateRequest.client("gw-1"))
                .certificate();
        String swapped = "mqtt: {url: \"mqtts://broker\", tls: {certificate: gw-1.key, key: gw-1.pem}}";
        Files.setPosixFilePermissions(certificate, PosixFilePermissions.fromString("rw-r--r--"));
        InvalidSite refused = assertThrows(InvalidSite.class, () -> advice(swapped));
        assertTrue(
                refused.getMessage()
                        .contains("mqtt.tls.key: " + certificate
                                + " holds a certificate, and no key. Check whether certificate and key are swapped."),
                refused.getMessage());
        Files.setPosixFilePermissions(certificate, PosixFilePermissions.fromString("rw-r-----"));
        List<String> given = advice(swapped);
        assertEquals(1, given.size(), given.toString());
        assertTrue(given.getFirst().contains("gw-1.key holds a private key, and no certificate"), given.getFirst());
    }

    @Test
    void a_pattern_of_outputs_that_stands_for_none_yet_is_no_error() throws Exception {
        List<String> given = advice("""
                devices: [{id: fan, driver: gpio-output, kind: relay, pin: 17}]
                sinks:
                  - {id: hq, type: sparkplug, url: "mqtt://hq.example.com", commands: {allow: {switch: ["f*", "lamp-*"]}}}
                """);
        assertEquals(
                List.of(
                        "sink 'hq': it may switch 'lamp-*', and no output of this site is called so. Check the name, or add"
                                + " the output."),
                given);
    }

    @Test
    void who_has_said_it_hears_nothing() throws Exception {
        assertEquals(List.of(), advice("""
                profiles: [{id: cold, devices: "fridge-*", fields: {temperature: {unit: Cel}}}]
                devices:
                  - {id: till, driver: serial-scanner, serial: {port: /dev/serial/by-id/usb-A1}}
                  - id: bus
                    driver: modbus
                    connection: tcp://192.168.1.50
                    units: [{id: meter, unit: 1, registers: [{field: power, address: 0, type: float32, order: CDAB}]}]
                """));
    }
}
