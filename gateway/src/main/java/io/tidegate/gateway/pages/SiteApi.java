package io.tidegate.gateway.pages;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidegate.gateway.pages.SiteDoor.Look;
import io.tidegate.site.EffectiveSite;
import io.tidegate.site.SiteChange;
import java.io.IOException;
import java.util.List;

/**
 * {@code /api/v1/site}: by which site file the gateway runs, and what the file says by now. Each method answers one route, on a
 * worker thread; safe from any of them.
 */
final class SiteApi {

    private final SiteDoor site;

    SiteApi(Rooms rooms) {
        this.site = rooms.siteFile();
    }

    Answer site(Asked asked) {
        return Answer.text("application/yaml; charset=utf-8", EffectiveSite.yaml(site.running()));
    }

    Answer changes(Asked asked) {
        return answer(site.look());
    }

    Answer apply(Asked asked) {
        return answer(site.apply());
    }

    private static Answer answer(Look look) {
        return switch (look) {
            case Look.Same() -> Answer.object(json -> json.writeBooleanField("changed", false));
            case Look.Changed(SiteChange change) -> Answer.object(json -> write(json, change));
            case Look.Wrong(List<String> problems) ->
                Answer.problem(
                        422,
                        "The site file has mistakes, and nothing of it is applied",
                        "Mend them, and apply it again.",
                        json -> write(json, "problems", problems));
        };
    }

    private static void write(JsonGenerator json, SiteChange change) throws IOException {
        json.writeBooleanField("changed", true);
        write(json, "devices", change.devices());
        write(json, "sinks", change.sinks());
        json.writeBooleanField("profiles", change.profiles());
        write(json, "atRestart", change.atRestart());
    }

    private static void write(JsonGenerator json, String name, SiteChange.Ids ids) throws IOException {
        json.writeObjectFieldStart(name);
        write(json, "added", ids.added());
        write(json, "changed", ids.changed());
        write(json, "removed", ids.removed());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String each : texts) {
            json.writeString(each);
        }
        json.writeEndArray();
    }
}
