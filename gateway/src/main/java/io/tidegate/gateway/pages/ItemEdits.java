package io.tidegate.gateway.pages;

import io.tidegate.gateway.inventory.Change;
import io.tidegate.gateway.inventory.Requests;
import io.tidegate.observation.Item;
import io.tidegate.observation.ItemJson;
import io.tidegate.observation.Members;
import io.tidegate.observation.UnreadableJson;
import java.util.List;
import java.util.Optional;

/** One item by HTTP: how it is read, who may change it by what he knows of it, and what he is answered. Functions only. */
final class ItemEdits {

    private static final String EXAMPLE =
            "Send something like {\"name\":\"Cola\",\"codes\":[{\"code\":\"5449000000996\"}]}.";

    private ItemEdits() {}

    static Item read(String id, byte[] body) throws UnreadableJson, InvalidRequest {
        List<Members> sent = Requests.read(body);
        if (sent.size() != 1) {
            throw unfit("there is one item at this address");
        }
        try {
            return ItemJson.item(sent.getFirst().onlyOf(ItemJson.MEMBERS), id);
        } catch (IllegalArgumentException unfit) {
            throw unfit(String.valueOf(unfit.getMessage()));
        }
    }

    private static InvalidRequest unfit(String reason) {
        return new InvalidRequest(422, "Nothing is changed: " + reason, EXAMPLE);
    }

    /** Only where the item is as the headers say (RFC 9110, section 13). */
    static Change.Edit where(Asked asked, Change.Edit edit) {
        return now -> isExpected(asked, now) ? edit.of(now) : Optional.empty();
    }

    private static boolean isExpected(Asked asked, Optional<Item> now) {
        String tag = now.map(item -> Tags.of(StockApi.answer(item))).orElse("");
        String match = asked.header("If-Match");
        String noneMatch = asked.header("If-None-Match");
        boolean matched = match.isEmpty() || (now.isPresent() && Tags.isMatched(match, tag));
        return matched && (noneMatch.isEmpty() || now.isEmpty() || !Tags.isNamed(noneMatch, tag));
    }

    /** @param missing where it is otherwise because there is none */
    static Answer answer(Change change, Answer missing) {
        return switch (change) {
            case Change.Done(Item item, boolean isNew) -> {
                Answer whole = StockApi.answer(item);
                yield Tags.tagged(isNew ? whole.as(201) : whole, Tags.of(whole));
            }
            case Change.Unfit(String reason) -> unfit(reason).answer();
            case Change.Otherwise(Optional<Item> now) -> now.isEmpty() ? missing : otherwise();
            case Change.Later(String why) -> Awaited.later(why);
        };
    }

    static Answer otherwise() {
        return Answer.problem(
                412,
                "Nothing is changed: the item is not as the request expects it",
                "Read it anew, and send the change with its ETag as If-Match.");
    }
}
