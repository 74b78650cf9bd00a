package io.tidegate.site;

import io.tidegate.codes.Gtin;
import io.tidegate.net.Tls;
import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * An EPCIS 2.0 repository, which gets movements of goods as events.
 *
 * @param url without the {@code /capture} or {@code /events} behind it
 * @param base begins the names of what has none by GS1; an address of the owner's, so that nobody else has the same
 * @param gln the site's location number, if it has one
 * @param timezone in which events tell their time
 */
public record EpcisCloud(
        Common common,
        URI url,
        HttpLogin login,
        Tls tls,
        URI base,
        Optional<String> gln,
        Sale sale,
        Mode mode,
        ZoneId timezone)
        implements SinkConfig {

    static final String TYPE = "epcis";

    private static final int GLN_LENGTH = 13;
    private static final String GLN_EXAMPLE = "4012345000009";
    private static final Scalar<String> GLN =
            new Scalar<>(Scalar.Type.TEXT, GLN_EXAMPLE, GLN_EXAMPLE, EpcisCloud::checked);

    /** The action of a sale's event: goods of a class are seen to go, or cease to be. */
    public enum Sale {
        OBSERVE,
        DELETE
    }

    /** How events are handed over: many in a document, with a job to ask for; or one by one. */
    public enum Mode {
        CAPTURE,
        EVENTS
    }

    static EpcisCloud read(Mapping item, String id, SinkReading reading) {
        Common common = reading.common(item, id);
        URI url = item.required(
                "url", Scalars.url(LoginSection.INSTEAD, "https://epcis.example.com/v2", List.of("http", "https")));
        if (url.getPath().matches(".*/(capture|events)/?")) {
            item.problem("url", "names what is done there. Leave out '/capture' or '/events' at its end.");
        }
        reading.refuseQuery(item, "url", url);
        URI base = item.required("base", Scalars.url("https://shop.example.com/id/", "http", "https"));
        reading.refuseQuery(item, "base", base);
        return new EpcisCloud(
                common,
                url,
                new LoginSection(reading.secrets()).read(item),
                reading.tls(item, List.of(url)),
                base,
                item.maybe("gln", GLN),
                item.optional("sale", Scalars.oneOf(Sale.class), Sale.OBSERVE),
                item.optional("mode", Scalars.oneOf(Mode.class), Mode.CAPTURE),
                item.optional("timezone", Scalars.ZONE, reading.timezone()));
    }

    private static String checked(String gln) throws Unfit {
        // The last digit follows from the others as that of an item's number of the same length does.
        if (gln.length() != GLN_LENGTH || Gtin.read(gln).isEmpty()) {
            throw new Unfit("is no GLN: it has 13 digits, of which the last follows from the others. Copy it from the"
                    + " certificate of GS1, or leave it out.");
        }
        return gln;
    }

    void show(YamlWriter yaml) {
        yaml.text("url", EffectiveSite.shown(url));
        LoginSection.show(login, yaml);
        yaml.tls(tls);
        yaml.text("base", base.toString());
        gln.ifPresent(number -> yaml.text("gln", number));
        yaml.text("sale", Scalars.word(sale));
        yaml.text("mode", Scalars.word(mode));
        yaml.text("timezone", timezone.getId());
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String place() {
        return url.toString();
    }

    /** What takes an event back must not come before it. */
    @Override
    public boolean inOrder() {
        return true;
    }
}
