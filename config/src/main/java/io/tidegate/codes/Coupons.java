package io.tidegate.codes;

import java.time.LocalDate;
import java.util.Optional;

/**
 * The coupons of North America: AI (8110), described in "North American Coupon Application Guideline Using GS1 DataBar
 * Expanded Symbols", and AI (8112), in "GS1 AI (8112) Coupon Data Specification". Both are a row of digits, in which a digit
 * says how long the next field is.
 */
final class Coupons {

    private static final int COMPANY_LENGTH_MIN = 6;
    private static final int OFFER_LENGTH = 6;
    private static final int FAMILY_LENGTH = 3;
    private static final int DATE_LENGTH = 6;
    private static final String REQUIREMENTS = "012349";

    private Coupons() {}

    /** (8110): what to buy and what is saved by it is all in the digits. */
    static Optional<Problem> original(String content, LocalDate today) {
        return Fields.read(content, fields -> {
            fields.company("the company", "0123456");
            fields.skip("the offer", OFFER_LENGTH);
            fields.sized("the saving", "12345", 0);
            purchase(fields, "first");
            second(fields);
            third(fields);
            dates(fields, today);
            if (fields.option('5')) {
                fields.sized("the serial number", "0123456789", COMPANY_LENGTH_MIN);
            }
            if (fields.option('6')) {
                fields.company("the retailer", "1234567");
            }
            if (fields.option('9')) {
                fields.one("the kind of saving", "01256");
                fields.one("the item that the saving is for", "012");
                fields.skip("the flag of the store", 1);
                fields.one("the flag against multiplying", "01");
            }
        });
    }

    /** (8112): the shop asks a list of offers. */
    static Optional<Problem> positiveOffer(String content, LocalDate today) {
        return Fields.read(content, fields -> {
            fields.one("the format", "01");
            fields.sized("the funder", "0123456", COMPANY_LENGTH_MIN);
            fields.skip("the offer", OFFER_LENGTH);
            fields.sized("the serial number", "0123456789", COMPANY_LENGTH_MIN);
        });
    }

    private static void purchase(Fields fields, String which) throws Fields.Wrong {
        fields.sized("the " + which + " purchase", "12345", 0);
        fields.one("what the " + which + " purchase is of", REQUIREMENTS);
        fields.skip("the family of the " + which + " purchase", FAMILY_LENGTH);
    }

    private static void second(Fields fields) throws Fields.Wrong {
        if (fields.option('1')) {
            fields.one("the rule for more purchases", "0123");
            purchase(fields, "second");
            fields.companyOrNone("the company of the second purchase");
        }
    }

    private static void third(Fields fields) throws Fields.Wrong {
        if (fields.option('2')) {
            purchase(fields, "third");
            fields.companyOrNone("the company of the third purchase");
        }
    }

    private static void dates(Fields fields, LocalDate today) throws Fields.Wrong {
        String end = fields.option('3') ? fields.date("the last day", today) : "";
        String start = fields.option('4') ? fields.date("the first day", today) : "";
        if (!end.isEmpty() && start.compareTo(end) > 0) {
            throw new Fields.Wrong("it ends before it begins");
        }
    }

    /** Reads field by field. Used by one thread. */
    private static final class Fields {

        /** What is wrong, to be said at the one place that began to read. */
        static final class Wrong extends Exception {
            private static final long serialVersionUID = 1;

            private final String what;

            Wrong(String what) {
                super(what, null, false, false);
                this.what = what;
            }
        }

        interface Reader {
            void read(Fields fields) throws Wrong;
        }

        private final String digits;
        private int at;

        private Fields(String digits) {
            this.digits = digits;
        }

        static Optional<Problem> read(String content, Reader reader) {
            if (!Digits.all(content)) {
                return Optional.of(Flaw.CHARACTER.with(content, CharacterSet.NUMERIC.words()));
            }
            Fields fields = new Fields(content);
            try {
                reader.read(fields);
                if (fields.at < content.length()) {
                    throw new Wrong("'" + content.substring(fields.at) + "' is left over");
                }
                return Optional.empty();
            } catch (Wrong wrong) {
                return Optional.of(Flaw.COUPON.with(wrong.what));
            }
        }

        String skip(String what, int length) throws Wrong {
            if (digits.length() - at < length) {
                throw new Wrong(what + " is cut off");
            }
            at += length;
            return digits.substring(at - length, at);
        }

        char one(String what, String allowed) throws Wrong {
            char digit = skip(what, 1).charAt(0);
            if (allowed.indexOf(digit) < 0) {
                throw new Wrong(what + " cannot be " + digit);
            }
            return digit;
        }

        /** A field that begins with its length, counted from the shortest that there can be. */
        void sized(String what, String lengths, int shortest) throws Wrong {
            skip(what, one("the length of " + what, lengths) - '0' + shortest);
        }

        void company(String what, String lengths) throws Wrong {
            sized(what, lengths, COMPANY_LENGTH_MIN);
        }

        /** 9 means the same company as before. */
        void companyOrNone(String what) throws Wrong {
            char length = one("the length of " + what, "01234569");
            skip(what, length == '9' ? 0 : length - '0' + COMPANY_LENGTH_MIN);
        }

        String date(String what, LocalDate today) throws Wrong {
            String date = skip(what, DATE_LENGTH);
            if (DateChecks.withDay(date, today).isPresent()) {
                throw new Wrong(what + " is no date");
            }
            return date;
        }

        /** Whether the next field is the optional one that begins with this digit. */
        boolean option(char digit) {
            boolean here = at < digits.length() && digits.charAt(at) == digit;
            at += here ? 1 : 0;
            return here;
        }
    }
}
