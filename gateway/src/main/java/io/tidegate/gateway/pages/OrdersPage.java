package io.tidegate.gateway.pages;

import java.util.List;
import java.util.Optional;

/**
 * What the page of orders shows.
 *
 * @param notice why what was sent came to nothing
 * @param done what was decided just now
 * @param state when it was computed, or how far it is
 * @param none in place of them, where there are none and it is known that there are none
 * @param pager empty where one page has all
 * @param decided lately, the newest first
 */
public record OrdersPage(
        Words words,
        Optional<Phrase> notice,
        Optional<Done> done,
        String state,
        Search search,
        List<Supplier> suppliers,
        String none,
        Optional<Pager> pager,
        List<Decided> decided) {

    /** @param href where what was ordered stands; empty where nothing was */
    public record Done(String text, Optional<String> href) {}

    /**
     * What is looked at.
     *
     * @param tabs links to what is proposed, and to what is on its way
     * @param filters links to one supplier each, where there are several
     */
    public record Search(List<Filter> tabs, List<Filter> filters, OrdersView view) {}

    /** @param rows which of them the page shows, in words */
    public record Pager(String rows, Optional<String> previous, Optional<String> next) {}

    /** A link that shows a part of it. */
    public record Filter(String name, String href, boolean here) {}

    /**
     * What is proposed, or on its way, of one supplier.
     *
     * @param proposed ids and quantities, as a form sends them back that orders all of it
     */
    public record Supplier(
            String name, List<Line> lines, List<String> proposed, List<Ordered> ordered, Exports exports) {}

    /** Addresses of the same as a file, as text, and as a mail that is written already. */
    public record Exports(String table, String text, String mail) {}

    /** The item that a row is about. */
    public record Subject(String name, String href) {}

    /**
     * What nobody has decided yet.
     *
     * @param quantity in words
     * @param cover how long what is there or ordered lasts
     * @param packs as the form has them before somebody changes it
     * @param unit of what the form asks for
     */
    public record Line(
            String action, Subject subject, String quantity, String cover, String reason, String packs, String unit) {}

    /**
     * What is on its way.
     *
     * @param came so many of it until now; empty where nothing has
     * @param tone of when it is expected
     */
    public record Ordered(
            String action,
            Subject subject,
            String quantity,
            String came,
            String since,
            String expected,
            Glance.Tone tone) {}

    /** @param why somebody wrote */
    public record Decided(Subject subject, String when, String what, String why) {}
}
