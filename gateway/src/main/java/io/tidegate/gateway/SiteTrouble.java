package io.tidegate.gateway;

/** Why a version of the site file is taken back, in words for staff. Functions only. */
final class SiteTrouble {

    private SiteTrouble() {}

    static String page(String path, int status, String body) {
        return "the gateway does not run as it should: " + path + " answers " + status + " (" + body + ")";
    }

    static String pages(String why) {
        return "the pages do not answer: " + why;
    }

    static String pagesLate() {
        return "the pages do not answer in time";
    }

    static String journal(String why) {
        return "the journal does not write: " + why;
    }

    static String journalLate() {
        return "the journal has not written anything in time";
    }

    static String driver(String device) {
        return "device '" + device + "' meets a mistake in its driver: see the log";
    }

    static String opening(String device) {
        return "device '" + device + "' was not opened in time";
    }

    static String cloud(String sink, String why) {
        return "no cloud can be reached any more, sink '" + sink + "' for one: " + why;
    }

    static String clouds() {
        return "no cloud can be reached any more";
    }
}
