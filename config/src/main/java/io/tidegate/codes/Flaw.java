package io.tidegate.codes;

import io.tidegate.codes.Problem.Level;
import java.util.Locale;
import java.util.Optional;

/**
 * Each thing that can be wrong with a code. {@code docs/codes.md} has a remedy for every one of them.
 *
 * <p>Strict where money is lost, lenient where shops need it: labels that leave out what the standard wants beside a value are
 * everywhere, and harm nobody.
 */
public enum Flaw {
    NOTHING(Level.ERROR, "There is no code."),
    TEXT_LENGTH(Level.ERROR, "A code has at most %s characters, and this has more."),
    NO_AIM_IDENTIFIER(Level.ERROR, "'%s' begins like what a scanner says of the kind of a code (]C1), but is none."),
    RETAIL_LENGTH(Level.ERROR, "A code of this kind has %s digits, and not '%s'."),
    CHECK_DIGIT(Level.ERROR, "The last digit of %s is wrong: it should be %s."),
    VERIFIER(Level.ERROR, "The digit that verifies %s is %s, and should be %s."),

    NO_ELEMENTS(Level.ERROR, "This is a symbol of GS1 without any data."),
    UNKNOWN_IDENTIFIER(Level.ERROR, "No application identifier begins '%s'."),
    BRACKETS(Level.ERROR, "Expected an identifier in brackets and its value, such as (01)09520123456788, not '%s'."),
    CARET(Level.ERROR, "'^' cannot be part of a value."),
    ELEMENTS_MAX(Level.ERROR, "There are more than %s elements."),
    NO_VALUE(Level.ERROR, "There is no value behind the identifier."),
    VALUE_LENGTH(Level.ERROR, "The value should have %s characters, not %s: '%s'."),
    CHARACTER(Level.ERROR, "'%s' is not among the %s."),
    PADDING(Level.ERROR, "'=' fills up to a multiple of three characters, and is not needed here: '%s'."),
    DIFFERENT_VALUES(Level.ERROR, "It stands there twice, as '%s' and as '%s'."),
    EXCLUDED(Level.ERROR, "It must not be on the same item as (%s)."),
    SERIAL_TO_SIGN(Level.ERROR, "With a signature (8030) it needs a serial number behind its key."),

    CHECK_CHARACTERS(Level.ERROR, "The last two characters of '%s' do not follow from those before them."),
    DATE(Level.ERROR, "There is no such date: %s."),
    TIME(Level.ERROR, "There is no such time: %s."),
    COUNTRY(Level.ERROR, "There is no country '%s' in ISO 3166."),
    CURRENCY(Level.ERROR, "There is no currency '%s' in ISO 4217."),
    IBAN(Level.ERROR, "'%s' is no account number (IBAN)."),
    COMPANY_PREFIX(Level.ERROR, "'%s' does not begin with a company's number, which has at least four digits."),
    ZERO(Level.ERROR, "It must not be zero."),
    NOT_ZERO(Level.ERROR, "The first digit must be 0, not '%s'."),
    LEADING_ZERO(Level.ERROR, "'%s' must not begin with 0."),
    PIECE(Level.ERROR, "'%s' does not say which piece it is of how many: 0103 is piece 1 of 3."),
    POSITION(Level.ERROR, "'%s' does not say which it is of how many: 1/3 is the first of three."),
    COORDINATE(Level.ERROR, "'%s' is no place on earth: the most is %s."),
    PERCENT(Level.ERROR, "'%s' has a %% without two hexadecimal digits behind it."),
    CHOICE(Level.ERROR, "It is '%s', and should be one of %s."),
    MEDIA(Level.ERROR, "There is no kind of media '%s'."),
    PACKAGE(Level.ERROR, "There is no kind of package '%s'."),
    ONLY_DIGITS(Level.ERROR, "'%s' needs a character that is no digit."),
    COUPON(Level.ERROR, "This is no coupon of North America: %s."),

    LINK_CHARACTER(Level.ERROR, "'%s' cannot be part of a web address."),
    LINK_SCHEME(Level.ERROR, "'%s' should be all small or all capital letters."),
    LINK_DOMAIN(Level.ERROR, "The web address has no domain with a path behind it: '%s'."),
    LINK_WITHOUT_KEY(Level.ERROR, "The web address names nothing: it has no key of GS1, such as /01/09520123456788."),
    LINK_COMPRESSED(Level.ERROR, "A compressed GS1 Digital Link is not supported: '%s'."),
    LINK_NUL(Level.ERROR, "The value has a zero byte (%%00)."),
    LINK_QUALIFIERS(Level.ERROR, "Behind (%s) the path may go on only with %s, in this order."),
    LINK_ATTRIBUTE(Level.ERROR, "It cannot stand behind the '?'."),
    LINK_IN_PATH(Level.ERROR, "It belongs into the path, behind (%s), and not behind the '?'."),
    LINK_TWICE(Level.ERROR, "It stands twice in the web address."),

    EMPTY_SYMBOL(Level.WARNING, "The symbol holds no text."),
    LINK_IS_TEXT(
            Level.WARNING, "It looks like a GS1 Digital Link, but '%s' should be all small or all capital letters."),
    REQUIRED(Level.WARNING, "The same item should also have %s."),
    LOST_SEPARATOR(
            Level.WARNING, "'%s' may be '%s' and '%s': some scanners leave out the separator (GS) between two values."),
    SUBSTITUTE(Level.WARNING, "'%s' was taken for the separator (GS) that this scanner does not send."),
    RESTRICTED(Level.WARNING, "Such a number means something in one shop only, often with a weight or a price in it."),
    COUPON_NUMBER(Level.WARNING, "This is the number of a coupon or a refund, not of an item."),
    EIGHT_DIGITS(Level.WARNING, "Read as EAN-8. As UPC-E it would be %s."),
    ALMOST_ELEMENTS(
            Level.WARNING,
            "It begins with 01 as a label of GS1 does, but no item number of 14 digits follows: read as a code of one's own."),
    ISBN_10(Level.WARNING, "As an ISBN this would be %s."),
    ADD_ON(Level.WARNING, "The add-on '%s' was left out.");

    private final Level level;
    private final String pattern;

    Flaw(Level level, String pattern) {
        this.level = level;
        this.pattern = pattern;
    }

    public Level level() {
        return level;
    }

    /** The reason, with … for what differs from code to code. */
    public String pattern() {
        return pattern.replace("%s", "…").replace("%%", "%");
    }

    Problem with(Object... details) {
        return new Problem(this, Optional.empty(), String.format(Locale.ROOT, pattern, details));
    }
}
