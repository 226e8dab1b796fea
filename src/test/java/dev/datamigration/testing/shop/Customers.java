package dev.datamigration.testing.shop;

import java.sql.SQLException;

/** Customers and what hangs on them: triggers that write elsewhere, keys that change, are swapped or come again. */
final class Customers {
    private Customers() {}

    static void register(ShopSession shop) throws SQLException {
        var customer = shop.updateReturning("""
                INSERT INTO shop.customers (email, name, tags)
                VALUES ('new.' || nextval('shop.document_number') || '@example.com', 'New customer', ARRAY['new', NULL])
                RETURNING id
                """);
        shop.update("INSERT INTO shop.addresses VALUES (?, 1, 'New street 1', 'Berlin', 'DE', '(1,2)')", customer);
    }

    /** Its triggers set a column and write the audit log. */
    static void change(ShopSession shop) throws SQLException {
        shop.update(
                """
                UPDATE shop.customers SET credit = credit + ?, phone = NULLIF(?, '+49 0'),
                    preferences = preferences || public.hstore('seen', ?::text) WHERE id = ?
                """,
                shop.pick(100) / 10.0,
                "+49 " + shop.pick(1000),
                String.valueOf(shop.pick(9)),
                shop.pick(shop.scale().customers()));
    }

    static void move(ShopSession shop) throws SQLException {
        var customer = shop.pick(shop.scale().customers());
        shop.update("""
                UPDATE shop.addresses SET number = number + 2, street = street || '!' WHERE customer_id = ?
                AND number = (SELECT max(number) FROM shop.addresses WHERE customer_id = ? HAVING max(number) < 30000)
                """, customer, customer);
    }

    /** Two rows exchange their keys by way of a third. */
    static void swapAddresses(ShopSession shop) throws SQLException {
        var customer = shop.pick(shop.scale().customers());
        var renumber = "UPDATE shop.addresses SET number = ? WHERE customer_id = ? AND number = ?";
        if (shop.update(renumber, -1, customer, 1) == 1) {
            shop.update(renumber, 1, customer, 2);
            shop.update(renumber, 2, customer, -1);
        }
    }

    /** A key is deleted and comes again in the same transaction. */
    static void reissueGiftCard(ShopSession shop) throws SQLException {
        var code = "GC-" + shop.pick(1000);
        shop.update("DELETE FROM shop.\"Gift Cards\" WHERE \"Code\" = ?", code);
        shop.update(
                "INSERT INTO shop.\"Gift Cards\" (\"Code\", \"from\", \"Value €\") VALUES (?, NULL, ?) ON CONFLICT DO NOTHING",
                code,
                shop.pick(100));
    }

    static void note(ShopSession shop) throws SQLException {
        shop.update(
                "DELETE FROM shop.customer_notes WHERE ctid IN (SELECT ctid FROM shop.customer_notes LIMIT 1 FOR UPDATE SKIP LOCKED)");
        shop.update(
                "INSERT INTO shop.customer_notes (customer_id, note) VALUES (?, ?)",
                shop.pick(shop.scale().customers()),
                "It's \"noted\"\n" + shop.pick(1000));
    }

    static void emptyCart(ShopSession shop) throws SQLException {
        var cart = shop.pick(shop.scale().carts());
        if (shop.update("DELETE FROM shop.carts WHERE id = md5('cart' || ?)::uuid", cart) == 0) {
            shop.update(
                    "INSERT INTO shop.carts (id, customer_id) VALUES (md5('cart' || ?)::uuid, NULL) ON CONFLICT DO NOTHING",
                    cart);
            shop.update("""
                    INSERT INTO shop.cart_items SELECT md5('cart' || ?)::uuid, p, 1 FROM generate_series(1, 2) p
                    ON CONFLICT DO NOTHING
                    """, cart);
        }
    }
}
