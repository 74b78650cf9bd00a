package io.tidegate.clouds.kafka;

import java.security.KeyStore;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.auth.SslEngineFactory;
import org.jspecify.annotations.Nullable;

/**
 * TLS of the context that the {@link ClientSettings} have, since the library's own would not take all that {@code tls} may hold. The library
 * makes one by its class for each producer, and uses it by the producer's thread.
 */
public final class SecureLines implements SslEngineFactory {

    /** A setting of ours, which the library hands on as it is. */
    private static final String CONTEXT = "tidegate.ssl.context";

    private @Nullable SSLContext context;

    /** Opens the way to this class for the library, which is in no module. */
    static Map<String, Object> settings(SSLContext context) {
        Class<?> own = SecureLines.class;
        own.getModule().addExports(own.getPackageName(), SslEngineFactory.class.getModule());
        return Map.of(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG, own, CONTEXT, context);
    }

    @Override
    public void configure(Map<String, ?> settings) {
        context = (SSLContext) settings.get(CONTEXT);
    }

    @Override
    public SSLEngine createClientSslEngine(String host, int port, String endpointIdentification) {
        SSLContext given = context;
        if (given == null) {
            throw new IllegalStateException("the library has not handed on " + CONTEXT);
        }
        SSLEngine engine = given.createSSLEngine(host, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm(endpointIdentification);
        engine.setSSLParameters(parameters);
        return engine;
    }

    @Override
    public SSLEngine createServerSslEngine(String host, int port) {
        throw new UnsupportedOperationException("nobody calls a sink");
    }

    /** Files that have changed make another producer. */
    @Override
    public boolean shouldBeRebuilt(Map<String, Object> settings) {
        return false;
    }

    @Override
    public Set<String> reconfigurableConfigs() {
        return Set.of();
    }

    @Override
    public @Nullable KeyStore keystore() {
        return null;
    }

    @Override
    public @Nullable KeyStore truststore() {
        return null;
    }

    @Override
    public void close() {}
}
