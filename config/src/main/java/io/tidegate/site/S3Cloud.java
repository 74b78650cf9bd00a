package io.tidegate.site;

import io.tidegate.net.Tls;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * A bucket of a server that speaks S3; an object of lines for each batch.
 *
 * @param url of the server, without the bucket
 * @param prefix of keys, without a slash at its ends, with {@code {site}}, {@code {gateway}}, {@code {date}} and {@code {hour}}
 * @param region that signatures name
 * @param pathStyle whether the bucket stands in the path of addresses, and not before the server's name
 * @param gather how long entries are collected for an object, since each is paid for
 */
public record S3Cloud(
        Common common,
        URI url,
        String bucket,
        String prefix,
        String region,
        Secret accessKey,
        Secret secretKey,
        boolean pathStyle,
        Tls tls,
        Duration gather)
        implements SinkConfig {

    static final String TYPE = "s3";

    /** An hour of a busy shop, and not much of a small box's memory. */
    public static final BatchLimits BATCH = new BatchLimits(10_000, 4 << 20);

    public static final String PREFIX = "tidegate/site={site}/gateway={gateway}/date={date}/hour={hour}";

    private static final List<String> PARTS = List.of("site", "gateway", "date", "hour");
    private static final Duration GATHER = Duration.ofMinutes(5);

    private static final Scalar<String> BUCKET_NAME = new Scalar<>(Scalar.Type.TEXT, "shops", "shops", text -> {
        if (!text.matches("[A-Za-z0-9][A-Za-z0-9._-]{2,62}")) {
            throw new Unfit("'" + text + "' is no bucket. Use 3 to 63 letters, digits, '-' and '.', such as shops.");
        }
        return text;
    });

    private static final Scalar<String> REGION_NAME =
            new Scalar<>(Scalar.Type.TEXT, "eu-central-1", "us-east-1", text -> {
                if (!text.matches("[A-Za-z0-9_-]{1,64}")) {
                    throw new Unfit(
                            "'" + text + "' is no region. Write it as the server calls it, such as eu-central-1.");
                }
                return text;
            });

    private static final Scalar<String> KEY_PREFIX =
            new Scalar<>(Scalar.Type.TEXT, "tidegate/{site}/{gateway}/{date}", PREFIX, text -> {
                Topics.known(text, PARTS);
                String step = "(\\{\\w+}|[A-Za-z0-9!_.'()=-])+";
                if (text.length() > 512
                        || !text.matches(step + "(/" + step + ")*+")
                        || text.matches("(.*/)?\\.{1,2}(/.*)?")) {
                    throw new Unfit(
                            "'" + text + "' begins no key. Write steps of letters, digits and !_.'()=- with a slash"
                                    + " between them, such as tidegate/{site}/{gateway}/{date}.");
                }
                return text;
            });

    static S3Cloud read(Mapping item, String id, SinkReading reading) {
        Common common = reading.common(item, id, BATCH);
        URI url = item.required(
                "url",
                Scalars.url(
                        "log in by accessKey and secretKey",
                        "https://s3.eu-central-1.amazonaws.com",
                        List.of("https", "http")));
        reading.refuseQuery(item, "url", url);
        S3Cloud read = new S3Cloud(
                common,
                url,
                item.required("bucket", BUCKET_NAME),
                item.optional("prefix", KEY_PREFIX, PREFIX),
                item.optional("region", REGION_NAME, "us-east-1"),
                item.required("accessKey", reading.secrets().token()),
                item.required("secretKey", reading.secrets().password()),
                item.optional("pathStyle", Scalars.FLAG, true),
                reading.tls(item, List.of(url)),
                item.optional("gather", Scalars.duration("5 min", Duration.ofSeconds(1), Duration.ofDays(1)), GATHER));
        if (!read.pathStyle && !read.bucket.matches("[a-z0-9-]+")) {
            item.problem(
                    "pathStyle",
                    "puts a bucket before the server's name that can be no part of one. Leave it out, or use a bucket"
                            + " of a-z, 0-9 and '-'.");
        }
        return read;
    }

    void show(YamlWriter yaml) {
        yaml.text("url", EffectiveSite.shown(url));
        yaml.text("bucket", bucket);
        yaml.text("prefix", prefix);
        yaml.text("region", region);
        yaml.text("accessKey", accessKey.reference());
        yaml.text("secretKey", secretKey.reference());
        yaml.bare("pathStyle", pathStyle);
        yaml.tls(tls);
        yaml.bare("gather", Quantities.text(gather));
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** A bucket beside the one that took entries is as strange as another server. */
    @Override
    public String place() {
        return url + " " + bucket;
    }
}
