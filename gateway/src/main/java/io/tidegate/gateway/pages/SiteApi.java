package io.tidegate.gateway.pages;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidegate.gateway.siteversions.SiteDoor;
import io.tidegate.gateway.siteversions.SiteDoor.Look;
import io.tidegate.gateway.siteversions.SiteVersion;
import io.tidegate.gateway.siteversions.SiteVersion.Outcome;
import io.tidegate.gateway.siteversions.Verdict;
import io.tidegate.gateway.siteversions.VersionText;
import io.tidegate.site.EffectiveSite;
import io.tidegate.site.SiteChange;
import java.io.IOException;
import java.util.List;

/**
 * {@code /api/v1/site}: by which site file the gateway runs, what the file says by now, and which versions there were. Each
 * method answers one route, on a worker thread; safe from any of them.
 */
final class SiteApi {

    static final String VERSIONS = Route.API + "/site/versions";

    private final SiteDoor site;

    SiteApi(Rooms rooms) {
        this.site = rooms.siteFile();
    }

    Answer site(Asked asked) {
        return Answer.text("application/yaml; charset=utf-8", EffectiveSite.yaml(site.running()));
    }

    Answer changes(Asked asked) {
        return switch (site.look()) {
            case Look.Same() -> same();
            case Look.Changed(SiteChange change, var _) -> Answer.object(json -> write(json, change));
            case Look.Wrong(List<String> problems) -> wrong(problems);
        };
    }

    Answer versions(Asked asked) {
        int inForce = site.inForce();
        return Answer.list(site.versions(), (json, version) -> write(json, version, inForce));
    }

    Answer version(Asked asked) throws InvalidRequest, IOException {
        VersionText version =
                site.text(number(asked.path().getOrDefault("number", ""))).orElseThrow(SiteApi::noSuchVersion);
        return Answer.object(json -> {
            write(json, version.version(), site.inForce());
            json.writeStringField("text", version.text());
            write(json, "diff", version.diff());
        });
    }

    static int number(String text) throws InvalidRequest {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException none) {
            throw noSuchVersion();
        }
    }

    static InvalidRequest noSuchVersion() {
        return new InvalidRequest(404, "There is no such version", "GET " + VERSIONS + " lists those that are kept.");
    }

    /** What came of a change. */
    static Answer answer(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Same() -> same();
            case Verdict.Committed(SiteVersion version, SiteChange change) ->
                Answer.object(json -> {
                    write(json, change);
                    json.writeNumberField("version", version.number());
                });
            case Verdict.Reverted(SiteVersion version, String reason) ->
                Answer.problem(
                        409,
                        "It was taken back, and all is as before: " + reason,
                        "Mend that, and try it again.",
                        json -> json.writeNumberField("version", version.number()));
            case Verdict.Wrong(List<String> problems) -> wrong(problems);
            case Verdict.Refused(String reason, String remedy) -> Answer.problem(409, reason, remedy);
        };
    }

    private static Answer same() {
        return Answer.object(json -> json.writeBooleanField("changed", false));
    }

    private static Answer wrong(List<String> problems) {
        return Answer.problem(
                422,
                "The site file has mistakes, and nothing of it is applied",
                "Mend them, and apply it again.",
                json -> write(json, "problems", problems));
    }

    private static void write(JsonGenerator json, SiteVersion version, int inForce) throws IOException {
        json.writeNumberField("version", version.number());
        json.writeStringField("at", version.at().toString());
        json.writeStringField("door", version.who().door().word());
        json.writeStringField("who", version.who().name());
        json.writeNumberField("from", version.from());
        json.writeBooleanField("inForce", version.number() == inForce);
        switch (version.outcome()) {
            case Outcome.Trying() -> json.writeStringField("outcome", "trying");
            case Outcome.Committed() -> json.writeStringField("outcome", "committed");
            case Outcome.Reverted(String reason) -> {
                json.writeStringField("outcome", "reverted");
                json.writeStringField("reason", reason);
            }
        }
    }

    private static void write(JsonGenerator json, SiteChange change) throws IOException {
        json.writeBooleanField("changed", !change.isEmpty());
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
