package io.tidegate.gateway.pages;

import io.tidegate.gateway.labels.Paper;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the page shows on which labels are asked for.
 *
 * @param notice what became of what was asked
 * @param remedy for what could not be printed at once
 * @param asked what stands in the form
 */
public record LabelsPage(Words words, Optional<Phrase> notice, Remedy remedy, Form asked) {

    /** The form's boxes to tick, as the address has them. */
    private static final Set<String> TICKS = Set.of("datamatrix", "leaveOut");

    /**
     * What to do instead.
     *
     * @param missing what has no label, and why
     * @param parts of what is too much for one document
     */
    public record Remedy(List<Missing> missing, List<Part> parts) {}

    /** Some of the labels, as a document. */
    public record Part(String rows, String href) {}

    /** An item without a label. */
    public record Missing(String item, Phrase reason) {}

    /** @param ticked the names of the boxes that are */
    public record Form(String items, String layout, String lot, String expiry, Set<String> ticked) {

        static Form of(Asked asked) {
            return new Form(
                    asked.parameter("items").orElse(""),
                    asked.parameter("layout").orElse(Paper.usual().name()),
                    asked.parameter("lot").orElse(""),
                    asked.parameter("expiry").orElse(""),
                    Set.copyOf(TICKS.stream().filter(asked::isTicked).toList()));
        }
    }

    /** The papers to choose from. */
    public List<String> layouts() {
        return Paper.ALL.stream().map(Paper::name).toList();
    }

    /** What people call that paper. */
    public String describe(String layout) {
        return switch (layout) {
            case "a4-3x8" -> words.raw("labels.on.a4-3x8");
            case "a4-3x7" -> words.raw("labels.on.a4-3x7");
            case "a4-4x10" -> words.raw("labels.on.a4-4x10");
            case "62x29" -> words.raw("labels.on.62x29");
            case "57x32" -> words.raw("labels.on.57x32");
            default -> layout;
        };
    }
}
