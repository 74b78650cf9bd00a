package io.tidegate.gateway;

import io.tidegate.site.GatewaySettings;
import io.tidegate.site.HistorySettings;
import io.tidegate.site.MqttSettings;
import io.tidegate.site.Site;
import io.tidegate.site.SiteFile;
import io.tidegate.site.StockSettings;
import io.tidegate.site.WebSettings;
import java.util.List;

/** Site files without devices, profiles and clouds, which say what is usual of all that a test does not name. */
public final class TestSite {

    private TestSite() {}

    public static SiteFile of(Site site, GatewaySettings gateway, StockSettings stock) {
        return of(site, gateway, WebSettings.DEFAULT, stock);
    }

    public static SiteFile of(Site site, GatewaySettings gateway, WebSettings web, StockSettings stock) {
        return new SiteFile(
                site,
                gateway,
                web,
                MqttSettings.Embedded.DEFAULT,
                HistorySettings.Embedded.DEFAULT,
                stock,
                List.of(),
                List.of(),
                List.of());
    }
}
