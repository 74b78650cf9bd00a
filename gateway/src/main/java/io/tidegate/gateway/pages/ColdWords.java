package io.tidegate.gateway.pages;

import io.tidegate.gateway.traceability.ColdChain.Question;
import io.tidegate.gateway.traceability.Excursion;
import io.tidegate.gateway.traceability.Exposures;
import io.tidegate.gateway.traceability.Exposures.Goods;
import io.tidegate.gateway.traceability.Limits;
import io.tidegate.site.StockSettings.Location;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The cold chain in one reader's words. Immutable.
 *
 * @param unit of the readings
 */
record ColdWords(Words words, StockWords stock, Optional<String> unit) {

    ColdPage.Found found(Location location, Question question, Exposures found) {
        return new ColdPage.Found(
                sentences(location, question, found),
                found.lots().stream().map(this::lot).toList(),
                found.intervals().stream()
                        .map(each -> interval(question.limits(), each))
                        .toList(),
                found.gaps().stream()
                        .map(gap -> new ColdPage.Gap(
                                words.moment(gap.from()), words.moment(gap.to()), words.lasting(gap.length())))
                        .toList());
    }

    private List<String> sentences(Location location, Question question, Exposures found) {
        List<String> sentences = new ArrayList<>();
        Exposures.Whole whole = found.whole();
        Duration span = Duration.between(question.from(), question.to());
        sentences.add(words.say(
                headline(whole, span),
                location.name(),
                limits(question.limits()),
                words.moment(question.from()),
                words.moment(question.to()),
                words.lasting(whole.broken()),
                whole.intervals(),
                words.lasting(whole.silent()),
                words.lasting(span)));
        if (!whole.silent().isZero()) {
            sentences.add(
                    words.say("cold.silent", words.lasting(whole.silent()), words.lasting(question.silentAfter())));
        }
        sentences.add(words.say("cold.exact", words.lasting(found.resolution())));
        if (found.resolution().compareTo(question.silentAfter()) > 0) {
            sentences.add(words.raw("cold.coarse"));
        }
        if (found.more()) {
            sentences.add(words.raw("cold.more"));
        }
        if (found.late()) {
            sentences.add(words.raw("cold.late"));
        }
        return sentences;
    }

    /** Of a time that nobody knows it must not seem to say that it was cold. */
    private String headline(Exposures.Whole whole, Duration span) {
        if (whole.intervals() > 0) {
            return whole.silent().isZero() ? "cold.was" : "cold.was.partly";
        }
        if (whole.silent().isZero()) {
            return "cold.never";
        }
        if (words.lasting(whole.silent()).equals(words.lasting(span))) {
            return "cold.never.unknown";
        }
        boolean mostly = whole.silent().multipliedBy(2).compareTo(span) > 0;
        return mostly ? "cold.never.mostly" : "cold.never.partly";
    }

    private String limits(Limits limits) {
        List<String> said = new ArrayList<>();
        limits.above().ifPresent(limit -> said.add(words.say("cold.above", value(limit))));
        limits.below().ifPresent(limit -> said.add(words.say("cold.below", value(limit))));
        return String.join(words.raw("cold.or"), said);
    }

    private String value(double number) {
        String shown = unit.map(Units::shown).orElse("");
        return words.number(number) + (shown.isEmpty() ? "" : Units.SPACE + shown);
    }

    private ColdPage.Lot lot(Exposures.Lot lot) {
        Goods goods = lot.goods();
        String expiry = goods.expiry().map(stock::expiry).orElse("");
        return new ColdPage.Lot(
                StockWords.href(goods.item()),
                goods.name(),
                (goods.lot().orElse("") + " " + expiry).strip(),
                words.amount(lot.most()),
                lot.exposed().isZero() ? "" : words.lasting(lot.exposed()),
                lot.unknown().isZero() ? "" : words.lasting(lot.unknown()));
    }

    private ColdPage.Interval interval(Limits limits, Exposures.Interval interval) {
        Excursion excursion = interval.excursion();
        String low = value(excursion.min());
        String high = value(excursion.max());
        return new ColdPage.Interval(
                words.moment(excursion.from()),
                words.moment(excursion.to()),
                words.lasting(excursion.length()),
                limits.below().isEmpty() ? high : limits.above().isEmpty() ? low : low + " – " + high,
                interval.goods().stream()
                        .map(there -> words.say(
                                "cold.there",
                                stock.named(there.goods().name(), there.goods().lot()),
                                words.amount(there.most()),
                                words.lasting(there.time())))
                        .toList());
    }
}
