package dev.datamigration.testing.shop;

import java.sql.SQLException;

/** Products and deals: bulk updates, TRUNCATE, savepoints, and rows of every type. */
final class Goods {
    private Goods() {}

    static void reprice(ShopSession shop) throws SQLException {
        shop.update("""
                UPDATE shop.products SET price = price + 0.01, attributes = attributes || jsonb_build_object('n', ?)
                WHERE id = ?
                """, shop.pick(1000), shop.pick(shop.scale().products()));
    }

    static void takeStock(ShopSession shop) throws SQLException {
        var first = shop.pick(shop.scale().products());
        shop.update("""
                UPDATE shop.inventory SET stock = 1000, reserved = 0, counted_at = clock_timestamp() AT TIME ZONE 'UTC'
                WHERE warehouse = ? AND product_id BETWEEN ? AND ?
                """, shop.pick(3), first, first + 100);
    }

    static void deal(ShopSession shop) throws SQLException {
        shop.update("""
                INSERT INTO shop.flash_deals AS deal VALUES (?, ?, '[2026-11-01,)')
                ON CONFLICT (product_id) DO UPDATE SET percent_off = 1 + deal.percent_off % 90
                """, shop.pick(80), shop.pick(90));
    }

    /** Gives up at once where somebody reads the table: readers of a snapshot may do so for long. */
    static void replaceDeals(ShopSession shop) throws SQLException {
        shop.update("SET LOCAL lock_timeout = '20ms'");
        shop.update("TRUNCATE shop.flash_deals");
        shop.update("INSERT INTO shop.flash_deals SELECT n, ?, 'empty' FROM generate_series(1, 40) n", shop.pick(90));
    }

    static void changeOfEveryType(ShopSession shop) throws SQLException {
        shop.update(
                """
                UPDATE shop.every_type SET c_integer = ?, c_numeric = c_numeric + 1, c_text_array = ARRAY[?, NULL],
                    c_composite = ROW(?, NULL, 0.1, E'back\\\\slash')::shop.dimensions, c_interval = -c_interval,
                    c_timestamptz = clock_timestamp(), c_bit = ~c_bit, c_own_range = '[1.5,2.5)' WHERE id = ?
                """,
                shop.pick(1_000_000),
                "{x,\"y\"}" + shop.pick(9),
                shop.pick(100),
                shop.pick(shop.scale().everyType()));
    }

    static void anotherOfEveryType(ShopSession shop) throws SQLException {
        shop.update(
                "SELECT shop.copy_every_type(?)", (long) shop.pick(shop.scale().everyType()));
    }

    static void dropOfEveryType(ShopSession shop) throws SQLException {
        shop.update("DELETE FROM shop.every_type WHERE id = ?", shop.scale().everyType() + 10 + shop.pick(500));
    }

    /** Only what comes before the savepoint and after the way back is committed. */
    static void hesitate(ShopSession shop) throws SQLException {
        reprice(shop);
        var savepoint = shop.connection().setSavepoint();
        Orders.place(shop);
        Reviews.write(shop);
        shop.connection().rollback(savepoint);
        Clicks.browse(shop);
    }
}
