package io.tidegate.gateway.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.site.SiteFile;
import io.tidegate.site.WebSettings;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages that others can reach without a log-in. None is opened to them here. */
class InsecureTest {

    private static final String BANNER = "Anyone in this network can open this page";

    @TempDir
    Path folder;

    @Test
    void others_may_reach_the_pages_only_when_the_site_file_says_so() {
        Vertx vertx = Vertx.vertx();
        try {
            SiteFile site = Reports.site(new WebSettings("0.0.0.0", 0, false));
            IOException refused = assertThrows(IOException.class, () -> WebServer.start(vertx, site, Optional::empty));
            assertTrue(String.valueOf(refused.getMessage()).contains("web.insecure"), refused.getMessage());
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0, true", "127.0.0.1, false"})
    void every_page_says_whether_others_can_open_it(String host, boolean says) throws Exception {
        SiteFile file = Reports.site(new WebSettings(host, 0, says));
        try (WebSite site = new WebSite(folder)) {
            Rooms rooms = Reports.rooms(file, site);
            Pages pages = new Pages(rooms, new Describer(rooms, "x"));
            Asked asked =
                    new Asked("/", Map.of(), MultiMap.caseInsensitiveMultiMap(), MultiMap.caseInsensitiveMultiMap());
            for (Answer page : List.of(pages.glance(asked), pages.parked(asked), pages.rejected(asked))) {
                String text = new String(page.body(), StandardCharsets.UTF_8);
                assertEquals(says, text.contains(BANNER), text);
            }
        }
        String starting = Markup.starting(Words.of(file.site(), "en"), Frame.of(file), Optional.empty());
        assertEquals(says, starting.contains(BANNER), starting);
    }
}
