package io.tidegate.gateway.installer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidegate.gateway.proofs.Gap;
import io.tidegate.observation.Members;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What the gateway answers to a receiver's report. Immutable.
 *
 * @param through the last day that is proven to be complete there
 * @param givenUp entries that it refused and a person has given up, so that they are not sent
 */
record Reconciled(long delivered, long waiting, Optional<LocalDate> through, List<Line> lacking, long givenUp) {

    private static final JsonFactory JSON = new JsonFactory();

    /** @param sent false where the journal no longer has any of it, or sends it already */
    record Line(Gap range, boolean sent) {}

    static Reconciled read(byte[] answer) throws IOException {
        Members members = members(answer);
        try {
            return new Reconciled(
                    members.wholeOrZero("delivered"),
                    members.wholeOrZero("waiting"),
                    members.object("proofs").flatMap(proofs -> proofs.date("through")),
                    members.objects("lacking").stream()
                            .map(each -> new Line(
                                    new Gap(each.wholeOrZero("first"), each.wholeOrZero("last")), each.flag("sent")))
                            .toList(),
                    members.wholeOrZero("givenUp"));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The sentence of an answer that says why it is not done. */
    static String problem(byte[] answer) throws IOException {
        return members(answer).text("title").orElse("it is not done");
    }

    private static Members members(byte[] answer) throws IOException {
        try (JsonParser json = JSON.createParser(answer)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("it is no JSON object");
            }
            return Members.read(json);
        }
    }
}
