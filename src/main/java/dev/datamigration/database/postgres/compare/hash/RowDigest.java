package dev.datamigration.database.postgres.compare.hash;

import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.table.Column;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The digest of a row: SHA-256 of the text of its columns. It is the same on every version from 13 on, whatever the
 * encodings and collations of the databases, as long as both sessions print values alike (see
 * {@link dev.datamigration.database.postgres.connection.PostgresServer}). SHA-256 and not MD5, because servers in FIPS mode refuse
 * MD5, and it was measured no slower.
 *
 * @param encoding in which text is hashed: the one both databases have, else UTF8
 * @param sameEncoding whether both databases have it
 * @param sameHashes whether both servers' own, faster hash functions agree, so that they may fold digests into numbers
 */
public record RowDigest(String encoding, boolean sameEncoding, boolean sameHashes) {
    /** Values wider than this go into the digest as digests of their own: a row's text may not reach 1 GB. */
    private static final int WIDE_BYTES = 1_000_000;

    private static final int WIDE_BINARY_BYTES = 1_000;

    public static RowDigest of(HashFacts source, HashFacts target) {
        var same = source.encoding().equals(target.encoding());
        return new RowDigest(same ? source.encoding() : "UTF8", same, source.probe() == target.probe());
    }

    /** An expression of type text over the columns of the table alias {@code t}. */
    public String of(List<Column> columns) {
        return digestOfText(row(columns));
    }

    /** As what columns are printed, as text that is the same on both sides; what is wide goes in as its digest. */
    String text(List<Column> columns) {
        if (columns.isEmpty()) {
            return "''";
        }
        var row = row(columns);
        return sameEncoding ? row : "convert_to(%s, %s)::text".formatted(row, Sql.literal(encoding));
    }

    /** A bigint that is the same on both sides for the same key, whatever collation sorts the key. */
    public String bucketHash(List<HashedColumn> key) {
        return sameHashes
                ? RowChecksum.of(key, this).number()
                : half(of(key.stream().map(HashedColumn::column).toList()), 0);
    }

    /** One of two bigints that a digest is folded into, the first or the second. */
    public String half(String digest, int which) {
        return sameHashes
                ? "hashtextextended(%s COLLATE \"C\", %d)".formatted(digest, which)
                // sixteen hexadecimal digits after the leading \x
                : "('x' || substr(%s, %d, 16))::bit(64)::bigint".formatted(digest, 3 + 16 * which);
    }

    public static String reference(Column column) {
        return "t." + Sql.identifier(column.name());
    }

    private String row(List<Column> columns) {
        return "ROW(" + columns.stream().map(this::value).collect(Collectors.joining(", ")) + ")::text";
    }

    private String value(Column column) {
        var reference = reference(column);
        return switch (column.castType()) {
            case "bytea" ->
                "CASE WHEN octet_length(%1$s) > %2$d THEN sha256(%1$s) ELSE %1$s END"
                        .formatted(reference, WIDE_BINARY_BYTES);
            case "text", "character varying" ->
                // the width in bytes, which is known without reading the value, decides alike only in one encoding
                sameEncoding
                        ? "CASE WHEN octet_length(%1$s) > %2$d THEN %3$s ELSE %1$s::text END"
                                .formatted(reference, WIDE_BYTES, digestOfText(reference))
                        : digestOfText(reference);
            default -> reference;
        };
    }

    private String digestOfText(String text) {
        return "sha256(convert_to(%s, %s))::text".formatted(text, Sql.literal(encoding));
    }
}
