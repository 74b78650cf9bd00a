package io.tidegate.gateway.inventory;

import io.tidegate.gateway.inventory.Desk.Problem;
import io.tidegate.observation.Cause;
import io.tidegate.observation.Members;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The drafts of one list, in its order. Used by one thread. */
final class Drafts {

    private final List<Members> sent;
    private final Cause cause;
    private final List<Draft> drafts = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    /** @param cause where the lines come from */
    Drafts(List<Members> sent, Cause cause) {
        this.sent = sent;
        this.cause = cause;
    }

    /** All of them. */
    void draw(Drafting drafting) throws SQLException {
        for (int index = 0; index < sent.size(); index++) {
            try {
                drafts.add(drafting.draft(sent.get(index), cause));
            } catch (IllegalArgumentException unfit) {
                problems.add(new Problem(index, String.valueOf(unfit.getMessage())));
            }
        }
    }

    /** These anew; only where none had a problem. */
    void drawAgain(Drafting drafting, Predicate<Draft> which) throws SQLException {
        for (int index = 0; index < sent.size(); index++) {
            try {
                if (which.test(drafts.get(index))) {
                    drafts.set(index, drafting.draft(sent.get(index), cause));
                }
            } catch (IllegalArgumentException unfit) {
                problems.add(new Problem(index, String.valueOf(unfit.getMessage())));
            }
        }
    }

    List<Draft> all() {
        return drafts;
    }

    /** Of those that can be no line at all. */
    List<Problem> problems() {
        return problems;
    }
}
