INSERT INTO shop.settings (key, value, changed_at)
SELECT key, value, '2026-01-01 00:00+00' FROM (VALUES ('currency', 'EUR'), ('vat', '19'), ('motd', NULL), ('marker', '')) s (key, value);

INSERT INTO shop.categories (id, parent_id, name, path)
SELECT n, CASE WHEN n > 10 THEN n / 10 END, 'Category ' || n, '/' || n FROM generate_series(1, 200) n;
SELECT setval(pg_get_serial_sequence('shop.categories', 'id'), 200);

INSERT INTO shop.products (id, sku, category_id, name, price, size, attributes, thumbnail, search, discontinued)
SELECT n, 'SKU-' || n, 1 + n % 200, 'Product ' || n, (n % 9999) / 100.0,
    CASE WHEN n % 2 = 0 THEN ROW(n % 100, n % 50, 1.5, 'cm')::shop.dimensions END,
    jsonb_build_object('colour', (ARRAY['red', 'green', 'blue'])[1 + n % 3], 'weight', n % 500, 'tags', jsonb_build_array(n % 7, 'new')),
    decode(md5(n::text), 'hex'), to_tsvector('simple', 'product ' || n), n % 97 = 0
FROM generate_series(1, ${products}) n;

INSERT INTO shop.inventory (warehouse, product_id, stock, reserved, counted_at)
SELECT w, n, 1000 + n % 100, n % 3, timestamp '2026-01-01 08:00' + n * interval '1 s'
FROM generate_series(1, 3) w, generate_series(1, ${products}) n;

INSERT INTO shop.flash_deals SELECT n, 5 + n % 50, tstzrange('2026-11-01', '2026-12-01') FROM generate_series(1, 50) n;

INSERT INTO shop.suppliers SELECT n, 'Supplier ' || n, date '2001-01-01' + n FROM generate_series(1, 100) n;
INSERT INTO shop.foreign_suppliers SELECT n, 'Foreign ' || n, date '2011-01-01' + n, 'CH', n / 10.0
FROM generate_series(101, 180) n;

INSERT INTO shop."Gift Cards" SELECT 'GC-' || n, 'someone', n % 100, CASE WHEN n % 2 = 0 THEN 'hi "you"' END
FROM generate_series(1, 1000) n;
