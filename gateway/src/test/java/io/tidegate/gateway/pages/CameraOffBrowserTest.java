package io.tidegate.gateway.pages;

import static io.tidegate.gateway.pages.CameraBrowserTest.HAND;
import static io.tidegate.gateway.pages.CameraBrowserTest.SAID;
import static io.tidegate.gateway.pages.CameraBrowserTest.opened;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.tidegate.testing.Awaiting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a page's camera is off, and what the page says then. */
class CameraOffBrowserTest extends InBrowser {

    @Test
    void the_camera_is_off_when_the_page_is_hidden_or_left() throws Exception {
        try (WebSite site = new WebSite(folder);
                BrowserContext context = browsing.context()) {
            context.addInitScript(HAND);
            Page page = opened(site, context);
            PlaywrightAssertions.assertThat(page.locator(SAID)).containsText("Hold the code");
            page.locator("#camera .light").click();
            PlaywrightAssertions.assertThat(page.locator("#camera .light")).hasAttribute("aria-pressed", "true");
            assertEquals(true, page.evaluate("torch"));
            assertEquals("environment", page.evaluate("wanted.video.facingMode"));
            page.evaluate("Object.defineProperty(document, 'hidden', { value: true, configurable: true });"
                    + "document.dispatchEvent(new Event('visibilitychange'))");
            assertEquals("ended", page.evaluate("tracks[0].readyState"));
            PlaywrightAssertions.assertThat(page.locator("#camera .view")).isHidden();
            page.evaluate("delete document.hidden; localStorage.removeItem('stopped')");
            page.locator("#camera .open").click();
            PlaywrightAssertions.assertThat(page.locator(SAID)).containsText("Hold the code");
            assertEquals("live", page.evaluate("tracks[1].readyState"));
            page.navigate(site.at("/stock").toString());
            assertEquals("yes", page.evaluate("localStorage.getItem('stopped')"));
        }
    }

    @Test
    void a_camera_from_which_no_pictures_come_is_off_after_five_minutes_too() throws Exception {
        try (WebSite site = new WebSite(folder);
                BrowserContext context = browsing.context()) {
            context.addInitScript(HAND);
            context.addInitScript("HTMLVideoElement.prototype.requestVideoFrameCallback = () => 1;");
            context.clock().install();
            Page page = opened(site, context);
            PlaywrightAssertions.assertThat(page.locator(SAID)).containsText("Hold the code");
            context.clock().fastForward("04:30");
            assertEquals("live", page.evaluate("tracks[0].readyState"));
            context.clock().fastForward("00:31");
            PlaywrightAssertions.assertThat(page.locator(SAID)).containsText("no code came for 5 minutes");
            assertEquals("ended", page.evaluate("tracks[0].readyState"));
        }
    }

    @Test
    void each_code_keeps_the_camera_on_for_five_minutes_more() throws Exception {
        try (WebSite site = new WebSite(folder);
                BrowserContext context = browsing.context()) {
            CameraBrowserTest.shop(site);
            context.addInitScript(HAND);
            context.clock().install();
            Page page = opened(site, context);
            PlaywrightAssertions.assertThat(page.locator(SAID)).containsText("Hold the code");
            context.clock().fastForward("04:00");
            CameraBrowserTest.hold(page, CameraBrowserTest.COLA);
            Awaiting.until("it is booked", () -> CameraBrowserTest.times(site, "cola") == 1);
            context.clock().fastForward("04:00");
            assertEquals("live", page.evaluate("tracks[0].readyState"));
            context.clock().fastForward("01:01");
            PlaywrightAssertions.assertThat(page.locator(SAID)).containsText("no code came for 5 minutes");
        }
    }

    @Test
    void a_picture_that_does_not_play_leaves_no_camera_on() throws Exception {
        try (WebSite site = new WebSite(folder);
                BrowserContext context = browsing.context()) {
            context.addInitScript(HAND);
            context.addInitScript(
                    "HTMLMediaElement.prototype.play = async () => { throw new DOMException('no', 'NotAllowedError'); };");
            Page page = opened(site, context);
            PlaywrightAssertions.assertThat(page.locator(SAID)).containsText("Allow it for this page");
            assertEquals("ended", page.evaluate("tracks[0].readyState"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NotAllowedError, Allow it for this page",
        "NotFoundError, No camera was found",
        "NotReadableError, Another program uses the camera"
    })
    void who_gets_no_picture_is_told_what_to_do(String error, String told) throws Exception {
        try (WebSite site = new WebSite(folder);
                BrowserContext context = browsing.context()) {
            context.addInitScript("navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('no', '"
                    + error + "'); };");
            Page page = opened(site, context);
            PlaywrightAssertions.assertThat(page.locator(SAID)).containsText(told);
            PlaywrightAssertions.assertThat(page.locator("#camera .open")).isVisible();
        }
    }
}
