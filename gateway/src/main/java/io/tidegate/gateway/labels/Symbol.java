package io.tidegate.gateway.labels;

import java.util.List;

/**
 * A bar code, counted in modules, the width of its thinnest bar. Immutable.
 *
 * @param across modules, without the quiet zones
 * @param down modules; 0 where bars are as high as there is room
 * @param readable what people read: the groups of digits of an EAN, the lines of others
 */
record Symbol(Family family, int across, int down, List<Dark> dark, List<String> readable) {

    /** Modules that are dark; of bars without a height of their own it is 0. */
    record Dark(int x, int y, int width, int height) {}

    /**
     * The kinds, with their quiet zones in modules, and the widths of a module in millimetres. EAN and GS1 DataMatrix by the GS1 General Specifications (5.12, table 1, for what is read at a till), Code 128
     * by ISO/IEC 15417 and what hand scanners resolve.
     */
    enum Family {
        EAN_13("EAN-13"),
        EAN_8("EAN-8"),
        CODE_128("Code 128"),
        DATA_MATRIX("Data Matrix");

        private final String title;

        Family(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }

        Quiet quiet() {
            return switch (this) {
                case EAN_13 -> new Quiet(11, 7, 0);
                case EAN_8 -> new Quiet(7, 7, 0);
                case CODE_128 -> new Quiet(10, 10, 0);
                case DATA_MATRIX -> new Quiet(1, 1, 1);
            };
        }

        Module module() {
            return switch (this) {
                case EAN_13, EAN_8 -> new Module(0.264, 0.33);
                case CODE_128 -> new Module(0.25, 0.33);
                case DATA_MATRIX -> new Module(0.375, 0.625);
            };
        }

        boolean isEan() {
            return this == EAN_13 || this == EAN_8;
        }
    }

    /** What stays white at the sides, and above and below. */
    record Quiet(int left, int right, int around) {}

    /** Widths of a module, in millimetres. */
    record Module(double least, double usual) {}

    Symbol {
        dark = List.copyOf(dark);
        readable = List.copyOf(readable);
    }

    /** With its quiet zones. */
    int modulesWide() {
        return across + family.quiet().left + family.quiet().right;
    }

    /** With its quiet zones. */
    int modulesHigh() {
        return down + 2 * family.quiet().around;
    }
}
