package io.tidegate.gateway.pages;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidegate.gateway.scanning.CountSession;
import io.tidegate.gateway.scanning.Difference;
import io.tidegate.gateway.scanning.ScanAnswer;
import io.tidegate.gateway.scanning.ScanAnswerJson;
import io.tidegate.gateway.scanning.Scanning;
import io.tidegate.observation.Batch;
import io.tidegate.observation.DeviceId;
import io.tidegate.observation.EntryJson;
import io.tidegate.observation.Observation;
import io.tidegate.observation.StockJson;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** {@code /api/v1/scans} and {@code counts}: what became of scans, and what is being counted. Safe from any thread. */
final class ScanApi {

    private static final int ANSWERS_MAX = 1_000;
    /** How long somebody who scans is kept waiting. */
    static final Duration ANSWER_WAIT_MAX = Duration.ofSeconds(5);

    private final Scanning scanning;

    ScanApi(Rooms rooms) {
        this.scanning = rooms.scanning();
    }

    /** What a scanner was answered, the newest first. On a worker thread. */
    Answer answers(Asked asked) throws SQLException, InvalidRequest {
        int limit = (int) asked.number("limit", 100, 1, ANSWERS_MAX);
        String name = asked.required("device");
        try {
            return Answer.list(scanning.newest(new DeviceId(name), limit), ScanAnswerJson::members);
        } catch (IllegalArgumentException unfit) {
            throw new InvalidRequest(400, "'" + name + "' is no name of a device", "Use its id in the site file.");
        }
    }

    /** What is being counted. On a worker thread. */
    Answer counts(Asked asked) throws SQLException {
        record Counting(CountSession session, List<Difference> differences) {}
        List<Counting> counts = new ArrayList<>();
        for (CountSession session : scanning.counts()) {
            counts.add(new Counting(session, scanning.differences(session)));
        }
        return Answer.list(counts, (json, count) -> {
            json.writeNumberField("id", count.session.id());
            json.writeStringField("location", count.session.location());
            json.writeStringField("begun", EntryJson.time(count.session.begun()));
            json.writeFieldName("items");
            Answer.objects(json, count.differences, ScanApi::write);
        });
    }

    private static void write(JsonGenerator json, Difference difference) throws IOException {
        json.writeStringField("item", difference.item());
        json.writeStringField("name", difference.name().orElse(null));
        json.writeStringField("lot", difference.lot().orElse(null));
        json.writeStringField("unit", difference.counted().unit());
        json.writeFieldName("counted");
        StockJson.number(json, difference.counted().quantity());
        json.writeFieldName("expected");
        StockJson.number(json, difference.expected().quantity());
        json.writeBooleanField("moved", difference.moved());
    }

    /** Answers that are waited for. */
    record Expected(List<Observation.Scan> scans, List<CompletableFuture<ScanAnswer>> answers) {

        boolean isEmpty() {
            return scans.isEmpty();
        }

        /** Those whose id stands for another scan. */
        private long ofOthers() {
            return answers.stream()
                    .filter(Expected::isThere)
                    .filter(answer -> answer.join().isOfAnother())
                    .count();
        }

        private static boolean isThere(CompletableFuture<ScanAnswer> answer) {
            return answer.isDone() && !answer.isCompletedExceptionally();
        }
    }

    /** Of those scans that have an id; asked before they are recorded. */
    Expected expect(Batch batch) {
        List<Observation.Scan> scans = new ArrayList<>();
        List<CompletableFuture<ScanAnswer>> answers = new ArrayList<>();
        for (Observation seen : batch.seen()) {
            if (seen instanceof Observation.Scan scan && scan.scanId().isPresent()) {
                Optional<CompletionStage<ScanAnswer>> answer = scanning.await(scan);
                if (answer.isPresent()) {
                    scans.add(scan);
                    answers.add(answer.get().toCompletableFuture());
                }
            }
        }
        return new Expected(scans, answers);
    }

    /** When all are there, or after some seconds those that are; the others are given up. */
    CompletionStage<Answer> answered(Expected expected, int taken) {
        CompletableFuture<Void> all = CompletableFuture.allOf(expected.answers.toArray(CompletableFuture[]::new));
        return all.copy()
                .completeOnTimeout(null, ANSWER_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS)
                .handle((_, _) -> {
                    expected.scans.forEach(scanning::giveUp);
                    return expected.ofOthers() == taken ? conflict(expected) : answers(expected, taken);
                });
    }

    private static Answer answers(Expected expected, int taken) {
        return Answer.object(json -> {
            json.writeNumberField("taken", taken);
            json.writeArrayFieldStart("answers");
            for (int i = 0; i < expected.scans.size(); i++) {
                write(json, expected.scans.get(i), expected.answers.get(i));
            }
            json.writeEndArray();
        });
    }

    /** Only where nothing of the request is done: else each scan is told in its own answer. */
    private static Answer conflict(Expected expected) {
        return Answer.problem(
                409,
                "Nothing is booked: a scanId belongs to another scan already",
                "Give each scan a scanId of its own; only a repeat has the same.",
                json -> {
                    json.writeFieldName("items");
                    List<Integer> first = IntStream.range(0, expected.scans.size())
                            .limit(Intake.REASONS_MAX)
                            .boxed()
                            .toList();
                    Answer.objects(json, first, (_, index) -> {
                        Observation.Scan scan = expected.scans.get(index);
                        json.writeNumberField("index", index);
                        json.writeStringField(
                                "reason",
                                "'" + scan.scanId().orElseThrow() + "' is the scanId of another scan of '"
                                        + scan.device() + "'.");
                    });
                });
    }

    private static void write(JsonGenerator json, Observation.Scan scan, CompletableFuture<ScanAnswer> answer)
            throws IOException {
        json.writeStartObject();
        if (Expected.isThere(answer)) {
            ScanAnswerJson.members(json, answer.join());
        } else {
            json.writeStringField("result", "pending");
            json.writeStringField("device", scan.device().value());
            json.writeStringField("scanId", scan.scanId().orElseThrow());
        }
        json.writeEndObject();
    }
}
