package io.tidegate.gateway.proofs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.digest.Digests;
import io.tidegate.gateway.proofs.Counting.StreamId;
import io.tidegate.observation.Proof;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;

/**
 * The ids of a stream in a range, hashed behind what came before it. Of ids and not of contents, so that any receiver can compute
 * it, however it keeps an entry. Used by one thread.
 */
final class Chain {

    private static final byte LINE_FEED = '\n';

    private final StreamId stream;
    private final String previous;
    private final MessageDigest digest;
    private long count;

    Chain(StreamId stream, String previous) {
        this.stream = stream;
        this.previous = previous;
        this.digest = Digests.started("SHA-256");
        line(previous);
    }

    void add(String id) {
        line(id);
        count++;
    }

    private void line(String text) {
        digest.update(text.getBytes(UTF_8));
        digest.update(LINE_FEED);
    }

    /** Once. */
    Proof proof(Instant at, Proof.Range range) {
        String hash = HexFormat.of().formatHex(digest.digest());
        return new Proof(stream.device(), at, stream.kind(), range, new Proof.Sum(count, hash, previous));
    }
}
