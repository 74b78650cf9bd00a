package io.tidegate.codes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lists of codes that others give out: countries, currencies, packages. Read once. */
final class CodeLists {

    private static final Map<String, Set<String>> LISTS = read();

    private CodeLists() {}

    static boolean has(String list, String code) {
        return LISTS.getOrDefault(list, Set.of()).contains(code);
    }

    static Set<String> of(String list) {
        return LISTS.getOrDefault(list, Set.of());
    }

    private static Map<String, Set<String>> read() {
        Map<String, Set<String>> lists = new HashMap<>();
        Set<String> list = new HashSet<>();
        for (String line : lines("code-lists.txt")) {
            if (line.endsWith(":")) {
                list = lists.computeIfAbsent(line.substring(0, line.length() - 1), _ -> new HashSet<>());
            } else {
                list.addAll(List.of(line.strip().split(" ")));
            }
        }
        return lists;
    }

    /** What is neither empty nor a remark, of a file beside this class. */
    static List<String> lines(String name) {
        try (InputStream file = CodeLists.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is not in the program");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
