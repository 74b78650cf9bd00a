package io.tidegate.gateway.pages;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The page on which labels are asked for. Each method answers one route, on a worker thread; safe from any of them. */
final class LabelsPages {

    private final Rooms rooms;
    private final LabelsApi labels;

    LabelsPages(Rooms rooms, LabelsApi labels) {
        this.rooms = rooms;
        this.labels = labels;
    }

    Answer ask(Asked asked) {
        return page(asked, 200, Optional.empty(), List.of());
    }

    /** The document, or the page again with what is wrong. */
    Answer print(Asked asked) throws SQLException, IOException {
        try {
            return switch (labels.draw(asked)) {
                case LabelsApi.Outcome.Drawn drawn -> LabelsApi.answer(drawn);
                case LabelsApi.Outcome.Missing missing -> missing(asked, missing);
                case LabelsApi.Outcome.TooMany _ -> page(asked, 422, notice(asked, "labels.many"), List.of());
                case LabelsApi.Outcome.Busy _ -> page(asked, 503, notice(asked, "labels.busy"), List.of());
            };
        } catch (InvalidRequest unfit) {
            Phrase why = rooms.words(asked).reason(String.valueOf(unfit.getMessage()));
            return page(asked, unfit.answer().status(), Optional.of(why), List.of());
        }
    }

    private Answer missing(Asked asked, LabelsApi.Outcome.Missing missing) {
        Words words = rooms.words(asked);
        List<LabelsPage.Missing> items = missing.items().stream()
                .map(each -> new LabelsPage.Missing(each.item(), words.reason(each.reason())))
                .toList();
        return page(asked, 422, notice(asked, "labels.missing"), items);
    }

    private Optional<Phrase> notice(Asked asked, String key) {
        return Optional.of(Phrase.of(rooms.words(asked).raw(key)));
    }

    private Answer page(Asked asked, int status, Optional<Phrase> notice, List<LabelsPage.Missing> missing) {
        LabelsPage page = new LabelsPage(rooms.words(asked), notice, missing, LabelsPage.Form.of(asked));
        return Answer.html(status, Markup.labels(page, Frame.of(rooms.site())));
    }
}
