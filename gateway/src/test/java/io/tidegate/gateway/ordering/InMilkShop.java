package io.tidegate.gateway.ordering;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests have that look at a shop which sells milk, ten a day. */
abstract class InMilkShop {

    @TempDir
    Path root;

    Shop shop;

    @BeforeEach
    void open() throws Exception {
        shop = Shop.ofMilk(root.resolve("shop"));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    static String sentence(Proposed proposed) {
        return proposed.reason().english();
    }
}
