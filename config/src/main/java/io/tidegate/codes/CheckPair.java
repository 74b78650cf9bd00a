package io.tidegate.codes;

/** The last two characters of alphanumeric keys, which follow from the others (General Specifications, 7.9.5). */
final class CheckPair {

    /** The characters of a pair by their weight. */
    private static final String SET_32 = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    private static final int PAIR_LENGTH = 2;
    private static final int MODULUS = 1021;

    private CheckPair() {}

    static boolean holds(String content) {
        return content.length() >= PAIR_LENGTH
                && content.endsWith(of(content.substring(0, content.length() - PAIR_LENGTH)));
    }

    /** The pair for these characters; those that are in no value weigh nothing. */
    static String of(String body) {
        int sum = 0;
        int prime = 1;
        for (int at = body.length() - 1; at >= 0; at--) {
            prime = nextPrime(prime);
            sum += Math.max(0, CharacterSet.SET_82.indexOf(body.charAt(at))) * prime;
        }
        int check = sum % MODULUS;
        return "" + SET_32.charAt(check / 32) + SET_32.charAt(check % 32);
    }

    private static int nextPrime(int after) {
        int candidate = after + 1;
        while (!isPrime(candidate)) {
            candidate++;
        }
        return candidate;
    }

    private static boolean isPrime(int number) {
        for (int divisor = 2; divisor * divisor <= number; divisor++) {
            if (number % divisor == 0) {
                return false;
            }
        }
        return number > 1;
    }
}
