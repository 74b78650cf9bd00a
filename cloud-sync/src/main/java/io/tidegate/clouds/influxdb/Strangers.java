package io.tidegate.clouds.influxdb;

import io.tidegate.clouds.http.Answer;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * InfluxDB says nothing when it has taken a write. Whoever says something, such as the log-in page of a network, is not it,
 * and has taken nothing, whatever the status. Safe from any thread.
 */
final class Strangers implements Interceptor {

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        boolean isWrite = chain.request().url().encodedPath().endsWith(OldPaths.NEW_WRITE);
        if (!isWrite || !response.isSuccessful() || response.peekBody(1).bytes().length == 0) {
            return response;
        }
        response.close();
        return response.newBuilder()
                .code(Answer.NETWORK_AUTHENTICATION_REQUIRED)
                .body(ResponseBody.create("{\"error\":\"HTTP " + response.code() + "\"}", QuietErrors.JSON))
                .build();
    }
}
