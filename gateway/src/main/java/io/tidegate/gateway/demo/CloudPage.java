package io.tidegate.gateway.demo;

import java.util.Locale;

/** The stand-in's page as HTML. Functions only. */
final class CloudPage {

    private static final String HEAD = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Stand-in cloud</title>
            <noscript><meta http-equiv="refresh" content="3"></noscript>
            <style>
            :root { color-scheme: light dark; --ground: #f3f5f4; --paper: #fff; --ink: #16211f; --soft: #52605d;
              --rule: #dde3e1; --accent: #0b6076; --good: #1c6b45; --bad: #a9231c;
              font: 400 clamp(1rem, .85rem + .35vw, 1.5rem)/1.5 system-ui, "Segoe UI", Roboto, sans-serif; }
            @media (prefers-color-scheme: dark) { :root { --ground: #0f1615; --paper: #18211f; --ink: #e9f0ee;
              --soft: #a3b2ae; --rule: #2b3735; --accent: #7ccbdc; --good: #7fd6a6; --bad: #ff9d94; } }
            * { box-sizing: border-box; }
            body { margin: 0 auto; padding: 1rem clamp(1rem, 3vw, 3rem) 3rem; max-width: 75rem;
              background: var(--ground); color: var(--ink); }
            h1 { font-size: 1.75em; margin: .5rem 0 0; letter-spacing: -.02em; }
            .soft { color: var(--soft); margin: 0 0 1rem; max-width: 65ch; }
            .line { display: flex; flex-wrap: wrap; gap: .75rem 1.5rem; align-items: center; padding: .9rem 1.25rem;
              background: var(--paper); border: 1px solid var(--rule); border-radius: .9rem; }
            .line strong { font-size: 1.2em; margin-inline-end: auto; }
            .joined strong { color: var(--good); } .cut strong { color: var(--bad); } .cut { border-color: var(--bad); }
            button { font: inherit; font-weight: 600; padding: .5rem 1.25rem; border-radius: .6rem; cursor: pointer;
              border: 2px solid var(--accent); background: transparent; color: var(--accent); }
            :focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
            dl { display: grid; gap: 1rem; margin: 1rem 0;
              grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); }
            dl div { background: var(--paper); border: 1px solid var(--rule); border-radius: .9rem; padding: .75rem 1.1rem; }
            dt { color: var(--soft); font-size: .875em; }
            dd { margin: 0; font-size: 1.6em; font-weight: 650; font-variant-numeric: tabular-nums; }
            .wrap { overflow-x: auto; background: var(--paper); border: 1px solid var(--rule); border-radius: .9rem; }
            table { border-collapse: collapse; width: 100%; font-size: .9em; }
            caption { text-align: start; padding: .75rem 1.1rem 0; color: var(--soft); }
            th, td { text-align: start; padding: .4rem 1.1rem; border-bottom: 1px solid var(--rule); }
            th { font-weight: 600; }
            td:nth-child(3) { overflow-wrap: anywhere; }
            td.time { white-space: nowrap; font-variant-numeric: tabular-nums; }
            </style>
            </head>
            <body>
            <h1>Stand-in cloud</h1>
            <p class="soft">This plays the head office's server. Cut the line and watch the gateway keep what its devices
            say; join it again, and all of it arrives, nothing missing.</p>
            """;

    private static final String TAIL = """
            <script>
            const live = document.getElementById("live"), line = document.getElementById("line");
            async function look() {
              try {
                const text = await (await fetch("/live")).text();
                const fresh = new DOMParser().parseFromString(text, "text/html");
                live.replaceChildren(...fresh.getElementById("live").childNodes);
                const state = fresh.getElementById("line");
                if (state.className !== line.className) {
                  line.className = state.className;
                  line.replaceChildren(...state.childNodes);
                }
              } catch (gone) { /* The demo has ended, or will answer the next time. */ }
              setTimeout(look, 1000);
            }
            setTimeout(look, 1000);
            </script>
            </body>
            </html>
            """;

    private CloudPage() {}

    static String whole(Arrivals.Picture now, boolean joined) {
        return HEAD + "<main>" + fragment(now, joined) + "</main>" + TAIL;
    }

    /** What changes; the page's script puts it in place of the old. */
    static String fragment(Arrivals.Picture now, boolean joined) {
        return line(joined) + "<div id=\"live\">" + figures(now) + table(now) + "</div>\n";
    }

    private static String line(boolean joined) {
        return joined ? """
                <form id="line" class="line joined" method="post" action="/cut" aria-live="polite">
                <strong>The line is up</strong><button>Cut the line</button></form>
                """ : """
                <form id="line" class="line cut" method="post" action="/join" aria-live="polite">
                <strong>The line is cut</strong><button>Join it again</button></form>
                """;
    }

    private static String figures(Arrivals.Picture now) {
        return "<dl>"
                + figure("Different entries", counted(now.distinct()))
                + figure("Missing in between", counted(now.missing()))
                + figure("Came again, dropped", counted(now.repeats()))
                + figure("Arrived in all", counted(now.total()))
                + figure("Each second", String.format(Locale.ROOT, "%.1f", now.perSecond()))
                + "</dl>\n";
    }

    private static String figure(String name, String value) {
        return "<div><dt>" + name + "</dt><dd>" + value + "</dd></div>";
    }

    private static String counted(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String table(Arrivals.Picture now) {
        if (now.devices().isEmpty()) {
            return "<p class=\"soft\">Nothing has arrived yet.</p>";
        }
        StringBuilder rows = new StringBuilder();
        for (Arrivals.Newest each : now.devices()) {
            rows.append("<tr><th scope=\"row\">")
                    .append(escaped(each.device()))
                    .append("</th><td>")
                    .append(escaped(each.kind()))
                    .append("</td><td>")
                    .append(escaped(each.shown()))
                    .append("</td><td class=\"time\">")
                    .append(escaped(each.time()))
                    .append("</td></tr>\n");
        }
        return "<div class=\"wrap\"><table><caption>The newest of each device</caption><thead><tr>"
                + "<th scope=\"col\">Device</th><th scope=\"col\">Kind</th><th scope=\"col\">Says</th>"
                + "<th scope=\"col\">At</th></tr></thead><tbody>\n" + rows + "</tbody></table></div>";
    }

    /** Devices choose their own words, so that they may hold anything. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
