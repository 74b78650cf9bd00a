package io.tidegate.gateway.pages;

import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import io.tidegate.gateway.pages.markup.JteattentionGenerated;
import io.tidegate.gateway.pages.markup.JtecloudsGenerated;
import io.tidegate.gateway.pages.markup.JtecoldGenerated;
import io.tidegate.gateway.pages.markup.JtedeviceGenerated;
import io.tidegate.gateway.pages.markup.JtegaugesGenerated;
import io.tidegate.gateway.pages.markup.JteglanceGenerated;
import io.tidegate.gateway.pages.markup.JtehouseGenerated;
import io.tidegate.gateway.pages.markup.JteitemGenerated;
import io.tidegate.gateway.pages.markup.JteitemsGenerated;
import io.tidegate.gateway.pages.markup.JtelabelsGenerated;
import io.tidegate.gateway.pages.markup.JteordersGenerated;
import io.tidegate.gateway.pages.markup.JteparkedGenerated;
import io.tidegate.gateway.pages.markup.JterejectedGenerated;
import io.tidegate.gateway.pages.markup.JtescanGenerated;
import io.tidegate.gateway.pages.markup.JtescanchoiceGenerated;
import io.tidegate.gateway.pages.markup.JtesiteGenerated;
import io.tidegate.gateway.pages.markup.JtestartingGenerated;
import io.tidegate.gateway.pages.markup.JtestockGenerated;
import io.tidegate.gateway.pages.markup.JtestockitemGenerated;
import io.tidegate.gateway.pages.markup.JteversionGenerated;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The templates of {@code src/main/jte}, called by their compiled names, so that the compiler checks their arguments.
 * Everything that they print is escaped for the place where it stands. Safe from any thread.
 */
final class Markup {

    private Markup() {}

    static String glance(Glance glance, Frame frame, Optional<String> notice) {
        return render(output -> JteglanceGenerated.render(output, null, glance, frame, notice));
    }

    static String attention(Glance.Attention attention) {
        return render(output -> JteattentionGenerated.render(output, null, attention));
    }

    static String device(Glance.Card card) {
        return render(output -> JtedeviceGenerated.render(output, null, card));
    }

    static String house(Glance.House house) {
        return render(output -> JtehouseGenerated.render(output, null, house));
    }

    static String parked(
            Words words, Frame frame, Optional<String> notice, List<SetAside> items, List<Unheard> unheard) {
        return render(output -> JteparkedGenerated.render(output, null, words, frame, notice, items, unheard));
    }

    static String rejected(RefusedPage page, Frame frame) {
        return render(output -> JterejectedGenerated.render(output, null, page, frame));
    }

    static String clouds(CloudsPage page, Frame frame) {
        return render(output -> JtecloudsGenerated.render(output, null, page, frame));
    }

    static String stock(StockList list, Frame frame) {
        return render(output -> JtestockGenerated.render(output, null, list, frame));
    }

    static String stockItem(StockItem item, Frame frame) {
        return render(output -> JtestockitemGenerated.render(output, null, item, frame));
    }

    static String items(ItemsPage page, Frame frame) {
        return render(output -> JteitemsGenerated.render(output, null, page, frame));
    }

    static String item(ItemPage page, Frame frame) {
        return render(output -> JteitemGenerated.render(output, null, page, frame));
    }

    static String orders(OrdersPage page, Frame frame) {
        return render(output -> JteordersGenerated.render(output, null, page, frame));
    }

    static String cold(ColdPage page, Frame frame) {
        return render(output -> JtecoldGenerated.render(output, null, page, frame));
    }

    static String gauges(GaugePage page, Frame frame) {
        return render(output -> JtegaugesGenerated.render(output, null, page, frame));
    }

    static String scan(ScanPage page, Frame frame) {
        return render(output -> JtescanGenerated.render(output, null, page, frame));
    }

    static String scanChoice(ScanPage.Choice choice, Frame frame) {
        return render(output -> JtescanchoiceGenerated.render(output, null, choice, frame));
    }

    static String labels(LabelsPage page, Frame frame) {
        return render(output -> JtelabelsGenerated.render(output, null, page, frame));
    }

    static String site(Words words, Frame frame, Optional<String> notice, SitePage site) {
        return render(output -> JtesiteGenerated.render(output, null, words, frame, notice, site));
    }

    static String version(Words words, Frame frame, VersionRow version, String diff, String text) {
        return render(output -> JteversionGenerated.render(output, null, words, frame, version, diff, text));
    }

    static String starting(Words words, Frame frame, Optional<Phrase> trouble) {
        return render(output -> JtestartingGenerated.render(output, null, words, frame, trouble));
    }

    private static String render(Consumer<HtmlTemplateOutput> template) {
        StringOutput text = new StringOutput();
        template.accept(new OwaspHtmlTemplateOutput(text));
        return text.toString();
    }
}
