package io.tidegate.sync;

import io.tidegate.observation.Entry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A sink before another one: hands on whatever it is not there for. Used as that other one is. */
public abstract class ForwardingSink implements Sink {

    private final Sink sink;

    protected ForwardingSink(Sink sink) {
        this.sink = sink;
    }

    @Override
    public Settled deliver(List<Entry> batch, boolean late) throws UnavailableException, InterruptedException {
        return sink.deliver(batch, late);
    }

    @Override
    public boolean tend() throws UnavailableException, InterruptedException {
        return sink.tend();
    }

    @Override
    public void probe() throws UnavailableException, InterruptedException {
        sink.probe();
    }

    @Override
    public Optional<Duration> listens() {
        return sink.listens();
    }

    @Override
    public boolean calls() {
        return sink.calls();
    }

    @Override
    public void close() {
        sink.close();
    }
}
