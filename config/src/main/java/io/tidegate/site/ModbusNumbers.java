package io.tidegate.site;

import io.tidegate.site.ModbusRegister.Table;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers of Modbus manuals: decimal or hexadecimal, and addresses with the table as their first digit. Safe from any
 * thread.
 */
final class ModbusNumbers {

    /** Five or six digits, of which the first is the table and the others count from 1. */
    private static final Pattern WITH_TABLE = Pattern.compile("([134])(0*([1-9]\\d*))");

    private static final int SHORT_LENGTH = 5;
    private static final int LONG_LENGTH = 6;

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,20}|0[xX][0-9a-fA-F]{1,16}");

    private static final BigDecimal FACTOR_MAX = new BigDecimal("1000000000000");

    /** Places before or behind the point of a factor. */
    private static final int DECIMALS_MAX = 30;

    private ModbusNumbers() {}

    /** A number as it is written, so that 3 times 0.1 is 0.3. */
    static Scalar<BigDecimal> factor(String example) {
        return new Scalar<>(Scalar.Type.DECIMAL, example, new BigDecimal(example), text -> {
            BigDecimal number = new BigDecimal(text);
            // The exponent first: what has a huge one must not be written out.
            if (Math.abs((long) number.scale()) > DECIMALS_MAX || number.abs().compareTo(FACTOR_MAX) > 0) {
                throw new Unfit("'" + text + "' is outside -" + FACTOR_MAX + " to " + FACTOR_MAX
                        + ". Use something like " + example + ".");
            }
            return number;
        });
    }

    static int address(String text) throws Unfit {
        long number = raw(text);
        if (number >= 0 && number <= ModbusRegister.ADDRESS_MAX) {
            return (int) number;
        }
        String outside = text + " is outside 0 to " + ModbusRegister.ADDRESS_MAX + ". ";
        throw new Unfit(outside
                + tableIn(number)
                        .map(table -> meant(number, table))
                        .orElse("Use the number that the manual gives, counted from 0."));
    }

    static long raw(String text) throws Unfit {
        if (!NUMBER.matcher(text).matches()) {
            throw new Unfit("'" + text + "' is no number. Write it like 32768 or 0x8000.");
        }
        try {
            return text.toLowerCase(Locale.ROOT).startsWith("0x")
                    ? Long.parseUnsignedLong(text.substring(2), 16)
                    : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new Unfit(text + " has more than 64 bits. Write it like 32768 or 0x8000.");
        }
    }

    /** The table that such an address seems to name: 40001 a holding register. */
    static Optional<Table> tableIn(long number) {
        Matcher parts = WITH_TABLE.matcher(String.valueOf(number));
        int length = String.valueOf(number).length();
        if ((length != SHORT_LENGTH && length != LONG_LENGTH) || !parts.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (parts.group(1)) {
                    case "1" -> Table.DISCRETE;
                    case "3" -> Table.INPUT;
                    default -> Table.HOLDING;
                });
    }

    static String didYouMean(int number, Table table) {
        return number + " names no table. " + meant(number, table)
                + " If the device really counts so far from 0, write its table beside the address.";
    }

    private static String meant(long number, Table table) {
        String digits = String.valueOf(number).substring(1);
        return "Did you mean 40001-style numbering? Then write table: " + table.word() + " and address: "
                + (Long.parseLong(digits) - 1) + ".";
    }
}
