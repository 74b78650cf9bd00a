package io.tidegate.gateway.installer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a receiver has of one gateway. Immutable.
 *
 * @param entries different ones
 * @param last the highest position
 * @param gaps positions below that are not there, rising
 */
record ReceiverReport(String gateway, long entries, long last, List<Gap> gaps) {

    /** Positions from the one to the other, with both. */
    record Gap(long first, long last) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%,d to %,d", first, last);
        }
    }

    /** A file of more gaps than this is no report. */
    private static final int GAPS_MAX = 1_000_000;

    private static final JsonFactory JSON = new JsonFactory();

    /** Reads a JSON array, an object for each gateway; members that nobody asked for are passed over. */
    static List<ReceiverReport> read(byte[] report) throws IOException {
        List<ReceiverReport> reports = new ArrayList<>();
        try (JsonParser json = JSON.createParser(report)) {
            expect(json, json.nextToken(), JsonToken.START_ARRAY);
            while (json.nextToken() == JsonToken.START_OBJECT) {
                reports.add(one(json));
            }
            expect(json, json.currentToken(), JsonToken.END_ARRAY);
        }
        return reports;
    }

    private static ReceiverReport one(JsonParser json) throws IOException {
        String gateway = "";
        long entries = 0;
        long last = 0;
        List<Gap> gaps = List.of();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "gateway" -> gateway = json.getText();
                case "entries" -> entries = json.getLongValue();
                case "last" -> last = json.getLongValue();
                case "gaps" -> gaps = gaps(json);
                default -> json.skipChildren();
            }
        }
        return new ReceiverReport(gateway, entries, last, gaps);
    }

    private static List<Gap> gaps(JsonParser json) throws IOException {
        List<Gap> gaps = new ArrayList<>();
        expect(json, json.currentToken(), JsonToken.START_ARRAY);
        while (json.nextToken() == JsonToken.START_ARRAY) {
            long first = json.nextLongValue(0);
            long last = json.nextLongValue(0);
            if (first < 1 || last < first || gaps.size() == GAPS_MAX) {
                throw new IOException("'gaps' holds pairs of positions, such as [17, 18]");
            }
            gaps.add(new Gap(first, last));
            expect(json, json.nextToken(), JsonToken.END_ARRAY);
        }
        expect(json, json.currentToken(), JsonToken.END_ARRAY);
        return gaps;
    }

    private static void expect(JsonParser json, JsonToken found, JsonToken wanted) throws IOException {
        if (found != wanted) {
            throw new IOException("it is no report: a JSON array of objects with gateway, entries, last and gaps (line "
                    + json.currentLocation().getLineNr() + ")");
        }
    }
}
