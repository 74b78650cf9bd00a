package io.tidegate.gateway.ordering;

import io.tidegate.gateway.StockSite;
import io.tidegate.gateway.TestSite;
import io.tidegate.gateway.TestStock;
import io.tidegate.gateway.inventory.Inventory;
import io.tidegate.gateway.journal.Journal;
import io.tidegate.observation.Amount;
import io.tidegate.observation.Cause;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.Goods;
import io.tidegate.observation.Movement;
import io.tidegate.observation.MovementKind;
import io.tidegate.observation.Observation;
import io.tidegate.observation.Reversal;
import io.tidegate.site.GatewaySettings;
import io.tidegate.site.OrderSettings;
import io.tidegate.site.Site;
import io.tidegate.site.SiteFile;
import io.tidegate.site.StockCounter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A shop with a ledger on a real disk, and a clock that the test sets. Used by its test's thread. */
final class Shop implements AutoCloseable {

    static final ZoneId ZONE = ZoneId.of("Europe/London");

    /** The morning on which most tests look at what to order. */
    static final LocalDate TODAY = LocalDate.parse("2026-11-23");

    /** When milk came for the first time. */
    static final Instant FIRST = at(TODAY.minusDays(60), "08:00");

    private static final DeviceId TILL = new DeviceId("till-1");

    final AtomicReference<Instant> now;
    private final StockSite site;
    final Journal journal;
    final Inventory inventory;
    final Orders orders;

    /** Ids are new ones also in a shop that is opened again. */
    private static final AtomicInteger LINES = new AtomicInteger();

    private String last = "";

    private Shop(Path folder, Instant now, List<StockCounter> counters) throws Exception {
        this.now = new AtomicReference<>(now);
        GatewaySettings gateway =
                new GatewaySettings("gw-1", folder, Duration.ofMillis(1), GatewaySettings.Retention.DEFAULT);
        SiteFile file = TestSite.of(
                new Site("shop", "Shop", ZONE, Locale.UK),
                gateway,
                TestStock.ordering(OrderSettings.DEFAULT, counters));
        site = StockSite.open(file, folder, this.now::get);
        journal = site.journal();
        inventory = site.inventory();
        orders = Orders.prepared(file, journal, inventory);
    }

    static Shop open(Path folder) throws Exception {
        return open(folder, at(TODAY, "04:00"));
    }

    static Shop open(Path folder, Instant now) throws Exception {
        return new Shop(folder, now, List.of());
    }

    /** One in which machines make things. */
    static Shop with(Path folder, StockCounter counter) throws Exception {
        return new Shop(folder, at(TODAY, "04:00"), List.of(counter));
    }

    /** Milk sells ten a day, comes in cases of twelve, and three days after it was ordered. */
    static Shop ofMilk(Path folder) throws Exception {
        Shop shop = open(folder);
        shop.catalogue("id,name,packs,supplier,leadTimeDays\nmilk,Milk,case=12; pallet=480,Dairy Ltd,3\n");
        return shop;
    }

    /** Sixty days of ten a day, after which so many are left. */
    void milkLeft(double left) throws InterruptedException {
        book(MovementKind.RECEIVE, FIRST, 600 + left, "milk");
        sellDaily(60, 10, "milk");
    }

    static Instant at(LocalDate day, String time) {
        return Instant.parse(day + "T" + time + ":00Z");
    }

    void catalogue(String csv) throws Exception {
        site.catalogue(csv);
    }

    /** What is booked at that time. */
    void book(MovementKind kind, Instant at, double quantity, String item) throws InterruptedException {
        journal.record(List.of(line(kind, at, quantity, item, Optional.empty(), Optional.empty())));
    }

    /** One by one, so many times, all of it at that time. */
    void bookEach(MovementKind kind, Instant at, int times, String item) throws InterruptedException {
        List<Observation> lines = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            lines.add(line(kind, at, 1, item, Optional.empty(), Optional.empty()));
        }
        journal.record(lines);
    }

    /** With a lot of its own that can be sold until then. */
    void receive(Instant at, double quantity, String item, LocalDate expiry) throws InterruptedException {
        journal.record(List.of(line(
                MovementKind.RECEIVE, at, quantity, item, Optional.of("lot-" + LINES.get()), Optional.of(expiry))));
    }

    void reverse(String id, Instant at) throws InterruptedException {
        journal.record(List.of(new Reversal(TILL, at, next(), id, Cause.of(Cause.Source.PERSON))));
    }

    /** Each of so many days until yesterday, at ten. */
    void sellDaily(int days, double quantity, String item) throws InterruptedException {
        sellDaily(TODAY.minusDays(days), TODAY, quantity, item);
    }

    void sellDaily(LocalDate first, LocalDate end, double quantity, String item) throws InterruptedException {
        List<Observation> sold = new ArrayList<>();
        for (LocalDate day = first; day.isBefore(end); day = day.plusDays(1)) {
            sold.add(line(MovementKind.SELL, at(day, "10:00"), quantity, item, Optional.empty(), Optional.empty()));
        }
        journal.record(sold);
    }

    /** The id of the line that was booked last. */
    String lastLine() {
        return last;
    }

    private String next() {
        last = "line-" + LINES.incrementAndGet();
        return last;
    }

    private Observation line(
            MovementKind kind,
            Instant at,
            double quantity,
            String item,
            Optional<String> lot,
            Optional<LocalDate> expiry) {
        Amount amount = new Amount(BigDecimal.valueOf(quantity), Amount.EACH);
        Goods goods = new Goods(
                item, Optional.empty(), amount, Optional.empty(), Optional.of(amount), lot, Optional.empty(), expiry);
        Movement.Way way = kind.leaves() ? Movement.Way.from("floor") : Movement.Way.to("floor");
        return new Movement(TILL, at, next(), kind, goods, way, Cause.of(Cause.Source.API));
    }

    /** Computes what to order, now. */
    Run compute() throws Exception {
        if (!orders.nights().step()) {
            throw new IllegalStateException(orders.progress().toString());
        }
        return orders.progress().last().orElseThrow();
    }

    List<Proposed> proposals() throws Exception {
        return orders.list(Orders.Question.of(Proposed.State.PROPOSED));
    }

    /** The only one that waits for a decision. */
    Proposed proposal() throws Exception {
        List<Proposed> all = proposals();
        if (all.size() != 1) {
            throw new AssertionError(all.toString());
        }
        return all.getFirst();
    }

    Verdict decide(String id, Choice.Kind kind) throws Exception {
        return decide(id, new Choice(kind, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    Verdict accept(String id, double quantity) throws Exception {
        return decide(
                id,
                new Choice(
                        Choice.Kind.ACCEPT,
                        Optional.of(BigDecimal.valueOf(quantity)),
                        Optional.of("Ann"),
                        Optional.empty()));
    }

    Verdict decide(String id, Choice choice) throws Exception {
        return orders.decide(id, choice).toCompletableFuture().get();
    }

    Proposed find(String id) throws Exception {
        return orders.find(id).orElseThrow();
    }

    @Override
    public void close() {
        orders.close();
        site.close();
    }
}
