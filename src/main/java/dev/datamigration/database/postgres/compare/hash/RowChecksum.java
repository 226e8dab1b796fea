package dev.datamigration.database.postgres.compare.hash;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A number of 64 bits that says whether rows differ at all, at a fraction of the cost of a {@link RowDigest}: values of a
 * {@link HashedType} go into it as they are, all others as they print. Rows that print alike have the same number; rows that do not
 * have different ones, but for chance: one in 2^64.
 *
 * <p>Each value is hashed with the hash of those before it as its seed, so that its place matters. The first seed says which values
 * are null.
 *
 * <p>A row with a value that its type does not hash, such as an infinite time, comes to null that way, and is then hashed with all
 * columns of such types printed. So it is where a column has a null that its catalog says it refuses.
 *
 * @param hashed columns of types that are hashed as they are
 * @param printed all others
 */
public record RowChecksum(List<HashedColumn> hashed, List<HashedColumn> printed, RowDigest digest) {
    /** So many bits tell which of them are null, and so deep are calls nested. */
    private static final int MOST_HASHED = 60;

    public static RowChecksum of(List<HashedColumn> columns, RowDigest digest) {
        var hashed = columns.stream()
                .filter(column -> column.type().isPresent())
                .limit(MOST_HASHED)
                .toList();
        var printed =
                columns.stream().filter(column -> !hashed.contains(column)).toList();
        return new RowChecksum(hashed, printed, digest);
    }

    /** The number as an expression over the table alias {@code t}, never null. */
    public String number() {
        var quick = hash(printed, column -> true, HashedColumn::notNull);
        if (hashed.stream().allMatch(column -> isWhole(column) && !column.notNull())) {
            return quick;
        }
        var alsoPrinted = hashed.stream().filter(column -> !isWhole(column));
        var complete =
                hash(Stream.concat(printed.stream(), alsoPrinted).toList(), RowChecksum::isWhole, column -> false);
        return "coalesce(%s, %s)".formatted(quick, complete);
    }

    /** A second number, which equal first ones share: different ones rarely do, also if they are alike but for their highest bits. */
    public static String second(String number) {
        return "hashint8extended(" + number + ", 1)";
    }

    /**
     * @param among whether a column is hashed, and not left to those that are printed
     * @param notNull whether it is taken for one without nulls, which makes the hash null where there is one
     */
    private String hash(List<HashedColumn> printed, Predicate<HashedColumn> among, Predicate<HashedColumn> notNull) {
        var hash = nulls(notNull);
        if (!printed.isEmpty()) {
            hash = HashedType.TEXT.hash(text(printed), hash, 0);
        }
        for (var i = 0; i < hashed.size(); i++) {
            var column = hashed.get(i);
            if (among.test(column)) {
                var type = type(column);
                var value =
                        notNull.test(column) ? type.value(column.reference()) : type.valueOrSome(column.reference());
                hash = type.hash(value, hash, i + 1);
            }
        }
        return hash;
    }

    private String text(List<HashedColumn> columns) {
        return digest.text(columns.stream().map(HashedColumn::column).toList());
    }

    /** A bit for each column that can be null. */
    private String nulls(Predicate<HashedColumn> notNull) {
        var bits = IntStream.range(0, hashed.size())
                .filter(i -> !notNull.test(hashed.get(i)))
                .mapToObj(i -> "CASE WHEN %s IS NULL THEN %d::bigint ELSE 0 END"
                        .formatted(hashed.get(i).reference(), 1L << i))
                .collect(Collectors.joining(" | "));
        return bits.isEmpty() ? "0::bigint" : "(" + bits + ")";
    }

    private static boolean isWhole(HashedColumn column) {
        return type(column).isWhole();
    }

    private static HashedType type(HashedColumn column) {
        return column.type().orElseThrow();
    }
}
