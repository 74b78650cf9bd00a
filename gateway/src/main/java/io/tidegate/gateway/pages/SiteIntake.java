package io.tidegate.gateway.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.gateway.siteversions.SiteDoor;
import io.tidegate.gateway.siteversions.Verdict;
import io.tidegate.gateway.siteversions.Who;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Takes in what changes the site file by HTTP. Who asks is answered when it is decided; or before, where that takes long: it is
 * tried all the same. Used by the server's event loop only.
 */
final class SiteIntake {

    /** Trying takes a second or two where all is well, and a minute where it is not. */
    private static final Duration WAIT_MAX = Duration.ofSeconds(10);

    private final Taking taking;
    private final Awaited awaited;
    private final SiteDoor site;

    SiteIntake(Taking taking, Awaited awaited, Rooms rooms) {
        this.taking = taking;
        this.awaited = awaited;
        this.site = rooms.siteFile();
    }

    void apply(RoutingContext request) {
        taking.take(request, brought -> soon(site.apply(who(brought))));
    }

    /** A text as it is. */
    void propose(RoutingContext request) {
        if (Takes.isForm(request.request())) {
            Answer.problem(415, "The body is declared as a form", "Send the header Content-Type: application/yaml.")
                    .send(request.response());
            return;
        }
        taking.take(request, brought -> soon(site.propose(text(brought.body()), who(brought))));
    }

    void restore(RoutingContext request) {
        taking.take(request, brought -> soon(site.restore(SiteApi.number(brought.path("number")), who(brought))));
    }

    /** A button of the page, which is shown again and says what came of it. */
    void pressApply(RoutingContext request) {
        shown(request, site.apply(Who.at(Who.Door.PAGE)));
    }

    void pressRestore(RoutingContext request) {
        try {
            int number = SiteApi.number(String.valueOf(request.pathParam("number")));
            shown(request, site.restore(number, Who.at(Who.Door.PAGE)));
        } catch (InvalidRequest none) {
            none.answer().send(request.response());
        }
    }

    private void shown(RoutingContext request, CompletionStage<Verdict> decided) {
        awaited.answer(
                request,
                within(
                        decided.thenApply(verdict -> Answer.seeOther("/site" + notice(verdict))),
                        Answer.seeOther("/site")));
    }

    private static String notice(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Same _, Verdict.Committed _, Verdict.Wrong _ -> "";
            case Verdict.Reverted _ -> Notice.TAKEN_BACK.query();
            case Verdict.Refused(String reason, String _) -> Notice.REFUSED.query();
        };
    }

    private static Who who(Taking.Brought brought) {
        return new Who(Who.Door.API, brought.asked().parameter("by").orElse(""));
    }

    private static String text(byte[] body) throws InvalidRequest {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException other) {
            throw new InvalidRequest(400, "The body is not UTF-8 text", "Save the site file as UTF-8.");
        }
    }

    private static CompletionStage<Answer> soon(CompletionStage<Verdict> decided) {
        Answer later = Answer.object(202, json -> json.writeStringField("outcome", "trying"))
                .with("Location", SiteApi.VERSIONS);
        return within(decided.thenApply(SiteApi::answer), later);
    }

    private static CompletionStage<Answer> within(CompletionStage<Answer> decided, Answer otherwise) {
        return decided.toCompletableFuture()
                .copy()
                .completeOnTimeout(otherwise, WAIT_MAX.toSeconds(), TimeUnit.SECONDS);
    }
}
