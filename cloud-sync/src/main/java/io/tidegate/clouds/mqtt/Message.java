package io.tidegate.clouds.mqtt;

import io.tidegate.observation.Entry;
import java.util.ArrayList;
import java.util.List;

/**
 * Entries that go to one topic in one message. Immutable.
 *
 * @param late whether they had to wait while newer entries were delivered
 */
record Message(String kind, List<Entry> entries, boolean late) {

    /** Neighbours of one kind share a message; so the order of the batch is the order of its messages. */
    static List<Message> of(List<Entry> batch, boolean late) {
        List<Message> messages = new ArrayList<>();
        int start = 0;
        for (int at = 1; at <= batch.size(); at++) {
            String kind = batch.get(start).observation().kind();
            if (at == batch.size() || !batch.get(at).observation().kind().equals(kind)) {
                messages.add(new Message(kind, batch.subList(start, at), late));
                start = at;
            }
        }
        return messages;
    }

    boolean isSingle() {
        return entries.size() == 1;
    }

    Message firstHalf() {
        return of(entries.subList(0, entries.size() / 2));
    }

    Message secondHalf() {
        return of(entries.subList(entries.size() / 2, entries.size()));
    }

    /** To the same topic, with nothing in it. */
    Message empty() {
        return of(List.of());
    }

    private Message of(List<Entry> others) {
        return new Message(kind, others, late);
    }
}
