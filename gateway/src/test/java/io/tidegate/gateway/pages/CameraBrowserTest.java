package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.FilePayload;
import io.tidegate.testing.Awaiting;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Codes before the camera of a real browser, which plays a film. Chromium on Linux brings no reader of its own. */
class CameraBrowserTest extends InBrowser {

    static final BufferedImage COLA = CodePictures.ean("544900000099");
    private static final LocalDate EXPIRY = LocalDate.now().plusDays(30);
    private static final String EXPIRY_DIGITS = EXPIRY.format(DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT));
    private static final BufferedImage MILK =
            CodePictures.gs1DataMatrix("[01]09520123456788[10]L7[17]" + EXPIRY_DIGITS);
    static final String SAID = "#camera [role=status]";

    /** A camera that shows what the test gives it, in place of the film. */
    static final String HAND = """
            window.tracks = [];
            const canvas = document.createElement("canvas");
            canvas.width = 320;
            canvas.height = 240;
            const pen = canvas.getContext("2d");
            let shown = null;
            setInterval(() => { if (shown) pen.drawImage(shown, 0, 0); }, 50);
            window.hold = async (png) => {
              shown = await createImageBitmap(new Blob([Uint8Array.from(atob(png), (each) => each.charCodeAt(0))]));
            };
            const stop = MediaStreamTrack.prototype.stop;
            MediaStreamTrack.prototype.stop = function () { localStorage.setItem("stopped", "yes"); return stop.call(this); };
            MediaStreamTrack.prototype.getCapabilities = () => ({ torch: true });
            MediaStreamTrack.prototype.applyConstraints = async (wanted) => { window.torch = wanted.advanced[0].torch; };
            navigator.mediaDevices.getUserMedia = async (wanted) => {
              window.wanted = wanted;
              const stream = canvas.captureStream(20);
              tracks.push(...stream.getTracks());
              return stream;
            };
            """;

    /** Sees the milk in everything, and gives the FNC1 at its begin as some phones do. */
    private static final String OWN_READER = """
            window.BarcodeDetector = class {
              static async getSupportedFormats() {
                return ["aztec", "code_128", "code_39", "data_matrix", "ean_13", "ean_8", "itf", "qr_code", "upc_a", "upc_e"];
              }
              async detect() {
                if (window.broken) throw new DOMException("no service", "NotSupportedError");
                const place = { x: 10, y: 10, width: 50, height: 50 };
                return [{ format: "data_matrix", rawValue: "\\u001d010952012345678810L7\\u001d17%s", boundingBox: place }];
              }
            };
            """;

    @TempDir
    static Path films;

    @BeforeAll
    static void openBrowser() {
        try {
            Path film = films.resolve("shelf.y4m");
            CodePictures.film(film, List.of(COLA, MILK, CodePictures.nothing(), CodePictures.nothing()), 5);
            browsing = new Browsing(
                    "--use-fake-ui-for-media-stream",
                    "--use-fake-device-for-media-stream",
                    "--use-file-for-fake-video-capture=" + film,
                    "--host-resolver-rules=MAP *.local 127.0.0.1");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static void shop(WebSite site) throws Exception {
        site.catalogue("id,name,codes\ncola,Cola 0.33 l,5449000000996\nmilk,Milk 3.5 %,09520123456788\n");
        site.post(
                "/api/v1/scans",
                "{\"device\":\"phone-1\",\"scanId\":\"mode\",\"data\":\"TIDEGATE RECEIVE\"}",
                "Content-Type",
                "application/json");
    }

    private static String booked(WebSite site, String item) throws Exception {
        return site.get("/api/v1/movements?item=" + item).body();
    }

    static int times(WebSite site, String item) throws Exception {
        return booked(site, item).split("\"kind\":\"receive\"", -1).length - 1;
    }

    static void hold(Page page, BufferedImage picture) throws IOException {
        page.evaluate("(png) => hold(png)", Base64.getEncoder().encodeToString(CodePictures.png(picture)));
    }

    static Page opened(WebSite site, BrowserContext context) {
        Page page = context.newPage();
        page.navigate(site.at("/scan?device=phone-1").toString());
        page.locator("#camera .open").click();
        return page;
    }

    private static void hasMilkOnceWithLotAndExpiry(WebSite site) throws Exception {
        String milk = booked(site, "milk");
        assertEquals(1, times(site, "milk"), milk);
        assertTrue(milk.contains("\"lot\":\"L7\",\"expiry\":\"" + EXPIRY + "\""), milk);
    }

    @Test
    void what_the_camera_sees_is_booked_once_with_its_lot_and_expiry() throws Exception {
        try (WebSite site = new WebSite(folder);
                BrowserContext context = browsing.context()) {
            shop(site);
            Page page = opened(site, context);
            Awaiting.until("both are booked", () -> times(site, "cola") > 0 && times(site, "milk") > 0);
            page.locator("#camera .shut").click();
            assertEquals(1, times(site, "cola"), booked(site, "cola"));
            hasMilkOnceWithLotAndExpiry(site);
            // The gateway itself would drop a repeat within a moment.
            assertEquals(List.of("gs1-data-matrix"), scanned(site, "09520123456788"));
            assertEquals(List.of("ean-13"), scanned(site, "5449000000996"));
        }
    }

    /** The kinds of code of the scans that have this number in them. */
    private static List<String> scanned(WebSite site, String number) throws Exception {
        return Pattern.compile("\"data\":\"[^\"]*" + number + "[^\"]*\",\"symbology\":\"([^\"]*)\"")
                .matcher(site.get("/api/v1/entries?limit=100").body())
                .results()
                .map(scan -> scan.group(1))
                .toList();
    }

    @Test
    void a_code_counts_again_when_it_has_been_away_for_a_moment() throws Exception {
        try (WebSite site = new WebSite(folder);
                BrowserContext context = browsing.context()) {
            shop(site);
            context.addInitScript(HAND);
            Page page = opened(site, context);
            for (int piece = 1; piece <= 3; piece++) {
                int pieces = piece;
                hold(page, COLA);
                Awaiting.until("it is booked", () -> times(site, "cola") == pieces);
                PlaywrightAssertions.assertThat(page.locator("#camera .view")).hasAttribute("data-said", "good");
                hold(page, CodePictures.nothing());
                PlaywrightAssertions.assertThat(page.locator("#camera .view.sees"))
                        .hasCount(0);
            }
        }
    }

    @Test
    void the_phone_buzzes_when_the_gateway_has_answered_and_twice_where_it_knows_no_name() throws Exception {
        try (WebSite site = new WebSite(folder);
                BrowserContext context = browsing.context()) {
            shop(site);
            context.addInitScript(HAND);
            context.addInitScript("window.buzzes = []; navigator.vibrate = (pattern) => buzzes.push(pattern);");
            Page page = opened(site, context);
            PlaywrightAssertions.assertThat(page.locator(SAID)).containsText("Hold the code");
            context.route("**/scan", Route::abort);
            hold(page, COLA);
            PlaywrightAssertions.assertThat(page.locator("#scan-waiting")).containsText("1 scan waits");
            assertEquals(List.of(), page.evaluate("buzzes"));
            context.unroute("**/scan");
            page.waitForCondition(() -> page.evaluate("buzzes").equals(List.of(List.of(120))));
            hold(page, CodePictures.gs1DataMatrix("[01]04012345678901"));
            page.waitForCondition(() -> page.evaluate("buzzes.length").equals(2));
            assertEquals(List.of(List.of(120), List.of(100, 80, 100)), page.evaluate("buzzes"));
        }
    }

    @Test
    void a_photo_does_where_a_page_without_https_has_no_live_picture() throws Exception {
        try (WebSite site = new WebSite(folder);
                BrowserContext context = browsing.context()) {
            shop(site);
            Page page = context.newPage();
            page.navigate("http://" + machine() + ".local:" + site.web.port() + "/scan?device=phone-1");
            assertFalse((boolean) page.evaluate("isSecureContext"));
            PlaywrightAssertions.assertThat(page.locator("#camera .open")).isHidden();
            PlaywrightAssertions.assertThat(page.locator("#camera .only")).containsText("https");
            photograph(page, "nothing.png", CodePictures.png(CodePictures.nothing()));
            PlaywrightAssertions.assertThat(page.locator(SAID)).containsText("No code was found");
            photograph(page, "notes.txt", "milk".getBytes(StandardCharsets.UTF_8));
            PlaywrightAssertions.assertThat(page.locator(SAID)).containsText("cannot read that file");
            photograph(page, "milk.png", CodePictures.png(MILK));
            PlaywrightAssertions.assertThat(page.locator(".said .what")).hasText("Milk 3.5 %, lot L7");
            PlaywrightAssertions.assertThat(page.locator(SAID)).hasText("");
            photograph(page, "cola.png", CodePictures.png(COLA));
            PlaywrightAssertions.assertThat(page.locator(".said .what")).hasText("Cola 0.33 l");
            assertEquals(1, times(site, "cola"), booked(site, "cola"));
            hasMilkOnceWithLotAndExpiry(site);
        }
    }

    private static String machine() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip().split("\\.", 2)[0];
    }

    private static void photograph(Page page, String name, byte[] bytes) {
        page.locator("#camera input[type=file]").setInputFiles(new FilePayload(name, "image/png", bytes));
    }

    @Test
    void the_browsers_own_reader_is_used_where_it_knows_every_kind_of_code() throws Exception {
        try (WebSite site = new WebSite(folder);
                BrowserContext context = browsing.context()) {
            shop(site);
            context.addInitScript(HAND);
            context.addInitScript(OWN_READER.formatted(EXPIRY_DIGITS));
            List<String> asked = new CopyOnWriteArrayList<>();
            context.onRequest(request -> asked.add(request.url()));
            Page page = opened(site, context);
            hold(page, CodePictures.nothing());
            Awaiting.until("it is booked", () -> times(site, "milk") > 0);
            hasMilkOnceWithLotAndExpiry(site);
            assertEquals(List.of("gs1-data-matrix"), scanned(site, "09520123456788"));
            assertFalse(asked.toString().contains("decoder.js"), asked.toString());
            page.evaluate("window.broken = true");
            hold(page, COLA);
            Awaiting.until("the library reads where it fails", () -> times(site, "cola") > 0);
        }
    }

    @Test
    void axe_finds_nothing_while_the_camera_is_on() throws Exception {
        try (WebSite site = new WebSite(folder)) {
            shop(site);
            look(site, "/scan?device=phone-1", "scan-camera", page -> {
                page.locator("#camera .open").click();
                PlaywrightAssertions.assertThat(page.locator(".said .what"))
                        .not()
                        .hasText("Receive, sales-floor");
            });
        }
    }
}
