package io.tidegate.house;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What each folder must hold, and that the documents hold together. */
class HouseFoldersTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");

    /** Put together here, so that this file does not find itself. */
    private static final Pattern UNFINISHED =
            Pattern.compile("\\b(" + String.join("|", "TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK") + ")\\b");

    private static final List<String> TEXT_FILES = List.of(
            ".java",
            ".md",
            ".yaml",
            ".xml",
            ".jte",
            ".js",
            ".css",
            ".properties",
            ".json",
            ".service",
            "/tidegate",
            "/verify",
            "/bench",
            ".ci/run");

    @Test
    void every_package_says_what_it_is_and_that_nothing_is_null_by_chance() {
        Breaches breaches = new Breaches("Add a package-info.java with a sentence and @NullMarked:");
        Map<String, Boolean> described = new HashMap<>();
        for (JavaSource source : JavaSource.all("src/main/java/io/")) {
            boolean marked = source.name().equals("package-info")
                    && House.text(source.file()).contains("@NullMarked")
                    && House.text(source.file()).contains("/**");
            described.merge(source.inPackage(), marked, Boolean::logicalOr);
        }
        described.forEach((name, marked) -> breaches.addIf(!marked, name));
        breaches.report();
    }

    @Test
    void each_kind_of_device_has_its_page_sample_and_test() {
        Breaches breaches = new Breaches("A kind is complete with its page, a sample in config/sites and a test:");
        kinds(breaches, "device-drivers", "devices", "driver");
        breaches.report();
    }

    @Test
    void each_kind_of_cloud_has_its_page_sample_and_test() {
        Breaches breaches = new Breaches("A kind is complete with its page, a sample in config/sites and a test:");
        kinds(breaches, "cloud-sync", "clouds", "type");
        breaches.report();
    }

    private static void kinds(Breaches breaches, String module, String family, String key) {
        String samples = String.join(
                "\n",
                House.files(".yaml").stream()
                        .filter(file -> file.startsWith("config/sites"))
                        .map(House::text)
                        .toList());
        for (String folder : House.folders(module + "/src/main/java/io/tidegate/" + family)) {
            String kind = word(folder, family);
            String page = "docs/" + family + "/" + kind + ".md";
            breaches.addIf(!House.has(page), page + " is missing");
            breaches.addIf(
                    !Pattern.compile("\\b" + key + ": *" + kind + "\\b")
                            .matcher(samples)
                            .find(),
                    "no sample in config/sites has '" + key + ": " + kind + "'");
            String tests = module + "/src/test/java/io/tidegate/" + family + "/" + folder;
            breaches.addIf(
                    House.files("Test.java").stream().noneMatch(file -> file.startsWith(tests)),
                    tests + " has no test");
        }
    }

    /** The word of a kind may have a dash, as its page has it; a package cannot. */
    private static String word(String folder, String family) {
        return House.files(".md").stream()
                .filter(page -> page.startsWith("docs/" + family))
                .map(page -> page.getFileName().toString().replace(".md", ""))
                .filter(page -> page.replace("-", "").equals(folder))
                .findFirst()
                .orElse(folder);
    }

    @Test
    void every_link_of_a_document_leads_somewhere() {
        Breaches breaches = new Breaches("Mend the link, or write the page:");
        for (Path page : House.files(".md")) {
            for (String link : links(page)) {
                breaches.addIf(!leadsSomewhere(page, link), page + ": " + link);
            }
        }
        breaches.report();
    }

    @Test
    void every_page_is_found_from_the_index() {
        Set<Path> found = new TreeSet<>();
        Deque<Path> toRead = new ArrayDeque<>(List.of(Path.of("docs/README.md")));
        while (!toRead.isEmpty()) {
            Path page = toRead.pop();
            if (found.add(page) && page.toString().endsWith(".md") && House.has(page.toString())) {
                links(page).stream().map(link -> target(page, link)).forEach(toRead::push);
            }
        }
        Breaches breaches = new Breaches("Link it from docs/README.md, or from a page that is linked there:");
        for (Path page : House.files(".md")) {
            if (page.startsWith("docs")) {
                boolean inLinkedFolder = page.startsWith("docs/decisions") && found.contains(page.getParent());
                breaches.addIf(!found.contains(page) && !inLinkedFolder, page.toString());
            }
        }
        breaches.report();
    }

    @Test
    void nothing_is_left_unfinished() {
        Breaches breaches = new Breaches("Finish it, or file it where it will be seen:");
        for (Path file : House.files("")) {
            if (TEXT_FILES.stream().anyMatch(("/" + file)::endsWith)) {
                UNFINISHED
                        .matcher(House.text(file))
                        .results()
                        .forEach(match -> breaches.add(file + ": " + match.group()));
            }
        }
        breaches.report();
    }

    /** Links within the repository, as written. */
    private static List<String> links(Path page) {
        String prose = House.text(page).replaceAll("(?s)```.*?```", "").replaceAll("`[^`\n]*`", "code");
        return LINK.matcher(prose)
                .results()
                .map(match -> match.group(1))
                .filter(link -> !link.matches("(https?|mailto):.*"))
                .toList();
    }

    private static Path target(Path page, String link) {
        String file = link.replaceFirst("#.*", "");
        return file.isEmpty() ? page : page.resolveSibling(file).normalize();
    }

    private static boolean leadsSomewhere(Path page, String link) {
        Path target = target(page, link);
        if (!House.has(target.toString())) {
            return false;
        }
        int mark = link.indexOf('#');
        return mark < 0 || anchors(target).contains(link.substring(mark + 1));
    }

    /** As a forge makes them of headings: small letters, no punctuation, dashes for spaces. */
    private static List<String> anchors(Path page) {
        return HEADING.matcher(House.text(page))
                .results()
                .map(match -> match.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .strip())
                .map(heading -> heading.replace(' ', '-'))
                .toList();
    }
}
