package io.tidegate.gateway.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a supervisor asks: is it alive, and would it take something in? Safe from any thread. */
final class Health {

    static final String STARTING = "The gateway is still starting.";

    private final Rooms rooms;

    Health(Rooms rooms) {
        this.rooms = rooms;
    }

    /** The program runs and its event loop answers. */
    static Answer live() {
        return answer(List.of());
    }

    /** What arrives now would be acknowledged. A cloud that is away is no reason: that is what the journal is for. */
    Answer ready() {
        List<String> reasons = new ArrayList<>();
        Optional<String> trouble = rooms.journal().trouble();
        trouble.ifPresent(reasons::add);
        rooms.inventory().trouble().ifPresent(reasons::add);
        Optional<BrokerReport> broker = rooms.surroundings().broker().get();
        if (broker.isEmpty()) {
            reasons.add(STARTING);
        }
        broker.flatMap(BrokerReport::trouble)
                .ifPresent(why -> reasons.add("The MQTT broker cannot be reached: " + why));
        return answer(reasons);
    }

    static Answer answer(List<String> reasons) {
        return Answer.object(reasons.isEmpty() ? 200 : 503, json -> {
            json.writeStringField("status", reasons.isEmpty() ? "up" : "down");
            json.writeArrayFieldStart("reasons");
            for (String reason : reasons) {
                json.writeString(reason);
            }
            json.writeEndArray();
        });
    }
}
