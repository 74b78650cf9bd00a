/** The vocabulary of a site (what devices say) and its typed site file. */
module io.tidegate.config {
    requires transitive org.jspecify;
    requires transitive com.fasterxml.jackson.core;
    requires org.snakeyaml.engine;

    exports io.tidegate.codes;
    exports io.tidegate.digest;
    exports io.tidegate.net;
    exports io.tidegate.observation;
    exports io.tidegate.site;
}
