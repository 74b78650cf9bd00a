package io.tidegate.pi4j;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.provider.Provider;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One part of Pi4J, such as that for pins: started with its first use, and then it stays. Each kind of device has its own,
 * since Pi4J starts with all the parts that it is given or not at all, and a box whose pins cannot be used may have chips
 * all the same. Safe from any thread.
 */
public final class Part {

    /** What Pi4J's native libraries are made for, or not. */
    public static final String PROCESSOR = System.getProperty("os.arch");

    private final Supplier<? extends Provider<?, ?, ?>> provider;
    private final AtomicLong opened = new AtomicLong();
    private @Nullable Context started;

    /** @param provider makes the part; may throw whatever a native library throws that cannot be loaded */
    public Part(Supplier<? extends Provider<?, ?, ?>> provider) {
        this.provider = provider;
    }

    public synchronized Context started() {
        Context context = started;
        if (context == null) {
            // What is open needs no order at the end, and the gateway's own hook decides when that is.
            context = Pi4J.newContextBuilder()
                    .noAutoDetect()
                    .disableShutdownHook()
                    .add(provider.get())
                    .build();
            started = context;
        }
        return context;
    }

    /** A name that nothing else in this part has, however often a device is opened again. */
    public String newName() {
        return "io-" + opened.incrementAndGet();
    }
}
