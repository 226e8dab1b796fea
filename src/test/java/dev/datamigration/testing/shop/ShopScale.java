package dev.datamigration.testing.shop;

import java.util.Map;

/** How many rows the shop starts with, by table. Tables that are not named follow from these or stay small. */
public record ShopScale(
        int customers, int products, int orders, int payments, int carts, int reviews, int events, int everyType) {
    /** What one unit of scale holds, counted in a filled database. */
    private static final int FULL_SIZE = 1_305_000;

    /** A shop of about that many rows altogether, but at least some thousands. */
    public static ShopScale ofRows(int rows) {
        var factor = (double) rows / FULL_SIZE;
        return new ShopScale(
                part(60_000, factor),
                part(10_000, factor),
                part(200_000, factor),
                part(180_000, factor),
                part(20_000, factor),
                part(20_000, factor),
                part(150_000, factor),
                part(2_000, Math.min(1, factor)));
    }

    private static int part(int whole, double factor) {
        return Math.max(100, (int) Math.round(whole * factor));
    }

    /** The names under which the SQL of the shop asks for them. */
    Map<String, Integer> placeholders() {
        return Map.of(
                "customers", customers,
                "products", products,
                "orders", orders,
                "payments", payments,
                "carts", carts,
                "reviews", reviews,
                "events", events,
                "every_type", everyType);
    }
}
