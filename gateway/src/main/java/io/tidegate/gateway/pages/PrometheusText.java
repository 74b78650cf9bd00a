package io.tidegate.gateway.pages;

import io.tidegate.gateway.journal.JournalStatus;
import java.util.Map;

/** Writes the Prometheus text exposition format, version 0.0.4. Used by one thread. */
final class PrometheusText {

    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final double WHOLE_MAX = 0x1p53;

    private final StringBuilder text = new StringBuilder(4096);

    /** A counter's sample bears the ending {@code _total}. */
    void counter(String name, String help, Number value) {
        family(name + "_total", "counter", help);
        sample(name + "_total", Map.of(), value);
    }

    void gauge(String name, String help, Number value) {
        family(name, "gauge", help);
        sample(name, Map.of(), value);
    }

    /** @param unit what is to be divided by, so that values are in the unit that the name says */
    void histogram(String name, String help, JournalStatus.Histogram histogram, double unit) {
        family(name, "histogram", help);
        long below = 0;
        for (int i = 0; i < histogram.bounds().length; i++) {
            below += histogram.counts()[i];
            String bound = Double.toString(histogram.bounds()[i] / unit);
            sample(name + "_bucket", Map.of("le", bound), below);
        }
        long all = below + histogram.counts()[histogram.bounds().length];
        sample(name + "_bucket", Map.of("le", "+Inf"), all);
        sample(name + "_sum", Map.of(), histogram.sum() / unit);
        sample(name + "_count", Map.of(), all);
    }

    void family(String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    void sample(String name, Map<String, String> labels, Number value) {
        text.append(name);
        if (!labels.isEmpty()) {
            String separator = "{";
            for (Map.Entry<String, String> label : labels.entrySet()) {
                text.append(separator).append(label.getKey()).append("=\"");
                text.append(escaped(label.getValue())).append('"');
                separator = ",";
            }
            text.append('}');
        }
        text.append(' ');
        if (value instanceof Double fraction && (fraction != Math.rint(fraction) || Math.abs(fraction) >= WHOLE_MAX)) {
            text.append(fraction.doubleValue());
        } else {
            text.append(value.longValue());
        }
        text.append('\n');
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
