package dev.datamigration.kubectl.argument;

import java.util.Map;
import java.util.regex.Pattern;

/** Numbers and times as they are typed. */
public final class Amounts {
    private static final Pattern TIME = Pattern.compile("([0-9]+)([smhd]?)");
    private static final Map<String, Integer> SECONDS = Map.of("", 1, "s", 1, "m", 60, "h", 3600, "d", 86400);

    private Amounts() {}

    /** @throws CommandFailure if it is none, or larger than any that the API takes */
    public static int number(String what, String typed) {
        try {
            return Integer.parseUnsignedInt(checkDigits(typed));
        } catch (NumberFormatException e) {
            throw CommandFailure.misused(what + " needs a number, not '" + typed + "'");
        }
    }

    private static String checkDigits(String typed) {
        var digits = typed.length() < 10 && typed.chars().allMatch(letter -> letter >= '0' && letter <= '9');
        return digits ? typed : "";
    }

    /** In seconds. */
    static int seconds(String what, String typed) {
        var time = TIME.matcher(typed);
        try {
            if (time.matches()) {
                return Math.multiplyExact(Integer.parseInt(time.group(1)), SECONDS.get(time.group(2)));
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // longer than any time that the API takes
        }
        throw CommandFailure.misused(what + " needs a time such as 90s, 10m or 1h, not '" + typed + "'");
    }
}
