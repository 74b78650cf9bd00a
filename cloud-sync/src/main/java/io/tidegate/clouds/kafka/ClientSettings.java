package io.tidegate.clouds.kafka;

import io.tidegate.net.TlsContext;
import io.tidegate.net.UnfitCertificate;
import io.tidegate.observation.Origin;
import io.tidegate.site.KafkaCloud;
import io.tidegate.sync.UnavailableException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * Who we are to the servers, and whom we believe there: the library's settings beyond those that the site file decides. Used by
 * its sink thread only.
 */
final class ClientSettings {

    private final boolean secure;
    private final TlsContext tls;
    private final String clientId;

    ClientSettings(KafkaCloud config, Origin origin) {
        this.secure = config.secure();
        this.tls = new TlsContext(config.tls());
        // For those who read their brokers' logs.
        this.clientId = "tidegate-" + origin.site() + "-" + origin.gateway() + "-" + config.id();
    }

    /** With the certificates that the files hold now; equal for as long as none of them changes. */
    Map<String, Object> current() throws UnavailableException {
        Map<String, Object> settings = new HashMap<>(Map.of(CommonClientConfigs.CLIENT_ID_CONFIG, clientId));
        if (secure) {
            try {
                settings.putAll(SecureLines.settings(tls.current()));
            } catch (UnfitCertificate unfit) {
                throw new UnavailableException(String.valueOf(unfit.getMessage()), unfit);
            }
        }
        return settings;
    }
}
