package io.tidegate.clouds.nats;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nats.client.NKey;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.support.JwtUtils;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against servers that do not let everybody in: by password, token and credentials file. */
class GuardedNatsTest {

    /** What an account may do (ADR-14); without a word on it, nothing. */
    private static final String WITHOUT_LIMITS = """
            {"type": "account", "version": 2, "limits": {"subs": -1, "data": -1, "payload": -1, "imports": -1, "exports": -1,
             "wildcards": true, "conn": -1, "leaf": -1, "mem_storage": -1, "disk_storage": -1, "streams": -1, "consumer": -1}}
            """;

    @TempDir
    Path folder;

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
            Visitor guest = Visitor.at(server.url());
            guest.named("gw-1").assertLetIn();
            String stranger = guest.named("gw-2").refusal();
            assertTrue(stranger.contains("does not let us in: check username"), stranger);
            String mute = guest.named("mute").refusal();
            assertTrue(mute.contains("does not let us publish to tidegate.reading"), mute);
            String deaf = guest.named("deaf").refusal();
            assertTrue(deaf.contains("subscribe to _INBOX.>"), deaf);
        }
    }

    @Test
    void who_has_the_token_is_let_in() throws Exception {
        try (NatsServer server = NatsServer.start(folder, "authorization: {token: s3cret}")) {
            NatsServer.addStream(Options.builder().server(server.url()).token("s3cret".toCharArray()));
            Visitor.at(server.url()).with("s3cret").assertLetIn();
            String stranger = Visitor.at(server.url()).with("guessed").refusal();
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
            Visitor.at(server.url()).signingBy(credentials).assertLetIn();
            String foreign = credentials(NKey.createAccount(null), accountId);
            assertTrue(Visitor.at(server.url()).signingBy(foreign).refusal().contains("does not let us in"));
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
