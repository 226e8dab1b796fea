package dev.datamigration.database.postgres.compare;

import dev.datamigration.database.compare.BucketReader;
import dev.datamigration.database.compare.Buckets;
import dev.datamigration.database.compare.ComparedTable;
import dev.datamigration.database.compare.CorrectionStatements;
import dev.datamigration.database.compare.KeyRange;
import dev.datamigration.database.compare.KeyRangeReader;
import dev.datamigration.database.compare.RowObservation;
import dev.datamigration.database.compare.RowRepairs;
import dev.datamigration.database.compare.RowText;
import dev.datamigration.database.compare.RowVersion;
import dev.datamigration.database.postgres.catalog.TableExtent;
import dev.datamigration.database.postgres.compare.hash.HashedColumn;
import dev.datamigration.database.postgres.compare.hash.RowChecksum;
import dev.datamigration.database.postgres.compare.hash.RowDigest;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.Column;
import dev.datamigration.database.table.RowFilter;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One side of a pair of tables, as a relation of rows with their hashes.
 *
 * @param extent on its server
 * @param rows which of its rows are compared; null: all
 * @param compared columns, in the same order on both sides
 * @param keyColumns with the types of this side; empty for a table without a key
 * @param keyOperators of equality, one for each column of the key; see {@link EqualityOperators}
 */
record HashedTable(
        TableExtent extent,
        RowFilter rows,
        List<HashedColumn> compared,
        List<HashedColumn> keyColumns,
        List<String> keyOperators,
        RowDigest digest)
        implements ComparedTable {

    /**
     * A query of the rows: the given columns and {@code h1} and {@code h2}, two independent halves of the row's hash.
     * The inner query is fenced off by OFFSET, else the digest would be computed twice.
     *
     * @param inner select list over the table alias {@code t}; every item has an alias
     * @param from the table, or a join with it
     */
    String hashed(String inner, String from, String condition) {
        return """
                SELECT digests.*, %s AS h1, %s AS h2
                FROM (SELECT %s%s AS d FROM %s WHERE %s OFFSET 0) AS digests""".formatted(
                        digest.half("d", 0),
                        digest.half("d", 1),
                        inner.isEmpty() ? "" : inner + ", ",
                        digest.of(columns()),
                        from,
                        condition);
    }

    /**
     * As {@link #hashed}, but {@code h1} and {@code h2} only say whether rows differ, and cost less: for what is summed up, not
     * for what is known by its hash. {@code h2} is there where {@link #sums} needs it.
     *
     * @param inner as there, or empty
     */
    String checked(String inner, String condition) {
        if (!digest.sameHashes()) {
            return hashed(inner, only(), condition);
        }
        var query = "SELECT %s%s AS h1 FROM %s WHERE %s"
                .formatted(inner.isEmpty() ? "" : inner + ", ", checksum(), only(), condition);
        return hasKey()
                ? query
                : "SELECT checked.*, %s AS h2 FROM (%s OFFSET 0) AS checked".formatted(RowChecksum.second("h1"), query);
    }

    /**
     * The select list of an {@link dev.datamigration.database.compare.Aggregate} of {@link #checked} rows. Where many may be the
     * same, as without a key, the lower bits alone of what their hashes differ by are left in a sum, and so there are two.
     */
    String sums() {
        return digest.sameHashes() && hasKey() ? "count(*), sum(h1), 0" : "count(*), sum(h1), sum(h2)";
    }

    /** As {@link #hashed}, with {@code bh}: the first number of {@link #checked}. */
    String hashedAndChecked(String condition) {
        return digest.sameHashes()
                ? hashed(checksum() + " AS bh", only(), condition)
                : "SELECT rows.*, h1 AS bh FROM (%s) AS rows".formatted(hashed("", only(), condition));
    }

    private String checksum() {
        return RowChecksum.of(compared, digest).number();
    }

    /** The bucket hash of a row's key. */
    String bucketHash() {
        return digest.bucketHash(keyColumns);
    }

    List<Column> columns() {
        return compared.stream().map(HashedColumn::column).toList();
    }

    List<Column> key() {
        return keyColumns.stream().map(HashedColumn::column).toList();
    }

    @Override
    public TableName name() {
        return extent.name();
    }

    /** The table's own rows that are compared, never those of tables that inherit from it. */
    String only() {
        return rows == null
                ? written()
                : "(SELECT tableoid, ctid, xmin, xmax, * FROM %s WHERE %s) AS t"
                        .formatted(extent.sql(), rows.condition());
    }

    /** The table, to write to. */
    String written() {
        return extent.sql() + " AS t";
    }

    /** The key as text: {@code k0, k1, …}. */
    String keyTexts() {
        var list = new StringBuilder();
        for (var i = 0; i < key().size(); i++) {
            list.append(i == 0 ? "" : ", ")
                    .append(RowDigest.reference(key().get(i)))
                    .append("::text AS k")
                    .append(i);
        }
        return list.toString();
    }

    /** The key of a row of {@link #keyTexts}. */
    List<String> keyOf(ResultSet row) throws SQLException {
        var texts = new ArrayList<String>();
        for (var i = 0; i < key().size(); i++) {
            texts.add(row.getString("k" + i));
        }
        return texts;
    }

    /** Equality of the key with expressions, given for each column by its number. */
    String keyEquals(IntFunction<String> value) {
        return IntStream.range(0, key().size())
                .mapToObj(i -> RowDigest.reference(key().get(i)) + " " + keyOperators.get(i) + " " + value.apply(i))
                .collect(Collectors.joining(" AND "));
    }

    /** The table's rows that answer to keys, each with the number {@code v.n} of its key. */
    String joinedWith(List<List<String>> keys) {
        return joinedWith(keys, only());
    }

    /** As {@link #joinedWith}, of all rows of the table, so that they can be locked. */
    String writtenWith(List<List<String>> keys) {
        return joinedWith(keys, written());
    }

    private String joinedWith(List<List<String>> keys, String table) {
        var values = IntStream.range(0, keys.size())
                .mapToObj(n -> "(" + n + ", " + keyLiterals(keys.get(n)) + ")")
                .collect(Collectors.joining(", "));
        var names = IntStream.range(0, key().size()).mapToObj(i -> ", v" + i).collect(Collectors.joining());
        return "(VALUES %s) AS v(n%s) JOIN %s ON %s".formatted(values, names, table, keyEquals(i -> "v.v" + i));
    }

    String keyReferences() {
        return key().stream().map(RowDigest::reference).collect(Collectors.joining(", "));
    }

    /** A key as a list of literals. */
    String keyLiterals(List<String> values) {
        var list = new StringBuilder();
        for (var i = 0; i < key().size(); i++) {
            list.append(i == 0 ? "" : ", ").append(literal(key().get(i), values.get(i)));
        }
        return list.toString();
    }

    /** The condition of a range of keys; an index on the key serves it. */
    String within(KeyRange range) {
        var conditions = new ArrayList<String>();
        if (range.lower() != null) {
            conditions.add("(%s) > (%s)".formatted(keyReferences(), keyLiterals(range.lower())));
        }
        if (range.upper() != null) {
            conditions.add("(%s) <= (%s)".formatted(keyReferences(), keyLiterals(range.upper())));
        }
        return conditions.isEmpty() ? "true" : String.join(" AND ", conditions);
    }

    /** A literal of the column's type; NULL for null. The cast never truncates. */
    static String literal(Column column, String text) {
        return text == null ? "NULL" : Sql.literal(text) + "::" + column.castType();
    }

    @Override
    public boolean hasKey() {
        return !key().isEmpty();
    }

    @Override
    public boolean keySortsAlike() {
        return hasKey() && KeyOrder.isTheSameEverywhere(key());
    }

    @Override
    public KeyRangeReader ranges() {
        return new PostgresKeyRangeReader(this);
    }

    @Override
    public BucketReader dealtInto(Buckets buckets) {
        return new PostgresBucketReader(this, buckets);
    }

    @Override
    public List<RowObservation> look(Connection connection, List<List<String>> suspects) throws SQLException {
        return hasKey()
                ? new KeyedSuspectReader(this).look(connection, suspects)
                : new KeylessSuspectReader(this).look(connection, suspects);
    }

    @Override
    public Optional<RowText> text(Connection connection, List<String> suspect, RowObservation seen, long mostBytes)
            throws SQLException {
        return new RowTexts(this, mostBytes).read(connection, suspect, seen);
    }

    @Override
    public List<RowVersion> versions(Connection connection, List<List<String>> keys) throws SQLException {
        return new RowVersions(this).read(connection, keys);
    }

    @Override
    public Set<String> writers(Connection connection) throws SQLException {
        return TableWriters.read(connection, name());
    }

    @Override
    public RowRepairs repairs() {
        return new PostgresRowRepairs(this);
    }

    @Override
    public CorrectionStatements corrections() {
        return new CorrectionSql(this);
    }

    @Override
    public boolean hasRows(Connection connection) throws SQLException {
        return SqlStatement.of(connection, "SELECT EXISTS (SELECT FROM " + only() + ")")
                .isTrue();
    }
}
