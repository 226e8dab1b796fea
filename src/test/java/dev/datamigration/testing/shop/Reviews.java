package dev.datamigration.testing.shop;

import java.sql.SQLException;

/** Wide rows, most of them changed without their wide column being touched. */
final class Reviews {
    private Reviews() {}

    static void write(ShopSession shop) throws SQLException {
        shop.update("""
                INSERT INTO shop.reviews (id, product_id, stars, body)
                SELECT nextval('shop.document_number'), ?, ?, string_agg(md5(? || '/' || part), ' ')
                FROM generate_series(1, ?) part
                """, shop.pick(shop.scale().products()), shop.pick(5), shop.pick(1_000_000), shop.pick(300));
    }

    static void markHelpful(ShopSession shop) throws SQLException {
        shop.update(
                "UPDATE shop.reviews SET helpful = helpful + 1 WHERE id = ?",
                shop.pick(shop.scale().reviews()));
    }

    static void rewrite(ShopSession shop) throws SQLException {
        shop.update("""
                UPDATE shop.reviews SET photo = NULL,
                    body = (SELECT string_agg(md5(?::text || part), '-') FROM generate_series(1, 200) part) WHERE id = ?
                """, shop.pick(1_000_000), shop.pick(shop.scale().reviews()));
    }

    /** A new key and an untouched wide column at once. */
    static void renumber(ShopSession shop) throws SQLException {
        shop.update(
                "UPDATE shop.reviews SET id = nextval('shop.document_number') WHERE id = ?",
                shop.pick(shop.scale().reviews()));
    }

    static void withdraw(ShopSession shop) throws SQLException {
        shop.update(
                "DELETE FROM shop.reviews WHERE id = ?", shop.pick(shop.scale().reviews()));
    }
}
