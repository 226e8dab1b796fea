package dev.datamigration.testing.shop;

import java.sql.SQLException;

/** Orders, their lines and payments: a partitioned table whose rows move between partitions, and keys that change. */
final class Orders {
    private Orders() {}

    static void place(ShopSession shop) throws SQLException {
        var lines = shop.pick(4);
        var order = shop.updateReturning(
                """
                INSERT INTO shop.orders (id, customer_id, placed_at, total)
                VALUES (nextval('shop.document_number'), ?, timestamptz '2026-01-01 00:00+00' + ? * interval '1 min', ?)
                RETURNING id
                """, shop.pick(shop.scale().customers()), shop.pick(530_000), shop.pick(30_000) / 100.0);
        shop.update("""
                INSERT INTO shop.order_items (order_id, line, product_id, quantity, price)
                SELECT ?, line, 1 + (? + line) % ?, 1 + line % 3, line * 9.99 FROM generate_series(1, ?) line
                """, order, shop.pick(1_000_000), shop.scale().products(), lines);
        shop.update(
                "UPDATE shop.inventory SET stock = stock - ?, reserved = reserved + 1 WHERE warehouse = ? AND product_id = ?",
                lines,
                shop.pick(3),
                shop.pick(shop.scale().products()));
        if (shop.oneIn(2)) {
            shop.update(
                    "INSERT INTO shop.payments (order_id, amount, method) VALUES (?, ?::numeric::money, 'card')",
                    order,
                    shop.pick(30_000) / 100.0);
        }
        shop.remember(order);
    }

    static void advance(ShopSession shop) throws SQLException {
        shop.update("""
                UPDATE shop.orders SET status = (enum_range(NULL::shop.order_status))[?], note = coalesce(note, '') || '.'
                WHERE id = ?
                """, shop.pick(6), shop.someOrder());
    }

    /** The row leaves its partition for another. */
    static void postpone(ShopSession shop) throws SQLException {
        shop.update(
                "UPDATE shop.orders SET placed_at = placed_at + interval '40 days' WHERE id = ?",
                shop.pick(shop.scale().orders()));
    }

    static void cancel(ShopSession shop) throws SQLException {
        var order = shop.takeOrder();
        shop.update("DELETE FROM shop.payments WHERE order_id = ?", order);
        shop.update("DELETE FROM shop.order_items WHERE order_id = ?", order);
        shop.update("DELETE FROM shop.orders WHERE id = ?", order);
    }

    /** Several keys change in one statement. */
    static void renumberLines(ShopSession shop) throws SQLException {
        shop.update("UPDATE shop.order_items SET line = -line WHERE order_id = ?", shop.someOrder());
    }

    static void settle(ShopSession shop) throws SQLException {
        shop.update(
                "UPDATE shop.payments SET settled = settled IS NOT TRUE, paid_at = clock_timestamp() WHERE id = ?",
                shop.pick(shop.scale().payments()));
    }

    /** Hundreds of rows in one transaction. */
    static void settleMany(ShopSession shop) throws SQLException {
        var first = shop.pick(shop.scale().payments());
        shop.update(
                "UPDATE shop.payments SET settled = settled IS NOT TRUE WHERE id BETWEEN ? AND ?", first, first + 500);
    }
}
