package dev.datamigration.testing.shop;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;

/** One clerk of the shop: a connection, dice, and the orders it placed lately. Not shared between threads. */
final class ShopSession {
    private static final int REMEMBERED_ORDERS = 200;

    private final Connection connection;
    private final SplittableRandom random;
    private final ShopScale scale;
    private final Deque<Long> orders;

    ShopSession(Connection connection, SplittableRandom random, ShopScale scale, Deque<Long> orders) {
        this.connection = connection;
        this.random = random;
        this.scale = scale;
        this.orders = orders;
    }

    static Deque<Long> noOrders() {
        return new ArrayDeque<>();
    }

    Connection connection() {
        return connection;
    }

    ShopScale scale() {
        return scale;
    }

    /** A number from 1 to a bound, as the keys of the filled tables are. */
    int pick(int bound) {
        return 1 + random.nextInt(bound);
    }

    boolean oneIn(int chances) {
        return random.nextInt(chances) == 0;
    }

    /** An order of the first fill, or one placed lately. */
    long someOrder() {
        return orders.isEmpty() || oneIn(2) ? pick(scale.orders()) : orders.peekFirst();
    }

    /** The oldest order placed by this session that was not taken yet, or an old one. */
    long takeOrder() {
        return orders.isEmpty() ? pick(scale.orders()) : orders.removeFirst();
    }

    void remember(long order) {
        orders.addLast(order);
        if (orders.size() > REMEMBERED_ORDERS) {
            orders.removeFirst();
        }
    }

    int update(String sql, Object... parameters) throws SQLException {
        try (var statement = prepare(sql, parameters)) {
            statement.execute();
            return statement.getUpdateCount();
        }
    }

    long updateReturning(String sql, Object... parameters) throws SQLException {
        try (var statement = prepare(sql, parameters);
                var result = statement.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }

    private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (var i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
