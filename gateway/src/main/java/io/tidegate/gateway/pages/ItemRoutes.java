package io.tidegate.gateway.pages;

import java.util.List;

/** The addresses of the catalogue's pages. Functions only. */
final class ItemRoutes {

    private ItemRoutes() {}

    /** To stand before the pages of single items, since one may have such a word as its id. */
    static List<Route> all(Workers workers, Rooms rooms) {
        ItemsPages pages = new ItemsPages(rooms);
        ItemsForms tables = new ItemsForms(rooms, pages);
        ItemForms forms = new ItemForms(rooms, pages);
        return List.of(
                Route.page(ItemsPages.PATH, workers, pages::list),
                Route.page(ItemsPages.SAMPLE, workers, pages::sample),
                Route.post(ItemsPages.PATH + "/table", request -> {
                    byte[] body = Takes.gathered(request);
                    workers.answer(request, asked -> tables.look(asked, body));
                }),
                Route.post(ItemsPages.PATH + "/import", workers, tables::take),
                Route.page(ItemForms.NEW, workers, forms::fresh),
                Route.post(ItemForms.NEW, workers, forms::make),
                Route.page(StockWords.PATH + "/{item}/edit", workers, forms::edit),
                Route.post(StockWords.PATH + "/{item}/edit", workers, forms::save));
    }
}
