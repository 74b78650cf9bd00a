package io.tidegate.gateway.pages;

import io.tidegate.gateway.labels.Press;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page on which labels are asked for. Each method answers one route, on a worker thread; safe from any of them. */
final class LabelsPages {

    private static final LabelsPage.Remedy NOTHING = new LabelsPage.Remedy(List.of(), List.of());

    private final Rooms rooms;
    private final LabelsApi labels;

    LabelsPages(Rooms rooms, LabelsApi labels) {
        this.rooms = rooms;
        this.labels = labels;
    }

    Answer ask(Asked asked) {
        return page(asked, 200, Optional.empty(), NOTHING);
    }

    /** The document, or the page again with what is wrong. */
    Answer print(Asked asked) throws SQLException, IOException {
        try {
            return switch (labels.draw(asked)) {
                case LabelsApi.Outcome.Drawn drawn -> LabelsApi.answer(drawn);
                case LabelsApi.Outcome.Missing missing -> missing(asked, missing);
                case LabelsApi.Outcome.TooMany many -> many(asked, many.items());
                case LabelsApi.Outcome.Unknown(String name) ->
                    page(asked, 404, Optional.of(Phrase.of(rooms.words(asked).say("labels.unknown", name))), NOTHING);
                case LabelsApi.Outcome.Nothing _ -> page(asked, 422, notice(asked, "labels.nothing"), NOTHING);
                case LabelsApi.Outcome.Busy _ -> page(asked, 503, notice(asked, "labels.busy"), NOTHING);
            };
        } catch (InvalidRequest unfit) {
            return page(asked, unfit.answer().status(), notice(asked, "labels.unfit"), NOTHING);
        }
    }

    private Answer missing(Asked asked, LabelsApi.Outcome.Missing missing) {
        Words words = rooms.words(asked);
        List<LabelsPage.Missing> items = missing.items().stream()
                .map(each -> new LabelsPage.Missing(each.item(), words.reason(each.reason())))
                .toList();
        return page(asked, 422, notice(asked, "labels.missing"), new LabelsPage.Remedy(items, List.of()));
    }

    /** Each as a document of its own. */
    private Answer many(Asked asked, int items) {
        Words words = rooms.words(asked);
        List<LabelsPage.Part> parts = new ArrayList<>();
        for (int first = 1; first <= items; first += Press.LABELS_MAX) {
            String last = words.number(Math.min(first + Press.LABELS_MAX - 1, items));
            String part = String.valueOf(first / Press.LABELS_MAX + 1);
            parts.add(new LabelsPage.Part(
                    words.say("pager.of", words.number(first), last, words.number(items)),
                    asked.addressWith(Map.of(LabelsApi.PART, part))));
        }
        return page(asked, 422, notice(asked, "labels.many"), new LabelsPage.Remedy(List.of(), parts));
    }

    private Optional<Phrase> notice(Asked asked, String key) {
        return Optional.of(Phrase.of(rooms.words(asked).raw(key)));
    }

    private Answer page(Asked asked, int status, Optional<Phrase> notice, LabelsPage.Remedy remedy) {
        LabelsPage page = new LabelsPage(rooms.words(asked), notice, remedy, LabelsPage.Form.of(asked));
        return Answer.html(status, Markup.labels(page, Frame.of(rooms.site())));
    }
}
