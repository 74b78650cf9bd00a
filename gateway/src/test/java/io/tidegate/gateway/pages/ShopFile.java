package io.tidegate.gateway.pages;

import io.tidegate.site.GatewaySettings;
import io.tidegate.site.HistorySettings;
import io.tidegate.site.MqttSettings;
import io.tidegate.site.Profile;
import io.tidegate.site.Site;
import io.tidegate.site.SiteFile;
import io.tidegate.site.StockSettings;
import io.tidegate.site.WebSettings;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/** The site file of the shop whose pages are asked for. */
final class ShopFile {

    private ShopFile() {}

    static SiteFile of(Path folder, Locale locale, List<Profile> known, StockSettings stock) {
        return new SiteFile(
                new Site("corner-shop", "Corner Shop", ZoneId.of("Europe/London"), locale),
                new GatewaySettings("gw-1", folder, GatewaySettings.COMMIT_WINDOW, GatewaySettings.Retention.DEFAULT),
                new WebSettings("127.0.0.1", 0, false),
                MqttSettings.Embedded.DEFAULT,
                HistorySettings.Embedded.DEFAULT,
                stock,
                known,
                TwoOutputs.ALL,
                List.of());
    }
}
