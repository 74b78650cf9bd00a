package io.tidegate.clouds.epcis;

import io.tidegate.net.Tls;
import io.tidegate.observation.Amount;
import io.tidegate.observation.Cause;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Goods;
import io.tidegate.observation.Movement;
import io.tidegate.observation.MovementKind;
import io.tidegate.site.EpcisCloud;
import io.tidegate.site.EpcisCloud.Mode;
import io.tidegate.site.EpcisCloud.Sale;
import io.tidegate.site.HttpLogin;
import io.tidegate.site.Secret;
import io.tidegate.site.SinkConfig.Common;
import io.tidegate.sync.ForwardingSink;
import io.tidegate.sync.Settled;
import io.tidegate.sync.Sink;
import io.tidegate.sync.SinkContract;
import io.tidegate.sync.UnavailableException;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract, whose readings are sales here: of anything else the repository hears nothing. */
abstract class EpcisContract extends SinkContract {

    protected Repository repository;

    protected abstract Mode mode();

    @BeforeEach
    void start_repository() throws IOException {
        repository = new Repository();
    }

    @AfterEach
    void stop_repository() {
        repository.close();
    }

    @Override
    protected Place place() {
        return repository.asPlace();
    }

    @Override
    protected Sink open() {
        return new Sales(open(repository.url()));
    }

    protected Sink open(URI url) {
        return new EpcisSink(
                new EpcisCloud(
                        Common.of("partner", timeout, BATCH),
                        url,
                        new HttpLogin.Bearer(new Secret("${env:TOKEN}", "s3cret")),
                        Tls.STANDARD,
                        URI.create("https://shop.example.com/id/"),
                        Optional.empty(),
                        Sale.OBSERVE,
                        mode(),
                        ZoneOffset.UTC),
                ORIGIN,
                "1.2.3",
                Clock.systemUTC());
    }

    protected static Movement sale(Entry entry) {
        return new Movement(
                entry.observation().device(),
                entry.recordedAt(),
                ORIGIN.idOf(entry.position()),
                MovementKind.SELL,
                Goods.of("4006381333931", new Amount(BigDecimal.ONE, Amount.EACH)),
                Movement.Way.from("sales-floor"),
                Cause.of(Cause.Source.SCAN));
    }

    private static final class Sales extends ForwardingSink {

        private Sales(Sink sink) {
            super(sink);
        }

        @Override
        public Settled deliver(List<Entry> batch, boolean late) throws UnavailableException, InterruptedException {
            return super.deliver(
                    batch.stream()
                            .map(entry -> new Entry(entry.position(), entry.recordedAt(), sale(entry)))
                            .toList(),
                    late);
        }
    }
}
