package io.tidegate.house;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How large things may grow, what they may be called, and what may be called where. */
class HouseRulesTest {

    private static final int FILE_LINES_MAX = 300;
    private static final int METHOD_LINES_MAX = 40;
    private static final int CONSTRUCTOR_PARAMETERS_MAX = 5;

    private static final List<String> NAMES_THAT_SAY_NOTHING =
            List.of("Manager", "Service", "Helper", "Helpers", "Util", "Utils", "Impl", "Wrapper", "Processor", "Data");

    /** The top of a thread, or of what it does in a loop: there, and only there, a bug of any kind is met. */
    private static final Map<String, String> MEETS_EVERYTHING = Map.ofEntries(
            Map.entry("Watch", "the top of a device's thread"),
            Map.entry(
                    "Trail",
                    "the top of the thread that records what an output shows: the output must not suffer from it"),
            Map.entry("Loop", "the top of what an event loop does for one MQTT client: only that one is disconnected"),
            Map.entry("Courier", "the top of a sink's thread"),
            Map.entry("Carrier", "the top of what is done for one command: its sender gets an answer all the same"),
            Map.entry("CommandQueue", "the top of the thread that takes commands: those behind must have their turn"),
            Map.entry("HttpCommands", "the top of the thread that asks for commands: it asks again"),
            Map.entry("Clerk", "the top of the thread that takes up entries: the next one must not suffer from it"),
            Map.entry(
                    "Settling", "what cannot be booked is parked, and the rest is booked: nothing may wait behind it"),
            Map.entry("Handling", "the top of what is done for one scan: the next one must not suffer from it"),
            Map.entry("Announcer", "the top of the thread that tells levels: those to come must not suffer from it"),
            Map.entry("Ledger", "what cannot be booked must not hold up all that comes after it"),
            Map.entry("Unbooked", "what cannot be booked is kept and shown, and must not hold up what comes after it"),
            Map.entry("Doing", "what is booked is answered as booked, whatever else of it cannot be said"),
            Map.entry("Hints", "no sale is stopped because nobody can say which lot goes first"),
            Map.entry("Partner", "the top of a partner's thread"),
            Map.entry("PahoBroker", "the top of the threads of an existing broker's client"),
            Map.entry("JournalWriter", "the top of the journal's thread: every caller in line must hear of it"),
            Map.entry("Taps", "a listener's bug must not stop the journal"),
            Map.entry("Projections", "a projection's bug is noted with the projection, and must not stop the journal"),
            Map.entry(
                    "HangUp",
                    "the top of a signal's thread: a bug while the site file is applied must not stop the site"),
            Map.entry("Parts", "whatever one part does when it closes, the next is closed too"),
            Map.entry("Main", "the top of the main thread: how it ends is for whoever starts it again"),
            Map.entry("Unwritable", "who cannot be written is told so, and must not stop the journal"),
            Map.entry("Store", "a change's bug is told to who asked for the change, and must not stop the journal"),
            Map.entry(
                    "SiteVersions",
                    "the top of the thread that tries versions of the site file: who asked must hear of it"),
            Map.entry("Transaction", "a bug in what is being tried must not leave it half done: it is taken back"),
            Map.entry("SpiBuses", "what Pi4J throws where there is no bus is nothing more exact"),
            Map.entry(
                    "Silence",
                    "the watch, which may bring the device back, matters more than the record of its absence"),
            Map.entry("SignalActions", "a call to C is declared to throw anything, and throws nothing"),
            Map.entry("Libc", "a call to C is declared to throw anything, and throws nothing"),
            Map.entry("Closing", "whatever one part does when it closes, the next is closed too"));

    private static final Set<String> MAY_SLEEP = Set.of("Watch", "Courier");
    private static final Set<String> MAY_PRINT = Set.of("Main", "PressRun");
    private static final Set<String> CAUGHT_ONLY_AT_THE_TOP =
            Set.of("Exception", "Throwable", "RuntimeException", "Error");

    @Test
    void a_file_has_one_subject_and_at_most_300_lines() {
        Breaches breaches = new Breaches("Look for the missing noun, and give it a file of its own:");
        for (JavaSource source : JavaSource.all("src/")) {
            breaches.addIf(source.lines() > FILE_LINES_MAX, source.file() + ": " + source.lines() + " lines");
        }
        breaches.report();
    }

    @Test
    void a_method_has_at_most_40_lines() {
        Breaches breaches = new Breaches("Name the parts of it:");
        for (JavaSource source : JavaSource.all("src/")) {
            for (JavaSource.Method method : source.methods()) {
                breaches.addIf(
                        method.lines() > METHOD_LINES_MAX, place(source, method) + ": " + method.lines() + " lines");
            }
        }
        breaches.report();
    }

    @Test
    void a_constructor_has_at_most_5_parameters() {
        Breaches breaches = new Breaches("Some of them belong together; name that as a record:");
        for (JavaSource source : JavaSource.all("src/")) {
            for (JavaSource.Method method : source.methods()) {
                breaches.addIf(
                        method.ofClass() && method.parameters() > CONSTRUCTOR_PARAMETERS_MAX,
                        place(source, method) + ": " + method.parameters() + " parameters");
            }
        }
        breaches.report();
    }

    @Test
    void a_type_has_a_name_that_says_what_it_is() {
        Breaches breaches = new Breaches("The noun has not been found yet:");
        for (JavaSource source : JavaSource.all("src/")) {
            for (JavaSource.Type type : source.types()) {
                breaches.addIf(
                        NAMES_THAT_SAY_NOTHING.stream().anyMatch(type.name()::endsWith),
                        source.file() + ": " + type.name());
            }
        }
        breaches.report();
    }

    @Test
    void only_a_watch_and_a_courier_sleep() {
        Breaches breaches = new Breaches("Wait for a condition with a deadline, or return and be called again:");
        for (JavaSource source : JavaSource.all("src/")) {
            breaches.addIf(
                    source.mentions().contains("Thread.sleep") && !MAY_SLEEP.contains(source.name()),
                    source.file().toString());
        }
        breaches.report();
    }

    @Test
    void only_the_command_line_prints() {
        Breaches breaches = new Breaches("Log a change of state once, or return what is to be said:");
        for (JavaSource source : JavaSource.all("src/main/")) {
            boolean prints = source.mentions().stream()
                    .anyMatch(name -> name.equals("System.out")
                            || name.equals("System.err")
                            || name.endsWith(".printStackTrace"));
            breaches.addIf(
                    prints && !MAY_PRINT.contains(source.name()), source.file().toString());
        }
        breaches.report();
    }

    @Test
    void only_the_top_of_a_thread_catches_everything() {
        Breaches breaches = new Breaches("Catch what you can answer; anything else is a bug, and must be seen:");
        for (JavaSource source : JavaSource.all("src/main/")) {
            breaches.addIf(
                    source.caught().stream().anyMatch(CAUGHT_ONLY_AT_THE_TOP::contains)
                            && !MEETS_EVERYTHING.containsKey(source.name()),
                    source.file() + " catches " + source.caught());
        }
        breaches.report();
    }

    @Test
    void every_thread_has_a_name() {
        Breaches breaches = new Breaches("A thread dump must be readable; give it a name:");
        for (JavaSource source : JavaSource.all("src/main/")) {
            breaches.addIf(source.namelessThreads() > 0, source.file().toString());
        }
        breaches.report();
    }

    private static String place(JavaSource source, JavaSource.Method method) {
        return source.file() + ":" + method.firstLine() + " " + method.name();
    }
}
