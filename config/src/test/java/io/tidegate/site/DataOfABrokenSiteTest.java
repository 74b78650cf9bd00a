package io.tidegate.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the versions of a site file are that nobody can use. */
class DataOfABrokenSiteTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gateway: {id: gw-1, data: ./mine}\ndevices: [     | /etc/shop/./mine
            gateway:\n  id: gw-1\n  data: /var/lib/shop # SSD | /var/lib/shop
            gateway:\n\tdata: "with space"                    | /etc/shop/with space
            site: {id: data}\ngateway: {id: gw-1}             | /etc/shop/data
            gateway: {data:                                   | /etc/shop/data
            }}}                                               | /etc/shop/data
            """)
    void it_is_looked_for_as_far_as_it_can_be_made_out(String text, Path data) {
        assertEquals(
                data,
                SiteLoader.data(
                        Path.of("/etc/shop/site.yaml"),
                        text.replace("\\n", "\n").replace("\\t", "\t")));
    }
}
