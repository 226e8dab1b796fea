package dev.datamigration.database.postgres.compare;

import dev.datamigration.database.compare.Aggregate;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The columns of a query that an {@link Aggregate} is read from. */
final class AggregateColumns {
    private AggregateColumns() {}

    /** From three columns that begin at the given one: count and both sums. */
    static Aggregate read(ResultSet result, int column) throws SQLException {
        return new Aggregate(
                result.getLong(column),
                lowBits(result.getBigDecimal(column + 1)),
                lowBits(result.getBigDecimal(column + 2)));
    }

    private static long lowBits(BigDecimal sum) {
        return sum == null ? 0 : sum.toBigIntegerExact().longValue();
    }
}
