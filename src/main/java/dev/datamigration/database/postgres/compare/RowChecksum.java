package dev.datamigration.database.postgres.compare;

import dev.datamigration.database.table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Two numbers of 64 bits that say whether rows differ at all, at a fraction of the cost of a {@link RowDigest}: values of a
 * {@link HashedType} go into them as they are, all others as they print. Rows that print alike have the same numbers; rows that do not
 * have different ones, but for chance: one in 2^64 for each of the two.
 *
 * <p>Each value is hashed with the hash of those before it as its seed, so that its place matters; the first seed tells both numbers
 * apart. Which values are null is a number that is hashed like a value.
 *
 * @param hashed columns of types that are hashed as they are
 * @param printed all others
 */
record RowChecksum(List<Column> hashed, List<Column> printed, RowDigest digest) {
    /** So many bits tell which of them are null, and so deep are calls nested. */
    private static final int MOST_HASHED = 60;

    private static final int BITS_OF_INTEGER = 31;

    static RowChecksum of(List<Column> columns, RowDigest digest) {
        var hashed = columns.stream()
                .filter(column -> digest.type(column).isPresent())
                .limit(MOST_HASHED)
                .toList();
        var printed =
                columns.stream().filter(column -> !hashed.contains(column)).toList();
        return new RowChecksum(hashed, printed, digest);
    }

    /** The select list, over the table alias {@code t}, that {@link #half} is computed from. */
    String values() {
        var values = new ArrayList<String>();
        values.add(text() + " AS printed");
        values.add(nulls() + " AS nulls");
        for (var i = 0; i < hashed.size(); i++) {
            values.add(type(i).value(reference(i)) + " AS f" + i);
        }
        return String.join(", ", values);
    }

    /** The first or the second number, computed from the columns that {@link #values} gives. */
    String half(int which) {
        return hash(which, "printed", "nulls", i -> "f" + i);
    }

    /** The first number as one expression over the table alias {@code t}. */
    String number() {
        return hash(0, text(), "(" + nulls() + ")", i -> "(" + type(i).value(reference(i)) + ")");
    }

    private String hash(int seed, String text, String nulls, IntFunction<String> value) {
        var hash = HashedType.TEXT.hash(text, String.valueOf(seed));
        hash = hashOfNulls().hash(nulls, hash);
        for (var i = 0; i < hashed.size(); i++) {
            hash = type(i).hash(value.apply(i), hash);
        }
        return hash;
    }

    /** What is not hashed as it is: the columns of other types, and all that can be beyond what is hashed where one is. */
    private String text() {
        var beyond = IntStream.range(0, hashed.size())
                .boxed()
                .flatMap(i -> type(i).beyond(reference(i)).stream())
                .collect(Collectors.joining(" OR "));
        var others = digest.text(printed);
        if (beyond.isEmpty()) {
            return others;
        }
        var all = new ArrayList<>(printed);
        IntStream.range(0, hashed.size())
                .filter(i -> type(i).beyond(reference(i)).isPresent())
                .forEach(i -> all.add(hashed.get(i)));
        return "(CASE WHEN %s THEN %s ELSE %s END)".formatted(beyond, digest.text(all), others);
    }

    private String nulls() {
        return IntStream.range(0, hashed.size())
                .mapToObj(i -> " + CASE WHEN %s IS NULL THEN %d ELSE 0 END".formatted(reference(i), 1L << i))
                .collect(Collectors.joining("", "0", ""));
    }

    /** The hash of an integer, which a boolean is hashed as, costs less than that of a bigint. */
    private HashedType hashOfNulls() {
        return hashed.size() <= BITS_OF_INTEGER ? HashedType.BOOLEAN : HashedType.INTEGER;
    }

    private HashedType type(int number) {
        return digest.type(hashed.get(number)).orElseThrow();
    }

    private String reference(int number) {
        return RowDigest.reference(hashed.get(number));
    }
}
