package io.tidegate.clouds.influxdb;

import io.tidegate.site.InfluxDatabase;
import io.tidegate.site.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Makes a 2.x client's requests such that InfluxDB 1.x before 1.8 takes them: the path of writes, and the way to log in.
 * Stands behind what the client itself does, which knows a write by its path. Safe from any thread.
 */
record OldPaths(InfluxDatabase.Version1 database) implements Interceptor {

    static final String NEW_WRITE = "/api/v2/write";

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request.Builder request = chain.request().newBuilder().removeHeader("Authorization");
        HttpUrl url = chain.request().url();
        if (url.encodedPath().endsWith(NEW_WRITE)) {
            String before = url.encodedPath().substring(0, url.encodedPath().length() - NEW_WRITE.length());
            HttpUrl.Builder old = url.newBuilder()
                    .encodedPath(before + "/write")
                    .query(null)
                    .addQueryParameter("db", database.database())
                    .addQueryParameter("precision", "n");
            database.retentionPolicy().ifPresent(policy -> old.addQueryParameter("rp", policy));
            request.url(old.build());
        }
        database.username().ifPresent(user -> request.header("Authorization", login(user)));
        return chain.proceed(request.build());
    }

    private String login(String user) {
        String password = database.password().map(Secret::reveal).orElse("");
        return Credentials.basic(user, password, StandardCharsets.UTF_8);
    }
}
