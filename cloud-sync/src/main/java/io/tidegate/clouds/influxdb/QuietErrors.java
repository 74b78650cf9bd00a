package io.tidegate.clouds.influxdb;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * InfluxDB answers 200 to a question that it could not answer, with the error inside, and the client takes it for an answer
 * without values. Here it becomes the error that it is. Safe from any thread.
 */
final class QuietErrors implements Interceptor {

    /** An error stands at the beginning of an answer that has nothing else. */
    private static final Pattern ERROR =
            Pattern.compile("\\A\\s*\\{\"results\":\\[\\{\"statement_id\":0,\"error\":\"((?:[^\"\\\\]|\\\\.){0,800})");

    private static final long LOOKED_AT_BYTES = 1_024;

    static final MediaType JSON = MediaType.get("application/json");

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        if (response.code() != 200 || !chain.request().url().encodedPath().endsWith("/query")) {
            return response;
        }
        Matcher error = ERROR.matcher(response.peekBody(LOOKED_AT_BYTES).string());
        if (!error.find()) {
            return response;
        }
        response.close();
        int status = error.group(1).startsWith("database not found") ? 404 : 400;
        return response.newBuilder()
                .code(status)
                .body(ResponseBody.create("{\"error\":\"" + error.group(1) + "\"}", JSON))
                .build();
    }
}
