package io.tidegate.site;

import io.tidegate.observation.Origin;
import io.tidegate.site.GatewaySettings.ClockRule;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a site file. A file with any problem is refused as a whole, and every problem is told at once. Safe from any
 * thread.
 */
public final class SiteLoader {

    private static final Pattern GATEWAY = Pattern.compile("^gateway:", Pattern.MULTILINE);
    private static final Pattern DATA = Pattern.compile("\\bdata:\\s*[\"']?([^\"'#,}\\n]+)");

    private static final Scalar<Duration> KEPT = Scalars.duration("30 d", Duration.ofHours(1), Duration.ofDays(3650));
    private static final Scalar<Duration> WINDOW = Scalars.duration("100ms", Duration.ZERO, Duration.ofSeconds(10));
    /** Below 16 MiB a journal would not outlast an evening; above 1 TiB it is a slip of the pen. */
    private static final Scalar<Long> JOURNAL = Scalars.bytes("2 GiB", 16L << 20, 1L << 40);

    private static final Scalar<Long> QUOTA = Scalars.bytes("500 MiB", 1L << 20, 1L << 40);

    private static final SecretReader.Unread NEEDED = (_, _) -> false;

    private final Path folder;
    private final SecretReader secrets;

    private SiteLoader(Path folder, SecretReader secrets) {
        this.folder = folder;
        this.secrets = secrets;
    }

    /**
     * A site file that was looked at, and not by the gateway.
     *
     * @param notes of the secrets that could not be read, a sentence each
     */
    public record Checked(SiteFile site, List<String> notes) {
        public Checked {
            notes = List.copyOf(notes);
        }
    }

    /** @throws InvalidSite with every problem of the file */
    public static SiteFile load(Path file) throws InvalidSite {
        return load(file, System.getenv());
    }

    /** @param environment where {@code ${env:NAME}} and {@code ${credential:NAME}} look */
    public static SiteFile load(Path file, Map<String, String> environment) throws InvalidSite {
        return read(file, text(file), file.toString(), reader(file, environment, NEEDED));
    }

    /**
     * For who needs none of its secrets: those that cannot be read are {@linkplain Secret#isUnread unread}.
     *
     * @throws InvalidSite with every other problem of the file
     */
    public static SiteFile loadWithoutSecrets(Path file) throws InvalidSite {
        return read(file, text(file), file.toString(), reader(file, System.getenv(), (_, _) -> true));
    }

    /**
     * For a person who wants to know whether it is right, mostly as another user than the service's: what of its secrets only
     * the service can read is no problem. What systemd itself has started has to read all of them.
     */
    public static Checked check(Path file, Map<String, String> environment) throws InvalidSite {
        Set<String> notes = new LinkedHashSet<>();
        SecretReader.Unread noted = (reference, why) -> {
            if (why.isOnlyHere()) {
                notes.add(reference + " cannot be read by this user in this shell, so nothing was checked of it. The"
                        + " gateway needs it to start.");
            }
            return why.isOnlyHere();
        };
        SecretReader secrets = reader(file, environment, isService(environment) ? NEEDED : noted);
        return new Checked(read(file, text(file), file.toString(), secrets), List.copyOf(notes));
    }

    /** A shell that some service has opened has the variable, too, and another number. */
    private static boolean isService(Map<String, String> environment) {
        return String.valueOf(ProcessHandle.current().pid()).equals(environment.get("SYSTEMD_EXEC_PID"));
    }

    private static SecretReader reader(Path file, Map<String, String> environment, SecretReader.Unread unread) {
        return new SecretReader(folder(file), environment, unread);
    }

    private static Path folder(Path file) {
        return Optional.ofNullable(file.getParent()).orElse(Path.of(""));
    }

    /** What is in the file, whatever it is. @throws InvalidSite when it cannot be read, or is no text */
    public static String text(Path file) throws InvalidSite {
        return YamlText.text(file, new Problems(file.toString()));
    }

    /**
     * Where the data of a gateway is by a text that nobody can use, as far as that can be made out: then what it ran by before
     * is there.
     *
     * @param file relative paths are relative to it
     */
    public static Path data(Path file, String text) {
        Matcher section = GATEWAY.matcher(text);
        Matcher data = DATA.matcher(text);
        String said = section.find() && data.find(section.end()) ? data.group(1).strip() : "data";
        try {
            return folder(file).resolve(said);
        } catch (InvalidPathException noPath) {
            return folder(file).resolve("data");
        }
    }

    /**
     * Reads a text that is to stand in that file, or once stood there.
     *
     * @param file relative paths are relative to it; need not be there
     * @param name of the text in what is told of it
     * @throws InvalidSite with every problem of the text
     */
    public static SiteFile read(Path file, String text, String name) throws InvalidSite {
        return read(file, text, name, reader(file, System.getenv(), NEEDED));
    }

    private static SiteFile read(Path file, String text, String name, SecretReader secrets) throws InvalidSite {
        Problems problems = new Problems(name);
        Mapping root = Mapping.root(YamlText.read(text, problems), problems);
        SiteFile site = new SiteLoader(folder(file), secrets).site(root);
        problems.check();
        return site;
    }

    private SiteFile site(Mapping root) {
        Site site = shop(root.requiredSection("site"));
        GatewaySettings gateway = gateway(root.requiredSection("gateway"));
        WebSettings web = root.section("web").map(SiteLoader::web).orElse(WebSettings.DEFAULT);
        MqttSettings mqtt = root.section("mqtt")
                .map(section -> new MqttSection(secrets, gateway.id()).read(section))
                .orElse(MqttSettings.Embedded.DEFAULT);
        refuseSharedPort(root, web, mqtt);
        HistorySettings history = root.section("history")
                .map(section -> new HistorySection(secrets).read(section))
                .orElse(HistorySettings.Embedded.DEFAULT);
        StockSettings stock = root.section("stock")
                .map(section -> StockSection.read(section, secrets))
                .orElse(StockSettings.DEFAULT);
        List<Profile> profiles = new ProfilesSection().read(root);
        List<DeviceConfig> devices = new DevicesSection(secrets).read(root);
        List<SinkConfig> sinks = new SinksSection(
                        new SinkReading(secrets, new Origin(site.id(), gateway.id()), site.timezone(), mqtt, devices))
                .read(root);
        root.close();
        return new SiteFile(site, gateway, web, mqtt, history, stock, profiles, devices, sinks);
    }

    private static Site shop(Mapping section) {
        String id = section.required("id", Scalars.id("corner-shop"));
        Site site = new Site(
                id,
                section.optional("name", Scalars.text("Corner Shop"), id),
                section.optional("timezone", Scalars.ZONE, ZoneOffset.UTC),
                section.optional("locale", Scalars.LOCALE, Locale.UK));
        section.close();
        return site;
    }

    private GatewaySettings gateway(Mapping section) {
        GatewaySettings gateway = new GatewaySettings(
                section.required("id", Scalars.id("gw-1")),
                section.optional("data", Scalars.path(folder), folder.resolve("data")),
                section.optional("commitWindow", WINDOW, GatewaySettings.COMMIT_WINDOW),
                section.section("retention").map(SiteLoader::retention).orElse(GatewaySettings.Retention.DEFAULT),
                section.optional("clock", Scalars.oneOf(ClockRule.class), ClockRule.PLAIN));
        section.close();
        return gateway;
    }

    private static GatewaySettings.Retention retention(Mapping section) {
        GatewaySettings.Retention standard = GatewaySettings.Retention.DEFAULT;
        long bytes = section.optional("bytes", JOURNAL, standard.bytes());
        GatewaySettings.Retention retention = new GatewaySettings.Retention(
                section.optional("age", KEPT, standard.age()),
                bytes,
                section.section("readings").map(quota -> quota(quota, bytes)).orElse(GatewaySettings.Quota.NONE),
                section.section("events").map(quota -> quota(quota, bytes)).orElse(GatewaySettings.Quota.NONE));
        section.close();
        return retention;
    }

    private static GatewaySettings.Quota quota(Mapping section, long bytesOfAll) {
        GatewaySettings.Quota quota =
                new GatewaySettings.Quota(section.maybe("age", KEPT), section.maybe("bytes", QUOTA));
        if (!section.has("age") && !section.has("bytes")) {
            section.problem("age", "is missing, and so is 'bytes'. Give one of them.");
        }
        if (quota.bytes().orElse(0L) > bytesOfAll) {
            section.problem("bytes", "is more than all entries may take (gateway.retention.bytes). Give less.");
        }
        section.close();
        return quota;
    }

    private static WebSettings web(Mapping section) {
        WebSettings standard = WebSettings.DEFAULT;
        WebSettings web = new WebSettings(
                section.optional("host", Hosts.host(), standard.host()),
                section.optional("port", Scalars.PORT, standard.port()),
                section.optional("insecure", Scalars.FLAG, standard.insecure()));
        if (!web.onlyThisBox() && !web.insecure()) {
            section.problem("host", MqttSection.reachable(web.host(), "see the pages and write to the API"));
        }
        section.close();
        return web;
    }

    private static void refuseSharedPort(Mapping root, WebSettings web, MqttSettings mqtt) {
        if (mqtt instanceof MqttSettings.Embedded server && server.port() != 0 && server.port() == web.port()) {
            root.problem(
                    root.has("web") ? "web" : "mqtt",
                    "the pages and the MQTT server both want port " + web.port() + ". Give one another port.");
        }
    }

    /** Notes ids that stand twice in a list. */
    static void refuseRepeated(Mapping item, String id, Map<String, Mapping> earlier) {
        if (!id.equals(Scalars.ID_STAND_IN)) {
            refuseRepeated(item, "id", id, earlier, "Choose another.");
        }
    }

    /** Notes what stands twice in a list where each must have another. */
    static void refuseRepeated(Mapping item, String key, String value, Map<String, Mapping> earlier, String remedy) {
        Mapping first = earlier.putIfAbsent(value, item);
        if (first != null) {
            item.problem(key, "'" + value + "' is already the " + key + " of " + first.path() + ". " + remedy);
        }
    }

    static Map<String, Mapping> noneYet() {
        return new HashMap<>();
    }
}
