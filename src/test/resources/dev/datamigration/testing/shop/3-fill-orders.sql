INSERT INTO shop.orders (id, customer_id, status, placed_at, total, note, document)
SELECT n, 1 + (n * 7919::bigint) % ${customers}, (enum_range(NULL::shop.order_status))[1 + n % 6],
    timestamptz '2026-01-01 00:00+00' + (n % 364) * interval '1 day' + (n % 86400) * interval '1 s',
    (n % 50000) / 100.0, CASE WHEN n % 10 = 0 THEN 'ring twice, ' || n END, n
FROM generate_series(1, ${orders}) n;
