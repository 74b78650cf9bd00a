package io.tidegate.devices.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines as the manuals of MT-SICS (S, SI, SIR, TA) and of A&D and CAS show them. */
class DialectTest {

    private static String read(Dialect dialect, String line) {
        return switch (dialect.read(line)) {
            case Said.Weight weight -> (weight.stable() ? "stable " : "moving ") + weight.kilograms();
            case Said.Tare tare -> "tare " + tare.kilograms();
            case Said.OddUnit odd -> "unit " + odd.unit();
            case Said.NotNow _ -> "not now";
            case Said.Over _ -> "over";
            case Said.Under _ -> "under";
            case Said.Refused _ -> "refused";
            case Said.Unknown _ -> "unknown";
        };
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\0', delimiter = '|', textBlock = """
            S S     100.00 g    | stable 0.1
            S D     129.07 g    | moving 0.12907
            S S      -1.20 kg   | stable -1.2
            S S    - 1.20 kg    | stable -1.2
            S S       2.500 lb  | stable 1.133980925
            S S          12 PCS | unit PCS
            S I                 | not now
            S +                 | over
            S -                 | under
            TA A      0.500 kg  | tare 0.5
            TA I                | refused
            ES                  | refused
            ET                  | refused
            EL                  | refused
            S S                 | unknown
            S S 1.2.3 kg        | unknown
            00.00 g             | unknown
            I4 A "0123456789"   | unknown
            """)
    void mt_sics(String line, String said) {
        assertEquals(said, read(Dialect.MT_SICS, line));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\0', delimiter = '|', textBlock = """
            ST,GS,+0001.234kg      | stable 1.234
            US,GS,+0001.200kg      | moving 1.2
            ST,NT,-  0.500kg       | stable -0.5
            ST,+00123.45  g        | stable 0.12345
            US,-00123.45  g        | moving -0.12345
            ST,GS,   1.234 kg      | stable 1.234
            ST,TR,+0000.500kg      | tare 0.5
            OL,GS,+9999.999kg      | over
            OL,+9999999E+19        | over
            OL,-9999999E+19        | under
            OL,GS,                 | over
            QT,+00000012 PC        | unknown
            ST,+00000012 PC        | unit PC
            ST,+00012.50  %        | unit %
            ST,GS,                 | unknown
            1.234kg                | unknown
            """)
    void the_standard_format(String line, String said) {
        assertEquals(said, read(Dialect.A_AND_D, line));
    }
}
