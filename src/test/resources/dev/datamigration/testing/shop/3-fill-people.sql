INSERT INTO shop.customers (email, name, phone, credit, tags, preferences, born, created_at)
SELECT 'Customer.' || n || '@example.com', 'Customer ' || n, '+49 30 ' || n, (n % 1000) / 10.0,
    CASE n % 3 WHEN 0 THEN '{}' WHEN 1 THEN ARRAY['vip', 'tag ' || n % 10] ELSE ARRAY[NULL, 'a,b'] END,
    public.hstore(ARRAY['lang', 'theme'], ARRAY[CASE WHEN n % 2 = 0 THEN 'de' ELSE 'en' END, NULL]),
    date '1950-01-01' + n % 20000, timestamptz '2020-01-01 00:00+00' + n * interval '7 min'
FROM generate_series(1, ${customers}) n;

INSERT INTO shop.addresses (customer_id, number, street, city, country, location)
SELECT c, a, 'Street ' || c % 977 || '/' || a, 'City ' || c % 101, (ARRAY['DE', 'FR', 'IT'])[1 + c % 3], point(c % 180, a)
FROM generate_series(1, ${customers}) c, generate_series(1, 1 + c % 2) a;

INSERT INTO shop.carts (id, customer_id, opened_at)
SELECT md5('cart' || n)::uuid, 1 + n % ${customers}, timestamptz '2026-11-01 00:00+00' + n * interval '1 s'
FROM generate_series(1, ${carts}) n;

INSERT INTO shop.cart_items (cart_id, product_id, quantity)
SELECT md5('cart' || n)::uuid, 1 + (n + k * 13) % ${products}, k
FROM generate_series(1, ${carts}) n, generate_series(1, 2) k;

INSERT INTO shop.customer_notes (id, customer_id, author, note)
SELECT n, 1 + n % ${customers}, 'clerk' || n % 3, 'Called about ' || n FROM generate_series(1, 2000) n;
