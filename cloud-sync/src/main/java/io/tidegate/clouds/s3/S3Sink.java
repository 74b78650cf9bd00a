package io.tidegate.clouds.s3;

import io.tidegate.clouds.Lines;
import io.tidegate.clouds.http.HttpLine;
import io.tidegate.digest.Digests;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Origin;
import io.tidegate.site.S3Cloud;
import io.tidegate.sync.Settled;
import io.tidegate.sync.Sink;
import io.tidegate.sync.UnavailableException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts each batch as an object of lines, one for each hour in which its entries were recorded. The server has an object when it says
 * so, having computed the same digests as we; a name that it has already gets the same content again. Used by its sink thread only.
 */
public final class S3Sink implements Sink {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Origin origin;
    private final Clock clock;
    private final ObjectKeys keys;
    private final Bucket bucket;
    private final Signature signature;
    private final HttpLine line;
    private final S3Trouble trouble;

    /** The last object that we put was taken, so that the key may write. */
    private boolean mayWrite;

    public S3Sink(S3Cloud config, Origin origin, String version, Clock clock) {
        this.origin = origin;
        this.clock = clock;
        this.keys = new ObjectKeys(origin, config.prefix());
        this.bucket = new Bucket(config);
        this.signature = new Signature(config.accessKey().reveal(), config.secretKey(), config.region());
        this.line = new HttpLine(
                new HttpLine.Server(config.id(), bucket.list(), Optional.empty(), config.tls(), config.timeout()),
                version);
        this.trouble = new S3Trouble(config, line.place(), clock);
    }

    @Override
    public Settled deliver(List<Entry> batch, boolean late) throws UnavailableException, InterruptedException {
        int done = 0;
        while (done < batch.size()) {
            List<Entry> part = batch.subList(done, ObjectKeys.endOfHour(batch, done));
            try {
                put(part);
            } catch (UnavailableException away) {
                throw away.after(new Settled(done, List.of()), part.size());
            }
            done += part.size();
        }
        return Settled.all(batch, List.of());
    }

    private void put(List<Entry> entries) throws UnavailableException, InterruptedException {
        byte[] body = Lines.gzip(origin, entries);
        SortedMap<String, String> headers = new TreeMap<>();
        headers.put("content-type", "application/gzip");
        headers.put("content-md5", Base64.getEncoder().encodeToString(md5(body)));
        HttpRequest.Builder request = signed("PUT", bucket.object(keys.of(entries)), headers, body);
        HttpResponse<String> response =
                line.exchange(request.PUT(BodyPublishers.ofByteArray(body)).build());
        mayWrite = false;
        trouble.checkTaken(response);
        mayWrite = true;
    }

    /** @param headers beside those that the signature needs */
    private HttpRequest.Builder signed(String method, URI address, SortedMap<String, String> headers, byte[] body) {
        headers.put(Signature.TIME, TIME.format(clock.instant()));
        headers.put(Signature.BODY_DIGEST, Signature.digest(body));
        HttpRequest.Builder request = line.request(address);
        headers.forEach(request::header);
        // The client adds it by itself, and lets nobody else do it.
        headers.put("host", Bucket.host(address));
        return request.header("Authorization", signature.of(method, address, headers));
    }

    /** Some servers know only this one, and AWS asks for it where objects are locked. */
    private static byte[] md5(byte[] body) {
        return Digests.started("MD5").digest(body);
    }

    @Override
    public void probe() throws UnavailableException, InterruptedException {
        HttpRequest.Builder question = signed("GET", bucket.list(), new TreeMap<>(), new byte[0]);
        if (!trouble.checkList(line.exchange(question.GET().build())) && !mayWrite) {
            throw new UnavailableException(line.place()
                    + " lets us in, but not list the bucket: whether we may write to it only a delivery shows");
        }
    }

    @Override
    public void close() {
        line.close();
    }
}
