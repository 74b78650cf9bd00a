package io.tidegate.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.observation.Symbology;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ISO/IEC 15424, annexes on the single symbologies. */
class AimIdentifierTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            ]A0A, CODE_39
            ]C0A, CODE_128
            ]C1A, GS1_128
            ]C2A, CODE_128
            ]E0A, EAN_13
            ]E1A, UNKNOWN
            ]E3A, EAN_13
            ]E4A, EAN_8
            ]F0A, CODABAR
            ]G0A, CODE_93
            ]I1A, ITF
            ]L2A, PDF_417
            ]Q1A, QR_CODE
            ]Q3A, GS1_QR_CODE
            ]d1A, DATA_MATRIX
            ]d2A, GS1_DATA_MATRIX
            ]e0A, GS1_DATABAR
            ]z0A, AZTEC
            ]J1A, UNKNOWN
            ]X0A, UNKNOWN
            """)
    void the_letter_and_its_modifier_say_the_symbology(String sent, Symbology symbology) {
        assertTrue(AimIdentifier.begins(sent));
        assertEquals(symbology, AimIdentifier.symbology(sent));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "]", "]E", "]E0", "]?01", "]E*1", "[E01", "E0]1", "]]E01"})
    void what_only_looks_like_one_is_part_of_the_code(String sent) {
        assertFalse(AimIdentifier.begins(sent));
    }
}
