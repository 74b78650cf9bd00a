package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.devices.usbscanner.FifoKeyboard;
import io.tidegate.devices.usbscanner.InputDevices;
import io.tidegate.devices.usbscanner.UsbScannerDriver;
import io.tidegate.driver.QuickWatch;
import io.tidegate.driver.Watch;
import io.tidegate.observation.DeviceId;
import io.tidegate.site.CodeText;
import io.tidegate.site.UsbScannerDevice;
import io.tidegate.testing.Awaiting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scanner that is a keyboard of the box, and a program that sends scans, come to the same ledger. */
class SameLedgerTest {

    private static final String COLA = "5449000000996";
    private static final String BREAD = "4006381333931";

    private static final List<String> SCANS = List.of(
            COLA,
            "TIDEGATE RECEIVE",
            COLA,
            "TIDEGATE TIMES 12",
            BREAD,
            "TIDEGATE UNDO",
            BREAD,
            "TIDEGATE SELL",
            COLA,
            "4012345678901",
            "TIDEGATE COUNT",
            BREAD,
            COLA,
            BREAD,
            "TIDEGATE BOOK",
            "TIDEGATE USUAL");

    /** Keys of a United States keyboard by what they type (input-event-codes.h). */
    private static final String KEYS = "\0\0001234567890-=\0\0qwertyuiop[]\n\0asdfghjkl;'`\0\\zxcvbnm,./\0\0\0 ";

    private static final int SHIFT = 42;
    private static final int ENTER = 28;

    @TempDir
    Path folder;

    private static void type(FifoKeyboard keyboard, String code) throws IOException {
        for (char letter : code.toCharArray()) {
            boolean capital = Character.isUpperCase(letter);
            if (capital) {
                keyboard.event(1, SHIFT, 1);
            }
            keyboard.press(KEYS.indexOf(Character.toLowerCase(letter)));
            if (capital) {
                keyboard.event(1, SHIFT, 0);
            }
        }
        keyboard.press(ENTER);
    }

    private static WebSite shop(Path folder) throws Exception {
        WebSite site = new WebSite(folder);
        site.catalogue("id,name,codes\ncola,Cola,%s\nbread,Bread,%s\n".formatted(COLA, BREAD));
        return site;
    }

    private static int answers(WebSite site) throws Exception {
        return site.get("/api/v1/scans?device=till-1").body().split("\"result\":", -1).length - 1;
    }

    /** Without what must differ: times and positions. */
    private static String ledger(WebSite site) throws Exception {
        return site.get("/api/v1/levels").body()
                + site.get("/api/v1/movements")
                        .body()
                        .replaceAll("\"(position|time|id|ref|reverses)\":(\"[^\"]*\"|\\d+),?", "");
    }

    @Test
    void a_fake_evdev_scanner_and_http_make_the_same_ledger() throws Exception {
        FifoKeyboard keyboard = new FifoKeyboard(folder.resolve("event5"));
        keyboard.plug();
        UsbScannerDevice config = new UsbScannerDevice(
                new DeviceId("till-1"),
                Optional.empty(),
                Optional.of(folder.resolve("event5")),
                UsbScannerDevice.Layout.US,
                UsbScannerDevice.End.ENTER,
                Duration.ofSeconds(5),
                new CodeText("", "", Optional.empty()));
        InputDevices machine = new InputDevices(Path.of("/dev/input"), Path.of("/sys/class/input"), false);
        try (WebSite typed = shop(folder.resolve("typed"));
                WebSite sent = shop(folder.resolve("sent"));
                Watch _ = QuickWatch.ofPresent(
                        "till-1", () -> new UsbScannerDriver(config, machine, InstantSource.system()), typed.journal)) {
            for (int number = 0; number < SCANS.size(); number++) {
                type(keyboard, SCANS.get(number));
                int expected = number + 1;
                Awaiting.until("it is answered", () -> answers(typed) == expected);
                String json = "{\"device\":\"till-1\",\"data\":\"%s\",\"scanId\":\"s%d\"}"
                        .formatted(SCANS.get(number), number);
                String answer = sent.post("/api/v1/scans", json, "Content-Type", "application/json")
                        .body();
                assertTrue(answer.contains("\"result\":") && !answer.contains("pending"), answer);
            }
            String ledger = ledger(typed);
            assertTrue(ledger.contains("\"item\":\"bread\"") && ledger.contains("\"quantity\":2,"), ledger);
            assertEquals(ledger, ledger(sent));
        } finally {
            keyboard.unplug();
        }
    }
}
