package io.tidegate.clouds.influxdb;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import com.influxdb.client.domain.InfluxQLQuery;
import com.influxdb.client.domain.InfluxQLQuery.InfluxQLPrecision;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.exceptions.InfluxException;
import com.influxdb.query.InfluxQLQueryResult;
import io.tidegate.net.Tls;
import io.tidegate.net.TlsContext;
import io.tidegate.net.UnfitCertificate;
import io.tidegate.site.InfluxCloud;
import io.tidegate.site.InfluxDatabase;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * One InfluxDB, 1.x, 2.x or 3.x, and how it is spoken to. Neither retries nor waits longer than its limits. Safe from any
 * thread; with certificates of one's own, from one.
 */
public final class InfluxServer implements AutoCloseable {

    private static final Duration CONNECT_WAIT_MAX = Duration.ofSeconds(5);

    /** Where 1.x and 3.x have no organisations, the client insists on one. */
    private static final String NO_ORG = "-";

    /** All versions take it for a remark, once they have seen that we may write there. */
    private static final String NO_POINT = "# may we write here?";

    /**
     * How long is waited.
     *
     * @param silence one that says nothing for so long is taken for dead, though a box that writes its shards out may be slow
     * @param exchange from the question to the last byte of the answer
     */
    public record Patience(Duration silence, Duration exchange) {}

    /** @param gzip whether what is written is compressed */
    public record Settings(URI url, InfluxDatabase database, Tls tls, Patience patience, boolean gzip) {

        static Settings of(InfluxCloud config) {
            Patience patience = new Patience(config.timeout(), config.timeout());
            return new Settings(config.url(), config.database(), config.tls(), patience, config.gzip());
        }
    }

    private final Settings settings;
    private final TlsContext tls;
    private final ConnectionPool connections = new ConnectionPool();
    private final OkHttpClient.Builder http;
    private final InfluxDBClient client;

    /** Of the last look; used by a sink's thread only. */
    private @Nullable SSLContext certificates;

    /** Does not connect. */
    public InfluxServer(Settings settings) {
        this.settings = settings;
        this.tls = new TlsContext(settings.tls());
        this.http = http();
        this.client = InfluxDBClientFactory.create(options());
        if (settings.gzip()) {
            client.enableGzip();
        }
    }

    private OkHttpClient.Builder http() {
        Patience patience = settings.patience();
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .connectionPool(connections)
                .addInterceptor(new QuietErrors())
                .addInterceptor(new Strangers())
                // A redirect is a log-in page's way.
                .followRedirects(false)
                .connectTimeout(patience.silence.compareTo(CONNECT_WAIT_MAX) < 0 ? patience.silence : CONNECT_WAIT_MAX)
                .readTimeout(patience.silence)
                .writeTimeout(patience.silence)
                .callTimeout(patience.exchange);
        if (settings.database() instanceof InfluxDatabase.Version1 old) {
            builder.addNetworkInterceptor(new OldPaths(old));
        }
        if (settings.url().getScheme().equals("http")) {
            // Or it reads all authorities that Java knows, for nothing.
            builder.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT));
        } else if (!settings.tls().isStandard()) {
            builder.sslSocketFactory(new FreshCertificates(tls), FreshCertificates.unasked());
        }
        return builder;
    }

    private InfluxDBClientOptions options() {
        InfluxDBClientOptions.Builder options = InfluxDBClientOptions.builder()
                .url(settings.url().toString())
                .okHttpClient(http)
                .bucket(settings.database().name());
        return switch (settings.database()) {
            case InfluxDatabase.Version1 _ -> options.org(NO_ORG).build();
            case InfluxDatabase.Version2 second ->
                options.org(second.org())
                        .authenticateToken(second.token().reveal().toCharArray())
                        .build();
            case InfluxDatabase.Version3 third ->
                options.org(NO_ORG)
                        .authenticateToken(third.token().reveal().toCharArray())
                        .build();
        };
    }

    /**
     * Lets go of connections that were made with others than those which the files hold now.
     *
     * @throws UnfitCertificate when no secure line can be had with them
     */
    void checkCertificates() throws UnfitCertificate {
        if (settings.tls().isStandard()) {
            return;
        }
        SSLContext now = tls.current();
        if (certificates != null && !now.equals(certificates)) {
            connections.evictAll();
        }
        certificates = now;
    }

    Tls trust() {
        return settings.tls();
    }

    public void write(List<String> lines) throws InfluxException {
        client.getWriteApiBlocking().writeRecords(WritePrecision.NS, lines);
    }

    /** Finds out whether it is there and lets us write, and changes nothing. */
    void probe() throws InfluxException {
        if (settings.database() instanceof InfluxDatabase.Version3 third) {
            // It makes a database for whoever writes to it.
            ping(third);
        } else {
            write(List.of(NO_POINT));
        }
    }

    private void ping(InfluxDatabase.Version3 third) throws InfluxException {
        Request question = new Request.Builder()
                .url(settings.url().toString().replaceFirst("/+$", "") + "/ping")
                .header("Authorization", "Token " + third.token().reveal())
                .build();
        try (Response answer = http.build().newCall(question).execute()) {
            if (!answer.isSuccessful()) {
                throw new NoPing(answer.code());
            }
        } catch (IOException e) {
            throw new InfluxException(e);
        }
    }

    /** What the client makes of an answer it makes of a type of its own. */
    private static final class NoPing extends InfluxException {

        private static final long serialVersionUID = 1L;

        private final int status;

        NoPing(int status) {
            super("HTTP " + status);
            this.status = status;
        }

        @Override
        public int status() {
            return status;
        }
    }

    /**
     * Times come as nanoseconds since 1970. What is not there comes as an empty text: a field that a device does not have, or
     * one of several figures of a moment at which a batch was being written.
     */
    public List<InfluxQLQueryResult.Result> ask(String influxQl) throws InfluxException {
        try {
            return client.getInfluxQLQueryApi().queryJSON(query(influxQl)).getResults();
        } catch (InfluxException e) {
            if (e.getCause() instanceof UnsupportedOperationException) {
                // The client's reader of JSON stumbles at a gap.
                return askWithGaps(influxQl);
            }
            throw e;
        }
    }

    /**
     * Like {@link #ask}, for what has gaps as a rule. In this form an error looks like no answer; so something small is asked
     * before in the other.
     */
    public List<InfluxQLQueryResult.Result> askWithGaps(String influxQl) throws InfluxException {
        ask("SHOW MEASUREMENTS LIMIT 1");
        return client.getInfluxQLQueryApi().queryCSV(query(influxQl)).getResults();
    }

    private InfluxQLQuery query(String influxQl) {
        return new InfluxQLQuery(influxQl, database()).setPrecision(InfluxQLPrecision.NANOSECONDS);
    }

    /** In 1.x; in 2.x the owner makes buckets, with their retention, and 3.x makes databases by itself. */
    public boolean makesDatabases() {
        return settings.database() instanceof InfluxDatabase.Version1;
    }

    void makeDatabase() throws InfluxException {
        ask("CREATE DATABASE " + quoted(database()));
    }

    /** A name between double quotes, in InfluxQL. */
    public static String quoted(String name) {
        return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    public URI url() {
        return settings.url();
    }

    String database() {
        return settings.database().name();
    }

    @Override
    public void close() {
        client.close();
    }
}
