package io.tidegate.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Where the versions of a site file are that nobody can use. */
class DataOfABrokenSiteTest {

    private static void assertData(String expected, String text) {
        assertEquals(Path.of(expected), SiteLoader.data(Path.of("/etc/shop/site.yaml"), text), text);
    }

    @Test
    void it_is_looked_for_as_far_as_it_can_be_made_out() {
        assertData("/etc/shop/mine", "gateway: {id: gw-1, data: mine}\ndevices: [");
        assertData("/var/lib/shop", "site: {id: shop\ngateway:\n  id: gw-1\n  data: /var/lib/shop   # the SSD\n");
        assertData("/etc/shop/with space", "gateway:\n\tdata: \"with space\"\n");
    }

    @Test
    void else_it_is_where_it_is_by_default() {
        assertData("/etc/shop/data", "site: {id: data}\ngateway: {id: gw-1}\n");
        assertData("/etc/shop/data", "gateway: {data:");
        assertData("/etc/shop/data", "}}}");
        assertData("/etc/shop/data", "gateway: {data: \0}");
        assertData("/etc/shop/data", "");
    }
}
