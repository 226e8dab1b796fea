package dev.datamigration.database.postgres.replay;

import java.util.List;
import java.util.regex.Pattern;

/** Says which changes of a column's type keep every value as it is, so that the target comes to the same by itself. */
final class Widening {
    private static final Pattern TYPE =
            Pattern.compile("([a-z ]+?)(?:\\((\\d+)(?:,(-?\\d+))?\\))?( with(?:out)? time zone)?");
    private static final List<String> INTEGERS = List.of("smallint", "integer", "bigint", "numeric");
    private static final int UNBOUNDED = Integer.MAX_VALUE;

    private record Type(String name, int length, int scale) {
        /** Null for what is no plain type of the server. */
        static Type parse(String text) {
            var matcher = TYPE.matcher(text);
            if (!matcher.matches()) {
                return null;
            }
            var zone = matcher.group(4) == null ? "" : matcher.group(4);
            return new Type(
                    matcher.group(1) + zone,
                    matcher.group(2) == null ? UNBOUNDED : Integer.parseInt(matcher.group(2)),
                    matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3)));
        }

        boolean isBounded() {
            return length != UNBOUNDED;
        }
    }

    private Widening() {}

    /**
     * @param before as the server prints it
     * @param after likewise
     */
    static boolean is(String before, String after) {
        var from = Type.parse(before);
        var to = Type.parse(after);
        if (from == null || to == null) {
            return false;
        }
        if (INTEGERS.contains(from.name()) && !from.name().equals("numeric") && INTEGERS.contains(to.name())) {
            return INTEGERS.indexOf(from.name()) <= INTEGERS.indexOf(to.name()) && !to.isBounded();
        }
        return switch (from.name() + ">" + to.name()) {
            case "numeric>numeric" ->
                !to.isBounded()
                        || from.isBounded()
                                && to.scale() >= from.scale()
                                && to.length() - to.scale() >= from.length() - from.scale();
            case "character varying>character varying", "bit varying>bit varying" -> to.length() >= from.length();
            case "character varying>text" -> true;
            case "text>character varying" -> !to.isBounded();
            case "smallint>real", "smallint>double precision", "integer>double precision", "real>double precision" ->
                true;
            case "timestamp without time zone>timestamp without time zone",
                    "timestamp with time zone>timestamp with time zone",
                    "time without time zone>time without time zone",
                    "time with time zone>time with time zone" -> to.length() >= from.length();
            default -> false;
        };
    }
}
