package io.tidegate.site;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads and shows how the gateway shows an HTTP server who it is: {@code bearer}, {@code oauth} or {@code hmac}. Safe from any thread. */
record LoginSection(SecretReader secrets) {

    /** Where a password stands in an address: such a server gets none. */
    static final String INSTEAD = "log in by bearer: ${env:NAME}, by oauth or by hmac";

    HttpLogin read(Mapping item) {
        Optional<HttpLogin> bearer = item.maybe("bearer", secrets.token()).map(HttpLogin.Bearer::new);
        Optional<HttpLogin> oauth = item.section("oauth").map(this::oauth);
        Optional<HttpLogin> hmac = item.maybe("hmac", secrets.signingKey()).map(HttpLogin.Hmac::new);
        List<String> given =
                Stream.of("bearer", "oauth", "hmac").filter(item::has).toList();
        if (given.size() > 1) {
            item.problem(given.getLast(), "stands beside '" + given.getFirst() + "'. Keep one way to log in.");
        }
        return bearer.or(() -> oauth).or(() -> hmac).orElseGet(HttpLogin.None::new);
    }

    private HttpLogin oauth(Mapping section) {
        HttpLogin login = new HttpLogin.OAuth(
                section.required(
                        "tokenUrl",
                        Scalars.url(
                                "log in by clientId and clientSecret",
                                "https://login.example.com/oauth2/token",
                                List.of("https", "http"))),
                section.required("clientId", Scalars.text("gw-1")),
                section.required("clientSecret", secrets.password()),
                section.maybe("scope", Scalars.text("ingest")),
                section.maybe("audience", Scalars.text("https://cloud.example.com/")));
        section.close();
        return login;
    }

    static void show(HttpLogin login, YamlWriter yaml) {
        switch (login) {
            case HttpLogin.None _ -> {}
            case HttpLogin.Bearer(Secret token) -> yaml.text("bearer", token.reference());
            case HttpLogin.Hmac(Secret key) -> yaml.text("hmac", key.reference());
            case HttpLogin.OAuth oauth ->
                yaml.section("oauth", () -> {
                    yaml.text("tokenUrl", EffectiveSite.shown(oauth.tokenUrl()));
                    yaml.text("clientId", oauth.clientId());
                    yaml.text("clientSecret", oauth.clientSecret().reference());
                    oauth.scope().ifPresent(scope -> yaml.text("scope", scope));
                    oauth.audience().ifPresent(audience -> yaml.text("audience", audience));
                });
        }
    }
}
