package io.tidegate.gateway.pages;

import java.util.Arrays;
import java.util.Optional;

/** What a page says about the button that was pressed on it, where it could not do at once what it says. */
enum Notice {

    /** The disk is in trouble; it is done when that is over. */
    LATER("later", "notice.later"),

    /** What it was about is no longer there. */
    GONE("gone", "notice.gone"),

    /** The device did not do it. */
    DECLINED("declined", "notice.declined"),

    /** Nobody knows whether the device did it. */
    UNANSWERED("unanswered", "notice.unanswered"),

    /** Another site file was tried, and does not run well. */
    TAKEN_BACK("taken-back", "notice.takenback"),

    /** Another site file was not even tried. */
    REFUSED("refused", "notice.refused"),

    /** It is no scan, and never will be. */
    UNFIT("unfit", "notice.unfit");

    private static final String PARAMETER = "notice";

    private final String word;
    private final String text;

    Notice(String word, String text) {
        this.word = word;
        this.text = text;
    }

    /** Behind the page's address. */
    String query() {
        return "?" + PARAMETER + "=" + word;
    }

    /** The text; nothing also for what nobody here writes into an address. */
    static Optional<String> of(Asked asked, Words words) {
        return asked.parameter(PARAMETER)
                .flatMap(word -> Arrays.stream(values())
                        .filter(each -> each.word.equals(word))
                        .map(each -> words.raw(each.text))
                        .findFirst());
    }
}
