package dev.datamigration.failure;

import java.util.Locale;

/** Numbers of things in texts for people: "1 row", "2 rows", "1,315,733 rows". */
public final class Quantity {
    private Quantity() {}

    /** @param noun in the singular; its plural ends in s */
    public static String of(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? noun : noun + "s");
    }

    /**
     * For texts of which more than a noun depends on the number.
     *
     * @param one what is said of exactly one
     * @param many what is said of every other number, of none too, with {@code %,d} or {@code %d} in its place
     */
    public static String of(long number, String one, String many) {
        return number == 1 ? one : String.format(Locale.ROOT, many, number);
    }
}
