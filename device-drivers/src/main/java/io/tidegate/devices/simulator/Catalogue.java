package io.tidegate.devices.simulator;

import java.util.List;

/** What the shop sells: GTIN-13s under the prefix 200, which GS1 leaves to each shop's own use. Safe from any thread. */
final class Catalogue {

    /** Prefix and number of the article, without the check digit. */
    private static final List<String> ARTICLES = List.of(
            "200000000101",
            "200000000118",
            "200000000125",
            "200000000232",
            "200000000249",
            "200000000256",
            "200000000363",
            "200000000370",
            "200000000387",
            "200000000494",
            "200000000500",
            "200000000517");

    static final int SIZE = ARTICLES.size();

    private Catalogue() {}

    static String gtin(int article) {
        String digits = ARTICLES.get(article);
        return digits + checkDigit(digits);
    }

    /** GS1 General Specifications 7.9: weights 3 and 1 by turns from the right, up to the next ten. */
    static int checkDigit(String digits) {
        int sum = 0;
        for (int fromRight = 0; fromRight < digits.length(); fromRight++) {
            int digit = digits.charAt(digits.length() - 1 - fromRight) - '0';
            sum += fromRight % 2 == 0 ? 3 * digit : digit;
        }
        return (10 - sum % 10) % 10;
    }
}
