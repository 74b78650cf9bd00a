package io.tidegate.clouds.nats;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nats.client.Options;
import io.tidegate.net.Tls;
import io.tidegate.net.TlsContext;
import io.tidegate.sync.Sink;
import io.tidegate.sync.UnavailableException;
import io.tidegate.testing.SilentRefusal;
import io.tidegate.testing.TestAuthority;
import io.tidegate.testing.TestAuthority.CertificateRequest;
import io.tidegate.testing.TestAuthority.Issued;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against servers that speak TLS, with certificates made for the test. */
class SecureNatsTest {

    @TempDir
    Path folder;

    private TestAuthority authority;
    private Tls trusting;

    @BeforeEach
    void make_authority() throws Exception {
        authority = TestAuthority.in(folder);
        trusting = authority.trusting();
    }

    /** @param further what else its TLS is to do, and behind it other settings */
    private NatsServer start(String further, String... settings) throws Exception {
        Issued certificate = authority.issue(CertificateRequest.server("server").at("localhost"));
        List<String> lines = new ArrayList<>(List.of(settings));
        lines.add("tls: {cert_file: \"" + certificate.certificate() + "\", key_file: \"" + certificate.key() + "\""
                + further + "}");
        return NatsServer.start(folder, lines.toArray(String[]::new));
    }

    /** One that lets in whom the authority has signed. */
    private NatsServer startThatAsks() throws Exception {
        return start(", ca_file: \"" + authority.file() + "\", verify: true");
    }

    /** One that knows its users by the name in their certificate. */
    private NatsServer startThatKnows() throws Exception {
        return start(", ca_file: \"" + authority.file() + "\", verify_and_map: true", """
                authorization: { users: [ {user: "CN=gw-1", permissions: {
                  publish: ["tidegate.>", "$JS.API.>"], subscribe: ["_INBOX.>"]}} ] }
                """);
    }

    private static String called(NatsServer server) {
        return "tls://localhost:" + server.port();
    }

    private static void addStream(NatsServer server, Tls tls) throws Exception {
        NatsServer.addStream(Options.builder().server(called(server)).sslContext(new TlsContext(tls).current()));
    }

    private static String refusal(String url, Tls tls) {
        return Visitor.at(url).by(tls).refusal();
    }

    @Test
    void a_certificate_must_be_of_somebody_we_trust_and_for_the_host_that_we_called() throws Exception {
        try (NatsServer server = start("");
                Sink sink = Visitor.at(called(server)).by(trusting).open()) {
            addStream(server, trusting);
            Visitor.assertLetIn(sink);
            String untrusted = refusal(called(server), Tls.STANDARD);
            assertTrue(untrusted.contains("issued by nobody that this machine knows"), untrusted);
            String otherName = refusal("tls://127.0.0.1:" + server.port(), trusting);
            assertTrue(otherName.contains("is not for that name"), otherName);
            String plain = refusal(server.url(), trusting);
            assertTrue(plain.contains("write tls:// in the url"), plain);
        }
    }

    @Test
    void a_server_that_wants_a_certificate_of_ours_gets_it_and_a_renewed_one_without_a_restart() throws Exception {
        Path certificate = folder.resolve("own.pem");
        Path key = folder.resolve("own.key");
        authority.issue(CertificateRequest.client("gw-1")).copyTo(certificate, key);
        Tls showing = trusting.showing(certificate, key);
        try (NatsServer server = startThatKnows();
                Sink sink = Visitor.at(called(server)).by(showing).open()) {
            addStream(server, showing);
            Visitor.assertLetIn(sink);
            authority.issue(CertificateRequest.client("gw-1").valid(-60, -30)).copyTo(certificate, key);
            server.kill();
            server.restart();
            String told = assertThrows(UnavailableException.class, () -> Visitor.assertLetIn(sink), "expired")
                    .getMessage();
            assertTrue(told.contains("has expired on"), told);
            authority.issue(CertificateRequest.client("gw-1")).copyTo(certificate, key);
            Visitor.assertLetIn(sink);
        }
    }

    @Test
    void a_server_that_does_not_get_the_certificate_it_wants_is_told_as_such() throws Exception {
        Issued stranger = TestAuthority.in(folder.resolve("elsewhere")).issue(CertificateRequest.client("stranger"));
        Issued unknown = authority.issue(CertificateRequest.client("gw-2"));
        try (NatsServer server = startThatKnows()) {
            String said = refusal(called(server), unknown.shown());
            assertTrue(said.contains("does not let us in"), said);
        }
        // Now and then the connection is gone before the server's word is here.
        try (NatsServer server = startThatAsks()) {
            String none = refusal(called(server), trusting);
            assertTrue(none.contains("wants a certificate of ours"), none);
            String strange = refusal(called(server), trusting.showing(stranger.certificate(), stranger.key()));
            assertTrue(strange.contains("check certificate and key under tls"), strange);
        }
    }

    @Test
    void a_server_that_hangs_up_at_our_certificate_without_a_word_may_have_refused_it() throws Exception {
        Issued own = authority.issue(CertificateRequest.client("gw-1"));
        try (SilentRefusal server = new SilentRefusal(
                authority.issue(CertificateRequest.server("server")).atServer(),
                """
                {"server_id":"A","version":"2.10.0","proto":1,"host":"127.0.0.1","port":4222,"headers":true,\
                "max_payload":1048576,"tls_required":true}""".transform(info -> "INFO " + info + "\r\n"))) {
            String url = "tls://127.0.0.1:" + server.port();
            String said = refusal(url, own.shown());
            assertTrue(said.contains("hung up before any answer"), said);
            assertTrue(said.contains("may have refused the certificate " + own.certificate() + ":"), said);
            String none = refusal(url, trusting);
            assertTrue(none.contains("whether the server wants a certificate of ours (tls)"), none);
        }
    }
}
