package io.tidegate.clouds.epcis;

import io.tidegate.codes.Gtin;
import io.tidegate.digest.Digests;
import io.tidegate.observation.Goods;
import io.tidegate.site.EpcisCloud;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Names of things for the whole world: GS1 Digital Links for what has a number by GS1, else addresses below the owner's
 * own. None is ever made up in the name of GS1. Safe from any thread.
 */
final class Names {

    private static final String GS1 = "https://id.gs1.org/";

    /** What GS1 allows in a lot (AI 10), a serial number (AI 21) and the extension of a GLN (AI 254). */
    private static final Pattern GS1_TEXT = Pattern.compile("[!\"%-?A-Z_a-z]{1,20}");

    /** RFC 9562, appendix A: for names that are URLs. */
    private static final UUID URL_SPACE = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

    private final String base;
    private final Optional<String> gln;

    Names(EpcisCloud config) {
        String own = config.base().toString();
        this.base = own.endsWith("/") ? own : own + "/";
        this.gln = config.gln();
    }

    /** Those of the gateway's own members. */
    URI terms() {
        return URI.create(base + "terms/");
    }

    /** The kind of goods, or the lot of it where that is known. */
    URI goods(Goods goods) {
        Optional<Gtin> gtin = gtin(goods);
        if (gtin.isEmpty()) {
            return own("item/" + coded(goods.item())
                    + goods.lot().map(lot -> "/lot/" + coded(lot)).orElse(""));
        }
        return gs1("01/" + gtin.get().digits()
                + goods.lot()
                        .filter(Names::isGs1Text)
                        .map(lot -> "/10/" + coded(lot))
                        .orElse(""));
    }

    /** Numbers that mean something else in the next shop are no names. */
    private static Optional<Gtin> gtin(Goods goods) {
        return Gtin.read(goods.gtin().orElse(goods.item())).filter(Gtin::isWorldwide);
    }

    URI place(String location) {
        return gln.filter(_ -> isGs1Text(location))
                .map(number -> gs1("414/" + number + "/254/" + coded(location)))
                .orElseGet(() -> own("location/" + coded(location)));
    }

    /** Where goods are afterwards, as far as others need to know. */
    URI site(String location) {
        return gln.map(number -> gs1("414/" + number)).orElseGet(() -> place(location));
    }

    URI run(String run) {
        return own("run/" + coded(run));
    }

    /** The same whenever, and from whichever gateway of the site, the movement is told. */
    URI event(String movement, Step step) {
        // The second half of a transfer is another event; all else is known by the movement's own id, also to a
        // reversal.
        String half = step == Step.ARRIVE ? "/arrival" : "";
        return URI.create("urn:uuid:" + uuid(base + "movement/" + coded(movement) + half));
    }

    private URI own(String path) {
        return URI.create(base + path);
    }

    private static URI gs1(String path) {
        return URI.create(GS1 + path);
    }

    private static boolean isGs1Text(String text) {
        return GS1_TEXT.matcher(text).matches();
    }

    /** For one part of a path (RFC 3986). */
    private static String coded(String text) {
        // A part that is only dots would be taken for a step in the path.
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replaceAll("^\\.(?=\\.?$)", "%2E");
    }

    /** Version 5 (RFC 9562, section 5.5). */
    static UUID uuid(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer named = ByteBuffer.allocate(Long.BYTES * 2 + bytes.length)
                .putLong(URL_SPACE.getMostSignificantBits())
                .putLong(URL_SPACE.getLeastSignificantBits())
                .put(bytes);
        ByteBuffer hash = ByteBuffer.wrap(Digests.started("SHA-1").digest(named.array()));
        return new UUID(
                (hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x5000L,
                (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
    }
}
