package io.tidegate.clouds.mqtt;

import io.tidegate.site.MqttCloud;
import io.tidegate.sync.UnavailableException;
import java.time.Clock;
import java.util.Optional;

/** Calls a sink's broker, each time with what lets us in then. Used by its sink thread only. */
final class Dialer {

    private final MqttCloud config;
    private final Clock clock;
    private Optional<SharedAccessSignature> shown = Optional.empty();

    Dialer(MqttCloud config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /**
     * Returns connected, or throws with words for staff.
     *
     * @param ear for what comes on the connection
     */
    BrokerLink call(Ear ear) throws UnavailableException, InterruptedException {
        shown = config.sharedAccessKey()
                .map(key -> SharedAccessSignature.of(
                        config.url().getHost() + "/devices/" + config.clientId(), key, clock.instant()));
        Caller caller =
                Caller.of(config, shown.map(SharedAccessSignature::token).or(config::password));
        try {
            return switch (config.terms().version()) {
                case V5 -> MqttLink.connect(caller, Optional.empty(), ear);
                case V3_1_1 -> Mqtt311Link.connect(caller, ear);
            };
        } catch (UnavailableException refused) {
            if (shown.isPresent() && MqttTrouble.isAboutLogin(refused)) {
                throw new UnavailableException(
                        config.url().getHost()
                                + " does not let us in: check sharedAccessKey and clientId of this sink, and"
                                + " the gateway's clock",
                        refused);
            }
            throw refused;
        }
    }

    /** What lets us in ends soon, and with it the connection: another one goes on where this one stops. */
    boolean isDue() {
        return shown.isPresent() && !shown.get().isFresh(clock.instant());
    }
}
