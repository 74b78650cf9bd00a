package io.tidegate.gateway.inventory;

import java.util.List;

/** What a file is, by its first bytes, where somebody has taken another than the table. Functions only. */
final class FileKind {

    /** Of Excel (.xlsx, or .xls of old) or LibreOffice: a ZIP file, or one of OLE. */
    private static final List<int[]> WORKBOOKS =
            List.of(new int[] {'P', 'K', 3, 4}, new int[] {0xd0, 0xcf, 0x11, 0xe0});

    /** PDF, JPEG, PNG, GIF, gzip and RTF. */
    private static final List<int[]> OTHERS = List.of(
            new int[] {'%', 'P', 'D', 'F'},
            new int[] {0xff, 0xd8, 0xff},
            new int[] {0x89, 'P', 'N', 'G'},
            new int[] {'G', 'I', 'F', '8'},
            new int[] {0x1f, 0x8b},
            new int[] {'{', '\\', 'r', 't', 'f'});

    /** Marks of UTF-16, in which every second byte may be 0. */
    private static final List<int[]> UTF_16 = List.of(new int[] {0xff, 0xfe}, new int[] {0xfe, 0xff});

    private FileKind() {}

    /** A spreadsheet's own. */
    static boolean isWorkbook(byte[] file) {
        return begins(file, WORKBOOKS);
    }

    /** Something else than lines of text; or a page of the web, which some programs call a table. */
    static boolean isNoText(byte[] file) {
        return begins(file, OTHERS) || isMarkup(file) || (!begins(file, UTF_16) && hasZero(file));
    }

    private static boolean isMarkup(byte[] file) {
        for (byte each : file) {
            if (!Character.isWhitespace(each)) {
                return each == '<';
            }
        }
        return false;
    }

    private static boolean hasZero(byte[] file) {
        for (byte each : file) {
            if (each == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean begins(byte[] file, List<int[]> kinds) {
        return kinds.stream().anyMatch(signs -> begins(file, signs));
    }

    private static boolean begins(byte[] file, int[] signs) {
        for (int at = 0; at < signs.length; at++) {
            if (file.length <= at || (file[at] & 0xff) != signs[at]) {
                return false;
            }
        }
        return true;
    }
}
