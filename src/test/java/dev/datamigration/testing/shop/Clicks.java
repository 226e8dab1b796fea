package dev.datamigration.testing.shop;

import java.sql.SQLException;

/** The table without a key: equal rows come, and one of several equal rows changes or goes. */
final class Clicks {
    private static final String ONE_OF_THEM = """
            WHERE ctid IN (SELECT ctid FROM shop.events
                WHERE happened_at = timestamptz '2026-06-01 00:00+00' + ? * interval '1 s' LIMIT 1 FOR UPDATE)
            """;

    private Clicks() {}

    static void browse(ShopSession shop) throws SQLException {
        shop.update(
                """
                INSERT INTO shop.events SELECT timestamptz '2026-06-01 00:00+00' + ? * interval '1 s', ?, 'view', '/', NULL
                FROM generate_series(1, ?)
                """,
                shop.pick(shop.scale().events() / 3),
                shop.pick(shop.scale().customers()),
                shop.pick(3));
    }

    static void amendOne(ShopSession shop) throws SQLException {
        shop.update(
                "UPDATE shop.events SET kind = CASE kind WHEN 'click' THEN 'tap' ELSE 'click' END " + ONE_OF_THEM,
                shop.pick(shop.scale().events() / 3));
    }

    static void forgetOne(ShopSession shop) throws SQLException {
        shop.update(
                "DELETE FROM shop.events " + ONE_OF_THEM, shop.pick(shop.scale().events() / 3));
    }
}
