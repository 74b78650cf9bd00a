package io.tidegate.gateway.partners;

import io.tidegate.clouds.LineTrouble;
import io.tidegate.site.StockSettings;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One question after another to a partner, each with an end. Used by its thread only. */
final class PartnerLine implements AutoCloseable {

    /** Of one answer; a gateway sends less. */
    static final int ANSWER_BYTES_MAX = 512 << 10;

    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(20);

    private final StockSettings.Partner partner;
    private final HttpClient client;

    PartnerLine(StockSettings.Partner partner) {
        this.partner = partner;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_MAX)
                .build();
    }

    /** @throws NoPartner when nothing that can be used comes back */
    LedgerPart ask(String mark, int limit) throws NoPartner, InterruptedException {
        URI address = partner.url()
                .resolve("/api/v1/ledger?limit=" + limit + "&after=" + URLEncoder.encode(mark, StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(ANSWER_MAX)
                .header("Authorization", "Bearer " + partner.token().reveal())
                .build();
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_BYTES_MAX));
        try {
            // The request's own limit ends with the headers; this one holds for the last byte too.
            HttpResponse<byte[]> answer = exchange.get(ANSWER_MAX.toNanos(), TimeUnit.NANOSECONDS);
            if (answer.statusCode() != 200) {
                throw new NoPartner(refused(answer.statusCode()));
            }
            return LedgerPart.read(answer.body());
        } catch (ExecutionException broken) {
            throw new NoPartner(LineTrouble.words(broken, partner.url()), broken);
        } catch (TimeoutException late) {
            throw new NoPartner(LineTrouble.words(late, partner.url()), late);
        } finally {
            exchange.cancel(true);
        }
    }

    private static String refused(int status) {
        return switch (status) {
            case 401, 403 -> "it does not know our token: put the same one into stock.partners of both site files";
            case 404 -> "it has an older version of Tidegate, or is something else: update it, or check the address";
            case 421 -> "it does not go by that name: use its IP address in stock.partners";
            case 503 -> "it is starting, or has too much to do";
            default -> "it answers with HTTP status " + status + ": look into its log";
        };
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
