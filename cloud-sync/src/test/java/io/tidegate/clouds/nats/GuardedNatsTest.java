package io.tidegate.clouds.nats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nats.client.NKey;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.support.JwtUtils;
import io.tidegate.net.Tls;
import io.tidegate.observation.Entry;
import io.tidegate.observation.Origin;
import io.tidegate.site.NatsCloud;
import io.tidegate.site.Secret;
import io.tidegate.site.SinkConfig.BatchLimits;
import io.tidegate.site.SinkConfig.Common;
import io.tidegate.sync.InMemoryOutbox;
import io.tidegate.sync.Settled;
import io.tidegate.sync.Sink;
import io.tidegate.sync.UnavailableException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against servers that do not let everybody in: by password, token and credentials file. */
class GuardedNatsTest {

    /** What an account may do (ADR-14); without a word on it, nothing. */
    private static final String WITHOUT_LIMITS = """
            {"type": "account", "version": 2, "limits": {"subs": -1, "data": -1, "payload": -1, "imports": -1, "exports": -1,
             "wildcards": true, "conn": -1, "leaf": -1, "mem_storage": -1, "disk_storage": -1, "streams": -1, "consumer": -1}}
            """;

    private final List<Entry> batch =
            new InMemoryOutbox().withReadings(3, "fridge-1").entries();

    @TempDir
    Path folder;

    private static Secret secret(String text) {
        return new Secret("${env:SECRET}", text);
    }

    /** Whichever of the ways in is not null. */
    private static Sink open(String url, @Nullable String user, @Nullable String token, @Nullable String credentials) {
        return new NatsSink(
                new NatsCloud(
                        Common.of("hq", Duration.ofSeconds(20), BatchLimits.DEFAULT),
                        URI.create(url),
                        "tidegate.{kind}",
                        NatsServer.STREAM,
                        Optional.ofNullable(user),
                        Optional.ofNullable(user).map(_ -> secret("s3cret")),
                        Optional.ofNullable(token).map(GuardedNatsTest::secret),
                        Optional.ofNullable(credentials).map(GuardedNatsTest::secret),
                        Tls.STANDARD),
                new Origin("corner-shop", "gw-1"));
    }

    private Settled deliver(Sink sink) throws Exception {
        try (sink) {
            return sink.deliver(batch, false);
        }
    }

    private String refusal(Sink sink) {
        String words =
                assertThrows(UnavailableException.class, () -> deliver(sink)).getMessage();
        assertFalse(words.contains("s3cret"), words);
        return words;
    }

    @Test
    void who_has_the_password_and_the_rights_is_let_in_and_nobody_else() throws Exception {
        try (NatsServer server = NatsServer.start(folder, """
                authorization: { users: [
                  {user: gw-1, password: s3cret, permissions: {
                     publish: ["tidegate.>", "$JS.API.>"], subscribe: ["_INBOX.>"]}},
                  {user: mute, password: s3cret, permissions: {publish: {deny: ">"}}},
                  {user: deaf, password: s3cret, permissions: {subscribe: {deny: ">"}}} ] }
                """)) {
            NatsServer.addStream(Options.builder().server(server.url()).userInfo("gw-1", "s3cret"));
            assertEquals(Settled.all(batch, List.of()), deliver(open(server.url(), "gw-1", null, null)));
            String stranger = refusal(open(server.url(), "gw-2", null, null));
            assertTrue(stranger.contains("does not let us in: check username"), stranger);
            String mute = refusal(open(server.url(), "mute", null, null));
            assertTrue(mute.contains("does not let us publish to tidegate.reading"), mute);
            String deaf = refusal(open(server.url(), "deaf", null, null));
            assertTrue(deaf.contains("subscribe to _INBOX.>"), deaf);
        }
    }

    @Test
    void who_has_the_token_is_let_in() throws Exception {
        try (NatsServer server = NatsServer.start(folder, "authorization: {token: s3cret}")) {
            NatsServer.addStream(Options.builder().server(server.url()).token("s3cret".toCharArray()));
            assertEquals(Settled.all(batch, List.of()), deliver(open(server.url(), null, "s3cret", null)));
            String stranger = refusal(open(server.url(), null, "guessed", null));
            assertTrue(stranger.contains("does not let us in"), stranger);
        }
    }

    @Test
    void who_signs_with_the_key_of_a_credentials_file_is_let_in() throws Exception {
        NKey operator = NKey.createOperator(null);
        NKey account = NKey.createAccount(null);
        String accountId = new String(account.getPublicKey());
        String system = new String(NKey.createAccount(null).getPublicKey());
        String forOperator =
                claim(operator, new String(operator.getPublicKey()), "{\"type\":\"operator\",\"version\":2}");
        try (NatsServer server = NatsServer.start(
                folder,
                "operator: " + forOperator,
                "resolver: MEMORY",
                "system_account: " + system,
                "resolver_preload: {" + accountId + ": " + claim(operator, accountId, WITHOUT_LIMITS) + ", " + system
                        + ": " + claim(operator, system, "{\"type\":\"account\",\"version\":2}") + "}")) {
            String credentials = credentials(account, accountId);
            NatsServer.addStream(Options.builder()
                    .server(server.url())
                    .authHandler(Nats.staticCredentials(credentials.getBytes(StandardCharsets.UTF_8))));
            assertEquals(Settled.all(batch, List.of()), deliver(open(server.url(), null, null, credentials)));
            String foreign = credentials(NKey.createAccount(null), accountId);
            assertTrue(refusal(open(server.url(), null, null, foreign)).contains("does not let us in"));
        }
    }

    private static String claim(NKey signer, String subject, String claims) throws Exception {
        return JwtUtils.issueJWT(
                signer, subject, "test", null, 1_700_000_000, new String(signer.getPublicKey()), () -> claims);
    }

    private static String credentials(NKey account, String accountId) throws Exception {
        NKey user = NKey.createUser(null);
        String token = JwtUtils.issueUserJWT(account, accountId, new String(user.getPublicKey()));
        return String.format(JwtUtils.NATS_USER_JWT_FORMAT, token, new String(user.getSeed()));
    }
}
