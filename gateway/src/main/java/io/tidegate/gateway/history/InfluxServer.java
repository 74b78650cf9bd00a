package io.tidegate.gateway.history;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import com.influxdb.client.domain.InfluxQLQuery;
import com.influxdb.client.domain.InfluxQLQuery.InfluxQLPrecision;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.exceptions.InfluxException;
import com.influxdb.query.InfluxQLQueryResult;
import io.tidegate.site.HistorySettings.Influx1;
import io.tidegate.site.HistorySettings.Influx2;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import okhttp3.OkHttpClient;

/**
 * One InfluxDB, 1.x or 2.x, and how it is spoken to. Neither retries nor waits longer than its limits. Safe from any
 * thread.
 */
final class InfluxServer implements AutoCloseable {

    private static final Duration CONNECT_WAIT_MAX = Duration.ofSeconds(5);

    /** A box that writes its shards out may be slow; one that says nothing for so long is taken for dead. */
    private static final Duration ANSWER_WAIT_MAX = Duration.ofSeconds(15);

    private final InfluxDBClient client;
    private final URI url;
    private final String database;
    private final boolean makesDatabases;

    private InfluxServer(InfluxDBClient client, URI url, String database, boolean makesDatabases) {
        this.client = client;
        this.url = url;
        this.database = database;
        this.makesDatabases = makesDatabases;
    }

    static InfluxServer of(Influx1 settings) {
        OkHttpClient.Builder http = http();
        http.addInterceptor(new OldPaths(settings));
        InfluxDBClientOptions options = InfluxDBClientOptions.builder()
                .url(settings.url().toString())
                .okHttpClient(http)
                .org("-")
                .bucket(settings.database())
                .build();
        return new InfluxServer(InfluxDBClientFactory.create(options), settings.url(), settings.database(), true);
    }

    static InfluxServer of(Influx2 settings) {
        InfluxDBClientOptions options = InfluxDBClientOptions.builder()
                .url(settings.url().toString())
                .okHttpClient(http())
                .authenticateToken(settings.token().reveal().toCharArray())
                .org(settings.org())
                .bucket(settings.bucket())
                .build();
        return new InfluxServer(InfluxDBClientFactory.create(options), settings.url(), settings.bucket(), false);
    }

    private static OkHttpClient.Builder http() {
        return new OkHttpClient.Builder()
                .addInterceptor(new QuietErrors())
                .connectTimeout(CONNECT_WAIT_MAX)
                .readTimeout(ANSWER_WAIT_MAX)
                .writeTimeout(ANSWER_WAIT_MAX);
    }

    void write(List<String> lines) throws InfluxException {
        client.getWriteApiBlocking().writeRecords(WritePrecision.NS, lines);
    }

    /**
     * Times come as nanoseconds since 1970. What is not there comes as an empty text: a field that a device does not have, or
     * one of several figures of a moment at which a batch was being written.
     */
    List<InfluxQLQueryResult.Result> ask(String influxQl) throws InfluxException {
        InfluxQLQuery query = new InfluxQLQuery(influxQl, database).setPrecision(InfluxQLPrecision.NANOSECONDS);
        try {
            return client.getInfluxQLQueryApi().queryJSON(query).getResults();
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
    List<InfluxQLQueryResult.Result> askWithGaps(String influxQl) throws InfluxException {
        ask("SHOW MEASUREMENTS LIMIT 1");
        return client.getInfluxQLQueryApi()
                .queryCSV(new InfluxQLQuery(influxQl, database).setPrecision(InfluxQLPrecision.NANOSECONDS))
                .getResults();
    }

    /** In 1.x; in 2.x the owner makes buckets, with their retention. */
    boolean makesDatabases() {
        return makesDatabases;
    }

    void makeDatabase() throws InfluxException {
        ask("CREATE DATABASE " + InfluxQl.name(database));
    }

    URI url() {
        return url;
    }

    String database() {
        return database;
    }

    @Override
    public void close() {
        client.close();
    }
}
